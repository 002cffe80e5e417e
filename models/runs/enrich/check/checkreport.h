// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/cellrepairs.h"
#include "models/rules/enrich/checkedrow.h"
#include "models/rules/enrich/compiledmapping.h"
#include "models/rules/enrich/fillrates.h"
#include "models/runs/enrich/contactvalues.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>
#include <map>

namespace muster {

/// What an enrichment would do to what contacts hold now. Counts values of rows that are sent, and of those that keep
/// what they have.
struct BeforeAfter
{
    static constexpr qsizetype maxSamples = 200;

    struct Field
    {
        qint64 fills = 0; ///< The contact has none.
        qint64 changes = 0; ///< It has another.
        qint64 same = 0; ///< It has that very value.
        qint64 held = 0; ///< It keeps the one that it has, by the field's rule (FieldWrite).
        bool operator==(const Field &) const = default;
    };
    /// One value that changes or is filled. Holds a person's data: never for a log or the audit file.
    struct Sample
    {
        qint64 row = 0; ///< See SourceRow::number.
        QString contactId, attribute;
        QString before; ///< Empty: it is filled.
        QString after;
        bool operator==(const Sample &) const = default;
    };

    QList<Field> fields; ///< As CheckReport::attributes.
    QList<Sample> samples; ///< The first maxSamples, in the file's order; texts cut to CheckedRow::maxShown bytes.
    qint64 notInList = 0; ///< Contacts of the file that the list does not have.
    bool isShown = false; ///< See ContactValues::areShown(): if not, what looks empty may only be hidden.

    [[nodiscard]] Field overall() const;
    /// A row after its last word. `contact`: of the same list; nullopt: it is not there.
    void add(const CheckedRow &row, const ContactValues &values, const std::optional<ContactValues::Contact> &contact);

private:
    void sample(const CheckedRow &row, const QString &attribute, const HeldValue &before, std::string_view after);
};

/// A cell that does not fit, to be shown. Holds a person's data: never for a log or the audit file.
struct CheckFinding
{
    qint64 row = 0; ///< In the file, see SourceRow::number.
    EnrichRule rule = EnrichRule::IdMissing;
    QString column; ///< Of the source.
    QString attribute; ///< Empty: it is about the contact id.
    QString value; ///< The cell, cut to CheckedRow::maxShown bytes.
    bool isLeftOut = false; ///< Only the cell is (InvalidCell::LeaveOut); else its row is rejected.
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
    QList<CellRepair> repairs; ///< Of the cells in `findings`; see proposeRepairs().
    std::optional<BeforeAfter> diff; ///< Where what contacts hold now could be read.

    /// With a cell that does not fit, whatever became of its row.
    [[nodiscard]] QStringList unfitAttributes() const;
    [[nodiscard]] bool fits() const { return rates.rejected() == 0; } ///< No row is rejected.
};

/// Gathers a report, row by row. One thread.
class CheckReportMaker
{
public:
    explicit CheckReportMaker(const CompiledMapping &mapping); ///< Which outlives it.

    void add(const CheckedRow &row);
    /// Some cells of that row that fit, so that propose() knows how the others read. A row that add() was given.
    void addFitting(const CheckedRow &row, const SourceRow &source);
    /// Looks for repairs among what was found; once, after the last row. Takes longer than a row: for a worker.
    void propose(const EnrichmentMapping &mapping, const ListSchema &schema);
    [[nodiscard]] CheckReport take();

private:
    static constexpr qint64 mostFittingRows = 2'000; ///< That are looked at.

    const CompiledMapping &m_mapping;
    CheckReport m_report;
    QList<QHash<QString, QByteArray>> m_fitting; ///< By field: cells and what is made of them.
    qint64 m_fittingRows = 0;
    std::map<std::pair<EnrichRule, std::uint32_t>, qint64> m_counts; ///< By rule and column.
};

} // namespace muster
