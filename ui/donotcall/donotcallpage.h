// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/donotcallverdict.h"
#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

class DoNotCallMatrixModel;
class GroupChangePane;
class GroupChangeRunPage;
class GroupUndoPage;
class NumberCheckPane;
struct ApiError;

/// The do-not-call desk: whether numbers are blocked, the groups with the skills around them, and what changes them.
class DoNotCallPage : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "do-not-call")

public:
    explicit DoNotCallPage(QWidget *parent = nullptr);

    [[nodiscard]] NumberCheckPane *check() const { return m_check; }
    /// Why there is nothing here, for instance because no tenant is open; empty: there is. Forgets what was known.
    void setOutside(const QString &obstacle);
    void showGroupsLoading();
    void setGroups(const QList<DoNotCallGroupFacts> &groups);
    void setGroupsError(const ApiError &error);
    void showGroups(); ///< Their tab.
    void forgetGroups(); ///< What they hold has changed.

    [[nodiscard]] bool holdsWork() const; ///< Something that is gone when the page is built anew.
    [[nodiscard]] GroupChangePane *change() const { return m_change; }
    [[nodiscard]] GroupUndoPage *changeUndo() const { return m_undo; }
    [[nodiscard]] GroupChangeRunPage *changeRun() const { return m_run; }
    void showChange(QWidget *shown); ///< One of these three, and their tab.
    [[nodiscard]] QWidget *shownChange() const;

Q_SIGNALS:
    void groupsAsked(); ///< A tab that needs them was opened, or they are to be loaded again.

private:
    void buildChanges();
    void askGroups();

    bool m_isOutside = true;
    bool m_hasGroups = false; ///< Or they are on the way.
    DoNotCallMatrixModel *const m_matrix;
    QTabWidget *const m_tabs;
    NumberCheckPane *m_check = nullptr;
    IndexTable *m_groups = nullptr;
    QWidget *m_groupsPlace = nullptr;
    QStackedWidget *m_changes = nullptr;
    QWidget *m_changePlace = nullptr;
    GroupChangePane *m_change = nullptr;
    GroupUndoPage *m_undo = nullptr;
    GroupChangeRunPage *m_run = nullptr;
};

} // namespace muster
