// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/documents/jsonoutline.h"

#include "models/rules/documents/jsonoutlinereader.h"
#include "models/rules/documents/utf8text.h"

#include <algorithm>
#include <array>

namespace muster {

namespace {

bool isSameWord(std::string_view key, std::string_view word)
{
    return std::ranges::equal(key, word, [](char one, char other) {
        return (one >= 'A' && one <= 'Z' ? char(one - 'A' + 'a') : one) == other;
    });
}

bool namesSpeaker(std::string_view key)
{
    static constexpr std::array<std::string_view, 11> words
        = {"speaker", "author",  "role",        "participant", "participantid", "speakerid",
           "sender",  "channel", "channelname", "userid",      "usertype"};
    return std::ranges::any_of(words, [key](std::string_view word) { return isSameWord(key, word); });
}

} // namespace

JsonShapes::JsonShapes()
{
    (void)add(root, {}, false);
}

std::uint32_t JsonShapes::add(std::uint32_t parent, std::string_view key, bool isElement)
{
    m_shapes.push_back({parent, key, isElement, !isElement && namesSpeaker(key)});
    m_next.push_back(0);
    m_first.push_back(0);
    m_element.push_back(0);
    return std::uint32_t(m_shapes.size() - 1);
}

std::uint32_t JsonShapes::element(std::uint32_t parent)
{
    if (m_element[parent] == 0) {
        const std::uint32_t made = add(parent, {}, true);
        m_element[parent] = made;
    }
    return m_element[parent];
}

std::uint32_t JsonShapes::member(std::uint32_t parent, std::string_view key, std::uint32_t previous)
{
    const std::uint32_t expected = previous == 0 ? m_first[parent] : m_next[previous];
    if (expected != 0 && m_shapes[expected].key == key)
        return expected;
    std::uint32_t &known = m_table[{parent, key}];
    if (known == 0)
        known = add(parent, key, false);
    (previous == 0 ? m_first[parent] : m_next[previous]) = known;
    return known;
}

namespace {

tl::unexpected<ApiError> refused(ErrorKind kind, const char *code, qsizetype offset)
{
    return failure({.kind = kind, .code = QString::fromLatin1(code), .detail = QString::number(offset)});
}

char32_t hexUnit(std::string_view digits)
{
    char32_t value = 0;
    for (const char c : digits)
        value = value * 16 + char32_t(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    return value;
}

/// The code point of the escape at `at`, which then is the last character of it.
char32_t escapedPoint(std::string_view raw, std::size_t &at)
{
    switch (raw[++at]) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    case 'u':
        break;
    default:
        return char32_t(raw[at]);
    }
    const char32_t unit = hexUnit(raw.substr(at + 1, 4));
    at += 4;
    if (unit < 0xd800 || unit >= 0xe000)
        return unit;
    if (unit < 0xdc00 && raw.substr(at + 1).starts_with("\\u") && raw.size() >= at + 7) {
        const char32_t low = hexUnit(raw.substr(at + 3, 4));
        if (low >= 0xdc00 && low < 0xe000) {
            at += 6;
            return 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
        }
    }
    return 0xfffd;
}

} // namespace

Result<JsonOutline> JsonOutline::read(QByteArrayView json)
{
    if (json.size() > maxBytes)
        return refused(ErrorKind::LimitExceeded, "document_size", json.size());
    if (const auto offset = utf8Fault(json))
        return refused(ErrorKind::BadInput, "document_not_utf8", *offset);
    JsonOutline outline(json);
    if (const auto fault = JsonOutlineReader(outline).read())
        return failure(*fault);
    // Parents stand in front of what is in them.
    for (Container &container : outline.m_containers) {
        if (container.speaker == 0 && container.parent != none)
            container.speaker = outline.m_containers[container.parent].speaker;
    }
    return outline;
}

std::string_view decodedJson(std::string_view raw, std::string &buffer)
{
    if (raw.find('\\') == std::string_view::npos)
        return raw;
    buffer.clear();
    buffer.reserve(raw.size());
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] != '\\')
            buffer += raw[i];
        else
            appendUtf8(escapedPoint(raw, i), buffer);
    }
    return buffer;
}

void appendJsonText(std::string_view text, QByteArray &json)
{
    static constexpr std::string_view hex = "0123456789abcdef";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (byte < 0x20) {
            json += "\\u00";
            json += hex[byte >> 4];
            json += hex[byte & 15];
        } else {
            json += c;
        }
    }
}

} // namespace muster
