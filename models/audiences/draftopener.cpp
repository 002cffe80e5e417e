// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/draftopener.h"

#include "models/audiences/criteriatreetext.h"

#include <QFuture>
#include <QtConcurrent>

namespace muster {

namespace {

OpenedDraft read(const AudienceDraft &draft)
{
    OpenedDraft opened{draft, CriteriaHistory::fromBytes(draft.history), {}};
    if (opened.history)
        opened.tree = opened.history->current();
    else if (const auto tree = parseCriteriaTree(draft.tree))
        opened.tree = *tree;
    else
        opened.tree = CriteriaTree::fromGroup(draft.definition.criteria);
    return opened;
}

} // namespace

void DraftOpener::open(const AudienceDraft &draft)
{
    QtConcurrent::run(read, draft).then(this, [this](const OpenedDraft &draftThere) { Q_EMIT opened(draftThere); });
}

} // namespace muster
