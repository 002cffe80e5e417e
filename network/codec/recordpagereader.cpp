// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/recordpagereader.h"

#include <algorithm>

namespace muster {

using namespace simdjson;

RecordPageReader::RecordPageReader(ondemand::parser &parser, const RecordPageShape &shape,
                                   const std::vector<std::string> &names)
    : RecordPageBuilder(parser, shape.records)
    , m_shape(shape)
    , m_names(names)
{
}

Result<RecordPage> RecordPageReader::read(const QByteArray &body)
{
    m_page.columnCount = m_names.size();
    ondemand::document document;
    if (begin(body, document))
        (void)readPage(document);
    return built();
}

bool RecordPageReader::readPage(ondemand::document &document)
{
    Object page;
    if (const auto error = document.get_object().get(page); error != SUCCESS)
        return notThat(error, "", "not_object");
    for (auto field : page) {
        Key key;
        Value value;
        if (!partsOf(field, key, value))
            return false;
        if (!readPageMember(key, value))
            return false;
    }
    return atEnd(document) && (m_hasRecords || wrong(m_shape.records, "missing"));
}

bool RecordPageReader::readPageMember(Key key, Value value)
{
    if (isKey(key, m_shape.records))
        return once(m_hasRecords, m_shape.records) && readRecords(value);
    if (isKey(key, m_shape.cursor))
        return once(m_hasCursor, m_shape.cursor) && readCursor(value);
    if (!m_shape.count.empty() && isKey(key, m_shape.count))
        return once(m_hasCount, m_shape.count) && readCount(value);
    return skip(key, value, m_pageKeys);
}

bool RecordPageReader::readRecords(Value value)
{
    ondemand::array items;
    if (const auto error = value.get_array().get(items); error != SUCCESS)
        return notThat(error, m_shape.records, "not_array");
    m_inRecord = true;
    m_depth = m_shape.values.empty() ? 3 : 4;
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
    m_depth = 1;
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
        if (!partsOf(field, key, value))
            return false;
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

bool RecordPageReader::readValues(Value value)
{
    Object values;
    if (const auto error = value.get_object().get(values); error != SUCCESS)
        return notThat(error, m_shape.values, "not_object");
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
    return copyValue(value, cell);
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

void RecordPageReader::endRecord()
{
    if (m_idFault != nullptr) {
        // What it had stays unused in the arena; nothing refers to it.
        m_page.quarantined.push_back(
            {static_cast<std::uint32_t>(m_page.receivedCount), QString::fromLatin1(m_idFault)});
        m_page.cells.resize(m_page.cells.size() - m_names.size());
    } else {
        m_page.ids.push_back(m_id);
        endExtras();
    }
    forgetExtras();
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

} // namespace muster
