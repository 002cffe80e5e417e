// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/transcripts/transcriptspage.h"

#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/transcripts/fetchpage.h"
#include "ui/transcripts/jobspane.h"
#include "ui/transcripts/labelledfilepage.h"
#include "ui/transcripts/maskedfilepage.h"
#include "ui/transcripts/policypage.h"
#include "ui/transcripts/resultspane.h"
#include "ui/transcripts/reviewpage.h"
#include "ui/transcripts/transcriptviewer.h"

#include <QDataStream>
#include <QIODevice>
#include <QSplitter>
#include <QStackedWidget>

namespace muster {

TranscriptsPage::TranscriptsPage(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
{
    setFocusPolicy(Qt::ClickFocus); // only to hand it on; as a stop of Tab there would be no way back past it
    m_overview = buildOverview();
    m_fetch = new FetchPage(m_stack);
    m_policies = new PolicyPage(m_stack);
    m_review = new ReviewPage(m_stack);
    addWidgets(m_stack, {m_overview, m_fetch, m_policies, m_review});
    fillColumn(this, -1, {m_stack});
}

MaskedFilePage *TranscriptsPage::maskedFile()
{
    if (!m_maskedFile) {
        m_maskedFile = named("maskedFilePage", new MaskedFilePage(m_stack));
        m_stack->addWidget(m_maskedFile);
    }
    return m_maskedFile;
}

LabelledFilePage *TranscriptsPage::labelledFile()
{
    if (!m_labelledFile) {
        m_labelledFile = named("labelledFilePage", new LabelledFilePage(m_stack));
        m_stack->addWidget(m_labelledFile);
    }
    return m_labelledFile;
}

QWidget *TranscriptsPage::buildOverview()
{
    auto *overview = new QWidget(m_stack);
    m_rows = new QSplitter(Qt::Vertical, overview);
    m_jobs = new JobsPane(m_rows);
    m_lower = new QSplitter(Qt::Horizontal, m_rows);
    m_results = new ResultsPane(m_lower);
    m_results->setMinimumWidth(220);
    m_viewer = new TranscriptViewer(m_lower);
    fillSplitter(m_lower, {m_results, {m_viewer, 1}});
    m_lower->setSizes({392, 668});
    fillSplitter(m_rows, {m_jobs, {m_lower, 1}});
    m_rows->setSizes({220, 480});
    overview->setFocusProxy(m_jobs);
    fillColumn(overview, -1, {m_rows}, QMargins(space::l, space::l, space::l, space::m));
    return overview;
}

void TranscriptsPage::setLowerVisible(bool visible)
{
    m_lower->setVisible(visible);
}

QWidget *TranscriptsPage::page(View view)
{
    switch (view) {
    case View::Overview:
        return m_overview;
    case View::Fetch:
        return m_fetch;
    case View::Policies:
        return m_policies;
    case View::Review:
        return m_review;
    case View::MaskedFile:
        return maskedFile();
    case View::LabelledFile:
        return labelledFile();
    }
    Q_UNREACHABLE();
}

void TranscriptsPage::show(View view)
{
    const bool had = isAncestorOf(focusWidget()) || hasFocus();
    m_shown = view;
    m_stack->setCurrentWidget(page(view));
    if (had)
        m_stack->currentWidget()->setFocus();
}

TranscriptsPage::View TranscriptsPage::shown() const
{
    return m_shown;
}

bool TranscriptsPage::holdsWork() const
{
    switch (m_shown) {
    case View::Overview:
    case View::Policies:
        return m_policies->hasChanges();
    case View::Fetch:
        return true;
    case View::Review:
        return m_review->hasUnkept() || m_policies->hasChanges();
    case View::MaskedFile:
    case View::LabelledFile:
        return true;
    }
    Q_UNREACHABLE();
}

void TranscriptsPage::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    m_stack->currentWidget()->setFocus();
}

QByteArray TranscriptsPage::layoutState() const
{
    QByteArray state;
    QDataStream out(&state, QIODevice::WriteOnly);
    out << m_rows->saveState() << m_lower->saveState() << m_viewer->layoutState();
    return state;
}

void TranscriptsPage::restoreLayout(const QByteArray &state)
{
    QDataStream in(state);
    QByteArray rows, lower, viewer;
    in >> rows >> lower >> viewer;
    if (in.status() != QDataStream::Ok)
        return;
    m_rows->restoreState(rows);
    m_lower->restoreState(lower);
    m_viewer->restoreLayout(viewer);
}

} // namespace muster
