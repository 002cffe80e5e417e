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
    // Read behind a plus sign, which the tenant does not keep.
    if (kept.valid() && damageOf(kept.facts) == DamageState::None && (!verdict.valid() || verdict.e164 != kept.e164)) {
        text = unpackE164(kept.e164);
        verdict = engine.classify(text, 0);
    }
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

/// Which region the text was read with, and whose choice that was.
void addReadRegion(ContactDetails &details, const JudgedContacts &list, RegionIndex region, std::string_view phone)
{
    const NumberEngine &engine = NumberEngine::shared();
    // In international form it reads the same with no region at all.
    const ContactReading alone = readContact(engine, phone, 0, list.contacts().numberForm());
    if (region == 0 || formatOf(alone.facts) != FormatClass::NoDefaultRegion)
        return;
    details.readRegion = QString::fromStdString(engine.regions().id(region));
    details.readWith = details.readRegion == list.answers->settings().defaultRegion
        ? ContactDetails::ReadWith::DefaultRegion
        : ContactDetails::ReadWith::Country;
}

void addEvidence(ContactDetails &details, const JudgedContacts &list, ContactTable::Row row,
                 const ContactReading &reading)
{
    const std::shared_ptr<const LoadedNumberLists> &lists = list.answers->settings().lists;
    const bool isListed = (reading.facts & (ContactFact::Suppressed | ContactFact::Disposable)) != 0;
    if (isListed && lists && lists->evidence)
        details.listed = lists->evidence(reading.e164);
    details.duplicate = duplicateRoleOf(reading.facts);
    const ContactAnswers::SameNumber same = list.answers->sameNumberAs(row);
    details.sameNumber = same.others;
    if (same.survivor) {
        details.survivorId = textOf(list.contacts().id(*same.survivor));
        details.survivorPhone = textOf(list.contacts().phone(*same.survivor));
    }
    const AnswerSettings &settings = list.answers->settings();
    const auto lookedUp = settings.lineTypes && (reading.facts & ContactFact::LookupMask) != 0
        ? settings.lineTypes->find(reading.e164)
        : std::nullopt;
    if (lookedUp) {
        details.lookedUpOn = QDateTime::fromSecsSinceEpoch(lookedUp->at, Qt::UTC).date();
        details.isAssigned = lookedUp->assigned;
    }
}

} // namespace

ContactDetails detailsOf(const JudgedContacts &list, ContactTable::Row row)
{
    const ContactTable::Snapshot &contacts = list.contacts();
    const ContactReading reading = list.answers->reading(row);
    const ListJudge::Judgement judged = list.judgement(row);
    ContactDetails details{.contactId = textOf(contacts.id(row)), .phone = textOf(contacts.phone(row))};
    const RegionIndex region = list.answers->readingRegion(row);
    readNumber(details, contacts.phone(row), region, reading);
    addReadRegion(details, list, region, contacts.phone(row));
    details.lineType = lineTypeOf(reading.code, reading.facts);
    details.lookedUp = hasLookedUpType(reading.facts);
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
