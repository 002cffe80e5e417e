// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/workspace.h"
#include "models/store/database.h"
#include "models/store/folderlock.h"
#include "network/sandbox/sandboxdata.h"
#include "tests/app/support/musterprocess.h"
#include "tests/support/loopbackserver.h"
#include "tests/support/sandboxtruth.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <cmath>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_headlessruns {

/// `muster runs list`, `show` and `compare` as a script meets them.
class HeadlessRunsTest : public QObject
{
    Q_OBJECT

private:
    static QJsonObject exported(MusterStation &station, const QString &name, const QStringList &attributes)
    {
        const CommandResult result = station.run(station.exportEveryone(
            name, attributes.isEmpty() ? QStringList() : QStringList{u"--attributes"_s, attributes.join(u',')}));
        return result.exitCode == 0 ? result.json : QJsonObject();
    }

private Q_SLOTS:
    void showsWhatARunMeasured()
    {
        MusterStation station;
        const SegmentQuery query = station.everyone();
        const qsizetype before = station.sandbox().requests().size();
        const QJsonObject run = exported(station, u"all.csv"_s, {});
        QVERIFY(!run.isEmpty());
        qsizetype asked = 0;
        for (const SandboxRequest &request : station.sandbox().requests().mid(before))
            asked += request.path.startsWith("/api/v2/contacts/segments") ? 1 : 0;

        const QString id = run["run_id"_L1].toString();
        const CommandResult shown = station.run({u"runs"_s, u"show"_s, id.left(8)});
        QVERIFY2(shown.exitCode == 0, shown.err.constData());
        QCOMPARE(shown.json["run_id"_L1].toString(), id);
        QCOMPARE(shown.json["kind"_L1].toString(), u"segment_export"_s);
        QCOMPARE(shown.json["state"_L1].toString(), u"complete"_s);
        QCOMPARE(shown.json["lives"_L1].toInt(), 1);
        QCOMPARE(shown.json["lives_without_measures"_L1].toInt(), 0);
        QCOMPARE(shown.json["ended"_L1]["outcome"_L1].toString(), u"complete"_s);
        QCOMPARE(shown.json["ended"_L1]["output_file"_L1].toString(), station.file(u"all.csv"_s));
        const QJsonObject measures = shown.json["measures"_L1].toObject();
        QCOMPARE(measures["records"_L1].toInt(), 5000);
        QCOMPARE(measures["records_done"_L1].toInt(), 5000);
        QCOMPARE(measures["pages"_L1].toInt(), 10);
        QCOMPARE(qint64(measures["bytes"_L1].toDouble()), readFile(station.file(u"all.csv"_s)).size());
        // But for the command's own look at the segment, before there is a run.
        QCOMPARE(measures["latency_ms"_L1]["requests"_L1].toInt(), int(asked) - 1);
        const QJsonObject latency = measures["latency_ms"_L1].toObject();
        QVERIFY(latency["p50"_L1].toInt() <= latency["p95"_L1].toInt());
        QVERIFY(latency["p95"_L1].toInt() <= latency["p99"_L1].toInt());
        QVERIFY(latency["p99"_L1].toInt() <= latency["max"_L1].toInt());
        const QJsonObject time = measures["time_ms"_L1].toObject();
        qint64 sum = 0;
        for (const QString &part : time.keys())
            sum += qint64(time[part].toDouble());
        QCOMPARE(time.size(), 6);
        QCOMPARE(sum, qint64(measures["duration_ms"_L1].toDouble()));
        // Counted from the file that must come of it.
        const QJsonArray fields = measures["fill_rate"_L1]["fields"_L1].toArray();
        QCOMPARE(fields.size(), query.attributes.size());
        for (qsizetype i = 0; i < fields.size(); ++i) {
            SegmentQuery one = query;
            one.attributes = {query.attributes[i]};
            const QByteArray column = station.expectedCsv(one);
            QCOMPARE(fields[i]["name"_L1].toString(), query.attributes[i]);
            QCOMPARE(fields[i]["filled"_L1].toInt(), 5000 - int(column.count(",\r\n") + column.count(",\"\"\r\n")));
            QCOMPARE(fields[i]["total"_L1].toInt(), 5000);
        }
    }

    /// Contract, section 6.4: what the audit, the result and the notice say of an export.
    void anExportSaysWhatTheContractAsksFor()
    {
        constexpr int thinkTime = 40; // ms
        MusterStation station({.contacts = 5000, .seed = 7, .thinkTime = std::chrono::milliseconds(thinkTime)});
        LoopbackServer cdp;
        cdp.script(QList<LoopbackServer::Step>(20, LoopbackServer::answer(200, "{}")));
        const SegmentQuery query = station.everyone();
        SegmentQuery filtered = query;
        filtered.filters = {{query.attributes[0], FilterOperator::StartsWith, u"L"_s}};
        const qint64 expected = forEachSandboxRecord(7, 5000, filtered, [](const SandboxRecord &) { return true; });
        const qint64 pages = (expected + 49) / 50;
        QVERIFY(pages > 1 && pages < 19);
        const QDateTime before = QDateTime::currentDateTimeUtc();
        const auto process = station.start(
            station.exportEveryone(u"some.csv"_s,
                                   {u"--page-size"_s, u"50"_s, u"--filter"_s, query.attributes[0] + u" starts_with L"_s,
                                    u"--webhook"_s, cdp.url(u"/hook"_s).toString()}));
        QTRY_VERIFY_WITH_TIMEOUT(cdp.requests().size() > pages, 60'000);
        const CommandResult result = MusterStation::finish(*process);
        const QDateTime after = QDateTime::currentDateTimeUtc();
        QVERIFY2(result.exitCode == 0, result.err.constData());

        const QJsonObject started = station.auditEntries(u"export.started"_s).value(0)["facts"_L1].toObject();
        QCOMPARE(started["segment"_L1].toString(), query.segmentId);
        QCOMPARE(started["segment_name"_L1].toString(), sandboxSegments().first().name);
        QCOMPARE(started["filter_count"_L1].toInt(), 1);
        const QJsonObject complete = station.auditEntries(u"export.complete"_s).value(0)["facts"_L1].toObject();
        QCOMPARE(qint64(complete["total_records"_L1].toDouble()), expected);
        QCOMPARE(qint64(complete["total_pages"_L1].toDouble()), pages);
        const qint64 duration = qint64(complete["duration_ms"_L1].toDouble());
        QVERIFY2(duration >= pages * thinkTime && duration <= before.msecsTo(after),
                 qPrintable(QString::number(duration)));
        const qint64 latency = qint64(complete["average_latency_ms"_L1].toDouble());
        QVERIFY2(latency >= thinkTime && latency * pages <= duration, qPrintable(QString::number(latency)));

        const QDateTime began = QDateTime::fromString(result.json["started_at"_L1].toString(), Qt::ISODateWithMs);
        const QDateTime ended = QDateTime::fromString(result.json["ended_at"_L1].toString(), Qt::ISODateWithMs);
        QVERIFY(before <= began && began < ended && ended <= after);
        QVERIFY(result.json["duration_ms"_L1].toDouble() >= double(duration));
        QVERIFY(result.json["latency_ms"_L1]["mean"_L1].toInt() >= thinkTime);
        const double rate = result.json["records_per_second"_L1].toDouble();
        QCOMPARE(std::round(rate * result.json["duration_ms"_L1].toDouble() / 1000), double(expected));

        const QJsonObject told = QJsonDocument::fromJson(cdp.requests().constLast().body).object();
        QCOMPARE(told["event"_L1].toString(), u"segment.export.completed"_s);
        QCOMPARE(told["average_latency_ms"_L1], complete["average_latency_ms"_L1]);
        QCOMPARE(told["duration_ms"_L1], complete["duration_ms"_L1]);
        QCOMPARE(std::round(told["records_per_second"_L1].toDouble() * double(duration) / 1000), double(expected));
        QVERIFY(QDateTime::fromString(told["started_at"_L1].toString(), Qt::ISODateWithMs) >= before);
        QVERIFY(QDateTime::fromString(told["ended_at"_L1].toString(), Qt::ISODateWithMs) <= after);
    }

    void listsRunsNewestFirstAndFiltered()
    {
        MusterStation station;
        QStringList ids;
        for (const char *name : {"one.csv", "two.csv", "three.csv"})
            ids.prepend(exported(station, QLatin1String(name), {})["run_id"_L1].toString());
        QVERIFY(!ids.contains(QString()));
        const auto list = [&](const QStringList &more) {
            const CommandResult result = station.run(QStringList{u"runs"_s, u"list"_s} + more);
            QStringList found;
            for (const QJsonValue &run : result.json["runs"_L1].toArray())
                found.append(run["run_id"_L1].toString());
            return result.exitCode == 0 ? found : QStringList{u"failed"_s};
        };
        QCOMPARE(list({}), QStringList()); // nothing waits to be resumed
        QCOMPARE(list({u"--all"_s}), ids);
        QCOMPARE(list({u"--kind"_s, u"segment_export"_s}), ids);
        QCOMPARE(list({u"--kind"_s, u"list_apply"_s}), QStringList());
        QCOMPARE(list({u"--state"_s, u"complete"_s}), ids);
        QCOMPARE(list({u"--state"_s, u"failed"_s}), QStringList());
        QCOMPARE(list({u"--text"_s, u"two.csv"_s}), QStringList{ids[1]});
        QCOMPARE(list({u"--connection"_s, u"Nobody"_s}), QStringList());
        QCOMPARE(list({u"--since"_s, u"2020-01-01"_s}), ids);
        QCOMPARE(list({u"--until"_s, u"2020-01-01"_s}), QStringList());
        const CommandResult some = station.run({u"runs"_s, u"list"_s, u"--all"_s, u"--limit"_s, u"2"_s});
        QCOMPARE(some.json["runs"_L1].toArray().size(), 2);
        QVERIFY(some.json["more"_L1].toBool());
        const CommandResult all = station.run({u"runs"_s, u"list"_s, u"--all"_s, u"--limit"_s, u"3"_s});
        QCOMPARE(all.json["runs"_L1].toArray().size(), 3);
        QVERIFY(!all.json["more"_L1].toBool());
        const QString connection = all.json["runs"_L1][0]["profile"_L1].toString();
        QCOMPARE(list({u"--connection"_s, connection}), ids);
        QCOMPARE(station.run({u"runs"_s, u"list"_s, u"--since"_s, u"yesterday"_s}).exitCode, 2);
    }

    void comparesTwoRuns()
    {
        MusterStation station;
        const QStringList attributes = station.everyone().attributes;
        const QString first = exported(station, u"one.csv"_s, {})["run_id"_L1].toString();
        const QString second = exported(station, u"two.csv"_s, attributes.mid(0, 2))["run_id"_L1].toString();
        const CommandResult result = station.run({u"runs"_s, u"compare"_s, first, second});
        QVERIFY2(result.exitCode == 0, result.err.constData());
        QCOMPARE(result.json["a"_L1], QJsonValue(station.run({u"runs"_s, u"show"_s, first}).json));
        QCOMPARE(result.json["b"_L1], QJsonValue(station.run({u"runs"_s, u"show"_s, second}).json));
        QVERIFY(result.json["same_kind"_L1].toBool());
        QVERIFY(!result.json["same_order"_L1].toBool());
        QCOMPARE(result.json["a"_L1]["measures"_L1]["fill_rate"_L1]["fields"_L1].toArray().size(), attributes.size());
        QCOMPARE(result.json["b"_L1]["measures"_L1]["fill_rate"_L1]["fields"_L1].toArray().size(), 2);
    }

    void showsTheTrendOfASegment()
    {
        MusterStation station;
        const QString segment = station.everyone().segmentId;
        QStringList ids;
        for (const char *name : {"one.csv", "two.csv", "three.csv"})
            ids.append(exported(station, QLatin1String(name), {})["run_id"_L1].toString());
        const auto trend
            = [&](const QStringList &more) { return station.run(QStringList{u"runs"_s, u"trend"_s} + more); };
        const CommandResult result = trend({u"--segment"_s, segment});
        QVERIFY2(result.exitCode == 0, result.err.constData());
        QCOMPARE(result.json["subject"_L1].toString(), segment);
        const QJsonArray trends = result.json["trends"_L1].toArray();
        QCOMPARE(trends.size(), 1);
        QCOMPARE(trends[0]["kind"_L1].toString(), u"segment_export"_s);
        const QJsonArray runs = trends[0]["runs"_L1].toArray();
        QCOMPARE(runs.size(), 3);
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(runs[i]["run_id"_L1].toString(), ids[i]); // in the order of time
            const QJsonObject measures = station.run({u"runs"_s, u"show"_s, ids[i]}).json["measures"_L1].toObject();
            QCOMPARE(runs[i]["records"_L1], measures["records"_L1]);
            QCOMPARE(runs[i]["latency_ms"_L1]["p95"_L1], measures["latency_ms"_L1]["p95"_L1]);
            QCOMPARE(runs[i]["overall"_L1], measures["fill_rate"_L1]["overall"_L1]);
            QCOMPARE(runs[i]["shares"_L1].toArray(), measures["fill_rate"_L1]["fields"_L1].toArray());
        }
        QCOMPARE(trend({u"--segment"_s, segment, u"--limit"_s, u"1"_s}).json["trends"_L1][0]["runs"_L1][0]["run_id"_L1],
                 QJsonValue(ids[2]));
        QCOMPARE(trend({u"--list"_s, segment}).json["trends"_L1].toArray().size(), 0);
        QCOMPARE(trend({u"--segment"_s, u"nobody"_s}).json["trends"_L1].toArray().size(), 0);
        QVERIFY(trend({}).exitCode != 0);
        QVERIFY(trend({u"--segment"_s, segment, u"--list"_s, u"l"_s}).exitCode != 0);
    }

    void saysWhichRunIsNotMeant()
    {
        MusterStation station;
        QVERIFY(!exported(station, u"one.csv"_s, {}).isEmpty());
        {
            // Two more whose ids begin alike.
            const auto workspace = Workspace::Paths::under(station.file(u"data"_s));
            auto database = Database::open(workspace.data + u"/journal.sqlite"_s, false);
            QVERIFY(database);
            for (const char *id : {"zz1", "zz2"}) {
                QVERIFY((*database)->change(
                    u"INSERT INTO runs SELECT ?, kind, title, profile_id, profile_name, target, run_order, "
                    "order_digest, started_at, changed_at, state, reason, progress, subject FROM runs LIMIT 1"_s,
                    {QLatin1String(id)}));
            }
        }
        const CommandResult unknown = station.run({u"runs"_s, u"show"_s, u"yy"_s});
        QCOMPARE(unknown.exitCode, 2);
        QCOMPARE(unknown.json["error"_L1]["code"_L1].toString(), u"run_not_found"_s);
        const CommandResult ambiguous = station.run({u"runs"_s, u"show"_s, u"zz"_s});
        QCOMPARE(ambiguous.exitCode, 2);
        QCOMPARE(ambiguous.json["error"_L1]["code"_L1].toString(), u"run_ambiguous"_s);
        const CommandResult one = station.run({u"runs"_s, u"show"_s, u"ZZ1"_s});
        QCOMPARE(one.exitCode, 0);
        QCOMPARE(one.json["run_id"_L1].toString(), u"zz1"_s);
        QVERIFY(one.json["measures"_L1].isNull()); // as one of an older Muster
        QCOMPARE(one.json["lives"_L1].toInt(), 0);
    }

    void looksBesideAnotherMuster()
    {
        MusterStation station;
        const QString id = exported(station, u"one.csv"_s, {})["run_id"_L1].toString();
        const auto paths = Workspace::Paths::under(station.file(u"data"_s));
        auto lock = FolderLock::acquire(paths.data);
        QVERIFY(lock);
        const CommandResult shown = station.run({u"runs"_s, u"show"_s, id});
        QCOMPARE(shown.exitCode, 0);
        QCOMPARE(shown.json["measures"_L1]["records"_L1].toInt(), 5000);
        QCOMPARE(station.run({u"runs"_s, u"list"_s, u"--all"_s}).json["runs"_L1].toArray().size(), 1);
    }
};

MUSTER_TEST(HeadlessRunsTest, QCoreApplication)

} // namespace tst_headlessruns
#include "tst_headlessruns.moc"
