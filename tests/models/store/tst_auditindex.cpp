// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/auditindex.h"

#include "network/wire/mapped.h"
#include "tests/support/interposeddisk.h"
#include "tests/support/sanitized.h"
#include "tests/support/testpaths.h"
#include "tests/support/testprogram.h"

#include "auditfixture.h"
#include "auditscan.h"

#include <QDir>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <memory>
#include <random>
#include <sys/stat.h>

using namespace muster;

namespace tst_auditindex {
using test::allOf;
using test::AuditFixture;
using test::copyFolder;
using test::isSanitized;
using test::randomDrafts;
using test::randomQuery;
using test::sampleEvery;
using test::scanned;

namespace {

/// A history of two blocks with its index.
struct IndexedHistory
{
    AuditFixture files;
    QByteArray earlier; ///< The index when the history had one block.
};

} // namespace

/// Searching the history: the same answers as by reading it from the first entry to the last, whatever becomes of the
/// file that makes it faster.
class TestAuditIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { test::InterposedDisk::heal(); }

    void everyQueryFindsWhatALinearScanFinds();
    void newEntriesAreFoundAtOnce();
    void anOvertakenQueryEndsEarly();
    void theFileIsReadAgain();
    void aTamperedFileChangesNoAnswer_data();
    void aTamperedFileChangesNoAnswer();
    void aForeignFileIsLeftAlone_data();
    void aForeignFileIsLeftAlone();
    void hostileBlocksAreRefused();
    void F93_whatPowerLossTookOfTheIndexIsReadAnew();
    void F94_aFullDiskStopsNeitherSearchNorHistory();
    void F95_aFailedSyncStopsNeitherSearchNorHistory();
    void F97_aSecondMusterSearchesWithoutWriting();
    void F100_aTornEndOfALongLogIsFollowed();

private:
    std::unique_ptr<IndexedHistory> m_indexed; ///< Made by the row that runs first.
};

namespace {

QString indexFile(const AuditFixture &files)
{
    return files.data.filePath(QStringLiteral("audit-index.sqlite"));
}

template <typename Value>
Value waitFor(QFuture<Result<Value>> future)
{
    future.waitForFinished();
    const Result<Value> result = future.result();
    if (!result)
        qFatal("%s", qPrintable(result.error().code));
    return *result;
}

std::vector<quint32> found(AuditIndex &index, const AuditQuery &query)
{
    const AuditMatches matches = waitFor(index.find(query, {}));
    return matches.isComplete ? matches.sequences : std::vector<quint32>{0};
}

/// A log of `count` entries of any kind.
std::unique_ptr<AuditLog> filled(const AuditFixture &files, std::mt19937 &random, int count)
{
    auto log = files.open();
    for (int written = 0; log && written < count; written += 1000) {
        if (!log->appendAll(randomDrafts(random, std::min(1000, count - written))))
            return nullptr;
    }
    return log;
}

/// Changes the file as SQL, behind the index's back.
void change(const QString &file, const QString &statement)
{
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("tamper"));
        database.setDatabaseName(file);
        if (!database.open() || !QSqlQuery(database).exec(statement))
            qFatal("cannot change the index");
    }
    QSqlDatabase::removeDatabase(QStringLiteral("tamper"));
}

/// Makes a well-formed block of the first one in which the entries of that run belong to none.
void hideRun(const QString &file, const QString &run)
{
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("hide"));
        database.setDatabaseName(file);
        QSqlQuery query(database.open() ? database : QSqlDatabase());
        if (!query.exec(QStringLiteral("SELECT keys FROM blocks WHERE number = 0")) || !query.next())
            qFatal("cannot read the index");
        auto keys = decodeAuditBlock(query.value(0).toByteArray());
        if (!keys)
            qFatal("no block");
        for (AuditKeys &one : *keys)
            one.runId = one.runId == run ? QString() : one.runId;
        query.finish();
        query.prepare(QStringLiteral("UPDATE blocks SET keys = ? WHERE number = 0"));
        query.addBindValue(encodeAuditBlock(*keys));
        if (!query.exec())
            qFatal("cannot change the index");
    }
    QSqlDatabase::removeDatabase(QStringLiteral("hide"));
}

int blocksIn(const QString &file)
{
    int count = -1;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("count"));
        database.setDatabaseName(file);
        QSqlQuery query(database.open() ? database : QSqlDatabase());
        if (query.exec(QStringLiteral("SELECT COUNT(*) FROM blocks")) && query.next())
            count = query.value(0).toInt();
    }
    QSqlDatabase::removeDatabase(QStringLiteral("count"));
    return count;
}

QList<AuditQuery> someQueries()
{
    QList<AuditQuery> queries(4);
    queries[1].runId = QStringLiteral("r1");
    queries[2].object = QStringLiteral("a");
    queries[2].job = QStringLiteral("export");
    queries[3].connection = QStringLiteral("B");
    return queries;
}

} // namespace

void TestAuditIndex::everyQueryFindsWhatALinearScanFinds()
{
    constexpr quint32 seed = 4711;
    std::mt19937 random(seed);
    int queries = 0, answers = 0;
    for (const int count : {1, 7, 60, 300, 900, 5'000}) {
        AuditFixture files;
        const auto log = filled(files, random, count);
        QVERIFY(log);
        const QList<AuditEntry> entries = allOf(*log);
        AuditIndex index(*log, indexFile(files), false);
        const int rounds = count > 1000 ? 60 / sampleEvery : count > 100 ? 600 / sampleEvery : 600;
        for (int round = 0; round < rounds; ++round) {
            const AuditQuery query = randomQuery(random, entries);
            const std::vector<quint32> truth = scanned(entries, query);
            QVERIFY2(found(index, query) == truth,
                     qPrintable(QStringLiteral("seed %1, %2 entries, query %3").arg(seed).arg(count).arg(round)));
            ++queries;
            answers += truth.empty() ? 0 : 1;
        }
    }
    QVERIFY2(queries >= 1800 + 1200 / sampleEvery && answers > queries / 5 && answers < queries,
             qPrintable(QString::number(answers)));
}

void TestAuditIndex::newEntriesAreFoundAtOnce()
{
    AuditFixture files;
    std::mt19937 random(1);
    const auto log = filled(files, random, 50);
    AuditIndex index(*log, indexFile(files), false);
    QSignalSpy grew(&index, &AuditIndex::grew);
    AuditQuery mine;
    mine.runId = QStringLiteral("mine");
    QVERIFY(found(index, mine).empty());
    QVERIFY(log->append(QStringLiteral("export.page"), QStringLiteral("mine"), {}));
    QVERIFY(log->append(QStringLiteral("export.page"), QStringLiteral("mine"), {}));
    QCOMPARE(found(index, mine), (std::vector<quint32>{51, 52}));
    QTRY_VERIFY(!grew.isEmpty());
    // Only what came after, as a list takes it that has the rest; told with the one before it.
    const AuditLines more = waitFor(index.fold(mine, {}, 51, 51));
    QCOMPARE(more.sequences, (std::vector<quint32>{52}));
    QCOMPARE(more.lines, (std::vector<AuditLines::Line>{{0, 1, 51}}));
    const AuditValues known = waitFor(index.values());
    QCOMPARE(known.actors, QStringList{accountName()});
    QVERIFY(known.events.contains(QStringLiteral("export.page")));
}

void TestAuditIndex::anOvertakenQueryEndsEarly()
{
    AuditFixture files;
    std::mt19937 random(2);
    const auto log = filled(files, random, 3'000);
    AuditIndex index(*log, indexFile(files), false);
    std::stop_source stop;
    stop.request_stop();
    AuditQuery query;
    query.text = QStringLiteral("page");
    const AuditMatches none = waitFor(index.find(query, stop.get_token()));
    QVERIFY(!none.isComplete && none.sequences.empty());
    const AuditMatches all = waitFor(index.find(query, {}));
    QVERIFY(all.isComplete);
    QCOMPARE(all.sequences, scanned(allOf(*log), query));
}

void TestAuditIndex::theFileIsReadAgain()
{
    AuditFixture files;
    std::mt19937 random(3);
    const auto log = filled(files, random, 9'000);
    std::vector<quint32> first;
    for (int start = 0; start < 2; ++start) {
        AuditIndex index(*log, indexFile(files), false);
        const auto all = found(index, someQueries()[2]);
        QVERIFY(!index.notice());
        QVERIFY(start == 0 || all == first);
        first = all;
    }
    QCOMPARE(blocksIn(indexFile(files)), 2);
    struct stat status = {};
    QVERIFY(::stat(QFile::encodeName(indexFile(files)).constData(), &status) == 0);
    QCOMPARE(status.st_mode & 0777, mode_t(0600));
}

void TestAuditIndex::aTamperedFileChangesNoAnswer_data()
{
    QTest::addColumn<QString>("statement");
    QTest::newRow("first block removed") << QStringLiteral("DELETE FROM blocks WHERE number = 0");
    QTest::newRow("last block removed") << QStringLiteral("DELETE FROM blocks WHERE number = 1");
    QTest::newRow("all removed") << QStringLiteral("DELETE FROM blocks");
    QTest::newRow("blocks exchanged") << QStringLiteral(
        "UPDATE blocks SET keys = (SELECT b.keys FROM blocks b WHERE b.number = 1 - blocks.number)");
    QTest::newRow("a byte changed") << QStringLiteral(
        "UPDATE blocks SET keys = CAST(substr(keys, 1, 99000) || X'07' || substr(keys, 99002) AS BLOB)");
    QTest::newRow("seal changed") << QStringLiteral("UPDATE blocks SET seal = X'00' WHERE number = 1");
    QTest::newRow("digest changed") << QStringLiteral("UPDATE blocks SET last = X'00' WHERE number = 0");
    QTest::newRow("numbers shifted") << QStringLiteral("UPDATE blocks SET number = number + 5");
    QTest::newRow("older version") << QStringLiteral("PRAGMA user_version = 0");
    QTest::newRow("no table") << QStringLiteral("DROP TABLE blocks");
    QTest::newRow("random bytes") << QString();
    QTest::newRow("cut") << QStringLiteral("cut");
    QTest::newRow("emptied") << QStringLiteral("empty");
    QTest::newRow("entries hidden") << QStringLiteral("hide");
    QTest::newRow("that of another history") << QStringLiteral("other");
    QTest::newRow("that of an earlier state") << QStringLiteral("earlier");
}

void TestAuditIndex::aTamperedFileChangesNoAnswer()
{
    QFETCH(QString, statement);
    const auto build = [](AuditLog &of, const QString &file) {
        AuditIndex index(of, file, false);
        return found(index, {});
    };
    if (!m_indexed) { // once for all rows, which copy it
        std::mt19937 random(5);
        auto made = std::make_unique<IndexedHistory>();
        const auto log = filled(made->files, random, 5'000);
        build(*log, indexFile(made->files));
        made->earlier = AuditFixture::bytesOf(indexFile(made->files));
        for (int i = 0; i < 4; ++i)
            QVERIFY(log->appendAll(randomDrafts(random, 1000)));
        QCOMPARE(qint64(build(*log, indexFile(made->files)).size()), log->count());
        m_indexed = std::move(made);
    }
    std::mt19937 random(17);
    AuditFixture files, other;
    copyFolder(m_indexed->files.folder.path(), files.folder.path());
    copyFolder(m_indexed->files.data.path(), files.data.path());
    const auto log = files.open();
    QVERIFY(log);
    QCOMPARE(log->count(), 9'000);
    QCOMPARE(blocksIn(indexFile(files)), 2);
    const QByteArray bytes = AuditFixture::bytesOf(indexFile(files));
    if (statement == QLatin1String("hide")) {
        hideRun(indexFile(files), QStringLiteral("r1"));
    } else if (statement == QLatin1String("cut")) {
        AuditFixture::setBytes(indexFile(files), bytes.left(bytes.size() / 2));
    } else if (statement == QLatin1String("empty")) {
        AuditFixture::setBytes(indexFile(files), {});
    } else if (statement == QLatin1String("earlier")) {
        AuditFixture::setBytes(indexFile(files), m_indexed->earlier);
    } else if (statement == QLatin1String("other")) {
        const auto another = filled(other, random, 9'000);
        build(*another, indexFile(other));
        AuditFixture::setBytes(indexFile(files), AuditFixture::bytesOf(indexFile(other)));
    } else if (statement.isEmpty()) {
        QByteArray noise(50'000, '\0');
        std::generate(noise.begin(), noise.end(), [&] { return char(random()); });
        AuditFixture::setBytes(indexFile(files), noise);
    } else {
        change(indexFile(files), statement);
    }
    const QList<AuditEntry> entries = allOf(*log);
    const QList<AuditQuery> queries = someQueries();
    const auto truths = mapped(queries, [&](const AuditQuery &query) { return scanned(entries, query); });
    for (int start = 0; start < 2; ++start) {
        AuditIndex index(*log, indexFile(files), false);
        for (qsizetype i = 0; i < queries.size(); ++i)
            QVERIFY(found(index, queries[i]) == truths[i]);
        QCoreApplication::processEvents();
        QVERIFY(!index.notice()); // it was made anew
    }
    QCOMPARE(blocksIn(indexFile(files)), 2);
}

void TestAuditIndex::aForeignFileIsLeftAlone_data()
{
    QTest::addColumn<QString>("statement");
    QTest::addColumn<QString>("code");
    QTest::newRow("newer version") << QStringLiteral("PRAGMA user_version = 99") << QStringLiteral("index_newer");
    QTest::newRow("another program's") << QStringLiteral("PRAGMA application_id = 1")
                                       << QStringLiteral("index_not_ours");
    QTest::newRow("folder") << QStringLiteral("folder") << QStringLiteral("not_a_file");
    QTest::newRow("link") << QStringLiteral("link") << QStringLiteral("is_link");
}

void TestAuditIndex::aForeignFileIsLeftAlone()
{
    QFETCH(QString, statement);
    QFETCH(QString, code);
    std::mt19937 random(6);
    AuditFixture files;
    const auto log = filled(files, random, 5'000);
    const QString file = indexFile(files);
    const QString target = files.data.filePath(QStringLiteral("target"));
    if (statement == QLatin1String("folder")) {
        QVERIFY(QDir().mkdir(file));
    } else if (statement == QLatin1String("link")) {
        AuditFixture::setBytes(target, "theirs");
        QVERIFY(QFile::link(target, file));
    } else {
        {
            AuditIndex index(*log, file, false);
            found(index, {});
        }
        change(file, statement);
    }
    const QByteArray before = AuditFixture::bytesOf(file);
    {
        AuditIndex index(*log, file, false);
        QSignalSpy noticed(&index, &AuditIndex::noticed);
        const QList<AuditEntry> entries = allOf(*log);
        for (const AuditQuery &query : someQueries())
            QVERIFY(found(index, query) == scanned(entries, query));
        QTRY_COMPARE(noticed.size(), 1);
        QCOMPARE(index.notice()->code, code);
        QCOMPARE(index.notice()->subject, file);
    }
    QCOMPARE(AuditFixture::bytesOf(file), before);
}

void TestAuditIndex::hostileBlocksAreRefused()
{
    std::mt19937 random(7);
    QList<AuditKeys> keys;
    for (const AuditDraft &draft : randomDrafts(random, 200)) {
        AuditEntry entry;
        entry.event = draft.event;
        entry.runId = draft.runId;
        entry.facts = draft.facts;
        entry.at = QDateTime::fromMSecsSinceEpoch(qint64(random()), Qt::UTC);
        keys.append(AuditKeys::of(entry));
    }
    const QByteArray good = encodeAuditBlock(keys);
    QCOMPARE(*decodeAuditBlock(good), keys);
    for (qsizetype size = 0; size < good.size(); ++size)
        QVERIFY(!decodeAuditBlock(good.first(size)));
    QVERIFY(!decodeAuditBlock(QByteArray(good).append('x')));
    for (int round = 0; round < 20'000 / sampleEvery; ++round) {
        QByteArray bad = good;
        for (int i = 0; i < 3; ++i)
            bad[qsizetype(random() % quint32(bad.size()))] = char(random());
        if (const auto read = decodeAuditBlock(bad))
            QVERIFY(read->size() <= AuditIndex::blockSize);
    }
}

void TestAuditIndex::F93_whatPowerLossTookOfTheIndexIsReadAnew()
{
    std::mt19937 random(8);
    AuditFixture files;
    const auto log = filled(files, random, 9'000);
    const QString file = indexFile(files), wal = file + QStringLiteral("-wal");
    QByteArray database, tail;
    {
        AuditIndex index(*log, file, false);
        QVERIFY(!found(index, {}).empty());
        database = AuditFixture::bytesOf(file);
        tail = AuditFixture::bytesOf(wal);
        QVERIFY(!tail.isEmpty());
    }
    const QList<AuditEntry> entries = allOf(*log);
    const QList<AuditQuery> queries = someQueries();
    const auto truths = mapped(queries, [&](const AuditQuery &query) { return scanned(entries, query); });
    for (int round = 0; round < 6; ++round) {
        QFile::remove(file + QStringLiteral("-shm"));
        AuditFixture::setBytes(file, database);
        QByteArray torn = tail.first(tail.size() * round / 6);
        if (!torn.isEmpty())
            torn[qsizetype(random() % quint32(torn.size()))] = char(random());
        AuditFixture::setBytes(wal, torn);
        AuditIndex index(*log, file, false);
        for (qsizetype i = 0; i < queries.size(); ++i)
            QVERIFY2(found(index, queries[i]) == truths[i], qPrintable(QString::number(round)));
    }
}

void TestAuditIndex::F94_aFullDiskStopsNeitherSearchNorHistory()
{
    std::mt19937 random(9);
    AuditFixture files;
    const auto log = filled(files, random, 5'000);
    test::InterposedDisk::failWrites(ENOSPC, "audit-index");
    {
        AuditIndex index(*log, indexFile(files), false);
        QSignalSpy noticed(&index, &AuditIndex::noticed);
        for (const AuditQuery &query : someQueries())
            QVERIFY(found(index, query) == scanned(allOf(*log), query));
        QTRY_COMPARE(noticed.size(), 1);
        QCOMPARE(index.notice()->code, QStringLiteral("disk_full"));
        QVERIFY(log->append(QStringLiteral("export.page"), QStringLiteral("late"), {})); // nobody waits for the index
        AuditQuery late;
        late.runId = QStringLiteral("late");
        QCOMPARE(found(index, late), std::vector<quint32>{5'001});
    }
    QVERIFY(test::InterposedDisk::failures() > 0);
    test::InterposedDisk::heal();
    AuditIndex later(*log, indexFile(files), false);
    QCOMPARE(found(later, {}).size(), 5'001U);
    QCoreApplication::processEvents();
    QVERIFY(!later.notice());
    QCOMPARE(blocksIn(indexFile(files)), 1);
}

void TestAuditIndex::F95_aFailedSyncStopsNeitherSearchNorHistory()
{
    std::mt19937 random(10);
    AuditFixture files;
    const auto log = filled(files, random, 5'000);
    {
        AuditIndex index(*log, indexFile(files), false);
        QSignalSpy noticed(&index, &AuditIndex::noticed);
        test::InterposedDisk::failSyncs(EIO, "audit-index");
        QVERIFY(found(index, someQueries()[1]) == scanned(allOf(*log), someQueries()[1]));
        QTRY_COMPARE(noticed.size(), 1);
        QCOMPARE(index.notice()->code, QStringLiteral("io_error"));
        QVERIFY(log->append(QStringLiteral("export.page"), QStringLiteral("late"), {}));
        QCOMPARE(qint64(found(index, {}).size()), log->count());
    }
    QVERIFY(log->verify().intact);
}

void TestAuditIndex::F97_aSecondMusterSearchesWithoutWriting()
{
    std::mt19937 random(11);
    AuditFixture files;
    const auto log = filled(files, random, 9'000);
    const QString file = indexFile(files);
    const QList<AuditEntry> entries = allOf(*log);
    const auto second = files.open(true);
    {
        AuditIndex none(*second, file, true);
        QVERIFY(found(none, someQueries()[1]) == scanned(entries, someQueries()[1]));
        QCoreApplication::processEvents();
        QVERIFY(!none.notice() && !QFile::exists(file));
    }
    AuditIndex writer(*log, file, false);
    QCOMPARE(found(writer, {}).size(), 9'000U);
    const QByteArray before = AuditFixture::bytesOf(file);
    AuditIndex reader(*second, file, true);
    for (const AuditQuery &query : someQueries())
        QVERIFY(found(reader, query) == scanned(entries, query));
    QCoreApplication::processEvents();
    QVERIFY(!reader.notice());
    QCOMPARE(AuditFixture::bytesOf(file), before);
}

void TestAuditIndex::F100_aTornEndOfALongLogIsFollowed()
{
    constexpr int entries = 200'000 / sampleEvery, atOnce = 10'000 / sampleEvery;
    AuditFixture files;
    files.fileLimit = isSanitized ? 4 << 20 : 0;
    {
        const auto log = files.open();
        for (int written = 0; written < entries; written += atOnce) {
            QList<AuditDraft> drafts;
            for (int i = written; i < written + atOnce; ++i)
                drafts.append({QStringLiteral("export.page"),
                               QStringLiteral("run%1").arg(i / 50),
                               {{QStringLiteral("page"), i}}});
            QVERIFY(log->appendAll(drafts));
        }
        AuditIndex index(*log, indexFile(files), false);
        QVERIFY(QFile::exists(ClosedAuditFile::pathFor(files.file, 1))); // more than one file holds
        QCOMPARE(found(index, {}).size(), std::size_t(entries) + 1); // and the link between them
    }
    // Power is lost in the midst of the last line: it goes, and an entry says so.
    const QByteArray bytes = AuditFixture::bytesOf(files.file);
    QVERIFY(QFile::resize(files.file, bytes.size() - 100));
    const auto log = files.open();
    QVERIFY(log);
    AuditIndex index(*log, indexFile(files), false);
    AuditQuery last;
    last.runId = QStringLiteral("run%1").arg((entries - 1) / 50);
    AuditQuery mended;
    mended.job = QStringLiteral("audit");
    QCOMPARE(found(index, last).size(), 49U);
    QVERIFY(!found(index, mended).empty());
    QCOMPARE(qint64(found(index, {}).size()), log->count());
    QVERIFY(log->append(QStringLiteral("export.page"), last.runId, {}));
    QCOMPARE(found(index, last).size(), 50U);
    QCOMPARE(found(index, last).back(), quint32(log->count()));
}

MUSTER_TEST(TestAuditIndex, QCoreApplication)

} // namespace tst_auditindex
#include "tst_auditindex.moc"
