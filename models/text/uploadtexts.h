// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/uploadcheck/uploadreconciliation.h"

#include <QString>
#include <QStringList>

namespace muster {

[[nodiscard]] QString uploadRuleTitle(UploadRule rule); ///< "Row too long"
/// What it says, and what can be done: one or two sentences.
[[nodiscard]] QString uploadRuleText(UploadRule rule);
[[nodiscard]] QStringList uploadRuleTexts(); ///< Of all rules, in the order of their key table.
/// Of findings that are counted alone; %1 is their number.
[[nodiscard]] QString uploadFurtherText();
[[nodiscard]] QString uploadOriginText(UploadOrigin origin); ///< "CXone manual"
[[nodiscard]] QString uploadMendText(UploadMend mend); ///< "Fixed in the copy"; empty for nothing.

/// "Rows: 1,000. Accepted: 940. Breaking a rule: 60."
[[nodiscard]] QString uploadSummary(const UploadCheck &check);
/// What must be known before the figures are believed; a sentence each; often none.
[[nodiscard]] QStringList uploadNotes(const UploadCheck &check);
/// Column 2, "phone": where a finding is; "row 1", "the whole file".
[[nodiscard]] QString uploadColumnText(const UploadCheck &check, const UploadFinding &finding);
/// The rule, and the first row that has the same.
[[nodiscard]] QString uploadFindingText(const UploadFinding &finding);
/// "Files written: 2, with 900 rows. Rows rejected: 100."
[[nodiscard]] QString uploadCopyText(const UploadCopy &copy);

[[nodiscard]] QString uploadCountText(UploadCount count); ///< "Records"
[[nodiscard]] QString uploadExpectedText(const ReconciledCount &count); ///< "940", "900 to 940"
[[nodiscard]] QString uploadMatchText(const ReconciledCount &count); ///< "3 too few"
/// One sentence on all of it.
[[nodiscard]] QString uploadReconciliationText(const UploadReconciliation &reconciliation, const QString &listName);

} // namespace muster
