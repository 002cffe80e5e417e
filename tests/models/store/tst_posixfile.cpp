// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/posixfile.h"

#include "tests/support/failingdisk.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>
#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

using namespace muster;

namespace tst_posixfile {
using test::FailingDisk;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("<unreadable>");
}

mode_t modeOf(const QString &path)
{
    struct stat status = {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_mode & 07777 : 0;
}

} // namespace

class TestPosixFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void appendsOverwritesAndReadsBack();
    void S03_newFilesArePrivateWhateverTheUmask_data();
    void S03_newFilesArePrivateWhateverTheUmask();
    void S20_existingNamesAndLinksAreRefused_data();
    void S20_existingNamesAndLinksAreRefused();
    void S20_onlyRegularFilesAreOpened_data();
    void S20_onlyRegularFilesAreOpened();
    void F94_fullDiskIsToldAndPasses();
    void F95_shortWritesAreContinued();
    void F95_aFailedSyncIsFinal_data();
    void F95_aFailedSyncIsFinal();
    void F95_anInputOutputErrorInAWriteIsFinal();
    void errnoBecomesACode_data();
    void errnoBecomesACode();

private:
    [[nodiscard]] QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    QTemporaryDir m_folder;
};

void TestPosixFile::appendsOverwritesAndReadsBack()
{
    auto file = PosixFile::createExclusive(path("plain"));
    QVERIFY(file);
    QVERIFY(file->writeAll("hello "));
    QVERIFY(file->writeAll("world"));
    QVERIFY(file->writeAt(0, "J"));
    QCOMPARE(file->size(), 11);
    QCOMPARE(file->pread(0, 100).value(), QByteArray("Jello world"));
    QCOMPARE(file->pread(6, 3).value(), QByteArray("wor"));
    QVERIFY(file->truncate(5));
    QVERIFY(file->writeAll("!"));
    QVERIFY(file->sync());
    QVERIFY(file->close());
    QVERIFY(!file->isOpen());
    QCOMPARE(contentOf(path("plain")), QByteArray("Jello!"));

    auto again = PosixFile::openExisting(path("plain"), PosixFile::Access::ReadWrite);
    QVERIFY(again);
    QCOMPARE(again->size(), 6);
    PosixFile moved = std::move(*again);
    QVERIFY(moved.writeAll("?"));
    QCOMPARE(contentOf(path("plain")), QByteArray("Jello!?"));
}

void TestPosixFile::S03_newFilesArePrivateWhateverTheUmask_data()
{
    QTest::addColumn<uint>("mask");
    QTest::newRow("usual") << 022U;
    QTest::newRow("none") << 0U;
    QTest::newRow("everything") << 0777U;
}

void TestPosixFile::S03_newFilesArePrivateWhateverTheUmask()
{
    QFETCH(uint, mask);
    const QString name = m_folder.filePath(QStringLiteral("mode-%1").arg(mask));
    const mode_t before = ::umask(mask);
    const auto file = PosixFile::createExclusive(name);
    ::umask(before);
    QVERIFY(file);
    QCOMPARE(modeOf(name), mode_t(0600));
}

void TestPosixFile::S20_existingNamesAndLinksAreRefused_data()
{
    QTest::addColumn<QByteArray>("linkTarget"); // empty: a plain file is in the way
    QTest::newRow("file") << QByteArray();
    QTest::newRow("link to a file") << QByteArray("victim");
    QTest::newRow("dangling link") << QByteArray("nowhere");
}

void TestPosixFile::S20_existingNamesAndLinksAreRefused()
{
    QFETCH(QByteArray, linkTarget);
    QTemporaryDir folder;
    const QString victim = folder.filePath(QStringLiteral("victim"));
    const QString name = folder.filePath(QStringLiteral("name"));
    QVERIFY(PosixFile::createExclusive(victim).value().writeAll("precious"));
    if (linkTarget.isEmpty())
        QVERIFY(PosixFile::createExclusive(name));
    else
        QVERIFY(QFile::link(folder.filePath(QString::fromLatin1(linkTarget)), name));

    const auto created = PosixFile::createExclusive(name);
    QVERIFY(!created);
    QCOMPARE(created.error().kind, ErrorKind::File);
    QCOMPARE(created.error().code, QStringLiteral("exists"));
    QCOMPARE(created.error().subject, name);
    QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("nowhere"))));
    if (!linkTarget.isEmpty())
        QCOMPARE(PosixFile::openExisting(name, PosixFile::Access::ReadWrite).error().code, QStringLiteral("is_link"));
    QCOMPARE(contentOf(victim), QByteArray("precious"));
}

void TestPosixFile::S20_onlyRegularFilesAreOpened_data()
{
    QTest::addColumn<int>("access");
    QTest::newRow("read") << int(PosixFile::Access::ReadOnly);
    QTest::newRow("write") << int(PosixFile::Access::ReadWrite);
}

void TestPosixFile::S20_onlyRegularFilesAreOpened()
{
    QFETCH(int, access);
    QTemporaryDir folder;
    const QString fifo = folder.filePath(QStringLiteral("fifo"));
    QCOMPARE(::mkfifo(QFile::encodeName(fifo).constData(), 0600), 0);
    // Must neither hang nor succeed.
    QCOMPARE(PosixFile::openExisting(fifo, PosixFile::Access(access)).error().code, QStringLiteral("not_a_file"));
    QCOMPARE(PosixFile::openExisting(folder.path(), PosixFile::Access(access)).error().code,
             QStringLiteral("not_a_file"));
    QCOMPARE(PosixFile::openExisting(folder.filePath(QStringLiteral("none")), PosixFile::Access(access)).error().code,
             QStringLiteral("not_found"));
}

void TestPosixFile::F94_fullDiskIsToldAndPasses()
{
    FailingDisk disk;
    auto file = PosixFile::createExclusive(path("full"), disk);
    QVERIFY(file);
    QVERIFY(file->writeAll("whole\n"));
    disk.setFreeSpace(3);
    const auto written = file->writeAll("second\n");
    QVERIFY(!written);
    QCOMPARE(written.error().code, QStringLiteral("disk_full"));
    QCOMPARE(contentOf(path("full")), QByteArray("whole\nsec"));
    QVERIFY(file->truncate(6));
    disk.heal();
    QVERIFY(file->writeAll("second\n"));
    QVERIFY(file->sync());
    QCOMPARE(contentOf(path("full")), QByteArray("whole\nsecond\n"));
}

void TestPosixFile::F95_shortWritesAreContinued()
{
    // 3 bytes fit, then space comes back: exactly what a write that is cut short by the kernel looks like.
    class Short : public FailingDisk
    {
    public:
        ssize_t pwrite(int fd, const char *data, size_t size, off_t offset) override
        {
            if (++m_count % 2 == 0) {
                errno = EINTR;
                return -1;
            }
            return FailingDisk::pwrite(fd, data, std::min<size_t>(size, 3), offset);
        }
        int m_count = 0;
    } disk;
    auto file = PosixFile::createExclusive(path("short"), disk);
    QVERIFY(file);
    QVERIFY(file->writeAll("a line that takes many writes"));
    QCOMPARE(contentOf(path("short")), QByteArray("a line that takes many writes"));
    QCOMPARE(file->size(), 29);
}

void TestPosixFile::F95_aFailedSyncIsFinal_data()
{
    QTest::addColumn<bool>("dataOnly");
    QTest::newRow("fsync") << false;
    QTest::newRow("fdatasync") << true;
}

void TestPosixFile::F95_aFailedSyncIsFinal()
{
    QFETCH(bool, dataOnly);
    FailingDisk disk;
    auto file = PosixFile::createExclusive(m_folder.filePath(QStringLiteral("sync-%1").arg(dataOnly)), disk);
    QVERIFY(file);
    QVERIFY(file->writeAll("kept?"));
    const auto op = dataOnly ? FailingDisk::Op::SyncData : FailingDisk::Op::Sync;
    const auto sync = [&] { return dataOnly ? file->syncData() : file->sync(); };
    disk.failNext(op, EIO);
    QCOMPARE(sync().error().code, QStringLiteral("io_error"));
    // The disk would say "fine" from here on; the file must not believe it.
    QCOMPARE(sync().error().code, QStringLiteral("io_error"));
    QCOMPARE(file->sync().error().code, QStringLiteral("io_error"));
    QCOMPARE(file->writeAll("more").error().code, QStringLiteral("io_error"));
    QCOMPARE(disk.calls(op), 1);
    PosixFile moved = std::move(*file);
    QCOMPARE(moved.sync().error().code, QStringLiteral("io_error"));
}

void TestPosixFile::F95_anInputOutputErrorInAWriteIsFinal()
{
    FailingDisk disk;
    auto file = PosixFile::createExclusive(path("eio"), disk);
    QVERIFY(file);
    disk.failNext(FailingDisk::Op::Write, EIO);
    QCOMPARE(file->writeAll("x").error().code, QStringLiteral("io_error"));
    QCOMPARE(file->writeAll("x").error().code, QStringLiteral("io_error"));
    QCOMPARE(file->sync().error().code, QStringLiteral("io_error"));
    QVERIFY(file->truncate(0)); // cutting back is still allowed
    QVERIFY(file->close());
}

void TestPosixFile::errnoBecomesACode_data()
{
    QTest::addColumn<int>("errnoValue");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, int value, const char *code) {
        QTest::newRow(name) << value << QString::fromLatin1(code);
    };
    row("ENOSPC", ENOSPC, "disk_full");
    row("EDQUOT", EDQUOT, "disk_full");
    row("EIO", EIO, "io_error");
    row("EACCES", EACCES, "not_writable");
    row("EROFS", EROFS, "not_writable");
    row("ENOENT", ENOENT, "not_found");
    row("EFBIG", EFBIG, "too_large");
    row("EMFILE", EMFILE, "too_many_files");
    row("EINVAL", EINVAL, "file_error");
}

void TestPosixFile::errnoBecomesACode()
{
    QFETCH(int, errnoValue);
    QFETCH(QString, code);
    FailingDisk disk;
    disk.failNext(FailingDisk::Op::Open, errnoValue);
    const auto file = PosixFile::createExclusive(path("never"), disk);
    QVERIFY(!file);
    QCOMPARE(file.error().kind, ErrorKind::File);
    QCOMPARE(file.error().code, code);
    QVERIFY(!file.error().detail.isEmpty());
}

MUSTER_TEST(TestPosixFile, QCoreApplication)

} // namespace tst_posixfile
#include "tst_posixfile.moc"
