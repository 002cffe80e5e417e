// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/journal.h"

#include "models/store/durablefile.h"
#include "tests/support/interposeddisk.h"
#include "tests/support/testprogram.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <cerrno>
#include <random>
#include <sys/stat.h>
#include <unistd.h>

using namespace muster;

namespace tst_journal {

namespace {

JournalRun runNamed(const QString &id, const QString &state = QStringLiteral("running"))
{
    JournalRun run;
    run.id = id;
    run.kind = QStringLiteral("segment_export");
    run.title = QStringLiteral("Gold \u00e9\u4e2d \"; DROP TABLE runs; --");
    run.profileId = QStringLiteral("p1");
    run.profileName = QStringLiteral("North");
    run.target = QStringLiteral("/tmp/out.csv");
    run.order = "{\"segment\":\"s-1\",\"id\":\"" + id.toUtf8() + "\"}";
    run.orderDigest = QString::fromLatin1(QCryptographicHash::hash(run.order, QCryptographicHash::Sha256).toHex());
    run.startedAt = QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, Qt::UTC);
    run.changedAt = run.startedAt;
    run.state = state;
    run.progress = QByteArray("{\"records\":1}\0x", 15);
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

mode_t modeOf(const QString &path)
{
    struct stat status = {};
    return ::lstat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_mode & 07777 : 0;
}

} // namespace

class TestJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanup() { test::InterposedDisk::heal(); }

    void keepsRunsWordForWord();
    void listsOpenAndRecentRuns();
    void refusesBadValues();
    void S03_modesArePrivateWithUmaskZero();
    void readOnlyShowsAndRefuses();
    void readOnlyWithoutFileIsEmpty();
    void F93_afterPowerLossCommittedRunsAreThere();
    void F94_fullDiskStopsTheStatementAndPasses();
    void F95_aFailedSyncEndsTheJournal();
    void F99_damagedFileIsKeptAndWhatIsProvenListed_data();
    void F99_damagedFileIsKeptAndWhatIsProvenListed();
    void F99_aRowWithAForeignOrderIsNotProven();
    void F99_damagedFileReadOnlyIsLeftAlone();
    void F99_aLogWithoutItsDatabaseIsNotTakenIn();
    void newerVersionIsShownAndNotWritten();
    void migrationStopsWhenItFails();

private:
    [[nodiscard]] QString file() const { return m_folder->filePath(QStringLiteral("journal.sqlite")); }
    [[nodiscard]] std::unique_ptr<Journal> opened(bool readOnly = false) const
    {
        auto journal = Journal::open(file(), readOnly);
        return journal ? *std::move(journal) : nullptr;
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestJournal::keepsRunsWordForWord()
{
    const JournalRun run = runNamed(QStringLiteral("r1"));
    {
        const auto journal = opened();
        QVERIFY(journal);
        QVERIFY(!journal->notice());
        QVERIFY(!journal->isReadOnly());
        QVERIFY(journal->insert(run));
    }
    const auto journal = opened();
    QVERIFY(journal);
    const auto found = journal->find(QStringLiteral("r1"));
    QVERIFY(found && *found);
    const JournalRun &back = **found;
    QCOMPARE(back.kind, run.kind);
    QCOMPARE(back.title, run.title);
    QCOMPARE(back.profileId, run.profileId);
    QCOMPARE(back.profileName, run.profileName);
    QCOMPARE(back.target, run.target);
    QCOMPARE(back.order, run.order);
    QCOMPARE(back.orderDigest, run.orderDigest);
    QCOMPARE(back.startedAt, run.startedAt);
    QCOMPARE(back.startedAt.timeSpec(), Qt::UTC);
    QCOMPARE(back.state, run.state);
    QCOMPARE(back.reasonKey, QString());
    QCOMPARE(back.progress, run.progress);
    QVERIFY(!*journal->find(QStringLiteral("r2")));
}

void TestJournal::listsOpenAndRecentRuns()
{
    const auto journal = opened();
    QVERIFY(journal);
    const QStringList states{QStringLiteral("running"),   QStringLiteral("paused"),   QStringLiteral("complete"),
                             QStringLiteral("discarded"), QStringLiteral("refused"),  QStringLiteral("failed"),
                             QStringLiteral("halted"),    QStringLiteral("cancelled")};
    qint64 minute = 0;
    for (const QString &state : states) {
        JournalRun run = runNamed(state, state);
        run.startedAt = run.startedAt.addSecs(60 * ++minute);
        QVERIFY(journal->insert(run));
    }
    const auto idsOf = [](const Result<QList<JournalRun>> &runs) {
        QStringList ids;
        for (const JournalRun &run : *runs)
            ids.append(run.id);
        return ids;
    };
    QCOMPARE(idsOf(journal->openRuns()),
             (QStringList{QStringLiteral("cancelled"), QStringLiteral("halted"), QStringLiteral("failed"),
                          QStringLiteral("paused"), QStringLiteral("running")}));
    QCOMPARE(idsOf(journal->recent(2)), (QStringList{QStringLiteral("cancelled"), QStringLiteral("halted")}));

    QVERIFY(journal->update(QStringLiteral("paused"), QStringLiteral("complete"), QString(), "{}"));
    QCOMPARE(journal->openRuns()->size(), 4);
    const JournalRun changed = **journal->find(QStringLiteral("paused"));
    QCOMPARE(changed.progress, QByteArray("{}"));
    QVERIFY(changed.changedAt > changed.startedAt);
}

void TestJournal::refusesBadValues()
{
    const auto journal = opened();
    QVERIFY(journal);
    JournalRun run = runNamed(QStringLiteral("r1"));
    QVERIFY(journal->insert(run));
    QCOMPARE(journal->insert(run).error().code, QStringLiteral("exists"));
    run = runNamed(QStringLiteral("r2"), QStringLiteral("sideways"));
    QCOMPARE(journal->insert(run).error().code, QStringLiteral("unknown_state"));
    run = runNamed(QStringLiteral("r2"));
    run.progress = QByteArray(64 * 1024 + 1, 'x');
    QCOMPARE(journal->insert(run).error().code, QStringLiteral("too_large"));
    QCOMPARE(journal->update(QStringLiteral("r1"), QStringLiteral("up"), QString(), "{}").error().code,
             QStringLiteral("unknown_state"));
    QCOMPARE(journal->update(QStringLiteral("r9"), QStringLiteral("paused"), QString(), "{}").error().code,
             QStringLiteral("unknown_run"));
}

void TestJournal::S03_modesArePrivateWithUmaskZero()
{
    const mode_t before = ::umask(0);
    {
        const auto journal = opened();
        QVERIFY(journal);
        QVERIFY(journal->insert(runNamed(QStringLiteral("r1"))));
        for (const char *end : {"", "-wal", "-shm"})
            QCOMPARE(modeOf(file() + QString::fromLatin1(end)), mode_t(0600));
    }
    QCOMPARE(::chmod(QFile::encodeName(file()).constData(), 0666), 0);
    {
        const auto journal = opened();
        QVERIFY(journal);
        QVERIFY(journal->insert(runNamed(QStringLiteral("r2"))));
        for (const char *end : {"", "-wal", "-shm"})
            QCOMPARE(modeOf(file() + QString::fromLatin1(end)), mode_t(0600));
    }
    ::umask(before);
}

void TestJournal::readOnlyShowsAndRefuses()
{
    const auto writer = opened();
    QVERIFY(writer && writer->insert(runNamed(QStringLiteral("r1"))));
    const auto reader = opened(true);
    QVERIFY(reader);
    QVERIFY(reader->isReadOnly());
    QVERIFY(!reader->notice());
    QCOMPARE(reader->openRuns()->size(), 1);
    QVERIFY(writer->insert(runNamed(QStringLiteral("r2"))));
    QCOMPARE(reader->openRuns()->size(), 2);
    const auto refused = reader->insert(runNamed(QStringLiteral("r3")));
    QCOMPARE(refused.error().kind, ErrorKind::InUse);
    QCOMPARE(writer->openRuns()->size(), 2);
}

void TestJournal::readOnlyWithoutFileIsEmpty()
{
    const auto reader = opened(true);
    QVERIFY(reader);
    QCOMPARE(reader->openRuns()->size(), 0);
    QVERIFY(!reader->insert(runNamed(QStringLiteral("r3"))));
    QVERIFY(QDir(m_folder->path()).isEmpty());
}

// A commit returned: its bytes are synced. What came after may be there in part, as any bytes.
void TestJournal::F93_afterPowerLossCommittedRunsAreThere()
{
    QByteArray database;
    QByteArray syncedLog;
    QByteArray fullLog;
    {
        const auto journal = opened();
        QVERIFY(journal && journal->insert(runNamed(QStringLiteral("kept"))));
        const int syncs = test::InterposedDisk::syncs();
        QVERIFY(journal->update(QStringLiteral("kept"), QStringLiteral("paused"), QString(), "{}"));
        QVERIFY2(test::InterposedDisk::syncs() > syncs, "a commit that is not synced is lost with the power");
        syncedLog = bytesOf(file() + QStringLiteral("-wal"));
        QVERIFY(journal->insert(runNamed(QStringLiteral("last"))));
        database = bytesOf(file());
        fullLog = bytesOf(file() + QStringLiteral("-wal"));
    }
    QVERIFY(fullLog.startsWith(syncedLog) && fullLog.size() > syncedLog.size());
    const qsizetype unsynced = fullLog.size() - syncedLog.size();
    for (quint32 seed = 0; seed < 150; ++seed) {
        std::mt19937 random(seed);
        QByteArray log = fullLog;
        const qsizetype cut = syncedLog.size() + qsizetype(random() % unsynced);
        if (seed % 3 == 0)
            log.truncate(cut);
        else if (seed % 3 == 1)
            log.replace(cut, log.size() - cut, QByteArray(log.size() - cut, '\0'));
        else
            log[cut] = char(log[cut] ^ (1 + random() % 255));
        m_folder = std::make_unique<QTemporaryDir>();
        setBytes(file(), database);
        setBytes(file() + QStringLiteral("-wal"), log);
        const auto journal = opened();
        QVERIFY2(journal && !journal->notice(), qPrintable(QStringLiteral("seed %1").arg(seed)));
        const auto kept = journal->find(QStringLiteral("kept"));
        QVERIFY2(kept && *kept && (*kept)->state == QLatin1String("paused"),
                 qPrintable(QStringLiteral("seed %1").arg(seed)));
        QVERIFY2(!*journal->find(QStringLiteral("last")), qPrintable(QStringLiteral("seed %1").arg(seed)));
    }
}

void TestJournal::F94_fullDiskStopsTheStatementAndPasses()
{
    const auto journal = opened();
    QVERIFY(journal && journal->insert(runNamed(QStringLiteral("r1"))));
    test::InterposedDisk::failWrites(ENOSPC);
    const auto refused = journal->insert(runNamed(QStringLiteral("r2")));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::File);
    QCOMPARE(refused.error().code, QStringLiteral("disk_full"));
    test::InterposedDisk::heal();
    QVERIFY(!*journal->find(QStringLiteral("r2")));
    QVERIFY(journal->insert(runNamed(QStringLiteral("r2"))));
    QCOMPARE(journal->openRuns()->size(), 2);
}

void TestJournal::F95_aFailedSyncEndsTheJournal()
{
    {
        const auto journal = opened();
        QVERIFY(journal && journal->insert(runNamed(QStringLiteral("r1"))));
        test::InterposedDisk::failSyncs(EIO);
        const auto refused = journal->insert(runNamed(QStringLiteral("r2")));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, QStringLiteral("io_error"));
        test::InterposedDisk::heal();
        // The disk answers again, but what it holds is not known: no further write until the file is opened anew.
        QCOMPARE(journal->insert(runNamed(QStringLiteral("r3"))).error().code, QStringLiteral("io_error"));
        QCOMPARE(journal->update(QStringLiteral("r1"), QStringLiteral("paused"), QString(), "{}").error().code,
                 QStringLiteral("io_error"));
        QVERIFY(journal->find(QStringLiteral("r1")));
    }
    const auto journal = opened();
    QVERIFY(journal && !journal->notice());
    QVERIFY(*journal->find(QStringLiteral("r1")));
    QVERIFY(journal->insert(runNamed(QStringLiteral("r3"))));
}

void TestJournal::F99_damagedFileIsKeptAndWhatIsProvenListed_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("rescuable");
    QTest::newRow("random bytes") << 0 << false;
    QTest::newRow("header overwritten") << 1 << false;
    QTest::newRow("an index page overwritten") << 2 << true;
    QTest::newRow("cut in half") << 3 << false;
}

void TestJournal::F99_damagedFileIsKeptAndWhatIsProvenListed()
{
    QFETCH(int, kind);
    QFETCH(bool, rescuable);
    {
        const auto journal = opened();
        QVERIFY(journal);
        QVERIFY(journal->insert(runNamed(QStringLiteral("open"))));
        QVERIFY(journal->insert(runNamed(QStringLiteral("done"), QStringLiteral("complete"))));
    }
    QByteArray bytes = bytesOf(file());
    QVERIFY(bytes.size() >= 6 * 4096);
    std::mt19937 random(7);
    if (kind == 0) {
        for (char &byte : bytes)
            byte = char(random());
    } else if (kind == 1) {
        bytes.replace(0, 100, QByteArray(100, 'x'));
    } else if (kind == 2) {
        bytes.replace(3 * 4096, 4096, QByteArray(4096, '\x5a')); // page 4: the index over started_at
    } else {
        bytes.truncate(4096 + 2048);
    }
    setBytes(file(), bytes);

    const auto journal = opened();
    QVERIFY(journal);
    QVERIFY(journal->notice());
    QCOMPARE(journal->notice()->kind, ErrorKind::Damaged);
    QCOMPARE(journal->notice()->code, QStringLiteral("journal_damaged"));
    QVERIFY(journal->notice()->subject.startsWith(file() + QStringLiteral(".damaged-")));
    QCOMPARE(bytesOf(journal->notice()->subject), bytes);
    QVERIFY(!journal->isReadOnly());
    if (rescuable) {
        QCOMPARE((*journal->find(QStringLiteral("done")))->state, QStringLiteral("complete"));
        // Nothing that was under way goes on by itself.
        QCOMPARE((*journal->find(QStringLiteral("open")))->state, QStringLiteral("failed"));
        QCOMPARE((*journal->find(QStringLiteral("open")))->reasonKey, QStringLiteral("damaged"));
    } else {
        QCOMPARE(journal->recent(10)->size(), 0);
    }
    QVERIFY(journal->insert(runNamed(QStringLiteral("new"))));
    QCOMPARE(modeOf(file()), mode_t(0600));
    QVERIFY(!opened(true)->notice());
}

void TestJournal::F99_aRowWithAForeignOrderIsNotProven()
{
    {
        const auto journal = opened();
        QVERIFY(journal && journal->insert(runNamed(QStringLiteral("good"))));
        JournalRun bad = runNamed(QStringLiteral("bad"));
        bad.order += ' ';
        QVERIFY(journal->insert(bad));
    }
    QByteArray bytes = bytesOf(file());
    bytes.replace(3 * 4096, 4096, QByteArray(4096, '\x5a'));
    setBytes(file(), bytes);
    const auto journal = opened();
    QVERIFY(journal && journal->notice());
    QVERIFY(*journal->find(QStringLiteral("good")));
    QVERIFY(!*journal->find(QStringLiteral("bad")));
}

void TestJournal::F99_damagedFileReadOnlyIsLeftAlone()
{
    setBytes(file(), QByteArray(5000, 'x'));
    const auto reader = opened(true);
    QVERIFY(reader && reader->notice());
    QCOMPARE(reader->recent(5)->size(), 0);
    QVERIFY(!reader->insert(runNamed(QStringLiteral("r"))));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{QStringLiteral("journal.sqlite")});
    QCOMPARE(bytesOf(file()), QByteArray(5000, 'x'));
}

void TestJournal::F99_aLogWithoutItsDatabaseIsNotTakenIn()
{
    QByteArray log;
    {
        const auto journal = opened();
        QVERIFY(journal && journal->insert(runNamed(QStringLiteral("ghost"))));
        log = bytesOf(file() + QStringLiteral("-wal"));
    }
    QVERIFY(QFile::remove(file()));
    setBytes(file() + QStringLiteral("-wal"), log);
    const auto journal = opened();
    QVERIFY(journal);
    QVERIFY(!*journal->find(QStringLiteral("ghost")));
}

void TestJournal::newerVersionIsShownAndNotWritten()
{
    {
        const auto journal = opened();
        QVERIFY(journal && journal->insert(runNamed(QStringLiteral("r1"))));
    }
    QByteArray bytes = bytesOf(file());
    bytes[63] = char(bytes[63] + 1); // user_version, big-endian at offset 60 (sqlite.org/fileformat2.html)
    setBytes(file(), bytes);
    const auto journal = opened();
    QVERIFY(journal && journal->notice());
    QCOMPARE(journal->notice()->code, QStringLiteral("newer_version"));
    QVERIFY(journal->isReadOnly());
    QCOMPARE(journal->openRuns()->size(), 1);
    QCOMPARE(journal->insert(runNamed(QStringLiteral("r2"))).error().code, QStringLiteral("newer_version"));
}

void TestJournal::migrationStopsWhenItFails()
{
    test::InterposedDisk::failWrites(ENOSPC);
    const auto journal = Journal::open(file(), false);
    QVERIFY(!journal);
    QCOMPARE(journal.error().code, QStringLiteral("disk_full"));
    test::InterposedDisk::heal();
    const auto later = opened();
    QVERIFY(later && later->insert(runNamed(QStringLiteral("r1"))));
}

MUSTER_TEST(TestJournal, QCoreApplication)

} // namespace tst_journal
#include "tst_journal.moc"
