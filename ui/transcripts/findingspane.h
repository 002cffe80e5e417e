// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/transcripts/transcripttext.h"

#include <QWidget>

namespace muster {

class CountBars;
class DataTable;
class PlainLabel;
class TranscriptFindingsModel;

/// What is masked in the transcript that is shown: counts by kind, and every place in a table.
class FindingsPane : public QWidget
{
    Q_OBJECT

public:
    explicit FindingsPane(QWidget *parent = nullptr);
    void setTranscript(const SharedTranscript &transcript);
    void setCurrent(std::optional<std::size_t> finding);

Q_SIGNALS:
    void chosen(std::size_t finding);

private:
    SharedTranscript m_transcript;
    TranscriptFindingsModel *m_findings = nullptr;
    PlainLabel *m_title = nullptr;
    PlainLabel *m_rule = nullptr;
    CountBars *m_counts = nullptr;
    DataTable *m_table = nullptr;
    bool m_following = false; ///< The table goes where another view went.
};

} // namespace muster
