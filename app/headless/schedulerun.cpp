// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/schedulerun.h"

#include "app/commandline.h"
#include "app/console.h"
#include "app/headless/desktopmessage.h"
#include "app/headless/headlesscommand.h"
#include "app/schedulesteps.h"
#include "app/shutdown.h"
#include "models/runs/detach.h"
#include "models/runs/workspace.h"
#include "models/schedule/schedulework.h"
#include "models/store/durablefile.h"
#include "models/store/folderlock.h"
#include "models/store/outbox.h"
#include "models/store/profilestore.h"
#include "models/store/secretstore.h"
#include "models/store/signingkeys.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/scheduletexts.h"
#include "network/http/clock.h"
#include "network/http/originpolicy.h"
#include "resources/resources.h"

#include <QCoreApplication>
#include <QCoro/QCoroTask>
#include <QJsonArray>
#include <QTimer>

namespace muster {

namespace {

using namespace Qt::StringLiterals;

struct ScheduleRunWords
{
    Q_DECLARE_TR_FUNCTIONS(ScheduleRun)
};

/// What both commands work with: the folder is only read, so that steps can have it.
struct WatchingRoom
{
    explicit WatchingRoom(const CommandLine &commandLine)
        : paths(Workspace::Paths::chosen(commandLine.common.dataDir))
        , console(commandLine.common.quiet, commandLine.common.json)
        , keys(paths.data, vault)
        , profiles(paths.config)
        , store(paths.data)
    {
        vault.setPatience(commandLine.common.keyStoreWait);
        keys.setReadOnly();
        store.setReadOnly();
        for (const auto &notice : {keys.load(), profiles.load(true), store.load()}) {
            if (notice)
                console.note(errorSentence(*notice));
        }
        QStringList origins;
        for (const ConnectionProfile &profile : profiles.profiles())
            origins += OriginPolicy(profile).origins();
        sender = std::make_unique<AlarmSender>(clock, keys, origins, showDesktopMessage);
    }

    [[nodiscard]] int refuse(const ApiError &error, int exitCode = ExitRefused)
    {
        for (const QString &line : errorLines(error))
            console.error(line);
        console.json({{u"outcome"_s, exitCode == ExitRefused ? u"refused"_s : u"failed"_s}, {u"error"_s, errorObject(error)}});
        return exitCode;
    }

    const Workspace::Paths paths;
    Console console;
    SystemClock clock;
    KeyVault vault;
    SigningKeys keys;
    ProfileStore profiles;
    ScheduleStore store;
    std::unique_ptr<AlarmSender> sender;
};

/// Who looks at the history asks for its lock for a moment, see ScheduleHistory::look(): that is waited out.
Result<FolderLock> lockOfHistory(const QString &folder)
{
    using namespace std::chrono_literals;
    int attempts = 40;
    auto lock = FolderLock::acquire(folder);
    const auto isTaken = [&lock] { return !lock && lock.error().kind == ErrorKind::InUse; };
    if (!isTaken())
        return lock;
    QTimer again;
    QObject::connect(&again, &QTimer::timeout, &again, [&] {
        lock = FolderLock::acquire(folder);
        if (!isTaken() || --attempts == 0)
            QCoreApplication::quit();
    });
    again.start(25ms);
    QCoreApplication::exec();
    return lock;
}

QList<Delivery> waitingDeliveries(const QList<WorkRecord> &records)
{
    QList<Delivery> waiting;
    for (const WorkRecord &record : records) {
        for (const WorkAlarm &alarm : record.alarms) {
            if (alarm.outcome == WorkAlarm::Outcome::Waiting && !alarm.target.isEmpty()) {
                Delivery delivery;
                delivery.id = alarm.id;
                delivery.runId = record.id;
                delivery.target = alarm.target;
                delivery.body = alarm.body.toUtf8();
                waiting.append(delivery);
            }
        }
    }
    return waiting;
}

/// Puts what was not delivered into the outbox, which tries it for a day, now and whenever Muster is there. While
/// another Muster has the folder, it stays in the history until the next time.
void handOver(QCoreApplication &application, WatchingRoom &room, ScheduleHistory &history)
{
    const QList<Delivery> waiting = waitingDeliveries(history.records());
    if (waiting.isEmpty())
        return;
    auto workspace = Workspace::open(room.paths, room.clock);
    if (!workspace || (*workspace)->isReadOnly())
        return;
    if (const auto queued = (*workspace)->outbox().enqueueOnce(waiting); !queued) {
        room.console.note(errorSentence(queued.error()));
        return;
    }
    const QList<WorkRecord> records = history.records();
    for (WorkRecord record : records) {
        const WorkRecord before = record;
        for (WorkAlarm &alarm : record.alarms) {
            if (alarm.outcome == WorkAlarm::Outcome::Waiting) {
                alarm.target.clear();
                alarm.body.clear();
            }
        }
        if (record == before)
            continue;
        if (const auto kept = history.put(record); !kept) // queued once all the same
            room.console.note(errorSentence(kept.error()));
    }
    settleWorkspace(application, **workspace);
}

int exitCodeOf(WorkState state)
{
    switch (state) {
    case WorkState::Complete:
        return ExitComplete;
    case WorkState::Halted:
    case WorkState::Paused:
        return ExitPaused;
    case WorkState::Cancelled:
        return ExitCancelled;
    case WorkState::Waiting:
    case WorkState::Running:
    case WorkState::Failed:
    case WorkState::CutOff:
        return ExitFailed;
    }
    Q_UNREACHABLE();
}

QJsonObject ended(const Schedule &schedule, const WorkRecord &record)
{
    QJsonArray steps;
    for (const WorkStep &step : record.steps) {
        steps.append(QJsonObject{{u"state"_s, keyOf(step.state)},
                                 {u"exit_code"_s, step.exitCode},
                                 {u"runs"_s, QJsonArray::fromStringList(step.runs)}});
    }
    return {{u"outcome"_s, keyOf(record.state)},   {u"schedule"_s, schedule.id}, {u"work"_s, record.id},
            {u"overdue"_s, record.isOverdue},      {u"steps"_s, steps},
            {u"alarms"_s, qint64(record.alarms.size())}};
}

} // namespace

int runScheduleWork(int argc, char **argv, const CommandLine &commandLine)
{
    QCoreApplication application(argc, argv);
    installTranslations(application);
    WatchingRoom room(commandLine);
    const QString &name = commandLine.scheduleOptions.schedule;
    const auto schedule = room.store.find(name);
    if (!schedule)
        return room.refuse(fault(ErrorKind::BadInput, "unknown_schedule", name.left(200)));
    const ScheduleHost host = scheduleHost(commandLine);
    const QString folder = ScheduleHistory::folderOf(room.paths.data, schedule->id);
    for (const QString &made : {ScheduleHistory::folderOf(room.paths.data, {}).chopped(1), folder}) {
        if (const auto isMade = makePrivateFolder(made); !isMade)
            return room.refuse(isMade.error(), ExitFailed);
    }
    const auto lock = lockOfHistory(folder);
    if (!lock) {
        return room.refuse(lock.error().kind == ErrorKind::InUse
                               ? fault(ErrorKind::BadInput, "schedule_running", schedule->name)
                               : lock.error());
    }
    ScheduleHistory history(folder);
    if (const auto notice = history.load())
        room.console.note(errorSentence(*notice));
    if (!history.records().isEmpty() && isUnderWay(history.records().first().state))
        room.console.note(ScheduleRunWords::tr("The last time was cut off."));

    QStringList options{u"--json"_s, u"--quiet"_s};
    if (!host.dataDir.isEmpty())
        options += {u"--data-dir"_s, host.dataDir};
    ScheduleWork work({.schedule = *schedule,
                       .program = host.program,
                       .options = options,
                       .folders = {room.paths.config, room.paths.data},
                       .history = history,
                       .alarms = *room.sender,
                       .clock = room.clock});
    const int steps = int(schedule->steps.size());
    QObject::connect(&work, &ScheduleWork::stepBegan, &application, [&room, steps](int step) {
        room.console.note(ScheduleRunWords::tr("Step %1 of %2").arg(step + 1).arg(steps));
    });
    QObject::connect(&work, &ScheduleWork::waitBegan, &application, [&room] {
        room.console.note(ScheduleRunWords::tr("Another Muster uses the data folder. Waiting until it is closed."));
    });
    UnixSignals signalSource;
    QObject::connect(&signalSource, &UnixSignals::interrupted, &work, &ScheduleWork::stop);
    QObject::connect(&signalSource, &UnixSignals::terminated, &work, &ScheduleWork::stop);
    QObject::connect(&work, &ScheduleWork::finished, &application, &QCoreApplication::quit, Qt::QueuedConnection);
    QTimer::singleShot(0, &work, &ScheduleWork::start);
    QCoreApplication::exec();

    handOver(application, room, history);
    room.console.line(workText(*schedule, work.record()));
    QJsonObject object = ended(*schedule, work.record());
    if (work.trouble()) {
        for (const QString &line : errorLines(*work.trouble()))
            room.console.error(line);
        object.insert(u"error"_s, errorObject(*work.trouble()));
    }
    room.console.json(object);
    return work.trouble() ? ExitFailed : exitCodeOf(work.record().state);
}

namespace {

/// Those who are told, each once, with the schedules that name them.
struct DigestReceiver
{
    AlarmChannels channels; ///< One of them.
    QList<ScheduleCounts> counts;
};

QList<DigestReceiver> digestReceivers(const QList<Schedule> &schedules, const QString &dataFolder, const QDateTime &since)
{
    QList<DigestReceiver> receivers;
    const auto add = [&receivers](const AlarmChannels &channels, const ScheduleCounts &counts) {
        if (channels.isNowhere())
            return;
        for (DigestReceiver &receiver : receivers) {
            if (receiver.channels == channels) {
                receiver.counts.append(counts);
                return;
            }
        }
        receivers.append({channels, {counts}});
    };
    for (const Schedule &schedule : schedules) {
        if (!schedule.digest || !schedule.active)
            continue;
        const ScheduleCounts counts = countsOf(schedule, ScheduleHistory::look(dataFolder, schedule.id), since);
        const AlarmChannels &channels = schedule.channels;
        add({.desktop = channels.desktop, .webhook = {}, .command = {}}, counts);
        add({.desktop = false, .webhook = channels.webhook, .command = {}}, counts);
        add({.desktop = false, .webhook = {}, .command = channels.command}, counts);
    }
    return receivers;
}

/// Quits the application at its end; `sender` and `told` outlive that.
QCoro::Task<void> sendDigests(AlarmSender &sender, QList<DigestReceiver> receivers, QList<WorkAlarm> &told)
{
    for (const DigestReceiver &receiver : receivers)
        told += co_await sender.send(receiver.channels, digestOf(receiver.counts));
    QCoreApplication::quit();
}

} // namespace

int runScheduleDigest(int argc, char **argv, const CommandLine &commandLine)
{
    QCoreApplication application(argc, argv);
    installTranslations(application);
    WatchingRoom room(commandLine);
    const QDateTime now = room.clock.wallNow();
    const QList<DigestReceiver> receivers
        = digestReceivers(room.store.schedules(), room.paths.data, now.addSecs(-24 * 60 * 60));
    QList<WorkAlarm> told;
    if (!receivers.isEmpty()) {
        QTimer::singleShot(0, &application, [&] {
            detach(sendDigests(*room.sender, receivers, told), &application,
                   [](QCoreApplication *, const ApiError &) { QCoreApplication::quit(); });
        });
        QCoreApplication::exec();
    }
    QJsonArray alarms;
    int undelivered = 0;
    for (const WorkAlarm &alarm : std::as_const(told)) {
        undelivered += alarm.outcome == WorkAlarm::Outcome::Delivered ? 0 : 1;
        alarms.append(QJsonObject{{u"channel"_s, keyOf(alarm.channel)},
                                  {u"outcome"_s, keyOf(alarm.outcome)},
                                  {u"reason"_s, alarm.reason}});
        room.console.line(ScheduleRunWords::tr("%1: %2").arg(alarmChannelText(alarm.channel), alarmOutcomeText(alarm.outcome)));
    }
    if (receivers.isEmpty())
        room.console.line(ScheduleRunWords::tr("No schedule that is on wants the digest."));
    room.console.json({{u"outcome"_s, undelivered > 0 ? u"failed"_s : u"complete"_s}, {u"digests"_s, alarms}});
    return undelivered > 0 ? ExitFailed : ExitComplete;
}

} // namespace muster
