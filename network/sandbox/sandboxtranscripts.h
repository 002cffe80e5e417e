// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxjob.h"
#include "network/sandbox/sandboxservice.h"
#include "network/sandbox/sandboxsettings.h"
#include "network/sandbox/sandboxtranscript.h"

#include <QHash>

namespace muster {

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
