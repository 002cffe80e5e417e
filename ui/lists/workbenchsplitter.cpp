// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/workbenchsplitter.h"

#include <algorithm>
#include <numeric>

namespace muster {

namespace {

constexpr int narrowFacets = 208, facetsWidth = 236; ///< The latter: the words of every value.
constexpr int narrowSide = 226, sideWidth = 300;
constexpr int wideEnough = 1200; ///< For the wider ones of both.
constexpr int contactsWidth = 280; ///< At least; less would leave no table.

int needs(const QWidget &part)
{
    return std::max(part.minimumWidth(), part.minimumSizeHint().width());
}

} // namespace

WorkbenchSplitter::WorkbenchSplitter(QWidget *parent)
    : QSplitter(Qt::Horizontal, parent)
{
    setChildrenCollapsible(false);
}

void WorkbenchSplitter::setParts(const Parts &parts)
{
    m_parts = parts;
    parts.facets->setMinimumWidth(narrowFacets);
    parts.side->setMinimumWidth(narrowSide);
    parts.contacts->setMinimumWidth(std::max(contactsWidth, parts.contacts->minimumSizeHint().width()));
    for (QWidget *part : {parts.directives, parts.facets, parts.contacts, parts.side})
        addWidget(part);
    setStretchFactor(indexOf(parts.contacts), 1);
    parts.side->hide();
    setSizes({needs(*parts.directives), facetsWidth, 640, sideWidth});
}

void WorkbenchSplitter::setSideShown(bool shown)
{
    if (shown == m_isSideShown)
        return;
    m_isSideShown = shown;
    m_parts.side->setVisible(shown);
    makeRoom();
    QList<int> widths = sizes(); // the table makes room, before the facets lose their words
    const int all = std::accumulate(widths.cbegin(), widths.cend(), 0);
    const bool isNarrow = all <= wideEnough;
    if (isNarrow)
        widths[1] = shown ? narrowFacets : std::max(widths[1], facetsWidth);
    widths[3] = !shown ? 0 : isNarrow ? narrowSide : sideWidth;
    widths[2] = all - widths[0] - widths[1] - widths[3];
    setSizes(widths);
}

void WorkbenchSplitter::resizeEvent(QResizeEvent *event)
{
    QSplitter::resizeEvent(event);
    makeRoom();
}

void WorkbenchSplitter::makeRoom()
{
    if (!m_parts.side)
        return;
    int needed = (count() - 1) * handleWidth();
    for (const QWidget *part : {m_parts.directives, m_parts.facets, m_parts.contacts, m_parts.side})
        needed += needs(*part);
    m_parts.facets->setHidden(m_isSideShown && width() < needed);
}

} // namespace muster
