// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/schedule/scheduledesk.h"

#include "models/rules/commandwords.h"
#include "models/runs/detach.h"
#include "models/store/auditlog.h"
#include "models/store/durablefile.h"
#include "models/store/folderlock.h"
#include "models/store/storethread.h"
#include "models/text/scheduletexts.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QCryptographicHash>
#include <QFileInfo>
#include <QPointer>
#include <QStringBuilder>
#include <algorithm>

namespace muster {

namespace {

QStringList scheduleWords(const ScheduleHost &host, const QStringList &words)
{
    QStringList all{host.program, QStringLiteral("schedule")};
    all += words;
    if (!host.dataDir.isEmpty())
        all += {QStringLiteral("--data-dir"), host.dataDir};
    return all;
}

/// Of all the person's folders each has its digest.
constexpr const char *digestTime = "*-*-* 07:00:00";

} // namespace

QString ScheduleHost::digestId() const
{
    return QString::fromLatin1(
        QCryptographicHash::hash(QByteArray("digest\n" + dataFolder.toUtf8()), QCryptographicHash::Sha256)
            .toHex()
            .left(12));
}

TimerUnit ScheduleHost::unitOf(const Schedule &schedule) const
{
    return {.id = schedule.id,
            .description = QString(u"Muster: " % schedule.name),
            .command = scheduleWords(*this, {QStringLiteral("run"), schedule.id}),
            .calendar = calendarText(schedule.times)};
}

TimerUnit ScheduleHost::digestUnit() const
{
    return {.id = digestId(),
            .description = QStringLiteral("Muster: daily digest of scheduled work"),
            .command = scheduleWords(*this, {QStringLiteral("digest")}),
            .calendar = QString::fromLatin1(digestTime)};
}

QString ScheduleHost::crontabLine(const Schedule &schedule) const
{
    // A crontab ends the command at a percent sign without a backslash.
    const QString command = shellLine(unitOf(schedule).command).replace(u'%', QLatin1String("\\%"));
    return QString(crontabText(schedule.times) % u' ' % command);
}

ScheduleDesk::ScheduleDesk(Parts parts, ScheduleHost host, std::unique_ptr<SystemScheduler> scheduler, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
    , m_host(std::move(host))
    , m_scheduler(std::move(scheduler))
{
}

ScheduleDesk::~ScheduleDesk() = default;

// The coroutines below may be resumed when this object is gone: what they awaited themselves touches nothing of it, and
// each wait of theirs ends as Cancelled then.
namespace {

template <typename T>
QCoro::Task<Result<T>> whileThere(QPointer<ScheduleDesk> desk, QCoro::Task<Result<T>> task)
{
    auto result = co_await task;
    if (desk.isNull())
        co_return failure(ErrorKind::Cancelled);
    co_return result;
}

ApiError readOnlyRefusal()
{
    return {.kind = ErrorKind::InUse, .code = QStringLiteral("read_only")};
}

} // namespace

void ScheduleDesk::begin(const std::function<Answer()> &task)
{
    if (m_isBusy) {
        Q_EMIT ended(failure(ErrorKind::BadInput, "schedule_busy"));
        return;
    }
    m_isBusy = true;
    Q_EMIT busyChanged();
    detach(answer(task()), this, [](ScheduleDesk *self, const ApiError &error) {
        self->m_isBusy = false;
        Q_EMIT self->busyChanged();
        Q_EMIT self->ended(tl::unexpected(error));
    });
}

QCoro::Task<void> ScheduleDesk::answer(Answer task)
{
    const QPointer<ScheduleDesk> self(this);
    const Result<QString> result = co_await task;
    if (self.isNull())
        co_return;
    m_isBusy = false;
    Q_EMIT busyChanged();
    Q_EMIT ended(result);
}

void ScheduleDesk::save(const Schedule &schedule)
{
    begin([this, schedule] { return saveNow(schedule); });
}

void ScheduleDesk::setActive(const QString &id, bool active)
{
    begin([this, id, active] { return setActiveNow(id, active); });
}

void ScheduleDesk::remove(const QString &id)
{
    begin([this, id] { return removeNow(id); });
}

void ScheduleDesk::runNow(const QString &id)
{
    begin([this, id] { return startNow(id); });
}

QCoro::Task<Result<void>> ScheduleDesk::onDisk(std::function<Result<void>()> work)
{
    const QFuture<Result<void>> working = m_parts.thread.run(std::move(work));
    const Result<void> done = co_await working;
    co_return done;
}

QCoro::Task<Result<void>> ScheduleDesk::note(const char *event, Schedule schedule)
{
    const QFuture<Result<void>> noting = m_parts.thread.append(
        m_parts.audit, QString::fromLatin1(event), {},
        {{QStringLiteral("schedule"), schedule.name},
         {QStringLiteral("schedule_id"), schedule.id},
         {QStringLiteral("steps"), qint64(schedule.steps.size())}});
    const Result<void> noted = co_await noting;
    co_return noted;
}

QCoro::Task<Result<void>> ScheduleDesk::enable(TimerUnit unit)
{
    const QPointer<ScheduleDesk> self(this);
    const QString timer = TimerUnit::timerName(unit.id);
    CO_TRY_VOID(co_await whileThere(self, onDisk([folder = m_host.unitFolder, unit] {
                                        return UnitFolder(folder).write(unit);
                                    })));
    Result<void> enabled = co_await whileThere(self, m_scheduler->reload());
    if (enabled)
        enabled = co_await whileThere(self, m_scheduler->enable(timer));
    if (enabled || self.isNull())
        co_return enabled;
    // Nothing half done: what was written goes again. Whether that succeeds changes nothing of why it failed.
    (void)co_await whileThere(self, m_scheduler->disable(timer));
    if (!self.isNull())
        (void)co_await whileThere(self, onDisk([folder = m_host.unitFolder, id = unit.id] {
                                      return UnitFolder(folder).remove(id);
                                  }));
    if (!self.isNull())
        (void)co_await m_scheduler->reload();
    co_return enabled;
}

QCoro::Task<Result<void>> ScheduleDesk::disable(QString id)
{
    const QPointer<ScheduleDesk> self(this);
    const auto state = std::make_shared<TimerFiles>(TimerFiles::Missing);
    CO_TRY_VOID(co_await whileThere(self, onDisk([folder = m_host.unitFolder, id, state]() -> Result<void> {
                                        const UnitFolder units(folder);
                                        *state = units.state(id);
                                        if (*state == TimerFiles::Altered)
                                            return failure(ErrorKind::BadInput, "unit_altered", units.alteredFile(id));
                                        return {};
                                    })));
    if (*state == TimerFiles::Ours)
        CO_TRY_VOID(co_await whileThere(self, m_scheduler->disable(TimerUnit::timerName(id))));
    // Where one of the two was missing, the other one goes.
    CO_TRY_VOID(co_await whileThere(self, onDisk([folder = m_host.unitFolder, id] {
                                        return UnitFolder(folder).remove(id);
                                    })));
    if (*state == TimerFiles::Ours)
        CO_TRY_VOID(co_await whileThere(self, m_scheduler->reload()));
    co_return Result<void>();
}

QCoro::Task<Result<void>> ScheduleDesk::activate(Schedule schedule)
{
    const QPointer<ScheduleDesk> self(this);
    const Result<void> enabled = co_await whileThere(self, enable(m_host.unitOf(schedule)));
    if (self.isNull())
        co_return failure(ErrorKind::Cancelled);
    schedule.active = enabled.has_value();
    const Result<void> saved = m_parts.store.save(schedule);
    if (enabled && !saved)
        (void)co_await whileThere(self, disable(schedule.id));
    co_return enabled ? saved : enabled;
}

QCoro::Task<Result<void>> ScheduleDesk::adjustDigest()
{
    const bool isWanted = std::ranges::any_of(m_parts.store.schedules(), [](const Schedule &schedule) {
        return schedule.active && schedule.digest;
    });
    return isWanted ? enable(m_host.digestUnit()) : disable(m_host.digestId());
}

ScheduleDesk::Answer ScheduleDesk::saveNow(Schedule schedule)
{
    const QPointer<ScheduleDesk> self(this);
    if (m_parts.store.isReadOnly())
        co_return failure(readOnlyRefusal());
    schedule.name = schedule.name.trimmed();
    if (const auto fault = scheduleFault(schedule, m_host.check))
        co_return failure(*fault);
    const bool isWanted = schedule.active;
    const auto before = m_parts.store.byId(schedule.id);
    if (schedule.id.isEmpty())
        schedule.id = newScheduleId();
    CO_TRY_VOID(co_await whileThere(self, onDisk([folder = m_host.unitFolder, id = schedule.id]() -> Result<void> {
                                        if (const QString file = UnitFolder(folder).alteredFile(id); !file.isEmpty())
                                            return failure(ErrorKind::BadInput, "unit_altered", file);
                                        return {};
                                    })));
    CO_TRY_VOID(co_await whileThere(self, note("schedule.saved", schedule)));
    schedule.active = before && before->active;
    CO_TRY_VOID(m_parts.store.save(schedule));
    Result<void> timed;
    if (isWanted) {
        timed = co_await whileThere(self, activate(schedule));
    } else if (schedule.active) {
        timed = co_await whileThere(self, disable(schedule.id));
        schedule.active = false;
        if (timed)
            timed = m_parts.store.save(schedule);
    }
    if (timed)
        timed = co_await whileThere(self, adjustDigest());
    if (!timed) {
        ApiError error = timed.error();
        error.details.append({QStringLiteral("schedule"), QStringLiteral("kept")});
        co_return failure(error);
    }
    co_return schedule.id;
}

ScheduleDesk::Answer ScheduleDesk::setActiveNow(QString id, bool active)
{
    const QPointer<ScheduleDesk> self(this);
    auto schedule = m_parts.store.byId(id);
    if (!schedule)
        co_return failure(ErrorKind::BadInput, "unknown_schedule", id);
    if (m_parts.store.isReadOnly())
        co_return failure(readOnlyRefusal());
    if (active) {
        if (const auto fault = scheduleFault(*schedule, m_host.check)) // commands may have changed since it was made
            co_return failure(*fault);
    }
    CO_TRY_VOID(co_await whileThere(self, note(active ? "schedule.enabled" : "schedule.disabled", *schedule)));
    if (active) {
        CO_TRY_VOID(co_await whileThere(self, activate(*schedule)));
    } else {
        CO_TRY_VOID(co_await whileThere(self, disable(id)));
        schedule->active = false;
        CO_TRY_VOID(m_parts.store.save(*schedule));
    }
    CO_TRY_VOID(co_await whileThere(self, adjustDigest()));
    co_return id;
}

ScheduleDesk::Answer ScheduleDesk::removeNow(QString id)
{
    const QPointer<ScheduleDesk> self(this);
    const auto schedule = m_parts.store.byId(id);
    if (!schedule)
        co_return failure(ErrorKind::BadInput, "unknown_schedule", id);
    if (m_parts.store.isReadOnly())
        co_return failure(readOnlyRefusal());
    const QString history = ScheduleHistory::folderOf(m_host.dataFolder, id);
    CO_TRY_VOID(co_await whileThere(self, onDisk([history, name = schedule->name]() -> Result<void> {
                                        if (!QFileInfo(history).isDir() || FolderLock::acquire(history))
                                            return {};
                                        return failure(ErrorKind::BadInput, "schedule_running", name);
                                    })));
    CO_TRY_VOID(co_await whileThere(self, note("schedule.removed", *schedule)));
    CO_TRY_VOID(co_await whileThere(self, disable(id)));
    CO_TRY_VOID(m_parts.store.remove(id));
    CO_TRY_VOID(co_await whileThere(self, onDisk([history]() -> Result<void> {
                                        return QFileInfo(history).isDir() ? removeDurably(history + QStringLiteral("/history.json"))
                                                                          : Result<void>();
                                    })));
    CO_TRY_VOID(co_await whileThere(self, adjustDigest()));
    co_return id;
}

ScheduleDesk::Answer ScheduleDesk::startNow(QString id)
{
    const auto schedule = m_parts.store.byId(id);
    if (!schedule)
        co_return failure(ErrorKind::BadInput, "unknown_schedule", id);
    if (!schedule->active)
        co_return failure(ErrorKind::BadInput, "schedule_not_active", schedule->name);
    CO_TRY_VOID(co_await m_scheduler->start(TimerUnit::serviceName(id)));
    co_return id;
}

void ScheduleDesk::look()
{
    if (m_isLooking) // the answer to come is as fresh
        return;
    m_isLooking = true;
    detach(lookNow(), this, [](ScheduleDesk *self, const ApiError &error) {
        self->m_isLooking = false;
        Q_EMIT self->overviewLoaded({.schedules = {}, .strangers = {}, .scheduler = error});
    });
}

QCoro::Task<void> ScheduleDesk::lookNow()
{
    struct Seen
    {
        ScheduleOverview overview;
        QList<TimerFiles> units;
        QList<bool> areAsMeant;
    };
    const QPointer<ScheduleDesk> self(this);
    const auto seen = std::make_shared<Seen>();
    (void)co_await onDisk([seen, host = m_host, schedules = m_parts.store.schedules()]() -> Result<void> {
        const UnitFolder units(host.unitFolder);
        QStringList strangers = units.ids();
        strangers.removeAll(host.digestId());
        for (const Schedule &schedule : schedules) {
            strangers.removeAll(schedule.id);
            ScheduleStatus status{.schedule = schedule};
            if (const auto works = ScheduleHistory::look(host.dataFolder, schedule.id); !works.isEmpty())
                status.last = works.first();
            seen->overview.schedules.append(status);
            seen->units.append(units.state(schedule.id));
            seen->areAsMeant.append(units.isAsMeant(host.unitOf(schedule)));
        }
        seen->overview.strangers = strangers;
        return {};
    });
    if (self.isNull())
        co_return;
    const auto timers = co_await m_scheduler->timers();
    if (self.isNull())
        co_return;
    const bool lingers = timers && co_await m_scheduler->lingers();
    if (self.isNull())
        co_return;
    ScheduleOverview overview = seen->overview;
    overview.lingers = lingers;
    if (!timers)
        overview.scheduler = timers.error();
    for (qsizetype at = 0; at < overview.schedules.size(); ++at) {
        ScheduleStatus &status = overview.schedules[at];
        const bool isOn = timers && seen->areAsMeant[at]
            && timers->value(TimerUnit::timerName(status.schedule.id)).isActive;
        if (seen->units[at] == TimerFiles::Altered)
            status.timer = ScheduleStatus::Timer::Altered;
        else if (status.schedule.active || seen->units[at] == TimerFiles::Ours)
            status.timer = isOn && status.schedule.active ? ScheduleStatus::Timer::On : ScheduleStatus::Timer::Missing;
        if (status.timer == ScheduleStatus::Timer::On)
            status.next = nextTime(status.schedule.times, QDateTime::currentDateTimeUtc());
    }
    m_isLooking = false;
    Q_EMIT overviewLoaded(overview);
}

} // namespace muster
