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
        return ConflictView::tr("Only the draft changed it: the draft\u2019s goes on.");
    case ConflictPart::State::OnlyTheirs:
        return home == AudienceHome::ThisComputer
            ? ConflictView::tr("Only the saved version\u2019s was changed: that goes on.")
            : ConflictView::tr("Only the tenant\u2019s was changed: that goes on.");
    case ConflictPart::State::BothAlike:
        return ConflictView::tr("Both were changed to the same.");
    case ConflictPart::State::Conflict:
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace

ConflictView::ConflictView(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("The audience was changed by somebody else"));
    m_title = named("conflictTitleLabel", pageTitle(this, {}));
    m_environment = new EnvironmentBadge(this);
    auto *head = rowLayout(space::s, {{m_title, 1}, m_environment});
    m_what = wrappedLabel(this, "conflictWhatLabel");
    m_area = named("conflictArea", new QScrollArea(this));
    m_area->setAccessibleName(tr("The parts that differ"));
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_hint = named("conflictHintLabel", hintLabel(this));
    auto *back = pushButton(this, "leaveConflictButton", tr("Back to the draft"));
    back->setToolTip(tr("The draft stays as it is, and nothing is sent"));
    connect(back, &QPushButton::clicked, this, &ConflictView::closed);
    m_merge = primaryButton(this, "mergeAudienceButton", tr("&Go on with these choices"));
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
    m_title->setPlainText((isHere ? tr("\u201c%1\u201d was saved since the draft began")
                                  : tr("\u201c%1\u201d was changed by somebody else"))
                              .arg(visibleText(name, 100)));
    m_what->setPlainText(
        (isHere ? tr("Version %1 is kept on this computer by now, which the draft does not know. "
                     "Nothing was overwritten. Below is each part that differs: as it was when the "
                     "draft began, in the draft, and as it is saved now.")
                : tr("The tenant has version %1 by now, which the draft does not know. Nothing was overwritten. "
                     "Below is each part that differs: as it was when the draft began, in the draft, and at the "
                     "tenant."))
            .arg(QLocale().toString(version)));
    m_choices.clear();
    auto *content = new QWidget(m_area);
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, space::s, 0);
    grid->setHorizontalSpacing(space::m);
    grid->setVerticalSpacing(space::s);
    const QString headings[] = {tr("Part"), tr("When the draft began"), tr("In the draft"),
                                isHere ? tr("As it is saved now") : tr("At the tenant now")};
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
                                   texts[column].isEmpty() ? tr("nothing") : visibleText(texts[column], wordsLimit));
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
    choice.mine = new QRadioButton(tr("Take the draft\u2019s"), box);
    choice.mine->setObjectName(QString(QStringLiteral("mineRadio_") % part.key));
    choice.mine->setAccessibleName(tr("%1: take the draft\u2019s").arg(title));
    choice.theirs = new QRadioButton(isHere ? tr("Take the saved one\u2019s") : tr("Take the tenant\u2019s"), box);
    choice.theirs->setObjectName(QString(QStringLiteral("theirsRadio_") % part.key));
    choice.theirs->setAccessibleName(
        (isHere ? tr("%1: take the saved one\u2019s") : tr("%1: take the tenant\u2019s")).arg(title));
    auto *row = bareLayout<QHBoxLayout>(box, space::m);
    auto *warning = elidedLabel(box, nullptr, ColourRole::Warn, tr("Both were changed:"));
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
                ? tr("The draft goes on from the version that is saved. Save it when you have looked at it again.")
                : tr("The draft goes on from the tenant\u2019s version. You see all of it again before "
                     "anything is sent.")
                  : tr("%1 parts wait for your choice.", nullptr, pluralForm(open)).arg(QLocale().toString(open)));
}

void ConflictView::merge()
{
    QHash<QString, bool> takesTheirs;
    for (const Choice &choice : std::as_const(m_choices))
        takesTheirs.insert(choice.key, choice.theirs->isChecked());
    Q_EMIT merged(takesTheirs);
}

} // namespace muster
