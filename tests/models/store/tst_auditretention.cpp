// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/auditretention.h"

#include "tests/support/testprogram.h"

#include "audityearsfixture.h"
#include "models/store/auditindex.h"
#include "stoppingdisk.h"
#include "tests/support/failingdisk.h"

#include <QCryptographicHash>
#include <QDir>
#include <QSignalSpy>
#include <cerrno>

using namespace muster;

namespace tst_auditretention {
using test::AuditFixture;
using test::AuditYearsFixture;
using test::FailingDisk;
using test::StoppingDisk;

/// Closed files of the history that are older than somebody wants them kept.
class TestAuditRetention : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void S37_aTimeToKeepIsRead_data();
    void S37_aTimeToKeepIsRead();
    void S37_thePlanNamesWhatIsOlderAndNothingElse();
    void S37_whatIsDueIsWhatThePlanNames();
    void S37_aRemovalIsAnEntryByWhichTheRestIsProved();
    void S37_removalsFollowEachOtherAndFilesThatTellOfThemMayGo();
    void S37_copiesAreThereBeforeAnythingGoes();
    void S37_theIndexKeepsNothingOfWhatWent();
    void S37_whatIsNotWholeIsNotRemoved();
    void S31_whatIsGoneWithoutARecordIsNamed_data();
    void S31_whatIsGoneWithoutARecordIsNamed();
    void S31_aBreakDoesNotGoWithItsFile();
    void S33_aCheckpointOfWhatWentIsComparedAsFarAsCanBe();
    void F94_aFullDiskRemovesNothing();
    void F100_aKillAtAnyStepIsFinishedLater_data();
    void F100_aKillAtAnyStepIsFinishedLater();
};

namespace {

constexpr auto newYear = &AuditYearsFixture::newYear;
constexpr auto appendOne = &AuditYearsFixture::appendOne;
constexpr int perYear = test::entriesAYear;

QString hashOf(const QString &path)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(AuditFixture::bytesOf(path), QCryptographicHash::Sha256).toHex());
}

std::vector<quint32> found(AuditIndex &index, const AuditQuery &query)
{
    auto future = index.find(query, {});
    future.waitForFinished();
    return future.result().value_or(AuditMatches{}).sequences;
}

} // namespace

void TestAuditRetention::S37_aTimeToKeepIsRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isGood");
    QTest::addColumn<QDateTime>("boundary"); // On 2024-02-29, noon.
    const auto row = [](const char *text, bool isGood, const QDateTime &boundary = {}) {
        QTest::newRow(text) << QString::fromLatin1(text) << isGood << boundary;
    };
    const auto noon
        = [](int year, int month, int day) { return QDateTime(QDate(year, month, day), QTime(12, 0), Qt::UTC); };
    row("forever", true);
    row("1y", true, noon(2023, 2, 28));
    row("10y", true, noon(2014, 2, 28));
    row("18mo", true, noon(2022, 8, 29));
    row("60d", true, noon(2023, 12, 31));
    for (const char *bad : {"", "0y", "101y", "1201mo", "36501d", "1", "y", "1m", "-1y", "1y ", "1 y"})
        row(bad, false);
}

void TestAuditRetention::S37_aTimeToKeepIsRead()
{
    QFETCH(QString, text);
    QFETCH(bool, isGood);
    QFETCH(QDateTime, boundary);
    const auto keep = AuditKeepTime::parse(text);
    QCOMPARE(keep.has_value(), isGood);
    if (!keep)
        return;
    QCOMPARE(keep->text(), text);
    QCOMPARE(keep->boundary({QDate(2024, 2, 29), QTime(12, 0), Qt::UTC}), boundary);
}

void TestAuditRetention::S37_thePlanNamesWhatIsOlderAndNothingElse()
{
    AuditYearsFixture files;
    const auto log = files.open();
    const AuditRetention retention(*log);
    QVERIFY(retention.plan({})->files.isEmpty()); // for ever
    QVERIFY(retention.plan(newYear(2018))->files.isEmpty());
    // The newest entry of 2018 is of July: until then it is not older.
    const QDateTime july(QDate(2018, 7, 1), QTime(12, 0), Qt::UTC);
    QVERIFY(retention.plan(july)->files.isEmpty());
    QCOMPARE(retention.plan(july.addMSecs(1))->files.size(), 1);
    const auto plan = retention.plan(newYear(2020));
    QVERIFY(plan);
    QCOMPARE(plan->files.size(), 2);
    QCOMPARE(plan->entries(), 2 * perYear);
    qint64 bytes = 0;
    for (int at = 0; at < 2; ++at) {
        const RemovedAuditFile &one = plan->files[at];
        const QString path = files.pathOf(one.first);
        QCOMPARE(one.first, at * perYear + 1);
        QCOMPARE(one.last, (at + 1) * perYear);
        QCOMPARE(one.bytes, QFileInfo(path).size());
        QCOMPARE(one.sha256, hashOf(path));
        QCOMPARE(one.from, QDateTime(QDate(2018 + at, 3, 1), QTime(12, 0), Qt::UTC));
        QCOMPARE(one.until, QDateTime(QDate(2018 + at, 7, 1), QTime(12, 0), Qt::UTC));
        QCOMPARE(one.digest, log->read(one.last, 1)->first().digest);
        bytes += one.bytes;
    }
    QCOMPARE(plan->bytes(), bytes);
    QCOMPARE(plan->last, 2 * perYear);
    // Never the one that is written, however old.
    QCOMPARE(retention.plan(QDateTime::currentDateTimeUtc().addYears(50))->files.size(), test::closedYears);
    QCOMPARE(files.closedPaths().size(), test::closedYears); // only looked
}

void TestAuditRetention::S37_whatIsDueIsWhatThePlanNames()
{
    AuditYearsFixture files;
    const auto log = files.open();
    const AuditRetention retention(*log);
    QCOMPARE(*retention.due({}), DueAuditFiles()); // for ever
    const QDateTime july(QDate(2018, 7, 1), QTime(12, 0), Qt::UTC);
    for (const QDateTime &before : {newYear(2018), july, july.addMSecs(1), newYear(2020), newYear(2100)}) {
        const auto plan = retention.plan(before);
        const auto due = retention.due(before);
        QVERIFY(plan && due);
        QCOMPARE(due->files, int(plan->files.size()));
        QCOMPARE(due->last, plan->last);
    }
    // What the end of a file does not tell is not counted, nor what comes behind it.
    QFile second(files.pathOf(perYear + 1));
    QVERIFY(second.setPermissions(QFile::ReadOwner | QFile::WriteOwner) && second.resize(second.size() - 1));
    QCOMPARE(retention.due(newYear(2100))->last, perYear);
    QVERIFY(second.remove());
    QVERIFY(!retention.due(newYear(2100)));
}

void TestAuditRetention::S37_aRemovalIsAnEntryByWhichTheRestIsProved()
{
    AuditYearsFixture files;
    const auto log = files.open();
    const QList<QByteArray> kept = *log->readLines(2 * perYear + 1, 100);
    const AuditRetention retention(*log);
    const auto plan = retention.plan(newYear(2020));
    QSignalSpy removed(log.get(), &AuditLog::removed);
    const auto done = retention.carryOut(*plan, {});
    QVERIFY(done);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(removed.first().first().toLongLong(), 2 * perYear + 1);
    QVERIFY(!QFile::exists(files.pathOf(1)) && !QFile::exists(files.pathOf(perYear + 1)));
    QCOMPARE(files.closedPaths().size(), 2);
    const AuditEntry entry = log->read(log->count(), 1)->first();
    QCOMPARE(entry.event, QString(auditFilesRemoved));
    QCOMPARE(done->recordedIn, entry.sequence);
    const auto told = AuditRemoval::of(entry);
    QVERIFY(told);
    QCOMPARE(told->files, plan->files);
    QCOMPARE(told->before, newYear(2020));

    // The plan is used up.
    QCOMPARE(retention.carryOut(*plan, {}).error().code, QStringLiteral("history_changed"));
    QVERIFY(retention.plan(newYear(2020))->files.isEmpty());
    for (int start = 0; start < 2; ++start) {
        const auto again = files.open(start == 1);
        QVERIFY(again && !again->notice());
        QCOMPARE(again->firstKept(), 2 * perYear + 1);
        QCOMPARE(again->readLines(2 * perYear + 1, kept.size()).value(), kept);
        const AuditVerdict verdict = again->verify();
        QVERIFY2(verdict.intact, qPrintable(verdict.reasonKey));
        QCOMPARE(verdict.removedLast, 2 * perYear);
        QCOMPARE(verdict.removedIn, entry.sequence);
        QCOMPARE(verdict.removedAt, entry.at);
        QCOMPARE(verdict.entries, again->count());
    }
}

void TestAuditRetention::S37_removalsFollowEachOtherAndFilesThatTellOfThemMayGo()
{
    AuditYearsFixture files;
    files.fileLimit = 2500; // a new file every few entries
    qint64 firstRecord = 0;
    {
        const auto log = files.open();
        firstRecord = AuditYearsFixture::removeBefore(*log, 2019)->recordedIn;
        const auto second = AuditYearsFixture::removeBefore(*log, 2020);
        QVERIFY(second);
        QCOMPARE(second->files.first().first, perYear + 1);
        while (files.closedPaths().size() < 4)
            QVERIFY(appendOne(*log));
    }
    // The entry stands in a closed file now: the link knows of it.
    auto log = files.open();
    QCOMPARE(log->firstKept(), 2 * perYear + 1);
    QCOMPARE(log->removal().digest.size(), 64);
    AuditVerdict verdict = log->verify();
    QVERIFY2(verdict.intact && verdict.removedLast == 2 * perYear, qPrintable(verdict.reasonKey));
    // All closed files go, with the entries of both removals.
    const AuditRetention retention(*log);
    const auto plan = retention.plan(QDateTime::currentDateTimeUtc().addSecs(60));
    QVERIFY(plan && plan->last > firstRecord);
    QVERIFY(retention.carryOut(*plan, {}));
    QVERIFY(files.closedPaths().isEmpty());
    log = files.open();
    QCOMPARE(log->firstKept(), plan->last + 1);
    verdict = log->verify();
    QVERIFY2(verdict.intact && verdict.removedLast == plan->last, qPrintable(verdict.reasonKey));
    while (files.closedPaths().size() < 2)
        QVERIFY(appendOne(*log));
    QVERIFY(files.open()->verify().intact);
}

void TestAuditRetention::S37_copiesAreThereBeforeAnythingGoes()
{
    AuditYearsFixture files;
    QTemporaryDir copies;
    const auto log = files.open();
    const QByteArray whole = files.wholeHistory();
    const QString second = QFileInfo(files.pathOf(perYear + 1)).fileName();
    AuditFixture::setBytes(copies.filePath(second), "something else");
    const auto refused = AuditYearsFixture::removeBefore(*log, 2020, copies.path());
    QCOMPARE(refused.error().code, QStringLiteral("exists"));
    QCOMPARE(files.wholeHistory(), whole);
    QVERIFY(QFile::remove(copies.filePath(second)));
    QVERIFY(QFile::exists(copies.filePath(QFileInfo(files.pathOf(1)).fileName()))); // that one is good already
    const auto done = AuditYearsFixture::removeBefore(*log, 2020, copies.path());
    QVERIFY(done && done->isCopied);
    QByteArray together;
    for (const RemovedAuditFile &file : done->files) {
        const QString copy = copies.filePath(QFileInfo(files.pathOf(file.first)).fileName());
        QCOMPARE(hashOf(copy), file.sha256);
        together += AuditFixture::bytesOf(copy);
    }
    // An export proves itself, and with the copies before it the whole.
    const QString exported = copies.filePath(QStringLiteral("rest.jsonl"));
    QVERIFY(log->exportTo(exported));
    const AuditVerdict rest = AuditLog::verifyFile(exported, log->checkpoint());
    QVERIFY2(rest.intact && rest.removedLast == 2 * perYear, qPrintable(rest.reasonKey));
    const QString joined = copies.filePath(QStringLiteral("joined.jsonl"));
    AuditFixture::setBytes(joined, together + AuditFixture::bytesOf(exported));
    const AuditVerdict all = AuditLog::verifyFile(joined, log->checkpoint());
    QVERIFY2(all.intact && all.removedLast == 0, qPrintable(all.reasonKey));
}

void TestAuditRetention::S37_theIndexKeepsNothingOfWhatWent()
{
    AuditYearsFixture files;
    auto log = files.open();
    // A block, of which what is left is none: it would not be written over.
    constexpr int many = int(AuditIndex::blockSize) - test::closedYears * perYear;
    QVERIFY(log->appendAll(QList<AuditDraft>(many, {QStringLiteral("export.page"), QStringLiteral("today"), {}})));
    const QString kept = files.data.filePath(QStringLiteral("audit-index.sqlite"));
    AuditQuery of2018, of2020, today;
    of2018.runId = QStringLiteral("run-of-2018");
    of2020.runId = QStringLiteral("run-of-2020");
    today.runId = QStringLiteral("today");
    const auto holds = [&](const char *text) {
        QByteArray bytes;
        for (const char *ending : {"", "-wal"})
            bytes += AuditFixture::bytesOf(kept + QLatin1String(ending));
        return bytes.contains(text);
    };
    std::vector<quint32> ofThisYear;
    {
        AuditIndex index(*log, kept, false);
        QCOMPARE(found(index, of2018).size(), std::size_t(perYear));
        ofThisYear = found(index, today);
        QCOMPARE(ofThisYear.size(), std::size_t(many));
        QVERIFY(holds("run-of-2018"));
        QVERIFY(AuditYearsFixture::removeBefore(*log, 2020));
        QVERIFY(found(index, of2018).empty());
        QCOMPARE(found(index, {}).front(), quint32(2 * perYear + 1));
        QCOMPARE(found(index, of2020).size(), std::size_t(perYear - 1));
        QVERIFY(found(index, today) == ofThisYear);
        QVERIFY(log->append(QStringLiteral("export.page"), QStringLiteral("today"), {}));
        ofThisYear.push_back(quint32(log->count()));
        QVERIFY(found(index, today) == ofThisYear);
    }
    QVERIFY(!holds("run-of-2018"));
    // After a kill before the index heard of it, and in a start like any other.
    for (int start = 0; start < 2; ++start) {
        if (start == 1)
            QVERIFY(AuditYearsFixture::removeBefore(*log, 2021));
        log = files.open();
        AuditIndex index(*log, kept, false);
        QVERIFY(found(index, today) == ofThisYear);
        QCOMPARE(found(index, of2020).size(), std::size_t(start == 0 ? perYear - 1 : 0));
    }
    QVERIFY(!holds("run-of-2020"));
}

void TestAuditRetention::S37_whatIsNotWholeIsNotRemoved()
{
    for (const bool isGone : {true, false}) {
        AuditYearsFixture files;
        const QByteArray second = AuditFixture::bytesOf(files.pathOf(perYear + 1));
        QVERIFY(QFile::remove(files.pathOf(perYear + 1)));
        if (!isGone)
            AuditFixture::setBytes(files.pathOf(perYear + 1), second.first(second.lastIndexOf('\n', -2) + 1));
        const auto log = files.open();
        const auto plan = AuditRetention(*log).plan(newYear(2022));
        QVERIFY(!plan);
        QCOMPARE(plan.error().code, QStringLiteral("closed_damaged"));
        QCOMPARE(plan.error().subject, QFileInfo(files.pathOf(isGone ? 1 : perYear + 1)).fileName());
    }
}

void TestAuditRetention::S31_whatIsGoneWithoutARecordIsNamed_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("reason"); // Empty: intact.
    QTest::addColumn<qint64>("firstBad");
    const auto row = [](const char *name, int kind, const char *reason, qint64 firstBad) {
        QTest::newRow(name) << kind << QString::fromLatin1(reason) << firstBad;
    };
    row("nothing else happened", 0, "", 0);
    row("the next one is gone, too", 1, "closed_missing", 2 * perYear + 1);
    row("all closed ones are gone", 2, "closed_missing", 2 * perYear + 1);
    row("the last closed one is gone", 3, "closed_missing", 3 * perYear + 1);
    row("the next two were exchanged", 4, "closed_exchanged", 2 * perYear + 1);
    row("a removed one is there again", 5, "", 0);
    row("a removed one is there again, and another", 6, "removed_returned", perYear + 1);
    row("a file of none stands before", 7, "removed_returned", 3);
    row("the entry was taken out", 8, "closed_missing", 1);
    row("the entry tells of more than went", 9, "closed_missing", 1);
    row("an entry was added without the key", 10, "changed", 4 * perYear + 4);
    row("a file went by an entry without the key", 11, "closed_missing", 2 * perYear + 1);
    row("the first entry that is left was changed", 12, "changed", 2 * perYear + 1);
}

void TestAuditRetention::S31_whatIsGoneWithoutARecordIsNamed()
{
    QFETCH(int, kind);
    QFETCH(QString, reason);
    QFETCH(qint64, firstBad);
    AuditYearsFixture files;
    const QByteArray second = AuditFixture::bytesOf(files.pathOf(perYear + 1));
    AuditRemoval removal;
    {
        const auto log = files.open();
        const auto done = AuditYearsFixture::removeBefore(*log, 2020);
        QVERIFY(done);
        removal = *done;
        QCOMPARE(removal.recordedIn, 4 * perYear + 3);
    }
    const QString third = files.pathOf(2 * perYear + 1), fourth = files.pathOf(3 * perYear + 1);
    const QByteArray ofThird = AuditFixture::bytesOf(third), ofFourth = AuditFixture::bytesOf(fourth);
    QList<QByteArray> lines = AuditYearsFixture::linesOf(AuditFixture::bytesOf(files.file));
    // Who has no key makes the digests right, not the seals.
    const auto forged = [&](AuditRemoval told) {
        AuditEntry entry = *decodeAuditEntry(lines.last());
        ++entry.sequence;
        entry.event = QString(auditFilesRemoved);
        entry.facts = told.facts();
        entry.previous = entry.digest;
        sealAuditEntry(entry, QByteArray(32, 'k'));
        return encodeAuditEntry(entry);
    };
    AuditRemoval more = removal;
    more.files = {{.first = 2 * perYear + 1,
                   .last = 3 * perYear,
                   .bytes = ofThird.size(),
                   .from = newYear(2020),
                   .until = newYear(2021),
                   .digest = decodeAuditEntry(AuditYearsFixture::linesOf(ofThird).last())->digest,
                   .sha256 = hashOf(third)}};
    more.last = 3 * perYear;
    more.digest = more.files.first().digest;
    switch (kind) {
    case 1:
        QVERIFY(QFile::remove(third));
        break;
    case 2:
        QVERIFY(QFile::remove(third) && QFile::remove(fourth));
        break;
    case 3:
        QVERIFY(QFile::remove(fourth));
        break;
    case 4:
        AuditYearsFixture::replaceFile(third, ofFourth);
        AuditYearsFixture::replaceFile(fourth, ofThird);
        break;
    case 5:
        AuditFixture::setBytes(files.pathOf(perYear + 1), second);
        break;
    case 6:
        AuditFixture::setBytes(files.pathOf(perYear + 1), second + second);
        break;
    case 7:
        AuditFixture::setBytes(files.pathOf(3), second);
        break;
    case 8:
        lines.removeAt(2);
        AuditFixture::setBytes(files.file, AuditYearsFixture::joined(lines));
        break;
    case 9: {
        AuditEntry entry = *decodeAuditEntry(lines[2]);
        entry.facts = more.facts();
        sealAuditEntry(entry, QByteArray(32, 'k'));
        lines[2] = encodeAuditEntry(entry);
        AuditFixture::setBytes(files.file, AuditYearsFixture::joined(lines));
        QVERIFY(QFile::remove(third));
        break;
    }
    case 10:
    case 11:
        if (kind == 11)
            QVERIFY(QFile::remove(third));
        lines.append(forged(more));
        AuditFixture::setBytes(files.file, AuditYearsFixture::joined(lines));
        break;
    case 12: {
        QByteArray changed = ofThird;
        changed[40] = char(changed[40] ^ 1);
        AuditYearsFixture::replaceFile(third, changed);
        break;
    }
    default:
        break;
    }
    const auto log = files.open(true);
    QVERIFY(log);
    const AuditVerdict verdict = log->verify();
    QCOMPARE(verdict.reasonKey, reason);
    QCOMPARE(verdict.intact, reason.isEmpty());
    QCOMPARE(verdict.firstBad, firstBad);
    if (verdict.intact)
        QCOMPARE(verdict.removedLast, 2 * perYear);
    // Nothing is removed on the word of who has no key, nor what is not as the entry says.
    const QStringList before = files.closedPaths();
    if (kind == 6 || kind == 7 || kind == 9 || kind == 10) {
        QVERIFY(AuditRetention(*files.open()).finish());
        QCOMPARE(files.closedPaths(), before);
    }
    if (kind == 5) {
        const auto writer = files.open();
        QVERIFY(AuditRetention(*writer).isUnfinished());
        QVERIFY(AuditRetention(*writer).finish());
        QVERIFY(!QFile::exists(files.pathOf(perYear + 1)));
    }
}

void TestAuditRetention::S31_aBreakDoesNotGoWithItsFile()
{
    AuditYearsFixture files;
    QByteArray changed = AuditFixture::bytesOf(files.pathOf(1));
    changed.replace("\"records\":1}", "\"records\":7}");
    AuditYearsFixture::replaceFile(files.pathOf(1), changed);
    const auto log = files.open();
    const AuditVerdict before = log->verify();
    QCOMPARE(before.firstBad, 2);
    const auto first = AuditYearsFixture::removeBefore(*log, 2019);
    QVERIFY(first);
    QCOMPARE(first->brokenAt, 2);
    for (int year = 2020; year <= 2021; ++year) { // nor with the entries that told of it
        const AuditVerdict verdict = files.open(true)->verify();
        QVERIFY(!verdict.intact);
        QCOMPARE(verdict.firstBad, 2);
        QCOMPARE(verdict.reasonKey, before.reasonKey);
        QVERIFY(AuditYearsFixture::removeBefore(*log, year));
    }
}

void TestAuditRetention::S33_aCheckpointOfWhatWentIsComparedAsFarAsCanBe()
{
    AuditYearsFixture files;
    const auto log = files.open();
    const auto at = [&](qint64 sequence) { return AuditCheckpoint{sequence, log->read(sequence, 1)->first().digest}; };
    const AuditCheckpoint inside = at(7), atTheEnd = at(2 * perYear), behind = at(2 * perYear + 3);
    QVERIFY(AuditYearsFixture::removeBefore(*log, 2020));
    const auto verdict = [&](AuditCheckpoint checkpoint) { return AuditLog::verifyFile(files.file, checkpoint); };
    for (const AuditCheckpoint &good :
         {atTheEnd, behind, AuditCheckpoint{0, atTheEnd.digest}, AuditCheckpoint{0, behind.digest}, at(perYear * 4)}) {
        QVERIFY(verdict(good).intact);
        QVERIFY(!verdict(good).isExpectedGone);
    }
    // The digest of an entry within a file is not to be had any more: said, and the rest was checked.
    for (const AuditCheckpoint &gone : {inside, AuditCheckpoint{0, inside.digest}}) {
        QVERIFY(verdict(gone).intact);
        QVERIFY(verdict(gone).isExpectedGone);
    }
    // Another history is found where there is something to be compared.
    for (const qint64 sequence : {qint64(perYear), qint64(2 * perYear), qint64(2 * perYear + 3)}) {
        const AuditVerdict other = verdict({sequence, inside.digest});
        QVERIFY(!other.intact);
        QCOMPARE(other.reasonKey, QStringLiteral("head_mismatch"));
        QCOMPARE(other.firstBad, sequence);
    }
    QCOMPARE(verdict({900, inside.digest}).reasonKey, QStringLiteral("cut"));
}

void TestAuditRetention::F94_aFullDiskRemovesNothing()
{
    AuditYearsFixture files;
    FailingDisk disk;
    const auto log = files.open(false, disk);
    const QByteArray whole = files.wholeHistory();
    disk.setFreeSpace(20);
    const auto refused = AuditYearsFixture::removeBefore(*log, 2020, {}, disk);
    QCOMPARE(refused.error().code, QStringLiteral("disk_full"));
    QCOMPARE(files.wholeHistory(), whole);
    QCOMPARE(log->firstKept(), 1);
    disk.heal();
    QVERIFY(AuditYearsFixture::removeBefore(*log, 2020, {}, disk));
    QVERIFY(log->verify().intact);
}

void TestAuditRetention::F100_aKillAtAnyStepIsFinishedLater_data()
{
    QTest::addColumn<bool>("tears");
    QTest::newRow("between calls") << false;
    QTest::newRow("in the midst of a write") << true;
}

void TestAuditRetention::F100_aKillAtAnyStepIsFinishedLater()
{
    QFETCH(bool, tears);
    int steps = 0, unfinished = 0, untouched = 0;
    for (bool isThrough = false; !isThrough; ++steps) {
        AuditYearsFixture files;
        QTemporaryDir copies;
        {
            StoppingDisk disk(tears);
            const auto log = files.open(false, disk);
            QVERIFY(log);
            disk.stopAfter(steps);
            isThrough = AuditYearsFixture::removeBefore(*log, 2020, copies.path(), disk) && !disk.hasStopped();
        }
        const QByteArray where = "killed before call " + QByteArray::number(steps);
        for (int start = 0; start < 2; ++start) { // the second one finds nothing left to do
            const auto log = files.open();
            QVERIFY2(log, where.constData());
            QVERIFY2(!log->notice() || (tears && log->notice()->code == QLatin1String("audit_recovered")),
                     where.constData());
            const AuditVerdict verdict = log->verify();
            QVERIFY2(verdict.intact, qPrintable(QString::fromLatin1(where) + u' ' + verdict.reasonKey));
            const bool isRecorded = log->removal().recordedIn > 0;
            const AuditRetention retention(*log);
            if (!isRecorded)
                QVERIFY2(files.closedPaths().size() == test::closedYears, where.constData());
            QVERIFY2(isRecorded || !retention.isUnfinished(), where.constData());
            QVERIFY2(start == 0 || !retention.isUnfinished(), where.constData());
            untouched += start == 0 && !isRecorded ? 1 : 0;
            unfinished += retention.isUnfinished() ? 1 : 0;
            QVERIFY2(retention.finish(), where.constData());
            QVERIFY2(!isRecorded || files.closedPaths().size() == test::closedYears - 2, where.constData());
            QVERIFY2(appendOne(*log) && log->verify().intact, where.constData());
        }
    }
    QVERIFY(untouched > 10); // copies and the entry
    QVERIFY(unfinished >= 3); // before the first file, between the two, and when their folder was to be synced
}

MUSTER_TEST(TestAuditRetention, QCoreApplication)

} // namespace tst_auditretention
#include "tst_auditretention.moc"
