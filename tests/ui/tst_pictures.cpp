// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/auditmodel.h"
#include "models/items/runmodels.h"
#include "resources/resources.h"
#include "tests/support/fakerun.h"
#include "tests/support/looks.h"
#include "tests/support/samples.h"
#include "tests/support/testprogram.h"
#include "ui/audit/historypage.h"
#include "ui/common/datatable.h"
#include "ui/common/errorpanel.h"
#include "ui/common/theme.h"
#include "ui/connection/connectionspage.h"
#include "ui/connection/connectiontestpane.h"
#include "ui/runs/activitypage.h"
#include "ui/segments/exportsheet.h"
#include "ui/segments/segmentspage.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>

using namespace muster;
using namespace muster::test;

namespace tst_pictures {

/// The pages that belong to no job of a tenant's, and those of audience segments, full of values.
class TestPictures : public Looks
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        installTranslations(*qApp);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }

    void pages_data() { addLooks(); }
    void pages()
    {
        wear();
        segments();
        activity();
        history();
        connections();
        errors();
        takeOff();
    }

private:
    void segments()
    {
        SegmentsPage page;
        page.setProfile(sampleProfile());
        page.setNow(sampleNow);
        page.setExportDefaults(QStringLiteral("/tmp"), TextProfile::Spreadsheets);
        page.setSegments({});
        keep(page, QStringLiteral("segments-empty"));
        page.setSegments(sampleSegments());
        auto *table = page.findChild<QTableView *>(QStringLiteral("segmentsTable"));
        table->setCurrentIndex(table->model()->index(1, 0));
        page.setDefinition(sampleDefinition());
        keep(page, QStringLiteral("segments"));
        page.openSheet();
        page.findChild<QPushButton *>(QStringLiteral("addFilterButton"))->click();
        page.findChild<QLineEdit *>(QStringLiteral("filterValueEdit"))->setText(QStringLiteral("x"));
        keep(page, QStringLiteral("export-form"));
        page.findChild<QPushButton *>(QStringLiteral("exportPrimaryButton"))->click();
        page.sheet()->showPreview(samplePreview(page.sheet()->order()));
        page.startLiveRows(QStringLiteral("Gold tier"), {QStringLiteral("email"), QStringLiteral("phone")});
        for (int i = 0; i < 5; ++i)
            page.addLiveRows(samplePage(500, 2, 1 + 500 * i));
        keep(page, QStringLiteral("export-checks"));
        page.setDefinition(sampleDefinition());
        page.setLoadError({.kind = ErrorKind::ServerTrouble,
                           .httpStatus = 503,
                           .detail = QStringLiteral("upstream <b>unavailable</b>"),
                           .requestId = QStringLiteral("5f0c2a77e1")});
        keep(page, QStringLiteral("segments-error"));
    }

    void activity()
    {
        FakeRun first(QStringLiteral("All customers")), second(QStringLiteral("Gold tier"));
        RunListModel runs;
        runs.add(&second);
        runs.add(&first);
        ActivityPage page(&runs);
        page.setResumable({ResumableRun{.id = QStringLiteral("r1"),
                                        .title = QStringLiteral("Spring visitors"),
                                        .profileId = QStringLiteral("p"),
                                        .profileName = QStringLiteral("Sandbox tenant"),
                                        .target = QStringLiteral("/home/me/spring.csv"),
                                        .startedAt = sampleNow,
                                        .stoppedAt = QDateTime::currentDateTimeUtc().addSecs(-4000),
                                        .records = 12500,
                                        .ended = RunOutcome::Kind::Paused,
                                        .crashed = false,
                                        .reasonKey = QStringLiteral("throttled")}});
        first.putState(RunState::Running);
        first.putEvent(QStringLiteral("signed_in"), {});
        first.putEvent(QStringLiteral("throttled"), {{QStringLiteral("wait_ms"), 2000}});
        RunMetrics metrics = sampleMetrics();
        first.putMetrics(metrics);
        keep(page, QStringLiteral("activity-running"));
        metrics.waitLeft = std::chrono::milliseconds(16500);
        first.putState(RunState::Throttled);
        first.putMetrics(metrics);
        keep(page, QStringLiteral("activity-throttled"));
        first.putEnd({.kind = RunOutcome::Kind::CompleteWithFindings,
                      .error = {},
                      .resumeAt = {},
                      .resultFile = QStringLiteral("/home/me/all-customers.csv"),
                      .findings = {QStringLiteral("duplicates:12"), QStringLiteral("conflicts:1")}});
        page.setResumable({});
        keep(page, QStringLiteral("activity-done"));
    }

    void history()
    {
        HistoryPage page;
        page.model()->setSource(
            [](qint64 first, qint64 count) -> Result<QList<AuditEntry>> {
                QList<AuditEntry> entries;
                for (qint64 i = first; i < first + count && i <= 412; ++i) {
                    AuditEntry entry;
                    entry.sequence = i;
                    entry.at = sampleNow.addSecs(i);
                    entry.event = i % 7 == 0 ? QStringLiteral("export.complete") : QStringLiteral("export.page");
                    entry.runId = QStringLiteral("7f3a9c0155");
                    entry.actor = QStringLiteral("admin");
                    entry.facts = {{QStringLiteral("pages"), i}, {QStringLiteral("records"), 500 * i}};
                    entry.previous = QString(64, u'0');
                    entry.digest = QString(64, u'a');
                    entries << entry;
                }
                return entries;
            },
            412);
        auto *table = page.findChild<QTableView *>(QStringLiteral("auditTable"));
        table->setCurrentIndex(table->model()->index(5, 0));
        page.showVerdict({.intact = true, .entries = 412, .firstBad = 0, .reasonKey = {}, .headDigest = {}});
        keep(page, QStringLiteral("history"));
        static_cast<DataTable *>(table)->openFind();
        page.findChild<QLineEdit *>(QStringLiteral("findInTableEdit"))->setText(QStringLiteral("3"));
        keep(page, QStringLiteral("history-find"));
        page.model()->setSource({}, 0);
        keep(page, QStringLiteral("history-empty"));
    }

    void connections()
    {
        ConnectionsPage page;
        ConnectionProfile production
            = contractProfile(QStringLiteral("Main tenant"), QUrl(QStringLiteral("https://api.example.com")));
        production.clientId = QStringLiteral("muster-console");
        ConnectionProfile trial = production;
        trial.id = QStringLiteral("t");
        trial.name = QStringLiteral("Trial tenant");
        trial.environment = Environment::Test;
        page.setProfiles({sampleProfile()}, {production, trial});
        page.setOpenProfile(production.id);
        page.select(production.id);
        page.testPane()->start();
        ConnectionHop step;
        step.target = QStringLiteral("api.example.com");
        step.latency = std::chrono::milliseconds(12);
        page.testPane()->addStep(step);
        step.kind = ConnectionHop::Kind::Token;
        step.latency = std::chrono::milliseconds(143);
        step.error = ApiError{.kind = ErrorKind::SignInNeeded,
                              .httpStatus = 401,
                              .code = {},
                              .detail = {},
                              .subject = {},
                              .requestId = {},
                              .scope = {},
                              .details = {},
                              .retryAfter = {}};
        page.testPane()->addStep(step);
        step.kind = ConnectionHop::Kind::Read;
        step.error.reset();
        step.skipped = true;
        page.testPane()->addStep(step);
        page.testPane()->finish(false);
        keep(page, QStringLiteral("connections"));
        auto *tabs = page.findChild<QTabWidget *>(QStringLiteral("profileTabs"));
        tabs->setCurrentIndex(1);
        keep(page, QStringLiteral("connections-services"));
        tabs->setCurrentIndex(2);
        keep(page, QStringLiteral("connections-limits"));
    }

    void errors()
    {
        ErrorPanel panel;
        panel.setError({.kind = ErrorKind::Invalid,
                        .httpStatus = 400,
                        .detail = QStringLiteral("invalid_query: <img src=file:///etc/passwd> sign in again at "
                                                 "http://example.com"),
                        .subject = QStringLiteral("Gold tier"),
                        .requestId = QStringLiteral("5f0c2a77e1b34d21"),
                        .details = {{QStringLiteral("filters[0].attribute"), QStringLiteral("unknown attribute")}}});
        keep(panel, QStringLiteral("error-panel"), QSize(560, 360));
    }
};

MUSTER_TEST(TestPictures, QApplication)

} // namespace tst_pictures
#include "tst_pictures.moc"
