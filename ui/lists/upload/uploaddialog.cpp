// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/upload/uploaddialog.h"

#include "models/text/errortexts.h"
#include "models/text/uploadtexts.h"
#include "ui/common/announcer.h"
#include "ui/common/designtokens.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formparts.h"
#include "ui/common/layoutmemory.h"
#include "ui/common/tooltips.h"
#include "ui/lists/upload/uploadfilepane.h"
#include "ui/lists/upload/uploadreconcilepane.h"
#include "ui/lists/upload/uploadresultpane.h"
#include "ui/lists/upload/uploadsaver.h"

#include <QDir>
#include <QMenu>
#include <QProgressBar>
#include <QScrollArea>
#include <QSplitter>
#include <QTabWidget>
#include <QTimer>
#include <QToolButton>

namespace muster {

namespace {

constexpr std::chrono::milliseconds progressGap{100};

} // namespace

UploadDialog::UploadDialog(AuditLog &audit, QWidget *parent)
    : QDialog(parent)
    , m_announcer(new Announcer(this))
    , m_saver(new UploadSaver(audit, *this, this))
    , m_work([this](const Result<std::shared_ptr<const UploadCheck>> &result) { showResult(result); })
{
    setObjectName(QStringLiteral("uploadDialog"));
    setWindowTitle(tr("Check an upload"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *tabs = named("uploadTabs", new QTabWidget(this));
    m_polling = new QTimer(this);
    m_polling->setInterval(progressGap);
    auto *checkTab = new QWidget(tabPages(tabs));
    fillColumn(checkTab, space::s, {{buildCheck(), 1}}, {space::s, space::s, space::s, space::s});
    auto *reconcileTab = new QWidget(tabPages(tabs));
    m_reconcile = new UploadReconcilePane(reconcileTab);
    fillColumn(reconcileTab, space::s, {{m_reconcile, 1}}, {space::s, space::s, space::s, space::s});
    tabs->addTab(checkTab, tr("Before the upload"));
    tabs->addTab(reconcileTab, tr("After the upload"));
    m_told = wrappedLabel(this, "uploadToldLabel", ColourRole::Muted);
    fillPage(this, space::m, {{tabs, 1}, m_told, buildButtons()});

    connect(m_polling, &QTimer::timeout, this, [this] {
        m_progress->setValue(int(1000 * (m_isCopying ? m_saver->share() : m_share ? m_share->load() : 0.0)));
    });
    connect(m_file, &UploadFilePane::changed, this, &UploadDialog::outdate);
    connect(m_reconcile, &UploadReconcilePane::reloadAsked, this, &UploadDialog::reloadAsked);
    connect(m_saver, &UploadSaver::started, this, [this](bool isCopy) {
        m_isSaving = true;
        m_isCopying = isCopy;
        m_told->setPlainText(tr("Saving…"));
        showReady();
    });
    connect(m_saver, &UploadSaver::told, this, [this](const QString &sentence) {
        m_isSaving = m_isCopying = false;
        m_told->setPlainText(sentence);
        m_announcer->say(sentence);
        if (m_check)
            m_reconcile->setOwn(UploadReport::of(m_saver->report()));
        showReady();
    });
    showReady();
    resize(980, 640);
    rememberSize(*this);
}

UploadDialog::~UploadDialog() = default;

QWidget *UploadDialog::buildCheck()
{
    auto *splitter = named("uploadSplitter", new QSplitter(this));
    auto *left = new QWidget(splitter);
    m_file = new UploadFilePane(left);
    m_progress = named("uploadProgress", new QProgressBar(left));
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress of the check"));
    m_stopButton = pushButton(left, "stopUploadButton", tr("Stop"), QStringLiteral("x"));
    m_start = primaryButton(left, "startUploadButton", tr("C&heck"));
    m_start->setDefault(true);
    connect(m_start, &QPushButton::clicked, this, &UploadDialog::check);
    connect(m_stopButton, &QPushButton::clicked, this, &UploadDialog::stop);
    fillColumn(left, space::s,
               {{formArea(m_file), 1}, rowLayout(space::s, {{m_progress, 1}, boxStretch(), m_stopButton, m_start})},
               {0, 0, space::s, 0});
    auto *right = new QWidget(splitter);
    m_result = new UploadResultPane(right);
    fillColumn(right, 0, {{m_result, 1}}, {space::s, 0, 0, 0});
    fillSplitter(splitter, {{left, 2}, {right, 3}});
    return splitter;
}

QWidget *UploadDialog::buildButtons()
{
    auto *box = new QWidget(this);
    auto *row = new FlowLayout(space::s, box);
    m_copy = pushButton(box, "copyUploadButton", tr("&Write a copy to upload…"), QStringLiteral("save"));
    m_report = named("uploadReportButton", new MenuButton(tr("&Report"), box));
    m_report->setToolTip(tr("What was found, without any value of a cell; its digest goes into the history"));
    connect(m_report->add("saveUploadJsonAction", tr("Save as JSON…")), &QAction::triggered, this,
            [this] { m_saver->saveReport(UploadSaver::Report::Json); });
    connect(m_report->add("saveUploadCsvAction", tr("Save as CSV…")), &QAction::triggered, this,
            [this] { m_saver->saveReport(UploadSaver::Report::Csv); });
    connect(m_copy, &QPushButton::clicked, this, [this] { m_saver->copy(m_file->copyOrder()); });
    auto *close = pushButton(box, "closeUploadButton", tr("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    addWidgets(row, {m_copy, m_report});
    row->addStretch();
    row->addWidget(close);
    return box;
}

void UploadDialog::setFile(const QString &file)
{
    m_file->setFile(file);
}

void UploadDialog::setLists(const std::optional<QList<ContactListSummary>> &lists)
{
    m_reconcile->setLists(lists);
}

void UploadDialog::outdate()
{
    m_check.reset();
    m_saver->setCheck(nullptr);
    m_result->clear();
    m_reconcile->setOwn(failure(ErrorKind::Cancelled));
    m_told->setPlainText({});
    showReady();
}

void UploadDialog::showReady()
{
    const bool isBusy = m_work.isRunning() || m_isSaving;
    m_file->setBusy(isBusy);
    m_start->setEnabled(!isBusy && !m_file->file().isEmpty());
    toolTips::set(m_start, m_file->file().isEmpty() ? tr("Choose a file first") : QString());
    m_progress->setVisible(m_work.isRunning() || m_isCopying);
    m_stopButton->setVisible(isBusy);
    if (isBusy)
        m_polling->start();
    else
        m_polling->stop();
    const bool isDone = m_check && !isBusy;
    m_report->setEnabled(isDone);
    const auto copyable = m_check ? m_check->copyable() : Result<void>();
    m_copy->setEnabled(isDone && copyable);
    toolTips::set(m_copy,
                  copyable ? tr("In UTF-8, split where it is too large; your file stays as it is")
                           : errorSentence(copyable.error()));
}

void UploadDialog::check()
{
    if (!m_start->isEnabled())
        return;
    outdate();
    UploadCheckOrder order = m_file->order();
    order.folder = QDir::tempPath();
    m_share = std::make_shared<std::atomic<double>>(0.0);
    m_progress->setValue(0);
    m_work.start([order, share = m_share](const std::stop_token &stop) {
        return UploadCheck::run(order, [&share](double done) { share->store(done); }, stop);
    });
    showReady();
}

void UploadDialog::stop()
{
    m_work.cancel();
    m_saver->stop();
    showReady();
}

void UploadDialog::showResult(const Result<std::shared_ptr<const UploadCheck>> &result)
{
    if (!result) {
        m_result->showError(result.error());
        m_announcer->say(errorSentence(result.error()));
        showReady();
        return;
    }
    m_check = *result;
    m_saver->setCheck(m_check);
    m_result->showCheck(m_check);
    m_reconcile->setOwn(UploadReport::of(m_saver->report()));
    showReady();
    m_announcer->say(uploadSummary(*m_check));
}

} // namespace muster
