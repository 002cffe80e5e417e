// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/outbox.h"

#include <QString>

namespace muster {

/// What is wrong with an address (a key of callbackTrouble()) and what to do; empty for an empty key.
[[nodiscard]] QString callbackTroubleText(const QString &trouble);
/// What became of a run's notice to `target`: "delivered to agg.example", "waits for ...", "given up ...". Empty when
/// there is none.
[[nodiscard]] QString callbackStateText(const Outbox::Counts &counts, const QUrl &target);

/// What becomes of a notice: "given up", "waits until ...".
[[nodiscard]] QString noticeStateText(const Delivery &notice);

} // namespace muster
