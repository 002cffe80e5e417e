// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriaedits.h"
#include "models/audiences/criteriatree.h"
#include "models/store/draftstore.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <optional>

namespace muster {

/// A step that can be undone, or was.
struct CriteriaHistoryStep
{
    CriteriaStep step = CriteriaStep::Replace;
    int count = 1; ///< Nodes that it was about, for its words.
    CriteriaNodeId node = noCriteriaNode; ///< The first of them.
    CriteriaTree after;
};

/// All that happened to a draft, and where in it the draft is: what is kept beside a draft so that undoing goes on
/// where it was. A value; any thread.
struct CriteriaHistory
{
    CriteriaTree first; ///< Before all steps.
    QList<CriteriaHistoryStep> steps; ///< Each begins where the one before it ended.
    qsizetype done = 0; ///< So many of them are done, the others are undone.

    [[nodiscard]] const CriteriaTree &current() const { return done == 0 ? first : steps[done - 1].after; }
    /// JSON: the first tree in full, of each step the nodes that it changed. Grows by the change, not by the tree.
    [[nodiscard]] QByteArray toBytes() const;
    /// Nothing: not written by toBytes(), damaged, or over criteriaHistoryLimit bytes. Every tree in it is one.
    [[nodiscard]] static std::optional<CriteriaHistory> fromBytes(const QByteArray &bytes);
};

inline constexpr qsizetype criteriaHistoryLimit = 64 * 1024 * 1024;

/// What a person looks for after the draft went from one state to another (undo, redo), in reading order of `after`:
/// the nodes that came, changed or are in another group; of one that came with all that is in it only itself. Where
/// only an order changed `stepNode`, what the step was about; where nodes are only gone the group that they were in.
/// Empty: nothing changed. Any thread.
[[nodiscard]] QList<CriteriaNodeId> touchedBetween(const CriteriaTree &before, const CriteriaTree &after,
                                                   CriteriaNodeId stepNode);

/// A draft whose criteria and steps are read.
struct OpenedDraft
{
    AudienceDraft draft;
    std::optional<CriteriaHistory> history; ///< Nothing: it was not kept, or cannot be read; then `tree` is all.
    CriteriaTree tree; ///< As it is now; what would be sent when nothing better can be read.
};

/// Reads criteria and steps of drafts on a worker: hundreds of steps take tens of milliseconds. GUI thread.
class DraftOpener : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    /// opened() follows, unless this is gone by then.
    void open(const AudienceDraft &draft);

Q_SIGNALS:
    void opened(const muster::OpenedDraft &opened);
};

} // namespace muster
