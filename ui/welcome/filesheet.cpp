// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/welcome/filesheet.h"

#include "ui/common/commands.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/skeletonrows.h"
#include "ui/common/theme.h"
#include "ui/welcome/filerow.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace muster {

FileSheet::FileSheet(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_area(new QScrollArea(m_stack))
    , m_count(new PlainLabel(PlainLabel::Fit::Elide, this))
{
    m_count->setRole(ColourRole::Muted);
    auto *back = new QPushButton(tr("\u2039 &Welcome"), this);
    back->setObjectName(QStringLiteral("closeFileSheetButton"));
    back->setAccessibleName(tr("Back to the welcome page"));
    connect(back, &QPushButton::clicked, this, &FileSheet::closed);
    auto *head = new QHBoxLayout;
    head->setSpacing(space::s);
    head->addWidget(back);
    head->addWidget(pageTitle(this, tr("Open files for a dry run")));
    head->addWidget(m_count, 1);
    auto *skeleton = new SkeletonRows(m_stack);
    skeleton->setSentence(tr("Looking at the files\u2026"));
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setObjectName(QStringLiteral("fileSheetArea"));
    m_area->setAccessibleName(tr("Files to open"));
    m_stack->addWidget(skeleton);
    m_stack->addWidget(m_area);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::m);
    column->addLayout(head);
    column->addWidget(m_stack, 1);
    column->addWidget(buildFoot());
    connect(addCommandKeys(Command::GoBack, this), &QShortcut::activated, this, &FileSheet::closed);
}

QWidget *FileSheet::buildFoot()
{
    auto *foot = new QWidget(this);
    auto *other = new QPushButton(themedIcon(QStringLiteral("folder-open")), tr("Choose another &file\u2026"), foot);
    other->setObjectName(QStringLiteral("otherBroughtFileButton"));
    connect(other, &QPushButton::clicked, this, &FileSheet::otherAsked);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(hintLabel(foot, tr("Nothing is sent to a tenant, and the files stay as they are.")), 1);
    row->addWidget(other);
    return foot;
}

void FileSheet::showLooking(int count)
{
    //: %n is a number of files.
    m_count->setPlainText(tr("%n file(s)", nullptr, count));
    m_stack->setCurrentIndex(0);
}

void FileSheet::setFiles(const QList<LookedFile> &files)
{
    m_rows.clear();
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, space::m, 0);
    column->setSpacing(space::s);
    FileRow *first = nullptr;
    for (const LookedFile &file : files) {
        auto *row = new FileRow(file, content);
        row->setObjectName(QStringLiteral("fileRow"));
        row->setLists(m_lists);
        connect(row, &FileRow::openAsked, this, &FileSheet::openAsked);
        column->addWidget(row);
        m_rows.insert(file.file, row);
        first = first || !row->canOpen() ? first : row;
    }
    column->addStretch(1);
    m_area->setWidget(content);
    m_count->setPlainText(tr("%n file(s)", nullptr, int(files.size())));
    m_stack->setCurrentIndex(1);
    if (first && isVisible())
        first->focusChoice();
}

void FileSheet::setLists(const QList<ContactListSummary> &lists)
{
    m_lists = lists;
    for (FileRow *row : std::as_const(m_rows))
        row->setLists(lists);
}

void FileSheet::setOpened(const QString &file)
{
    if (FileRow *row = m_rows.value(file))
        row->setOpened();
}

} // namespace muster
