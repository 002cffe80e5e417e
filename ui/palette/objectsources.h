// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/audience.h"
#include "network/wire/connectionprofile.h"
#include "network/wire/contactlist.h"
#include "network/wire/segment.h"
#include "ui/palette/palettesource.h"

#include <QList>
#include <QString>
#include <array>
#include <functional>

class QObject;

namespace muster {

class HelpIndex;
class PaletteModel;
class PaletteSource;
class Run;
class RunListModel;
class TenantSession;
class Workspace;
struct RecentItem;

/// Objects of one type that somebody hands in: how they are shown and opened are functions of it.
template <typename Object>
class ObjectSource : public PaletteSource
{
public:
    using Show = std::function<PaletteEntry(const Object &)>; ///< Of the same object always the same id.
    using Open = std::function<void(const Object &)>;

    ObjectSource(Show show, Open open, QObject *parent)
        : PaletteSource(parent)
        , m_show(std::move(show))
        , m_open(std::move(open))
    {
    }
    void setObjects(const QList<Object> &objects)
    {
        m_objects = objects;
        Q_EMIT changed();
    }
    [[nodiscard]] const QList<Object> &objects() const { return m_objects; }
    [[nodiscard]] qsizetype count() const override { return m_objects.size(); }
    [[nodiscard]] PaletteEntry entry(qsizetype place) const override { return m_show(m_objects[place]); }
    void open(const QString &id) override
    {
        for (qsizetype i = 0; i < m_objects.size(); ++i) {
            if (m_show(m_objects[i]).id != id)
                continue;
            const Object object = m_objects[i]; // opening it may bring other ones
            m_open(object);
            return;
        }
    }

private:
    const Show m_show;
    const Open m_open;
    QList<Object> m_objects;
};

/// Sources of what is kept here and not on a tenant. Each reads what there is when the palette opens; `parent` owns it,
/// what is handed in outlives it.

/// The built-in sandbox and the saved connections; `current` gives the id of the one that is open.
[[nodiscard]] PaletteSource *makeConnectionsSource(Workspace &workspace, std::function<QString()> current,
                                                   std::function<void(const ConnectionProfile &)> open,
                                                   QObject *parent);
/// Masking policies, by their names; the built-in one is the first.
[[nodiscard]] PaletteSource *makePoliciesSource(Workspace &workspace, std::function<void(const QString &name)> open,
                                                QObject *parent);
/// The runs of this session, those that go and those that have ended.
[[nodiscard]] PaletteSource *makeRunsSource(const RunListModel &runs, std::function<void(Run *)> open, QObject *parent);
/// What was opened last with the connection that is open; `profileId` gives its id.
[[nodiscard]] PaletteSource *makeRecentSource(Workspace &workspace, std::function<QString()> profileId,
                                              std::function<void(const RecentItem &)> open, QObject *parent);
/// The pages of the manual, which is read when they are first looked for.
[[nodiscard]] PaletteSource *makeHelpSource(std::function<const HelpIndex &()> index,
                                            std::function<void(const QString &pageId)> open, QObject *parent);

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
