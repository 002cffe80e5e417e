// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTranslator>

namespace muster::test {

/// A language that nobody speaks: every text that goes through tr() is marked and two fifths longer, so that a window
/// shows at a glance what was forgotten and what has no room. Places (%1, %n) and mnemonics stay.
class PseudoLocale final : public QTranslator
{
public:
    static constexpr char16_t opening = u'\u27e6', closing = u'\u27e7';
    static constexpr qsizetype longestWord = 12;

    using QTranslator::QTranslator;
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *, const char *source, const char *, int) const override
    {
        const QString text = QString::fromUtf8(source);
        if (text.isEmpty())
            return {};
        static const QString accented = QStringLiteral("\u00e1\u00e9\u00ed\u00f3\u00fa");
        static const QString plain = QStringLiteral("aeiou");
        QString strange;
        for (qsizetype at = 0; at < text.size(); ++at) {
            const bool isPlace = at > 0 && (text[at - 1] == u'%' || text[at - 1] == u'&');
            const qsizetype vowel = isPlace ? -1 : plain.indexOf(text[at]);
            strange += vowel < 0 ? text[at] : accented[vowel];
        }
        return QChar(opening) + strange + tail(text.size() * 2 / 5) + QChar(closing);
    }
    /// What makes a text longer: words, since a long text has no long words in any language.
    static QString tail(qsizetype length)
    {
        QString words(length, u'~');
        for (qsizetype at = longestWord; at < length - 1; at += longestWord + 1)
            words[at] = u' ';
        return words;
    }
    [[nodiscard]] static bool isMarked(const QString &text) { return text.contains(QChar(opening)); }
};

} // namespace muster::test
