// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/criteriatreemodel.h"
#include "ui/common/forward.h"

#include <QPointer>
#include <QWidget>

namespace muster {

class CanvasActions;
class CanvasView;
class CriteriaUndo;

/// The canvas of an audience's criteria: nested boxes, a bar with what is done most, and a line that says why something
/// was not done. Shows a model and edits it; everything it does can be undone when it is given an undo. GUI thread.
class CriteriaCanvas : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "audiences#conditions-and-groups")

public:
    explicit CriteriaCanvas(QWidget *parent = nullptr);
    /// The model must outlive the canvas or be taken away first (nullptr). Ends what could be undone.
    void setModel(CriteriaTreeModel *model);
    /// What undo and redo are asked of, and what they did is scrolled to; of the same model. nullptr: nothing can be
    /// undone.
    void setUndo(CriteriaUndo *undo);
    /// Names, types and values that are known: the model's.
    void setFields(const CriteriaFields &fields);
    /// How many contacts satisfy each node; "—" for those that are not named.
    void setFunnel(const QHash<CriteriaNodeId, qint64> &matches);
    /// Marks beside boxes with a sentence each: findings, the effect of a muted box.
    void setRemarks(const QHash<CriteriaNodeId, CriteriaRemark> &remarks);

    [[nodiscard]] CriteriaNodeId currentNode() const;
    /// Opens what it is in, scrolls there and gives it the keyboard.
    void revealNode(CriteriaNodeId id);
    [[nodiscard]] CanvasView *view() const { return m_view; }
    [[nodiscard]] CanvasActions *actionsOfBoxes() const { return m_actions; }

Q_SIGNALS:
    void currentNodeChanged(muster::CriteriaNodeId id);
    /// Something was not done; whole sentences. The canvas says it, too.
    void editRefused(const QString &words);

private:
    QWidget *buildBar();
    void say(const QString &words);
    void openMoveTo(const QList<CriteriaNodeId> &nodes);
    void openOneOf(CriteriaNodeId condition);
    void showZoom();

    QPointer<CriteriaTreeModel> m_model;
    QPointer<CriteriaUndo> m_undo;
    CanvasView *m_view = nullptr;
    CanvasActions *m_actions = nullptr;
    QToolButton *m_zoom = nullptr;
    PlainLabel *m_notice = nullptr;
};

} // namespace muster
