// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/criteriawhypane.h"

#include "models/text/plaintext.h"
#include "ui/audiences/criterialinestable.h"
#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"
#include "ui/common/tones.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace muster {

CriteriaWhyPane::CriteriaWhyPane(QWidget *parent)
    : QWidget(parent)
{
    m_verdict = sectionTitle(this, {});
    m_verdict->setObjectName(QStringLiteral("whyVerdictLabel"));
    m_change = new PlainLabel(PlainLabel::Fit::Wrap, this);
    m_change->setObjectName(QStringLiteral("whyChangeLabel"));
    m_lines = new CriteriaLinesTable("whyTable", tr("What the contact makes of each box"),
                                     {tr("Result"), tr("Condition"), tr("The contact has")}, {110, 120}, this);
    connect(m_lines, &CriteriaLinesTable::nodeChosen, this, &CriteriaWhyPane::nodeChosen);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::s, space::m, space::s, space::s);
    column->setSpacing(space::s);
    column->addWidget(buildHead());
    column->addWidget(m_verdict);
    column->addWidget(m_change);
    column->addWidget(m_lines, 1);
    setChoices({});
}

QWidget *CriteriaWhyPane::buildHead()
{
    auto *head = new QWidget(this);
    m_choice = calmCombo(head, "whyContactCombo");
    auto *choiceLabel = new QLabel(tr("A cont&act"), head);
    choiceLabel->setBuddy(m_choice);
    connect(m_choice, &QComboBox::activated, this, [this] {
        if (m_choice->currentData().isValid())
            Q_EMIT rowAsked(m_choice->currentData().toLongLong());
    });
    m_id = new QLineEdit(head);
    m_id->setObjectName(QStringLiteral("whyContactEdit"));
    m_id->setMaxLength(200);
    auto *idLabel = new QLabel(tr("or its &id"), head);
    idLabel->setBuddy(m_id);
    m_ask = new QPushButton(tr("Explain"), head);
    m_ask->setObjectName(QStringLiteral("whyAskButton"));
    m_ask->setEnabled(false);
    const auto ask = [this] {
        if (!m_id->text().trimmed().isEmpty())
            Q_EMIT idAsked(m_id->text().trimmed());
    };
    connect(m_id, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_ask->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_id, &QLineEdit::returnPressed, this, ask);
    connect(m_ask, &QPushButton::clicked, this, ask);
    auto *grid = new QGridLayout(head);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::s);
    grid->setVerticalSpacing(space::xs);
    grid->addWidget(choiceLabel, 0, 0);
    grid->addWidget(m_choice, 0, 1, 1, 2);
    grid->addWidget(idLabel, 1, 0);
    grid->addWidget(m_id, 1, 1);
    grid->addWidget(m_ask, 1, 2);
    grid->setColumnStretch(1, 1);
    return head;
}

void CriteriaWhyPane::setChoices(const QList<ContactChoice> &choices)
{
    const QSignalBlocker quiet(m_choice);
    const QVariant before = m_choice->currentData();
    m_choice->clear();
    m_choice->addItem(tr("Choose a contact"));
    for (const ContactChoice &choice : choices) {
        const QString name = visibleText(choice.name, 60);
        m_choice->addItem(choice.matches ? tr("In: %1").arg(name) : tr("Just out: %1").arg(name), choice.row);
    }
    m_choice->setCurrentIndex(before.isValid() ? std::max(0, m_choice->findData(before)) : 0);
    m_choice->setEnabled(!choices.isEmpty());
    m_id->setEnabled(!choices.isEmpty());
    if (choices.isEmpty())
        showNothing(tr("Choose contacts below the canvas first. Then each of them can be asked about."));
}

void CriteriaWhyPane::showNothing(const QString &sentence)
{
    m_verdict->hide();
    m_change->hide();
    m_lines->setLines({}, sentence);
}

void CriteriaWhyPane::showAnswer(const QString &verdict, Tone tone, const QString &change,
                                 const QList<CriteriaLine> &lines)
{
    m_verdict->setPlainText(verdict);
    m_verdict->setRole(toneColour(tone));
    m_verdict->show();
    m_change->setPlainText(change);
    m_change->setVisible(!change.isEmpty());
    m_lines->setLines(lines, {});
}

} // namespace muster
