// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/auditlog.h"

#include "tests/support/testprogram.h"

#include "auditfilesfixture.h"
#include "auditscan.h"
#include "busydisk.h"
#include "models/store/auditindex.h"
#include "stoppingdisk.h"
#include "tests/support/failingdisk.h"

#include <QDir>
#include <QSignalSpy>
#include <atomic>
#include <cerrno>
#include <sys/stat.h>
#include <thread>

using namespace muster;

namespace tst_auditfiles {
using test::AuditFilesFixture;
using test::AuditFixture;
using test::BusyDisk;
using test::FailingDisk;
using test::StoppingDisk;

/// A history over several files: that it is one history, whatever happens while a file is closed. What somebody does to
/// the files afterwards is in tst_auditfiletampering.
class TestAuditFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFullFileIsClosedAndTheNextLinksToIt();
    void aYearThatIsOverClosesTheFile_data();
    void aYearThatIsOverClosesTheFile();
    void onlyNamesOfOursAreClosedFiles();
    void theIndexFindsWhatEachFileHolds();
    void aWholeExportIsOneFileThatVerifies();
    void aLostFileLeavesTheOthersReadable();
    void aMovedFolderKeepsItsHead();
    void F93_afterPowerLossNothingAcknowledgedIsGoneAndEachLinkIsThereOnce();
    void F94_aFullDiskWhileAFileIsClosedPasses();
    void F95_aFailedSyncWhileAFileIsClosedEndsTheLog();
    void F95_aNameThatIsRefusedLetsTheFileGrow();
    void F97_theSecondWindowReadsWhileFilesAreClosed();
    void F97_aFileThatIsClosedAroundEachOpeningIsReadOnce();
    void F97_aLineThatIsBeingWrittenIsNotTorn();
    void F100_aKillAtAnyStepOfClosingLosesAndDoublesNothing_data();
    void F100_aKillAtAnyStepOfClosingLosesAndDoublesNothing();
};

namespace {

constexpr auto linesOf = &AuditFilesFixture::linesOf;
constexpr auto appendOne = &AuditFilesFixture::appendOne;
constexpr int entriesAFile = AuditFilesFixture::entriesAFile;

/// Numbers without gap or double, links where files begin and nowhere else.
QString faultOf(const AuditLog &log, const AuditFilesFixture &files)
{
    const auto entries = log.read(1, 10'000);
    if (!entries || entries->size() != log.count())
        return QStringLiteral("not all can be read");
    QString previous = auditGenesis();
    int links = 0;
    for (qint64 at = 0; at < entries->size(); ++at) {
        const AuditEntry &entry = entries->at(at);
        if (entry.sequence != at + 1 || entry.previous != previous)
            return QStringLiteral("entry %1 is not the next one").arg(at + 1);
        previous = entry.digest;
        links += entry.event == auditContinued ? 1 : 0;
    }
    const QList<ClosedAuditFile> closed = ClosedAuditFile::of(files.file);
    if (links != closed.size() && !(links == closed.size() - 1 && AuditFixture::bytesOf(files.file).isEmpty()))
        return QStringLiteral("%1 links for %2 closed files").arg(links).arg(closed.size());
    const AuditVerdict verdict = log.verify();
    return verdict.intact ? QString() : verdict.reasonKey + u' ' + verdict.file;
}

} // namespace

void TestAuditFiles::aFullFileIsClosedAndTheNextLinksToIt()
{
    AuditFilesFixture files;
    QList<AuditEntry> appended;
    {
        const auto log = files.open();
        QVERIFY(log);
        connect(log.get(), &AuditLog::appended, log.get(), [&](const AuditEntry &entry) { appended.append(entry); });
        for (int number = 0; number < 30; ++number) {
            const auto entry = log->append(QStringLiteral("e"), {}, {{QStringLiteral("n"), number}});
            QVERIFY(entry);
            QCOMPARE(entry->facts[u"n"].toInt(), number); // never the link
        }
        QCOMPARE(appended.size(), log->count()); // links are told of as well
        QCOMPARE(faultOf(*log, files), QString());
    }
    const QList<ClosedAuditFile> closed = ClosedAuditFile::of(files.file);
    QVERIFY(closed.size() >= 3);
    QCOMPARE(closed.first().first, 1);
    const QStringList paths = files.allPaths();
    qint64 next = 1;
    for (qsizetype at = 0; at < paths.size(); ++at) {
        const QByteArray bytes = AuditFixture::bytesOf(paths[at]);
        const QList<QByteArray> lines = linesOf(bytes);
        const auto first = decodeAuditEntry(lines.first());
        QVERIFY(first);
        QCOMPARE(first->sequence, next);
        struct stat status = {};
        QCOMPARE(::stat(QFile::encodeName(paths[at]).constData(), &status), 0);
        QCOMPARE(status.st_mode & 07777, mode_t(at < closed.size() ? 0400 : 0600));
        if (at < closed.size()) {
            QCOMPARE(closed[at].first, next);
            QVERIFY(bytes.size() >= files.fileLimit);
            QVERIFY(bytes.size() - lines.last().size() - 1 < files.fileLimit);
        }
        if (at > 0) {
            QCOMPARE(first->event, QString(auditContinued));
            QCOMPARE(first->facts[u"file"].toString(), QFileInfo(closed[at - 1].path).fileName());
            QCOMPARE(first->facts[u"first"].toInteger(), closed[at - 1].first);
            QCOMPARE(first->facts[u"last"].toInteger(), next - 1);
            QCOMPARE(first->facts[u"digest"].toString(), first->previous);
        }
        next += lines.size();
    }
    // Opened again it is the same history, also for who only reads.
    for (const bool readOnly : {true, false}) {
        const auto log = files.open(readOnly);
        QVERIFY(log && !log->notice());
        QVERIFY(*log->read(1, 1000) == appended);
        QVERIFY(*log->readLines(1, 1000) == linesOf(files.wholeHistory()));
        for (const auto &[first, count] : {std::pair(1, 3), {4, 9}, {next - 3, 10}, {next, 1}, {-3, 2}}) {
            const qint64 from = std::max<qint64>(first, 1);
            QVERIFY(*log->read(first, count) == appended.mid(from - 1, count));
        }
        QCOMPARE(log->checkpoint().sequence, next - 1);
        QCOMPARE(log->checkpoint().digest, appended.last().digest);
        QCOMPARE(log->verify().entries, next - 1);
    }
    const auto log = files.open();
    QVERIFY(appendOne(*log));
    QCOMPARE(log->read(next, 1)->first().previous, appended.last().digest);
}

void TestAuditFiles::aYearThatIsOverClosesTheFile_data()
{
    QTest::addColumn<int>("years");
    QTest::addColumn<bool>("closed");
    QTest::newRow("of last year") << -1 << true;
    QTest::newRow("of this year") << 0 << false;
    QTest::newRow("of a year to come, as the clock says") << 1 << false;
}

void TestAuditFiles::aYearThatIsOverClosesTheFile()
{
    QFETCH(int, years);
    QFETCH(bool, closed);
    AuditFilesFixture files;
    {
        const auto log = files.open();
        QVERIFY(log && appendOne(*log));
        AuditEntry entry = log->read(1, 1)->first();
        entry.at = QDateTime(QDate(entry.at.date().year() + years, 7, 1), QTime(12, 0), Qt::UTC);
        sealAuditEntry(entry, AuditFixture::bytesOf(files.key()));
        AuditFixture::setBytes(files.file, encodeAuditEntry(entry) + '\n');
        // The head as it would stand had the entry been written then.
        QVERIFY(QFile::remove(files.head()));
        auto head = AuditHead::open(files.folder.path(), false, DiskAccess::system());
        QVERIFY(head && head->begin({1, entry.digest}));
    }
    const auto log = files.open();
    QVERIFY(log && !log->notice() && appendOne(*log) && appendOne(*log));
    QCOMPARE(files.closedPaths().size(), closed ? 1 : 0);
    QCOMPARE(faultOf(*log, files), QString());
}

void TestAuditFiles::onlyNamesOfOursAreClosedFiles()
{
    QTemporaryDir folder;
    for (const char *name :
         {"audit.jsonl", "audit-0000000007.jsonl", "audit-0000000001.jsonl", "audit-000000001.jsonl",
          "audit-00000000011.jsonl", "audit-000000000x.jsonl", "audit-0000000002.json", "other-0000000003.jsonl"})
        AuditFixture::setBytes(folder.filePath(QLatin1String(name)), "x");
    QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("audit-0000000004.jsonl")));
    const QString file = folder.filePath(QStringLiteral("audit.jsonl"));
    const QList<ClosedAuditFile> wanted{{folder.filePath(QStringLiteral("audit-0000000001.jsonl")), 1},
                                        {folder.filePath(QStringLiteral("audit-0000000007.jsonl")), 7}};
    QVERIFY(ClosedAuditFile::of(file) == wanted);
    QCOMPARE(ClosedAuditFile::pathFor(file, 7), wanted[1].path);
}

void TestAuditFiles::theIndexFindsWhatEachFileHolds()
{
    AuditFilesFixture files;
    files.fileLimit = 500'000;
    const QString kept = files.data.filePath(QStringLiteral("audit-index.sqlite"));
    const auto log = files.open();
    QVERIFY(log);
    const auto append = [&](int count) {
        QList<AuditDraft> drafts;
        for (int number = 0; number < count; ++number)
            drafts.append({QStringLiteral("export.page"), QStringLiteral("r%1").arg(number % 7), {}});
        return log->appendAll(drafts).has_value();
    };
    const auto found = [](AuditIndex &index, const AuditQuery &query) {
        auto future = index.find(query, {});
        future.waitForFinished();
        return future.result().value_or(AuditMatches{}).sequences;
    };
    const auto byHand = [&](const QString &run) {
        std::vector<quint32> sequences;
        for (const AuditEntry &entry : test::allOf(*log)) {
            if (entry.runId == run)
                sequences.push_back(quint32(entry.sequence));
        }
        return sequences;
    };
    AuditQuery third;
    third.runId = QStringLiteral("r3");
    {
        AuditIndex index(*log, kept, false);
        for (int batch = 0; batch < 6; ++batch) { // it follows from one file into the next
            QVERIFY(append(1500));
            QVERIFY(found(index, third) == byHand(third.runId));
        }
        QCOMPARE(qint64(found(index, {}).size()), log->count());
    }
    QVERIFY(files.closedPaths().size() >= 3);
    // What was kept is believed, and what came since is read.
    QVERIFY(append(10));
    const auto again = files.open(true);
    AuditIndex index(*again, kept, true);
    QVERIFY(found(index, third) == byHand(third.runId));
    AuditQuery links;
    links.event = QString(auditContinued);
    QCOMPARE(qsizetype(found(index, links).size()), files.closedPaths().size());
}

void TestAuditFiles::aWholeExportIsOneFileThatVerifies()
{
    AuditFilesFixture files;
    files.fill(3);
    const QString copy = files.folder.filePath(QStringLiteral("copy.jsonl"));
    const auto log = files.open(true);
    QVERIFY(log->exportTo(copy));
    QCOMPARE(AuditFixture::bytesOf(copy), files.wholeHistory());
    const AuditCheckpoint now = log->checkpoint();
    QVERIFY(AuditLog::verifyFile(copy, now).intact);
    QVERIFY(AuditLog::verifyFile(files.file, now).intact); // the closed ones are found beside it
    // A file of it is not the whole.
    QCOMPARE(AuditLog::verifyFile(files.closedPaths()[1]).reasonKey, QStringLiteral("closed_missing"));
}

void TestAuditFiles::aLostFileLeavesTheOthersReadable()
{
    AuditFilesFixture files;
    files.fill(3);
    const QList<ClosedAuditFile> closed = ClosedAuditFile::of(files.file);
    const QList<AuditEntry> before = *files.open(true)->read(1, 1000);
    QVERIFY(QFile::remove(closed[1].path));
    const auto log = files.open();
    QVERIFY(log);
    QCOMPARE(log->count(), before.size());
    const QList<AuditEntry> after = *log->read(1, 1000);
    QCOMPARE(after.size(), before.size());
    for (qint64 at = 0; at < after.size(); ++at) {
        QCOMPARE(after[at].sequence, at + 1);
        const bool isLost = at + 1 >= closed[1].first && at + 1 < closed[2].first;
        QVERIFY(isLost ? after[at].event == QLatin1String("audit.unreadable") : after[at] == before[at]);
    }
    QVERIFY(appendOne(*log)); // work goes on,
    QCOMPARE(log->verify().reasonKey, QStringLiteral("closed_missing")); // and it stays told
    QCOMPARE(log->exportTo(files.folder.filePath(QStringLiteral("copy.jsonl"))).has_value(), true);
}

void TestAuditFiles::aMovedFolderKeepsItsHead()
{
    QTemporaryDir config, data;
    const QString from = data.filePath(QStringLiteral("a")), to = data.filePath(QStringLiteral("b"));
    QVERIFY(QDir().mkdir(from));
    const auto openIn = [&](const QString &folder) -> std::unique_ptr<AuditLog> {
        const QString file = folder + QStringLiteral("/audit.jsonl");
        const auto head = AuditHead::folderFor(config.path(), file, false);
        auto log = head ? AuditLog::open(file, *head, false) : failure(head.error());
        if (log)
            (*log)->setFileLimit(600);
        return log ? *std::move(log) : nullptr;
    };
    {
        const auto log = openIn(from);
        QVERIFY(log);
        for (int number = 0; number < 8; ++number)
            QVERIFY(appendOne(*log));
    }
    // As after a crash when a file had just been closed: the entry at which the head stands is in a closed one.
    {
        const auto log = openIn(from);
        while (AuditFixture::bytesOf(log->file()).size() < 600)
            QVERIFY(appendOne(*log));
        const qint64 first = decodeAuditEntry(linesOf(AuditFixture::bytesOf(log->file())).first())->sequence;
        QVERIFY(QFile::rename(log->file(), ClosedAuditFile::pathFor(log->file(), first)));
    }
    QVERIFY(QDir().rename(from, to));
    const auto log = openIn(to);
    QVERIFY(log && !log->notice() && appendOne(*log));
    QVERIFY(log->verify().intact);
}

void TestAuditFiles::F93_afterPowerLossNothingAcknowledgedIsGoneAndEachLinkIsThereOnce()
{
    for (quint32 seed = 0; seed < 300; ++seed) {
        AuditFilesFixture files;
        FailingDisk disk;
        qint64 acknowledged = 0;
        {
            const auto log = files.open(false, disk);
            QVERIFY(log);
            const int good = int(seed % 41);
            for (int number = 0; number < good; ++number) {
                QVERIFY(appendOne(*log));
                acknowledged = log->count();
            }
            if (seed % 2 == 0) { // the power goes between a write and its sync
                disk.failNext(FailingDisk::Op::SyncData, ENODEV, int(seed / 2 % 2));
                (void)log->appendAll({{QStringLiteral("x"), {}, {}}, {QStringLiteral("y"), {}, {}}});
            } else if (seed % 3 == 0) { // or between a rename or a new file and the folder's
                while (disk.failNext(FailingDisk::Op::Sync, ENODEV, int(seed / 3 % 2)), appendOne(*log))
                    acknowledged = log->count();
            }
        }
        for (const QString &path : files.closedPaths())
            QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner); // the double rewrites them
        disk.losePower(seed);
        const QByteArray where = "seed " + QByteArray::number(seed);
        const auto log = files.open();
        QVERIFY2(log, where.constData());
        QVERIFY2(log->count() >= acknowledged, where.constData());
        QVERIFY2(!log->notice() || log->notice()->code == QLatin1String("audit_recovered"), where.constData());
        for (int number = 0; number < entriesAFile + 1; ++number)
            QVERIFY2(appendOne(*log), where.constData());
        const QString fault = faultOf(*log, files);
        QVERIFY2(fault.isEmpty(), qPrintable(QString::fromLatin1(where) + u' ' + fault));
    }
}

void TestAuditFiles::F94_aFullDiskWhileAFileIsClosedPasses()
{
    for (const bool forTheName : {true, false}) {
        AuditFilesFixture files;
        FailingDisk disk;
        const auto log = files.open(false, disk);
        QVERIFY(log);
        while (!files.isFull())
            QVERIFY(appendOne(*log));
        const qint64 before = log->count();
        const QByteArray bytes = files.wholeHistory();
        QSignalSpy appended(log.get(), &AuditLog::appended);
        for (int time = 0; time < 2; ++time) {
            if (forTheName) // of the next file; the first time the folder is opened before, to sync it
                disk.failNext(FailingDisk::Op::Open, ENOSPC, time == 0 ? 1 : 0);
            else
                disk.setFreeSpace(17); // half of the link fits
            const auto refused = log->append(QStringLiteral("lost"), {}, {});
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, QStringLiteral("disk_full"));
            QCOMPARE(log->count(), before);
            QCOMPARE(files.wholeHistory(), bytes);
            QVERIFY(log->verify().intact);
            QCOMPARE(*log->readLines(before, 1), QList<QByteArray>{linesOf(bytes).last()});
        }
        QCOMPARE(appended.count(), 0);
        disk.heal();
        QVERIFY(appendOne(*log));
        QCOMPARE(log->count(), before + 2); // with the link
        QCOMPARE(faultOf(*log, files), QString());
        QCOMPARE(files.closedPaths().size(), 1);
    }
}

void TestAuditFiles::F95_aFailedSyncWhileAFileIsClosedEndsTheLog()
{
    for (int skip = 0; skip < 2; ++skip) { // of the folder, after the rename and after the new file
        AuditFilesFixture files;
        FailingDisk disk;
        auto log = files.open(false, disk);
        QVERIFY(log);
        while (!files.isFull())
            QVERIFY(appendOne(*log));
        const qint64 before = log->count();
        disk.failNext(FailingDisk::Op::Sync, EIO, skip);
        QCOMPARE(log->append(QStringLiteral("perhaps"), {}, {}).error().code, QStringLiteral("io_error"));
        QCOMPARE(log->append(QStringLiteral("never"), {}, {}).error().code, QStringLiteral("io_error"));
        QCOMPARE(log->count(), before);
        log = files.open();
        QVERIFY(log && !log->notice());
        QCOMPARE(log->count(), before);
        QVERIFY(appendOne(*log));
        QCOMPARE(faultOf(*log, files), QString());
    }
}

void TestAuditFiles::F95_aNameThatIsRefusedLetsTheFileGrow()
{
    AuditFilesFixture files;
    FailingDisk disk;
    const auto log = files.open(false, disk);
    QVERIFY(log);
    disk.failAlways(FailingDisk::Op::Rename, EACCES);
    for (int number = 0; number < 3 * entriesAFile; ++number)
        QVERIFY(appendOne(*log)); // what is to be told of matters more than the size of a file
    QVERIFY(files.closedPaths().isEmpty());
    QCOMPARE(faultOf(*log, files), QString());
    disk.heal();
    const auto again = files.open();
    QVERIFY(again && appendOne(*again));
    QCOMPARE(files.closedPaths().size(), 1);
    QCOMPARE(faultOf(*again, files), QString());
}

void TestAuditFiles::F97_theSecondWindowReadsWhileFilesAreClosed()
{
    AuditFilesFixture files;
    const auto writer = files.open();
    QVERIFY(writer && appendOne(*writer));
    const auto reader = files.open(true);
    QVERIFY(reader);
    const QList<AuditEntry> first = *reader->read(1, 10);
    std::atomic<bool> isDone = false;
    QString fault;
    int checks = 0;
    std::thread other([&] { // as another process does: it shares no lock with who writes
        while (!isDone || checks == 0) {
            const AuditVerdict verdict = reader->verify();
            if (!verdict.intact && fault.isEmpty())
                fault = verdict.reasonKey + u' ' + verdict.file + u' ' + QString::number(verdict.firstBad);
            ++checks;
        }
    });
    for (int number = 0; number < 400; ++number)
        (void)appendOne(*writer);
    isDone = true;
    other.join();
    QCOMPARE(fault, QString());
    QVERIFY(files.closedPaths().size() > 50);
    QVERIFY(*reader->read(1, 10) == first); // what it was opened with is still that
    QVERIFY(!reader->append(QStringLiteral("e"), {}, {}));
    const auto late = files.open(true);
    QVERIFY(late);
    QCOMPARE(late->count(), writer->count());
    QCOMPARE(faultOf(*late, files), QString());
}

// The slowest reader beside the quickest writer: whenever the one opens a file, the other has just closed one.
void TestAuditFiles::F97_aFileThatIsClosedAroundEachOpeningIsReadOnce()
{
    AuditFilesFixture files;
    files.fill(4);
    const auto writer = files.open();
    QVERIFY(writer);
    const auto closeOne = [&](const QByteArray &) {
        const qsizetype closed = files.closedPaths().size();
        while (files.closedPaths().size() == closed)
            QVERIFY(appendOne(*writer));
    };
    for (const bool isAfter : {false, true}) {
        BusyDisk disk;
        (isAfter ? disk.after : disk.before) = closeOne;
        const auto reader = files.open(true, disk);
        QVERIFY(reader);
        const qsizetype opened = files.closedPaths().size();
        QVERIFY(opened > 4);
        const AuditVerdict verdict = reader->verify();
        QVERIFY2(verdict.intact, qPrintable(verdict.reasonKey + u' ' + verdict.file));
        QVERIFY(files.closedPaths().size() > opened + 4);
        disk.before = disk.after = nullptr;
        const auto read = reader->read(1, reader->count());
        QVERIFY(read);
        QVERIFY(*read == *writer->read(1, reader->count())); // none of them unreadable
    }
}

void TestAuditFiles::F97_aLineThatIsBeingWrittenIsNotTorn()
{
    AuditFilesFixture files;
    files.fill(1);
    const QByteArray head = AuditFixture::bytesOf(files.head());
    {
        const auto writer = files.open();
        QVERIFY(writer && appendOne(*writer));
    }
    AuditFixture::setBytes(files.head(), head); // it comes behind the line
    const QByteArray whole = AuditFixture::bytesOf(files.file);
    AuditFixture::setBytes(files.file, whole.chopped(20));
    BusyDisk disk;
    const auto reader = files.open(true, disk);
    QVERIFY(reader);
    QCOMPARE(reader->verify().reasonKey, QStringLiteral("cut")); // nobody writes
    disk.after = [&](const QByteArray &opened) {
        if (opened != QFile::encodeName(files.file))
            return;
        disk.reading = [&] { // its length is known by now
            QFile file(files.file);
            QVERIFY(file.open(QIODevice::Append) && file.write(whole.last(20)) == 20);
        };
    };
    const AuditVerdict verdict = reader->verify();
    QVERIFY2(verdict.intact, qPrintable(verdict.reasonKey));
    QCOMPARE(AuditFixture::bytesOf(files.file), whole);
}

void TestAuditFiles::F100_aKillAtAnyStepOfClosingLosesAndDoublesNothing_data()
{
    QTest::addColumn<bool>("tears");
    QTest::newRow("between calls") << false;
    QTest::newRow("in the midst of a write") << true;
}

void TestAuditFiles::F100_aKillAtAnyStepOfClosingLosesAndDoublesNothing()
{
    QFETCH(bool, tears);
    int steps = 0;
    for (bool isThrough = false; !isThrough; ++steps) {
        AuditFilesFixture files;
        qint64 before = 0;
        {
            StoppingDisk disk(tears);
            const auto log = files.open(false, disk);
            QVERIFY(log);
            while (!files.isFull())
                QVERIFY(appendOne(*log));
            before = log->count();
            disk.stopAfter(steps);
            isThrough = appendOne(*log) && !disk.hasStopped();
        }
        const QByteArray where = "killed before call " + QByteArray::number(steps);
        for (int start = 0; start < 2; ++start) { // the second start finds nothing left to do
            const auto log = files.open();
            QVERIFY2(log, where.constData());
            QVERIFY2(log->count() >= before, where.constData());
            const bool isTorn = tears && start == 0 && log->notice();
            QVERIFY2(isTorn ? log->notice()->code == QLatin1String("audit_recovered") : !log->notice(),
                     where.constData());
            const QString opened = faultOf(*log, files);
            QVERIFY2(opened.isEmpty(), qPrintable(QString::fromLatin1(where) + u' ' + opened));
            QVERIFY2(appendOne(*log), where.constData());
            const QString fault = faultOf(*log, files);
            QVERIFY2(fault.isEmpty(), qPrintable(QString::fromLatin1(where) + u' ' + fault));
        }
        QVERIFY2(files.closedPaths().size() >= 1, where.constData());
    }
    QVERIFY(steps > 8); // settle, rename, open, sync, create, open, sync, write, sync, head
}

MUSTER_TEST(TestAuditFiles, QCoreApplication)

} // namespace tst_auditfiles
#include "tst_auditfiles.moc"
