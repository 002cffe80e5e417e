// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/schedule/schedulehistory.h"

#include "models/rules/jsonmembers.h"
#include "models/store/folderlock.h"

#include <QFileInfo>
#include <QStringBuilder>
#include <algorithm>

namespace muster {

std::optional<AlarmCause> causeOf(WorkState state)
{
    switch (state) {
    case WorkState::Failed:
    case WorkState::CutOff:
        return AlarmCause::Failed;
    case WorkState::Halted:
    case WorkState::Paused:
        return AlarmCause::Paused;
    case WorkState::Waiting:
    case WorkState::Running:
    case WorkState::Complete:
    case WorkState::Cancelled:
        return std::nullopt;
    }
    Q_UNREACHABLE();
}

WorkState stepState(int exitCode, const QString &outcome)
{
    switch (exitCode) { // as ExitCode of the command line has them
    case 0:
        return WorkState::Complete;
    case 3:
        return outcome == u"halted" ? WorkState::Halted : WorkState::Paused;
    case 4:
        return WorkState::Paused;
    case 130:
        return WorkState::Cancelled;
    default:
        return WorkState::Failed;
    }
}

namespace {

void describeWorkStep(JsonMembers &members, WorkStep &step)
{
    members.key("state", step.state);
    members.member("exit_code", step.exitCode, -1, 255);
    members.member("started", step.startedAt);
    members.member("ended", step.endedAt);
    members.member("runs", step.runs);
}

void describeWorkAlarm(JsonMembers &members, WorkAlarm &alarm)
{
    members.member("id", alarm.id);
    members.key("cause", alarm.cause);
    members.key("channel", alarm.channel);
    members.key("outcome", alarm.outcome);
    members.member("at", alarm.at);
    members.member("reason", alarm.reason);
    members.member("target", alarm.target);
    members.member("body", alarm.body);
}

void describeWork(JsonMembers &members, WorkRecord &record)
{
    members.member("id", record.id);
    members.key("state", record.state);
    members.member("started", record.startedAt);
    members.member("ended", record.endedAt);
    members.member("overdue", record.isOverdue);
    members.objects("steps", record.steps, Schedule::maxSteps, describeWorkStep);
    members.objects("alarms", record.alarms, ScheduleHistory::maxAlarms, describeWorkAlarm);
}

} // namespace

ScheduleHistory::ScheduleHistory(const QString &folder, QObject *parent, DiskAccess &disk)
    : StoredItems({folder + QStringLiteral("/history.json"), QStringLiteral("muster-schedule-history"),
                   QStringLiteral("schedule_history_damaged"), disk},
                  parent)
{
}

QString ScheduleHistory::folderOf(const QString &dataFolder, const QString &scheduleId)
{
    return QString(dataFolder % u"/schedules/" % scheduleId);
}

QList<WorkRecord> ScheduleHistory::look(const QString &dataFolder, const QString &scheduleId)
{
    const QString folder = folderOf(dataFolder, scheduleId);
    if (!QFileInfo(folder).isDir())
        return {};
    ScheduleHistory history(folder);
    history.setReadOnly();
    (void)history.load(); // its notice is for the process that writes it
    QList<WorkRecord> records = history.records();
    // Whoever works holds the lock; asking for it takes no time in which that process could want it and give up.
    if (!records.isEmpty() && isUnderWay(records.first().state) && FolderLock::acquire(folder))
        records.first().state = WorkState::CutOff;
    return records;
}

bool ScheduleHistory::take(const QJsonObject &object, Items &items) const
{
    WorkRecord record;
    if (!memberFault(object, record, describeWork).isEmpty() || record.id.isEmpty() || items.size() == maxRecords
        || std::ranges::any_of(items, [&](const WorkRecord &one) { return one.id == record.id; }))
        return false;
    items.append(record);
    return true;
}

QJsonObject ScheduleHistory::toJson(const WorkRecord &record) const
{
    return jsonObject(record, describeWork);
}

bool ScheduleHistory::isBefore(const WorkRecord &one, const WorkRecord &other) const
{
    return one.startedAt > other.startedAt;
}

Result<void> ScheduleHistory::put(const WorkRecord &record)
{
    Items items = m_items;
    items.removeIf([&](const WorkRecord &one) { return one.id == record.id; });
    items.prepend(record);
    items = sorted(std::move(items));
    if (items.size() > maxRecords)
        items.resize(maxRecords);
    return replace(std::move(items));
}

} // namespace muster
