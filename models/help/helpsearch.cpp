// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/help/helpsearch.h"

#include <QRegularExpression>
#include <algorithm>

namespace muster {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype snippetBefore = 50;
constexpr qsizetype snippetLength = 160;
// Of a whole word; the beginning of one weighs half.
constexpr int pageTitleWeight = 24;
constexpr int sectionTitleWeight = 16;
constexpr int textWeight = 2;
constexpr int phraseWeight = 20; ///< All words of the query, one behind the other.

bool isWordPart(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

/// The next place from `from` on where a word of the folded text begins with `term`; -1: none.
qsizetype findWord(const QString &folded, const QString &term, qsizetype from)
{
    for (qsizetype at = folded.indexOf(term, from); at >= 0; at = folded.indexOf(term, at + 1)) {
        if (at == 0 || !isWordPart(folded[at - 1]) || !isWordPart(term[0]))
            return at;
    }
    return -1;
}

/// Of the best place of `term`: a whole word, the beginning of one, or none (0).
int placeWeight(const QString &folded, const QString &term, int whole)
{
    int best = 0;
    for (qsizetype at = findWord(folded, term, 0); at >= 0 && best < whole; at = findWord(folded, term, at + 1)) {
        const qsizetype end = at + term.size();
        best = end == folded.size() || !isWordPart(folded[end]) ? whole : whole / 2;
    }
    return best;
}

/// "Do-not-call" is looked for as "do not call", too.
QString withoutHyphens(QString text)
{
    return text.replace(u'-', u' ');
}

QList<HelpMark> marksIn(const QString &folded, const QStringList &terms)
{
    QList<HelpMark> marks;
    for (const QString &term : terms) {
        for (qsizetype at = findWord(folded, term, 0); at >= 0; at = findWord(folded, term, at + term.size()))
            marks << HelpMark{at, term.size()};
    }
    std::ranges::sort(marks, [](const HelpMark &a, const HelpMark &b) {
        return a.start != b.start ? a.start < b.start : a.length > b.length;
    });
    QList<HelpMark> apart;
    for (const HelpMark &mark : marks) {
        if (apart.isEmpty() || mark.start >= apart.last().start + apart.last().length)
            apart << mark;
    }
    return apart;
}

/// The part of `text` around `place`, cut where words end.
QString snippetAround(const QString &text, qsizetype place)
{
    qsizetype begin = std::max<qsizetype>(0, place - snippetBefore);
    while (begin > 0 && begin < place && !text[begin - 1].isSpace())
        ++begin;
    qsizetype end = std::min(text.size(), begin + snippetLength);
    while (end < text.size() && end > place + 1 && !text[end].isSpace())
        --end;
    QString snippet = text.sliced(begin, end - begin).simplified();
    if (begin > 0)
        snippet.prepend(u"\u2026 "_s);
    if (end < text.size())
        snippet.append(u" \u2026"_s);
    return snippet;
}

} // namespace

QStringList helpTerms(const QString &query)
{
    static const QRegularExpression part(u"\"([^\"]+)\"?|(\\S+)"_s);
    QStringList terms;
    auto parts = part.globalMatch(query);
    while (parts.hasNext()) {
        const QRegularExpressionMatch match = parts.next();
        const QString term = helpFolded(match.captured(match.capturedLength(1) > 0 ? 1 : 2)).simplified();
        if (!term.isEmpty() && term != u"\"" && !terms.contains(term))
            terms << term;
    }
    return terms;
}

QString helpFolded(const QString &text)
{
    QString folded(text.size(), Qt::Uninitialized);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const bool isPlain = c.unicode() < 0x80 || c.isSurrogate(); // nearly all; the others take their time
        const QString parts = isPlain || c.decompositionTag() != QChar::Canonical ? QString() : c.decomposition();
        folded[i] = (parts.isEmpty() ? c : parts[0]).toCaseFolded();
        if (folded[i].isSpace())
            folded[i] = u' ';
    }
    return folded;
}

QList<HelpMark> helpMarks(const QString &text, const QStringList &terms)
{
    return marksIn(helpFolded(text), terms);
}

HelpSearch::HelpSearch(const QList<HelpPage> &pages)
    : m_pages(pages)
{
    for (int page = 0; page < int(pages.size()); ++page) {
        const QString title = helpFolded(pages[page].title);
        for (int section = 0; section < int(pages[page].sections.size()); ++section) {
            const HelpSection &part = pages[page].sections[section];
            m_entries << Entry{page, section, title, section == 0 ? QString() : helpFolded(part.title),
                               helpFolded(part.text)};
        }
    }
}

int HelpSearch::weight(const Entry &entry, const QStringList &terms)
{
    int sum = 0;
    for (const QString &term : terms) {
        // The title of the page counts for its own section only, else every section would be found by it.
        const int place = (entry.section == 0 ? placeWeight(entry.pageTitle, term, pageTitleWeight) : 0)
            + placeWeight(entry.title, term, sectionTitleWeight) + placeWeight(entry.text, term, textWeight);
        if (place == 0)
            return 0;
        sum += place;
    }
    const QString phrase = withoutHyphens(terms.join(u' '));
    const bool isPhrase = terms.size() > 1
        && (withoutHyphens(entry.text).contains(phrase) || withoutHyphens(entry.title).contains(phrase));
    return sum + (isPhrase ? phraseWeight : 0);
}

QList<HelpHit> HelpSearch::find(const QString &query, int limit) const
{
    const QStringList terms = helpTerms(query);
    if (terms.isEmpty())
        return {};
    QList<std::pair<int, const Entry *>> found;
    for (const Entry &entry : m_entries) {
        if (const int sum = weight(entry, terms); sum > 0)
            found.append({sum, &entry});
    }
    // Entries stand in one row: of equal weight the earlier comes first.
    std::ranges::sort(found, [](const auto &one, const auto &other) {
        return one.first != other.first ? one.first > other.first : one.second < other.second;
    });
    QList<HelpHit> hits;
    for (const auto &[sum, entry] : found) {
        if (int(hits.size()) == limit)
            break;
        const QString &text = m_pages[entry->page].sections[entry->section].text;
        const QList<HelpMark> places = marksIn(entry->text, terms);
        HelpHit hit{entry->page, entry->section, snippetAround(text, places.isEmpty() ? 0 : places.first().start), {}};
        hit.marks = helpMarks(hit.snippet, terms);
        hits << hit;
    }
    return hits;
}

} // namespace muster
