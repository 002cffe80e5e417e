// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/checkedrow.h"
#include "models/rules/enrich/compiledmapping.h"

namespace muster {

/// Applies a compiled mapping to rows: steps, null guard, types, contact id. Every field is looked at even when an
/// earlier one failed, so that a person sees all findings of a row. The order for one field:
/// 1. the first cell that is neither empty nor a guard word; none: Empty or Guarded, and the field's EmptyCell speaks
/// if
///    all of its cells are truly empty;
/// 2. the steps; a result that is empty, a guard word or refused by the service is Guarded;
/// 3. the form of the attribute's type.
/// "0" and "false" are values like any other. Duplicate ids, the newest of several rows and whom a match value belongs
/// to are for the caller, who sees all rows in their order (see DuplicateIds and CheckedRow::refuse()).
/// One per worker; any one thread. Allocates nothing per row once its buffers have grown.
class RowChecker
{
public:
    explicit RowChecker(CompiledMappingPointer mapping);

    void check(const SourceRow &row, CheckedRow &result);
    /// Only whose row it is: id() or matchValue(), and what is wrong with it.
    void identify(const SourceRow &row, CheckedRow &result);
    [[nodiscard]] const CompiledMapping &mapping() const { return *m_mapping; }

private:
    void checkId(const SourceRow &row, CheckedRow &result);
    void checkField(std::uint32_t index, const SourceRow &row, CheckedRow &result);
    void convert(std::uint32_t index, std::uint32_t column, std::string_view cell, CheckedRow &result);
    [[nodiscard]] std::optional<EnrichRule> applySteps(const CompiledField::Steps &steps, std::string_view &text);

    CompiledMappingPointer m_mapping;
    std::string m_buffers[2];
    bool m_skip = false; ///< A field of this row says that it is skipped.
};

} // namespace muster
