// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/canvas/canvasaccessible.h"

#include "ui/audiences/canvas/canvasediting.h"
#include "ui/audiences/canvas/canvasview.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QPointer>
#include <QWindow>

namespace muster {

namespace {

class BoxFace final : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    BoxFace(CanvasView *view, CriteriaNodeId id)
        : m_view(view)
        , m_id(id)
    {
    }

    [[nodiscard]] bool isValid() const override
    {
        return m_view && m_view->model() && m_view->model()->tree().contains(m_id);
    }
    [[nodiscard]] QObject *object() const override { return nullptr; }
    [[nodiscard]] QWindow *window() const override { return m_view ? m_view->window()->windowHandle() : nullptr; }
    [[nodiscard]] QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *parent() const override;
    [[nodiscard]] QAccessibleInterface *child(int index) const override;
    [[nodiscard]] int childCount() const override { return int(members().size()); }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override
    {
        const auto *box = dynamic_cast<const BoxFace *>(child);
        return box ? int(members().indexOf(box->m_id)) : -1;
    }
    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        if (!isValid() || kind != QAccessible::Name)
            return {};
        return m_view->model()->indexOf(m_id).data(Qt::AccessibleTextRole).toString();
    }
    void setText(QAccessible::Text, const QString &) override { }
    [[nodiscard]] QRect rect() const override
    {
        const CanvasBox *box = m_view ? m_view->layoutOfBoxes().box(m_id) : nullptr;
        if (!box)
            return {};
        const QRect shown = m_view->onViewport(box->frame);
        return {m_view->viewport()->mapToGlobal(shown.topLeft()), shown.size()};
    }
    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::TreeItem; }
    [[nodiscard]] QAccessible::State state() const override;
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }

    [[nodiscard]] QStringList actionNames() const override { return {pressAction(), setFocusAction()}; }
    void doAction(const QString &name) override
    {
        if (!isValid())
            return;
        m_view->setFocus();
        m_view->choose(m_id, CanvasView::Choice::Alone);
        const CriteriaTreeNode &node = m_view->model()->tree().node(m_id);
        if (name != pressAction())
            return;
        if (node.group)
            m_view->model()->apply(m_view->model()->edits().setCollapsed({m_id}, !node.flags.collapsed));
        else
            m_view->editing().open(m_id, CanvasPart::Field);
    }
    [[nodiscard]] QStringList keyBindingsForAction(const QString &) const override { return {}; }

    [[nodiscard]] CriteriaNodeId node() const { return m_id; }

private:
    [[nodiscard]] QList<CriteriaNodeId> members() const
    {
        if (!isValid() || m_view->model()->tree().node(m_id).flags.collapsed)
            return {};
        return m_view->model()->tree().node(m_id).members;
    }

    QPointer<CanvasView> m_view;
    CriteriaNodeId m_id;
};

class CanvasFace final : public QAccessibleWidget
{
public:
    explicit CanvasFace(CanvasView *view)
        : QAccessibleWidget(view, QAccessible::Tree)
    {
    }
    ~CanvasFace() override { forget(); }

    [[nodiscard]] CanvasView *view() const { return qobject_cast<CanvasView *>(widget()); }
    [[nodiscard]] QAccessibleInterface *face(CriteriaNodeId id) const
    {
        auto known = m_faces.find(id);
        if (known == m_faces.end())
            known = m_faces.insert(id, QAccessible::registerAccessibleInterface(new BoxFace(view(), id)));
        return QAccessible::accessibleInterface(*known);
    }
    void forgetGone() const
    {
        const CriteriaTreeModel *model = view() ? view()->model() : nullptr;
        for (auto it = m_faces.begin(); it != m_faces.end();) {
            if (model && model->tree().contains(it.key())) {
                ++it;
                continue;
            }
            QAccessible::deleteAccessibleInterface(*it);
            it = m_faces.erase(it);
        }
    }

    // First the outer box, then what Qt knows: the fields that lie on a condition, the scroll bar.
    [[nodiscard]] int childCount() const override { return hasBoxes() + QAccessibleWidget::childCount(); }
    [[nodiscard]] QAccessibleInterface *child(int index) const override
    {
        return hasBoxes() && index == 0 ? face(criteriaRootId) : QAccessibleWidget::child(index - hasBoxes());
    }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override
    {
        if (const auto *box = dynamic_cast<const BoxFace *>(child))
            return box->node() == criteriaRootId ? 0 : -1;
        const int index = QAccessibleWidget::indexOfChild(child);
        return index < 0 ? index : index + hasBoxes();
    }
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override
    {
        const QPoint point = view()->viewport()->mapFromGlobal(QPoint(x, y)) + view()->offset();
        const CanvasBox *box = view()->layoutOfBoxes().boxAt(point);
        return box ? face(box->id) : QAccessibleWidget::childAt(x, y);
    }
    [[nodiscard]] QAccessibleInterface *focusChild() const override
    {
        return view()->hasFocus() && hasBoxes() ? face(view()->current()) : QAccessibleWidget::focusChild();
    }

private:
    [[nodiscard]] int hasBoxes() const { return view() && view()->model() ? 1 : 0; }
    void forget()
    {
        for (const QAccessible::Id id : std::as_const(m_faces))
            QAccessible::deleteAccessibleInterface(id);
        m_faces.clear();
    }

    mutable QHash<CriteriaNodeId, QAccessible::Id> m_faces;
};

CanvasFace *faceOf(CanvasView *view)
{
    return view ? dynamic_cast<CanvasFace *>(QAccessible::queryAccessibleInterface(view)) : nullptr;
}

QAccessibleInterface *BoxFace::parent() const
{
    CanvasFace *canvas = faceOf(m_view);
    if (!canvas || !isValid())
        return canvas;
    const CriteriaNodeId parent = m_view->model()->tree().node(m_id).parent;
    return parent == noCriteriaNode ? static_cast<QAccessibleInterface *>(canvas) : canvas->face(parent);
}

QAccessibleInterface *BoxFace::child(int index) const
{
    CanvasFace *canvas = faceOf(m_view);
    const CriteriaNodeId id = members().value(index, noCriteriaNode);
    return canvas && id != noCriteriaNode ? canvas->face(id) : nullptr;
}

QAccessible::State BoxFace::state() const
{
    QAccessible::State state;
    if (!isValid()) {
        state.invalid = true;
        return state;
    }
    const CriteriaTreeNode &node = m_view->model()->tree().node(m_id);
    state.selectable = state.focusable = state.multiSelectable = true;
    state.selected = m_view->isSelected(m_id);
    state.focused = m_view->hasFocus() && m_view->current() == m_id;
    state.expandable = node.group;
    state.expanded = node.group && !node.flags.collapsed;
    state.collapsed = node.group && node.flags.collapsed;
    state.readOnly = m_view->model()->tree().lockedBy(m_id) != noCriteriaNode;
    const CanvasBox *box = m_view->layoutOfBoxes().box(m_id);
    state.invisible = !box;
    state.offscreen = box && !m_view->viewport()->rect().intersects(m_view->onViewport(box->frame));
    return state;
}

QAccessibleInterface *makeFace(const QString &, QObject *object)
{
    auto *view = qobject_cast<CanvasView *>(object);
    return view ? new CanvasFace(view) : nullptr;
}

} // namespace

void installCanvasAccessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeFace);
        return true;
    }();
    Q_UNUSED(installed)
}

void tellCanvasFocus(CanvasView *view, CriteriaNodeId id)
{
    if (!QAccessible::isActive())
        return;
    CanvasFace *canvas = faceOf(view);
    QAccessibleInterface *box = canvas && id != noCriteriaNode ? canvas->face(id) : nullptr;
    if (!box)
        return;
    QAccessibleEvent event(box, QAccessible::Focus);
    QAccessible::updateAccessibility(&event);
}

void tellCanvasChanged(CanvasView *view)
{
    if (!QAccessible::isActive())
        return;
    if (CanvasFace *canvas = faceOf(view))
        canvas->forgetGone();
    QAccessibleEvent event(view, QAccessible::ObjectReorder);
    QAccessible::updateAccessibility(&event);
}

} // namespace muster
