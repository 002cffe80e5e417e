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

} // namespace muster
