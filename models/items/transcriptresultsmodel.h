// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/transcripts/transcriptresult.h"

#include <QAbstractTableModel>
#include <QHash>

namespace muster {

/// What became of the interactions of a job. Added to while the job goes on.
class TranscriptResultsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Interaction, Fate, Medium, Masked, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setResults(const QList<TranscriptResult> &results);
    void add(const TranscriptResult &result); ///< Or replaces the one of that interaction.
    [[nodiscard]] const TranscriptResult *result(int row) const;
    [[nodiscard]] const QList<TranscriptResult> &results() const { return m_results; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    [[nodiscard]] static QString fateText(TranscriptFate fate); ///< "written", "held back", ...
    /// Why, and what to do, in whole sentences; of Failed with the error's.
    [[nodiscard]] static QString fateSentence(const TranscriptResult &result);

private:
    [[nodiscard]] static QString text(const TranscriptResult &result, int column);

    QList<TranscriptResult> m_results;
    QHash<QString, int> m_rows; ///< By interaction.
};

} // namespace muster
