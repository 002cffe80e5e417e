// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriahistory.h"
#include "models/items/criteriatreemodel.h"
#include "network/wire/audience.h"

#include <QObject>
#include <functional>
#include <optional>

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

/// One audience that is worked on: its draft, of which canvas, sentence and JSON are views, and what it began from. GUI
/// thread.
class AudienceWork : public QObject
{
    Q_OBJECT

public:
    /// `audienceId`: of the audience, or the one that a new one will get.
    explicit AudienceWork(const QString &audienceId, QObject *parent = nullptr);

    [[nodiscard]] const QString &audienceId() const { return m_audienceId; }
    [[nodiscard]] CriteriaTreeModel &tree() const { return *m_tree; }
    /// Everything but the criteria.
    [[nodiscard]] const AudienceDefinition &details() const { return m_details; }
    void setDetails(const AudienceDefinition &details); ///< Its criteria are not looked at.
    /// What would be registered now: without muted parts.
    [[nodiscard]] AudienceDefinition definition() const;
    /// Other criteria in the place of what is sent, as one step that can be undone; see CriteriaEdits::replace(). Why
    /// not: a locked part stands against it, or they are too deep or too many. The same again changes nothing.
    [[nodiscard]] std::optional<CriteriaRefusal> replaceCriteria(const CriteriaGroup &criteria);
    /// The same, and the details with them.
    [[nodiscard]] std::optional<CriteriaRefusal> replace(const AudienceDefinition &definition);

    /// What the tenant had when the draft began; nothing: it has no such audience.
    [[nodiscard]] const std::optional<Audience> &base() const { return m_base; }
    void setBase(const std::optional<Audience> &base); ///< The draft goes on from it.
    [[nodiscard]] bool isChanged() const; ///< Something would be registered.

Q_SIGNALS:
    void changed(); ///< The draft, or what it began from.

private:
    const QString m_audienceId;
    CriteriaTreeModel *const m_tree;
    AudienceDefinition m_details;
    std::optional<Audience> m_base;
};

} // namespace muster
