// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/sources/sourcetext.h"
#include "models/uploadcheck/uploadrule.h"
#include "network/wire/rowsplitter.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace muster {

/// The rows of a delimited file just as they stand: TableReader fills up short rows and passes over empty ones, and a
/// check has to tell of both. Memory stays at one piece of the file and one row. Blocks; any one thread.
class UploadRows
{
public:
    enum class LineEnd { CrLf, Lf, Cr, None };
    struct Row
    {
        qint64 number = 0; ///< From 1; empty rows count.
        std::vector<std::string_view> cells; ///< UTF-8; good until the next call.
        qint64 characters = 0; ///< UTF-16 units as it stands, line end aside.
        LineEnd end = LineEnd::None;
        bool isEmpty = false; ///< No cell has any text.
    };

    UploadRows(std::unique_ptr<QIODevice> device, const TableFormat &format, const TableLimits &limits = {});

    /// False at the end, also one that fault() tells of. Errors of SourceText.
    [[nodiscard]] Result<bool> next(Row &row);
    /// What no reading comes past: the form is broken there.
    [[nodiscard]] const std::optional<UploadFinding> &fault() const { return m_fault; }
    [[nodiscard]] double share() const { return m_text.share(); }
    [[nodiscard]] QString digest() const { return m_text.digest().hex(); } ///< Of the whole file, at its end.

private:
    [[nodiscard]] Result<void> readMore();
    void take(Row &row);
    [[nodiscard]] UploadFinding faultOf(RowSplitter::Fault fault) const;

    SourceText m_text;
    RowSplitter m_splitter;
    std::vector<char> m_pending; ///< UTF-8 that is not given yet.
    std::size_t m_at = 0; ///< In m_pending.
    qint64 m_row = 0;
    bool m_isLast = false;
    std::optional<UploadFinding> m_fault;
};

/// UTF-16 units of valid UTF-8.
[[nodiscard]] qint64 charactersOf(std::string_view utf8);

} // namespace muster
