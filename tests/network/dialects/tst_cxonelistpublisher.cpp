// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxonelistpublisher.h"

#include "network/dialects/contract/contractdialect.h"
#include "network/dialects/cxone/cxonedialect.h"
#include "network/http/apitransport.h"
#include "network/http/qnamchannel.h"
#include "network/sandbox/cxone/cxonesandbox.h"
#include "tests/support/cxonetenant.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testprogram.h"

#include <QCoro/QCoroTask>
#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_cxonelistpublisher {

namespace {

/// The simulator on loopback; what is waited for passes at once.
struct Simulated
{
    Simulated()
        : sandbox([] {
            CxoneSandboxSettings settings;
            settings.tenant.jobTime = std::chrono::milliseconds(20);
            settings.tenant.contacts = 50;
            return settings;
        }())
    {
        const auto started = sandbox.start();
        Q_ASSERT(started);
        clock.setWall(QDateTime::currentDateTimeUtc());
        transport = std::make_unique<ApiTransport>(
            profileOf(sandbox), cxoneDialect()->protocol, channel,
            [this](std::stop_token) -> QCoro::Task<Result<Secret>> { co_return sandbox.accessKeySecret(); }, clock);
        client = std::make_unique<CxoneListPublisher>(*transport);
    }

    FakeClock clock{FakeClock::Mode::Automatic};
    CxoneSandbox sandbox;
    QnamChannel channel;
    std::unique_ptr<ApiTransport> transport;
    std::unique_ptr<CxoneListPublisher> client;
};

NewCallingList goldList()
{
    return {u"Gold"_s, {u"firstName"_s, u"plan"_s}, QDate(2099, 1, 31)};
}

CallingListPerson person(const QString &id, const QString &digits, const QString &name)
{
    return {id, digits, {name, u"1"_s}};
}

} // namespace

class TestCxoneListPublisher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsAreJudgedBeforeAnythingIsSent_data();
    void listsAreJudgedBeforeAnythingIsSent();
    void peopleAreJudged_data();
    void peopleAreJudged();
    void aListIsMadeFoundAndFilledWithoutASkill();
    void nobodyIsAddedWhereASkillRuns();
    void aFlavourWithAudiencesMakesNoLists();
};

void TestCxoneListPublisher::listsAreJudgedBeforeAnythingIsSent_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("columns");
    QTest::addColumn<QString>("code");
    QTest::newRow("good") << u"Gold"_s << QStringList{u"plan"_s} << QString();
    QTest::newRow("longest") << QString(100, u'x') << QStringList() << QString();
    QTest::newRow("too long") << QString(101, u'x') << QStringList() << u"list_name"_s;
    QTest::newRow("none") << QString() << QStringList() << u"list_name"_s;
    QTest::newRow("blank in front") << u" Gold"_s << QStringList() << u"list_name"_s;
    QTest::newRow("line") << u"Go\nld"_s << QStringList() << u"list_name"_s;
    QTest::newRow("column of its own") << u"Gold"_s << QStringList{u"Phone"_s} << u"list_columns"_s;
    QTest::newRow("column twice") << u"Gold"_s << QStringList{u"plan"_s, u"Plan"_s} << u"list_columns"_s;
    QTest::newRow("column without a name") << u"Gold"_s << QStringList{u" "_s} << u"list_columns"_s;
}

void TestCxoneListPublisher::listsAreJudgedBeforeAnythingIsSent()
{
    QFETCH(const QString, name);
    QFETCH(const QStringList, columns);
    QFETCH(const QString, code);
    Simulated world;
    const auto fault = world.client->fault({name, columns, QDate(2099, 1, 31)});
    QCOMPARE(fault ? fault->code : QString(), code);
    if (!code.isEmpty()) {
        const auto answer = QCoro::waitFor(world.client->make({name, columns, QDate(2099, 1, 31)}, nullptr, {}));
        QCOMPARE(answer.fate, WriteFate::NotSent);
    }
    QCOMPARE(world.client->fault({u"Gold"_s, {}, {}})->code, u"list_expires"_s);
    QCOMPARE(world.sandbox.requests().size(), 0);
}

void TestCxoneListPublisher::peopleAreJudged_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("digits");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("code");
    QTest::newRow("good") << u"A"_s << u"12012001000"_s << u"Ann, \"x\""_s << QString();
    QTest::newRow("no id") << QString() << u"12012001000"_s << u"Ann"_s << u"person_id"_s;
    QTest::newRow("short") << u"A"_s << u"120120010"_s << u"Ann"_s << u"person_number"_s;
    QTest::newRow("long") << u"A"_s << u"1201200100012345"_s << u"Ann"_s << u"person_number"_s;
    QTest::newRow("plus") << u"A"_s << u"+12012001000"_s << u"Ann"_s << u"person_number"_s;
    QTest::newRow("much") << u"A"_s << u"12012001000"_s << QString(600, u'x') << u"person_too_long"_s;
    QTest::newRow("tab") << u"A"_s << u"12012001000"_s << u"A\tnn"_s << u"person_characters"_s;
    QTest::newRow("half a letter") << u"A"_s << u"12012001000"_s << QString(QChar(0xd83d)) << u"person_characters"_s;
}

void TestCxoneListPublisher::peopleAreJudged()
{
    QFETCH(const QString, id);
    QFETCH(const QString, digits);
    QFETCH(const QString, name);
    QFETCH(const QString, code);
    Simulated world;
    const auto judge = world.client->judge(goldList());
    for (int again = 0; again < 2; ++again) { // nobody before him matters
        const auto fault = judge(person(id, digits, name));
        QCOMPARE(fault ? fault->code : QString(), code);
    }
}

void TestCxoneListPublisher::aListIsMadeFoundAndFilledWithoutASkill()
{
    Simulated world;
    QVERIFY(!*QCoro::waitFor(world.client->find(u"Gold"_s, nullptr, {})));
    const auto made = QCoro::waitFor(world.client->make(goldList(), nullptr, {}));
    QCOMPARE(made.fate, WriteFate::Applied);
    const auto found = QCoro::waitFor(world.client->find(u"gold"_s, nullptr, {}));
    QVERIFY(found && *found);
    QCOMPARE(**found, (NamedCallingList{made.listId, 0, (*found)->created}));
    QVERIFY(std::abs((*found)->created.secsTo(QDateTime::currentDateTimeUtc())) < 60);
    const auto second = QCoro::waitFor(world.client->make(goldList(), nullptr, {}));
    QCOMPARE(second.fate, WriteFate::Rejected);
    QCOMPARE(second.error->kind, ErrorKind::Conflict);
    const auto list = std::make_shared<const NewCallingList>(goldList());
    const QList<CallingListPerson> people{person(u"A"_s, u"12012001000"_s, u"Ann"_s),
                                          person(u"B"_s, u"12012001001"_s, u"Bo"_s)};
    const auto added = QCoro::waitFor(world.client->add(made.listId, list, people, nullptr, {}));
    QCOMPARE(added.fate, WriteFate::Accepted);
    QVERIFY(QCoro::waitFor(world.client->settle(made.listId, nullptr, {})));
    const QList<CxoneSandboxRecord> there = world.sandbox.listTruth(made.listId.toLongLong());
    QCOMPARE(there.size(), 2);
    QCOMPARE(there[0].members.value(u"firstName"_s), u"Ann"_s);
    QCOMPARE(there[1].others.value(u"plan"_s), u"1"_s);
    QCOMPARE(there[1].destinations, QStringList{u"12012001001"_s});
    QCOMPARE(world.sandbox.dialled(), QStringList());
    for (const SandboxRequest &request : world.sandbox.requests())
        QVERIFY(!request.path.contains("skill") && !request.body.contains("skillId"));
}

void TestCxoneListPublisher::nobodyIsAddedWhereASkillRuns()
{
    Simulated world;
    const auto list = std::make_shared<const NewCallingList>(goldList());
    const auto added
        = QCoro::waitFor(world.client->add(u"4104"_s, list, {person(u"A"_s, u"12012001000"_s, u"Ann"_s)}, nullptr, {}));
    QCOMPARE(added.fate, WriteFate::NotSent);
    QCOMPARE(added.error->code, u"skill_running"_s);
    QCOMPARE(world.sandbox.listTruth(4104).size(), 0);
    QCOMPARE(world.sandbox.dialled(), QStringList());
}

void TestCxoneListPublisher::aFlavourWithAudiencesMakesNoLists()
{
    QVERIFY(contractDialect()->audiences && !contractDialect()->callingLists);
    QVERIFY(!cxoneDialect()->audiences && cxoneDialect()->callingLists);
    QCOMPARE(cxoneDialect()->capabilities.value(Job::Audiences).mode, Capability::Mode::Emulated);
}

MUSTER_TEST(TestCxoneListPublisher, QCoreApplication)

} // namespace tst_cxonelistpublisher
#include "tst_cxonelistpublisher.moc"
