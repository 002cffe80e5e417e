// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/transcriptresultsmodel.h"

#include "models/items/itemroles.h"
#include "models/text/errortexts.h"
#include "models/text/maskingtexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"

#include <QLocale>

namespace muster {

namespace {

Tone toneOf(TranscriptFate fate)
{
    switch (fate) {
    case TranscriptFate::Written:
        return Tone::Good;
    case TranscriptFate::Held:
    case TranscriptFate::Missing:
    case TranscriptFate::Unexpected:
        return Tone::Warn;
    case TranscriptFate::Failed:
        return Tone::Bad;
    case TranscriptFate::LeftOut:
        break;
    }
    return Tone::Neutral;
}

} // namespace

void TranscriptResultsModel::setResults(const QList<TranscriptResult> &results)
{
    beginResetModel();
    m_results = results;
    m_rows.clear();
    for (int row = 0; row < m_results.size(); ++row)
        m_rows.insert(m_results[row].interactionId, row);
    endResetModel();
}

void TranscriptResultsModel::add(const TranscriptResult &result)
{
    if (const auto known = m_rows.constFind(result.interactionId); known != m_rows.cend()) {
        m_results[*known] = result;
        Q_EMIT dataChanged(index(*known, 0), index(*known, ColumnCount - 1));
        return;
    }
    beginInsertRows({}, int(m_results.size()), int(m_results.size()));
    m_rows.insert(result.interactionId, int(m_results.size()));
    m_results << result;
    endInsertRows();
}

const TranscriptResult *TranscriptResultsModel::result(int row) const
{
    return row >= 0 && row < m_results.size() ? &m_results[row] : nullptr;
}

int TranscriptResultsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_results.size());
}

int TranscriptResultsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString TranscriptResultsModel::fateText(TranscriptFate fate)
{
    switch (fate) {
    case TranscriptFate::Written:
        return tr("written");
    case TranscriptFate::Held:
        return tr("held back");
    case TranscriptFate::Missing:
        return tr("missing");
    case TranscriptFate::Failed:
        return tr("failed");
    case TranscriptFate::LeftOut:
        return tr("left out");
    case TranscriptFate::Unexpected:
        return tr("unexpected");
    }
    return {};
}

QString TranscriptResultsModel::fateSentence(const TranscriptResult &result)
{
    switch (result.fate) {
    case TranscriptFate::Written:
        return tr("The transcript was masked, looked at a second time, and written.");
    case TranscriptFate::Held: {
        QStringList kinds;
        for (const HeldTranscriptPlace &place : result.held) {
            if (const QString kind = entityText(place.entity); !kinds.contains(kind))
                kinds << kind;
        }
        const QString found = kinds.isEmpty() ? tr("something personal") : kinds.join(QStringLiteral(", "));
        return tr("A second look at the masked text still found: %1. So nothing of it was written. Add a pattern or a "
                  "kind to the masking policy and fetch this interaction again.")
            .arg(found);
    }
    case TranscriptFate::Missing:
        return tr("The tenant has no transcript of this interaction, or left it out of the job\u2019s result. Fetch it "
                  "again later, or ask why it has none.");
    case TranscriptFate::Failed:
        return result.error ? errorSentence(*result.error) : tr("The transcript could not be fetched.");
    case TranscriptFate::LeftOut:
        return tr("The interaction is of a medium that was not asked for.");
    case TranscriptFate::Unexpected:
        return tr("The job\u2019s result holds this interaction although nobody asked for it. It was not fetched.");
    }
    return {};
}

QString TranscriptResultsModel::text(const TranscriptResult &result, int column)
{
    switch (column) {
    case Interaction:
        return visibleText(result.interactionId, 120);
    case Fate:
        return fateText(result.fate);
    case Medium:
        return mediaTypeText(result.mediaType);
    case Masked:
        return result.fate == TranscriptFate::Written ? QLocale().toString(result.findings()) : QString();
    default:
        return {};
    }
}

QVariant TranscriptResultsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const TranscriptResult &result = m_results[index.row()];
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return text(result, index.column());
    if (role == ToneRole && index.column() == Fate)
        return QVariant::fromValue(toneOf(result.fate));
    if (role == Qt::ToolTipRole && index.column() == Fate)
        return fateSentence(result);
    if (role == RawRole) {
        if (index.column() == Masked)
            return result.findings();
        return index.column() == Fate ? QVariant(int(result.fate)) : QVariant(text(result, index.column()));
    }
    return {};
}

QVariant TranscriptResultsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Interaction:
        return tr("Interaction");
    case Fate:
        return tr("Outcome");
    case Medium:
        return tr("Medium");
    case Masked:
        return tr("Masked");
    default:
        return {};
    }
}

} // namespace muster
