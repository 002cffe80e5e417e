// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/donotcallchange.h"

#include "models/rules/freshness.h"
#include "network/wire/latertime.h"

#include <QTimeZone>
#include <algorithm>

namespace muster {

namespace {

using Outlook = DoNotCallOutlook;

bool isSameMoment(const QDateTime &a, const QDateTime &b)
{
    if (!a.isValid() || !b.isValid())
        return a.isValid() == b.isValid();
    return std::abs(a.msecsTo(b)) < std::chrono::milliseconds(DoNotCallGate::clockGrain).count();
}

tl::unexpected<ApiError> notChangeable(const char *code, const QString &subject = {})
{
    return failure(ErrorKind::BadInput, code, subject);
}

Outlook unreadableOutlook(AskedNumber::Reading reading)
{
    switch (reading) {
    case AskedNumber::Reading::NeedsRegion:
        return Outlook::NeedsRegion;
    case AskedNumber::Reading::NotHoldable:
        return Outlook::NotHoldable;
    default:
        return Outlook::Unreadable;
    }
}

Outlook outlookOf(const DoNotCallAim &aim, const DoNotCallHold &group, const DoNotCallHold &target)
{
    if (aim.act == DoNotCallAct::Add)
        return group.isInForce ? Outlook::AlreadyThere : Outlook::WillAdd;
    if (!group.isInForce)
        return Outlook::NotInGroup;
    if (!group.isEndClear)
        return Outlook::EndUnclear;
    if (aim.act == DoNotCallAct::Expire)
        return Outlook::WillExpire;
    if (!target.isInForce)
        return Outlook::WillMove;
    if (!target.isEndClear)
        return Outlook::EndUnclear;
    return target.lastsTo(group.end) ? Outlook::WillLeave : Outlook::EndsSooner;
}

} // namespace

QDateTime endOfDay(const QDate &day)
{
    return day.isValid() ? QDateTime(day.addDays(1), QTime(0, 0), Qt::UTC) : QDateTime();
}

QList<DoNotCallChange> DoNotCallPreview::changes() const
{
    QList<DoNotCallChange> changes;
    for (const PreviewedNumber &row : rows) {
        if (row.changes())
            changes.append(row.change);
    }
    return changes;
}

qint64 DoNotCallPreview::count(DoNotCallOutlook outlook) const
{
    return std::ranges::count(rows, outlook, &PreviewedNumber::outlook);
}

DoNotCallHold DoNotCallHold::of(const DoNotCallReading &reading, std::uint64_t number)
{
    DoNotCallHold hold;
    bool isEndless = false;
    for (const DoNotCallEntry &entry : reading.entries.value(number)) {
        hold.changed = laterOf(hold.changed, entry.changed);
        // An end that was set a moment ago lies within the second that the service tells the time by.
        if (!entry.isInForce(reading.at.addDuration(DoNotCallGate::clockGrain)))
            continue;
        hold.isInForce = true;
        hold.isEndClear = hold.isEndClear && entry.isEndClear;
        isEndless = isEndless || !entry.expires.isValid();
        if (!hold.end.isValid() || entry.expires > hold.end)
            hold.end = entry.expires;
    }
    if (isEndless)
        hold.end = {};
    return hold;
}

bool DoNotCallHold::lasts(const QDateTime &until) const
{
    return isInForce && isEndClear && isSameMoment(end, until);
}

bool DoNotCallHold::lastsTo(const QDateTime &until) const
{
    return isInForce && isEndClear && (!end.isValid() || (until.isValid() && end >= until) || isSameMoment(end, until));
}

PreviewedNumber previewNumber(const AskedNumber &asked, const DoNotCallAim &aim, const DoNotCallHold &group,
                              const DoNotCallHold &target)
{
    PreviewedNumber row{.asked = asked, .outlook = unreadableOutlook(asked.reading), .change = {}};
    if (!asked.isReadable())
        return row;
    row.outlook = outlookOf(aim, group, target);
    DoNotCallChange &change = row.change;
    change.number = asked.number;
    change.puts = row.outlook == Outlook::WillAdd || row.outlook == Outlook::WillMove;
    change.takes
        = row.outlook == Outlook::WillExpire || row.outlook == Outlook::WillMove || row.outlook == Outlook::WillLeave;
    if (change.takes)
        change.was = group.end;
    if (change.puts) // what is moved keeps its end
        change.until = aim.act == DoNotCallAct::Move ? group.end : aim.until;
    return row;
}

Result<void> DoNotCallGate::mayAim(const DoNotCallAim &aim, const DoNotCallGroup &group, const DoNotCallGroup &target,
                                   const BelievableTime &now)
{
    if (aim.act == DoNotCallAct::Move && group.id == target.id)
        return notChangeable("change_group_same", group.name);
    const DoNotCallGroup &filled = aim.act == DoNotCallAct::Move ? target : group;
    if (aim.act != DoNotCallAct::Expire && !filled.isActive)
        return notChangeable("change_group_inactive", filled.name);
    if (aim.act == DoNotCallAct::Add && now.mayHavePassed(aim.until))
        return notChangeable("change_until_past");
    return {};
}

Result<void> DoNotCallGate::confirmed(DoNotCallAct act, bool isUndo, qint64 count, std::optional<qint64> typedCount)
{
    if (typedCount && *typedCount != count)
        return notChangeable("change_count_wrong");
    if (!typedCount && asksCount(act, isUndo))
        return notChangeable("change_count_missing");
    return {};
}

Result<void> DoNotCallGate::mayChange(qint64 count, const QDateTime &seenAt, const BelievableTime &now)
{
    if (count <= 0)
        return notChangeable("change_nothing");
    if (count > mostNumbers)
        return notChangeable("change_too_many", QString::number(mostNumbers));
    switch (freshnessOf(seenAt, maxAge, now)) {
    case Freshness::Fresh:
        return {};
    case Freshness::Stale:
        return notChangeable("change_stale");
    case Freshness::Doubtful:
        return notChangeable("plan_clock_doubtful");
    }
    Q_UNREACHABLE();
}

} // namespace muster
