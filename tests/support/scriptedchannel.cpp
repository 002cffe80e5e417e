// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/scriptedchannel.h"

#include <QCoro/QCoroTimer>
#include <algorithm>
#include <limits>

namespace muster::test {

ScriptedChannel::ScriptedChannel() = default;

void ScriptedChannel::script(const QByteArray &path, const QList<Step> &steps)
{
    m_scripts.removeIf([&path](const Script &script) { return script.path == path; });
    m_scripts.append({path, steps});
}

void ScriptedChannel::release()
{
    for (QTimer *timer : std::as_const(m_waiting))
        timer->start(0);
}

ScriptedChannel::Step ScriptedChannel::stepFor(const HttpRequest &request)
{
    const QByteArray path = request.url.path(QUrl::FullyEncoded).toLatin1();
    for (Script &script : m_scripts) {
        if (!path.endsWith(script.path))
            continue;
        const qsizetype index = std::min(script.next++, script.steps.size() - 1);
        return script.steps.at(index);
    }
    if (path.endsWith("/token")) {
        return json(R"({"access_token":"token-)" + QByteArray::number(m_tokens)
                    + R"(","token_type":"Bearer","expires_in":3600)"
                    + (m_scope.isEmpty() ? QByteArray() : QByteArray(R"(,"scope":")" + m_scope + '"')) + '}');
    }
    return status(404);
}

QCoro::Task<Result<HttpReply>> ScriptedChannel::send(HttpRequest request, std::stop_token stop)
{
    m_requests.append(request);
    if (request.url.path().endsWith(QLatin1String("/token")))
        ++m_tokens;
    const Step step = stepFor(request);
    QTimer wake;
    wake.setSingleShot(true);
    // Only a running timer can be awaited.
    wake.start(step.hang || step.held ? std::numeric_limits<int>::max() : 0);
    if (step.held)
        m_waiting.append(&wake);
    // What may be awaited beyond a stop is (an answer that never comes is given up at once: time costs nothing here).
    const bool patient = request.limits.afterStop.count() > 0 && !step.hang;
    {
        const std::stop_callback hurry(stop, [&wake, patient] {
            if (!patient)
                wake.start(0);
        });
        co_await wake;
    }
    m_waiting.removeAll(&wake);
    if (stop.stop_requested() && !patient) {
        ApiError error;
        error.kind = ErrorKind::Cancelled;
        co_return failure(error);
    }
    if (step.error)
        co_return failure(*step.error);
    HttpReply reply;
    reply.status = step.status;
    reply.headers = step.headers;
    reply.body = step.body;
    reply.latency = std::chrono::milliseconds(7);
    co_return reply;
}

QCoro::Task<Result<QList<QHostAddress>>> ScriptedChannel::lookUp(QString host, std::chrono::milliseconds,
                                                                 std::stop_token)
{
    const auto found = m_names.find(host);
    if (found == m_names.end())
        co_return QList{QHostAddress(QStringLiteral("203.0.113.7"))};
    co_return found->size() > 1 ? found->takeFirst() : found->constFirst();
}

QList<HttpRequest> ScriptedChannel::requestsTo(const QByteArray &path) const
{
    QList<HttpRequest> found;
    for (const HttpRequest &request : m_requests) {
        if (request.url.path(QUrl::FullyEncoded).toLatin1().endsWith(path))
            found.append(request);
    }
    return found;
}

ScriptedChannel::Step ScriptedChannel::json(const QByteArray &body, int status)
{
    return {status, body, {{"Content-Type", "application/json"}}, {}, false, false};
}

ScriptedChannel::Step ScriptedChannel::status(int status, const HttpHeaders &headers, const QByteArray &body)
{
    return {status, body, headers, {}, false, false};
}

ScriptedChannel::Step ScriptedChannel::failing(ErrorKind kind, const QString &code)
{
    ApiError error;
    error.kind = kind;
    error.code = code;
    return {0, {}, {}, error, false, false};
}

} // namespace muster::test
