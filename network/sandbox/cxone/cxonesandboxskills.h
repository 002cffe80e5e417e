// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/cxone/cxonesandboxpart.h"

namespace muster {

struct CxoneSandboxSkill
{
    int id = 0;
    QString name;
    bool isRunning = false; ///< It dials whatever is in its lists.
};

/// /skills: two outbound ones, of which one is running.
class CxoneSandboxSkills : public CxoneSandboxPart
{
public:
    CxoneSandboxSkills();

    [[nodiscard]] QList<CxoneSandboxRoute> routes(const QStringList &path) override;
    [[nodiscard]] const QList<CxoneSandboxSkill> &all() const { return m_skills; }
    [[nodiscard]] const CxoneSandboxSkill *find(qint64 id) const; ///< nullptr: there is none.
    void start(int id); ///< As an upload with startSkill does.

private:
    [[nodiscard]] SandboxAnswer index(CxoneSandboxCall &call) const;
    [[nodiscard]] SandboxAnswer one(qint64 id, CxoneSandboxCall &call) const;

    QList<CxoneSandboxSkill> m_skills;
};

} // namespace muster
