// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/canvas/criteriacanvas.h"

#include "models/text/criteriawords.h"
#include "ui/audiences/audiencework.h"
#include "ui/audiences/canvas/canvasactions.h"
#include "ui/audiences/canvas/canvasdialogs.h"
#include "ui/audiences/canvas/canvasediting.h"
#include "ui/audiences/canvas/canvasview.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formparts.h"
#include "ui/common/theme.h"

#include <QAccessible>
#include <QAction>
#include <QLocale>
#include <QToolButton>
#include <cmath>

namespace muster {

CriteriaCanvas::CriteriaCanvas(QWidget *parent)
    : QWidget(parent)
    , m_view(new CanvasView(this))
    , m_actions(new CanvasActions(m_view))
    , m_notice(wrappedLabel(this, "canvasNoticeLabel", ColourRole::Bad))
{
    setObjectName(QStringLiteral("criteriaCanvas"));
    m_notice->setContentsMargins(space::s, 0, space::s, space::xs);
    m_notice->hide();
    fillColumn(this, space::xs, {buildBar(), {m_view, 1}, m_notice});
    connect(m_view, &CanvasView::refused, this, &CriteriaCanvas::say);
    connect(m_view, &CanvasView::currentChanged, this, [this](CriteriaNodeId id) {
        m_notice->hide();
        Q_EMIT currentNodeChanged(id);
    });
    connect(m_view, &CanvasView::zoomChanged, this, &CriteriaCanvas::showZoom);
    connect(m_actions, &CanvasActions::moveToAsked, this, &CriteriaCanvas::openMoveTo);
    connect(m_actions, &CanvasActions::oneOfAsked, this, &CriteriaCanvas::openOneOf);
    connect(&m_view->editing(), &CanvasEditing::severalAsked, this, &CriteriaCanvas::openOneOf);
    showZoom();
}

QWidget *CriteriaCanvas::buildBar()
{
    auto *bar = new QWidget(this);
    auto *row = new FlowLayout(space::xs, bar);
    using Act = CanvasActions::Act;
    const auto add = [&](Act act, const char *name, bool words) {
        auto *button = named(name, new QToolButton(bar));
        button->setDefaultAction(m_actions->action(act));
        button->setToolButtonStyle(words ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
        button->setFocusPolicy(Qt::TabFocus);
        row->addWidget(button);
        return button;
    };
    add(Act::AddCondition, "addConditionButton", true);
    add(Act::AddGroup, "addGroupButton", true);
    add(Act::Undo, "undoButton", false);
    add(Act::Redo, "redoButton", false);
    row->addStretch();
    add(Act::ZoomOut, "zoomOutButton", false);
    m_zoom = add(Act::ZoomReset, "zoomResetButton", true);
    add(Act::ZoomIn, "zoomInButton", false);
    return bar;
}

void CriteriaCanvas::setModel(CriteriaTreeModel *model)
{
    if (m_model)
        m_model->disconnect(this);
    m_model = model;
    setUndo(nullptr);
    m_view->setModel(model);
    m_notice->hide();
    if (!model)
        return;
    connect(model, &CriteriaTreeModel::refused, this,
            [this](const CriteriaRefusal &refusal) { say(criteriaRefusalText(refusal, m_model->tree())); });
    connect(model, &CriteriaTreeModel::edited, this, [this] { m_notice->hide(); });
}

void CriteriaCanvas::setUndo(CriteriaUndo *undo)
{
    if (m_undo)
        m_undo->disconnect(m_view);
    m_undo = undo;
    m_actions->setUndoStack(undo ? undo->stack() : nullptr);
    if (undo)
        connect(undo, &CriteriaUndo::stepped, m_view, &CanvasView::follow);
}

void CriteriaCanvas::setFields(const CriteriaFields &fields)
{
    if (m_model)
        m_model->setFields(fields);
}

void CriteriaCanvas::setFunnel(const QHash<CriteriaNodeId, qint64> &matches)
{
    if (m_model)
        m_model->setFunnel(matches);
}

void CriteriaCanvas::setRemarks(const QHash<CriteriaNodeId, CriteriaRemark> &remarks)
{
    if (m_model)
        m_model->setRemarks(remarks);
}

CriteriaNodeId CriteriaCanvas::currentNode() const
{
    return m_view->current();
}

void CriteriaCanvas::revealNode(CriteriaNodeId id)
{
    m_view->reveal(id);
    m_view->setFocus();
}

void CriteriaCanvas::say(const QString &words)
{
    //: %1 is whole sentences that say why.
    m_notice->setPlainText(tr("Not done. %1").arg(words));
    m_notice->show();
    QAccessibleEvent event(m_notice, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
    Q_EMIT editRefused(words);
}

void CriteriaCanvas::openMoveTo(const QList<CriteriaNodeId> &nodes)
{
    auto *dialog = new MoveToDialog(*m_model, nodes, this);
    connect(dialog, &QDialog::accepted, this, [this, dialog, before = m_model->tree()] {
        // The tree may have changed under an open dialog (a draft that was read): then nothing of it counts any more.
        if (m_model && m_model->tree() == before && m_model->apply(dialog->result()))
            m_view->choose(dialog->result()->touched);
        m_view->setFocus();
    });
    dialog->open();
}

void CriteriaCanvas::openOneOf(CriteriaNodeId condition)
{
    if (!m_model || !m_model->tree().contains(condition) || m_model->tree().node(condition).group)
        return;
    auto *dialog = new OneOfDialog(*m_model, condition, this);
    connect(dialog, &QDialog::accepted, this, [this, dialog, condition] {
        if (!m_model)
            return;
        const CriteriaEditResult result = m_model->edits().setOneOf(condition, dialog->values());
        if (m_model->apply(result))
            m_view->choose(result->touched);
        m_view->setFocus();
    });
    dialog->open();
}

void CriteriaCanvas::showZoom()
{
    const auto percent = int(std::lround(m_view->zoom() * 100));
    //: The size at which boxes are shown.
    m_zoom->setText(tr("%1 %").arg(QLocale().toString(percent)));
    m_zoom->setAccessibleName(tr("Zoom %1 %, reset to actual size").arg(QLocale().toString(percent)));
}

} // namespace muster
