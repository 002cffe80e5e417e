// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/database.h"
#include "models/store/durablefile.h"
#include "models/store/journal.h"
#include "tests/support/testprogram.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace muster;

namespace tst_journallog {

namespace {

JournalRun runNamed(const QString &id)
{
    JournalRun run;
    run.id = id;
    run.kind = QStringLiteral("segment_export");
    run.order = "{\"id\":\"" + id.toUtf8() + "\"}";
    run.orderDigest = QString::fromLatin1(QCryptographicHash::hash(run.order, QCryptographicHash::Sha256).toHex());
    run.startedAt = run.changedAt = QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, Qt::UTC);
    run.state = QStringLiteral("running");
    run.progress = QByteArray(6000, 'x'); // more than a page: a change has several frames
    return run;
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void setBytes(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

/// What a killed Muster leaves is the database and a log with its last changes. SQLite takes of that log what fits and
/// says nothing about the rest.
class TestJournalLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void F99_damageInTheLogIsNotPassedOver_data();
    void F99_damageInTheLogIsNotPassedOver();
    void F100_aTornLastChangeIsCutBackAndTold_data();
    void F100_aTornLastChangeIsCutBackAndTold();
    void F100_anEarlierLifeOfTheLogIsNoTear();
    void aWholeLogIsTaken();

private:
    struct Left
    {
        QByteArray database, log;
        QList<qsizetype> ends; ///< Of the log, behind each change.
    };
    [[nodiscard]] Left leave(const QStringList &runs) const
    {
        Left left;
        const auto journal = opened();
        for (const QString &run : runs) {
            if (!journal || !journal->insert(runNamed(run)))
                return {};
            left.log = bytesOf(log());
            left.ends.append(left.log.size());
        }
        left.database = bytesOf(file());
        return left;
    }
    void putBack(const Left &left, const QByteArray &bytes)
    {
        m_folder = std::make_unique<QTemporaryDir>();
        setBytes(file(), left.database);
        setBytes(log(), bytes);
    }
    [[nodiscard]] QString file() const { return m_folder->filePath(QStringLiteral("journal.sqlite")); }
    [[nodiscard]] QString log() const { return file() + QStringLiteral("-wal"); }
    [[nodiscard]] std::unique_ptr<Journal> opened() const
    {
        auto journal = Journal::open(file(), false);
        return journal ? *std::move(journal) : nullptr;
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestJournalLog::F99_damageInTheLogIsNotPassedOver_data()
{
    QTest::addColumn<int>("change");
    QTest::newRow("in the first of three changes") << 0;
    QTest::newRow("in the second") << 1;
    QTest::newRow("in the head of the log") << -1;
}

void TestJournalLog::F99_damageInTheLogIsNotPassedOver()
{
    QFETCH(int, change);
    const Left left = leave({QStringLiteral("first"), QStringLiteral("second"), QStringLiteral("third")});
    QCOMPARE(left.ends.size(), 3);
    QByteArray bytes = left.log;
    const qsizetype at = change < 0 ? 13 : left.ends[change] - 100; // the number of checkpoints; the change's last page
    bytes[at] = char(bytes[at] ^ 0x20);
    putBack(left, bytes);
    const auto journal = opened();
    QVERIFY(journal && journal->notice());
    QCOMPARE(journal->notice()->code, QStringLiteral("journal_damaged"));
    QCOMPARE(journal->recoveredBytes(), 0);
    // Both files lie beside, as they were.
    QList<QByteArray> kept;
    for (const QString &name :
         QDir(m_folder->path()).entryList({QStringLiteral("journal.sqlite*.damaged-*")}, QDir::Files))
        kept.append(bytesOf(m_folder->filePath(name)));
    QCOMPARE(kept.size(), 2);
    QVERIFY(kept.contains(bytes));
    QVERIFY(kept.contains(left.database));
    const auto first = journal->find(QStringLiteral("first"));
    QVERIFY(first);
    QCOMPARE(first->has_value(), change == 1);
    if (change == 1) // what can be proved is listed, and does not go on by itself
        QCOMPARE((*first)->state, QStringLiteral("failed"));
    QVERIFY(!*journal->find(QStringLiteral("third")));
    QVERIFY(journal->insert(runNamed(QStringLiteral("new"))));
}

void TestJournalLog::F100_aTornLastChangeIsCutBackAndTold_data()
{
    QTest::addColumn<int>("how");
    QTest::newRow("cut in its first frame") << 0;
    QTest::newRow("cut in its last frame") << 1;
    QTest::newRow("zeros in its place") << 2;
    QTest::newRow("a byte changed in its first frame") << 3;
    QTest::newRow("a byte changed in its last frame") << 4;
}

void TestJournalLog::F100_aTornLastChangeIsCutBackAndTold()
{
    QFETCH(int, how);
    const Left left = leave({QStringLiteral("first"), QStringLiteral("second")});
    QCOMPARE(left.ends.size(), 2);
    const qsizetype whole = left.ends[0];
    QVERIFY(left.log.size() > whole + 2 * 4096); // several frames
    QByteArray bytes = left.log;
    if (how == 0)
        bytes.truncate(whole + 50);
    else if (how == 1)
        bytes.chop(50);
    else if (how == 2)
        bytes.replace(whole, bytes.size() - whole, QByteArray(bytes.size() - whole, '\0'));
    else if (how == 3)
        bytes[whole + 1000] = char(bytes[whole + 1000] ^ 1);
    else
        bytes[bytes.size() - 1000] = char(bytes[bytes.size() - 1000] ^ 1);
    putBack(left, bytes);
    {
        const auto journal = opened();
        QVERIFY(journal && !journal->notice()); // nothing is called damaged
        QCOMPARE(journal->recoveredBytes(), bytes.size() - whole);
        QVERIFY(*journal->find(QStringLiteral("first")));
        QVERIFY(!*journal->find(QStringLiteral("second")));
    }
    QCOMPARE(opened()->recoveredBytes(), 0); // told once
}

void TestJournalLog::F100_anEarlierLifeOfTheLogIsNoTear()
{
    Left left;
    {
        const auto journal = opened();
        QVERIFY(journal);
        for (int run = 0; run < 8; ++run)
            QVERIFY(journal->insert(runNamed(QStringLiteral("r%1").arg(run))));
        // The log is begun anew, over what it held.
        QVERIFY(journal->database().select(QStringLiteral("PRAGMA wal_checkpoint(RESTART)"), {}));
        const qsizetype before = bytesOf(log()).size();
        QVERIFY(journal->insert(runNamed(QStringLiteral("last"))));
        left = {bytesOf(file()), bytesOf(log()), {}};
        QCOMPARE(left.log.size(), before);
    }
    putBack(left, left.log);
    const auto journal = opened();
    QVERIFY(journal && !journal->notice());
    QCOMPARE(journal->recoveredBytes(), 0);
    QVERIFY(*journal->find(QStringLiteral("last")));
}

void TestJournalLog::aWholeLogIsTaken()
{
    const Left left = leave({QStringLiteral("first"), QStringLiteral("second")});
    putBack(left, left.log);
    const auto journal = opened();
    QVERIFY(journal && !journal->notice());
    QCOMPARE(journal->recoveredBytes(), 0);
    QVERIFY(*journal->find(QStringLiteral("first")) && *journal->find(QStringLiteral("second")));
}

MUSTER_TEST(TestJournalLog, QCoreApplication)

} // namespace tst_journallog
#include "tst_journallog.moc"
