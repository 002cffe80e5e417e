// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/criterialinestable.h"

#include "ui/common/datatable.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"

#include <QHeaderView>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace muster {

CriteriaLinesTable::CriteriaLinesTable(const char *objectName, const QString &accessibleName,
                                       const QStringList &headings, std::pair<int, int> widths, QWidget *parent)
    : QWidget(parent)
    , m_lines(new CriteriaLinesModel(headings, this))
    , m_stack(new QStackedWidget(this))
    , m_table(new DataTable(m_stack))
    , m_empty(new PlainLabel(PlainLabel::Fit::Wrap, m_stack))
{
    m_table->setObjectName(QString::fromLatin1(objectName));
    m_table->setAccessibleName(accessibleName);
    m_table->setModel(m_lines);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    QHeaderView *header = m_table->horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(CriteriaLinesModel::Text, QHeaderView::Stretch);
    const auto size = [this](int column, int width) {
        m_table->setColumnWidth(column, width);
        m_table->setColumnHidden(column, width == 0);
    };
    size(CriteriaLinesModel::Word, widths.first);
    size(CriteriaLinesModel::Aside, widths.second);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                if (const CriteriaNodeId node = m_lines->node(current.row()); node != noCriteriaNode)
                    Q_EMIT nodeChosen(node);
            });
    connect(m_table, &DataTable::activatedRow, this, [this](const QModelIndex &index) {
        if (const CriteriaNodeId node = m_lines->node(index.row()); node != noCriteriaNode)
            Q_EMIT nodeChosen(node);
    });
    m_empty->setObjectName(
        QString::fromLatin1(objectName).replace(QLatin1String("Table"), QLatin1String("EmptyLabel")));
    m_empty->setRole(ColourRole::Muted);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_empty->setMargin(space::s); // as far in as the cells of the table would be
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_table);
    setFocusProxy(m_table);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
}

void CriteriaLinesTable::setLines(const QList<CriteriaLine> &lines, const QString &otherwise)
{
    m_lines->setLines(lines);
    m_empty->setPlainText(otherwise);
    m_stack->setCurrentWidget(lines.isEmpty() ? static_cast<QWidget *>(m_empty) : m_table);
}

} // namespace muster
