// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/schedule/alarmsender.h"
#include "models/schedule/schedulehistory.h"

#include <QCoro/QCoroTask>
#include <QObject>
#include <QProcess>
#include <memory>
#include <stop_token>

namespace muster {

/// Does the work of a schedule once: each step as a process of its own, one after the other, until one does not succeed
/// (resources/decisions/schedules.md). What becomes of it is in the history before anybody is told. Holds nothing of the
/// data folder itself: each step takes it and lets it go, and while another Muster has it the work waits.
///
/// start() once, finished() once. The caller holds the FolderLock of the history's folder. GUI thread.
class ScheduleWork : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        Schedule schedule;
        QString program; ///< What steps are started with, by its whole path.
        QStringList options; ///< In front of the words of each step, which may end with words that stand alone.
        QStringList folders; ///< Free before a step begins.
        ScheduleHistory &history;
        AlarmSender &alarms;
        Clock &clock;
    };
    static constexpr std::chrono::seconds folderPause{2}; ///< Between two looks whether the folders are free.

    explicit ScheduleWork(Parts parts, QObject *parent = nullptr);
    ~ScheduleWork() override;

    void start();
    /// Asks the step to end as SIGTERM does: runs pause. Nothing begins any more; finished() follows.
    void stop();
    [[nodiscard]] const WorkRecord &record() const { return m_record; }
    /// Why the history could not be written; then nothing was begun, or nothing more.
    [[nodiscard]] const std::optional<ApiError> &trouble() const { return m_trouble; }

Q_SIGNALS:
    void stepBegan(int step); ///< From 0.
    void waitBegan(); ///< For the folder.
    void finished(muster::WorkState state);

private:
    [[nodiscard]] QCoro::Task<void> work();
    [[nodiscard]] QCoro::Task<WorkState> workThroughSteps();
    [[nodiscard]] QCoro::Task<bool> folderIsFree();
    /// nullopt: another Muster took the folder first.
    [[nodiscard]] QCoro::Task<std::optional<WorkState>> doStep(int step);
    [[nodiscard]] QCoro::Task<void> watchTime();
    [[nodiscard]] QCoro::Task<void> tell(WorkRecord about, AlarmCause cause);
    [[nodiscard]] QCoro::Task<void> closeCutOff();
    [[nodiscard]] bool keep(const WorkRecord &record);
    [[nodiscard]] bool keep() { return keep(m_record); }

    const Parts m_parts;
    WorkRecord m_record;
    std::unique_ptr<QProcess> m_process; ///< Of the step.
    std::stop_source m_stop; ///< The person's, or the system's.
    std::stop_source m_ended; ///< Ends the watch over the time.
    std::optional<ApiError> m_trouble;
};

} // namespace muster
