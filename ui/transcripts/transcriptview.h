// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/transcripts/transcripttext.h"

#include <QCache>
#include <QListView>
#include <memory>

class QTextLayout;

namespace muster {

class TranscriptModel;

/// A transcript as it was said: turns in two indents with speaker and time, masked places as chips. Only what is on the
/// screen is laid out, each row by itself, so that text of one cannot reorder or paint over another (S26) and neither a
/// million rows nor a line of 10 MB make a step of scrolling long. The scroll bar counts sixteenths of rows.
/// A QListView by name only, because screen readers know that class; layout, scrolling and painting are its own.
class TranscriptView : public QListView
{
    Q_OBJECT

public:
    explicit TranscriptView(QWidget *parent = nullptr);
    ~TranscriptView() override;
    void setTranscriptModel(TranscriptModel *model); ///< The only kind of model that it shows; outlives it.
    void setCurrentFinding(std::optional<std::size_t> finding); ///< Is marked; see scrollToFinding().
    void scrollToFinding(std::size_t finding);

    [[nodiscard]] QRect visualRect(const QModelIndex &index) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    [[nodiscard]] QModelIndex indexAt(const QPoint &point) const override;
    void setModel(QAbstractItemModel *model) override;
    void reset() override;
    void doItemsLayout() override;

Q_SIGNALS:
    void findingActivated(std::size_t finding); ///< Its chip was clicked.
    void rowMoved(int row); ///< The current row is another.

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void updateGeometries() override;
    [[nodiscard]] QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    [[nodiscard]] int horizontalOffset() const override { return 0; }
    [[nodiscard]] int verticalOffset() const override { return 0; }
    [[nodiscard]] bool isIndexHidden(const QModelIndex &) const override { return false; }
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags flags) override;
    [[nodiscard]] QRegion visualRegionForSelection(const QItemSelection &selection) const override;

private:
    struct Row
    {
        VisibleSegment visible;
        std::unique_ptr<QTextLayout> layout;
        bool first = false;
        int indent = 0, height = 0, textTop = 0;
        Row();
        ~Row();
    };
    static constexpr int steps = 16; ///< Of the scroll bar, a row.

    [[nodiscard]] const Row &row(int number) const;
    [[nodiscard]] int heightOf(int number) const { return row(number).height; }
    [[nodiscard]] int rowCount() const;
    /// Row at the top of the viewport and how many of its pixels lie above.
    [[nodiscard]] std::pair<int, int> top() const;
    void setTop(int row, int pixelsAbove);
    void paintRow(QPainter &painter, int number, const QRect &place) const;
    void paintChips(QPainter &painter, const Row &row, const QPointF &origin) const;
    [[nodiscard]] std::optional<std::size_t> findingAt(const QPoint &point) const;
    [[nodiscard]] QList<QRectF> placesOf(const Row &row, qsizetype begin, qsizetype end) const;
    void forgetRows();

    TranscriptModel *m_transcript = nullptr;
    mutable QCache<int, Row> m_rows; ///< What was laid out last.
    std::optional<std::size_t> m_finding;
};

} // namespace muster
