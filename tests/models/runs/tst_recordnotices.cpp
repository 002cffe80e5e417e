// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exportbench.h"
#include "models/sinks/csvrows.h"
#include "tests/support/loopbackserver.h"
#include "tests/support/testprogram.h"

#include <QDirIterator>
#include <QJsonArray>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_recordnotices {

namespace {

struct Bench : ExportBench
{
    Bench() { answer(204); }

    void answer(int status) { receiver.script({LoopbackServer::answer(status, {})}); }
    [[nodiscard]] ExportOrder order(FileFormat format = FileFormat::Csv)
    {
        ExportOrder order
            = orderFor(format == FileFormat::Csv ? u"all.csv"_s : u"all.jsonl"_s, receiver.url(u"/hook"_s));
        order.format = format;
        order.query.attributes = order.query.attributes.mid(0, 3); // the others are left out, here as in the file
        order.recordsTo = u"127.0.0.1"_s;
        return order;
    }
    RunOutcome run(const ExportOrder &order) { return WorkspaceBench::exported(order); }
    [[nodiscard]] bool isDelivered(const QString &run) const
    {
        const auto counts = workspace->outbox().counts(run);
        return counts && counts->waiting == 0 && counts->delivered > 0;
    }
    /// Every contact that the receiver was given, by id; a page that came again under its id counts once.
    [[nodiscard]] QMap<QString, QJsonObject> received() const
    {
        QMap<QString, QJsonObject> all;
        QSet<QByteArray> seen;
        for (const LoopbackServer::Request &request : receiver.requests()) {
            const QByteArray id = header(request, "webhook-id: ");
            if (seen.contains(id))
                continue;
            seen.insert(id);
            const QJsonArray contacts = QJsonDocument::fromJson(request.body)["contacts"_L1].toArray();
            for (const QJsonValue &value : contacts) {
                const QString contact = value["contactId"_L1].toString();
                all.insert(all.contains(contact) ? u"twice"_s : contact, value["attributes"_L1].toObject());
            }
        }
        return all;
    }
    [[nodiscard]] static QByteArray header(const LoopbackServer::Request &request, const QByteArray &name)
    {
        const qsizetype at = request.head.toLower().indexOf(QByteArray("\r\n" + name));
        return at < 0 ? QByteArray() : request.head.mid(at + 2 + name.size()).split('\r').first();
    }
    /// What the file holds, read back.
    [[nodiscard]] QMap<QString, QJsonObject> exported(FileFormat format) const
    {
        QMap<QString, QJsonObject> all;
        if (format == FileFormat::JsonLines) {
            const QByteArrayList lines = content(u"all.jsonl"_s).trimmed().split('\n');
            for (const QByteArray &line : lines) {
                const QJsonObject row = QJsonDocument::fromJson(line).object();
                all.insert(row["contactId"_L1].toString(), row["attributes"_L1].toObject());
            }
            return all;
        }
        const QByteArray bytes = content(u"all.csv"_s);
        CsvReader reader(bytes, TextProfile::Machines);
        const auto names = *reader.next();
        for (auto row = reader.next(); row && *row; row = reader.next()) {
            QJsonObject attributes;
            for (std::size_t i = 1; i < (*row)->size(); ++i) {
                if (const auto &cell = (**row)[i])
                    attributes.insert(QString::fromStdString(*(*names)[i]), QString::fromStdString(*cell));
            }
            all.insert(QString::fromStdString(*(**row)[0]), attributes);
        }
        return all;
    }
    [[nodiscard]] QJsonObject facts(const QString &event) const
    {
        const auto entries = workspace->audit().read(1, 1000);
        for (const AuditEntry &entry : *entries) {
            if (entry.event == event)
                return entry.facts;
        }
        return {};
    }
    /// Of all files of the data folder: those in which `word` stands.
    [[nodiscard]] QStringList filesWith(const QByteArray &word) const
    {
        QStringList found;
        QDirIterator files(folder.filePath(u"home"_s), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly) && file.readAll().contains(word))
                found.append(file.fileName());
        }
        return found;
    }

    LoopbackServer receiver;
};

} // namespace

/// Notices of an export that carry the records of its pages.
class TestRecordNotices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theReceiverIsGivenWhatTheFileHolds_data()
    {
        QTest::addColumn<FileFormat>("format");
        QTest::newRow("csv") << FileFormat::Csv;
        QTest::newRow("jsonl") << FileFormat::JsonLines;
    }
    void theReceiverIsGivenWhatTheFileHolds()
    {
        QFETCH(FileFormat, format);
        Bench bench;
        const ExportOrder order = bench.order(format);
        QVERIFY(bench.run(order).succeeded());
        const QString run = bench.workspace->runs().runs().last()->id();
        QTRY_VERIFY(bench.isDelivered(run));
        const auto file = bench.exported(format);
        QCOMPARE(file.size(), contactCount);
        QCOMPARE(bench.received(), file);
        for (const QJsonObject &attributes : file) {
            const QStringList names = attributes.keys();
            for (const QString &name : names)
                QVERIFY(order.query.attributes.contains(name));
        }
        for (const LoopbackServer::Request &request : bench.receiver.requests())
            QVERIFY(!request.head.toLower().contains("authorization"));
        // How many, and to whom, stands in the history; no record does.
        QCOMPARE(bench.facts(u"export.started"_s)["records_to"_L1].toString(), u"127.0.0.1"_s);
        const QJsonObject end = bench.facts(u"export.complete"_s);
        QCOMPARE(end["records_to"_L1].toString(), u"127.0.0.1"_s);
        QCOMPARE(end["records_in_notices"_L1].toInt(), contactCount);
        QCOMPARE(end["records_left_out_of_notices"_L1].toInt(), 0);
        QCOMPARE(bench.facts(u"webhook.delivered"_s)["records"_L1].toInt(), 500);
    }

    void withoutTheChoiceThereAreCountsOnly()
    {
        Bench bench;
        ExportOrder order = bench.order();
        order.recordsTo.clear();
        QVERIFY(bench.run(order).succeeded());
        QTRY_VERIFY(bench.isDelivered(bench.workspace->runs().runs().last()->id()));
        for (const LoopbackServer::Request &request : bench.receiver.requests())
            QVERIFY(!request.body.contains("contacts"));
        QVERIFY(!bench.facts(u"export.complete"_s).contains("records_to"_L1));
    }

    void aReceiverThatWasNotNamedIsGivenNothing()
    {
        Bench bench;
        ExportOrder order = bench.order();
        order.recordsTo = u"localhost"_s; // of another spelling, so of another name
        const RunOutcome outcome = bench.run(order);
        QCOMPARE(outcome.kind, RunOutcome::Kind::Refused);
        QCOMPARE(outcome.error->code, u"records_confirmed"_s);
        QVERIFY(bench.receiver.requests().isEmpty());
        QCOMPARE(bench.queries(), 0);
    }

    void F36_whatWaitsIsNoRecordAndOutlivesARestart()
    {
        Bench bench;
        bench.answer(503);
        const ExportOrder order = bench.order();
        QVERIFY(bench.run(order).succeeded()); // the run is not concerned
        const QString run = bench.workspace->runs().runs().last()->id();
        QTRY_VERIFY(!bench.receiver.requests().isEmpty());
        const auto file = bench.exported(FileFormat::Csv);
        const QString id = file.firstKey();
        QCOMPARE(bench.filesWith(id.toUtf8()), QStringList());
        for (const QJsonValue &value : file.first()) {
            if (value.toString().size() > 6)
                QCOMPARE(bench.filesWith(value.toString().toUtf8()), QStringList());
        }
        bench.close();
        bench.answer(204);
        bench.open();
        bench.clock.advance(20min);
        bench.workspace->outboxRunner()->wake();
        QTRY_VERIFY(bench.isDelivered(run));
        QCOMPARE(bench.received(), file);
        QCOMPARE(bench.filesWith(id.toUtf8()), QStringList());
    }

    void F36_aPausedExportsPagesGoOutBeforeItGoesOn()
    {
        Bench bench;
        bench.throttle("1200");
        const auto run = bench.workspace->runs().startExport(*bench.session, freeze(bench.order()));
        QVERIFY(run);
        const QString id = (*run)->id();
        QCOMPARE(bench.ended().kind, RunOutcome::Kind::Paused);
        QTRY_VERIFY(bench.isDelivered(id));
        QCOMPARE(bench.received().size(), 500);
        bench.clock.advance(21min);
        QVERIFY(bench.workspace->runs().resume(*bench.session, id));
        QVERIFY(bench.ended().succeeded());
        QTRY_VERIFY(bench.isDelivered(id));
        QCOMPARE(bench.received(), bench.exported(FileFormat::Csv)); // the choice was kept, and no page is doubled
        QCOMPARE(bench.facts(u"export.complete"_s)["records_in_notices"_L1].toInt(), contactCount);
        QCOMPARE(bench.facts(u"export.resumed"_s)["records_to"_L1].toString(), u"127.0.0.1"_s);
    }

    void aFileThatIsGoneGivesTheNoticesUp()
    {
        Bench bench;
        bench.answer(503);
        QVERIFY(bench.run(bench.order()).succeeded());
        const QString run = bench.workspace->runs().runs().last()->id();
        QTRY_VERIFY(bench.workspace->outboxRunner()->isIdle());
        QVERIFY(QFile::rename(bench.folder.filePath(u"all.csv"_s), bench.folder.filePath(u"away.csv"_s)));
        bench.answer(204);
        bench.clock.advance(20min);
        bench.workspace->outboxRunner()->wake();
        QTRY_COMPARE(bench.workspace->outbox().counts(run)->waiting, 0);
        QCOMPARE(bench.workspace->outbox().counts(run)->undelivered, 3);
        QCOMPARE(bench.workspace->outbox().counts(run)->delivered, 1); // that of the end
        QVERIFY(bench.received().isEmpty() || bench.receiver.requests().first().body.contains("contacts"));
        QCOMPARE(bench.facts(u"webhook.records_gone"_s)["reason"_L1].toString(), u"records_gone"_s);
        // Put back and tried again.
        QVERIFY(QFile::rename(bench.folder.filePath(u"away.csv"_s), bench.folder.filePath(u"all.csv"_s)));
        QVERIFY(bench.workspace->outbox().tryAgain(run, bench.clock.wallNow()));
        QTRY_VERIFY(bench.isDelivered(run));
        QCOMPARE(bench.received().size(), contactCount);
    }
};

MUSTER_TEST(TestRecordNotices, QCoreApplication)

} // namespace tst_recordnotices
#include "tst_recordnotices.moc"
