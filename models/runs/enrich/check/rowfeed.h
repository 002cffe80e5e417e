// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/checkedrow.h"
#include "models/rules/enrich/compiledmapping.h"
#include "models/rules/enrich/contactids.h"
#include "models/rules/enrich/rowchecker.h"
#include "models/runs/enrich/contactvalues.h"
#include "models/runs/enrich/enrichorders.h"
#include "models/sources/tablereader.h"

#include <functional>
#include <memory>
#include <optional>

namespace muster {

/// The rows of a source after their check, in the file's order; of a contact id that comes again only the first row may
/// be sent. With the values that contacts hold, ids that the list does not have are findings, and a field that may only
/// fill leaves alone what is there. The same file, mapping, schema and values give the same verdicts, which is what
/// lets a run count on what its check said. Memory: a block, and the ids met (DuplicateIds). Blocks; any one thread.
class RowFeed
{
public:
    /// `cells` are the row's own, as in the file.
    using Take = std::function<void(const CheckedRow &row, const SourceRow &source)>;

    /// As TableReader::open(); BadInput "mapping_does_not_fit" with a fault per finding: field is the attribute or name
    /// it is about, issue the finding's key; for a field that may not write over a value (subject: the attribute)
    /// BadInput "only_if_empty" without `values`, and "values_not_shown" where those show nothing of any contact.
    /// `values`: of the mapping's attributes in their order (see attributesOf()); nullptr: they are not known.
    [[nodiscard]] static Result<std::unique_ptr<RowFeed>> open(const EnrichSource &source,
                                                               const EnrichmentMapping &mapping,
                                                               const ListSchema &schema,
                                                               SharedContactValues values = {});

    /// Gives the next block's rows to `take`; false at the end. Errors as TableReader::next().
    [[nodiscard]] Result<bool> next(const Take &take);

    [[nodiscard]] const CompiledMapping &mapping() const { return m_checker.mapping(); }
    [[nodiscard]] const TableReader &reader() const { return *m_reader; }
    [[nodiscard]] const SharedContactValues &values() const { return m_values; }
    /// While a row is taken: its contact in values(); nullopt: it is not there.
    [[nodiscard]] const std::optional<ContactValues::Contact> &contact() const { return m_contact; }

private:
    RowFeed(std::unique_ptr<TableReader> reader, CompiledMappingPointer mapping, SharedContactValues values);
    void compare();

    const std::unique_ptr<TableReader> m_reader;
    const SharedContactValues m_values;
    RowChecker m_checker;
    std::optional<ContactValues::Contact> m_contact;
    DuplicateIds m_seen;
    CheckedRow m_row;
};

/// Names of the attributes that a mapping fills, in the order of its fields.
[[nodiscard]] QStringList attributesOf(const EnrichmentMapping &mapping);

/// The error of a mapping that does not fit its source or schema; see RowFeed::open().
[[nodiscard]] ApiError mappingError(const MappingFindings &findings);

} // namespace muster
