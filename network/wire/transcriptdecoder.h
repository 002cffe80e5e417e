// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"
#include "network/wire/transcript.h"

#include <QByteArray>

namespace muster {

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
    /// The artifacts that a download holds, one or several, each byte for byte.
    [[nodiscard]] virtual Result<QList<TranscriptArtifact>> artifacts(const QByteArray &body) const = 0;
};

} // namespace muster
