// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/canvas/canvasactions.h"

#include "ui/audiences/canvas/canvasediting.h"
#include "ui/audiences/canvas/canvasview.h"
#include "ui/common/icons.h"

#include <QAction>
#include <QMenu>
#include <QUndoStack>

namespace muster {

CanvasActions::CanvasActions(CanvasView *view)
    : QObject(view)
    , m_view(*view)
    , m_menu(new QMenu(view))
{
    m_menu->setObjectName(QStringLiteral("criteriaBoxMenu"));
    makeEdits();
    makeMoves();
    makeLooks();
    connect(view, &CanvasView::menuAsked, this, &CanvasActions::openMenu);
    connect(view, &CanvasView::addConditionAsked, this, [this](CriteriaNodeId group) { addCondition(group, -1); });
    connect(view, &CanvasView::addGroupAsked, this, [this](CriteriaNodeId group) { addGroup(group, -1); });
    connect(view, &CanvasView::selectionChanged, this, &CanvasActions::updateStates);
    connect(view, &CanvasView::currentChanged, this, &CanvasActions::updateStates);
    updateStates();
}

/// `everywhere`: also while a field is being edited. Other keys belong to the fields there.
void CanvasActions::make(Act act, const QString &text, const char *icon, const QList<QKeySequence> &keys,
                         void (CanvasActions::*slot)(), bool everywhere)
{
    auto *action = new QAction(text, this);
    if (icon)
        action->setIcon(themedIcon(QString::fromLatin1(icon)));
    action->setShortcuts(keys);
    action->setShortcutContext(everywhere ? Qt::WidgetWithChildrenShortcut : Qt::WidgetShortcut);
    action->setObjectName(QStringLiteral("criteriaAction%1").arg(int(act)));
    connect(action, &QAction::triggered, this, slot);
    m_view.addAction(action);
    m_actions.insert(int(act), action);
}

void CanvasActions::makeEdits()
{
    const auto key = [](const char *keys) { return QList<QKeySequence>{QKeySequence(QLatin1String(keys))}; };
    make(Act::Undo, tr("Undo"), "undo-2", QKeySequence::keyBindings(QKeySequence::Undo), &CanvasActions::undo, true);
    make(Act::Redo, tr("Redo"), "redo-2", key("Ctrl+Shift+Z") + key("Ctrl+Y"), &CanvasActions::redo, true);
    make(Act::AddCondition, tr("Add a condition"), "plus", key("Ctrl+Return") + key("Ctrl+Enter"),
         &CanvasActions::newCondition, true);
    make(Act::AddGroup, tr("Add a group"), "group", key("Ctrl+Shift+Return") + key("Ctrl+Shift+Enter"),
         &CanvasActions::newGroup, true);
    make(Act::Edit, tr("Edit the condition"), "pencil", {}, &CanvasActions::edit);
    make(Act::OneOf, tr("Is one of\u2026"), "list-checks", key("Ctrl+Shift+O"), &CanvasActions::oneOf);
    make(Act::ValueAsText, tr("The value is a text"), nullptr, {}, &CanvasActions::valueAsText);
    make(Act::ValueAsNumber, tr("The value is a number"), nullptr, {}, &CanvasActions::valueAsNumber);
    make(Act::ValueAsYesOrNo, tr("The value is yes or no"), nullptr, {}, &CanvasActions::valueAsYesOrNo);
    make(Act::SwitchJoin, tr("Switch between ALL of and ANY of"), nullptr, key("Ctrl+J"), &CanvasActions::switchJoin);
    make(Act::Duplicate, tr("Duplicate"), "copy-plus", key("Ctrl+D"), &CanvasActions::duplicate);
    make(Act::Cut, tr("Cut"), "scissors", QKeySequence::keyBindings(QKeySequence::Cut), &CanvasActions::cut);
    make(Act::Copy, tr("Copy as JSON"), "copy", QKeySequence::keyBindings(QKeySequence::Copy), &CanvasActions::copy);
    make(Act::Paste, tr("Paste"), "clipboard-paste", QKeySequence::keyBindings(QKeySequence::Paste),
         &CanvasActions::paste);
    make(Act::Remove, tr("Remove"), "trash-2", key("Del") + key("Backspace"), &CanvasActions::remove);
    make(Act::Wrap, tr("Put into a new group"), "group", key("Ctrl+G"), &CanvasActions::wrap);
    make(Act::Ungroup, tr("Take the group apart"), "ungroup", key("Ctrl+Shift+G"), &CanvasActions::ungroup);
    make(Act::Lock, tr("Locked"), "lock", key("Ctrl+L"), &CanvasActions::lock);
    make(Act::Mute, tr("Muted for a what-if"), "eye-off", key("Ctrl+M"), &CanvasActions::mute);
    for (const Act act : {Act::Lock, Act::Mute, Act::ValueAsText, Act::ValueAsNumber, Act::ValueAsYesOrNo})
        action(act)->setCheckable(true);
}

void CanvasActions::makeMoves()
{
    const auto key = [](const char *keys) { return QList<QKeySequence>{QKeySequence(QLatin1String(keys))}; };
    const bool isMirrored = m_view.layoutDirection() == Qt::RightToLeft;
    make(Act::MoveUp, tr("Move up"), "arrow-up", key("Alt+Up"), &CanvasActions::moveUp);
    make(Act::MoveDown, tr("Move down"), "arrow-down", key("Alt+Down"), &CanvasActions::moveDown);
    make(Act::MoveOut, tr("Move out of the group"), nullptr, key(isMirrored ? "Alt+Right" : "Alt+Left"),
         &CanvasActions::moveOut);
    make(Act::MoveIn, tr("Move into the group above"), nullptr, key(isMirrored ? "Alt+Left" : "Alt+Right"),
         &CanvasActions::moveIn);
    make(Act::MoveTo, tr("Move to\u2026"), "move", key("Ctrl+Shift+M"), &CanvasActions::moveTo);
    make(Act::SelectAll, tr("Select all in the group"), nullptr, QKeySequence::keyBindings(QKeySequence::SelectAll),
         &CanvasActions::selectAll);
}

void CanvasActions::makeLooks()
{
    const auto key = [](const char *keys) { return QList<QKeySequence>{QKeySequence(QLatin1String(keys))}; };
    make(Act::Collapse, tr("Open or close the group"), nullptr, {}, &CanvasActions::foldCurrent);
    make(Act::CollapseAll, tr("Close all groups"), nullptr, key("Ctrl+Shift+-"), &CanvasActions::collapseAll);
    make(Act::ExpandAll, tr("Open all groups"), nullptr, key("Ctrl+Shift++"), &CanvasActions::expandAll);
    make(Act::ZoomIn, tr("Larger"), "zoom-in", key("Ctrl++") + key("Ctrl+="), &CanvasActions::zoomIn, true);
    make(Act::ZoomOut, tr("Smaller"), "zoom-out", key("Ctrl+-"), &CanvasActions::zoomOut, true);
    make(Act::ZoomReset, tr("Usual size"), nullptr, key("Ctrl+0"), &CanvasActions::zoomReset, true);
}

void CanvasActions::setUndoStack(QUndoStack *stack)
{
    if (m_stack)
        m_stack->disconnect(this);
    m_stack = stack;
    if (stack) {
        connect(stack, &QUndoStack::indexChanged, this, &CanvasActions::updateStates);
        connect(stack, &QObject::destroyed, this, [this] {
            m_stack = nullptr;
            updateStates();
        });
    }
    updateStates();
}

void CanvasActions::updateStates()
{
    const CriteriaTreeModel *model = m_view.model();
    const bool canUndo = m_stack && m_stack->canUndo(), canRedo = m_stack && m_stack->canRedo();
    action(Act::Undo)->setEnabled(canUndo);
    action(Act::Redo)->setEnabled(canRedo);
    //: %1 is the name of a step, as in "Remove".
    action(Act::Undo)->setText(canUndo ? tr("Undo: %1").arg(m_stack->undoText()) : tr("Undo"));
    //: %1 is the name of a step, as in "Remove".
    action(Act::Redo)->setText(canRedo ? tr("Redo: %1").arg(m_stack->redoText()) : tr("Redo"));
    const QList<CriteriaNodeId> nodes = targets();
    const CriteriaTreeNode *node = model && !nodes.isEmpty() && model->tree().contains(nodes.first())
        ? &model->tree().node(nodes.first())
        : nullptr;
    action(Act::Lock)->setChecked(node && node->flags.locked);
    action(Act::Mute)->setChecked(node && node->flags.muted);
    const bool isCondition = node && !node->group && nodes.size() == 1;
    action(Act::Edit)->setEnabled(isCondition);
    action(Act::OneOf)->setEnabled(isCondition);
    // Where the field is known its type is, too.
    const bool isOpen = isCondition && !model->fields().find(node->condition.field);
    const CriteriaFieldType type = node ? model->typeOf(node->id) : CriteriaFieldType::Text;
    for (const auto &[act, one] : {std::pair(Act::ValueAsText, CriteriaFieldType::Text),
                                   std::pair(Act::ValueAsNumber, CriteriaFieldType::Number),
                                   std::pair(Act::ValueAsYesOrNo, CriteriaFieldType::Boolean)}) {
        action(act)->setEnabled(isOpen);
        action(act)->setChecked(isCondition && type == one);
    }
}

QList<CriteriaNodeId> CanvasActions::targets() const
{
    QList<CriteriaNodeId> nodes = m_view.selected();
    if (nodes.isEmpty() && m_view.current() != noCriteriaNode)
        nodes << m_view.current();
    if (nodes.size() > 1)
        nodes.removeAll(criteriaRootId);
    return nodes;
}

void CanvasActions::openMenu(QPoint globalPosition)
{
    updateStates();
    m_menu->clear();
    const QList<QList<Act>> parts{{Act::Edit, Act::OneOf, Act::SwitchJoin, Act::Collapse},
                                  {Act::ValueAsText, Act::ValueAsNumber, Act::ValueAsYesOrNo},
                                  {Act::AddCondition, Act::AddGroup, Act::Duplicate},
                                  {Act::Cut, Act::Copy, Act::Paste, Act::Remove},
                                  {Act::Wrap, Act::Ungroup, Act::Lock, Act::Mute},
                                  {Act::MoveUp, Act::MoveDown, Act::MoveOut, Act::MoveIn, Act::MoveTo},
                                  {Act::CollapseAll, Act::ExpandAll}};
    for (const QList<Act> &part : parts) {
        m_menu->addSeparator();
        for (const Act act : part)
            m_menu->addAction(action(act));
    }
    m_menu->popup(globalPosition);
}

} // namespace muster
