// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/cxone/cxonesandboxliststore.h"
#include "network/sandbox/cxone/cxonesandboxpart.h"
#include "network/sandbox/cxone/cxonesandboxskills.h"

namespace muster {

/// /lists/call-lists but for uploads: index, creation, download, attempts, removal of records and of whole lists.
class CxoneSandboxLists : public CxoneSandboxPart
{
public:
    /// All outlive it. `answersNoContent`: see CxoneSandboxSettings.
    CxoneSandboxLists(CxoneSandboxListStore &store, const CxoneSandboxSkills &skills, bool answersNoContent);

    [[nodiscard]] QList<CxoneSandboxRoute> routes(const QStringList &path) override;

private:
    [[nodiscard]] SandboxAnswer index(CxoneSandboxCall &call) const;
    [[nodiscard]] SandboxAnswer create(CxoneSandboxCall &call);
    [[nodiscard]] SandboxAnswer download(qint64 id, CxoneSandboxCall &call) const;
    [[nodiscard]] SandboxAnswer attempts(qint64 id, CxoneSandboxCall &call) const;
    [[nodiscard]] SandboxAnswer removeList(qint64 id, CxoneSandboxCall &call);
    [[nodiscard]] SandboxAnswer removeRecords(const QString &name, CxoneSandboxCall &call);
    [[nodiscard]] QJsonObject facts(qint64 id) const;
    [[nodiscard]] QJsonObject rendered(qint64 id, const CxoneSandboxRecord &record, const CxoneSandboxCall &call) const;

    CxoneSandboxListStore &m_store;
    const CxoneSandboxSkills &m_skills;
    const bool m_answersNoContent;
};

/// The 404 for a list that is not there.
[[nodiscard]] SandboxAnswer cxoneSandboxNoList();
/// The id that a piece of a path is; -1, which no list has, when it is no number.
[[nodiscard]] qint64 cxoneSandboxId(const QString &piece);

} // namespace muster
