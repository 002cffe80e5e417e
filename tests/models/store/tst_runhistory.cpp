// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/runhistory.h"

#include "models/store/database.h"
#include "models/store/journal.h"
#include "models/store/storethread.h"
#include "tests/support/testprogram.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace muster;
using namespace std::chrono_literals;

namespace tst_runhistory {

namespace {

const QDateTime start = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000, Qt::UTC);

JournalRun runNamed(const QString &id, qint64 minute = 0)
{
    return {.id = id,
            .kind = QStringLiteral("segment_export"),
            .title = QStringLiteral("Title of ") + id,
            .profileId = QStringLiteral("p1"),
            .profileName = QStringLiteral("First"),
            .target = QStringLiteral("/data/") + id,
            .order = "{}",
            .orderDigest = QStringLiteral("d"),
            .startedAt = start.addSecs(minute * 60),
            .changedAt = start.addSecs(minute * 60),
            .state = QStringLiteral("running"),
            .progress = "{\"records\":1}"};
}

RunMeasures lifeOf(qint64 records, std::chrono::milliseconds latency)
{
    RunMeasures life{.lives = 1, .wall = 10s, .records = records, .recordsDone = records};
    life.time.server = 8s;
    life.latency.add(latency);
    return life;
}

RunEnding ended(const QString &outcome)
{
    return {.at = start,
            .outcome = outcome,
            .findings = {QStringLiteral("duplicates:2")},
            .resultFile = QStringLiteral("/data/file.csv")};
}

QStringList idsOf(const Result<QList<RunRecord>> &records)
{
    QStringList ids;
    for (const RunRecord &record : records.value_or(QList<RunRecord>()))
        ids.append(record.run.id);
    return ids;
}

} // namespace

class TestRunHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void keepsWhatALifeMeasured();
    void putsLivesTogether();
    void aKilledLifeHasNoMeasures();
    void aRunOfAnOlderMusterHasALifeBefore();
    void anEntryThatIsThereIsNotBegunTwice();
    void damagedMeasuresAreTheirRunsAlone();
    void givesPagesNewestFirst();
    void filters();
    void findsRunsByWhatTheyWereOf();
    void isBounded();
    void noFilterNeedsAllRuns();
    void findsIdsByTheirBeginning();
    void anOlderJournalIsBroughtUpToDate();
    void anOlderJournalCanBeLookedAt();
    void aMissingJournalIsEmpty();
    void answersWhenTheDiskHasWhatWasTold();

private:
    [[nodiscard]] QString file() const { return m_folder->filePath(QStringLiteral("journal.sqlite")); }
    void close();
    void reopen(bool readOnly = false);
    void end(const QString &id, const RunMeasures &life, const QString &outcome);
    /// A journal as version 1 left it, with one run.
    void writeVersion1();
    [[nodiscard]] RunRecord read(const QString &id) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<StoreThread> m_thread;
    std::unique_ptr<RunHistory> m_history;
};

void TestRunHistory::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    reopen();
}

void TestRunHistory::cleanup()
{
    close();
}

void TestRunHistory::close()
{
    m_thread.reset();
    m_history.reset();
    m_journal.reset();
}

void TestRunHistory::reopen(bool readOnly)
{
    close();
    auto journal = Journal::open(file(), readOnly);
    QVERIFY(journal);
    m_journal = *std::move(journal);
    m_thread = std::make_unique<StoreThread>(*m_journal);
    m_history = std::make_unique<RunHistory>(*m_journal, *m_thread);
}

void TestRunHistory::end(const QString &id, const RunMeasures &life, const QString &outcome)
{
    QVERIFY(m_journal->update(id, outcome, {}, {}));
    QVERIFY(m_history->endLife(id, life, ended(outcome)));
}

RunRecord TestRunHistory::read(const QString &id) const
{
    const auto record = m_history->readRecord(id);
    return record && *record ? **record : RunRecord();
}

void TestRunHistory::keepsWhatALifeMeasured()
{
    QVERIFY(m_history->begin(runNamed(QStringLiteral("r1"))));
    QVERIFY(!read(QStringLiteral("r1")).measures);
    QVERIFY(!read(QStringLiteral("r1")).ending);
    QCOMPARE(read(QStringLiteral("r1")).lives, 1);
    const RunMeasures life = lifeOf(500, 120ms);
    end(QStringLiteral("r1"), life, QStringLiteral("complete"));
    reopen();
    const RunRecord record = read(QStringLiteral("r1"));
    QVERIFY(record.measures == life);
    QVERIFY(record.ending == ended(QStringLiteral("complete")));
    QCOMPARE(record.livesWithoutMeasures(), 0);
    QCOMPARE(record.run.title, QStringLiteral("Title of r1"));
    QCOMPARE(record.run.order, QByteArray("{}"));
    QCOMPARE(record.run.state, QStringLiteral("complete"));
    const auto records = m_history->readRecords({}, 10);
    QCOMPARE(records->size(), 1);
    QVERIFY(records->first().measures == life);
    QVERIFY(records->first().run.order.isEmpty());
}

void TestRunHistory::putsLivesTogether()
{
    QVERIFY(m_history->begin(runNamed(QStringLiteral("r1"))));
    end(QStringLiteral("r1"), lifeOf(500, 120ms), QStringLiteral("paused"));
    QVERIFY(m_history->takeUp(QStringLiteral("r1"), "{}"));
    QCOMPARE(m_journal->find(QStringLiteral("r1"))->value().state, QStringLiteral("running"));
    end(QStringLiteral("r1"), lifeOf(800, 480ms), QStringLiteral("complete"));
    const RunRecord record = read(QStringLiteral("r1"));
    QCOMPARE(record.lives, 2);
    QCOMPARE(record.livesWithoutMeasures(), 0);
    QCOMPARE(record.measures->lives, 2);
    QCOMPARE(record.measures->wall, std::chrono::milliseconds(20s));
    QCOMPARE(record.measures->latency.count(), 2U);
    QCOMPARE(record.measures->latency.mean(), std::chrono::milliseconds(300ms));
    QCOMPARE(record.ending->outcome, QStringLiteral("complete"));
}

void TestRunHistory::aKilledLifeHasNoMeasures()
{
    QVERIFY(m_history->begin(runNamed(QStringLiteral("r1"))));
    end(QStringLiteral("r1"), lifeOf(500, 120ms), QStringLiteral("paused"));
    QVERIFY(m_history->takeUp(QStringLiteral("r1"), "{}"));
    reopen(); // nobody said how that life ended
    RunRecord record = read(QStringLiteral("r1"));
    QCOMPARE(record.lives, 2);
    QCOMPARE(record.livesWithoutMeasures(), 0); // it may be going on, for all the journal knows
    QVERIFY(record.measures == lifeOf(500, 120ms));
    QVERIFY(m_history->takeUp(QStringLiteral("r1"), "{}"));
    QCOMPARE(read(QStringLiteral("r1")).livesWithoutMeasures(), 1);
    end(QStringLiteral("r1"), lifeOf(900, 100ms), QStringLiteral("complete"));
    record = read(QStringLiteral("r1"));
    QCOMPARE(record.lives, 3);
    QCOMPARE(record.measures->lives, 2);
    QCOMPARE(record.livesWithoutMeasures(), 1);
}

void TestRunHistory::aRunOfAnOlderMusterHasALifeBefore()
{
    QVERIFY(m_journal->insert(runNamed(QStringLiteral("r1")))); // without a record
    QCOMPARE(read(QStringLiteral("r1")).lives, 0);
    QVERIFY(m_history->endLife(QStringLiteral("r1"), lifeOf(1, 1ms), ended(QStringLiteral("failed"))));
    QVERIFY(!read(QStringLiteral("r1")).measures);
    QVERIFY(m_history->takeUp(QStringLiteral("r1"), "{}"));
    end(QStringLiteral("r1"), lifeOf(900, 100ms), QStringLiteral("complete"));
    QCOMPARE(read(QStringLiteral("r1")).livesWithoutMeasures(), 1);
    QCOMPARE(m_history->takeUp(QStringLiteral("nobody"), "{}").error().code, QStringLiteral("unknown_run"));
    QCOMPARE(m_history->readRecord(QStringLiteral("nobody"))->has_value(), false);
}

void TestRunHistory::anEntryThatIsThereIsNotBegunTwice()
{
    QVERIFY(m_history->begin(runNamed(QStringLiteral("r1"))));
    QCOMPARE(m_history->begin(runNamed(QStringLiteral("r1"))).error().code, QStringLiteral("exists"));
    QCOMPARE(read(QStringLiteral("r1")).lives, 1);
}

void TestRunHistory::damagedMeasuresAreTheirRunsAlone()
{
    for (const QString &id : {QStringLiteral("r1"), QStringLiteral("r2")}) {
        QVERIFY(m_history->begin(runNamed(id)));
        end(id, lifeOf(500, 120ms), QStringLiteral("paused"));
    }
    QVERIFY(m_journal->database().change(
        QStringLiteral("UPDATE run_records SET measures = x'7b22', ending = x'00' WHERE run_id = 'r1'")));
    reopen();
    const auto records = m_history->readRecords({}, 10);
    QCOMPARE(idsOf(records), (QStringList{QStringLiteral("r2"), QStringLiteral("r1")}));
    QVERIFY(records->at(0).measures);
    QVERIFY(!records->at(1).measures);
    QVERIFY(records->at(1).measuresAreDamaged);
    QVERIFY(!records->at(1).ending);
    // The next life is kept all the same.
    QVERIFY(m_history->takeUp(QStringLiteral("r1"), "{}"));
    end(QStringLiteral("r1"), lifeOf(900, 100ms), QStringLiteral("complete"));
    QVERIFY(read(QStringLiteral("r1")).measures == lifeOf(900, 100ms));
    QCOMPARE(read(QStringLiteral("r1")).livesWithoutMeasures(), 1);
}

void TestRunHistory::givesPagesNewestFirst()
{
    // Several of one moment: their ids decide.
    QStringList expected;
    for (int number = 0; number < 25; ++number)
        QVERIFY(m_history->begin(runNamed(QStringLiteral("r%1").arg(number, 2, 10, QChar(u'0')), number / 4)));
    for (int number = 24; number >= 0; --number)
        expected.append(QStringLiteral("r%1").arg(number, 2, 10, QChar(u'0')));
    QStringList seen;
    std::optional<RunPlace> before;
    for (int page = 0; page < 10; ++page) {
        const auto records = m_history->readRecords({}, 3, before);
        seen += idsOf(records);
        if (records->size() < 3)
            break;
        before = RunPlace::of(records->last());
    }
    QCOMPARE(seen, expected);
}

void TestRunHistory::filters()
{
    JournalRun export1 = runNamed(QStringLiteral("aa1"), 1);
    JournalRun lists = runNamed(QStringLiteral("aa2"), 2);
    lists.kind = QStringLiteral("list_apply");
    lists.title = QStringLiteral("100% of Leads");
    JournalRun other = runNamed(QStringLiteral("ab3"), 3);
    other.profileId = QStringLiteral("p2");
    other.profileName = QStringLiteral("Second");
    for (const JournalRun &run : {export1, lists, other})
        QVERIFY(m_history->begin(run));
    end(QStringLiteral("aa2"), lifeOf(1, 1ms), QStringLiteral("failed"));
    const auto ids = [this](const RunFilter &filter) { return idsOf(m_history->readRecords(filter, 10)); };
    const QStringList one{QStringLiteral("aa1")}, two{QStringLiteral("aa2")}, three{QStringLiteral("ab3")};
    QCOMPARE(ids({}), three + two + one);
    QCOMPARE(ids({.kind = QStringLiteral("list_apply")}), two);
    QCOMPARE(ids({.state = QStringLiteral("running")}), three + one);
    QCOMPARE(ids({.profileId = QStringLiteral("p2")}), three);
    QCOMPARE(ids({.profileName = QStringLiteral("First")}), two + one);
    QCOMPARE(ids({.text = QStringLiteral("leads")}), two);
    QCOMPARE(ids({.text = QStringLiteral("0%")}), two);
    QCOMPARE(ids({.text = QStringLiteral("_")}), QStringList());
    QCOMPARE(ids({.text = QStringLiteral("ab3")}), three);
    QCOMPARE(ids({.text = QStringLiteral("second")}), three);
    QCOMPARE(ids({.since = start.addSecs(120)}), three + two);
    QCOMPARE(ids({.until = start.addSecs(120)}), one);
    QCOMPARE(ids({.kind = QStringLiteral("segment_export"),
                  .state = QStringLiteral("running"),
                  .since = start,
                  .until = start.addSecs(180)}),
             one);
}

void TestRunHistory::findsRunsByWhatTheyWereOf()
{
    JournalRun one = runNamed(QStringLiteral("one"), 1);
    one.order = R"({"segmentId":"seg-1","targetFile":"list-1"})";
    JournalRun two = runNamed(QStringLiteral("two"), 2);
    two.order = R"({"segmentId":"seg-2"})";
    JournalRun list = runNamed(QStringLiteral("list"), 3);
    list.kind = QStringLiteral("list_apply");
    list.target = QStringLiteral("list-1");
    list.order = R"({"segmentId":"seg-1"})"; // not an export: whatever its order says
    JournalRun damaged = runNamed(QStringLiteral("damaged"), 4);
    damaged.order = QByteArray("\xff{\"segmentId\":\"seg-1\"", 20);
    for (const JournalRun &run : {one, two, list, damaged})
        QVERIFY(m_history->begin(run));
    const auto ids = [this](const char *subject) {
        return idsOf(m_history->readRecords({.subject = QLatin1String(subject)}, 10));
    };
    const auto check = [&] {
        QCOMPARE(ids("seg-1"), QStringList{QStringLiteral("one")});
        QCOMPARE(ids("seg-2"), QStringList{QStringLiteral("two")});
        QCOMPARE(ids("list-1"), QStringList{QStringLiteral("list")});
        QCOMPARE(ids("/data/one"), QStringList()); // the file of an export is where, not what
        QCOMPARE(read(QStringLiteral("one")).subject, QStringLiteral("seg-1"));
        QCOMPARE(read(QStringLiteral("list")).subject, QStringLiteral("list-1"));
        QCOMPARE(read(QStringLiteral("damaged")).subject, QString());
    };
    check();
    // The same in a journal of an older Muster, and of one that was brought up to date.
    writeVersion1();
    reopen(true);
    check();
    reopen();
    check();
}

void TestRunHistory::isBounded()
{
    QVERIFY(m_journal->database().inTransaction([&]() -> Result<void> {
        for (int number = 0; number < RunHistory::maxRecords + 10; ++number) {
            if (const auto inserted = m_journal->insert(runNamed(QString::number(number), number)); !inserted)
                return inserted;
        }
        return {};
    }));
    QCOMPARE(m_history->readRecords({}, 1'000'000)->size(), qsizetype(RunHistory::maxRecords));
    QCOMPARE(m_history->readRecords({}, 0)->size(), 1);
    QCOMPARE(m_history->readIds({}, 1'000'000)->size(), qsizetype(RunHistory::maxRecords));
}

void TestRunHistory::noFilterNeedsAllRuns()
{
    const RunPlace place{start, QStringLiteral("r1")};
    const QList<RunFilter> filters{{},
                                   {.kind = QStringLiteral("list_apply")},
                                   {.state = QStringLiteral("failed")},
                                   {.profileId = QStringLiteral("p1")},
                                   {.profileName = QStringLiteral("First")},
                                   {.since = start, .until = start.addDays(1)},
                                   {.state = QStringLiteral("complete"), .subject = QStringLiteral("seg-1")},
                                   {.kind = QStringLiteral("segment_export"),
                                    .state = QStringLiteral("complete"),
                                    .profileId = QStringLiteral("p1"),
                                    .subject = QStringLiteral("seg-1")},
                                   {.kind = QStringLiteral("list_apply"), .state = QStringLiteral("failed")}};
    for (const RunFilter &filter : filters) {
        for (const std::optional<RunPlace> &before : {std::optional<RunPlace>(), std::optional(place)}) {
            const RunQuery query = RunQuery::of(filter, 100, before, journalVersion());
            const auto plan
                = m_journal->database().select(QStringLiteral("EXPLAIN QUERY PLAN ") + query.sql, query.values);
            QVERIFY(plan);
            QStringList steps;
            for (const QVariantList &row : *plan)
                steps.append(row.value(3).toString());
            const QString text = steps.join(u'\n');
            // Read in the order of an index, so that reading can stop; never put in order first.
            QVERIFY2(steps.first().contains(QLatin1String("USING INDEX runs_")), qPrintable(text));
            QVERIFY2(!text.contains(QLatin1String("TEMP B-TREE")), qPrintable(text));
            const bool isNarrowed = !filter.kind.isEmpty() || !filter.state.isEmpty() || !filter.profileId.isEmpty()
                || !filter.profileName.isEmpty() || filter.since.isValid() || before;
            QVERIFY2(!isNarrowed || steps.first().startsWith(QLatin1String("SEARCH runs")), qPrintable(text));
            // Of a segment or list only its own runs, however many the tenant has.
            QVERIFY2(filter.subject.isEmpty()
                         || steps.first().contains(QLatin1String("runs_subject (subject=? AND state=?")),
                     qPrintable(text));
        }
    }
}

void TestRunHistory::findsIdsByTheirBeginning()
{
    for (const char *id : {"abc1", "abc2", "abd", "b"})
        QVERIFY(m_history->begin(runNamed(QLatin1String(id))));
    QCOMPARE(*m_history->readIds(QStringLiteral("abc"), 10),
             (QStringList{QStringLiteral("abc1"), QStringLiteral("abc2")}));
    QCOMPARE(*m_history->readIds(QStringLiteral("abc"), 1), QStringList{QStringLiteral("abc1")});
    QCOMPARE(*m_history->readIds(QStringLiteral("abd"), 10), QStringList{QStringLiteral("abd")});
    QCOMPARE(*m_history->readIds(QStringLiteral("c"), 10), QStringList());
}

void TestRunHistory::writeVersion1()
{
    QVERIFY(m_journal->insert(runNamed(QStringLiteral("old"))));
    Database &database = m_journal->database();
    QVERIFY(database.change(QStringLiteral("DROP TABLE run_records")));
    QVERIFY(database.change(QStringLiteral("DROP INDEX runs_subject")));
    QVERIFY(database.change(QStringLiteral("ALTER TABLE runs DROP COLUMN subject")));
    for (const char *index : {"runs_place", "runs_kind", "runs_state", "runs_profile", "runs_profile_name"})
        QVERIFY(database.change(QStringLiteral("DROP INDEX %1").arg(QLatin1String(index))));
    for (const char *column : {"records_from", "records", "records_left_out"})
        QVERIFY(database.change(QStringLiteral("ALTER TABLE deliveries DROP COLUMN %1").arg(QLatin1String(column))));
    QVERIFY(database.change(QStringLiteral("PRAGMA user_version=1")));
}

void TestRunHistory::anOlderJournalIsBroughtUpToDate()
{
    writeVersion1();
    reopen();
    QVERIFY(!m_journal->notice());
    QCOMPARE(*m_journal->database().userVersion(), journalVersion());
    const RunRecord record = read(QStringLiteral("old"));
    QCOMPARE(record.run.title, QStringLiteral("Title of old"));
    QVERIFY(!record.measures && !record.measuresAreDamaged && !record.ending);
    QCOMPARE(record.lives, 0);
    QVERIFY(m_history->begin(runNamed(QStringLiteral("new"), 1)));
    QCOMPARE(idsOf(m_history->readRecords({}, 10)), (QStringList{QStringLiteral("new"), QStringLiteral("old")}));
}

void TestRunHistory::anOlderJournalCanBeLookedAt()
{
    writeVersion1();
    reopen(true);
    QVERIFY(m_journal->isReadOnly());
    QCOMPARE(*m_journal->database().userVersion(), 1);
    QCOMPARE(idsOf(m_history->readRecords({.kind = QStringLiteral("segment_export")}, 10)),
             QStringList{QStringLiteral("old")});
    QCOMPARE(read(QStringLiteral("old")).lives, 0);
    QCOMPARE(m_journal->find(QStringLiteral("old"))->value().title, QStringLiteral("Title of old"));
}

void TestRunHistory::aMissingJournalIsEmpty()
{
    close();
    m_folder = std::make_unique<QTemporaryDir>();
    reopen(true);
    const auto records = m_history->records({}, 10);
    QTRY_VERIFY(records.isFinished());
    QVERIFY(records.result());
    QVERIFY(records.result()->isEmpty());
}

void TestRunHistory::answersWhenTheDiskHasWhatWasTold()
{
    for (int number = 0; number < 20; ++number) {
        const QString id = QStringLiteral("r%1").arg(number);
        m_thread->run([this, id] { return m_history->begin(runNamed(id)); });
        const auto record = m_history->record(id);
        const auto records = m_history->records({}, 100);
        QTRY_VERIFY(records.isFinished());
        QVERIFY(record.isFinished()); // in the order in which they were asked
        QVERIFY(record.result() && *record.result());
        QCOMPARE((*record.result())->run.id, id);
        QCOMPARE(records.result()->size(), number + 1);
    }
}

MUSTER_TEST(TestRunHistory, QCoreApplication)

} // namespace tst_runhistory
#include "tst_runhistory.moc"
