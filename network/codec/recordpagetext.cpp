// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of RecordPageReader that copies texts and names faults.
#include "network/codec/arenatext.h"
#include "network/codec/recordpagereader.h"
#include "network/codec/strictjson.h"

#include <cstring>

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
    ApiError fault;
    fault.kind = error == CAPACITY || error == DEPTH_ERROR ? ErrorKind::LimitExceeded : ErrorKind::BrokenBody;
    fault.code = QStringLiteral("invalid_json");
    fault.detail = QLatin1String(error_message(error));
    m_fault = fault;
    return false;
}

bool RecordPageReader::wrong(std::string_view member, const char *issue)
{
    ApiError fault;
    fault.kind = ErrorKind::UnexpectedShape;
    fault.code = QLatin1String(issue);
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
    ApiError fault;
    fault.kind = ErrorKind::LimitExceeded;
    fault.code = QLatin1String(code);
    m_fault = fault;
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
