// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/checkedrow.h"
#include "models/rules/enrich/compiledmapping.h"
#include "models/rules/enrich/sourcerow.h"
#include "models/sinks/csvtextfile.h"

namespace muster {

/// The rows that do not fit, as CSV (see CsvRows): row (its place in the source), reasons (for spreadsheets called
/// guardedReasons, by which a TableReader knows them), then the source's own columns as they stand, so that the file
/// can be mended and checked again; of a file of this kind without its own two. Reasons are "column: rule" by key,
/// separated by "; ". The file appears when it is complete and synced, mode 0600; "exists" where there is one. One
/// thread; blocks on the disk.
class RejectFile
{
public:
    [[nodiscard]] static Result<RejectFile> create(const QString &file, const CompiledMapping &mapping,
                                                   TextProfile profile);

    /// A row that is not Rejected is passed over.
    [[nodiscard]] Result<void> add(const CheckedRow &row, const SourceRow &source);
    [[nodiscard]] Result<WrittenFile> finish();
    [[nodiscard]] qint64 rows() const { return m_rows; }

private:
    RejectFile(CsvTextFile out, const CompiledMapping &mapping, std::size_t passedOver);

    CsvTextFile m_out;
    std::vector<std::string> m_columns;
    std::size_t m_passedOver; ///< So many columns of the source are those of a file of this kind.
    qint64 m_rows = 0;
};

} // namespace muster
