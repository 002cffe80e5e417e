// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/contactlist.h"

#include <QAbstractTableModel>

namespace muster {

/// The tenant's contact lists. Small (hundreds): a sort proxy on RawRole may stand on it.
class ContactListsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Contacts, Id, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setLists(const QList<ContactListSummary> &lists);
    [[nodiscard]] const ContactListSummary *list(int row) const;
    [[nodiscard]] int rowOf(const QString &listId) const; ///< -1: not there.

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] static QString text(const ContactListSummary &list, int column);

    QList<ContactListSummary> m_lists;
};

} // namespace muster
