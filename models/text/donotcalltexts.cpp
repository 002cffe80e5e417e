// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/donotcalltexts.h"

#include "models/rules/numbers/numberengine.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"
#include "models/text/wordtable.h"
#include "network/wire/mapped.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

namespace muster {

namespace {

struct DoNotCallTexts
{
    Q_DECLARE_TR_FUNCTIONS(DoNotCallTexts)
};

using Force = JudgedEntry::Force;
using Standing = DoNotCallStanding;

QString joinedNames(QStringList words)
{
    words.removeDuplicates();
    for (QString &word : words)
        word = visibleText(word, 60);
    return words.join(QStringLiteral(", "));
}

template <typename Member>
QString namesOf(const DoNotCallVerdict &verdict, Member member)
{
    QStringList names;
    for (const JudgedEntry &entry : verdict.entries)
        names += entry.*member;
    return joinedNames(names);
}

QString untilText(const DoNotCallEntry &entry)
{
    if (!entry.isEndClear)
        return DoNotCallTexts::tr("unreadable end date");
    return entry.expires.isValid() ? shortRecordTimeText(entry.expires) : DoNotCallTexts::tr("no end");
}

QString sinceText(const DoNotCallEntry &entry)
{
    return entry.collected.isValid() ? shortRecordTimeText(entry.collected) : DoNotCallTexts::tr("not told");
}

QString sentenceOf(const JudgedEntry &one)
{
    const QString group = visibleText(one.entry.groupName, 60);
    switch (one.force) {
    case Force::Blocks:
        return DoNotCallTexts::tr("Blocked in %1 for %2.").arg(group, joinedNames(one.scrubbed));
    case Force::Ended:
        return DoNotCallTexts::tr("Its entry in %1 ended on %2 and no longer blocks.")
            .arg(group, shortRecordTimeText(one.entry.expires));
    case Force::GroupInactive:
        return DoNotCallTexts::tr("It is in %1, but the group is inactive and blocks nothing.").arg(group);
    case Force::NoSkillHeeds:
        return DoNotCallTexts::tr("It is in %1, but no skill honors that group.").arg(group);
    case Force::NotKnown:
        return DoNotCallTexts::tr("It is in %1, but which skills honor that group is unknown.").arg(group);
    }
    Q_UNREACHABLE();
}

} // namespace

QString doNotCallStandingText(DoNotCallStanding standing)
{
    static constexpr WordRow<Standing> rows[]{
        {Standing::Blocked, QT_TRANSLATE_NOOP("DoNotCallTexts", "Blocked")},
        {Standing::Unheeded, QT_TRANSLATE_NOOP("DoNotCallTexts", "In a group, not honored")},
        {Standing::Free, QT_TRANSLATE_NOOP("DoNotCallTexts", "Not blocked")},
        {Standing::NotTold, QT_TRANSLATE_NOOP("DoNotCallTexts", "Unknown")},
        {Standing::Unreadable, QT_TRANSLATE_NOOP("DoNotCallTexts", "Unreadable")},
    };
    return wordIn("DoNotCallTexts", rows, standing);
}

QString askedNumberText(const AskedNumber &number)
{
    return number.isReadable() ? QString::fromStdString(unpackE164(number.number))
                               : visibleText(number.text, AskedNumber::maxShown);
}

QString unreadableNumberText(const AskedNumber &number)
{
    using Reading = AskedNumber::Reading;
    const QString line = QLocale().toString(number.line);
    switch (number.reading) {
    case Reading::NeedsRegion:
        return DoNotCallTexts::tr("Line %1 has no country code, and no region is chosen.").arg(line);
    case Reading::NotHoldable:
        return DoNotCallTexts::tr("Line %1 is a number that a do-not-call group can’t hold.").arg(line);
    case Reading::Unreadable:
        return DoNotCallTexts::tr("Line %1 isn’t a phone number.").arg(line);
    case Reading::Number:
    case Reading::Repaired:
        return {};
    }
    Q_UNREACHABLE();
}

QString checkedNumberText(const CheckedNumber &number)
{
    return number.verdict ? doNotCallStandingText(number.verdict->standing) : DoNotCallTexts::tr("waiting");
}

QString entryGroupsText(const DoNotCallVerdict &verdict)
{
    return joinedNames(mapped(verdict.entries, [](const JudgedEntry &one) { return one.entry.groupName; }));
}

QString entryContributingText(const DoNotCallVerdict &verdict)
{
    return namesOf(verdict, &JudgedEntry::contributing);
}

QString entryHonoringText(const DoNotCallVerdict &verdict)
{
    return namesOf(verdict, &JudgedEntry::scrubbed);
}

QString entrySinceText(const DoNotCallVerdict &verdict)
{
    return verdict.entries.isEmpty() ? QString() : sinceText(verdict.entries.first().entry);
}

QString entryUntilText(const DoNotCallVerdict &verdict)
{
    return verdict.entries.isEmpty() ? QString() : untilText(verdict.entries.first().entry);
}

QString checkedReasonText(const CheckedNumber &number)
{
    if (!number.verdict)
        return {};
    const DoNotCallVerdict &verdict = *number.verdict;
    QStringList sentences = mapped(verdict.entries, sentenceOf);
    if (verdict.standing == Standing::Unreadable)
        sentences << unreadableNumberText(number.asked);
    if (verdict.standing == Standing::Free && verdict.entries.isEmpty())
        sentences << DoNotCallTexts::tr("It is in no do-not-call group.");
    if (verdict.standing == Standing::NotTold && verdict.fault) {
        sentences << (verdict.fault->kind == ErrorKind::Cancelled
                          ? DoNotCallTexts::tr("The check was cancelled before the server was asked.")
                          : errorSentence(*verdict.fault));
    }
    if (number.asked.reading == AskedNumber::Reading::Repaired)
        sentences << DoNotCallTexts::tr("A spreadsheet had damaged the number; it was read as %1.")
                         .arg(askedNumberText(number.asked));
    return sentences.join(u' ');
}

QString checkSummaryText(const QList<CheckedNumber> &numbers, qint64 repeated)
{
    const QLocale locale;
    QStringList parts;
    for (const Standing standing :
         {Standing::Blocked, Standing::Unheeded, Standing::Free, Standing::NotTold, Standing::Unreadable}) {
        const auto count = std::ranges::count_if(numbers, [standing](const CheckedNumber &number) {
            return number.verdict && number.verdict->standing == standing;
        });
        if (count > 0) {
            //: What a number is, and how many are: "Blocked: 3".
            parts << DoNotCallTexts::tr("%1: %2").arg(doNotCallStandingText(standing), locale.toString(count));
        }
    }
    if (repeated > 0)
        parts << DoNotCallTexts::tr("repeated and asked once: %1").arg(locale.toString(repeated));
    return parts.join(QStringLiteral(", "));
}

QString entryEndNote()
{
    return DoNotCallTexts::tr("From its end on an entry no longer blocks, but it stays in the group. Contacts that the "
                              "tenant took out of a list while the entry blocked don’t return to it.");
}

QString groupActivityText(const DoNotCallGroup &group)
{
    return group.isActive ? DoNotCallTexts::tr("Active") : DoNotCallTexts::tr("Inactive");
}

QString groupRecordsText(const DoNotCallGroup &group)
{
    return group.numbers < 0 ? DoNotCallTexts::tr("not told") : QLocale().toString(group.numbers);
}

QString groupSkillText(bool contributes, bool honors)
{
    if (contributes && honors)
        return DoNotCallTexts::tr("contributes, honors it");
    if (contributes)
        return DoNotCallTexts::tr("contributes");
    return honors ? DoNotCallTexts::tr("honors it") : QString();
}

QString groupNoteText(const DoNotCallGroupFacts &facts)
{
    if (facts.fault)
        return DoNotCallTexts::tr("Its skills are unknown. %1").arg(errorSentence(*facts.fault));
    if (!facts.group.isActive)
        return DoNotCallTexts::tr("Inactive: it blocks nothing.");
    return facts.scrubbed.isEmpty() ? DoNotCallTexts::tr("No skill honors it: it blocks nothing.") : QString();
}

CsvRows checkedNumbersCsv(const QList<CheckedNumber> &numbers)
{
    CsvRows rows(TextProfile::Spreadsheets);
    rows.row({QStringLiteral("line"), QStringLiteral("as_written"), QStringLiteral("number"),
              QStringLiteral("standing"), QStringLiteral("group"), QStringLiteral("entry"), QStringLiteral("since"),
              QStringLiteral("until"), QStringLiteral("contributing_skills"), QStringLiteral("honoring_skills"),
              QStringLiteral("reason")});
    for (const CheckedNumber &number : numbers) {
        const QStringList head{QString::number(number.asked.line), number.asked.text,
                               number.asked.isReadable() ? askedNumberText(number.asked) : QString(),
                               number.verdict ? doNotCallStandingKey(number.verdict->standing)
                                              : QStringLiteral("not_told")};
        const QString reason = checkedReasonText(number);
        if (!number.verdict || number.verdict->entries.isEmpty()) {
            rows.row(head + QStringList{{}, {}, {}, {}, {}, {}, reason});
            continue;
        }
        for (const JudgedEntry &one : number.verdict->entries) {
            rows.row(head
                     + QStringList{one.entry.groupName, entryForceKey(one.force), sinceText(one.entry),
                                   untilText(one.entry), one.contributing.join(QStringLiteral(", ")),
                                   one.scrubbed.join(QStringLiteral(", ")), reason});
        }
    }
    return rows;
}

} // namespace muster
