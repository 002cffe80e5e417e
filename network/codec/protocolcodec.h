// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"
#include "network/wire/result.h"
#include "network/wire/secret.h"

#include <QByteArray>
#include <QJsonObject>

namespace muster {

/// Fills code, detail, details (at most 20), scope and currentVersion of `error` from an error answer's body
/// (contract section 1), whatever that body is: HTML, empty, cut, anything. Texts are cut to length but not yet masked.
void readErrorBody(const QByteArray &body, ApiError &error);

/// The scope named by a WWW-Authenticate header, RFC 6750 section 3: `Bearer error="insufficient_scope", scope="a b"`.
[[nodiscard]] QString scopeOfChallenge(const QByteArray &challenge);

/// Reads a token answer (contract section 2). UnexpectedShape when access_token or token_type is missing, of the wrong
/// type, not "Bearer", or not fit for a header. A missing or odd expires_in (0, negative, text, a fraction, below 2 s)
/// counts as 5 minutes (F09); beyond a day counts as a day. The errors hold nothing of the body.
[[nodiscard]] Result<Token> readToken(const QByteArray &body);
/// Its two steps, for flavours whose token answers say more.
[[nodiscard]] Result<QJsonObject> readTokenAnswer(const QByteArray &body);
[[nodiscard]] Result<Token> readToken(const QJsonObject &answer);

} // namespace muster
