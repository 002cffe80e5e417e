// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/filesink.h"
#include "models/store/durablefile.h"
#include "tests/support/sanitized.h"
#include "tests/support/sinkfixture.h"
#include "tests/support/testpaths.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>

using namespace muster;
using namespace muster::test;

namespace tst_filesinkresume {

namespace {

using Contents = QMap<QString, QByteArray>;
using Op = FailingDisk::Op;

constexpr int pages = 6;

/// A disk on which syncing takes no time: for tests that stop processes, not power.
class QuickDisk : public DiskAccess
{
public:
    int sync(int) override { return 0; }
    int syncData(int) override { return 0; }
};

QuickDisk quickDisk;

void cut(const QString &path, qint64 size)
{
    QVERIFY(QFile::resize(path, size));
}

} // namespace

class TestFileSinkResume : public QObject
{
    Q_OBJECT

private:
    /// What an undisturbed run leaves.
    static Contents undisturbed(FileFormat format, int rows = 20)
    {
        SinkFixture fix(format);
        fix.rows = rows;
        fix.used = &quickDisk;
        auto sink = fix.create();
        if (!sink || fix.run(**sink, pages))
            qFatal("the undisturbed run failed");
        return withoutNames(fix);
    }
    /// The order's digest names the temporary folder; it must not make the difference.
    static Contents withoutNames(const SinkFixture &fix)
    {
        Contents contents = fix.contents();
        const QByteArray digest = freeze(fix.order).digest.toLatin1();
        for (QByteArray &bytes : contents)
            bytes.replace(digest, "DIGEST");
        return contents;
    }
    static void formats()
    {
        QTest::addColumn<int>("format");
        QTest::newRow("csv") << int(FileFormat::Csv);
        QTest::newRow("jsonl") << int(FileFormat::JsonLines);
    }

private Q_SLOTS:
    void F90_killedBetweenAnyTwoPages_data() { formats(); }
    void F90_killedBetweenAnyTwoPages()
    {
        QFETCH(int, format);
        const Contents expected = undisturbed(FileFormat(format));
        for (int stop = 0; stop <= pages; ++stop) {
            SinkFixture fix{FileFormat(format)};
            fix.used = &quickDisk;
            {
                auto sink = fix.create();
                for (int i = 0; i < stop; ++i)
                    QVERIFY((*sink)->append(fix.page(i, pages)));
            }
            auto sink = fix.resume();
            QVERIFY(sink);
            QCOMPARE((*sink)->checkpoint().pages, stop);
            QCOMPARE(fix.run(**sink, pages), std::nullopt);
            QCOMPARE(withoutNames(fix), expected);
        }
    }

    // Nobody is told that a file is complete which holds something else, or something more, than the run wrote.
    void F90_aFinishedFileThatWasChangedIsNotComplete_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<bool>("isLonger");
        for (const FileFormat format : {FileFormat::Csv, FileFormat::JsonLines, FileFormat::Xlsx}) {
            for (const bool isLonger : {true, false})
                QTest::addRow("%s, %s", qPrintable(keyOf(format)), isLonger ? "longer" : "another byte")
                    << int(format) << isLonger;
        }
    }
    void F90_aFinishedFileThatWasChangedIsNotComplete()
    {
        QFETCH(int, format);
        QFETCH(bool, isLonger);
        SinkFixture fix{FileFormat(format)};
        {
            auto sink = fix.create();
            QCOMPARE(fix.run(**sink, pages), std::nullopt);
        }
        QVERIFY(fix.resume());
        QFile file(fix.target());
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(isLonger ? file.size() : file.size() / 2));
        QVERIFY(file.putChar('~'));
        file.close();
        const auto resumed = fix.resume();
        QVERIFY(!resumed);
        QCOMPARE(resumed.error().code, QStringLiteral("file_changed"));
    }

    // Every length that the two files can have between the last two checkpoints, alone and together.
    void F90_cutAtEveryByteOfTheLastPage_data() { formats(); }
    void F90_cutAtEveryByteOfTheLastPage()
    {
        QFETCH(int, format);
        const Contents expected = undisturbed(FileFormat(format), 6);
        SinkFixture fix{FileFormat(format)};
        fix.used = &quickDisk;
        fix.rows = 6;
        qint64 dataBefore = 0;
        qint64 stateBefore = 0;
        {
            auto sink = fix.create();
            for (int i = 0; i < 4; ++i) {
                dataBefore = QFileInfo(fix.target() + u".partial").size();
                stateBefore = QFileInfo(fix.target() + u".partial.state").size();
                QVERIFY((*sink)->append(fix.page(i, pages)));
            }
        }
        const qint64 data = QFileInfo(fix.target() + u".partial").size();
        const qint64 state = QFileInfo(fix.target() + u".partial.state").size();
        SinkFixture kept; // its folder
        copyFolder(fix.folder.path(), kept.folder.path());

        QList<std::pair<qint64, qint64>> cuts;
        for (qint64 size = dataBefore; size <= data; ++size)
            cuts << std::pair(size, stateBefore) << std::pair(size, state);
        for (qint64 size = stateBefore; size <= state; ++size)
            cuts << std::pair(data, size);
        for (qsizetype at = 0; at < cuts.size(); at += sampleEvery) {
            const auto [dataSize, stateSize] = cuts[at];
            for (const QString &name : fix.files())
                QVERIFY(QFile::remove(fix.path(name)));
            copyFolder(kept.folder.path(), fix.folder.path());
            cut(fix.target() + u".partial", dataSize);
            cut(fix.target() + u".partial.state", stateSize);
            auto sink = fix.resume();
            QVERIFY(sink);
            QCOMPARE((*sink)->checkpoint().pages, dataSize == data && stateSize == state ? 4 : 3);
            QCOMPARE(fix.run(**sink, pages), std::nullopt);
            QCOMPARE(withoutNames(fix), expected);
        }
    }

    // Whatever call fails, wherever the run is: what was interrupted continues to the same files.
    void F94_F95_everyCallFailsOnce_data()
    {
        QTest::addColumn<int>("op");
        QTest::addColumn<int>("errnoValue");
        QTest::newRow("full disk") << int(Op::Write) << ENOSPC;
        QTest::newRow("broken write") << int(Op::Write) << EIO;
        QTest::newRow("broken data sync") << int(Op::SyncData) << EIO;
        QTest::newRow("broken sync") << int(Op::Sync) << EIO;
        QTest::newRow("open") << int(Op::Open) << EMFILE;
        QTest::newRow("rename") << int(Op::Rename) << EIO;
        QTest::newRow("remove") << int(Op::Remove) << EIO;
        QTest::newRow("read") << int(Op::Read) << EIO;
    }
    void F94_F95_everyCallFailsOnce()
    {
        QFETCH(int, op);
        QFETCH(int, errnoValue);
        const Contents expected = undisturbed(FileFormat::Csv);
        bool failed = true;
        for (int skip = 0; failed; skip += sampleEvery) {
            SinkFixture fix;
            failed = false;
            fix.disk.failNext(Op(op), errnoValue, skip);
            {
                auto sink = fix.create();
                if (sink) {
                    for (int i = 0; i < pages && !failed; ++i) {
                        fix.time += std::chrono::milliseconds(400);
                        failed = !(*sink)->append(fix.page(i, pages));
                    }
                    if (failed) // a fault is for ever
                        QVERIFY(!(*sink)->append(fix.page(0, pages)) && !(*sink)->sync() && !(*sink)->complete({}));
                    else
                        failed = !(*sink)->complete({});
                } else {
                    failed = true;
                }
            }
            fix.disk.heal();
            auto sink = fix.resume();
            QVERIFY2(sink, qPrintable(sink ? QString() : sink.error().code + u' ' + sink.error().subject));
            QCOMPARE(fix.run(**sink, pages), std::nullopt);
            QCOMPARE(withoutNames(fix), expected);
            QVERIFY(skip < 500);
        }
    }

    void F94_fullDiskCutsBackToTheLastGoodPage()
    {
        SinkFixture fix;
        auto sink = fix.create();
        QVERIFY((*sink)->append(fix.page(0, pages)));
        const Contents before = fix.contents();
        fix.disk.setFreeSpace(300);
        const auto receipt = (*sink)->append(fix.page(1, pages));
        QVERIFY(!receipt);
        QCOMPARE(receipt.error().kind, ErrorKind::File);
        QCOMPARE(receipt.error().code, u"disk_full"_qs);
        QCOMPARE(fix.contents().value(u"out.csv.partial"_qs), before.value(u"out.csv.partial"_qs));
        QCOMPARE(fix.contents().value(u"out.csv.partial.state"_qs), before.value(u"out.csv.partial.state"_qs));
        QCOMPARE((*sink)->checkpoint().pages, 1);
        QCOMPARE((*sink)->append(fix.page(1, pages)).error().code, u"disk_full"_qs);
    }

    void F95_afterAFailedSyncOnlyWhatWasSyncedCounts()
    {
        SinkFixture fix;
        {
            auto sink = fix.create();
            QVERIFY((*sink)->append(fix.page(0, pages)));
            QVERIFY((*sink)->sync());
            QVERIFY((*sink)->append(fix.page(1, pages)));
            fix.disk.failNext(Op::SyncData, EIO);
            QCOMPARE((*sink)->sync().error().code, u"io_error"_qs);
            QVERIFY(!(*sink)->sync());
            QVERIFY(!(*sink)->append(fix.page(2, pages)));
            QVERIFY(!(*sink)->complete({}));
        }
        QVERIFY(!QFileInfo::exists(fix.target()));
        auto sink = fix.resume();
        QVERIFY(sink);
        QCOMPARE((*sink)->checkpoint().pages, 1);
    }

    void F95_changedFileFallsBackToWhatIsProved()
    {
        SinkFixture fix;
        qint64 afterTwo = 0;
        {
            auto sink = fix.create();
            for (int i = 0; i < 4; ++i) {
                QVERIFY((*sink)->append(fix.page(i, pages)));
                if (i == 1)
                    afterTwo = (*sink)->checkpoint().bytes;
            }
        }
        QFile data(fix.target() + u".partial");
        QVERIFY(data.open(QIODevice::ReadWrite) && data.seek(afterTwo + 10) && data.putChar('\0'));
        data.close();
        {
            auto sink = fix.resume();
            QVERIFY(sink);
            QCOMPARE((*sink)->checkpoint().pages, 2);
            QCOMPARE(fix.run(**sink, pages), std::nullopt);
        }
        QCOMPARE(withoutNames(fix), undisturbed(FileFormat::Csv));
    }

    void F93_lossOfPowerAtAnyTime_data() { formats(); }
    void F93_lossOfPowerAtAnyTime()
    {
        QFETCH(int, format);
        const Contents expected = undisturbed(FileFormat(format));
        for (quint32 seed = 1; seed <= 60; seed += sampleEvery) {
            SinkFixture fix{FileFormat(format)};
            QRandomGenerator random(seed);
            bool complete = false;
            for (int life = 0; life < 3 && !complete; ++life) {
                {
                    auto sink = life == 0 ? fix.create() : fix.resume();
                    QVERIFY2(sink, qPrintable(sink ? QString() : sink.error().code));
                    const int steps = int(random.bounded(pages + 2));
                    for (int i = 0; i < steps && !(*sink)->checkpoint().allPagesIn; ++i) {
                        fix.time += std::chrono::milliseconds(random.bounded(800));
                        const int next = (*sink)->checkpoint().nextCursor.toInt();
                        QVERIFY((*sink)->append(fix.page(next, pages)));
                    }
                    if ((*sink)->checkpoint().allPagesIn && random.bounded(2) == 0) {
                        QVERIFY((*sink)->complete({}));
                        complete = true;
                    }
                }
                fix.disk.losePower(random.generate());
            }
            if (complete) { // durable: it must have survived as it was
                QCOMPARE(withoutNames(fix), expected);
                continue;
            }
            auto sink = fix.resume();
            QVERIFY2(sink, qPrintable(sink ? QString() : sink.error().code));
            QCOMPARE(fix.run(**sink, pages), std::nullopt);
            QCOMPARE(withoutNames(fix), expected);
        }
    }

    // The end was reached, but nobody noted it: the second end is the first one.
    void F90_killedAfterCompletion()
    {
        SinkFixture fix;
        fix.used = &quickDisk;
        {
            auto sink = fix.create();
            QCOMPARE(fix.run(**sink, pages), std::nullopt);
        }
        const Contents before = fix.contents();
        auto sink = fix.resume();
        QVERIFY(sink);
        QVERIFY((*sink)->checkpoint().allPagesIn);
        QCOMPARE((*sink)->checkpoint().records, pages * 20);
        const auto completed = (*sink)->complete({});
        QVERIFY(completed);
        QCOMPARE(completed->records, pages * 20);
        QCOMPARE(fix.contents(), before);
    }

    void F90_nothingToResumeBeginsAfresh()
    {
        SinkFixture fix;
        fix.used = &quickDisk;
        {
            auto sink = fix.resume();
            QVERIFY(sink);
            QCOMPARE((*sink)->checkpoint().pages, 0);
            QCOMPARE(fix.run(**sink, pages), std::nullopt);
        }
        QCOMPARE(withoutNames(fix), undisturbed(FileFormat::Csv));
    }

    void F90_killedWhileTheStateFileWasWrittenAnew()
    {
        SinkFixture files;
        {
            const auto sink = files.create();
            QVERIFY(sink && (*sink)->append(files.page(0, 3)));
        }
        for (const char *ending : {".partial.state", ".manifest.json"}) {
            QFile torn(sideName(files.target() + QLatin1String(ending)));
            QVERIFY(torn.open(QIODevice::WriteOnly) && torn.write("half a line") > 0);
        }
        const auto sink = files.resume();
        QVERIFY(sink);
        QVERIFY(!files.run(**sink, 3));
        QCOMPARE(files.files().filter(QStringLiteral(".tmp")), QStringList());
    }

    void otherOrdersAndRunsAreRefused()
    {
        SinkFixture fix;
        fix.used = &quickDisk;
        {
            auto sink = fix.create();
            QVERIFY((*sink)->append(fix.page(0, pages)));
        }
        const Contents before = fix.contents();
        fix.runId = u"run-2"_qs;
        QCOMPARE(fix.resume().error().code, u"other_order"_qs);
        fix.runId = u"run-1"_qs;
        fix.order.query.filters.append({u"name"_qs, FilterOperator::Equals, u"x"_qs});
        QCOMPARE(fix.resume().error().code, u"other_order"_qs);
        QCOMPARE(fix.contents(), before);
    }

    void partialWithoutStateIsNotTouched()
    {
        SinkFixture fix;
        QFile foreign(fix.target() + u".partial");
        QVERIFY(foreign.open(QIODevice::WriteOnly));
        foreign.write("theirs");
        foreign.close();
        QCOMPARE(fix.resume().error().code, u"state_missing"_qs);
        QVERIFY(!FileSink::discard(freeze(fix.order), fix.runId, fix.disk));
        QCOMPARE(fix.contents(), (Contents{{u"out.csv.partial"_qs, "theirs"}}));
    }

    // Many pages and syncs: the state file does not grow for ever, and still resumes.
    void stateFileStaysShort()
    {
        SinkFixture fix;
        fix.used = &quickDisk;
        auto sink = fix.create();
        qint64 longest = 0;
        for (int i = 0; i < 4000; ++i) {
            fix.time += std::chrono::milliseconds(100);
            QVERIFY((*sink)->append(makePage({{QByteArray::number(i), {text("x"), absent()}}}, QByteArray::number(i))));
            longest = std::max(longest, QFileInfo(fix.target() + u".partial.state").size());
        }
        QVERIFY(longest > 1024 * 1024); // or nothing was shortened
        QVERIFY(longest < 1200 * 1024);
        const SinkCheckpoint before = (*sink)->checkpoint();
        sink->reset();
        sink = fix.resume();
        QVERIFY(sink);
        QCOMPARE((*sink)->checkpoint().pages, before.pages);
        QCOMPARE((*sink)->checkpoint().bytes, before.bytes);
    }
};

MUSTER_TEST(TestFileSinkResume, QCoreApplication)

} // namespace tst_filesinkresume
#include "tst_filesinkresume.moc"
