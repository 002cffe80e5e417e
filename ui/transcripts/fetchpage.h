// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/transcripts/transcriptloader.h"
#include "network/wire/connectionprofile.h"
#include "network/wire/transcript.h"
#include "ui/common/forward.h"

#include <QUrl>
#include <QWidget>

namespace muster {

class ConfirmButton;
class InteractionChoice;
class InteractionProblemsModel;
struct PolicyNames;
struct FoundInteractions;

/// What a person chose to fetch, as it stands in the form. The order of a run is made of it by the controller.
struct FetchChoice
{
    TranscriptRequest request;
    TranscriptForm form = TranscriptForm::Json;
    QString folder; ///< Absolute.
    QString policy; ///< Name of a masking policy; empty: the built-in one.
    QUrl webhook; ///< Empty: nobody is told.
    bool raw = false; ///< Text as it came, unmasked: needs a word of its own.
};

/// How transcripts are fetched: media, the tenant's redaction, the masking policy, format, folder, pace, webhook.
class FetchForm : public QWidget
{
    Q_OBJECT

public:
    explicit FetchForm(QWidget *parent = nullptr);
    void reset(); ///< All but the policy, which is no tenant's.
    [[nodiscard]] QString policy() const; ///< Empty: the built-in one.
    /// What the chosen policy leaves in clear, in a sentence; empty: nothing.
    void setUnmasked(const QString &sentence);
    [[nodiscard]] QString unmasked() const;
    void setFolder(const QString &folder); ///< What is suggested, as long as the person chose no other.
    void setPolicies(const PolicyNames &names); ///< Beside "Default", which is always there.
    void choosePolicy(const QString &name); ///< One of them.
    void fill(FetchChoice &choice) const; ///< All but the interactions.
    /// The same the other way round. Text that is written unmasked is not taken over: it has to be asked for anew. A
    /// policy that is not there any more leaves the built-in one.
    void take(const FetchChoice &choice);
    [[nodiscard]] QString missing() const; ///< What must be entered first; empty: nothing.

Q_SIGNALS:
    void changed();
    void policyChosen();
    void policiesAsked(); ///< The editor is wanted.

private:
    void buildAsked(QFormLayout *form);
    void buildWritten(QFormLayout *form);
    void chooseFolder();

    QList<QCheckBox *> m_media; ///< By MediaType.
    QComboBox *m_redaction = nullptr;
    QSpinBox *m_downloads = nullptr;
    QComboBox *m_policy = nullptr;
    PlainLabel *m_unmasked = nullptr;
    QComboBox *m_form = nullptr;
    QLineEdit *m_folder = nullptr;
    QLineEdit *m_webhook = nullptr;
    QCheckBox *m_raw = nullptr;
    bool m_folderTyped = false;
};

/// Choosing what is fetched, then what will happen in whole sentences, then the one button that names the act. Writing
/// text unmasked has a page of its own with a word to type.
class FetchPage : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "transcripts#fetch-transcripts")

public:
    explicit FetchPage(QWidget *parent = nullptr);
    /// A new choice; what was typed before stays, unless it was for another tenant (F120).
    void start(const ConnectionProfile &profile);
    [[nodiscard]] InteractionChoice *interactions() const { return m_interactions; }
    [[nodiscard]] FetchForm *form() const { return m_form; }
    [[nodiscard]] FetchChoice choice() const;
    /// What the tenant says of the interactions that were asked about with checkAsked().
    void showChecked(const FoundInteractions &found);
    void showCheckError(const ApiError &error);
    void showStartError(const ApiError &error); ///< The act was refused; nothing was sent.

Q_SIGNALS:
    void closed();
    void checkAsked(const QStringList &interactionIds);
    void confirmed(const muster::FetchChoice &choice);

protected:
    void focusInEvent(QFocusEvent *event) override;

private:
    enum class Side { Choose, Waiting, Ready, Raw, Error };
    QWidget *buildChoose();
    QWidget *buildReady();
    QWidget *buildRaw();
    QWidget *buildFoot();
    void showSide(Side side);
    void showButtons();
    void go();
    void back();
    void showPlan();
    [[nodiscard]] QString actText() const;

    ConnectionProfile m_profile;
    FetchChoice m_checked; ///< As judged; what is confirmed is exactly this.
    Side m_side = Side::Choose;
    EnvironmentBadge *m_environment = nullptr;
    QStackedWidget *m_stack = nullptr;
    InteractionChoice *m_interactions = nullptr;
    FetchForm *m_form = nullptr;
    PlainLabel *m_plan = nullptr;
    PlainLabel *m_leftOut = nullptr;
    InteractionProblemsModel *m_problems = nullptr;
    DataTable *m_problemTable = nullptr;
    PlainLabel *m_rawWords = nullptr;
    QLineEdit *m_rawWord = nullptr;
    ErrorPanel *m_error = nullptr;
    PlainLabel *m_hint = nullptr;
    QPushButton *m_back = nullptr;
    QPushButton *m_primary = nullptr;
    ConfirmButton *m_writeRaw = nullptr;
};

} // namespace muster
