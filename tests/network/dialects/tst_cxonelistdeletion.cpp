// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxonelistdeletion.h"

#include "network/dialects/contract/contractdialect.h"
#include "tests/support/scriptedcxone.h"
#include "tests/support/testprogram.h"

#include <QCoro/QCoroTask>
#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_cxonelistdeletion {

using Active = ListDeletionClient::ActiveLists;

namespace {

const QByteArray path("/lists/call-lists/4106");

} // namespace

class TestCxoneListDeletion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneAttemptAndItsFate_data();
    void oneAttemptAndItsFate();
    void anAnswerThatWasLostProvesNothing();
    void anActiveListIsMadeInactiveAndNoneIsForcedToGo();
    void aTextThatIsNoIdIsNeverSent();
    void theContractDeletesNone();
};

void TestCxoneListDeletion::oneAttemptAndItsFate_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<WriteFate>("fate");
    QTest::newRow("taken") << 200 << QByteArray() << WriteFate::Accepted;
    QTest::newRow("taken, with words") << 200 << QByteArray("\"Success\"") << WriteFate::Accepted;
    QTest::newRow("taken, nothing to say") << 204 << QByteArray() << WriteFate::Accepted;
    QTest::newRow("F24 later") << 202 << QByteArray() << WriteFate::Accepted;
    QTest::newRow("F11 wrong") << 400 << QByteArray() << WriteFate::Rejected;
    QTest::newRow("F10 no right") << 403 << QByteArray() << WriteFate::Rejected;
    QTest::newRow("F14 gone") << 404 << QByteArray() << WriteFate::Absent;
    QTest::newRow("F16 in use") << 409 << QByteArray() << WriteFate::Rejected;
    QTest::newRow("F18 trouble") << 500 << QByteArray() << WriteFate::Unknown;
    QTest::newRow("F03 throttled") << 429 << QByteArray() << WriteFate::NotSent;
}

void TestCxoneListDeletion::oneAttemptAndItsFate()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(WriteFate, fate);
    ScriptedCxone scripted;
    scripted.channel.script(path, {ScriptedChannel::status(status, {}, body)});
    CxoneListDeletion client(*scripted.transport);
    const ListDeletionAnswer said = QCoro::waitFor(client.remove(u"4106"_s, Active::Refused, &scripted.observer, {}));
    QCOMPARE(said.fate, fate);
    QCOMPARE(said.error.has_value(), fate != WriteFate::Accepted);
    const QList<HttpRequest> sent = scripted.channel.requestsTo(path);
    QCOMPARE(sent.size(), 1); // never repeated here
    QCOMPARE(sent.first().method, QByteArray("DELETE"));
    QCOMPARE(sent.first().url.query(), u"forceInactive=false&forceDelete=false"_s);
    QVERIFY(sent.first().body.isEmpty());
}

void TestCxoneListDeletion::anAnswerThatWasLostProvesNothing()
{
    ScriptedCxone scripted;
    scripted.channel.script(path, {ScriptedChannel::failing(ErrorKind::ConnectionLost)});
    CxoneListDeletion client(*scripted.transport);
    const ListDeletionAnswer said = QCoro::waitFor(client.remove(u"4106"_s, Active::Refused, &scripted.observer, {}));
    QCOMPARE(said.fate, WriteFate::Unknown);
    QCOMPARE(scripted.channel.requestsTo(path).size(), 1);
}

void TestCxoneListDeletion::anActiveListIsMadeInactiveAndNoneIsForcedToGo()
{
    ScriptedCxone scripted;
    scripted.channel.script(path, {ScriptedChannel::status(200, {}, {})});
    CxoneListDeletion client(*scripted.transport);
    const ListDeletionAnswer said = QCoro::waitFor(client.remove(u"4106"_s, Active::Deleted, &scripted.observer, {}));
    QCOMPARE(said.fate, WriteFate::Accepted);
    const QList<HttpRequest> sent = scripted.channel.requestsTo(path);
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent.first().url.query(), u"forceInactive=true&forceDelete=false"_s);
}

void TestCxoneListDeletion::aTextThatIsNoIdIsNeverSent()
{
    ScriptedCxone scripted;
    CxoneListDeletion client(*scripted.transport);
    for (const QString &id : {QString(), u".."_s, u"41 06"_s, u"jobs"_s, u"4106/removeProspects"_s}) {
        const ListDeletionAnswer said = QCoro::waitFor(client.remove(id, Active::Refused, &scripted.observer, {}));
        QCOMPARE(said.fate, WriteFate::NotSent);
        QCOMPARE(said.error->kind, ErrorKind::BadInput);
    }
    QVERIFY(scripted.channel.requests().isEmpty());
}

void TestCxoneListDeletion::theContractDeletesNone()
{
    QVERIFY(!contractDialect()->listDeletion);
    QCOMPARE(contractDialect()->capabilities.value(Job::ListDeletion),
             (Capability{Capability::Mode::Unavailable, u"contract_deletion"_s}));
    QVERIFY(cxoneDialect()->listDeletion != nullptr);
}

MUSTER_TEST(TestCxoneListDeletion, QCoreApplication)

} // namespace tst_cxonelistdeletion
#include "tst_cxonelistdeletion.moc"
