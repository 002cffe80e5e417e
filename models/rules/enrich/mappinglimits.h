// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/enrichmentmapping.h"
#include "models/rules/namedfile.h"

namespace muster {

/// How large a mapping may be: enough for any list, and little enough that a hostile file costs nothing.
struct MappingLimits
{
    static constexpr qsizetype fields = 1000, columns = 20, transforms = 10, guardWords = 100, booleanWords = 50,
                               tableEntries = 5000;
    static constexpr qsizetype name = 200, text = 1000; ///< Characters.
    static constexpr qsizetype bytes = 1024 * 1024; ///< Of the JSON.
};

inline constexpr NamedFileForm mappingFileForm{"muster-enrichment-mapping", "mapping", "mapping_unreadable",
                                               MappingLimits::bytes, MappingLimits::name};

/// Where a field, or a mapping, leaves the limits or says something twice that must be said once; empty: nowhere. A
/// place as in JSON: "source.columns", "transforms[0].entries", "guard_words".
[[nodiscard]] QString limitFault(const FieldMapping &field);
[[nodiscard]] QString limitFault(const EnrichmentMapping &mapping);

} // namespace muster
