// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/strictjson.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QUtf8StringView>
#include <algorithm>
#include <set>
#include <simdjson.h>

namespace muster {

void appendUtf8(std::string &text, char32_t point)
{
    const auto byte = [&text](char32_t bits) { text += static_cast<char>(static_cast<unsigned char>(bits)); };
    if (point < 0x80) {
        byte(point);
    } else if (point < 0x800) {
        byte(0xC0 | (point >> 6));
        byte(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
        byte(0xE0 | (point >> 12));
        byte(0x80 | ((point >> 6) & 0x3F));
        byte(0x80 | (point & 0x3F));
    } else {
        byte(0xF0 | (point >> 18));
        byte(0x80 | ((point >> 12) & 0x3F));
        byte(0x80 | ((point >> 6) & 0x3F));
        byte(0x80 | (point & 0x3F));
    }
}

StrictJson::StrictJson(QByteArrayView json, int outerDepth)
    : m_json(json)
    , m_outerDepth(outerDepth)
{
}

std::optional<ApiError> StrictJson::fault()
{
    m_fault.reset();
    m_at = 0;
    if (!simdjson::validate_utf8(m_json.data(), static_cast<std::size_t>(m_json.size()))) {
        fail(ErrorKind::BrokenBody, "invalid_utf8");
        return m_fault;
    }
    space();
    if (value(m_outerDepth)) {
        space();
        if (m_at != m_json.size())
            fail(ErrorKind::BrokenBody, "invalid_json");
    }
    return m_fault;
}

bool StrictJson::fail(ErrorKind kind, const char *code)
{
    m_fault = ApiError{.kind = kind, .code = QLatin1String(code), .detail = QStringLiteral("offset %1").arg(m_at)};
    return false;
}

bool StrictJson::invalid()
{
    return m_at >= m_json.size() ? fail(ErrorKind::BrokenBody, "cut_body")
                                 : fail(ErrorKind::BrokenBody, "invalid_json");
}

void StrictJson::space()
{
    while (m_at < m_json.size()
           && (m_json[m_at] == ' ' || m_json[m_at] == '\n' || m_json[m_at] == '\r' || m_json[m_at] == '\t'))
        ++m_at;
}

bool StrictJson::value(int depth)
{
    if (m_at >= m_json.size())
        return invalid();
    switch (m_json[m_at]) {
    case '{':
        return object(depth + 1);
    case '[':
        return array(depth + 1);
    case '"':
        return string(nullptr);
    case 't':
        return word("true");
    case 'f':
        return word("false");
    case 'n':
        return word("null");
    default:
        return number();
    }
}

bool StrictJson::object(int depth)
{
    if (depth > maxDepth)
        return fail(ErrorKind::LimitExceeded, "json_depth");
    ++m_at;
    space();
    if (m_at < m_json.size() && m_json[m_at] == '}') {
        ++m_at;
        return true;
    }
    std::set<std::string> keys;
    for (;;) {
        std::string key;
        if (m_at >= m_json.size() || m_json[m_at] != '"')
            return invalid();
        if (!string(&key))
            return false;
        if (!keys.insert(std::move(key)).second)
            return fail(ErrorKind::UnexpectedShape, "repeated_key");
        if (static_cast<qsizetype>(keys.size()) > maxMembers)
            return fail(ErrorKind::LimitExceeded, "json_members");
        space();
        if (m_at >= m_json.size() || m_json[m_at] != ':')
            return invalid();
        ++m_at;
        space();
        if (!value(depth))
            return false;
        space();
        if (m_at >= m_json.size() || (m_json[m_at] != ',' && m_json[m_at] != '}'))
            return invalid();
        if (m_json[m_at++] == '}')
            return true;
        space();
    }
}

bool StrictJson::array(int depth)
{
    if (depth > maxDepth)
        return fail(ErrorKind::LimitExceeded, "json_depth");
    ++m_at;
    space();
    if (m_at < m_json.size() && m_json[m_at] == ']') {
        ++m_at;
        return true;
    }
    for (;;) {
        if (!value(depth))
            return false;
        space();
        if (m_at >= m_json.size() || (m_json[m_at] != ',' && m_json[m_at] != ']'))
            return invalid();
        if (m_json[m_at++] == ']')
            return true;
        space();
    }
}

bool StrictJson::string(std::string *text)
{
    ++m_at;
    while (m_at < m_json.size()) {
        const char c = m_json[m_at];
        if (c == '"') {
            ++m_at;
            return true;
        }
        if (static_cast<unsigned char>(c) < 0x20)
            return invalid();
        if (c == '\\') {
            if (!escape(text))
                return false;
            continue;
        }
        if (text != nullptr)
            *text += c;
        ++m_at;
    }
    return invalid();
}

bool StrictJson::escape(std::string *text)
{
    ++m_at;
    if (m_at >= m_json.size())
        return invalid();
    const QByteArrayView letters("\"\\/bfnrt");
    const QByteArrayView meanings("\"\\/\b\f\n\r\t");
    const char letter = m_json[m_at];
    if (letter == 'u')
        return codePoint(text);
    const qsizetype index = letters.indexOf(letter);
    if (index < 0)
        return invalid();
    if (text != nullptr)
        *text += meanings[index];
    ++m_at;
    return true;
}

bool StrictJson::codePoint(std::string *text)
{
    char32_t point = 0;
    if (!hexUnit(point))
        return false;
    if (point >= 0xDC00 && point <= 0xDFFF)
        return invalid();
    if (point >= 0xD800 && point <= 0xDBFF) {
        if (m_at >= m_json.size() || m_json[m_at] != '\\')
            return invalid();
        ++m_at;
        if (m_at >= m_json.size() || m_json[m_at] != 'u')
            return invalid();
        char32_t low = 0;
        if (!hexUnit(low))
            return false;
        if (low < 0xDC00 || low > 0xDFFF)
            return fail(ErrorKind::BrokenBody, "invalid_json");
        point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
    }
    if (text != nullptr)
        appendUtf8(*text, point);
    return true;
}

// Stands on the u; leaves behind the four digits.
bool StrictJson::hexUnit(char32_t &unit)
{
    ++m_at;
    for (int i = 0; i < 4; ++i, ++m_at) {
        const char c = m_at < m_json.size() ? m_json[m_at] : '\0';
        if (c >= '0' && c <= '9')
            unit = unit * 16 + static_cast<char32_t>(c - '0');
        else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
            unit = unit * 16 + static_cast<char32_t>((c | 0x20) - 'a' + 10);
        else
            return invalid();
    }
    return true;
}

bool StrictJson::digits()
{
    const qsizetype from = m_at;
    while (m_at < m_json.size() && m_json[m_at] >= '0' && m_json[m_at] <= '9')
        ++m_at;
    return m_at > from || invalid();
}

bool StrictJson::number()
{
    if (m_json[m_at] == '-')
        ++m_at;
    if (m_at < m_json.size() && m_json[m_at] == '0')
        ++m_at;
    else if (!digits())
        return false;
    if (m_at < m_json.size() && m_json[m_at] == '.') {
        ++m_at;
        if (!digits())
            return false;
    }
    if (m_at < m_json.size() && (m_json[m_at] | 0x20) == 'e') {
        ++m_at;
        if (m_at < m_json.size() && (m_json[m_at] == '+' || m_json[m_at] == '-'))
            ++m_at;
        return digits();
    }
    return true;
}

bool StrictJson::word(QByteArrayView expected)
{
    const QByteArrayView rest = m_json.sliced(m_at);
    if (rest.startsWith(expected)) {
        m_at += expected.size();
        return true;
    }
    if (expected.startsWith(rest))
        m_at = m_json.size();
    return invalid();
}

const char *foreignBody(QByteArrayView body)
{
    const QByteArrayView start = body.first(std::min<qsizetype>(body.size(), 256)).trimmed();
    if (start.isEmpty())
        return "empty_body";
    return start.startsWith('<') ? "markup" : nullptr;
}

Result<QJsonObject> parseObject(const QByteArray &body)
{
    if (const char *code = foreignBody(body)) {
        return failure({.kind = ErrorKind::NotFromApi, .code = QLatin1String(code), .detail = printableStart(body)});
    }
    if (body.size() > maxSmallReply)
        return failure(ErrorKind::LimitExceeded, "body_bytes");
    if (auto fault = StrictJson(body).fault()) {
        fault->detail += QStringLiteral(": ") + printableStart(body);
        return failure(*fault);
    }
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (document.isObject())
        return document.object();
    return failure(ErrorKind::UnexpectedShape, "not_object");
}

QString memberPath(const QString &path, const char *name)
{
    const QString member = QString::fromLatin1(name);
    return path.isEmpty() ? member : path + u'.' + member;
}

void JsonReader::note(const QString &path, const QString &issue)
{
    if (m_fault)
        return;
    ApiError error{.kind = ErrorKind::UnexpectedShape, .code = issue, .detail = path};
    error.details = {{path, issue}};
    m_fault = error;
}

QJsonValue JsonReader::member(const QJsonObject &object, const QString &path, const char *name)
{
    const QJsonValue value = object.value(QLatin1String(name));
    if (value.isUndefined())
        note(memberPath(path, name), QStringLiteral("missing"));
    return value;
}

QString JsonReader::text(const QJsonObject &object, const QString &path, const char *name)
{
    const QJsonValue value = member(object, path, name);
    if (!value.isString())
        note(memberPath(path, name), QStringLiteral("not_text"));
    return value.toString();
}

QString JsonReader::nonEmptyText(const QJsonObject &object, const QString &path, const char *name)
{
    const QString value = text(object, path, name);
    if (value.isEmpty())
        note(memberPath(path, name), QStringLiteral("empty"));
    return value;
}

QDateTime JsonReader::time(const QJsonObject &object, const QString &path, const char *name)
{
    // RFC 3339 always names its offset; without one Qt would take the time for local.
    static const QRegularExpression offset(QStringLiteral("(?:[Zz]|[+-]\\d\\d:\\d\\d)$"));
    const QString words = text(object, path, name);
    const QDateTime value = QDateTime::fromString(words.toUpper(), Qt::ISODateWithMs);
    if (!value.isValid() || !offset.match(words).hasMatch()) {
        note(memberPath(path, name), QStringLiteral("not_time"));
        return {};
    }
    return value.toUTC();
}

bool JsonReader::boolean(const QJsonObject &object, const QString &path, const char *name)
{
    const QJsonValue value = member(object, path, name);
    if (!value.isBool())
        note(memberPath(path, name), QStringLiteral("not_boolean"));
    return value.toBool();
}

qint64 JsonReader::optionalInteger(const QJsonObject &object, const QString &path, const char *name, qint64 fallback)
{
    const QJsonValue value = object.value(QLatin1String(name));
    if (value.isUndefined() || value.isNull())
        return fallback;
    // toInteger() gives the default for text and for numbers with a fraction or beyond 64 bits.
    const qint64 number = value.toInteger(-1);
    if (number == -1 && value.toInteger(-2) == -2)
        note(memberPath(path, name), QStringLiteral("not_integer"));
    return number;
}

qint64 JsonReader::integer(const QJsonObject &object, const QString &path, const char *name)
{
    if (member(object, path, name).isNull())
        note(memberPath(path, name), QStringLiteral("not_integer"));
    return optionalInteger(object, path, name, 0);
}

QString JsonReader::optionalText(const QJsonObject &object, const QString &path, const char *name)
{
    const QJsonValue value = object.value(QLatin1String(name));
    return value.isUndefined() || value.isNull() ? QString() : text(object, path, name);
}

QJsonArray JsonReader::array(const QJsonObject &object, const QString &path, const char *name)
{
    const QJsonValue value = member(object, path, name);
    if (!value.isArray())
        note(memberPath(path, name), QStringLiteral("not_array"));
    return value.toArray();
}

QJsonObject JsonReader::objectAt(const QJsonArray &array, qsizetype index, const QString &path)
{
    const QJsonValue value = array.at(index);
    if (!value.isObject())
        note(QStringLiteral("%1[%2]").arg(path).arg(index), QStringLiteral("not_object"));
    return value.toObject();
}

} // namespace muster
