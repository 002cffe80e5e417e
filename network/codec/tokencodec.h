// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"
#include "network/wire/secret.h"

namespace muster {

/// Reads a token answer (contract section 2). UnexpectedShape when access_token or token_type is missing, of the wrong
/// type, not "Bearer", or not fit for a header. A missing or odd expires_in (0, negative, text, a fraction, below 2 s)
/// counts as 5 minutes (F09); beyond a day counts as a day. The errors hold nothing of the body.
[[nodiscard]] Result<Token> readToken(const QByteArray &body);

} // namespace muster
