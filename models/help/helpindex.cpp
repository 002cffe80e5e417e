// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/help/helpindex.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QUrl>
#include <QtConcurrent>
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

namespace {

using namespace Qt::StringLiterals;

constexpr QLatin1String contentsFile("README.md");
constexpr QLatin1String compiledFolder(":/help/"), english("en");

QString readText(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

HelpPlace helpPlace(const QString &id)
{
    const qsizetype mark = id.indexOf(u'#');
    return mark < 0 ? HelpPlace{id, {}} : HelpPlace{id.first(mark), id.sliced(mark + 1)};
}

HelpIndex::HelpIndex(const HelpPage &contents, const QList<HelpPage> &pages)
    : m_pages(inOrder(contents, pages))
    , m_search(m_pages)
{
}

QList<HelpPage> HelpIndex::inOrder(const HelpPage &contents, QList<HelpPage> pages)
{
    static const QRegularExpression heading(u"^##+ +(.+)$"_s);
    static const QRegularExpression entry(uR"(^[-*] +\[[^\]]*\]\(([^()#\s]+)\.md\):? *(.*)$)"_s);
    QList<HelpPage> ordered;
    QString group;
    for (const QString &line : contents.markdown.split(u'\n')) {
        if (const QRegularExpressionMatch match = heading.match(line); match.hasMatch())
            group = plainMarkdown(match.captured(1));
        const QRegularExpressionMatch match = entry.match(line);
        const auto found = std::ranges::find(pages, match.captured(1), &HelpPage::id);
        if (!match.hasMatch() || found == pages.end())
            continue;
        found->group = group;
        found->summary = plainMarkdown(match.captured(2));
        ordered << *found;
        pages.erase(found);
    }
    return ordered + pages;
}

HelpIndex HelpIndex::fromFolder(const QString &folder, const QString &translated)
{
    const QDir dir(folder);
    const QString path = dir.path();
    const auto read = [&path, &translated](const QString &name) {
        HelpPage page = readHelpPage(name.chopped(3), readText(QString(path % u'/' % name)));
        const QString other = translated.isEmpty() ? QString() : QString(translated % u'/' % name);
        if (other.isEmpty() || !QFile::exists(other))
            return page;
        HelpPage own = readHelpPage(page.id, readText(other));
        for (qsizetype i = 0; own.sections.size() == page.sections.size() && i < own.sections.size(); ++i)
            own.sections[i].sourceAnchor = page.sections[i].anchor;
        return own;
    };
    QStringList names = dir.entryList({u"*.md"_s}, QDir::Files, QDir::Name);
    names.removeAll(contentsFile);
    // Side by side: somebody waits for the window.
    const auto pages = QtConcurrent::blockingMapped<QList<HelpPage>>(names, read);
    HelpIndex index(read(contentsFile), pages);
    index.m_folder = dir.path();
    return index;
}

HelpIndex HelpIndex::compiledIn(const QString &language)
{
    return fromFolder(compiledFolder + english, language.isEmpty() ? QString() : QString(compiledFolder + language));
}

const HelpPage *HelpIndex::page(QStringView id) const
{
    const auto found = std::ranges::find(m_pages, id, &HelpPage::id);
    return found == m_pages.cend() ? nullptr : &*found;
}

QString HelpIndex::fileOf(const QString &link) const
{
    const bool isCompiledIn = m_folder.startsWith(u':');
    if (link.contains(u':') || link.startsWith(u'/'))
        return {};
    // As of an address: "../../../LICENSES" from ":/help/en" on stays at the root, as it is in the repository.
    QUrl base;
    base.setPath(m_folder.sliced(isCompiledIn ? 1 : 0) + u'/');
    const QString path = base.resolved(QUrl(link.section(u'#', 0, 0))).path();
    const QString own = base.path(), pictures = base.resolved(QUrl(u"../pictures/"_s)).path();
    if (!path.startsWith(own) && !path.startsWith(pictures) && !path.startsWith(u"/LICENSES/"))
        return {};
    return isCompiledIn ? QString(u':' + path) : path;
}

bool HelpIndex::has(const HelpPlace &place) const
{
    const HelpPage *found = page(place.page);
    return found && (place.anchor.isEmpty() || found->section(place.anchor));
}

} // namespace muster
