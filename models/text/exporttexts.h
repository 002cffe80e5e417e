// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportrules.h"
#include "models/sinks/csvrows.h"
#include "network/wire/segment.h"

#include <QString>

namespace muster {

struct CheckWords
{
    QString title; ///< "Fresh enough"
    QString detail; ///< A sentence: what was found and, where it failed, what to do.
};

[[nodiscard]] CheckWords checkWords(const ExportCheck &check);
[[nodiscard]] QString checkStateText(ExportCheck::State state);

[[nodiscard]] QString attributeTypeText(const SegmentAttribute &attribute);
[[nodiscard]] QString filterOperatorText(FilterOperator op);
/// "city contains Lis", for the summary of an order.
[[nodiscard]] QString filterText(const SegmentFilter &filter);
[[nodiscard]] QString fileFormatText(FileFormat format);
/// The same of a CSV file that begins with a byte order mark.
[[nodiscard]] QString fileFormatText(FileFormat format, bool byteOrderMark);
[[nodiscard]] QString treatmentText(ColumnTreatment treatment); ///< "Masked"
[[nodiscard]] QString textProfileText(TextProfile profile);
/// One sentence on what the profile does to the cells and what it is for.
[[nodiscard]] QString textProfileHint(TextProfile profile);
/// `saved`, which says where the file is, and what cells in it a spreadsheet would not take for text, if any.
[[nodiscard]] QString withFormulaCells(const QString &saved, const WrittenFile &file);
/// "1,234 people"; "size not known" below zero.
[[nodiscard]] QString peopleText(qint64 size);
/// The name of the act, for the one primary button: "Export 1,234 people" or "Export segment".
[[nodiscard]] QString exportActText(qint64 size, bool filtered);
/// Why a segment can or cannot be exported now; one sentence.
[[nodiscard]] QString exportabilityText(const SegmentSummary &segment, const QDateTime &now,
                                        std::chrono::seconds freshnessLimit);
[[nodiscard]] QString
percentText(double share); ///< "96 %", "< 1 %", "> 99 %": never rounded up to all or down to none.

} // namespace muster
