// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"
#include "network/wire/contactlist.h"
#include "network/wire/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>
#include <array>
#include <optional>

namespace muster {

/// Contract section 5. What a service says beyond these stays a word: it is shown, and nothing is decided by it.
enum class MediaType { Voice, Chat };
inline constexpr std::array allMediaTypes{MediaType::Voice, MediaType::Chat};

/// What the service itself hides. Local masking applies to everything that is written, whatever stands here.
enum class RedactionPolicy { Auto, None, Full };
inline constexpr std::array allRedactionPolicies{RedactionPolicy::Auto, RedactionPolicy::None, RedactionPolicy::Full};

/// An interaction as the search names it; holds nothing of what was said.
struct InteractionSummary
{
    QString id;
    QString mediaType; ///< The service's word, see mediaTypeFromKey().
    QDateTime timestamp; ///< UTC; invalid: not said.
    bool operator==(const InteractionSummary &) const = default;
};

/// What is searched for; what is empty does not narrow down.
struct InteractionQuery
{
    QStringList ids;
    std::optional<MediaType> media;
    std::optional<QDateTime> from; ///< Inclusive.
    std::optional<QDateTime> to; ///< Exclusive.
};

struct InteractionPage
{
    QList<InteractionSummary> items;
    QStringList notFound; ///< Of the ids asked for, where the service says so.
    QString nextCursor; ///< Empty: the end.
};

struct FoundInteractions
{
    QList<InteractionSummary> items; ///< Each id once, in the order of arrival.
    QStringList notFound; ///< The ids asked for that were not among the answers, in the order asked.
    int pages = 0;
};

struct TranscriptRequest
{
    QStringList interactionIds;
    QList<MediaType> mediaTypes; ///< One or both, none twice.
    RedactionPolicy redaction = RedactionPolicy::Auto;
    int concurrentDownloads = 4; ///< 1 to TranscriptLimits::concurrentDownloads.
};

/// What became of a submission. Unknown: a job may have been made whose id nobody knows.
struct TranscriptSubmission
{
    WriteFate fate = WriteFate::NotSent;
    QString jobId; ///< Of Applied.
    std::optional<ApiError> error; ///< Why it is anything else.
};

/// Where artifacts are had. `link` is the service's own text, opaque to everybody but the client.
struct TranscriptSource
{
    QString interactionId; ///< Empty: all artifacts of the job.
    QByteArray link;
    bool operator==(const TranscriptSource &) const = default;
};

/// State of a job. A word that the contract does not know counts as running (F32).
struct TranscriptJob
{
    enum class State { Queued, Running, Completed, Failed };

    QString id;
    State state = State::Queued;
    QString statusWord; ///< As the service spelled it, for people.
    int progress = -1; ///< Per cent, 0 to 100; -1: not said, or not to be believed (S43).
    QStringList errors; ///< The service's words; at most 100 of 500 characters. Always shown quoted.
    TranscriptSource all; ///< Its link is empty where there is none.
    QList<TranscriptSource> each; ///< One per interaction where the service offers that.
    [[nodiscard]] bool ended() const { return state == State::Completed || state == State::Failed; }
};

/// One transcript as it came. Holds personal data: never on disk, in a log or in an error.
struct TranscriptArtifact
{
    QString interactionId;
    QString mediaType; ///< The service's word.
    QDateTime timestamp; ///< UTC; invalid: not said.
    bool masked = false; ///< The service says that it hid something already.
    QByteArray json; ///< The whole artifact, byte for byte, `transcript` included.
};

/// What of a request is wrong before it is sent.
enum class InteractionIdFault {
    None,
    Empty,
    TooLong, ///< More than longestInteractionId characters.
    BadCharacter, ///< White space, a control character, half a surrogate pair, or a comma, which parts ids in a search.
};
inline constexpr qsizetype longestInteractionId = 200;
[[nodiscard]] InteractionIdFault interactionIdFault(QStringView id);

[[nodiscard]] QString mediaTypeKey(MediaType media); ///< "voice", "chat"
[[nodiscard]] std::optional<MediaType> mediaTypeFromKey(QStringView key);
[[nodiscard]] QString redactionPolicyKey(RedactionPolicy policy); ///< "auto", "none", "full"
[[nodiscard]] std::optional<RedactionPolicy> redactionPolicyFromKey(QStringView key);

/// A download as it came; decoded on a worker. Holds personal data.
struct RawTranscripts
{
    QByteArray body;
};

/// Turns downloads into artifacts. Pure and safe on any thread: bodies are big, so a worker does it. No error holds
/// anything of a transcript, not even its start.
class TranscriptDecoder
{
public:
    virtual ~TranscriptDecoder() = default;
    /// The artifacts that a download holds, one or several, each byte for byte. `interactionId`: what was asked for,
    /// for flavours whose transcripts do not say whose they are; empty: everything of a job.
    [[nodiscard]] virtual Result<QList<TranscriptArtifact>> artifacts(const QByteArray &body,
                                                                      const QString &interactionId) const
        = 0;
};

} // namespace muster
