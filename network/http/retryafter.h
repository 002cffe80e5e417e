// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QDateTime>
#include <chrono>
#include <optional>

namespace muster {

/// Reads a Retry-After header (RFC 9110 section 10.2.3): seconds, or an HTTP date, which is measured against the same
/// answer's Date header so that a wrong local clock changes nothing (F02); without one against `now`. A moment that
/// has passed, and 0, mean 1 s. nullopt: absent or unusable (negative, text, above 10,000,000 s), see F03.
[[nodiscard]] std::optional<std::chrono::milliseconds> parseRetryAfter(QByteArrayView value, QByteArrayView date,
                                                                       const QDateTime &now);

/// The three forms of RFC 9110 section 5.6.7; invalid when it is none of them. UTC.
[[nodiscard]] QDateTime parseHttpDate(QByteArrayView text);

} // namespace muster
