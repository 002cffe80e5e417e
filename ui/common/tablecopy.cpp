// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/tablecopy.h"

#include "models/items/itemroles.h"
#include "models/rules/spreadsheetcells.h"
#include "models/text/exporttexts.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMimeData>
#include <QTableView>
#include <algorithm>
#include <memory>

namespace muster {

namespace {

constexpr qint64 sliceMilliseconds = 4; // a quarter of a frame: what is painted meanwhile needs the rest

/// What is on the clipboard as everybody sees it, and for this program the cells as they are.
class CopiedTable : public QMimeData
{
public:
    CopiedTable(const QString &guarded, QString exact)
        : exact(std::move(exact))
    {
        setText(guarded);
    }
    const QString exact;
};

} // namespace

TableCopy::TableCopy(QTableView *table)
    : QObject(table)
    , m_table(table)
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &TableCopy::work);
}

void TableCopy::start()
{
    leave();
    m_model = m_table->model();
    if (!m_model || !m_table->selectionModel()->hasSelection())
        return leave();
    // In the order of rows, not of choosing. By spans: all of a million rows are one.
    for (const QItemSelectionRange &range : m_table->selectionModel()->selection())
        m_spans.push_back({range.top(), range.bottom()});
    std::ranges::sort(m_spans, std::greater{}, &Span::next);
    QStringList titles;
    const QHeaderView *header = m_table->horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        if (header->isSectionHidden(column))
            continue;
        m_columns << column;
        titles << m_model->headerData(column, Qt::Horizontal).toString();
    }
    appendLine(titles);
    work();
    if (m_spans.empty())
        return;
    m_timer.start();
    m_table->viewport()->setCursor(Qt::BusyCursor);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &TableCopy::drop);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &TableCopy::drop);
    connect(m_model, &QAbstractItemModel::rowsMoved, this, &TableCopy::drop);
    connect(m_model, &QAbstractItemModel::columnsInserted, this, &TableCopy::drop);
    connect(m_model, &QAbstractItemModel::columnsRemoved, this, &TableCopy::drop);
    connect(m_model, &QAbstractItemModel::layoutChanged, this, &TableCopy::drop);
    connect(m_model, &QAbstractItemModel::modelReset, this, &TableCopy::drop);
    connect(m_model, &QObject::destroyed, this, &TableCopy::drop);
}

void TableCopy::work()
{
    QElapsedTimer taken;
    taken.start();
    while (!m_spans.empty() && taken.elapsed() < sliceMilliseconds) {
        Span &span = m_spans.back();
        m_text += u'\n';
        m_exact += u'\n';
        appendLine(cellsOf(span.next));
        ++m_count;
        if (++span.next > span.last)
            m_spans.pop_back();
    }
    if (!m_spans.empty())
        return makeRoom();
    leaveOnClipboard();
    const QString copied = tr("%Ln rows copied.", nullptr, int(m_count));
    if (isUnderWay() || m_guarded > 0)
        Q_EMIT told(withFormulaCells(copied, {.formulaCells = m_guarded}));
    leave();
}

/// A text that grows is moved, and moving many megabytes takes longer than an event may. By what the rows so far took,
/// with a bound: the first ones may be much longer than the others.
void TableCopy::makeRoom()
{
    constexpr qsizetype most = 32 * 1024 * 1024; // characters
    qsizetype left = 0;
    for (const Span &span : m_spans)
        left += span.last - span.next + 1;
    for (QString *text : {&m_text, &m_exact}) {
        const qsizetype wanted = text->size()
            + left * (text->size() / std::max<qsizetype>(m_count, 1) + 1) * 5 / 4; // later rows may be longer
        const qsizetype bounded = std::min(wanted, text->size() + most);
        if (text->capacity() < std::min(wanted * 3 / 4, text->size() + most / 4))
            text->reserve(bounded);
    }
}

void TableCopy::drop()
{
    leave();
    Q_EMIT told(tr("Nothing was copied because the rows changed. Copy them again."));
}

void TableCopy::leave()
{
    m_timer.stop();
    m_table->viewport()->unsetCursor();
    if (m_model)
        m_model->disconnect(this);
    m_model = nullptr;
    m_columns.clear();
    m_spans.clear();
    m_text = QString();
    m_exact = QString();
    m_count = 0;
    m_guarded = 0;
}

QStringList TableCopy::cellsOf(int row) const
{
    QStringList cells;
    for (const int column : m_columns) {
        const QModelIndex shown = m_model->index(row, column);
        const QVariant full = shown.data(FullTextRole);
        cells << (full.isValid() ? full : shown.data()).toString();
    }
    return cells;
}

void TableCopy::appendLine(const QStringList &cells)
{
    for (const QString &cell : cells) {
        if (&cell != &cells.first()) {
            m_text += u'\t';
            m_exact += u'\t';
        }
        // What would end a cell or a line where it is pasted is a space in it.
        QString flat = cell;
        for (QChar &one : flat)
            one = one == u'\t' || one == u'\n' || one == u'\r' ? QChar(u' ') : one;
        const std::string utf8 = flat.toStdString();
        m_guarded += isSpreadsheetHazard(utf8) ? 1 : 0;
        m_text += QString::fromStdString(guardCell(utf8));
        m_exact += flat;
    }
}

/// No HTML: spreadsheets would prefer it, and each has its own way to turn it into numbers and formulas.
void TableCopy::leaveOnClipboard()
{
    QGuiApplication::clipboard()->setMimeData(std::make_unique<CopiedTable>(m_text, m_exact).release());
}

QString TableCopy::exactText()
{
    const auto *copied = dynamic_cast<const CopiedTable *>(QGuiApplication::clipboard()->mimeData());
    return copied ? copied->exact : QGuiApplication::clipboard()->text();
}

} // namespace muster
