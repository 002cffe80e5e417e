// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxlist.h"
#include "tests/app/support/liststation.h"
#include "tests/app/support/soakedrun.h"
#include "tests/app/support/transcriptworld.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QTimer>
#include <random>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_soak {
using Kind = SandboxFault::Kind;

/// F106: an export, a plan's carrying out, an enrichment and transcripts at once, while one request in a hundred goes
/// wrong in any way that passes. Bounded by work: MUSTER_SOAK times so much of it, with fresh faults each time.
class SoakTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F106_fourRunsAmongFaultsEndAsUndisturbed_data();
    void F106_fourRunsAmongFaultsEndAsUndisturbed();

private:
    static QList<SandboxFault> faults();
    /// One request in a hundred, from the first to the so many-th.
    static void scatter(SandboxServer &sandbox, int requests, std::mt19937 &random);
};

void SoakTest::F106_fourRunsAmongFaultsEndAsUndisturbed_data()
{
    QTest::addColumn<unsigned>("seed");
    const int rounds = std::max(1, qEnvironmentVariableIntValue("MUSTER_SOAK"));
    std::random_device seeds;
    for (int round = 0; round < rounds; ++round) {
        const unsigned seed
            = qEnvironmentVariableIsSet("MUSTER_SEED") ? qEnvironmentVariable("MUSTER_SEED").toUInt() : seeds();
        QTest::addRow("%d, seed %u", round + 1, seed) << seed;
    }
}

/// What a network and a service do that has passed a moment later. Silence and dripping are F49 and F50: they take
/// their time limits, which are half a minute each.
QList<SandboxFault> SoakTest::faults()
{
    QList<SandboxFault> all;
    for (const int status : {408, 429, 500, 502, 503, 504}) {
        SandboxFault fault;
        fault.status = status;
        all.append(fault);
        if (status == 429 || status == 503) {
            fault.headers = {{"Retry-After", "1"}};
            all.append(fault);
        }
    }
    for (const qint64 bytes : {-1, 0, 40, 400}) {
        SandboxFault fault;
        fault.kind = Kind::Reset;
        fault.bytes = bytes;
        all.append(fault);
    }
    for (const auto framing : {SandboxFault::Framing::ContentLength, SandboxFault::Framing::Chunked,
                               SandboxFault::Framing::ConnectionClose}) {
        SandboxFault fault;
        fault.kind = Kind::Truncate;
        fault.bytes = 25;
        fault.framing = framing;
        all.append(fault);
    }
    SandboxFault closed;
    closed.kind = Kind::CloseWithoutAnswer;
    all.append(closed);
    SandboxFault late;
    late.kind = Kind::Delay;
    late.delay = std::chrono::milliseconds(500);
    all.append(late);
    SandboxFault login;
    login.kind = Kind::RawBody;
    login.status = 200;
    login.body = "<html><body>Sign in to the proxy</body></html>";
    all.append(login);
    SandboxFault garbage = login;
    garbage.contentType = "application/json";
    garbage.body = "{\"items\":[{\"contactId\":";
    all.append(garbage);
    return all;
}

void SoakTest::scatter(SandboxServer &sandbox, int requests, std::mt19937 &random)
{
    const QList<SandboxFault> kinds = faults();
    for (int at = 0; at < requests / 100; ++at) {
        SandboxFault fault = kinds[at % kinds.size()];
        fault.skip = at * 100 + std::uniform_int_distribution<int>(0, 98)(random);
        sandbox.addFault(fault);
    }
}

void SoakTest::F106_fourRunsAmongFaultsEndAsUndisturbed()
{
    QFETCH(unsigned, seed);
    std::mt19937 random(seed);
    constexpr int contacts = 50'000, pageSize = 20, enriched = 12'000, transcripts = 250, interactions = 6'000;
    SandboxSettings settings = transcriptWorld();
    settings.contacts = contacts;
    settings.interactions = interactions;
    settings.contactsPerSecond = 0;
    ListStation station(settings);

    // What undisturbed runs leave.
    QVERIFY(station.makePlan());
    const QStringList ids = plainIds(transcripts, interactions);
    QCOMPARE(ids.size(), transcripts);
    const QStringList asJsonLines = QStringList{u"--format"_s, u"jsonl"_s, u"--quiet"_s} + ids;
    const CommandResult whole = station.run(fetch(station.file(u"whole"_s), asJsonLines));
    QVERIFY2(whole.exitCode == 0, whole.err.constData());
    const QString everyone = SandboxList::all()[0].id;
    const QList<SandboxListContact> people = station.sandbox().listTruth(everyone);
    QFile csv(station.file(u"values.csv"_s));
    QVERIFY(csv.open(QIODevice::WriteOnly));
    csv.write("Customer,Source\r\n");
    for (int at = 0; at < enriched; ++at)
        csv.write(people[at].id + ",Fair " + QByteArray::number(at) + "\r\n");
    csv.close();

    const auto isOf = [](const QByteArray &part) {
        return [part](const SandboxRequest &request) { return request.path.contains(part); };
    };
    const QByteArray leads = ListStation::leads().toLatin1();
    QList<SoakedRun *> runs;
    const auto add = [&](SoakedRun::Parts parts) { runs.append(new SoakedRun(station, std::move(parts), this)); };
    add({.name = u"export"_s,
         .dataFolder = u"exporting"_s,
         .command = station.exportEveryone(u"all.csv"_s, {u"--page-size"_s, QString::number(pageSize), u"--quiet"_s}),
         .again = {u"--resume"_s},
         .isIts = isOf("/query"),
         .requests = contacts / pageSize});
    // A purge that was locked by a doubtful correction is armed again by a person's word.
    add({.name = u"apply"_s,
         .dataFolder = u"data"_s,
         .command = station.applying({u"--quiet"_s}),
         .again = {u"--resume"_s, u"--arm"_s},
         .isIts
         = [leads](
               const SandboxRequest &request) { return request.method == "DELETE" || request.path.contains(leads); },
         .requests = int(station.purges())});
    add({.name = u"enrich"_s,
         .dataFolder = u"enriching"_s,
         .command
         = {u"lists"_s, u"enrich"_s, everyone, u"--plain-backup"_s, u"--campaign"_s, u"camp_10a1"_s, u"--input"_s,
            csv.fileName(), u"--id-column"_s, u"Customer"_s, u"--map"_s, u"Source=account_reference"_s, u"--quiet"_s},
         .again = {u"--resume"_s},
         .isIts
         = [](const SandboxRequest &request) { return request.method == "POST" && request.path.endsWith("/contacts"); },
         .requests = enriched / 300});
    add({.name = u"transcripts"_s,
         .dataFolder = u"fetching"_s,
         .command = fetch(station.file(u"out"_s), asJsonLines),
         .again = {u"--resume"_s},
         .isIts = isOf("/results/"),
         .requests = int(ids.size())});
    std::atomic<int> asked = 0;
    station.addWatcher([&](const SandboxRequest &request) {
        ++asked;
        for (SoakedRun *run : std::as_const(runs))
            run->see(request);
    });
    const int sum = contacts / pageSize + int(station.purges()) + int(ids.size()) + 100;
    scatter(station.sandbox(), sum, random);
    QTimer sampler;
    connect(&sampler, &QTimer::timeout, this, [&] {
        for (SoakedRun *run : std::as_const(runs))
            run->measure();
    });
    sampler.start(10);
    for (SoakedRun *run : std::as_const(runs))
        run->start();
    const auto allOver
        = [&] { return std::all_of(runs.begin(), runs.end(), [](SoakedRun *run) { return run->isOver(); }); };
    QTRY_VERIFY_WITH_TIMEOUT(allOver(), 800'000);
    sampler.stop();
    qInfo("%d requests, %d of them gone wrong", asked.load(), sum / 100);
    for (SoakedRun *run : std::as_const(runs)) {
        qInfo("%s", qPrintable(run->text()));
        QCOMPARE(run->findings().join(u'\n'), QString());
    }
    QVERIFY(asked >= sum); // so every fault has come
    QVERIFY(readFile(station.file(u"all.csv"_s)) == station.expectedCsv(station.everyone()));
    QVERIFY(station.present() == station.planned());
    QVERIFY(station.deletesWereFair());
    QVERIFY(readFile(station.file(u"out/transcripts.jsonl"_s)) == readFile(station.file(u"whole/transcripts.jsonl"_s)));
    const QList<SandboxListContact> now = station.sandbox().listTruth(everyone);
    for (int at = 0; at < enriched; ++at) {
        const QList<QPair<QString, QByteArray>> wanted{
            {u"account_reference"_s, "\"Fair " + QByteArray::number(at) + '"'}};
        QVERIFY2(now[at].enriched == wanted, qPrintable(QString::number(at)));
    }
}

MUSTER_TEST(SoakTest, QCoreApplication)

} // namespace tst_soak
#include "tst_soak.moc"
