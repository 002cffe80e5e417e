// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/durablefile.h"

#include "tests/support/failingdisk.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

using namespace muster;

namespace tst_durablefile {
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
    return ::lstat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_mode & 07777 : 0;
}

QStringList namesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

} // namespace

class TestDurableFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAndReplaces();
    void S20_replacesALinkInsteadOfFollowingIt();
    void S20_refusesATakenName_data();
    void S20_refusesATakenName();
    void F94_aFailureLeavesTheOldFileAndNothingElse_data();
    void F94_aFailureLeavesTheOldFileAndNothingElse();
    void F93_afterPowerLossTheFileIsOldOrNewButWhole();
    void F95_aFailedFolderSyncIsTold();
    void readingHasALimit();
    void S03_foldersArePrivate();
    void S03_sharedFoldersAreLeftAlone();
    void S03_filesBecomePrivate();
    void F98_damagedFilesAreKeptBesideUnderFreeNames();
    void removesAndRenames();
    void F90_removesOnlyItsOwnSideFiles();
};

void TestDurableFile::writesAndReplaces()
{
    QTemporaryDir folder;
    const QString name = folder.filePath(QStringLiteral("settings.json"));
    const mode_t before = ::umask(0);
    QVERIFY(writeFileDurably(name, "one"));
    QVERIFY(writeFileDurably(name, "two"));
    ::umask(before);
    QCOMPARE(contentOf(name), QByteArray("two"));
    QCOMPARE(modeOf(name), mode_t(0600));
    QCOMPARE(namesIn(folder.path()), QStringList{QStringLiteral("settings.json")});
}

void TestDurableFile::S20_replacesALinkInsteadOfFollowingIt()
{
    QTemporaryDir folder;
    const QString victim = folder.filePath(QStringLiteral("victim"));
    const QString name = folder.filePath(QStringLiteral("name"));
    QVERIFY(writeFileDurably(victim, "precious"));
    QVERIFY(QFile::link(victim, name));
    QCOMPARE(readWholeFile(name, 100).error().code, QStringLiteral("is_link"));
    QVERIFY(writeFileDurably(name, "new"));
    QCOMPARE(contentOf(victim), QByteArray("precious"));
    QVERIFY(!QFileInfo(name).isSymLink());
    QCOMPARE(contentOf(name), QByteArray("new"));
}

void TestDurableFile::S20_refusesATakenName_data()
{
    QTest::addColumn<bool>("link");
    QTest::newRow("file") << false;
    QTest::newRow("dangling link") << true;
}

void TestDurableFile::S20_refusesATakenName()
{
    QFETCH(bool, link);
    QTemporaryDir folder;
    const QString name = folder.filePath(QStringLiteral("name"));
    if (link)
        QVERIFY(QFile::link(folder.filePath(QStringLiteral("nowhere")), name));
    else
        QVERIFY(writeFileDurably(name, "old"));
    const auto written = writeFileDurably(name, "new", Existing::Refuse);
    QVERIFY(!written);
    QCOMPARE(written.error().code, QStringLiteral("exists"));
    QCOMPARE(namesIn(folder.path()), QStringList{QStringLiteral("name")});
    if (!link)
        QCOMPARE(contentOf(name), QByteArray("old"));
}

void TestDurableFile::F94_aFailureLeavesTheOldFileAndNothingElse_data()
{
    QTest::addColumn<int>("op");
    QTest::addColumn<int>("errnoValue");
    QTest::addColumn<QString>("code");
    using Op = FailingDisk::Op;
    QTest::newRow("cannot create") << int(Op::Open) << EACCES << QStringLiteral("not_writable");
    QTest::newRow("full on write") << int(Op::Write) << ENOSPC << QStringLiteral("disk_full");
    QTest::newRow("error on write") << int(Op::Write) << EIO << QStringLiteral("io_error");
    QTest::newRow("error on sync") << int(Op::Sync) << EIO << QStringLiteral("io_error");
    QTest::newRow("full on sync") << int(Op::Sync) << ENOSPC << QStringLiteral("disk_full");
    QTest::newRow("error on close") << int(Op::Close) << EIO << QStringLiteral("io_error");
    QTest::newRow("full on rename") << int(Op::Rename) << ENOSPC << QStringLiteral("disk_full");
}

void TestDurableFile::F94_aFailureLeavesTheOldFileAndNothingElse()
{
    QFETCH(int, op);
    QFETCH(int, errnoValue);
    QFETCH(QString, code);
    QTemporaryDir folder;
    const QString name = folder.filePath(QStringLiteral("settings.json"));
    QVERIFY(writeFileDurably(name, "old"));
    FailingDisk disk;
    disk.failNext(FailingDisk::Op(op), errnoValue);
    const auto written = writeFileDurably(name, "new", Existing::Replace, disk);
    QVERIFY(!written);
    QCOMPARE(written.error().kind, ErrorKind::File);
    QCOMPARE(written.error().code, code);
    QCOMPARE(written.error().subject, name);
    QCOMPARE(contentOf(name), QByteArray("old"));
    QCOMPARE(namesIn(folder.path()), QStringList{QStringLiteral("settings.json")});
    QVERIFY(writeFileDurably(name, "new", Existing::Replace, disk)); // and it goes on once the trouble is over
    QCOMPARE(contentOf(name), QByteArray("new"));
}

void TestDurableFile::F93_afterPowerLossTheFileIsOldOrNewButWhole()
{
    const QByteArray oldBytes(5000, 'o');
    const QByteArray newBytes(9000, 'n');
    for (quint32 seed = 0; seed < 400; ++seed) {
        QTemporaryDir folder;
        const QString name = folder.filePath(QStringLiteral("settings.json"));
        FailingDisk disk;
        QVERIFY(writeFileDurably(name, oldBytes, Existing::Replace, disk));
        // The power goes at the n-th call: everything from there on has not happened, what was not synced may be lost.
        const auto op = std::array{FailingDisk::Op::Write, FailingDisk::Op::Sync, FailingDisk::Op::Rename,
                                   FailingDisk::Op::Open, FailingDisk::Op::Close}[seed % 5];
        const bool interrupted = seed % 7 != 0;
        if (interrupted)
            disk.failNext(op, EIO, op == FailingDisk::Op::Sync || op == FailingDisk::Op::Open ? int(seed / 5 % 2) : 0);
        const auto written = writeFileDurably(name, newBytes, Existing::Replace, disk);
        disk.losePower(seed);
        const QByteArray found = contentOf(name);
        if (written)
            QVERIFY2(found == newBytes, qPrintable(QStringLiteral("seed %1").arg(seed)));
        else
            QVERIFY2(found == oldBytes || found == newBytes, qPrintable(QStringLiteral("seed %1").arg(seed)));
    }
}

void TestDurableFile::F95_aFailedFolderSyncIsTold()
{
    QTemporaryDir folder;
    FailingDisk disk;
    disk.failNext(FailingDisk::Op::Sync, EIO, 1); // the first sync is the file's
    const QString name = folder.filePath(QStringLiteral("x"));
    const auto written = writeFileDurably(name, "new", Existing::Replace, disk);
    QVERIFY(!written);
    QCOMPARE(written.error().code, QStringLiteral("io_error"));
}

void TestDurableFile::readingHasALimit()
{
    QTemporaryDir folder;
    const QString name = folder.filePath(QStringLiteral("x"));
    QVERIFY(writeFileDurably(name, "12345"));
    QCOMPARE(readWholeFile(name, 5).value(), QByteArray("12345"));
    QCOMPARE(readWholeFile(name, 4).error().code, QStringLiteral("too_large"));
    QCOMPARE(readWholeFile(folder.filePath(QStringLiteral("y")), 4).error().code, QStringLiteral("not_found"));
}

void TestDurableFile::S03_foldersArePrivate()
{
    QTemporaryDir folder;
    const QString deep = folder.filePath(QStringLiteral("a/b/c"));
    const mode_t before = ::umask(0);
    const auto made = makePrivateFolder(deep);
    ::umask(before);
    QVERIFY(made);
    for (const char *name : {"a", "a/b", "a/b/c"})
        QCOMPARE(modeOf(folder.filePath(QString::fromLatin1(name))), mode_t(0700));
    QCOMPARE(::chmod(QFile::encodeName(deep).constData(), 0755), 0);
    QVERIFY(makePrivateFolder(deep + u'/'));
    QCOMPARE(modeOf(deep), mode_t(0700));
    QVERIFY(writeFileDurably(folder.filePath(QStringLiteral("file")), "x"));
    QCOMPARE(makePrivateFolder(folder.filePath(QStringLiteral("file"))).error().code, QStringLiteral("not_a_file"));
    QCOMPARE(makePrivateFolder(folder.filePath(QStringLiteral("file/x"))).error().code, QStringLiteral("not_a_file"));
}

void TestDurableFile::S03_sharedFoldersAreLeftAlone()
{
    QTemporaryDir folder;
    QCOMPARE(::chmod(QFile::encodeName(folder.path()).constData(), 01777), 0);
    QCOMPARE(makePrivateFolder(folder.path()).error().code, QStringLiteral("folder_shared"));
    QCOMPARE(modeOf(folder.path()), mode_t(01777));
    QVERIFY(makePrivateFolder(folder.filePath(QStringLiteral("own"))));
}

void TestDurableFile::S03_filesBecomePrivate()
{
    QTemporaryDir folder;
    const QString name = folder.filePath(QStringLiteral("x"));
    QVERIFY(writeFileDurably(name, "12345"));
    QCOMPARE(::chmod(QFile::encodeName(name).constData(), 0644), 0);
    QVERIFY(makePrivateFile(name));
    QCOMPARE(modeOf(name), mode_t(0600));
    QVERIFY(makePrivateFile(folder.filePath(QStringLiteral("none"))));
    const QString link = folder.filePath(QStringLiteral("link"));
    QVERIFY(QFile::link(name, link));
    QCOMPARE(makePrivateFile(link).error().code, QStringLiteral("is_link"));
}

void TestDurableFile::F98_damagedFilesAreKeptBesideUnderFreeNames()
{
    QTemporaryDir folder;
    const QString name = folder.filePath(QStringLiteral("profiles.json"));
    QStringList kept;
    for (const QByteArray content : {"first", "second", "third"}) {
        QVERIFY(writeFileDurably(name, content));
        const auto moved = keepBeside(name);
        QVERIFY(moved);
        QVERIFY(moved->startsWith(name + QStringLiteral(".damaged-")));
        QVERIFY(!kept.contains(*moved));
        QCOMPARE(contentOf(*moved), content);
        QVERIFY(!QFile::exists(name));
        kept.append(*moved);
    }
}

void TestDurableFile::removesAndRenames()
{
    QTemporaryDir folder;
    const QString one = folder.filePath(QStringLiteral("one"));
    const QString two = folder.filePath(QStringLiteral("two"));
    QVERIFY(writeFileDurably(one, "1"));
    QVERIFY(writeFileDurably(two, "2"));
    QCOMPARE(renameDurably(one, two, Existing::Refuse).error().code, QStringLiteral("exists"));
    QVERIFY(renameDurably(one, two, Existing::Replace));
    QCOMPARE(contentOf(two), QByteArray("1"));
    QVERIFY(removeDurably(two));
    QVERIFY(removeDurably(two));
    QVERIFY(namesIn(folder.path()).isEmpty());
}

void TestDurableFile::F90_removesOnlyItsOwnSideFiles()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a[1]*.json"));
    QStringList kept;
    for (const char *name : {"a[1]*.json", ".a[1]*.json.0123456.tmp", ".a[1]*.json.0123456g.tmp",
                             ".a1x.json.01234567.tmp", ".a[1]*.json.01234567.tmp.x", ".a[1]*.json.notes.01234567.tmp"})
        kept.append(QString::fromLatin1(name));
    for (const QString &name : std::as_const(kept))
        QVERIFY(writeFileDurably(folder.filePath(name), "mine"));
    QDir(folder.path()).mkdir(QStringLiteral(".a[1]*.json.aaaaaaaa.tmp"));
    kept.append(QStringLiteral(".a[1]*.json.aaaaaaaa.tmp"));
    const QByteArray link = QFile::encodeName(folder.filePath(QStringLiteral(".a[1]*.json.bbbbbbbb.tmp")));
    QCOMPARE(::symlink("/etc/hostname", link.constData()), 0);
    kept.append(QStringLiteral(".a[1]*.json.bbbbbbbb.tmp"));
    for (int i = 0; i < 3; ++i)
        QVERIFY(writeFileDurably(sideName(path), "torn"));
    QCOMPARE(namesIn(folder.path()).size(), kept.size() + 3);
    removeSideFiles(path);
    QStringList left = namesIn(folder.path());
    left.sort();
    kept.sort();
    QCOMPARE(left, kept);
}

MUSTER_TEST(TestDurableFile, QCoreApplication)

} // namespace tst_durablefile
#include "tst_durablefile.moc"
