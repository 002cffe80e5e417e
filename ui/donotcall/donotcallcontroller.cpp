// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/donotcall/donotcallcontroller.h"

#include "models/lists/filejob.h"
#include "models/runs/donotcall/donotcallcheckrun.h"
#include "models/runs/donotcall/donotcallgroups.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/sources/inputbytes.h"
#include "models/store/durablefile.h"
#include "models/text/connectiontexts.h"
#include "models/text/donotcalltexts.h"
#include "models/text/errortexts.h"
#include "models/text/exporttexts.h"
#include "models/text/outcometexts.h"
#include "models/text/plaintext.h"
#include "models/text/runtexts.h"
#include "ui/common/prompts.h"
#include "ui/donotcall/donotcallpage.h"
#include "ui/donotcall/groupchangecontroller.h"
#include "ui/donotcall/numbercheckpane.h"

#include <QFileInfo>

namespace muster {

namespace {

constexpr std::chrono::milliseconds flushGap{100};

} // namespace

DoNotCallController::DoNotCallController(DoNotCallPage &page, TenantSession &session, Workspace &workspace,
                                         QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_session(session)
    , m_workspace(workspace)
    , m_groups(new DoNotCallGroups(session, this))
    , m_files(new FileJob(this))
    , m_reading([this](const Result<QByteArray> &text) {
        if (text)
            check(*text, QFileInfo(m_opened).fileName());
        else
            m_page.check()->showError(text.error());
    })
{
    m_flush.setInterval(flushGap);
    m_flush.setSingleShot(true);
    connect(&m_flush, &QTimer::timeout, this, &DoNotCallController::flush);
    NumberCheckPane *pane = page.check();
    connect(pane, &NumberCheckPane::checkAsked, this,
            [this](const QByteArray &text) { check(text, tr("Pasted numbers")); });
    connect(pane, &NumberCheckPane::openAsked, this, &DoNotCallController::open);
    connect(pane, &NumberCheckPane::saveAsked, this, &DoNotCallController::save);
    connect(pane, &NumberCheckPane::stopAsked, this, [this] {
        if (m_run)
            m_run->cancel();
    });
    connect(m_files, &FileJob::written, pane, [pane](const Result<WrittenFile> &file) {
        pane->tell(file ? withFormulaCells(tr("Answers saved to %1.").arg(visibleText(file->name, 300)), *file)
                        : errorSentence(file.error()));
    });
    connect(&page, &DoNotCallPage::groupsAsked, this, [this] {
        m_page.showGroupsLoading();
        m_groups->request();
    });
    connect(m_groups, &DoNotCallGroups::loaded, &page, &DoNotCallPage::setGroups);
    connect(m_groups, &DoNotCallGroups::failed, &page, &DoNotCallPage::setGroupsError);
    // Not in the destructor: when the window goes, the page may be gone before.
    connect(this, &QObject::destroyed, &page, [&page] { page.setOutside(tr("Open a connection to check numbers.")); });
    const Capability capability = session.capability(Job::DoNotCall);
    page.setOutside(capability.mode == Capability::Mode::Unavailable ? capabilityReasonText(capability) : QString());
    auto *changes = new GroupChangeController(page, session, workspace, this);
    connect(changes, &GroupChangeController::entryAsked, this, &DoNotCallController::entryAsked);
}

DoNotCallController::~DoNotCallController()
{
    if (!m_run)
        return;
    m_run->disconnect(this); // the page may be gone before
    m_run->cancel(); // its answers are for this page only
}

void DoNotCallController::check(const QByteArray &text, const QString &title)
{
    // A person asks: also that a service may be asked again that was in trouble five times in a row (F21).
    m_session.rearmBreakers();
    const auto run = startDoNotCallCheck(m_workspace, m_session,
                                         {.text = text, .region = m_page.check()->region(), .title = title});
    if (run)
        follow(*run);
    else
        m_page.check()->showError(run.error());
}

void DoNotCallController::follow(DoNotCallCheckRun *run)
{
    if (m_run) { // a file was opened, and before it was read something else was checked
        m_run->disconnect(this);
        m_run->cancel();
    }
    m_run = run;
    m_due.clear();
    m_page.check()->showStarted();
    connect(run, &DoNotCallCheckRun::numbersRead, this,
            [this](const AskedNumbers &numbers) { m_page.check()->setNumbers(numbers); });
    connect(run, &DoNotCallCheckRun::judged, this, [this](qsizetype row, const DoNotCallVerdict &verdict) {
        m_due.append({row, verdict});
        if (!m_flush.isActive())
            m_flush.start();
    });
    connect(run, &Run::metricsChanged, this, [this, run](const RunMetrics &metrics) {
        if (!run->outcome())
            m_page.check()->showProgress(liveText(run->state(), metrics));
    });
    connect(run, &Run::finished, this, &DoNotCallController::end);
}

void DoNotCallController::flush()
{
    m_flush.stop();
    m_page.check()->settle(std::exchange(m_due, {}));
}

void DoNotCallController::end(const RunOutcome &outcome)
{
    flush();
    m_run->disconnect(this);
    m_run = nullptr;
    NumberCheckPane *pane = m_page.check();
    QStringList sentences;
    if (outcome.error && outcome.kind != RunOutcome::Kind::Cancelled)
        sentences << errorSentence(*outcome.error);
    if (outcome.kind == RunOutcome::Kind::Cancelled)
        sentences << tr("Stopped.");
    if (pane->numbers().rowCount() > 0)
        sentences << checkSummaryText(pane->numbers().rows(), pane->repeated()) + u'.';
    pane->showEnded(sentences.join(u' '));
}

void DoNotCallController::open()
{
    askWhatToOpen(&m_page, tr("Open a file of numbers"), {tr("Text files (*.txt *.csv *.tsv)"), tr("All files (*)")},
                  this, [this](const QString &file) {
                      m_opened = file;
                      m_reading.start([file](const std::stop_token &stop) {
                          return readInput(file, AskedNumbers::maxBytes, stop);
                      });
                  });
}

void DoNotCallController::save()
{
    CsvRows rows = checkedNumbersCsv(m_page.check()->numbers().rows());
    askWhereToSave(
        &m_page, tr("Save the answers as"), tr("do-not-call-check.csv"), {tr("CSV files (*.csv)"), tr("All files (*)")},
        [self = QPointer(this), csv = rows.take(), formulaCells = rows.formulaCells()](const QString &file,
                                                                                       bool replace) {
            if (!self)
                return;
            const WrittenFile whole{file, TextProfile::Spreadsheets, formulaCells};
            self->m_files->start([csv, whole, replace](const std::stop_token &) {
                return writeFileDurably(whole.name, csv, replace ? Existing::Replace : Existing::Refuse).map([&whole] {
                    return whole;
                });
            });
        });
}

} // namespace muster
