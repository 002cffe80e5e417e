// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/apiprotocol.h"
#include "network/http/httpchannel.h"
#include "network/wire/result.h"

#include <QDateTime>
#include <optional>

namespace muster {

/// What an answer means (contract section 1, F10 to F31): nullopt when the operation accepts it, else the error with
/// everything the answer says. `now` is for a Retry-After date without a Date header. Texts are not yet masked.
[[nodiscard]] std::optional<ApiError> faultOf(const HttpReply &reply, const OperationRow &row, const QDateTime &now,
                                              ReadError readError);
/// Why an accepted status is still no answer of the API: NotFromApi for markup, an empty body or a foreign content
/// type (F28), for a compressed body nobody asked for (S15); BrokenBody for one that does not end like JSON (F47).
[[nodiscard]] std::optional<ApiError> bodyFault(const HttpReply &reply, const OperationRow &row);

} // namespace muster
