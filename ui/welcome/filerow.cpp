// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/welcome/filerow.h"

#include "models/text/errortexts.h"
#include "models/text/filetexts.h"
#include "models/text/plaintext.h"
#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"
#include "ui/common/statusbadge.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"

#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace muster {

FileRow::FileRow(const LookedFile &file, QWidget *parent)
    : QWidget(parent)
    , m_file(file.file)
    , m_says(new PlainLabel(PlainLabel::Fit::Wrap, this))
    , m_badge(new StatusBadge(this))
{
    auto *name = sectionTitle(this, QFileInfo(m_file).fileName());
    name->setObjectName(QStringLiteral("fileNameLabel"));
    toolTips::set(name, m_file);
    m_says->setObjectName(QStringLiteral("fileSaysLabel"));
    m_badge->setObjectName(QStringLiteral("fileStateBadge"));
    m_badge->hide();
    auto *head = new QHBoxLayout;
    head->setSpacing(space::s);
    head->addWidget(name, 1);
    head->addWidget(m_badge);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::s, 0, space::m);
    column->setSpacing(space::xs);
    column->addLayout(head);
    column->addWidget(m_says);
    if (!file.guess) {
        m_says->setPlainText(errorSentence(file.guess.error()));
        m_says->setRole(ColourRole::Bad);
        m_badge->setStatus(Tone::Bad, tr("Cannot be opened"));
        m_badge->show();
        return;
    }
    m_says->setPlainText(fileGuessText(*file.guess));
    m_says->setRole(ColourRole::Muted);
    buildChoice(*file.guess);
    showState();
}

void FileRow::buildChoice(const FileGuess &guess)
{
    const QString name = visibleText(QFileInfo(m_file).fileName(), 60);
    m_kind = calmCombo(this, "fileKindCombo");
    m_kind->setAccessibleName(tr("Open %1 as").arg(name));
    m_kind->addItem(fileKindText(guess.kind), int(guess.kind));
    for (const FileKind kind : allFileKinds) {
        if (kind != guess.kind)
            m_kind->addItem(fileKindText(kind), int(kind));
    }
    m_list = calmCombo(this, "fileListCombo");
    m_list->setAccessibleName(tr("Contact list that %1 is for").arg(name));
    m_open = new QPushButton(this);
    m_open->setObjectName(QStringLiteral("openBroughtFileButton"));
    m_needs = hintLabel(this);
    m_needs->setObjectName(QStringLiteral("fileNeedsLabel"));
    connect(m_kind, &QComboBox::currentIndexChanged, this, &FileRow::showState);
    connect(m_list, &QComboBox::currentIndexChanged, this, &FileRow::showState);
    connect(m_open, &QPushButton::clicked, this, &FileRow::open);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::s);
    row->addWidget(m_kind, 2);
    row->addWidget(m_list, 2);
    row->addWidget(m_open);
    row->addStretch(1);
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
    layout()->addWidget(m_needs);
}

FileKind FileRow::kind() const
{
    return FileKind(m_kind->currentData().toInt());
}

bool FileRow::canOpen() const
{
    return m_open != nullptr;
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
    m_list->addItem(tr("Choose a list\u2026"));
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
                              ? tr("There is no contact list to enrich: open a tenant that has one under Connections.")
                              : tr("Choose the contact list whose contacts the file is about."));
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

} // namespace muster
