// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/webhookstate.h"
#include "network/wire/apierror.h"

#include <QString>

namespace muster {

/// What is wrong with a registration before it is sent (see WebhookDesk::fault()), and what to do.
[[nodiscard]] QString webhookFaultText(const ApiError &fault);
/// What became of asking for a webhook, in a word or two: "registered", "not known".
[[nodiscard]] QString webhookStateText(WebhookState state);
/// What a service answered in whole sentences, with what to do next.
[[nodiscard]] QString webhookAnswerText(const WebhookAnswer &answer);
/// The same where it could not be written down.
[[nodiscard]] QString webhookNotKeptText(const WebhookAnswer &answer, const ApiError &notKept);

} // namespace muster
