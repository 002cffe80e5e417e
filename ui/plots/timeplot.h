// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/forward.h"
#include "ui/plots/timechart.h"

#include <QDateTime>
#include <QTimer>
#include <QWidget>
#include <functional>
#include <optional>

namespace muster {

class FileJob;

/// What was measured over time, as a plot and as a table, to be copied and saved. What is measured, and in which words,
/// is said by who inherits it. The arrow keys, Page Up, Page Down, Home and End lead a cursor from row to row, which is
/// read out; Esc puts it away. Follows its data ten times a second at most, and not at all while it is hidden. GUI
/// thread; files are made on a worker.
class TimePlot : public QWidget
{
    Q_OBJECT

public:
    static constexpr int updateMilliseconds = 100;

    /// Texts of one kind of plot, translated.
    struct Words
    {
        QString key; ///< Of object names and of suggested files: "latency". Not translated.
        QString name; ///< Of the whole, for a screen reader and as the title of a saved picture.
        QString empty; ///< In place of a plot without data.
        QString menuName; ///< Of the button with more, for a screen reader.
        QString tableName; ///< Of the table, for a screen reader.
        QString saveTableTitle; ///< Of the question where the table's file goes.
    };

    ~TimePlot() override;
    /// What stands above the plot while no row is read out.
    void setSummary(const QString &summary);
    void showTable(bool table); ///< Else the plot.
    [[nodiscard]] bool isTable() const { return m_isTable; }
    [[nodiscard]] const TimeChart *chart() const { return m_chart; } ///< nullptr until it is needed and loaded.
    [[nodiscard]] QSize sizeHint() const override { return {320, 190}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {220, 176}; } // lower, and the scale has no room

Q_SIGNALS:
    void told(const QString &sentence); ///< Where a file is now, or why not.
    void drawn(); ///< The plot or the table shows the data as they are.

protected:
    TimePlot(const Words &words, QWidget *parent);
    /// The data are others now. `isAnother`: of another thing, so that the cursor goes and nothing waits.
    void dataChanged(bool isAnother);
    void setEmptyText(const QString &text); ///< In place of Words::empty.
    [[nodiscard]] qsizetype currentRow() const; ///< That of the cursor; -1: there is none.

    // Of the data; rows are in the order of time.
    [[nodiscard]] virtual bool isEmpty() const = 0; ///< There is nothing to be shown.
    virtual void takeRows() = 0; ///< The rows below are those of the data from now on.
    [[nodiscard]] virtual qsizetype rowCount() const = 0;
    [[nodiscard]] virtual QDateTime rowBegin(qsizetype row) const = 0; ///< By which a row is found again.
    [[nodiscard]] virtual QDateTime rowTime(qsizetype row) const = 0; ///< Where it stands on the axis.
    [[nodiscard]] virtual QString rowText(qsizetype row) const = 0; ///< In one sentence.
    [[nodiscard]] virtual TimeChart::Content content() const = 0;
    [[nodiscard]] virtual QAbstractItemModel &table() = 0; ///< As it is now, whether or not it is shown.
    virtual void arrange(DataTable &table) = 0; ///< Columns of a new one.
    /// Makes the bytes of the data's file; called on a worker, so it holds all that it needs.
    [[nodiscard]] virtual std::function<QByteArray()> csv() const = 0;

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
    [[nodiscard]] qsizetype rowAt(qreal time) const; ///< The nearest; -1: there are none.
    void copy();
    /// Asks for a place, then has `bytes` made on a worker.
    void save(const QString &title, const QString &suffix, const QString &filter,
              const std::function<QByteArray()> &bytes);
    [[nodiscard]] QString idOf(const char *pattern) const; ///< An object name of this kind of plot.

    const Words m_words;
    QString m_summaryText;
    std::optional<QDateTime> m_cursor; ///< Begin of its row: rows grow while it stands.
    bool m_isTable = false;
    bool m_isDrawn = false; ///< The data as they are.
    bool m_isLoading = false;
    QTimer m_pace;

    PlainLabel *m_summary = nullptr;
    MenuButton *m_menu = nullptr;
    QStackedWidget *m_pages = nullptr;
    EmptyState *m_empty = nullptr;
    QWidget *m_plotPage = nullptr;
    DataTable *m_table = nullptr; ///< Made when it is wanted first.
    TimeChart *m_chart = nullptr;
    QAction *m_asTable = nullptr;
    QList<QAction *> m_ofPicture; ///< What needs a drawn plot.
    QList<QAction *> m_ofData; ///< What needs data.
    FileJob *m_file = nullptr;
};

} // namespace muster
