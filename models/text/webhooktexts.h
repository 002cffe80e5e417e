// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"
#include "network/wire/enrichment.h"

#include <QString>

namespace muster {

/// What is wrong with a registration before it is sent (see EnrichmentDesk::fault()), and what to do.
[[nodiscard]] QString webhookFaultText(const ApiError &fault);
/// What became of asking for a webhook, in a word or two: "registered", "not known".
[[nodiscard]] QString webhookStateText(const WebhookAnswer &answer);
/// The same in whole sentences, with what to do next.
[[nodiscard]] QString webhookAnswerText(const WebhookAnswer &answer);

} // namespace muster
