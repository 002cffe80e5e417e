// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/listsizekeeper.h"

#include "models/runs/detach.h"
#include "models/runs/workspace.h"
#include "models/store/listsizestore.h"
#include "models/store/storethread.h"
#include "network/http/clock.h"

#include <QCoro/QCoroFuture>
#include <memory>

namespace muster {

ListSizeKeeper::ListSizeKeeper(Workspace &workspace, QString profileId, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_profileId(std::move(profileId))
{
}

ListSizeKeeper::~ListSizeKeeper()
{
    m_question.request_stop();
}

void ListSizeKeeper::note(const QList<ContactListSummary> &lists)
{
    m_question.request_stop();
    m_question = std::stop_source();
    const QDate today = m_workspace.clock().wallNow().toUTC().date();
    const auto sizes = std::make_shared<ListSizeHistory>();
    // The store outlives the thread, which does all that it was given before it ends.
    const ListSizeStore &store = m_workspace.listSizes();
    const auto work = [&store, profileId = m_profileId, lists, today, sizes]() -> Result<void> {
        TRY(known, store.note(profileId, lists, today));
        *sizes = *std::move(known);
        return {};
    };
    answerTo(
        this, m_question.get_token(), [&thread = m_workspace.storeThread(), work] { return thread.run(work); },
        [sizes, today](ListSizeKeeper *self, const Result<void> &noted) {
            if (noted)
                Q_EMIT self->sizesKnown(*sizes, today);
            else
                Q_EMIT self->failed(noted.error());
        });
}

} // namespace muster
