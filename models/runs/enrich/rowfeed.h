// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/duplicateids.h"
#include "models/rules/enrich/mappingfinding.h"
#include "models/rules/enrich/rowchecker.h"
#include "models/runs/enrich/enrichorder.h"
#include "models/sources/tablereader.h"

#include <functional>

namespace muster {

/// The rows of a source after their check, in the file's order; of a contact id that comes again only the first row may
/// be sent. The same file, mapping and schema give the same verdicts, which is what lets a run count on what its check
/// said. Memory: a block, and the ids met (DuplicateIds). Blocks; any one thread.
class RowFeed
{
public:
    /// `cells` are the row's own, as in the file.
    using Take = std::function<void(const CheckedRow &row, const SourceRow &source)>;

    /// As TableReader::open(); BadInput "mapping_does_not_fit" with a fault per finding: field is the attribute or name
    /// it is about, issue the finding's key; BadInput "only_if_empty" (subject: the attribute) for a field that may not
    /// write over a value, because the values that contacts have are not read.
    [[nodiscard]] static Result<std::unique_ptr<RowFeed>>
    open(const EnrichSource &source, const EnrichmentMapping &mapping, const ListSchema &schema);

    /// Gives the next block's rows to `take`; false at the end. Errors as TableReader::next().
    [[nodiscard]] Result<bool> next(const Take &take);

    [[nodiscard]] const CompiledMapping &mapping() const { return m_checker.mapping(); }
    [[nodiscard]] const TableReader &reader() const { return *m_reader; }

private:
    RowFeed(std::unique_ptr<TableReader> reader, CompiledMappingPointer mapping);

    const std::unique_ptr<TableReader> m_reader;
    RowChecker m_checker;
    DuplicateIds m_seen;
    CheckedRow m_row;
};

/// The error of a mapping that does not fit its source or schema; see RowFeed::open().
[[nodiscard]] ApiError mappingError(const MappingFindings &findings);

} // namespace muster
