// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/clockwitness.h"

#include "tests/support/fakeclock.h"
#include "tests/support/testprogram.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace muster;
using namespace std::chrono_literals;

namespace tst_clockwitness {
using test::FakeClock;

class TestClockWitness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_clock = std::make_unique<FakeClock>(FakeClock::Mode::ByHand);
        m_start = m_clock->wallNow();
    }
    void F107_aFolderWithNothingInItBelievesTheClock();
    void F107_aClockFarFromTheLastStartIsNotBelieved_data();
    void F107_aClockFarFromTheLastStartIsNotBelieved();
    void F107_aWrongStartIsNotBelievedTheNextTimeEither();
    void F107_withoutAFileTheNewestRecordBearsWitness();
    void F107_aClockThatIsSetMeanwhileIsNotBelieved();
    void F107_sleepIsNoDoubt();
    void F107_aServerSettlesTheDoubt();
    void F107_aServerContradictsTheClock();

private:
    /// One start; keeps the time as a workspace does.
    std::unique_ptr<ClockWitness> started(const QDateTime &lastRecord = {})
    {
        auto witness
            = std::make_unique<ClockWitness>(m_folder->filePath(QStringLiteral("clock")), lastRecord, *m_clock);
        if (!witness->save()())
            qFatal("not kept");
        return witness;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeClock> m_clock;
    QDateTime m_start;
};

void TestClockWitness::F107_aFolderWithNothingInItBelievesTheClock()
{
    const auto witness = started();
    QVERIFY(!witness->now().isDoubtful());
    m_clock->advance(100h);
    QCOMPARE(witness->now(), BelievableTime(m_start.addDuration(100h)));
}

void TestClockWitness::F107_aClockFarFromTheLastStartIsNotBelieved_data()
{
    QTest::addColumn<qint64>("hours");
    QTest::addColumn<bool>("believed");
    QTest::newRow("a month ahead") << qint64(24 * 31) << false;
    QTest::newRow("a month behind") << qint64(-24 * 31) << false;
    QTest::newRow("an hour behind") << qint64(-1) << false;
    QTest::newRow("after a long weekend") << qint64(72) << true;
    QTest::newRow("a longer break") << qint64(81) << false;
    QTest::newRow("at once") << qint64(0) << true;
}

void TestClockWitness::F107_aClockFarFromTheLastStartIsNotBelieved()
{
    QFETCH(qint64, hours);
    QFETCH(bool, believed);
    started();
    const QDateTime wall = m_start.addDuration(std::chrono::hours(hours));
    m_clock->setWall(wall);
    const BelievableTime now = started()->now();
    QCOMPARE(!now.isDoubtful(), believed);
    QCOMPARE(now.clock, wall);
    QCOMPARE(now.earliest, believed ? wall : std::min(wall, m_start));
    QCOMPARE(now.latest, believed ? wall : std::max(wall, m_start));
}

void TestClockWitness::F107_aWrongStartIsNotBelievedTheNextTimeEither()
{
    started();
    m_clock->setWall(m_start.addDays(31));
    for (int start = 0; start < 3; ++start) {
        const auto witness = started();
        m_clock->advance(2h);
        if (!witness->save()())
            qFatal("not kept");
        QVERIFY(witness->now().isDoubtful());
        QVERIFY(!witness->now().hasPassed(m_start.addDays(30)));
    }
    m_clock->setWall(m_start.addDuration(7h)); // and the right clock is
    QVERIFY(!started()->now().isDoubtful());
}

void TestClockWitness::F107_withoutAFileTheNewestRecordBearsWitness()
{
    m_clock->setWall(m_start.addDays(31));
    QVERIFY(started(m_start)->now().isDoubtful());
    QFile::remove(m_folder->filePath(QStringLiteral("clock")));
    QVERIFY(!started(m_start.addDays(30))->now().isDoubtful());
}

void TestClockWitness::F107_aClockThatIsSetMeanwhileIsNotBelieved()
{
    const auto witness = started();
    m_clock->advance(1h);
    m_clock->setWall(m_start.addDays(40));
    QVERIFY(witness->now().isDoubtful());
    QCOMPARE(witness->now().earliest, m_start.addDuration(1h));
}

void TestClockWitness::F107_sleepIsNoDoubt()
{
    const auto witness = started();
    m_clock->sleepMachine(14h);
    QVERIFY(!witness->now().isDoubtful());
}

void TestClockWitness::F107_aServerSettlesTheDoubt()
{
    started();
    m_clock->setWall(m_start.addDays(31)); // a long holiday
    const auto witness = started();
    QSignalSpy cleared(witness.get(), &ClockWitness::cleared);
    witness->serverSaid({});
    QVERIFY(witness->now().isDoubtful());
    witness->serverSaid(m_clock->wallNow().addDuration(-2s));
    QVERIFY(!witness->now().isDoubtful());
    QCOMPARE(cleared.count(), 1);
    QVERIFY(witness->save()());
    QVERIFY(!started()->now().isDoubtful()); // nor the next time
}

void TestClockWitness::F107_aServerContradictsTheClock()
{
    started();
    const auto witness = started();
    QVERIFY(!witness->now().isDoubtful());
    QSignalSpy cleared(witness.get(), &ClockWitness::cleared);
    witness->serverSaid(m_start.addDays(10));
    const BelievableTime now = witness->now();
    QCOMPARE(now.earliest, m_start); // what is removed goes by the one,
    QCOMPARE(now.latest, m_start.addDays(10)); // what has to be fresh by the other
    QCOMPARE(cleared.count(), 0);
    m_clock->advance(1h);
    QCOMPARE(witness->now().latest, m_start.addDays(10).addDuration(1h));
}

MUSTER_TEST(TestClockWitness, QCoreApplication)

} // namespace tst_clockwitness
#include "tst_clockwitness.moc"
