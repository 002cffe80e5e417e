// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/signingkeys.h"

#include <QAbstractTableModel>

namespace muster {

/// The keys that sign notices, a row each, by receiver and the newest first; never the keys themselves.
class SigningKeysModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Receiver, Key, Made, Until, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    /// Those that are in force at `now`.
    void setReceivers(const QList<SigningKeys::Receiver> &receivers, const QDateTime &now);
    [[nodiscard]] QString receiver(int row) const; ///< Its origin; empty: no such row.

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        QString origin;
        SigningKeys::KeyInfo key;
    };
    [[nodiscard]] static QString text(const Row &row, int column);

    QList<Row> m_rows;
};

} // namespace muster
