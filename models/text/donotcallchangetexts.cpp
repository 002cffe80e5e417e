// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/donotcallchangetexts.h"

#include "models/text/amounttext.h"
#include "models/text/donotcalltexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"
#include "models/text/wordtable.h"
#include "network/wire/mapped.h"

#include <QCoreApplication>
#include <QLocale>

namespace muster {

namespace {

struct DoNotCallChangeTexts
{
    Q_DECLARE_TR_FUNCTIONS(DoNotCallChangeTexts)
};

using Outlook = DoNotCallOutlook;

QString shownGroup(const QString &name)
{
    return visibleText(name, 60);
}

QString skillNames(const QList<Dialer> &skills)
{
    return mapped(skills, [](const Dialer &skill) { return visibleText(skill.name, 60); }).join(QStringLiteral(", "));
}

QString blockingEffect(const DoNotCallGroupFacts &facts)
{
    const QString group = shownGroup(facts.group.name);
    if (facts.fault)
        return DoNotCallChangeTexts::tr("Which skills honor %1 is unknown.").arg(group);
    if (facts.scrubbed.isEmpty())
        return DoNotCallChangeTexts::tr("No skill honors %1: it blocks the numbers for nobody.").arg(group);
    return DoNotCallChangeTexts::tr("%1 skills that honor %2 will skip these numbers: %3.", nullptr,
                                    pluralForm(facts.scrubbed.size()))
        .arg(QLocale().toString(facts.scrubbed.size()), group, skillNames(facts.scrubbed));
}

QString releasingEffect(const DoNotCallGroupFacts &facts)
{
    const QString group = shownGroup(facts.group.name);
    if (facts.fault)
        return DoNotCallChangeTexts::tr("Which skills honor %1 is unknown.").arg(group);
    if (!facts.group.isActive || facts.scrubbed.isEmpty())
        return DoNotCallChangeTexts::tr("%1 blocks these numbers for no skill now.").arg(group);
    return DoNotCallChangeTexts::tr("%1 skills will no longer skip these numbers because of %2: %3.", nullptr,
                                    pluralForm(facts.scrubbed.size()))
        .arg(QLocale().toString(facts.scrubbed.size()), group, skillNames(facts.scrubbed));
}

QString endSentence(const QDateTime &end)
{
    return end.isValid() ? DoNotCallChangeTexts::tr("Its entry ends on %1.").arg(shortRecordTimeText(end))
                         : DoNotCallChangeTexts::tr("Its entry has no end.");
}

} // namespace

QString doNotCallActText(DoNotCallAct act)
{
    static constexpr WordRow<DoNotCallAct> rows[]{
        {DoNotCallAct::Add, QT_TRANSLATE_NOOP("DoNotCallChangeTexts", "Add to a group")},
        {DoNotCallAct::Expire, QT_TRANSLATE_NOOP("DoNotCallChangeTexts", "Expire in a group")},
        {DoNotCallAct::Move, QT_TRANSLATE_NOOP("DoNotCallChangeTexts", "Move to another group")},
    };
    return wordIn("DoNotCallChangeTexts", rows, act);
}

QString outlookText(DoNotCallOutlook outlook)
{
    static constexpr WordRow<Outlook> rows[]{
        {Outlook::WillAdd, QT_TRANSLATE_NOOP("DoNotCallChangeTexts", "Will be added")},
        {Outlook::WillExpire, QT_TRANSLATE_NOOP("DoNotCallChangeTexts", "Will be expired")},
        {Outlook::WillMove, QT_TRANSLATE_NOOP("DoNotCallChangeTexts", "Will be moved")},
        {Outlook::WillLeave, QT_TRANSLATE_NOOP("DoNotCallChangeTexts", "Will only leave the old group")},
        {Outlook::AlreadyThere, QT_TRANSLATE_NOOP("DoNotCallChangeTexts", "Already there")},
        {Outlook::NotInGroup, QT_TRANSLATE_NOOP("DoNotCallChangeTexts", "Not in the group")},
        {Outlook::EndUnclear, QT_TRANSLATE_NOOP("DoNotCallChangeTexts", "End unreadable")},
        {Outlook::EndsSooner, QT_TRANSLATE_NOOP("DoNotCallChangeTexts", "Ends sooner there")},
        {Outlook::NotHoldable, QT_TRANSLATE_NOOP("DoNotCallChangeTexts", "No group can hold it")},
        {Outlook::NeedsRegion, QT_TRANSLATE_NOOP("DoNotCallChangeTexts", "Needs a region")},
        {Outlook::Unreadable, QT_TRANSLATE_NOOP("DoNotCallChangeTexts", "Unreadable")},
    };
    return wordIn("DoNotCallChangeTexts", rows, outlook);
}

QString outlookReasonText(const PreviewedNumber &row, const DoNotCallAim &aim)
{
    const QString group = shownGroup(aim.groupName), target = shownGroup(aim.targetName);
    switch (row.outlook) {
    case Outlook::WillAdd:
        return row.change.until.isValid()
            ? DoNotCallChangeTexts::tr("It isn’t in %1 now. Its entry will end on %2.")
                  .arg(group, shortRecordTimeText(row.change.until))
            : DoNotCallChangeTexts::tr("It isn’t in %1 now. Its entry will have no end.").arg(group);
    case Outlook::WillExpire:
        return DoNotCallChangeTexts::tr("It is in %1.").arg(group) % u' ' % endSentence(row.change.was);
    case Outlook::WillMove:
        return DoNotCallChangeTexts::tr("It is in %1 and not in %2.").arg(group, target) % u' '
            % endSentence(row.change.was);
    case Outlook::WillLeave:
        return DoNotCallChangeTexts::tr("It is in %1 already, for at least as long.").arg(target);
    case Outlook::AlreadyThere:
        return DoNotCallChangeTexts::tr("It is in %1 already; its entry and end stay as they are.").arg(group);
    case Outlook::NotInGroup:
        return DoNotCallChangeTexts::tr("%1 doesn’t block it now.").arg(group);
    case Outlook::EndUnclear:
        return DoNotCallChangeTexts::tr("When its entry ends can’t be read, so it couldn’t be changed back.");
    case Outlook::EndsSooner:
        return DoNotCallChangeTexts::tr("Its entry in %1 ends sooner than that in %2.").arg(target, group);
    case Outlook::NotHoldable:
    case Outlook::NeedsRegion:
    case Outlook::Unreadable:
        return unreadableNumberText(row.asked);
    }
    Q_UNREACHABLE();
}

QString previewSummaryText(const DoNotCallPreview &preview)
{
    const QLocale locale;
    QStringList parts;
    for (const auto &[outlook, key] : keyTable<Outlook>) {
        if (const qint64 count = preview.count(outlook); count > 0) {
            //: What will become of numbers, and of how many: "Will be added: 3".
            parts << DoNotCallChangeTexts::tr("%1: %2").arg(outlookText(outlook), locale.toString(count));
        }
    }
    if (preview.repeated > 0)
        parts << DoNotCallChangeTexts::tr("repeated and taken once: %1").arg(locale.toString(preview.repeated));
    return parts.join(QStringLiteral(", "));
}

QStringList changeEffectTexts(const DoNotCallPreview &preview)
{
    switch (preview.aim.act) {
    case DoNotCallAct::Add:
        return {blockingEffect(preview.group)};
    case DoNotCallAct::Expire:
        return {releasingEffect(preview.group)};
    case DoNotCallAct::Move:
        return {releasingEffect(preview.group), blockingEffect(preview.target)};
    }
    Q_UNREACHABLE();
}

QString changeLimitsText(DoNotCallAct act)
{
    if (act == DoNotCallAct::Add) {
        return DoNotCallChangeTexts::tr("Only skills that honor the group skip the numbers. Contacts stay in their "
                                        "lists.");
    }
    return DoNotCallChangeTexts::tr("Expiring calls no one and keeps the entry with its history. A number may still be "
                                    "blocked by another group, by a skill’s own records or by a registry. Contacts "
                                    "that the tenant took out of a list while the entry blocked don’t return to it.");
}

QString changeSentence(const DoNotCallAim &aim, qint64 count)
{
    const QString shown = QLocale().toString(count);
    const int form = pluralForm(count);
    switch (aim.act) {
    case DoNotCallAct::Add:
        return DoNotCallChangeTexts::tr("%1 numbers will be added to %2.", nullptr, form)
            .arg(shown, shownGroup(aim.groupName));
    case DoNotCallAct::Expire:
        return DoNotCallChangeTexts::tr("%1 numbers will be expired in %2.", nullptr, form)
            .arg(shown, shownGroup(aim.groupName));
    case DoNotCallAct::Move:
        return DoNotCallChangeTexts::tr("%1 numbers will be moved from %2 to %3.", nullptr, form)
            .arg(shown, shownGroup(aim.groupName), shownGroup(aim.targetName));
    }
    Q_UNREACHABLE();
}

QString undoSentence(const DoNotCallAim &aim, qint64 count)
{
    const QString shown = QLocale().toString(count);
    const int form = pluralForm(count);
    switch (aim.act) {
    case DoNotCallAct::Add:
        return DoNotCallChangeTexts::tr("%1 numbers will be blocked in %2 again, with the end that they had.", nullptr,
                                        form)
            .arg(shown, shownGroup(aim.groupName));
    case DoNotCallAct::Expire:
        return DoNotCallChangeTexts::tr("%1 numbers that were added to %2 will be expired there.", nullptr, form)
            .arg(shown, shownGroup(aim.groupName));
    case DoNotCallAct::Move:
        return DoNotCallChangeTexts::tr("%1 numbers will be moved back from %2 to %3.", nullptr, form)
            .arg(shown, shownGroup(aim.groupName), shownGroup(aim.targetName));
    }
    Q_UNREACHABLE();
}

QString changeConfirmText(qint64 count)
{
    return DoNotCallChangeTexts::tr("Confirm with the number of numbers, %1.").arg(QLocale().toString(count));
}

} // namespace muster
