// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/campaignbudget.h"
#include "models/rules/enrich/checkedrow.h"
#include "models/rules/enrich/enrichfindings.h"
#include "models/rules/enrich/enrichmentmapping.h"
#include "models/rules/enrich/fieldtrial.h"
#include "models/runs/enrich/check/checkreport.h"
#include "models/runs/enrich/undo/undorules.h"

#include <QString>

namespace muster {

/// The words of enrichment. Reports and audit keep the keys; these are for people.
[[nodiscard]] QString enrichRuleText(EnrichRule rule); ///< A few words: "not a whole number"
/// What was found and, where it helps, what to do, in whole sentences.
[[nodiscard]] QString enrichRuleSentence(EnrichRule rule);
/// A whole sentence with names, quoted and made visible: "The source has no column “Mail”."
[[nodiscard]] QString mappingFindingText(const MappingFinding &finding);
[[nodiscard]] QString listAttributeTypeText(ListAttributeType type); ///< "text", "whole number", ...
[[nodiscard]] QString transformKindText(TransformKind kind); ///< "Trim", "Lower case", "Read a date", ...
[[nodiscard]] QString fieldWriteText(FieldWrite write); ///< "Overwrite", "Only if empty", "Never clear"
[[nodiscard]] QString fieldWriteHint(FieldWrite write); ///< One sentence on what that means.
/// By what contacts are found and which of several rows counts, a sentence each; none where it is the contact id and
/// the first row.
[[nodiscard]] QStringList matchingSentences(const EnrichmentMapping &mapping);
[[nodiscard]] QString emptyCellText(EmptyCell empty); ///< "Keep the value", "Clear the value", "Skip the row"
[[nodiscard]] QString invalidCellText(InvalidCell invalid); ///< "Reject the row", "Leave out the cell"
/// What steps do to a cell, in a few words: "Remove currency → Number like 1,234.56". None: that it is used as it is.
[[nodiscard]] QString stepsText(const QList<FieldTransform> &steps);
/// What speaks against choosing a repair without a look, as a sentence; empty: nothing.
[[nodiscard]] QString repairDoubtText(const CellRepair &repair);
/// The name of a source for a person: its file's, or that it was pasted.
[[nodiscard]] QString sourceNameText(const QString &file);
/// Where a field's text comes from, for a cell: "Score", "Mobile, else Phone", "always “CRM”", with the
/// number of its steps behind.
[[nodiscard]] QString fieldSourceText(const FieldMapping &field);
/// What the first rows make of a field, in whole sentences.
[[nodiscard]] QString fieldTrialText(const FieldTrial &trial);
[[nodiscard]] QString cellFateText(CellFate fate); ///< "kept", "empty", "stands for nothing", ...
/// What becomes of the values that contacts hold, and whether there is a way back; nullopt: they cannot be read.
[[nodiscard]] QString beforeAfterText(const std::optional<BeforeAfter> &diff);
/// Why the campaign cannot take an enrichment and what to do; empty without a fault.
[[nodiscard]] QString budgetFaultText(const CampaignBudget &budget, const EnrichmentPace &pace);
/// What a list's dialers do, and how many contacts leave at once, where campaigns grant no time.
[[nodiscard]] QString uploadPaceText(const CampaignBudget &budget);
/// "4 batches of at most 300 contacts, about 4 s. The campaign “Autumn” allows 3,000 ms for each."
[[nodiscard]] QString batchPlanText(const BatchPlan &plan, const CampaignBudget &budget);

/// What an undo does with a value: "Comes back", "Changed since: stays as it is", ...
[[nodiscard]] QString undoFateText(UndoFate fate);
/// Why so many values do not come back, as a sentence; empty for those that do.
[[nodiscard]] QString undoLeftText(UndoFate fate, qint64 count);
[[nodiscard]] QString undoActText(qint64 values); ///< "Bring back 450 values"

} // namespace muster
