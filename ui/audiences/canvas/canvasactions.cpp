// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/canvas/canvasactions.h"

#include "ui/audiences/canvas/canvasediting.h"
#include "ui/audiences/canvas/canvasview.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"

#include <QAction>
#include <QMenu>
#include <QUndoStack>

namespace muster {

CanvasActions::CanvasActions(CanvasView *view)
    : QObject(view)
    , m_view(*view)
    , m_menu(named("criteriaBoxMenu", new QMenu(view)))
{
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
    make(Act::AddCondition, tr("Add condition"), "plus", key("Ctrl+Return") + key("Ctrl+Enter"),
         &CanvasActions::newCondition, true);
    make(Act::AddGroup, tr("Add group"), "group", key("Ctrl+Shift+Return") + key("Ctrl+Shift+Enter"),
         &CanvasActions::newGroup, true);
    make(Act::Edit, tr("Edit condition"), "pencil", {}, &CanvasActions::edit);
    make(Act::OneOf, tr("Is one of…"), "list-checks", key("Ctrl+Shift+O"), &CanvasActions::oneOf);
    make(Act::ValueAsText, tr("Value is text"), nullptr, {}, &CanvasActions::valueAsText);
    make(Act::ValueAsNumber, tr("Value is a number"), nullptr, {}, &CanvasActions::valueAsNumber);
    make(Act::ValueAsYesOrNo, tr("Value is yes or no"), nullptr, {}, &CanvasActions::valueAsYesOrNo);
    make(Act::SwitchJoin, tr("Switch between ALL and ANY"), nullptr, key("Ctrl+J"), &CanvasActions::switchJoin);
    make(Act::Duplicate, tr("Duplicate"), "copy-plus", key("Ctrl+D"), &CanvasActions::duplicate);
    make(Act::Cut, tr("Cut"), "scissors", QKeySequence::keyBindings(QKeySequence::Cut), &CanvasActions::cut);
    make(Act::Copy, tr("Copy as JSON"), "copy", QKeySequence::keyBindings(QKeySequence::Copy), &CanvasActions::copy);
    make(Act::Paste, tr("Paste"), "clipboard-paste", QKeySequence::keyBindings(QKeySequence::Paste),
         &CanvasActions::paste);
    make(Act::Remove, tr("Remove"), "trash-2", key("Del") + key("Backspace"), &CanvasActions::remove);
    make(Act::Wrap, tr("Group"), "group", key("Ctrl+G"), &CanvasActions::wrap);
    make(Act::Ungroup, tr("Ungroup"), "ungroup", key("Ctrl+Shift+G"), &CanvasActions::ungroup);
    make(Act::Lock, tr("Locked"), "lock", key("Ctrl+L"), &CanvasActions::lock);
    make(Act::Mute, tr("Muted (what-if)"), "eye-off", key("Ctrl+M"), &CanvasActions::mute);
    for (const Act act : {Act::Lock, Act::Mute, Act::ValueAsText, Act::ValueAsNumber, Act::ValueAsYesOrNo})
        action(act)->setCheckable(true);
}

void CanvasActions::makeMoves()
{
    const auto key = [](const char *keys) { return QList<QKeySequence>{QKeySequence(QLatin1String(keys))}; };
    const bool isMirrored = m_view.layoutDirection() == Qt::RightToLeft;
    make(Act::MoveUp, tr("Move up"), "arrow-up", key("Alt+Up"), &CanvasActions::moveUp);
    make(Act::MoveDown, tr("Move down"), "arrow-down", key("Alt+Down"), &CanvasActions::moveDown);
    make(Act::MoveOut, tr("Move out of group"), nullptr, key(isMirrored ? "Alt+Right" : "Alt+Left"),
         &CanvasActions::moveOut);
    make(Act::MoveIn, tr("Move into group above"), nullptr, key(isMirrored ? "Alt+Left" : "Alt+Right"),
         &CanvasActions::moveIn);
    make(Act::MoveTo, tr("Move to…"), "move", key("Ctrl+Shift+M"), &CanvasActions::moveTo);
    make(Act::SelectAll, tr("Select all in group"), nullptr, QKeySequence::keyBindings(QKeySequence::SelectAll),
         &CanvasActions::selectAll);
}

void CanvasActions::makeLooks()
{
    const auto key = [](const char *keys) { return QList<QKeySequence>{QKeySequence(QLatin1String(keys))}; };
    make(Act::Collapse, tr("Expand or collapse group"), nullptr, {}, &CanvasActions::foldCurrent);
    make(Act::CollapseAll, tr("Collapse all groups"), nullptr, key("Ctrl+Shift+-"), &CanvasActions::collapseAll);
    make(Act::ExpandAll, tr("Expand all groups"), nullptr, key("Ctrl+Shift++"), &CanvasActions::expandAll);
    make(Act::ZoomIn, tr("Zoom in"), "zoom-in", key("Ctrl++") + key("Ctrl+="), &CanvasActions::zoomIn, true);
    make(Act::ZoomOut, tr("Zoom out"), "zoom-out", key("Ctrl+-"), &CanvasActions::zoomOut, true);
    make(Act::ZoomReset, tr("Actual size"), nullptr, key("Ctrl+0"), &CanvasActions::zoomReset, true);
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

// What the actions of the canvas do.

#include "ui/audiences/canvas/canvasdragging.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QUndoStack>

namespace muster {

/// Makes the edit and shows what it is about.
void CanvasActions::run(const CriteriaEditResult &result)
{
    if (!m_view.model() || !m_view.model()->apply(result))
        return;
    QList<CriteriaNodeId> shown;
    for (const CriteriaNodeId id : result->touched) {
        if (m_view.layoutOfBoxes().box(id))
            shown << id;
    }
    m_view.choose(shown);
    updateStates();
}

/// Behind the current condition, at the end of the current group.
CanvasPlace CanvasActions::placeForNew() const
{
    const CriteriaTree &tree = m_view.model()->tree();
    const CriteriaNodeId current = tree.contains(m_view.current()) ? m_view.current() : criteriaRootId;
    if (tree.node(current).group)
        return {current, -1};
    return {tree.node(current).parent, tree.indexOf(current) + 1};
}

void CanvasActions::addCondition(CriteriaNodeId group, int index)
{
    if (!m_view.model())
        return;
    const CriteriaEditResult result
        = m_view.model()->edits().addCondition(group, index, {{}, CriteriaOperator::Equals, QString()});
    run(result);
    if (result)
        m_view.editing().open(result->touched.value(0), CanvasPart::Field);
}

void CanvasActions::addGroup(CriteriaNodeId group, int index)
{
    if (!m_view.model())
        return;
    // The other way than the one around it: a group that joins alike would say nothing.
    const bool isAll = m_view.model()->tree().node(group).join == CriteriaJoin::And;
    run(m_view.model()->edits().addGroup(group, index, isAll ? CriteriaJoin::Or : CriteriaJoin::And));
    m_view.setFocus();
}

void CanvasActions::newCondition()
{
    if (m_view.model())
        addCondition(placeForNew().parent, placeForNew().index);
}

void CanvasActions::newGroup()
{
    if (m_view.model())
        addGroup(placeForNew().parent, placeForNew().index);
}

void CanvasActions::undo()
{
    if (m_stack)
        m_stack->undo();
}

void CanvasActions::redo()
{
    if (m_stack)
        m_stack->redo();
}

void CanvasActions::edit()
{
    m_view.editing().open(m_view.current(), CanvasPart::Field);
}

void CanvasActions::oneOf()
{
    if (m_view.model() && !targets().isEmpty())
        Q_EMIT oneOfAsked(targets().first());
}

void CanvasActions::setValueAs(CriteriaFieldType type)
{
    const QList<CriteriaNodeId> nodes = targets();
    CriteriaTreeModel *model = m_view.model();
    if (model && nodes.size() == 1 && model->tree().contains(nodes.first()))
        run(changeCriteriaValueType(model->tree(), nodes.first(), type));
    updateStates();
}

void CanvasActions::switchJoin()
{
    CriteriaTreeModel *model = m_view.model();
    if (!model || !model->tree().contains(m_view.current()))
        return;
    const CriteriaTreeNode &node = model->tree().node(m_view.current());
    const CriteriaTreeNode &group = node.group ? node : model->tree().node(node.parent);
    run(model->edits().setJoin(group.id, group.join == CriteriaJoin::And ? CriteriaJoin::Or : CriteriaJoin::And));
}

void CanvasActions::duplicate()
{
    if (m_view.model())
        run(m_view.model()->edits().duplicate(targets()));
}

void CanvasActions::copy()
{
    if (m_view.model() && !targets().isEmpty())
        QGuiApplication::clipboard()->setMimeData(clippingOf(m_view.model()->tree(), targets()).release());
}

void CanvasActions::cut()
{
    if (!m_view.model() || targets().isEmpty())
        return;
    // What cannot be removed does not come onto the clipboard either.
    const CriteriaEditResult result = m_view.model()->edits().remove(targets());
    if (result)
        copy();
    run(result);
}

void CanvasActions::paste()
{
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    if (!m_view.model())
        return;
    if (!data || !hasClipping(*data)) {
        Q_EMIT m_view.refused(tr("Nothing to paste. Conditions and groups are pasted as JSON text."));
        return;
    }
    const auto parts = readClipping(*data);
    if (!parts) {
        Q_EMIT m_view.refused(tr("The copied text can’t be pasted as criteria. %1").arg(parts.error()));
        return;
    }
    const CanvasPlace place = placeForNew();
    run(m_view.model()->edits().paste(place.parent, place.index, *parts));
}

void CanvasActions::remove()
{
    if (m_view.model())
        run(m_view.model()->edits().remove(targets()));
}

void CanvasActions::wrap()
{
    if (m_view.model())
        run(m_view.model()->edits().wrap(targets(), std::nullopt));
}

void CanvasActions::ungroup()
{
    if (m_view.model() && !targets().isEmpty())
        run(m_view.model()->edits().ungroup(targets().first()));
}

void CanvasActions::lock()
{
    if (!m_view.model() || targets().isEmpty())
        return;
    const bool isLocked = m_view.model()->tree().node(targets().first()).flags.locked;
    run(m_view.model()->edits().setLocked(targets(), !isLocked));
    updateStates();
}

void CanvasActions::mute()
{
    if (!m_view.model() || targets().isEmpty())
        return;
    const bool isMuted = m_view.model()->tree().node(targets().first()).flags.muted;
    run(m_view.model()->edits().setMuted(targets(), !isMuted));
    updateStates();
}

void CanvasActions::moveBy(CanvasStep step)
{
    if (!m_view.model())
        return;
    const auto place = canvasMove(m_view.model()->tree(), targets(), step);
    if (place)
        run(m_view.model()->edits().move(targets(), place->parent, place->index));
}

void CanvasActions::moveTo()
{
    if (m_view.model() && !targets().isEmpty())
        Q_EMIT moveToAsked(targets());
}

void CanvasActions::selectAll()
{
    if (!m_view.model() || !m_view.model()->tree().contains(m_view.current()))
        return;
    const CriteriaTree &tree = m_view.model()->tree();
    const CriteriaTreeNode &node = tree.node(m_view.current());
    const QList<CriteriaNodeId> members = node.group ? node.members : tree.node(node.parent).members;
    m_view.choose(members);
}

void CanvasActions::collapse(const QList<CriteriaNodeId> &groups, bool collapsed)
{
    if (!groups.isEmpty())
        m_view.model()->apply(m_view.model()->edits().setCollapsed(groups, collapsed));
}

void CanvasActions::foldCurrent()
{
    if (!m_view.model() || !m_view.model()->tree().contains(m_view.current()))
        return;
    const CriteriaTreeNode &node = m_view.model()->tree().node(m_view.current());
    const CriteriaTreeNode &group = node.group ? node : m_view.model()->tree().node(node.parent);
    collapse({group.id}, !group.flags.collapsed);
}

void CanvasActions::collapseAll()
{
    if (!m_view.model())
        return;
    QList<CriteriaNodeId> groups = m_view.model()->tree().inReadingOrder();
    groups.removeAll(criteriaRootId);
    collapse(groups, true);
}

void CanvasActions::expandAll()
{
    if (m_view.model())
        collapse(m_view.model()->tree().inReadingOrder(), false);
}

void CanvasActions::zoomIn()
{
    m_view.setZoom(m_view.zoom() * CanvasView::zoomStep);
}

void CanvasActions::zoomOut()
{
    m_view.setZoom(m_view.zoom() / CanvasView::zoomStep);
}

void CanvasActions::zoomReset()
{
    m_view.setZoom(1);
}

} // namespace muster
