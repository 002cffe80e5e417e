// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/plaintext.h"

namespace muster {

namespace {

bool mustBeMarked(char32_t c)
{
    if (c < 0x20 || (c >= 0x7f && c <= 0x9f))
        return true;
    if (c == 0xad || c == 0x61c || c == 0x180e || c == 0xfeff)
        return true;
    return (c >= 0x200b && c <= 0x200f) // zero width, direction marks
        || (c >= 0x202a && c <= 0x202e) // embeddings and overrides
        || (c >= 0x2060 && c <= 0x206f) // isolates, invisible operators
        || (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe007f);
}

QString marked(char32_t c)
{
    return u"\u2039" + QString::number(uint(c), 16).toUpper().rightJustified(4, u'0') + u"\u203a";
}

QString visible(const QString &text, qsizetype limit, bool keepBreaks)
{
    QString out;
    const qsizetype end = std::min(text.size(), limit);
    out.reserve(end);
    for (qsizetype i = 0; i < end; ++i) {
        const QChar unit = text.at(i);
        if (unit == u'\n' || unit == u'\r' || unit == u'\t' || unit == QChar::LineSeparator
            || unit == QChar::ParagraphSeparator) {
            if (keepBreaks)
                out += unit == u'\t' ? unit : QChar(u'\n');
            else if (!out.endsWith(u' '))
                out += u' ';
            continue;
        }
        char32_t c = unit.unicode();
        if (unit.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate()) {
            c = QChar::surrogateToUcs4(unit, text.at(i + 1));
            ++i;
        } else if (unit.isSurrogate()) {
            out += QChar::ReplacementCharacter;
            continue;
        }
        if (mustBeMarked(c))
            out += marked(c);
        else
            out += QString::fromUcs4(&c, 1);
    }
    if (text.size() > limit)
        out += u'\u2026';
    return out;
}

} // namespace

QString visibleText(const QString &text, qsizetype limit)
{
    return visible(text, limit, false);
}

QString visibleParagraphs(const QString &text, qsizetype limit)
{
    return visible(text, limit, true);
}

} // namespace muster
