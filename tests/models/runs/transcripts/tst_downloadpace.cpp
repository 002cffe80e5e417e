// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/transcripts/downloadpace.h"
#include "tests/support/testprogram.h"

#include <QCoro/QCoroTask>

using namespace muster;

namespace tst_downloadpace {

namespace {

/// Hears nothing.
struct Deaf final : CallObserver
{
    void answered(Service, int, std::chrono::milliseconds) override { }
    void retrying(Service, int, const ApiError &, std::chrono::milliseconds) override { ++retries; }
    void waitEnded(Service) override { }
    void signedIn(Service) override { }
    int retries = 0;
};

const ApiError throttled{.kind = ErrorKind::Throttled, .httpStatus = 429};

void enter(DownloadPace &pace, int times)
{
    for (int at = 0; at < times; ++at)
        QVERIFY(QCoro::waitFor(pace.enter({})));
}

} // namespace

class TestDownloadPace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void troubleHalvesAndCalmAddsOne();
    void troubleOfTheSameStretchCountsOnce();
    void whoeverIsTooManyMakesWay();
    void theNextWaitsForItsTurn();
    void aStopEndsTheWait();
    void whatIsAnOverload_data();
    void whatIsAnOverload();
};

void TestDownloadPace::troubleHalvesAndCalmAddsOne()
{
    QList<int> told;
    DownloadPace pace(6, [&told](int atOnce, bool isLowered) { told.append(isLowered ? -atOnce : atOnce); });
    const auto calm = [&pace](int downloads) {
        for (int at = 0; at < downloads; ++at)
            pace.wentWell();
    };
    calm(100);
    QCOMPARE(pace.atOnce(), 6); // never more than was ordered
    for (int times = 0; times < 5; ++times)
        pace.troubled(pace.stretch());
    QCOMPARE(pace.atOnce(), 1); // nor none at all
    QCOMPARE(told, (QList{-3, -1}));
    calm(DownloadPace::calmDownloads - 1);
    QCOMPARE(pace.atOnce(), 1);
    calm(1);
    QCOMPARE(pace.atOnce(), 2);
    calm(DownloadPace::calmDownloads - 1);
    pace.troubled(-1); // of an earlier stretch: it lowers nothing, but it was not calm either
    calm(1);
    QCOMPARE(pace.atOnce(), 2);
    calm(100);
    QCOMPARE(pace.atOnce(), 6);
    QCOMPARE(told, (QList{-3, -1, 2, 3, 4, 5, 6}));
}

void TestDownloadPace::troubleOfTheSameStretchCountsOnce()
{
    DownloadPace pace(8, [](int, bool) { });
    Deaf deaf;
    PacedDownload one(pace, deaf, {}), other(pace, deaf, {});
    one.ended(throttled);
    other.ended(throttled);
    QCOMPARE(pace.atOnce(), 4);
    PacedDownload later(pace, deaf, {});
    later.ended(throttled);
    QCOMPARE(pace.atOnce(), 2);
}

void TestDownloadPace::whoeverIsTooManyMakesWay()
{
    DownloadPace pace(4, [](int, bool) { });
    Deaf deaf;
    enter(pace, 4);
    PacedDownload one(pace, deaf, {}), two(pace, deaf, {}), three(pace, deaf, {}), four(pace, deaf, {});
    one.retrying(Service::Transcripts, 1, {.kind = ErrorKind::BrokenBody}, {});
    QCOMPARE(pace.atOnce(), 4);
    for (PacedDownload *download : {&one, &two, &three, &four})
        download->retrying(Service::Transcripts, 1, throttled, {});
    QCOMPARE(deaf.retries, 5);
    QCOMPARE(pace.atOnce(), 2);
    QCOMPARE(pace.underWay(), 2);
    QVERIFY(one.hasMadeWay() && one.token().stop_requested() && two.hasMadeWay());
    QVERIFY(!three.hasMadeWay() && !three.token().stop_requested() && !four.hasMadeWay());
}

void TestDownloadPace::theNextWaitsForItsTurn()
{
    DownloadPace pace(2, [](int, bool) { });
    enter(pace, 2);
    bool hasEntered = false;
    const auto next = [&]() -> QCoro::Task<void> { hasEntered = co_await pace.enter({}); };
    const QCoro::Task<void> waiting = next();
    QTest::qWait(1);
    QVERIFY(!hasEntered);
    pace.troubled(pace.stretch());
    pace.leave(); // one is under way, and one may be
    QTest::qWait(1);
    QVERIFY(!hasEntered);
    pace.leave();
    QTRY_VERIFY(hasEntered);
    QCOMPARE(pace.underWay(), 1);
}

void TestDownloadPace::aStopEndsTheWait()
{
    DownloadPace pace(1, [](int, bool) { });
    enter(pace, 1);
    std::stop_source stop;
    std::optional<bool> entered;
    const auto next = [&]() -> QCoro::Task<void> { entered = co_await pace.enter(stop.get_token()); };
    const QCoro::Task<void> waiting = next();
    stop.request_stop();
    QTRY_VERIFY(entered);
    QVERIFY(!*entered);
    QCOMPARE(pace.underWay(), 1);
    Deaf deaf;
    PacedDownload paced(pace, deaf, stop.get_token());
    QVERIFY(paced.token().stop_requested() && !paced.hasMadeWay());
}

void TestDownloadPace::whatIsAnOverload_data()
{
    QTest::addColumn<ApiError>("error");
    QTest::addColumn<bool>("isOverload");
    QTest::newRow("429") << throttled << true;
    QTest::newRow("503") << ApiError{.kind = ErrorKind::ServerTrouble, .httpStatus = 503} << true;
    QTest::newRow("no answer in time") << ApiError{.kind = ErrorKind::TimedOut} << true;
    QTest::newRow("500") << ApiError{.kind = ErrorKind::ServerTrouble, .httpStatus = 500} << false;
    QTest::newRow("connection lost") << ApiError{.kind = ErrorKind::ConnectionLost} << false;
    QTest::newRow("not there") << ApiError{.kind = ErrorKind::NotFound, .httpStatus = 404} << false;
}

void TestDownloadPace::whatIsAnOverload()
{
    QFETCH(ApiError, error);
    QFETCH(bool, isOverload);
    QCOMPARE(DownloadPace::isOverload(error), isOverload);
}

MUSTER_TEST(TestDownloadPace, QCoreApplication)

} // namespace tst_downloadpace
#include "tst_downloadpace.moc"
