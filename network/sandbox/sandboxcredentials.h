// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxmessage.h"

#include <QHash>
#include <optional>

namespace muster {

/// The pairs of an application/x-www-form-urlencoded text (a body or a query), decoded. Nothing when an escape is
/// broken or a name stands twice (RFC 6749 section 3.2).
[[nodiscard]] std::optional<QHash<QByteArray, QByteArray>> readSandboxForm(const QByteArray &text);

/// What an HTTP Basic header says; both parts form-decoded (RFC 6749 section 2.3.1).
struct SandboxBasic
{
    QByteArray user;
    QByteArray password;
};
/// Does the request try to sign in by HTTP Basic?
[[nodiscard]] bool hasSandboxBasic(const SandboxHttpRequest &request);
/// Nothing when it has no such header or it cannot be read.
[[nodiscard]] std::optional<SandboxBasic> readSandboxBasic(const SandboxHttpRequest &request);

/// Comparing takes the same time wherever the first difference is.
[[nodiscard]] bool isSandboxSecret(QByteArrayView given, QByteArrayView expected);
/// 256 bits that nobody can guess.
[[nodiscard]] QByteArray freshSandboxKey();
/// The same as text that stands in a header as it is: base64url without padding.
[[nodiscard]] QByteArray freshSandboxToken();

} // namespace muster
