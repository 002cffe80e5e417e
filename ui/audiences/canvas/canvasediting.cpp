// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/canvas/canvasediting.h"

#include "models/audiences/criteriafieldchange.h"
#include "models/text/criteriawords.h"
#include "ui/audiences/canvas/canvasview.h"
#include "ui/audiences/canvas/conditioneditor.h"

namespace muster {

CanvasEditing::CanvasEditing(CanvasView *view)
    : QObject(view)
    , m_view(*view)
{
}

ConditionEditor &CanvasEditing::editor()
{
    if (m_editor)
        return *m_editor;
    m_editor = new ConditionEditor(m_view.viewport());
    m_editor->hide();
    connect(m_editor, &ConditionEditor::fieldEdited, this, [this](const QString &field) {
        CriteriaTreeModel *model = m_view.model();
        if (model && m_node != noCriteriaNode)
            model->apply(changeCriteriaField(model->tree(), m_node, field, model->fields()));
    });
    connect(m_editor, &ConditionEditor::operatorEdited, this, [this](CriteriaOperator op) {
        if (m_view.model() && m_node != noCriteriaNode)
            m_view.model()->apply(m_view.model()->edits().setOperator(m_node, op));
    });
    connect(m_editor, &ConditionEditor::valueEdited, this, [this](const CriteriaValue &value) {
        // What it says while it is being filled is not news.
        if (!m_isShowing && m_view.model() && m_node != noCriteriaNode)
            m_view.model()->apply(m_view.model()->edits().setValue(m_node, value));
    });
    connect(m_editor, &ConditionEditor::severalAsked, this, [this] { Q_EMIT severalAsked(m_node); });
    connect(m_editor, &ConditionEditor::leaveAsked, this, [this] {
        close();
        m_view.setFocus();
    });
    connect(m_editor, &ConditionEditor::heightChanged, this, [this] {
        if (m_isShowing)
            return;
        m_view.relayout();
        m_view.viewport()->update();
    });
    return *m_editor;
}

int CanvasEditing::remarkHeight() const
{
    return m_editor && m_node != noCriteriaNode ? m_editor->remarkHeight() : 0;
}

void CanvasEditing::open(CriteriaNodeId condition, CanvasPart part)
{
    CriteriaTreeModel *model = m_view.model();
    if (!model || !model->tree().contains(condition) || model->tree().node(condition).group)
        return;
    if (const CriteriaNodeId lock = model->tree().lockedBy(condition); lock != noCriteriaNode) {
        CriteriaRefusal refusal;
        refusal.code = CriteriaRefusal::Code::Locked;
        refusal.node = lock;
        Q_EMIT m_view.refused(criteriaRefusalText(refusal, model->tree()));
        return;
    }
    m_view.reveal(condition);
    m_node = condition;
    editor().setFields(model->fields());
    show();
    m_view.relayout();
    m_editor->setVisible(true);
    m_editor->focusPart(part);
    m_view.viewport()->update();
}

void CanvasEditing::show()
{
    const CriteriaTree &tree = m_view.model()->tree();
    m_isShowing = true;
    QFont font = m_view.layoutOfBoxes().metrics().body;
    editor().setFont(font);
    editor().show(tree.node(m_node).condition, criteriaNodeName(tree, m_node));
    m_isShowing = false;
}

void CanvasEditing::close()
{
    if (m_node == noCriteriaNode)
        return;
    // A field that loses the focus hands over what was typed into it, so that comes first.
    const QWidget *focus = m_editor->window()->focusWidget();
    if (focus && m_editor->isAncestorOf(focus))
        m_view.setFocus();
    m_node = noCriteriaNode;
    m_editor->hide();
    m_view.relayout();
    m_view.viewport()->update();
}

void CanvasEditing::refresh()
{
    if (m_node == noCriteriaNode)
        return;
    const CriteriaTree &tree = m_view.model()->tree();
    if (!tree.contains(m_node) || tree.node(m_node).group || tree.lockedBy(m_node) != noCriteriaNode
        || !m_view.layoutOfBoxes().box(m_node)) {
        close();
        return;
    }
    show();
    m_view.relayout();
}

void CanvasEditing::place()
{
    const CanvasLayout &layout = m_view.layoutOfBoxes();
    const CanvasBox *box = m_node == noCriteriaNode ? nullptr : layout.box(m_node);
    if (!box)
        return;
    const auto part = [&](CanvasPart one) { return m_view.onViewport(layout.partRect(*box, one)); };
    m_editor->place(part(CanvasPart::Field), part(CanvasPart::Comparison), part(CanvasPart::Value));
}

} // namespace muster
