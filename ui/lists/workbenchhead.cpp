// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/workbenchhead.h"

#include "models/text/listtexts.h"
#include "models/text/plurals.h"
#include "ui/common/commands.h"
#include "ui/common/designtokens.h"
#include "ui/common/environmentbadge.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/menubutton.h"
#include "ui/common/plainlabel.h"
#include "ui/common/tooltips.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace muster {

WorkbenchHead::WorkbenchHead(QWidget *parent)
    : QWidget(parent)
{
    auto *back = new QPushButton(tr("\u2039 &Lists"), this);
    back->setObjectName(QStringLiteral("backToListsButton"));
    back->setAccessibleName(tr("Back to the contact lists"));
    connect(back, &QPushButton::clicked, this, &WorkbenchHead::backAsked);
    m_title = pageTitle(this, {});
    m_title->setObjectName(QStringLiteral("listTitleLabel"));
    m_environment = new EnvironmentBadge(this);
    m_again = iconButton(this, "readListAgainButton", QStringLiteral("refresh-cw"), tr("Read the list again"));
    joinCommand(Command::LoadAgain, m_again);
    connect(m_again, &QToolButton::clicked, this, &WorkbenchHead::readAgainAsked);
    buildSaveMenu();
    m_side = iconButton(this, "showSideButton", QStringLiteral("panel-right"), tr("Details and charts"));
    joinCommand(Command::ToggleSide, m_side);
    m_side->setCheckable(true);
    connect(m_side, &QToolButton::toggled, this, &WorkbenchHead::sideToggled);
    m_apply = new QPushButton(tr("Review and a&pply\u2026"), this);
    m_apply->setObjectName(QStringLiteral("reviewApplyButton"));
    m_apply->setProperty("primary", true);
    connect(m_apply, &QPushButton::clicked, this, &WorkbenchHead::applyAsked);
    auto *line = new QHBoxLayout;
    line->setSpacing(space::s);
    line->addWidget(back);
    line->addWidget(m_title, 1);
    for (QWidget *one :
         {static_cast<QWidget *>(m_environment), static_cast<QWidget *>(m_again), static_cast<QWidget *>(m_save),
          static_cast<QWidget *>(m_side), static_cast<QWidget *>(m_apply)})
        line->addWidget(one);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::m, space::m, space::m, space::s);
    column->setSpacing(space::s);
    column->addLayout(line);
    buildNotes();
}

void WorkbenchHead::buildSaveMenu()
{
    m_save = new MenuButton(tr("&Save\u2026"), this);
    m_save->setIcon(themedIcon(QStringLiteral("save")));
    m_save->setObjectName(QStringLiteral("saveListButton"));
    m_save->setToolTip(tr("Save contacts as CSV, or save or print the report"));
    const auto add = [this](const char *name, const QString &icon, const QString &text, auto signal) {
        connect(m_save->add(name, text, icon), &QAction::triggered, this, signal);
    };
    add("saveCsvAction", QStringLiteral("save"), tr("&Contacts as CSV\u2026"), &WorkbenchHead::csvAsked);
    m_save->popupMenu()->addSeparator();
    add("savePdfAction", QStringLiteral("file-text"), tr("&Report as PDF\u2026"), &WorkbenchHead::pdfAsked);
    add("printReportAction", QStringLiteral("printer"), tr("&Print the report\u2026"), &WorkbenchHead::printAsked);
}

void WorkbenchHead::buildNotes()
{
    m_counts = new PlainLabel(PlainLabel::Fit::Elide, this);
    m_counts->setObjectName(QStringLiteral("listCountsLabel"));
    m_warning = new PlainLabel(PlainLabel::Fit::Wrap, this);
    m_warning->setObjectName(QStringLiteral("listWarningLabel"));
    m_warning->setRole(ColourRole::Warn);
    m_warning->hide();
    m_message = hintLabel(this);
    m_message->setObjectName(QStringLiteral("listMessageLabel"));
    m_message->hide();
    for (QWidget *one : {m_counts, m_warning, m_message})
        layout()->addWidget(one);
}

void WorkbenchHead::setSource(const ListSource &source)
{
    const bool file = !source.file.isEmpty();
    m_title->setPlainText(file ? tr("%1 (dry run)").arg(source.listName) : source.listName);
    m_environment->setVisible(!file);
    m_environment->setEnvironment(source.environment);
}

void WorkbenchHead::setSummary(const ListSummary &summary)
{
    const auto number = [](qint64 n) { return QLocale().toString(n); };
    QStringList parts{tr("%1 contacts", nullptr, pluralForm(summary.contacts)).arg(number(summary.contacts))};
    for (const auto verdict :
         {ListVerdict::Unchanged, ListVerdict::Fix, ListVerdict::Purge, ListVerdict::Review, ListVerdict::NotChecked})
        parts << QString(number(summary.verdicts[std::size_t(verdict)]) % u' ' % listVerdictText(verdict));
    if (summary.overridden > 0)
        parts << tr("%1 decided by a person", nullptr, pluralForm(summary.overridden)).arg(number(summary.overridden));
    m_counts->setPlainText(parts.join(QStringLiteral(" \u00b7 ")));
}

void WorkbenchHead::setWarning(const QString &sentences)
{
    m_warning->setPlainText(sentences);
    m_warning->setVisible(!sentences.isEmpty());
}

void WorkbenchHead::setMessage(const QString &sentence)
{
    m_message->setPlainText(sentence);
    m_message->setVisible(!sentence.isEmpty());
}

void WorkbenchHead::setPossible(bool readAgain, bool save, const QString &reason, bool apply)
{
    m_again->setEnabled(readAgain);
    m_save->setEnabled(save);
    m_apply->setEnabled(apply && reason.isEmpty());
    toolTips::set(m_apply, reason);
}

bool WorkbenchHead::isSideShown() const
{
    return m_side->isChecked();
}

void WorkbenchHead::setSideShown(bool shown)
{
    m_side->setChecked(shown);
}

} // namespace muster
