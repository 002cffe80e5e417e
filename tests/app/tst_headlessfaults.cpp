// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/musterprocess.h"

#include "tests/support/loopbackserver.h"
#include "tests/support/testprogram.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>
#include <csignal>

using namespace muster;
using namespace muster::test;

namespace tst_headlessfaults {
using Fault = SandboxFault;

/// What the server and the machine can do to an export. Every test that ends well compares with the ground truth.
class HeadlessFaultsTest : public QObject
{
    Q_OBJECT

    static Fault onPages(Fault::Kind kind, int skip, int times = 1)
    {
        Fault fault;
        fault.kind = kind;
        fault.path = pageRoute;
        fault.skip = skip;
        fault.times = times;
        return fault;
    }

    static void compareWithTruth(MusterStation &station, const CommandResult &result)
    {
        QVERIFY2(result.exitCode == 0, result.err.constData());
        QVERIFY(readFile(station.file(QStringLiteral("all.csv"))) == station.expectedCsv(station.everyone()));
    }

private Q_SLOTS:
    void harmlessFaults_data()
    {
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<int>("leastRetries");
        Fault throttled = onPages(Fault::Kind::Status, 3);
        throttled.status = 429;
        throttled.headers = {{"Retry-After", "1"}};
        QTest::newRow("F01 429 with Retry-After") << throttled << 1;
        throttled.headers = {{"Retry-After", "-7"}};
        QTest::newRow("F03 429 with an unusable Retry-After") << throttled << 1;
        Fault trouble = onPages(Fault::Kind::Status, 2, 2);
        trouble.status = 503;
        QTest::newRow("F18 503 twice") << trouble << 2;
        QTest::newRow("F42 reset in the middle of the answer") << [] {
            Fault f = onPages(Fault::Kind::Reset, 4);
            f.bytes = 30'000;
            return f;
        }() << 1;
        for (const auto &[name, framing] : {std::pair("F47 cut, Content-Length", Fault::Framing::ContentLength),
                                            std::pair("F47 cut, chunked", Fault::Framing::Chunked),
                                            std::pair("F48 cut, until close", Fault::Framing::ConnectionClose)}) {
            Fault cut = onPages(Fault::Kind::Truncate, 5);
            cut.bytes = 20'000;
            cut.framing = framing;
            QTest::newRow(name) << cut << 1;
        }
        QTest::newRow("F46 closed without an answer") << onPages(Fault::Kind::CloseWithoutAnswer, 1) << 1;
        Fault html = onPages(Fault::Kind::RawBody, 6);
        html.status = 200;
        html.body = "<html><body>Sign in to the proxy</body></html>";
        QTest::newRow("F28 a login page once") << html << 1;
    }

    void harmlessFaults()
    {
        QFETCH(Fault, fault);
        QFETCH(int, leastRetries);
        MusterStation station;
        station.sandbox().addFault(fault);
        const CommandResult result = station.run(station.exportEveryone(QStringLiteral("all.csv")));
        compareWithTruth(station, result);
        QVERIFY(result.json[QLatin1String("retries")].toInt() >= leastRetries);
    }

    void F07_expiredTokenMidRunIsRenewedOnce()
    {
        MusterStation station({.contacts = 5000, .seed = 7, .thinkTime = std::chrono::milliseconds(30)});
        auto process = station.start(
            station.exportEveryone(QStringLiteral("all.csv"), {QStringLiteral("--page-size"), QStringLiteral("100")}));
        QTRY_VERIFY_WITH_TIMEOUT(station.sandbox().requests().size() > 8, 60'000);
        station.sandbox().expireTokens();
        const CommandResult result = MusterStation::finish(*process);
        compareWithTruth(station, result);
        QCOMPARE(station.sandbox().tokenRequests(), 2);
    }

    void F05_persistentThrottlingLowersThePageSize()
    {
        MusterStation station;
        Fault throttled = onPages(Fault::Kind::Status, 2, 3);
        throttled.status = 429;
        throttled.headers = {{"Retry-After", "0"}};
        station.sandbox().addFault(throttled);
        const CommandResult result = station.run(station.exportEveryone(QStringLiteral("all.csv")));
        compareWithTruth(station, result);
        QByteArray last;
        for (const SandboxRequest &request : station.sandbox().requests()) {
            if (request.path.contains("query"))
                last = request.body;
        }
        QVERIFY2(last.contains("\"limit\":250"), last.constData());
    }

    void resumingWantsTheSameWebhook()
    {
        LoopbackServer crm;
        crm.script({LoopbackServer::answer(204, {})});
        MusterStation station;
        Fault trouble = onPages(Fault::Kind::Status, 4, 5);
        trouble.status = 500;
        station.sandbox().addFault(trouble);
        const auto by = [&](const QStringList &more) {
            return station.run(station.exportEveryone(QStringLiteral("all.csv"), more));
        };
        const QString hook = crm.url(QStringLiteral("/hook")).toString();
        QCOMPARE(by({QStringLiteral("--webhook"), hook}).exitCode, 3);
        const qsizetype asked = station.sandbox().requests().size();
        const CommandResult differs
            = by({QStringLiteral("--resume"), QStringLiteral("--webhook"), crm.url(QStringLiteral("/other")).toString()});
        QCOMPARE(differs.exitCode, 2);
        QCOMPARE(differs.json[QLatin1String("error")][QLatin1String("code")].toString(),
                 QStringLiteral("resume_differs"));
        QVERIFY2(differs.err.contains("--webhook"), differs.err.constData());
        const auto isPage = [](const SandboxRequest &request) { return request.path.contains("query"); };
        const QList<SandboxRequest> since = station.sandbox().requests().mid(asked);
        QVERIFY(std::none_of(since.begin(), since.end(), isPage));
        const CommandResult same = by({QStringLiteral("--resume"), QStringLiteral("--webhook"), hook});
        QCOMPARE(same.exitCode, 0);
    }

    void F21_fifthServerErrorHaltsTheRunAndItCanGoOn()
    {
        MusterStation station;
        Fault trouble = onPages(Fault::Kind::Status, 4, 5);
        trouble.status = 500;
        station.sandbox().addFault(trouble);
        const CommandResult halted = station.run(station.exportEveryone(QStringLiteral("all.csv")));
        QCOMPARE(halted.exitCode, 3);
        QVERIFY(!QFileInfo::exists(station.file(QStringLiteral("all.csv"))));
        QVERIFY(QFileInfo::exists(station.file(QStringLiteral("all.csv.partial"))));
        const CommandResult result
            = station.run(station.exportEveryone(QStringLiteral("all.csv"), {QStringLiteral("--resume")}));
        compareWithTruth(station, result);
    }

    void F04_veryLongRetryAfterPausesAndSaysWhen()
    {
        MusterStation station;
        Fault throttled = onPages(Fault::Kind::Status, 3);
        throttled.status = 429;
        throttled.headers = {{"Retry-After", "7200"}};
        station.sandbox().addFault(throttled);
        const CommandResult result = station.run(station.exportEveryone(QStringLiteral("all.csv")));
        QCOMPARE(result.exitCode, 3);
        const QDateTime resumeAt
            = QDateTime::fromString(result.json[QLatin1String("resume_at")].toString(), Qt::ISODate);
        const qint64 seconds = QDateTime::currentDateTimeUtc().secsTo(resumeAt);
        QVERIFY2(seconds > 7100 && seconds <= 7200, qPrintable(QString::number(seconds)));
        const CommandResult list = station.run({QStringLiteral("runs"), QStringLiteral("list")});
        QCOMPARE(list.json[QLatin1String("runs")][0][QLatin1String("resume_at")],
                 result.json[QLatin1String("resume_at")]);
    }

    void F04_withWaitTheCommandStaysAndGoesOnByItself()
    {
        MusterStation station;
        Fault throttled = onPages(Fault::Kind::Status, 3);
        throttled.status = 429;
        throttled.headers = {{"Retry-After", "3"}};
        station.sandbox().addFault(throttled);
        QElapsedTimer clock;
        clock.start();
        const auto process
            = station.startOnProfile({{QStringLiteral("throttle_ceiling_s"), 1}},
                                     station.exportEveryone(QStringLiteral("all.csv"), {QStringLiteral("--wait")}));
        const CommandResult result = MusterStation::finish(*process);
        compareWithTruth(station, result);
        QVERIFY(clock.elapsed() >= 3000); // never before the time
        QCOMPARE(result.out.count("\"run_id\""), 1); // one object, of the end
        QVERIFY(result.err.contains("The run then continues automatically."));
    }

    void F04_aSignalEndsTheWait_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
    }

    void F04_aSignalEndsTheWait()
    {
        QFETCH(int, signal);
        MusterStation station;
        Fault throttled = onPages(Fault::Kind::Status, 3);
        throttled.status = 429;
        throttled.headers = {{"Retry-After", "7200"}};
        station.sandbox().addFault(throttled);
        auto process = station.start(station.exportEveryone(QStringLiteral("all.csv"), {QStringLiteral("--wait")}));
        QByteArray told;
        QTRY_VERIFY_WITH_TIMEOUT((told += process->readAllStandardError()).contains("continues automatically"), 60'000);
        ::kill(pid_t(process->processId()), signal);
        const CommandResult result = MusterStation::finish(*process);
        QCOMPARE(result.exitCode, 3);
        QCOMPARE(result.json[QLatin1String("outcome")].toString(), QStringLiteral("paused"));
        QVERIFY(result.json.contains(QLatin1String("resume_at")));
        compareWithTruth(station,
                         station.run(station.exportEveryone(QStringLiteral("all.csv"), {QStringLiteral("--resume")})));
    }

    void stopsIncomplete_data()
    {
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<QString>("code");
        Fault repeated = onPages(Fault::Kind::Mutate, 3);
        repeated.mutation = Fault::Mutation::RepeatToken;
        QTest::newRow("F67 repeated token") << repeated << QStringLiteral("cursor_repeated");
        Fault empty = onPages(Fault::Kind::Mutate, 2, 25);
        empty.mutation = Fault::Mutation::EmptyPage;
        QTest::newRow("F68 empty pages without end") << empty << QStringLiteral("empty_pages");
        Fault count = onPages(Fault::Kind::Mutate, 4);
        count.mutation = Fault::Mutation::WrongCount;
        QTest::newRow("F72 count disagrees") << count << QStringLiteral("count_mismatch");
    }

    void stopsIncomplete()
    {
        QFETCH(Fault, fault);
        QFETCH(QString, code);
        MusterStation station;
        station.sandbox().addFault(fault);
        const CommandResult result = station.run(station.exportEveryone(QStringLiteral("all.csv")));
        QCOMPARE(result.exitCode, 1);
        QCOMPARE(result.json[QLatin1String("error")][QLatin1String("code")].toString(), code);
        QVERIFY(!QFileInfo::exists(station.file(QStringLiteral("all.csv"))));
        const QByteArray partial = readFile(station.file(QStringLiteral("all.csv.partial")));
        QVERIFY(station.expectedCsv(station.everyone()).startsWith(partial)); // not one row doubled
    }

    void F68_someEmptyPagesAreHarmless()
    {
        MusterStation station;
        Fault empty = onPages(Fault::Kind::Mutate, 2, 5);
        empty.mutation = Fault::Mutation::EmptyPage;
        station.sandbox().addFault(empty);
        compareWithTruth(station, station.run(station.exportEveryone(QStringLiteral("all.csv"))));
    }

    void F70_sameContactOnTwoPagesIsWrittenOnce()
    {
        MusterStation station;
        Fault twice = onPages(Fault::Kind::Mutate, 3, 2);
        twice.mutation = Fault::Mutation::DuplicateRecord;
        station.sandbox().addFault(twice);
        const CommandResult result = station.run(station.exportEveryone(QStringLiteral("all.csv")));
        compareWithTruth(station, result);
        QCOMPARE(result.json[QLatin1String("duplicates")].toInt(), 2);
        QCOMPARE(result.json[QLatin1String("records")].toInt(), 5000);
    }

    void F71_conflictingContactGoesToAFileBeside()
    {
        MusterStation station;
        Fault other = onPages(Fault::Kind::Mutate, 3);
        other.mutation = Fault::Mutation::ConflictingRecord;
        station.sandbox().addFault(other);
        const CommandResult result = station.run(station.exportEveryone(QStringLiteral("all.csv")));
        compareWithTruth(station, result);
        QCOMPARE(result.json[QLatin1String("conflicts")].toInt(), 1);
        QCOMPARE(readFile(station.file(QStringLiteral("all.csv.conflicts.jsonl"))).count('\n'), 1);
    }

    void F62_recordsWithoutUsableIdsAreSetAside()
    {
        MusterStation station;
        Fault ids = onPages(Fault::Kind::Mutate, 3);
        ids.mutation = Fault::Mutation::BadIds;
        station.sandbox().addFault(ids);
        const CommandResult result = station.run(station.exportEveryone(QStringLiteral("all.csv")));
        QVERIFY2(result.exitCode == 0, result.err.constData());
        QCOMPARE(result.json[QLatin1String("quarantined")].toInt(), 4);
        QCOMPARE(result.json[QLatin1String("records")].toInt(), 5001); // the numeric id is one that can be used
    }

    void F105_terminatedRunPausesAndGoesOn()
    {
        MusterStation station({.contacts = 5000, .seed = 7, .thinkTime = std::chrono::milliseconds(40)});
        const QStringList arguments
            = station.exportEveryone(QStringLiteral("all.csv"), {QStringLiteral("--page-size"), QStringLiteral("100")});
        auto process = station.start(arguments);
        QTRY_VERIFY_WITH_TIMEOUT(station.sandbox().requests().size() > 8, 60'000);
        ::kill(pid_t(process->processId()), SIGTERM);
        const CommandResult paused = MusterStation::finish(*process);
        QCOMPARE(paused.exitCode, 3);
        QCOMPARE(paused.json[QLatin1String("outcome")].toString(), QStringLiteral("paused"));
        const CommandResult list = station.run({QStringLiteral("runs"), QStringLiteral("list")});
        const QString run = list.json[QLatin1String("runs")][0][QLatin1String("run_id")].toString();
        QCOMPARE(run, paused.json[QLatin1String("run_id")].toString());
        compareWithTruth(station, station.run({QStringLiteral("runs"), QStringLiteral("resume"), run}));
    }

    void F105_interruptedRunIsCancelledAndCanBeDiscarded()
    {
        MusterStation station({.contacts = 5000, .seed = 7, .thinkTime = std::chrono::milliseconds(40)});
        auto process = station.start(
            station.exportEveryone(QStringLiteral("all.csv"), {QStringLiteral("--page-size"), QStringLiteral("100")}));
        QTRY_VERIFY_WITH_TIMEOUT(station.sandbox().requests().size() > 8, 60'000);
        ::kill(pid_t(process->processId()), SIGINT);
        const CommandResult cancelled = MusterStation::finish(*process);
        QCOMPARE(cancelled.exitCode, 130);
        const QString run = cancelled.json[QLatin1String("run_id")].toString();
        QVERIFY(QFileInfo::exists(station.file(QStringLiteral("all.csv.partial"))));
        QCOMPARE(station.run({QStringLiteral("runs"), QStringLiteral("discard"), run}).exitCode, 0);
        QVERIFY(!QFileInfo::exists(station.file(QStringLiteral("all.csv.partial"))));
        QVERIFY(station.run({QStringLiteral("runs"), QStringLiteral("list")})
                    .json[QLatin1String("runs")]
                    .toArray()
                    .isEmpty());
    }

    void F50_cancelWorksWhileTheServerIsSilent()
    {
        MusterStation station;
        station.sandbox().addFault(onPages(Fault::Kind::Hang, 2));
        auto process = station.start(station.exportEveryone(QStringLiteral("all.csv")));
        QTRY_VERIFY_WITH_TIMEOUT(station.sandbox().requests().size() >= 5, 60'000);
        ::kill(pid_t(process->processId()), SIGINT);
        QVERIFY(process->waitForFinished(5000));
        QCOMPARE(process->exitCode(), 130);
    }

    void F97_secondMusterOnTheSameFolderIsReadOnly()
    {
        MusterStation station({.contacts = 5000, .seed = 7, .thinkTime = std::chrono::milliseconds(100)});
        auto first = station.start(station.exportEveryone(QStringLiteral("all.csv")));
        QTRY_VERIFY_WITH_TIMEOUT(station.sandbox().requests().size() > 3, 60'000);
        const CommandResult second = station.run(station.exportEveryone(QStringLiteral("other.csv")));
        QCOMPARE(second.exitCode, 2);
        QCOMPARE(second.json[QLatin1String("error")][QLatin1String("kind")].toString(), QStringLiteral("in_use"));
        compareWithTruth(station, MusterStation::finish(*first));
    }
};

MUSTER_TEST(HeadlessFaultsTest, QCoreApplication)

} // namespace tst_headlessfaults
#include "tst_headlessfaults.moc"
