// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/palette/objectsources.h"

#include "models/help/helpindex.h"
#include "models/items/runmodels.h"
#include "models/runs/run.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/maskpolicystore.h"
#include "models/store/profilestore.h"
#include "models/store/recentitems.h"
#include "models/text/connectiontexts.h"
#include "models/text/outcometexts.h"
#include "models/text/plaintext.h"
#include "models/text/runtexts.h"
#include "ui/palette/palettemodel.h"

#include <QCoreApplication>
#include <QPointer>

namespace muster {

namespace {

constexpr qsizetype titleLimit = 120;

struct StoredWords
{
    Q_DECLARE_TR_FUNCTIONS(StoredSources)
};

/// Reads its objects when the palette opens.
template <typename Object>
class ReadSource final : public ObjectSource<Object>
{
public:
    ReadSource(std::function<QList<Object>()> read, typename ObjectSource<Object>::Show show,
               typename ObjectSource<Object>::Open open, QObject *parent)
        : ObjectSource<Object>(std::move(show), std::move(open), parent)
        , m_read(std::move(read))
    {
    }
    void prepare() override { this->setObjects(m_read()); }

private:
    const std::function<QList<Object>()> m_read;
};

/// A run as it was when the palette was opened; it may be gone before it is chosen.
struct RunShown
{
    QPointer<Run> run;
    QString id, title, state;
};

} // namespace

PaletteSource *makeConnectionsSource(Workspace &workspace, std::function<QString()> current,
                                     std::function<void(const ConnectionProfile &)> open, QObject *parent)
{
    return new ReadSource<ConnectionProfile>(
        [&workspace] { return TenantOpener::builtIns() + workspace.profiles().profiles(); },
        [current = std::move(current)](const ConnectionProfile &profile) {
            const bool isOpen = profile.id == current();
            return PaletteEntry{.id = QString(QStringLiteral("connection/") % profile.id),
                                .title
                                = StoredWords::tr("Open the connection %1").arg(visibleText(profile.name, titleLimit)),
                                .kind = environmentText(profile.environment),
                                .detail = isOpen ? StoredWords::tr("open now") : QString(),
                                .iconName = QStringLiteral("plug")};
        },
        std::move(open), parent);
}

PaletteSource *makePoliciesSource(Workspace &workspace, std::function<void(const QString &)> open, QObject *parent)
{
    return new ReadSource<QString>(
        [&workspace] {
            QStringList names;
            const QList<MaskPolicy> policies = workspace.maskPolicies().policies();
            for (const MaskPolicy &policy : policies)
                names << policy.name;
            return names;
        },
        [](const QString &name) {
            return PaletteEntry{.id = QString(QStringLiteral("policy/") % name),
                                .title = visibleText(name, titleLimit),
                                .kind = StoredWords::tr("masking policy"),
                                .iconName = QStringLiteral("shield-check")};
        },
        std::move(open), parent);
}

PaletteSource *makeRunsSource(const RunListModel &runs, std::function<void(Run *)> open, QObject *parent)
{
    return new ReadSource<RunShown>(
        [&runs] {
            QList<RunShown> shown;
            for (int row = 0; row < runs.rowCount(); ++row) {
                Run *const run = runs.run(row);
                const QString state = run->outcome()
                    ? outcomeWords(run->kind(), *run->outcome(), run->metrics()).headline
                    : runStateText(run->state());
                shown << RunShown{run, run->id(),
                                  QString(runKindText(run->kind()) % QStringLiteral(" \u00b7 ")
                                          % visibleText(run->title(), titleLimit)),
                                  state};
            }
            return shown;
        },
        [](const RunShown &one) {
            return PaletteEntry{.id = QString(QStringLiteral("run/") % one.id),
                                .title = one.title,
                                .kind = StoredWords::tr("run"),
                                .detail = one.state,
                                .iconName = QStringLiteral("activity")};
        },
        [open = std::move(open)](const RunShown &one) {
            if (one.run)
                open(one.run);
        },
        parent);
}

PaletteSource *makeRecentSource(Workspace &workspace, std::function<QString()> profileId,
                                std::function<void(const RecentItem &)> open, QObject *parent)
{
    return new ReadSource<RecentItem>(
        [&workspace, profileId = std::move(profileId)] { return workspace.recentItems().items(profileId()); },
        [](const RecentItem &item) {
            return PaletteEntry{
                .id = QStringLiteral("recent/%1/%2").arg(int(item.kind)).arg(item.id),
                .title = visibleText(item.name, titleLimit),
                .kind = StoredWords::tr("recent"),
                .iconName = QStringLiteral("history"),
            };
        },
        std::move(open), parent);
}

PaletteSource *makeHelpSource(std::function<const HelpIndex &()> index, std::function<void(const QString &)> open,
                              QObject *parent)
{
    return new ReadSource<HelpPage>([index = std::move(index)] { return index().pages(); },
                                    [](const HelpPage &page) {
                                        return PaletteEntry{.id = QString(QStringLiteral("help/") % page.id),
                                                            .title = page.title,
                                                            .kind = StoredWords::tr("help page"),
                                                            .iconName = QStringLiteral("book-open")};
                                    },
                                    [open = std::move(open)](const HelpPage &page) { open(page.id); }, parent);
}

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
    const auto shown = [](const QString &place, const QString &kind, const QString &iconName) {
        return [place, kind, iconName](const auto &one) {
            return PaletteEntry{.id = QString(place % one.id),
                                .title = visibleText(one.name, nameLimit),
                                .kind = kind,
                                .iconName = iconName};
        };
    };
    m_segments = new Source<SegmentSummary>(
        *this, Segments, shown(QStringLiteral("segment/"), tr("audience segment"), QStringLiteral("users")),
        [this](const SegmentSummary &one) { Q_EMIT segmentAsked(one.id); });
    m_lists = new Source<ContactListSummary>(
        *this, Lists, shown(QStringLiteral("list/"), tr("contact list"), QStringLiteral("list-checks")),
        [this](const ContactListSummary &one) { Q_EMIT listAsked(one.id, one.name); });
    m_audiences = new Source<AudienceSummary>(
        *this, Audiences, shown(QStringLiteral("audience/"), tr("audience"), QStringLiteral("target")),
        [this](const AudienceSummary &one) { Q_EMIT audienceAsked(one.id); });
    for (PaletteSource *source : std::initializer_list<PaletteSource *>{m_segments, m_lists, m_audiences})
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
    const auto followed = [this, session](Kind kind, auto *objects, auto loading, auto failed, auto loaded) {
        connect(session, loading, this, [this, kind] { follow(kind, State::Asked); });
        connect(session, failed, this, [this, kind] { follow(kind, State::Failed); });
        connect(session, loaded, this, [this, kind, objects](const auto &found) {
            m_states[kind] = State::Known;
            objects->setObjects(found);
        });
    };
    followed(Segments, m_segments, &TenantSession::segmentsLoading, &TenantSession::segmentsFailed,
             &TenantSession::segmentsLoaded);
    followed(Lists, m_lists, &TenantSession::contactListsLoading, &TenantSession::contactListsFailed,
             &TenantSession::contactListsLoaded);
    followed(Audiences, m_audiences, &TenantSession::audiencesLoading, &TenantSession::audiencesFailed,
             &TenantSession::audiencesLoaded);
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
    for (PaletteSource *source : std::initializer_list<PaletteSource *>{m_segments, m_lists, m_audiences})
        Q_EMIT source->changed();
}

QString TenantSources::waiting(Kind kind) const
{
    if (m_states[kind] == State::Asked) {
        return kind == Segments ? tr("The segments are still loading.")
            : kind == Lists     ? tr("The contact lists are still loading.")
                                : tr("The audiences are still loading.");
    }
    if (m_states[kind] != State::Failed)
        return {};
    return kind == Segments ? tr("The segments could not be loaded.")
        : kind == Lists     ? tr("The contact lists could not be loaded.")
                            : tr("The audiences could not be loaded.");
}

} // namespace muster
