// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/background/workerjob.h"
#include "models/schedule/schedule.h"
#include "ui/common/forward.h"

#include <QDialog>
#include <memory>

class QFormLayout;
class QTimeEdit;

namespace muster {

/// One schedule as a person makes it: its steps, times and alarms. Says as it is typed what is still wrong.
class ScheduleForm : public QDialog
{
    Q_OBJECT
    Q_CLASSINFO("help", "schedules#steps")

public:
    /// Without an id it is a new one, which is on. `stepCheck` may be called on a worker.
    ScheduleForm(const Schedule &schedule, StepCheck stepCheck, QWidget *parent = nullptr);
    ~ScheduleForm() override;

Q_SIGNALS:
    void wanted(const muster::Schedule &schedule); ///< Sound.

private:
    QWidget *buildForm();
    QWidget *buildAlarms();
    void showSchedule();
    void showTimes();
    void typedOn();
    void check();
    void showFault(const std::optional<ApiError> &fault);
    [[nodiscard]] Result<Schedule> typed() const;

    const Schedule m_schedule;
    const StepCheck m_check;
    Schedule m_sound; ///< Where the button is enabled.
    std::unique_ptr<WorkerJob<std::optional<ApiError>>> m_job;
    QTimer *m_pause = nullptr;
    QLineEdit *m_name = nullptr, *m_zone = nullptr, *m_webhook = nullptr, *m_command = nullptr;
    QPlainTextEdit *m_steps = nullptr;
    QFormLayout *m_form = nullptr;
    QComboBox *m_every = nullptr, *m_hours = nullptr, *m_weekday = nullptr;
    QTimeEdit *m_at = nullptr;
    QSpinBox *m_monthDay = nullptr, *m_allowed = nullptr;
    QCheckBox *m_failed = nullptr, *m_paused = nullptr, *m_overdue = nullptr, *m_desktop = nullptr, *m_digest = nullptr,
              *m_active = nullptr;
    PlainLabel *m_fault = nullptr;
    QPushButton *m_save = nullptr;
};

} // namespace muster
