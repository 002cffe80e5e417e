// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "applyfixture.h"

#include "models/store/outbox.h"
#include "models/text/runtexts.h"

#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

using namespace muster;

namespace tst_listapplyrun {
using test::ApplyFixture;
using test::ListsWorld;
using Kind = RunOutcome::Kind;

namespace {

QByteArray idOf(int index)
{
    return "c" + QByteArray::number(index).rightJustified(5, '0');
}

int countOf(const ListsWorld &world, const QByteArray &method)
{
    return int(std::count_if(world.writes.begin(), world.writes.end(),
                             [&](const ListsWorld::Write &write) { return write.method == method; }));
}

QString codeOf(const RunOutcome &outcome)
{
    return outcome.error ? outcome.error->code : QString();
}

/// What waits to be told of the run, in the order in which it was queued.
QStringList eventsTold(const ApplyFixture &fixture)
{
    QStringList events;
    const auto notices = fixture.workspace->outbox().waitingFor(fixture.order.aggregator, 100);
    for (const Delivery &notice : *notices)
        events.append(QJsonDocument::fromJson(notice.body).object().value(QLatin1String("event")).toString());
    return events;
}

} // namespace

/// The whole run against a tenant in memory: one fault each. After every test the watch of the fixture must have seen
/// no write outside the plan, none without an intent on the disk, and no contact removed twice without a reading.
class TestListApplyRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPlanIsCarriedOutWhole();
    void bothMeansAndTheSuccessOfConversionsAreTold();
    void runningItAgainChangesNothing();
    void everyWaveOfAPurgeIsTold();
    void withheldPurgesAreLeft();
    void theAggregatorIsToldOnce();

    void F10_withoutTheRightNothingIsPurged();
    void F10_aRightThatIsLackingAtTheEndIsFoundAtTheBeginning();
    void F12_badRecordsStandAloneAndTheOthersAreApplied();
    void F14_aContactGoneMeanwhileIsAbsent();
    void F17_tooLargeBatchesAreHalved();
    void F19_troubleWithACorrectionIsRepeatedAndConfirmed();
    void F121_aHaltIsToldToTheAggregator();
    void F21_theBreakerStopsEveryDeleteAlsoAfterAResume();
    void F22_aPurgeInTroubleIsReadBeforeItIsRepeated();
    void F23_correctionsInDoubtLockThePurge();
    void F24_acceptedIsProvedByAReading();
    void F25_eachRecordHasItsOwnFate();
    void F31_redirectedPurgesAreRejected();
    void F40_F53_withoutANetworkTheRunPauses();
    void F43_aLostPurgeIsSentExactlyOnce();
    void F44_aLostBatchIsNotSentAgainWhenItArrived();
    void F46_aLostBatchThatNeverArrivedIsSentAgain();
    void F01_F05_throttling();

private:
    std::unique_ptr<ApplyFixture> m_fixture;
    ApplyFixture &make(int fixes, int purges)
    {
        m_fixture = std::make_unique<ApplyFixture>(fixes, purges);
        return *m_fixture;
    }

private Q_SLOTS:
    void cleanup()
    {
        const QStringList findings = m_fixture ? m_fixture->findings : QStringList();
        m_fixture.reset();
        QCOMPARE(findings, QStringList());
    }
};

void TestListApplyRun::aPlanIsCarriedOutWhole()
{
    ApplyFixture &fixture = make(250, 70);
    const RunOutcome outcome = fixture.run();
    QVERIFY2(outcome.kind == Kind::Complete, qPrintable(codeOf(outcome)));
    QCOMPARE(fixture.world.contacts, fixture.wanted());
    QCOMPARE(fixture.count(UnitState::Applied), 320);
    QCOMPARE(countOf(fixture.world, "PATCH"), 3);
    QCOMPARE(countOf(fixture.world, "DELETE"), 70);
    const QStringList events = fixture.auditEvents();
    QCOMPARE(events.first(), QStringLiteral("apply.started"));
    QCOMPARE(events.at(1), QStringLiteral("apply.backed_up"));
    QCOMPARE(events.last(), QStringLiteral("apply.complete"));
    const QJsonObject end = fixture.auditFacts(QStringLiteral("apply.complete"));
    const QJsonObject metrics = end.value(QLatin1String("metrics")).toObject();
    QCOMPARE(metrics.value(QLatin1String("avg_latency_of")).toString(), QStringLiteral("request"));
    QCOMPARE(metrics.value(QLatin1String("conversions_tried")).toInt(), 250);
    QCOMPARE(metrics.value(QLatin1String("conversions_succeeded")).toInt(), 250);
    QCOMPARE(metrics.value(QLatin1String("conversion_success_rate")).toDouble(), 1.0);
    QVERIFY(!metrics.contains(QLatin1String("avg_verdict_ms"))); // whoever made this plan did not measure
    QCOMPARE(metrics.value(QLatin1String("success_count")).toInt(), 320);
    QCOMPARE(metrics.value(QLatin1String("purge_count")).toInt(), 70);
    QCOMPARE(metrics.value(QLatin1String("failure_count")).toInt(-1), 0);
    // S07: neither a number nor a contact's id.
    for (const char *personal : {"(201)", "+1201555", "none 0", "c0000", "c0010"})
        QVERIFY2(!fixture.auditBytes().contains(personal), personal);
    QVERIFY(!QFile::exists(fixture.file("plan"))); // it holds numbers, and nobody needs it any more (S37)
}

void TestListApplyRun::bothMeansAndTheSuccessOfConversionsAreTold()
{
    ApplyFixture &fixture = make(4, 2);
    fixture.changeHeader([](PlanHeader &header) { header.verdictNanos = 412'000; });
    fixture.world.script = [](const HttpRequest &, const ListsWorld::Write &write) {
        return write.method == "PATCH" && write.ids.contains(idOf(3))
            ? ListsWorld::status(400, R"({"error":"invalid_batch","message":"m"})")
            : std::nullopt;
    };
    QHash<QString, qint64> figures;
    ListApplyRun &run = fixture.begin();
    connect(&run, &Run::finished, this, [&run, &figures] {
        for (const RunMetrics::Figure &figure : run.metrics().figures)
            figures.insert(figure.key, figure.value);
    });
    QCOMPARE(fixture.finish().kind, Kind::CompleteWithFindings);
    const QJsonObject metrics
        = fixture.auditFacts(QStringLiteral("apply.complete")).value(QLatin1String("metrics")).toObject();
    QCOMPARE(metrics.value(QLatin1String("avg_latency_of")).toString(), QStringLiteral("request"));
    QCOMPARE(metrics.value(QLatin1String("conversions_tried")).toInt(), 4);
    QCOMPARE(metrics.value(QLatin1String("conversion_success_rate")).toDouble(), 0.75);
    QCOMPARE(metrics.value(QLatin1String("avg_verdict_ms")).toDouble(), 0.412);
    QCOMPARE(metrics.value(QLatin1String("avg_verdict_of")).toString(), QStringLiteral("number"));
    QCOMPARE(figures.value(QStringLiteral("verdict_nanos")), 412'000);
    QCOMPARE(figures.value(QStringLiteral("conversion_success_permille")), 750);
    QCOMPARE(figureText({QStringLiteral("verdict_nanos"), 412'000}), QStringLiteral("time per verdict: 412.00 µs"));
}

void TestListApplyRun::runningItAgainChangesNothing()
{
    ApplyFixture &fixture = make(30, 10);
    QCOMPARE(fixture.run().kind, Kind::Complete);
    const qsizetype before = fixture.world.writes.size();
    const RunOutcome again = fixture.run(); // the same plan as a new run: every contact is another by now
    QCOMPARE(again.kind, Kind::CompleteWithFindings);
    QCOMPARE(fixture.world.writes.size(), before);
    QCOMPARE(fixture.count(UnitState::Skipped), 30);
    QCOMPARE(fixture.count(UnitState::Absent), 10);
}

void TestListApplyRun::everyWaveOfAPurgeIsTold()
{
    ApplyFixture &fixture = make(3, 70);
    fixture.world.script = [](const HttpRequest &, const ListsWorld::Write &write) {
        // Two of the second wave are only said to be gone.
        const bool isFeigned
            = write.method == "DELETE" && (write.ids.first() == idOf(20) || write.ids.first() == idOf(30));
        return isFeigned ? ListsWorld::status(204, {}) : std::nullopt;
    };
    (void)fixture.run();
    QList<QVariantMap> waves;
    for (const RunEvent &event : std::as_const(fixture.events)) {
        if (event.code == u"purge_wave")
            waves.append(event.args);
    }
    const auto wave = [](int number, int done, int surprises) {
        return QVariantMap{{QStringLiteral("wave"), number},
                           {QStringLiteral("done"), qint64(done)},
                           {QStringLiteral("surprises"), qint64(surprises)}};
    };
    QCOMPARE(waves, QList({wave(1, 10, 0), wave(2, 38, 2), wave(3, 20, 2)}));
}

void TestListApplyRun::withheldPurgesAreLeft()
{
    ApplyFixture &fixture = make(30, 10);
    fixture.order.withholdPurge = true;
    fixture.order.typedCount.reset();
    QCOMPARE(fixture.run().kind, Kind::Complete);
    QCOMPARE(countOf(fixture.world, "DELETE"), 0);
    QCOMPARE(fixture.count(UnitState::Applied), 30);
    QCOMPARE(fixture.count(UnitState::Skipped), 10);
}

void TestListApplyRun::theAggregatorIsToldOnce()
{
    ApplyFixture &fixture = make(3, 2);
    fixture.order.aggregator = QUrl(QStringLiteral("http://127.0.0.1:9/told"));
    QCOMPARE(fixture.run().kind, Kind::Complete);
    const auto counts = fixture.workspace->outbox().counts(fixture.runId);
    QVERIFY(counts);
    QCOMPARE(counts->waiting + counts->delivered + counts->undelivered, 1);
    // A kill between the notice and the run's last entry: it is queued again, and is still one.
    QCOMPARE(fixture.run(RunStart::Resume).kind, Kind::Failed); // its plan is gone, so nothing can be sent
    const QStringList told = eventsTold(fixture);
    QCOMPARE(told.count(QStringLiteral("campaign.sanitization.complete")), 1);
    QCOMPARE(told.count(QStringLiteral("campaign.sanitization.failed")), 1); // nor is that kept to itself
}

void TestListApplyRun::F121_aHaltIsToldToTheAggregator()
{
    ApplyFixture &fixture = make(600, 10);
    fixture.order.aggregator = QUrl(QStringLiteral("http://127.0.0.1:9/told"));
    fixture.world.script = [](const HttpRequest &, const ListsWorld::Write &write) {
        return write.method == "PATCH" ? ListsWorld::status(500, R"({"error":"e","message":"m"})") : std::nullopt;
    };
    QCOMPARE(fixture.run().kind, Kind::Halted);
    QCOMPARE(eventsTold(fixture), QStringList{QStringLiteral("campaign.sanitization.halted")});
    const auto notices = fixture.workspace->outbox().waitingFor(fixture.order.aggregator, 9);
    const QJsonObject body = QJsonDocument::fromJson(notices->first().body).object();
    QCOMPARE(body.value(QLatin1String("reason")).toString(), errorKindKey(ErrorKind::BreakerOpen));
    QCOMPARE(body.value(QLatin1String("metrics")).toObject().value(QLatin1String("purge_count")).toInt(-1), 0);
    // A pause is none of its business.
    QVERIFY(!eventsTold(fixture).contains(QStringLiteral("campaign.sanitization.paused")));
}

void TestListApplyRun::F10_withoutTheRightNothingIsPurged()
{
    ApplyFixture &fixture = make(150, 10);
    fixture.world.script = [](const HttpRequest &, const ListsWorld::Write &write) {
        return write.method == "PATCH" ? ListsWorld::status(403, R"({"error":"forbidden","message":"m"})")
                                       : std::nullopt;
    };
    const RunOutcome outcome = fixture.run();
    QCOMPARE(outcome.kind, Kind::Failed);
    QCOMPARE(outcome.error->kind, ErrorKind::Forbidden);
    QCOMPARE(countOf(fixture.world, "PATCH"), 1);
    QCOMPARE(countOf(fixture.world, "DELETE"), 0);
    QCOMPARE(fixture.count(UnitState::Planned), 160);
    fixture.world.script = {};
    QCOMPARE(fixture.run(RunStart::Resume).kind, Kind::Complete); // with the right it goes on
    QCOMPARE(fixture.world.contacts, fixture.wanted());
}

void TestListApplyRun::F10_aRightThatIsLackingAtTheEndIsFoundAtTheBeginning()
{
    const QByteArray corrections = "campaign:contactlist:read campaign:contact:write";
    ApplyFixture &fixture = make(30, 10);
    const auto before = fixture.world.contacts;
    fixture.world.scope = corrections;
    const RunOutcome outcome = fixture.run();
    QCOMPARE(outcome.kind, Kind::Refused);
    QCOMPARE(outcome.error->code, QStringLiteral("scope_not_granted"));
    QCOMPARE(outcome.error->scope, QStringLiteral("campaign:contact:delete"));
    QCOMPARE(fixture.world.requests, 0);
    QCOMPARE(fixture.world.contacts, before);
    // Who only corrects needs no right to remove.
    ApplyFixture &other = make(30, 0);
    other.world.scope = corrections;
    QCOMPARE(other.run().kind, Kind::Complete);
}

void TestListApplyRun::F12_badRecordsStandAloneAndTheOthersAreApplied()
{
    ApplyFixture &fixture = make(250, 5);
    fixture.world.script = [](const HttpRequest &, const ListsWorld::Write &write) {
        const bool bad = write.ids.contains(idOf(7)) || write.ids.contains(idOf(249));
        return write.method == "PATCH" && bad ? ListsWorld::status(400, R"({"error":"invalid_batch","message":"m"})")
                                              : std::nullopt;
    };
    const RunOutcome outcome = fixture.run();
    QCOMPARE(outcome.kind, Kind::CompleteWithFindings);
    QCOMPARE(outcome.findings, (QStringList{QStringLiteral("rejected:2")}));
    const QList<LoggedUnit> units = fixture.units();
    for (int i = 0; i < 250; ++i)
        QCOMPARE(units.at(i).state, i == 7 || i == 249 ? UnitState::Rejected : UnitState::Applied);
    QCOMPARE(fixture.world.find(idOf(7))->phone, QByteArray("(201) 555-0007"));
    QCOMPARE(countOf(fixture.world, "DELETE"), 5);
    // Every attempt is on record.
    int patched = 0, attempts = 0;
    for (const ListsWorld::Write &write : std::as_const(fixture.world.writes))
        patched += write.method == "PATCH" ? int(write.ids.size()) : 0;
    for (int i = 0; i < 250; ++i)
        attempts += units.at(i).attempts;
    QCOMPARE(patched, attempts);
}

void TestListApplyRun::F14_aContactGoneMeanwhileIsAbsent()
{
    ApplyFixture &fixture = make(0, 12);
    fixture.world.script = [&fixture](const HttpRequest &, const ListsWorld::Write &write) {
        // Somebody else is faster by a moment.
        if (write.ids == QList<QByteArray>{idOf(3)}) {
            fixture.world.contacts.removeIf([](const ListsWorld::Contact &contact) { return contact.id == idOf(3); });
        }
        return std::optional<ListsWorld::Fault>();
    };
    const RunOutcome outcome = fixture.run();
    QCOMPARE(outcome.kind, Kind::Complete);
    QCOMPARE(outcome.findings, (QStringList{QStringLiteral("absent:1")}));
    QCOMPARE(fixture.units().at(3).state, UnitState::Absent);
    QCOMPARE(fixture.count(UnitState::Applied), 11);
}

void TestListApplyRun::F17_tooLargeBatchesAreHalved()
{
    ApplyFixture &fixture = make(100, 0);
    fixture.world.script = [](const HttpRequest &, const ListsWorld::Write &write) {
        return write.ids.size() > 30 ? ListsWorld::status(413) : std::nullopt;
    };
    QCOMPARE(fixture.run().kind, Kind::Complete);
    QCOMPARE(fixture.world.contacts, fixture.wanted());
    QCOMPARE(countOf(fixture.world, "PATCH"), 1 + 2 + 4);
}

void TestListApplyRun::F19_troubleWithACorrectionIsRepeatedAndConfirmed()
{
    ApplyFixture &fixture = make(150, 5);
    int failures = 4; // once applied without saying so, then not at all
    fixture.world.script = [&failures](const HttpRequest &, const ListsWorld::Write &write) {
        if (write.method != "PATCH" || failures == 0)
            return std::optional<ListsWorld::Fault>();
        auto fault = ListsWorld::status(503);
        fault->apply = failures-- == 4;
        return fault;
    };
    const RunOutcome outcome = fixture.run();
    QVERIFY2(outcome.kind == Kind::Complete, qPrintable(codeOf(outcome)));
    QCOMPARE(fixture.world.contacts, fixture.wanted());
    QCOMPARE(countOf(fixture.world, "PATCH"), 4 + 2);
    QCOMPARE(fixture.world.writes.at(0).ids, fixture.world.writes.at(4).ids); // the same body
    const auto isPause = [](std::chrono::milliseconds sleep) { return sleep >= std::chrono::seconds(1); };
    QCOMPARE(std::count_if(fixture.clock.sleeps().begin(), fixture.clock.sleeps().end(), isPause), 4);
}

void TestListApplyRun::F21_theBreakerStopsEveryDeleteAlsoAfterAResume()
{
    ApplyFixture &fixture = make(5, 60);
    bool broken = true;
    int good = 7;
    fixture.world.script = [&](const HttpRequest &, const ListsWorld::Write &write) {
        return write.method == "DELETE" && broken && good-- <= 0 ? ListsWorld::status(500) : std::nullopt;
    };
    const RunOutcome outcome = fixture.run();
    QCOMPARE(outcome.kind, Kind::Halted);
    const int sent = countOf(fixture.world, "DELETE");
    // The reading behind the first round of ten is answered well, so the count begins anew: then the fifth, and what
    // was in flight with it.
    QVERIFY2(sent <= 10 + 5 + 3, qPrintable(QString::number(sent)));
    QVERIFY(fixture.count(UnitState::Unknown) >= 5);
    const int requests = fixture.world.requests;
    broken = false;
    for (int life = 0; life < 2; ++life) {
        fixture.restart(); // a new process knows nothing of the old breaker
        QCOMPARE(fixture.run(RunStart::Resume).kind, Kind::Halted);
    }
    QCOMPARE(fixture.world.requests, requests); // nothing at all was sent
    QVERIFY(fixture.rearm());
    QVERIFY(!fixture.rearm());
    QVERIFY(fixture.auditEvents().contains(QStringLiteral("apply.rearmed")));
    QCOMPARE(fixture.run(RunStart::Resume).kind, Kind::Complete);
    QCOMPARE(fixture.world.contacts, fixture.wanted());
}

void TestListApplyRun::F22_aPurgeInTroubleIsReadBeforeItIsRepeated()
{
    ApplyFixture &fixture = make(0, 30);
    QHash<QByteArray, int> tries;
    fixture.world.script = [&tries](const HttpRequest &, const ListsWorld::Write &write) {
        // Each fourth contact: 503 the first time; done all the same for each eighth.
        if (write.method != "DELETE" || write.ids.first().mid(1).toInt() % 4 != 0 || tries[write.ids.first()]++ > 0)
            return std::optional<ListsWorld::Fault>();
        auto fault = ListsWorld::status(503);
        fault->apply = write.ids.first().mid(1).toInt() % 8 == 0;
        return fault;
    };
    const RunOutcome outcome = fixture.run();
    QVERIFY2(outcome.kind == Kind::Complete, qPrintable(codeOf(outcome)));
    QCOMPARE(fixture.world.contacts, fixture.wanted());
    QCOMPARE(fixture.count(UnitState::Applied), 30);
    for (int i = 0; i < 30; ++i)
        QCOMPARE(fixture.world.removals().count(idOf(i)), i % 4 == 0 && i % 8 != 0 ? 2 : 1);
}

void TestListApplyRun::F23_correctionsInDoubtLockThePurge()
{
    ApplyFixture &fixture = make(20, 10);
    bool pretending = true;
    fixture.world.script = [&pretending](const HttpRequest &, const ListsWorld::Write &write) {
        return write.method == "PATCH" && pretending ? ListsWorld::status(200, R"({"updatedCount":20})") : std::nullopt;
    };
    const RunOutcome outcome = fixture.run();
    QCOMPARE(outcome.kind, Kind::Paused);
    QCOMPARE(codeOf(outcome), QStringLiteral("purge_locked"));
    QCOMPARE(countOf(fixture.world, "DELETE"), 0);
    QCOMPARE(fixture.count(UnitState::Unknown), 20); // the service said so, a reading says otherwise
    pretending = false;
    // Resuming says nothing of a purge, however often: not to a new process either.
    for (int life = 0; life < 2; ++life) {
        const RunOutcome again = fixture.run(RunStart::Resume);
        QCOMPARE(codeOf(again), QStringLiteral("purge_locked"));
        QCOMPARE(countOf(fixture.world, "DELETE"), 0);
        fixture.restart();
    }
    QVERIFY(fixture.rearm());
    QVERIFY(fixture.auditEvents().contains(QStringLiteral("apply.purge_reviewed")));
    QCOMPARE(fixture.run(RunStart::Resume).kind, Kind::Complete);
    QCOMPARE(fixture.world.contacts, fixture.wanted());
}

void TestListApplyRun::F24_acceptedIsProvedByAReading()
{
    ApplyFixture &fixture = make(20, 10);
    fixture.world.script = [](const HttpRequest &, const ListsWorld::Write &write) {
        if (write.ids.isEmpty())
            return std::optional<ListsWorld::Fault>();
        auto fault = ListsWorld::status(202, {});
        fault->apply = write.ids != QList<QByteArray>{idOf(25)};
        return fault;
    };
    const RunOutcome outcome = fixture.run();
    QCOMPARE(outcome.kind, Kind::CompleteWithFindings);
    QCOMPARE(outcome.findings, (QStringList{QStringLiteral("not_removed:1")}));
    QCOMPARE(fixture.count(UnitState::Applied), 29);
    QCOMPARE(fixture.units().at(25).state, UnitState::Unknown);
}

void TestListApplyRun::F25_eachRecordHasItsOwnFate()
{
    ApplyFixture &fixture = make(3, 0);
    fixture.world.script = [&fixture](const HttpRequest &, const ListsWorld::Write &write) {
        if (write.method != "PATCH")
            return std::optional<ListsWorld::Fault>();
        for (ListsWorld::Contact &contact : fixture.world.contacts) {
            if (contact.id == idOf(0) || contact.id == idOf(2))
                contact.phone = "+1201555" + contact.phone.last(4);
        }
        return ListsWorld::status(207,
                                  R"({"updatedCount":2,"results":[{"id":"c00000","status":200},)"
                                  R"({"id":"c00001","status":400,"error":"bad"},{"id":"c00002","status":200}]})");
    };
    const RunOutcome outcome = fixture.run();
    QCOMPARE(outcome.kind, Kind::CompleteWithFindings);
    const QList<LoggedUnit> units = fixture.units();
    QCOMPARE(units.at(0).state, UnitState::Applied);
    QCOMPARE(units.at(1).state, UnitState::Rejected);
    QCOMPARE(units.at(2).state, UnitState::Applied);
    QCOMPARE(countOf(fixture.world, "PATCH"), 1);
}

void TestListApplyRun::F31_redirectedPurgesAreRejected()
{
    ApplyFixture &fixture = make(0, 40);
    fixture.world.script = [](const HttpRequest &, const ListsWorld::Write &write) {
        auto fault = ListsWorld::status(307);
        fault->headers = {{"Location", "https://elsewhere.example.test/"}};
        return write.method == "DELETE" ? fault : std::nullopt;
    };
    const RunOutcome outcome = fixture.run();
    QCOMPARE(outcome.kind, Kind::Failed);
    QCOMPARE(outcome.error->kind, ErrorKind::RedirectRefused);
    QCOMPARE(fixture.count(UnitState::Rejected), countOf(fixture.world, "DELETE"));
    QVERIFY(countOf(fixture.world, "DELETE") <= 13); // ten in a row, and what was in flight
    QCOMPARE(fixture.world.contacts.size(), 40 + ApplyFixture::kept);
}

void TestListApplyRun::F40_F53_withoutANetworkTheRunPauses()
{
    ApplyFixture &fixture = make(0, 20);
    bool down = true;
    fixture.world.script = [&down](const HttpRequest &, const ListsWorld::Write &write) {
        return write.method == "DELETE" && down ? ListsWorld::lost(false, ErrorKind::NotSent) : std::nullopt;
    };
    const RunOutcome outcome = fixture.run();
    QCOMPARE(outcome.kind, Kind::Paused);
    QCOMPARE(outcome.error->kind, ErrorKind::NotSent);
    QCOMPARE(fixture.count(UnitState::Planned), 20);
    QCOMPARE(fixture.world.contacts.size(), 20 + ApplyFixture::kept);
    down = false;
    QCOMPARE(fixture.run(RunStart::Resume).kind, Kind::Complete);
    QCOMPARE(fixture.world.contacts, fixture.wanted());
}

void TestListApplyRun::F43_aLostPurgeIsSentExactlyOnce()
{
    ApplyFixture &fixture = make(0, 25);
    fixture.world.script = [](const HttpRequest &, const ListsWorld::Write &write) {
        const bool lost = write.method == "DELETE" && write.ids.first().endsWith('4');
        return lost ? ListsWorld::lost(true) : std::nullopt;
    };
    const RunOutcome outcome = fixture.run();
    QVERIFY2(outcome.kind == Kind::Complete, qPrintable(codeOf(outcome)));
    QCOMPARE(fixture.count(UnitState::Applied), 25);
    for (int i = 0; i < 25; ++i)
        QCOMPARE(fixture.world.removals().count(idOf(i)), 1);
}

void TestListApplyRun::F44_aLostBatchIsNotSentAgainWhenItArrived()
{
    ApplyFixture &fixture = make(250, 5);
    bool once = true;
    fixture.world.script = [&once](const HttpRequest &, const ListsWorld::Write &write) {
        return write.method == "PATCH" && std::exchange(once, false) ? ListsWorld::lost(true) : std::nullopt;
    };
    QCOMPARE(fixture.run().kind, Kind::Complete);
    QCOMPARE(countOf(fixture.world, "PATCH"), 3);
    QCOMPARE(fixture.world.contacts, fixture.wanted());
}

void TestListApplyRun::F46_aLostBatchThatNeverArrivedIsSentAgain()
{
    ApplyFixture &fixture = make(250, 5);
    bool once = true;
    fixture.world.script = [&once](const HttpRequest &, const ListsWorld::Write &write) {
        return write.method == "PATCH" && std::exchange(once, false) ? ListsWorld::lost(false) : std::nullopt;
    };
    QCOMPARE(fixture.run().kind, Kind::Complete);
    QCOMPARE(countOf(fixture.world, "PATCH"), 4);
    QCOMPARE(fixture.world.writes.at(3).ids, fixture.world.writes.at(0).ids); // only those that differ
    QVERIFY(fixture.world.writes.at(3).readings > fixture.world.writes.at(2).readings);
    QCOMPARE(fixture.world.contacts, fixture.wanted());
}

void TestListApplyRun::F01_F05_throttling()
{
    ApplyFixture &fixture = make(150, 5);
    int refusals = 2;
    fixture.world.script = [&refusals](const HttpRequest &, const ListsWorld::Write &write) {
        if (write.method != "PATCH" || refusals <= 0)
            return std::optional<ListsWorld::Fault>();
        --refusals;
        auto fault = ListsWorld::status(429);
        fault->headers = {{"Retry-After", "3"}};
        return fault;
    };
    QCOMPARE(fixture.run().kind, Kind::Complete);
    QCOMPARE(countOf(fixture.world, "PATCH"), 2 + 2);
    // Again and again: paused, the unit still planned.
    ApplyFixture other(10, 5);
    other.world.script = [](const HttpRequest &, const ListsWorld::Write &write) {
        auto fault = ListsWorld::status(429);
        fault->headers = {{"Retry-After", "1"}};
        return write.method == "PATCH" ? fault : std::nullopt;
    };
    const RunOutcome outcome = other.run();
    QCOMPARE(outcome.kind, Kind::Paused);
    QCOMPARE(outcome.error->kind, ErrorKind::Throttled);
    QCOMPARE(countOf(other.world, "PATCH"), 5);
    QCOMPARE(other.count(UnitState::Planned), 15);
    QCOMPARE(other.findings, QStringList());
}

MUSTER_TEST(TestListApplyRun, QCoreApplication)

} // namespace tst_listapplyrun
#include "tst_listapplyrun.moc"
