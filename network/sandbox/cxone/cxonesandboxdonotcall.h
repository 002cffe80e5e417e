// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/cxone/cxonesandboxlist.h"
#include "network/sandbox/cxone/cxonesandboxpart.h"
#include "network/sandbox/cxone/cxonesandboxskills.h"

#include <map>
#include <set>

namespace muster {

/// One number in a do-not-call group.
struct CxoneSandboxDoNotCallRecord
{
    qint64 id = 0;
    QString phone; ///< Digits.
    QDateTime expires; ///< UTC; invalid: never.
    QDateTime collected, updated; ///< UTC.
};

/// /dnc-groups: groups of numbers that must not be called, with the skills that add to them and the skills that heed
/// them.
class CxoneSandboxDoNotCall : public CxoneSandboxPart
{
public:
    /// The skills outlive it. Some of the numbers are those of people in the list "Spring renewals".
    CxoneSandboxDoNotCall(const SandboxData &data, const CxoneSandboxList &people, const CxoneSandboxSkills &skills,
                          const QDateTime &started, bool answersNoContent);

    [[nodiscard]] QList<CxoneSandboxRoute> routes(const QStringList &path) override;
    /// Digits of what is in the group and has not expired; empty when there is no such group.
    [[nodiscard]] QStringList numbers(qint64 groupId, const QDateTime &now) const;

private:
    struct Group
    {
        QString name, description;
        bool isActive = true;
        QDateTime created, updated;
        QList<CxoneSandboxDoNotCallRecord> records;
        std::set<int> contributing, scrubbed; ///< Skills.
    };
    /// An answer that needs the group that its path names.
    using Answer = SandboxAnswer (CxoneSandboxDoNotCall::*)(qint64 id, Group &group, CxoneSandboxCall &call);

    [[nodiscard]] CxoneSandboxRoute route(const QByteArray &method, qint64 id, Answer answer,
                                          const QList<QByteArray> &parameters, bool takesBody = false);
    [[nodiscard]] QList<CxoneSandboxRoute> skillRoutes(qint64 id, std::set<int> Group::*skills, const QString &member,
                                                       const QStringList &rest);
    [[nodiscard]] SandboxAnswer index(CxoneSandboxCall &call) const;
    [[nodiscard]] SandboxAnswer create(CxoneSandboxCall &call);
    [[nodiscard]] SandboxAnswer search(CxoneSandboxCall &call) const;
    [[nodiscard]] SandboxAnswer one(qint64 id, Group &group, CxoneSandboxCall &call);
    [[nodiscard]] SandboxAnswer change(qint64 id, Group &group, CxoneSandboxCall &call);
    [[nodiscard]] SandboxAnswer records(qint64 id, Group &group, CxoneSandboxCall &call);
    [[nodiscard]] SandboxAnswer addRecords(qint64 id, Group &group, CxoneSandboxCall &call);
    [[nodiscard]] SandboxAnswer expireRecords(qint64 id, Group &group, CxoneSandboxCall &call);
    [[nodiscard]] SandboxAnswer skillsOf(const std::set<int> &skills, const QString &member,
                                         CxoneSandboxCall &call) const;
    [[nodiscard]] static QJsonObject facts(qint64 id, const Group &group, const CxoneSandboxCall &call);

    const CxoneSandboxSkills &m_skills;
    const bool m_answersNoContent;
    std::map<qint64, Group> m_groups; ///< By id.
    qint64 m_lastRecord = 880'000;
};

} // namespace muster
