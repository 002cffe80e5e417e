// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/transcriptmodel.h"

#include "models/text/maskingtexts.h"

namespace muster {

void TranscriptModel::setTranscript(const SharedTranscript &transcript)
{
    beginResetModel();
    m_transcript = transcript;
    endResetModel();
}

void TranscriptModel::setSearched(const QString &searched)
{
    if (searched == m_searched)
        return;
    m_searched = searched;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {Qt::DisplayRole});
}

VisibleSegment TranscriptModel::visible(int row) const
{
    return visibleSegment(*m_transcript, std::size_t(row), m_searched);
}

int TranscriptModel::rowOfFinding(std::size_t finding) const
{
    if (!m_transcript || finding >= m_transcript->findings.size())
        return -1;
    const TranscriptText::Finding &place = m_transcript->findings[finding];
    if (place.turn == TranscriptText::Finding::nowhere)
        return -1;
    // Of a turn that is empty since everything in it was dropped there is a segment of no length.
    std::size_t segment = m_transcript->segmentAt(place.begin);
    while (segment > 0 && m_transcript->segments[segment].turn > place.turn)
        --segment;
    return int(segment);
}

int TranscriptModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_transcript ? 0 : int(m_transcript->segments.size());
}

QVariant TranscriptModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const TranscriptText::Turn &turn = m_transcript->turns[m_transcript->segments[std::size_t(index.row())].turn];
    switch (role) {
    case Qt::DisplayRole:
        return visible(index.row()).text;
    case Qt::AccessibleTextRole:
        return spoken(index.row());
    case HeadRole:
        return turnHeadText(*m_transcript, turn);
    case TimeRole:
        return turnTimeText(turn);
    case SpeakerRole:
        return turn.speaker;
    case FirstOfTurnRole:
        return m_transcript->isFirstOfTurn(std::size_t(index.row()));
    default:
        return {};
    }
}

QString TranscriptModel::spoken(int row) const
{
    const VisibleSegment shown = visible(row);
    QString text;
    qsizetype at = 0;
    for (const VisibleSegment::Chip &chip : shown.chips) {
        //: Read by a screen reader in the place of what is masked. %1 is a kind: "phone number".
        const QString word = tr("(masked: %1)").arg(entityText(m_transcript->findings[chip.finding].entity));
        text += shown.text.mid(at, chip.begin - at) + word;
        at = chip.end;
    }
    text += shown.text.mid(at);
    if (!m_transcript->isFirstOfTurn(std::size_t(row)))
        return text;
    const TranscriptText::Turn &turn = m_transcript->turns[m_transcript->segments[std::size_t(row)].turn];
    const QString time = turnTimeText(turn), head = turnHeadText(*m_transcript, turn);
    //: Who says it, when, and what.
    return time.isEmpty() ? tr("%1: %2").arg(head, text) : tr("%1, %2: %3").arg(head, time, text);
}

} // namespace muster
