// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskpolicy.h"
#include "ui/common/forward.h"

#include <QWidget>
#include <functional>

namespace muster {

class PolicyForm;
struct PolicyNames;

/// A sample beside the policy, and at once what the policy makes of it. The sample is kept in memory only.
class PolicyTrialPane : public QWidget
{
    Q_OBJECT

public:
    explicit PolicyTrialPane(QWidget *parent = nullptr);
    [[nodiscard]] QString sample() const;
    void showMasked(const QString &masked, const QString &summary);
    void showFault(const QString &sentence); ///< What of the policy cannot be used; the text before stays.
    void setPending(); ///< What is shown is of an earlier state.

Q_SIGNALS:
    void sampleChanged();
    void labelledFileAsked(); ///< The policy is to be measured on a file of labelled texts.

private:
    QPlainTextEdit *m_sample = nullptr;
    QPlainTextEdit *m_masked = nullptr;
    PlainLabel *m_summary = nullptr;
};

/// The editor of masking policies, with a sample that shows at once what they do. Policies are kept by name; saving one
/// makes a new version. The values are the controller's to keep.
class PolicyPage : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "masking")

public:
    explicit PolicyPage(QWidget *parent = nullptr);
    void setNames(const PolicyNames &names); ///< Beside "Default", which is always there.
    /// Shows `policy`; `builtIn`: it can be saved under another name only.
    void setPolicy(const MaskPolicy &policy, bool builtIn);
    void setReadOnly(); ///< Policies can be tried out and exported, but none is saved or deleted.
    void setImported(const MaskPolicy &policy); ///< Of a file: changes that are not saved yet.
    [[nodiscard]] MaskPolicy policy() const; ///< As it is now, under the name that was typed.
    [[nodiscard]] QString policyTitle() const; ///< What people call it as it is now.
    [[nodiscard]] bool hasChanges() const;
    [[nodiscard]] PolicyTrialPane *trial() const { return m_trial; }
    void showNote(const QString &sentence);
    void showError(const QString &sentence);

Q_SIGNALS:
    void closed();
    void loadAsked(const QString &name); ///< Empty: the built-in one.
    void saveAsked(const muster::MaskPolicy &policy);
    void deleteAsked(const QString &name);
    void importAsked();
    void exportAsked(const muster::MaskPolicy &policy);
    void changed(); ///< Rules or sample: try again.

private:
    QWidget *buildHead();
    void refresh();
    void showEntry();
    void leave(std::function<void()> left, std::function<void()> stayed); ///< Asks first where changes would be lost.

    MaskPolicy m_saved;
    bool m_builtIn = true;
    QString m_entry; ///< The name in the list of what is shown; of "Default" and what is not in it: its own or none.
    bool m_readOnly = false;
    QComboBox *m_names = nullptr;
    QLineEdit *m_name = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_delete = nullptr;
    PlainLabel *m_note = nullptr;
    PolicyForm *m_form = nullptr;
    PolicyTrialPane *m_trial = nullptr;
    QSplitter *m_splitter = nullptr;
};

} // namespace muster
