// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/runoutcome.h"

#include "network/http/clock.h"

namespace muster {

QString outcomeKey(RunOutcome::Kind kind)
{
    switch (kind) {
    case RunOutcome::Kind::Complete:
    case RunOutcome::Kind::CompleteWithFindings:
        return QStringLiteral("complete"); // findings are told apart
    case RunOutcome::Kind::Paused:
        return QStringLiteral("paused");
    case RunOutcome::Kind::Halted:
        return QStringLiteral("halted");
    case RunOutcome::Kind::Failed:
        return QStringLiteral("failed");
    case RunOutcome::Kind::Refused:
        return QStringLiteral("refused");
    case RunOutcome::Kind::Cancelled:
        return QStringLiteral("cancelled");
    }
    Q_UNREACHABLE();
}

bool isPassing(const ApiError &error)
{
    switch (error.kind) {
    case ErrorKind::NotSent:
    case ErrorKind::ConnectionLost:
    case ErrorKind::TimedOut:
    case ErrorKind::TlsRefused:
    case ErrorKind::ProxyRefused:
    case ErrorKind::Throttled:
    case ErrorKind::SignInNeeded:
    case ErrorKind::ServerTrouble:
    case ErrorKind::NotFromApi:
    case ErrorKind::BrokenBody:
    case ErrorKind::KeyStore:
    case ErrorKind::LookOnly:
        return true;
    case ErrorKind::LimitExceeded:
        return error.code == QLatin1String("no_threads"); // F104
    case ErrorKind::File:
        return error.code == QLatin1String("disk_full") // F94
            || error.code == QLatin1String("too_many_files"); // F104
    default:
        return false;
    }
}

RunOutcome outcomeOf(const ApiError &error, bool pauseRequested, const Clock &clock)
{
    RunOutcome outcome;
    if (error.kind == ErrorKind::Cancelled) {
        outcome.kind = pauseRequested ? RunOutcome::Kind::Paused : RunOutcome::Kind::Cancelled;
        return outcome;
    }
    outcome.error = error;
    if (error.kind == ErrorKind::BreakerOpen) {
        outcome.kind = RunOutcome::Kind::Halted;
    } else if (isPassing(error)) {
        outcome.kind = RunOutcome::Kind::Paused;
        if (error.retryAfter && !pauseRequested)
            outcome.resumeAt = clock.wallNow().addMSecs(error.retryAfter->count());
    } else {
        outcome.kind = RunOutcome::Kind::Failed;
    }
    return outcome;
}

QString findingKey(const char *name, qint64 count)
{
    return QString::fromLatin1(name) + u':' + QString::number(count);
}

void addFinding(RunOutcome &outcome, const char *name, qint64 count)
{
    if (count > 0)
        outcome.findings.append(findingKey(name, count));
}

} // namespace muster
