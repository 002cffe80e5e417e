// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/outbox.h"

#include "models/store/database.h"
#include "models/store/journal.h"
#include "tests/support/interposeddisk.h"
#include "tests/support/testprogram.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <cerrno>

using namespace muster;

namespace tst_outbox {

namespace {

const QDateTime start = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000, Qt::UTC);

Delivery deliveryNamed(const QString &id, const QString &run = QStringLiteral("r1"))
{
    Delivery delivery;
    delivery.id = id;
    delivery.runId = run;
    delivery.target = QUrl(QStringLiteral("https://hooks.example.com/a%2Fb?x=%20y"));
    delivery.body = "{\"page\":1}";
    delivery.queuedAt = delivery.nextAttemptAt = start;
    return delivery;
}

const QUrl target = deliveryNamed(QString()).target;

/// Those whose time has come, as whoever sends them picks them.
QList<Delivery> due(const Outbox &outbox, const QDateTime &now)
{
    QList<Delivery> deliveries = outbox.waitingFor(target, 100).value_or(QList<Delivery>());
    deliveries.removeIf([&](const Delivery &delivery) { return delivery.nextAttemptAt > now; });
    return deliveries;
}

} // namespace

class TestOutbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void F36_outlivesARestartWithTheSameId();
    void F36_waitsDoubleUpToFifteenMinutes();
    void F36_afterADayItIsKeptAsUndelivered();
    void F36_deliveredOnesLeaveTheQueue();
    void whereRecordsStandIsKeptUntilTheyAreDelivered();
    void anOlderJournalIsLookedAtWithoutThem();
    void aBatchIsAllOrNothing();
    void F36_whatIsQueuedAgainAfterACrashIsStillOne();
    void dueComesInOrderAndInWindows();
    void F94_nothingIsQueuedOnAFullDisk();
    void signalsTellOfChanges();
    void F121_aLongerWaitIsKept();
    void F121_eachTargetHasItsOwn();
    void F36_whatIsOverdueGoesWithTheTarget();
    void F107_aDayIsNoReasonWhereTheClockIsInDoubt();
    void F36_whatWasGivenUpIsTriedAgainWhenAskedFor();

private:
    [[nodiscard]] QString file() const { return m_folder->filePath(QStringLiteral("journal.sqlite")); }
    void reopen();
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<Outbox> m_outbox;
};

void TestOutbox::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    reopen();
}

void TestOutbox::cleanup()
{
    test::InterposedDisk::heal();
    m_outbox.reset();
    m_journal.reset();
}

void TestOutbox::reopen()
{
    m_outbox.reset();
    m_journal.reset();
    auto journal = Journal::open(file(), false);
    QVERIFY(journal);
    m_journal = *std::move(journal);
    m_outbox = std::make_unique<Outbox>(*m_journal);
}

void TestOutbox::F36_outlivesARestartWithTheSameId()
{
    QVERIFY(m_outbox->enqueue({deliveryNamed(QStringLiteral("a"))}));
    QVERIFY(m_outbox->failed(QStringLiteral("a"), QStringLiteral("timed_out"), start));
    reopen();
    const QList<Delivery> ready = due(*m_outbox, start.addSecs(1));
    QCOMPARE(ready.size(), 1);
    const Delivery &delivery = ready.first();
    QCOMPARE(delivery.id, QStringLiteral("a"));
    QCOMPARE(delivery.runId, QStringLiteral("r1"));
    QCOMPARE(delivery.target, deliveryNamed(QString()).target);
    QCOMPARE(delivery.body, QByteArray("{\"page\":1}"));
    QCOMPARE(delivery.attempts, 1);
    QCOMPARE(delivery.queuedAt, start);
    QCOMPARE(delivery.nextAttemptAt, start.addSecs(1));
    QCOMPARE(delivery.state, QStringLiteral("waiting"));
    QCOMPARE(delivery.lastErrorKey, QStringLiteral("timed_out"));
}

void TestOutbox::F36_waitsDoubleUpToFifteenMinutes()
{
    QVERIFY(m_outbox->enqueue({deliveryNamed(QStringLiteral("a"))}));
    QDateTime now = start;
    for (const int wait : {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900}) {
        QVERIFY(m_outbox->failed(QStringLiteral("a"), QStringLiteral("server_trouble"), now));
        QCOMPARE(now.secsTo(m_outbox->waitingFor(target, 1)->first().nextAttemptAt), wait);
        QVERIFY(due(*m_outbox, now.addSecs(wait).addMSecs(-1)).isEmpty());
        now = now.addSecs(wait);
        QCOMPARE(due(*m_outbox, now).size(), 1);
    }
}

void TestOutbox::F36_afterADayItIsKeptAsUndelivered()
{
    QVERIFY(m_outbox->enqueue({deliveryNamed(QStringLiteral("a"))}));
    const QDateTime nearly = start.addDays(1).addMSecs(-1);
    QVERIFY(m_outbox->failed(QStringLiteral("a"), QStringLiteral("timed_out"), nearly));
    QCOMPARE(m_outbox->counts(QStringLiteral("r1"))->waiting, 1);
    QVERIFY(m_outbox->failed(QStringLiteral("a"), QStringLiteral("not_sent"), start.addDays(1)));
    reopen();
    const auto counts = m_outbox->counts(QStringLiteral("r1"));
    QCOMPARE(counts->waiting, 0);
    QCOMPARE(counts->undelivered, 1);
    QVERIFY(m_outbox->waitingFor(target, 10)->isEmpty());
    QVERIFY(m_outbox->waitingTargets()->isEmpty());
    const auto kept = m_outbox->undelivered(10);
    QCOMPARE(kept->size(), 1);
    QCOMPARE(kept->first().lastErrorKey, QStringLiteral("not_sent"));
    QCOMPARE(kept->first().body, QByteArray("{\"page\":1}"));
    QCOMPARE(m_outbox->failed(QStringLiteral("a"), QString(), start).error().code, QStringLiteral("unknown_delivery"));
}

void TestOutbox::F36_deliveredOnesLeaveTheQueue()
{
    QVERIFY(m_outbox->enqueue({deliveryNamed(QStringLiteral("a")), deliveryNamed(QStringLiteral("b"))}));
    QVERIFY(m_outbox->delivered(QStringLiteral("a")));
    QCOMPARE(due(*m_outbox, start).size(), 1);
    QCOMPARE(due(*m_outbox, start).first().id, QStringLiteral("b"));
    const auto counts = m_outbox->counts(QStringLiteral("r1"));
    QCOMPARE(counts->delivered, 1);
    QCOMPARE(counts->waiting, 1);
    QCOMPARE(m_outbox->delivered(QStringLiteral("a")).error().code, QStringLiteral("unknown_delivery"));
    QCOMPARE(m_outbox->delivered(QStringLiteral("zz")).error().code, QStringLiteral("unknown_delivery"));
    QCOMPARE(m_outbox->counts(QStringLiteral("other"))->waiting, 0);
}

void TestOutbox::F36_whatIsQueuedAgainAfterACrashIsStillOne()
{
    const QString id = deliveryId(QStringLiteral("r1"), QStringLiteral("page 7"));
    QCOMPARE(id.size(), 32);
    QCOMPARE(id, deliveryId(QStringLiteral("r1"), QStringLiteral("page 7")));
    QVERIFY(id != deliveryId(QStringLiteral("r1"), QStringLiteral("page 8")));
    QVERIFY(id != deliveryId(QStringLiteral("r2"), QStringLiteral("page 7")));
    QVERIFY(m_outbox->enqueueOnce({deliveryNamed(id)}));
    QVERIFY(m_outbox->enqueueOnce({deliveryNamed(id)}));
    QCOMPARE(due(*m_outbox, start).size(), 1);
    QVERIFY(m_outbox->delivered(id));
    QVERIFY(m_outbox->enqueueOnce({deliveryNamed(id)})); // told already: nothing happens
    QCOMPARE(due(*m_outbox, start).size(), 0);
}

void TestOutbox::whereRecordsStandIsKeptUntilTheyAreDelivered()
{
    Delivery delivery = deliveryNamed(QStringLiteral("a"));
    delivery.recordsFrom = "{\"offset\":1}";
    delivery.records = 3;
    delivery.recordsLeftOut = 1;
    QVERIFY(m_outbox->enqueue({delivery, deliveryNamed(QStringLiteral("b"))}));
    reopen();
    const Delivery kept = m_outbox->waitingFor(target, 1)->first();
    QCOMPARE(kept.recordsFrom, delivery.recordsFrom);
    QCOMPARE(kept.records, 3);
    QCOMPARE(kept.recordsLeftOut, 1);
    // After a loss of power the same page may stand elsewhere: it waits for what is there now, even if it was given up.
    QCOMPARE(m_outbox->giveUp(QStringLiteral("a"), QStringLiteral("records_changed"))->state,
             QStringLiteral("undelivered"));
    QVERIFY(m_outbox->enqueueOnce({delivery}));
    QCOMPARE(m_outbox->counts(QStringLiteral("r1"))->undelivered, 1); // that would change nothing
    delivery.recordsFrom = "{\"offset\":2}";
    QVERIFY(m_outbox->enqueueOnce({delivery}));
    QCOMPARE(m_outbox->counts(QStringLiteral("r1"))->waiting, 2);
    QVERIFY(m_outbox->delivered(QStringLiteral("a")));
    QVERIFY(m_outbox->enqueueOnce({delivery})); // told already: nothing happens
    QCOMPARE(m_outbox->counts(QStringLiteral("r1"))->delivered, 1);
    const QList<Delivery> all = *m_outbox->ofRun(QStringLiteral("r1"), 10);
    for (const Delivery &one : all)
        QVERIFY(one.recordsFrom.isEmpty());
    QCOMPARE(m_outbox->recordsOf(QStringLiteral("r1"))->handedOver, 3); // how many is known for ever
    QCOMPARE(m_outbox->recordsOf(QStringLiteral("r1"))->leftOut, 1);
    QCOMPARE(m_outbox->recordsOf(QStringLiteral("r2"))->handedOver, 0);
    QCOMPARE(m_outbox->giveUp(QStringLiteral("a"), {}).error().code, QStringLiteral("unknown_delivery"));
}

void TestOutbox::anOlderJournalIsLookedAtWithoutThem()
{
    QVERIFY(m_outbox->enqueue({deliveryNamed(QStringLiteral("a"))}));
    Database &database = m_journal->database();
    for (const char *column : {"records_from", "records", "records_left_out"})
        QVERIFY(database.change(QStringLiteral("ALTER TABLE deliveries DROP COLUMN %1").arg(QLatin1String(column))));
    QVERIFY(database.change(QStringLiteral("PRAGMA user_version=3")));
    const Outbox older(*m_journal);
    QCOMPARE(older.waitingFor(target, 5)->size(), 1);
    QCOMPARE(older.recordsOf(QStringLiteral("r1"))->handedOver, 0);
    // One that is not only looked at gets them.
    QVERIFY(migrateJournal(database));
    QCOMPARE(Outbox(*m_journal).waitingFor(target, 5)->first().records, 0);
}

void TestOutbox::aBatchIsAllOrNothing()
{
    QVERIFY(m_outbox->enqueue({deliveryNamed(QStringLiteral("a"))}));
    const auto refused = m_outbox->enqueue({deliveryNamed(QStringLiteral("b")), deliveryNamed(QStringLiteral("a"))});
    QCOMPARE(refused.error().code, QStringLiteral("exists"));
    QCOMPARE(m_outbox->counts(QStringLiteral("r1"))->waiting, 1);
    const int syncs = test::InterposedDisk::syncs();
    QList<Delivery> many;
    for (int number = 0; number < 100; ++number)
        many.append(deliveryNamed(QStringLiteral("m%1").arg(number)));
    QVERIFY(m_outbox->enqueue(many));
    QCOMPARE(m_outbox->counts(QStringLiteral("r1"))->waiting, 101);
    QVERIFY(test::InterposedDisk::syncs() - syncs <= 4); // one commit, and perhaps a checkpoint of the log
}

void TestOutbox::dueComesInOrderAndInWindows()
{
    QList<Delivery> many;
    for (int number = 0; number < 5; ++number) {
        Delivery delivery = deliveryNamed(QStringLiteral("d%1").arg(number));
        delivery.nextAttemptAt = start.addSecs(5 - number);
        many.append(delivery);
    }
    QVERIFY(m_outbox->enqueue(many));
    const auto first = m_outbox->waitingFor(target, 2);
    QCOMPARE(first->size(), 2);
    QCOMPARE(first->at(0).id, QStringLiteral("d4"));
    QCOMPARE(first->at(0).nextAttemptAt, start.addSecs(1));
    QCOMPARE(first->at(1).id, QStringLiteral("d3"));
    QCOMPARE(due(*m_outbox, start.addSecs(3)).size(), 3);
}

void TestOutbox::F94_nothingIsQueuedOnAFullDisk()
{
    test::InterposedDisk::failWrites(ENOSPC);
    QSignalSpy queued(m_outbox.get(), &Outbox::queued);
    QCOMPARE(m_outbox->enqueue({deliveryNamed(QStringLiteral("a"))}).error().code, QStringLiteral("disk_full"));
    QCOMPARE(queued.count(), 0);
    test::InterposedDisk::heal();
    QCOMPARE(m_outbox->counts(QStringLiteral("r1"))->waiting, 0);
    QVERIFY(m_outbox->enqueue({deliveryNamed(QStringLiteral("a"))}));
    QCOMPARE(queued.count(), 1);
}

void TestOutbox::signalsTellOfChanges()
{
    QSignalSpy changed(m_outbox.get(), &Outbox::changed);
    QVERIFY(m_outbox->enqueue({deliveryNamed(QStringLiteral("a")), deliveryNamed(QStringLiteral("b")),
                               deliveryNamed(QStringLiteral("c"), QStringLiteral("r2"))}));
    QCOMPARE(changed.count(), 2); // once a run
    QVERIFY(m_outbox->delivered(QStringLiteral("c")));
    QCOMPARE(changed.count(), 3);
    QCOMPARE(changed.last().first().toString(), QStringLiteral("r2"));
    QVERIFY(m_outbox->failed(QStringLiteral("a"), QString(), start));
    QCOMPARE(changed.count(), 4);
}

void TestOutbox::F121_aLongerWaitIsKept()
{
    using namespace std::chrono_literals;
    QVERIFY(m_outbox->enqueue({deliveryNamed(QStringLiteral("a"))}));
    QVERIFY(m_outbox->failed(QStringLiteral("a"), QStringLiteral("throttled"), start, 2h));
    QCOMPARE(m_outbox->waitingFor(target, 1)->first().nextAttemptAt, start.addSecs(7200));
    QVERIFY(m_outbox->failed(QStringLiteral("a"), QStringLiteral("throttled"), start, 1ms)); // never a shorter one
    QCOMPARE(m_outbox->waitingFor(target, 1)->first().nextAttemptAt, start.addSecs(2));
}

void TestOutbox::F121_eachTargetHasItsOwn()
{
    Delivery other = deliveryNamed(QStringLiteral("b"));
    other.target = QUrl(QStringLiteral("https://lake.example.com/in"));
    QVERIFY(m_outbox->enqueue({deliveryNamed(QStringLiteral("a")), other}));
    QCOMPARE(m_outbox->waitingTargets()->size(), 2);
    QCOMPARE(m_outbox->waitingFor(other.target, 9)->size(), 1);
    QCOMPARE(m_outbox->waitingFor(other.target, 9)->first().id, QStringLiteral("b"));
    QCOMPARE(m_outbox->targetsOf(QStringLiteral("r1"))->size(), 2);
    QVERIFY(m_outbox->delivered(QStringLiteral("b")));
    QCOMPARE(*m_outbox->waitingTargets(), QList<QUrl>{target});
    QCOMPARE(m_outbox->targetsOf(QStringLiteral("r1"))->size(), 2); // also what has been delivered
}

void TestOutbox::F36_whatIsOverdueGoesWithTheTarget()
{
    Delivery old = deliveryNamed(QStringLiteral("old"));
    Delivery young = deliveryNamed(QStringLiteral("young"), QStringLiteral("r2"));
    young.queuedAt = start.addSecs(1);
    Delivery elsewhere = deliveryNamed(QStringLiteral("elsewhere"));
    elsewhere.target = QUrl(QStringLiteral("https://lake.example.com/in"));
    QVERIFY(m_outbox->enqueue({old, young, elsewhere}));
    QSignalSpy changed(m_outbox.get(), &Outbox::changed);
    const auto given = m_outbox->giveUpOverdue(target, QStringLiteral("not_sent"), start.addDays(1));
    QCOMPARE(given->size(), 1);
    QCOMPARE(given->first().id, QStringLiteral("old"));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(m_outbox->counts()->undelivered, 1);
    QCOMPARE(m_outbox->counts()->waiting, 2);
    QCOMPARE(m_outbox->undelivered(9)->first().lastErrorKey, QStringLiteral("not_sent"));
}

void TestOutbox::F107_aDayIsNoReasonWhereTheClockIsInDoubt()
{
    QVERIFY(m_outbox->enqueue({deliveryNamed(QStringLiteral("a"))}));
    QVERIFY(m_outbox->failed(QStringLiteral("a"), QStringLiteral("not_sent"), start.addDays(30), {},
                             Outbox::Patience::Endless));
    QCOMPARE(m_outbox->counts()->waiting, 1);
    QCOMPARE(m_outbox->failed(QStringLiteral("a"), QStringLiteral("not_sent"), start.addDays(30))->state,
             QStringLiteral("undelivered"));
}

void TestOutbox::F36_whatWasGivenUpIsTriedAgainWhenAskedFor()
{
    QVERIFY(m_outbox->enqueue(
        {deliveryNamed(QStringLiteral("a")), deliveryNamed(QStringLiteral("b"), QStringLiteral("r2"))}));
    for (const char *id : {"a", "b"})
        QVERIFY(m_outbox->failed(QString::fromLatin1(id), QStringLiteral("not_sent"), start.addDays(1)));
    QSignalSpy queued(m_outbox.get(), &Outbox::queued);
    QCOMPARE(m_outbox->tryAgain(QStringLiteral("r2"), start.addDays(2)).value_or(-1), 1);
    QCOMPARE(queued.count(), 1);
    const QList<Delivery> again = due(*m_outbox, start.addDays(2));
    QCOMPARE(again.size(), 1);
    QCOMPARE(again.first().id, QStringLiteral("b")); // the same id as ever
    QCOMPARE(again.first().queuedAt, start.addDays(2)); // with another day before it
    QCOMPARE(m_outbox->delayed(9)->size(), 1);
    QCOMPARE(m_outbox->tryAgain({}, start.addDays(2)).value_or(-1), 1);
    QCOMPARE(m_outbox->tryAgain({}, start.addDays(2)).value_or(-1), 0);
    QCOMPARE(queued.count(), 2);
}

MUSTER_TEST(TestOutbox, QCoreApplication)

} // namespace tst_outbox
#include "tst_outbox.moc"
