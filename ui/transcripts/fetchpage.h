// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/connectionprofile.h"
#include "ui/transcripts/fetchchoice.h"

#include <QWidget>

class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace muster {

class ConfirmButton;
class DataTable;
class EnvironmentBadge;
class ErrorPanel;
class FetchForm;
class InteractionChoice;
class InteractionProblemsModel;
class PlainLabel;
struct FoundInteractions;

/// Choosing what is fetched, then what will happen in whole sentences, then the one button that names the act. Writing
/// text unmasked has a page of its own with a word to type.
class FetchPage : public QWidget
{
    Q_OBJECT

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
    PlainLabel *m_waiting = nullptr;
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
