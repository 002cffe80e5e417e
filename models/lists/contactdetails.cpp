// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/contactdetails.h"

#include "models/lists/contactview.h"
#include "models/rules/lists/numberrepair.h"
#include "models/rules/numbers/numberengine.h"

#include <QDateTime>

namespace muster {
namespace {

QString textOf(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

/// What the number engine says of the text, or of its one proven reading.
void readNumber(ContactDetails &details, std::string_view phone, RegionIndex region, const ContactReading &kept)
{
    const NumberEngine &engine = NumberEngine::shared();
    NumberVerdict verdict = engine.classify(phone, region);
    std::string text(phone);
    if (damageOf(kept.facts) == DamageState::Repaired) {
        if (const std::optional<NumberRepair> repair = repairNumber(engine, phone, region, verdict)) {
            details.repairProof = repair->proof();
            text = repair->text;
            verdict = repair->verdict;
        }
    }
    if (!verdict.valid())
        return;
    details.e164 = QString::fromStdString(engine.e164Text(verdict, text, region));
    details.nationalFormat = QString::fromStdString(engine.nationalFormat(verdict, text, region));
    details.region = QString::fromStdString(engine.regions().id(verdict.region));
}

void addEvidence(ContactDetails &details, const JudgedContacts &list, ContactTable::Row row,
                 const ContactReading &reading)
{
    const std::shared_ptr<const LoadedNumberLists> &lists = list.answers->settings().lists;
    const bool isListed = (reading.facts & (ContactFact::Suppressed | ContactFact::Disposable)) != 0;
    if (isListed && lists && lists->evidence)
        details.evidence += lists->evidence(reading.e164);
    const AnswerSettings &settings = list.answers->settings();
    const auto lookedUp = settings.lineTypes && (reading.facts & ContactFact::LookupMask) != 0
        ? settings.lineTypes->find(reading.e164)
        : std::nullopt;
    if (lookedUp) {
        details.evidence << QStringLiteral("lookup=%1;type=%2;date=%3")
                                .arg(lookupSourceKey(settings.lookupSource),
                                     lookedUp->assigned ? lookupLineTypeKey(lookedUp->type)
                                                        : QStringLiteral("not_assigned"),
                                     QDateTime::fromSecsSinceEpoch(lookedUp->at, Qt::UTC).date().toString(Qt::ISODate));
    }
    if (duplicateRoleOf(reading.facts) != DuplicateRole::Surplus)
        return;
    if (const std::optional<ContactTable::Row> survivor = list.answers->survivorOf(row))
        details.evidence << QStringLiteral("survivor=") + textOf(list.contacts().id(*survivor));
}

} // namespace

ContactDetails detailsOf(const JudgedContacts &list, ContactTable::Row row)
{
    const ContactTable::Snapshot &contacts = list.contacts();
    const ContactReading reading = list.answers->reading(row);
    const ListJudge::Judgement judged = list.judgement(row);
    ContactDetails details;
    details.contactId = textOf(contacts.id(row));
    details.phone = textOf(contacts.phone(row));
    readNumber(details, contacts.phone(row), list.answers->readingRegion(row), reading);
    details.lineType = lineTypeOf(reading.code, reading.facts);
    details.source = knowledgeSourceOf(reading.facts);
    details.verdict = judged.verdict;
    details.reasons = judged.reasons;
    if (const ContactOverrides::Decision *decided = list.decision(row)) {
        details.overridden = decided->verdict;
        details.note = decided->note;
    }
    for (int member = 0; member < contacts.members().size(); ++member)
        details.members << qMakePair(contacts.members()[member], textOf(contacts.member(row, member)));
    addEvidence(details, list, row, reading);
    return details;
}

} // namespace muster
