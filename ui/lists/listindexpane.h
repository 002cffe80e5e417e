// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/contactlist.h"

#include <QWidget>

class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QStackedWidget;
class QToolButton;

namespace muster {

class ContactListsModel;
class DataTable;
class EmptyState;
class ErrorPanel;
class PlainLabel;
class SkeletonRows;

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
    [[nodiscard]] QByteArray layoutState() const;
    void restoreLayout(const QByteArray &state);

Q_SIGNALS:
    void reloadAsked();
    void openAsked(const muster::ContactListSummary &list);
    void enrichAsked(const muster::ContactListSummary &list);
    void openFileAsked();
    void restoreAsked();
    void webhooksAsked(); ///< Those that were registered from here; needs no tenant.

private:
    QWidget *buildHead();
    QWidget *buildFoot();
    void openSelected();
    void enrichSelected();
    void showButtons(bool chosen);
    void showCount();

    ContactListsModel *m_lists = nullptr;
    QSortFilterProxyModel *m_proxy = nullptr;
    QStackedWidget *m_stack = nullptr;
    DataTable *m_table = nullptr;
    EmptyState *m_empty = nullptr;
    ErrorPanel *m_error = nullptr;
    SkeletonRows *m_skeleton = nullptr;
    PlainLabel *m_count = nullptr;
    QLineEdit *m_search = nullptr;
    QToolButton *m_reload = nullptr;
    QPushButton *m_restore = nullptr;
    QPushButton *m_enrich = nullptr;
    QPushButton *m_open = nullptr;
    bool m_hasTenant = false;
};

} // namespace muster
