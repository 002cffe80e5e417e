// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/cxone/cxonesandboxfile.h"
#include "network/sandbox/cxone/cxonesandboxliststore.h"
#include "network/sandbox/cxone/cxonesandboxpart.h"
#include "network/sandbox/cxone/cxonesandboxskills.h"

#include <map>

namespace muster {

/// Files uploaded to calling lists: each is a job that takes its rows one after the other while time passes, and what
/// rings because of it.
class CxoneSandboxUploads : public CxoneSandboxPart
{
public:
    /// Both outlive it. A job takes `jobTime`, however long its file is.
    CxoneSandboxUploads(CxoneSandboxListStore &store, CxoneSandboxSkills &skills, std::chrono::milliseconds jobTime);

    [[nodiscard]] QList<CxoneSandboxRoute> routes(const QStringList &path) override;
    /// Does what the jobs have done until now. To be called before anybody looks at a list.
    void settle(std::chrono::steady_clock::time_point now, const QDateTime &wallNow);
    /// Digits of the numbers that would have rung, in their order, as often as they did.
    [[nodiscard]] const QStringList &dialled() const { return m_dialled; }
    /// Names of the skills that uploads were to start, one for each that was taken; empty for a list without a skill.
    [[nodiscard]] const QStringList &started() const { return m_started; }

private:
    struct Order; ///< What an upload's body asks for.
    struct Job
    {
        qint64 listId = 0;
        QString listName;
        CxoneSandboxFile file; ///< Without rows: it was not fit.
        bool overwrite = false;
        std::optional<int> skillId; ///< That it says it is for.
        bool startSkill = false;
        bool changesNothing = false; ///< It only says so; asked for by a fault.
        std::chrono::steady_clock::time_point began;
        QDateTime submitted, completed; ///< UTC; invalid: not yet.
        bool isCancelled = false;
        qsizetype done = 0; ///< Rows.
    };

    [[nodiscard]] SandboxAnswer upload(qint64 listId, CxoneSandboxCall &call);
    [[nodiscard]] SandboxAnswer index(CxoneSandboxCall &call) const;
    [[nodiscard]] SandboxAnswer one(qint64 jobId, CxoneSandboxCall &call) const;
    [[nodiscard]] SandboxAnswer cancel(qint64 jobId, CxoneSandboxCall &call);
    [[nodiscard]] static QJsonObject facts(qint64 id, const Job &job);
    void advance(Job &job, qsizetype rows, const QDateTime &wallNow);
    /// Does a skill dial what is put into this job's list?
    [[nodiscard]] bool rings(const Job &job) const;
    void ring(qint64 listId, const CxoneSandboxRow &row);

    CxoneSandboxListStore &m_store;
    CxoneSandboxSkills &m_skills;
    const std::chrono::milliseconds m_jobTime;
    std::map<qint64, Job> m_jobs; ///< By id, which is the order in which they came.
    qint64 m_lastId = 770'000;
    QStringList m_dialled;
    QStringList m_started;
};

} // namespace muster
