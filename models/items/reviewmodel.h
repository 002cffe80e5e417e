// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/transcripts/transcriptresult.h"

#include <QAbstractTableModel>
#include <optional>

namespace muster {

/// Findings that wait for a person's decision, with the texts as they were said. In memory alone.
class ReviewModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Decision, Kind, Text, Interaction, ColumnCount };
    struct Decided
    {
        bool personal = true;
        bool everywhere = false; ///< Else in its interaction alone.
        std::optional<QDateTime> expires;
    };

    using QAbstractTableModel::QAbstractTableModel;
    void setItems(const QList<ReviewItem> &items);
    void decide(int row, const Decided &decided);
    void takeBack(int row);
    [[nodiscard]] const ReviewItem *item(int row) const;
    [[nodiscard]] const std::optional<Decided> &decision(int row) const { return m_decisions[row]; }
    [[nodiscard]] int open() const; ///< Not decided.
    /// The next open one behind `row`, from the start again; -1: none.
    [[nodiscard]] int nextOpen(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<ReviewItem> m_items;
    QList<std::optional<Decided>> m_decisions; ///< Beside m_items.
};

} // namespace muster
