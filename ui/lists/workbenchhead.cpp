// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/workbenchhead.h"

#include "models/text/amounttext.h"
#include "models/text/listtexts.h"
#include "ui/common/badges.h"
#include "ui/common/commands.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/tooltips.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>
#include <algorithm>

namespace muster {

namespace {

constexpr int steps = 1000;

QString scrubTip()
{
    return WorkbenchHead::tr("Scrub against do-not-call registries and groups");
}

} // namespace

ProgressLine::ProgressLine(const QString &name, const QString &accessibleName, QWidget *parent)
    : QWidget(parent)
    , m_bar(new QProgressBar(this))
    , m_words(new PlainLabel(PlainLabel::Fit::Elide, this))
    , m_row(new QHBoxLayout(this))
{
    m_bar->setObjectName(name + QStringLiteral("ProgressBar"));
    m_bar->setAccessibleName(accessibleName);
    m_bar->setTextVisible(false);
    m_bar->setRange(0, steps);
    m_words->setObjectName(name + QStringLiteral("ProgressLabel"));
    m_row->setContentsMargins(space::m, 0, space::m, space::s);
    m_row->setSpacing(space::s);
    fillBox(m_row, {{m_bar, 1}, {m_words, 1}});
    hide();
}

QPushButton *ProgressLine::addButton(const char *objectName, const QString &text)
{
    auto *button = pushButton(this, objectName, text);
    m_row->addWidget(button);
    return button;
}

void ProgressLine::setProgress(std::optional<double> share, const QString &words)
{
    m_bar->setRange(0, share ? steps : 0);
    if (share)
        m_bar->setValue(int(std::clamp(*share, 0.0, 1.0) * steps));
    m_words->setPlainText(words);
}

WorkbenchHead::WorkbenchHead(QWidget *parent)
    : QWidget(parent)
{
    auto *back = pushButton(this, "backToListsButton", tr("‹ &Lists"));
    back->setAccessibleName(tr("Back to the contact lists"));
    connect(back, &QPushButton::clicked, this, &WorkbenchHead::backAsked);
    m_title = named("listTitleLabel", pageTitle(this, {}));
    m_environment = new EnvironmentBadge(this);
    m_again = iconButton(this, "readListAgainButton", QStringLiteral("refresh-cw"), tr("Read the list again"));
    joinCommand(Command::LoadAgain, m_again);
    connect(m_again, &QToolButton::clicked, this, &WorkbenchHead::readAgainAsked);
    buildSaveMenu();
    m_scrub = iconButton(this, "scrubListButton", QStringLiteral("shield-check"), scrubTip());
    connect(m_scrub, &QToolButton::clicked, this, &WorkbenchHead::scrubAsked);
    m_side = iconButton(this, "showSideButton", QStringLiteral("panel-right"), tr("Details and charts"));
    joinCommand(Command::ToggleSide, m_side);
    m_side->setCheckable(true);
    connect(m_side, &QToolButton::toggled, this, &WorkbenchHead::sideToggled);
    m_apply = primaryButton(this, "reviewApplyButton", tr("Review and a&pply…"));
    connect(m_apply, &QPushButton::clicked, this, &WorkbenchHead::applyAsked);
    auto *line = rowLayout(space::s, {back, {m_title, 1}});
    addWidgets(line, {m_environment, m_again, m_save, m_scrub, m_side, m_apply});
    fillColumn(this, space::s, {line}, QMargins(space::m, space::m, space::m, space::s));
    buildNotes();
}

void WorkbenchHead::buildSaveMenu()
{
    m_save = new MenuButton(tr("&Save…"), this);
    m_save->setIcon(themedIcon(QStringLiteral("save")));
    m_save->setObjectName(QStringLiteral("saveListButton"));
    m_save->setToolTip(tr("Save contacts as CSV, or save or print the report"));
    const auto add = [this](const char *name, const QString &icon, const QString &text, auto signal) {
        connect(m_save->add(name, text, icon), &QAction::triggered, this, signal);
    };
    add("saveCsvAction", QStringLiteral("save"), tr("&Contacts as CSV…"), &WorkbenchHead::csvAsked);
    m_save->popupMenu()->addSeparator();
    add("savePdfAction", QStringLiteral("file-text"), tr("&Report as PDF…"), &WorkbenchHead::pdfAsked);
    add("printReportAction", QStringLiteral("printer"), tr("&Print the report…"), &WorkbenchHead::printAsked);
}

void WorkbenchHead::buildNotes()
{
    m_counts = elidedLabel(this, "listCountsLabel");
    m_warning = wrappedLabel(this, "listWarningLabel", ColourRole::Warn);
    m_warning->hide();
    m_message = named("listMessageLabel", hintLabel(this));
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
        parts << tr("%1 set manually", nullptr, pluralForm(summary.overridden)).arg(number(summary.overridden));
    m_counts->setPlainText(parts.join(QStringLiteral(" \u00b7 ")));
}

void WorkbenchHead::setWarning(const QString &sentences)
{
    m_warning->showText(sentences);
}

void WorkbenchHead::setMessage(const QString &sentence)
{
    m_message->showText(sentence);
}

void WorkbenchHead::setPossible(bool readAgain, bool save, const QString &reason, bool apply)
{
    m_again->setEnabled(readAgain);
    m_save->setEnabled(save);
    m_apply->setEnabled(apply && reason.isEmpty());
    toolTips::set(m_apply, reason);
}

void WorkbenchHead::setScrubbing(const QString &reason)
{
    m_scrub->setEnabled(reason.isEmpty());
    toolTips::set(m_scrub, reason.isEmpty() ? scrubTip() : reason);
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
