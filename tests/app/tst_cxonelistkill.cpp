// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxonedialect.h"
#include "network/dialects/cxone/cxoneuploads.h"
#include "network/http/apitransport.h"
#include "network/http/qnamchannel.h"
#include "tests/app/support/cxonestation.h"
#include "tests/support/cxonetenant.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
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

/// A list's plan carried out by the real program, and what the simulator holds afterwards.
class Station : public CxoneStation
{
public:
    Station()
        : CxoneStation(settings())
    {
    }

    [[nodiscard]] QString plan() const { return file(u"p.plan"_s); }
    /// Previews the list with US as default region and writes the plan.
    [[nodiscard]] CommandResult makePlan(qint64 list)
    {
        CommandResult preview = run({u"lists"_s, u"sanitize"_s, QString::number(list), u"--default-region"_s, u"US"_s,
                                     u"--regions"_s, u"all"_s, u"--block"_s, u"none"_s, u"--plan"_s, plan()});
        const QList<QByteArray> lines = readFile(plan()).split('\n');
        for (const QByteArray &line : lines) {
            const QJsonObject change = QJsonDocument::fromJson(line).object();
            const QString id = change[u"id"_s].toString();
            if (change[u"action"_s] == u"fix"_s)
                fixes.insert(id, change[u"to"_s].toString().sliced(1));
            else if (change[u"action"_s] == u"purge"_s)
                purges.append(id);
        }
        return preview;
    }
    [[nodiscard]] QStringList applying(const QStringList &more = {}) const
    {
        return QStringList{u"lists"_s,           u"apply"_s,
                           u"--plan"_s,          plan(),
                           u"--confirm-count"_s, QString::number(purges.size()),
                           u"--plain-backup"_s}
        + more;
    }
    /// Starts that, and kills it when a request of that kind is in whole, `passing` of which go by before.
    [[nodiscard]] bool isKilledAt(const QStringList &arguments, const QByteArray &method, const QByteArray &path,
                                  int passing)
    {
        std::atomic<qint64> victim = 0;
        std::atomic<int> left = passing;
        sandbox().setWatcher([&](const SandboxRequest &request) {
            if (victim != 0 && request.method == method && request.path.contains(path) && left-- == 0)
                ::kill(pid_t(victim.exchange(0)), SIGKILL);
        });
        const auto process = start(arguments);
        const bool isStarted = process->waitForStarted();
        victim = process->processId();
        const bool isOver = process->waitForFinished(60'000);
        sandbox().setWatcher({});
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

    QMap<QString, QString> fixes; ///< Digits by id.
    QStringList purges;

private:
    static CxoneSandboxSettings settings()
    {
        CxoneSandboxSettings settings;
        settings.tenant.seed = 7;
        settings.tenant.jobTime = 400ms;
        return settings;
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
    const auto before = station.present(leads);
    const CommandResult preview = station.makePlan(leads);
    QVERIFY2(preview.exitCode == 0, preview.err.constData());
    QVERIFY(station.fixes.size() > 50 && station.purges.size() > 10);

    QVERIFY(station.isKilledAt(station.applying(), method, path, passing));
    const CommandResult resumed = station.run(station.applying({u"--resume"_s}));
    auto wanted = before;
    qsizetype kept = 0;
    for (auto fix = station.fixes.cbegin(); fix != station.fixes.cend(); ++fix)
        wanted[fix.key()] = fix.value();
    for (const QString &id : std::as_const(station.purges)) {
        if (id.startsWith(u'0'))
            ++kept; // it cannot be named for removal
        else
            wanted.remove(id);
    }
    const auto after = station.present(leads);
    for (auto record = wanted.cbegin(); record != wanted.cend(); ++record)
        QVERIFY2(after.value(record.key()) == record.value(),
                 qPrintable(record.key() + u" "_s + after.value(record.key())));
    QCOMPARE(after.size(), wanted.size());
    QVERIFY2(resumed.exitCode == 0 || kept > 0, resumed.err.constData());
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
        back += station.purges.contains(record.externalId) || station.fixes.contains(record.externalId) ? 1 : 0;
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
    QCOMPARE(station.fixes.size(), 2);
    for (const QStringList &consent : {QStringList(), QStringList{u"--dial-consent"_s, u"outbound welcome"_s}}) {
        const CommandResult refused = station.run(station.applying(consent));
        QVERIFY(refused.exitCode != 0);
        QVERIFY2(refused.out.contains("skill_running") && refused.out.contains(skill.toUtf8()),
                 refused.out.constData());
        QCOMPARE(station.sent("/upload"), 1);
        QCOMPARE(station.sandbox().dialled(), called);
    }
    const CommandResult done = station.run(station.applying({u"--dial-consent"_s, skill}));
    QVERIFY2(done.exitCode == 0, done.err.constData());
    QCOMPARE(station.present(nobodyYet), (Station::Numbers{{u"1"_s, u"12125550101"_s}, {u"2"_s, u"13125550142"_s}}));
    QCOMPARE(station.sandbox().dialled().size(), 4);
}

MUSTER_TEST(TestCxoneListKill, QCoreApplication)

} // namespace tst_cxonelistkill
#include "tst_cxonelistkill.moc"
