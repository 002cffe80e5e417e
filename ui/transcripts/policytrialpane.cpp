// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/transcripts/policytrialpane.h"

#include "models/text/plaintext.h"
#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"

#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace muster {

namespace {

constexpr int longestSample = 20'000; // characters; a sample is looked at, not worked through

} // namespace

PolicyTrialPane::PolicyTrialPane(QWidget *parent)
    : QWidget(parent)
    , m_sample(new QPlainTextEdit(this))
    , m_masked(new QPlainTextEdit(this))
    , m_summary(new PlainLabel(PlainLabel::Fit::Wrap, this))
{
    m_sample->setObjectName(QStringLiteral("policySampleEdit"));
    m_sample->setAccessibleName(tr("Sample"));
    m_sample->setTabChangesFocus(true);
    //: A sample text for masking; the number and the address belong to nobody. Keep both as they are.
    m_sample->setPlainText(tr("Please call me on 202-555-0143 or write to pat@example.com. My order is 4711-2026."));
    m_masked->setObjectName(QStringLiteral("policyMaskedEdit"));
    m_masked->setAccessibleName(tr("The sample, masked"));
    m_masked->setReadOnly(true);
    m_masked->setTabChangesFocus(true);
    m_summary->setObjectName(QStringLiteral("policyTrialLabel"));
    connect(m_sample, &QPlainTextEdit::textChanged, this, &PolicyTrialPane::sampleChanged);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::m, 0, 0, 0);
    column->setSpacing(space::xs);
    column->addWidget(sectionTitle(this, tr("Try it on a sample")));
    column->addWidget(hintLabel(this, tr("Type or paste a text. It stays in this window and is not kept.")));
    column->addWidget(m_sample, 1);
    column->addWidget(sectionTitle(this, tr("What is written")));
    column->addWidget(m_masked, 1);
    column->addWidget(m_summary);
}

QString PolicyTrialPane::sample() const
{
    return m_sample->toPlainText().left(longestSample);
}

void PolicyTrialPane::showMasked(const QString &masked, const QString &summary)
{
    m_masked->setPlainText(visibleParagraphs(masked, longestSample));
    m_summary->setRole(ColourRole::Text);
    m_summary->setPlainText(summary);
}

void PolicyTrialPane::showFault(const QString &sentence)
{
    m_masked->clear();
    m_summary->setRole(ColourRole::Bad);
    m_summary->setPlainText(sentence);
}

void PolicyTrialPane::setPending()
{
    m_summary->setRole(ColourRole::Muted);
    m_summary->setPlainText(tr("Trying it\u2026"));
}

} // namespace muster
