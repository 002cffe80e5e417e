// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/rejectfile.h"

namespace muster {

RejectFile::RejectFile(CsvTextFile out, const CompiledMapping &mapping)
    : m_out(std::move(out))
{
    for (const QString &column : mapping.columns)
        m_columns.push_back(column.toStdString());
}

Result<RejectFile> RejectFile::create(const QString &file, const CompiledMapping &mapping, TextProfile profile)
{
    const QStringList own{QStringLiteral("row"), QStringLiteral("reasons")};
    TRY(out, CsvTextFile::create(file, own + mapping.columns, profile));
    return RejectFile(*std::move(out), mapping);
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
    for (const std::string_view text : source.cells)
        m_out.cell(text);
    return m_out.endRow();
}

Result<WrittenFile> RejectFile::finish()
{
    return m_out.finish();
}

} // namespace muster
