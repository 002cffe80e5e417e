// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/exportrules.h"
#include "models/store/journal.h"
#include "network/sandbox/cxone/cxonesandbox.h"
#include "tests/support/cxonetenant.h"
#include "tests/support/testprogram.h"
#include "workspacebench.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>
#include <algorithm>
#include <filesystem>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tst_cxoneinteractions {

namespace {

const QDateTime noon(QDate(2026, 3, 10), QTime(12, 0), Qt::UTC);
const QDate today = noon.date();
const QString source = u"recorded-interactions"_s;

using People = QMap<QString, QMap<QString, QString>>;

/// A data folder and a simulated tenant that go by the same clock, so that the tenant sees every gap.
struct Bench : WorkspaceBench
{
    explicit Bench(FakeClock::Mode mode = FakeClock::Mode::Automatic)
        : WorkspaceBench(mode)
        , sandbox({.tenant = {.contacts = 100, .seed = 7, .jobTime = 40s}},
                  SandboxClock{[this] { return clock.now(); },
                               [this, begun = clock.now()] {
                                   const auto since
                                       = std::chrono::duration_cast<std::chrono::milliseconds>(clock.now() - begun);
                                   return noon.addMSecs(since.count());
                               }})
    {
        clock.setWall(noon);
        (void)QDir(folder.path()).mkpath(u"all"_s);
        const auto started = sandbox.start();
        Q_ASSERT(started);
        open();
    }
    ~Bench() { close(); }

    void open() { WorkspaceBench::open(file(u"home"_s), profileOf(sandbox), sandbox.accessKeySecret()); }
    [[nodiscard]] QString file(const QString &name) const { return folder.filePath(u"all/"_s + name); }

    [[nodiscard]] ExportOrder order(const QDate &from, const QDate &to, const QString &name = u"people.jsonl"_s) const
    {
        ExportOrder order = emptyOrder();
        order.query = {.segmentId = source, .attributes = {u"ANI"_s, u"Disposition"_s}, .from = from, .to = to};
        order.format = FileFormat::JsonLines;
        order.targetFile = file(name);
        return order;
    }
    void fail(const QString &path, SandboxFault::Mutation mutation)
    {
        SandboxFault fault;
        fault.kind = SandboxFault::Kind::Mutate;
        fault.path = path;
        fault.mutation = mutation;
        sandbox.addFault(fault);
    }
    [[nodiscard]] QByteArray content(const QString &name) const
    {
        QFile read(file(name));
        return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray();
    }
    /// Of the finished file; a record that is in it twice counts as one named "twice".
    [[nodiscard]] People people(const QString &name = u"people.jsonl"_s) const
    {
        People all;
        const QByteArrayList lines = content(name).split('\n');
        for (const QByteArray &line : lines) {
            const QJsonObject object = QJsonDocument::fromJson(line).object();
            if (object.isEmpty())
                continue;
            const QString id = object.value("contactId"_L1).toString();
            QMap<QString, QString> &values = all[all.contains(id) ? u"twice"_s : id];
            const QJsonObject attributes = object.value("attributes"_L1).toObject();
            for (auto value = attributes.begin(); value != attributes.end(); ++value) {
                if (!value->toString().isEmpty())
                    values.insert(value.key(), value->toString());
            }
        }
        return all;
    }
    /// What went on on those days.
    [[nodiscard]] People truth(const QDate &from, const QDate &to) const
    {
        People all;
        for (const CxoneSandboxInteraction &interaction : sandbox.interactionTruth()) {
            if (interaction.end.date() < from || interaction.start.date() > to)
                continue;
            QMap<QString, QString> &values = all[interaction.segmentId];
            for (const QString &name : {u"ANI"_s, u"Disposition"_s}) {
                if (const QString value = interaction.values.value(name); !value.isEmpty())
                    values.insert(name, value);
            }
        }
        return all;
    }
    /// Records that go over one of the midnights between the days.
    [[nodiscard]] qsizetype overMidnight(const QDate &from, const QDate &to) const
    {
        const auto all = sandbox.interactionTruth();
        return std::ranges::count_if(all, [&](const CxoneSandboxInteraction &interaction) {
            return interaction.start.date() >= from && interaction.end.date() <= to
                && interaction.start.date() < interaction.end.date();
        });
    }
    /// The first of three days of which the last two have a record that goes over the midnight between them.
    [[nodiscard]] QDate threeDays() const
    {
        for (const CxoneSandboxInteraction &interaction : sandbox.interactionTruth()) {
            if (interaction.start.date() < interaction.end.date() && interaction.start.date() > today.addDays(-12))
                return interaction.start.date().addDays(-1);
        }
        return {};
    }
    /// How many tables were fetched.
    [[nodiscard]] qsizetype fetched() const
    {
        const auto requests = sandbox.requests();
        return std::ranges::count_if(
            requests, [](const SandboxRequest &request) { return request.path.startsWith("/extractions/"); });
    }
    /// Days that an extraction was begun of, in their order.
    [[nodiscard]] QStringList begun() const
    {
        QStringList days;
        for (const SandboxRequest &request : sandbox.requests()) {
            if (request.method == "POST" && request.path.endsWith("/data-extraction/v1/jobs"))
                days.append(QJsonDocument::fromJson(request.body).object()[u"startDate"].toString());
        }
        return days;
    }
    /// Lets time pass until that holds, a second at a time, as the run's waits go.
    template <typename Condition>
    bool passUntil(const Condition &condition)
    {
        for (int second = 0; second < 2000 && !condition(); ++second) {
            if (!muster::tests::waitFor([&] { return condition() || clock.sleeping() > 0; }, 10'000))
                return false;
            if (!condition())
                clock.advance(1s);
            QCoreApplication::processEvents(); // whoever sleeps goes on by the event loop
        }
        return condition();
    }

    CxoneSandbox sandbox;
};

QString told(const RunOutcome &outcome)
{
    return QString::number(int(outcome.kind)) + u' ' + outcome.error.value_or(ApiError()).code + u' '
        + outcome.findings.join(u' ');
}

} // namespace

/// Recorded interactions of a tenant that keeps an eye on the pace of data extraction.
class TestCxoneInteractions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void daysAreWrittenWhole();
    void allThatTheTenantKeepsIsWritten();
    void theNewestAreSaidToBeMissing();
    void F06_twoExportsWaitForEachOther();
    void daysOutsideAreRefusedBeforeAnythingIsSent_data();
    void daysOutsideAreRefusedBeforeAnythingIsSent();
    void F34_aFailedDayIsToldInItsWordsAndCanBeResumed();
    void F47_aCutTableIsAskedForAgain();
    void F47_aTableThatIsNoneEndsIt();
    void F90_aKilledExportGoesOnWithTheNextDay_data();
    void F90_aKilledExportGoesOnWithTheNextDay();
    void aPreviewTakesNoPlaceAtTheTenant();
};

void TestCxoneInteractions::daysAreWrittenWhole()
{
    Bench bench;
    const QDate from = bench.threeDays(), to = from.addDays(2);
    const RunOutcome outcome = bench.exported(bench.order(from, to));
    QVERIFY2(outcome.kind == RunOutcome::Kind::Complete, qPrintable(told(outcome)));
    const People truth = bench.truth(from, to);
    QVERIFY(truth.size() > 300);
    QCOMPARE(bench.people(), truth);
    const qsizetype doubled = bench.overMidnight(from, to);
    QVERIFY(doubled > 0); // else the test says nothing of them
    QCOMPARE(outcome.findings, QStringList{u"duplicates:%1"_s.arg(doubled)});
    QCOMPARE(
        bench.begun(),
        QStringList({from.toString(Qt::ISODate), from.addDays(1).toString(Qt::ISODate), to.toString(Qt::ISODate)}));
    QCOMPARE(bench.sandbox.extractionBreaches(), QStringList());
    QCOMPARE(bench.fetched(), 3);
    for (const SandboxRequest &request : bench.sandbox.requests())
        QVERIFY(!request.path.startsWith("/extractions/") || !request.hadBearer);
}

void TestCxoneInteractions::allThatTheTenantKeepsIsWritten()
{
    Bench bench;
    const QDate from = today.addDays(-13), to = today.addDays(-1);
    const RunOutcome outcome = bench.exported(bench.order(from, to));
    QVERIFY2(outcome.kind == RunOutcome::Kind::Complete, qPrintable(told(outcome)));
    QCOMPARE(bench.people(), bench.truth(from, to));
    QCOMPARE(bench.begun().size(), 13);
    QCOMPARE(bench.sandbox.extractionBreaches(), QStringList());
}

void TestCxoneInteractions::theNewestAreSaidToBeMissing()
{
    Bench bench;
    const RunOutcome outcome = bench.exported(bench.order(today, today));
    QVERIFY2(outcome.kind == RunOutcome::Kind::Complete, qPrintable(told(outcome)));
    QCOMPARE(outcome.findings, QStringList{u"newest_missing:30"_s});
    const People people = bench.people();
    qsizetype missing = 0;
    for (const CxoneSandboxInteraction &interaction : bench.sandbox.interactionTruth()) {
        if (interaction.end.date() < today || people.contains(interaction.segmentId))
            continue;
        ++missing;
        QVERIFY(interaction.end > noon.addSecs(-30 * 60));
    }
    QVERIFY(missing > 0);
}

void TestCxoneInteractions::F06_twoExportsWaitForEachOther()
{
    Bench bench;
    const QDate first = today.addDays(-2), second = today.addDays(-5);
    QVERIFY(bench.workspace->runs().startExport(*bench.session,
                                                freeze(bench.order(first, first.addDays(1), u"a.jsonl"_s))));
    QVERIFY(bench.workspace->runs().startExport(*bench.session,
                                                freeze(bench.order(second, second.addDays(1), u"b.jsonl"_s))));
    QCOMPARE(bench.ended().kind, RunOutcome::Kind::Complete);
    for (const Run *run : bench.workspace->runs().runs())
        QCOMPARE(run->outcome()->kind, RunOutcome::Kind::Complete);
    QCOMPARE(bench.people(u"a.jsonl"_s), bench.truth(first, first.addDays(1)));
    QCOMPARE(bench.people(u"b.jsonl"_s), bench.truth(second, second.addDays(1)));
    QCOMPARE(bench.begun().size(), 4);
    QCOMPARE(bench.sandbox.extractionBreaches(), QStringList());
}

void TestCxoneInteractions::daysOutsideAreRefusedBeforeAnythingIsSent_data()
{
    QTest::addColumn<QDate>("from");
    QTest::addColumn<QDate>("to");
    QTest::addColumn<QString>("reason");
    QTest::newRow("before the two weeks") << today.addDays(-14) << today.addDays(-10) << u"too_old"_s;
    QTest::newRow("to come") << today << today.addDays(1) << u"future"_s;
    QTest::newRow("turned round") << today.addDays(-1) << today.addDays(-2) << u"reversed"_s;
    QTest::newRow("half") << today.addDays(-1) << QDate() << u"missing"_s;
    QTest::newRow("none") << QDate() << QDate() << u"missing"_s;
}

void TestCxoneInteractions::daysOutsideAreRefusedBeforeAnythingIsSent()
{
    QFETCH(QDate, from);
    QFETCH(QDate, to);
    QFETCH(QString, reason);
    Bench bench;
    const RunOutcome outcome = bench.exported(bench.order(from, to));
    QCOMPARE(outcome.kind, RunOutcome::Kind::Refused);
    QCOMPARE(outcome.error->code, u"days_allowed"_s);
    QVERIFY(outcome.error->details.value(0).issue.endsWith(reason));
    QVERIFY(bench.sandbox.requests().isEmpty());
}

void TestCxoneInteractions::F34_aFailedDayIsToldInItsWordsAndCanBeResumed()
{
    Bench bench;
    const QDate from = today.addDays(-3), to = today.addDays(-1);
    bench.fail(u"/jobs/extraction-0002"_s, SandboxFault::Mutation::FailedJob);
    const RunOutcome outcome = bench.exported(bench.order(from, to));
    QCOMPARE(outcome.kind, RunOutcome::Kind::Failed);
    QCOMPARE(outcome.error->code, u"extraction_failed"_s);
    QCOMPARE(outcome.error->subject, u"2026-03-08"_s);
    QCOMPARE(outcome.error->detail, u"The warehouse is closed for today."_s); // as it stands, for the box of quotations
    QVERIFY(outcome.resultFile.isEmpty());
    QVERIFY(bench.content(u"people.jsonl"_s).isEmpty());
    const QString id = bench.workspace->runs().runs().last()->id();
    QVERIFY(bench.workspace->runs().resume(*bench.session, id));
    const RunOutcome resumed = bench.ended();
    QVERIFY2(resumed.kind == RunOutcome::Kind::Complete, qPrintable(told(resumed)));
    QCOMPARE(bench.people(), bench.truth(from, to));
    QCOMPARE(bench.begun(), QStringList({u"2026-03-07"_s, u"2026-03-08"_s, u"2026-03-08"_s, u"2026-03-09"_s}));
}

void TestCxoneInteractions::F47_aCutTableIsAskedForAgain()
{
    Bench bench;
    SandboxFault fault;
    fault.kind = SandboxFault::Kind::Truncate;
    fault.framing = SandboxFault::Framing::ConnectionClose; // nothing shows that it was longer, but its last row
    fault.path = u"/extractions/"_s;
    fault.bytes = 3000;
    bench.sandbox.addFault(fault);
    const QDate day = today.addDays(-1);
    const RunOutcome outcome = bench.exported(bench.order(day, day));
    QVERIFY2(outcome.kind == RunOutcome::Kind::Complete, qPrintable(told(outcome)));
    QCOMPARE(bench.people(), bench.truth(day, day));
    QCOMPARE(bench.sandbox.extractionBreaches(), QStringList());
}

void TestCxoneInteractions::F47_aTableThatIsNoneEndsIt()
{
    Bench bench;
    SandboxFault fault;
    fault.kind = SandboxFault::Kind::RawBody;
    fault.path = u"/extractions/"_s;
    fault.status = 200;
    fault.times = -1;
    fault.contentType = "text/csv"_ba;
    fault.body = "Segment ID,ANI,Disposition\r\n1,\"555"_ba;
    bench.sandbox.addFault(fault);
    const QDate day = today.addDays(-1);
    const RunOutcome outcome = bench.exported(bench.order(day, day));
    QVERIFY(!outcome.succeeded());
    QCOMPARE(outcome.error->code, u"extraction_table"_s);
    QVERIFY(bench.content(u"people.jsonl"_s).isEmpty());
    QCOMPARE(bench.begun().size(), 2); // asked for again once
}

void TestCxoneInteractions::F90_aKilledExportGoesOnWithTheNextDay_data()
{
    QTest::addColumn<int>("calls"); // of the second day, that the tenant has taken
    QTest::newRow("before the second day is begun") << 0;
    QTest::newRow("while the second day is made") << 1;
}

void TestCxoneInteractions::F90_aKilledExportGoesOnWithTheNextDay()
{
    QFETCH(int, calls);
    Bench bench(FakeClock::Mode::ByHand);
    const QDate from = bench.threeDays(), to = from.addDays(2);
    const auto run = bench.workspace->runs().startExport(*bench.session, freeze(bench.order(from, to)));
    QVERIFY(run);
    const QString id = (*run)->id();
    // The first day is in the file and in the journal; the run waits until it may call again.
    QVERIFY(bench.passUntil([&] { return bench.fetched() == 1 && bench.clock.sleeping() == 1; }));
    QTRY_COMPARE((*run)->metrics().pages, 1);
    QVERIFY(bench.passUntil([&] { return bench.begun().size() == 1 + calls && bench.clock.sleeping() == 1; }));
    // What a killed program leaves is what lies on the disk at that moment.
    const QString left = bench.folder.filePath(u"left"_s), all = bench.folder.filePath(u"all"_s);
    std::filesystem::copy(all.toStdString(), left.toStdString(), std::filesystem::copy_options::recursive);
    bench.close();
    QVERIFY(QDir(all).removeRecursively());
    QVERIFY(QDir().rename(left, all));
    bench.open();

    QVERIFY(bench.workspace->runs().resume(*bench.session, id));
    QVERIFY(bench.passUntil([&] { return bench.workspace->runs().isIdle(); }));
    const RunOutcome outcome = *bench.workspace->runs().runs().last()->outcome();
    QVERIFY2(outcome.kind == RunOutcome::Kind::Complete, qPrintable(told(outcome)));
    QCOMPARE(bench.people(), bench.truth(from, to)); // none lost, none "twice"
    QVERIFY(bench.overMidnight(from, to) > 0);
    QCOMPARE(outcome.findings, QStringList{u"duplicates:%1"_s.arg(bench.overMidnight(from, to))});
    // What is in the file is not asked for again.
    QCOMPARE(bench.begun().count(from.toString(Qt::ISODate)), 1);
    QCOMPARE(bench.begun().count(from.addDays(1).toString(Qt::ISODate)), 1 + calls);
    QCOMPARE(bench.sandbox.extractionBreaches(), QStringList()); // not even by the job that was left running
}

void TestCxoneInteractions::aPreviewTakesNoPlaceAtTheTenant()
{
    Bench bench;
    std::optional<ExportPreview> preview;
    connect(bench.session.get(), &TenantSession::previewReady, this,
            [&preview](const ExportPreview &ready) { preview = ready; });
    bench.session->requestPreview(bench.order(today.addDays(-2), today.addDays(-1)));
    QTRY_VERIFY(preview);
    QVERIFY(preview->verdict.allowed());
    QVERIFY(!preview->firstPage && !preview->pageError);
    QCOMPARE(preview->verdict.checks.last().code, ExportCheck::Code::DaysAllowed);
    QCOMPARE(preview->verdict.checks.last().args,
             QStringList({u"2026-03-08"_s, u"2026-03-09"_s, u"2"_s, u"124"_s, u"30"_s, u"14"_s}));
    QVERIFY(bench.sandbox.requests().isEmpty());
}

MUSTER_TEST(TestCxoneInteractions, QCoreApplication)

} // namespace tst_cxoneinteractions
#include "tst_cxoneinteractions.moc"
