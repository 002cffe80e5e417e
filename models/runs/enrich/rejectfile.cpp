// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/rejectfile.h"

#include "models/rules/spreadsheetcells.h"

namespace muster {

namespace {

QStringList ownColumns(TextProfile profile)
{
    const QString reasons = profile == TextProfile::Spreadsheets
        ? QString::fromUtf8(guardedReasons.data(), qsizetype(guardedReasons.size()))
        : QStringLiteral("reasons");
    return {QStringLiteral("row"), reasons};
}

} // namespace

RejectFile::RejectFile(CsvTextFile out, const CompiledMapping &mapping, std::size_t passedOver)
    : m_out(std::move(out))
    , m_passedOver(passedOver)
{
    for (const QString &column : mapping.columns)
        m_columns.push_back(column.toStdString());
}

Result<RejectFile> RejectFile::create(const QString &file, const CompiledMapping &mapping, TextProfile profile)
{
    // Mended once and still not right: a name that comes twice would make the file unreadable.
    const QStringList first = mapping.columns.first(std::min<qsizetype>(2, mapping.columns.size()));
    const bool isOurs = first == ownColumns(TextProfile::Machines) || first == ownColumns(TextProfile::Spreadsheets);
    const std::size_t passedOver = isOurs ? 2 : 0;
    TRY(out, CsvTextFile::create(file, ownColumns(profile) + mapping.columns.sliced(qsizetype(passedOver)), profile));
    return RejectFile(*std::move(out), mapping, passedOver);
}

Result<void> RejectFile::add(const CheckedRow &row, const SourceRow &source)
{
    if (row.verdict() != RowVerdict::Rejected)
        return {};
    ++m_rows;
    m_out.cell(std::to_string(row.number()));
    std::string reasons;
    for (const RowFinding &finding : row.findings()) {
        if (!reasons.empty())
            reasons += "; ";
        if (finding.column < m_columns.size())
            reasons += m_columns[finding.column] + ": ";
        reasons += enrichRuleKey(finding.rule).toStdString();
    }
    m_out.cell(reasons);
    for (std::size_t i = m_passedOver; i < source.cells.size(); ++i)
        m_out.cell(source.cells[i]);
    return m_out.endRow();
}

Result<WrittenFile> RejectFile::finish()
{
    return m_out.finish();
}

} // namespace muster
