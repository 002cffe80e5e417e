// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/schedule/schedule.h"
#include "models/store/storedlist.h"

namespace muster {

/// What became of scheduled work, or of one of its steps.
enum class WorkState {
    Waiting, ///< For the data folder, which another Muster has.
    Running,
    Complete,
    Failed, ///< Failed or refused.
    Halted,
    Paused, ///< Or in conflict with what somebody else did.
    Cancelled,
    CutOff, ///< Muster was ended in the midst of it; what its steps say of themselves stands in Activity.
};
template <>
inline constexpr KeyTable<WorkState, 8> keyTable<WorkState> = {{
    {WorkState::Waiting, QLatin1String("waiting")},
    {WorkState::Running, QLatin1String("running")},
    {WorkState::Complete, QLatin1String("complete")},
    {WorkState::Failed, QLatin1String("failed")},
    {WorkState::Halted, QLatin1String("halted")},
    {WorkState::Paused, QLatin1String("paused")},
    {WorkState::Cancelled, QLatin1String("cancelled")},
    {WorkState::CutOff, QLatin1String("cut_off")},
}};

[[nodiscard]] inline bool isUnderWay(WorkState state)
{
    return state == WorkState::Waiting || state == WorkState::Running;
}
/// The alarm that an end is for; nullopt: nobody needs to be told. Whoever cancels it knows it.
[[nodiscard]] std::optional<AlarmCause> causeOf(WorkState state);
/// What the end of a step's command says: its exit code, and the "outcome" of its last line. `exitCode` -1: it crashed
/// or was killed.
[[nodiscard]] WorkState stepState(int exitCode, const QString &outcome);

struct WorkStep
{
    WorkState state = WorkState::Running;
    qint64 exitCode = -1; ///< -1: none.
    QDateTime startedAt, endedAt; ///< UTC; endedAt is startedAt until it has ended.
    QStringList runs; ///< Ids of the runs that its command names.
    bool operator==(const WorkStep &) const = default;
};

/// An alarm that was tried by one channel.
struct WorkAlarm
{
    enum class Channel { Desktop, Webhook, Command };
    enum class Outcome {
        Delivered,
        Failed,
        Waiting, ///< A webhook that the outbox has or is to get: it is tried again.
    };
    QString id; ///< Of the delivery, 32 hexadecimal digits.
    AlarmCause cause = AlarmCause::Failed;
    Channel channel = Channel::Desktop;
    Outcome outcome = Outcome::Failed;
    QDateTime at; ///< UTC.
    QString reason; ///< A key of ErrorKind, or a code; empty where it arrived.
    QUrl target; ///< Of a webhook that waits to be handed to the outbox; else empty.
    QString body; ///< Likewise.
    bool operator==(const WorkAlarm &) const = default;
};
template <>
inline constexpr KeyTable<WorkAlarm::Channel, 3> keyTable<WorkAlarm::Channel> = {{
    {WorkAlarm::Channel::Desktop, QLatin1String("desktop")},
    {WorkAlarm::Channel::Webhook, QLatin1String("webhook")},
    {WorkAlarm::Channel::Command, QLatin1String("command")},
}};
template <>
inline constexpr KeyTable<WorkAlarm::Outcome, 3> keyTable<WorkAlarm::Outcome> = {{
    {WorkAlarm::Outcome::Delivered, QLatin1String("delivered")},
    {WorkAlarm::Outcome::Failed, QLatin1String("failed")},
    {WorkAlarm::Outcome::Waiting, QLatin1String("waiting")},
}};

/// One time that a schedule's work was begun.
struct WorkRecord
{
    QString id; ///< 32 hexadecimal digits.
    WorkState state = WorkState::Running;
    QDateTime startedAt, endedAt; ///< UTC; endedAt is startedAt while isUnderWay().
    bool isOverdue = false; ///< It took longer than allowed.
    QList<WorkStep> steps; ///< Those that were begun.
    QList<WorkAlarm> alarms;
    bool operator==(const WorkRecord &) const = default;
};

/// The work of one schedule, the newest first, in a folder of its own (history.json); the oldest go. One process writes
/// it: the one that has the folder's FolderLock. The notice of load() about damage is "schedule_history_damaged".
class ScheduleHistory : public StoredItems<WorkRecord>
{
    Q_OBJECT

public:
    static constexpr qsizetype maxRecords = 200;
    static constexpr qsizetype maxAlarms = 50; ///< Of a record.

    explicit ScheduleHistory(const QString &folder, QObject *parent = nullptr,
                             DiskAccess &disk = DiskAccess::system());
    /// Where the history of that schedule is, in a data folder.
    [[nodiscard]] static QString folderOf(const QString &dataFolder, const QString &scheduleId);
    /// The newest records as they are now, for whoever only looks; what is damaged or gone is left out. Blocks; any
    /// thread. A work that nobody does any more is CutOff.
    [[nodiscard]] static QList<WorkRecord> look(const QString &dataFolder, const QString &scheduleId);

    [[nodiscard]] const QList<WorkRecord> &records() const { return m_items; }
    /// In the place of the one with its id.
    [[nodiscard]] Result<void> put(const WorkRecord &record);

private:
    [[nodiscard]] bool take(const QJsonObject &object, Items &items) const override;
    [[nodiscard]] QJsonObject toJson(const WorkRecord &record) const override;
    [[nodiscard]] bool isBefore(const WorkRecord &one, const WorkRecord &other) const override;
};

} // namespace muster
