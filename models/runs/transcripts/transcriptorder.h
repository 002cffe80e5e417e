// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/frozenorder.h"
#include "network/wire/connectionprofile.h"
#include "network/wire/keytable.h"
#include "network/wire/result.h"
#include "network/wire/transcript.h"

#include <QUrl>

namespace muster {

/// What files a run makes of the transcripts.
enum class TranscriptFormat {
    Json, ///< A file per interaction: the artifact as received, with masked text.
    JsonLines, ///< One file, an artifact a line, in the order of the request.
    Text, ///< A plain text per interaction: who said what.
};
inline constexpr std::array allTranscriptFormats{TranscriptFormat::Json, TranscriptFormat::JsonLines,
                                                 TranscriptFormat::Text};

/// Fetch the transcripts of interactions into a folder.
struct TranscriptOrder
{
    QStringList interactionIds; ///< None twice. With `attachJob` they may be empty: whatever the job has.
    QList<MediaType> mediaTypes = {MediaType::Voice, MediaType::Chat};
    RedactionPolicy redaction = RedactionPolicy::Auto; ///< The service's part.
    int concurrentDownloads = 4; ///< 1 to 10.
    QString attachJob; ///< Follow this job, submitted elsewhere, instead of submitting one.
    QString folder; ///< Absolute; must be empty or not exist.
    TranscriptFormat format = TranscriptFormat::Json;
    bool writeRaw = false; ///< Unmasked, on a person's confirmation of its own. No webhook then.
    QUrl webhook; ///< Of the data lake: told of each masked artifact; empty: none.
    /// Status requests after which the run pauses (F33), in each of its lives; 0: none; -1: as the connection has it
    /// when the run asks (ConnectionProfile::jobPolls).
    int pollLimit = -1;
};

/// Which policy masks: what an order keeps of it. The policy itself lies beside the run, see TranscriptRun.
struct PolicyBinding
{
    QString name;
    int version = 1;
    QString digest; ///< maskPolicyDigest(), 64 hexadecimal digits; empty: raw.
    bool operator==(const PolicyBinding &) const = default;
};

/// A transcript order as the journal keeps it: exactly this runs.
struct FrozenTranscripts : FrozenFor
{
    TranscriptOrder order;
    PolicyBinding policy;
};

[[nodiscard]] FrozenTranscripts freeze(const TranscriptOrder &order, const PolicyBinding &policy,
                                       const ConnectionProfile &profile);
/// Damaged "order_digest_differs", "order_unreadable", "order_not_canonical", "order_too_large".
[[nodiscard]] Result<FrozenTranscripts> thawTranscripts(const QByteArray &json, const QString &digest);

template <>
inline constexpr KeyTable<TranscriptFormat, 3> keyTable<TranscriptFormat>{{
    {TranscriptFormat::Json, QLatin1String("json")},
    {TranscriptFormat::JsonLines, QLatin1String("jsonl")},
    {TranscriptFormat::Text, QLatin1String("text")},
}};

} // namespace muster
