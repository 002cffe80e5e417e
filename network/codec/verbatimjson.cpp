// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/verbatimjson.h"

#include "network/codec/strictjson.h"

#include <QList>
#include <algorithm>

namespace muster {

namespace {

constexpr qsizetype longestName = 60;

bool isPlain(const QString &name)
{
    return !name.isEmpty() && std::all_of(name.cbegin(), name.cend(), [](QChar c) {
        return c == u'_' || (c.unicode() < 0x80 && c.isLetterOrNumber());
    });
}

char32_t hexUnit(QByteArrayView digits)
{
    return static_cast<char32_t>(digits.toByteArray().toUInt(nullptr, 16));
}

/// The bytes between the quotes, escapes resolved.
QString unescaped(QByteArrayView bytes)
{
    if (!bytes.contains('\\'))
        return QString::fromUtf8(bytes);
    const QByteArrayView letters("bfnrt");
    const QByteArrayView meanings("\b\f\n\r\t");
    std::string text;
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        if (bytes[at] != '\\' || at + 1 >= bytes.size()) {
            text += bytes[at];
            continue;
        }
        const char letter = bytes[++at];
        if (const qsizetype known = letters.indexOf(letter); known >= 0) {
            text += meanings[known];
        } else if (letter == 'u' && at + 4 < bytes.size()) {
            char32_t point = hexUnit(bytes.sliced(at + 1, 4));
            at += 4;
            if (point >= 0xD800 && point <= 0xDBFF && at + 6 < bytes.size()) {
                point = 0x10000 + ((point - 0xD800) << 10) + (hexUnit(bytes.sliced(at + 3, 4)) - 0xDC00);
                at += 6;
            }
            appendUtf8(text, point);
        } else {
            text += letter;
        }
    }
    return QString::fromUtf8(text);
}

/// Behind the text that begins with a quote at `at`.
qsizetype behindText(QByteArrayView json, qsizetype at)
{
    for (++at; at < json.size() && json[at] != '"'; ++at) {
        if (json[at] == '\\')
            ++at;
    }
    return std::min(at + 1, json.size());
}

} // namespace

void JsonCursor::space()
{
    while (m_at < m_json.size()
           && (m_json[m_at] == ' ' || m_json[m_at] == '\n' || m_json[m_at] == '\r' || m_json[m_at] == '\t'))
        ++m_at;
}

qsizetype JsonCursor::offset()
{
    space();
    return m_at;
}

JsonCursor::Kind JsonCursor::kind()
{
    space();
    switch (m_at < m_json.size() ? m_json[m_at] : '\0') {
    case '{':
        return Kind::Object;
    case '[':
        return Kind::Array;
    case '"':
        return Kind::Text;
    case 't':
    case 'f':
        return Kind::Boolean;
    case 'n':
        return Kind::Null;
    default:
        return Kind::Number;
    }
}

void JsonCursor::enter()
{
    space();
    ++m_at;
}

bool JsonCursor::nextItem()
{
    space();
    if (m_at < m_json.size() && m_json[m_at] == ',')
        ++m_at;
    space();
    if (m_at < m_json.size() && m_json[m_at] != '}' && m_json[m_at] != ']')
        return true;
    ++m_at;
    return false;
}

QString JsonCursor::name()
{
    const QString name = text();
    space();
    ++m_at; // the colon
    return name;
}

QByteArrayView JsonCursor::textBytes()
{
    space();
    const qsizetype from = m_at + 1;
    m_at = behindText(m_json, m_at);
    return m_json.sliced(from, m_at - from - 1);
}

QString JsonCursor::text()
{
    return unescaped(textBytes());
}

QByteArray JsonCursor::number()
{
    space();
    const qsizetype from = m_at;
    while (m_at < m_json.size() && QByteArrayView("+-.eE0123456789").contains(m_json[m_at]))
        ++m_at;
    return m_json.sliced(from, m_at - from).toByteArray();
}

bool JsonCursor::boolean()
{
    space();
    const bool value = m_json[m_at] == 't';
    m_at += value ? 4 : 5;
    return value;
}

void JsonCursor::skip()
{
    switch (kind()) {
    case Kind::Object:
        enter();
        while (nextItem()) {
            static_cast<void>(name());
            skip();
        }
        return;
    case Kind::Array:
        enter();
        while (nextItem())
            skip();
        return;
    case Kind::Text:
        static_cast<void>(textBytes());
        return;
    case Kind::Boolean:
        static_cast<void>(boolean());
        return;
    case Kind::Null:
        m_at += 4;
        return;
    case Kind::Number:
        static_cast<void>(number());
        return;
    }
}

QString jsonMemberPath(const QString &path, const QString &name)
{
    if (isPlain(name) && name.size() <= longestName)
        return path.isEmpty() ? name : QString(path + u'.' + name);
    QString shown;
    for (const QChar c : name.left(longestName))
        shown += c.isPrint() ? c : QChar(u'\ufffd');
    return path + QStringLiteral("[\"") + shown + QStringLiteral("\"]");
}

QString jsonElementPath(const QString &path, qsizetype index)
{
    return path + QStringLiteral("[%1]").arg(index);
}

QString jsonPathAt(QByteArrayView json, qsizetype offset)
{
    struct Level
    {
        bool object = false;
        qsizetype index = 0;
        QString name;
        bool nameNext = true;
    };
    QList<Level> levels;
    const qsizetype end = std::min(offset, json.size());
    for (qsizetype at = 0; at < end;) {
        const char c = json[at];
        Level *level = levels.isEmpty() ? nullptr : &levels.last();
        if (c == '"') {
            const qsizetype behind = behindText(json, at);
            if (level != nullptr && level->object && level->nameNext && behind <= end && behind - 1 > at
                && json[behind - 1] == '"') {
                level->name = unescaped(json.sliced(at + 1, std::max<qsizetype>(0, behind - at - 2)));
                level->nameNext = false;
            }
            at = behind;
            continue;
        }
        if (c == '{' || c == '[') {
            levels.append({c == '{', 0, {}, true});
        } else if ((c == '}' || c == ']') && level != nullptr) {
            levels.removeLast();
        } else if (c == ',' && level != nullptr) {
            ++level->index;
            level->nameNext = true;
        }
        ++at;
    }
    QString path;
    for (const Level &level : levels) {
        if (!level.object)
            path = jsonElementPath(path, level.index);
        else if (!level.nameNext)
            path = jsonMemberPath(path, level.name);
    }
    return path;
}

void appendJsonString(std::string &out, std::string_view text, bool letters)
{
    constexpr std::string_view hex = "0123456789abcdef", named = "\b\t\n\f\r", names = "btnfr";
    out += '"';
    std::size_t done = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte >= 0x20 && byte != '"' && byte != '\\') [[likely]]
            continue;
        out.append(text, done, at - done);
        done = at + 1;
        if (const auto letter = named.find(char(byte)); letters && letter != named.npos) {
            out += '\\';
            out += names[letter];
        } else if (byte < 0x20) {
            out += "\\u00";
            out += hex[byte >> 4];
            out += hex[byte & 0xf];
        } else {
            out += '\\';
            out += text[at];
        }
    }
    out.append(text, done);
    out += '"';
}

namespace {

QString withoutHalfPairs(QString text)
{
    if (text.isValidUtf16())
        return text;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate())
            ++at;
        else if (text[at].isSurrogate())
            text[at] = QChar::ReplacementCharacter;
    }
    return text;
}

} // namespace

void JsonWriter::line()
{
    if (m_form != Form::Indented)
        return;
    m_out += '\n';
    m_out.append(std::size_t(m_depth) * 2, ' ');
}

void JsonWriter::item()
{
    if (m_named || m_depth == 0) {
        m_named = false;
        return;
    }
    if (!m_first)
        m_out += ',';
    m_first = false;
    line();
}

void JsonWriter::begin(char bracket)
{
    item();
    m_out += bracket;
    ++m_depth;
    m_first = true;
}

void JsonWriter::end(char bracket)
{
    --m_depth;
    if (!m_first)
        line();
    m_out += bracket;
    m_first = false;
}

void JsonWriter::name(const char *name)
{
    item();
    appendJsonString(m_out, name);
    m_out += m_form == Form::Indented ? ": " : ":";
    m_named = true;
}

void JsonWriter::element(const QString &text)
{
    item();
    const QByteArray utf8 = withoutHalfPairs(text).toUtf8();
    appendJsonString(m_out, {utf8.constData(), std::size_t(utf8.size())}, m_form == Form::Canonical);
}

void JsonWriter::raw(QByteArrayView value)
{
    item();
    m_out.append(value.data(), std::size_t(value.size()));
}

void JsonWriter::member(const char *key, const QStringList &texts)
{
    beginArray(key);
    for (const QString &text : texts)
        element(text);
    endArray();
}

QByteArray JsonWriter::bytes() const
{
    return QByteArray::fromStdString(m_form == Form::Indented ? m_out + '\n' : m_out);
}

} // namespace muster
