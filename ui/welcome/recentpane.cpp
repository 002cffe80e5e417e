// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/welcome/recentpane.h"

#include "models/items/recentitemsmodel.h"
#include "ui/common/commands.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"
#include "ui/common/relativetimes.h"
#include "ui/common/theme.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace muster {

RecentPane::RecentPane(QWidget *parent)
    : QWidget(parent)
    , m_items(new RecentItemsModel(this))
    , m_table(new DataTable(this))
    , m_stack(new QStackedWidget(this))
    , m_error(new PlainLabel(PlainLabel::Fit::Wrap, this))
    , m_open(new QPushButton(tr("Open a&gain"), this))
    , m_remove(new QPushButton(tr("&Take out of the list"), this))
    , m_clear(new QPushButton(tr("&Clear recent items"), this))
{
    m_table->setObjectName(QStringLiteral("recentItemsTable"));
    m_table->setAccessibleName(tr("Opened last with this connection"));
    m_table->setModel(m_items);
    new RelativeTimes(m_table, [this](const QDateTime &) { m_table->viewport()->update(); });
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setColumnWidth(RecentItemsModel::Name, 360);
    m_table->setColumnWidth(RecentItemsModel::Kind, 160);
    connect(m_table, &DataTable::activatedRow, this, [this] {
        if (const RecentItem *item = current())
            Q_EMIT openAsked(RecentItem(*item)); // the list changes while it is being opened
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RecentPane::showButtons);
    auto *empty = new EmptyState(QStringLiteral("history"), m_stack);
    empty->setObjectName(QStringLiteral("recentItemsEmptyState"));
    empty->setSentence(tr("Segments, lists, audiences, jobs and files appear here once you have opened them."));
    m_stack->addWidget(m_table);
    m_stack->addWidget(empty);
    m_error->setRole(ColourRole::Bad);
    m_error->hide();
    m_open->setObjectName(QStringLiteral("openRecentButton"));
    m_remove->setObjectName(QStringLiteral("removeRecentButton"));
    m_clear->setObjectName(QStringLiteral("clearRecentButton"));
    m_clear->setToolTip(tr("Forgets what was opened with this connection; nothing else changes"));
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (const RecentItem *item = current())
            Q_EMIT openAsked(RecentItem(*item)); // the list changes while it is being opened
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        if (const RecentItem *item = current())
            Q_EMIT removeAsked(RecentItem(*item));
    });
    connect(m_clear, &QPushButton::clicked, this, &RecentPane::clearAsked);
    connect(addCommandKeys(Command::RemoveRecentItem, m_table, Qt::WidgetShortcut), &QShortcut::activated, m_remove,
            &QPushButton::click);

    auto *foot = new QHBoxLayout;
    foot->setSpacing(space::s);
    foot->addWidget(m_open);
    foot->addWidget(m_remove);
    foot->addStretch(1);
    foot->addWidget(m_clear);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(sectionTitle(this, tr("Opened last")));
    column->addWidget(m_stack, 1);
    column->addWidget(m_error);
    column->addLayout(foot);
    setItems({});
}

void RecentPane::setItems(const QList<RecentItem> &items)
{
    const int row = m_table->currentIndex().row();
    m_items->setRows(items);
    m_stack->setCurrentIndex(items.isEmpty() ? 1 : 0);
    if (!items.isEmpty())
        m_table->setCurrentIndex(m_items->index(std::clamp(row, 0, int(items.size()) - 1), 0));
    showButtons();
}

void RecentPane::showError(const QString &sentence)
{
    m_error->setPlainText(sentence);
    m_error->setVisible(!sentence.isEmpty());
}

const RecentItem *RecentPane::current() const
{
    return m_items->at(m_table->currentIndex().row());
}

void RecentPane::showButtons()
{
    for (QPushButton *button : {m_open, m_remove, m_clear}) {
        button->setVisible(m_items->rowCount() > 0);
        button->setEnabled(button == m_clear || current() != nullptr);
    }
}

} // namespace muster
