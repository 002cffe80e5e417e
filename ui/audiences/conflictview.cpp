// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/conflictview.h"

#include "models/text/amounttext.h"
#include "models/text/plaintext.h"
#include "ui/common/badges.h"
#include "ui/common/commands.h"
#include "ui/common/formparts.h"
#include "ui/common/theme.h"

#include <QButtonGroup>
#include <QFrame>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QShortcut>
#include <algorithm>

namespace muster {

namespace {

constexpr qsizetype wordsLimit = 1500;

QString stateText(ConflictPart::State state, AudienceHome home)
{
    switch (state) {
    case ConflictPart::State::OnlyMine:
        return ConflictView::tr("Changed only in the draft: the draft’s version is used.");
    case ConflictPart::State::OnlyTheirs:
        return home == AudienceHome::ThisComputer
            ? ConflictView::tr("Changed only in the saved version: that one is used.")
            : ConflictView::tr("Changed only in the tenant: the tenant’s version is used.");
    case ConflictPart::State::BothAlike:
        return ConflictView::tr("Both have the same change.");
    case ConflictPart::State::Conflict:
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace

ConflictView::ConflictView(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("The audience was changed by someone else"));
    m_title = named("conflictTitleLabel", pageTitle(this, {}));
    m_environment = new EnvironmentBadge(this);
    auto *head = rowLayout(space::s, {{m_title, 1}, m_environment});
    m_what = wrappedLabel(this, "conflictWhatLabel");
    m_area = named("conflictArea", new QScrollArea(this));
    m_area->setAccessibleName(tr("Differences"));
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_hint = named("conflictHintLabel", hintLabel(this));
    auto *back = pushButton(this, "leaveConflictButton", tr("Back to draft"));
    back->setToolTip(tr("The draft stays unchanged, and nothing is sent"));
    connect(back, &QPushButton::clicked, this, &ConflictView::closed);
    m_merge = primaryButton(this, "mergeAudienceButton", tr("Continue usin&g these choices"));
    connect(m_merge, &QPushButton::clicked, this, &ConflictView::merge);
    auto *foot = rowLayout(space::s, {{m_hint, 1}, back, m_merge});
    fillPage(this, space::m, {head, m_what, {m_area, 1}, foot});
    connect(addCommandKeys(Command::GoBack, this), &QShortcut::activated, this, &ConflictView::closed);
    setFocusProxy(back);
}

void ConflictView::prepare(Environment environment, const QString &name, qint64 version,
                           const QList<ConflictPart> &parts)
{
    m_environment->setEnvironment(environment);
    const bool isHere = m_home == AudienceHome::ThisComputer;
    m_title->setPlainText(
        (isHere ? tr("“%1” was saved after the draft was started") : tr("“%1” was changed by someone else"))
            .arg(visibleText(name, 100)));
    m_what->setPlainText(
        (isHere ? tr("Version %1 has since been saved on this computer, and the draft doesn’t include it. Nothing was "
                     "overwritten. Each part that differs is shown below: when the draft was started, in the draft, "
                     "and as saved now.")
                : tr("The tenant now has version %1, and the draft doesn’t include it. Nothing was overwritten. Each "
                     "part that differs is shown below: when the draft was started, in the draft, and in the tenant."))
            .arg(QLocale().toString(version)));
    m_choices.clear();
    auto *content = new QWidget(m_area);
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, space::s, 0);
    grid->setHorizontalSpacing(space::m);
    grid->setVerticalSpacing(space::s);
    const QString headings[] = {tr("Part"), tr("When draft started"), tr("In the draft"),
                                isHere ? tr("Saved now") : tr("In the tenant now")};
    for (int column = 0; column < int(std::size(headings)); ++column) {
        grid->addWidget(sectionTitle(content, headings[column]), 0, column);
        grid->setColumnStretch(column, column == 0 ? 2 : 3);
    }
    for (int i = 0; i < parts.size(); ++i)
        addPart(grid, 1 + 3 * i, parts[i]);
    grid->setRowStretch(1 + 3 * int(parts.size()), 1);
    m_area->setWidget(content); // deletes the one before
    showButtons();
}

void ConflictView::addPart(QGridLayout *grid, int row, const ConflictPart &part)
{
    QWidget *content = grid->parentWidget();
    auto *line = new QFrame(content);
    line->setFrameShape(QFrame::HLine);
    line->setForegroundRole(QPalette::Midlight);
    grid->addWidget(line, row, 0, 1, 4);
    grid->addWidget(sectionTitle(content, visibleText(part.title, 80)), row + 1, 0, Qt::AlignTop);
    const QString texts[] = {part.base, part.mine, part.theirs};
    for (int column = 0; column < int(std::size(texts)); ++column) {
        auto *label = wrappedLabel(content, nullptr, ColourRole::Text,
                                   texts[column].isEmpty() ? tr("empty") : visibleText(texts[column], wordsLimit));
        label->setRole(column == 0 || texts[column].isEmpty() ? ColourRole::Muted : ColourRole::Text);
        label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(label, row + 1, column + 1);
    }
    if (part.state == ConflictPart::State::Conflict)
        grid->addWidget(choiceOf(content, part), row + 2, 1, 1, 3);
    else
        grid->addWidget(hintLabel(content, stateText(part.state, m_home)), row + 2, 1, 1, 3);
}

QWidget *ConflictView::choiceOf(QWidget *parent, const ConflictPart &part)
{
    const bool isHere = m_home == AudienceHome::ThisComputer;
    auto *box = new QWidget(parent);
    auto *group = new QButtonGroup(box);
    const QString title = visibleText(part.title, 80);
    Choice choice{.key = part.key};
    choice.mine = new QRadioButton(tr("Use draft"), box);
    choice.mine->setObjectName(QString(QStringLiteral("mineRadio_") % part.key));
    choice.mine->setAccessibleName(tr("%1: use draft").arg(title));
    choice.theirs = new QRadioButton(isHere ? tr("Use saved version") : tr("Use tenant version"), box);
    choice.theirs->setObjectName(QString(QStringLiteral("theirsRadio_") % part.key));
    choice.theirs->setAccessibleName((isHere ? tr("%1: use saved version") : tr("%1: use tenant version")).arg(title));
    auto *row = bareLayout<QHBoxLayout>(box, space::m);
    auto *warning = elidedLabel(box, nullptr, ColourRole::Warn, tr("Changed in both:"));
    row->addWidget(warning);
    for (QRadioButton *radio : {choice.mine, choice.theirs}) {
        group->addButton(radio);
        row->addWidget(radio);
        connect(radio, &QRadioButton::toggled, this, &ConflictView::showButtons);
    }
    row->addStretch(1);
    m_choices << choice;
    return box;
}

void ConflictView::showButtons()
{
    const auto open = std::count_if(m_choices.cbegin(), m_choices.cend(), [](const Choice &choice) {
        return !choice.mine->isChecked() && !choice.theirs->isChecked();
    });
    m_merge->setEnabled(open == 0);
    m_hint->setPlainText(
        open == 0 ? m_home == AudienceHome::ThisComputer
                ? tr("The draft continues from the saved version. Review it again, then save it.")
                : tr("The draft continues from the tenant’s version. You review all of it again before anything is "
                     "sent.")
                  : tr("%1 parts need your choice.", nullptr, pluralForm(open)).arg(QLocale().toString(open)));
}

void ConflictView::merge()
{
    QHash<QString, bool> takesTheirs;
    for (const Choice &choice : std::as_const(m_choices))
        takesTheirs.insert(choice.key, choice.theirs->isChecked());
    Q_EMIT merged(takesTheirs);
}

} // namespace muster
