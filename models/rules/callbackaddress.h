// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QUrl>

namespace muster {

/// What is wrong with the address of a webhook or of the aggregator, as far as it can be seen without resolving the
/// name (S11 to S13): "no_host", "user_info", "not_https" (http is for loopback only), "scheme"; empty: nothing. The
/// transport judges the address that it resolves to.
[[nodiscard]] QString callbackTrouble(const QUrl &url);

} // namespace muster
