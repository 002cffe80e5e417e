// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/recordusage.h"
#include "resources/resources.h"
#include "tests/support/enrichpagesamples.h"
#include "tests/support/fakerun.h"
#include "tests/support/listsamples.h"
#include "tests/support/looks.h"
#include "tests/support/testprogram.h"
#include "ui/common/theme.h"
#include "ui/lists/applypage.h"
#include "ui/lists/contactlistspage.h"
#include "ui/lists/csvfilepage.h"
#include "ui/lists/directiveform.h"
#include "ui/lists/directivepane.h"
#include "ui/lists/enrich/enrichreviewpage.h"
#include "ui/lists/listrunpage.h"
#include "ui/lists/restore/restorepage.h"
#include "ui/lists/stalelistspage.h"
#include "ui/lists/workbenchview.h"

#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>

using namespace muster;
using namespace muster::test;

namespace tst_listpictures {

/// The views of contact lists, full of values.
class TestListPictures : public Looks
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        installTranslations(*qApp);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }

    void views_data() { addLooks(); }
    void views()
    {
        wear();
        {
            ContactListsPage page;
            index(page);
            csvFile(page);
            workbench(page);
            apply(page);
            run(page);
            restore(page);
            enrich(page);
        }
        takeOff();
    }

private:
    void enrich(ContactListsPage &page)
    {
        QTemporaryDir folder;
        EnrichPage *enrich = page.enrich();
        page.show(enrich);
        enrich->prepare(sampleProfile(), {QStringLiteral("list_spring"), QStringLiteral("Spring visitors"), 48310}, {},
                        {});
        enrich->mapping()->setSchema(sampleListSchema());
        keep(page, QStringLiteral("enrich-empty"));
        fillEnrichPage(*enrich, sampleProfile(), folder.filePath(QStringLiteral("crm.csv")));
        page.findChild<QTableView *>(QStringLiteral("enrichFieldsTable"))->selectRow(1);
        keep(page, QStringLiteral("enrich-mapped"));
        const auto report = checkedAtOnce(*enrich);
        enrich->endCheck(report);
        page.findChild<QCheckBox *>(QStringLiteral("leaveOutCheck"))->setChecked(true);
        page.findChild<QTabWidget *>(QStringLiteral("sourceTabs"))->setCurrentIndex(1);
        keep(page, QStringLiteral("enrich-checked"));
        keep(page, QStringLiteral("enrich-small"), QSize(856, 580));
        QVERIFY(enrich->minimumSizeHint().height() <= 560); // what the smallest window leaves
        page.show(page.enrichReview());
        const auto read = std::make_shared<CheckReport>(*report);
        read->diff.emplace();
        read->diff->isShown = true;
        read->diff->fields = {{.fills = 12, .changes = 24, .same = 3}};
        for (int row = 2; row < 38; ++row) {
            const bool fills = row % 3 == 0;
            read->diff->samples.append({row, QStringLiteral("3f2c91d0-0000-4000-8000-0000000000%1").arg(row),
                                        fills ? QStringLiteral("lead_source") : QStringLiteral("lead_score"),
                                        fills ? QString() : QString::number(row), QString::number(row * 7)});
        }
        page.enrichReview()->prepare(sampleProfile(), enrich->order(), read, enrich->campaign()->planText());
        keep(page, QStringLiteral("enrich-review"));
    }

    void index(ContactListsPage &page)
    {
        page.show(page.index());
        keep(page, QStringLiteral("lists-without-tenant"));
        page.index()->setTenant(true);
        page.index()->showLoading();
        keep(page, QStringLiteral("lists-loading-early"));
        QTest::qWait(200);
        keep(page, QStringLiteral("lists-loading"));
        page.index()->setLists({{QStringLiteral("list_spring"), QStringLiteral("Spring visitors"), 48310},
                                {QStringLiteral("list_gold"), QStringLiteral("Gold tier, by phone"), 1234},
                                {QStringLiteral("list_new"), QStringLiteral("New in March"), -1}});
        keep(page, QStringLiteral("lists"));
        const QList<ContactListSummary> lists = stock();
        page.index()->setLists(lists);
        page.index()->setSizes({{QStringLiteral("4101"), {{QDate(2026, 11, 2), 17'096}}},
                                {QStringLiteral("4105"), {{QDate(2026, 11, 9), 310}}}},
                               QDate(2026, 11, 26));
        page.index()->setUsage(recordUsage(lists, QList<DoNotCallGroup>{{{}, {}, true, 45'120}}, 1'000'000));
        keep(page, QStringLiteral("lists-told"));
        page.index()->setUsage(recordUsage(lists, std::nullopt, 20'000));
        keep(page, QStringLiteral("lists-full"));
        page.staleLists()->setLists(lists, 1'000'000);
        page.show(page.staleLists());
        keep(page, QStringLiteral("lists-stale"));
        page.staleLists()->setLists({}, 1'000'000);
        keep(page, QStringLiteral("lists-stale-none"));
        page.show(page.index());
    }

    /// Lists of a tenant that tells much, and one of which it tells nothing.
    static QList<ContactListSummary> stock()
    {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const QList<Dialer> renewals{{QStringLiteral("3301"), QStringLiteral("Spring renewals"), {}}};
        ContactListSummary spring{QStringLiteral("4101"), QStringLiteral("Spring renewals"), 18'300};
        spring.facts = {.activity = ContactListFacts::Activity::Active,
                        .valid = 18'012,
                        .invalid = 288,
                        .finalized = 9'120,
                        .callable = 8'892,
                        .retried = 2'410,
                        .created = now.addDays(-40),
                        .changed = now.addSecs(-7200),
                        .dialers = renewals};
        ContactListSummary winter{QStringLiteral("4105"), QStringLiteral("Winter returns"), 300};
        winter.facts = {.activity = ContactListFacts::Activity::Inactive,
                        .valid = 300,
                        .invalid = 0,
                        .finalized = 300,
                        .callable = 0,
                        .created = now.addDays(-400),
                        .changed = now.addDays(-200),
                        .dialers = QList<Dialer>()};
        return {spring, winter, {QStringLiteral("list_new"), QStringLiteral("New in March"), -1}};
    }

    void csvFile(ContactListsPage &page)
    {
        page.show(page.csvFile());
        const QString file = QStringLiteral("/home/me/spring visitors.csv");
        ContactCsvReader::Preview preview;
        preview.header = {QStringLiteral("Contact ID"), QStringLiteral("Phone"), QStringLiteral("First name"),
                          QStringLiteral("Country")};
        preview.idColumn = 0;
        preview.phoneColumn = 1;
        preview.countryColumn = 3;
        for (const PlainContact &contact : sampleContacts()) {
            if (preview.rows.size() == ContactCsvReader::Preview::rowLimit)
                break;
            preview.rows << QStringList{QString::fromStdString(contact.id), QString::fromStdString(contact.phone),
                                        QString::fromStdString(contact.firstName),
                                        QString::fromStdString(contact.country)};
        }
        page.csvFile()->showPreview(file, preview);
        keep(page, QStringLiteral("csvfile"));
        page.csvFile()->showError(file,
                                  {.kind = ErrorKind::BadInput,
                                   .code = QStringLiteral("csv_quote_open"),
                                   .subject = QStringLiteral("1204:3")});
        keep(page, QStringLiteral("csvfile-error"));
    }

    void workbench(ContactListsPage &page)
    {
        page.show(page.workbench());
        page.workbench()->startReading(sampleSource(), nullptr);
        keep(page, QStringLiteral("lists-reading"));
        fillBench(page.bench());
        page.workbench()->endReading({});
        DirectivePane *directives = page.workbench()->directives();
        directives->setSaved({QStringLiteral("House rules"), QStringLiteral("Strict")});
        directives->form()->setNumberLists({{QStringLiteral("n1"), QStringLiteral("Opted out (31,870)"), QString()}},
                                           {});
        directives->setDirective(sampleDirective());
        auto *table = page.findChild<QTableView *>(QStringLiteral("contactsTable"));
        QVERIFY(table->model()->rowCount() == 400);
        keep(page, QStringLiteral("workbench"));
        table->selectRow(0);
        page.findChild<QToolButton *>(QStringLiteral("showSideButton"))->setChecked(true);
        QTRY_VERIFY(page.findChild<QWidget *>(QStringLiteral("contactPhoneLabel"))->isVisible()); // from a worker
        keep(page, QStringLiteral("workbench-details"));
        keep(page, QStringLiteral("workbench-small"), QSize(856, 580));
        // In the smallest window nothing lies over anything: the facets make room for the details.
        QVERIFY(!page.findChild<QWidget *>(QStringLiteral("facetsView"))->isVisible());
        const QWidget *side = page.findChild<QTabWidget *>(QStringLiteral("listSideTabs"));
        const QWidget *contacts = table->parentWidget()->parentWidget();
        const int free = side->mapTo(&page, QPoint()).x() - contacts->mapTo(&page, QPoint(contacts->width(), 0)).x();
        QVERIFY2(free >= 0, qPrintable(QString::number(free)));
        QVERIFY(side->mapTo(&page, QPoint(side->width(), 0)).x() <= page.width());
        page.findChild<QTabWidget *>(QStringLiteral("listSideTabs"))->setCurrentIndex(1);
        keep(page, QStringLiteral("workbench-charts"), QSize(1600, 900));
        keep(page, QStringLiteral("workbench-narrow"));
        const QWidget *facets = page.findChild<QWidget *>(QStringLiteral("facetsView"))->parentWidget();
        const int narrow = facets->width();
        page.findChild<QToolButton *>(QStringLiteral("showSideButton"))->setChecked(false);
        keep(page, QStringLiteral("workbench-again"));
        QVERIFY(facets->width() > narrow || isPseudo()); // whole words again
    }

    void apply(ContactListsPage &page)
    {
        SharedPlan plan;
        connect(&page.bench(), &ListWorkbench::planReady, this,
                [&plan](PlanId, const Result<SharedPlan> &ready) { plan = ready ? *ready : nullptr; });
        ContactFilter filter;
        filter.onlyChanges = true;
        page.bench().setFilter(filter);
        QTRY_VERIFY(!page.bench().isBusy());
        page.bench().freezePlan(true);
        QTRY_VERIFY(plan);
        page.bench().disconnect(this);
        page.show(page.apply());
        page.apply()->prepare(sampleProfile(), sampleSource(), filter, std::chrono::milliseconds(38), {});
        page.apply()->showPlan(plan);
        keep(page, QStringLiteral("apply"));
        page.apply()->setLookOnly(true);
        keep(page, QStringLiteral("apply-lookonly"));
        page.apply()->setLookOnly(false);
    }

    void run(ContactListsPage &page)
    {
        FakeRun run(QStringLiteral("Spring visitors"));
        const ListRunPage::Subject subject{QStringLiteral("list_spring"),
                                           QStringLiteral("Spring visitors"),
                                           page.apply()->plan(),
                                           page.bench().summary(),
                                           {},
                                           {}};
        page.runPage()->start(&run, Environment::Sandbox, subject);
        page.show(page.runPage());
        RunMetrics metrics = sampleMetrics();
        metrics.phase = QStringLiteral("purging");
        metrics.figures = {{QStringLiteral("processed"), 400}, {QStringLiteral("format_success_permille"), 912},
                           {QStringLiteral("fixed"), 150},     {QStringLiteral("purged"), 74},
                           {QStringLiteral("absent"), 1},      {QStringLiteral("unknown"), 0}};
        run.putState(RunState::Running);
        run.putMetrics(metrics);
        keep(page, QStringLiteral("listrun"));
        run.putEnd({.kind = RunOutcome::Kind::Complete, .error = {}, .resumeAt = {}, .resultFile = {}, .findings = {}});
        page.runPage()->setBackup(sampleBackups(m_profile.id).first());
        keep(page, QStringLiteral("listrun-not-counted"));
        page.runPage()->setNotice(QStringLiteral("delivered to aggregator.example"));
        ListSummary after = page.bench().summary();
        after.contacts -= after.verdicts[std::size_t(ListVerdict::Purge)];
        after.verdicts[std::size_t(ListVerdict::Unchanged)] += after.verdicts[std::size_t(ListVerdict::Fix)];
        after.verdicts[std::size_t(ListVerdict::Fix)] = after.verdicts[std::size_t(ListVerdict::Purge)] = 0;
        page.runPage()->showAfter({after, sampleNow});
        keep(page, QStringLiteral("listrun-report"));
        // However much there is to say above them, the buttons stand below the tables.
        page.runPage()->showMessage(QStringLiteral("The report could not be saved. ").repeated(20));
        keep(page, QStringLiteral("listrun-low"), QSize(856, 640));
        const auto place = [&page](const char *name) {
            const auto *part = page.findChild<QWidget *>(QString::fromLatin1(name));
            return QRect(part->mapTo(&page, QPoint()), part->size());
        };
        QVERIFY(place("runReportTabs").height() >= 100);
        QVERIFY(place("saveRunReportButton").top() >= place("runReportTabs").bottom());
        QVERIFY(place("runReportTabs").top() >= place("listRunPane").bottom());
        FakeRun back(QStringLiteral("Spring visitors"));
        page.runPage()->start(
            &back, Environment::Sandbox,
            {QStringLiteral("list_spring"), {}, nullptr, {}, {}, sampleBackups(m_profile.id).first()});
        back.putMetrics(metrics);
        back.putEnd(
            {.kind = RunOutcome::Kind::Complete, .error = {}, .resumeAt = {}, .resultFile = {}, .findings = {}});
        page.runPage()->setUnchangedContacts(
            {{{QStringLiteral("5262cc47-1020-4b1c-8f5e-0d3f5f2f9a11"), QStringLiteral("number"),
               QStringLiteral("skipped"), QStringLiteral("not_writable")},
              {QStringLiteral("8d2ace69-841c-4dc8-8541-200f414ae053"), QStringLiteral("restore"),
               QStringLiteral("rejected"), QStringLiteral("refused")}},
             2});
        keep(page, QStringLiteral("restorerun-report"));
    }

    void restore(ContactListsPage &page)
    {
        page.restore()->setProfile(sampleProfile());
        page.show(page.restore());
        keep(page, QStringLiteral("restore-empty"));
        page.restore()->setProfile(m_profile);
        page.restore()->setBackups(sampleBackups(m_profile.id), sampleErased(m_profile.id), sampleNow);
        page.restore()->showRecords(QStringLiteral("/backups/one"), sampleRecords());
        keep(page, QStringLiteral("restore"));
        page.restore()->setLookOnly(true);
        keep(page, QStringLiteral("restore-lookonly"), QSize(856, 580));
        page.restore()->setLookOnly(false);
        QVERIFY(page.restore()->chooseRun(sampleErased(m_profile.id).first().backup.runId));
        keep(page, QStringLiteral("restore-erased"));
    }

    const ConnectionProfile m_profile = sampleProfile();
};

MUSTER_TEST(TestListPictures, QApplication)

} // namespace tst_listpictures
#include "tst_listpictures.moc"
