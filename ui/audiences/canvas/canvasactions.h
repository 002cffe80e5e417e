// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriaedits.h"
#include "models/rules/criteria/criteriafield.h"
#include "ui/audiences/canvas/canvaslayout.h"
#include "ui/common/forward.h"

#include <QHash>
#include <QObject>

class QUndoStack;

namespace muster {

class CanvasView;

/// Everything that can be done to boxes, as actions with a name and a key: for the bar, the menu of a box and the
/// keyboard alike. They work on what is selected in the view, and on the box that has the keyboard where nothing is.
/// What is refused is said by CriteriaTreeModel::refused().
class CanvasActions : public QObject
{
    Q_OBJECT

public:
    enum class Act {
        Undo,
        Redo,
        AddCondition,
        AddGroup,
        Edit,
        OneOf,
        ValueAsText, ///< Of a field that is not known: its value says what it is.
        ValueAsNumber,
        ValueAsYesOrNo,
        SwitchJoin,
        Duplicate,
        Cut,
        Copy,
        Paste,
        Remove,
        Wrap,
        Ungroup,
        Lock,
        Mute,
        MoveUp,
        MoveDown,
        MoveOut,
        MoveIn,
        MoveTo,
        SelectAll,
        Collapse,
        CollapseAll,
        ExpandAll,
        ZoomIn,
        ZoomOut,
        ZoomReset,
    };

    explicit CanvasActions(CanvasView *view);
    [[nodiscard]] QAction *action(Act act) const { return m_actions.value(int(act)); }
    void setUndoStack(QUndoStack *stack); ///< nullptr: nothing can be undone.
    void openMenu(QPoint globalPosition);
    void addCondition(CriteriaNodeId group, int index); ///< And opens its field.
    void addGroup(CriteriaNodeId group, int index);
    /// Words about what fits no refusal: what lies on the clipboard cannot be read.
    void paste();

Q_SIGNALS:
    void moveToAsked(const QList<muster::CriteriaNodeId> &nodes);
    void oneOfAsked(muster::CriteriaNodeId condition);

private:
    void make(Act act, const QString &text, const char *icon, const QList<QKeySequence> &keys,
              void (CanvasActions::*slot)(), bool everywhere = false);
    void makeEdits();
    void makeMoves();
    void makeLooks();
    void updateStates();
    [[nodiscard]] QList<CriteriaNodeId> targets() const; ///< Without the outer group, unless it is alone.
    void run(const CriteriaEditResult &result);
    [[nodiscard]] CanvasPlace placeForNew() const;
    void moveBy(CanvasStep step);
    void collapse(const QList<CriteriaNodeId> &groups, bool collapsed);

    void undo();
    void redo();
    void newCondition();
    void newGroup();
    void edit();
    void oneOf();
    void valueAsText() { setValueAs(CriteriaFieldType::Text); }
    void valueAsNumber() { setValueAs(CriteriaFieldType::Number); }
    void valueAsYesOrNo() { setValueAs(CriteriaFieldType::Boolean); }
    void setValueAs(CriteriaFieldType type);
    void switchJoin();
    void duplicate();
    void cut();
    void copy();
    void remove();
    void wrap();
    void ungroup();
    void lock();
    void mute();
    void moveUp() { moveBy(CanvasStep::Up); }
    void moveDown() { moveBy(CanvasStep::Down); }
    void moveOut() { moveBy(CanvasStep::Outward); }
    void moveIn() { moveBy(CanvasStep::Inward); }
    void moveTo();
    void selectAll();
    void foldCurrent();
    void collapseAll();
    void expandAll();
    void zoomIn();
    void zoomOut();
    void zoomReset();

    CanvasView &m_view;
    QUndoStack *m_stack = nullptr;
    QHash<int, QAction *> m_actions;
    QMenu *m_menu = nullptr;
};

} // namespace muster
