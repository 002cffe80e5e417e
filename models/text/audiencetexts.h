// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/audience.h"

#include <QString>
#include <optional>

namespace muster {

/// Where the people of an audience come from, in words: "Customer 360".
[[nodiscard]] QString audienceSourceText(AudienceSource source);
/// The same of an answer, whose word we may not know; then that word, made visible.
[[nodiscard]] QString audienceSourceText(std::optional<AudienceSource> source, const QString &word);
/// How far the service is with counting: "Counted", "Counting again", "Not counted yet", "Could not be counted", or the
/// service's own word.
[[nodiscard]] QString evaluationText(const AudienceEvaluation &evaluation);
/// "12,480", or that it is not known. People.
[[nodiscard]] QString audienceSizeText(const std::optional<qint64> &size);

} // namespace muster
