// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/transcripts/transcriptplace.h"

#include <QAbstractTableModel>

namespace muster {

/// Where in the transcripts of a job something that was searched for stands.
class TranscriptHitsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Interaction, Excerpt, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setHits(const TranscriptHits &hits, const QList<TranscriptPlace> &searched);
    [[nodiscard]] const TranscriptHit *hit(int row) const;
    [[nodiscard]] TranscriptPlace placeOf(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    TranscriptHits m_hits;
    QList<TranscriptPlace> m_places;
};

} // namespace muster
