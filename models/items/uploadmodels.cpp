// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/uploadmodels.h"

#include "models/text/amounttext.h"
#include "models/text/listindextexts.h"
#include "models/text/uploadtexts.h"

#include <algorithm>
#include <tuple>

namespace muster {

namespace {

Tone toneOf(UploadRule rule)
{
    return factsOf(rule).breaks ? Tone::Bad : Tone::Warn;
}

std::optional<Tone> toneOf(const ReconciledCount &count)
{
    switch (count.match) {
    case UploadMatch::AsExpected:
        return Tone::Good;
    case UploadMatch::Possible:
    case UploadMatch::NotTold:
        return Tone::Warn;
    case UploadMatch::TooFew:
    case UploadMatch::TooMany:
        return Tone::Bad;
    }
    return std::nullopt;
}

} // namespace

UploadRulesModel::UploadRulesModel(QObject *parent)
    : RowsModel({{.title = tr("Rule"),
                  .text = [](const UploadRuleRow &row) { return uploadRuleTitle(row.rule); },
                  .tip = [](const UploadRuleRow &row) { return uploadRuleText(row.rule); },
                  .tone = [](const UploadRuleRow &row) { return std::optional(toneOf(row.rule)); }},
                 {.title = tr("Findings"),
                  .text = [](const UploadRuleRow &row) { return numberText(row.count); },
                  .raw = [](const UploadRuleRow &row) { return row.count; },
                  .align = Qt::AlignRight},
                 {.title = tr("Source"),
                  .text = [](const UploadRuleRow &row) { return uploadOriginText(factsOf(row.rule).origin); }},
                 {.title = tr("Copy"),
                  .text = [](const UploadRuleRow &row) { return uploadMendText(factsOf(row.rule).mend); }}},
                Spoken::TitleAndText, parent)
{
}

void UploadRulesModel::setCheck(const UploadCheck *check)
{
    QList<UploadRuleRow> rows;
    for (const bool breaks : {true, false}) {
        for (const auto &[rule, key] : keyTable<UploadRule>) {
            if (check && check->count(rule) > 0 && factsOf(rule).breaks == breaks)
                rows.append({rule, check->count(rule)});
        }
    }
    setRows(rows);
}

UploadFindingsModel::UploadFindingsModel(QObject *parent)
    : RowsModel(
          {{.title = tr("Row"),
            .text
            = [](const UploadFinding &finding) { return finding.row == 0 ? tr("none") : numberText(finding.row); },
            .raw = [](const UploadFinding &finding) { return finding.row; },
            .align = Qt::AlignRight},
           {.title = tr("Column"),
            .text
            = [this](
                  const UploadFinding &finding) { return m_check ? uploadColumnText(*m_check, finding) : QString(); },
            .raw = [](const UploadFinding &finding) { return finding.column; }},
           {.title = tr("What is wrong"),
            .text = &uploadFindingText,
            .tip = [](const UploadFinding &finding) { return uploadRuleText(finding.rule); },
            .tone = [](const UploadFinding &finding) { return std::optional(toneOf(finding.rule)); }}},
          Spoken::TitleAndText, parent)
{
}

void UploadFindingsModel::setCheck(std::shared_ptr<const UploadCheck> check, std::optional<UploadRule> rule)
{
    m_check = std::move(check);
    QList<UploadFinding> rows;
    if (m_check && rule) {
        rows = m_check->first(*rule);
    } else if (m_check) {
        for (const auto &[one, key] : keyTable<UploadRule>)
            rows.append(m_check->first(one));
        // Only those that are shown are put in order: there may be a thousand of every rule.
        const qsizetype shown = std::min(rows.size(), most);
        std::ranges::partial_sort(rows, rows.begin() + shown, [](const UploadFinding &a, const UploadFinding &b) {
            return std::tie(a.row, a.column, a.rule) < std::tie(b.row, b.column, b.rule);
        });
        rows.resize(shown);
    }
    setRows(rows);
}

UploadCountsModel::UploadCountsModel(QObject *parent)
    : RowsModel(
          {{.title = tr("Count"), .text = [](const ReconciledCount &count) { return uploadCountText(count.count); }},
           {.title = tr("Expected"), .text = &uploadExpectedText, .align = Qt::AlignRight},
           {.title = tr("In the tenant"),
            .text = [](const ReconciledCount &count) { return listCountText(count.told); },
            .align = Qt::AlignRight},
           {.title = tr("Result"),
            .text = &uploadMatchText,
            .tone = [](const ReconciledCount &count) { return toneOf(count); }}},
          Spoken::TitleAndText, parent)
{
}

} // namespace muster
