// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/apiprotocol.h"
#include "network/http/httpchannel.h"
#include "network/wire/result.h"

#include <QByteArray>
#include <QDateTime>
#include <chrono>
#include <optional>

namespace muster {

class OriginPolicy;

/// Reads a Retry-After header (RFC 9110 section 10.2.3): seconds, or an HTTP date, which is measured against the same
/// answer's Date header so that a wrong local clock changes nothing (F02); without one against `now`. A moment that
/// has passed, and 0, mean 1 s. nullopt: absent or unusable (negative, text, above 10,000,000 s), see F03.
[[nodiscard]] std::optional<std::chrono::milliseconds> parseRetryAfter(QByteArrayView value, QByteArrayView date,
                                                                       const QDateTime &now);

/// The three forms of RFC 9110 section 5.6.7; invalid when it is none of them. UTC.
[[nodiscard]] QDateTime parseHttpDate(QByteArrayView text);

/// What an answer means (contract section 1, F10 to F31): nullopt when the operation accepts it, else the error with
/// everything the answer says. `now` is for a Retry-After date without a Date header. Texts are not yet masked.
[[nodiscard]] std::optional<ApiError> faultOf(const HttpReply &reply, const OperationRow &row, const QDateTime &now,
                                              ReadError readError);
/// Why an accepted status is still no answer of the API: NotFromApi for markup, an empty body or a foreign content
/// type (F28), for a compressed body nobody asked for (S15); BrokenBody for one that does not end like JSON (F47).
[[nodiscard]] std::optional<ApiError> bodyFault(const HttpReply &reply, const OperationRow &row);

/// What a host outside of the tenant says may echo a signed link.
void forgetWords(ApiError &error);
/// Where a redirect leads that may be followed: a GET within its own origin (F29 to F31).
[[nodiscard]] std::optional<QUrl> redirectTarget(const HttpRequest &request, const HttpReply &reply,
                                                 const OriginPolicy &origins);
/// What passes by itself, so that the same call may succeed later.
[[nodiscard]] bool isOfTheMoment(const ApiError &error);
/// Whether the transport itself may try again after the error.
[[nodiscard]] bool mayRepeat(const OperationRow &row, const ApiError &error);

} // namespace muster
