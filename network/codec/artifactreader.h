// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"
#include "network/wire/transcript.h"

#include <simdjson.h>

namespace muster {

/// Cuts a download into its artifacts without changing a byte of them (contract section 5): one object, or an array of
/// objects, each with `interactionId`, `mediaType`, `timestamp`, `transcript` (an object) and `masked`. Whole and
/// strict before anything is taken from it, see StrictJson. Unknown members stay in the artifact.
class ArtifactReader
{
public:
    static constexpr qsizetype maxArtifacts = 100'000;

    /// NotFromApi for markup, the kinds of StrictJson, UnexpectedShape with the path of the member, LimitExceeded above
    /// maxArtifacts. Nothing of the body is in an error but paths.
    [[nodiscard]] Result<QList<TranscriptArtifact>> read(const QByteArray &body);

private:
    using Object = simdjson::ondemand::object;

    void split(const QByteArray &body);
    void take(Object object);
    [[nodiscard]] QString text(Object &object, const char *name);
    void wrong(const char *name, const char *issue);

    simdjson::ondemand::parser m_parser;
    QList<TranscriptArtifact> m_artifacts;
    std::optional<ApiError> m_fault;
};

} // namespace muster
