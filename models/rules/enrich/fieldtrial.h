// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/checkedrow.h"
#include "models/rules/enrich/enrichfindings.h"
#include "models/rules/enrich/enrichmentmapping.h"
#include "network/wire/enrichment.h"

#include <span>

namespace muster {

/// What some rows make of one field of a mapping, to be shown beside it before the whole file is checked. Holds cells
/// of persons: never for a log.
struct FieldTrial
{
    struct Cell
    {
        QString cell; ///< Cut to CheckedRow::maxShown bytes.
        QString result; ///< As it would be sent; empty unless `fate` is Kept.
        CellFate fate = CellFate::Kept;
        std::optional<EnrichRule> rule; ///< Of one that does not fit: refused or left out.
        bool operator==(const Cell &) const = default;
    };
    static constexpr qsizetype maxCells = 5;

    QList<Cell>
        cells; ///< The first ones with text in them; one that does not fit is always among them if there is any.
    qint64 rows = 0; ///< That were tried; empty rows are none.
    qint64 kept = 0, empty = 0, guarded = 0, refused = 0, leftOut = 0;
    std::optional<EnrichRule> rule; ///< Of the first cell that does not fit.
    MappingFindings findings; ///< What keeps the field from being tried at all; all else is 0 then.

    /// `field`: index in the mapping's fields, which needs no column. Whatever ails the other fields and the id column
    /// does not matter.
    [[nodiscard]] static FieldTrial of(const EnrichmentMapping &mapping, int field, const SourceShape &shape,
                                       const ListSchema &schema, std::span<const SourceRow> rows);

private:
    void take(const SourceRow &row, const CheckedRow &checked, std::uint32_t column);
};

} // namespace muster
