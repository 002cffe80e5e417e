// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/outbox.h"

#include <QAbstractTableModel>

namespace muster {

/// Notices to other systems that a person should know of: given up, or waiting after a failed attempt.
class NoticesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Receiver, State, Reason, Queued, Attempts, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setNotices(const QList<Delivery> &notices);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] static QString text(const Delivery &notice, int column);

    QList<Delivery> m_notices;
};

} // namespace muster
