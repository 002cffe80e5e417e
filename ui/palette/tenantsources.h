// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/audience.h"
#include "network/wire/contactlist.h"
#include "network/wire/segment.h"
#include "ui/palette/objectsource.h"

#include <array>

namespace muster {

class PaletteModel;
class TenantSession;

/// What the open tenant has, for the palette: audience segments, contact lists, audiences. Takes what pages load, and
/// asks for what nobody has asked for when the palette opens. GUI thread.
class TenantSources : public QObject
{
    Q_OBJECT

public:
    TenantSources(PaletteModel &palette, QObject *parent = nullptr);
    /// In place of the session before it, which may be gone already; nullptr: none is open.
    void join(TenantSession *session);

Q_SIGNALS:
    void segmentAsked(const QString &segmentId);
    void listAsked(const QString &listId, const QString &name);
    void audienceAsked(const QString &audienceId);

private:
    enum Kind { Segments, Lists, Audiences, KindCount };
    /// Where the answer to one of the three questions is.
    enum class State { NotAsked, Asked, Known, Failed };

    template <typename Object>
    class Source;
    void ask(Kind kind);
    void follow(Kind kind, State state);
    [[nodiscard]] QString waiting(Kind kind) const;

    TenantSession *m_session = nullptr;
    std::array<State, KindCount> m_states{};
    ObjectSource<SegmentSummary> *m_segments = nullptr;
    ObjectSource<ContactListSummary> *m_lists = nullptr;
    ObjectSource<AudienceSummary> *m_audiences = nullptr;
};

} // namespace muster
