// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/filesink.h"
#include "tests/support/sinkfixture.h"
#include "tests/support/testprogram.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <sys/stat.h>
#include <unistd.h>

using namespace muster;
using namespace muster::test;

namespace tst_filesink {

namespace {

QByteArray sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

} // namespace

class TestFileSink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesTheFileAndItsManifest()
    {
        SinkFixture fix;
        auto sink = fix.create();
        QVERIFY(sink);
        QCOMPARE(fix.bytes(u".partial"_qs), QByteArray("contactId,name,phone\r\n"));
        const auto receipt
            = (*sink)->append(makePage({{"a", {text("Ann"), text("+15550100")}}, {"b", {text(""), absent()}}}, "next"));
        QVERIFY(receipt);
        QCOMPARE(receipt->records, 2);
        QCOMPARE(receipt->total.formulaCells, 1);
        QCOMPARE(receipt->total.filled, (QList<qint64>{1, 1}));
        QCOMPARE(receipt->total.nextCursor, QByteArray("next"));
        QVERIFY(!receipt->total.allPagesIn);
        QVERIFY(!QFileInfo::exists(fix.target()));
        QVERIFY((*sink)->append(makePage({{"c", {text("x,y"), text("\"q\"")}}}, {})));
        const auto completed = (*sink)->complete({{u"who"_qs, u"tester"_qs}});
        QVERIFY(completed);

        const QByteArray expected = "contactId,name,phone\r\na,Ann,+15550100\r\nb,\"\",\r\nc,\"x,y\",\"\"\"q\"\"\"\r\n";
        QCOMPARE(fix.bytes(), expected);
        QCOMPARE(completed->sha256.toLatin1(), sha256(expected));
        QCOMPARE(completed->bytes, expected.size());
        QCOMPARE(completed->records, 3);
        QVERIFY(completed->conflictsFile.isEmpty());
        QCOMPARE(fix.files(), (QStringList{u"out.csv"_qs, u"out.csv.manifest.json"_qs}));
        const QJsonObject manifest = QJsonDocument::fromJson(fix.bytes(u".manifest.json"_qs)).object();
        QCOMPARE(manifest[u"rows"].toInteger(), 3);
        QCOMPARE(manifest[u"sha256"].toString().toLatin1(), sha256(expected));
        QCOMPARE(manifest[u"orderDigest"].toString(), freeze(fix.order).digest);
        QCOMPARE(manifest[u"columns"].toArray(), (QJsonArray{u"contactId"_qs, u"name"_qs, u"phone"_qs}));
        QCOMPARE(manifest[u"formulaCells"].toInteger(), 1);
        QCOMPARE(manifest[u"textProfile"].toString(), u"machines"_qs);
        QCOMPARE(manifest[u"facts"][u"who"].toString(), u"tester"_qs);
    }

    void writesJsonLines()
    {
        SinkFixture fix(FileFormat::JsonLines);
        auto sink = fix.create();
        QVERIFY(sink);
        QVERIFY((*sink)->append(
            makePage({{"a\n", {text("q\"\\"), json("1.00000000000000000000000000000001")}, "\"z\":[1,\n2]"},
                      {"b", {absent(), json("null")}}},
                     {})));
        QVERIFY((*sink)->complete({}));
        QCOMPARE(fix.bytes(),
                 QByteArray("{\"contactId\":\"a\\n\",\"attributes\":{\"name\":\"q\\\"\\\\\",\"phone\":1."
                            "00000000000000000000000000000001},\"extras\":{\"z\":[1, 2]}}\n"
                            "{\"contactId\":\"b\",\"attributes\":{\"phone\":null}}\n"));
    }

    void emptySegmentGivesAnEmptyFile()
    {
        SinkFixture fix(FileFormat::JsonLines);
        auto sink = fix.create();
        RecordPage page;
        page.columnCount = 2;
        QVERIFY((*sink)->append(page));
        const auto completed = (*sink)->complete({});
        QVERIFY(completed);
        QCOMPARE(completed->sha256.toLatin1(), sha256({}));
        QVERIFY(QFileInfo::exists(fix.target()));
        QCOMPARE(fix.bytes(), QByteArray());
    }

    void F63_membersNobodyAskedForAreKept()
    {
        SinkFixture fix;
        auto sink = fix.create();
        QVERIFY((*sink)->append(makePage({{"a", {text("x"), absent()}, "\"n\":null,\"o\":{\"p\":[1,2.50]}"},
                                          {"b", {text("y"), json("{\"k\":null}")}}},
                                         {})));
        QVERIFY((*sink)->complete({}));
        QCOMPARE(fix.bytes(u".extras.jsonl"_qs),
                 QByteArray("{\"row\":1,\"contactId\":\"a\",\"extras\":{\"n\":null,\"o\":{\"p\":[1,2.50]}}}\n"));
        QCOMPARE(fix.bytes(), QByteArray("contactId,name,phone\r\na,x,\r\nb,y,\"{\"\"k\"\":null}\"\r\n"));
    }

    void F64_numbersDigitForDigit()
    {
        SinkFixture fix;
        auto sink = fix.create();
        QVERIFY((*sink)->append(makePage(
            {{"9007199254740993", {json("90071992547409931234"), json("0.123456789012345678901234567890")}}}, {})));
        QVERIFY((*sink)->complete({}));
        QCOMPARE(
            fix.bytes(),
            QByteArray(
                "contactId,name,phone\r\n9007199254740993,90071992547409931234,0.123456789012345678901234567890\r\n"));
    }

    void F70_identicalRepetitionIsCountedOnce_data()
    {
        QTest::addColumn<int>("format");
        QTest::newRow("csv") << int(FileFormat::Csv);
        QTest::newRow("jsonl") << int(FileFormat::JsonLines);
    }
    void F70_identicalRepetitionIsCountedOnce()
    {
        QFETCH(int, format);
        SinkFixture fix{FileFormat(format)};
        auto sink = fix.create();
        const PlainRecord ann{"a", {text("Ann, \"A\""), text("1")}, "\"e\":1"};
        const auto first = (*sink)->append(makePage({ann, ann, {"b", {text("B"), absent()}}}, "n"));
        QVERIFY(first);
        QCOMPARE(first->duplicates, 1);
        const QByteArray soFar = fix.bytes(u".partial"_qs);
        const auto second = (*sink)->append(makePage({{"b", {text("B"), absent()}}, ann}, {}));
        QVERIFY(second);
        QCOMPARE(second->records, 0);
        QCOMPARE(second->duplicates, 2);
        QCOMPARE(second->conflicts, 0);
        QVERIFY((*sink)->complete({}));
        QCOMPARE(fix.bytes(), soFar);
        QVERIFY(!QFileInfo::exists(fix.target() + u".conflicts.jsonl"));
    }

    void F71_laterVersionGoesBeside_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("extras");
        for (const FileFormat format : {FileFormat::Csv, FileFormat::JsonLines}) {
            const char *tag = format == FileFormat::Csv ? "csv" : "jsonl";
            QTest::addRow("%s other text", tag) << int(format) << QByteArray("Anna") << QByteArray("\"e\":1");
            QTest::addRow("%s same length", tag) << int(format) << QByteArray("Bnn") << QByteArray("\"e\":1");
            QTest::addRow("%s only the extras", tag) << int(format) << QByteArray("Ann") << QByteArray("\"e\":2");
            QTest::addRow("%s extras gone", tag) << int(format) << QByteArray("Ann") << QByteArray();
        }
    }
    void F71_laterVersionGoesBeside()
    {
        QFETCH(int, format);
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, extras);
        SinkFixture fix{FileFormat(format)};
        auto sink = fix.create();
        QVERIFY((*sink)->append(makePage({{"a", {text("Ann"), text("1")}, "\"e\":1"}}, "n")));
        const QByteArray before = fix.bytes(u".partial"_qs);
        const auto receipt = (*sink)->append(makePage({{"a", {text(name), text("1")}, extras}}, {}));
        QVERIFY(receipt);
        QCOMPARE(receipt->conflicts, 1);
        QCOMPARE(receipt->duplicates, 0);
        const auto completed = (*sink)->complete({});
        QVERIFY(completed);
        QCOMPARE(fix.bytes(), before);
        QCOMPARE(completed->conflictsFile, fix.target() + u".conflicts.jsonl");
        QByteArray line = "{\"contactId\":\"a\",\"attributes\":{\"name\":\"" + name + "\",\"phone\":\"1\"}";
        if (!extras.isEmpty())
            line += ",\"extras\":{" + extras + "}";
        QCOMPARE(fix.bytes(u".conflicts.jsonl"_qs), line + "}\n");
    }

    // Ids of which one begins like the other are different contacts, quotes or not.
    void F70_similarIdsAreDifferentContacts()
    {
        SinkFixture fix;
        auto sink = fix.create();
        QList<PlainRecord> records;
        for (const char *id : {"a", "a,", "a,b", "\"a\"", "\"a", "a\"\"", "", "a\n", "'a"})
            records.append({id, {text("same"), text("same")}});
        const auto receipt = (*sink)->append(makePage(records, {}));
        QVERIFY(receipt);
        QCOMPARE(receipt->records, records.size());
        QCOMPARE(receipt->duplicates, 0);
        QCOMPARE(receipt->conflicts, 0);
    }

    void F70_amongManyPages()
    {
        SinkFixture fix;
        auto sink = fix.create();
        QCOMPARE(fix.run(**sink, 30), std::nullopt);
        QCOMPARE((*sink)->checkpoint().records, 30 * 20);
        QCOMPARE((*sink)->checkpoint().duplicates, 29);
        QCOMPARE((*sink)->checkpoint().conflicts, 29);
        QCOMPARE((*sink)->checkpoint().quarantined, 30);
        QCOMPARE(fix.bytes().count('\n'), 601);
        QCOMPARE(fix.bytes(u".quarantined.jsonl"_qs).count('\n'), 30);
    }

    void F96_existingTargetIsRefused_data()
    {
        QTest::addColumn<QString>("ending");
        for (const char *ending : {"", ".manifest.json", ".conflicts.jsonl", ".extras.jsonl", ".quarantined.jsonl"})
            QTest::newRow(ending) << QString::fromLatin1(ending);
    }
    void F96_existingTargetIsRefused()
    {
        QFETCH(QString, ending);
        SinkFixture fix;
        QFile old(fix.target() + ending);
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write("old");
        old.close();
        const auto sink = fix.create();
        QVERIFY(!sink);
        QCOMPARE(sink.error().code, u"exists"_qs);
        QCOMPARE(fix.bytes(ending), QByteArray("old"));
        QCOMPARE(fix.files().size(), 1);
    }

    void F96_agreedReplacementHappensAtTheEnd()
    {
        SinkFixture fix;
        fix.order.replaceExisting = true;
        for (const QString &ending : {QString(), u".conflicts.jsonl"_qs, u".manifest.json"_qs}) {
            QFile old(fix.target() + ending);
            QVERIFY(old.open(QIODevice::WriteOnly));
            old.write("old");
        }
        auto sink = fix.create();
        QVERIFY(sink);
        QVERIFY((*sink)->append(makePage({{"a", {text("x"), absent()}}}, {})));
        QCOMPARE(fix.bytes(), QByteArray("old"));
        QVERIFY((*sink)->complete({}));
        QCOMPARE(fix.bytes(), QByteArray("contactId,name,phone\r\na,x,\r\n"));
        // The old conflicts are not this export's.
        QCOMPARE(fix.files(), (QStringList{u"out.csv"_qs, u"out.csv.manifest.json"_qs}));
    }

    // A file that turned up while the export ran is not overwritten; the work is kept.
    void F96_targetThatTurnsUpMeanwhileIsKept()
    {
        SinkFixture fix;
        auto sink = fix.create();
        QVERIFY((*sink)->append(makePage({{"a", {text("x"), absent()}}}, {})));
        QFile other(fix.target());
        QVERIFY(other.open(QIODevice::WriteOnly));
        other.write("theirs");
        other.close();
        const auto completed = (*sink)->complete({});
        QVERIFY(!completed);
        QCOMPARE(completed.error().code, u"exists"_qs);
        QCOMPARE(fix.bytes(), QByteArray("theirs"));
        QCOMPARE(fix.bytes(u".partial"_qs), QByteArray("contactId,name,phone\r\na,x,\r\n"));
    }

    void F96_folders()
    {
        SinkFixture fix;
        fix.order.targetFile = fix.path(u"missing/out.csv"_qs);
        QCOMPARE(fix.create().error().code, u"folder_missing"_qs);
        fix.order.targetFile = u"out.csv"_qs;
        QCOMPARE(fix.create().error().code, u"folder_missing"_qs);
        fix.order.targetFile = fix.path(u"out.csv"_qs);
        fix.disk.failNext(FailingDisk::Op::Open, EACCES);
        QCOMPARE(fix.create().error().code, u"not_writable"_qs);
        QVERIFY(fix.files().isEmpty());
    }

    void S20_plantedLinksAreNotFollowed_data()
    {
        QTest::addColumn<QString>("ending");
        QTest::addColumn<QString>("code");
        QTest::newRow("target") << QString() << u"link"_qs;
        for (const char *ending : {".partial", ".partial.state", ".conflicts.jsonl.partial", ".extras.jsonl.partial"})
            QTest::newRow(ending) << QString::fromLatin1(ending) << u"partial_in_use"_qs;
        QTest::newRow("manifest") << u".manifest.json"_qs << u"exists"_qs;
    }
    void S20_plantedLinksAreNotFollowed()
    {
        QFETCH(QString, ending);
        QFETCH(QString, code);
        SinkFixture fix;
        QFile victim(fix.path(u"victim"_qs));
        QVERIFY(victim.open(QIODevice::WriteOnly));
        victim.write("precious");
        victim.close();
        QVERIFY(QFile::link(victim.fileName(), fix.target() + ending));
        const auto sink = fix.create();
        QVERIFY(!sink);
        QCOMPARE(sink.error().code, code);
        QVERIFY(victim.open(QIODevice::ReadOnly));
        QCOMPARE(victim.readAll(), QByteArray("precious"));
        QCOMPARE(fix.files().size(), 2);
    }

    // A link that is put in the target's place while the export runs.
    void S20_linkSwappedInMeanwhile()
    {
        SinkFixture fix;
        auto sink = fix.create();
        QVERIFY((*sink)->append(makePage({{"a", {text("x"), absent()}}}, {})));
        QVERIFY(QFile::link(fix.path(u"victim"_qs), fix.target()));
        QCOMPARE((*sink)->complete({}).error().code, u"exists"_qs);
        QVERIFY(!QFileInfo::exists(fix.path(u"victim"_qs)));
    }

    void S03_filesArePrivateWhateverTheUmask()
    {
        const mode_t before = ::umask(0);
        SinkFixture fix;
        auto sink = fix.create();
        const std::optional<ApiError> error = sink ? fix.run(**sink, 3) : sink.error();
        ::umask(before);
        QCOMPARE(error, std::nullopt);
        QCOMPARE(fix.files().size(), 5);
        for (const QString &name : fix.files()) {
            struct stat status = {};
            QCOMPARE(::stat(qPrintable(fix.path(name)), &status), 0);
            QCOMPARE(int(status.st_mode & 0777), 0600);
        }
    }

    // Names come from the target's only; nothing of a segment or a record gets into one.
    void S19_idsDoNotReachFileNames()
    {
        SinkFixture fix;
        fix.order.query.segmentId = u"../../etc"_qs;
        fix.order.segmentName = u"a/b"_qs;
        fix.runId = u"../run"_qs;
        auto sink = fix.create();
        QVERIFY(sink);
        QVERIFY((*sink)->append(makePage({{"../x", {text("x"), absent()}, "\"a\":1"}}, {})));
        QVERIFY((*sink)->complete({}));
        QCOMPARE(fix.files(), (QStringList{u"out.csv"_qs, u"out.csv.extras.jsonl"_qs, u"out.csv.manifest.json"_qs}));
    }

    void oneWriterAtATime()
    {
        SinkFixture fix;
        auto first = fix.create();
        QVERIFY(first);
        QCOMPARE(fix.create().error().code, u"partial_in_use"_qs);
        QCOMPARE(fix.resume().error().code, u"partial_in_use"_qs);
        QCOMPARE(FileSink::discard(freeze(fix.order), fix.runId, fix.disk).error().code, u"partial_in_use"_qs);
        QVERIFY((*first)->append(makePage({{"a", {text("x"), absent()}}}, {})));
        QVERIFY((*first)->complete({}));
    }

    void discardRemovesOnlyWhatIsIncomplete()
    {
        SinkFixture fix;
        fix.order.replaceExisting = true;
        QFile old(fix.target());
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write("old");
        old.close();
        {
            auto sink = fix.create();
            QVERIFY((*sink)->append(fix.page(0, 3)));
            QVERIFY((*sink)->append(fix.page(1, 3)));
        }
        QCOMPARE(FileSink::discard(freeze(fix.order), u"another"_qs, fix.disk).error().code, u"other_run"_qs);
        QVERIFY(FileSink::discard(freeze(fix.order), fix.runId, fix.disk));
        QCOMPARE(fix.files(), QStringList{u"out.csv"_qs});
        QCOMPARE(fix.bytes(), QByteArray("old"));
        QVERIFY(FileSink::discard(freeze(fix.order), fix.runId, fix.disk)); // nothing there: nothing to do
    }

    void incompleteExportsAreNotCompleted()
    {
        SinkFixture fix;
        auto sink = fix.create();
        QVERIFY((*sink)->append(fix.page(0, 2)));
        QCOMPARE((*sink)->complete({}).error().code, u"pages_missing"_qs);
        QVERIFY(!QFileInfo::exists(fix.target()));
    }
};

MUSTER_TEST(TestFileSink, QCoreApplication)

} // namespace tst_filesink
#include "tst_filesink.moc"
