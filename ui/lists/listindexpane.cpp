// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/listindexpane.h"

#include "models/items/listmodels.h"
#include "ui/common/datatable.h"
#include "ui/common/designtokens.h"
#include "ui/common/flowlayout.h"
#include "ui/common/icons.h"
#include "ui/common/indextable.h"
#include "ui/common/tooltips.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace muster {

ListIndexPane::ListIndexPane(QWidget *parent)
    : QWidget(parent)
    , m_lists(new ContactListsModel(this))
    , m_table(new IndexTable(
          m_lists, ContactListsModel::Name, "contactList", "contactLists", QStringLiteral("list-checks"),
          {tr("Contact lists"), tr("Find a contact list by its name"), tr("Load the contact lists again"),
           tr("Loading the contact lists\u2026"), tr("This tenant has no contact lists yet."), tr("Load again"),
           tr("No list has that in its name."), tr("Show all lists")},
          this))
{
    m_table->table()->setColumnWidth(ContactListsModel::Contacts, 120);
    m_table->table()->setColumnWidth(ContactListsModel::Id, 280);
    setFocusProxy(m_table);
    connect(m_table, &IndexTable::activated, this, &ListIndexPane::openSelected);
    connect(m_table, &IndexTable::currentChanged, this, &ListIndexPane::showButtons);
    connect(m_table, &IndexTable::outsideActed, this, &ListIndexPane::openFileAsked);
    connect(m_table, &IndexTable::noneActed, this, &ListIndexPane::reloadAsked);
    connect(m_table, &IndexTable::reloadAsked, this, &ListIndexPane::reloadAsked);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::s);
    column->addWidget(m_table, 1);
    column->addWidget(buildFoot());
    setTenant(false);
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
    m_enrich->setToolTip(tr("Fill attributes of the list\u2019s contacts from a file"));
    m_enrich->setEnabled(false);
    connect(m_enrich, &QPushButton::clicked, this, &ListIndexPane::enrichSelected);
    m_open = new QPushButton(tr("&Open list"), foot);
    m_open->setObjectName(QStringLiteral("openListButton"));
    m_open->setProperty("primary", true);
    m_open->setEnabled(false);
    connect(m_open, &QPushButton::clicked, this, &ListIndexPane::openSelected);
    auto *row = new FlowLayout(space::s, foot);
    row->addWidget(file);
    row->addWidget(m_restore);
    row->addWidget(webhooks);
    row->addStretch();
    row->addWidget(m_enrich);
    row->addWidget(m_open);
    return foot;
}

void ListIndexPane::setTenant(bool open)
{
    m_lists->setRows({});
    m_restore->setEnabled(open);
    toolTips::set(m_restore, open ? QString() : tr("Backups are restored to a tenant. Open one under Connections."));
    showButtons();
    if (open)
        m_table->showInside();
    else
        m_table->showOutside(tr("No tenant is open, so there are no lists to show. Open one under Connections, or look "
                                "at the contacts of a file."),
                             tr("Open a CSV file\u2026"));
}

void ListIndexPane::showLoading()
{
    m_table->showLoading();
}

void ListIndexPane::setLists(const QList<ContactListSummary> &lists)
{
    const ContactListSummary *before = selected();
    const QString id = before ? before->id : QString();
    m_lists->setRows(lists);
    m_table->showRows(m_lists->rowOf(id));
    showButtons();
}

void ListIndexPane::setLoadError(const ApiError &error)
{
    m_table->showError(error);
}

const ContactListSummary *ListIndexPane::selected() const
{
    return m_lists->at(m_table->currentRow());
}

void ListIndexPane::openSelected()
{
    if (const ContactListSummary *list = selected())
        Q_EMIT openAsked(*list);
}

void ListIndexPane::enrichSelected()
{
    if (const ContactListSummary *list = selected())
        Q_EMIT enrichAsked(*list);
}

void ListIndexPane::showButtons()
{
    m_open->setEnabled(selected() != nullptr);
    m_enrich->setEnabled(selected() != nullptr);
}

} // namespace muster
