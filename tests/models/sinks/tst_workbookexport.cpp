// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/filesink.h"
#include "models/store/durablefile.h"
#include "tests/support/sinkfixture.h"
#include "tests/support/testprogram.h"
#include "tests/support/workbookcells.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_workbookexport {

namespace {

using Op = FailingDisk::Op;

constexpr int pages = 3;

QJsonArray rowsIn(const QString &workbook)
{
    const QJsonArray sheets = workbookSheets(workbook);
    return sheets.size() == 1 ? sheets[0].toObject()["rows"_L1].toArray() : QJsonArray();
}

/// Kills the process that completes an export where a test wants it: from then on nothing reaches the disk.
class EndingDisk : public DiskAccess
{
public:
    explicit EndingDisk(int callsLeft)
        : m_left(callsLeft)
    {
    }
    [[nodiscard]] bool hasEnded() const { return m_left <= 0; }

    int open(const QByteArray &path, int flags, mode_t mode) override
    {
        return goesOn() ? DiskAccess::open(path, flags, mode) : -1;
    }
    int rename(const QByteArray &from, const QByteArray &to) override
    {
        return goesOn() ? DiskAccess::rename(from, to) : -1;
    }
    int renameToNew(const QByteArray &from, const QByteArray &to) override
    {
        return goesOn() ? DiskAccess::renameToNew(from, to) : -1;
    }
    int remove(const QByteArray &path) override { return goesOn() ? DiskAccess::remove(path) : -1; }
    int sync(int) override { return goesOn() ? 0 : -1; }
    int syncData(int) override { return goesOn() ? 0 : -1; }

private:
    bool goesOn()
    {
        if (m_left > 0 && --m_left > 0)
            return true;
        errno = EIO;
        return false;
    }

    int m_left;
};

/// Makes the workbook another one once it is written.
class SpoilingDisk : public DiskAccess
{
public:
    int sync(int fd) override
    {
        const QString name = QFile::symLinkTarget(u"/proc/self/fd/%1"_s.arg(fd));
        QFile file(name);
        if (name.endsWith(u".partial.workbook"_s) && file.open(QIODevice::ReadWrite)) {
            const QByteArray bytes = file.readAll();
            (void)file.seek(bytes.size() / 2);
            (void)file.putChar(char(bytes[bytes.size() / 2] ^ 0x40));
        }
        return 0;
    }
    int syncData(int) override { return 0; }
};

} // namespace

class TestWorkbookExport : public QObject
{
    Q_OBJECT

private:
    /// The same segment as CSV, undisturbed: the main file, and what stands beside it.
    static QMap<QString, QByteArray> asCsv()
    {
        SinkFixture fix;
        auto sink = fix.create();
        if (!sink || fix.run(**sink, pages))
            qFatal("the undisturbed run failed");
        return fix.contents();
    }
    static QStringList resultFiles()
    {
        return {u"out.xlsx"_s, u"out.xlsx.conflicts.jsonl"_s, u"out.xlsx.extras.jsonl"_s, u"out.xlsx.manifest.json"_s,
                u"out.xlsx.quarantined.jsonl"_s};
    }

private Q_SLOTS:
    void growsAsCsvAndBecomesAWorkbook()
    {
        const auto csv = asCsv();
        SinkFixture fix(FileFormat::Xlsx);
        auto sink = fix.create();
        QVERIFY(sink);
        for (int i = 0; i < pages; ++i)
            QVERIFY((*sink)->append(fix.page(i, pages)));
        QCOMPARE(fix.bytes(u".partial"_s), csv.value(u"out.csv"_s));
        QVERIFY(!QFile::exists(fix.target()));
        const auto completed = (*sink)->complete({});
        QVERIFY2(completed, qPrintable(completed ? QString() : completed.error().code + completed.error().detail));
        QCOMPARE(fix.files(), resultFiles());
        QCOMPARE(rowsIn(fix.target()), workbookRowsOf(csv.value(u"out.csv"_s)));
        QCOMPARE(fix.bytes(u".extras.jsonl"_s), csv.value(u"out.csv.extras.jsonl"_s));
        QCOMPARE(fix.bytes(u".conflicts.jsonl"_s), csv.value(u"out.csv.conflicts.jsonl"_s));
        const QJsonObject manifest = QJsonDocument::fromJson(fix.bytes(u".manifest.json"_s)).object();
        const QByteArray bytes = fix.bytes();
        QCOMPARE(manifest["format"_L1].toString(), u"xlsx"_s);
        QCOMPARE(manifest["bytes"_L1].toInteger(), bytes.size());
        QCOMPARE(manifest["sha256"_L1].toString().toLatin1(),
                 QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
        QCOMPARE(completed->sha256, manifest["sha256"_L1].toString());
        QCOMPARE(completed->bytes, bytes.size());
        QCOMPARE(completed->records, pages * 20);
        QCOMPARE(QFileInfo(fix.target()).permissions() & ~(QFile::ReadUser | QFile::WriteUser),
                 QFile::ReadOwner | QFile::WriteOwner);
    }

    void emptySegmentGivesTheHeader()
    {
        SinkFixture fix(FileFormat::Xlsx);
        auto sink = fix.create();
        RecordPage page;
        page.columnCount = 2;
        QVERIFY((*sink)->append(page) && (*sink)->complete({}));
        const QJsonArray header{u"contactId"_s, u"name"_s, u"phone"_s};
        QCOMPARE(rowsIn(fix.target()).size(), 1);
        QCOMPARE(rowsIn(fix.target())[0].toArray(), header);
    }

    void aTextThatIsTooLongEndsItAtItsPage()
    {
        SinkFixture fix(FileFormat::Xlsx);
        auto sink = fix.create();
        QVERIFY((*sink)->append(makePage({{"a", {text(QByteArray(32'767, 'x')), absent()}}}, "1")));
        const QByteArray before = fix.bytes(u".partial"_s);
        const auto receipt = (*sink)->append(
            makePage({{"b", {text("b"), absent()}}, {"c", {text(QByteArray(32'768, 'x')), absent()}}}, {}));
        QCOMPARE(receipt.error().code, u"cell_too_long_for_workbook"_s);
        QCOMPARE(receipt.error().subject, u"name"_s);
        QCOMPARE(receipt.error().detail, QString());
        QCOMPARE(fix.bytes(u".partial"_s), before);
        QCOMPARE((*sink)->checkpoint().records, 1);
    }

    /// F90: whatever the completion was doing when its process died, a resume gives the whole export, once.
    void F90_diedAnywhereWhileItWasCompleted_data()
    {
        QTest::addColumn<bool>("replace");
        QTest::newRow("new file") << false;
        QTest::newRow("replacing a file") << true;
    }
    void F90_diedAnywhereWhileItWasCompleted()
    {
        QFETCH(bool, replace);
        const QJsonArray rows = workbookRowsOf(asCsv().value(u"out.csv"_s));
        bool wasNamed = false, wasUnnamed = false;
        for (int calls = 1;; ++calls) {
            SinkFixture fix(FileFormat::Xlsx);
            fix.order.replaceExisting = replace;
            if (replace)
                QVERIFY(writeFileDurably(fix.target(), "old"));
            {
                auto sink = fix.create();
                for (int i = 0; i < pages; ++i)
                    QVERIFY((*sink)->append(fix.page(i, pages)));
                QVERIFY((*sink)->sync());
            }
            EndingDisk ending(1'000'000);
            bool completed = false;
            {
                EndingDisk disk(calls + 12); // those of the resume, roughly; some die there
                fix.used = &disk;
                auto sink = fix.resume();
                completed = sink && (*sink)->complete({});
            }
            const bool isNamed = fix.bytes().startsWith("PK");
            wasNamed = wasNamed || (isNamed && !completed);
            wasUnnamed = wasUnnamed || (!isNamed && QFile::exists(fix.target() + u".partial.workbook"));
            if (!isNamed && replace)
                QCOMPARE(fix.bytes(), QByteArray("old"));
            fix.used = &ending;
            auto sink = fix.resume();
            QVERIFY2(sink, qPrintable(sink ? QString() : sink.error().code + u' ' + sink.error().subject));
            const auto again = (*sink)->complete({});
            QVERIFY2(again, qPrintable(again ? QString() : again.error().code + u' ' + again.error().subject));
            QCOMPARE(fix.files(), resultFiles());
            QCOMPARE(again->sha256.toLatin1(),
                     QCryptographicHash::hash(fix.bytes(), QCryptographicHash::Sha256).toHex());
            if (calls % 5 == 0 || (isNamed && !completed))
                QCOMPARE(rowsIn(fix.target()), rows);
            if (completed)
                break;
            QVERIFY(calls < 200);
        }
        QVERIFY(wasNamed && wasUnnamed); // both sides of the rename were met
    }

    void F90_resumedAfterItsEndItIsTheSameFile()
    {
        SinkFixture fix(FileFormat::Xlsx);
        {
            auto sink = fix.create();
            QCOMPARE(fix.run(**sink, pages), std::nullopt);
        }
        const auto before = fix.contents();
        auto sink = fix.resume();
        QVERIFY(sink && (*sink)->complete({}));
        QCOMPARE(fix.contents(), before);
        QFile file(fix.target());
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(file.size() / 2) && file.putChar('~'));
        file.close();
        QCOMPARE(fix.resume().error().code, u"file_changed"_s);
    }

    void F90_rowsThatWereChangedAreNotMadeAWorkbook()
    {
        SinkFixture fix(FileFormat::Xlsx);
        {
            auto sink = fix.create();
            for (int i = 0; i < pages; ++i)
                QVERIFY((*sink)->append(fix.page(i, pages)));
        }
        QFile rows(fix.target() + u".partial");
        QVERIFY(rows.open(QIODevice::ReadWrite) && rows.seek(rows.size() - 20) && rows.putChar('~'));
        rows.close();
        auto sink = fix.resume();
        QVERIFY(sink);
        QCOMPARE((*sink)->checkpoint().pages, pages - 1); // that page is asked for again
        QCOMPARE((*sink)->complete({}).error().code, u"pages_missing"_s);
    }

    void stopsWhenAskedAndGoesOnLater()
    {
        SinkFixture fix(FileFormat::Xlsx);
        auto sink = fix.create();
        for (int i = 0; i < pages; ++i)
            QVERIFY((*sink)->append(fix.page(i, pages)));
        const auto before = fix.files();
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE((*sink)->complete({}, stop.get_token()).error().kind, ErrorKind::Cancelled);
        QCOMPARE(fix.files(), before);
        QVERIFY((*sink)->complete({}));
        QCOMPARE(fix.files(), resultFiles());
    }

    void F96_targetThatTurnsUpMeanwhileIsKept()
    {
        SinkFixture fix(FileFormat::Xlsx);
        auto sink = fix.create();
        for (int i = 0; i < pages; ++i)
            QVERIFY((*sink)->append(fix.page(i, pages)));
        QVERIFY(writeFileDurably(fix.target(), "somebody's"));
        QCOMPARE((*sink)->complete({}).error().code, u"exists"_s);
        QCOMPARE(fix.bytes(), QByteArray("somebody's"));
        QVERIFY(QFile::exists(fix.target() + u".partial"));
    }

    void F94_aDiskThatFailsLeavesTheRows_data()
    {
        QTest::addColumn<int>("op");
        QTest::addColumn<int>("errnoValue");
        QTest::addColumn<QString>("code");
        QTest::newRow("full") << int(Op::Open) << ENOSPC << u"disk_full"_s;
        QTest::newRow("broken sync") << int(Op::Sync) << EIO << u"io_error"_s;
    }
    void F94_aDiskThatFailsLeavesTheRows()
    {
        QFETCH(int, op);
        QFETCH(int, errnoValue);
        QFETCH(QString, code);
        SinkFixture fix(FileFormat::Xlsx);
        {
            auto sink = fix.create();
            for (int i = 0; i < pages; ++i)
                QVERIFY((*sink)->append(fix.page(i, pages)));
            QVERIFY((*sink)->sync());
            fix.disk.failAlways(Op(op), errnoValue);
            QCOMPARE((*sink)->complete({}).error().code, code);
            QVERIFY(!QFile::exists(fix.target()));
            QVERIFY(!QFile::exists(fix.target() + u".partial.workbook"));
            fix.disk.heal();
        }
        auto sink = fix.resume();
        QVERIFY(sink);
        QCOMPARE(fix.run(**sink, pages), std::nullopt);
        QCOMPARE(rowsIn(fix.target()), workbookRowsOf(asCsv().value(u"out.csv"_s)));
    }

    void F95_whatIsNotProvedGetsNoName()
    {
        SinkFixture fix(FileFormat::Xlsx);
        SpoilingDisk spoiling;
        {
            auto sink = fix.create();
            for (int i = 0; i < pages; ++i)
                QVERIFY((*sink)->append(fix.page(i, pages)));
        }
        fix.used = &spoiling;
        {
            auto sink = fix.resume();
            QVERIFY(sink);
            const auto completed = (*sink)->complete({});
            QCOMPARE(completed.error().code, u"workbook_not_proved"_s);
            QCOMPARE(completed.error().kind, ErrorKind::File);
        }
        QVERIFY(!QFile::exists(fix.target()));
        QVERIFY(!QFile::exists(fix.target() + u".partial.workbook"));
        fix.used = &fix.disk;
        auto sink = fix.resume();
        QVERIFY(sink);
        QCOMPARE(fix.run(**sink, pages), std::nullopt);
        QCOMPARE(workbookRowsOf(asCsv().value(u"out.csv"_s)), rowsIn(fix.target()));
    }

    void discardRemovesAll()
    {
        SinkFixture fix(FileFormat::Xlsx);
        {
            auto sink = fix.create();
            for (int i = 0; i < pages; ++i)
                QVERIFY((*sink)->append(fix.page(i, pages)));
        }
        QVERIFY(writeFileDurably(fix.target() + u".partial.workbook", "half"));
        QVERIFY(FileSink::discard(freeze(fix.order), fix.runId, fix.disk));
        QCOMPARE(fix.files(), QStringList());
    }

    void S20_aPlantedLinkIsNotFollowed()
    {
        SinkFixture fix(FileFormat::Xlsx);
        QTemporaryDir elsewhere;
        const QString victim = elsewhere.filePath(u"victim"_s);
        QVERIFY(writeFileDurably(victim, "precious"));
        auto sink = fix.create();
        for (int i = 0; i < pages; ++i)
            QVERIFY((*sink)->append(fix.page(i, pages)));
        QVERIFY(QFile::link(victim, fix.target() + u".partial.workbook"));
        QVERIFY((*sink)->complete({}));
        QFile untouched(victim);
        QVERIFY(untouched.open(QIODevice::ReadOnly));
        QCOMPARE(untouched.readAll(), QByteArray("precious"));
        QVERIFY(!QFileInfo(fix.target()).isSymLink());
    }
};

MUSTER_TEST(TestWorkbookExport, QCoreApplication)

} // namespace tst_workbookexport
#include "tst_workbookexport.moc"
