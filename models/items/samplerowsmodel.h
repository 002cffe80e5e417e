// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/estimate/samplerows.h"
#include "models/rules/criteria/criteriafield.h"

#include <QAbstractTableModel>

namespace muster {

/// Contacts that match criteria and contacts that just miss them, with what they have in the fields that are asked for.
/// Small (a hundred rows). What persons have stays in it: nothing is written anywhere.
class SampleRowsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// Behind these a column for each field.
    enum Column { Verdict, Contact, FirstField };

    explicit SampleRowsModel(QObject *parent = nullptr);
    /// `fields`: what people call them. The same rows again are not told anew.
    void setRows(const SampleRows &rows, const CriteriaFields &fields);
    [[nodiscard]] qint64 contact(int row) const; ///< Among the contacts at hand; -1: there is no such row.
    [[nodiscard]] int rowOf(qint64 contact) const; ///< -1: it is not among them.

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const SampleRow &row, int column) const;
    [[nodiscard]] QString spoken(const SampleRow &row, int column) const;
    [[nodiscard]] bool fails(const SampleRow &row, int column) const;

    SampleRows m_rows;
    QStringList m_headings;
};

} // namespace muster
