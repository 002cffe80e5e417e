// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/checkedrow.h"
#include "models/rules/enrich/compiledmapping.h"
#include "models/rules/enrich/fillrates.h"
#include "models/runs/enrich/beforeafter.h"

#include <QList>
#include <QMetaType>
#include <QStringList>
#include <map>

namespace muster {

/// A cell that does not fit, to be shown. Holds a person's data: never for a log or the audit file.
struct CheckFinding
{
    qint64 row = 0; ///< In the file, see SourceRow::number.
    EnrichRule rule = EnrichRule::IdMissing;
    QString column; ///< Of the source.
    QString attribute; ///< Empty: it is about the contact id.
    QString value; ///< The cell, cut to CheckedRow::maxShown bytes.
    bool operator==(const CheckFinding &) const = default;
};

/// How often one rule found fault with one column.
struct RuleCount
{
    EnrichRule rule = EnrichRule::IdMissing;
    QString column;
    qint64 count = 0;
    bool operator==(const RuleCount &) const = default;
};

/// What a check of a whole source found. A value; shared between threads when it is made.
struct CheckReport
{
    static constexpr qsizetype maxFindings = 10'000; ///< That are kept; all are counted.

    QStringList columns; ///< Of the source.
    QStringList lateColumns; ///< See TableReader::lateColumns().
    QStringList attributes; ///< Of the mapping's fields, in their order; those of `rates`.
    FillRates rates; ///< Rows by what becomes of them, and cells per field.
    QList<CheckFinding> findings; ///< In the file's order, the first maxFindings.
    qint64 findingCount = 0;
    QList<RuleCount> counts; ///< The most frequent first.
    QString sourceDigest; ///< SHA-256 of the file.
    qint64 formulaCells = 0; ///< In the reject file, see WrittenFile; 0 without one.
    std::optional<BeforeAfter> diff; ///< Where what contacts hold now could be read.

    [[nodiscard]] bool fits() const { return rates.rejected() == 0; } ///< No row is rejected.
};

/// Gathers a report, row by row. One thread.
class CheckReportMaker
{
public:
    explicit CheckReportMaker(const CompiledMapping &mapping);

    void add(const CheckedRow &row);
    [[nodiscard]] CheckReport take();

private:
    CheckReport m_report;
    std::map<std::pair<EnrichRule, std::uint32_t>, qint64> m_counts; ///< By rule and column.
};

} // namespace muster

Q_DECLARE_METATYPE(muster::CheckReport)
