// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/audiencerunview.h"

#include "ui/common/environmentbadge.h"
#include "ui/common/plainlabel.h"
#include "ui/common/tones.h"
#include "ui/runs/runpane.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace muster {

AudienceRunView::AudienceRunView(QWidget *parent)
    : QWidget(parent)
    , m_environment(new EnvironmentBadge(this))
    , m_pane(new RunPane(this))
{
    m_back = new QPushButton(tr("\u2039 &Audience"), this);
    m_back->setObjectName(QStringLiteral("leaveAudienceRunButton"));
    m_back->setAccessibleName(tr("Back to the audience; the run goes on"));
    connect(m_back, &QPushButton::clicked, this, &AudienceRunView::backAsked);
    m_pane->setObjectName(QStringLiteral("audienceRunPane"));
    m_sizes = new PlainLabel(PlainLabel::Fit::Wrap, this); // a sentence of its own length: never cut
    QFont bold = m_sizes->font();
    bold.setWeight(QFont::DemiBold);
    m_sizes->setFont(bold);
    m_sizes->setObjectName(QStringLiteral("audienceSizesLabel"));
    m_conflict = new QPushButton(tr("See what was &changed there"), this);
    m_conflict->setObjectName(QStringLiteral("openConflictButton"));
    m_conflict->setProperty("primary", true);
    connect(m_conflict, &QPushButton::clicked, this, &AudienceRunView::conflictAsked);
    auto *head = new QHBoxLayout;
    head->addWidget(m_back);
    head->addStretch(1);
    head->addWidget(m_environment);
    auto *result = new QHBoxLayout;
    result->addWidget(m_sizes, 1);
    result->addWidget(m_conflict);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::s);
    column->addLayout(head);
    column->addLayout(result);
    column->addWidget(m_pane, 1);
    setFocusProxy(m_back);
    showSizes({}, Tone::Neutral);
    setConflict(false);
}

void AudienceRunView::start(Run *run, Environment environment)
{
    m_environment->setEnvironment(environment);
    m_pane->setRun(run);
    showSizes({}, Tone::Neutral);
    setConflict(false);
}

Run *AudienceRunView::run() const
{
    return m_pane->run();
}

void AudienceRunView::showSizes(const QString &sentence, Tone tone)
{
    m_sizes->setPlainText(sentence);
    m_sizes->setRole(tone == Tone::Neutral ? ColourRole::Text : toneColour(tone));
    m_sizes->setVisible(!sentence.isEmpty());
}

void AudienceRunView::setConflict(bool there)
{
    m_conflict->setVisible(there);
}

} // namespace muster
