// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/jsonlayout.h"

namespace muster {

void appendJsonString(std::string &out, std::string_view text)
{
    constexpr std::string_view hex = "0123456789abcdef";
    out += '"';
    std::size_t done = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte >= 0x20 && byte != '"' && byte != '\\') [[likely]]
            continue;
        out.append(text, done, at - done);
        done = at + 1;
        if (byte < 0x20) {
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

void JsonLayout::line()
{
    if (!m_pretty)
        return;
    m_out += '\n';
    m_out.append(std::size_t(m_depth) * 2, ' ');
}

void JsonLayout::item()
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

void JsonLayout::begin(char bracket)
{
    item();
    m_out += bracket;
    ++m_depth;
    m_first = true;
}

void JsonLayout::end(char bracket)
{
    --m_depth;
    if (!m_first)
        line();
    m_out += bracket;
    m_first = false;
}

void JsonLayout::name(const char *name)
{
    item();
    appendJsonString(m_out, name);
    m_out += m_pretty ? ": " : ":";
    m_named = true;
}

void JsonLayout::text(const QString &text)
{
    item();
    const QByteArray utf8 = withoutHalfPairs(text).toUtf8();
    appendJsonString(m_out, {utf8.constData(), std::size_t(utf8.size())});
}

void JsonLayout::raw(QByteArrayView value)
{
    item();
    m_out.append(value.data(), std::size_t(value.size()));
}

QByteArray JsonLayout::take()
{
    if (m_pretty)
        m_out += '\n';
    return QByteArray::fromStdString(m_out);
}

} // namespace muster
