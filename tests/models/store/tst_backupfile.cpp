// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/backupfile.h"

#include "tests/support/testprogram.h"

#include "storefixture.h"
#include "tests/support/failingdisk.h"

#include <cerrno>

using namespace muster;

namespace tst_backupfile {
using test::FailingDisk;
using test::StoreFixture;

namespace {

std::vector<BackupRecord> someRecords(int count, int from = 0)
{
    std::vector<BackupRecord> records;
    for (int i = from; i < from + count; ++i) {
        const std::string n = std::to_string(i);
        if (i % 7 == 0)
            records.push_back(
                {BackupRecord::Why::Enriched, "c-" + n, "", "", R"("score":)" + n, R"("score":5,"a":"b")"});
        else if (i % 3 == 0)
            records.push_back({BackupRecord::Why::Corrected, "c-" + n, "020 7946 " + n, "+44207946" + n, ""});
        else
            records.push_back({BackupRecord::Why::Purged, "c-" + n, "not a number " + n, "",
                               R"("firstName":"Zo\u00eb","tags":["a",1e400],"n":)" + n});
    }
    return records;
}

} // namespace

class TestBackupFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void whatGoesInComesOut_data() { modes(); }
    void whatGoesInComesOut();
    void theHeaderIsReadWithoutTheKey();
    void S37_nothingOfTheRecordsIsReadableInTheFile();
    void theWrongKeyIsToldFromDamage();
    void anyChangedByteIsFound_data() { modes(); }
    void anyChangedByteIsFound();
    void aCutFileIsFound_data() { modes(); }
    void aCutFileIsFound();
    void framesCannotChangePlaces_data() { modes(); }
    void framesCannotChangePlaces();
    void aNewerFileIsLeftAlone();
    void F114_anUnfinishedOneLeavesNothing();
    void F114_aFullDiskFails_data();
    void F114_aFullDiskFails();
    void F114_aFailedSyncFails();
    void F96_nothingIsReplaced();
    void readingCanEndEarly();

private:
    static void modes()
    {
        QTest::addColumn<bool>("encrypted");
        QTest::newRow("encrypted") << true;
        QTest::newRow("plain") << false;
    }
    [[nodiscard]] QString file() const { return m_folder->filePath(QStringLiteral("list.backup")); }
    [[nodiscard]] BackupInfo info() const
    {
        BackupInfo info;
        info.file = file();
        info.runId = QString(32, u'b');
        info.profileId = QStringLiteral("p1");
        info.profileName = QStringLiteral("Pilot \u00e4\n");
        info.environment = Environment::Test;
        info.listId = QStringLiteral("list_1");
        info.listName = QStringLiteral("Spring");
        info.planDigest = QString(64, u'c');
        info.createdAt = QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, Qt::UTC);
        info.expiresAt = info.createdAt.addDays(30);
        return info;
    }
    Result<BackupInfo> write(const std::vector<BackupRecord> &records, bool encrypted,
                             DiskAccess &disk = DiskAccess::system())
    {
        auto writer = BackupWriter::create(info(), encrypted ? std::optional(m_key) : std::nullopt, disk);
        if (!writer)
            return tl::unexpected(writer.error());
        if (const auto appended = (*writer)->append(records); !appended)
            return tl::unexpected(appended.error());
        return (*writer)->finish();
    }
    [[nodiscard]] Result<std::vector<BackupRecord>> read(bool encrypted) const
    {
        std::vector<BackupRecord> all;
        const auto done = readBackup(file(), encrypted ? std::optional(m_key) : std::nullopt,
                                     [&all](std::vector<BackupRecord> records) {
                                         all.insert(all.end(), records.begin(), records.end());
                                         return true;
                                     });
        if (!done)
            return tl::unexpected(done.error());
        return all;
    }
    void rewrite(const QByteArray &bytes) const
    {
        QFile::remove(file()); // truncating would make the file system flush each time
        QFile out(file());
        if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
            qFatal("cannot write");
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    const Secret m_key = BackupWriter::makeKey();
};

void TestBackupFile::whatGoesInComesOut()
{
    QFETCH(bool, encrypted);
    auto records = someRecords(3000);
    records[5].extras.assign(200'000, 'x'); // larger than a frame is meant to be
    records[6].phone.clear();
    const auto written = write(records, encrypted);
    QVERIFY(written);
    QCOMPARE(written->corrected, 857);
    QCOMPARE(written->purged, 1714);
    QCOMPARE(written->enriched, 429);
    QCOMPARE(written->encrypted, encrypted);
    QCOMPARE(StoreFixture::modeOf(file()), mode_t(0600));
    const auto back = read(encrypted);
    QVERIFY(back);
    QVERIFY(*back == records);
    QVERIFY(!QFileInfo::exists(file() + QStringLiteral(".partial")));
}

void TestBackupFile::theHeaderIsReadWithoutTheKey()
{
    const auto written = write(someRecords(10), true);
    QVERIFY(written);
    const auto read = readBackupInfo(file());
    QVERIFY(read);
    QVERIFY(*read == *written);
    BackupInfo expected = info();
    expected.encrypted = true;
    expected.corrected = 3;
    expected.purged = 5;
    expected.enriched = 2;
    expected.digest = read->digest;
    QVERIFY(*read == expected);
    QCOMPARE(read->digest.size(), 64);
    const auto closed = readBackup(file(), std::nullopt, [](auto) { return true; });
    QVERIFY(!closed);
    QCOMPARE(closed.error().kind, ErrorKind::KeyStore);
    QCOMPARE(closed.error().code, QStringLiteral("no_backup_key"));
}

void TestBackupFile::S37_nothingOfTheRecordsIsReadableInTheFile()
{
    QVERIFY(write(someRecords(100), true));
    const QByteArray bytes = StoreFixture::bytesOf(file());
    for (const char *word : {"7946", "c-1", "number", "firstName"})
        QVERIFY2(!bytes.contains(word), word);
    QVERIFY(!bytes.contains(m_key.bytes().toByteArray()));
    QFile::remove(file());
    QVERIFY(write(someRecords(100), false));
    QVERIFY(StoreFixture::bytesOf(file()).contains("firstName")); // the test can fail
}

void TestBackupFile::theWrongKeyIsToldFromDamage()
{
    QVERIFY(write(someRecords(10), true));
    const auto other = readBackup(file(), BackupWriter::makeKey(), [](auto) { return true; });
    QVERIFY(!other);
    QCOMPARE(other.error().code, QStringLiteral("backup_key_wrong"));
}

void TestBackupFile::anyChangedByteIsFound()
{
    QFETCH(bool, encrypted);
    QVERIFY(write(someRecords(4), encrypted));
    const QByteArray whole = StoreFixture::bytesOf(file());
    for (qsizetype at = 0; at < whole.size(); ++at) {
        QByteArray bytes = whole;
        bytes[at] = char(bytes[at] ^ 1);
        rewrite(bytes);
        const auto back = read(encrypted);
        QVERIFY2(!back, qPrintable(QString::number(at)));
        QCOMPARE(back.error().kind, ErrorKind::Damaged);
    }
    rewrite(whole);
    QVERIFY(read(encrypted));
}

void TestBackupFile::aCutFileIsFound()
{
    QFETCH(bool, encrypted);
    QVERIFY(write(someRecords(4), encrypted));
    const QByteArray whole = StoreFixture::bytesOf(file());
    for (qsizetype length = 0; length < whole.size(); ++length) {
        rewrite(whole.first(length));
        QVERIFY2(!read(encrypted), qPrintable(QString::number(length)));
        QVERIFY(!readBackupInfo(file()));
    }
    rewrite(whole + 'x');
    QVERIFY(!read(encrypted));
}

void TestBackupFile::framesCannotChangePlaces()
{
    QFETCH(bool, encrypted);
    // Two frames of one length.
    std::vector<BackupRecord> records;
    for (const char fill : {'a', 'b'})
        records.push_back({BackupRecord::Why::Purged, "c", std::string(70'000, fill), "", ""});
    QVERIFY(write(records, encrypted));
    const QByteArray whole = StoreFixture::bytesOf(file());
    const qsizetype frames = whole.indexOf('\n') + 1;
    const qsizetype one = (whole.size() - frames - 4 - 256 - 16) / 2;
    rewrite(whole.first(frames) + whole.sliced(frames + one, one) + whole.sliced(frames, one)
            + whole.sliced(frames + 2 * one));
    QVERIFY(!read(encrypted));
    rewrite(whole.first(frames) + whole.sliced(frames, one) + whole.sliced(frames, one)
            + whole.sliced(frames + 2 * one));
    QVERIFY(!read(encrypted));
    rewrite(whole.first(frames) + whole.sliced(frames + one));
    QVERIFY(!read(encrypted));
}

void TestBackupFile::aNewerFileIsLeftAlone()
{
    QVERIFY(write(someRecords(4), false));
    rewrite(StoreFixture::bytesOf(file()).replace("MUSTER-BACKUP 1 ", "MUSTER-BACKUP 2 "));
    const auto read = readBackupInfo(file());
    QVERIFY(!read);
    QCOMPARE(read.error().code, QStringLiteral("newer_version"));
}

void TestBackupFile::F114_anUnfinishedOneLeavesNothing()
{
    {
        auto writer = BackupWriter::create(info(), m_key);
        QVERIFY(writer);
        QVERIFY((*writer)->append(someRecords(5000)));
        QVERIFY(!QFileInfo::exists(file()));
    }
    QVERIFY(QDir(m_folder->path()).isEmpty());
}

void TestBackupFile::F114_aFullDiskFails_data()
{
    QTest::addColumn<int>("space");
    for (const int space : {0, 100, 600, 5'000, 70'000})
        QTest::newRow(qPrintable(QString::number(space))) << space;
}

void TestBackupFile::F114_aFullDiskFails()
{
    QFETCH(int, space);
    FailingDisk disk;
    disk.setFreeSpace(space);
    const auto written = write(someRecords(3000), false, disk);
    QVERIFY(!written);
    QCOMPARE(written.error().code, QStringLiteral("disk_full"));
    QVERIFY(QDir(m_folder->path()).isEmpty());
}

void TestBackupFile::F114_aFailedSyncFails()
{
    FailingDisk disk;
    disk.failNext(FailingDisk::Op::Sync, EIO);
    QVERIFY(!write(someRecords(10), true, disk));
    QVERIFY(QDir(m_folder->path()).isEmpty());
}

void TestBackupFile::F96_nothingIsReplaced()
{
    rewrite("mine");
    const auto written = write(someRecords(10), true);
    QVERIFY(!written);
    QCOMPARE(written.error().code, QStringLiteral("exists"));
    QCOMPARE(StoreFixture::bytesOf(file()), QByteArray("mine"));
}

void TestBackupFile::readingCanEndEarly()
{
    QVERIFY(write(someRecords(20'000), true));
    int frames = 0;
    QVERIFY(readBackup(file(), m_key, [&frames](auto) { return ++frames < 2; }));
    QCOMPARE(frames, 2);
}

MUSTER_TEST(TestBackupFile, QCoreApplication)

} // namespace tst_backupfile
#include "tst_backupfile.moc"
