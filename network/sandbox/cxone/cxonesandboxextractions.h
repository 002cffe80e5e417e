// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/cxone/cxonesandboxcontacts.h"
#include "network/sandbox/cxone/cxonesandboxpart.h"
#include "network/sandbox/cxone/cxonesandboxsettings.h"

#include <map>

namespace muster {

/// One recorded interaction: the ground truth.
struct CxoneSandboxInteraction
{
    QString segmentId;
    QDateTime start, end; ///< UTC.
    QMap<QString, QString> values; ///< By the column of the table; all but the segment's id.
};

/// Data extraction: tables of recorded interactions, made by jobs and fetched by links that live half a minute. Strict
/// about its pace: one job at a time, and no call too soon after another. What breaks that is refused, and remembered.
class CxoneSandboxExtractions : public CxoneSandboxPart
{
public:
    static constexpr int mostDays = 14;
    static constexpr std::chrono::seconds linkLife{30};
    static constexpr std::chrono::minutes lag{30}; ///< What ended less than that before a table is made is not in it.
    static constexpr std::chrono::minutes keptFor{10}; ///< A job, from its end; then it is EXPIRED.

    /// `contacts` outlives it.
    CxoneSandboxExtractions(const CxoneSandboxContacts &contacts, const CxoneSandboxSettings &settings);

    /// Behind "/data-extraction/v1".
    [[nodiscard]] QList<CxoneSandboxRoute> routes(const QStringList &path) override;
    /// Where the links lead: a file store of its own, which wants no token.
    [[nodiscard]] SandboxAnswer file(const SandboxHttpRequest &request,
                                     std::chrono::steady_clock::time_point now) const;
    void setFilesOrigin(QByteArray origin) { m_filesOrigin = std::move(origin); }

    [[nodiscard]] QList<CxoneSandboxInteraction> interactions() const; ///< In the order of their starts.
    /// What broke the pace, as "POST jobs: 12 s after the last call"; empty: nothing did.
    [[nodiscard]] const QStringList &breaches() const { return m_breaches; }

private:
    struct Job
    {
        QDate from, end;
        std::chrono::steady_clock::time_point begun;
    };
    struct File
    {
        QByteArray table;
        std::chrono::steady_clock::time_point until;
    };

    /// The refusal of a call that comes too early; else it counts as the last one.
    [[nodiscard]] std::optional<SandboxAnswer> tooEarly(const QString &what, const CxoneSandboxCall &call);
    [[nodiscard]] SandboxAnswer begin(CxoneSandboxCall &call);
    [[nodiscard]] SandboxAnswer index(CxoneSandboxCall &call);
    [[nodiscard]] SandboxAnswer one(const QString &jobId, CxoneSandboxCall &call);
    [[nodiscard]] QString stateOf(const Job &job, std::chrono::steady_clock::time_point now) const;
    [[nodiscard]] QByteArray table(const Job &job, const QDateTime &wallNow) const;

    const CxoneSandboxContacts &m_contacts;
    const std::chrono::milliseconds m_jobTime;
    const std::chrono::milliseconds m_gap;
    QByteArray m_filesOrigin = QByteArrayLiteral("http://127.0.0.1:3");
    std::map<int, Job> m_jobs;
    QHash<QByteArray, File> m_files; ///< By path and query.
    std::optional<std::chrono::steady_clock::time_point> m_lastCall;
    QStringList m_breaches;
};

} // namespace muster
