// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/draftstore.h"
#include "tests/support/failingdisk.h"
#include "tests/support/testprogram.h"
#include "tests/support/throwingdisk.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThread>
#include <QtTest>
#include <cerrno>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_draftstore {

namespace {

AudienceDraft draft(const QString &id = QString(32, u'a'))
{
    AudienceDraft draft;
    draft.id = id;
    draft.profileId = u"p"_s;
    draft.audienceId = u"3f2504e0-4f89-41d3-9a0c-0305e82c3301"_s;
    draft.definition.name = u"Gold, “quoted”\n"_s;
    draft.definition.description = u"For the letter."_s;
    draft.definition.criteria.members
        = {{CriteriaCondition{u"revenue"_s, CriteriaOperator::GreaterThan, CriteriaNumber{"12345678901234567890.10"}}}};
    draft.definition.exclusions = {u"not yet an id"_s};
    draft.definition.source = AudienceSource::InteractionHistory;
    draft.definition.recalculateOnUpdate = false;
    draft.base.emplace();
    draft.base->id = draft.audienceId;
    draft.base->version = 4;
    draft.base->definition.name = u"Before"_s;
    draft.tree = QByteArray("\0\xff tree", 7);
    draft.history = QByteArray(1000, '\x80');
    draft.changedAt = QDateTime({2026, 3, 1}, {12, 0, 0, 250}, Qt::UTC);
    return draft;
}

QStringList filesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::Files | QDir::Hidden, QDir::Name);
}

} // namespace

class TestDraftStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qRegisterMetaType<AudienceDraft>(); }
    void savedComesBackAsItWas();
    void newDraftsAndEmptyCriteria();
    void whatTakesItsTimeIsFilledInOnTheStoresThread();
    void whetherItStandsInATabIsKept();
    void theNewestOfManyIsWritten();
    void nothingGivenIsLostWhenTheStoreGoes();
    void aCrashLosesNothingOlderThanOneWrite();
    void listedByTenantNewestFirst();
    void removedIsGone();
    void F94_aFullDiskLeavesTheFileBefore();
    void F98_damagedIsKeptBeside_data();
    void F98_damagedIsKeptBeside();
    void F98_newerVersionIsLeftAlone();
    void F97_readOnlyWritesNothing();
    void F109_whatIsThrownIsAnswered();
    void S03_S19_privateFilesAndNoPathsFromIds();
};

void TestDraftStore::savedComesBackAsItWas()
{
    const QTemporaryDir folder;
    DraftStore store(folder.filePath(u"drafts"_s));
    QSignalSpy saved(&store, &DraftStore::saved);
    store.save(draft());
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(saved[0][1].toDateTime(), draft().changedAt);
    QSignalSpy loaded(&store, &DraftStore::loaded);
    store.requestDraft(draft().id);
    QTRY_COMPARE(loaded.size(), 1);
    QVERIFY(loaded[0][0].value<AudienceDraft>() == draft());
    QTRY_VERIFY(store.isIdle());
}

void TestDraftStore::newDraftsAndEmptyCriteria()
{
    AudienceDraft fresh = draft();
    fresh.base.reset();
    fresh.definition.criteria = {};
    fresh.tree.clear();
    fresh.history.clear();
    const auto read = readDraft(draftJson(fresh));
    QVERIFY(read);
    QVERIFY(*read == fresh);
    AudienceDraft first = draft();
    first.base->version = 1;
    QVERIFY(readDraft(draftJson(first)) == first);
}

void TestDraftStore::whatTakesItsTimeIsFilledInOnTheStoresThread()
{
    const QTemporaryDir folder;
    DraftStore store(folder.path());
    QSignalSpy saved(&store, &DraftStore::saved);
    QThread *filledIn = nullptr;
    store.save(draft(), [&filledIn](AudienceDraft &kept) {
        filledIn = QThread::currentThread();
        kept.history = "filled in";
    });
    QTRY_COMPARE(saved.size(), 1);
    QVERIFY(filledIn != nullptr && filledIn != thread());
    QSignalSpy loaded(&store, &DraftStore::loaded);
    store.requestDraft(draft().id);
    QTRY_COMPARE(loaded.size(), 1);
    QCOMPARE(loaded[0][0].value<AudienceDraft>().history, QByteArray("filled in"));
    QCOMPARE(loaded[0][0].value<AudienceDraft>().definition, draft().definition);
}

void TestDraftStore::whetherItStandsInATabIsKept()
{
    const QTemporaryDir folder;
    DraftStore store(folder.path());
    AudienceDraft open = draft();
    open.isOpen = true;
    store.save(open);
    const auto listed = [&store] {
        QSignalSpy told(&store, &DraftStore::listed);
        store.requestList(u"p"_s);
        return told.wait() ? told[0][1].value<QList<AudienceDraftInfo>>() : QList<AudienceDraftInfo>();
    };
    QCOMPARE(listed().value(0).isOpen, true);
    store.setOpen(open.id, false);
    QCOMPARE(listed().value(0).isOpen, false);
    store.setOpen(open.id, true);
    QCOMPARE(listed().value(0).isOpen, true);
    QCOMPARE(listed().value(0).changedAt, open.changedAt); // nothing else has changed
    store.setOpen(QString(32, u'f'), true); // no such draft: none is made
    QCOMPARE(listed().size(), 1);
    QTRY_VERIFY(store.isIdle());
    // One of before says nothing of it.
    QByteArray json = draftJson(draft());
    json.replace(",\"open\":false", "");
    const qsizetype tail = json.lastIndexOf(",\"sha256\"");
    json = json.first(tail);
    json += ",\"sha256\":\"" + QCryptographicHash::hash(json, QCryptographicHash::Sha256).toHex() + "\"}";
    const auto read = readDraft(json);
    QVERIFY(read && *read == draft());
}

void TestDraftStore::theNewestOfManyIsWritten()
{
    const QTemporaryDir folder;
    FailingDisk disk;
    DraftStore store(folder.path(), nullptr, disk);
    QSignalSpy saved(&store, &DraftStore::saved);
    AudienceDraft latest = draft();
    for (int step = 1; step <= 200; ++step) {
        latest.history = QByteArray::number(step);
        latest.changedAt = latest.changedAt.addMSecs(1);
        store.save(latest);
    }
    QTRY_VERIFY(store.isIdle());
    QCOMPARE(saved.constLast()[1].toDateTime(), latest.changedAt);
    // Those in between are left out instead of queueing up behind a slow disk.
    QVERIFY2(saved.size() < 200, qPrintable(QString::number(saved.size())));
    QSignalSpy loaded(&store, &DraftStore::loaded);
    store.requestDraft(latest.id);
    QTRY_COMPARE(loaded.size(), 1);
    QCOMPARE(loaded[0][0].value<AudienceDraft>().history, QByteArray("200"));
}

void TestDraftStore::nothingGivenIsLostWhenTheStoreGoes()
{
    const QTemporaryDir folder;
    {
        DraftStore store(folder.path());
        store.save(draft());
    }
    const auto read = readDraft([&] {
        QFile file(folder.filePath(draft().id + u".draft.json"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }());
    QVERIFY(read && *read == draft());
}

void TestDraftStore::aCrashLosesNothingOlderThanOneWrite()
{
    for (quint32 seed = 1; seed <= 30; ++seed) {
        const QTemporaryDir folder;
        FailingDisk disk;
        QDateTime told;
        {
            DraftStore store(folder.path(), nullptr, disk);
            connect(&store, &DraftStore::saved, this, [&told](const QString &, const QDateTime &at) { told = at; });
            AudienceDraft latest = draft();
            store.save(latest);
            QTRY_VERIFY(store.isIdle());
            // The next one dies on its way: written but not synced, or not renamed.
            latest.changedAt = latest.changedAt.addSecs(1);
            disk.failNext(seed % 2 == 0 ? FailingDisk::Op::Sync : FailingDisk::Op::Rename, EINTR);
            store.save(latest);
            QTRY_VERIFY(store.isIdle());
        }
        disk.losePower(seed);
        DraftStore store(folder.path());
        QSignalSpy loaded(&store, &DraftStore::loaded);
        store.requestDraft(draft().id);
        QTRY_VERIFY(store.isIdle());
        QCOMPARE(loaded.size(), 1);
        QVERIFY(loaded[0][0].value<AudienceDraft>().changedAt >= told);
    }
}

void TestDraftStore::listedByTenantNewestFirst()
{
    const QTemporaryDir folder;
    DraftStore store(folder.path());
    for (int number = 0; number < 3; ++number) {
        AudienceDraft one = draft(QString(32, QChar(u'a' + number)));
        one.changedAt = one.changedAt.addDays(number == 1 ? 9 : number);
        one.profileId = number == 2 ? u"other"_s : u"p"_s;
        store.save(one);
    }
    QSignalSpy listed(&store, &DraftStore::listed);
    store.requestList(u"p"_s);
    QTRY_COMPARE(listed.size(), 1);
    const auto found = listed[0][1].value<QList<AudienceDraftInfo>>();
    QCOMPARE(found.size(), 2);
    QCOMPARE(found[0].id, QString(32, u'b'));
    QCOMPARE(found[0].name, draft().definition.name);
    QCOMPARE(found[0].baseVersion, 4);
    QCOMPARE(found[1].id, QString(32, u'a'));
}

void TestDraftStore::removedIsGone()
{
    const QTemporaryDir folder;
    DraftStore store(folder.path());
    QSignalSpy removed(&store, &DraftStore::removed);
    store.save(draft());
    store.remove(draft().id);
    QTRY_COMPARE(removed.size(), 1);
    QVERIFY(filesIn(folder.path()).isEmpty());
    QSignalSpy failed(&store, &DraftStore::loadFailed);
    store.requestDraft(draft().id);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed[0][1].value<ApiError>().code, u"not_found"_s);
}

void TestDraftStore::F94_aFullDiskLeavesTheFileBefore()
{
    const QTemporaryDir folder;
    FailingDisk disk;
    DraftStore store(folder.path(), nullptr, disk);
    store.save(draft());
    QTRY_VERIFY(store.isIdle());
    disk.setFreeSpace(100);
    QSignalSpy failed(&store, &DraftStore::saveFailed);
    AudienceDraft later = draft();
    later.tree = "later";
    store.save(later);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed[0][1].value<ApiError>().code, u"disk_full"_s);
    disk.heal();
    QSignalSpy loaded(&store, &DraftStore::loaded);
    store.requestDraft(draft().id);
    QTRY_COMPARE(loaded.size(), 1);
    QVERIFY(loaded[0][0].value<AudienceDraft>() == draft());
    QCOMPARE(filesIn(folder.path()).size(), 1);
}

void TestDraftStore::F109_whatIsThrownIsAnswered()
{
    const QTemporaryDir folder;
    test::ThrowingDisk disk;
    DraftStore store(folder.filePath(u"drafts"_s), nullptr, disk);
    QSignalSpy saved(&store, &DraftStore::saved), saveFailed(&store, &DraftStore::saveFailed);
    QSignalSpy loadFailed(&store, &DraftStore::loadFailed), listed(&store, &DraftStore::listed);
    store.save(draft());
    QTRY_COMPARE(saved.size(), 1);
    disk.throws = true;
    store.save(draft());
    QTRY_COMPARE(saveFailed.size(), 1);
    store.setOpen(draft().id, true);
    store.remove(draft().id);
    store.requestDraft(draft().id);
    store.requestList(draft().profileId);
    QTRY_VERIFY(store.isIdle());
    QCOMPARE(saveFailed.size(), 2);
    QCOMPARE(saveFailed[0][1].value<ApiError>().code, u"out_of_memory"_s);
    QCOMPARE(loadFailed.size(), 2);
    QCOMPARE(loadFailed[0][0].toString(), draft().id);
    QCOMPARE(listed.size(), 1); // who asked for a list does not wait for ever
    // What fills in what is slow may throw as well; the next one is written all the same.
    disk.throws = false;
    store.save(draft(), [](AudienceDraft &) { throw std::runtime_error("no"); });
    QTRY_COMPARE(saveFailed.size(), 3);
    store.save(draft());
    QTRY_COMPARE(saved.size(), 2);
}

void TestDraftStore::F98_damagedIsKeptBeside_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray good = draftJson(draft());
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut") << good.left(good.size() / 2);
    QTest::newRow("a byte") << QByteArray(good).replace("letter", "lettes");
    QTest::newRow("no digest") << good.left(good.size() - 77) + '}';
    QTest::newRow("base64") << QByteArray(good).replace("\"tree\":\"", "\"tree\":\"!");
    QTest::newRow("another's") << draftJson(draft(QString(32, u'b')));
    QTest::newRow("random") << QByteArray("\xff\x00\x17garbage", 10);
}

void TestDraftStore::F98_damagedIsKeptBeside()
{
    QFETCH(QByteArray, bytes);
    const QTemporaryDir folder;
    const QString name = folder.filePath(draft().id + u".draft.json"_s);
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    DraftStore store(folder.path());
    QSignalSpy failed(&store, &DraftStore::loadFailed);
    QSignalSpy listed(&store, &DraftStore::listed);
    store.requestList(u"p"_s);
    QTRY_COMPARE(listed.size(), 1);
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed[0][1].value<ApiError>().code, u"draft_damaged"_s);
    const QStringList left = filesIn(folder.path());
    QCOMPARE(left.size(), 1);
    QVERIFY(left[0].contains(u".damaged-"_s));
}

void TestDraftStore::F98_newerVersionIsLeftAlone()
{
    const QTemporaryDir folder;
    const QByteArray newer = draftJson(draft()).replace("\"version\":1", "\"version\":2");
    QFile file(folder.filePath(draft().id + u".draft.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(newer) == newer.size());
    file.close();
    DraftStore store(folder.path());
    QSignalSpy failed(&store, &DraftStore::loadFailed);
    store.requestDraft(draft().id);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed[0][1].value<ApiError>().code, u"newer_version"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), newer);
}

void TestDraftStore::F97_readOnlyWritesNothing()
{
    const QTemporaryDir folder;
    DraftStore store(folder.filePath(u"drafts"_s));
    store.setReadOnly();
    QSignalSpy failed(&store, &DraftStore::saveFailed);
    store.save(draft());
    store.remove(draft().id);
    QTRY_COMPARE(failed.size(), 2);
    QCOMPARE(failed[0][1].value<ApiError>().code, u"read_only"_s);
    QVERIFY(!QDir(folder.filePath(u"drafts"_s)).exists());
}

void TestDraftStore::S03_S19_privateFilesAndNoPathsFromIds()
{
    const QTemporaryDir folder;
    DraftStore store(folder.filePath(u"drafts"_s));
    store.save(draft());
    QSignalSpy failed(&store, &DraftStore::saveFailed);
    for (const QString &id : {u"../../x"_s, QString(), QString(32, u'A'), QString(33, u'a')})
        store.save(draft(id));
    QTRY_COMPARE(failed.size(), 4);
    QTRY_VERIFY(store.isIdle());
    QCOMPARE(filesIn(folder.filePath(u"drafts"_s)), QStringList{draft().id + u".draft.json"_s});
    constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(folder.filePath(u"drafts/"_s + draft().id + u".draft.json"_s)) & others));
}

MUSTER_TEST(TestDraftStore, QCoreApplication)

} // namespace tst_draftstore

#include "tst_draftstore.moc"
