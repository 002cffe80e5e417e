// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/transcripts/transcriptorder.h"
#include "models/runs/transcripts/transcriptresult.h"

#include <QHash>
#include <QString>
#include <QStringList>

namespace muster {

/// The names of the files of one run, by interaction, without ending (S19, S39). An id of nothing but a-z, 0-9, '-' and
/// '_', of at most 80 characters and unlike a phone number is its own name; any other stands as "interaction-000012",
/// by its place in `ids`, because even a digest of a number could be tried out. The manifest says which is which.
/// None twice; depends on nothing but `ids`.
[[nodiscard]] QHash<QString, QString> transcriptNames(const QStringList &ids);

/// What stands in the folder of a run; all functions block, for a worker.

/// "folder_not_empty", "not_a_folder", or the disk's fault. Makes the folder where there is none (0700).
[[nodiscard]] Result<void> claimFolder(const QString &folder);
/// What an earlier life of the run wrote whole: its side file is there and the digest is right. Anything else is as if
/// it were not there.
[[nodiscard]] Result<QList<TranscriptResult>> writtenBefore(const QString &folder, const FindingsBinding &binding,
                                                            const QStringList &ids, TranscriptFormat format);

struct TranscriptClosing
{
    FrozenTranscripts order;
    FindingsBinding binding;
    QString jobId;
    bool settled = false; ///< Everything has its fate, and nothing else came: there is nothing more to fetch.
    bool complete = false; ///< And nothing is held.
    QList<TranscriptResult> results; ///< In the order of the request.
    QDateTime at; ///< UTC.
};
inline constexpr auto transcriptManifestName = "manifest.json";
inline constexpr auto transcriptLinesName = "transcripts.jsonl";
inline constexpr auto transcriptLinesFindingsName = "transcripts.findings.jsonl";

/// Of plain text the manifest says "findings_refer_to": "masked_json": places and rules are those of the masked JSON
/// that the text was made of, and what its last look adds has a tag, but no place and no rule. Else "file".
///
/// Joins the lines where the order wants one file, then writes the manifest, then (when settled) removes the pieces of
/// the one file. May be repeated after a kill at any moment.
[[nodiscard]] Result<void> closeTranscripts(TranscriptClosing closing);
/// The results of a run that was closed as settled; nullopt: it was not. What a kill behind its manifest left lying
/// about is tidied up.
[[nodiscard]] Result<std::optional<QList<TranscriptResult>>>
closedBefore(const QString &folder, const FindingsBinding &binding, TranscriptFormat format);
/// What became of the interactions of a run that is over or was interrupted, for showing: by its manifest, else by the
/// side files that prove themselves (as writtenBefore(), but nothing is tidied up). File "not_found" where the folder
/// is gone.
[[nodiscard]] Result<QList<TranscriptResult>> foundBefore(const QString &folder, const FindingsBinding &binding,
                                                          const QStringList &ids);
/// Removes what the run wrote, if it was not settled.
[[nodiscard]] Result<void> discardTranscripts(const QString &folder, const FindingsBinding &binding);

} // namespace muster
