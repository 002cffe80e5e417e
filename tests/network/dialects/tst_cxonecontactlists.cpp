// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxonecontactlists.h"

#include "tests/support/scriptedcxone.h"
#include "tests/support/simulatedcxonelists.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QtTest>
#include <algorithm>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_cxonecontactlists {

using namespace cxonelists;
using Simulated = SimulatedCxoneLists;

class TestCxoneContactLists : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsCallingLists();
    void readsWholeLists();
    void F13_aListThatIsNotThereIsNamed();
    void attemptsAreCountedOverAllPages();
    void F67_aPageOfAttemptsThatComesAgainEndsTheCount();
    void nothingRingsWithoutConsent();
    void removesRecords();
    void F62_idsThatAreNoNumbersAreNeverSent_data();
    void F62_idsThatAreNoNumbersAreNeverSent();
    void F14_aRecordThatIsGoneIsAbsent();
    void twoListsOfOneNameAreRefused();
    void F22_aLostRemovalIsInDoubt();
    void resultsOfOthersProveNothing();
    void S42_aLookOnlyConnectionWritesNothing();
    void restoresWhatWasRemoved();
    void restoresNothingOverANewerRecord();
    void restoresNoRecordOfSeveralNumbers();
    void F05_throttledWithoutRetryAfter();
};

void TestCxoneContactLists::listsCallingLists()
{
    Simulated tenant;
    const auto lists = QCoro::waitFor(tenant.client->list(&tenant.observer, {}));
    QVERIFY(lists);
    QCOMPARE(lists->size(), 5);
    ContactListSummary first = lists->at(0);
    const ContactListFacts facts = std::exchange(first.facts, {}); // see tst_cxonelistcodec for what they say
    QCOMPARE(first, (ContactListSummary{renewals, u"Spring renewals"_s, 1100, false}));
    QCOMPARE(facts.activity, ContactListFacts::Activity::Active);
    QCOMPARE(lists->at(3).contactCount, 0);
}

void TestCxoneContactLists::readsWholeLists()
{
    Simulated tenant;
    const auto truth = tenant.sandbox.listTruth(renewals.toLongLong());
    const QList<Contact> read = tenant.read(renewals, 300);
    QCOMPARE(read.size(), truth.size());
    QMap<QString, Contact> byId;
    for (const Contact &contact : read)
        byId.insert(contact.id, contact);
    for (const CxoneSandboxRecord &record : truth) {
        const Contact contact = byId.value(record.externalId);
        QCOMPARE(contact.phone, record.destinations.first());
        QVERIFY(contact.members.contains(record.others.value(u"email"_s).toUtf8()));
    }
    QVERIFY(tenant.read(nobodyYet).isEmpty());
    for (const QString &list : {dozen, nobodyYet}) { // also of a page with nothing on it
        const auto raw = QCoro::waitFor(tenant.client->page(list, {}, 100, &tenant.observer, {}));
        QVERIFY(raw);
        QCOMPARE(tenant.client->decoder()->decode(*raw)->numberForm, NumberForm::Digits);
    }
}

void TestCxoneContactLists::F13_aListThatIsNotThereIsNamed()
{
    Simulated tenant;
    const auto missing = QCoro::waitFor(tenant.client->page(u"999"_s, {}, 100, &tenant.observer, {}));
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, ErrorKind::NotFound);
    const auto odd = QCoro::waitFor(tenant.client->page(u"../skills"_s, {}, 100, &tenant.observer, {}));
    QVERIFY(!odd);
    QCOMPARE(odd.error().kind, ErrorKind::BadInput);
}

void TestCxoneContactLists::attemptsAreCountedOverAllPages()
{
    Simulated tenant;
    QVERIFY(tenant.client->limits().tellsAttempts);
    for (const QString &list : {renewals, dozen}) {
        qint64 wanted = 0;
        QDateTime last;
        for (const CxoneSandboxRecord &record : tenant.sandbox.listTruth(list.toLongLong())) {
            wanted += record.attempts;
            if (record.attempts > 0 && !(record.modified < last))
                last = record.modified;
        }
        QVERIFY(list == dozen || wanted > CxoneContactLists::attemptsPerPage);
        const auto counted = QCoro::waitFor(tenant.client->attempts(list, &tenant.observer, {}));
        QVERIFY(counted);
        QCOMPARE(counted->count, wanted);
        QCOMPARE(counted->last.toSecsSinceEpoch(), last.toSecsSinceEpoch()); // which is as exact as the API tells it
    }
    QCOMPARE(*QCoro::waitFor(tenant.client->attempts(nobodyYet, &tenant.observer, {})), CallAttempts());
    const auto missing = QCoro::waitFor(tenant.client->attempts(u"999"_s, &tenant.observer, {}));
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, ErrorKind::NotFound);
    const auto odd = QCoro::waitFor(tenant.client->attempts(u"../skills"_s, &tenant.observer, {}));
    QVERIFY(!odd);
    QCOMPARE(odd.error().kind, ErrorKind::BadInput);
}

void TestCxoneContactLists::F67_aPageOfAttemptsThatComesAgainEndsTheCount()
{
    Simulated tenant;
    SandboxFault fault{.kind = SandboxFault::Kind::RawBody};
    fault.body = "{\"resultSet\":{\"contactAttempts\":[{\"contactId\":1,\"dateOfCall\":\"2026-01-02T03:04:05Z\"}]}}";
    fault.contentType = "application/json";
    fault.status = 200;
    fault.times = 5;
    tenant.fail(fault, u"GET"_s, u"/attempts"_s);
    const auto counted = QCoro::waitFor(tenant.client->attempts(dozen, &tenant.observer, {}));
    QVERIFY(!counted);
    QCOMPARE(counted.error().code, u"cursor_repeated"_s);
}

void TestCxoneContactLists::nothingRingsWithoutConsent()
{
    Simulated tenant;
    const QList<ContactPhone> contacts{{u"1"_s, u"+12125550199"_s, {}}}, corrected{{u"1"_s, u"+13125550142"_s, {}}};
    const QList<DialConsent> wrong{DialConsent(), DialConsent{{u"Outbound renewals"_s}}};
    for (const DialConsent &consent : wrong)
        QCOMPARE(said(tenant.restore(nobodyYet, contacts, consent)), QStringList{u"1 not sent: skill_running"_s});
    QVERIFY(tenant.writes("/upload").isEmpty());
    QCOMPARE(tenant.sandbox.dialled(), QStringList());
    QCOMPARE(said(tenant.restore(nobodyYet, contacts, {{running}})), QStringList{u"1 accepted"_s});
    QStringList rung{u"12125550199"_s};
    QCOMPARE(tenant.sandbox.dialled(), rung);
    for (const DialConsent &consent : wrong) {
        const WriteAnswer refused = tenant.correct(nobodyYet, corrected, consent);
        QCOMPARE(said(refused), QStringList{u"1 not sent: skill_running"_s});
        QCOMPARE(refused.error->kind, ErrorKind::Refused);
        QCOMPARE(refused.error->subject, running);
    }
    QCOMPARE(tenant.writes("/upload").size(), 1);
    QCOMPARE(tenant.sandbox.dialled(), rung);
    QCOMPARE(said(tenant.correct(nobodyYet, corrected, {{running}})), QStringList{u"1 applied"_s});
    rung << u"13125550142"_s;
    QCOMPARE(tenant.sandbox.dialled(), rung);
}

void TestCxoneContactLists::removesRecords()
{
    Simulated tenant;
    const auto before = tenant.sandbox.listTruth(renewals.toLongLong());
    QStringList ids;
    for (qsizetype at = 0; at < CxoneContactLists::removalsPerCall; ++at)
        ids << before.at(at).externalId;
    const WriteAnswer answer = tenant.purge(renewals, ids);
    QVERIFY(!answer.error);
    QCOMPARE(answer.fates.size(), ids.size());
    QVERIFY(std::ranges::all_of(answer.fates, [](const RecordFate &fate) { return fate.fate == WriteFate::Applied; }));
    QCOMPARE(tenant.sandbox.listTruth(renewals.toLongLong()), before.sliced(ids.size()));
    const auto writes = tenant.writes("");
    QCOMPARE(std::ranges::count(writes, QByteArray("DELETE"), &SandboxRequest::method), 1);
    QCOMPARE(said(tenant.purge(renewals, ids + QStringList{u"1"_s})).first(), ids.first() + u" not sent: batch_size"_s);
}

void TestCxoneContactLists::F62_idsThatAreNoNumbersAreNeverSent_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("isSent");
    QTest::newRow("number") << u"4103000001"_s << true;
    QTest::newRow("zeros in front") << u"004103000001"_s << false;
    QTest::newRow("letters") << u"A4103000001"_s << false;
    QTest::newRow("blank") << u"4103000001 "_s << false;
    QTest::newRow("sign") << u"+4103000001"_s << false;
    QTest::newRow("fraction") << u"4103000001.0"_s << false;
    QTest::newRow("other digits") << u"٤١٠٣"_s << false;
    QTest::newRow("more than a double keeps") << u"9007199254740993"_s << false;
    QTest::newRow("empty") << QString() << false;
}

void TestCxoneContactLists::F62_idsThatAreNoNumbersAreNeverSent()
{
    QFETCH(QString, id);
    QFETCH(bool, isSent);
    Simulated tenant;
    QCOMPARE(tenant.client->limits().canPurge(id), isSent);
    const WriteAnswer answer = tenant.purge(dozen, {id});
    QCOMPARE(answer.fates.at(0).fate, isSent ? WriteFate::Applied : WriteFate::NotSent);
    QCOMPARE(tenant.writes("removeProspects").size(), isSent ? 1 : 0);
    QCOMPARE(tenant.sandbox.listTruth(dozen.toLongLong()).size(), isSent ? 11 : 12);
}

void TestCxoneContactLists::F14_aRecordThatIsGoneIsAbsent()
{
    Simulated tenant;
    const QString known = tenant.sandbox.listTruth(dozen.toLongLong()).first().externalId;
    const WriteAnswer answer = tenant.purge(dozen, {u"77"_s, known});
    QCOMPARE(said(answer), (QStringList{u"77 absent: NotFound"_s, known + u" applied"_s}));
    QVERIFY(!answer.error);
}

void TestCxoneContactLists::twoListsOfOneNameAreRefused()
{
    ScriptedCxone tenant;
    const auto list = [](int id, const char *name) {
        QJsonObject object;
        object.insert(u"listId"_s, id);
        object.insert(u"listName"_s, QLatin1String(name));
        return object;
    };
    QJsonObject index;
    index.insert(u"totalRecords"_s, 3);
    index.insert(u"callingLists"_s, QJsonArray{list(17, "Autumn"), list(18, "Spring"), list(19, " spring ")});
    tenant.script("/lists/call-lists", index);
    QJsonObject result;
    result.insert(u"externalId"_s, u"1"_s);
    QJsonObject removed;
    removed.insert(u"successfulRecords"_s, QJsonArray{result});
    tenant.script("/lists/call-lists/Autumn/removeProspects", removed);
    CxoneContactLists client(*tenant.transport);
    const auto purge
        = [&](const QString &id) { return said(QCoro::waitFor(client.purge(id, {u"1"_s}, &tenant.observer, {}))); };
    QCOMPARE(purge(u"17"_s), QStringList{u"1 applied"_s});
    QCOMPARE(purge(u"18"_s), QStringList{u"1 not sent: removal_name_twice"_s});
    QCOMPARE(purge(u"19"_s), QStringList{u"1 not sent: removal_name_twice"_s});
    QCOMPARE(purge(u"20"_s), QStringList{u"1 not sent"_s});
    QCOMPARE(tenant.channel.requestsTo("/removeProspects").size(), 1);
}

void TestCxoneContactLists::F22_aLostRemovalIsInDoubt()
{
    Simulated tenant;
    const QString known = tenant.sandbox.listTruth(dozen.toLongLong()).first().externalId;
    tenant.fail({.kind = SandboxFault::Kind::CloseWithoutAnswer}, u"DELETE"_s, u"removeProspects"_s);
    QCOMPARE(tenant.purge(dozen, {known}).fates.at(0).fate, WriteFate::Unknown);
    QTRY_COMPARE(tenant.numbersOf(dozen, known), QStringList{u"gone"_s});
    QCOMPARE(tenant.writes("removeProspects").size(), 1);
}

void TestCxoneContactLists::resultsOfOthersProveNothing()
{
    const auto answered = [](const QByteArray &body) {
        ScriptedCxone tenant;
        QJsonObject list, index;
        list.insert(u"listId"_s, 17);
        list.insert(u"listName"_s, u"Autumn"_s);
        index.insert(u"callingLists"_s, QJsonArray{list});
        index.insert(u"totalRecords"_s, 1);
        tenant.script("/lists/call-lists", index);
        tenant.channel.script("/lists/call-lists/Autumn/removeProspects", {ScriptedChannel::json(body)});
        CxoneContactLists client(*tenant.transport);
        return said(QCoro::waitFor(client.purge(u"17"_s, {u"1"_s, u"2"_s}, &tenant.observer, {})));
    };
    const auto done
        = [](const QByteArray &id) -> QByteArray { return "{\"externalId\":" + id + ",\"resultCode\":\"Success\"}"; };
    const auto successful
        = [](const QByteArray &results) -> QByteArray { return "{\"successfulRecords\":[" + results + "]}"; };
    QCOMPARE(answered(successful(done("1") + ',' + done("\"2\""))), (QStringList{u"1 applied"_s, u"2 applied"_s}));
    QCOMPARE(answered(successful(done("1"))), (QStringList{u"1 applied"_s, u"2 unknown: no_result"_s}));
    const QStringList nothing{u"1 unknown: other_results"_s, u"2 unknown: other_results"_s};
    QCOMPARE(answered(successful(done("1") + ',' + done("3"))), nothing);
    QCOMPARE(answered(successful(done("1") + ',' + done("1"))), nothing);
    QCOMPARE(answered("{\"successfulRecords\":[" + done("1") + "],\"failedRecords\":[" + done("1") + "]}"), nothing);
    QCOMPARE(answered("{\"failedRecords\":[{\"externalId\":\"1\",\"resultCode\":\"Locked\"}]}"),
             (QStringList{u"1 rejected: Locked"_s, u"2 unknown: no_result"_s}));
    QCOMPARE(answered("{}"), (QStringList{u"1 unknown: no_result"_s, u"2 unknown: no_result"_s}));
}

void TestCxoneContactLists::S42_aLookOnlyConnectionWritesNothing()
{
    CxoneSandbox sandbox({});
    QVERIFY(sandbox.start());
    FakeClock clock;
    QnamChannel channel;
    ApiTransport transport(
        profileOf(sandbox, Environment::Production), cxoneDialect()->protocol, channel,
        [&](std::stop_token) -> QCoro::Task<Result<Secret>> { co_return sandbox.accessKeySecret(); }, clock);
    CxoneContactLists client(transport);
    const QList<ContactPhone> contacts{{u"4103000000"_s, u"+12125550199"_s, {}}};
    for (const WriteAnswer &answer : {QCoro::waitFor(client.correct(dozen, contacts, {}, nullptr, {})),
                                      QCoro::waitFor(client.restore(dozen, contacts, {}, nullptr, {})),
                                      QCoro::waitFor(client.purge(dozen, {u"4103000000"_s}, nullptr, {}))}) {
        QCOMPARE(answer.fates.at(0).fate, WriteFate::NotSent);
        QCOMPARE(answer.error->kind, ErrorKind::LookOnly);
    }
}

void TestCxoneContactLists::restoresWhatWasRemoved()
{
    Simulated tenant;
    const Contact removed = tenant.read(renewals).at(3);
    const auto before = tenant.truth(renewals, removed.id);
    QCOMPARE(said(tenant.purge(renewals, {removed.id})), QStringList{removed.id + u" applied"_s});
    QVERIFY(!tenant.truth(renewals, removed.id));
    QCOMPARE(said(tenant.restore(renewals, {{removed.id, removed.phone, removed.members}})),
             QStringList{removed.id + u" accepted"_s});
    const auto after = tenant.truth(renewals, removed.id);
    QVERIFY(after);
    QCOMPARE(after->destinations, before->destinations);
    QCOMPARE(after->members, before->members);
    QCOMPARE(after->others, before->others);
    QCOMPARE(tenant.sandbox.dialled(), QStringList());
}

void TestCxoneContactLists::restoresNothingOverANewerRecord()
{
    Simulated tenant;
    const Contact known = tenant.read(renewals).at(3);
    const auto before = tenant.truth(renewals, known.id);
    (void)tenant.restore(renewals, {{known.id, u"13125550177"_s, known.members}});
    QCOMPARE(tenant.truth(renewals, known.id), before);
}

void TestCxoneContactLists::restoresNoRecordOfSeveralNumbers()
{
    Simulated tenant;
    QJsonObject one, two;
    one.insert(u"formattedDestination"_s, u"12125550101"_s);
    two.insert(u"formattedDestination"_s, u"13125550142"_s);
    QJsonObject record;
    record.insert(u"destinations"_s, QJsonArray{one, two});
    const QByteArray json = QJsonDocument(record).toJson(QJsonDocument::Compact);
    QCOMPARE(said(tenant.restore(dozen, {{u"1"_s, u"12125550101"_s, json.sliced(1, json.size() - 2)}})),
             QStringList{u"1 rejected: restore_more_numbers"_s});
    QVERIFY(tenant.writes("/upload").isEmpty());
}

void TestCxoneContactLists::F05_throttledWithoutRetryAfter()
{
    CxoneSandboxSettings settings;
    settings.throttlesWithoutRetryAfter = true;
    Simulated tenant(settings);
    const QString known = tenant.sandbox.listTruth(dozen.toLongLong()).first().externalId;
    tenant.fail({.times = 2, .status = 429}, u"GET"_s, u"/lists/call-lists"_s);
    QCOMPARE(said(tenant.correct(dozen, {{known, u"+12125550199"_s}})), QStringList{known + u" applied"_s});
    tenant.fail({.status = 429}, u"DELETE"_s, u"removeProspects"_s);
    QCOMPARE(tenant.purge(dozen, {known}).fates.at(0).fate, WriteFate::NotSent);
    QCOMPARE(tenant.numbersOf(dozen, known), QStringList{u"12125550199"_s});
}

MUSTER_TEST(TestCxoneContactLists, QCoreApplication)

} // namespace tst_cxonecontactlists
#include "tst_cxonecontactlists.moc"
