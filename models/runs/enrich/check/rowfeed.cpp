// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/check/rowfeed.h"

#include "network/wire/mapped.h"

namespace muster {

namespace {

constexpr qsizetype maxFaults = 20; // as ApiError::details

} // namespace

ApiError mappingError(const MappingFindings &findings)
{
    ApiError error{.kind = ErrorKind::BadInput, .code = QStringLiteral("mapping_does_not_fit")};
    for (const MappingFinding &finding : findings.first(std::min(findings.size(), maxFaults)))
        error.details.append({finding.subject.left(100), keyOf(finding.fault)});
    if (!error.details.isEmpty())
        error.subject = error.details.constFirst().field;
    return error;
}

QStringList attributesOf(const EnrichmentMapping &mapping)
{
    return mapped(mapping.fields, &FieldMapping::attribute);
}

RowFeed::RowFeed(std::unique_ptr<TableReader> reader, CompiledMappingPointer mapping, SharedContactValues values)
    : m_reader(std::move(reader))
    , m_values(std::move(values))
    , m_checker(std::move(mapping))
{
}

Result<std::unique_ptr<RowFeed>> RowFeed::open(const EnrichSource &source, const EnrichmentMapping &mapping,
                                               const ListSchema &schema, SharedContactValues values)
{
    TRY(reader, TableReader::open(source.file, source.format));
    const MappingCompilation compiled = compileMapping(mapping, {(*reader)->columns()}, schema);
    if (!compiled.mapping)
        return failure(mappingError(compiled.findings));
    // A promise not to write over what nobody can see could not be kept.
    const bool seesValues = values && values->areShown();
    for (const FieldMapping &field : mapping.fields) {
        if (field.policy.write == FieldWrite::OnlyIfEmpty && !seesValues) {
            return failure({.kind = ErrorKind::BadInput,
                            .code = values ? QStringLiteral("values_not_shown") : QStringLiteral("only_if_empty"),
                            .subject = field.attribute});
        }
    }
    return std::unique_ptr<RowFeed>(new RowFeed(*std::move(reader), compiled.mapping, std::move(values)));
}

void RowFeed::compare()
{
    m_contact = m_row.hasUsableId() ? m_values->find(m_row.id()) : std::nullopt;
    if (!m_row.hasUsableId())
        return;
    if (!m_contact) {
        m_row.refuse(EnrichRule::NotInList, mapping().idColumn);
        return;
    }
    for (std::size_t i = 0; i < m_row.values().size();) {
        const std::uint32_t field = m_row.values()[i].field;
        if (mapping().fields[field].policy.write == FieldWrite::OnlyIfEmpty
            && !m_values->value(*m_contact, field).isNothing())
            m_row.leave(field);
        else
            ++i;
    }
}

Result<bool> RowFeed::next(const Take &take)
{
    TRY(block, m_reader->next());
    if (!*block)
        return false;
    for (std::size_t i = 0; i < (*block)->rowCount(); ++i) {
        const SourceRow source{(*block)->row(i), (*block)->number(i)};
        m_checker.check(source, m_row);
        if (m_row.hasUsableId() && !m_seen.insert(m_seen.keyOf(m_row.id())))
            m_row.refuse(EnrichRule::IdDuplicate, mapping().idColumn);
        if (m_values)
            compare();
        take(m_row, source);
    }
    return true;
}

} // namespace muster
