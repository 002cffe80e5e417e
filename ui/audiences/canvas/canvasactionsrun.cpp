// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the actions of the canvas do.

#include "models/audiences/criteriafieldchange.h"
#include "ui/audiences/canvas/canvasactions.h"
#include "ui/audiences/canvas/canvasediting.h"
#include "ui/audiences/canvas/canvasview.h"
#include "ui/audiences/canvas/criteriaclipping.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QUndoStack>

namespace muster {

namespace {

} // namespace

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

void CanvasActions::valueAsText()
{
    setValueAs(CriteriaFieldType::Text);
}

void CanvasActions::valueAsNumber()
{
    setValueAs(CriteriaFieldType::Number);
}

void CanvasActions::valueAsYesOrNo()
{
    setValueAs(CriteriaFieldType::Boolean);
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
        Q_EMIT m_view.refused(tr("There is no text to be pasted. Conditions and groups are pasted as JSON."));
        return;
    }
    const auto parts = readClipping(*data);
    if (!parts) {
        Q_EMIT m_view.refused(tr("What was copied cannot be pasted as criteria. %1").arg(parts.error()));
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
