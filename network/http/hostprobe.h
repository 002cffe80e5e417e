// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

#include <QCoro/QCoroTask>
#include <QHostAddress>
#include <QList>
#include <QSslConfiguration>
#include <QUrl>
#include <chrono>
#include <optional>
#include <stop_token>

namespace muster {

/// The addresses that a name has, at least one. NotSent (with the system's words), TimedOut, Cancelled.
[[nodiscard]] QCoro::Task<Result<QList<QHostAddress>>> lookUpHost(QString host, std::chrono::milliseconds timeout,
                                                                  std::stop_token stop);
/// Connects, makes the TLS handshake and hangs up; nothing of HTTP is sent. TlsRefused, NotSent, TimedOut, Cancelled.
[[nodiscard]] QCoro::Task<std::optional<ApiError>> probeTls(QUrl url, QSslConfiguration tls,
                                                            std::chrono::milliseconds timeout, std::stop_token stop);

} // namespace muster
