// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/checkedrow.h"
#include "models/rules/enrich/compiledmapping.h"
#include "models/rules/enrich/contactids.h"
#include "models/rules/enrich/newestrows.h"
#include "models/rules/enrich/rowchecker.h"
#include "models/runs/enrich/contactmatches.h"
#include "models/runs/enrich/contactvalues.h"
#include "models/runs/enrich/enrichorders.h"
#include "models/sources/tablereader.h"

#include <functional>
#include <memory>
#include <optional>

namespace muster {

/// The rows of a source after their check, in the file's order; of a contact that comes again only the first row may be
/// sent, or the newest where the mapping says which that is: then the file is read twice. With the values that contacts
/// hold, contacts are found by the attribute that the mapping names, those that the list does not have are findings,
/// and a field leaves alone what its rule does not let it write over. The same file, mapping, schema and values give
/// the same verdicts, which is what lets a run count on what its check said. Memory: a block, the ids met
/// (DuplicateIds), ContactMatches and NewestRows. Blocks; any one thread.
class RowFeed
{
public:
    /// `cells` are the row's own, as in the file.
    using Take = std::function<void(const CheckedRow &row, const SourceRow &source)>;

    /// As TableReader::open(); BadInput "mapping_does_not_fit" with a fault per finding: field is the attribute or name
    /// it is about, issue the finding's key; for a field whose rule needs current values (subject: the attribute)
    /// BadInput "only_if_empty" without `values`, and "values_not_shown" where those show nothing of any contact;
    /// "match_values_missing" (subject: the attribute) where contacts cannot be found by theirs,
    /// "match_list_incomplete" (subject: how many) where some contacts could not be read, so that nobody knows whose
    /// values are theirs alone. `values`: see attributesReadFor(); nullptr: they are not known.
    [[nodiscard]] static Result<std::unique_ptr<RowFeed>> open(const EnrichSource &source,
                                                               const EnrichmentMapping &mapping,
                                                               const ListSchema &schema,
                                                               SharedContactValues values = {});

    /// Gives the next block's rows to `take`, none of them while dates are gathered; false at the end. Errors as
    /// TableReader::next(); Damaged "source_changed" when the second reading finds another file than the first.
    [[nodiscard]] Result<bool> next(const Take &take);
    /// next() gives no rows yet.
    [[nodiscard]] bool isGatheringDates() const { return m_newest && !m_newest->isJudged(); }
    [[nodiscard]] qint64 rows() const; ///< Read so far; of two readings each row counts half.
    [[nodiscard]] double share() const; ///< Of the work; 0 to 1.

    [[nodiscard]] const CompiledMapping &mapping() const { return m_checker.mapping(); }
    [[nodiscard]] const TableReader &reader() const { return *m_reader; }
    [[nodiscard]] const SharedContactValues &values() const { return m_values; }
    /// While a row is taken: its contact in values(); nullopt: it is not there.
    [[nodiscard]] const std::optional<ContactValues::Contact> &contact() const { return m_contact; }

private:
    RowFeed(EnrichSource source, std::unique_ptr<TableReader> reader, CompiledMappingPointer mapping,
            SharedContactValues values);
    [[nodiscard]] Result<void> index(); ///< What contacts are found by.
    void gatherDates(const RowBlock &block);
    [[nodiscard]] Result<void> beginAgain();
    void findContact();
    /// Of several rows of a contact. False: the row has its last word.
    [[nodiscard]] bool mayCount(const SourceRow &source, NewestRows::Standing standing);
    void compare(const SourceRow &source);
    [[nodiscard]] bool mayWrite(const CheckedValue &value, const SourceRow &source) const;
    [[nodiscard]] bool isNewer(const SourceRow &source) const; ///< Than the contact.

    const EnrichSource m_source;
    std::unique_ptr<TableReader> m_reader;
    const SharedContactValues m_values;
    RowChecker m_checker;
    std::optional<ContactMatches> m_matches;
    std::optional<NewestRows> m_newest;
    std::optional<std::size_t> m_contactTime; ///< Place in the values.
    QString m_datedDigest; ///< Of the file whose dates were gathered.
    std::optional<ContactValues::Contact> m_contact;
    DuplicateIds m_seen;
    CheckedRow m_row;
    std::size_t m_place = 0; ///< Of the next row, from 0.
};

/// Names of the attributes whose current values a mapping needs: those that it fills, in the order of its fields, then
/// those by which it finds contacts and compares their age.
[[nodiscard]] QStringList attributesReadFor(const EnrichmentMapping &mapping);

/// The error of a mapping that does not fit its source or schema; see RowFeed::open().
[[nodiscard]] ApiError mappingError(const MappingFindings &findings);

} // namespace muster
