// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/schedule/schedulehistory.h"
#include "models/schedule/schedulestore.h"
#include "models/schedule/systemscheduler.h"
#include "models/schedule/timerunit.h"

#include <QObject>
#include <functional>
#include <memory>
#include <optional>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

class AuditLog;
class StoreThread;

/// A schedule with what the system's scheduler and its history say of it.
struct ScheduleStatus
{
    /// What became of its timer.
    enum class Timer {
        Off, ///< As it is meant to be.
        On,
        Missing, ///< Meant to be on, and its unit is gone, off, or of another text.
        Altered, ///< Somebody else changed a file of its unit.
    };
    Schedule schedule;
    Timer timer = Timer::Off;
    QDateTime next; ///< UTC; invalid: it is not On.
    std::optional<WorkRecord> last; ///< The newest.
    bool operator==(const ScheduleStatus &) const = default;
};

/// All that a person sees of scheduled work.
struct ScheduleOverview
{
    QList<ScheduleStatus> schedules; ///< By name.
    QStringList strangers; ///< Ids of timers that are named as ours and belong to no schedule of this data folder.
    std::optional<ApiError> scheduler; ///< Why the system's scheduler could not be asked.
    bool lingers = false; ///< Timers go on while the person is not logged in.
    bool operator==(const ScheduleOverview &) const = default;
};

/// What schedules are kept and run with on this computer; said once, when the program starts.
struct ScheduleHost
{
    QString program; ///< This one, by its whole path.
    QString dataDir; ///< As --data-dir was given; empty: it was not.
    QString dataFolder; ///< Where histories are.
    QString unitFolder;
    StepCheck check;

    /// What the digest's timer is named by, of each data folder its own.
    [[nodiscard]] QString digestId() const;
    [[nodiscard]] TimerUnit unitOf(const Schedule &schedule) const;
    [[nodiscard]] TimerUnit digestUnit() const;
    /// The line for a crontab that does the same, by the computer's clock.
    [[nodiscard]] QString crontabLine(const Schedule &schedule) const;
};

/// Keeps schedules and their timers in step: a schedule is active only once its timer is enabled, and what could not be
/// enabled leaves no file behind. Everything but looking is an entry of the history before it happens. One thing at a
/// time: BadInput "schedule_busy". Files are written on the StoreThread, programs are waited for by events. GUI thread;
/// goes before the workspace.
class ScheduleDesk : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        ScheduleStore &store;
        AuditLog &audit;
        StoreThread &thread;
    };
    /// `scheduler`: the system's, or a test's.
    ScheduleDesk(Parts parts, ScheduleHost host, std::unique_ptr<SystemScheduler> scheduler,
                 QObject *parent = nullptr);
    ~ScheduleDesk() override;

    [[nodiscard]] const ScheduleHost &host() const { return m_host; }
    [[nodiscard]] const ScheduleStore &store() const { return m_parts.store; }
    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    [[nodiscard]] bool isLooking() const { return m_isLooking; }

    /// overviewLoaded() follows, always.
    void look();
    /// Adds it where it has no id, else in the place of the one with its id; with its timer where it is active. ended()
    /// follows with its id, always; so for the others. Errors: scheduleFault(), ScheduleStore::save(), UnitFolder,
    /// SystemScheduler. Where only the timer failed, the schedule is kept, not active, and the error says so by a detail
    /// "kept".
    void save(const Schedule &schedule);
    void setActive(const QString &id, bool active);
    /// With its timer and its history; BadInput "unknown_schedule", "schedule_running".
    void remove(const QString &id);
    /// Has the system's scheduler start it now.
    void runNow(const QString &id);

Q_SIGNALS:
    void overviewLoaded(const muster::ScheduleOverview &overview);
    void ended(const muster::Result<QString> &id);
    void busyChanged();

private:
    using Answer = QCoro::Task<Result<QString>>;

    void begin(const std::function<Answer()> &task);
    [[nodiscard]] QCoro::Task<void> answer(Answer task);
    [[nodiscard]] QCoro::Task<void> lookNow();
    [[nodiscard]] Answer saveNow(Schedule schedule);
    [[nodiscard]] Answer setActiveNow(QString id, bool active);
    [[nodiscard]] Answer removeNow(QString id);
    [[nodiscard]] Answer startNow(QString id);
    [[nodiscard]] QCoro::Task<Result<void>> enable(TimerUnit unit);
    [[nodiscard]] QCoro::Task<Result<void>> disable(QString id);
    /// Enables the schedule's timer and says so in the store, or neither.
    [[nodiscard]] QCoro::Task<Result<void>> activate(Schedule schedule);
    [[nodiscard]] QCoro::Task<Result<void>> adjustDigest();
    [[nodiscard]] QCoro::Task<Result<void>> note(const char *event, Schedule schedule);
    [[nodiscard]] QCoro::Task<Result<void>> onDisk(std::function<Result<void>()> work);

    const Parts m_parts;
    const ScheduleHost m_host;
    const std::unique_ptr<SystemScheduler> m_scheduler;
    bool m_isBusy = false, m_isLooking = false;
};

} // namespace muster
