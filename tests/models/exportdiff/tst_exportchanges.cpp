// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/exportdiff/exportchanges.h"

#include "models/store/auditlog.h"
#include "tests/support/exportfiles.h"
#include "tests/support/testprogram.h"
#include "tests/support/withoutdigests.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <memory>

using namespace muster;
using namespace muster::test;

namespace tst_exportchanges {

namespace {

void ignore(double) { }

struct Fixture
{
    QTemporaryDir folder, history;
    std::unique_ptr<AuditLog> audit
        = AuditLog::open(history.filePath(u"audit.jsonl"_qs), history.path(), false).value();

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
        const auto written = writeExportChanges(*diff, file, Existing::Refuse, *fix.audit, {});
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
        QVERIFY(writeExportChanges(*fix.compare(older, newer), file, Existing::Refuse, *fix.audit, {}));
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
            const auto refused = writeExportChanges(*diff, fix.path(u"x.csv"_qs), Existing::Refuse, *fix.audit, {});
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, u"exists"_qs);
            QCOMPARE(readText(fix.path(taken)), QByteArray("mine"));
            QVERIFY(QFile::remove(fix.path(taken)));
        }
        QCOMPARE(QDir(fix.folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 4);
        writeText(fix.path(u"x.csv"_qs), "mine");
        QVERIFY(writeExportChanges(*diff, fix.path(u"x.csv"_qs), Existing::Replace, *fix.audit, {}));
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
            = writeExportChanges(*fix.compare(older, newer), fix.path(u"x.csv"_qs), Existing::Refuse, *fix.audit,
                                 stop.get_token());
        QVERIFY(!written);
        QCOMPARE(written.error().kind, ErrorKind::Cancelled);
        QCOMPARE(QDir(fix.folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 4);
        QCOMPARE(fix.audit->count(), 0);
    }

    void theHistorySaysWhatWasSavedAndNothingOfARow()
    {
        const Fixture fix;
        const QString older = writeExport(fix.path(u"march.csv"_qs), {u"phone"_qs},
                                          {{"id-a", {text("+15550100")}, {}},
                                           {"id-b", {text("+15550101")}, {}},
                                           {"id-c", {text("+15550102")}, {}}});
        const QString newer = writeExport(fix.path(u"april.csv"_qs), {u"phone"_qs},
                                          {{"id-a", {text("+15550109")}, {}},
                                           {"id-c", {text("+15550102")}, {}},
                                           {"id-d", {text("+15550103")}, {}},
                                           {"id-e", {text("+15550104")}, {}}});
        const auto diff = fix.compare(older, newer);
        const QString file = fix.path(u"changes.csv"_qs);
        QVERIFY(writeExportChanges(*diff, file, Existing::Refuse, *fix.audit, {}));
        QCOMPARE(fix.audit->count(), 1);
        const AuditEntry entry = fix.audit->read(1, 1)->first();
        QCOMPARE(entry.event, u"export.changes_saved"_qs);
        const auto hash = [](const QString &of) {
            return QString::fromLatin1(QCryptographicHash::hash(readText(of), QCryptographicHash::Sha256).toHex());
        };
        QJsonObject facts = entry.facts;
        QVERIFY(facts.take(u"segment_name"_qs).isString());
        QCOMPARE(facts,
                 (QJsonObject{{u"older"_qs, u"march.csv"_qs},
                              {u"older_sha256"_qs, hash(older)},
                              {u"newer"_qs, u"april.csv"_qs},
                              {u"newer_sha256"_qs, hash(newer)},
                              {u"key"_qs, u"contactId"_qs},
                              {u"changed"_qs, 1},
                              {u"joined"_qs, 2},
                              {u"left"_qs, 1},
                              {u"unchanged"_qs, 1},
                              {u"file"_qs, u"changes.csv"_qs},
                              {u"bytes"_qs, QFileInfo(file).size()},
                              {u"sha256"_qs, hash(file)}}));
        const QByteArray line = encodeAuditEntry(entry);
        QVERIFY(!line.contains("id-") && !withoutDigests(line).contains("1555"));
    }

    void S35_withoutAnEntryThereIsNoFile()
    {
        const Fixture fix;
        const QString older = writeExport(fix.path(u"old.csv"_qs), {u"n"_qs}, {{"a", {text("1")}, {}}});
        const QString newer = writeExport(fix.path(u"new.csv"_qs), {u"n"_qs}, {{"a", {text("2")}, {}}});
        const auto readOnly = AuditLog::open(fix.history.filePath(u"audit.jsonl"_qs), fix.history.path(), true).value();
        const auto written
            = writeExportChanges(*fix.compare(older, newer), fix.path(u"x.csv"_qs), Existing::Refuse, *readOnly, {});
        QVERIFY(!written);
        QCOMPARE(written.error().code, u"read_only"_qs);
        QCOMPARE(QDir(fix.folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 4);
    }

    void aFileThatDidNotGetItsNameIsSaid()
    {
        const Fixture fix;
        const QString older = writeExport(fix.path(u"old.csv"_qs), {u"n"_qs}, {{"a", {text("1")}, {}}});
        const QString newer = writeExport(fix.path(u"new.csv"_qs), {u"n"_qs}, {{"a", {text("2")}, {}}});
        const QString file = fix.path(u"x.csv"_qs);
        // Somebody takes the name while the history is told.
        QObject::connect(fix.audit.get(), &AuditLog::appended, fix.audit.get(), [&file](const AuditEntry &entry) {
            if (entry.event == u"export.changes_saved")
                writeText(file, "theirs");
        });
        QVERIFY(!writeExportChanges(*fix.compare(older, newer), file, Existing::Refuse, *fix.audit, {}));
        QCOMPARE(readText(file), QByteArray("theirs"));
        QCOMPARE(fix.audit->count(), 2);
        QCOMPARE(fix.audit->read(2, 1)->first().event, u"export.changes_not_saved"_qs);
        QVERIFY(!QFileInfo::exists(file + u".manifest.json"_qs));
    }
};

MUSTER_TEST(TestExportChanges, QCoreApplication)

} // namespace tst_exportchanges
#include "tst_exportchanges.moc"
