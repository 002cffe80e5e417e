// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/schedule/scheduleform.h"

#include "models/rules/commandwords.h"
#include "models/text/errortexts.h"
#include "models/text/scheduletexts.h"
#include "ui/common/formparts.h"
#include "ui/common/layoutmemory.h"
#include "ui/common/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QTimeEdit>
#include <QTimeZone>
#include <QTimer>
#include <chrono>

namespace muster {

namespace {

using namespace std::chrono_literals;

constexpr auto typingPause = 250ms;

QCheckBox *scheduleCheck(QWidget *parent, const char *objectName, const QString &text)
{
    return named(objectName, new QCheckBox(text, parent));
}

} // namespace

ScheduleForm::ScheduleForm(const Schedule &schedule, StepCheck stepCheck, QWidget *parent)
    : QDialog(parent)
    , m_schedule(schedule)
    , m_check(std::move(stepCheck))
    , m_job(std::make_unique<WorkerJob<std::optional<ApiError>>>(
          [this](const std::optional<ApiError> &fault) { showFault(fault); },
          [this](const ApiError &error) { showFault(error); }))
    , m_pause(new QTimer(this))
{
    setObjectName(QStringLiteral("scheduleForm"));
    setWindowTitle(schedule.id.isEmpty() ? tr("New schedule") : tr("Edit schedule"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_pause->setSingleShot(true);
    m_pause->setInterval(typingPause);
    connect(m_pause, &QTimer::timeout, this, &ScheduleForm::check);
    m_fault = wrappedLabel(this, "scheduleFaultLabel", ColourRole::Bad);
    m_fault->showText({});
    m_save = primaryButton(this, "saveScheduleButton", tr("Save schedule"));
    m_save->setEnabled(false);
    auto *cancel = pushButton(this, "cancelScheduleButton", tr("Cancel"));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, [this] {
        Q_EMIT wanted(m_sound);
        accept();
    });
    auto *content = new QWidget(this);
    fillColumn(content, space::m, {buildForm(), buildAlarms(), boxStretch(1)});
    fillPage(this, space::m, {{formArea(content), 1}, m_fault, rowLayout(space::s, {boxStretch(1), cancel, m_save})});
    showSchedule();
    for (QLineEdit *edit : {m_name, m_zone, m_webhook, m_command})
        connect(edit, &QLineEdit::textChanged, this, &ScheduleForm::typedOn);
    connect(m_steps, &QPlainTextEdit::textChanged, this, &ScheduleForm::typedOn);
    for (QComboBox *combo : {m_every, m_hours, m_weekday})
        connect(combo, &QComboBox::currentIndexChanged, this, &ScheduleForm::typedOn);
    connect(m_every, &QComboBox::currentIndexChanged, this, &ScheduleForm::showTimes);
    connect(m_at, &QTimeEdit::timeChanged, this, &ScheduleForm::typedOn);
    for (QSpinBox *spin : {m_monthDay, m_allowed})
        connect(spin, &QSpinBox::valueChanged, this, &ScheduleForm::typedOn);
    for (QCheckBox *box : {m_failed, m_paused, m_overdue, m_desktop, m_digest, m_active})
        connect(box, &QCheckBox::toggled, this, &ScheduleForm::typedOn);
    if (!m_schedule.id.isEmpty())
        check();
    resize(620, 640);
    rememberSize(*this);
}

ScheduleForm::~ScheduleForm() = default;

QWidget *ScheduleForm::buildForm()
{
    auto *box = new QWidget(this);
    m_name = lineEdit(box, "scheduleNameEdit", tr("Name"));
    m_name->setMaxLength(int(Schedule::maxName));
    m_steps = named("scheduleStepsEdit", new QPlainTextEdit(box));
    m_steps->setAccessibleName(tr("Steps"));
    m_steps->setTabChangesFocus(true);
    m_steps->setPlaceholderText(QStringLiteral("segments export ID --preset Daily --profile Support"));
    m_steps->setMinimumHeight(rowHeight * 3);
    m_every = calmCombo(box, "scheduleEveryCombo", tr("Repeat"));
    for (const auto &[every, key] : keyTable<ScheduleTimes::Every>)
        m_every->addItem(everyText(every), int(every));
    m_weekday = calmCombo(box, "scheduleWeekdayCombo", tr("Day of the week"));
    for (int day = 1; day <= 7; ++day)
        m_weekday->addItem(QLocale().standaloneDayName(day), day);
    m_monthDay = calmSpin<QSpinBox>(box, "scheduleDaySpin");
    m_monthDay->setRange(1, 28);
    m_monthDay->setAccessibleName(tr("Day of the month"));
    m_hours = calmCombo(box, "scheduleHoursCombo", tr("Hours between"));
    for (const int hours : ScheduleTimes::evenHours)
        m_hours->addItem(QLocale().toString(hours), hours);
    m_at = calmSpin<QTimeEdit>(box, "scheduleAtEdit");
    m_at->setDisplayFormat(QStringLiteral("HH:mm"));
    m_at->setAccessibleName(tr("Time"));
    m_zone = lineEdit(box, "scheduleZoneEdit", tr("Time zone"));
    m_allowed = calmSpin<QSpinBox>(box, "scheduleAllowedSpin");
    m_allowed->setRange(0, int(Schedule::maxAllowed.count()));
    m_allowed->setSpecialValueText(tr("Any time"));
    m_allowed->setSuffix(tr(" min"));
    m_allowed->setAccessibleName(tr("Allowed duration"));
    auto *form = m_form = new QFormLayout;
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Steps, one command per line"), m_steps);
    form->addRow(tr("&Repeat"), m_every);
    form->addRow(tr("&Day of the week"), m_weekday);
    form->addRow(tr("Da&y of the month"), m_monthDay);
    form->addRow(tr("&Hours between"), m_hours);
    form->addRow(tr("&Time"), m_at);
    form->addRow(tr("Time &zone"), m_zone);
    form->addRow(tr("A&llowed duration"), m_allowed);
    fillColumn(box, space::s,
               {hintLabel(box,
                          tr("Commands as for a terminal, without muster. Each starts once the one before is complete. "
                             "File names without a path are in your home folder.")),
                form});
    return box;
}

QWidget *ScheduleForm::buildAlarms()
{
    auto *box = new QWidget(this);
    m_failed = scheduleCheck(box, "scheduleFailedCheck", alarmCauseText(AlarmCause::Failed));
    m_paused = scheduleCheck(box, "schedulePausedCheck", alarmCauseText(AlarmCause::Paused));
    m_overdue = scheduleCheck(box, "scheduleOverdueCheck", alarmCauseText(AlarmCause::Overdue));
    m_desktop = scheduleCheck(box, "scheduleDesktopCheck", tr("Show a desktop notification"));
    m_digest = scheduleCheck(box, "scheduleDigestCheck", tr("Also send a digest every day at 07:00"));
    m_active = scheduleCheck(box, "scheduleActiveCheck", tr("The schedule is on"));
    m_webhook = lineEdit(box, "scheduleWebhookEdit", tr("Webhook"), QStringLiteral("https://hooks.example.com/muster"));
    m_command = lineEdit(box, "scheduleCommandEdit", tr("Command"), QStringLiteral("/usr/local/bin/alarm"));
    auto *form = new QFormLayout;
    form->addRow(tr("&Webhook"), m_webhook);
    form->addRow(tr("&Command"), m_command);
    fillColumn(box, space::s,
               {sectionTitle(box, tr("Alarms, when")), m_failed, m_paused, m_overdue, sectionTitle(box, tr("Who is told")),
                m_desktop, form, m_digest, m_active});
    return box;
}

void ScheduleForm::showSchedule()
{
    const bool isNew = m_schedule.id.isEmpty();
    m_name->setText(m_schedule.name);
    QStringList lines;
    for (const QStringList &step : m_schedule.steps)
        lines.append(shellLine(step));
    m_steps->setPlainText(lines.join(u'\n'));
    const ScheduleTimes &times = m_schedule.times;
    m_every->setCurrentIndex(m_every->findData(int(times.every)));
    m_weekday->setCurrentIndex(times.every == ScheduleTimes::Every::Week ? times.day - 1 : 0);
    m_monthDay->setValue(times.every == ScheduleTimes::Every::Month ? times.day : 1);
    m_hours->setCurrentIndex(std::max(0, m_hours->findData(times.hours)));
    m_at->setTime(times.at);
    m_zone->setText(times.zone.isEmpty() ? QString::fromLatin1(QTimeZone::systemTimeZoneId()) : times.zone);
    m_allowed->setValue(int(m_schedule.allowed.count()));
    m_failed->setChecked(isNew || m_schedule.alarms.contains(AlarmCause::Failed));
    m_paused->setChecked(isNew || m_schedule.alarms.contains(AlarmCause::Paused));
    m_overdue->setChecked(m_schedule.alarms.contains(AlarmCause::Overdue));
    m_desktop->setChecked(m_schedule.channels.desktop);
    m_webhook->setText(m_schedule.channels.webhook.toString(QUrl::FullyEncoded));
    m_command->setText(shellLine(m_schedule.channels.command));
    m_digest->setChecked(m_schedule.digest);
    m_active->setChecked(isNew || m_schedule.active);
    showTimes();
}

void ScheduleForm::showTimes()
{
    const auto every = ScheduleTimes::Every(m_every->currentData().toInt());
    m_form->setRowVisible(m_weekday, every == ScheduleTimes::Every::Week);
    m_form->setRowVisible(m_monthDay, every == ScheduleTimes::Every::Month);
    m_form->setRowVisible(m_hours, every == ScheduleTimes::Every::Hours);
}

void ScheduleForm::typedOn()
{
    m_save->setEnabled(false);
    m_pause->start();
}

Result<Schedule> ScheduleForm::typed() const
{
    using Every = ScheduleTimes::Every;
    Schedule schedule{.id = m_schedule.id, .name = m_name->text().trimmed()};
    for (const QString &line : m_steps->toPlainText().split(u'\n', Qt::SkipEmptyParts)) {
        const auto words = shellWords(line);
        if (!words)
            return failure(ErrorKind::BadInput, "schedule_step_quotes", line.left(200));
        if (!words->isEmpty())
            schedule.steps.append(*words);
    }
    const auto every = Every(m_every->currentData().toInt());
    schedule.times = {.every = every,
                      .at = m_at->time(),
                      .day = every == Every::Week        ? m_weekday->currentData().toInt()
                          : every == Every::Month ? m_monthDay->value()
                                                         : 1,
                      .hours = every == Every::Hours ? m_hours->currentData().toInt() : 1,
                      .zone = m_zone->text().trimmed()};
    schedule.allowed = std::chrono::minutes(m_allowed->value());
    for (const auto &[box, cause] : {std::pair(m_failed, AlarmCause::Failed), std::pair(m_paused, AlarmCause::Paused),
                                     std::pair(m_overdue, AlarmCause::Overdue)}) {
        if (box->isChecked())
            schedule.alarms.append(cause);
    }
    const auto command = shellWords(m_command->text());
    if (!command)
        return failure(ErrorKind::BadInput, "schedule_step_quotes", m_command->text().left(200));
    schedule.channels = {.desktop = m_desktop->isChecked(), .webhook = typedAddress(*m_webhook), .command = *command};
    schedule.digest = m_digest->isChecked();
    schedule.active = m_active->isChecked();
    return schedule;
}

// On a worker: it reads the words of each step as the program does when it starts.
void ScheduleForm::check()
{
    const auto schedule = typed();
    if (!schedule) {
        showFault(schedule.error());
        return;
    }
    m_sound = *schedule;
    m_job->start([schedule = *schedule, check = m_check](const std::stop_token &) { return scheduleFault(schedule, check); });
}

void ScheduleForm::showFault(const std::optional<ApiError> &fault)
{
    m_fault->showText(fault ? errorLines(*fault).join(u' ') : QString());
    m_save->setEnabled(!fault && !m_pause->isActive());
}

} // namespace muster
