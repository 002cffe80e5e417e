// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/schedule/alarmsender.h"

#include "models/runs/detach.h"
#include "models/schedule/processcall.h"
#include "models/store/signingkeys.h"
#include "network/api/callbackclient.h"
#include "network/http/clock.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QJsonDocument>
#include <QUuid>

namespace muster {

AlarmSender::AlarmSender(Clock &clock, SigningKeys &keys, QStringList apiOrigins, Desktop desktop,
                         std::unique_ptr<CallbackClient> client)
    : m_clock(clock)
    , m_keys(keys)
    , m_apiOrigins(std::move(apiOrigins))
    , m_desktop(std::move(desktop))
    , m_client(client ? std::move(client) : std::make_unique<CallbackClient>(clock))
{
}

AlarmSender::~AlarmSender() = default;

WorkAlarm AlarmSender::begun(const Alarm &alarm, WorkAlarm::Channel channel) const
{
    return {.id = QUuid::createUuid().toString(QUuid::Id128),
            .cause = alarm.cause,
            .channel = channel,
            .at = m_clock.wallNow()};
}

QCoro::Task<QList<WorkAlarm>> AlarmSender::send(AlarmChannels channels, Alarm alarm)
{
    // A task begins when it is made: none waits for another one.
    std::vector<QCoro::Task<WorkAlarm>> sending;
    if (channels.desktop)
        sending.push_back(show(alarm));
    if (!channels.webhook.isEmpty())
        sending.push_back(post(channels.webhook, alarm));
    if (!channels.command.isEmpty())
        sending.push_back(call(channels.command, alarm));
    QList<WorkAlarm> told;
    for (QCoro::Task<WorkAlarm> &one : sending)
        told.append(co_await one);
    co_return told;
}

QCoro::Task<WorkAlarm> AlarmSender::show(Alarm alarm)
{
    WorkAlarm told = begun(alarm, WorkAlarm::Channel::Desktop);
    if (!m_desktop) {
        told.reason = QStringLiteral("no_desktop");
        co_return told;
    }
    const QFuture<Result<void>> showing = m_desktop(alarm.title, alarm.text);
    const Result<void> shown = co_await showing;
    told.outcome = shown ? WorkAlarm::Outcome::Delivered : WorkAlarm::Outcome::Failed;
    if (!shown)
        told.reason = shown.error().code;
    co_return told;
}

QCoro::Task<WorkAlarm> AlarmSender::post(QUrl target, Alarm alarm)
{
    WorkAlarm told = begun(alarm, WorkAlarm::Channel::Webhook);
    QJsonObject facts = alarm.facts;
    facts.insert(QStringLiteral("event"), alarm.event);
    facts.insert(QStringLiteral("sent_at"), told.at.toString(Qt::ISODate));
    const QByteArray body = QJsonDocument(facts).toJson(QJsonDocument::Compact);
    if (m_apiOrigins.contains(SigningKeys::originOf(target))) {
        told.reason = QStringLiteral("api_origin");
        co_return told;
    }
    const auto keys = co_await m_keys.keysFor(target, told.at, {});
    Result<int> posted = keys ? Result<int>(0) : tl::unexpected(keys.error());
    if (keys) {
        posted = co_await caught(
            m_client->post({.target = target, .json = body, .deliveryId = told.id, .keys = *keys}, {}));
    }
    if (posted) {
        told.outcome = WorkAlarm::Outcome::Delivered;
        co_return told;
    }
    told.reason = errorKindKey(posted.error().kind);
    if (posted.error().kind != ErrorKind::AddressRefused) {
        told.outcome = WorkAlarm::Outcome::Waiting;
        told.target = target;
        told.body = QString::fromUtf8(body);
    }
    co_return told;
}

QCoro::Task<WorkAlarm> AlarmSender::call(QStringList command, Alarm alarm)
{
    WorkAlarm told = begun(alarm, WorkAlarm::Channel::Command);
    const QFuture<ProcessAnswer> calling
        = callProcess(command.first(), command.mid(1), commandLimit, alarm.variables);
    const ProcessAnswer answer = co_await calling;
    switch (answer.end) {
    case ProcessAnswer::End::Exited:
        if (answer.exitCode == 0)
            told.outcome = WorkAlarm::Outcome::Delivered;
        else
            told.reason = QStringLiteral("exit_%1").arg(answer.exitCode);
        break;
    case ProcessAnswer::End::Crashed:
        told.reason = QStringLiteral("crashed");
        break;
    case ProcessAnswer::End::NotStarted:
        told.reason = QStringLiteral("not_started");
        break;
    case ProcessAnswer::End::TimedOut:
        told.reason = QStringLiteral("timed_out");
        break;
    }
    co_return told;
}

} // namespace muster
