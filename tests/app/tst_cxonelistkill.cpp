// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxonedialect.h"
#include "network/dialects/cxone/cxoneuploads.h"
#include "network/http/apitransport.h"
#include "network/http/qnamchannel.h"
#include "tests/app/support/cxoneliststation.h"
#include "tests/support/cxonetenant.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QtTest>
#include <algorithm>
#include <atomic>
#include <csignal>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tst_cxonelistkill {

namespace {

constexpr qint64 leads = 4102, nobodyYet = 4104;

/// Jobs take long enough to be killed in.
class Station : public CxoneListStation
{
public:
    /// Starts that, and kills it when a request of that kind is in whole, `passing` of which go by before.
    [[nodiscard]] bool isKilledAt(const QStringList &arguments, const QByteArray &method, const QByteArray &path,
                                  int passing)
    {
        std::atomic<qint64> victim = 0;
        std::atomic<int> left = passing;
        const int watcher = addWatcher([&](const SandboxRequest &request) {
            if (victim != 0 && request.method == method && request.path.contains(path) && left-- == 0)
                ::kill(pid_t(victim.exchange(0)), SIGKILL);
        });
        const auto process = start(arguments);
        const bool isStarted = process->waitForStarted();
        victim = process->processId();
        const bool isOver = process->waitForFinished(60'000);
        removeWatcher(watcher);
        return isStarted && isOver && process->exitStatus() == QProcess::CrashExit;
    }
    [[nodiscard]] int sent(const QByteArray &path) const
    {
        const auto requests = sandbox().requests();
        return int(std::ranges::count_if(requests, [&path](const SandboxRequest &request) {
            return request.method != "GET" && request.path.contains(path);
        }));
    }
    /// Ids and numbers.
    using Numbers = QMap<QString, QString>;
    [[nodiscard]] Numbers present(qint64 list) const
    {
        Numbers numbers;
        const auto truth = sandbox().listTruth(list);
        for (const CxoneSandboxRecord &record : truth)
            numbers.insert(record.externalId, record.destinations.value(0));
        return numbers;
    }
};

} // namespace

/// F90 to F92 over CXone: kill -9 while a plan is carried out. Nothing doubled, nothing lost, nobody called.
class TestCxoneListKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F90_F91_F92_killedTheListIsAsPlanned_data();
    void F90_F91_F92_killedTheListIsAsPlanned();
    void F90_aRestoreIsKilledAndGoneOnWith();
    void aRunningSkillIsNamedAndNeedsItsName();
};

void TestCxoneListKill::F90_F91_F92_killedTheListIsAsPlanned_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("passing"); ///< So many of them go by before.
    // A few ahead and then the others; one more where the few had left before the kill, since it has to be seen anew
    // what a file does.
    QTest::addColumn<int>("uploads");
    const QByteArray post("POST"), get("GET"), remove("DELETE");
    const QByteArray upload("/upload"), records("includeRecords=true"), removal("removeProspects");
    // A reading is of four pages; before the file there is one page besides, of the list's fields.
    QTest::newRow("F92 before the file leaves") << get << records << 6 << 2;
    QTest::newRow("F92 as the file leaves") << post << upload << 0 << 3;
    QTest::newRow("F92 while its job goes on") << get << QByteArray("/jobs/") << 0 << 3;
    QTest::newRow("F92 as the list is read again") << get << records << 10 << 3;
    QTest::newRow("F92 as the others leave") << post << upload << 1 << 2;
    QTest::newRow("F91 as a removal leaves") << remove << removal << 0 << 2;
    QTest::newRow("F91 as another removal leaves") << remove << removal << 2 << 2;
}

void TestCxoneListKill::F90_F91_F92_killedTheListIsAsPlanned()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(int, passing);
    QFETCH(int, uploads);
    Station station;
    const auto before = station.records(leads);
    const CommandResult preview = station.makePlan(leads);
    QVERIFY2(preview.exitCode == 0, preview.err.constData());
    QVERIFY(station.fixes().size() > 50 && station.purges().size() > 10);

    QVERIFY(station.isKilledAt(station.applying(), method, path, passing));
    const CommandResult resumed = station.run(station.applying({u"--resume"_s}));
    const bool isKept = std::ranges::any_of(station.purges(), [](const QString &id) { return id.startsWith(u'0'); });
    QCOMPARE(station.differences(leads, station.planned(before)), QStringList());
    QVERIFY2(resumed.exitCode == 0 || isKept, resumed.err.constData());
    QCOMPARE(station.sent("/upload"), uploads);
    QCOMPARE(station.sandbox().dialled(), QStringList());
}

void TestCxoneListKill::F90_aRestoreIsKilledAndGoneOnWith()
{
    Station station;
    const auto before = station.sandbox().listTruth(leads);
    QVERIFY(station.makePlan(leads).exitCode == 0);
    const QString copy = station.plan() + u".backup"_s;
    const CommandResult applied = station.run(station.applying({u"--backup"_s, copy}));
    QVERIFY2(applied.exitCode == 0, applied.err.constData());
    QVERIFY(station.present(leads).size() < before.size());

    QVERIFY(station.isKilledAt({u"lists"_s, u"restore"_s, copy}, "POST", "/upload", 0));
    const CommandResult open = station.run({u"runs"_s, u"list"_s});
    const QJsonArray runs = open.json[u"runs"_s].toArray();
    QCOMPARE(runs.size(), 1);
    (void)station.run({u"runs"_s, u"resume"_s, runs.first()[u"run_id"_s].toString()});

    QMap<QString, CxoneSandboxRecord> now;
    const auto after = station.sandbox().listTruth(leads);
    for (const CxoneSandboxRecord &record : after)
        now.insert(record.externalId, record);
    QCOMPARE(now.size(), after.size()); // nobody is there twice
    int back = 0;
    for (const CxoneSandboxRecord &record : before) {
        if (!isCxoneSandboxNumber(record.destinations.first()))
            continue; // the platform takes no record that has no number
        const CxoneSandboxRecord found = now.value(record.externalId);
        QCOMPARE(found.destinations, record.destinations);
        QCOMPARE(found.members, record.members);
        QCOMPARE(found.others, record.others);
        back += station.purges().contains(record.externalId) || station.fixes().contains(record.externalId) ? 1 : 0;
    }
    QVERIFY(back > 10);
    QCOMPARE(station.sandbox().dialled(), QStringList());
}

void TestCxoneListKill::aRunningSkillIsNamedAndNeedsItsName()
{
    Station station;
    const CommandResult lists = station.run({u"lists"_s, u"list"_s});
    QVERIFY2(lists.exitCode == 0, lists.err.constData());
    QCOMPARE(lists.json[u"lists"_s].toArray().size(), 5);
    // Somebody puts people into the list that the running skill calls from, and they are called.
    SystemClock clock;
    QnamChannel channel;
    ApiTransport transport(
        profileOf(station.sandbox()), cxoneDialect()->protocol, channel,
        [&](std::stop_token) -> QCoro::Task<Result<Secret>> { co_return station.sandbox().accessKeySecret(); }, clock);
    auto people = CxoneUploadFile::of({u"externalId"_s, u"phone"_s}).value();
    QVERIFY(!people.add({u"1"_s, u"2125550101"_s}) && !people.add({u"2"_s, u"3125550142"_s}));
    const QString skill = u"Outbound welcome"_s;
    const auto filled = QCoro::waitFor(CxoneUploads(transport).upload(
        {QString::number(nobodyYet), people.csv(), people.rows(), {{skill}}}, nullptr, {}));
    QCOMPARE(filled.fate, WriteFate::Accepted);
    const QStringList called{u"2125550101"_s, u"3125550142"_s};
    QCOMPARE(station.sandbox().dialled(), called);

    const CommandResult preview = station.makePlan(nobodyYet);
    QVERIFY2(preview.exitCode == 0, preview.err.constData());
    QCOMPARE(station.fixes().size(), 2);
    for (const QStringList &consent : {QStringList(), QStringList{u"--dial-consent"_s, u"outbound welcome"_s}}) {
        const CommandResult refused = station.run(station.applying(consent));
        QVERIFY(refused.exitCode != 0);
        QVERIFY2(refused.out.contains("skill_running") && refused.out.contains(skill.toUtf8()),
                 refused.out.constData());
        QCOMPARE(station.sent("/upload"), 1);
        QCOMPARE(station.sandbox().dialled(), called);
    }
    const QString copy = station.plan() + u".backup"_s;
    const CommandResult done = station.run(station.applying({u"--dial-consent"_s, skill, u"--backup"_s, copy}));
    QVERIFY2(done.exitCode == 0, done.err.constData());
    QCOMPARE(station.present(nobodyYet), (Station::Numbers{{u"1"_s, u"12125550101"_s}, {u"2"_s, u"13125550142"_s}}));
    QCOMPARE(station.sandbox().dialled().size(), 4);

    // Bringing numbers back rings as well, and is agreed to by itself.
    const int uploads = station.sent("/upload");
    const CommandResult refused = station.run({u"lists"_s, u"restore"_s, copy});
    QVERIFY(refused.exitCode != 0);
    QVERIFY2(refused.out.contains("skill_running") && refused.out.contains(skill.toUtf8()), refused.out.constData());
    QCOMPARE(station.sent("/upload"), uploads);
    QCOMPARE(station.sandbox().dialled().size(), 4);
    const CommandResult back = station.run({u"lists"_s, u"restore"_s, copy, u"--dial-consent"_s, skill});
    QVERIFY2(back.exitCode == 0, back.err.constData());
    QCOMPARE(station.present(nobodyYet), (Station::Numbers{{u"1"_s, u"2125550101"_s}, {u"2"_s, u"3125550142"_s}}));
}

MUSTER_TEST(TestCxoneListKill, QCoreApplication)

} // namespace tst_cxonelistkill
#include "tst_cxonelistkill.moc"
