// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/runhistory.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <chrono>

namespace muster {

// A run that was kept, in words. `isActive`: it goes on in this program; one that is "running" in the journal and does
// not was interrupted.

[[nodiscard]] QString runRecordKindText(const RunRecord &record); ///< "Export"; of an unknown kind its key.
/// "Export · Spring visitors"; of a kind that this Muster does not know its key.
[[nodiscard]] QString runRecordTitle(const RunRecord &record);
[[nodiscard]] QString runRecordStateText(const RunRecord &record, bool isActive);
[[nodiscard]] QString latencyText(std::chrono::milliseconds time); ///< "1,204 ms"
[[nodiscard]] QString spanText(std::chrono::milliseconds time); ///< "1,204 ms", from ten seconds on "3 min 20 s".
/// "96.3 %": of all attributes together; empty where the run fills none.
[[nodiscard]] QString runRecordFillText(const RunRecord &record);
/// What is said of a run that is not measured, or not wholly; empty: nothing.
[[nodiscard]] QString missingMeasuresText(const RunRecord &record);

/// A measure of one or several runs.
struct MeasureTexts
{
    QString name; ///< Begins with two blanks where it is a part of what stands above it.
    QStringList values; ///< One a run, in their order; empty: that run does not have it.
    QString change; ///< From the first of two to the other: "+12 %"; empty: none, or none that can be said.
};
/// Counts, times, rates, latencies, fill rates and figures of all of these; what none of them has is left out.
[[nodiscard]] QList<MeasureTexts> runMeasureTexts(const QList<const RunRecord *> &records);

} // namespace muster
