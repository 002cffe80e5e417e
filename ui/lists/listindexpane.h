// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/contactlist.h"

#include <QWidget>

class QPushButton;

namespace muster {

class ContactListsModel;
class IndexTable;
struct ApiError;

/// The tenant's contact lists: find one, open it, or enrich it; or open a CSV file for a dry run; or go to the backups.
class ListIndexPane : public QWidget
{
    Q_OBJECT

public:
    explicit ListIndexPane(QWidget *parent = nullptr);
    /// Whether there is a tenant whose lists can be shown; without one only files can be opened. Forgets the lists.
    void setTenant(bool open);
    void showLoading();
    void setLists(const QList<ContactListSummary> &lists);
    void setLoadError(const ApiError &error);

Q_SIGNALS:
    void reloadAsked();
    void openAsked(const muster::ContactListSummary &list);
    void enrichAsked(const muster::ContactListSummary &list);
    void openFileAsked();
    void restoreAsked();
    void webhooksAsked(); ///< Those that were registered from here; needs no tenant.

private:
    QWidget *buildFoot();
    [[nodiscard]] const ContactListSummary *selected() const;
    void openSelected();
    void enrichSelected();
    void showButtons();

    ContactListsModel *m_lists = nullptr;
    IndexTable *m_table = nullptr;
    QPushButton *m_restore = nullptr;
    QPushButton *m_enrich = nullptr;
    QPushButton *m_open = nullptr;
};

} // namespace muster
