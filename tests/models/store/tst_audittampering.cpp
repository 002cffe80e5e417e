// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/auditlog.h"

#include "tests/support/sanitized.h"
#include "tests/support/testprogram.h"

#include "auditfixture.h"

#include <QDir>
#include <QJsonDocument>
#include <random>

using namespace muster;
using muster::test::sampleEvery;

namespace tst_audittampering {
using test::AuditFixture;

/// What somebody does to the audit file behind the log's back, and what is found of it.
class TestAuditTampering : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void S31_everyChangeIsFoundAndTheFirstBadEntryNamed_data();
    void S31_everyChangeIsFoundAndTheFirstBadEntryNamed();
    void S31_reasonsAreTold_data();
    void S31_reasonsAreTold();
    void S32_cutOldOrMissingFilesAreFoundByTheHead_data();
    void S32_cutOldOrMissingFilesAreFoundByTheHead();
    void S32_aBreakStaysReportedAfterGoingOn();
    void S32_anEntryAppendedWithoutTheKeyIsFound();
    void S32_aLostOrDamagedHeadIsTold_data();
    void S32_aLostOrDamagedHeadIsTold();
    void S33_fileAndHeadReplacedAreFoundByACheckpoint();
    void S33_exportsVerifyAndNeverOverwrite();
};

namespace {

QList<QByteArray> linesOf(const QByteArray &bytes)
{
    QList<QByteArray> lines = bytes.split('\n');
    lines.removeLast();
    return lines;
}

QByteArray joined(const QList<QByteArray> &lines)
{
    return lines.isEmpty() ? QByteArray() : lines.join('\n') + '\n';
}

void fill(AuditFixture &files, int entries, const QString &run = QStringLiteral("r1"))
{
    const auto log = files.open();
    QVERIFY(log);
    for (int number = 0; number < entries; ++number)
        QVERIFY(log->append(QStringLiteral("export.page"), run, {{QStringLiteral("records"), 500 * number}}));
}

} // namespace

void TestAuditTampering::S31_everyChangeIsFoundAndTheFirstBadEntryNamed_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("one byte changed") << 0;
    QTest::newRow("entry deleted") << 1;
    QTest::newRow("entry inserted") << 2;
    QTest::newRow("entries exchanged") << 3;
    QTest::newRow("entry moved") << 4;
    QTest::newRow("tail cut") << 5;
    QTest::newRow("entry doubled") << 6;
}

void TestAuditTampering::S31_everyChangeIsFoundAndTheFirstBadEntryNamed()
{
    QFETCH(int, kind);
    constexpr int entries = 8;
    constexpr int cases = 2000 / sampleEvery; // seven kinds: 14,000 in all
    AuditFixture files;
    fill(files, entries);
    const auto log = files.open(true);
    QVERIFY(log && log->verify().intact);
    const QString checkpoint = log->verify().headDigest;
    const QByteArray good = AuditFixture::bytesOf(files.file);
    const QList<QByteArray> goodLines = linesOf(good);
    QCOMPARE(goodLines.size(), entries);

    const quint32 seed = 20251u + quint32(kind);
    std::mt19937 random(seed);
    for (int number = 0; number < cases; ++number) {
        QList<QByteArray> lines = goodLines;
        QByteArray bytes;
        const int at = int(random() % entries);
        qint64 firstBad = at + 1;
        QString reason = QStringLiteral("reordered");
        if (kind == 0) {
            bytes = good;
            const qsizetype offset = qsizetype(random() % good.size());
            bytes[offset] = char(bytes[offset] ^ (1 + random() % 255));
            firstBad = good.left(offset).count('\n') + 1;
            // Without its line end the last entry is half a line.
            reason = offset == good.size() - 1 ? QStringLiteral("cut") : QStringLiteral("changed");
        } else if (kind == 1) {
            lines.removeAt(at);
            reason = at == entries - 1 ? QStringLiteral("cut") : QStringLiteral("missing");
        } else if (kind == 2) {
            QByteArray extra = goodLines[random() % entries];
            if (random() % 4 == 0)
                extra.truncate(qsizetype(random() % extra.size()));
            else if (random() % 4 == 0)
                extra.clear();
            if (!goodLines.contains(extra))
                reason = QStringLiteral("changed");
            lines.insert(at, extra);
            if (extra == goodLines[at])
                firstBad = at + 2; // the copy in the original's place is the original
        } else if (kind == 3) {
            int other = int(random() % (entries - 1));
            other += other >= at ? 1 : 0;
            lines.swapItemsAt(at, other);
            firstBad = std::min(at, other) + 1;
        } else if (kind == 5) {
            bytes = good.left(qsizetype(random() % good.size()));
            firstBad = bytes.count('\n') + 1;
            reason = QStringLiteral("cut");
        } else if (kind == 6) {
            lines.insert(at, goodLines[at]);
            firstBad = at + 2;
        } else {
            int other = int(random() % (entries - 1));
            other += other >= at ? 1 : 0;
            lines.move(at, other);
            firstBad = std::min(at, other) + 1;
        }
        QVERIFY(QFile::remove(files.file)); // rewriting a file in place makes some file systems sync it: slow
        AuditFixture::setBytes(files.file, kind == 0 || kind == 5 ? bytes : joined(lines));
        const QString where = QStringLiteral("seed %1, case %2").arg(seed).arg(number);
        const AuditVerdict local = log->verify();
        for (const AuditVerdict &verdict : {local, AuditLog::verifyFile(files.file, {0, checkpoint})}) {
            QVERIFY2(!verdict.intact, qPrintable(where));
            QVERIFY2(!verdict.reasonKey.isEmpty(), qPrintable(where));
            // Without key and head, the last entry's absence is all that a checkpoint can tell.
            if (verdict.reasonKey != QLatin1String("head_mismatch"))
                QVERIFY2(verdict.firstBad == firstBad,
                         qPrintable(where + QStringLiteral(": %1 instead of %2").arg(verdict.firstBad).arg(firstBad)));
        }
        QVERIFY2(local.firstBad == firstBad, qPrintable(where));
        QVERIFY2(local.reasonKey == reason,
                 qPrintable(where + QStringLiteral(": %1 instead of %2").arg(local.reasonKey, reason)));
    }
}

void TestAuditTampering::S31_reasonsAreTold_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<qint64>("firstBad");
    QTest::newRow("changed") << 0 << QStringLiteral("changed") << qint64(3);
    QTest::newRow("missing") << 1 << QStringLiteral("missing") << qint64(3);
    QTest::newRow("exchanged") << 2 << QStringLiteral("reordered") << qint64(3);
    QTest::newRow("doubled") << 3 << QStringLiteral("reordered") << qint64(4);
    QTest::newRow("last removed") << 4 << QStringLiteral("cut") << qint64(6);
    QTest::newRow("blank line") << 5 << QStringLiteral("changed") << qint64(3);
    QTest::newRow("line end of the last removed") << 6 << QStringLiteral("cut") << qint64(6);
}

void TestAuditTampering::S31_reasonsAreTold()
{
    QFETCH(int, kind);
    QFETCH(QString, reason);
    QFETCH(qint64, firstBad);
    AuditFixture files;
    fill(files, 6);
    QList<QByteArray> lines = linesOf(AuditFixture::bytesOf(files.file));
    if (kind == 0)
        lines[2].replace("export.page", "export.gone");
    else if (kind == 1)
        lines.removeAt(2);
    else if (kind == 2)
        lines.swapItemsAt(2, 4);
    else if (kind == 3)
        lines.insert(3, lines[2]);
    else if (kind == 4)
        lines.removeLast();
    else if (kind == 5)
        lines.insert(2, QByteArray());
    QByteArray bytes = joined(lines);
    if (kind == 6)
        bytes.chop(1);
    AuditFixture::setBytes(files.file, bytes);
    const AuditVerdict verdict = files.open(true)->verify();
    QVERIFY(!verdict.intact);
    QCOMPARE(verdict.reasonKey, reason);
    QCOMPARE(verdict.firstBad, firstBad);
    QCOMPARE(verdict.entries, firstBad - 1);
}

void TestAuditTampering::S32_cutOldOrMissingFilesAreFoundByTheHead_data()
{
    QTest::addColumn<int>("kept"); // Entries of the older copy; -1: the file is removed, -2: it is emptied.
    QTest::addColumn<QString>("reason");
    QTest::newRow("tail of one cut") << 9 << QStringLiteral("cut");
    QTest::newRow("older copy") << 4 << QStringLiteral("cut");
    QTest::newRow("emptied") << -2 << QStringLiteral("cut");
    QTest::newRow("removed") << -1 << QStringLiteral("file_missing");
}

void TestAuditTampering::S32_cutOldOrMissingFilesAreFoundByTheHead()
{
    QFETCH(int, kept);
    QFETCH(QString, reason);
    AuditFixture files;
    fill(files, 10);
    const QList<QByteArray> lines = linesOf(AuditFixture::bytesOf(files.file));
    if (kept == -1)
        QVERIFY(QFile::remove(files.file));
    else
        AuditFixture::setBytes(files.file, joined(lines.mid(0, std::max(kept, 0))));
    const AuditVerdict verdict = files.open(true)->verify();
    QVERIFY(!verdict.intact);
    QCOMPARE(verdict.reasonKey, reason);
    QCOMPARE(verdict.firstBad, std::max(kept, 0) + 1);

    // The next start tells it too, and it stays told.
    auto log = files.open();
    QVERIFY(log && log->notice());
    QCOMPARE(log->notice()->code, QStringLiteral("audit_mismatch"));
    QCOMPARE(log->notice()->detail, reason);
    QVERIFY(log->append(QStringLiteral("later"), {}, {}));
    QCOMPARE(log->verify().reasonKey, reason);
    QCOMPARE(log->verify().firstBad, std::max(kept, 0) + 1);
    const AuditEntry record = log->read(std::max(kept, 0) + 1, 1)->first();
    QCOMPARE(record.event, QStringLiteral("audit.mismatch"));
    QCOMPARE(record.facts.value(QStringLiteral("head_sequence")).toInteger(), 10);
}

void TestAuditTampering::S32_aBreakStaysReportedAfterGoingOn()
{
    AuditFixture files;
    fill(files, 10);
    AuditFixture::setBytes(files.file, joined(linesOf(AuditFixture::bytesOf(files.file)).mid(0, 5)));
    fill(files, 100); // far past where the head was
    const auto log = files.open();
    QVERIFY(!log->notice()); // told once,
    QVERIFY(!log->verify().intact); // and found ever after
    QCOMPARE(log->verify().firstBad, 6);
    const QString copy = files.folder.filePath(QStringLiteral("copy.jsonl"));
    QVERIFY(log->exportTo(copy));
    QCOMPARE(AuditLog::verifyFile(copy).reasonKey, QStringLiteral("cut"));
}

void TestAuditTampering::S32_anEntryAppendedWithoutTheKeyIsFound()
{
    AuditFixture files;
    fill(files, 3);
    AuditEntry forged = files.open(true)->read(3, 1)->first();
    forged.sequence = 4;
    forged.previous = forged.digest;
    forged.event = QStringLiteral("export.complete");
    sealAuditEntry(forged, QByteArray(32, 'x'));
    AuditFixture::setBytes(files.file, AuditFixture::bytesOf(files.file) + encodeAuditEntry(forged) + '\n');
    QVERIFY(AuditLog::verifyFile(files.file).intact); // the chain alone cannot tell
    const AuditVerdict verdict = files.open(true)->verify();
    QVERIFY(!verdict.intact);
    QCOMPARE(verdict.reasonKey, QStringLiteral("changed"));
    QCOMPARE(verdict.firstBad, 4);
    const auto log = files.open();
    QCOMPARE(log->notice()->code, QStringLiteral("audit_mismatch"));
    QVERIFY(log->append(QStringLiteral("later"), {}, {}));
    QCOMPARE(log->verify().firstBad, 4); // it was not taken for a torn write and swept away
}

void TestAuditTampering::S32_aLostOrDamagedHeadIsTold_data()
{
    QTest::addColumn<bool>("key");
    QTest::addColumn<bool>("remove");
    QTest::newRow("head removed") << false << true;
    QTest::newRow("head damaged") << false << false;
    QTest::newRow("key removed") << true << true;
    QTest::newRow("key damaged") << true << false;
}

void TestAuditTampering::S32_aLostOrDamagedHeadIsTold()
{
    QFETCH(bool, key);
    QFETCH(bool, remove);
    AuditFixture files;
    fill(files, 3);
    const QString victim = key ? files.key() : files.head();
    if (remove)
        QVERIFY(QFile::remove(victim));
    else
        AuditFixture::setBytes(victim, QByteArray(key ? 32 : 9000, 'z'));
    QCOMPARE(files.open(true)->verify().reasonKey, QStringLiteral("head_mismatch"));
    const auto log = files.open();
    QVERIFY(log && log->notice());
    QCOMPARE(log->notice()->detail, QStringLiteral("head_mismatch"));
    QVERIFY(log->append(QStringLiteral("later"), {}, {}));
    QVERIFY(!log->verify().intact);
    QVERIFY(!files.open()->notice());
}

void TestAuditTampering::S33_fileAndHeadReplacedAreFoundByACheckpoint()
{
    AuditFixture files;
    fill(files, 5);
    const QString copy = files.folder.filePath(QStringLiteral("audit-copy.jsonl"));
    QVERIFY(files.open(true)->exportTo(copy));
    const QJsonObject checkpoint
        = QJsonDocument::fromJson(AuditFixture::bytesOf(copy + QStringLiteral(".checkpoint"))).object();
    QCOMPARE(checkpoint.value(QStringLiteral("sequence")).toInteger(), 5);
    const QString digest = checkpoint.value(QStringLiteral("digest")).toString();
    fill(files, 4); // going on does not make the checkpoint stale
    QVERIFY(AuditLog::verifyFile(files.file, {0, digest}).intact);

    // Another history, made with the same program by the same person, head and key included.
    AuditFixture other;
    fill(other, 12, QStringLiteral("r2"));
    for (const auto &[from, to] :
         {std::pair(other.file, files.file), {other.head(), files.head()}, {other.key(), files.key()}})
        AuditFixture::setBytes(to, AuditFixture::bytesOf(from));
    QVERIFY(files.open(true)->verify().intact); // the limit: nothing on this machine can tell
    const AuditVerdict verdict = AuditLog::verifyFile(files.file, {0, digest});
    QVERIFY(!verdict.intact);
    QCOMPARE(verdict.reasonKey, QStringLiteral("head_mismatch"));
}

void TestAuditTampering::S33_exportsVerifyAndNeverOverwrite()
{
    AuditFixture files;
    fill(files, 5);
    const auto log = files.open();
    const QString copy = files.folder.filePath(QStringLiteral("copy.jsonl"));
    const QString checkpoint = copy + QStringLiteral(".checkpoint");
    QVERIFY(log->exportTo(copy));
    QCOMPARE(AuditFixture::bytesOf(copy), AuditFixture::bytesOf(files.file));
    QVERIFY(AuditLog::verifyFile(copy, {0, log->verify().headDigest}).intact);
    QCOMPARE(AuditLog::verifyFile(copy + QStringLiteral(".none")).reasonKey, QStringLiteral("file_missing"));
    QCOMPARE(AuditLog::verifyFile(files.folder.path()).reasonKey, QStringLiteral("unreadable"));

    QCOMPARE(log->exportTo(copy).error().code, QStringLiteral("exists"));
    QVERIFY(QFile::remove(checkpoint));
    QCOMPARE(log->exportTo(copy).error().code, QStringLiteral("exists"));
    QVERIFY(!QFile::exists(checkpoint)); // nothing half is left
    QVERIFY(QFile::exists(copy));
    QVERIFY(log->verify().intact);
}

MUSTER_TEST(TestAuditTampering, QCoreApplication)

} // namespace tst_audittampering
#include "tst_audittampering.moc"
