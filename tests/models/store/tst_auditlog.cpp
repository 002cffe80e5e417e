// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/auditlog.h"

#include "tests/support/testprogram.h"

#include "auditfixture.h"
#include "models/store/durablefile.h"
#include "tests/support/failingdisk.h"
#include "tests/support/sanitized.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QSignalSpy>
#include <cerrno>
#include <cmath>
#include <sys/stat.h>

using namespace muster;

namespace tst_auditlog {
using test::AuditFixture;
using test::FailingDisk;
using test::sampleEvery;

/// The log in daily use, on a disk that fails, and after a crash. Tampering is in tst_audittampering.
class TestAuditLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void appendsAndReadsBack();
    void goesOnWhereItStopped();
    void severalEntriesTakeOneSync();
    void oddValuesAreSettledBeforeTheDigest();
    void S03_filesArePrivate();
    void F94_fullDiskLeavesTheFileAsItWas();
    void F94_aFullDiskUnderTheHeadAlonePasses();
    void S35_nothingIsAppendedWhereItCannotBeWritten_data();
    void S35_nothingIsAppendedWhereItCannotBeWritten();
    void S35_aFileThatWasTakenAwayRefuses_data();
    void S35_aFileThatWasTakenAwayRefuses();
    void F95_aFailedSyncEndsTheLogUntilItIsOpenedAnew();
    void F97_theSecondWindowOnlyReads();
    void F100_aTornTailIsCutAndRecorded_data();
    void F100_aTornTailIsCutAndRecorded();
    void F100_aCrashBeforeTheHeadMovedIsNoTampering();
    void F100_theRecordWaitsForSpace();
    void F93_afterPowerLossAtMostTheLastBatchIsGone();
    void windowsOfAHundredThousandEntriesAreQuick();
};

void TestAuditLog::appendsAndReadsBack()
{
    AuditFixture files;
    auto log = files.open();
    QVERIFY(log && !log->notice());
    QCOMPARE(log->count(), 0);
    QVERIFY(log->verify().intact);
    QSignalSpy appended(log.get(), &AuditLog::appended);
    const QDateTime before = QDateTime::currentDateTimeUtc();
    const auto first = log->append(QStringLiteral("export.started"), QStringLiteral("r1"),
                                   {{QStringLiteral("order"), QStringLiteral("abc")}});
    QVERIFY(first);
    QCOMPARE(first->sequence, 1);
    QCOMPARE(first->previous, auditGenesis());
    QVERIFY(!first->actor.isEmpty());
    QVERIFY(qAbs(before.msecsTo(first->at)) < 5000);
    QCOMPARE(first->at.timeSpec(), Qt::UTC);
    const auto second = log->append(QStringLiteral("export.page"), QStringLiteral("r1"), {});
    QVERIFY(second);
    QCOMPARE(second->previous, first->digest);
    QCOMPARE(appended.count(), 2);
    QCOMPARE(log->count(), 2);

    const auto all = log->read(1, 100);
    QVERIFY(all);
    QCOMPARE(all->size(), 2);
    QVERIFY(all->at(0) == *first);
    QVERIFY(all->at(1) == *second);
    QCOMPARE(log->read(2, 100)->size(), 1);
    QCOMPARE(log->read(3, 100)->size(), 0);
    QCOMPARE(log->read(-5, 1)->first().sequence, 1);
    const AuditVerdict verdict = log->verify();
    QVERIFY(verdict.intact);
    QCOMPARE(verdict.entries, 2);
    QCOMPARE(verdict.firstBad, 0);
    QCOMPARE(verdict.headDigest, second->digest);
}

void TestAuditLog::goesOnWhereItStopped()
{
    AuditFixture files;
    QString last;
    for (int start = 0; start < 5; ++start) {
        auto log = files.open();
        QVERIFY(log && !log->notice());
        QCOMPARE(log->count(), start * 20);
        for (int number = 0; number < 20; ++number) {
            const auto entry = log->append(QStringLiteral("e"), {}, {});
            QVERIFY(entry);
            if (!last.isEmpty())
                QCOMPARE(entry->previous, last);
            last = entry->digest;
        }
        QVERIFY(log->verify().intact);
    }
    QCOMPARE(files.open()->verify().entries, 100);
}

void TestAuditLog::severalEntriesTakeOneSync()
{
    AuditFixture files;
    FailingDisk disk;
    auto log = files.open(false, disk);
    QVERIFY(log);
    const int writes = disk.calls(FailingDisk::Op::Write);
    const int syncs = disk.calls(FailingDisk::Op::SyncData) + disk.calls(FailingDisk::Op::Sync);
    QList<AuditDraft> drafts;
    for (int number = 0; number < 50; ++number)
        drafts.append({QStringLiteral("webhook.delivered"), QStringLiteral("r1"), {{QStringLiteral("n"), number}}});
    const auto entries = log->appendAll(drafts);
    QVERIFY(entries);
    QCOMPARE(entries->size(), 50);
    QCOMPARE(disk.calls(FailingDisk::Op::Write) - writes, 2); // the lines, and the head
    QCOMPARE(disk.calls(FailingDisk::Op::SyncData) + disk.calls(FailingDisk::Op::Sync) - syncs, 1);
    QVERIFY(log->verify().intact);
    QCOMPARE(log->read(50, 1)->first().facts.value(QStringLiteral("n")).toInt(), 49);
}

void TestAuditLog::oddValuesAreSettledBeforeTheDigest()
{
    AuditFixture files;
    auto log = files.open();
    QVERIFY(log);
    const QString half(1, QChar(0xd800));
    QJsonObject facts{{QStringLiteral("nan"), std::nan("")},
                      {QStringLiteral("minus_zero"), -0.0},
                      {QStringLiteral("big"), 9007199254740993LL},
                      {QStringLiteral("tiny"), 5e-324},
                      {QStringLiteral("tenth"), 0.1},
                      {QStringLiteral("half"), half},
                      {half, 1}};
    QVERIFY(log->append(half + QStringLiteral("x"), half, facts));
    QCOMPARE(log->append(QStringLiteral("long"), {}, {{QStringLiteral("x"), QString(70000, u'x')}}).error().code,
             QStringLiteral("too_long"));
    QVERIFY(log->append(QStringLiteral("after"), {}, {}));
    log = files.open();
    QVERIFY(log && !log->notice());
    QCOMPARE(log->count(), 2);
    QVERIFY(log->verify().intact);
    QCOMPARE(log->read(1, 1)->first().facts.value(QStringLiteral("big")).toInteger(), 9007199254740993LL);
}

void TestAuditLog::S03_filesArePrivate()
{
    const mode_t before = ::umask(0);
    AuditFixture files;
    const auto log = files.open();
    QVERIFY(log && log->append(QStringLiteral("e"), {}, {}));
    ::umask(before);
    for (const QString &path : {files.file, files.head(), files.key()}) {
        struct stat status = {};
        QCOMPARE(::stat(QFile::encodeName(path).constData(), &status), 0);
        QCOMPARE(status.st_mode & 07777, mode_t(0600));
    }
}

void TestAuditLog::F94_fullDiskLeavesTheFileAsItWas()
{
    AuditFixture files;
    FailingDisk disk;
    auto log = files.open(false, disk);
    QVERIFY(log && log->append(QStringLiteral("before"), {}, {}));
    const QByteArray bytes = AuditFixture::bytesOf(files.file);
    QSignalSpy appended(log.get(), &AuditLog::appended);
    disk.setFreeSpace(17); // part of the line fits
    const auto refused = log->append(QStringLiteral("lost"), {}, {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::File);
    QCOMPARE(refused.error().code, QStringLiteral("disk_full"));
    QCOMPARE(AuditFixture::bytesOf(files.file), bytes);
    QCOMPARE(appended.count(), 0);
    QCOMPARE(log->count(), 1);
    disk.heal();
    QCOMPARE(log->append(QStringLiteral("after"), {}, {})->sequence, 2);
    QVERIFY(log->verify().intact);
}

void TestAuditLog::F94_aFullDiskUnderTheHeadAlonePasses()
{
    AuditFixture files;
    FailingDisk disk;
    auto log = files.open(false, disk);
    QVERIFY(log && log->append(QStringLiteral("before"), {}, {}));
    const QByteArray bytes = AuditFixture::bytesOf(files.file);
    QSignalSpy appended(log.get(), &AuditLog::appended);
    for (int time = 0; time < 2; ++time) {
        disk.failNext(FailingDisk::Op::Write, ENOSPC, 1); // the line fits, the head does not
        const auto refused = log->append(QStringLiteral("lost"), {}, {});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, QStringLiteral("disk_full"));
        QCOMPARE(AuditFixture::bytesOf(files.file), bytes); // what nobody was told of is not there
        QCOMPARE(log->count(), 1);
    }
    QCOMPARE(appended.count(), 0);
    for (int sequence = 2; sequence < 70; ++sequence) // past the head's next sync
        QCOMPARE(log->append(QStringLiteral("after"), {}, {}).value_or(AuditEntry{}).sequence, sequence);
    QVERIFY(log->verify().intact);
    // The head has not lost its place: a tail that is cut off is found.
    log.reset();
    const QByteArray all = AuditFixture::bytesOf(files.file);
    AuditFixture::setBytes(files.file, all.first(all.lastIndexOf('\n', -2) + 1));
    log = files.open();
    QVERIFY(log && log->notice());
    QCOMPARE(log->notice()->code, QStringLiteral("audit_mismatch"));
}

void TestAuditLog::S35_nothingIsAppendedWhereItCannotBeWritten_data()
{
    QTest::addColumn<int>("op");
    QTest::addColumn<int>("errnoValue");
    QTest::addColumn<QString>("code");
    QTest::newRow("cannot be opened") << int(FailingDisk::Op::Open) << EACCES << QStringLiteral("not_writable");
    QTest::newRow("no space for the first files")
        << int(FailingDisk::Op::Write) << ENOSPC << QStringLiteral("disk_full");
    QTest::newRow("folder cannot be synced") << int(FailingDisk::Op::Sync) << EIO << QStringLiteral("io_error");
}

void TestAuditLog::S35_nothingIsAppendedWhereItCannotBeWritten()
{
    QFETCH(int, op);
    QFETCH(int, errnoValue);
    QFETCH(QString, code);
    AuditFixture files;
    FailingDisk disk;
    disk.failAlways(FailingDisk::Op(op), errnoValue);
    auto log = files.open(false, disk);
    QVERIFY(log); // what only reads may go on
    QVERIFY(log->notice());
    QCOMPARE(log->notice()->code, code);
    QCOMPARE(log->append(QStringLiteral("e"), {}, {}).error().code, code);
    disk.heal();
    QVERIFY(!log->append(QStringLiteral("e"), {}, {}));
    log = files.open();
    QVERIFY(log && log->append(QStringLiteral("e"), {}, {}));
}

void TestAuditLog::S35_aFileThatWasTakenAwayRefuses_data()
{
    QTest::addColumn<int>("how");
    QTest::newRow("removed") << 0;
    QTest::newRow("replaced by a copy") << 1;
    QTest::newRow("appended to by another") << 2;
    QTest::newRow("cut") << 3;
}

void TestAuditLog::S35_aFileThatWasTakenAwayRefuses()
{
    QFETCH(int, how);
    AuditFixture files;
    auto log = files.open();
    QVERIFY(log && log->append(QStringLiteral("e"), {}, {}));
    QByteArray bytes = AuditFixture::bytesOf(files.file);
    if (how <= 1)
        QVERIFY(QFile::remove(files.file));
    if (how == 1)
        AuditFixture::setBytes(files.file, bytes);
    if (how == 2)
        AuditFixture::setBytes(files.file, bytes + "x");
    if (how == 3)
        AuditFixture::setBytes(files.file, bytes.left(10));
    const auto refused = log->append(QStringLiteral("e"), {}, {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Damaged);
    QCOMPARE(refused.error().code, QStringLiteral("audit_replaced"));
    AuditFixture::setBytes(files.file, bytes);
    QVERIFY(!log->append(QStringLiteral("e"), {}, {}));
}

void TestAuditLog::F95_aFailedSyncEndsTheLogUntilItIsOpenedAnew()
{
    AuditFixture files;
    FailingDisk disk;
    auto log = files.open(false, disk);
    QVERIFY(log && log->append(QStringLiteral("kept"), {}, {}));
    disk.failNext(FailingDisk::Op::SyncData, EIO);
    QCOMPARE(log->append(QStringLiteral("perhaps"), {}, {}).error().code, QStringLiteral("io_error"));
    const int syncs = disk.calls(FailingDisk::Op::SyncData);
    QCOMPARE(log->append(QStringLiteral("never"), {}, {}).error().code, QStringLiteral("io_error"));
    QCOMPARE(disk.calls(FailingDisk::Op::SyncData), syncs);
    QCOMPARE(log->count(), 1);
    log = files.open();
    QVERIFY(log);
    QVERIFY(log->append(QStringLiteral("after"), {}, {}));
    QVERIFY(log->verify().intact);
}

void TestAuditLog::F97_theSecondWindowOnlyReads()
{
    AuditFixture files;
    auto early = files.open(true);
    QVERIFY(early && !early->notice());
    QVERIFY(early->verify().intact);
    QVERIFY(!early->append(QStringLiteral("e"), {}, {}));
    QVERIFY(!QFile::exists(files.file));
    QVERIFY(!QFile::exists(files.key()));

    auto writer = files.open();
    QVERIFY(writer && writer->append(QStringLiteral("e"), {}, {}));
    const auto reader = files.open(true);
    QVERIFY(reader);
    QCOMPARE(reader->read(1, 5)->size(), 1);
    QCOMPARE(reader->append(QStringLiteral("e"), {}, {}).error().kind, ErrorKind::InUse);
    QVERIFY(writer->append(QStringLiteral("e"), {}, {}));
    QVERIFY(reader->verify().intact);
    QCOMPARE(reader->verify().entries, 2);
}

void TestAuditLog::F100_aTornTailIsCutAndRecorded_data()
{
    QTest::addColumn<int>("keep"); // Bytes of the last line; -1: all but the line end.
    QTest::addColumn<QByteArray>("rubbish");
    QTest::newRow("one byte") << 1 << QByteArray();
    QTest::newRow("half a line") << 150 << QByteArray();
    QTest::newRow("without line end") << -1 << QByteArray();
    QTest::newRow("zeros") << 0 << QByteArray(300, '\0');
    QTest::newRow("zeros with a line end") << 0 << QByteArray(300, '\0').append('\n');
    QTest::newRow("half a line, then zeros") << 100 << QByteArray(200, '\0');
    QTest::newRow("rubbish lines") << 0 << QByteArray("abc\ndef\n\n{}\nxy");
}

void TestAuditLog::F100_aTornTailIsCutAndRecorded()
{
    QFETCH(int, keep);
    QFETCH(QByteArray, rubbish);
    AuditFixture files;
    QByteArray whole;
    {
        const auto log = files.open();
        QVERIFY(log && log->append(QStringLiteral("a"), {}, {}) && log->append(QStringLiteral("b"), {}, {}));
        whole = AuditFixture::bytesOf(files.file);
        const QByteArray head = AuditFixture::bytesOf(files.head());
        QVERIFY(log->append(QStringLiteral("torn"), {}, {}));
        QByteArray last = AuditFixture::bytesOf(files.file).sliced(whole.size());
        last.truncate(keep < 0 ? last.size() - 1 : keep);
        AuditFixture::setBytes(files.file, whole + last + rubbish);
        AuditFixture::setBytes(files.head(), head);
    }
    const auto log = files.open();
    QVERIFY(log && log->notice());
    QCOMPARE(log->notice()->code, QStringLiteral("audit_recovered"));
    QCOMPARE(log->count(), 3);
    const AuditEntry record = log->read(3, 1)->first();
    QCOMPARE(record.event, QStringLiteral("audit.recovered"));
    QVERIFY(record.facts.value(QStringLiteral("bytes_cut")).toInteger() > 0);
    QVERIFY(AuditFixture::bytesOf(files.file).startsWith(whole));
    QVERIFY(log->append(QStringLiteral("after"), {}, {}));
    const AuditVerdict verdict = log->verify();
    QVERIFY2(verdict.intact, qPrintable(verdict.reasonKey)); // not reported as tampering
    QVERIFY(!files.open()->notice());
}

void TestAuditLog::F100_aCrashBeforeTheHeadMovedIsNoTampering()
{
    AuditFixture files;
    {
        const auto log = files.open();
        QVERIFY(log && log->append(QStringLiteral("a"), {}, {}));
        const QByteArray head = AuditFixture::bytesOf(files.head());
        QVERIFY(log->append(QStringLiteral("b"), {}, {}) && log->append(QStringLiteral("c"), {}, {}));
        AuditFixture::setBytes(files.head(), head);
    }
    auto log = files.open();
    QVERIFY(log && !log->notice());
    QVERIFY(log->verify().intact);
    QCOMPARE(log->count(), 3);
    QCOMPARE(log->append(QStringLiteral("d"), {}, {})->sequence, 4);
    QVERIFY(log->verify().intact);
}

void TestAuditLog::F100_theRecordWaitsForSpace()
{
    AuditFixture files;
    {
        const auto log = files.open();
        QVERIFY(log && log->append(QStringLiteral("a"), {}, {}));
        AuditFixture::setBytes(files.file, AuditFixture::bytesOf(files.file) + "{\"seq");
    }
    FailingDisk disk;
    disk.setFreeSpace(0);
    auto log = files.open(false, disk);
    QVERIFY(log && log->notice());
    QCOMPARE(log->append(QStringLiteral("b"), {}, {}).error().code, QStringLiteral("disk_full"));
    disk.heal();
    const auto entry = log->append(QStringLiteral("b"), {}, {});
    QVERIFY(entry);
    QCOMPARE(entry->event, QStringLiteral("b"));
    QCOMPARE(entry->sequence, 3);
    QCOMPARE(log->read(2, 1)->first().event, QStringLiteral("audit.recovered"));
    QVERIFY(log->verify().intact);
}

void TestAuditLog::F93_afterPowerLossAtMostTheLastBatchIsGone()
{
    for (quint32 seed = 0; seed < 150; ++seed) {
        AuditFixture files;
        FailingDisk disk;
        qint64 acknowledged = 0;
        {
            const auto log = files.open(false, disk);
            QVERIFY(log);
            const int good = int(seed % 70);
            for (int number = 0; number < good; ++number) {
                QVERIFY(log->append(QStringLiteral("e"), {}, {}));
                ++acknowledged;
            }
            if (seed % 3 == 0) { // the power goes between the write and its sync
                disk.failNext(FailingDisk::Op::SyncData, ENODEV);
                QVERIFY(!log->appendAll({{QStringLiteral("x"), {}, {}}, {QStringLiteral("y"), {}, {}}}));
            }
        }
        disk.losePower(seed);
        const auto log = files.open();
        const QByteArray where = "seed " + QByteArray::number(seed);
        QVERIFY2(log, where.constData());
        QVERIFY2(log->count() >= acknowledged, where.constData());
        QVERIFY2(!log->notice() || log->notice()->code == QLatin1String("audit_recovered"), where.constData());
        QVERIFY2(log->append(QStringLiteral("after"), {}, {}), where.constData());
        const AuditVerdict verdict = log->verify();
        QVERIFY2(verdict.intact, qPrintable(QString::fromLatin1(where) + verdict.reasonKey));
    }
}

void TestAuditLog::windowsOfAHundredThousandEntriesAreQuick()
{
    constexpr qint64 batches = 10, ofBatch = 10'000 / sampleEvery, all = batches * ofBatch;
    AuditFixture files;
    {
        const auto log = files.open();
        QVERIFY(log);
        QList<AuditDraft> drafts(ofBatch,
                                 {QStringLiteral("export.page"),
                                  QStringLiteral("r1"),
                                  {{QStringLiteral("records"), 500}, {QStringLiteral("pages"), 12}}});
        for (qint64 batch = 0; batch < batches; ++batch)
            QVERIFY(log->appendAll(drafts));
    }
    QElapsedTimer timer;
    timer.start();
    const auto log = files.open();
    const qint64 opening = timer.restart();
    QVERIFY(log);
    QCOMPARE(log->count(), all);
    const auto window = log->read(all / 2, 200);
    const qint64 reading = timer.restart();
    QCOMPARE(window->size(), 200);
    QCOMPARE(window->first().sequence, all / 2);
    const AuditVerdict verdict = log->verify();
    const qint64 verifying = timer.restart();
    QVERIFY(verdict.intact);
    QCOMPARE(verdict.entries, all);
    qInfo("opened in %lld ms, 200 entries in %lld ms, verified in %lld ms", opening, reading, verifying);
    QVERIFY(reading * 20 < opening + verifying); // a window costs a window, not the file
}

MUSTER_TEST(TestAuditLog, QCoreApplication)

} // namespace tst_auditlog
#include "tst_auditlog.moc"
