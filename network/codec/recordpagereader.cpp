// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/recordpagereader.h"

#include "network/codec/strictjson.h"

#include <algorithm>

namespace muster {

using namespace simdjson;

RecordPageReader::RecordPageReader(ondemand::parser &parser, const RecordPageShape &shape,
                                   const std::vector<std::string> &names)
    : m_parser(parser)
    , m_shape(shape)
    , m_names(names)
{
}

Result<RecordPage> RecordPageReader::read(const QByteArray &body)
{
    m_begin = body.constData();
    m_end = m_begin + body.size();
    // No value gets longer by being unescaped, so the arena cannot outgrow the body.
    m_page.arena = QByteArray(body.size() + static_cast<qsizetype>(SIMDJSON_PADDING), Qt::Uninitialized);
    m_to = m_page.arena.data();
    m_page.columnCount = m_names.size();
    ondemand::document document;
    const auto error = m_parser
                           .iterate(body.constData(), static_cast<std::size_t>(body.size()),
                                    static_cast<std::size_t>(body.size()) + SIMDJSON_PADDING)
                           .get(document);
    if (error != SUCCESS)
        broken(error);
    else
        readPage(document);
    if (m_fault)
        return failure(*m_fault);
    m_page.arena.truncate(m_to - m_page.arena.constData());
    return std::move(m_page);
}

bool RecordPageReader::readPage(ondemand::document &document)
{
    Object page;
    if (const auto error = document.get_object().get(page); error != SUCCESS)
        return error == INCORRECT_TYPE ? wrong("", "not_object") : broken(error);
    for (auto field : page) {
        Key key;
        Value value;
        if (const auto error = field.key().get(key); error != SUCCESS)
            return broken(error);
        if (const auto error = field.value().get(value); error != SUCCESS)
            return broken(error);
        if (!readPageMember(key, value))
            return false;
    }
    // Past the last structural character there is no location any more.
    if (document.current_location().error() != OUT_OF_BOUNDS)
        return broken(TRAILING_CONTENT);
    return m_hasRecords || wrong(m_shape.records, "missing");
}

bool RecordPageReader::readPageMember(Key key, Value value)
{
    if (isKey(key, m_shape.records))
        return once(m_hasRecords, m_shape.records) && readRecords(value);
    if (isKey(key, m_shape.cursor))
        return once(m_hasCursor, m_shape.cursor) && readCursor(value);
    if (!m_shape.count.empty() && isKey(key, m_shape.count))
        return once(m_hasCount, m_shape.count) && readCount(value);
    return skip(key, value);
}

bool RecordPageReader::readRecords(Value value)
{
    ondemand::array items;
    if (const auto error = value.get_array().get(items); error != SUCCESS)
        return error == INCORRECT_TYPE ? wrong(m_shape.records, "not_array") : broken(error);
    m_inRecord = true;
    for (auto item : items) {
        Object record;
        if (const auto error = item.get_object().get(record); error != SUCCESS) {
            // Behind a comma at the end stands no value of any type.
            const auto type = item.type().error();
            return error == INCORRECT_TYPE && type == SUCCESS ? wrong("", "not_object")
                                                              : broken(type == SUCCESS ? error : type);
        }
        if (m_page.receivedCount == RecordPageDecoder::maxRows)
            return limit("page_rows");
        if (!readRecord(record))
            return false;
        ++m_page.receivedCount;
    }
    m_inRecord = false;
    return true;
}

bool RecordPageReader::readRecord(Object record)
{
    m_hasId = false;
    m_hasValues = m_shape.values.empty();
    m_idFault = "missing";
    m_expected = 0;
    m_page.cells.resize(m_page.cells.size() + m_names.size());
    for (auto field : record) {
        Key key;
        Value value;
        if (const auto error = field.key().get(key); error != SUCCESS)
            return broken(error);
        if (const auto error = field.value().get(value); error != SUCCESS)
            return broken(error);
        if (m_page.ids.size() == 1)
            reserveFor(key.raw() - m_begin);
        if (!readRecordMember(key, value))
            return false;
    }
    if (!m_hasValues)
        return wrong(m_shape.values, "missing");
    endRecord();
    return true;
}

/// In the second record: most are about as long as the first one, so their number is known well enough.
void RecordPageReader::reserveFor(std::ptrdiff_t recordBytes)
{
    constexpr std::size_t most = 4096; // what the server says must not make room by itself
    const std::size_t records = std::min(most, static_cast<std::size_t>((m_end - m_begin) / recordBytes + 1));
    m_page.cells.reserve(records * m_names.size());
    m_page.ids.reserve(records);
}

bool RecordPageReader::readRecordMember(Key key, Value value)
{
    if (isKey(key, m_shape.id))
        return once(m_hasId, m_shape.id) && readId(value);
    if (m_shape.values.empty())
        return readValue(key, value, m_recordKeys);
    if (isKey(key, m_shape.values))
        return once(m_hasValues, m_shape.values) && readValues(value);
    return readExtra(key, value, m_recordKeys);
}

bool RecordPageReader::readId(Value value)
{
    ondemand::json_type type{};
    if (const auto error = value.type().get(type); error != SUCCESS)
        return broken(error);
    if (type == ondemand::json_type::string) {
        Key text;
        if (const auto error = value.get_raw_json_string().get(text); error != SUCCESS)
            return broken(error);
        if (!copyText(text, m_id))
            return false;
        judgeId();
        return true;
    }
    if (!copyRaw(value, m_id))
        return false;
    m_idFault = type == ondemand::json_type::null ? "null" : "not_text";
    const std::string_view raw = m_page.text(m_id);
    const std::string_view digits = raw.substr(raw.starts_with('-') ? 1 : 0);
    const bool whole = std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (type == ondemand::json_type::number && whole)
        judgeId();
    m_id.kind = RecordCell::Kind::Text;
    return true;
}

void RecordPageReader::judgeId()
{
    const std::string_view id = m_page.text(m_id);
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
    if (id.empty())
        m_idFault = "empty";
    else if (id.size() > RecordPageDecoder::maxIdBytes)
        m_idFault = "too_long";
    else if (std::any_of(id.begin(), id.end(), isControl))
        m_idFault = "control_characters";
    else if (id == "." || id.find('/') != std::string_view::npos || id.find("..") != std::string_view::npos)
        m_idFault = "path_characters";
    else
        m_idFault = nullptr;
}

bool RecordPageReader::readValues(Value value)
{
    Object values;
    if (const auto error = value.get_object().get(values); error != SUCCESS)
        return error == INCORRECT_TYPE ? wrong(m_shape.values, "not_object") : broken(error);
    for (auto field : values) {
        if (field.error() != SUCCESS)
            return broken(field.error());
        // By reference: a copy of what was written piece by piece just now would wait for the pieces to arrive.
        ondemand::field &&member = std::move(field).value_unsafe();
        if (!readValue(member.key(), member.value(), m_valueKeys))
            return false;
    }
    return true;
}

bool RecordPageReader::readValue(Key key, Value &value, std::set<std::string> &seen)
{
    const std::ptrdiff_t column = columnOf(key, m_expected);
    if (column < 0)
        return !m_fault && readExtra(key, value, seen);
    m_expected = static_cast<std::size_t>(column) + 1;
    RecordCell &cell = m_page.cells[m_page.cells.size() - m_names.size() + static_cast<std::size_t>(column)];
    if (cell.kind != RecordCell::Kind::Absent)
        return wrong(m_shape.values, "repeated_key");
    Key text;
    const auto error = value.get_raw_json_string().get(text);
    if (error == SUCCESS)
        return copyText(text, cell);
    return error == INCORRECT_TYPE ? copyRaw(value, cell) : broken(error);
}

bool RecordPageReader::readExtra(Key key, Value value, std::set<std::string> &seen)
{
    std::string name;
    std::string_view raw;
    if (!unescaped(key, name) || !rawOf(value, raw))
        return false;
    if (!seen.insert(std::move(name)).second)
        return wrong("", "repeated_key");
    if (static_cast<qsizetype>(seen.size()) > StrictJson::maxMembers)
        return limit("json_members");
    // Byte for byte: the key up to its closing quote, which the unescaping has shown to be there.
    const char *begin = key.raw() - 1;
    const char *end = key.raw();
    while (*end != '"')
        end += *end == '\\' ? 2 : 1;
    if (!m_extra.empty())
        m_extra += ',';
    m_extra.append(begin, end + 1).append(1, ':').append(raw);
    return true;
}

bool RecordPageReader::readCursor(Value value)
{
    // Asked for its error code: used as a plain bool, the answer would throw for a word that only begins like null.
    bool isNull = false;
    if (value.is_null().get(isNull) != SUCCESS)
        return broken(N_ATOM_ERROR);
    if (isNull)
        return true;
    Key text;
    if (const auto error = value.get_raw_json_string().get(text); error != SUCCESS)
        return error == INCORRECT_TYPE ? wrong(m_shape.cursor, "not_text") : broken(error);
    RecordCell cell;
    if (!copyText(text, cell))
        return false;
    m_page.nextCursor = QByteArray(m_page.arena.constData() + cell.offset, cell.length);
    m_to = m_page.arena.data() + cell.offset;
    return true;
}

bool RecordPageReader::readCount(Value value)
{
    std::int64_t count = 0;
    if (const auto error = value.get_int64().get(count); error != SUCCESS)
        return wrong(m_shape.count, "not_integer");
    m_page.declaredCount = count;
    return true;
}

bool RecordPageReader::skip(Key key, Value value)
{
    std::string name;
    std::string_view raw;
    if (!unescaped(key, name) || !rawOf(value, raw))
        return false;
    if (static_cast<qsizetype>(m_pageKeys.size()) >= StrictJson::maxMembers)
        return limit("json_members");
    return m_pageKeys.insert(std::move(name)).second || wrong("", "repeated_key");
}

void RecordPageReader::endRecord()
{
    if (m_idFault != nullptr) {
        // What it had stays unused in the arena; nothing refers to it.
        m_page.quarantined.push_back(
            {static_cast<std::uint32_t>(m_page.receivedCount), QString::fromLatin1(m_idFault)});
        m_page.cells.resize(m_page.cells.size() - m_names.size());
    } else {
        m_page.ids.push_back(m_id);
        if (!m_extra.empty() || !m_page.extra.empty()) {
            m_page.extra.resize(m_page.ids.size());
            RecordCell &cell = m_page.extra.back();
            cell = {static_cast<std::uint32_t>(m_to - m_page.arena.constData()),
                    static_cast<std::uint32_t>(m_extra.size()), RecordCell::Kind::Json};
            std::memcpy(m_to, m_extra.data(), m_extra.size());
            m_to += m_extra.size();
        }
    }
    if (m_extra.empty())
        return;
    m_extra.clear();
    m_recordKeys.clear();
    m_valueKeys.clear();
}

std::ptrdiff_t RecordPageReader::columnOf(Key key, std::size_t expected)
{
    const std::size_t room = static_cast<std::size_t>(m_end - key.raw());
    if (expected < m_names.size() && key.unsafe_is_equal(room, m_names[expected]))
        return static_cast<std::ptrdiff_t>(expected);
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        if (key.unsafe_is_equal(room, m_names[i]))
            return static_cast<std::ptrdiff_t>(i);
    }
    // Not spelled plainly, or a name that has to be escaped: compare what it means.
    std::string name;
    if (!unescaped(key, name))
        return -1;
    const auto found = std::find(m_names.begin(), m_names.end(), name);
    return found == m_names.end() ? -1 : found - m_names.begin();
}

bool RecordPageReader::isKey(Key key, std::string_view name)
{
    if (key.unsafe_is_equal(static_cast<std::size_t>(m_end - key.raw()), name))
        return true;
    std::string text;
    return unescaped(key, text) && text == name;
}

} // namespace muster

// The part of RecordPageReader that copies texts and names faults.

namespace muster {

using namespace simdjson;

namespace {

simdjson_result<std::string_view> rawOfNested(ondemand::value value, bool isObject)
{
    if (isObject) {
        ondemand::object object;
        if (const auto error = value.get_object().get(object); error != SUCCESS)
            return error;
        return object.raw_json();
    }
    ondemand::array array;
    if (const auto error = value.get_array().get(array); error != SUCCESS)
        return error;
    return array.raw_json();
}

} // namespace

bool RecordPageReader::unescaped(Key key, std::string &text)
{
    // Written behind the arena's used part and not kept.
    RecordCell cell;
    char *const before = m_to;
    if (!copyText(key, cell))
        return false;
    text.assign(before, cell.length);
    m_to = before;
    return true;
}

bool RecordPageReader::copyText(Key text, RecordCell &cell)
{
    std::ptrdiff_t length = copyPlainText(text.raw(), m_to);
    if (length < 0) {
        auto *to = reinterpret_cast<std::uint8_t *>(m_to);
        std::string_view view;
        // Refuses lone surrogates and unknown escapes.
        if (const auto error = m_parser.unescape(text, to).get(view); error != SUCCESS)
            return broken(error);
        length = static_cast<std::ptrdiff_t>(view.size());
    }
    cell = {static_cast<std::uint32_t>(m_to - m_page.arena.constData()), static_cast<std::uint32_t>(length),
            RecordCell::Kind::Text};
    m_to += length;
    return true;
}

bool RecordPageReader::rawOf(Value value, std::string_view &raw)
{
    ondemand::json_type type{};
    if (const auto error = value.type().get(type); error != SUCCESS)
        return broken(error);
    if (type == ondemand::json_type::object || type == ondemand::json_type::array) {
        if (const auto error = rawOfNested(value, type == ondemand::json_type::object).get(raw); error != SUCCESS)
            return broken(error);
    } else {
        raw = value.raw_json_token();
        // The token of a scalar reaches to the next structural character.
        while (!raw.empty() && (raw.back() == ' ' || raw.back() == '\n' || raw.back() == '\r' || raw.back() == '\t'))
            raw.remove_suffix(1);
        Key ignored;
        bool flag = false;
        const auto error = type == ondemand::json_type::string ? value.get_raw_json_string().get(ignored)
            : type == ondemand::json_type::boolean             ? value.get_bool().get(flag)
                                                               : SUCCESS;
        if (error != SUCCESS)
            return broken(error);
    }
    // simdjson has walked over it without a look inside.
    const int outerDepth = !m_inRecord ? 1 : m_shape.values.empty() ? 3 : 4;
    if (auto fault = StrictJson(QByteArrayView(raw.data(), static_cast<qsizetype>(raw.size())), outerDepth).fault()) {
        fault->detail = QStringLiteral("offset %1").arg(raw.data() - m_begin);
        m_fault = fault;
        return false;
    }
    return true;
}

bool RecordPageReader::copyRaw(Value value, RecordCell &cell)
{
    std::string_view raw;
    if (!rawOf(value, raw))
        return false;
    std::memcpy(m_to, raw.data(), raw.size());
    cell = {static_cast<std::uint32_t>(m_to - m_page.arena.constData()), static_cast<std::uint32_t>(raw.size()),
            RecordCell::Kind::Json};
    m_to += raw.size();
    return true;
}

bool RecordPageReader::broken(error_code error)
{
    m_fault
        = ApiError{.kind = error == CAPACITY || error == DEPTH_ERROR ? ErrorKind::LimitExceeded : ErrorKind::BrokenBody,
                   .code = QStringLiteral("invalid_json"),
                   .detail = QLatin1String(error_message(error))};
    return false;
}

bool RecordPageReader::wrong(std::string_view member, const char *issue)
{
    ApiError fault{.kind = ErrorKind::UnexpectedShape, .code = QLatin1String(issue)};
    const auto words
        = [](std::string_view name) { return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size())); };
    QString path = words(member);
    if (m_inRecord) {
        const QString record = QStringLiteral("%1[%2]").arg(words(m_shape.records)).arg(m_page.receivedCount);
        path = path.isEmpty() ? record : record + u'.' + path;
    }
    fault.detail = path;
    fault.details = {{path, fault.code}};
    m_fault = fault;
    return false;
}

bool RecordPageReader::limit(const char *code)
{
    m_fault = ApiError{.kind = ErrorKind::LimitExceeded, .code = QLatin1String(code)};
    return false;
}

bool RecordPageReader::once(bool &seen, std::string_view member)
{
    if (seen)
        return wrong(member, "repeated_key");
    seen = true;
    return true;
}

} // namespace muster
