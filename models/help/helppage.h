// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace muster {

/// What stands below one heading of a page, up to the next.
struct HelpSection
{
    QString title;
    QString anchor; ///< As GitHub makes it of the title, unique within the page: "what-is-stored".
    QString sourceAnchor; ///< That of the page it is a translation of, by which Muster knows it; empty: it is none.
    int level = 1; ///< 1: the page's own title.
    QString text; ///< Without marks of Markdown; blocks are apart by line feeds.
};

/// A page of the manual.
struct HelpPage
{
    QString id; ///< The file's name without ".md".
    QString title; ///< Its first heading; without one the id.
    QString group; ///< The heading of the contents below which it stands; empty: it is in none.
    QString summary; ///< What the contents say of it.
    QString markdown;
    QList<HelpSection> sections; ///< The first is the page's own, above its second heading.
    QStringList links; ///< Targets of links as they are written: "segments.md#resume".
    QStringList pictures; ///< Targets of pictures as they are written: "../pictures/segments.png".

    /// By either anchor; nullptr: there is none.
    [[nodiscard]] const HelpSection *section(QStringView anchor) const;
};

/// Reads a page. Takes any text; what is no Markdown that it knows is text. `group` and `summary` stay empty.
[[nodiscard]] HelpPage readHelpPage(const QString &id, const QString &markdown);
/// A line of Markdown as it is read aloud: no marks, links and pictures by their words.
[[nodiscard]] QString plainMarkdown(const QString &line);
/// "What is stored?" as the anchor of a heading: "what-is-stored".
[[nodiscard]] QString helpAnchor(const QString &title);

} // namespace muster
