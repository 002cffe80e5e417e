// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/scrub/scrubfiles.h"

#include <QString>
#include <QStringList>

namespace muster {

struct RegistryReport;

[[nodiscard]] QString registryKindText(RegistryKind kind); ///< "Do-not-call"
[[nodiscard]] QString sourceKindText(ScrubSource::Kind kind); ///< "Do-not-call registry"
[[nodiscard]] QString scrubVerdictText(ScrubVerdict verdict); ///< "Blocked"
/// "As of 1 October 2026, 56 days old: older than the 31 days …"; empty while it is fresh. `asOf` valid.
[[nodiscard]] QString registryAgeWarning(const QString &name, const QDate &asOf, const QDate &today);
/// "Numbers imported: 10,000,000." and what else is to be known.
[[nodiscard]] QString registryReportText(const RegistryReport &report);

/// "1,000 rows: 940 may be dialled, 50 blocked, 10 could not be read."
[[nodiscard]] QString scrubSummary(const Scrub &scrub);
/// What must be known before the figures are believed; a sentence each; often none.
[[nodiscard]] QStringList scrubNotes(const Scrub &scrub, const QDate &today);
/// Why a row is taken out: "Do Not Call; Office list", "No number".
[[nodiscard]] QString takenOutText(const Scrub &scrub, const ScrubbedRow &row);

/// Digests and counts of a scrub as CSV for spreadsheets: section,key,value. Times in UTC. No number of anybody's.
[[nodiscard]] CsvRows scrubEvidenceCsv(const ScrubEvidence &evidence);
/// The same as a page for printing: simple HTML without script, style sheet or address, every foreign word escaped.
[[nodiscard]] QString scrubEvidenceHtml(const ScrubEvidence &evidence);

} // namespace muster
