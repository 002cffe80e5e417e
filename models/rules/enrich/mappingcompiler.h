// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/compiledmapping.h"
#include "models/rules/enrich/mappingfinding.h"
#include "models/rules/enrich/sourcerow.h"
#include "network/wire/enrichment.h"

namespace muster {

struct MappingCompilation
{
    CompiledMappingPointer mapping; ///< Null when there are findings.
    MappingFindings findings; ///< In the order of the fields; all of them, not just the first.
};

/// Binds a mapping to a source and a schema. Names are compared exactly, letter case included: an attribute "Email" is
/// not "email". Columns that nobody maps are nobody's business.
[[nodiscard]] MappingCompilation compileMapping(const EnrichmentMapping &mapping, const SourceShape &shape,
                                                const ListSchema &schema);
/// The same for one of its fields alone, whatever ails the others and the id column: for a preview beside the field.
[[nodiscard]] MappingCompilation compileField(const EnrichmentMapping &mapping, int field, const SourceShape &shape,
                                              const ListSchema &schema);

} // namespace muster
