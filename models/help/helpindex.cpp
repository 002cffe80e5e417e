// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/help/helpindex.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QUrl>
#include <algorithm>

namespace muster {

namespace {

using namespace Qt::StringLiterals;

constexpr QLatin1String contentsFile("README.md");
constexpr QLatin1String compiledFolder(":/help/");

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

HelpIndex HelpIndex::fromFolder(const QString &folder)
{
    const QDir dir(folder);
    QList<HelpPage> pages;
    for (const QString &name : dir.entryList({u"*.md"_s}, QDir::Files, QDir::Name)) {
        if (name != contentsFile)
            pages << readHelpPage(name.chopped(3), readText(dir.filePath(name)));
    }
    HelpIndex index(readHelpPage(u"README"_s, readText(dir.filePath(contentsFile))), pages);
    index.m_folder = dir.path();
    return index;
}

HelpIndex HelpIndex::compiledIn(const QStringList &languages)
{
    for (const QString &language : languages) {
        for (const QString &name : {language, language.section(u'-', 0, 0)}) {
            if (QFile::exists(compiledFolder + name + u'/' + contentsFile))
                return fromFolder(compiledFolder + name);
        }
    }
    return fromFolder(compiledFolder + u"en"_s);
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
