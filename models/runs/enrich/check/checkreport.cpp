// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/check/checkreport.h"

#include "models/rules/enrich/valueform.h"

#include <QHash>
#include <algorithm>
#include <numeric>
#include <tuple>

namespace muster {

namespace {

QString shown(std::string_view text)
{
    const std::string_view part = shortenedText(text, CheckedRow::maxShown);
    return QString::fromUtf8(part.data(), qsizetype(part.size()));
}

/// The cells among these that steps could make fit: those that are shown whole.
QList<UnfitCells> unfitCellsOf(const QList<CheckFinding> &findings)
{
    QList<UnfitCells> unfit;
    QHash<QString, qsizetype> fields;
    QHash<std::pair<QString, QString>, qsizetype> places; // of an attribute's cell among its cells
    for (const CheckFinding &finding : findings) {
        // One that was cut may go on in any way.
        const bool isWhole = finding.value.toUtf8().size() < qsizetype(CheckedRow::maxShown) - 3;
        if (finding.attribute.isEmpty() || !isWhole)
            continue;
        const auto field = fields.constFind(finding.attribute);
        const qsizetype at = field == fields.cend() ? unfit.size() : *field;
        if (field == fields.cend()) {
            fields.insert(finding.attribute, at);
            unfit.append({finding.attribute, {}});
        }
        QList<UnfitCells::Cell> &cells = unfit[at].cells;
        const auto place = places.constFind({finding.attribute, finding.value});
        if (place == places.cend()) {
            places.insert({finding.attribute, finding.value}, cells.size());
            cells.append({finding.value});
        } else {
            ++cells[*place].count;
        }
    }
    return unfit;
}

} // namespace

BeforeAfter::Field BeforeAfter::overall() const
{
    return std::accumulate(fields.cbegin(), fields.cend(), Field(), [](Field sum, const Field &field) {
        return Field{sum.fills + field.fills, sum.changes + field.changes, sum.same + field.same,
                     sum.held + field.held};
    });
}

void BeforeAfter::add(const CheckedRow &row, const ContactValues &values,
                      const std::optional<ContactValues::Contact> &contact)
{
    fields.resize(std::max(fields.size(), qsizetype(row.fates().size())));
    notInList += std::ranges::any_of(row.findings(), [](const RowFinding &finding) {
        return finding.rule == EnrichRule::NotInList || finding.rule == EnrichRule::NoMatch;
    });
    if (!contact)
        return;
    for (std::size_t field = 0; field < row.fates().size(); ++field)
        fields[qsizetype(field)].held += row.fates()[field] == CellFate::Held && row.verdict() != RowVerdict::Rejected;
    if (row.verdict() != RowVerdict::Send)
        return;
    for (const CheckedValue &value : row.values()) {
        Field &field = fields[qsizetype(value.field)];
        const ListAttribute &attribute = values.attribute(value.field);
        const ListAttributeType type = attribute.type.value_or(ListAttributeType::Text);
        const std::string_view after = row.text(value);
        const HeldValue before = values.value(*contact, value.field);
        if (isSame(type, before, heldValue(type, after))) {
            ++field.same;
            continue;
        }
        ++(before.isNothing() ? field.fills : field.changes);
        sample(row, attribute.name, before, after);
    }
}

void BeforeAfter::sample(const CheckedRow &row, const QString &attribute, const HeldValue &before,
                         std::string_view after)
{
    if (samples.size() < maxSamples)
        samples.append({row.number(), shown(row.id()), attribute, shown(before.text), shown(after)});
}

QStringList CheckReport::unfitAttributes() const
{
    QStringList unfit;
    for (std::size_t field = 0; field < rates.fields().size(); ++field) {
        if (rates.fields()[field].refused + rates.fields()[field].leftOut > 0)
            unfit.append(attributes.value(qsizetype(field)));
    }
    return unfit;
}

CheckReportMaker::CheckReportMaker(const CompiledMapping &mapping)
    : m_mapping(mapping)
    , m_fitting(qsizetype(mapping.fields.size()))
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
             QString::fromUtf8(value.data(), qsizetype(value.size())),
             finding.isLeftOut && row.verdict() != RowVerdict::Rejected});
    }
}

void CheckReportMaker::addFitting(const CheckedRow &row, const SourceRow &source)
{
    if (m_fittingRows == mostFittingRows || row.values().empty())
        return;
    ++m_fittingRows;
    for (const CheckedValue &value : row.values()) {
        const std::uint32_t column = m_mapping.takenColumn(m_mapping.fields[value.field], source);
        const std::string_view after = row.text(value);
        if (column < source.cells.size())
            m_fitting[qsizetype(value.field)].insert(shown(source.cells[column]),
                                                     QByteArray(after.data(), qsizetype(after.size())));
    }
}

void CheckReportMaker::propose(const EnrichmentMapping &mapping, const ListSchema &schema)
{
    QList<UnfitCells> unfit = unfitCellsOf(m_report.findings);
    for (UnfitCells &one : unfit) {
        const QHash<QString, QByteArray> &fitting = m_fitting[m_report.attributes.indexOf(one.attribute)];
        for (auto cell = fitting.cbegin(); cell != fitting.cend(); ++cell)
            one.fitting.append({cell.key(), cell.value()});
    }
    m_report.repairs = proposeRepairs(mapping, schema, unfit);
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
