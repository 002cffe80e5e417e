// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/listsizestore.h"

#include "tests/support/failingdisk.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_listsizestore {

namespace {

const QDate day(2026, 11, 26);

QList<ContactListSummary> lists(qint64 first, qint64 second = 7)
{
    return {{u"1"_s, u"Jane Roe’s list"_s, first}, {u"2"_s, u"B"_s, second}};
}

} // namespace

class TestListSizeStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void remembersADaysLastCount();
    void theOldestDaysGo();
    void whatIsNotToldIsNotKept();
    void goneListsAreForgotten();
    void connectionsAreKeptApart();
    void aDayAheadIsReplaced();
    void S03_S07_filesArePrivateAndHoldNoNames();
    void F97_whoOnlyLooksWritesNothing();
    void F94_aFullDiskIsTold();
    void F98_damagedIsKeptBeside();
};

void TestListSizeStore::remembersADaysLastCount()
{
    const QTemporaryDir folder;
    const ListSizeStore store(folder.filePath(u"s"_s), false);
    QVERIFY(store.note(u"p"_s, lists(10), day));
    QVERIFY(store.note(u"p"_s, lists(12), day));
    QVERIFY(store.note(u"p"_s, lists(15), day.addDays(2)));
    // Another object, as after a restart.
    const auto known = ListSizeStore(folder.filePath(u"s"_s), false).note(u"p"_s, lists(16), day.addDays(3));
    QVERIFY(known);
    QCOMPARE(known->value(u"1"_s), (QList<ListSize>{{day, 12}, {day.addDays(2), 15}, {day.addDays(3), 16}}));
    QCOMPARE(known->size(), 2);
}

void TestListSizeStore::theOldestDaysGo()
{
    const QTemporaryDir folder;
    const ListSizeStore store(folder.path() + u"/s"_s, false);
    ListSizeHistory known;
    for (int i = 0; i < ListSizeStore::maxDays + 3; ++i)
        known = store.note(u"p"_s, lists(i), day.addDays(i)).value();
    QCOMPARE(known.value(u"1"_s).size(), ListSizeStore::maxDays);
    QCOMPARE(known.value(u"1"_s).first(), (ListSize{day.addDays(3), 3}));
}

void TestListSizeStore::whatIsNotToldIsNotKept()
{
    const QTemporaryDir folder;
    const ListSizeStore store(folder.filePath(u"s"_s), false);
    QVERIFY(!store.note(u"p"_s, lists(-1), day)->contains(u"1"_s));
    QVERIFY(store.note(u"p"_s, lists(5), day));
    // An index that says nothing today does not take away what it said before.
    QCOMPARE(store.note(u"p"_s, lists(-1), day.addDays(1))->value(u"1"_s), (QList<ListSize>{{day, 5}}));
    const QString endless(500, u'9');
    QVERIFY(!store.note(u"p"_s, {{endless, u"A"_s, 1}}, day)->contains(endless));
}

void TestListSizeStore::goneListsAreForgotten()
{
    const QTemporaryDir folder;
    const ListSizeStore store(folder.filePath(u"s"_s), false);
    QVERIFY(store.note(u"p"_s, lists(5), day));
    QVERIFY(store.note(u"p"_s, {lists(5)[1]}, day));
    QCOMPARE(store.note(u"p"_s, lists(6), day.addDays(1))->value(u"1"_s), (QList<ListSize>{{day.addDays(1), 6}}));
}

void TestListSizeStore::connectionsAreKeptApart()
{
    const QTemporaryDir folder;
    const ListSizeStore store(folder.filePath(u"s"_s), false);
    QVERIFY(store.note(u"p"_s, lists(5), day));
    QCOMPARE(store.note(u"../q"_s, lists(9), day.addDays(1))->value(u"1"_s), (QList<ListSize>{{day.addDays(1), 9}}));
    QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList{u"s"_s});
}

void TestListSizeStore::aDayAheadIsReplaced()
{
    const QTemporaryDir folder;
    const ListSizeStore store(folder.filePath(u"s"_s), false);
    QVERIFY(store.note(u"p"_s, lists(5), day.addYears(1)));
    QCOMPARE(store.note(u"p"_s, lists(6), day)->value(u"1"_s), (QList<ListSize>{{day, 6}}));
}

void TestListSizeStore::S03_S07_filesArePrivateAndHoldNoNames()
{
    const QTemporaryDir folder;
    const ListSizeStore store(folder.filePath(u"s"_s), false);
    QVERIFY(store.note(u"p"_s, lists(5), day));
    const QFileInfoList files = QDir(folder.filePath(u"s"_s)).entryInfoList(QDir::Files);
    QCOMPARE(files.size(), 1);
    QCOMPARE(files[0].permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
             QFile::Permissions());
    QFile file(files[0].filePath());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("Roe"));
}

void TestListSizeStore::F97_whoOnlyLooksWritesNothing()
{
    const QTemporaryDir folder;
    const QString place = folder.filePath(u"s"_s);
    QVERIFY(ListSizeStore(place, true).note(u"p"_s, lists(5), day)); // not even the folder
    QVERIFY(!QFileInfo::exists(place));
    QVERIFY(ListSizeStore(place, false).note(u"p"_s, lists(5), day));
    const ListSizeStore looks(place, true);
    QCOMPARE(looks.note(u"p"_s, lists(9), day.addDays(1))->value(u"1"_s).size(), 2); // what it has seen itself
    QCOMPARE(ListSizeStore(place, false).note(u"p"_s, lists(-1), day)->value(u"1"_s), (QList<ListSize>{{day, 5}}));
}

void TestListSizeStore::F94_aFullDiskIsTold()
{
    const QTemporaryDir folder;
    FailingDisk disk;
    const ListSizeStore store(folder.filePath(u"s"_s), false, disk);
    QVERIFY(store.note(u"p"_s, lists(5), day));
    disk.setFreeSpace(0);
    QCOMPARE(store.note(u"p"_s, lists(6), day.addDays(1)).error().code, u"disk_full"_s);
    disk.heal();
    QCOMPARE(store.note(u"p"_s, lists(-1), day.addDays(2))->value(u"1"_s), (QList<ListSize>{{day, 5}}));
}

void TestListSizeStore::F98_damagedIsKeptBeside()
{
    const QTemporaryDir folder;
    const QString place = folder.filePath(u"s"_s);
    const ListSizeStore store(place, false);
    QVERIFY(store.note(u"p"_s, lists(5), day));
    QFile file(QDir(place).entryInfoList(QDir::Files).value(0).filePath());
    const auto put = [&file](const QByteArray &bytes) {
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && (file.close(), true);
    };
    QVERIFY(put(R"({"format":"muster-list-sizes","version":1,"items":[{"id":"1","sizes":[["2026-11-20",3]]},)"
                R"({"id":"2","sizes":[["2026-11-20",-3]]},{"id":"3","sizes":[["2026-11-20",1],["2026-11-01",1]]}]})"));
    const auto known = store.note(u"p"_s, lists(5), day);
    QVERIFY(known);
    QCOMPARE(known->value(u"1"_s), (QList<ListSize>{{QDate(2026, 11, 20), 3}, {day, 5}}));
    QCOMPARE(known->value(u"2"_s), (QList<ListSize>{{day, 7}}));
    QCOMPARE(QDir(place).entryList(QDir::Files).size(), 2);
    QVERIFY(put(R"({"format":"muster-list-sizes","version":2,"items":[]})"));
    QCOMPARE(store.note(u"p"_s, lists(5), day).error().code, u"newer_version"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("\"version\":2"));
}

MUSTER_TEST(TestListSizeStore, QCoreApplication)

} // namespace tst_listsizestore

#include "tst_listsizestore.moc"
