// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/documents/labeldifference.h"

namespace muster {

namespace {

/// Where in UTF-16 a code point stands.
qsizetype positionOf(const QString &text, qint64 point)
{
    qsizetype at = 0;
    for (qint64 seen = 0; at < text.size() && seen < point; ++seen)
        at += text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate() ? 2 : 1;
    return at;
}

/// At most `longest` code points of the beginning, or of the end; says whether any are missing.
QString cut(const QString &text, bool keepsEnd, bool &isCut)
{
    const QList<uint> points = text.toUcs4();
    isCut = points.size() > TextExcerpt::longest;
    if (!isCut)
        return text;
    const auto kept = keepsEnd ? points.last(TextExcerpt::longest) : points.first(TextExcerpt::longest);
    return QString::fromUcs4(reinterpret_cast<const char32_t *>(kept.constData()), kept.size());
}

/// The turns before (`step` -1) or behind (1) one, in the order of the text, as far as an excerpt can reach.
QString neighbours(const MarkedText &text, qsizetype turn, qsizetype step)
{
    QStringList lines;
    qsizetype size = 0;
    for (qsizetype at = turn + step; at >= 0 && at < text.turns.size() && size <= 2 * TextExcerpt::longest;
         at += step) {
        // Two units of UTF-16 make a code point at most.
        const QString &line = text.turns[at];
        constexpr qsizetype most = 2 * TextExcerpt::longest + 2;
        step < 0 ? lines.prepend(line.right(most)) : lines.append(line.left(most));
        size += line.size() + 1;
    }
    return lines.join(u'\n');
}

} // namespace

TextExcerpt excerptOf(const MarkedText &text, const MarkedText::Span &span)
{
    const QString &turn = text.turns[span.turn];
    const qsizetype begin = positionOf(turn, span.begin), end = positionOf(turn, span.end);
    const QString before = neighbours(text, span.turn, -1), after = neighbours(text, span.turn, 1);
    TextExcerpt excerpt;
    excerpt.before = cut(before + (before.isEmpty() ? QString() : QStringLiteral("\n")) + turn.left(begin), true,
                         excerpt.isCutBefore);
    excerpt.place = cut(turn.sliced(begin, end - begin), false, excerpt.isCutInside);
    excerpt.after = cut(turn.sliced(end) + (after.isEmpty() ? QString() : QStringLiteral("\n")) + after, false,
                        excerpt.isCutAfter);
    return excerpt;
}

} // namespace muster
