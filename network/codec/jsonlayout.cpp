// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/jsonlayout.h"

#include "network/codec/jsontext.h"

namespace muster {

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
