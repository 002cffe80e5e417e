// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/transcriptfindingsmodel.h"

#include "models/items/itemroles.h"
#include "models/rules/masking/maskfinding.h"
#include "models/text/maskingtexts.h"
#include "models/text/plaintext.h"

namespace muster {

void TranscriptFindingsModel::setTranscript(const SharedTranscript &transcript)
{
    beginResetModel();
    m_transcript = transcript;
    endResetModel();
}

int TranscriptFindingsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_transcript ? 0 : int(m_transcript->findings.size());
}

int TranscriptFindingsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString TranscriptFindingsModel::text(const TranscriptText::Finding &finding, int column) const
{
    switch (column) {
    case Kind:
        return entityTitle(finding.entity);
    case Sureness:
        if (finding.score == 0)
            return tr("not said");
        return finding.score < reviewScore ? tr("review") : scoreText(finding.score);
    case Where: {
        if (finding.turn == TranscriptText::Finding::nowhere)
            return tr("in the name of a member");
        const TranscriptText::Turn &turn = m_transcript->turns[finding.turn];
        const QString time = turnTimeText(turn), head = turnHeadText(*m_transcript, turn);
        return time.isEmpty() ? head : QString(head % u" \u00b7 " % time);
    }
    case Rule: {
        const std::string_view rule = m_transcript->ruleOf(finding);
        return rule.empty() ? tr("not said") : visibleText(QString::fromUtf8(rule.data(), qsizetype(rule.size())), 120);
    }
    default:
        return {};
    }
}

QVariant TranscriptFindingsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const TranscriptText::Finding &finding = m_transcript->findings[std::size_t(index.row())];
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return text(finding, index.column());
    if (role == Qt::ToolTipRole)
        return findingText(*m_transcript, finding);
    if (role == ToneRole && index.column() == Sureness && finding.score != 0)
        return QVariant::fromValue(finding.score < reviewScore ? Tone::Warn : Tone::Good);
    if (role == RawRole)
        return index.column() == Sureness ? QVariant(int(finding.score)) : QVariant(text(finding, index.column()));
    return {};
}

QVariant TranscriptFindingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Kind:
        return tr("Kind");
    case Sureness:
        return tr("Score");
    case Where:
        return tr("Where");
    case Rule:
        return tr("Rule");
    default:
        return {};
    }
}

} // namespace muster
