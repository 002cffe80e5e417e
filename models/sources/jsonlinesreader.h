// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/sources/tablereader.h"

#include <map>
#include <simdjson.h>
#include <string>

namespace muster {

/// A table of one JSON object a line (JSON Lines); see TableReader::open(). The members of the first rows (those that
/// the file's first piece holds) are the columns, in the order in which they appear. Texts are unescaped, numbers and
/// words given as they stand (digit for digit), null is no value, objects and arrays are their JSON.
class JsonLinesReader final : public TableReader
{
public:
    [[nodiscard]] static Result<std::unique_ptr<TableReader>>
    begin(std::unique_ptr<QIODevice> device, const TableFormat &format, const TableLimits &limits);

    [[nodiscard]] Result<std::shared_ptr<const RowBlock>> next() override;

private:
    struct Member
    {
        std::string name;
        std::string value; ///< As a cell.
    };

    JsonLinesReader(std::unique_ptr<QIODevice> device, const TableFormat &format, const TableLimits &limits);

    [[nodiscard]] Result<void> readMore();
    /// The next line that is not blank, without its end; nothing when it is not whole yet, or at the end.
    [[nodiscard]] Result<std::optional<std::string_view>> nextLine();
    /// The line's members into m_members.
    [[nodiscard]] Result<void> parse(std::string_view line);
    [[nodiscard]] Result<std::string> cellOf(simdjson::ondemand::value value, std::size_t column);
    [[nodiscard]] Result<void> readNames();
    [[nodiscard]] Result<void> takeRow(std::vector<std::string> &cells);
    void noteLate(const std::string &name);

    simdjson::ondemand::parser m_parser;
    std::vector<Member> m_members;
    std::map<std::string, std::size_t, std::less<>> m_places; ///< Column of each name.
    std::size_t m_at = 0; ///< In m_pending.
    bool m_isLast = false;
    std::optional<ApiError> m_error;
};

} // namespace muster
