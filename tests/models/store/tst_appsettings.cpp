// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/appsettings.h"

#include "tests/support/testprogram.h"

#include "storefixture.h"
#include "tests/support/failingdisk.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <cerrno>

using namespace muster;

namespace tst_appsettings {
using test::FailingDisk;
using test::StoreFixture;

class TestAppSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsValuesAndBlobs();
    void oddTypesAreTheDefault();
    void writesOnlyWhenSomethingChanged();
    void S03_folderAndFileArePrivate();
    void F94_aFullDiskLeavesTheOldFile();
    void F98_damagedFilesAreKeptBeside_data();
    void F98_damagedFilesAreKeptBeside();
    void F98_aNewerFileIsReadAndNeverRewritten();
    void F98_anUnreadableFileIsNotOverwritten();
    void savingLaterLeavesTheDiskToItsWorker();
    void F97_aReadOnlyMusterLeavesADamagedFileWhereItIs();
};

void TestAppSettings::keepsValuesAndBlobs()
{
    StoreFixture files;
    {
        AppSettings settings(files.config);
        QVERIFY(!settings.load());
        settings.setValue(QStringLiteral("a"), 5);
        settings.setValue(QStringLiteral("b"), QJsonArray{1, QStringLiteral("x")});
        settings.setValue(QStringLiteral("c"), QStringLiteral("\u00e9"));
        settings.setValue(QStringLiteral("d"), true);
        settings.setBlob(QStringLiteral("e"), QByteArray("\0\xff\n", 3));
        settings.setValue(QStringLiteral("gone"), 1);
        settings.setBlob(QStringLiteral("gone"), "1");
        settings.remove(QStringLiteral("gone"));
        QVERIFY(settings.save());
    }
    AppSettings settings(files.config);
    QVERIFY(!settings.load());
    QCOMPARE(settings.number(QStringLiteral("a"), 0), 5);
    QCOMPARE(settings.value(QStringLiteral("b")).toArray().size(), 2);
    QCOMPARE(settings.text(QStringLiteral("c")), QStringLiteral("\u00e9"));
    QVERIFY(settings.flag(QStringLiteral("d"), false));
    QCOMPARE(settings.blob(QStringLiteral("e")), QByteArray("\0\xff\n", 3));
    QCOMPARE(settings.value(QStringLiteral("gone"), 7).toInt(), 7);
    QVERIFY(settings.blob(QStringLiteral("gone")).isEmpty());
}

void TestAppSettings::oddTypesAreTheDefault()
{
    StoreFixture files;
    files.write("settings.json", R"({"format":"muster-settings","version":1,"other":1,
        "values":{"n":"five","t":5,"f":"yes","r":1.5,"z":null},"blobs":{"a":5,"b":"***","c":"QUJD"}})");
    AppSettings settings(files.config);
    QVERIFY(!settings.load());
    QCOMPARE(settings.number(QStringLiteral("n"), 3), 3);
    QCOMPARE(settings.number(QStringLiteral("r"), 3), 3);
    QCOMPARE(settings.text(QStringLiteral("t"), QStringLiteral("x")), QStringLiteral("x"));
    QVERIFY(settings.flag(QStringLiteral("f"), true));
    QVERIFY(settings.blob(QStringLiteral("a")).isEmpty());
    QVERIFY(settings.blob(QStringLiteral("b")).isEmpty());
    QCOMPARE(settings.blob(QStringLiteral("c")), QByteArray("ABC"));
}

void TestAppSettings::writesOnlyWhenSomethingChanged()
{
    StoreFixture files;
    FailingDisk disk;
    AppSettings settings(files.config, disk);
    QVERIFY(!settings.load());
    QVERIFY(settings.save());
    QCOMPARE(disk.calls(FailingDisk::Op::Write), 0);
    settings.setValue(QStringLiteral("a"), 5);
    QVERIFY(settings.save());
    QCOMPARE(disk.calls(FailingDisk::Op::Write), 1);
    settings.setValue(QStringLiteral("a"), 5);
    settings.remove(QStringLiteral("none"));
    QVERIFY(settings.save());
    QCOMPARE(disk.calls(FailingDisk::Op::Write), 1);
}

void TestAppSettings::S03_folderAndFileArePrivate()
{
    const mode_t before = ::umask(0);
    StoreFixture files;
    AppSettings settings(files.config);
    settings.setValue(QStringLiteral("a"), 5);
    const auto saved = settings.save();
    ::umask(before);
    QVERIFY(saved);
    QCOMPARE(StoreFixture::modeOf(files.config), mode_t(0700));
    QCOMPARE(StoreFixture::modeOf(files.path("settings.json")), mode_t(0600));
}

void TestAppSettings::F94_aFullDiskLeavesTheOldFile()
{
    StoreFixture files;
    FailingDisk disk;
    AppSettings settings(files.config, disk);
    settings.setValue(QStringLiteral("a"), 5);
    QVERIFY(settings.save());
    const QByteArray old = files.read("settings.json");
    disk.setFreeSpace(10);
    settings.setValue(QStringLiteral("a"), 6);
    QCOMPARE(settings.save().error().code, QStringLiteral("disk_full"));
    QCOMPARE(files.read("settings.json"), old);
    disk.heal();
    QVERIFY(settings.save());
    QVERIFY(files.read("settings.json") != old);
}

void TestAppSettings::F98_damagedFilesAreKeptBeside_data()
{
    StoreFixture::damagedContents();
}

void TestAppSettings::F98_damagedFilesAreKeptBeside()
{
    QFETCH(QByteArray, content);
    StoreFixture files;
    files.write("settings.json", content);
    AppSettings settings(files.config);
    const auto notice = settings.load();
    QVERIFY(notice);
    QCOMPARE(notice->kind, ErrorKind::Damaged);
    QCOMPARE(notice->code, QStringLiteral("settings_damaged"));
    QCOMPARE(StoreFixture::bytesOf(notice->subject), content);
    QCOMPARE(settings.number(QStringLiteral("a"), 3), 3);
    settings.setValue(QStringLiteral("a"), 5);
    QVERIFY(settings.save());
    QVERIFY(!AppSettings(files.config).load());
    QCOMPARE(StoreFixture::bytesOf(notice->subject), content);
}

void TestAppSettings::F98_aNewerFileIsReadAndNeverRewritten()
{
    StoreFixture files;
    const QByteArray content = R"({"format":"muster-settings","version":2,"values":{"a":9}})";
    files.write("settings.json", content);
    AppSettings settings(files.config);
    QCOMPARE(settings.load()->code, QStringLiteral("newer_version"));
    QVERIFY(settings.isReadOnly());
    QCOMPARE(settings.number(QStringLiteral("a"), 3), 9);
    settings.setValue(QStringLiteral("a"), 5);
    QVERIFY(settings.save());
    QCOMPARE(files.read("settings.json"), content);
}

void TestAppSettings::F98_anUnreadableFileIsNotOverwritten()
{
    StoreFixture files;
    files.write("settings.json", R"({"format":"muster-settings","version":1})");
    FailingDisk disk;
    disk.failNext(FailingDisk::Op::Read, EIO);
    AppSettings settings(files.config, disk);
    QCOMPARE(settings.load()->code, QStringLiteral("io_error"));
    settings.setValue(QStringLiteral("a"), 5);
    QVERIFY(settings.save());
    QCOMPARE(files.read("settings.json"), QByteArray(R"({"format":"muster-settings","version":1})"));
}

void TestAppSettings::savingLaterLeavesTheDiskToItsWorker()
{
    StoreFixture files;
    AppSettings settings(files.config);
    std::vector<std::pair<AppSettings::Work, AppSettings::Done>> given;
    settings.setWorker(
        [&given](const AppSettings::Work &work, const AppSettings::Done &done) { given.emplace_back(work, done); });
    int told = 0;
    settings.setValue(QStringLiteral("a"), 5);
    settings.saveLater();
    settings.setValue(QStringLiteral("a"), 6);
    settings.saveLater([&told](const Result<void> &saved) { told += saved ? 1 : 0; });
    QCOMPARE(given.size(), std::size_t(2));
    QVERIFY(!QFile::exists(files.path("settings.json")));
    // In whatever order: what was set last stays.
    given[1].second(given[1].first());
    QVERIFY(given[0].first());
    QCOMPARE(told, 1);
    AppSettings again(files.config);
    QVERIFY(!again.load());
    QCOMPARE(again.number(QStringLiteral("a"), 0), 6);
}

void TestAppSettings::F97_aReadOnlyMusterLeavesADamagedFileWhereItIs()
{
    StoreFixture files;
    files.write("settings.json", "{torn");
    const QString path = files.config + QStringLiteral("/settings.json");
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
    AppSettings settings(files.config);
    const auto notice = settings.load(true);
    QVERIFY(notice);
    QCOMPARE(notice->subject, path);
    QVERIFY(settings.isReadOnly());
    settings.setValue(QStringLiteral("a"), 5);
    QVERIFY(settings.save());
    QCOMPARE(files.read("settings.json"), QByteArray("{torn"));
    QCOMPARE(QDir(files.config).entryList({QStringLiteral("settings*")}).size(), 1);
    QVERIFY(QFile::permissions(path) & QFile::ReadGroup);
}

MUSTER_TEST(TestAppSettings, QCoreApplication)

} // namespace tst_appsettings
#include "tst_appsettings.moc"
