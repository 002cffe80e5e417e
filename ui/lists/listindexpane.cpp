// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/listindexpane.h"

#include "models/items/contactlistsmodel.h"
#include "models/items/itemroles.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/errorpanel.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/skeletonrows.h"
#include "ui/common/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace muster {

ListIndexPane::ListIndexPane(QWidget *parent)
    : QWidget(parent)
    , m_lists(new ContactListsModel(this))
    , m_proxy(new QSortFilterProxyModel(this))
    , m_stack(new QStackedWidget(this))
{
    m_proxy->setSourceModel(m_lists);
    m_proxy->setSortRole(RawRole);
    m_proxy->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_proxy->setSortLocaleAware(true);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_proxy->setFilterKeyColumn(ContactListsModel::Name);

    m_table = new DataTable(m_stack);
    m_table->setObjectName(QStringLiteral("contactListsTable"));
    m_table->setAccessibleName(tr("Contact lists"));
    m_table->setModel(m_proxy);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(ContactListsModel::Name, Qt::AscendingOrder);
    m_table->setColumnWidth(ContactListsModel::Contacts, 120);
    m_table->setColumnWidth(ContactListsModel::Id, 280);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(ContactListsModel::Name, QHeaderView::Stretch);
    setFocusProxy(m_table);
    connect(m_table, &DataTable::activatedRow, this, &ListIndexPane::openSelected);
    m_empty = new EmptyState(QStringLiteral("list-checks"), m_stack);
    m_empty->setObjectName(QStringLiteral("contactListsEmptyState"));
    connect(m_empty, &EmptyState::triggered, this, [this] {
        if (!m_hasTenant)
            Q_EMIT openFileAsked();
        else if (m_lists->rowCount() > 0)
            m_search->clear();
        else
            Q_EMIT reloadAsked();
    });
    m_error = new ErrorPanel(m_stack);
    m_error->setObjectName(QStringLiteral("contactListsErrorPanel"));
    connect(m_error, &ErrorPanel::retry, this, &ListIndexPane::reloadAsked);
    m_skeleton = new SkeletonRows(m_stack);
    m_skeleton->setSentence(tr("Loading the contact lists\u2026"));
    for (QWidget *one : {static_cast<QWidget *>(m_table), static_cast<QWidget *>(m_empty),
                         static_cast<QWidget *>(m_error), static_cast<QWidget *>(m_skeleton)})
        m_stack->addWidget(one);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::s);
    column->addWidget(buildHead());
    column->addWidget(m_stack, 1);
    column->addWidget(buildFoot());
    setTenant(false);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { showButtons(current.isValid()); });
}

QWidget *ListIndexPane::buildHead()
{
    auto *head = new QWidget(this);
    auto *title = new PlainLabel(PlainLabel::Fit::Elide, head);
    title->setPlainText(tr("Contact lists"));
    title->setFont(Theme::titleFont());
    m_count = new PlainLabel(PlainLabel::Fit::Elide, head);
    m_count->setRole(ColourRole::Muted);
    m_search = new QLineEdit(head);
    m_search->setObjectName(QStringLiteral("contactListSearchEdit"));
    m_search->setAccessibleName(tr("Find a contact list by its name"));
    m_search->setPlaceholderText(tr("Find by name (Ctrl+F)"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(160);
    m_search->setMaximumWidth(240);
    auto *find = new QAction(this);
    find->setShortcut(QKeySequence::Find);
    find->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(find);
    connect(find, &QAction::triggered, m_search, [this] { m_search->setFocus(Qt::ShortcutFocusReason); });
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_proxy->setFilterFixedString(text);
        showCount();
    });
    m_reload = new QToolButton(head);
    m_reload->setObjectName(QStringLiteral("reloadContactListsButton"));
    m_reload->setIcon(themedIcon(QStringLiteral("refresh-cw")));
    m_reload->setAccessibleName(tr("Load the contact lists again"));
    m_reload->setToolTip(tr("Load the contact lists again (F5)"));
    m_reload->setShortcut(QKeySequence::Refresh);
    connect(m_reload, &QToolButton::clicked, this, &ListIndexPane::reloadAsked);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    row->addWidget(title);
    row->addWidget(m_count, 1);
    row->addWidget(m_search, 2);
    row->addWidget(m_reload);
    return head;
}

QWidget *ListIndexPane::buildFoot()
{
    auto *foot = new QWidget(this);
    auto *file = new QPushButton(themedIcon(QStringLiteral("file-text")), tr("Open a &CSV file\u2026"), foot);
    file->setObjectName(QStringLiteral("openListFileButton"));
    file->setToolTip(tr("Look at the contacts of a file: a dry run that needs no tenant and changes nothing"));
    connect(file, &QPushButton::clicked, this, &ListIndexPane::openFileAsked);
    m_restore = new QPushButton(themedIcon(QStringLiteral("archive-restore")), tr("&Restore from backup\u2026"), foot);
    m_restore->setObjectName(QStringLiteral("openRestoreButton"));
    connect(m_restore, &QPushButton::clicked, this, &ListIndexPane::restoreAsked);
    auto *webhooks = new QPushButton(tr("&Webhooks\u2026"), foot);
    webhooks->setObjectName(QStringLiteral("openKnownWebhooksButton"));
    webhooks->setToolTip(tr("See where tenants were asked to tell a CRM of enriched contacts"));
    connect(webhooks, &QPushButton::clicked, this, &ListIndexPane::webhooksAsked);
    m_enrich = new QPushButton(themedIcon(QStringLiteral("upload")), tr("&Enrich list\u2026"), foot);
    m_enrich->setObjectName(QStringLiteral("enrichListButton"));
    m_enrich->setToolTip(tr("Fill attributes of the list's contacts from a file"));
    m_enrich->setEnabled(false);
    connect(m_enrich, &QPushButton::clicked, this, &ListIndexPane::enrichSelected);
    m_open = new QPushButton(tr("&Open list"), foot);
    m_open->setObjectName(QStringLiteral("openListButton"));
    m_open->setProperty("primary", true);
    m_open->setEnabled(false);
    connect(m_open, &QPushButton::clicked, this, &ListIndexPane::openSelected);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    row->addWidget(file);
    row->addWidget(m_restore);
    row->addWidget(webhooks);
    row->addStretch(1);
    row->addWidget(m_enrich);
    row->addWidget(m_open);
    return foot;
}

void ListIndexPane::setTenant(bool open)
{
    m_hasTenant = open;
    m_lists->setLists({});
    m_search->setEnabled(open);
    m_reload->setEnabled(open);
    m_restore->setEnabled(open);
    m_restore->setToolTip(open ? QString() : tr("Backups are restored to a tenant. Open one under Connections."));
    showButtons(false);
    m_count->setPlainText({});
    if (open)
        return;
    m_empty->setSentence(tr("No tenant is open, so there are no lists to show. Open one under Connections, or look at "
                            "the contacts of a file."));
    m_empty->setAction(tr("Open a CSV file\u2026"));
    m_stack->setCurrentWidget(m_empty);
}

void ListIndexPane::showLoading()
{
    if (m_lists->rowCount() > 0)
        m_count->setPlainText(tr("loading again\u2026"));
    else
        m_stack->setCurrentWidget(m_skeleton);
}

void ListIndexPane::setLists(const QList<ContactListSummary> &lists)
{
    const ContactListSummary *before = m_lists->list(m_proxy->mapToSource(m_table->currentIndex()).row());
    const QString id = before ? before->id : QString();
    m_lists->setLists(lists);
    showCount();
    const QModelIndex again = m_proxy->mapFromSource(m_lists->index(m_lists->rowOf(id), 0));
    m_table->setCurrentIndex(again.isValid() ? again : m_proxy->index(0, 0));
    showButtons(m_table->currentIndex().isValid());
}

void ListIndexPane::setLoadError(const ApiError &error)
{
    m_error->setError(error);
    m_stack->setCurrentWidget(m_error);
    m_count->setPlainText({});
}

void ListIndexPane::showCount()
{
    const int all = m_lists->rowCount(), shown = m_proxy->rowCount();
    m_count->setPlainText(all == shown ? QLocale().toString(all)
                                       : tr("%1 of %2").arg(QLocale().toString(shown), QLocale().toString(all)));
    if (shown > 0) {
        m_stack->setCurrentWidget(m_table);
        return;
    }
    m_empty->setSentence(all == 0 ? tr("This tenant has no contact lists yet.") : tr("No list has that in its name."));
    m_empty->setAction(all == 0 ? tr("Load again") : tr("Show all lists"));
    m_stack->setCurrentWidget(m_empty);
}

void ListIndexPane::openSelected()
{
    if (const auto *list = m_lists->list(m_proxy->mapToSource(m_table->currentIndex()).row()))
        Q_EMIT openAsked(*list);
}

void ListIndexPane::enrichSelected()
{
    if (const auto *list = m_lists->list(m_proxy->mapToSource(m_table->currentIndex()).row()))
        Q_EMIT enrichAsked(*list);
}

void ListIndexPane::showButtons(bool chosen)
{
    m_open->setEnabled(chosen);
    m_enrich->setEnabled(chosen);
}

QByteArray ListIndexPane::layoutState() const
{
    return m_table->layoutState();
}

void ListIndexPane::restoreLayout(const QByteArray &state)
{
    m_table->restoreLayout(state);
}

} // namespace muster
