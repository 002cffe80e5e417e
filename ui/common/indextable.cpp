// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/indextable.h"

#include "models/items/itemroles.h"
#include "ui/common/announcer.h"
#include "ui/common/commands.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/errorpanel.h"
#include "ui/common/formparts.h"

#include <QAction>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QToolButton>
#include <algorithm>

namespace muster {

IndexTable::IndexTable(QAbstractItemModel *model, int nameColumn, const char *singular, const char *plural,
                       const QString &icon, Words words, QWidget *parent)
    : QWidget(parent)
    , m_words(std::move(words))
    , m_singular(QLatin1String(singular))
    , m_plural(QLatin1String(plural))
    , m_model(model)
    , m_proxy(new QSortFilterProxyModel(this))
    , m_stack(new QStackedWidget(this))
{
    m_proxy->setSourceModel(model);
    m_proxy->setSortRole(RawRole);
    m_proxy->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_proxy->setSortLocaleAware(true);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_proxy->setFilterKeyColumn(nameColumn);

    m_table = new DataTable(m_stack);
    m_table->setObjectName(m_plural + QStringLiteral("Table"));
    m_table->setAccessibleName(m_words.title);
    m_table->setModel(m_proxy);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(nameColumn, Qt::AscendingOrder);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(nameColumn, QHeaderView::Stretch);
    setFocusProxy(m_table);
    connect(m_table, &DataTable::activatedRow, this, &IndexTable::activated);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &IndexTable::currentChanged);
    m_stack->addWidget(m_table);
    buildStates(icon);

    fillColumn(this, space::s, {buildHead(), {m_stack, 1}});
}

QWidget *IndexTable::buildHead()
{
    auto *head = new QWidget(this);
    m_count = elidedLabel(head, nullptr, ColourRole::Muted);
    m_search = new QLineEdit(head);
    m_search->setObjectName(m_singular + QStringLiteral("SearchEdit"));
    m_search->setAccessibleName(m_words.find);
    m_search->setPlaceholderText(tr("Find by name (Ctrl+F)"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(160);
    m_search->setMaximumWidth(240);
    connect(addCommand(Command::Find, this, Qt::WindowShortcut), &QAction::triggered, m_table, &DataTable::openFind);
    m_table->setSearch(m_search);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_proxy->setFilterFixedString(text);
        showCount();
        Announcer::sayNewest(this, m_plural, tr("Found: %1").arg(m_count->plainText()));
    });
    const QString reload
        = QStringLiteral("reload") + m_plural.at(0).toUpper() + m_plural.sliced(1) + QStringLiteral("Button");
    m_reload = iconButton(head, reload.toLatin1().constData(), QStringLiteral("refresh-cw"), m_words.reload);
    joinCommand(Command::LoadAgain, m_reload);
    connect(m_reload, &QToolButton::clicked, this, &IndexTable::reloadAsked);
    fillRow(head, space::s, {pageTitle(head, m_words.title), {m_count, 1}, {m_search, 2}, m_reload});
    return head;
}

void IndexTable::buildStates(const QString &icon)
{
    m_empty = new EmptyState(icon, m_stack);
    m_empty->setObjectName(m_plural + QStringLiteral("EmptyState"));
    connect(m_empty, &EmptyState::triggered, this, &IndexTable::actOnEmpty);
    m_error = new ErrorPanel(m_stack);
    m_error->setObjectName(m_plural + QStringLiteral("ErrorPanel"));
    connect(m_error, &ErrorPanel::retry, this, &IndexTable::reloadAsked);
    m_skeleton = new SkeletonRows(m_words.loading, m_stack);
    m_skeleton->setObjectName(m_plural + QStringLiteral("SkeletonRows"));
    addWidgets(m_stack, {m_empty, m_error, m_skeleton});
}

int IndexTable::currentRow() const
{
    return m_proxy->mapToSource(m_table->currentIndex()).row();
}

void IndexTable::allowSeveral()
{
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &IndexTable::chosenChanged);
}

QList<int> IndexTable::chosenRows() const
{
    QList<int> shown, rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        shown.append(index.row());
    std::ranges::sort(shown);
    for (const int row : std::as_const(shown))
        rows.append(m_proxy->mapToSource(m_proxy->index(row, 0)).row());
    return rows;
}

void IndexTable::choose(int row)
{
    const QModelIndex place = m_proxy->mapFromSource(m_model->index(row, 0));
    if (place.isValid())
        m_table->setCurrentIndex(place);
}

void IndexTable::reveal(int row)
{
    if (!m_proxy->mapFromSource(m_model->index(row, 0)).isValid())
        m_search->clear();
    choose(row);
}

void IndexTable::showLoading()
{
    if (m_model->rowCount() > 0)
        m_count->setPlainText(tr("refreshing…"));
    else
        m_stack->setCurrentWidget(m_skeleton);
}

void IndexTable::showRows(int row)
{
    // Whoever came here while there was no table yet stands in the field before it, and has typed nothing.
    const bool waited = m_stack->currentWidget() != m_table && m_search->hasFocus() && m_search->text().isEmpty();
    showCount();
    if (waited)
        m_stack->currentWidget()->setFocus();
    const QModelIndex place = m_proxy->mapFromSource(m_model->index(row, 0));
    m_table->setCurrentIndex(place.isValid() ? place : m_proxy->index(0, 0));
}

void IndexTable::showError(const ApiError &error)
{
    m_error->setError(error);
    m_stack->setCurrentWidget(m_error);
    m_count->setPlainText({});
}

void IndexTable::showOutside(const QString &sentence, const QString &action)
{
    m_outside = true;
    m_search->setEnabled(false);
    m_reload->setEnabled(false);
    m_count->setPlainText({});
    m_empty->setSentence(sentence);
    m_empty->setAction(action);
    m_stack->setCurrentWidget(m_empty);
}

void IndexTable::showInside()
{
    m_outside = false;
    m_search->clear(); // what was looked for was of another tenant
    m_search->setEnabled(true);
    m_reload->setEnabled(true);
    m_count->setPlainText({});
}

void IndexTable::showCount()
{
    const int all = m_model->rowCount(), shown = m_proxy->rowCount();
    m_count->setPlainText(all == shown ? QLocale().toString(all)
                                       : tr("%1 of %2").arg(QLocale().toString(shown), QLocale().toString(all)));
    if (shown > 0) {
        m_stack->setCurrentWidget(m_table);
        return;
    }
    m_empty->setSentence(all == 0 ? m_words.none : m_words.notFound);
    m_empty->setAction(all == 0 ? m_words.noneAction : m_words.showAll);
    m_stack->setCurrentWidget(m_empty);
}

void IndexTable::actOnEmpty()
{
    if (m_outside)
        Q_EMIT outsideActed();
    else if (m_model->rowCount() > 0)
        m_search->clear();
    else
        Q_EMIT noneActed();
}

} // namespace muster
