// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriahistory.h"

#include <QObject>
#include <functional>

class QUndoStack;

namespace muster {

class CriteriaTreeModel;

/// Undo and redo of everything that is done to a draft's criteria, without limit; each step has a name in words. What
/// is typed into one field of one condition is one step as long as the letters come within half a second of each other.
/// GUI thread.
class CriteriaUndo : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 mergeMilliseconds = 500;

    /// `model` must outlive this; every edit that is applied to it from now on is a step. A tree that is set from
    /// elsewhere (CriteriaTreeModel::setTree()) ends what can be undone.
    explicit CriteriaUndo(CriteriaTreeModel *model, QObject *parent = nullptr);
    [[nodiscard]] QUndoStack *stack() const { return m_stack; }

    /// Everything, to be kept with the draft.
    [[nodiscard]] CriteriaHistory history() const;
    /// Puts the model where the history is and goes on from there.
    void restore(const CriteriaHistory &history);
    /// Milliseconds of a clock that only goes forward; for tests.
    void setClock(std::function<qint64()> clock) { m_clock = std::move(clock); }

Q_SIGNALS:
    /// An undo or a redo put the draft there; `nodes` are what it was about, see touchedBetween().
    void stepped(const QList<muster::CriteriaNodeId> &nodes);
    void changed(); ///< A step was made, undone, redone or lengthened: the draft is to be written.

private:
    class Step;
    void push(const CriteriaTree &before, const CriteriaEdit &edit);
    void show(const CriteriaTree &tree);
    void go(const CriteriaTree &tree, CriteriaNodeId stepNode);

    CriteriaTreeModel &m_model;
    QUndoStack *m_stack = nullptr;
    std::function<qint64()> m_clock;
    CriteriaTree m_base; ///< Before all steps.
    CriteriaTree m_expected; ///< The tree that the model is about to have by our doing.
    bool m_isReplaying = false; ///< Steps are being put in place and must not touch the model.
};

} // namespace muster
