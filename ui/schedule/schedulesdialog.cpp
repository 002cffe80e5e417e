// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/schedule/schedulesdialog.h"

#include "models/items/schedulemodels.h"
#include "models/rules/commandwords.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/scheduletexts.h"
#include "models/text/timetexts.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/formparts.h"
#include "ui/common/layoutmemory.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/schedule/scheduleform.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QTimer>
#include <chrono>

namespace muster {

namespace {

using namespace std::chrono_literals;

constexpr auto lookPause = 10s; // what a timer started shows by itself

} // namespace

SchedulesDialog::SchedulesDialog(ScheduleDesk &desk, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_model(new SchedulesModel(this))
{
    setObjectName(QStringLiteral("schedulesDialog"));
    setWindowTitle(tr("Scheduled work"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_table = new DataTable("schedulesTable", tr("Schedules"), m_model, this);
    m_table->setColumnWidths({{SchedulesModel::Name, 130},
                              {SchedulesModel::Times, 285},
                              {SchedulesModel::Timer, 175},
                              {SchedulesModel::Next, 205}});
    m_table->setMinimumHeight(rowHeight * 4);
    new EmptyOverlay(m_table, tr("Nothing is scheduled. Add a schedule to have commands started at set times."));
    m_notice = wrappedLabel(this, "schedulesNoticeLabel", ColourRole::Warn);
    m_notice->showText({});
    m_details = wrappedLabel(this, "scheduleDetailsLabel");
    m_details->showText({});
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setObjectName(QStringLiteral("closeSchedulesButton"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    fillPage(
        this, space::s,
        {hintLabel(this,
                   tr("The system’s scheduler starts these commands, whether or not Muster is open. Only one Muster "
                      "at a time can write to the data folder: while this window is open, they wait.")),
         m_notice,
         {m_table, 1},
         m_details,
         buildButtons(),
         buttons});
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &SchedulesDialog::showChosen);
    connect(&m_desk, &ScheduleDesk::overviewLoaded, this, &SchedulesDialog::showOverview);
    connect(&m_desk, &ScheduleDesk::busyChanged, this, &SchedulesDialog::showChosen);
    connect(&m_desk, &ScheduleDesk::ended, this, [this](const Result<QString> &id) {
        if (id)
            m_chosen = *id;
        else
            Prompts::instance().tell(this, windowTitle(), errorLines(id.error()).join(u'\n'));
        m_desk.look();
    });
    auto *timer = new QTimer(this);
    connect(timer, &QTimer::timeout, &m_desk, &ScheduleDesk::look);
    timer->start(lookPause);
    showChosen();
    m_desk.look();
    resize(970, 520);
    rememberSize(*this);
}

QWidget *SchedulesDialog::buildButtons()
{
    auto *box = new QWidget(this);
    m_add = pushButton(box, "addScheduleButton", tr("Add…"), QStringLiteral("plus"));
    m_edit = pushButton(box, "editScheduleButton", tr("Edit…"));
    m_toggle = pushButton(box, "toggleScheduleButton", tr("Turn on"));
    m_run = pushButton(box, "runScheduleButton", tr("Run now"));
    m_run->setToolTip(tr("Starts it by the system’s scheduler. It waits until this window is closed"));
    m_remove = pushButton(box, "removeScheduleButton", tr("Remove…"), QStringLiteral("trash-2"));
    connect(m_add, &QPushButton::clicked, this, [this] { edit({}); });
    connect(m_edit, &QPushButton::clicked, this, [this] {
        if (const ScheduleStatus *status = chosen())
            edit(status->schedule);
    });
    connect(m_toggle, &QPushButton::clicked, this, [this] {
        if (const ScheduleStatus *status = chosen())
            m_desk.setActive(status->schedule.id, status->timer != ScheduleStatus::Timer::On);
    });
    connect(m_run, &QPushButton::clicked, this, [this] {
        if (const ScheduleStatus *status = chosen())
            m_desk.runNow(status->schedule.id);
    });
    connect(m_remove, &QPushButton::clicked, this, &SchedulesDialog::askRemove);
    fillRow(box, space::s, {m_add, m_edit, m_toggle, m_run, boxStretch(1), m_remove});
    return box;
}

const ScheduleStatus *SchedulesDialog::chosen() const
{
    return m_model->at(m_table->currentIndex().row());
}

void SchedulesDialog::showOverview(const ScheduleOverview &overview)
{
    const QString wanted = m_chosen;
    m_model->setRows(overview.schedules);
    m_table->setCurrentIndex(m_model->index(std::max(0, m_model->rowOf(wanted)), 0));
    QStringList notices;
    if (overview.scheduler)
        notices.append(errorSentence(*overview.scheduler));
    else if (!overview.lingers)
        notices.append(
            tr("Timers run only while you are logged in. To have them run always, enter “loginctl enable-linger”."));
    for (const QString &id : overview.strangers)
        notices.append(tr("The timer %1 belongs to no schedule of this data folder.").arg(TimerUnit::timerName(id)));
    m_notice->showText(notices.join(u' '));
    showChosen();
}

void SchedulesDialog::showChosen()
{
    const ScheduleStatus *status = chosen();
    const bool canChange = !m_desk.store().isReadOnly() && !m_desk.isBusy();
    m_add->setEnabled(canChange);
    for (QPushButton *button : {m_edit, m_toggle, m_remove})
        button->setEnabled(canChange && status != nullptr);
    const bool isOn = status != nullptr && status->timer == ScheduleStatus::Timer::On;
    m_run->setEnabled(canChange && isOn);
    m_toggle->setText(isOn ? tr("Turn off") : tr("Turn on"));
    if (status == nullptr) {
        m_details->showText({});
        return;
    }
    m_chosen = status->schedule.id;
    QStringList steps;
    for (const QStringList &step : status->schedule.steps)
        steps.append(visibleText(shellLine(step), 200));
    //: The commands of a schedule, parted by arrows.
    QString text = tr("Steps: %1.").arg(steps.join(QStringLiteral(" → ")));
    if (status->last)
        text += u' '
            + tr("Last at %1: %2")
                  .arg(exactTimeText(status->last->startedAt), workText(status->schedule, *status->last));
    m_details->showText(text);
}

void SchedulesDialog::edit(const Schedule &schedule)
{
    auto *form = new ScheduleForm(schedule, m_desk.host().check, this);
    connect(form, &ScheduleForm::wanted, this, [this](const Schedule &wanted) { m_desk.save(wanted); });
    form->open();
}

void SchedulesDialog::askRemove()
{
    const ScheduleStatus *status = chosen();
    if (status == nullptr)
        return;
    const Question question{
        .title = tr("Remove schedule"),
        .text = tr("Remove the schedule “%1”?").arg(visibleText(status->schedule.name, Schedule::maxName)),
        .detail = tr("Its timer and the list of its results go. Runs and files that it made stay."),
        .acceptLabel = tr("Remove schedule"),
        .rejectLabel = tr("Keep"),
        .dangerous = true,
    };
    askFirst(this, question, this, [this, id = status->schedule.id] { m_desk.remove(id); });
}

} // namespace muster
