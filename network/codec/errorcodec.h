// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"

#include <QByteArray>

namespace muster {

/// Fills code, detail, details (at most 20), scope and currentVersion of `error` from an error answer's body
/// (contract section 1), whatever that body is: HTML, empty, cut, anything. Texts are cut to length but not yet masked.
void readErrorBody(const QByteArray &body, ApiError &error);

/// The scope named by a WWW-Authenticate header, RFC 6750 section 3: `Bearer error="insufficient_scope", scope="a b"`.
[[nodiscard]] QString scopeOfChallenge(const QByteArray &challenge);

} // namespace muster
