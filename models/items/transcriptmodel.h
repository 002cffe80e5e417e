// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/transcripts/transcripttext.h"
#include "models/transcripts/visiblesegment.h"

#include <QAbstractListModel>

namespace muster {

/// A transcript as rows: one a segment, in the order of the file. What is painted is made when it is asked for, so that
/// a million rows cost nothing until they are seen.
class TranscriptModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { HeadRole = 0x0200, TimeRole, SpeakerRole, FirstOfTurnRole };

    using QAbstractListModel::QAbstractListModel;
    void setTranscript(const SharedTranscript &transcript); ///< nullptr: nothing.
    [[nodiscard]] const SharedTranscript &transcript() const { return m_transcript; }
    void setSearched(const QString &searched); ///< What is marked in every row; empty: nothing.
    [[nodiscard]] VisibleSegment visible(int row) const;
    /// The row that a finding stands in; -1 where it is not painted.
    [[nodiscard]] int rowOfFinding(std::size_t finding) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    [[nodiscard]] QString spoken(int row) const; ///< What a screen reader says.

    SharedTranscript m_transcript;
    QString m_searched;
};

} // namespace muster
