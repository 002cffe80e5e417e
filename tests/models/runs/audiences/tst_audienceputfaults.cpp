// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "audiencebench.h"
#include "tests/support/interposeddisk.h"

#include "tests/support/testprogram.h"

#include <cerrno>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_audienceputfaults {

/// One fault each, on the sandbox over loopback: no version lost, none doubled, nothing said that is not so.
class TestAudiencePutFaults : public QObject, protected AudienceBench
{
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void F46_appliedButNotAnswered_data();
    void F46_appliedButNotAnswered();
    void F41_lostBeforeItWasTaken();
    void F19_repeatedAfterReading();
    void F19_triesUsedUpPause();
    void F21_fiveInARowHalt();
    void F24_acceptedIsSettledByReading();
    void F05_throttledAgainAndAgain();
    void F07_signsInAgain();
    void F10_lackingScope();
    void F12_F76_refusedByTheServiceIsNotRepeated();
    void F16_conflictAfterALostAttemptIsOurs();
    void F31_redirectsAreNotFollowed_data();
    void F31_redirectsAreNotFollowed();
    void F53_aNetworkThatComesBackIsWaitedForWhileCounting();
    void F61_anotherAudienceIsNoAnswer();
    void F94_aFullDiskSendsNothing();
    void F105_cancelledWhileItIsSent();
};

void TestAudiencePutFaults::F46_appliedButNotAnswered_data()
{
    QTest::addColumn<Fault::Kind>("kind");
    QTest::newRow("closed") << Fault::Kind::CloseWithoutAnswer;
    QTest::newRow("reset") << Fault::Kind::Reset;
    QTest::newRow("cut") << Fault::Kind::Truncate;
}

void TestAudiencePutFaults::F46_appliedButNotAnswered()
{
    QFETCH(Fault::Kind, kind);
    Fault lost;
    lost.kind = kind;
    lost.bytes = 20;
    fault("PUT", lost);
    const RunOutcome outcome = run(orderOver(0));
    QVERIFY2(outcome.kind == Kind::Complete, qPrintable(told(outcome)));
    // The reading shows that it came through, so it is not sent again.
    QCOMPARE(puts(), 1);
    QCOMPARE(truth(0).version, 4);
    QCOMPARE(m_run->registration()->version, 4);
    QCOMPARE(audited("audience.requested").size(), 1);
    QCOMPARE(audited("audience.unknown").size(), 1);
    QVERIFY(audited("audience.registered").at(0)[u"seen_by_reading"].toBool());
    QCOMPARE(versions(seedId(0)).size(), 1);
}

void TestAudiencePutFaults::F41_lostBeforeItWasTaken()
{
    Fault lost;
    lost.kind = Fault::Kind::Reset;
    lost.bytes = -1;
    fault("PUT", lost);
    const RunOutcome outcome = run(orderOver(0));
    QVERIFY2(outcome.kind == Kind::Complete, qPrintable(told(outcome)));
    QCOMPARE(truth(0).version, 4);
    QCOMPARE(audited("audience.requested").size(), 2);
}

void TestAudiencePutFaults::F19_repeatedAfterReading()
{
    answer("PUT", 503, 3);
    const RunOutcome outcome = run(orderOver(0));
    QVERIFY2(outcome.kind == Kind::Complete, qPrintable(told(outcome)));
    QCOMPARE(puts(), 4);
    QCOMPARE(audited("audience.requested").size(), 4); // As many as the server saw.
    QCOMPARE(truth(0).version, 4);
    // A reading behind each, one before and one at least for the size.
    QVERIFY(requests("GET") >= 5);
}

void TestAudiencePutFaults::F19_triesUsedUpPause()
{
    answer("PUT", 500, -1);
    const RunOutcome outcome = run(orderOver(0));
    QCOMPARE(outcome.kind, Kind::Paused);
    QCOMPARE(outcome.error->kind, ErrorKind::ServerTrouble);
    QCOMPARE(puts(), 5);
    m_server->clearFaults();
    QVERIFY(resume().succeeded());
    QCOMPARE(truth(0).version, 4);
}

void TestAudiencePutFaults::F21_fiveInARowHalt()
{
    answer("", 500, -1);
    const RunOutcome outcome = run(orderOver(0));
    QCOMPARE(outcome.kind, Kind::Halted);
    QCOMPARE(puts(), 0);
    m_server->clearFaults();
    const int asked = requests("GET");
    QCOMPARE(resume().kind, Kind::Halted); // Resuming alone does not say so.
    QCOMPARE(requests("GET"), asked);
    QVERIFY(m_workspace->runs().rearm(*m_session, m_run->id()));
    const RunOutcome again = resume();
    QVERIFY2(again.succeeded(), qPrintable(told(again)));
    QCOMPARE(truth(0).version, 4);
}

void TestAudiencePutFaults::F24_acceptedIsSettledByReading()
{
    mutate("PUT", Mutation::AcceptedOnly);
    const RunOutcome outcome = run(orderOver(0));
    QVERIFY2(outcome.kind == Kind::Complete, qPrintable(told(outcome)));
    QCOMPARE(puts(), 1);
    QCOMPARE(truth(0).version, 4);
}

void TestAudiencePutFaults::F05_throttledAgainAndAgain()
{
    answer("PUT", 429, -1);
    const RunOutcome outcome = run(orderOver(0));
    QCOMPARE(outcome.kind, Kind::Paused);
    QCOMPARE(outcome.error->kind, ErrorKind::Throttled);
    QCOMPARE(puts(), 5);
    QCOMPARE(truth(0).version, 3);
    m_server->clearFaults();
    QVERIFY(resume().succeeded());
    QCOMPARE(truth(0).version, 4);
}

void TestAudiencePutFaults::F07_signsInAgain()
{
    answer("PUT", 401);
    const RunOutcome outcome = run(orderOver(0));
    QVERIFY2(outcome.kind == Kind::Complete, qPrintable(told(outcome)));
    QCOMPARE(puts(), 2); // Refused before anything was done, then replayed once.
    QCOMPARE(audited("audience.requested").size(), 1);
    QCOMPARE(truth(0).version, 4);
}

void TestAudiencePutFaults::F10_lackingScope()
{
    Fault scope;
    scope.kind = Fault::Kind::RawBody;
    scope.status = 403;
    scope.contentType = "application/json";
    scope.body = R"({"error":"insufficient_scope","message":"no","scope":"journey:audiences:write"})";
    fault("PUT", scope);
    const RunOutcome outcome = run(orderOver(0));
    QCOMPARE(outcome.kind, Kind::Refused);
    QCOMPARE(outcome.error->scope, u"journey:audiences:write"_s);
    QCOMPARE(puts(), 1);
}

void TestAudiencePutFaults::F12_F76_refusedByTheServiceIsNotRepeated()
{
    Fault refused;
    refused.kind = Fault::Kind::RawBody;
    refused.status = 400;
    refused.contentType = "application/json";
    refused.body = R"({"error":"invalid_audience","message":"no","details":[)"
                   R"({"field":"criteria.conditions[0].field","issue":"not allowed"}]})";
    fault("PUT", refused);
    const RunOutcome outcome = run(orderOver(0));
    QCOMPARE(outcome.kind, Kind::Refused);
    QCOMPARE(told(outcome), u"invalid invalid_audience"_s);
    QCOMPARE(outcome.error->details.at(0).field, u"criteria.conditions[0].field"_s);
    QCOMPARE(puts(), 1);
    QCOMPARE(truth(0).version, 3);
    QCOMPARE(audited("audience.refused_by_service").at(0)[u"status"].toInt(), 400);
}

void TestAudiencePutFaults::F16_conflictAfterALostAttemptIsOurs()
{
    // Applied and lost; the reading behind it is answered by what was there before, and the repetition by a conflict.
    Fault lost;
    lost.kind = Fault::Kind::CloseWithoutAnswer;
    fault("PUT", lost);
    Fault stale;
    stale.kind = Fault::Kind::RawBody;
    stale.status = 200;
    stale.contentType = "application/json";
    stale.body = QByteArray(R"({"id":")") + seedId(1).toLatin1()
        + R"(","name":"Big spenders","criteria":{"operator":"AND","conditions":[)"
          R"({"field":"revenue","operator":"greater_than","value":500},)"
          R"({"field":"loyalty_points","operator":"greater_than","value":5000}]},)"
          R"("data_source":"customer_360","version":1})";
    stale.skip = 1;
    fault("GET", stale);
    Fault conflict;
    conflict.status = 409;
    fault("PUT", conflict);
    const RunOutcome outcome = run(orderOver(1));
    QVERIFY2(outcome.kind == Kind::Complete, qPrintable(told(outcome)));
    QCOMPARE(m_run->registration()->version, 2);
    QVERIFY(!m_run->conflict());
    QCOMPARE(truth(1).version, 2);
}

void TestAudiencePutFaults::F31_redirectsAreNotFollowed_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("%d", status) << status;
}

void TestAudiencePutFaults::F31_redirectsAreNotFollowed()
{
    QFETCH(int, status);
    Fault redirect;
    redirect.status = status;
    redirect.headers = {{"Location", "/api/v1/audiences/" + newId.toLatin1()}};
    fault("PUT", redirect);
    const RunOutcome outcome = run(orderOver(0));
    QCOMPARE(outcome.kind, Kind::Refused);
    QCOMPARE(outcome.error->kind, ErrorKind::RedirectRefused);
    QCOMPARE(puts(), 1);
    QCOMPARE(truth().version, 0);
    QCOMPARE(truth(0).version, 3);
}

void TestAudiencePutFaults::F53_aNetworkThatComesBackIsWaitedForWhileCounting()
{
    Fault gone;
    gone.kind = Fault::Kind::Reset;
    gone.bytes = -1;
    gone.skip = 1;
    gone.times = 12; // More than the tries of one call.
    fault("GET", gone);
    const RunOutcome outcome = run(orderOver(0));
    QVERIFY2(outcome.kind == Kind::Complete, qPrintable(told(outcome)));
    QCOMPARE(puts(), 1);
}

void TestAudiencePutFaults::F61_anotherAudienceIsNoAnswer()
{
    mutate("GET", Mutation::OtherObject, -1);
    const RunOutcome outcome = run(orderOver(0));
    QCOMPARE(outcome.kind, Kind::Refused);
    QCOMPARE(told(outcome), u"unexpected_shape other_audience"_s);
    QCOMPARE(puts(), 0);
}

void TestAudiencePutFaults::F94_aFullDiskSendsNothing()
{
    const AudiencePutOrder wanted = orderOver(0);
    InterposedDisk::failWrites(ENOSPC, "/payloads/");
    const RunOutcome outcome = run(wanted);
    InterposedDisk::heal();
    QCOMPARE(outcome.kind, Kind::Paused);
    QCOMPARE(told(outcome), u"file disk_full"_s);
    QCOMPARE(puts(), 0);
    QVERIFY(resume().succeeded());
    QCOMPARE(truth(0).version, 4);
    QCOMPARE(puts(), 1);
}

void TestAudiencePutFaults::F105_cancelledWhileItIsSent()
{
    Fault slow;
    slow.kind = Fault::Kind::Delay;
    slow.delay = std::chrono::milliseconds(150);
    fault("PUT", slow);
    QVERIFY(start(orderOver(0)));
    QTRY_COMPARE(puts(), 1);
    m_run->cancel();
    QTRY_VERIFY(m_run->outcome());
    // The answer on its way was awaited: what is known is kept.
    QCOMPARE(m_run->outcome()->kind, Kind::Cancelled);
    QCOMPARE(audited("audience.registered").size(), 1);
    QVERIFY(resume().succeeded());
    QCOMPARE(puts(), 1);
    QCOMPARE(truth(0).version, 4);
}

MUSTER_TEST(TestAudiencePutFaults, QCoreApplication)

} // namespace tst_audienceputfaults

#include "tst_audienceputfaults.moc"
