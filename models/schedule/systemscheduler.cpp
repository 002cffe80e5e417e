// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/schedule/systemscheduler.h"

#include "models/schedule/processcall.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>

namespace muster {

namespace {

constexpr std::chrono::seconds systemctlLimit{30};

/// Its words are for programs here, whatever language the person has.
const QHash<QString, QString> plainWords{{QStringLiteral("LC_ALL"), QStringLiteral("C")},
                                         {QStringLiteral("TZ"), QStringLiteral("UTC")},
                                         {QStringLiteral("SYSTEMD_COLORS"), QStringLiteral("0")},
                                         {QStringLiteral("SYSTEMD_PAGER"), QString()}};

// Where nothing answers for the person: no systemd, no bus of the session, a container.
bool isNobodyThere(const ProcessAnswer &answer)
{
    return answer.end == ProcessAnswer::End::NotStarted || answer.err.contains("Failed to connect to bus")
        || answer.err.contains("Failed to connect to user scope bus")
        || answer.err.contains("System has not been booted with systemd");
}

QCoro::Task<Result<QByteArray>> systemctl(QStringList arguments, QString subject)
{
    const QFuture<ProcessAnswer> calling = callProcess(QStringLiteral("systemctl"),
                                                       QStringList{QStringLiteral("--user")} + arguments,
                                                       systemctlLimit, plainWords);
    const ProcessAnswer answer = co_await calling;
    if (answer.isGood())
        co_return answer.out;
    ApiError error = fault(ErrorKind::BadInput, isNobodyThere(answer) ? "no_user_scheduler" : "scheduler_refused",
                           subject);
    error.detail = QString::fromUtf8(answer.err).trimmed().left(2'000);
    co_return failure(error);
}

QCoro::Task<Result<void>> ordered(QStringList arguments, QString subject)
{
    CO_TRY_VOID(co_await systemctl(arguments, subject));
    co_return Result<void>();
}

} // namespace

QCoro::Task<Result<void>> SystemdScheduler::reload()
{
    return ordered({QStringLiteral("daemon-reload")}, {});
}

QCoro::Task<Result<void>> SystemdScheduler::enable(QString timer)
{
    return ordered({QStringLiteral("enable"), QStringLiteral("--now"), timer}, timer);
}

QCoro::Task<Result<void>> SystemdScheduler::disable(QString timer)
{
    return ordered({QStringLiteral("disable"), QStringLiteral("--now"), timer}, timer);
}

QCoro::Task<Result<void>> SystemdScheduler::start(QString service)
{
    return ordered({QStringLiteral("start"), QStringLiteral("--no-block"), service}, service);
}

QCoro::Task<Result<QHash<QString, TimerState>>> SystemdScheduler::timers()
{
    const auto shown = co_await systemctl({QStringLiteral("show"), QStringLiteral("--property=Id,ActiveState,LastTriggerUSec"),
                                           QStringLiteral("muster-*.timer")},
                                          {});
    if (!shown)
        co_return failure(shown.error());
    co_return timersFromShow(*shown);
}

QCoro::Task<bool> SystemdScheduler::lingers()
{
    const QFuture<ProcessAnswer> calling
        = callProcess(QStringLiteral("loginctl"), {QStringLiteral("show-user"), QStringLiteral("--property=Linger")},
                      systemctlLimit, plainWords);
    const ProcessAnswer answer = co_await calling;
    co_return answer.isGood() && answer.out.contains("Linger=yes");
}

QHash<QString, TimerState> timersFromShow(const QByteArray &text)
{
    QHash<QString, TimerState> timers;
    QString name;
    for (const QByteArray &line : text.split('\n')) {
        const QString value = QString::fromUtf8(line.mid(line.indexOf('=') + 1)).trimmed();
        if (line.startsWith("Id=")) {
            name = value;
            timers.insert(name, {});
        } else if (name.isEmpty() || line.isEmpty()) {
            continue;
        } else if (line.startsWith("ActiveState=")) {
            timers[name].isActive = value == u"active";
        } else if (line.startsWith("LastTriggerUSec=")) {
            // "Thu 2026-11-26 06:00:00 UTC"; "n/a" or nothing where it never was
            const QStringList words = value.split(u' ');
            if (words.size() == 4)
                timers[name].last = QDateTime(QDate::fromString(words[1], Qt::ISODate),
                                              QTime::fromString(words[2], Qt::ISODate), Qt::UTC);
        }
    }
    return timers;
}

} // namespace muster
