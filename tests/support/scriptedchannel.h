// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/httpchannel.h"

#include <QHash>
#include <QList>
#include <QTimer>

namespace muster::test {

/// Plays answers in the order they were given, per part of the path, and records every request. Token requests are
/// answered by themselves with "token-1", "token-2", ... unless a script for them is given.
class ScriptedChannel final : public HttpChannel
{
public:
    struct Step
    {
        int status = 200;
        QByteArray body;
        HttpHeaders headers;
        std::optional<ApiError> error; ///< Instead of an answer.
        bool hang = false; ///< Until stopped.
        bool held = false; ///< Until release().
    };

    ScriptedChannel();

    /// For requests whose path ends with `path`; the last step is played again and again.
    void script(const QByteArray &path, const QList<Step> &steps);
    void release();
    /// What tokens say from now on that they are good for; empty, as at first: they do not say.
    void grant(const QByteArray &scope) { m_scope = scope; }

    [[nodiscard]] QCoro::Task<Result<HttpReply>> send(HttpRequest request, std::stop_token stop) override;

    [[nodiscard]] const QList<HttpRequest> &requests() const { return m_requests; }
    /// Those whose path ends so.
    [[nodiscard]] QList<HttpRequest> requestsTo(const QByteArray &path) const;
    [[nodiscard]] int tokenRequests() const { return m_tokens; }
    /// What a name means from now on, one answer per look-up; the last one again and again. Any other name has one
    /// public address.
    void scriptName(const QString &host, const QList<QList<QHostAddress>> &answers) { m_names.insert(host, answers); }
    [[nodiscard]] QCoro::Task<Result<QList<QHostAddress>>> lookUp(QString host, std::chrono::milliseconds timeout,
                                                                  std::stop_token stop) override;
    void dropConnections() override { ++m_drops; }
    [[nodiscard]] int drops() const { return m_drops; } ///< Calls of dropConnections().

    [[nodiscard]] static Step json(const QByteArray &body, int status = 200);
    [[nodiscard]] static Step status(int status, const HttpHeaders &headers = {}, const QByteArray &body = "{}");
    [[nodiscard]] static Step failing(ErrorKind kind, const QString &code = {});

private:
    struct Script
    {
        QByteArray path;
        QList<Step> steps;
        qsizetype next = 0;
    };

    [[nodiscard]] Step stepFor(const HttpRequest &request);

    QList<Script> m_scripts;
    QList<HttpRequest> m_requests;
    QHash<QString, QList<QList<QHostAddress>>> m_names;
    QList<QTimer *> m_waiting;
    QByteArray m_scope;
    int m_tokens = 0;
    int m_drops = 0;
};

/// What came of a request, as tests compare it: "status 200", or the key of the error's kind.
inline QString key(const Result<HttpReply> &result)
{
    return result ? QStringLiteral("status %1").arg(result->status) : errorKindKey(result.error().kind);
}

} // namespace muster::test
