// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/sanitizationplan.h"

#include <QByteArray>
#include <optional>

namespace muster {

/// A plan's lines as canonical JSON, each with its line feed: what the digest is made over and the file holds.
[[nodiscard]] QByteArray planHeaderLine(const PlanHeader &header);
[[nodiscard]] QByteArray planChangeLine(const PlannedChange &change);
[[nodiscard]] QByteArray planDigestLine(const QString &digest);

/// The same read back, without line feed; nullopt when a member is missing, of another kind or unknown.
[[nodiscard]] std::optional<PlanHeader> readPlanHeader(const QByteArray &line);
[[nodiscard]] std::optional<PlannedChange> readPlanChange(const QByteArray &line);
[[nodiscard]] std::optional<QString> readPlanDigest(const QByteArray &line);

} // namespace muster
