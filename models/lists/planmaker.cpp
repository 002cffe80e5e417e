// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/planmaker.h"

#include "models/lists/contactviewmaker.h"
#include "models/rules/lists/purgegate.h"

namespace muster {

namespace {

using Row = ContactTable::Row;

PlannedChange changeOf(const JudgedContacts &list, Row row, const ListJudge::Judgement &judged)
{
    const ContactTable::Snapshot &contacts = list.contacts();
    PlannedChange change;
    change.action = judged.verdict == ListVerdict::Fix ? PlannedChange::Action::Fix : PlannedChange::Action::Purge;
    change.contactId = contacts.id(row);
    change.from = contacts.phone(row);
    change.to = list.newNumber(row);
    change.content = contacts.content(row);
    change.reasons = judged.reasons;
    // Whoever keeps evidence of the contact names it by its number.
    if (const std::uint64_t e164 = list.answers->e164(row);
        change.action == PlannedChange::Action::Purge && e164 != NumberVerdict::doesNotFit)
        change.e164 = e164;
    return change;
}

/// Counts the contact and adds what is to be done with it, if anything.
void plan(const JudgedContacts &list, Row row, PlanHeader &header, std::vector<PlannedChange> &changes)
{
    const ListJudge::Judgement judged = list.judgement(row);
    switch (judged.verdict) {
    case ListVerdict::NotChecked:
        ++header.notChecked;
        return;
    case ListVerdict::Unchanged:
        ++header.unchanged;
        return;
    case ListVerdict::Review:
        ++header.review;
        return;
    case ListVerdict::Fix:
    case ListVerdict::Purge:
        break;
    }
    PlannedChange change = changeOf(list, row, judged);
    if (judged.verdict == ListVerdict::Fix) {
        if (change.to.empty() || isSameNumber(header.numberForm, change.from, change.to)) {
            ++(change.to.empty() ? header.review : header.unchanged);
            return;
        }
        ++header.fixes;
    } else {
        if (!PurgeGate::isEligible(change)) {
            ++header.review;
            return;
        }
        ++header.purges;
    }
    changes.push_back(std::move(change));
}

} // namespace

Result<SharedPlan> makePlan(const JudgedContacts &list, const ContactFilter &scope, PlanHeader header,
                            const std::stop_token &stop)
{
    const std::vector<Row> rows = filterContacts(list, scope, stop);
    header.scope = scope.key();
    if (!rows.empty()) // else there need not be contacts at all
        header.numberForm = list.contacts().numberForm();
    header.scopeCount = qint64(rows.size());
    header.unchanged = header.fixes = header.purges = header.review = header.notChecked = 0;
    std::vector<PlannedChange> changes;
    for (const Row row : rows) {
        if (row % ContactChunk::capacity == 0 && stop.stop_requested())
            break;
        plan(list, row, header, changes);
    }
    if (stop.stop_requested())
        return failure(ErrorKind::Cancelled);
    return freezePlan(std::move(header), std::move(changes));
}

Result<WrittenFile> writePlannedChanges(const SanitizationPlan &plan, const QString &file, TextProfile profile,
                                        bool replace, const std::stop_token &stop)
{
    TRY(out,
        CsvTextFile::create(file,
                            {QStringLiteral("contactId"), QStringLiteral("original"), QStringLiteral("e164"),
                             QStringLiteral("verdict"), QStringLiteral("reasons")},
                            profile, replace ? Existing::Replace : Existing::Refuse));
    for (const PlannedChange &change : plan.changes) {
        if (stop.stop_requested())
            return failure(ErrorKind::Cancelled);
        const bool isFix = change.action == PlannedChange::Action::Fix;
        const std::string reasons = listReasonKeys(change.reasons).join(QLatin1Char(' ')).toStdString();
        TRY_VOID(out->add({change.contactId, change.from, change.to, isFix ? "fix" : "purge", reasons}));
    }
    return out->finish();
}

} // namespace muster
