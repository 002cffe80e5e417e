// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/criteriawhypane.h"

#include "models/items/samplerowsmodel.h"
#include "ui/audiences/criterialinestable.h"
#include "ui/audiences/sampletable.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"
#include "ui/common/tones.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

namespace muster {

CriteriaWhyPane::CriteriaWhyPane(QWidget *parent)
    : QWidget(parent)
{
}

void CriteriaWhyPane::build()
{
    if (isBuilt())
        return;
    m_parts = new QSplitter(Qt::Vertical, this);
    m_parts->setObjectName(QStringLiteral("whySplitter"));
    m_parts->setChildrenCollapsible(false);
    m_parts->addWidget(buildSamples());
    m_parts->addWidget(buildAnswer());
    m_parts->setStretchFactor(0, 1);
    m_parts->setStretchFactor(1, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::s, space::m, space::s, space::s);
    column->addWidget(m_parts);
    showNoContacts();
}

void CriteriaWhyPane::showEvent(QShowEvent *event)
{
    build();
    QWidget::showEvent(event);
}

QWidget *CriteriaWhyPane::buildSamples()
{
    auto *part = new QWidget(m_parts);
    m_samples = new SampleTable(part);
    connect(m_samples, &SampleTable::chosen, this, &CriteriaWhyPane::rowAsked);
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, space::xs);
    column->setSpacing(space::s);
    column->addWidget(m_samples, 1);
    column->addWidget(buildSearch(part));
    return part;
}

QWidget *CriteriaWhyPane::buildSearch(QWidget *parent)
{
    auto *search = new QWidget(parent);
    m_id = new QLineEdit(search);
    m_id->setObjectName(QStringLiteral("whyContactEdit"));
    m_id->setMaxLength(200);
    m_id->setMinimumWidth(100);
    auto *label = new QLabel(tr("Contact by its &id"), search);
    label->setBuddy(m_id);
    m_ask = new QPushButton(tr("Explain"), search);
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
    auto *row = new FlowLayout(space::s, search);
    row->addWidget(label);
    row->addWidget(m_id);
    row->addWidget(m_ask);
    return search;
}

QWidget *CriteriaWhyPane::buildAnswer()
{
    auto *part = new QWidget(m_parts);
    m_verdict = sectionTitle(part, {});
    m_verdict->setObjectName(QStringLiteral("whyVerdictLabel"));
    m_change = new PlainLabel(PlainLabel::Fit::Wrap, part);
    m_change->setObjectName(QStringLiteral("whyChangeLabel"));
    m_lines = new CriteriaLinesTable("whyTable", tr("What the contact makes of each box"),
                                     {tr("Result"), tr("Condition"), tr("The contact has")}, {110, 120}, part);
    connect(m_lines, &CriteriaLinesTable::nodeChosen, this, &CriteriaWhyPane::nodeChosen);
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, space::xs, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(m_verdict);
    column->addWidget(m_change);
    column->addWidget(m_lines, 1);
    return part;
}

void CriteriaWhyPane::showNoContacts()
{
    if (!isBuilt())
        return; // it begins with that
    m_samples->setRows({}, {}); // what was read of persons is not kept
    m_samples->showNothing(tr("No contacts are at hand. Choose some below the canvas: those that match and those that "
                              "just miss are shown here then."));
    m_id->setEnabled(false);
    showNothing({});
}

void CriteriaWhyPane::setSamples(const SampleRows &rows, const CriteriaFields &fields)
{
    build();
    m_samples->setRows(rows, fields);
    if (rows.rows.isEmpty()) {
        m_samples->showNothing(rows.fields.isEmpty()
                                   ? tr("The criteria say nothing yet: add a condition to see whom it matches.")
                                   : tr("None of the contacts at hand matches, and none just misses."));
    }
    m_id->setEnabled(true);
}

void CriteriaWhyPane::showLooking()
{
    build();
    m_samples->showNothing(tr("Looking for contacts that match and that just miss\u2026"));
}

void CriteriaWhyPane::choose(qint64 row)
{
    if (isBuilt())
        m_samples->choose(row);
}

void CriteriaWhyPane::showNothing(const QString &sentence)
{
    build();
    m_verdict->hide();
    m_change->hide();
    m_lines->setLines({}, sentence);
}

void CriteriaWhyPane::showAnswer(const QString &verdict, Tone tone, const QString &change,
                                 const QList<CriteriaLine> &lines)
{
    build();
    m_verdict->setPlainText(verdict);
    m_verdict->setRole(toneColour(tone));
    m_verdict->show();
    m_change->setPlainText(change);
    m_change->setVisible(!change.isEmpty());
    m_lines->setLines(lines, {});
}

} // namespace muster
