// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxonedonotcall.h"

#include "network/wire/mapped.h"
#include "tests/support/simulatedcxonelists.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_cxonedonotcall {

using namespace cxonelists;

namespace {

const QString company = u"501"_s, optOuts = u"502"_s, registry = u"503"_s;

struct Tenant : SimulatedCxoneLists
{
    using SimulatedCxoneLists::SimulatedCxoneLists;

    WriteAnswer block(const QStringList &numbers, std::stop_token stop = {})
    {
        return QCoro::waitFor(groups.block(optOuts, contacts(numbers), &observer, stop));
    }
    WriteAnswer unblock(const QStringList &numbers)
    {
        return QCoro::waitFor(groups.unblock(optOuts, contacts(numbers), &observer, {}));
    }
    [[nodiscard]] std::shared_ptr<const DoNotCallNumbers> held(const QString &group = optOuts)
    {
        const auto read = QCoro::waitFor(groups.numbers(group, &observer, {}));
        return read ? *read : nullptr;
    }
    Result<DoNotCallFinding> search(std::uint64_t number)
    {
        return QCoro::waitFor(groups.search(number, &observer, {}));
    }
    [[nodiscard]] QStringList truth() const { return sandbox.doNotCallTruth(optOuts.toLongLong()); }
    [[nodiscard]] qsizetype sent(const QByteArray &method) const
    {
        const auto all = sandbox.requests();
        return std::ranges::count_if(all, [&method](const SandboxRequest &one) {
            return one.method == method && one.path.contains("/records");
        });
    }
    static QList<ContactPhone> contacts(const QStringList &numbers)
    {
        return mapped(numbers, [at = 0](const QString &number) mutable {
            return ContactPhone{u'c' + QString::number(++at), number};
        });
    }

    CxoneDoNotCall groups{*transport};
};

} // namespace

class TestCxoneDoNotCall : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsGroupsAndWhoHeedsThem();
    void tellsWhoAddsToAGroup();
    void searchesAllGroupsForANumber();
    void F18_F44_aSearchThatIsLostIsAskedAgain_data();
    void F18_F44_aSearchThatIsLostIsAskedAgain();
    void F28_F48_whatIsNoAnswerToASearchIsNone_data();
    void F28_F48_whatIsNoAnswerToASearchIsNone();
    void S42_aLookOnlyConnectionMaySearch();
    void S07_theNumberIsInNoErrorAndNoLog();
    void readsAGroupOverAllPages();
    void F13_aGroupThatIsNotThereIsNamed();
    void aGroupThatMovesIsReadAgain();
    void blocksAndUnblocks();
    void F25_aRefusedNumberHasItsOwnFate();
    void numbersThatAreNoneAreNeverSent_data();
    void numbersThatAreNoneAreNeverSent();
    void F22_F44_whatIsLostIsInDoubtAndSentOnce_data();
    void F22_F44_whatIsLostIsInDoubtAndSentOnce();
    void F28_F05_answersThatSayNothing_data();
    void F28_F05_answersThatSayNothing();
    void F07_aSpentTokenIsReplayedOnce();
    void textInAHeaderIsTold();
    void S42_aLookOnlyConnectionBlocksNothing();
    void F105_whatIsStoppedBeforeDoesNotLeave();
};

void TestCxoneDoNotCall::listsGroupsAndWhoHeedsThem()
{
    Tenant tenant;
    const auto groups = QCoro::waitFor(tenant.groups.groups(&tenant.observer, {}));
    QVERIFY(groups);
    QCOMPARE(mapped(*groups, &DoNotCallGroup::name),
             (QStringList{u"Company do not call"_s, u"Campaign opt-outs"_s, u"Old registry"_s}));
    QCOMPARE(mapped(*groups, &DoNotCallGroup::isActive), (QList<bool>{true, true, false}));
    const auto heeding = QCoro::waitFor(tenant.groups.heededBy(company, &tenant.observer, {}));
    QVERIFY(heeding);
    QCOMPARE(mapped(*heeding, &Dialer::id), (QStringList{u"3301"_s, u"3302"_s}));
    QVERIFY(QCoro::waitFor(tenant.groups.heededBy(optOuts, &tenant.observer, {}))->isEmpty());
}

void TestCxoneDoNotCall::tellsWhoAddsToAGroup()
{
    Tenant tenant;
    const auto adding = QCoro::waitFor(tenant.groups.contributedBy(optOuts, &tenant.observer, {}));
    QVERIFY(adding);
    QCOMPARE(mapped(*adding, &Dialer::id), QStringList{u"3301"_s});
    QVERIFY(QCoro::waitFor(tenant.groups.contributedBy(company, &tenant.observer, {}))->isEmpty());
    QCOMPARE(QCoro::waitFor(tenant.groups.contributedBy(u"999"_s, &tenant.observer, {})).error().kind,
             ErrorKind::NotFound);
}

void TestCxoneDoNotCall::searchesAllGroupsForANumber()
{
    Tenant tenant;
    QVERIFY(!tenant.block({u"12125550101"_s}).error);
    const auto found = tenant.search(12125550101);
    QVERIFY(found);
    QCOMPARE(found->entries.size(), 1);
    const DoNotCallEntry &entry = found->entries.first();
    QCOMPARE(entry.groupId, optOuts);
    QCOMPARE(entry.groupName, u"Campaign opt-outs"_s);
    QVERIFY(entry.isEndClear && !entry.expires.isValid());
    QVERIFY(std::abs(entry.collected.secsTo(QDateTime::currentDateTimeUtc())) < 60);
    QVERIFY(entry.isInForce(found->at));
    // By the service's time, whatever our own clock says: what has just ended has ended.
    QVERIFY(!tenant.unblock({u"12125550101"_s}).error);
    for (const int hours : {0, -5, 5}) {
        tenant.clock.setWall(QDateTime::currentDateTimeUtc().addSecs(hours * 3600));
        const auto ended = tenant.search(12125550101);
        QVERIFY(ended && ended->entries.size() == 1);
        QVERIFY(!ended->entries.first().isInForce(ended->at));
    }
    // One that nobody has put anywhere.
    const auto none = tenant.search(12125550199);
    QVERIFY(none && none->entries.isEmpty());
}

void TestCxoneDoNotCall::F18_F44_aSearchThatIsLostIsAskedAgain_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("error");
    QTest::newRow("lost") << int(SandboxFault::Kind::CloseWithoutAnswer) << errorKindKey(ErrorKind::ConnectionLost);
    QTest::newRow("500") << int(SandboxFault::Kind::Status) << errorKindKey(ErrorKind::BreakerOpen); // five in a row
}

void TestCxoneDoNotCall::F18_F44_aSearchThatIsLostIsAskedAgain()
{
    QFETCH(int, kind);
    QFETCH(QString, error);
    Tenant tenant;
    SandboxFault fault{.times = 2};
    fault.kind = SandboxFault::Kind(kind);
    tenant.fail(fault, u"POST"_s, u"/search"_s);
    QVERIFY(tenant.search(12125550101)); // unlike a write it changes nothing
    fault.times = -1;
    tenant.fail(fault, u"POST"_s, u"/search"_s);
    const auto never = tenant.search(12125550101);
    QVERIFY(!never);
    QCOMPARE(errorKindKey(never.error().kind), error);
}

void TestCxoneDoNotCall::F28_F48_whatIsNoAnswerToASearchIsNone_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("200 without a body") << 200 << QByteArray();
    QTest::newRow("a page of words") << 200 << QByteArray("<html>Sign in</html>");
    QTest::newRow("cut") << 200 << QByteArray("{\"searchResults\":[");
    QTest::newRow("words of another kind") << 200 << QByteArray("{\"message\":\"none\"}");
    QTest::newRow("another number") << 200
                                    << QByteArray("{\"searchResults\":[{\"dncGroupId\":501,\"dncGroupName\":\"A\","
                                                  "\"formattedPhone\":\"12125550102\"}]}");
    QTest::newRow("404") << 404 << QByteArray("{}");
    QTest::newRow("403") << 403 << QByteArray("{}");
}

void TestCxoneDoNotCall::F28_F48_whatIsNoAnswerToASearchIsNone()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    Tenant tenant;
    tenant.fail({.kind = SandboxFault::Kind::RawBody,
                 .times = -1,
                 .status = status,
                 .body = body,
                 .contentType = "application/json"},
                u"POST"_s, u"/search"_s);
    QVERIFY(!tenant.search(12125550101)); // never: it is in no group
}

void TestCxoneDoNotCall::S42_aLookOnlyConnectionMaySearch()
{
    Tenant tenant;
    ApiTransport transport(
        profileOf(tenant.sandbox, Environment::Production), cxoneDialect()->protocol, tenant.channel,
        [&](std::stop_token) -> QCoro::Task<Result<Secret>> { co_return tenant.sandbox.accessKeySecret(); },
        tenant.clock);
    CxoneDoNotCall groups(transport);
    QVERIFY(QCoro::waitFor(groups.search(12125550101, nullptr, {})));
}

void TestCxoneDoNotCall::S07_theNumberIsInNoErrorAndNoLog()
{
    Tenant tenant;
    tenant.fail({.kind = SandboxFault::Kind::Status, .times = 1, .status = 400}, u"POST"_s, u"/search"_s);
    const auto refused = tenant.search(12125550101);
    QVERIFY(!refused);
    QVERIFY(!QString(refused.error().subject + refused.error().detail).contains(u"5550101"));
    QVERIFY(tenant.search(12125550101));
    const auto &log = tenant.transport->log().entries();
    QVERIFY(std::ranges::any_of(log, [](const Exchange &one) { return one.operation == "donotcall.search"; }));
    for (const Exchange &one : log)
        QVERIFY2(!one.address.contains(u"5550101"), qPrintable(one.address));
}

void TestCxoneDoNotCall::readsAGroupOverAllPages()
{
    Tenant tenant;
    // More than a page, of which some have ended.
    QStringList numbers;
    for (int at = 0; at < 2300; ++at)
        numbers.append(u"1212"_s + QString::number(2'000'000 + at));
    for (qsizetype at = 0; at < numbers.size(); at += 100)
        QVERIFY(!tenant.block(numbers.mid(at, 100)).error);
    QVERIFY(!tenant.unblock(numbers.first(50)).error);
    const auto held = tenant.held();
    QVERIFY(held);
    for (qsizetype at = 0; at < numbers.size(); ++at)
        QCOMPARE(held->contains(numbers.at(at).toULongLong()), at >= 50);
    for (const QString &number : tenant.truth())
        QVERIFY(held->contains(number.toULongLong()));
    QCOMPARE(tenant.sent("GET"), 3);
}

void TestCxoneDoNotCall::F13_aGroupThatIsNotThereIsNamed()
{
    Tenant tenant;
    const auto missing = QCoro::waitFor(tenant.groups.numbers(u"999"_s, &tenant.observer, {}));
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, ErrorKind::NotFound);
    QCOMPARE(missing.error().subject, u"999"_s);
}

void TestCxoneDoNotCall::aGroupThatMovesIsReadAgain()
{
    Tenant tenant;
    SandboxFault wrong;
    wrong.kind = SandboxFault::Kind::Mutate;
    wrong.mutation = SandboxFault::Mutation::WrongCount;
    tenant.fail(wrong, u"GET"_s, u"/records"_s);
    QVERIFY(tenant.held()); // once, and not the second time
    wrong.times = -1;
    tenant.fail(wrong, u"GET"_s, u"/records"_s);
    const auto never = QCoro::waitFor(tenant.groups.numbers(optOuts, &tenant.observer, {}));
    QVERIFY(!never);
    QCOMPARE(never.error().code, u"group_moves"_s);
}

void TestCxoneDoNotCall::blocksAndUnblocks()
{
    Tenant tenant;
    const QStringList before = tenant.truth();
    QCOMPARE(said(tenant.block({u"12125550101"_s, u"+1 212 555-0102"_s})),
             (QStringList{u"c1 applied"_s, u"c2 applied"_s}));
    QCOMPARE(tenant.truth(), before + QStringList({u"12125550101"_s, u"12125550102"_s}));
    QCOMPARE(said(tenant.unblock({u"12125550102"_s, u"12125550101"_s})),
             (QStringList{u"c1 applied"_s, u"c2 applied"_s}));
    QCOMPARE(tenant.truth(), before);
    // At once, whatever our own clock says.
    for (const int hours : {0, -5, 5}) {
        tenant.clock.setWall(QDateTime::currentDateTimeUtc().addSecs(hours * 3600));
        QVERIFY(!tenant.held()->contains(12125550101));
    }
}

void TestCxoneDoNotCall::F25_aRefusedNumberHasItsOwnFate()
{
    Tenant tenant;
    const WriteAnswer answer = tenant.block({u"12125550101"_s, u"5550102"_s, u"12125550103"_s}); // one is too short
    QCOMPARE(said(answer), (QStringList{u"c1 applied"_s, u"c2 rejected: number_refused"_s, u"c3 applied"_s}));
    QCOMPARE(answer.error->kind, ErrorKind::Invalid);
    QVERIFY(tenant.held()->contains(12125550103));
}

void TestCxoneDoNotCall::numbersThatAreNoneAreNeverSent_data()
{
    QTest::addColumn<QStringList>("numbers");
    QTest::addColumn<QString>("code");
    QTest::newRow("nobody") << QStringList() << u"batch_size"_s;
    QTest::newRow("too many") << QStringList(101, u"12125550101"_s) << u"batch_size"_s;
    QTest::newRow("no number") << QStringList{u"12125550101"_s, u"n/a"_s} << u"number_not_blockable"_s;
    QTest::newRow("a leading zero") << QStringList{u"02079460101"_s} << u"number_not_blockable"_s;
    QTest::newRow("twice") << QStringList{u"12125550101"_s, u"1-212-555-0101"_s} << u"repeated_number"_s;
}

void TestCxoneDoNotCall::numbersThatAreNoneAreNeverSent()
{
    QFETCH(QStringList, numbers);
    QFETCH(QString, code);
    Tenant tenant;
    const WriteAnswer answer = tenant.block(numbers);
    QCOMPARE(answer.error->kind, ErrorKind::BadInput);
    QCOMPARE(answer.error->code, code);
    QVERIFY(!answer.error->subject.contains(u"555")); // by the contact's id, never by the number
    QCOMPARE(countOf(answer, WriteFate::NotSent), numbers.size());
    QCOMPARE(tenant.sent("POST"), 0);
}

void TestCxoneDoNotCall::F22_F44_whatIsLostIsInDoubtAndSentOnce_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("lost") << int(SandboxFault::Kind::CloseWithoutAnswer);
    QTest::newRow("500") << int(SandboxFault::Kind::Status);
}

void TestCxoneDoNotCall::F22_F44_whatIsLostIsInDoubtAndSentOnce()
{
    QFETCH(int, kind);
    Tenant tenant;
    SandboxFault fault{.times = -1};
    fault.kind = SandboxFault::Kind(kind);
    if (fault.kind == SandboxFault::Kind::Status)
        fault.status = 500;
    for (const QByteArray &method : {QByteArray("POST"), QByteArray("DELETE")}) {
        tenant.sandbox.clearFaults();
        tenant.fail(fault, QString::fromLatin1(method), u"/records"_s);
        const WriteAnswer answer
            = method == "POST" ? tenant.block({u"12125550101"_s}) : tenant.unblock({u"12125550101"_s});
        QCOMPARE(countOf(answer, WriteFate::Unknown), 1);
        QCOMPARE(tenant.sent(method), 1);
    }
}

void TestCxoneDoNotCall::F28_F05_answersThatSayNothing_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("fate");
    QTest::newRow("204") << 204 << QByteArray() << u"c1 unknown"_s;
    QTest::newRow("200 without a body") << 200 << QByteArray() << u"c1 unknown"_s;
    QTest::newRow("a page of words") << 200 << QByteArray("<html>Sign in</html>") << u"c1 unknown"_s;
    QTest::newRow("words of another kind") << 200 << QByteArray("{\"message\":\"done\"}") << u"c1 unknown"_s;
    QTest::newRow("429") << 429 << QByteArray("{}") << u"c1 not sent"_s;
    QTest::newRow("400") << 400 << QByteArray("{}") << u"c1 rejected"_s;
    QTest::newRow("404") << 404 << QByteArray("{}") << u"c1 rejected"_s;
}

void TestCxoneDoNotCall::F28_F05_answersThatSayNothing()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, fate);
    Tenant tenant;
    tenant.fail({.kind = SandboxFault::Kind::RawBody,
                 .times = -1,
                 .status = status,
                 .body = body,
                 .contentType = "application/json"},
                u"POST"_s, u"/records"_s);
    const QStringList told = said(tenant.block({u"12125550101"_s}));
    QVERIFY2(told.size() == 1 && told.first().startsWith(fate), qPrintable(told.join(u' ')));
    QCOMPARE(tenant.sent("POST"), 1);
}

void TestCxoneDoNotCall::F07_aSpentTokenIsReplayedOnce()
{
    Tenant tenant;
    QVERIFY(tenant.held());
    tenant.sandbox.expireTokens();
    QCOMPARE(said(tenant.block({u"12125550101"_s})), (QStringList{u"c1 applied"_s}));
    QCOMPARE(tenant.sent("POST"), 2);
    QCOMPARE(tenant.truth().count(u"12125550101"_s), 1);
}

void TestCxoneDoNotCall::textInAHeaderIsTold()
{
    Tenant tenant;
    const WriteAnswer answer
        = QCoro::waitFor(tenant.groups.block(u"999"_s, Tenant::contacts({u"12125550101"_s}), &tenant.observer, {}));
    QCOMPARE(answer.error->kind, ErrorKind::NotFound);
    const QString told = answer.error->code + answer.error->detail;
    QVERIFY2(told.contains(u"InvalidDncGroupId"_s), qPrintable(told));
}

void TestCxoneDoNotCall::S42_aLookOnlyConnectionBlocksNothing()
{
    Tenant tenant;
    ApiTransport transport(
        profileOf(tenant.sandbox, Environment::Production), cxoneDialect()->protocol, tenant.channel,
        [&](std::stop_token) -> QCoro::Task<Result<Secret>> { co_return tenant.sandbox.accessKeySecret(); },
        tenant.clock);
    CxoneDoNotCall groups(transport);
    const auto contacts = Tenant::contacts({u"12125550101"_s});
    for (const WriteAnswer &answer : {QCoro::waitFor(groups.block(optOuts, contacts, nullptr, {})),
                                      QCoro::waitFor(groups.unblock(optOuts, contacts, nullptr, {}))}) {
        QCOMPARE(answer.error->kind, ErrorKind::LookOnly);
        QCOMPARE(countOf(answer, WriteFate::NotSent), 1);
    }
    QCOMPARE(tenant.sent("POST") + tenant.sent("DELETE"), 0);
    QVERIFY(QCoro::waitFor(groups.numbers(optOuts, nullptr, {})));
}

void TestCxoneDoNotCall::F105_whatIsStoppedBeforeDoesNotLeave()
{
    Tenant tenant;
    std::stop_source stop;
    stop.request_stop();
    const WriteAnswer answer = tenant.block({u"12125550101"_s}, stop.get_token());
    QCOMPARE(answer.error->kind, ErrorKind::Cancelled);
    QCOMPARE(countOf(answer, WriteFate::NotSent), 1);
    QCOMPARE(tenant.sent("POST"), 0);
}

MUSTER_TEST(TestCxoneDoNotCall, QCoreApplication)

} // namespace tst_cxonedonotcall
#include "tst_cxonedonotcall.moc"
