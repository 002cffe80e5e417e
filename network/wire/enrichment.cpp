// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/wire/enrichment.h"

#include "network/wire/keytable.h"

#include <QUtf8StringView>
#include <algorithm>
#include <limits>
#include <utility>

namespace muster {

namespace {

constexpr KeyTable<ListAttributeType, 5> attributeTypeKeys = {{
    {ListAttributeType::Text, QLatin1String("string")},
    {ListAttributeType::Integer, QLatin1String("integer")},
    {ListAttributeType::Decimal, QLatin1String("decimal")},
    {ListAttributeType::Boolean, QLatin1String("boolean")},
    {ListAttributeType::Date, QLatin1String("date")},
}};

} // namespace

QString listAttributeTypeKey(ListAttributeType type)
{
    return keyOf(attributeTypeKeys, type);
}

std::optional<ListAttributeType> listAttributeTypeFromKey(QStringView key)
{
    return valueOf(attributeTypeKeys, key);
}

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Takes digits off the front; false when there is none.
bool takeDigits(std::string_view &text)
{
    const auto end = std::find_if_not(text.begin(), text.end(), isDigit);
    const auto count = static_cast<std::size_t>(end - text.begin());
    text.remove_prefix(count);
    return count > 0;
}

/// Takes a whole number as JSON spells it off the front.
bool takeWhole(std::string_view &text)
{
    if (text.starts_with('-'))
        text.remove_prefix(1);
    if (text.starts_with('0')) {
        text.remove_prefix(1);
        return true;
    }
    return takeDigits(text);
}

bool isInteger(std::string_view text)
{
    const bool negativeZero = text == "-0";
    return !negativeZero && text.size() <= longestNumber && takeWhole(text) && text.empty();
}

bool isDecimal(std::string_view text)
{
    if (text.size() > longestNumber || !takeWhole(text))
        return false;
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        if (!takeDigits(text))
            return false;
    }
    if (text.starts_with('e') || text.starts_with('E')) {
        text.remove_prefix(1);
        if (text.starts_with('+') || text.starts_with('-'))
            text.remove_prefix(1);
        if (!takeDigits(text))
            return false;
    }
    return text.empty();
}

bool isDate(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return false;
    const auto number = [text](std::size_t from, std::size_t count) {
        int value = 0;
        for (const char c : text.substr(from, count))
            value = isDigit(c) && value >= 0 ? value * 10 + (c - '0') : -1;
        return value;
    };
    const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
    if (year < 1 || month < 1 || day < 1)
        return false;
    return std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                       std::chrono::day(static_cast<unsigned>(day)))
        .ok();
}

} // namespace

bool isNullWord(std::string_view text)
{
    return text.empty() || text == "null" || text == "NULL" || text == "N/A";
}

bool isCanonicalValue(ListAttributeType type, std::string_view text)
{
    switch (type) {
    case ListAttributeType::Text:
        return !isNullWord(text) && QUtf8StringView(text.data(), static_cast<qsizetype>(text.size())).isValidUtf8();
    case ListAttributeType::Integer:
        return isInteger(text);
    case ListAttributeType::Decimal:
        return isDecimal(text);
    case ListAttributeType::Boolean:
        return text == "true" || text == "false";
    case ListAttributeType::Date:
        return isDate(text);
    }
    Q_UNREACHABLE();
}

namespace {

// {"contactListId":"","contacts":[]}, the list's id apart; {"contactId":"","attributes":{}}, and :"", of a member.
constexpr qsizetype batchFrame = 64;
constexpr qsizetype contactFrame = 34;
constexpr qsizetype memberFrame = 6;

/// Of `text` inside a JSON string, none of whose writers needs more than six bytes for a byte.
qsizetype escapedBytes(std::string_view text)
{
    qsizetype bytes = static_cast<qsizetype>(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f)
            bytes += 5;
        else if (byte == '"' || byte == '\\' || byte == '/')
            bytes += 1;
    }
    return bytes;
}

qsizetype frameOf(const ListSchema &schema)
{
    return batchFrame + escapedBytes(schema.listId.toStdString());
}

} // namespace

EnrichmentBatchBuilder::EnrichmentBatchBuilder(std::shared_ptr<const ListSchema> schema)
    : m_schema(std::move(schema))
{
    m_nameBytes.reserve(static_cast<std::size_t>(m_schema->attributes.size()));
    for (const ListAttribute &attribute : m_schema->attributes)
        m_nameBytes.push_back(escapedBytes(attribute.name.toStdString()));
    m_batch.m_schema = m_schema;
    m_batch.m_wireBytes = frameOf(*m_schema);
}

std::uint32_t EnrichmentBatchBuilder::store(std::string_view text)
{
    std::string &arena = m_batch.m_arena;
    Q_ASSERT_X(text.size() <= std::numeric_limits<std::uint32_t>::max() - arena.size(), "EnrichmentBatchBuilder",
               "a batch of more than 4 GiB");
    const auto offset = static_cast<std::uint32_t>(arena.size());
    arena.append(text);
    return offset;
}

void EnrichmentBatchBuilder::beginContact(std::string_view id)
{
    m_batch.m_wireBytes += wireBytesOf(id);
    const std::uint32_t offset = store(id);
    m_batch.m_contacts.push_back({offset, static_cast<std::uint32_t>(id.size()), m_batch.m_values.size()});
}

void EnrichmentBatchBuilder::add(std::uint32_t attribute, std::string_view text)
{
    Q_ASSERT_X(!m_batch.m_contacts.empty(), "EnrichmentBatchBuilder::add", "no contact was begun");
    m_batch.m_wireBytes += wireBytesOf(attribute, text);
    const std::uint32_t offset = store(text);
    m_batch.m_values.push_back({attribute, offset, static_cast<std::uint32_t>(text.size())});
}

qsizetype EnrichmentBatchBuilder::wireBytesOf(std::string_view id) const
{
    return contactFrame + escapedBytes(id);
}

qsizetype EnrichmentBatchBuilder::wireBytesOf(std::uint32_t attribute, std::string_view text) const
{
    Q_ASSERT_X(attribute < m_nameBytes.size(), "EnrichmentBatchBuilder", "no such attribute");
    return memberFrame + m_nameBytes[attribute] + escapedBytes(text);
}

std::shared_ptr<const EnrichmentBatch> EnrichmentBatchBuilder::take()
{
    auto batch = std::make_shared<EnrichmentBatch>(std::move(m_batch));
    m_batch = EnrichmentBatch();
    m_batch.m_schema = m_schema;
    m_batch.m_wireBytes = frameOf(*m_schema);
    return batch;
}

} // namespace muster
