// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/recordpage.h"

#include <QAbstractTableModel>
#include <memory>

namespace muster {

/// Rows of shared record pages, capped: what is over the cap is only counted ("n more in the file"). Holds pages, not
/// copies; cells become text when they are looked at. One insert a page, of at most 500 rows.
class RecordPreviewModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr int insertLimit = 500;

    explicit RecordPreviewModel(int cap = 1000, QObject *parent = nullptr);
    /// Empties the table; the columns are the contact id and then `attributes`.
    void start(const QStringList &attributes);
    void append(const std::shared_ptr<const RecordPage> &page);
    [[nodiscard]] qint64 moreInFile() const { return m_more; } ///< Rows that came and are not shown.

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void moreChanged(qint64 more);

private:
    struct Part
    {
        int firstRow = 0;
        std::size_t offset = 0; ///< Of the first row in the page.
        std::shared_ptr<const RecordPage> page;
    };
    const int m_cap;
    QStringList m_attributes;
    QList<Part> m_parts;
    int m_rows = 0;
    qint64 m_more = 0;
};

} // namespace muster
