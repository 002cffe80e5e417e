// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/listindextexts.h"

#include "models/text/displayformats.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"
#include "models/text/wordtable.h"
#include "network/wire/mapped.h"

#include <QLocale>

namespace muster {

namespace {

struct ListIndexTexts
{
    Q_DECLARE_TR_FUNCTIONS(ListIndexTexts)
};

QString signedText(qint64 number)
{
    const QLocale locale;
    if (number == 0)
        return locale.toString(0);
    // A true minus sign, and a plus where it grew.
    return (number > 0 ? QStringLiteral("+") : QStringLiteral("−")) + locale.toString(std::abs(number));
}

QString percentOf(qint64 part, qint64 whole)
{
    const double percent = whole > 0 ? 100.0 * double(part) / double(whole) : 0;
    // What is there must not read as nothing, nor what is short of the whole as the whole.
    const int decimals = percent > 0 && percent < 10 ? 1 : 0;
    if (percent > 0 && percent < 0.1)
        return ListIndexTexts::tr("less than %1").arg(QLocale().toString(0.1) + u'%');
    return QLocale().toString(percent, 'f', decimals) + u'%';
}

QString reasonText(StaleRule rule, const ContactListSummary &list, int unusedDays)
{
    switch (rule) {
    case StaleRule::Unused:
        return ListIndexTexts::tr("not used for %n day(s), last on %1", nullptr, unusedDays)
            .arg(dayText(list.facts.lastUsed().date()));
    case StaleRule::Finalized:
        return ListIndexTexts::tr("all records finalized");
    case StaleRule::Inactive:
        return ListIndexTexts::tr("inactive");
    case StaleRule::NoSkill:
        return ListIndexTexts::tr("no skill uses it");
    case StaleRule::Empty:
        return ListIndexTexts::tr("empty");
    }
    return {};
}

} // namespace

QString listCountText(qint64 count)
{
    return count < 0 ? ListIndexTexts::tr("not told") : QLocale().toString(count);
}

QString lastCallText(const CallAttempts &attempts)
{
    if (attempts.count == 0)
        return ListIndexTexts::tr("No one was called from this list.");
    return attempts.last.isValid() ? ListIndexTexts::tr("Last call: %1.").arg(exactTimeText(attempts.last)) : QString();
}

QString listActivityText(ContactListFacts::Activity activity)
{
    using enum ContactListFacts::Activity;
    switch (activity) {
    case Active:
        return ListIndexTexts::tr("Active");
    case Inactive:
        return ListIndexTexts::tr("Inactive");
    case NotTold:
        break;
    }
    return ListIndexTexts::tr("not told");
}

QString listSkillsText(const ContactListFacts &facts)
{
    if (!facts.dialers)
        return ListIndexTexts::tr("not told");
    const QStringList names = mapped(*facts.dialers, [](const Dialer &dialer) { return visibleText(dialer.name, 60); });
    return names.isEmpty() ? ListIndexTexts::tr("none") : names.join(QLatin1String(", "));
}

QString listAgeText(const QDateTime &time, const QDateTime &now)
{
    return time.isValid() ? relativeTimeText(time, now) : ListIndexTexts::tr("not told");
}

QString sizeChangeText(const std::optional<SizeChange> &change)
{
    return change ? signedText(change->by) : ListIndexTexts::tr("no earlier count");
}

QString sizeChangeSentence(const std::optional<SizeChange> &change)
{
    if (!change)
        return {};
    if (change->by == 0)
        return ListIndexTexts::tr("As many records as on %1.").arg(dayText(change->since));
    return ListIndexTexts::tr("%1 records since %2.").arg(signedText(change->by), dayText(change->since));
}

QString recordUsageText(const RecordUsage &usage)
{
    const QLocale locale;
    const QString used = locale.toString(usage.used()), lists = locale.toString(usage.listRecords);
    const QString sum = usage.ceiling > 0
        ? ListIndexTexts::tr("%1 of %2 records used (%3)")
              .arg(used, locale.toString(usage.ceiling), percentOf(usage.used(), usage.ceiling))
        : ListIndexTexts::tr("%1 records used").arg(used);
    return usage.doNotCall ? ListIndexTexts::tr("%1: %2 in lists, %3 in do-not-call groups.")
                                 .arg(sum, lists, locale.toString(*usage.doNotCall))
                           : ListIndexTexts::tr("%1: %2 in lists.").arg(sum, lists);
}

QStringList recordUsageNotes(const RecordUsage &usage)
{
    QStringList notes;
    if (!usage.doNotCall)
        notes << ListIndexTexts::tr("Do-not-call records aren’t included.");
    if (usage.listsNotTold > 0)
        notes << ListIndexTexts::tr("%n list(s) of unknown size aren’t included.", nullptr, usage.listsNotTold);
    if (usage.groupsNotTold > 0)
        notes << ListIndexTexts::tr("%n do-not-call group(s) of unknown size aren’t included.", nullptr,
                                    usage.groupsNotTold);
    return notes;
}

QString staleReasonsText(const StaleList &stale, int unusedDays)
{
    return mapped(stale.reasons, [&](StaleRule rule) { return reasonText(rule, stale.list, unusedDays); })
        .join(QLatin1String("; "));
}

QString staleNotToldText(const StaleList &stale)
{
    static constexpr WordRow<StaleRule> rows[]{
        {StaleRule::Unused, QT_TRANSLATE_NOOP("ListIndexTexts", "when it was last used")},
        {StaleRule::Finalized, QT_TRANSLATE_NOOP("ListIndexTexts", "how many records are finalized")},
        {StaleRule::Inactive, QT_TRANSLATE_NOOP("ListIndexTexts", "whether it is active")},
        {StaleRule::NoSkill, QT_TRANSLATE_NOOP("ListIndexTexts", "which skills use it")},
        {StaleRule::Empty, QT_TRANSLATE_NOOP("ListIndexTexts", "how many records it has")},
    };
    const QStringList words
        = mapped(stale.notTold, [](StaleRule rule) { return wordIn("ListIndexTexts", rows, rule); });
    return ListIndexTexts::tr("not told: %1").arg(words.join(QLatin1String(", ")));
}

QString staleSummaryText(const StaleFinding &finding, qsizetype lists, qint64 ceiling)
{
    const QLocale locale;
    const QString count = locale.toString(finding.stale.size()), all = locale.toString(lists);
    const QString records = locale.toString(finding.records());
    return ceiling > 0 ? ListIndexTexts::tr("%1 of %2 lists are stale: %3 records, %4 of the tenant’s limit.")
                             .arg(count, all, records, percentOf(finding.records(), ceiling))
                       : ListIndexTexts::tr("%1 of %2 lists are stale: %3 records.").arg(count, all, records);
}

} // namespace muster
