// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/lineanswer.h"
#include "network/wire/result.h"

#include <QByteArray>

namespace muster {

/// Reads a successful answer of Twilio Lookup v2 with line_type_intelligence:
/// `{ phone_number, valid, line_type_intelligence: { type, error_code, ... } }`; everything else in it, the carrier
/// first of all, is passed over. Pure, any thread. The kinds of parseObject(), and UnexpectedShape with code "missing",
/// "not_text", "not_boolean", "not_object", "not_integer" or "other_number" (it is not about `e164`: an answer must
/// never be kept for another number). No error holds anything of the body.
[[nodiscard]] Result<LineAnswer> readLineAnswer(const QByteArray &body, const QString &e164);
/// The provider's error code in the body of a refusal, `{ code: int, ... }`; 0: there is none.
[[nodiscard]] int lineErrorCode(const QByteArray &body);

} // namespace muster
