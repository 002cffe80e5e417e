// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/rejectfile.h"

#include "models/rules/spreadsheetcells.h"

namespace muster {

RejectFile::RejectFile(DurableWriter out, const CompiledMapping &mapping, TextProfile profile)
    : m_out(std::move(out))
    , m_guards(profile == TextProfile::Spreadsheets)
{
    for (const QString &column : mapping.columns)
        m_columns.push_back(column.toStdString());
}

Result<RejectFile> RejectFile::create(const QString &file, const CompiledMapping &mapping, TextProfile profile)
{
    auto out = DurableWriter::create(file, Existing::Refuse);
    if (!out)
        return tl::unexpected(out.error());
    RejectFile rejects(*std::move(out), mapping, profile);
    rejects.cell("row");
    rejects.cell("reasons");
    for (const std::string &column : rejects.m_columns)
        rejects.cell(column);
    if (const auto written = rejects.endRow(); !written)
        return tl::unexpected(written.error());
    return rejects;
}

void RejectFile::cell(std::string_view text)
{
    if (!m_line.empty())
        m_line += ',';
    const std::string guarded = m_guards ? guardCell(text) : std::string(text);
    const bool quotes = guarded.find_first_of(",\"\r\n;\t|") != std::string::npos;
    if (!quotes) {
        m_line += guarded;
        return;
    }
    m_line += '"';
    for (const char c : guarded) {
        if (c == '"')
            m_line += '"';
        m_line += c;
    }
    m_line += '"';
}

Result<void> RejectFile::endRow()
{
    m_line += "\r\n";
    auto written = m_out.append({m_line.data(), qsizetype(m_line.size())});
    m_line.clear();
    return written;
}

Result<void> RejectFile::add(const CheckedRow &row, const SourceRow &source)
{
    if (row.verdict() != RowVerdict::Rejected)
        return {};
    ++m_rows;
    cell(std::to_string(row.number()));
    std::string reasons;
    for (const RowFinding &finding : row.findings()) {
        if (!reasons.empty())
            reasons += "; ";
        if (finding.column < m_columns.size())
            reasons += m_columns[finding.column] + ": ";
        reasons += enrichRuleKey(finding.rule).toStdString();
    }
    cell(reasons);
    for (const std::string_view text : source.cells)
        cell(text);
    return endRow();
}

Result<void> RejectFile::finish()
{
    return m_out.finish();
}

} // namespace muster
