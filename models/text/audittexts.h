// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/auditlog.h"

#include <QSet>
#include <QString>

namespace muster {

[[nodiscard]] QString auditEventText(const QString &event); ///< "Export started"
/// The events whose words hold `text`, without regard to case: a person searches for what is on the screen.
[[nodiscard]] QSet<QString> auditEventsSaying(const QString &text);
[[nodiscard]] QString auditJobText(const QString &job); ///< "Export", of auditJob().
[[nodiscard]] QString auditOutcomeText(const QString &outcome); ///< "Complete", of auditOutcome().
/// Several entries of one event of one run in one line: "40 pages written".
[[nodiscard]] QString auditRepeatText(const QString &event, qint64 count);
/// What the entry itself says it is about: "List 4711"; empty: nothing that has a name.
[[nodiscard]] QString auditObjectText(const AuditEntry &entry);
/// What the entry says beyond its event, in one line: counts, digests, kinds of errors.
[[nodiscard]] QString auditFactsText(const AuditEntry &entry);
/// What a removal takes: files, entries, from when to when, size. Where it takes nothing, that.
[[nodiscard]] QString auditRemovalText(const AuditRemoval &removal);
/// The result of a check of the whole file, with what it means.
[[nodiscard]] QString auditVerdictText(const AuditVerdict &verdict);

} // namespace muster
