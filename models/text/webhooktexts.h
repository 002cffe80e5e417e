// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/outbox.h"
#include "models/store/webhookstore.h"
#include "network/wire/apierror.h"

#include <QString>

namespace muster {

/// What is wrong with an address (a key of callbackTrouble()) and what to do; empty for an empty key.
[[nodiscard]] QString callbackTroubleText(const QString &trouble);
/// What became of a run's notice to `target`: "delivered to agg.example", "waits for ...", "given up ...". Empty when
/// there is none.
[[nodiscard]] QString callbackStateText(const Outbox::Counts &counts, const QUrl &target);

/// What becomes of a notice: "given up", "waits until ...".
[[nodiscard]] QString noticeStateText(const Delivery &notice);

/// What is wrong with a registration before it is sent (see WebhookRegistrar::fault()), and what to do.
[[nodiscard]] QString webhookFaultText(const ApiError &fault);
/// What became of asking for a webhook, in a word or two: "registered", "not known".
[[nodiscard]] QString webhookStateText(WebhookState state);
/// What a service answered in whole sentences, with what to do next.
[[nodiscard]] QString webhookAnswerText(const WebhookAnswer &answer);
/// The same where it could not be written down.
[[nodiscard]] QString webhookNotKeptText(const WebhookAnswer &answer, const ApiError &notKept);

} // namespace muster
