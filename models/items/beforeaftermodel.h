// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/checkreport.h"

#include <QAbstractTableModel>
#include <memory>

namespace muster {

/// The first values that an enrichment would change or fill, with what stands there now. Straight from the report.
class BeforeAfterModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Row, Attribute, Before, After, ContactId, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setReport(const std::shared_ptr<const CheckReport> &report); ///< nullptr empties it.

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const BeforeAfter::Sample &sample, int column) const;

    std::shared_ptr<const CheckReport> m_report; ///< With a diff, or nullptr.
};

} // namespace muster
