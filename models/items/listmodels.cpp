// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/listmodels.h"

#include "models/text/applytexts.h"
#include "models/text/listindextexts.h"
#include "models/text/listtexts.h"
#include "models/text/plaintext.h"
#include "models/text/plantexts.h"
#include "models/text/timetexts.h"

#include <QLocale>
#include <algorithm>

namespace muster {

namespace {

QString changeText(const ListReportCount &count)
{
    if (!count.after)
        return {};
    const QLocale locale;
    // A true minus sign, and a plus where it grew.
    if (const qint64 change = *count.after - count.before; change != 0)
        return (change > 0 ? u'+' : u'\u2212') + locale.toString(std::abs(change));
    return locale.toString(0);
}

qint64 countOf(const ContactListSummary &list)
{
    return list.contactCount;
}

TableColumn<ContactListSummary> countColumn(const QString &title, qint64 (*of)(const ContactListSummary &))
{
    return {.title = title,
            .text = [of](const ContactListSummary &list) { return listCountText(of(list)); },
            .raw = [of](const ContactListSummary &list) { return of(list); },
            .align = Qt::AlignRight};
}

/// `now` belongs to the model.
TableColumn<ContactListSummary> timeColumn(const QString &title, const QDateTime &now,
                                           QDateTime (*of)(const ContactListSummary &))
{
    return {
        .title = title,
        .text = [of, &now](const ContactListSummary &list) { return listAgeText(of(list), now); },
        .raw = [of](const ContactListSummary &list) { return of(list); },
        .tip
        = [of](const ContactListSummary &list) { return of(list).isValid() ? exactTimeText(of(list)) : QString(); }};
}

std::optional<Tone> activityTone(ContactListFacts::Activity activity)
{
    using enum ContactListFacts::Activity;
    if (activity == NotTold)
        return std::nullopt;
    return activity == Active ? Tone::Good : Tone::Neutral;
}

QString activityIcon(ContactListFacts::Activity activity)
{
    using enum ContactListFacts::Activity;
    if (activity == NotTold)
        return {};
    return activity == Active ? QStringLiteral("circle-check") : QStringLiteral("circle-slash");
}

} // namespace

ContactListsModel::ContactListsModel(QObject *parent)
    : RowsModel(
          {{.title = tr("Name"),
            .text = [](const ContactListSummary &list) { return visibleText(list.name, 200); },
            .raw = [](const ContactListSummary &list) { return list.name; }},
           {.title = tr("Status"),
            .text = [](const ContactListSummary &list) { return listActivityText(list.facts.activity); },
            .raw = [](const ContactListSummary &list) { return int(list.facts.activity); },
            .tone = [](const ContactListSummary &list) { return activityTone(list.facts.activity); },
            .icon = [](const ContactListSummary &list) { return activityIcon(list.facts.activity); }},
           countColumn(tr("Contacts"), &countOf),
           countColumn(tr("Valid"), [](const ContactListSummary &list) { return list.facts.valid; }),
           countColumn(tr("Invalid"), [](const ContactListSummary &list) { return list.facts.invalid; }),
           countColumn(tr("Finalized"), [](const ContactListSummary &list) { return list.facts.finalized; }),
           countColumn(tr("Left to call"), [](const ContactListSummary &list) { return list.facts.callable; }),
           countColumn(tr("Retrying"), [](const ContactListSummary &list) { return list.facts.retried; }),
           {.title = tr("Attempts"),
            .text = [this](const ContactListSummary &list) { return attemptsText(list); },
            .raw =
                [this](const ContactListSummary &list) {
                    const auto counted = m_attempts.value(list.id).counted;
                    return counted ? QVariant(counted->count) : QVariant();
                },
            .tip = [this](const ContactListSummary &list) { return attemptsTip(list); },
            .align = Qt::AlignRight},
           {.title = tr("Skills"), .text = [](const ContactListSummary &list) { return listSkillsText(list.facts); }},
           timeColumn(tr("Last used"), m_now, [](const ContactListSummary &list) { return list.facts.lastUsed(); }),
           timeColumn(tr("Created"), m_now, [](const ContactListSummary &list) { return list.facts.created; }),
           {.title = tr("Change"),
            .text = [this](const ContactListSummary &list) { return sizeChangeText(changeOf(list)); },
            .raw =
                [this](const ContactListSummary &list) {
                    const auto change = changeOf(list);
                    return change ? QVariant(change->by) : QVariant();
                },
            .tip = [this](const ContactListSummary &list) { return sizeChangeSentence(changeOf(list)); },
            .align = Qt::AlignRight},
           {.title = tr("ID"),
            .text = [](const ContactListSummary &list) { return visibleText(list.id, 100); },
            .raw = [](const ContactListSummary &list) { return list.id; }}},
          Spoken::TitleAndText, parent)
    , m_now(QDateTime::currentDateTimeUtc())
{
}

void ContactListsModel::setSizes(const ListSizeHistory &sizes, const QDate &today)
{
    m_sizes = sizes;
    m_today = today;
    columnsChanged(Change, Change);
}

void ContactListsModel::setNow(const QDateTime &now)
{
    m_now = now;
    columnsChanged(LastUsed, Created);
}

void ContactListsModel::setCounting(const QStringList &listIds)
{
    for (const QString &id : listIds)
        m_attempts.insert(id, {});
    columnsChanged(Attempts, Attempts);
}

void ContactListsModel::setAttempts(const QString &listId, const CallAttempts &attempts)
{
    m_attempts.insert(listId, {attempts, {}});
    columnsChanged(Attempts, Attempts);
}

void ContactListsModel::setAttemptsProblem(const QString &listId, const QString &sentence)
{
    m_attempts.insert(listId, {{}, sentence});
    columnsChanged(Attempts, Attempts);
}

void ContactListsModel::stopCounting()
{
    m_attempts.removeIf([](const auto &one) { return !one.value().counted && one.value().problem.isEmpty(); });
    columnsChanged(Attempts, Attempts);
}

void ContactListsModel::forgetAttempts()
{
    m_attempts.clear();
    columnsChanged(Attempts, Attempts);
}

QString ContactListsModel::attemptsText(const ContactListSummary &list) const
{
    const auto found = m_attempts.constFind(list.id);
    if (found == m_attempts.cend())
        return tr("not counted");
    if (found->counted)
        return listCountText(found->counted->count);
    return found->problem.isEmpty() ? tr("counting…") : tr("failed");
}

QString ContactListsModel::attemptsTip(const ContactListSummary &list) const
{
    const auto found = m_attempts.constFind(list.id);
    if (found == m_attempts.cend())
        return {};
    return found->counted ? lastCallText(*found->counted) : found->problem;
}

std::optional<SizeChange> ContactListsModel::changeOf(const ContactListSummary &list) const
{
    return sizeChange(m_sizes.value(list.id), list.contactCount, m_today);
}

int ContactListsModel::rowOf(const QString &listId) const
{
    return find([&](const ContactListSummary &list) { return list.id == listId; });
}

StaleListsModel::StaleListsModel(QObject *parent)
    : RowsModel({{.title = tr("Name"),
                  .text = [](const StaleList &stale) { return visibleText(stale.list.name, 200); },
                  .raw = [](const StaleList &stale) { return stale.list.name; }},
                 {.title = tr("Contacts"),
                  .text = [](const StaleList &stale) { return listCountText(stale.list.contactCount); },
                  .raw = [](const StaleList &stale) { return stale.list.contactCount; },
                  .align = Qt::AlignRight},
                 {.title = tr("Why"), .text = [this](const StaleList &stale) { return whyText(stale); }},
                 {.title = tr("ID"),
                  .text = [](const StaleList &stale) { return visibleText(stale.list.id, 100); },
                  .raw = [](const StaleList &stale) { return stale.list.id; }}},
                Spoken::TitleAndText, parent)
{
}

void StaleListsModel::setFinding(const StaleFinding &finding, const StaleRules &rules)
{
    m_rules = rules;
    m_undecidedFrom = int(finding.stale.size());
    setRows(finding.stale + finding.undecided);
}

QString StaleListsModel::whyText(const StaleList &stale) const
{
    // Only a row of the model is asked about.
    const bool isUndecided = &stale - m_rows.constData() >= m_undecidedFrom;
    return isUndecided ? tr("can’t be decided, %1").arg(staleNotToldText(stale))
                       : staleReasonsText(stale, m_rules.unusedDays);
}

PlanChangesModel::PlanChangesModel(PlannedChange::Action action, QObject *parent)
    : TableModel(
          {{.title = tr("Current number"),
            .text =
                [](const PlannedChange &change) {
                    return change.from.empty() ? tr("no number")
                                               : visibleText(QString::fromStdString(change.from), 100);
                },
            .raw = [](const PlannedChange &change) { return QString::fromStdString(change.from); }},
           {.title = tr("Will become"),
            .text =
                [](const PlannedChange &change) {
                    return change.action == PlannedChange::Action::Fix ? QString::fromStdString(change.to)
                                                                       : tr("purged");
                }},
           {.title = tr("Reason"), .text = [](const PlannedChange &change) { return listReasonsText(change.reasons); }},
           {.title = tr("Contact ID"),
            .text
            = [](const PlannedChange &change) { return visibleText(QString::fromStdString(change.contactId), 100); }}},
          Spoken::TitleAndText, parent)
    , m_action(action)
{
}

void PlanChangesModel::setPlan(const SharedPlan &plan)
{
    beginResetModel();
    m_plan = plan;
    m_first = m_count = 0;
    if (plan) {
        const auto isFix = [](const PlannedChange &change) { return change.action == PlannedChange::Action::Fix; };
        const auto border = std::partition_point(plan->changes.begin(), plan->changes.end(), isFix);
        const auto fixes = std::size_t(border - plan->changes.begin());
        m_first = m_action == PlannedChange::Action::Fix ? 0 : fixes;
        m_count = m_action == PlannedChange::Action::Fix ? fixes : plan->changes.size() - fixes;
    }
    endResetModel();
}

int PlanChangesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_count);
}

UnchangedContactsModel::UnchangedContactsModel(QObject *parent)
    : RowsModel(
          {{.title = tr("Contact ID"),
            .text =
                [](const UnchangedContact &leftover) {
                    return leftover.contactId.isEmpty() ? QStringLiteral("–") : visibleText(leftover.contactId, 100);
                },
            .raw = [](const UnchangedContact &leftover) { return leftover.contactId; }},
           {.title = tr("Planned"),
            .text = [](const UnchangedContact &leftover) { return leftoverActionText(leftover.action); }},
           {.title = tr("Result"),
            .text = [](const UnchangedContact &leftover) { return leftoverFateText(leftover.state, leftover.reason); }},
           {.title = tr("File row"),
            .text =
                [](const UnchangedContact &leftover) {
                    return leftover.row > 0 ? QLocale().toString(leftover.row) : QString();
                },
            .raw = [](const UnchangedContact &leftover) { return leftover.row; },
            .align = Qt::AlignRight}},
          Spoken::TitleAndText, parent)
{
}

ReportCountsModel::ReportCountsModel(QObject *parent)
    : RowsModel({{.title = tr("Grouped by"),
                  .text = [](const ListReportCount &count) { return listReportKindText(count.kind); }},
                 {.title = tr("Value"), .text = [](const ListReportCount &count) { return listReportNameText(count); }},
                 {.title = tr("Before"),
                  .text = [](const ListReportCount &count) { return QLocale().toString(count.before); },
                  .raw = [](const ListReportCount &count) { return count.before; },
                  .align = Qt::AlignRight},
                 {.title = tr("After"),
                  .text =
                      [](const ListReportCount &count) {
                          return count.after ? QLocale().toString(*count.after) : tr("not read again");
                      },
                  .raw = [](const ListReportCount &count) { return count.after ? QVariant(*count.after) : QVariant(); },
                  .align = Qt::AlignRight},
                 {.title = tr("Change"),
                  .text = changeText,
                  .raw =
                      [](const ListReportCount &count) {
                          return count.after ? QVariant(*count.after - count.before) : QVariant();
                      },
                  .align = Qt::AlignRight}},
                Spoken::TitleAndText, parent)
{
}

PlanDifferencesModel::PlanDifferencesModel(QObject *parent)
    : RowsModel({{.title = tr("Calling code"),
                  .text = callingCodeText,
                  .raw = [](const PlanDifference &row) { return row.callingCode; }},
                 {.title = tr("Newly valid"),
                  .text = [](const PlanDifference &row) { return numberCountText(row.newlyValid); },
                  .raw = [](const PlanDifference &row) { return row.newlyValid; },
                  .align = Qt::AlignRight},
                 {.title = tr("No longer valid"),
                  .text = [](const PlanDifference &row) { return numberCountText(row.noLongerValid); },
                  .raw = [](const PlanDifference &row) { return row.noLongerValid; },
                  .align = Qt::AlignRight},
                 {.title = tr("Changed"),
                  .text = [](const PlanDifference &row) { return numberCountText(row.otherAnswer); },
                  .raw = [](const PlanDifference &row) { return row.otherAnswer; },
                  .align = Qt::AlignRight}},
                Spoken::TitleAndText, parent)
{
}

} // namespace muster
