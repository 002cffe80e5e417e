// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/checkedrow.h"
#include "models/rules/enrich/enrichfindings.h"
#include "models/rules/enrich/enrichmentmapping.h"
#include "models/rules/enrich/rowtime.h"
#include "models/rules/enrich/transformstep.h"
#include "models/rules/enrich/valueform.h"
#include "network/wire/enrichment.h"

#include <vector>

namespace muster {

struct CompiledField
{
    QString attribute;
    std::uint32_t attributeIndex = 0; ///< In the schema.
    ListAttributeType type = ListAttributeType::Text;
    std::vector<std::uint32_t> columns; ///< In the source's shape.
    std::optional<std::string> constant; ///< In its final form.
    using Steps = std::vector<TransformStepPointer>;
    std::vector<Steps> ways; ///< FieldMapping::transforms, then its alternatives.
    FieldPolicy policy;
};

/// See MatchRule.
struct CompiledMatch
{
    QString attribute;
    ListAttributeType type = ListAttributeType::Text;
    bool ignoresCase = false;
};

/// See RecencyRule.
struct CompiledRecency
{
    std::uint32_t column = 0; ///< In the source's shape.
    QString attribute; ///< Empty: none.
    RowTimeReader rowTime;
    RowTimeReader contactTime;
};

/// A mapping bound to a source's columns and a list's schema, ready for rows. Made by compileMapping(); shared and
/// immutable, any thread.
class CompiledMapping
{
public:
    CompiledMapping(const EnrichmentMapping &mapping, const QLocale &locale);

    static constexpr std::uint32_t noColumn = ~std::uint32_t(0);
    std::uint32_t idColumn = noColumn;
    std::vector<CompiledField> fields; ///< As in EnrichmentMapping::fields.
    QStringList columns; ///< Names, as in the shape.
    std::optional<CompiledMatch> match; ///< nullopt: by the contact id.
    std::optional<CompiledRecency> recency;

    /// Of the mapping's list; `trimmed`: without white space at both ends. The empty text is one.
    [[nodiscard]] bool isGuardWord(std::string_view trimmed) const;
    /// The column of a field whose cell counts: the first with neither nothing nor a guard word; the first one when
    /// there is none, noColumn for a constant.
    [[nodiscard]] std::uint32_t takenColumn(const CompiledField &field, const SourceRow &row) const;
    [[nodiscard]] const ValueForm &form() const { return m_form; }

private:
    std::vector<std::string> m_guardWords; ///< Sorted.
    ValueForm m_form;
};
using CompiledMappingPointer = std::shared_ptr<const CompiledMapping>;

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
