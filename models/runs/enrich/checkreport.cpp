// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/checkreport.h"

#include <algorithm>
#include <tuple>

namespace muster {

CheckReportMaker::CheckReportMaker(const CompiledMapping &mapping)
{
    m_report.columns = mapping.columns;
    m_report.rates = FillRates(mapping.fields.size());
    for (const CompiledField &field : mapping.fields)
        m_report.attributes.append(field.attribute);
}

void CheckReportMaker::add(const CheckedRow &row)
{
    m_report.rates.add(row);
    for (const RowFinding &finding : row.findings()) {
        ++m_counts[{finding.rule, finding.column}];
        if (++m_report.findingCount > CheckReport::maxFindings)
            continue;
        const std::string_view value = row.text(finding);
        m_report.findings.append(
            {row.number(), finding.rule, m_report.columns.value(qsizetype(finding.column)),
             finding.field == RowFinding::noField ? QString() : m_report.attributes.value(qsizetype(finding.field)),
             QString::fromUtf8(value.data(), qsizetype(value.size()))});
    }
}

CheckReport CheckReportMaker::take()
{
    for (const auto &[key, count] : m_counts)
        m_report.counts.append({key.first, m_report.columns.value(qsizetype(key.second)), count});
    std::sort(m_report.counts.begin(), m_report.counts.end(), [](const RuleCount &a, const RuleCount &b) {
        return std::tuple(-a.count, a.rule, a.column) < std::tuple(-b.count, b.rule, b.column);
    });
    return std::move(m_report);
}

} // namespace muster
