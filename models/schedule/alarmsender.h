// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/schedule/schedulehistory.h"

#include <QFuture>
#include <functional>
#include <memory>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

class CallbackClient;
class Clock;
class SigningKeys;

/// What is told, by whichever channel.
struct Alarm
{
    AlarmCause cause = AlarmCause::Failed;
    QString event; ///< "schedule.failed", "schedule.paused", "schedule.overdue", "schedule.digest".
    QString title, text; ///< For people.
    QJsonObject facts; ///< For the webhook, beside the event and the time.
    QHash<QString, QString> variables; ///< For the command: MUSTER_ALARM_...
};

/// Tells of alarms, one attempt a channel and all of them at once. Nothing that goes wrong here stops anybody. GUI
/// thread.
class AlarmSender
{
public:
    /// Shows a message on the desktop; the future ends soon. Empty: there is no desktop.
    using Desktop = std::function<QFuture<Result<void>>(const QString &title, const QString &text)>;

    static constexpr std::chrono::seconds commandLimit{60};

    /// All outlive it. `apiOrigins`: of tenants, to which no notice goes (S13). `client`: a test's; else one of its own.
    AlarmSender(Clock &clock, SigningKeys &keys, QStringList apiOrigins, Desktop desktop,
                std::unique_ptr<CallbackClient> client = nullptr);
    ~AlarmSender();

    /// What became of it, one for each channel. A webhook that was not delivered is Waiting, with what the outbox needs
    /// to try it again under the same id; "address_refused" is Failed, since it would be refused for ever.
    [[nodiscard]] QCoro::Task<QList<WorkAlarm>> send(AlarmChannels channels, Alarm alarm);

private:
    [[nodiscard]] QCoro::Task<WorkAlarm> show(Alarm alarm);
    [[nodiscard]] QCoro::Task<WorkAlarm> post(QUrl target, Alarm alarm);
    [[nodiscard]] QCoro::Task<WorkAlarm> call(QStringList command, Alarm alarm);
    [[nodiscard]] WorkAlarm begun(const Alarm &alarm, WorkAlarm::Channel channel) const;

    Clock &m_clock;
    SigningKeys &m_keys;
    const QStringList m_apiOrigins;
    const Desktop m_desktop;
    const std::unique_ptr<CallbackClient> m_client;
};

} // namespace muster
