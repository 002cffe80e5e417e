// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/donotcall/donotcallchangelook.h"
#include "models/store/backupfile.h"
#include "ui/common/confirmpage.h"

class QCheckBox;
class QDateEdit;

namespace muster {

class PreviewedNumbersModel;

/// Numbers to put into a do-not-call group, to expire there or to move to another one: what becomes of each as the
/// groups are now, what that does and does not do, and the act itself. What is shown is the order that is handed out,
/// and no other.
class GroupChangePane : public ConfirmPage
{
    Q_OBJECT
    Q_CLASSINFO("help", "do-not-call#change-groups")

public:
    explicit GroupChangePane(QWidget *parent = nullptr);
    void setTime(std::function<BelievableTime()> now);
    /// Why nothing can be changed, for instance because no tenant is open; empty: it can. Forgets what was entered.
    void setOutside(const QString &obstacle);
    void setTenant(const ConnectionProfile &profile);
    void setGroups(const QList<DoNotCallGroup> &groups); ///< Of which one is chosen.
    void setGroupsError(const ApiError &error);
    void setNumbers(const QByteArray &text, const QString &region); ///< UTF-8, as readAskedNumbers() takes it.
    void setUndoable(const QList<BackupInfo> &changes); ///< Earlier changes that can be taken back; newest first.
    void showLooking();
    void setPreview(const DoNotCallPreview &preview);
    void showError(const ApiError &error); ///< Why there is no preview.
    void showStartError(const ApiError &error); ///< The run did not start; nothing was sent.

Q_SIGNALS:
    void openAsked(); ///< A file of numbers.
    void lookAsked(const muster::DoNotCallDraft &draft);
    void stopAsked(); ///< Nobody waits for the preview any more.
    void confirmed(const muster::DoNotCallChangeOrder &order);
    void undoAsked(const QString &runId);

private:
    QWidget *buildInput();
    QWidget *buildChoices(QWidget *parent);
    void showAct();
    void outdate(); ///< What is on the screen is of what was entered.
    void showButtons() override;
    [[nodiscard]] DoNotCallAct act() const;
    [[nodiscard]] DoNotCallDraft draft() const;
    [[nodiscard]] QString whyNot() const; ///< Empty: it may be confirmed.

    std::function<BelievableTime()> m_now;
    DoNotCallChangeOrder m_order; ///< What would be changed, as nobody has confirmed it yet.
    bool m_isOutside = true;
    bool m_isLooking = false;
    bool m_isReady = false; ///< There is a preview of what is entered.
    PreviewedNumbersModel *const m_rows;
    QPlainTextEdit *m_edit = nullptr;
    QComboBox *m_act = nullptr;
    QComboBox *m_group = nullptr;
    PlainLabel *m_groupLabel = nullptr;
    QComboBox *m_target = nullptr;
    QCheckBox *m_ends = nullptr;
    QDateEdit *m_until = nullptr;
    QComboBox *m_region = nullptr;
    QFormLayout *m_form = nullptr;
    QPushButton *m_open = nullptr;
    QPushButton *m_look = nullptr;
    QPushButton *m_stop = nullptr;
    MenuButton *m_undo = nullptr;
    DataTable *m_table = nullptr;
    EmptyState *m_empty = nullptr;
    PlainLabel *m_summary = nullptr;
    PlainLabel *m_effects = nullptr;
    PlainLabel *m_limits = nullptr;
};

/// "Expire 3 numbers"; the act of a change or of its undo.
[[nodiscard]] QString groupActText(const DoNotCallChangeOrder &order);

} // namespace muster
