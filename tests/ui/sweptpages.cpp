// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sweptpages.h"

#include "models/files/filekind.h"
#include "models/help/helpindex.h"
#include "models/items/noticemodels.h"
#include "models/items/runmodels.h"
#include "models/runs/masking/masktrial.h"
#include "models/runs/team/teampublisher.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/runhistory.h"
#include "models/store/webhookstore.h"
#include "models/transcripts/transcriptreader.h"
#include "network/http/clock.h"
#include "resources/resources.h"
#include "tests/support/audiencesamples.h"
#include "tests/support/enrichpagesamples.h"
#include "tests/support/eventwait.h"
#include "tests/support/exportfiles.h"
#include "tests/support/fakerun.h"
#include "tests/support/fakescheduler.h"
#include "tests/support/listsamples.h"
#include "tests/support/memoryvault.h"
#include "tests/support/samples.h"
#include "tests/support/trendsamples.h"
#include "tests/ui/audiences/canvasfixture.h"
#include "tests/ui/sweptnumbers.h"
#include "tests/ui/sweptworkspace.h"
#include "ui/audiences/audienceeditor.h"
#include "ui/audiences/audiencespage.h"
#include "ui/audiences/canvas/canvasdialogs.h"
#include "ui/audiences/criteriawhypane.h"
#include "ui/audit/auditfilterbar.h"
#include "ui/audit/historypage.h"
#include "ui/audit/retentiondialog.h"
#include "ui/audit/runaudithistory.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/errorpanel.h"
#include "ui/connection/connectionspage.h"
#include "ui/connection/teamdialog.h"
#include "ui/help/diagnosticsdialog.h"
#include "ui/help/helpwindow.h"
#include "ui/lists/applypage.h"
#include "ui/lists/contactlistspage.h"
#include "ui/lists/csvfilepage.h"
#include "ui/lists/deletion/listdeletionpage.h"
#include "ui/lists/deletion/listdeletionrunpage.h"
#include "ui/lists/enrich/cellfixdialog.h"
#include "ui/lists/enrich/enrichreviewpage.h"
#include "ui/lists/enrich/fields/fielddialog.h"
#include "ui/lists/enrich/fields/mappingbar.h"
#include "ui/lists/enrich/fields/matchingdialog.h"
#include "ui/lists/enrich/rejectscontroller.h"
#include "ui/lists/enrich/webhooks.h"
#include "ui/lists/listrunpage.h"
#include "ui/lists/numberplansdialog.h"
#include "ui/lists/restore/restorepage.h"
#include "ui/lists/savecontactsdialog.h"
#include "ui/lists/scrub/registrydialog.h"
#include "ui/lists/stalelistspage.h"
#include "ui/lists/workbenchview.h"
#include "ui/palette/shortcutswindow.h"
#include "ui/runs/activitypage.h"
#include "ui/runs/allrunspane.h"
#include "ui/runs/comparerunsdialog.h"
#include "ui/runs/noticesdialog.h"
#include "ui/runs/runstrip.h"
#include "ui/runs/runtrenddialog.h"
#include "ui/runs/teampane.h"
#include "ui/schedule/scheduleform.h"
#include "ui/schedule/schedulesdialog.h"
#include "ui/segments/compareexportsdialog.h"
#include "ui/segments/segmentspage.h"
#include "ui/settings/settingspage.h"
#include "ui/shell/capabilitybar.h"
#include "ui/shell/navigation.h"
#include "ui/shell/shellcommands.h"
#include "ui/shell/statusarea.h"
#include "ui/transcripts/jobspane.h"
#include "ui/transcripts/labelledfilepage.h"
#include "ui/transcripts/maskedfilepage.h"
#include "ui/transcripts/reviewpage.h"
#include "ui/transcripts/transcriptspage.h"
#include "ui/transcripts/transcriptviewer.h"
#include "ui/welcome/filesheet.h"
#include "ui/welcome/welcomepage.h"

#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QPushButton>
#include <QTabWidget>
#include <QTemporaryDir>

namespace muster::test {

namespace {

/// The questions of the canvas.
QWidget *makeCanvasDialog(int page)
{
    auto *model = new CriteriaTreeModel(qApp);
    model->setFields(sampleFields());
    model->setTree(CriteriaTree::fromGroup(sampleCriteria()));
    const CriteriaNodeId condition = model->tree().at({0});
    if (page == 28)
        return new MoveToDialog(*model, {condition}, nullptr);
    return new OneOfDialog(*model, condition, nullptr);
}

/// A condition with its fields open: of a number, a text, a day, yes or no.
QWidget *makeCondition(int page)
{
    using enum CriteriaOperator;
    CriteriaGroup criteria;
    criteria.members.push_back(sampleCondition("employees", GreaterThan, CriteriaNumber{"500"}));
    criteria.members.push_back(sampleCondition("industry", Equals, QStringLiteral("technology")));
    criteria.members.push_back(sampleCondition("last_purchase", Equals, QStringLiteral("2026-01-31")));
    criteria.members.push_back(sampleCondition("opted_in", Equals, true));
    auto *model = new CriteriaTreeModel(qApp);
    model->setFields(sampleFields());
    model->setTree(CriteriaTree::fromGroup(criteria));
    auto *canvas = new CriteriaCanvas;
    canvas->setModel(model);
    canvas->setUndo(new CriteriaUndo(model, qApp));
    canvas->setFields(sampleFields());
    canvas->resize(760, 520);
    canvas->show();
    canvas->view()->choose(model->tree().at({page - 31}), CanvasView::Choice::Alone);
    canvas->actionsOfBoxes()->action(CanvasActions::Act::Edit)->trigger();
    return canvas;
}

QWidget *makeAudiences(int page)
{
    auto *audiences = new AudiencesPage;
    audiences->index()->setTenant(true);
    audiences->index()->setAudiences(sampleAudiences());
    audiences->index()->setDrafts({{QStringLiteral("d"), QStringLiteral("Draft")}});
    if (page == 26) {
        auto *editor = new AudienceEditor(sampleAudiences()[0].id, audiences);
        (void)editor->registering(); // with the other sheets, which are built when the first is wanted
        audiences->add(editor);
        audiences->show(editor);
    }
    return audiences;
}

QWidget *makeTranscripts(int page)
{
    auto *transcripts = new TranscriptsPage;
    transcripts->jobs()->setConnected(true);
    transcripts->jobs()->jobs().put(
        {.runId = QStringLiteral("r"), .name = QStringLiteral("out"), .state = QStringLiteral("Complete")});
    transcripts->review()->setItems({{.interactionId = QStringLiteral("int-1"), .original = QStringLiteral("x")}}, 0);
    using View = TranscriptsPage::View;
    constexpr View views[] = {View::Overview, View::Fetch, View::Policies, View::Review, View::Overview};
    transcripts->show(views[page - 20]);
    if (page == 24)
        transcripts->viewer()->setTranscript(*readTextTranscript("Call [PHONE_MASKED]", std::nullopt));
    return transcripts;
}

/// Figures of masking, or of two people, with a long text around a place.
QWidget *makeLabelledFile(bool ofTwoPeople)
{
    const QByteArray line = R"({"language":"en","text":"Well, you can reach my husband on 202 555 0143 after five, or )"
                            R"(leave a message with his mother, who knows when he is back from work and always writes )"
                            R"(everything down.","spans":[{"start":34,"end":46,"entity":"own"}]})";
    auto *page = new LabelledFilePage;
    if (ofTwoPeople) {
        QByteArray other = line;
        other.replace("\"own\"", "\"person_name\"");
        const auto agreement = LabelAgreement::of({{}, line}, {{}, other}, {}, Excerpts::Kept);
        page->showCompared(std::make_shared<const ComparedFiles>(ComparedFiles{
            QStringLiteral("/home/me/first.jsonl"), QStringLiteral("/home/me/second.jsonl"), *agreement}));
        return page;
    }
    auto masker = trialMasker({});
    const auto measure = MaskMeasure::of(line, *masker, {}, Excerpts::Kept);
    page->showLoading(QStringLiteral("/home/me/labelled.jsonl"));
    page->showMeasured(std::make_shared<const MeasuredFile>(MeasuredFile{{}, {}, *measure}), QStringLiteral("Support"),
                       &*measure);
    return page;
}

Schedule sampleSchedule(const QString &id, const QString &name)
{
    return {.id = id,
            .name = name,
            .steps = {{QStringLiteral("segments"), QStringLiteral("export"), QStringLiteral("seg-1"), QStringLiteral("--preset"),
                       QStringLiteral("Daily file")},
                      {QStringLiteral("dnc"), QStringLiteral("registry"), QStringLiteral("refresh"), QStringLiteral("--all")}},
            .times = {.every = ScheduleTimes::Every::Weekday, .zone = QStringLiteral("Europe/Berlin")},
            .allowed = std::chrono::minutes(90),
            .alarms = {AlarmCause::Failed, AlarmCause::Overdue},
            .channels = {}};
}

/// The list with a timer on, one off and one that somebody changed, or the form of one.
QWidget *makeSchedules(int page)
{
    if (page == 65)
        return new ScheduleForm(sampleSchedule(QStringLiteral("0123456789ab"), QStringLiteral("Morning export")),
                                [](const QStringList &) { return std::optional<ApiError>(); });
    static FakeScheduler::State state;
    auto *dialog = makeInWorkspace([](Workspace &workspace) {
        auto *store = new ScheduleStore(QDir::tempPath() + QStringLiteral("/no-schedules"), &workspace);
        auto *desk = new ScheduleDesk({*store, workspace.audit(), workspace.storeThread()},
                                      {.program = QStringLiteral("/usr/bin/muster"),
                                       .dataDir = {},
                                       .dataFolder = QDir::tempPath(),
                                       .unitFolder = QDir::tempPath() + QStringLiteral("/no-units"),
                                       .check = [](const QStringList &) { return std::optional<ApiError>(); }},
                                      std::make_unique<FakeScheduler>(state), &workspace);
        return new SchedulesDialog(*desk);
    });
    const QDateTime now(QDate(2026, 11, 26), QTime(5, 0), Qt::UTC);
    WorkRecord failed{.id = QStringLiteral("1"), .state = WorkState::Failed, .startedAt = now, .endedAt = now.addSecs(60)};
    failed.steps.append({.state = WorkState::Failed, .exitCode = 1, .startedAt = now, .endedAt = now.addSecs(60)});
    ScheduleOverview overview;
    overview.schedules
        = {{.schedule = sampleSchedule(QStringLiteral("0123456789ab"), QStringLiteral("Morning export")),
            .timer = ScheduleStatus::Timer::On,
            .next = now.addDays(1),
            .last = failed},
           {.schedule = sampleSchedule(QStringLiteral("1123456789ab"), QStringLiteral("Night check")),
            .timer = ScheduleStatus::Timer::Off},
           {.schedule = sampleSchedule(QStringLiteral("2123456789ab"), QStringLiteral("Weekly registry")),
            .timer = ScheduleStatus::Timer::Altered}};
    overview.strangers = {QStringLiteral("ffff56789abc")};
    (void)tests::waitFor([desk = &dialog->desk()] { return !desk->isLooking(); }, 30'000);
    Q_EMIT dialog->desk().overviewLoaded(overview);
    return dialog;
}

QWidget *makeComparedExports()
{
    static QTemporaryDir folder;
    const QString older = folder.filePath(QStringLiteral("customers-march.csv"));
    const QString newer = folder.filePath(QStringLiteral("customers-april.csv"));
    if (!QFile::exists(older)) {
        writeExport(older, {QStringLiteral("phone"), QStringLiteral("city"), QStringLiteral("tier")},
                    {{"10042", {text("+12015550123"), text("Lisbon"), text("gold")}, {}},
                     {"10043", {text("+12015550124"), text("Porto"), text("gold")}, {}},
                     {"10044", {text("+12015550125"), text("Faro"), text("silver")}, {}}});
        writeExport(newer, {QStringLiteral("phone"), QStringLiteral("city")},
                    {{"10042", {text("+12015550199"), text("Porto")}, {}},
                     {"10044", {text("+12015550125"), text("Faro")}, {}},
                     {"10045", {text("+12015550126"), text("Braga")}, {}}});
    }
    static const auto audit = AuditLog::open(folder.filePath(QStringLiteral("audit.jsonl")), folder.path(), false);
    auto *dialog = new CompareExportsDialog(**audit, older, newer);
    dialog->compare();
    (void)tests::waitFor(
        [dialog] { return dialog->findChild<QPushButton *>(QStringLiteral("saveChangesButton"))->isEnabled(); },
        30'000);
    return dialog;
}

QWidget *makeOfTheShell(int page)
{
    switch (page) {
    case 35:
        return new WelcomePage;
    case 36: {
        auto *sheet = new FileSheet;
        sheet->setFiles({{QStringLiteral("/home/me/people.csv"), FileGuess{.kind = FileKind::Contacts}},
                         {QStringLiteral("/home/me/empty.csv"),
                          failure({.kind = ErrorKind::BadInput, .code = QStringLiteral("file_empty")})}});
        return sheet;
    }
    case 37:
        return new MaskedFilePage;
    case 38:
        initResources();
        return new HelpWindow(HelpIndex::compiledIn());
    case 39:
        return new ShortcutsWindow(allShortcuts({}), nullptr);
    case 40: {
        auto *history = new HistoryPage;
        history->findChild<DataTable *>()->openFind();
        return history;
    }
    case 42:
        return new DiagnosticsDialog("{}\n");
    case 43:
        return makeInWorkspace([](Workspace &workspace) { return new NoticesDialog(workspace); });
    case 44: {
        auto *dialog = makeInWorkspace([](Workspace &workspace) { return new NumberPlansDialog(workspace); });
        auto plans = std::make_shared<CheckedPlans>();
        plans->differences = {{.callingCode = 49, .regions = "DE", .newlyValid = 2'000'000}};
        Q_EMIT dialog->findChild<NumberPlanActions *>()->checked(plans);
        return dialog;
    }
    case 45:
        return new RunAuditHistory;
    case 46:
        return makeInWorkspace([](Workspace &workspace) { return new AllRunsPane(workspace.runHistory()); });
    case 47: {
        RunRecord run;
        run.run.kind = QStringLiteral("segment_export");
        run.run.title = QStringLiteral("Gold tier");
        run.run.startedAt = sampleNow;
        run.measures = RunMeasures{.lives = 1, .wall = std::chrono::seconds(20), .records = 7};
        return new CompareRunsDialog(run, run);
    }
    case 48:
        return makeInWorkspace([](Workspace &workspace) {
            (void)workspace.team().setSettings({.host = QStringLiteral("db.example.com"),
                                                .database = QStringLiteral("campaigns"),
                                                .user = QStringLiteral("muster"),
                                                .computer = QStringLiteral("Front desk")},
                                               std::nullopt);
            return new TeamDialog(workspace.team(), workspace.isReadOnly());
        });
    case 49:
        return new RunTrendDialog(sampleTrend());
    case 50:
        return makeInWorkspace([](Workspace &workspace) { return new TeamPane(workspace.team()); });
    case 51:
        return makeComparedExports();
    case 52:
        return makeInWorkspace([](Workspace &workspace) { return new RetentionDialog(workspace); });
    case 53: {
        auto *stale = new StaleListsPage;
        stale->setLists(
            {{.id = QStringLiteral("4105"),
              .name = QStringLiteral("Winter returns"),
              .contactCount = 300,
              .facts = {.activity = ContactListFacts::Activity::Inactive, .changed = sampleNow.addYears(-1)}},
             {QStringLiteral("l"), QStringLiteral("Spring visitors"), 48310}},
            1'000'000);
        return stale;
    }
    case 54:
        return makeInWorkspace([](Workspace &workspace) { return new SettingsPage(workspace, navigationShortcuts()); });
    case 55:
    case 56:
        return makeDoNotCall(page == 56);
    case 57: {
        auto *look = new ListDeletionPage;
        ContactListSummary idle{.id = QStringLiteral("4105"),
                                .name = QStringLiteral("Winter returns"),
                                .contactCount = 300,
                                .facts = {.activity = ContactListFacts::Activity::Inactive,
                                          .callable = 0,
                                          .changed = sampleNow.addYears(-1),
                                          .dialers = QList<Dialer>()}};
        look->setTime([] { return BelievableTime(sampleNow); });
        look->prepare(sampleProfile(), {idle, {QStringLiteral("l"), QStringLiteral("Spring visitors"), 48310}},
                      sampleNow);
        return look;
    }
    case 58:
        return new ListDeletionRunPage;
    case 59:
        return makeScrub();
    case 60:
        return new RegistryDialog;
    case 61: {
        auto *bar = new CapabilityBar;
        bar->setCapabilities(
            {{Job::ListSanitising, {Capability::Mode::Emulated, QStringLiteral("cxone_lists")}},
             {Job::Enrichment, {Capability::Mode::Emulated, QStringLiteral("cxone_enrichment")}},
             {Job::ListDeletion, {Capability::Mode::Unavailable, QStringLiteral("contract_deletion")}}});
        bar->findChild<QPushButton *>()->click();
        return bar;
    }
    case 62:
    case 63:
        return makeUpload(page == 63);
    default:
        return new SampleTable;
    }
}

QWidget *makeLists(int page)
{
    auto *lists = new ContactListsPage;
    QWidget *const views[]
        = {lists->index(), lists->csvFile(), lists->workbench(), lists->apply(), lists->runPage(), lists->restore()};
    lists->index()->setTenant(true);
    lists->index()->setLists({{QStringLiteral("l"), QStringLiteral("Spring visitors"), 48310}});
    ContactCsvReader::Preview preview;
    preview.header = {QStringLiteral("id"), QStringLiteral("phone")};
    preview.rows = {{QStringLiteral("a"), QStringLiteral("+12015550123")}};
    preview.phoneColumn = 1;
    lists->csvFile()->showPreview(QStringLiteral("/a.csv"), preview);
    lists->workbench()->startReading(sampleSource(), nullptr);
    fillBench(lists->bench());
    lists->findChild<QAbstractButton *>(QStringLiteral("showSideButton"))->setChecked(true);
    lists->apply()->prepare(sampleProfile(), sampleSource(), {}, std::chrono::milliseconds(38), {});
    lists->restore()->setProfile(sampleProfile());
    lists->restore()->setBackups(sampleBackups(sampleProfile().id), {}, sampleNow);
    lists->show(views[page - 7]);
    return lists;
}

} // namespace

QWidget *makeSwept(int page, RunListModel *runs)
{
    switch (page) {
    case 0: {
        auto *segments = new SegmentsPage;
        segments->setProfile(sampleProfile());
        segments->setNow(sampleNow);
        segments->setSegments(sampleSegments());
        SegmentDefinition definition = sampleDefinition();
        definition.id = QStringLiteral("s1");
        segments->setDefinition(definition);
        segments->openSheet();
        segments->findChild<QPushButton *>(QStringLiteral("addFilterButton"))->click();
        return segments;
    }
    case 1: {
        auto *activity = new ActivityPage(runs);
        activity->showRun(runs->run(0));
        return activity;
    }
    case 2: {
        auto *history = new HistoryPage;
        history->findChild<AuditFilterBar *>()->show();
        return history;
    }
    case 3: {
        auto *connections = new ConnectionsPage;
        connections->setProfiles({sampleProfile()}, {});
        return connections;
    }
    case 4: {
        auto *navigation = new Navigation;
        navigation->addEntry(QStringLiteral("a"), QStringLiteral("users"), QStringLiteral("Segments"));
        return navigation;
    }
    case 5:
        return new StatusArea;
    case 6: {
        auto *panel = new ErrorPanel;
        panel->setError({.kind = ErrorKind::File});
        return panel;
    }
    case 14: {
        QTemporaryDir folder;
        auto *enrich = new EnrichPage;
        fillEnrichPage(*enrich, sampleProfile(), folder.filePath(QStringLiteral("crm.csv")));
        enrich->endCheck(checkedAtOnce(*enrich));
        return enrich;
    }
    case 15: {
        auto *review = new EnrichReviewPage;
        EnrichOrder order;
        order.listId = QStringLiteral("4101");
        review->prepare(sampleProfile(), order, std::make_shared<const CheckReport>(), {});
        review->setDialers(order.listId,
                           {{QStringLiteral("1"), QStringLiteral("Outbound renewals"), Dialer::State::Running}});
        return review;
    }
    case 16: {
        FieldMapping field;
        field.attribute = QStringLiteral("lead_source");
        for (int kind = 0; kind < transformKindCount; ++kind)
            field.transforms << emptyTransform(TransformKind(kind));
        field.alternatives = {{ReadNumber()}};
        FieldDialog::Frame frame;
        frame.schema = sampleListSchema();
        return new FieldDialog(std::move(frame), field);
    }
    case 17:
        return new MappingWordsDialog({});
    case 71: {
        EnrichmentMapping mapping;
        mapping.match = {QStringLiteral("lead_source"), true};
        mapping.recency = {QStringLiteral("Changed"), QStringLiteral("dd.MM."), QStringLiteral("last_contacted")};
        return new MatchingDialog(mapping, sampleListSchema(), nullptr);
    }
    case 70: {
        auto report = std::make_shared<CheckReport>();
        const auto add = [&report](const char *attribute, CellRepair::Kind kind, const QList<FieldTransform> &steps,
                                   const QString &cell, const QString &result) {
            CellRepair repair{.attribute = QString::fromLatin1(attribute), .kind = kind, .steps = steps, .cells = 861};
            repair.examples = {{cell, result}};
            report->repairs << repair;
            report->findings << CheckFinding{7, EnrichRule::NotDecimal, repair.attribute, repair.attribute, cell};
        };
        add("annual_revenue", CellRepair::Kind::Number, {ReadNumber{QStringLiteral(","), QStringLiteral(".")}},
            QStringLiteral("1.200,50"), QStringLiteral("1200.50"));
        add("last_contacted", CellRepair::Kind::Date, {ReadDate{QStringLiteral("d.M.yyyy"), {}}},
            QStringLiteral("31.12.2025"), QStringLiteral("2025-12-31"));
        report->repairs.last().isAmbiguous = true;
        return new CellFixDialog(report, InvalidCell::RejectRow);
    }
    case 18:
        return new WebhookDialog(*new WebhooksModel(qApp), {QStringLiteral("contact.enriched")},
                                 [](const WebhookRegistration &) { return ApiError{.kind = ErrorKind::BadInput}; });
    case 20:
    case 21:
    case 22:
    case 23:
    case 24:
        return makeTranscripts(page);
    case 25:
    case 26:
        return makeAudiences(page);
    case 27:
        return new KnownWebhooksDialog(*new WebhookStore(QDir::tempPath(), qApp));
    case 28:
    case 29:
        return makeCanvasDialog(page);
    case 31:
    case 32:
    case 33:
    case 34:
        return makeCondition(page);
    case 30:
        return new RunStrip(runs);
    case 19:
        return new SaveRejectsDialog(7, TextProfile::Machines);
    case 35:
    case 36:
    case 37:
    case 38:
    case 39:
    case 40:
    case 41:
    case 42:
    case 43:
    case 44:
    case 45:
    case 46:
    case 47:
    case 48:
    case 49:
    case 50:
    case 51:
    case 52:
    case 53:
    case 54:
    case 55:
    case 56:
    case 57:
    case 58:
    case 59:
    case 60:
    case 61:
    case 62:
    case 63:
        return makeOfTheShell(page);
    case 64:
    case 65:
        return makeSchedules(page);
    case 66:
    case 67:
        return makeGroupChange(page == 67);
    case 68:
    case 69:
        return makeLabelledFile(page == 69);
    case 13:
        return new SaveContactsDialog({.all = 9, .shown = 5, .selected = 2, .changes = 1}, TextProfile::Machines);
    default:
        return makeLists(page);
    }
}

} // namespace muster::test
