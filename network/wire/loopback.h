// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHostAddress>
#include <QString>

namespace muster {

/// Whether an address names this computer by its host alone, as a person writes it: "localhost", or an address that
/// means it. What is connected to is judged by originpolicy.h.
[[nodiscard]] inline bool isLoopbackHost(const QString &host)
{
    return host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
}

} // namespace muster
