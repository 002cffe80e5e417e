// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/listmodels.h"

#include "models/text/applytexts.h"
#include "models/text/listtexts.h"
#include "models/text/plaintext.h"
#include "models/text/plantexts.h"

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

} // namespace

ContactListsModel::ContactListsModel(QObject *parent)
    : RowsModel({{.title = tr("Name"),
                  .text = [](const ContactListSummary &list) { return visibleText(list.name, 200); },
                  .raw = [](const ContactListSummary &list) { return list.name; }},
                 {.title = tr("Contacts"),
                  .text =
                      [](const ContactListSummary &list) {
                          return list.contactCount < 0 ? tr("unknown") : QLocale().toString(list.contactCount);
                      },
                  .raw = [](const ContactListSummary &list) { return list.contactCount; },
                  .align = Qt::AlignRight},
                 {.title = tr("ID"),
                  .text = [](const ContactListSummary &list) { return visibleText(list.id, 100); },
                  .raw = [](const ContactListSummary &list) { return list.id; }}},
                Spoken::TitleAndText, parent)
{
}

int ContactListsModel::rowOf(const QString &listId) const
{
    return find([&](const ContactListSummary &list) { return list.id == listId; });
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
            .text = [](const UnchangedContact &leftover) { return visibleText(leftover.contactId, 100); },
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
