// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/shellplace.h"

#include "models/runs/run.h"
#include "ui/audiences/audienceeditor.h"
#include "ui/audiences/audiencespage.h"
#include "ui/audiences/audiencework.h"
#include "ui/audit/historypage.h"
#include "ui/connection/connectionspage.h"
#include "ui/donotcall/donotcallpage.h"
#include "ui/lists/contactlistspage.h"
#include "ui/runs/activitypage.h"
#include "ui/runs/runpane.h"
#include "ui/segments/segmentspage.h"
#include "ui/transcripts/transcriptspage.h"

#include <utility>

namespace muster {

namespace {

/// Tabs that can be opened again: what the tenant has, and drafts that the disk has.
QStringList openAudiences(const AudiencesPage &page)
{
    QStringList ids;
    for (const AudienceEditor *editor : page.editors()) {
        if (!editor->work().base() && !editor->isChanged())
            continue;
        if (editor == page.current())
            ids.append(editor->work().audienceId());
        else
            ids.prepend(editor->work().audienceId());
    }
    return ids;
}

template <typename... Pages>
bool anyHoldsWork(const QWidget &page)
{
    const auto asks = [&page]<typename One>(const One *one) {
        one = qobject_cast<const One *>(&page);
        return one && one->holdsWork();
    };
    return (asks(static_cast<const Pages *>(nullptr)) || ...);
}

} // namespace

void ShellPlace::keep(const QWidget &page)
{
    if (const auto *segments = qobject_cast<const SegmentsPage *>(&page))
        m_segment = segments->chosenId();
    else if (const auto *activity = qobject_cast<const ActivityPage *>(&page))
        m_run = activity->pane()->run();
    else if (const auto *history = qobject_cast<const HistoryPage *>(&page))
        m_entry = history->shownEntry();
    else if (const auto *connections = qobject_cast<const ConnectionsPage *>(&page))
        m_connection = connections->selectedId();
    else if (const auto *audiences = qobject_cast<const AudiencesPage *>(&page))
        m_audiences = openAudiences(*audiences);
}

void ShellPlace::restore(QWidget &page)
{
    if (auto *segments = qobject_cast<SegmentsPage *>(&page); segments && !m_segment.isEmpty())
        segments->choose(std::exchange(m_segment, {}));
    else if (auto *activity = qobject_cast<ActivityPage *>(&page); activity && m_run)
        activity->showRun(std::exchange(m_run, nullptr));
    else if (auto *history = qobject_cast<HistoryPage *>(&page); history && m_entry > 0)
        history->showEntry(std::exchange(m_entry, 0));
    else if (auto *connections = qobject_cast<ConnectionsPage *>(&page); connections && !m_connection.isEmpty())
        connections->select(std::exchange(m_connection, {}));
    else if (auto *audiences = qobject_cast<AudiencesPage *>(&page); audiences && !m_audiences.isEmpty())
        Q_EMIT audiences->againAsked(std::exchange(m_audiences, {}));
}

bool ShellPlace::holdsWork(const QWidget &page)
{
    return anyHoldsWork<SegmentsPage, ContactListsPage, DoNotCallPage, TranscriptsPage, AudiencesPage, ConnectionsPage>(
        page);
}

} // namespace muster
