// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/transcripts/jobspane.h"

#include "ui/common/badges.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"
#include "ui/common/relativetimes.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace muster {

JobsPane::JobsPane(QWidget *parent)
    : QWidget(parent)
    , m_jobs(new TranscriptJobsModel(this))
    , m_stack(new QStackedWidget(this))
{
    m_table = new DataTable("transcriptJobsTable", tr("Transcript jobs"), m_jobs, m_stack);
    new RelativeTimes(m_table, [this](const QDateTime &) { m_jobs->refreshTimes(); });
    m_table->setColumnWidths({{TranscriptJobsModel::State, 150},
                              {TranscriptJobsModel::Progress, 98},
                              {TranscriptJobsModel::Asked, 94},
                              {TranscriptJobsModel::Written, 70},
                              {TranscriptJobsModel::Held, 66},
                              {TranscriptJobsModel::Missing, 68},
                              {TranscriptJobsModel::Started, 98},
                              {TranscriptJobsModel::Name, 180}});
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(TranscriptJobsModel::Name, QHeaderView::Stretch);
    setFocusProxy(m_table);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this] { Q_EMIT jobChosen(currentRun()); });
    connect(m_table, &DataTable::activatedRow, this, [this] { Q_EMIT runAsked(currentRun()); });
    m_empty = named("transcriptJobsEmptyState", new EmptyState(QStringLiteral("message-square-text"), m_stack));
    connect(m_empty, &EmptyState::triggered, this, &JobsPane::fetchAsked);
    addWidgets(m_stack, {m_table, m_empty});
    m_stack->setMinimumHeight(96);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_jobs, signal, this, &JobsPane::showTable);
    fillColumn(this, space::s, {buildHead(), buildAttach(), {m_stack, 1}, buildState()});
    setConnected(false);
    setReviewCount(0);
    showState({}, Tone::Neutral, {});
    setActs({});
}

QWidget *JobsPane::buildHead()
{
    auto *head = new QWidget(this);
    auto *policies
        = pushButton(head, "openPoliciesButton", tr("Masking &policies"), QStringLiteral("sliders-horizontal"));
    connect(policies, &QPushButton::clicked, this, &JobsPane::policiesAsked);
    m_review = pushButton(head, "openReviewButton", {}, QStringLiteral("list-checks"));
    connect(m_review, &QPushButton::clicked, this, &JobsPane::reviewAsked);
    m_attachButton = pushButton(head, "openAttachButton", tr("A&ttach job"), QStringLiteral("link"));
    m_attachButton->setToolTip(tr("Follow a job that was submitted elsewhere, by its ID"));
    m_attachButton->setCheckable(true);
    connect(m_attachButton, &QPushButton::toggled, this, [this](bool shown) {
        m_attach->setVisible(shown);
        if (!shown)
            return;
        Q_EMIT attachOpened();
        m_attach->setFocus();
    });
    m_fetch = primaryButton(head, "openFetchButton", tr("&Fetch transcripts"), QStringLiteral("download"));
    connect(m_fetch, &QPushButton::clicked, this, &JobsPane::fetchAsked);
    auto *row = new FlowLayout(space::s, head);
    PlainLabel *title = pageTitle(head, tr("Transcripts"));
    title->setMinimumWidth(title->sizeHint().width()); // the buttons go below rather
    row->addWidget(title);
    for (QPushButton *button : {m_review, policies, m_attachButton, m_fetch})
        row->addWidget(button);
    return head;
}

QWidget *JobsPane::buildAttach()
{
    m_attach = new QWidget(this);
    auto *edit = lineEdit(m_attach, "attachJobEdit", QString(), tr("For example, job-1234"));
    edit->setMaxLength(200);
    auto *label = buddyLabel(m_attach, tr("Job &ID"), edit);
    m_attachFolder = named("attachFolderEdit", new QLineEdit(m_attach));
    auto *folderLabel = buddyLabel(m_attach, tr("Fo&lder"), m_attachFolder);
    auto *go = pushButton(m_attach, "attachJobButton", tr("Follow job"));
    go->setEnabled(false);
    const auto isComplete
        = [this, edit] { return !edit->text().trimmed().isEmpty() && !m_attachFolder->text().trimmed().isEmpty(); };
    for (const QLineEdit *one : {edit, m_attachFolder})
        connect(one, &QLineEdit::textChanged, go, [go, isComplete] { go->setEnabled(isComplete()); });
    const auto follow = [this, edit, isComplete] {
        if (!isComplete())
            return;
        m_attachError->hide();
        Q_EMIT attachAsked(edit->text().trimmed(), m_attachFolder->text().trimmed());
    };
    connect(go, &QPushButton::clicked, this, follow);
    connect(edit, &QLineEdit::returnPressed, this, follow);
    m_attach->setFocusProxy(edit);
    m_attachError = wrappedLabel(m_attach, "attachErrorLabel", ColourRole::Bad);
    m_attachError->hide();
    auto *column = bareLayout<QVBoxLayout>(m_attach, space::xs);
    auto *row = rowLayout(space::s, {label, {edit, 1}, folderLabel, {m_attachFolder, 2}, go});
    fillBox(column, {row, m_attachError});
    m_attach->hide();
    return m_attach;
}

QWidget *JobsPane::buildState()
{
    m_stateLine = new QWidget(this);
    m_state = wrappedLabel(m_stateLine, "jobStateLabel");
    m_quote = named("jobQuoteBox", new QuoteBox(m_stateLine));
    const auto button = [this](const char *name, const QString &icon, const QString &text, auto signal) {
        auto *one = pushButton(m_stateLine, name, text, icon);
        connect(one, &QPushButton::clicked, this, [this, signal] { Q_EMIT(this->*signal)(currentRun()); });
        return one;
    };
    m_resume = button("resumeJobButton", QStringLiteral("play"), tr("&Resume"), &JobsPane::resumeAsked);
    m_folder = button("openJobFolderButton", QStringLiteral("folder-open"), tr("&Open folder"), &JobsPane::folderAsked);
    m_run = button("showJobRunButton", QStringLiteral("activity"), tr("Show r&un"), &JobsPane::runAsked);
    auto *line = rowLayout(space::s, {{m_state, 1}});
    for (QPushButton *one : {m_resume, m_folder, m_run})
        line->addWidget(one);
    fillColumn(m_stateLine, space::xs, {line, m_quote});
    return m_stateLine;
}

void JobsPane::showTable()
{
    const bool any = m_jobs->rowCount() > 0;
    m_stack->setCurrentWidget(any ? static_cast<QWidget *>(m_table) : m_empty);
    m_stateLine->setVisible(any);
    if (any && !m_table->currentIndex().isValid())
        m_table->setCurrentIndex(m_jobs->index(0, 0));
}

void JobsPane::setConnected(bool connected)
{
    m_connected = connected;
    m_fetch->setEnabled(connected);
    m_attachButton->setEnabled(connected);
    m_empty->setSentence(connected ? tr("No transcripts fetched yet. They are masked before they reach the disk.")
                                   : tr("No tenant is open. Open one under Connections to fetch its transcripts."));
    m_empty->setAction(connected ? tr("Fetch transcripts") : QString());
    showTable();
}

QString JobsPane::currentRun() const
{
    const TranscriptJobRow *row = m_jobs->at(m_table->currentIndex().row());
    return row ? row->runId : QString();
}

void JobsPane::choose(const QString &runId)
{
    m_table->setCurrentIndex(m_jobs->index(m_jobs->rowOf(runId), 0));
    m_attachButton->setChecked(false);
}

void JobsPane::showState(const QString &sentence, Tone tone, const QString &quote)
{
    m_state->setPlainText(sentence, tone == Tone::Neutral ? ColourRole::Text : toneColour(tone));
    m_quote->setQuote(quote);
}

void JobsPane::suggestFolder(const QString &folder)
{
    m_attachFolder->setText(folder);
}

void JobsPane::showAttachError(const QString &sentence)
{
    m_attachError->setPlainText(sentence);
    m_attachError->show();
}

void JobsPane::setActs(const Acts &acts)
{
    m_resume->setVisible(acts.resume);
    m_folder->setEnabled(acts.folder);
    m_run->setEnabled(acts.run);
}

void JobsPane::setReviewCount(int count)
{
    //: %1 is how many findings wait for a decision.
    m_review->setText(count > 0 ? tr("Re&view (%1)").arg(QLocale().toString(count)) : tr("Re&view"));
    m_review->setToolTip(tr("Uncertain findings to accept or reject"));
}

} // namespace muster
