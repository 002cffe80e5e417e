// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/rowsmodel.h"
#include "models/rules/lists/listsizes.h"
#include "models/rules/lists/sanitizationplan.h"
#include "models/rules/lists/stalelists.h"
#include "models/rules/numbers/plandifference.h"
#include "models/runs/lists/unchangedcontacts.h"
#include "models/text/listreport.h"
#include "network/wire/contactlist.h"

#include <QHash>

namespace muster {

/// The tenant's contact lists. Small (hundreds): a sort proxy on RawRole may stand on it.
class ContactListsModel : public RowsModel<ContactListSummary>
{
    Q_OBJECT

public:
    enum Column {
        Name,
        Status,
        Contacts,
        Valid,
        Invalid,
        Finalized,
        Callable,
        Retried,
        Attempts,
        Skills,
        LastUsed,
        Created,
        Change,
        Id,
        ColumnCount
    };

    explicit ContactListsModel(QObject *parent = nullptr);
    /// What is known of earlier sizes; `today` is UTC.
    void setSizes(const ListSizeHistory &sizes, const QDate &today);
    void setNow(const QDateTime &now); ///< UTC; relative times count from here. Call now and then.
    [[nodiscard]] int rowOf(const QString &listId) const; ///< -1: not there.

    // How often people were called, which is counted only for lists that somebody asks it of.
    void setCounting(const QStringList &listIds);
    void setAttempts(const QString &listId, const CallAttempts &attempts);
    void setAttemptsProblem(const QString &listId, const QString &sentence);
    void stopCounting(); ///< What was not counted yet is not any more.
    void forgetAttempts();

private:
    struct AttemptCount
    {
        std::optional<CallAttempts> counted;
        QString problem; ///< Empty, and nothing counted: it is being counted.
    };
    [[nodiscard]] std::optional<SizeChange> changeOf(const ContactListSummary &list) const;
    [[nodiscard]] QString attemptsText(const ContactListSummary &list) const;
    [[nodiscard]] QString attemptsTip(const ContactListSummary &list) const;

    ListSizeHistory m_sizes;
    QDate m_today;
    QDateTime m_now;
    QHash<QString, AttemptCount> m_attempts; ///< By the list's id; not there: nobody asked.
};

/// Lists that are stale, or may be, and why.
class StaleListsModel : public RowsModel<StaleList>
{
    Q_OBJECT

public:
    enum Column { Name, Contacts, Why, Id, ColumnCount };

    explicit StaleListsModel(QObject *parent = nullptr);
    void setFinding(const StaleFinding &finding, const StaleRules &rules);

private:
    [[nodiscard]] QString whyText(const StaleList &stale) const;

    int m_undecidedFrom = 0; ///< The first row of those that nobody can decide.
    StaleRules m_rules;
};

/// The changes of one kind of a frozen plan, straight from the plan: all of them, nothing copied, whatever their
/// number.
class PlanChangesModel : public TableModel<PlannedChange>
{
    Q_OBJECT

public:
    enum Column { Number, WillBecome, Why, ContactId, ColumnCount };

    explicit PlanChangesModel(PlannedChange::Action action, QObject *parent = nullptr);
    void setPlan(const SharedPlan &plan); ///< nullptr empties it.

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;

private:
    [[nodiscard]] const PlannedChange &rowAt(int row) const override
    {
        return m_plan->changes[m_first + std::size_t(row)];
    }

    const PlannedChange::Action m_action;
    SharedPlan m_plan;
    std::size_t m_first = 0, m_count = 0; ///< Fixes come before purges: each kind is one stretch.
};

/// The contacts that a run on a list did not change as it was to, and why.
class UnchangedContactsModel : public RowsModel<UnchangedContact>
{
    Q_OBJECT

public:
    enum Column { ContactId, Planned, Fate, Row, ColumnCount };

    explicit UnchangedContactsModel(QObject *parent = nullptr);
};

/// The counts of a report, before and after a run. Where the list was not read again "after" says so.
class ReportCountsModel : public RowsModel<ListReportCount>
{
    Q_OBJECT

public:
    enum Column { Kind, Name, Before, After, Change, ColumnCount };

    explicit ReportCountsModel(QObject *parent = nullptr);
};

/// What a file of numbering plans would change, by calling code.
class PlanDifferencesModel : public RowsModel<PlanDifference>
{
    Q_OBJECT

public:
    enum Column { CallingCode, NewlyValid, NoLongerValid, OtherAnswer, ColumnCount };

    explicit PlanDifferencesModel(QObject *parent = nullptr);
};

} // namespace muster
