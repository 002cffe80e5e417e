// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/criteriatreemodel.h"
#include "ui/audiences/canvas/canvaslayout.h"

#include <QAbstractScrollArea>
#include <QPointer>

class QItemSelectionModel;

namespace muster {

class CanvasDragging;
class CanvasEditing;

/// The boxes of a draft's criteria: paints them, moves among them by keyboard and mouse, and lays one set of fields
/// over the condition that is being worked on. What is done to the boxes is CanvasActions' and, through these, the
/// model's. A view of the model like any other; reads it by node, so that rows that come, go and move keep their
/// selection.
class CanvasView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    static constexpr double zoomStep = 1.1; ///< A key or a notch of the wheel changes the zoom by that factor.

    explicit CanvasView(QWidget *parent = nullptr);
    /// The model must outlive the view. nullptr: nothing is shown.
    void setModel(CriteriaTreeModel *model);
    [[nodiscard]] CriteriaTreeModel *model() const { return m_model; }
    [[nodiscard]] const CanvasLayout &layoutOfBoxes() const { return m_layout; }

    [[nodiscard]] CriteriaNodeId current() const { return m_current; }
    [[nodiscard]] QList<CriteriaNodeId> selected() const; ///< In reading order.
    [[nodiscard]] bool isSelected(CriteriaNodeId id) const;
    enum class Choice {
        Alone, ///< Nothing else is selected any more.
        Toggle, ///< It alone changes sides.
        Range, ///< From the last one chosen alone or toggled to here.
        Keep, ///< Only the place of the keyboard moves.
    };
    void choose(CriteriaNodeId id, Choice choice);
    void choose(const QList<CriteriaNodeId> &ids); ///< Exactly these; the first is the current one.
    /// Chooses them and scrolls to the first; what is in a closed group is shown by that group. Opens nothing: that
    /// would be an edit.
    void follow(const QList<CriteriaNodeId> &ids);
    void reveal(CriteriaNodeId id); ///< Opens what it is in, and scrolls there.

    [[nodiscard]] double zoom() const { return m_zoom; }
    void setZoom(double zoom); ///< 0.5 to 2.

    [[nodiscard]] CanvasEditing &editing() const { return *m_editing; }
    [[nodiscard]] CanvasDragging &dragging() const { return *m_dragging; }

    [[nodiscard]] QRect onViewport(const QRect &rect) const { return rect.translated(-offset()); }
    [[nodiscard]] QPoint offset() const; ///< What of the canvas is at the top left of the viewport.
    void relayout();
    void updateBox(CriteriaNodeId id);

Q_SIGNALS:
    void currentChanged(muster::CriteriaNodeId id);
    void selectionChanged();
    void zoomChanged(double zoom);
    void menuAsked(QPoint globalPosition);
    void addConditionAsked(muster::CriteriaNodeId group);
    void addGroupAsked(muster::CriteriaNodeId group);
    /// What was asked for cannot be had; a whole sentence.
    void refused(const QString &sentence);

protected:
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void treeChanged();
    void tellFocus();
    void hover(QPoint onViewport);
    void actOn(CriteriaNodeId id, CanvasPart part);
    void setCurrent(CriteriaNodeId id);
    void scrollTo(CriteriaNodeId id);
    [[nodiscard]] QString toolTipAt(QPoint onCanvas) const;
    [[nodiscard]] std::optional<CanvasStep> stepOf(int key) const;

    QPointer<CriteriaTreeModel> m_model;
    QItemSelectionModel *m_selection = nullptr;
    CanvasLayout m_layout;
    CanvasEditing *m_editing = nullptr;
    CanvasDragging *m_dragging = nullptr;
    CriteriaNodeId m_current = noCriteriaNode;
    CriteriaNodeId m_anchor = noCriteriaNode;
    CriteriaNodeId m_hovered = noCriteriaNode;
    CanvasPart m_hoveredPart = CanvasPart::None;
    CriteriaNodeId m_pressed = noCriteriaNode;
    CanvasPart m_pressedPart = CanvasPart::None;
    QPoint m_pressedAt;
    bool m_pressSelects = false; ///< Letting go without dragging leaves only the pressed box selected.
    double m_zoom = 1;
};

} // namespace muster
