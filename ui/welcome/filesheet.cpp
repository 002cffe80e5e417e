// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/welcome/filesheet.h"

#include "models/text/errortexts.h"
#include "models/text/filetexts.h"
#include "models/text/plaintext.h"
#include "ui/common/badges.h"
#include "ui/common/commands.h"
#include "ui/common/emptystate.h"
#include "ui/common/formparts.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"

#include <QComboBox>
#include <QFileInfo>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace muster {

FileRow::FileRow(const LookedFile &file, QWidget *parent)
    : QWidget(parent)
    , m_file(file.file)
    , m_says(wrappedLabel(this, "fileSaysLabel", ColourRole::Muted))
    , m_badge(named("fileStateBadge", new StatusBadge(this)))
{
    auto *name = named("fileNameLabel", sectionTitle(this, QFileInfo(m_file).fileName()));
    toolTips::set(name, m_file);
    m_badge->hide();
    auto *head = rowLayout(space::s, {{name, 1}, m_badge});
    fillColumn(this, space::xs, {head, m_says}, QMargins(0, space::s, 0, space::m));
    if (!file.guess) {
        m_says->setPlainText(errorSentence(file.guess.error()), ColourRole::Bad);
        m_badge->setStatus(Tone::Bad, tr("Can’t be opened"));
        m_badge->show();
        return;
    }
    m_says->setPlainText(fileGuessText(*file.guess));
    buildChoice(*file.guess);
    showState();
}

void FileRow::buildChoice(const FileGuess &guess)
{
    const QString name = visibleText(QFileInfo(m_file).fileName(), 60);
    m_kind = calmCombo(this, "fileKindCombo", tr("Open %1 as").arg(name));
    m_kind->addItem(fileKindText(guess.kind), int(guess.kind));
    for (const FileKind kind : allFileKinds) {
        if (kind != guess.kind)
            m_kind->addItem(fileKindText(kind), int(kind));
    }
    m_list = calmCombo(this, "fileListCombo", tr("Contact list for %1").arg(name));
    m_open = pushButton(this, "openBroughtFileButton");
    m_needs = named("fileNeedsLabel", hintLabel(this));
    connect(m_kind, &QComboBox::currentIndexChanged, this, &FileRow::showState);
    connect(m_list, &QComboBox::currentIndexChanged, this, &FileRow::showState);
    connect(m_open, &QPushButton::clicked, this, &FileRow::open);
    auto *row = rowLayout(space::s, {{m_kind, 2}, {m_list, 2}, m_open, boxStretch(1)});
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
    layout()->addWidget(m_needs);
}

FileKind FileRow::kind() const
{
    return FileKind(m_kind->currentData().toInt());
}

void FileRow::focusChoice()
{
    if (m_kind)
        m_kind->setFocus();
}

void FileRow::setLists(const QList<ContactListSummary> &lists)
{
    if (!m_kind)
        return;
    const QString before = m_lists.value(m_list->currentIndex() - 1).id;
    m_lists = lists;
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    m_list->addItem(tr("Choose a list…"));
    for (const ContactListSummary &list : lists) {
        m_list->addItem(visibleText(list.name, 100));
        if (list.id == before)
            m_list->setCurrentIndex(m_list->count() - 1);
    }
    showState();
}

void FileRow::showState()
{
    const bool needsList = kind() == FileKind::CrmData;
    m_list->setVisible(needsList && !m_lists.isEmpty());
    m_open->setText(fileOpenText(kind()));
    const bool hasList = m_list->currentIndex() > 0;
    m_open->setEnabled(!needsList || hasList);
    m_needs->setPlainText(!needsList || hasList ? QString()
                              : m_lists.isEmpty()
                              ? tr("No contact list to enrich: open a tenant that has one under Connections.")
                              : tr("Choose the contact list this file is for."));
    m_needs->setVisible(!m_needs->plainText().isEmpty());
}

void FileRow::setOpened()
{
    m_badge->setStatus(Tone::Good, tr("Opened"));
    m_badge->show();
}

void FileRow::open()
{
    Q_EMIT openAsked(m_file, kind(),
                     kind() == FileKind::CrmData ? m_lists.value(m_list->currentIndex() - 1) : ContactListSummary());
}

FileSheet::FileSheet(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_area(named("fileSheetArea", new QScrollArea(m_stack)))
    , m_count(elidedLabel(this, nullptr, ColourRole::Muted))
{
    auto *back = pushButton(this, "closeFileSheetButton", tr("‹ &Welcome"));
    back->setAccessibleName(tr("Back to welcome page"));
    connect(back, &QPushButton::clicked, this, &FileSheet::closed);
    auto *head = rowLayout(space::s, {back, pageTitle(this, tr("Open files for a dry run")), {m_count, 1}});
    auto *skeleton = new SkeletonRows(tr("Reading the files…"), m_stack);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setAccessibleName(tr("Files to open"));
    addWidgets(m_stack, {skeleton, m_area});
    fillPage(this, space::m, {head, {m_stack, 1}, buildFoot()});
    connect(addCommandKeys(Command::GoBack, this), &QShortcut::activated, this, &FileSheet::closed);
}

QWidget *FileSheet::buildFoot()
{
    auto *foot = new QWidget(this);
    auto *other
        = pushButton(foot, "otherBroughtFileButton", tr("Choose another &file…"), QStringLiteral("folder-open"));
    connect(other, &QPushButton::clicked, this, &FileSheet::otherAsked);
    fillRow(foot, -1, {{hintLabel(foot, tr("Nothing is sent to a tenant, and the files stay unchanged.")), 1}, other});
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
    auto *column = bareLayout<QVBoxLayout>(content, space::s, QMargins(0, 0, space::m, 0));
    FileRow *first = nullptr;
    for (const LookedFile &file : files) {
        auto *row = named("fileRow", new FileRow(file, content));
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
