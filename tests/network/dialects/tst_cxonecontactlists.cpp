// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxonecontactlists.h"

#include "network/http/qnamchannel.h"
#include "network/wire/mapped.h"
#include "tests/support/cxonetenant.h"
#include "tests/support/scriptedcxone.h"
#include "tests/support/testprogram.h"

#include <QSet>
#include <QtTest>
#include <algorithm>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tst_cxonecontactlists {

namespace {

const QString renewals = u"4101"_s, leads = u"4102"_s, dozen = u"4103"_s, nobodyYet = u"4104"_s;
const QString running = u"Outbound welcome"_s;

QString wordOf(WriteFate fate)
{
    static constexpr std::array words{"applied", "accepted", "rejected", "absent", "unknown", "not sent"};
    return QLatin1String(words.at(std::size_t(fate)));
}

/// As "4101000003 accepted".
QStringList said(const WriteAnswer &answer)
{
    return mapped(answer.fates, [](const RecordFate &fate) {
        const QString why = fate.error && !fate.error->code.isEmpty() ? u": "_s + fate.error->code : QString();
        return QString(fate.contactId + u' ' + wordOf(fate.fate) + why);
    });
}

struct Contact
{
    QString id, phone;
    QByteArray members;
};

/// The simulator on loopback; what is waited for passes at once.
struct Simulated
{
    explicit Simulated(CxoneSandboxSettings settings = {}, const QMap<QString, QString> &options = {})
        : sandbox([&settings] {
            settings.tenant.jobTime = 20ms;
            settings.tenant.contacts = 1100;
            return settings;
        }())
    {
        const auto started = sandbox.start();
        Q_ASSERT(started);
        clock.setWall(QDateTime::currentDateTimeUtc());
        ConnectionProfile profile = profileOf(sandbox);
        profile.options.insert(options);
        transport = std::make_unique<ApiTransport>(
            profile, cxoneDialect()->protocol, channel,
            [this](std::stop_token) -> QCoro::Task<Result<Secret>> { co_return sandbox.accessKeySecret(); }, clock);
        client = std::make_unique<CxoneContactLists>(*transport);
    }
    /// By pages of `limit`.
    QList<Contact> read(const QString &list, int limit = CxoneContactLists::recordsPerPage)
    {
        QList<Contact> all;
        QByteArray cursor;
        do {
            const auto raw = QCoro::waitFor(client->page(list, cursor, limit, &observer, {}));
            const auto page = raw ? client->decoder()->decode(*raw) : Result<RecordPage>(failure(raw.error()));
            if (!page) {
                qWarning() << errorKindKey(page.error().kind) << page.error().code;
                return {};
            }
            for (std::size_t row = 0; row < page->rowCount(); ++row) {
                const auto text
                    = [](std::string_view view) { return QString::fromUtf8(view.data(), qsizetype(view.size())); };
                all.append(
                    {text(page->id(row)), text(page->text(page->cell(row, 0))), text(page->extras(row)).toUtf8()});
            }
            cursor = page->nextCursor;
        } while (!cursor.isEmpty());
        return all;
    }
    WriteAnswer correct(const QString &list, const QList<ContactPhone> &contacts, const DialConsent &consent = {})
    {
        return QCoro::waitFor(client->correct(list, contacts, consent, &observer, {}));
    }
    WriteAnswer purge(const QString &list, const QStringList &ids)
    {
        return QCoro::waitFor(client->purge(list, ids, &observer, {}));
    }
    WriteAnswer restore(const QString &list, const QList<ContactPhone> &contacts, const DialConsent &consent = {})
    {
        return QCoro::waitFor(client->restore(list, contacts, consent, &observer, {}));
    }
    std::optional<CxoneSandboxRecord> truth(const QString &list, const QString &id)
    {
        const auto all = sandbox.listTruth(list.toLongLong());
        const auto found = std::ranges::find(all, id, &CxoneSandboxRecord::externalId);
        return found == all.end() ? std::nullopt : std::optional(*found);
    }
    QStringList numbersOf(const QString &list, const QString &id)
    {
        const auto record = truth(list, id);
        return record ? record->destinations : QStringList{u"gone"_s};
    }
    void fail(SandboxFault fault, const QString &method, const QString &path)
    {
        fault.method = method;
        fault.path = path;
        sandbox.addFault(fault);
    }
    QList<SandboxRequest> writes(const QByteArray &path)
    {
        QList<SandboxRequest> all = sandbox.requests();
        all.removeIf([&path](const SandboxRequest &one) { return one.method == "GET" || !one.path.contains(path); });
        return all;
    }

    CxoneSandbox sandbox;
    FakeClock clock;
    QnamChannel channel;
    RecordingObserver observer;
    std::unique_ptr<ApiTransport> transport;
    std::unique_ptr<CxoneContactLists> client;
};

} // namespace

class TestCxoneContactLists : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsCallingLists();
    void readsWholeLists();
    void F13_aListThatIsNotThereIsNamed();
    void correctsTheFirstNumberOnly();
    void leavesFurtherNumbersAlone();
    void aWrongColumnChangesNothing();
    void whatDoesNotFitIntoAFileIsRejected();
    void F43_aLostFileIsInDoubt();
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
    QCOMPARE(lists->at(0), (ContactListSummary{renewals, u"Spring renewals"_s, 1100, false}));
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

void TestCxoneContactLists::correctsTheFirstNumberOnly()
{
    Simulated tenant;
    const auto before = tenant.sandbox.listTruth(leads.toLongLong());
    const QString first = before.at(0).externalId, padded = before.at(7).externalId;
    QVERIFY(padded.startsWith(u"00"_s)); // an id that a number could not keep is corrected like any other
    QCOMPARE(said(tenant.correct(leads, {{first, u"+12125550101"_s}, {padded, u"+442079460321"_s}})),
             (QStringList{first + u" accepted"_s, padded + u" accepted"_s}));
    QCOMPARE(tenant.numbersOf(leads, first), QStringList{u"12125550101"_s});
    QCOMPARE(tenant.numbersOf(leads, padded), QStringList{u"442079460321"_s});
    auto after = tenant.sandbox.listTruth(leads.toLongLong());
    for (const qsizetype at : {qsizetype(0), qsizetype(7)}) {
        QCOMPARE(after.at(at).members, before.at(at).members);
        QCOMPARE(after.at(at).others, before.at(at).others);
        after[at] = before.at(at);
    }
    QCOMPARE(after, before);
    QCOMPARE(tenant.writes("/upload").size(), 1);
    QCOMPARE(tenant.sandbox.dialled(), QStringList());
}

void TestCxoneContactLists::leavesFurtherNumbersAlone()
{
    Simulated tenant({}, {{u"phone_column"_s, u"home"_s}});
    // A list whose records have two numbers, made as a person would; the first call finds out where the API is.
    QVERIFY(QCoro::waitFor(tenant.client->list(&tenant.observer, {})));
    const auto post = [&tenant](const QByteArray &path, const QJsonObject &body) {
        const auto token = QCoro::waitFor(tenant.transport->signIn(Service::ContactLists, nullptr, {}));
        HttpRequest request{.method = "POST",
                            .url = QUrl(tenant.sandbox.apiUrl().toString() + u"/incontactapi/services/v31.0"_s
                                        + QString::fromLatin1(path))};
        request.headers = {{"Accept", "application/json"},
                           {"Content-Type", "application/json"},
                           {"Authorization", "Bearer " + token->bytes().toByteArray()}};
        request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
        const auto reply = QCoro::waitFor(tenant.channel.send(request, {}));
        return reply ? reply->body : QByteArray("failed");
    };
    const auto mapping = [](const char *name, const char *column) {
        QJsonObject object;
        object.insert(u"fieldName"_s, QLatin1String(name));
        object.insert(u"fieldValue"_s, QLatin1String(column));
        return object;
    };
    QJsonObject columns;
    columns.insert(u"destinationMappings"_s, QJsonArray{mapping("Home", "home"), mapping("Cell", "cell")});
    const QByteArray made = post("/lists/call-lists?listName=Two&externalIdColumn=externalId", columns);
    const QString list = QString::number(QJsonDocument::fromJson(made).object().value(u"listId"_s).toInteger());
    auto file = CxoneUploadFile::of({u"externalId"_s, u"home"_s, u"cell"_s}).value();
    QVERIFY(!file.add({u"7"_s, u"2125550101"_s, u"3125550142"_s}));
    const auto outcome
        = QCoro::waitFor(CxoneUploads(*tenant.transport).upload({list, file.csv(), 1, {}}, &tenant.observer, {}));
    QCOMPARE(outcome.fate, WriteFate::Accepted);
    QCOMPARE(tenant.numbersOf(list, u"7"_s), (QStringList{u"2125550101"_s, u"3125550142"_s}));
    QCOMPARE(said(tenant.correct(list, {{u"7"_s, u"+12125550101"_s}})), QStringList{u"7 accepted"_s});
    QCOMPARE(tenant.numbersOf(list, u"7"_s), (QStringList{u"12125550101"_s, u"3125550142"_s}));
}

void TestCxoneContactLists::aWrongColumnChangesNothing()
{
    Simulated tenant({}, {{u"id_column"_s, u"Nummer"_s}});
    const auto before = tenant.sandbox.listTruth(dozen.toLongLong());
    // The job is complete and says nothing: only the reading shows that nothing was done.
    QCOMPARE(tenant.correct(dozen, {{before.first().externalId, u"+12125550199"_s}}).fates.at(0).fate,
             WriteFate::Accepted);
    QCOMPARE(tenant.sandbox.listTruth(dozen.toLongLong()), before);
}

void TestCxoneContactLists::whatDoesNotFitIntoAFileIsRejected()
{
    Simulated tenant;
    const QString known = tenant.sandbox.listTruth(dozen.toLongLong()).first().externalId;
    const WriteAnswer answer = tenant.correct(
        dozen, {{known, u"+12125550199"_s}, {QString(600, u'7'), u"+12125550198"_s}, {u" 8"_s, u"+12125550197"_s}});
    QCOMPARE(said(answer),
             (QStringList{known + u" accepted"_s, QString(600, u'7') + u" rejected: upload_row_long"_s,
                          u" 8 rejected: upload_characters"_s}));
    QVERIFY(!answer.error);
    QCOMPARE(tenant.numbersOf(dozen, known), QStringList{u"12125550199"_s});
    QCOMPARE(tenant.sandbox.listTruth(dozen.toLongLong()).size(), 12);
}

void TestCxoneContactLists::F43_aLostFileIsInDoubt()
{
    Simulated tenant;
    const QString known = tenant.sandbox.listTruth(dozen.toLongLong()).first().externalId;
    tenant.fail({.kind = SandboxFault::Kind::CloseWithoutAnswer}, u"POST"_s, u"/upload"_s);
    const WriteAnswer answer = tenant.correct(dozen, {{known, u"+12125550199"_s}});
    QCOMPARE(answer.fates.at(0).fate, WriteFate::Unknown);
    QCOMPARE(answer.error->kind, ErrorKind::ConnectionLost);
    QVERIFY(QCoro::waitFor(tenant.client->settle(dozen, &tenant.observer, {})));
    QTRY_COMPARE(tenant.numbersOf(dozen, known), QStringList{u"12125550199"_s});
    QCOMPARE(tenant.writes("/upload").size(), 1);
}

void TestCxoneContactLists::nothingRingsWithoutConsent()
{
    Simulated tenant;
    const QList<ContactPhone> contacts{{u"1"_s, u"+12125550199"_s, {}}};
    for (const DialConsent &consent : {DialConsent(), DialConsent{{u"Outbound renewals"_s}}}) {
        QCOMPARE(said(tenant.correct(nobodyYet, contacts, consent)), QStringList{u"1 not sent: skill_running"_s});
        QCOMPARE(said(tenant.restore(nobodyYet, contacts, consent)), QStringList{u"1 not sent: skill_running"_s});
    }
    QVERIFY(tenant.writes("/upload").isEmpty());
    QCOMPARE(tenant.sandbox.dialled(), QStringList());
    QCOMPARE(said(tenant.restore(nobodyYet, contacts, {{running}})), QStringList{u"1 accepted"_s});
    QCOMPARE(tenant.sandbox.dialled(), QStringList{u"12125550199"_s});
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
    QCOMPARE(said(tenant.correct(dozen, {{known, u"+12125550199"_s}})), QStringList{known + u" accepted"_s});
    tenant.fail({.status = 429}, u"DELETE"_s, u"removeProspects"_s);
    QCOMPARE(tenant.purge(dozen, {known}).fates.at(0).fate, WriteFate::NotSent);
    QCOMPARE(tenant.numbersOf(dozen, known), QStringList{u"12125550199"_s});
}

MUSTER_TEST(TestCxoneContactLists, QCoreApplication)

} // namespace tst_cxonecontactlists
#include "tst_cxonecontactlists.moc"
