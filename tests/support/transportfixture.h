// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/dialects/contract/contractdialect.h"
#include "network/http/apicall.h"
#include "network/http/apitransport.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedchannel.h"

#include <memory>

namespace muster::test {

using Milliseconds = std::chrono::milliseconds;

inline QCoro::Task<Result<Secret>> fixedSecret(std::stop_token)
{
    co_return Secret("s3cret-value");
}

/// Keeps all that a run would be told.
class RecordingObserver final : public CallObserver
{
public:
    void asking(Service) override { ++asked; }
    void settled(Service) override { ++settledCalls; }
    void answered(Service, int httpStatus, Milliseconds) override { statuses.append(httpStatus); }
    void retrying(Service, int attempt, const ApiError &cause, Milliseconds wait) override
    {
        attempts.append(attempt);
        causes.append(errorKindKey(cause.kind));
        waits.append(wait);
    }
    void waitEnded(Service) override { ++ended; }
    void signedIn(Service) override { ++signIns; }
    void signingIn(Service) override { ++signInWaits; }
    void signInEnded(Service) override { ++signInWaitsEnded; }

    QList<int> statuses, attempts;
    QStringList causes;
    QList<Milliseconds> waits;
    int ended = 0, signIns = 0, asked = 0, settledCalls = 0, signInWaits = 0, signInWaitsEnded = 0;
};

/// A transport of the contract's dialect on a scripted channel and a fake clock.
struct Fixture
{
    explicit Fixture(Environment environment = Environment::Test, double random = 0.0,
                     FakeClock::Mode mode = FakeClock::Mode::Automatic)
        : clock(mode)
        , profile(contractProfile(QStringLiteral("test"), QUrl(QStringLiteral("https://api.example.test"))))
    {
        profile.environment = environment;
        transport = std::make_unique<ApiTransport>(profile, contractDialect()->protocol, channel, fixedSecret, clock,
                                                   [random] { return random; });
    }
    Result<HttpReply> call(Operation operation, const QStringList &arguments = {}, std::stop_token stop = {})
    {
        ApiCall order;
        order.operation = operation;
        order.pathArguments = arguments;
        if (transport->protocol().row(operation)->method != "GET")
            order.body = [] { return QByteArray("{}"); };
        return QCoro::waitFor(transport->call(order, &observer, stop));
    }
    Result<HttpReply> list() { return call(Operation::ListSegments); }

    FakeClock clock;
    ScriptedChannel channel;
    ConnectionProfile profile;
    RecordingObserver observer;
    std::unique_ptr<ApiTransport> transport;
};

using Step = ScriptedChannel::Step;
inline const auto good = ScriptedChannel::json("{\"items\":[]}");

inline Step busy(const HttpHeaders &headers = {})
{
    return ScriptedChannel::status(429, headers);
}

} // namespace muster::test

Q_DECLARE_METATYPE(muster::test::ScriptedChannel::Step)
