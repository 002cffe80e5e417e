// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxscript.h"
#include "network/sandbox/sandboxservice.h"
#include "network/sandbox/sandboxtranscript.h"
#include "network/wire/result.h"

#include <QHash>
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

/// Contract section 5: search, jobs that take their time, artifacts. Jobs are kept until the sandbox ends. Result
/// addresses are the tenant's own; with Mutation::SignedLinks they lead to another origin (the same server, called
/// "localhost") and need no token: one that brings a token there is refused.
class SandboxTranscripts final : public SandboxService
{
public:
    explicit SandboxTranscripts(const SandboxSettings &settings);

    [[nodiscard]] Service service() const override { return Service::Transcripts; }
    [[nodiscard]] QList<SandboxRoute> routes(const QStringList &path) const override;
    [[nodiscard]] SandboxAnswer answer(const SandboxRoute &route, const SandboxHttpRequest &request,
                                       const QDateTime &now, SandboxFault::Mutation mutation) override;

    [[nodiscard]] static bool isSignedPath(const QStringList &path);
    /// What a signed link gives: no bearer is asked for, nor taken.
    [[nodiscard]] SandboxAnswer signedAnswer(const SandboxHttpRequest &request, const QStringList &path,
                                             const QDateTime &now, SandboxFault::Mutation mutation);

private:
    [[nodiscard]] SandboxAnswer submit(const QByteArray &body, const QDateTime &now);
    [[nodiscard]] SandboxAnswer status(SandboxJob &job, const SandboxHttpRequest &request, const QDateTime &now,
                                       SandboxFault::Mutation mutation);
    /// `id` empty: everything.
    [[nodiscard]] SandboxAnswer download(const SandboxJob &job, const QString &id, const QDateTime &now,
                                         SandboxFault::Mutation mutation);
    [[nodiscard]] QByteArray link(const SandboxJob &job, const QString &id, const SandboxHttpRequest &request,
                                  const QDateTime &now, SandboxFault::Mutation mutation) const;
    [[nodiscard]] QByteArray artifact(const SandboxJob &job, const QString &id) const;
    /// Counts a download that begins; false: too many at once.
    [[nodiscard]] bool admit(const SandboxJob &job, const QDateTime &now);

    struct Download
    {
        QString jobId;
        QDateTime until;
    };

    const SandboxInteractions m_interactions;
    const std::chrono::milliseconds m_jobTime, m_pollGap, m_downloadTime;
    QHash<QString, SandboxJob> m_jobs;
    QList<Download> m_downloads; ///< Under way.
};

} // namespace muster
