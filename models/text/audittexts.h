// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/auditlog.h"

#include <QString>

namespace muster {

[[nodiscard]] QString auditEventText(const QString &event); ///< "Export started"
/// What the entry says beyond its event, in one line: counts, digests, kinds of errors.
[[nodiscard]] QString auditFactsText(const AuditEntry &entry);
/// The result of a check of the whole file, with what it means.
[[nodiscard]] QString auditVerdictText(const AuditVerdict &verdict);

} // namespace muster
