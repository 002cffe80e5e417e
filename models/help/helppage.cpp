// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/help/helppage.h"

#include <QRegularExpression>
#include <QSet>
#include <algorithm>

namespace muster {

namespace {

using namespace Qt::StringLiterals;

const QRegularExpression &linkPattern()
{
    static const QRegularExpression pattern(uR"((!?)\[((?:[^\[\]\\]|\\.)*)\]\(([^()\s]*)\))"_s);
    return pattern;
}

bool isTableRule(QStringView line)
{
    return line.startsWith(u'|') && std::ranges::all_of(line, [](QChar c) { return u"|-: "_s.contains(c); });
}

/// A row of a table by its cells; a bar that is escaped is text.
QString tableRow(const QString &line)
{
    static const QRegularExpression bar(uR"((?<!\\)\|)"_s);
    QStringList cells;
    // As in plainMarkdown(): a pattern only where there is something for it to find.
    const QStringList parts
        = line.contains(u'\\') ? line.split(bar, Qt::SkipEmptyParts) : line.split(u'|', Qt::SkipEmptyParts);
    for (const QString &cell : parts) {
        if (const QString plain = plainMarkdown(cell); !plain.isEmpty())
            cells << plain;
    }
    return cells.join(u" \u00b7 "_s);
}

/// Takes the lines of a page one by one.
class PageReader
{
public:
    explicit PageReader(HelpPage &page)
        : m_page(page)
    {
        m_page.sections << HelpSection{};
    }
    void take(const QString &line)
    {
        static const QRegularExpression heading(u"^(#{1,6}) +(.+?) *#*$"_s);
        const QString trimmed = line.trimmed();
        if (trimmed.startsWith(u"```"_s)) {
            m_isCode = !m_isCode;
            endBlock();
            return;
        }
        if (m_isCode)
            return addBlock(trimmed);
        collectTargets(line);
        const QRegularExpressionMatch match = line.startsWith(u'#') ? heading.match(line) : QRegularExpressionMatch();
        if (match.hasMatch())
            addSection(int(match.capturedLength(1)), plainMarkdown(match.captured(2)));
        else if (trimmed.isEmpty() || isTableRule(trimmed))
            endBlock();
        else if (trimmed.startsWith(u'|'))
            addBlock(tableRow(trimmed));
        else
            addText(trimmed);
    }

private:
    void addSection(int level, const QString &title)
    {
        endBlock();
        HelpSection section{.title = title, .anchor = {}, .sourceAnchor = {}, .level = level, .text = {}};
        section.anchor = helpAnchor(title);
        for (int more = 1; m_anchors.contains(section.anchor); ++more)
            section.anchor = helpAnchor(title) % u'-' % QString::number(more);
        m_anchors.insert(section.anchor);
        HelpSection &first = m_page.sections.first();
        if (m_page.sections.size() == 1 && first.title.isEmpty() && first.text.isEmpty())
            first = section;
        else
            m_page.sections << section;
    }
    /// Of a paragraph or an item; lines of one block follow each other with a space.
    void addText(const QString &line)
    {
        static const QRegularExpression item(u"^([-*+]|[0-9]+[.)]) +"_s);
        QString text = line;
        while (text.startsWith(u'>'))
            text = text.sliced(1).trimmed();
        const QChar first = text.isEmpty() ? QChar() : text.front();
        const bool isItem
            = (first == u'-' || first == u'*' || first == u'+' || first.isDigit()) && item.match(text).hasMatch();
        if (isItem)
            endBlock();
        QString &to = m_page.sections.last().text;
        if (m_isOpen)
            to += u' ';
        else if (!to.isEmpty())
            to += u'\n';
        to += plainMarkdown(isItem ? text.remove(item) : text);
        m_isOpen = true;
    }
    void addBlock(const QString &text)
    {
        endBlock();
        QString &to = m_page.sections.last().text;
        to += (to.isEmpty() ? QString() : u"\n"_s) % text;
    }
    void endBlock() { m_isOpen = false; }
    void collectTargets(const QString &line)
    {
        if (!line.contains(u'['))
            return;
        auto matches = linkPattern().globalMatch(line);
        while (matches.hasNext()) {
            const QRegularExpressionMatch match = matches.next();
            (match.capturedLength(1) > 0 ? m_page.pictures : m_page.links) << match.captured(3);
        }
    }

    HelpPage &m_page;
    QSet<QString> m_anchors;
    bool m_isCode = false;
    bool m_isOpen = false; ///< The next line belongs to the same block.
};

} // namespace

const HelpSection *HelpPage::section(QStringView anchor) const
{
    if (anchor.isEmpty())
        return nullptr;
    auto found = std::ranges::find(sections, anchor, &HelpSection::anchor);
    if (found == sections.cend())
        found = std::ranges::find(sections, anchor, &HelpSection::sourceAnchor);
    return found == sections.cend() ? nullptr : &*found;
}

HelpPage readHelpPage(const QString &id, const QString &markdown)
{
    HelpPage page{.id = id, .markdown = markdown};
    PageReader reader(page);
    for (const QString &line : markdown.split(u'\n'))
        reader.take(line);
    page.title = page.sections.first().title.isEmpty() ? id : page.sections.first().title;
    return page;
}

QString plainMarkdown(const QString &line)
{
    static const QRegularExpression strong(
        uR"((?<!\\)\*\*|(?<![\\\w*])[*_](?=\S)|(?<=[^\s\\])[*_](?![\w*])|(?<!\\)`)"_s);
    static const QRegularExpression escape(uR"(\\([\\`*_{}\[\]()#+.!|<>~-]))"_s);
    QString text = line.trimmed();
    // Most lines have none of it, and patterns take their time to find that out.
    if (text.contains(u'['))
        text.replace(linkPattern(), u"\\2"_s);
    if (text.contains(u'*') || text.contains(u'_') || text.contains(u'`'))
        text.remove(strong);
    if (text.contains(u'\\'))
        text.replace(escape, u"\\1"_s);
    return text;
}

QString helpAnchor(const QString &title)
{
    QString anchor;
    for (const QChar c : title.toLower()) {
        if (c.isLetterOrNumber() || c == u'-' || c == u'_')
            anchor += c;
        else if (c.isSpace())
            anchor += u'-';
    }
    return anchor;
}

} // namespace muster
