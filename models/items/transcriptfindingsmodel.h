// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/transcripts/transcripttext.h"

#include <QAbstractTableModel>

namespace muster {

/// What is masked in a transcript, place by place.
class TranscriptFindingsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Kind, Sureness, Where, Rule, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setTranscript(const SharedTranscript &transcript);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const TranscriptText::Finding &finding, int column) const;

    SharedTranscript m_transcript;
};

} // namespace muster
