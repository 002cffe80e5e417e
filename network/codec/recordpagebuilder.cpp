// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/recordpagebuilder.h"

#include "network/codec/recordpagedecoder.h"
#include "network/codec/strictjson.h"

#include <algorithm>

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

// A parser's buffers grow with the largest page it has seen; beyond this they are given back.
constexpr qsizetype keptBytes = 4 << 20;

} // namespace

Result<RecordPage>
readPageOf(const QByteArray &bytes,
           const std::function<Result<RecordPage>(ondemand::parser &parser, const QByteArray &body)> &read)
{
    if (bytes.size() > RecordPageDecoder::maxBytes)
        return failure(ErrorKind::LimitExceeded, "page_bytes");
    if (const char *code = foreignBody(bytes))
        return failure(ErrorKind::NotFromApi, code);
    // simdjson would skip a byte order mark; the contract knows none.
    if (QByteArrayView(bytes).trimmed().startsWith("\xEF\xBB\xBF"))
        return failure(ErrorKind::BrokenBody, "byte_order_mark");
    static thread_local simdjson::ondemand::parser parser;
    QByteArray body = bytes;
    if (body.capacity() < body.size() + static_cast<qsizetype>(simdjson::SIMDJSON_PADDING))
        body.reserve(body.size() + static_cast<qsizetype>(simdjson::SIMDJSON_PADDING));
    auto result = read(parser, body);
    if (body.size() > keptBytes)
        parser = simdjson::ondemand::parser();
    return result;
}

RecordPageBuilder::RecordPageBuilder(ondemand::parser &parser, std::string_view records)
    : m_parser(parser)
    , m_records(records)
{
}

bool RecordPageBuilder::begin(const QByteArray &body, ondemand::document &document, int copies)
{
    m_begin = body.constData();
    m_end = m_begin + body.size();
    // No value gets longer by being unescaped, so the arena cannot outgrow the body.
    m_page.arena = QByteArray(body.size() * copies + static_cast<qsizetype>(SIMDJSON_PADDING), Qt::Uninitialized);
    m_to = m_page.arena.data();
    const auto error = m_parser
                           .iterate(body.constData(), static_cast<std::size_t>(body.size()),
                                    static_cast<std::size_t>(body.size()) + SIMDJSON_PADDING)
                           .get(document);
    return error == SUCCESS || broken(error);
}

bool RecordPageBuilder::atEnd(ondemand::document &document)
{
    // Past the last structural character there is no location any more.
    return document.current_location().error() == OUT_OF_BOUNDS || broken(TRAILING_CONTENT);
}

Result<RecordPage> RecordPageBuilder::built()
{
    if (m_fault)
        return failure(*m_fault);
    m_page.arena.truncate(m_to - m_page.arena.constData());
    return std::move(m_page);
}

bool RecordPageBuilder::readId(Value value)
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

void RecordPageBuilder::judgeId()
{
    m_idFault = recordIdFault(m_page.text(m_id));
}

const char *recordIdFault(std::string_view id)
{
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
    if (id.empty())
        return "empty";
    if (id.size() > RecordPageDecoder::maxIdBytes)
        return "too_long";
    if (std::any_of(id.begin(), id.end(), isControl))
        return "control_characters";
    if (id == "." || id.find('/') != std::string_view::npos || id.find("..") != std::string_view::npos)
        return "path_characters";
    return nullptr;
}

bool RecordPageBuilder::readExtra(Key key, Value value, std::set<std::string> &seen)
{
    std::string name;
    std::string_view raw;
    if (!unescaped(key, name) || !rawOf(value, raw))
        return false;
    if (!seen.insert(std::move(name)).second)
        return wrong("", "repeated_key");
    if (static_cast<qsizetype>(seen.size()) > StrictJson::maxMembers)
        return limit("json_members");
    addExtra(key, raw);
    return true;
}

void RecordPageBuilder::addExtra(Key key, std::string_view raw)
{
    // Byte for byte: the key up to its closing quote, which the unescaping has shown to be there.
    const char *begin = key.raw() - 1;
    const char *end = key.raw();
    while (*end != '"')
        end += *end == '\\' ? 2 : 1;
    if (!m_extra.empty())
        m_extra += ',';
    m_extra.append(begin, end + 1).append(1, ':').append(raw);
}

bool RecordPageBuilder::skip(Key key, Value value, std::set<std::string> &seen)
{
    std::string name;
    std::string_view raw;
    if (!unescaped(key, name) || !rawOf(value, raw))
        return false;
    if (static_cast<qsizetype>(seen.size()) >= StrictJson::maxMembers)
        return limit("json_members");
    return seen.insert(std::move(name)).second || wrong("", "repeated_key");
}

void RecordPageBuilder::endExtras()
{
    if (m_extra.empty() && m_page.extra.empty())
        return;
    m_page.extra.resize(m_page.ids.size());
    RecordCell &cell = m_page.extra.back();
    cell = {static_cast<std::uint32_t>(m_to - m_page.arena.constData()), static_cast<std::uint32_t>(m_extra.size()),
            RecordCell::Kind::Json};
    std::memcpy(m_to, m_extra.data(), m_extra.size());
    m_to += m_extra.size();
}

void RecordPageBuilder::forgetExtras()
{
    if (m_extra.empty())
        return;
    m_extra.clear();
    m_recordKeys.clear();
    m_valueKeys.clear();
}

bool RecordPageBuilder::unescaped(Key key, std::string &text)
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

bool RecordPageBuilder::rawOf(Value value, std::string_view &raw)
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
    return isStrict(raw);
}

bool RecordPageBuilder::isStrict(std::string_view raw)
{
    if (auto fault = StrictJson(QByteArrayView(raw.data(), static_cast<qsizetype>(raw.size())), m_depth).fault()) {
        fault->detail = QStringLiteral("offset %1").arg(raw.data() - m_begin);
        m_fault = fault;
        return false;
    }
    return true;
}

bool RecordPageBuilder::copyRaw(Value value, RecordCell &cell)
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

bool RecordPageBuilder::broken(error_code error)
{
    m_fault
        = ApiError{.kind = error == CAPACITY || error == DEPTH_ERROR ? ErrorKind::LimitExceeded : ErrorKind::BrokenBody,
                   .code = QStringLiteral("invalid_json"),
                   .detail = QLatin1String(error_message(error))};
    return false;
}

bool RecordPageBuilder::wrong(std::string_view member, const char *issue)
{
    ApiError fault{.kind = ErrorKind::UnexpectedShape, .code = QLatin1String(issue)};
    const auto words
        = [](std::string_view name) { return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size())); };
    QString path = words(member);
    if (m_inRecord) {
        const QString record = QStringLiteral("%1[%2]").arg(words(m_records)).arg(m_page.receivedCount);
        path = path.isEmpty() ? record : record + u'.' + path;
    }
    fault.detail = path;
    fault.details = {{path, fault.code}};
    m_fault = fault;
    return false;
}

bool RecordPageBuilder::limit(const char *code)
{
    m_fault = ApiError{.kind = ErrorKind::LimitExceeded, .code = QLatin1String(code)};
    return false;
}

bool RecordPageBuilder::once(bool &seen, std::string_view member)
{
    if (seen)
        return wrong(member, "repeated_key");
    seen = true;
    return true;
}

} // namespace muster
