// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/cxone/cxonesandboxcontacts.h"
#include "network/sandbox/cxone/cxonesandboxpart.h"
#include "network/sandbox/cxone/cxonesandboxsettings.h"
#include "network/sandbox/sandboxtranscript.h"

namespace muster {

/// Interaction Analytics: analysed segments (legs of interactions) by time, and what was said in each.
class CxoneSandboxAnalytics : public CxoneSandboxPart
{
public:
    /// The contacts outlive it. All segments are of the two weeks before `started`.
    CxoneSandboxAnalytics(const SandboxData &data, const CxoneSandboxContacts &contacts,
                          const CxoneSandboxSettings &settings, const QDateTime &started);

    [[nodiscard]] QList<CxoneSandboxRoute> routes(const QStringList &path) override;

    [[nodiscard]] int count() const { return m_interactions.count(); }
    [[nodiscard]] QString segmentId(int number) const; ///< `number` in [0, count), in the order of their starts.
    /// The transcript with `artifact` as this API hands it out, and where in it something personal stands.
    [[nodiscard]] std::optional<SandboxTranscript> transcript(const QString &segmentId) const;

private:
    [[nodiscard]] std::optional<int> numberOf(const QString &segmentId) const;
    [[nodiscard]] QDateTime start(int number) const; ///< No two are the same, to the millisecond.
    [[nodiscard]] QString language(int number) const;
    [[nodiscard]] SandboxAnswer segments(CxoneSandboxCall &call) const;
    [[nodiscard]] SandboxAnswer analyzedTranscript(const QString &segmentId, CxoneSandboxCall &call) const;
    [[nodiscard]] QJsonObject rendered(int number) const;
    [[nodiscard]] QString mediaType(int number) const;

    const SandboxData m_data;
    const CxoneSandboxContacts &m_contacts;
    const SandboxInteractions m_interactions;
    const QDateTime m_started;
    const bool m_licensed;
    const bool m_repeatsCursor;
};

} // namespace muster
