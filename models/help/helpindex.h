// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/help/helppage.h"

namespace muster {

/// A part of a text that was looked for, in UTF-16 units.
struct HelpMark
{
    qsizetype start = 0;
    qsizetype length = 0;
    bool operator==(const HelpMark &) const = default;
};

/// A section in which all words were found.
struct HelpHit
{
    int page = 0; ///< Index among the pages that were searched.
    int section = 0; ///< Index in HelpPage::sections.
    QString snippet; ///< About 160 characters around the first place, in one line; cut at words, with "…".
    QList<HelpMark> marks; ///< In the snippet, in order, none over another.
};

/// The words of a query, folded as helpFolded() does: "line \"do not call\"" are two.
[[nodiscard]] QStringList helpTerms(const QString &query);
/// Without case and accents, unit for unit: places in the folded text are places in `text`.
[[nodiscard]] QString helpFolded(const QString &text);
/// Where the terms begin words of `text`, in order, none over another.
[[nodiscard]] QList<HelpMark> helpMarks(const QString &text, const QStringList &terms);

/// The pages, folded once for many searches.
class HelpSearch
{
public:
    explicit HelpSearch(const QList<HelpPage> &pages);
    /// Sections that have all words of the query, each at the beginning of a word: those in titles, as whole words and
    /// one behind the other first, then in the order of the pages. At most `limit`. Empty for an empty query.
    [[nodiscard]] QList<HelpHit> find(const QString &query, int limit = 60) const;

private:
    struct Entry
    {
        int page = 0;
        int section = 0;
        QString pageTitle; ///< Folded.
        QString title; ///< Folded; empty: the page's own.
        QString text; ///< Folded.
    };
    [[nodiscard]] static int weight(const Entry &entry, const QStringList &terms);

    QList<HelpPage> m_pages;
    QList<Entry> m_entries;
};

/// A place of the manual: a page and, where it is not its beginning, a section. Written "segments#resume".
struct HelpPlace
{
    QString page;
    QString anchor;
    bool operator==(const HelpPlace &) const = default;
};
[[nodiscard]] HelpPlace helpPlace(const QString &id);

/// The manual: its pages in the order of the contents. A value that does not change; any thread.
class HelpIndex
{
public:
    /// `contents` is a page of headings (groups) with lists of "[Title](page.md): what it is for". Pages that are not
    /// in it come last, in the order given, without a group.
    HelpIndex(const HelpPage &contents, const QList<HelpPage> &pages);
    /// All .md files of a folder, UTF-8; "README.md" is its contents. Empty without the folder. Those that `translated`
    /// has under the same name are taken from there; where such a page has as many headings as the other, its sections
    /// are also found by the anchors of the other.
    [[nodiscard]] static HelpIndex fromFolder(const QString &folder, const QString &translated = {});
    /// The manual that is compiled in: each page in that language ("de"), or in English where it is not translated.
    /// initResources() first.
    [[nodiscard]] static HelpIndex compiledIn(const QString &language = {});

    [[nodiscard]] const QList<HelpPage> &pages() const { return m_pages; }
    [[nodiscard]] const HelpPage *page(QStringView id) const; ///< nullptr: there is none.
    [[nodiscard]] bool has(const HelpPlace &place) const;
    /// The file that a page's link or picture means: "../pictures/x.png" is ":/help/pictures/x.png". Of files in the
    /// manual, of its pictures and of the licences only; empty for all else.
    [[nodiscard]] QString fileOf(const QString &link) const;
    [[nodiscard]] const QString &folder() const { return m_folder; } ///< Where links and pictures start from.
    [[nodiscard]] QList<HelpHit> search(const QString &query, int limit = 60) const
    {
        return m_search.find(query, limit);
    }

private:
    static QList<HelpPage> inOrder(const HelpPage &contents, QList<HelpPage> pages);

    QList<HelpPage> m_pages;
    HelpSearch m_search;
    QString m_folder;
};

} // namespace muster
