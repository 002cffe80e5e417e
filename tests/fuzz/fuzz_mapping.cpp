// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Mappings as JSON and as files (F98, S44). What can be read can be written and read again as the same, and compiling
// it ends, whatever its patterns, formats and languages; what it compiles to sends nothing but canonical values.

#include "models/rules/enrich/compiledmapping.h"
#include "models/rules/enrich/rowchecker.h"
#include "network/wire/enrichment.h"
#include "tests/fuzz/fuzzers.h"

#include <cstdlib>

namespace fuzz_mapping {

namespace {

using namespace muster;

/// A schema and a source that have every name of the mapping.
void applyTo(const EnrichmentMapping &mapping)
{
    SourceShape shape{{mapping.idColumn}};
    ListSchema schema;
    int type = 0;
    for (const FieldMapping &field : mapping.fields) {
        schema.attributes.append({field.attribute, ListAttributeType(type++ % 5), QStringLiteral("any")});
        for (const QString &column : field.source.columns) {
            if (!shape.columns.contains(column))
                shape.columns.append(column);
        }
    }
    if (!mapping.recency.column.isEmpty() && !shape.columns.contains(mapping.recency.column))
        shape.columns.append(mapping.recency.column);
    for (const QString &attribute : {mapping.match.attribute, mapping.recency.attribute}) {
        if (!attribute.isEmpty() && !schema.indexOf(attribute))
            schema.attributes.append({attribute, ListAttributeType::Text, QStringLiteral("any")});
    }
    const MappingCompilation compilation = compileMapping(mapping, shape, schema);
    if (compilation.findings.isEmpty() != bool(compilation.mapping))
        std::abort();
    if (!compilation.mapping)
        return;
    RowChecker checker(compilation.mapping);
    CheckedRow row;
    for (const std::string_view cell :
         {"1", "yes", "N/A", "1.2.2026", "2026-02-01T10:00:00+01:00", "1.234,5", "a\xC3\xA4 b"}) {
        const std::vector<std::string_view> cells(std::size_t(shape.columns.size()), cell);
        const SourceRow source{cells, 1};
        checker.check(source, row);
        if (compilation.mapping->recency)
            (void)compilation.mapping->recency->rowTime.read(cell);
        for (const CheckedValue &value : row.values()) {
            if (!isCanonicalValue(*schema.attributes[qsizetype(value.attribute)].type, row.text(value)))
                std::abort();
        }
    }
}

} // namespace

int fuzz(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    auto mapping = parseMapping(bytes);
    if (!mapping)
        mapping = parseMappingFile(bytes);
    if (!mapping)
        return 0;
    auto again = parseMapping(mappingJson(*mapping));
    if (!again || mappingDigest(*again) != mappingDigest(*mapping))
        std::abort();
    again->name = mapping->name;
    if (*again != *mapping || parseMappingFile(mappingFile(*mapping)) != *mapping)
        std::abort();
    applyTo(*mapping);
    return 0;
}

} // namespace fuzz_mapping

MUSTER_FUZZER(fuzz_mapping)
