// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

namespace muster {

/// How a transcript lies on the disk.
enum class TranscriptForm : std::uint8_t {
    Json, ///< A file of its own.
    JsonLines, ///< A line of a file that holds all of a job; so are its findings.
    Text, ///< Plain text of its own; what is masked in it is known by the tags alone.
};

/// A transcript that a run wrote.
struct TranscriptPlace
{
    QString interactionId;
    QString file; ///< Absolute.
    QString findings; ///< The side file; empty: none was written.
    TranscriptForm form = TranscriptForm::Json;
    bool operator==(const TranscriptPlace &) const = default;
};

/// A place where something that was searched for stands.
struct TranscriptHit
{
    qsizetype transcript = 0; ///< Index into what was searched.
    quint32 segment = 0;
    QString excerpt; ///< Visible, with marks.
};

struct TranscriptHits
{
    static constexpr int most = 1000;
    QString searched;
    QList<TranscriptHit> hits; ///< At most `most`.
    int transcripts = 0; ///< That hold it.
    int unreadable = 0; ///< That could not be looked at.
    bool isCut = false; ///< There are more hits.
};

} // namespace muster
