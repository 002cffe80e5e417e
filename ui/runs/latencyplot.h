// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/latencytrace.h"
#include "models/text/latencytexts.h"
#include "ui/common/forward.h"

#include <QTimer>
#include <QWidget>
#include <functional>
#include <optional>

namespace muster {

class FileJob;
class LatencyChart;
class LatencyModel;

/// Latency of a run's requests over its time: p50, p95 and p99 as lines, stretches of waiting shaded; the same as a
/// table; to be copied and saved. The arrow keys, Home and End lead a cursor from point to point, which is read out,
/// Esc puts it away. Follows its trace ten times a second at most, and not at all while it is hidden.
class LatencyPlot : public QWidget
{
    Q_OBJECT

public:
    static constexpr int updateMilliseconds = 100;

    explicit LatencyPlot(QWidget *parent = nullptr);
    ~LatencyPlot() override;
    void setTrace(const LatencyTrace &trace);
    /// What stands above the plot while no point is read out.
    void setSummary(const QString &summary);
    void showTable(bool table); ///< Else the plot.
    [[nodiscard]] bool isTable() const { return m_isTable; }
    /// The row of the cursor; nullopt: there is none.
    [[nodiscard]] std::optional<LatencyRow> current() const;
    [[nodiscard]] const LatencyChart *chart() const { return m_chart; } ///< nullptr until it is needed and loaded.
    [[nodiscard]] QSize sizeHint() const override { return {320, 190}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {220, 176}; } // lower, and the scale has no room

Q_SIGNALS:
    void told(const QString &sentence); ///< Where a file is now, or why not.
    void drawn(); ///< The plot or the table shows the trace as it is.

protected:
    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void buildMenu();
    void follow();
    void draw();
    void loadChart();
    void wear();
    void choosePage();
    void moveTo(qsizetype row);
    void putCursorAway();
    [[nodiscard]] qsizetype rowAt(qreal time) const;
    void copy();
    /// Asks for a place, then has `bytes` made on a worker.
    void save(const QString &title, const QString &suggested, const QString &filter,
              const std::function<QByteArray()> &bytes);

    LatencyTrace m_trace;
    QList<LatencyRow> m_rows; ///< As they are drawn.
    QString m_summaryText;
    std::optional<QDateTime> m_cursor; ///< Begin of its row: rows grow while it stands.
    bool m_isTable = false;
    bool m_isDrawn = false; ///< The trace as it is.
    bool m_isLoading = false;
    QTimer m_pace;

    PlainLabel *m_summary = nullptr;
    MenuButton *m_menu = nullptr;
    QStackedWidget *m_pages = nullptr;
    EmptyState *m_empty = nullptr;
    QWidget *m_plotPage = nullptr;
    DataTable *m_table = nullptr; ///< Made when it is wanted first.
    LatencyModel *m_model = nullptr;
    LatencyChart *m_chart = nullptr;
    QAction *m_asTable = nullptr;
    QList<QAction *> m_ofPicture; ///< What needs a drawn plot.
    QList<QAction *> m_ofData; ///< What needs an answer.
    FileJob *m_file = nullptr;
};

} // namespace muster
