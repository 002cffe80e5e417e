// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/commandwords.h"

#include <QStringBuilder>
#include <algorithm>

namespace muster {

QString shellLine(const QStringList &words)
{
    QStringList quoted;
    for (const QString &word : words) {
        const bool isPlain = !word.isEmpty() && std::ranges::all_of(word, [](QChar c) {
            return c.unicode() < 128 && (c.isLetterOrNumber() || QStringView(u"_-./:=@%+,").contains(c));
        });
        quoted.append(isPlain ? word : QString(u'\'' % QString(word).replace(u'\'', QLatin1String("'\\''")) % u'\''));
    }
    return quoted.join(u' ');
}

std::optional<QStringList> shellWords(const QString &line)
{
    QStringList words;
    QString word;
    bool isWord = false; // "''" is one, too
    QChar quote;
    for (qsizetype at = 0; at < line.size(); ++at) {
        const QChar c = line[at];
        if (quote.isNull() && c.isSpace()) {
            if (isWord)
                words.append(word);
            word.clear();
            isWord = false;
        } else if (c == quote) {
            quote = {};
        } else if (quote.isNull() && (c == u'\'' || c == u'"')) {
            quote = c;
            isWord = true;
        } else if (c == u'\\' && quote != u'\'') {
            if (++at == line.size())
                return std::nullopt;
            if (quote == u'"' && line[at] != u'"' && line[at] != u'\\' && line[at] != u'$' && line[at] != u'`')
                word += c;
            word += line[at];
            isWord = true;
        } else {
            word += c;
            isWord = true;
        }
    }
    if (!quote.isNull())
        return std::nullopt;
    if (isWord)
        words.append(word);
    return words;
}

} // namespace muster
