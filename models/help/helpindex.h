// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/help/helpsearch.h"

namespace muster {

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
    /// All .md files of a folder, UTF-8; "README.md" is its contents. Empty without the folder.
    [[nodiscard]] static HelpIndex fromFolder(const QString &folder);
    /// The manual that is compiled in, in the language nearest to `languages` (as of QLocale::uiLanguages()), else in
    /// English. initResources() first.
    [[nodiscard]] static HelpIndex compiledIn(const QStringList &languages = {});

    [[nodiscard]] const QList<HelpPage> &pages() const { return m_pages; }
    [[nodiscard]] const HelpPage *page(QStringView id) const; ///< nullptr: there is none.
    [[nodiscard]] bool has(const HelpPlace &place) const;
    /// The file that a page's link or picture means: "../pictures/x.png" is ":/help/pictures/x.png". Of files in the
    /// manual's language, of its pictures and of the licences only; empty for all else.
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
