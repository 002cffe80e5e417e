// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/outbox.h"

#include "models/store/journal.h"
#include "tests/support/interposeddisk.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <cerrno>

using namespace muster;

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
    void F107_aDoubtfulClockGivesNothingUp();
    void F107_whatAWrongClockPutOffIsNotPutOffForLong();
    void F36_deliveredOnesLeaveTheQueue();
    void aBatchIsAllOrNothing();
    void F36_whatIsQueuedAgainAfterACrashIsStillOne();
    void dueComesInOrderAndInWindows();
    void F94_nothingIsQueuedOnAFullDisk();
    void signalsTellOfChanges();

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
    const auto due = m_outbox->due(start.addSecs(1), 10);
    QVERIFY(due);
    QCOMPARE(due->size(), 1);
    const Delivery &delivery = due->first();
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
        const auto next = m_outbox->nextDue();
        QVERIFY(next && *next);
        QCOMPARE(now.secsTo(**next), wait);
        QVERIFY(m_outbox->due(now.addSecs(wait).addMSecs(-1), 10)->isEmpty());
        now = now.addSecs(wait);
        QCOMPARE(m_outbox->due(now, 10)->size(), 1);
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
    QVERIFY(m_outbox->due(start.addDays(9), 10)->isEmpty());
    QVERIFY(!*m_outbox->nextDue());
    const auto kept = m_outbox->undelivered(10);
    QCOMPARE(kept->size(), 1);
    QCOMPARE(kept->first().lastErrorKey, QStringLiteral("not_sent"));
    QCOMPARE(kept->first().body, QByteArray("{\"page\":1}"));
    QCOMPARE(m_outbox->failed(QStringLiteral("a"), QString(), start).error().code, QStringLiteral("unknown_delivery"));
}

void TestOutbox::F107_aDoubtfulClockGivesNothingUp()
{
    QVERIFY(m_outbox->enqueue({deliveryNamed(QStringLiteral("a"))}));
    const QDateTime soon = start.addSecs(60), wrong = start.addMonths(1);
    QVERIFY(m_outbox->failed(QStringLiteral("a"), QStringLiteral("not_sent"), {wrong, soon}));
    QCOMPARE(m_outbox->counts(QStringLiteral("r1"))->waiting, 1);
    QCOMPARE(**m_outbox->nextDue(), wrong.addSecs(1)); // by the clock that says when it is due
    QVERIFY(m_outbox->failed(QStringLiteral("a"), QStringLiteral("not_sent"), {soon, wrong}));
    QCOMPARE(m_outbox->counts(QStringLiteral("r1"))->waiting, 1);
    QVERIFY(m_outbox->failed(QStringLiteral("a"), QStringLiteral("not_sent"), {wrong, wrong.addDays(1)}));
    QCOMPARE(m_outbox->counts(QStringLiteral("r1"))->undelivered, 1); // a day has passed by either
}

void TestOutbox::F107_whatAWrongClockPutOffIsNotPutOffForLong()
{
    QVERIFY(m_outbox->enqueue({deliveryNamed(QStringLiteral("a"))}));
    QVERIFY(m_outbox->failed(QStringLiteral("a"), QStringLiteral("not_sent"), {start.addMonths(1), start}));
    QCOMPARE(m_outbox->due(start, 10)->size(), 1);
}

void TestOutbox::F36_deliveredOnesLeaveTheQueue()
{
    QVERIFY(m_outbox->enqueue({deliveryNamed(QStringLiteral("a")), deliveryNamed(QStringLiteral("b"))}));
    QVERIFY(m_outbox->delivered(QStringLiteral("a")));
    QCOMPARE(m_outbox->due(start, 10)->size(), 1);
    QCOMPARE(m_outbox->due(start, 10)->first().id, QStringLiteral("b"));
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
    QCOMPARE(m_outbox->due(start, 10)->size(), 1);
    QVERIFY(m_outbox->delivered(id));
    QVERIFY(m_outbox->enqueueOnce({deliveryNamed(id)})); // told already: nothing happens
    QCOMPARE(m_outbox->due(start, 10)->size(), 0);
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
    QCOMPARE(**m_outbox->nextDue(), start.addSecs(1));
    const auto due = m_outbox->due(start.addSecs(3), 2);
    QCOMPARE(due->size(), 2);
    QCOMPARE(due->at(0).id, QStringLiteral("d4"));
    QCOMPARE(due->at(1).id, QStringLiteral("d3"));
    QCOMPARE(m_outbox->due(start.addSecs(3), 10)->size(), 3);
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

QTEST_GUILESS_MAIN(TestOutbox)
#include "tst_outbox.moc"
