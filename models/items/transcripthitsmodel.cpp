// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/transcripthitsmodel.h"

#include "models/items/itemroles.h"
#include "models/text/plaintext.h"

namespace muster {

void TranscriptHitsModel::setHits(const TranscriptHits &hits, const QList<TranscriptPlace> &searched)
{
    beginResetModel();
    m_hits = hits;
    m_places = searched;
    endResetModel();
}

const TranscriptHit *TranscriptHitsModel::hit(int row) const
{
    return row >= 0 && row < m_hits.hits.size() ? &m_hits.hits[row] : nullptr;
}

TranscriptPlace TranscriptHitsModel::placeOf(int row) const
{
    const TranscriptHit *one = hit(row);
    return one ? m_places.value(one->transcript) : TranscriptPlace{};
}

int TranscriptHitsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_hits.hits.size());
}

int TranscriptHitsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TranscriptHitsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != RawRole)
        return {};
    return index.column() == Interaction ? visibleText(placeOf(index.row()).interactionId, 120)
                                         : m_hits.hits[index.row()].excerpt;
}

QVariant TranscriptHitsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Interaction ? tr("Interaction") : tr("Text");
}

} // namespace muster
