// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "contactlistsfixture.h"

#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;

namespace tst_contactlistwrites {

class TestContactListWrites : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void correctsAsTheContractSays();
    void nothingWrongIsEverSent_data();
    void nothingWrongIsEverSent();
    void refusalsOfAWrite_data();
    void refusalsOfAWrite();
    void F40_whatDidNotLeaveIsNotSent();
    void F21_haltBeforeIsNotSentHaltByItselfIsUnknown();
    void F24_acceptedIsNotApplied();
    void F25_eachRecordHasItsOwnFate();
    void F14_absentContact();
    void F31_redirectedPurgeIsRejected();
    void F105_answerOnItsWayIsAwaited();
    void restoreNamesThoseThatAreThere();
};

void TestContactListWrites::correctsAsTheContractSays()
{
    ListFixture fixture;
    fixture.channel.script(recordsPath, {ScriptedChannel::json(R"({"updatedCount":2})")});
    const WriteAnswer answer = fixture.correct(phones(2));
    QCOMPARE(fates(answer), all(2, WriteFate::Applied));
    QVERIFY(!answer.error);
    const HttpRequest request = fixture.channel.requestsTo(recordsPath).constFirst();
    QCOMPARE(request.method, QByteArray("PATCH"));
    QCOMPARE(headerValue(request.headers, "content-type"), QByteArray("application/json"));
    QCOMPARE(QJsonDocument::fromJson(request.body),
             QJsonDocument::fromJson(R"({"contacts":[{"id":"c0","phone":"+12015550000"},)"
                                     R"({"id":"c1","phone":"+12015550001"}]})"));
    // Without a body the status has said it all.
    fixture.channel.script(recordsPath, {ScriptedChannel::status(204, {}, ""), ScriptedChannel::status(200, {}, "")});
    QCOMPARE(fates(fixture.correct(phones(100))), all(100, WriteFate::Applied));
    QCOMPARE(fates(fixture.correct(phones(1))), all(1, WriteFate::Applied));
}

void TestContactListWrites::nothingWrongIsEverSent_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("phone");
    QTest::addColumn<int>("count");
    const QString id = QStringLiteral("x"), phone = QStringLiteral("+12015550123");
    QTest::newRow("too many") << id << phone << 100;
    QTest::newRow("empty id") << QString() << phone << 0;
    QTest::newRow("half a surrogate pair as id") << QString(QChar(0xD800)) << phone << 0;
    QTest::newRow("id twice") << QStringLiteral("c0") << phone << 1;
    for (const char *wrong : {"", "+", "+1", "12015550123", "+02015550123", "+1201555012345678", "+1 2015550123",
                              "+1201555012x", " +12015550123", "+12015550123\n", "++2015550123"})
        QTest::addRow("number \"%s\"", wrong) << id << QString::fromLatin1(wrong) << 0;
    QTest::newRow("Arabic digits") << id << QStringLiteral("+1201555012\u0663") << 0;
}

void TestContactListWrites::nothingWrongIsEverSent()
{
    QFETCH(QString, id);
    QFETCH(QString, phone);
    QFETCH(int, count);
    ListFixture fixture;
    const WriteAnswer answer = fixture.correct(phones(count) + QList<ContactPhone>{{id, phone}});
    QCOMPARE(fates(answer), all(count + 1, WriteFate::NotSent));
    QVERIFY(answer.error);
    QCOMPARE(answer.error->kind, ErrorKind::BadInput);
    if (!phone.isEmpty())
        QVERIFY(!answer.error->subject.contains(phone) && !answer.error->detail.contains(phone));
    QVERIFY(fixture.channel.requests().isEmpty());
    QCOMPARE(fixture.correct({}).error->kind, ErrorKind::BadInput);
    QVERIFY(fixture.channel.requests().isEmpty());
}

void TestContactListWrites::refusalsOfAWrite_data()
{
    QTest::addColumn<ScriptedChannel::Step>("step");
    QTest::addColumn<WriteFate>("fate");
    QTest::addColumn<QString>("kind");
    const auto status = [](const char *name, int code, WriteFate fate, const char *kind) {
        QTest::addRow("%s %d", name, code) << ScriptedChannel::status(code) << fate << QString::fromLatin1(kind);
    };
    status("F12", 400, WriteFate::Rejected, "invalid");
    status("F17", 413, WriteFate::Rejected, "too_large");
    status("F16", 409, WriteFate::Rejected, "conflict");
    status("F16", 412, WriteFate::Rejected, "conflict");
    status("F10", 403, WriteFate::Rejected, "forbidden");
    status("list", 404, WriteFate::Rejected, "not_found");
    status("other", 405, WriteFate::Rejected, "refused");
    for (const int code : {300, 301, 302, 303, 304, 305, 307, 308})
        status("F31", code, WriteFate::Rejected, "redirect_refused");
    for (const int code : {408, 500, 502, 503, 504, 599})
        status("F22", code, WriteFate::Unknown, "server_trouble");
    status("odd success", 206, WriteFate::Unknown, "not_from_api");
    status("F08", 401, WriteFate::NotSent, "sign_in_needed");
    status("F05", 429, WriteFate::NotSent, "throttled");
    status("F54", 407, WriteFate::NotSent, "proxy_refused");
    const auto failing = [](const char *name, ErrorKind kind, WriteFate fate) {
        QTest::newRow(name) << lost(kind) << fate << errorKindKey(kind);
    };
    failing("F40 no connection", ErrorKind::NotSent, WriteFate::NotSent);
    failing("F52 certificate", ErrorKind::TlsRefused, WriteFate::NotSent);
    failing("F54 proxy", ErrorKind::ProxyRefused, WriteFate::NotSent);
    failing("F41 F44 lost", ErrorKind::ConnectionLost, WriteFate::Unknown);
    failing("F50 timed out", ErrorKind::TimedOut, WriteFate::Unknown);
    failing("F47 cut", ErrorKind::BrokenBody, WriteFate::Unknown);
    failing("F51 endless", ErrorKind::LimitExceeded, WriteFate::Unknown);
    const auto body = [](const char *name, const ScriptedChannel::Step &step, const char *kind) {
        QTest::newRow(name) << step << WriteFate::Unknown << QString::fromLatin1(kind);
    };
    body("F28 login page", ScriptedChannel::status(200, {{"Content-Type", "text/html"}}, "<html>"), "not_from_api");
    body("F47 cut JSON", ScriptedChannel::json(R"({"updatedCount":)"), "broken_body");
    body("F60 broken JSON", ScriptedChannel::json(R"({"updatedCount":x})"), "broken_body");
}

void TestContactListWrites::refusalsOfAWrite()
{
    QFETCH(ScriptedChannel::Step, step);
    QFETCH(WriteFate, fate);
    QFETCH(QString, kind);
    ListFixture fixture;
    fixture.channel.script(recordsPath, {step});
    fixture.channel.script("/contacts/c1", {step});
    const int times = step.status == 401 ? 2 : 1; // The one replay, after which nobody has been let in.
    const WriteAnswer corrected = fixture.correct(phones(3));
    QCOMPARE(fates(corrected), all(3, fate));
    QCOMPARE(errorKindKey(corrected.error->kind), kind);
    QCOMPARE(errorKindKey(corrected.fates.at(1).error->kind), kind);
    QCOMPARE(fixture.channel.requestsTo(recordsPath).size(), times);
    fixture.clock.advance(24h);
    const WriteAnswer restored = fixture.restore(phones(3));
    QCOMPARE(fates(restored), all(3, fate));
    QCOMPARE(fixture.channel.requestsTo(recordsPath).size(), 2 * times);
    fixture.clock.advance(24h);
    const RecordFate purged = fixture.purge();
    const bool aboutRecord = step.status == 404;
    // The body of a 200 does not matter to a DELETE as long as it is JSON, and the broken one ends like JSON.
    const bool believed = step.body == R"({"updatedCount":x})";
    QCOMPARE(purged.fate, aboutRecord ? WriteFate::Absent : believed ? WriteFate::Applied : fate);
    QCOMPARE(purged.contactId, QStringLiteral("c1"));
    QCOMPARE(purged.error.has_value(), !believed);
    QCOMPARE(fixture.channel.requestsTo("/contacts/c1").size(), times);
}

void TestContactListWrites::F40_whatDidNotLeaveIsNotSent()
{
    // The token cannot be had, for whatever reason: nothing of the write has left.
    for (const Step &step :
         {ScriptedChannel::status(503), ScriptedChannel::status(401), lost(ErrorKind::ConnectionLost),
          lost(ErrorKind::TimedOut), ScriptedChannel::json("<html>")}) {
        ListFixture fixture;
        fixture.channel.script("/oauth/token", {step});
        QCOMPARE(fates(fixture.correct(phones(2))), all(2, WriteFate::NotSent));
        QCOMPARE(fixture.purge().fate, WriteFate::NotSent);
        QVERIFY(fixture.channel.requestsTo(recordsPath).isEmpty());
    }
    // Refused with 401, and then no new token: still nothing has changed.
    ListFixture fixture;
    fixture.channel.script("/contacts/c1", {ScriptedChannel::status(401)});
    fixture.channel.script("/oauth/token",
                           {ScriptedChannel::json(R"({"access_token":"a","token_type":"Bearer","expires_in":1800})"),
                            lost(ErrorKind::ConnectionLost)});
    QCOMPARE(fixture.purge().fate, WriteFate::NotSent);
    QCOMPARE(fixture.channel.requestsTo("/contacts/c1").size(), 1);
    // Stopped before it began.
    std::stop_source source;
    source.request_stop();
    ListFixture stopped;
    const RecordFate record = stopped.purge(QStringLiteral("c1"), source.get_token());
    QCOMPARE(record.fate, WriteFate::NotSent);
    QCOMPARE(record.error->kind, ErrorKind::Cancelled);
    QVERIFY(stopped.channel.requests().isEmpty());
}

void TestContactListWrites::F21_haltBeforeIsNotSentHaltByItselfIsUnknown()
{
    ListFixture fixture;
    fixture.channel.script("/contacts/c1", {ScriptedChannel::status(500)});
    for (int i = 1; i <= 5; ++i) {
        const RecordFate record = fixture.purge();
        QCOMPARE(record.fate, WriteFate::Unknown);
        QCOMPARE(record.error->kind, i < 5 ? ErrorKind::ServerTrouble : ErrorKind::BreakerOpen);
    }
    for (int i = 0; i < 3; ++i) {
        const RecordFate record = fixture.purge();
        QCOMPARE(record.fate, WriteFate::NotSent);
        QCOMPARE(record.error->kind, ErrorKind::BreakerOpen);
        QCOMPARE(fates(fixture.correct(phones(1))), all(1, WriteFate::NotSent));
    }
    QCOMPARE(fixture.channel.requestsTo("/contacts/c1").size(), 5);
    QVERIFY(fixture.channel.requestsTo(recordsPath).isEmpty());
    fixture.transport->rearmBreaker(Service::ContactLists);
    QCOMPARE(fixture.purge().fate, WriteFate::Unknown);
}

void TestContactListWrites::F24_acceptedIsNotApplied()
{
    ListFixture fixture;
    fixture.channel.script(recordsPath,
                           {ScriptedChannel::json(R"({"updatedCount":2})", 202), ScriptedChannel::status(202, {}, ""),
                            ScriptedChannel::json("{}", 202)});
    fixture.channel.script("/contacts/c1", {ScriptedChannel::status(202, {}, "")});
    QCOMPARE(fates(fixture.correct(phones(2))), all(2, WriteFate::Accepted));
    QCOMPARE(fates(fixture.correct(phones(2))), all(2, WriteFate::Accepted));
    QCOMPARE(fixture.purge().fate, WriteFate::Accepted);
    QVERIFY(!fixture.purge().error);
    // A body that is there and does not say how many proves nothing.
    QCOMPARE(fates(fixture.correct(phones(2))), all(2, WriteFate::Unknown));
}

void TestContactListWrites::F25_eachRecordHasItsOwnFate()
{
    ListFixture fixture;
    const QByteArray body = R"({"updatedCount":1,"results":[{"id":"c1","status":400,"error":"bad_number",)"
                            R"("message":"c1 is +1 415 555 0123"},{"id":"c0","status":200},{"id":"c2","status":404}]})";
    for (const int status : {200, 207}) {
        fixture.channel.script(recordsPath, {ScriptedChannel::json(body, status)});
        const WriteAnswer answer = fixture.correct(phones(3));
        QCOMPARE(fates(answer), QList<WriteFate>({WriteFate::Applied, WriteFate::Rejected, WriteFate::Absent}));
        QCOMPARE(answer.error->kind, ErrorKind::Invalid);
        QVERIFY(!answer.fates.at(0).error);
        QCOMPARE(answer.fates.at(1).error->code, QStringLiteral("bad_number"));
        QCOMPARE(answer.fates.at(1).error->detail, QStringLiteral("c1 is [masked]"));
        QCOMPARE(answer.fates.at(2).error->kind, ErrorKind::NotFound);
    }
}

void TestContactListWrites::F14_absentContact()
{
    ListFixture fixture;
    fixture.channel.script(
        "/contacts/c1",
        {ScriptedChannel::json(R"({"error":"not_found","message":"gone"})", 404), ScriptedChannel::status(404, {}, ""),
         ScriptedChannel::status(404, {{"Content-Type", "text/html"}}, "<html>no such page</html>")});
    for (int i = 0; i < 2; ++i) {
        const RecordFate record = fixture.purge();
        QCOMPARE(record.fate, WriteFate::Absent);
        QCOMPARE(record.error->kind, ErrorKind::NotFound);
    }
    // A gateway in front of the service knows nothing of contacts.
    const RecordFate record = fixture.purge();
    QCOMPARE(record.fate, WriteFate::Unknown);
    QCOMPARE(record.error->kind, ErrorKind::NotFromApi);
}

void TestContactListWrites::F31_redirectedPurgeIsRejected()
{
    ListFixture fixture;
    for (const int status : {301, 302, 303, 307, 308}) {
        fixture.channel.script("/contacts/c1", {ScriptedChannel::status(status, {{"Location", "/elsewhere"}}, "")});
        const RecordFate record = fixture.purge();
        QCOMPARE(record.fate, WriteFate::Rejected);
        QCOMPARE(record.error->httpStatus, status);
    }
    QVERIFY(fixture.channel.requestsTo("/elsewhere").isEmpty());
    QCOMPARE(fixture.channel.requestsTo("/contacts/c1").size(), 5);
}

void TestContactListWrites::F105_answerOnItsWayIsAwaited()
{
    ListFixture fixture;
    Step held = ScriptedChannel::status(204, {}, "");
    held.held = true;
    Step hanging;
    hanging.hang = true;
    fixture.channel.script("/contacts/c1", {held, hanging});
    std::stop_source source;
    std::optional<RecordFate> outcome;
    auto task = fixture.client.purge(listId, {QStringLiteral("c1")}, nullptr, source.get_token())
                    .then([&outcome](const WriteAnswer &answer) { outcome = answer.fates.value(0); });
    QTRY_COMPARE(fixture.channel.requestsTo("/contacts/c1").size(), 1);
    source.request_stop();
    QTest::qWait(20);
    QVERIFY(!outcome);
    fixture.channel.release();
    QTRY_VERIFY(outcome);
    QCOMPARE(outcome->fate, WriteFate::Applied);
    // The answer did not come in time.
    std::stop_source second;
    outcome.reset();
    auto hung = fixture.client.purge(listId, {QStringLiteral("c1")}, nullptr, second.get_token())
                    .then([&outcome](const WriteAnswer &answer) { outcome = answer.fates.value(0); });
    QTRY_COMPARE(fixture.channel.requestsTo("/contacts/c1").size(), 2);
    second.request_stop();
    QTRY_VERIFY(outcome);
    QCOMPARE(outcome->fate, WriteFate::Unknown);
    QCOMPARE(outcome->error->kind, ErrorKind::Cancelled);
}

void TestContactListWrites::restoreNamesThoseThatAreThere()
{
    ListFixture fixture;
    const QList<ContactPhone> contacts = {{QStringLiteral("a"), QStringLiteral("not a number \u00e4")},
                                          {QStringLiteral("b"), QString()},
                                          {QStringLiteral("c"), QStringLiteral("+12015550100")}};
    const QByteArray details = R"("details":[{"field":"contacts[2].id","issue":"exists"}]})";
    fixture.channel.script(recordsPath,
                           {ScriptedChannel::json(R"({"createdCount":3})", 201),
                            ScriptedChannel::json(R"({"error":"contact_exists",)" + details, 409),
                            ScriptedChannel::json(R"({"error":"invalid_batch",)" + details, 400),
                            ScriptedChannel::json(R"({"error":"contact_exists"})", 409),
                            ScriptedChannel::json(R"({"createdCount":2})", 201), ScriptedChannel::status(201, {}, "")});
    QCOMPARE(fates(fixture.restore(contacts)), all(3, WriteFate::Applied));
    const HttpRequest request = fixture.channel.requestsTo(recordsPath).constFirst();
    QCOMPARE(request.method, QByteArray("POST"));
    QCOMPARE(QJsonDocument::fromJson(request.body)
                 .object()
                 .value(QStringLiteral("contacts"))
                 .toArray()
                 .at(0)
                 .toObject()
                 .value(QStringLiteral("phone"))
                 .toString(),
             contacts.at(0).phone);
    for (const ErrorKind kind : {ErrorKind::Conflict, ErrorKind::Invalid}) {
        const WriteAnswer answer = fixture.restore(contacts);
        QCOMPARE(fates(answer), QList<WriteFate>({WriteFate::NotSent, WriteFate::NotSent, WriteFate::Rejected}));
        QCOMPARE(answer.error->kind, kind);
        QCOMPARE(answer.fates.at(2).error->kind, kind);
    }
    QCOMPARE(fates(fixture.restore(contacts)), all(3, WriteFate::Rejected));
    // Two of three, or none said: settled by a read.
    QCOMPARE(fates(fixture.restore(contacts)), all(3, WriteFate::Unknown));
    QCOMPARE(fates(fixture.restore(contacts)), all(3, WriteFate::Unknown));
}

MUSTER_TEST(TestContactListWrites, QCoreApplication)

} // namespace tst_contactlistwrites
#include "tst_contactlistwrites.moc"
