// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/enrichment.h"

#include <QString>
#include <optional>

namespace muster {

/// What is known of a webhook that was asked for.
enum class WebhookState {
    Asked, ///< No answer yet; after a restart: none was had, so whether it stands is not known.
    Registered, ///< New.
    Stands, ///< The same stood there already.
    NameTaken, ///< By another content, which goes on standing.
    Unknown, ///< The answer was lost or said nothing certain.
    Refused,
    NotSent,
};

[[nodiscard]] WebhookState webhookStateOf(const WebhookAnswer &answer);
/// The service said that it stands.
[[nodiscard]] bool isStanding(WebhookState state);
/// "asked", "registered", "stands", "name_taken", "unknown", "refused", "not_sent"; stable for file, audit and
/// `--json`.
[[nodiscard]] QString webhookStateKey(WebhookState state);
[[nodiscard]] std::optional<WebhookState> webhookStateFromKey(QStringView key);

} // namespace muster
