// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/transcripts/jobspane.h"

#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/quotebox.h"
#include "ui/common/relativetimes.h"
#include "ui/common/tones.h"

#include <QHBoxLayout>
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
    m_table = new DataTable(m_stack);
    m_table->setObjectName(QStringLiteral("transcriptJobsTable"));
    m_table->setAccessibleName(tr("Jobs that fetch transcripts"));
    m_table->setModel(m_jobs);
    new RelativeTimes(m_table, [this](const QDateTime &) { m_jobs->refreshTimes(); });
    const std::pair<int, int> widths[]
        = {{TranscriptJobsModel::State, 150},  {TranscriptJobsModel::Progress, 98}, {TranscriptJobsModel::Asked, 94},
           {TranscriptJobsModel::Written, 70}, {TranscriptJobsModel::Held, 66},     {TranscriptJobsModel::Missing, 68},
           {TranscriptJobsModel::Started, 98}, {TranscriptJobsModel::Name, 180}};
    for (const auto &[column, width] : widths)
        m_table->setColumnWidth(column, width);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(TranscriptJobsModel::Name, QHeaderView::Stretch);
    setFocusProxy(m_table);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this] { Q_EMIT jobChosen(currentRun()); });
    connect(m_table, &DataTable::activatedRow, this, [this] { Q_EMIT runAsked(currentRun()); });
    m_empty = new EmptyState(QStringLiteral("message-square-text"), m_stack);
    m_empty->setObjectName(QStringLiteral("transcriptJobsEmptyState"));
    connect(m_empty, &EmptyState::triggered, this, &JobsPane::fetchAsked);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_stack->setMinimumHeight(96);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_jobs, signal, this, &JobsPane::showTable);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(buildHead());
    column->addWidget(buildAttach());
    column->addWidget(m_stack, 1);
    column->addWidget(buildState());
    setConnected(false);
    setReviewCount(0);
    showState({}, Tone::Neutral, {});
    setActs({});
}

QWidget *JobsPane::buildHead()
{
    auto *head = new QWidget(this);
    auto *policies = new QPushButton(themedIcon(QStringLiteral("sliders-horizontal")), tr("Masking &policies"), head);
    policies->setObjectName(QStringLiteral("openPoliciesButton"));
    connect(policies, &QPushButton::clicked, this, &JobsPane::policiesAsked);
    m_review = new QPushButton(themedIcon(QStringLiteral("list-checks")), QString(), head);
    m_review->setObjectName(QStringLiteral("openReviewButton"));
    connect(m_review, &QPushButton::clicked, this, &JobsPane::reviewAsked);
    m_attachButton = new QPushButton(themedIcon(QStringLiteral("link")), tr("A&ttach a job"), head);
    m_attachButton->setObjectName(QStringLiteral("openAttachButton"));
    m_attachButton->setToolTip(tr("Follow a job that was submitted elsewhere, by its id"));
    m_attachButton->setCheckable(true);
    connect(m_attachButton, &QPushButton::toggled, this, [this](bool shown) {
        m_attach->setVisible(shown);
        if (!shown)
            return;
        Q_EMIT attachOpened();
        m_attach->setFocus();
    });
    m_fetch
        = new QPushButton(themedIcon(QStringLiteral("download"), ColourRole::OnAccent), tr("&Fetch transcripts"), head);
    m_fetch->setObjectName(QStringLiteral("openFetchButton"));
    m_fetch->setProperty("primary", true);
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
    auto *edit = new QLineEdit(m_attach);
    edit->setObjectName(QStringLiteral("attachJobEdit"));
    edit->setPlaceholderText(tr("For example job-1234"));
    edit->setMaxLength(200);
    auto *label = new QLabel(tr("&Id of the job"), m_attach);
    label->setBuddy(edit);
    m_attachFolder = new QLineEdit(m_attach);
    m_attachFolder->setObjectName(QStringLiteral("attachFolderEdit"));
    auto *folderLabel = new QLabel(tr("Fo&lder"), m_attach);
    folderLabel->setBuddy(m_attachFolder);
    auto *go = new QPushButton(tr("Follow this job"), m_attach);
    go->setObjectName(QStringLiteral("attachJobButton"));
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
    m_attachError = new PlainLabel(PlainLabel::Fit::Wrap, m_attach);
    m_attachError->setObjectName(QStringLiteral("attachErrorLabel"));
    m_attachError->setRole(ColourRole::Bad);
    m_attachError->hide();
    auto *column = new QVBoxLayout(m_attach);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::s);
    row->addWidget(label);
    row->addWidget(edit, 1);
    row->addWidget(folderLabel);
    row->addWidget(m_attachFolder, 2);
    row->addWidget(go);
    column->addLayout(row);
    column->addWidget(m_attachError);
    m_attach->hide();
    return m_attach;
}

QWidget *JobsPane::buildState()
{
    m_stateLine = new QWidget(this);
    m_state = new PlainLabel(PlainLabel::Fit::Wrap, m_stateLine);
    m_state->setObjectName(QStringLiteral("jobStateLabel"));
    m_quote = new QuoteBox(m_stateLine);
    m_quote->setObjectName(QStringLiteral("jobQuoteBox"));
    const auto button = [this](const char *name, const QString &icon, const QString &text, auto signal) {
        auto *one = new QPushButton(themedIcon(icon), text, m_stateLine);
        one->setObjectName(QString::fromLatin1(name));
        connect(one, &QPushButton::clicked, this, [this, signal] { Q_EMIT(this->*signal)(currentRun()); });
        return one;
    };
    m_resume = button("resumeJobButton", QStringLiteral("play"), tr("&Resume"), &JobsPane::resumeAsked);
    m_folder = button("openJobFolderButton", QStringLiteral("folder-open"), tr("&Open folder"), &JobsPane::folderAsked);
    m_run = button("showJobRunButton", QStringLiteral("activity"), tr("Show the r&un"), &JobsPane::runAsked);
    auto *line = new QHBoxLayout;
    line->setSpacing(space::s);
    line->addWidget(m_state, 1);
    for (QPushButton *one : {m_resume, m_folder, m_run})
        line->addWidget(one);
    auto *column = new QVBoxLayout(m_stateLine);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    column->addLayout(line);
    column->addWidget(m_quote);
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
    m_empty->setSentence(connected ? tr("No transcripts were fetched yet. They are masked before they reach the disk.")
                                   : tr("No tenant is open. Open one under Connections to fetch its transcripts."));
    m_empty->setAction(connected ? tr("Fetch transcripts") : QString());
    showTable();
}

QString JobsPane::currentRun() const
{
    const TranscriptJobRow *row = m_jobs->row(m_table->currentIndex().row());
    return row ? row->runId : QString();
}

void JobsPane::choose(const QString &runId)
{
    m_table->setCurrentIndex(m_jobs->index(m_jobs->rowOf(runId), 0));
    m_attachButton->setChecked(false);
}

void JobsPane::showState(const QString &sentence, Tone tone, const QString &quote)
{
    m_state->setRole(tone == Tone::Neutral ? ColourRole::Text : toneColour(tone));
    m_state->setPlainText(sentence);
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
    m_review->setToolTip(tr("Findings that are not sure, to be accepted or rejected"));
}

} // namespace muster
