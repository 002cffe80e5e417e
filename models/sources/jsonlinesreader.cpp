// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sources/jsonlinesreader.h"

#include <algorithm>
#include <cstring>

namespace muster {

namespace {

constexpr qsizetype maxLateColumns = 20;

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

std::string_view trimmed(std::string_view raw)
{
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t begin = raw.find_first_not_of(blanks);
    if (begin == std::string_view::npos)
        return {};
    return raw.substr(begin, raw.find_last_not_of(blanks) - begin + 1);
}

/// RFC 8259 section 6.
bool isNumber(std::string_view raw)
{
    std::size_t at = !raw.empty() && raw[0] == '-' ? 1 : 0;
    const auto digits = [&raw, &at] {
        const std::size_t begin = at;
        while (at < raw.size() && raw[at] >= '0' && raw[at] <= '9')
            ++at;
        return at - begin;
    };
    const std::size_t whole = at;
    const std::size_t count = digits();
    if (count == 0 || (count > 1 && raw[whole] == '0'))
        return false;
    if (at < raw.size() && raw[at] == '.') {
        ++at;
        if (digits() == 0)
            return false;
    }
    if (at < raw.size() && (raw[at] == 'e' || raw[at] == 'E')) {
        ++at;
        if (at < raw.size() && (raw[at] == '+' || raw[at] == '-'))
            ++at;
        if (digits() == 0)
            return false;
    }
    return at == raw.size();
}

} // namespace

JsonLinesReader::JsonLinesReader(std::unique_ptr<QIODevice> device, const TableFormat &format,
                                 const TableLimits &limits)
    : TableReader(std::move(device), format, limits)
{
}

Result<std::unique_ptr<TableReader>> JsonLinesReader::begin(std::unique_ptr<QIODevice> device,
                                                            const TableFormat &format, const TableLimits &limits)
{
    std::unique_ptr<JsonLinesReader> reader(new JsonLinesReader(std::move(device), format, limits));
    TRY_VOID(reader->readNames());
    return std::unique_ptr<TableReader>(std::move(reader));
}

Result<void> JsonLinesReader::readMore()
{
    TRY(more, m_text.append(m_pending));
    m_isLast = !*more;
    m_pending.reserve(m_pending.size() + simdjson::SIMDJSON_PADDING);
    return {};
}

Result<std::optional<std::string_view>> JsonLinesReader::nextLine()
{
    while (m_at < m_pending.size()) {
        const char *const from = m_pending.data() + m_at;
        const std::size_t left = m_pending.size() - m_at;
        const auto *end = static_cast<const char *>(std::memchr(from, '\n', left));
        const std::size_t length = end ? std::size_t(end - from) : left;
        if (length > m_limits.rowBytes) {
            ++m_row;
            return wrong(QStringLiteral("csv_row_too_long"), 1);
        }
        if (!end && !m_isLast)
            return std::nullopt;
        ++m_row;
        if (!end && m_text.atDamage())
            return wrong(QStringLiteral("csv_not_text"), 1);
        m_at += length + (end ? 1 : 0);
        if (const std::string_view line = trimmed({from, length}); !line.empty())
            return line;
    }
    if (m_isLast && m_text.atDamage()) {
        ++m_row;
        return wrong(QStringLiteral("csv_not_text"), 1);
    }
    return std::nullopt;
}

Result<std::string> JsonLinesReader::cellOf(simdjson::ondemand::value value, std::size_t column)
{
    const auto invalid = [this, column] { return wrong(QStringLiteral("json_invalid"), column); };
    std::string_view raw;
    switch (const auto type = value.type(); type.error() ? simdjson::ondemand::json_type::null : type.value_unsafe()) {
    case simdjson::ondemand::json_type::string:
        if (value.get_string().get(raw))
            return invalid();
        break;
    case simdjson::ondemand::json_type::object: {
        simdjson::ondemand::object object;
        if (value.get_object().get(object) || object.raw_json().get(raw))
            return invalid();
        break;
    }
    case simdjson::ondemand::json_type::array: {
        simdjson::ondemand::array array;
        if (value.get_array().get(array) || array.raw_json().get(raw))
            return invalid();
        break;
    }
    case simdjson::ondemand::json_type::number: {
        // As it stands, not as a double: numbers beyond 64 bits are given digit for digit.
        raw = trimmed(value.raw_json_token());
        if (!isNumber(raw))
            return invalid();
        break;
    }
    case simdjson::ondemand::json_type::boolean: {
        bool truth = false;
        if (value.get_bool().get(truth))
            return invalid();
        raw = truth ? "true" : "false";
        break;
    }
    case simdjson::ondemand::json_type::null: {
        bool isNull = false;
        if (value.is_null().get(isNull) || !isNull)
            return invalid();
        break;
    }
    }
    if (raw.size() > m_limits.cellBytes)
        return wrong(QStringLiteral("csv_cell_too_long"), column);
    return std::string(raw);
}

Result<void> JsonLinesReader::parse(std::string_view line)
{
    m_members.clear();
    const std::size_t readable = std::size_t(m_pending.data() + m_pending.capacity() - line.data());
    simdjson::ondemand::document document;
    simdjson::ondemand::object object;
    if (m_parser.iterate(simdjson::padded_string_view(line.data(), line.size(), readable)).get(document))
        return wrong(QStringLiteral("json_invalid"), 1);
    if (line.front() != '{')
        return wrong(QStringLiteral("json_not_object"), 1);
    if (document.get_object().get(object))
        return wrong(QStringLiteral("json_invalid"), 1);
    for (auto field : object) {
        std::string_view name;
        simdjson::ondemand::value value;
        const std::size_t column = m_members.size() + 1;
        if (field.error() || field.unescaped_key().get(name))
            return wrong(QStringLiteral("json_invalid"), column);
        if (column > m_limits.columns)
            return wrong(QStringLiteral("csv_too_many_cells"), column);
        m_members.push_back({std::string(name), {}});
        if (field.value().get(value))
            return wrong(QStringLiteral("json_invalid"), column);
        TRY(cell, cellOf(value, column));
        m_members.back().value = std::move(*cell);
    }
    if (document.current_location().error() != simdjson::OUT_OF_BOUNDS)
        return wrong(QStringLiteral("json_invalid"), m_members.size() + 1);
    return {};
}

Result<void> JsonLinesReader::readNames()
{
    QStringList names;
    std::vector<std::string> known;
    while (names.isEmpty()) {
        TRY_VOID(readMore());
        for (;;) {
            const auto line = nextLine();
            // A fault behind the first row is told in its turn, when the rows before it have been given.
            if (!line && names.isEmpty())
                return failure(line.error());
            if (!line || !*line)
                break;
            const auto parsed = parse(**line);
            if (!parsed && names.isEmpty())
                return failure(parsed.error());
            if (!parsed)
                break;
            for (const Member &member : m_members) {
                if (std::size_t(names.size()) < m_limits.columns && !m_places.contains(member.name)) {
                    m_places.emplace(member.name, std::size_t(names.size()));
                    names.append(text(member.name));
                }
            }
        }
        if (names.isEmpty() && m_isLast)
            return failure(ErrorKind::BadInput, "csv_empty");
    }
    m_at = 0;
    m_row = 0;
    return setColumns(names);
}

void JsonLinesReader::noteLate(const std::string &name)
{
    const QString late = text(name);
    if (m_lateColumns.size() < maxLateColumns && !m_lateColumns.contains(late))
        m_lateColumns.append(late);
}

Result<void> JsonLinesReader::takeRow(std::vector<std::string> &cells)
{
    cells.assign(std::size_t(m_columns.size()), {});
    std::vector<bool> taken(cells.size());
    for (std::size_t at = 0; at < m_members.size(); ++at) {
        const auto place = m_places.find(m_members[at].name);
        if (place == m_places.end()) {
            noteLate(m_members[at].name);
            continue;
        }
        if (taken[place->second])
            return wrong(QStringLiteral("json_repeated_member"), at + 1);
        taken[place->second] = true;
        cells[place->second] = std::move(m_members[at].value);
    }
    return {};
}

Result<std::shared_ptr<const RowBlock>> JsonLinesReader::next()
{
    const auto block = std::make_shared<RowBlock>();
    block->m_columns = std::size_t(m_columns.size());
    std::vector<std::size_t> lengths;
    std::vector<std::string> cells;
    while (!m_error) {
        const auto line = nextLine();
        if (!line) {
            m_error = line.error();
        } else if (!*line) {
            m_pending.erase(m_pending.begin(), m_pending.begin() + std::ptrdiff_t(m_at));
            m_at = 0;
            if (m_isLast || block->rowCount() > 0)
                break;
            if (const auto more = readMore(); !more)
                m_error = more.error();
        } else if (const auto parsed = parse(**line).and_then([&] { return takeRow(cells); }); !parsed) {
            m_error = parsed.error();
        } else {
            for (const std::string &cell : cells) {
                block->m_bytes.insert(block->m_bytes.end(), cell.begin(), cell.end());
                lengths.push_back(cell.size());
            }
            block->m_numbers.push_back(m_row);
        }
    }
    if (m_error && block->rowCount() == 0)
        return tl::unexpected(*m_error);
    const char *cell = block->m_bytes.data();
    for (const std::size_t length : lengths) {
        block->m_cells.emplace_back(cell, length);
        cell += length;
    }
    m_rows += qint64(block->rowCount());
    return block->rowCount() > 0 ? std::shared_ptr<const RowBlock>(block) : std::shared_ptr<const RowBlock>();
}

} // namespace muster
