// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/outbox.h"
#include "network/http/originpolicy.h"
#include "network/sandbox/cxone/cxonesandbox.h"
#include "tests/support/cxonetenant.h"
#include "tests/support/loopbackserver.h"
#include "tests/support/testprogram.h"
#include "workspacebench.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QtTest>
#include <algorithm>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_cxoneexport {

namespace {

constexpr int contactCount = 1200;
const QString renewals = u"calling-list/4101"_s;

/// What a file holds or should hold: attributes by contact id.
using People = QMap<QString, QMap<QString, QString>>;

/// A data folder and a simulated tenant on loopback; what is waited for passes at once, or when a test says so.
struct Bench : WorkspaceBench
{
    explicit Bench(CxoneSandboxSettings settings = {}, FakeClock::Mode mode = FakeClock::Mode::Automatic)
        : WorkspaceBench(mode)
        , sandbox([&settings] {
            settings.tenant.contacts = contactCount;
            settings.tenant.seed = 7;
            return settings;
        }())
    {
        clock.setWall(QDateTime::currentDateTimeUtc());
        const auto started = sandbox.start();
        Q_ASSERT(started);
        open(folder.filePath(u"home"_s), profileOf(sandbox), sandbox.accessKeySecret());
    }
    ~Bench() { close(); }

    [[nodiscard]] ExportOrder orderFor(const QString &source, const QStringList &attributes,
                                       const QList<SegmentFilter> &filters = {}) const
    {
        ExportOrder order = emptyOrder();
        order.query = {source, filters, attributes};
        order.format = FileFormat::JsonLines;
        order.targetFile = folder.filePath(u"people.jsonl"_s);
        order.ignoreAge = true;
        order.pageSize = 250;
        return order;
    }
    void fail(const QString &path, int status, int skip = 1, int times = 1, const HttpHeaders &headers = {})
    {
        SandboxFault fault;
        fault.path = path;
        fault.status = status;
        fault.skip = skip;
        fault.times = times;
        fault.headers = headers;
        sandbox.addFault(fault);
    }
    [[nodiscard]] QByteArray content(const QString &name) const
    {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// Of the finished file; a contact that is in it twice counts as one named "twice".
    [[nodiscard]] People people() const
    {
        People all;
        const QByteArrayList lines = content(u"people.jsonl"_s).split('\n');
        for (const QByteArray &line : lines) {
            const QJsonObject object = QJsonDocument::fromJson(line).object();
            if (object.isEmpty())
                continue;
            const QString id = object.value("contactId"_L1).toString();
            QMap<QString, QString> &values = all[all.contains(id) ? u"twice"_s : id];
            const QJsonObject attributes = object.value("attributes"_L1).toObject();
            for (auto value = attributes.begin(); value != attributes.end(); ++value)
                values.insert(value.key(), value->toVariant().toString());
        }
        return all;
    }
    [[nodiscard]] QJsonObject manifest() const
    {
        return QJsonDocument::fromJson(content(u"people.jsonl.manifest.json"_s)).object();
    }
    /// The truth of a calling list, of the records that `fits`.
    template <typename Fits>
    [[nodiscard]] People truth(qint64 listId, const Fits &fits) const
    {
        People all;
        for (const CxoneSandboxRecord &record : sandbox.listTruth(listId)) {
            if (fits(record))
                all.insert(record.externalId,
                           {{u"firstName"_s, record.members.value(u"firstName"_s)},
                            {u"city"_s, record.members.value(u"city"_s)},
                            {u"phone1"_s, record.destinations.value(0)},
                            {u"otherFields."_s + record.others.firstKey(), record.others.first()}});
        }
        return all;
    }
    [[nodiscard]] QStringList attributes() const
    {
        return {u"firstName"_s, u"city"_s, u"phone1"_s,
                u"otherFields."_s + sandbox.listTruth(4101).first().others.firstKey()};
    }

    CxoneSandbox sandbox;
};

bool any(const CxoneSandboxRecord &)
{
    return true;
}

} // namespace

/// Exports from the simulator of CXone's published API.
class TestCxoneExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCallingListIsWrittenWhole();
    void completedContactsAreWrittenWhole();
    void aPagesRecordsGoToTheReceiverThatWasNamed();
    void customersAreWrittenWhole();
    void liveSourcesAreFilteredAsWell();
    void F69_aListWithNothingInItIsAFileWithNothingInIt();
    void filtersAreAppliedHere_data();
    void filtersAreAppliedHere();
    void F68_pagesThatAreLeftOutAreNotEmptyOnes();
    void F69_anEmptyArrayIsTheEndAsWell();
    void F42_aCutPageIsAskedForAgain();
    void F70_recordsThatMoveAreWrittenOnce();
    void F73_aListThatChangesWhileItIsReadIsSaidTo();
    void F90_aPausedExportGoesOnWhereItWas();
    void F90_whatWasLeftOutIsCountedAcrossAPause();
    void F119_aListThatChangedInAPauseIsAskedAbout();
};

void TestCxoneExport::aPagesRecordsGoToTheReceiverThatWasNamed()
{
    LoopbackServer receiver;
    receiver.script({LoopbackServer::answer(204, {})});
    Bench bench;
    ExportOrder order = bench.orderFor(renewals, bench.attributes());
    order.webhook = receiver.url(u"/told"_s);
    order.recordsTo = u"127.0.0.1"_s;
    QVERIFY(bench.exported(order).succeeded());
    const QString run = bench.workspace->runs().runs().last()->id();
    QTRY_COMPARE(bench.workspace->outbox().counts(run)->waiting, 0);
    People given;
    for (const LoopbackServer::Request &request : receiver.requests()) {
        QVERIFY(!request.head.toLower().contains("authorization"));
        const QJsonArray contacts = QJsonDocument::fromJson(request.body)["contacts"_L1].toArray();
        for (const QJsonValue &contact : contacts) {
            QMap<QString, QString> &values = given[contact["contactId"_L1].toString()];
            const QJsonObject attributes = contact["attributes"_L1].toObject();
            for (auto value = attributes.begin(); value != attributes.end(); ++value)
                values.insert(value.key(), value->toVariant().toString());
        }
    }
    QVERIFY(given.size() > 250); // of several pages
    QCOMPARE(given, bench.people());
    QCOMPARE(bench.workspace->outbox().recordsOf(run)->handedOver, given.size());
}

void TestCxoneExport::aCallingListIsWrittenWhole()
{
    Bench bench;
    const RunOutcome outcome = bench.exported(bench.orderFor(renewals, bench.attributes()));
    QVERIFY2(outcome.kind == RunOutcome::Kind::Complete,
             qPrintable(outcome.error.value_or(ApiError()).code + outcome.findings.join(u' ')));
    const People truth = bench.truth(4101, any);
    QCOMPARE(truth.size(), contactCount);
    QCOMPARE(bench.people(), truth);
    QCOMPARE(bench.manifest().value("rows"_L1).toInt(), contactCount);
    QVERIFY(!bench.manifest().value("facts"_L1).toObject().contains("filtersAppliedBy"_L1));
    QVERIFY(bench.sandbox.dialled().isEmpty());
}

void TestCxoneExport::completedContactsAreWrittenWhole()
{
    Bench bench;
    ExportOrder order = bench.orderFor(u"completed-contacts"_s, {u"toAddress"_s, u"totalDurationSeconds"_s});
    order.ignoreAge = false; // there is none
    const RunOutcome outcome = bench.exported(order);
    QCOMPARE(outcome.kind, RunOutcome::Kind::Complete);
    QVERIFY(outcome.findings.isEmpty());
    People truth;
    for (const CxoneSandboxContact &contact : bench.sandbox.completedContactTruth())
        truth.insert(QString::number(contact.id),
                     {{u"toAddress"_s, contact.toAddress},
                      {u"totalDurationSeconds"_s, QString::number(contact.durationSeconds)}});
    QVERIFY(truth.size() > 1000);
    QCOMPARE(bench.people(), truth);
}

void TestCxoneExport::customersAreWrittenWhole()
{
    Bench bench;
    const RunOutcome outcome = bench.exported(
        bench.orderFor(u"digital-customers"_s, {u"surname"_s, u"customFields.city"_s, u"messageStatistics.inbound"_s}));
    QCOMPARE(outcome.kind, RunOutcome::Kind::Complete);
    QVERIFY(outcome.findings.isEmpty());
    People truth;
    for (const CxoneSandboxCustomer &customer : bench.sandbox.customerTruth()) {
        QMap<QString, QString> &values = truth[customer.id];
        values.insert(u"messageStatistics.inbound"_s, QString::number(customer.inbound));
        if (!customer.surname.isEmpty())
            values.insert(u"surname"_s, customer.surname);
        if (customer.customFields.contains(u"city"_s))
            values.insert(u"customFields.city"_s, customer.customFields.value(u"city"_s));
    }
    QVERIFY(truth.size() > 1000);
    People people = bench.people();
    for (QMap<QString, QString> &values : people) {
        if (values.value(u"surname"_s).isEmpty()) // not known is an empty text or nothing
            values.remove(u"surname"_s);
    }
    QCOMPARE(people, truth);
}

void TestCxoneExport::liveSourcesAreFilteredAsWell()
{
    Bench bench;
    const RunOutcome outcome
        = bench.exported(bench.orderFor(u"completed-contacts"_s, {u"toAddress"_s},
                                        {{u"isOutbound"_s, FilterOperator::Equals, u"true"_s},
                                         {u"totalDurationSeconds"_s, FilterOperator::GreaterThan, u"99.5"_s}}));
    QCOMPARE(outcome.kind, RunOutcome::Kind::Complete);
    QSet<QString> wanted;
    qsizetype all = 0;
    for (const CxoneSandboxContact &contact : bench.sandbox.completedContactTruth()) {
        ++all;
        if (contact.isOutbound && contact.durationSeconds > 99)
            wanted.insert(QString::number(contact.id));
    }
    QVERIFY(!wanted.isEmpty() && wanted.size() < all);
    const QStringList ids = bench.people().keys();
    QCOMPARE(QSet<QString>(ids.begin(), ids.end()), wanted);
    QCOMPARE(outcome.findings, QStringList{u"left_out:%1"_s.arg(all - wanted.size())});
}

void TestCxoneExport::F69_aListWithNothingInItIsAFileWithNothingInIt()
{
    Bench bench;
    QList<SegmentSummary> segments;
    connect(bench.session.get(), &TenantSession::segmentsLoaded, this,
            [&segments](const QList<SegmentSummary> &loaded) { segments = loaded; });
    bench.session->requestSegments();
    QTRY_VERIFY(!segments.isEmpty());
    const auto empty = std::ranges::find_if(
        segments, [](const SegmentSummary &segment) { return segment.size == 0 && segment.isActive(); });
    QVERIFY(empty != segments.cend());
    const RunOutcome outcome = bench.exported(bench.orderFor(empty->id, {u"firstName"_s}));
    QCOMPARE(outcome.kind, RunOutcome::Kind::Complete);
    QVERIFY(bench.people().isEmpty());
    QVERIFY(!outcome.resultFile.isEmpty());
}

void TestCxoneExport::filtersAreAppliedHere_data()
{
    QTest::addColumn<SegmentFilter>("filter");
    QTest::newRow("is") << SegmentFilter{u"city"_s, FilterOperator::Equals, {}};
    QTest::newRow("is not") << SegmentFilter{u"city"_s, FilterOperator::NotEquals, {}};
    QTest::newRow("begins, and is no column") << SegmentFilter{u"lastName"_s, FilterOperator::StartsWith, u"M"_s};
}

void TestCxoneExport::filtersAreAppliedHere()
{
    QFETCH(SegmentFilter, filter);
    Bench bench;
    if (filter.value.isEmpty())
        filter.value = bench.sandbox.listTruth(4101).at(7).members.value(u"city"_s);
    const RunOutcome outcome = bench.exported(bench.orderFor(renewals, bench.attributes(), {filter}));
    QCOMPARE(outcome.kind, RunOutcome::Kind::Complete);
    const People truth = bench.truth(4101, [&filter](const CxoneSandboxRecord &record) {
        const QString value = record.members.value(filter.attribute);
        return filter.op == FilterOperator::Equals   ? value == filter.value
            : filter.op == FilterOperator::NotEquals ? value != filter.value
                                                     : value.startsWith(filter.value);
    });
    QVERIFY(!truth.isEmpty() && truth.size() < contactCount);
    QCOMPARE(bench.people(), truth);
    QCOMPARE(outcome.findings, QStringList{u"left_out:%1"_s.arg(contactCount - truth.size())});
    QCOMPARE(bench.manifest().value("leftOut"_L1).toInt(), contactCount - truth.size());
    QCOMPARE(bench.manifest().value("facts"_L1).toObject().value("filtersAppliedBy"_L1).toString(), u"muster"_s);
}

void TestCxoneExport::F68_pagesThatAreLeftOutAreNotEmptyOnes()
{
    Bench bench;
    ExportOrder order
        = bench.orderFor(renewals, bench.attributes(), {{u"city"_s, FilterOperator::Equals, u"Nowhere at all"_s}});
    order.pageSize = 25; // 48 pages without a row
    const RunOutcome outcome = bench.exported(order);
    QCOMPARE(outcome.kind, RunOutcome::Kind::Complete);
    QCOMPARE(outcome.findings, QStringList{u"left_out:%1"_s.arg(contactCount)});
    QVERIFY(bench.people().isEmpty());
}

void TestCxoneExport::F69_anEmptyArrayIsTheEndAsWell()
{
    Bench bench({.answersNoContent = false});
    const RunOutcome outcome = bench.exported(bench.orderFor(renewals, bench.attributes()));
    QCOMPARE(outcome.kind, RunOutcome::Kind::Complete);
    QCOMPARE(bench.people(), bench.truth(4101, any));
}

void TestCxoneExport::F42_aCutPageIsAskedForAgain()
{
    Bench bench;
    for (const auto kind : {SandboxFault::Kind::Truncate, SandboxFault::Kind::Reset}) {
        SandboxFault fault;
        fault.kind = kind;
        fault.path = u"/lists/call-lists/4101"_s;
        fault.bytes = 2000;
        fault.skip = 2;
        bench.sandbox.addFault(fault);
    }
    const RunOutcome outcome = bench.exported(bench.orderFor(renewals, bench.attributes()));
    QCOMPARE(outcome.kind, RunOutcome::Kind::Complete);
    QCOMPARE(bench.people(), bench.truth(4101, any));
}

void TestCxoneExport::F70_recordsThatMoveAreWrittenOnce()
{
    Bench bench;
    SandboxFault moved;
    moved.kind = SandboxFault::Kind::Mutate;
    moved.mutation = SandboxFault::Mutation::DuplicateRecord;
    moved.path = u"/lists/call-lists/4101"_s;
    moved.skip = 2;
    bench.sandbox.addFault(moved);
    const RunOutcome outcome = bench.exported(bench.orderFor(renewals, bench.attributes()));
    // One more on a page: the next begins one further on than it should, so one is lost, which is said.
    QCOMPARE(outcome.kind, RunOutcome::Kind::CompleteWithFindings);
    QCOMPARE(outcome.findings, QStringList({u"duplicates:1"_s, u"records_missing:1"_s}));
    const People people = bench.people();
    QVERIFY(!people.contains(u"twice"_s));
    QCOMPARE(people.size(), contactCount - 1);
}

void TestCxoneExport::F73_aListThatChangesWhileItIsReadIsSaidTo()
{
    Bench bench;
    // The first page tells of another total than those behind it.
    SandboxFault fault;
    fault.kind = SandboxFault::Kind::RawBody;
    fault.path = u"/lists/call-lists/4101"_s;
    fault.skip = 1;
    fault.status = 200;
    fault.contentType = "application/json"_ba;
    fault.body = R"({"resultSet":{"totalRecords":1201,"contactRecords":[{"externalId":"of-before","city":"x"}]}})"_ba;
    bench.sandbox.addFault(fault);
    const RunOutcome outcome = bench.exported(bench.orderFor(renewals, bench.attributes()));
    QCOMPARE(outcome.kind, RunOutcome::Kind::CompleteWithFindings);
    QCOMPARE(outcome.findings, QStringList{u"recalculated:1"_s});
    QCOMPARE(bench.manifest().value("facts"_L1).toObject().value("recalculatedWhileRead"_L1).toInt(), 1);
}

void TestCxoneExport::F90_aPausedExportGoesOnWhereItWas()
{
    Bench bench({}, FakeClock::Mode::ByHand);
    bench.fail(u"/lists/call-lists/4101"_s, 429, 3, 1, {{"Retry-After", "1200"}});
    const auto run
        = bench.workspace->runs().startExport(*bench.session, freeze(bench.orderFor(renewals, bench.attributes())));
    QVERIFY(run);
    const QString id = (*run)->id();
    QCOMPARE(bench.ended().kind, RunOutcome::Kind::Paused);
    const qsizetype asked = bench.sandbox.requests().size();
    bench.workspace->runs().cancelReturn(id);
    bench.clock.advance(std::chrono::hours(80)); // days later: the place is its own, no token of the service's
    QVERIFY(bench.workspace->runs().resume(*bench.session, id));
    QCOMPARE(bench.ended().kind, RunOutcome::Kind::Complete);
    QCOMPARE(bench.people(), bench.truth(4101, any));
    const QList<SandboxRequest> requests = bench.sandbox.requests();
    const auto isFirstPage = [](const SandboxRequest &request) { return request.path.contains("skip=0&top=250"); };
    QCOMPARE(std::count_if(requests.begin() + asked, requests.end(), isFirstPage), 0);
}

void TestCxoneExport::F90_whatWasLeftOutIsCountedAcrossAPause()
{
    Bench bench({}, FakeClock::Mode::ByHand);
    const QString city = bench.sandbox.listTruth(4101).at(7).members.value(u"city"_s);
    bench.fail(u"/lists/call-lists/4101"_s, 429, 3, 1, {{"Retry-After", "1200"}});
    const auto run = bench.workspace->runs().startExport(
        *bench.session,
        freeze(bench.orderFor(renewals, bench.attributes(), {{u"city"_s, FilterOperator::Equals, city}})));
    QVERIFY(run);
    const QString id = (*run)->id();
    QCOMPARE(bench.ended().kind, RunOutcome::Kind::Paused);
    bench.workspace->runs().cancelReturn(id);
    bench.clock.advance(std::chrono::minutes(21));
    QVERIFY(bench.workspace->runs().resume(*bench.session, id));
    const RunOutcome outcome = bench.ended();
    QCOMPARE(outcome.kind, RunOutcome::Kind::Complete);
    const People truth = bench.truth(
        4101, [&city](const CxoneSandboxRecord &record) { return record.members.value(u"city"_s) == city; });
    QCOMPARE(bench.people(), truth);
    QCOMPARE(outcome.findings, QStringList{u"left_out:%1"_s.arg(contactCount - truth.size())});
    QCOMPARE(bench.manifest().value("leftOut"_L1).toInt(), contactCount - truth.size());
}

void TestCxoneExport::F119_aListThatChangedInAPauseIsAskedAbout()
{
    Bench bench({}, FakeClock::Mode::ByHand);
    bench.fail(u"/lists/call-lists/4101"_s, 429, 3, 1, {{"Retry-After", "1200"}});
    const auto run
        = bench.workspace->runs().startExport(*bench.session, freeze(bench.orderFor(renewals, bench.attributes())));
    QVERIFY(run);
    const QString id = (*run)->id();
    QCOMPARE(bench.ended().kind, RunOutcome::Kind::Paused);
    bench.workspace->runs().cancelReturn(id);
    bench.clock.advance(std::chrono::minutes(21));
    SandboxFault fault;
    fault.kind = SandboxFault::Kind::RawBody;
    fault.path = u"/lists/call-lists/4101"_s;
    fault.status = 200;
    fault.contentType = "application/json"_ba;
    fault.body = R"({"resultSet":{"listName":"Spring renewals","status":"Active","totalRecords":1199,)"
                 R"("updateDate":"2026-05-05T05:05:05Z","contactRecords":[]}})"_ba;
    bench.sandbox.addFault(fault);
    QVERIFY(bench.workspace->runs().resume(*bench.session, id));
    const RunOutcome outcome = bench.ended();
    QCOMPARE(outcome.kind, RunOutcome::Kind::Paused);
    QCOMPARE(outcome.error.value_or(ApiError()).code, u"segment_recalculated"_s);
}

MUSTER_TEST(TestCxoneExport, QCoreApplication)

} // namespace tst_cxoneexport
#include "tst_cxoneexport.moc"
