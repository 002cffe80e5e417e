// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxtranscript.h"
#include "network/wire/result.h"

#include <QStringList>
#include <chrono>

namespace muster {

/// A transcript job of the sandbox.
struct SandboxJob
{
    QString id;
    QStringList interactions; ///< Known and of the media asked for, in the order of the request.
    QStringList errors; ///< It fails in the end.
    bool several = false; ///< More than one was asked for: the result is an array.
    bool hides = false; ///< Redaction "full".
    int concurrentDownloads = 1;
    QDateTime created;
    QDateTime lastPoll;

    /// Per cent of the time it takes that have passed; 100: it has ended.
    [[nodiscard]] int progress(const QDateTime &now, std::chrono::milliseconds takes) const
    {
        const qint64 passed = created.msecsTo(now);
        return takes.count() <= 0 || passed >= takes.count() ? 100
                                                             : int(std::max<qint64>(0, passed) * 100 / takes.count());
    }
};

/// Reads the body of a submission as strictly as the contract says; Invalid with `details`.
[[nodiscard]] Result<SandboxJob> readSandboxJob(const QByteArray &body, const SandboxInteractions &interactions);

/// A search, by query or by body.
struct SandboxSearch
{
    QStringList ids;
    QString media;
    QDateTime from, to;
    int limit = 100;
    int offset = 0;
};
[[nodiscard]] Result<SandboxSearch> readSandboxSearch(const QByteArray &target, const QByteArray &body);
/// The body of the answer.
[[nodiscard]] QJsonObject sandboxSearchPage(const SandboxSearch &search, const SandboxInteractions &interactions);

} // namespace muster
