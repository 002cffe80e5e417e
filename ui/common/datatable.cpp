// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/datatable.h"

#include "models/items/itemroles.h"
#include "ui/common/celldelegate.h"
#include "ui/common/designtokens.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>

namespace muster {

DataTable::DataTable(QWidget *parent)
    : QTableView(parent)
{
    setItemDelegate(new CellDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setShowGrid(false);
    setWordWrap(false);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false); // Tab goes on to the next widget; the arrows move in the table
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(muster::rowHeight);
    verticalHeader()->setMinimumSectionSize(muster::rowHeight);
    QHeaderView *header = horizontalHeader();
    header->setSectionsMovable(true);
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setStretchLastSection(true);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this,
            [this, header](const QPoint &place) { showColumnMenu(header->mapToGlobal(place)); });
    connect(this, &QTableView::doubleClicked, this, &DataTable::activatedRow);
}

void DataTable::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    if (model)
        horizontalHeader()->setMinimumSectionSize(48);
}

QString DataTable::selectionAsText() const
{
    if (!model() || !selectionModel())
        return {};
    QList<int> columns;
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        if (!isColumnHidden(column))
            columns << column;
    }
    const auto cell = [](const QVariant &value) {
        QString text = value.toString();
        return text.replace(u'\t', u' ').replace(u'\n', u' ');
    };
    QStringList lines, line;
    for (int column : std::as_const(columns))
        line << cell(model()->headerData(column, Qt::Horizontal));
    lines << line.join(u'\t');
    const QModelIndexList rows = selectionModel()->selectedRows();
    for (const QModelIndex &row : rows) {
        line.clear();
        for (int column : std::as_const(columns))
            line << cell(row.siblingAtColumn(column).data());
        lines << line.join(u'\t');
    }
    return lines.join(u'\n');
}

QByteArray DataTable::layoutState() const
{
    return horizontalHeader()->saveState();
}

void DataTable::restoreLayout(const QByteArray &state)
{
    if (!state.isEmpty())
        horizontalHeader()->restoreState(state);
}

void DataTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        QGuiApplication::clipboard()->setText(selectionAsText());
        event->accept();
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        Q_EMIT activatedRow(currentIndex());
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

void DataTable::showColumnMenu(const QPoint &place)
{
    if (!model())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = 0; column < model()->columnCount(); ++column) {
        QString label = model()->headerData(column, Qt::Horizontal).toString();
        QAction *action = menu->addAction(label.replace(u'&', QStringLiteral("&&")));
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(column > 0); // the first column names the row and stays
        connect(action, &QAction::toggled, this, [this, column](bool shown) { setColumnHidden(column, !shown); });
    }
    menu->popup(place);
}

} // namespace muster
