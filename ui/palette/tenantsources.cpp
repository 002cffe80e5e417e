// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/palette/tenantsources.h"

#include "models/runs/tenantsession.h"
#include "models/text/plaintext.h"
#include "ui/palette/palettemodel.h"

namespace muster {

namespace {

constexpr qsizetype nameLimit = 120;

} // namespace

/// Asks when the palette opens, and says what it waits for.
template <typename Object>
class TenantSources::Source final : public ObjectSource<Object>
{
public:
    Source(TenantSources &owner, Kind kind, typename ObjectSource<Object>::Show show,
           typename ObjectSource<Object>::Open open)
        : ObjectSource<Object>(std::move(show), std::move(open), &owner)
        , m_owner(owner)
        , m_kind(kind)
    {
    }
    void prepare() override { m_owner.ask(m_kind); }
    [[nodiscard]] QString waiting() const override { return m_owner.waiting(m_kind); }

private:
    TenantSources &m_owner;
    const Kind m_kind;
};

TenantSources::TenantSources(PaletteModel &palette, QObject *parent)
    : QObject(parent)
{
    m_segments = new Source<SegmentSummary>(
        *this, Segments,
        [kind = tr("audience segment")](const SegmentSummary &one) {
            return PaletteEntry{.id = QString(QStringLiteral("segment/") % one.id),
                                .title = visibleText(one.name, nameLimit),
                                .kind = kind,
                                .iconName = QStringLiteral("users")};
        },
        [this](const SegmentSummary &one) { Q_EMIT segmentAsked(one.id); });
    m_lists = new Source<ContactListSummary>(
        *this, Lists,
        [kind = tr("contact list")](const ContactListSummary &one) {
            return PaletteEntry{.id = QString(QStringLiteral("list/") % one.id),
                                .title = visibleText(one.name, nameLimit),
                                .kind = kind,
                                .iconName = QStringLiteral("list-checks")};
        },
        [this](const ContactListSummary &one) { Q_EMIT listAsked(one.id, one.name); });
    m_audiences = new Source<AudienceSummary>(
        *this, Audiences,
        [kind = tr("audience")](const AudienceSummary &one) {
            return PaletteEntry{.id = QString(QStringLiteral("audience/") % one.id),
                                .title = visibleText(one.name, nameLimit),
                                .kind = kind,
                                .iconName = QStringLiteral("target")};
        },
        [this](const AudienceSummary &one) { Q_EMIT audienceAsked(one.id); });
    for (PaletteSource *source : {static_cast<PaletteSource *>(m_segments), static_cast<PaletteSource *>(m_lists),
                                  static_cast<PaletteSource *>(m_audiences)})
        palette.addSource(source);
}

void TenantSources::join(TenantSession *session)
{
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    m_states.fill(State::NotAsked);
    m_segments->setObjects({});
    m_lists->setObjects({});
    m_audiences->setObjects({});
    if (!session)
        return;
    connect(session, &TenantSession::segmentsLoading, this, [this] { follow(Segments, State::Asked); });
    connect(session, &TenantSession::contactListsLoading, this, [this] { follow(Lists, State::Asked); });
    connect(session, &TenantSession::audiencesLoading, this, [this] { follow(Audiences, State::Asked); });
    connect(session, &TenantSession::segmentsFailed, this, [this] { follow(Segments, State::Failed); });
    connect(session, &TenantSession::contactListsFailed, this, [this] { follow(Lists, State::Failed); });
    connect(session, &TenantSession::audiencesFailed, this, [this] { follow(Audiences, State::Failed); });
    connect(session, &TenantSession::segmentsLoaded, this, [this](const QList<SegmentSummary> &segments) {
        m_states[Segments] = State::Known;
        m_segments->setObjects(segments);
    });
    connect(session, &TenantSession::contactListsLoaded, this, [this](const QList<ContactListSummary> &lists) {
        m_states[Lists] = State::Known;
        m_lists->setObjects(lists);
    });
    connect(session, &TenantSession::audiencesLoaded, this, [this](const QList<AudienceSummary> &audiences) {
        m_states[Audiences] = State::Known;
        m_audiences->setObjects(audiences);
    });
}

void TenantSources::ask(Kind kind)
{
    const State state = m_states[kind];
    if (!m_session || state == State::Asked || state == State::Known)
        return;
    switch (kind) {
    case Segments:
        m_session->requestSegments();
        break;
    case Lists:
        m_session->requestContactLists();
        break;
    default:
        m_session->requestAudiences();
        break;
    }
}

void TenantSources::follow(Kind kind, State state)
{
    m_states[kind] = state;
    for (PaletteSource *source : {static_cast<PaletteSource *>(m_segments), static_cast<PaletteSource *>(m_lists),
                                  static_cast<PaletteSource *>(m_audiences)})
        Q_EMIT source->changed();
}

QString TenantSources::waiting(Kind kind) const
{
    if (m_states[kind] == State::Asked) {
        return kind == Segments ? tr("The segments are being loaded.")
            : kind == Lists     ? tr("The contact lists are being loaded.")
                                : tr("The audiences are being loaded.");
    }
    if (m_states[kind] != State::Failed)
        return {};
    return kind == Segments ? tr("The segments could not be loaded.")
        : kind == Lists     ? tr("The contact lists could not be loaded.")
                            : tr("The audiences could not be loaded.");
}

} // namespace muster
