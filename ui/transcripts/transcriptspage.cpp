// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/transcripts/transcriptspage.h"

#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/transcripts/fetchpage.h"
#include "ui/transcripts/jobspane.h"
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
    m_stack->addWidget(buildOverview());
    m_fetch = new FetchPage(m_stack);
    m_policies = new PolicyPage(m_stack);
    m_review = new ReviewPage(m_stack);
    addWidgets(m_stack, {m_fetch, m_policies, m_review});
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

void TranscriptsPage::show(View view)
{
    const bool had = isAncestorOf(focusWidget()) || hasFocus();
    m_stack->setCurrentIndex(int(view));
    if (had)
        m_stack->currentWidget()->setFocus();
}

TranscriptsPage::View TranscriptsPage::shown() const
{
    return View(m_stack->currentIndex());
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
