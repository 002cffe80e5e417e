// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/rowfeed.h"

#include "models/rules/enrich/mappingcompiler.h"

namespace muster {

namespace {

constexpr qsizetype maxFaults = 20; // as ApiError::details

} // namespace

ApiError mappingError(const MappingFindings &findings)
{
    ApiError error{.kind = ErrorKind::BadInput, .code = QStringLiteral("mapping_does_not_fit")};
    for (const MappingFinding &finding : findings.first(std::min(findings.size(), maxFaults)))
        error.details.append({finding.subject.left(100), mappingFaultKey(finding.fault)});
    if (!error.details.isEmpty())
        error.subject = error.details.constFirst().field;
    return error;
}

RowFeed::RowFeed(std::unique_ptr<TableReader> reader, CompiledMappingPointer mapping)
    : m_reader(std::move(reader))
    , m_checker(std::move(mapping))
{
}

Result<std::unique_ptr<RowFeed>> RowFeed::open(const EnrichSource &source, const EnrichmentMapping &mapping,
                                               const ListSchema &schema)
{
    // What a contact holds is not read, so a promise not to write over it could not be kept.
    for (const FieldMapping &field : mapping.fields) {
        if (field.policy.write == FieldWrite::OnlyIfEmpty) {
            return failure(
                {.kind = ErrorKind::BadInput, .code = QStringLiteral("only_if_empty"), .subject = field.attribute});
        }
    }
    auto reader = TableReader::open(source.file, source.format);
    if (!reader)
        return tl::unexpected(reader.error());
    const MappingCompilation compiled = compileMapping(mapping, {(*reader)->columns()}, schema);
    if (!compiled.mapping)
        return failure(mappingError(compiled.findings));
    return std::unique_ptr<RowFeed>(new RowFeed(*std::move(reader), compiled.mapping));
}

Result<bool> RowFeed::next(const Take &take)
{
    const auto block = m_reader->next();
    if (!block)
        return tl::unexpected(block.error());
    if (!*block)
        return false;
    for (std::size_t i = 0; i < (*block)->rowCount(); ++i) {
        const SourceRow source{(*block)->row(i), (*block)->number(i)};
        m_checker.check(source, m_row);
        if (m_row.hasUsableId() && !m_seen.insert(m_seen.keyOf(m_row.id())))
            m_row.refuse(EnrichRule::IdDuplicate, mapping().idColumn);
        take(m_row, source);
    }
    return true;
}

} // namespace muster
