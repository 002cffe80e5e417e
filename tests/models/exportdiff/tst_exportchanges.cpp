// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/exportdiff/exportchanges.h"
#include "tests/support/exportfiles.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;

namespace tst_exportchanges {

namespace {

void ignore(double) { }

struct Fixture
{
    QTemporaryDir folder;

    [[nodiscard]] QString path(const QString &name) const { return folder.filePath(name); }
    [[nodiscard]] std::shared_ptr<const ExportDiff> compare(const QString &older, const QString &newer) const
    {
        return ExportDiff::compare({older, newer, {}, folder.path()}, ignore, {}).value();
    }
};

} // namespace

class TestExportChanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesCsvWithItsManifest()
    {
        const Fixture fix;
        const QString older = writeExport(fix.path(u"old.csv"_qs), {u"phone"_qs, u"gone"_qs},
                                          {{"a", {text("+15550100"), text("x")}, {}},
                                           {"b", {text("+15550101"), text("x")}, {}},
                                           {"c", {text("1"), text("x")}, {}}});
        const QString newer = writeExport(fix.path(u"new.csv"_qs), {u"Change"_qs, u"phone"_qs},
                                          {{"a", {text("no, \"not\" now"), text("+15550199")}, {}},
                                           {"c", {absent(), text("1")}, {}},
                                           {"d", {absent(), text("=2+3")}, {}}},
                                          TextProfile::Spreadsheets);
        const auto diff = fix.compare(older, newer);
        const QString file = fix.path(u"changes.csv"_qs);
        const auto written = writeExportChanges(*diff, file, Existing::Refuse, {});
        QVERIFY(written);
        QCOMPARE(written->formulaCells, 3);
        QCOMPARE(readText(file),
                 QByteArray("contactId,Change,phone,change2\r\n"
                            "a,\"no, \"\"not\"\" now\",'+15550199,changed\r\n"
                            "d,,'=2+3,joined\r\n"
                            "b,,'+15550101,left\r\n"));
        const QJsonObject manifest = QJsonDocument::fromJson(readText(file + u".manifest.json"_qs)).object();
        QCOMPARE(manifest[u"rows"].toInteger(), 3);
        QCOMPARE(manifest[u"textProfile"].toString(), u"spreadsheets"_qs);
        const QJsonObject comparison = manifest[u"comparison"].toObject();
        QCOMPARE(comparison[u"key"].toString(), u"contactId"_qs);
        QCOMPARE(comparison[u"changeColumn"].toString(), u"change2"_qs);
        QCOMPARE(comparison[u"changed"].toInteger(), 1);
        QCOMPARE(comparison[u"joined"].toInteger(), 1);
        QCOMPARE(comparison[u"left"].toInteger(), 1);
        QCOMPARE(comparison[u"unchanged"].toInteger(), 1);
        QCOMPARE(comparison[u"older"][u"file"].toString(), u"old.csv"_qs);
        QCOMPARE(comparison[u"older"][u"rows"].toInteger(), 3);
        QCOMPARE(comparison[u"newer"][u"sha256"].toString(), diff->newer.sha256);
        QCOMPARE(comparison[u"columnsNotCompared"][u"older"].toArray(), QJsonArray{u"gone"_qs});
        // It is an export like another: proven by its manifest.
        const auto again = ExportFile::open(file, ignore, {});
        QVERIFY(again);
        QVERIFY(again->hasManifest);
        QCOMPARE(again->columns, (QStringList{u"contactId"_qs, u"Change"_qs, u"phone"_qs, u"change2"_qs}));
    }

    void writesLinesAsTheyStand()
    {
        const Fixture fix;
        const QString older = writeExport(fix.path(u"old.jsonl"_qs), {u"n"_qs},
                                          {{"a", {json("1.0")}, {}}, {"b", {json("[1]")}, "\"more\":true"}});
        const QString newer = writeExport(
            fix.path(u"new.jsonl"_qs), {u"n"_qs},
            {{"a", {json("1.00000000000000000000000000000001")}, {}}, {"c", {text("\"q\"")}, "\"more\":1"}});
        const QString file = fix.path(u"changes.jsonl"_qs);
        QVERIFY(writeExportChanges(*fix.compare(older, newer), file, Existing::Refuse, {}));
        QCOMPARE(readText(file),
                 QByteArray("{\"change\":\"changed\",\"contactId\":\"a\",\"attributes\":{\"n\":"
                            "1.00000000000000000000000000000001}}\n"
                            "{\"change\":\"joined\",\"contactId\":\"c\",\"attributes\":{\"n\":\"\\\"q\\\"\"},"
                            "\"extras\":{\"more\":1}}\n"
                            "{\"change\":\"left\",\"contactId\":\"b\",\"attributes\":{\"n\":[1]},"
                            "\"extras\":{\"more\":true}}\n"));
        const auto again = ExportFile::open(file, ignore, {});
        QVERIFY(again);
        QVERIFY(forEachRow(*again, [](const ExportRow &) { return Result<void>(); }, ignore, {}));
    }

    void replacesOnlyWhenAsked()
    {
        const Fixture fix;
        const QString older = writeExport(fix.path(u"old.csv"_qs), {u"n"_qs}, {{"a", {text("1")}, {}}});
        const QString newer = writeExport(fix.path(u"new.csv"_qs), {u"n"_qs}, {{"a", {text("2")}, {}}});
        const auto diff = fix.compare(older, newer);
        for (const QString &taken : {u"x.csv"_qs, u"x.csv.manifest.json"_qs}) {
            writeText(fix.path(taken), "mine");
            const auto refused = writeExportChanges(*diff, fix.path(u"x.csv"_qs), Existing::Refuse, {});
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, u"exists"_qs);
            QCOMPARE(readText(fix.path(taken)), QByteArray("mine"));
            QVERIFY(QFile::remove(fix.path(taken)));
        }
        QCOMPARE(QDir(fix.folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 4);
        writeText(fix.path(u"x.csv"_qs), "mine");
        QVERIFY(writeExportChanges(*diff, fix.path(u"x.csv"_qs), Existing::Replace, {}));
        QCOMPARE(readText(fix.path(u"x.csv"_qs)), QByteArray("contactId,n,change\r\na,2,changed\r\n"));
    }

    void leavesNothingWhenItIsStopped()
    {
        const Fixture fix;
        const QString older = writeExport(fix.path(u"old.csv"_qs), {u"n"_qs}, {{"a", {text("1")}, {}}});
        const QString newer = writeExport(fix.path(u"new.csv"_qs), {u"n"_qs}, {{"a", {text("2")}, {}}});
        std::stop_source stop;
        stop.request_stop();
        const auto written
            = writeExportChanges(*fix.compare(older, newer), fix.path(u"x.csv"_qs), Existing::Refuse, stop.get_token());
        QVERIFY(!written);
        QCOMPARE(written.error().kind, ErrorKind::Cancelled);
        QCOMPARE(QDir(fix.folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 4);
    }
};

MUSTER_TEST(TestExportChanges, QCoreApplication)

} // namespace tst_exportchanges
#include "tst_exportchanges.moc"
