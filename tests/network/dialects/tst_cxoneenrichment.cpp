// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxoneenrichment.h"

#include "network/dialects/cxone/cxonedialect.h"
#include "network/sandbox/cxone/cxonesandbox.h"
#include "network/tenant/tenantconnection.h"
#include "network/wire/mapped.h"
#include "tests/support/cxonetenant.h"
#include "tests/support/testprogram.h"
#include "tests/support/transportfixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_cxoneenrichment {

namespace {

using Fault = SandboxFault;
constexpr qint64 renewals = 4101, leads = 4102, nobody = 4104; // the last one's skill is running
const QString tier = u"otherFields.tier"_s, points = u"otherFields.loyaltyPoints"_s;

/// The client of CXone against its simulator on loopback; waits are over at once.
struct Bench
{
    explicit Bench(const QMap<QString, QString> &options = {}, CxoneSandboxSettings settings = {})
        : sandbox([&settings] {
            settings.tenant.contacts = 60;
            settings.tenant.seed = 5;
            settings.tenant.jobTime = std::chrono::milliseconds(0);
            return settings;
        }())
    {
        if (!sandbox.start())
            qFatal("no sandbox");
        clock.setWall(QDateTime::currentDateTimeUtc());
        ConnectionProfile profile = profileOf(sandbox);
        for (auto option = options.cbegin(); option != options.cend(); ++option)
            profile.options.insert(option.key(), option.value());
        const Secret secret = sandbox.accessKeySecret();
        connection = std::make_unique<TenantConnection>(
            profile, [secret](std::stop_token) -> QCoro::Task<Result<Secret>> { co_return secret; }, clock);
    }

    EnrichmentClient &client() { return connection->enrichment(); }
    std::shared_ptr<const ListSchema> schema(qint64 list)
    {
        const auto read = QCoro::waitFor(client().schema(QString::number(list), nullptr, {}));
        return read ? std::make_shared<const ListSchema>(*read) : nullptr;
    }
    /// "attribute=value" for each contact.
    std::shared_ptr<const EnrichmentBatch> batch(qint64 list, const QList<QPair<QString, QStringList>> &contacts)
    {
        const auto known = schema(list);
        EnrichmentBatchBuilder builder(known);
        for (const auto &[id, values] : contacts) {
            builder.beginContact(id.toStdString());
            for (const QString &value : values)
                builder.add(known->indexOf(value.section(u'=', 0, 0)).value(), value.section(u'=', 1).toStdString());
        }
        return builder.take();
    }
    EnrichmentAnswer enrich(const std::shared_ptr<const EnrichmentBatch> &values, const DialConsent &consent = {},
                            std::stop_token stop = {})
    {
        return QCoro::waitFor(client().enrich(values, consent, &observer, std::move(stop)));
    }
    [[nodiscard]] int uploads() const
    {
        const QList<SandboxRequest> requests = sandbox.requests();
        return int(std::ranges::count_if(requests, [](const SandboxRequest &request) {
            return request.method == "POST" && request.path.endsWith("/upload");
        }));
    }
    void onUpload(Fault fault)
    {
        fault.method = u"POST"_s;
        fault.path = u"/upload"_s;
        sandbox.addFault(fault);
    }
    [[nodiscard]] static QMap<QString, QString> othersOf(const CxoneSandbox &sandbox, qint64 list, const QString &id)
    {
        for (const CxoneSandboxRecord &record : sandbox.listTruth(list)) {
            if (record.externalId == id)
                return record.others;
        }
        return {};
    }
    [[nodiscard]] QMap<QString, QString> others(qint64 list, const QString &id) const
    {
        return othersOf(sandbox, list, id);
    }

    FakeClock clock;
    RecordingObserver observer;
    CxoneSandbox sandbox;
    std::unique_ptr<TenantConnection> connection;
};

QList<WriteFate> fatesOf(const EnrichmentAnswer &answer)
{
    return mapped(answer.contacts, [](const ContactFate &fate) { return fate.fate; });
}

QList<ContactFault> faultsOf(const EnrichmentAnswer &answer)
{
    return mapped(answer.contacts, [](const ContactFate &fate) { return fate.fault; });
}

QByteArray codeOf(const EnrichmentAnswer &answer)
{
    return answer.error ? answer.error->code.toLatin1() : QByteArray("none");
}

} // namespace

class TestCxoneEnrichment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyListStandsForItself();
    void aSkillThatCannotBeReadMayCall();
    void offersWhatCanBeWritten();
    void standardFieldsAreWrittenWhereTheConnectionNamesTheirColumns();
    void changesWhatWasAskedForAndNothingElse();
    void F14_aContactThatIsNotInTheListIsNotMade();
    void whatIsThereAlreadyIsNotUploaded();
    void aRowThatIsTooLongIsLeftOut();
    void F116_aJobThatChangesNothingIsNotASuccess();
    void F24_rowsThatAreLeftOutAreNamed();
    void F45_aLostAnswerIsSettledByReading();
    void F45_aLostAnswerBeforeAnythingWasTakenIsInDoubt();
    void F43_aJobThatCannotBeAskedForIsSettledByReading();
    void whatCannotBeReadBackIsInDoubt();
    void valuesThatChangeBesidesEndIt();
    void nothingGoesToARunningSkillUnasked();
    void withConsentPeopleAreCalled();
    void aFewGoAheadOfTheOthers();
    void S42_lookOnlySendsNothing();
    void F05_throttlingWithoutRetryAfterSendsNothing();
    void F70_aListThatMovesIsReadAgain();
    void anUploadThatSomebodyCancelsEndsIt();
    void F66_pagesOfValuesNeedTheirOwnCursor();
    void showsWhatContactsHold();
    void tellsNobodyElse();
};

void TestCxoneEnrichment::everyListStandsForItself()
{
    Bench bench;
    const auto all = QCoro::waitFor(bench.client().campaigns(nullptr, {}));
    QVERIFY2(all, qPrintable(all ? QString() : all.error().code));
    QCOMPARE(mapped(*all, &Campaign::id), QStringList({u"4101"_s, u"4102"_s, u"4103"_s, u"4104"_s, u"4105"_s}));
    QCOMPARE(all->at(0).contactListId, u"4101"_s);
    QCOMPARE(all->at(0).dialers, (QList<Dialer>{{u"3301"_s, u"Outbound renewals"_s, Dialer::State::Stopped}}));
    QCOMPARE(all->at(3).dialers, (QList<Dialer>{{u"3302"_s, u"Outbound welcome"_s, Dialer::State::Running}}));
    QVERIFY(all->at(4).dialers.isEmpty());
    QVERIFY(bench.client().limits().closedStatuses.contains(all->at(4).status.toLower()));
    QVERIFY(!bench.client().limits().refreshes);
    const auto none = QCoro::waitFor(bench.client().campaign(u"9"_s, nullptr, {}));
    QCOMPARE(none.error().kind, ErrorKind::NotFound);
}

void TestCxoneEnrichment::aSkillThatCannotBeReadMayCall()
{
    Bench bench;
    bench.sandbox.addFault({.path = u"/skills?"_s, .times = -1, .status = 403});
    const auto one = QCoro::waitFor(bench.client().campaign(QString::number(renewals), nullptr, {}));
    QVERIFY(one);
    QCOMPARE(one->dialers.constFirst().state, Dialer::State::Unknown);
    QVERIFY(one->dialers.constFirst().mayDial());
}

void TestCxoneEnrichment::offersWhatCanBeWritten()
{
    Bench bench;
    const auto schema = bench.schema(renewals);
    QVERIFY(schema);
    const QStringList names = mapped(schema->attributes, &ListAttribute::name);
    QCOMPARE(names, QStringList({u"otherFields.email"_s, tier, points, u"otherFields.lastPurchase"_s}));
    QVERIFY(std::ranges::all_of(
        schema->attributes, [](const ListAttribute &attribute) { return attribute.type == ListAttributeType::Text; }));
    // An empty list shows no field, and 204 is its whole answer.
    const auto empty = QCoro::waitFor(bench.client().schema(QString::number(nobody), nullptr, {}));
    QCOMPARE(empty.error().code, u"no_writable_columns"_s);
    const auto gone = QCoro::waitFor(bench.client().schema(u"77"_s, nullptr, {}));
    QCOMPARE(gone.error().kind, ErrorKind::NotFound);
}

void TestCxoneEnrichment::standardFieldsAreWrittenWhereTheConnectionNamesTheirColumns()
{
    Bench bench({{u"member_columns"_s, u"firstName=firstName, zip=zip"_s}});
    QVERIFY(bench.schema(renewals)->indexOf(u"zip"_s));
    QVERIFY(!bench.schema(renewals)->indexOf(u"city"_s));
    const CxoneSandboxRecord before = bench.sandbox.listTruth(renewals).constFirst();
    const EnrichmentAnswer answer
        = bench.enrich(bench.batch(renewals, {{before.externalId, {u"zip=00501"_s, tier + u"=Gold"_s}}}));
    QCOMPARE(fatesOf(answer), QList<WriteFate>{WriteFate::Applied});
    const CxoneSandboxRecord after = bench.sandbox.listTruth(renewals).constFirst();
    QCOMPARE(after.members[u"zip"_s], u"00501"_s);
    QCOMPARE(after.members[u"firstName"_s], before.members[u"firstName"_s]);
    QCOMPARE(after.others[u"tier"_s], u"Gold"_s);
}

void TestCxoneEnrichment::changesWhatWasAskedForAndNothingElse()
{
    Bench bench;
    const QList<CxoneSandboxRecord> before = bench.sandbox.listTruth(renewals);
    const EnrichmentAnswer answer = bench.enrich(bench.batch(
        renewals, {{before[3].externalId, {tier + u"=Opal, \"7\""_s}}, {before[9].externalId, {points + u"=0041"_s}}}));
    QCOMPARE(codeOf(answer), QByteArray("none"));
    QCOMPARE(fatesOf(answer), (QList<WriteFate>{WriteFate::Applied, WriteFate::Applied}));
    QCOMPARE(bench.uploads(), 1);
    QList<CxoneSandboxRecord> wanted = before;
    wanted[3].others[u"tier"_s] = u"Opal, \"7\""_s;
    wanted[9].others[u"loyaltyPoints"_s] = u"0041"_s;
    QList<CxoneSandboxRecord> after = bench.sandbox.listTruth(renewals);
    for (qsizetype at = 0; at < after.size(); ++at)
        after[at].modified = wanted[at].modified; // the list's own note of the upload
    QCOMPARE(after, wanted);
    QVERIFY(bench.sandbox.dialled().isEmpty());
    for (const SandboxRequest &request : bench.sandbox.requests()) {
        if (request.path.endsWith("/upload")) {
            const QJsonObject body = QJsonDocument::fromJson(request.body).object();
            QCOMPARE(body[u"startSkill"_s], QJsonValue(false));
            QVERIFY(!body.contains(u"skillId"_s));
            const QByteArray csv = QByteArray::fromBase64(body[u"listFile"_s].toString().toLatin1());
            QCOMPARE(csv.split('\n').first().trimmed(),
                     QByteArray("externalId,phone,email,tier,loyaltyPoints,lastPurchase"));
        }
    }
}

void TestCxoneEnrichment::F14_aContactThatIsNotInTheListIsNotMade()
{
    Bench bench;
    const QList<CxoneSandboxRecord> before = bench.sandbox.listTruth(renewals);
    const EnrichmentAnswer answer = bench.enrich(bench.batch(
        renewals, {{u"no-such-contact"_s, {tier + u"=Opal"_s}}, {before[0].externalId, {tier + u"=Opal"_s}}}));
    QCOMPARE(fatesOf(answer), (QList<WriteFate>{WriteFate::Absent, WriteFate::Applied}));
    QCOMPARE(faultsOf(answer).constFirst(), ContactFault::NotInList);
    QCOMPARE(bench.sandbox.listTruth(renewals).size(), before.size());
}

void TestCxoneEnrichment::whatIsThereAlreadyIsNotUploaded()
{
    Bench bench;
    const QString id = bench.sandbox.listTruth(renewals)[2].externalId;
    const auto batch = bench.batch(renewals, {{id, {tier + u"=Opal"_s}}});
    QCOMPARE(fatesOf(bench.enrich(batch)), QList<WriteFate>{WriteFate::Applied});
    QCOMPARE(bench.uploads(), 1);
    QCOMPARE(fatesOf(bench.enrich(batch)), QList<WriteFate>{WriteFate::Applied});
    QCOMPARE(bench.uploads(), 1);
}

void TestCxoneEnrichment::aRowThatIsTooLongIsLeftOut()
{
    Bench bench;
    const QList<CxoneSandboxRecord> before = bench.sandbox.listTruth(renewals);
    const EnrichmentAnswer answer
        = bench.enrich(bench.batch(renewals,
                                   {{before[0].externalId, {tier + u'=' + QString(600, u'x')}},
                                    {before[1].externalId, {tier + u"=two\nlines"_s}},
                                    {before[2].externalId, {tier + u"=Opal"_s}}}));
    QCOMPARE(fatesOf(answer), (QList<WriteFate>{WriteFate::Rejected, WriteFate::Rejected, WriteFate::Applied}));
    QCOMPARE(faultsOf(answer),
             (QList<ContactFault>{ContactFault::RowTooLong, ContactFault::Unwritable, ContactFault::None}));
    QCOMPARE(bench.others(renewals, before[0].externalId), before[0].others);
    QCOMPARE(bench.others(renewals, before[2].externalId)[u"tier"_s], u"Opal"_s);
}

void TestCxoneEnrichment::F116_aJobThatChangesNothingIsNotASuccess()
{
    Bench bench;
    bench.onUpload({.kind = Fault::Kind::Mutate, .mutation = Fault::Mutation::AcceptWithoutDoing});
    const QString id = bench.sandbox.listTruth(renewals)[2].externalId;
    const EnrichmentAnswer answer = bench.enrich(bench.batch(renewals, {{id, {tier + u"=Opal"_s}}}));
    QCOMPARE(codeOf(answer), QByteArray("upload_changed_nothing"));
    QCOMPARE(answer.contacts, (QList<ContactFate>{{WriteFate::Rejected, ContactFault::NotTaken}}));
}

void TestCxoneEnrichment::F24_rowsThatAreLeftOutAreNamed()
{
    // Some of the leads have no number that could be called: with it the simulator takes no row.
    Bench bench;
    QString good, bad;
    for (const CxoneSandboxRecord &record : bench.sandbox.listTruth(leads)) {
        const bool isPlain = !record.destinations.value(0).trimmed().isEmpty()
            && record.destinations.value(0).trimmed() == record.destinations.value(0);
        (record.isValid ? good : isPlain ? bad : good) = record.externalId;
    }
    QVERIFY(!bad.isEmpty());
    const EnrichmentAnswer answer
        = bench.enrich(bench.batch(leads, {{good, {tier + u"=Opal"_s}}, {bad, {tier + u"=Opal"_s}}}));
    QCOMPARE(codeOf(answer), QByteArray("none"));
    QCOMPARE(fatesOf(answer), (QList<WriteFate>{WriteFate::Applied, WriteFate::Rejected}));
    QCOMPARE(faultsOf(answer).constLast(), ContactFault::NotTaken);
}

void TestCxoneEnrichment::F45_aLostAnswerIsSettledByReading()
{
    Bench bench;
    bench.onUpload({.kind = Fault::Kind::CloseWithoutAnswer});
    const QString id = bench.sandbox.listTruth(renewals)[2].externalId;
    const EnrichmentAnswer answer = bench.enrich(bench.batch(renewals, {{id, {tier + u"=Opal"_s}}}));
    QCOMPARE(codeOf(answer), QByteArray("none"));
    QCOMPARE(fatesOf(answer), QList<WriteFate>{WriteFate::Applied});
    QCOMPARE(bench.uploads(), 1);
}

void TestCxoneEnrichment::F45_aLostAnswerBeforeAnythingWasTakenIsInDoubt()
{
    Bench bench;
    bench.onUpload({.kind = Fault::Kind::Status, .status = 503});
    const QString id = bench.sandbox.listTruth(renewals)[2].externalId;
    const auto batch = bench.batch(renewals, {{id, {tier + u"=Opal"_s}}});
    const EnrichmentAnswer answer = bench.enrich(batch);
    QCOMPARE(answer.error->kind, ErrorKind::ServerTrouble);
    QCOMPARE(fatesOf(answer), QList<WriteFate>{WriteFate::Unknown});
    QCOMPARE(fatesOf(bench.enrich(batch)), QList<WriteFate>{WriteFate::Applied});
    QCOMPARE(bench.uploads(), 2);
}

void TestCxoneEnrichment::F43_aJobThatCannotBeAskedForIsSettledByReading()
{
    Bench bench;
    bench.sandbox.addFault({.path = u"/call-lists/jobs/"_s, .times = -1, .status = 403});
    const QString id = bench.sandbox.listTruth(renewals)[2].externalId;
    const EnrichmentAnswer answer = bench.enrich(bench.batch(renewals, {{id, {tier + u"=Opal"_s}}}));
    QCOMPARE(codeOf(answer), QByteArray("none"));
    QCOMPARE(fatesOf(answer), QList<WriteFate>{WriteFate::Applied});
}

void TestCxoneEnrichment::whatCannotBeReadBackIsInDoubt()
{
    Bench bench;
    const QString id = bench.sandbox.listTruth(renewals)[2].externalId;
    const auto batch = bench.batch(renewals, {{id, {tier + u"=Opal"_s}}});
    // The pages before it are the sample of the fields, the page and its end.
    bench.sandbox.addFault({.path = u"/4101?includeRecords=true"_s, .skip = 3, .times = -1, .status = 403});
    const EnrichmentAnswer answer = bench.enrich(batch);
    QCOMPARE(answer.error->kind, ErrorKind::Forbidden);
    QCOMPARE(fatesOf(answer), QList<WriteFate>{WriteFate::Unknown});
    QCOMPARE(bench.uploads(), 1);
}

void TestCxoneEnrichment::valuesThatChangeBesidesEndIt()
{
    // The connection's columns are wrong: what was meant for the first name fills another field.
    Bench bench({{u"member_columns"_s, u"customer1=city"_s}});
    const CxoneSandboxRecord before = bench.sandbox.listTruth(renewals)[2];
    const EnrichmentAnswer answer
        = bench.enrich(bench.batch(renewals, {{before.externalId, {u"customer1=Oslo"_s, tier + u"=Opal"_s}}}));
    QCOMPARE(codeOf(answer), QByteArray("other_values_changed"));
    QCOMPARE(answer.error->subject, u"city"_s);
}

void TestCxoneEnrichment::nothingGoesToARunningSkillUnasked()
{
    Bench bench;
    // A list with people and a running skill: the stopped one is started by somebody else's upload.
    const QString id = bench.sandbox.listTruth(renewals)[2].externalId;
    const auto batch = bench.batch(renewals, {{id, {tier + u"=Opal"_s}}});
    bench.sandbox.addFault({.path = u"/skills/3301"_s, .times = -1, .status = 403}); // it might be running
    for (const DialConsent &consent : {DialConsent{}, DialConsent{{u"Outbound welcome"_s}}, DialConsent{{u""_s}},
                                       DialConsent{{u"outbound renewals"_s}}}) {
        const EnrichmentAnswer answer = bench.enrich(batch, consent);
        QCOMPARE(codeOf(answer), QByteArray("skill_running"));
        QCOMPARE(answer.error->subject, u"Outbound renewals"_s);
        QCOMPARE(fatesOf(answer), QList<WriteFate>{WriteFate::NotSent});
    }
    QCOMPARE(bench.uploads(), 0);
    QVERIFY(bench.sandbox.dialled().isEmpty());
    QCOMPARE(fatesOf(bench.enrich(batch, {{u"Outbound renewals"_s}})), QList<WriteFate>{WriteFate::Applied});
    QVERIFY(bench.sandbox.dialled().isEmpty()); // it was stopped after all
}

void TestCxoneEnrichment::withConsentPeopleAreCalled()
{
    Bench bench({{u"member_columns"_s, u"city=city"_s}});
    // Somebody puts a person into the list whose skill is running: that alone is called.
    QByteArray csv = "externalId,phone,city,tier\r\n77,+14155550177,Oslo,Basic\r\n";
    ApiCall call{.operation = cxone::uploadRecords, .pathArguments = {QString::number(nobody)}};
    call.body = [csv] { return cxoneUploadBody(csv, QDateTime::currentDateTimeUtc().addYears(1)); };
    QVERIFY(QCoro::waitFor(const_cast<ApiTransport &>(bench.connection->transport()).call(call, nullptr, {})));
    QTRY_COMPARE(bench.sandbox.listTruth(nobody).size(), 1);
    const QStringList before = bench.sandbox.dialled();
    const auto batch = bench.batch(nobody, {{u"77"_s, {tier + u"=Opal"_s}}});
    QCOMPARE(codeOf(bench.enrich(batch)), QByteArray("skill_running"));
    QCOMPARE(bench.sandbox.dialled(), before);
    QCOMPARE(fatesOf(bench.enrich(batch, {{u"Outbound welcome"_s}})), QList<WriteFate>{WriteFate::Applied});
    QCOMPARE(bench.sandbox.dialled().size(), before.size() + 1);
}

void TestCxoneEnrichment::aFewGoAheadOfTheOthers()
{
    const auto all = [](Bench &bench, const QString &value) {
        QList<QPair<QString, QStringList>> contacts;
        for (const CxoneSandboxRecord &record : bench.sandbox.listTruth(renewals))
            contacts.append({record.externalId, {value}});
        return bench.batch(renewals, contacts);
    };
    const auto touched = [](Bench &bench, const QString &value) {
        return std::ranges::count_if(bench.sandbox.listTruth(renewals), [&value](const CxoneSandboxRecord &record) {
            return record.others[u"tier"_s] == value || record.members[u"city"_s] == value;
        });
    };
    Bench bench;
    QCOMPARE(fatesOf(bench.enrich(all(bench, tier + u"=Opal"_s))).count(WriteFate::Applied), 60);
    QCOMPARE(bench.uploads(), 2);
    QCOMPARE(touched(bench, u"Opal"_s), 60);
    QCOMPARE(fatesOf(bench.enrich(all(bench, tier + u"=Jade"_s))).count(WriteFate::Applied), 60);
    QCOMPARE(bench.uploads(), 3); // by now it is known what an upload does

    // Where it does something else, that befalls those alone.
    Bench wrong({{u"member_columns"_s, u"customer1=city"_s}});
    const EnrichmentAnswer answer = wrong.enrich(all(wrong, u"customer1=Oslo"_s));
    QCOMPARE(codeOf(answer), QByteArray("other_values_changed"));
    QCOMPARE(touched(wrong, u"Oslo"_s), CxoneListWriter::rowsAhead);
    QCOMPARE(fatesOf(answer).count(WriteFate::NotSent), 60 - CxoneListWriter::rowsAhead);
    QCOMPARE(wrong.uploads(), 1);
}

void TestCxoneEnrichment::S42_lookOnlySendsNothing()
{
    Bench bench;
    const QString id = bench.sandbox.listTruth(renewals)[2].externalId;
    const auto batch = bench.batch(renewals, {{id, {tier + u"=Opal"_s}}});
    ConnectionProfile profile = profileOf(bench.sandbox, Environment::Production);
    const Secret secret = bench.sandbox.accessKeySecret();
    TenantConnection production(
        profile, [secret](std::stop_token) -> QCoro::Task<Result<Secret>> { co_return secret; }, bench.clock);
    const EnrichmentAnswer answer = QCoro::waitFor(production.enrichment().enrich(batch, {}, nullptr, {}));
    QCOMPARE(answer.error->kind, ErrorKind::LookOnly);
    QCOMPARE(fatesOf(answer), QList<WriteFate>{WriteFate::NotSent});
    QCOMPARE(bench.uploads(), 0);
}

void TestCxoneEnrichment::F05_throttlingWithoutRetryAfterSendsNothing()
{
    Bench bench;
    bench.onUpload({.kind = Fault::Kind::Status, .status = 429});
    const QString id = bench.sandbox.listTruth(renewals)[2].externalId;
    const auto batch = bench.batch(renewals, {{id, {tier + u"=Opal"_s}}});
    const EnrichmentAnswer answer = bench.enrich(batch);
    QCOMPARE(answer.error->kind, ErrorKind::Throttled);
    QCOMPARE(fatesOf(answer), QList<WriteFate>{WriteFate::NotSent});
    QCOMPARE(fatesOf(bench.enrich(batch)), QList<WriteFate>{WriteFate::Applied});
}

void TestCxoneEnrichment::F70_aListThatMovesIsReadAgain()
{
    Bench bench;
    QStringList ids = mapped(bench.sandbox.listTruth(leads), &CxoneSandboxRecord::externalId);
    ids.sort();
    const QString id = ids[999]; // the last one of the first page comes again with the second
    const auto pages = [&bench] {
        const QList<SandboxRequest> requests = bench.sandbox.requests();
        return std::ranges::count_if(requests, [](const SandboxRequest &request) {
            return request.path.contains("/4102?includeRecords=true&skip=0&top=1000");
        });
    };
    Fault moves{.kind = Fault::Kind::Mutate,
                .path = u"/4102?includeRecords=true&skip=1000"_s,
                .mutation = Fault::Mutation::DuplicateRecord};
    bench.sandbox.addFault(moves);
    QCOMPARE(fatesOf(bench.enrich(bench.batch(leads, {{id, {tier + u"=Opal"_s}}}))),
             QList<WriteFate>{WriteFate::Applied});
    QCOMPARE(pages(), 3); // before, before again, after
    moves.times = -1;
    bench.sandbox.addFault(moves);
    const EnrichmentAnswer never = bench.enrich(bench.batch(leads, {{id, {tier + u"=Jade"_s}}}));
    QCOMPARE(codeOf(never), QByteArray("list_moves"));
    QCOMPARE(bench.uploads(), 1);
}

void TestCxoneEnrichment::anUploadThatSomebodyCancelsEndsIt()
{
    Bench bench;
    const QByteArray cancelled = QJsonDocument(QJsonObject{{u"uploadJobs"_s,
                                                            QJsonArray{QJsonObject{{u"jobId"_s, 770'001},
                                                                                   {u"listId"_s, renewals},
                                                                                   {u"isComplete"_s, false},
                                                                                   {u"isCancelled"_s, true}}}}})
                                     .toJson();
    const QList<CxoneSandboxRecord> before = bench.sandbox.listTruth(renewals);
    bench.sandbox.addFault({.kind = Fault::Kind::RawBody,
                            .path = u"/call-lists/jobs/"_s,
                            .times = -1,
                            .status = 200,
                            .body = cancelled,
                            .contentType = "application/json"});
    // What was taken before that counts.
    const EnrichmentAnswer taken = bench.enrich(bench.batch(renewals, {{before[0].externalId, {tier + u"=Opal"_s}}}));
    QCOMPARE(codeOf(taken), QByteArray("upload_cancelled"));
    QCOMPARE(fatesOf(taken), QList<WriteFate>{WriteFate::Applied});
    bench.sandbox.clearFaults();
    bench.onUpload({.kind = Fault::Kind::Mutate, .mutation = Fault::Mutation::AcceptWithoutDoing});
    QByteArray second = cancelled;
    second.replace("770001", "770002");
    bench.sandbox.addFault({.kind = Fault::Kind::RawBody,
                            .path = u"/call-lists/jobs/"_s,
                            .times = -1,
                            .status = 200,
                            .body = second,
                            .contentType = "application/json"});
    const EnrichmentAnswer none = bench.enrich(bench.batch(renewals, {{before[1].externalId, {tier + u"=Opal"_s}}}));
    QCOMPARE(codeOf(none), QByteArray("upload_cancelled"));
    QCOMPARE(fatesOf(none), QList<WriteFate>{WriteFate::NotSent}); // it may be sent again
}

void TestCxoneEnrichment::F66_pagesOfValuesNeedTheirOwnCursor()
{
    Bench bench;
    for (const QByteArray cursor : {"7", "{}", "cxone1 calling-list/4101 0 0 - - -"}) {
        const auto page
            = QCoro::waitFor(bench.connection->listValues().page(QString::number(renewals), cursor, 100, nullptr, {}));
        QVERIFY(!page);
        QCOMPARE(page.error().code, u"invalid_continuation_token"_s);
    }
}

void TestCxoneEnrichment::showsWhatContactsHold()
{
    Bench bench;
    ListPages &pages = bench.connection->listValues();
    const auto lists = QCoro::waitFor(pages.list(nullptr, {}));
    QCOMPARE(lists->size(), 5);
    QCOMPARE(lists->at(1).name, u"Imported leads"_s);
    QMap<QString, QByteArray> held;
    QByteArray cursor;
    int count = 0;
    do {
        const auto raw = QCoro::waitFor(pages.page(QString::number(leads), cursor, 1000, nullptr, {}));
        QVERIFY(raw);
        const auto page = pages.decoder()->decode(*raw);
        QVERIFY2(page, qPrintable(page ? QString() : page.error().code));
        for (std::size_t row = 0; row < page->rowCount(); ++row)
            held.insert(QString::fromStdString(std::string(page->id(row))),
                        QByteArray(page->extras(row).data(), qsizetype(page->extras(row).size())));
        cursor = page->nextCursor;
        ++count;
    } while (!cursor.isEmpty());
    QCOMPARE(count, 4); // 1000, 1000, 400, nothing
    const QList<CxoneSandboxRecord> truth = bench.sandbox.listTruth(leads);
    QCOMPARE(held.size(), truth.size());
    for (const CxoneSandboxRecord &record : truth) {
        const QJsonObject members = QJsonDocument::fromJson('{' + held[record.externalId] + '}').object();
        QCOMPARE(members.value(tier).toString(), record.others[u"tier"_s]);
        QCOMPARE(members.value(u"otherFields.email"_s).toString(), record.others[u"email"_s]);
        QVERIFY(!members.contains(u"phone1"_s));
    }
}

void TestCxoneEnrichment::tellsNobodyElse()
{
    Bench bench;
    QVERIFY(bench.connection->webhooks().limits().events.isEmpty());
    const WebhookRegistration registration{
        .name = u"CRM"_s, .url = u"https://crm.example.test/hook"_s, .events = {u"contact.enriched"_s}};
    const auto answer = QCoro::waitFor(bench.connection->webhooks().registerWebhook(registration, nullptr, {}));
    QCOMPARE(answer.fate, WriteFate::NotSent);
    QVERIFY(bench.sandbox.requests().isEmpty());
}

MUSTER_TEST(TestCxoneEnrichment, QCoreApplication)

} // namespace tst_cxoneenrichment
#include "tst_cxoneenrichment.moc"
