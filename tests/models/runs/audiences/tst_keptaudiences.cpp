// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/audiences/audiencehistory.h"
#include "models/runs/audiences/audienceputrun.h"
#include "models/store/audienceversions.h"
#include "tests/support/publishbench.h"
#include "tests/support/testprogram.h"

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_keptaudiences {

/// Audiences of a tenant that has none: they stay in the data folder.
class TestKeptAudiences : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theyAreKeptListedAndReadWithoutAnyRequest();
    void theSameAgainIsNoNewVersion();
    void F77_nothingIsWrittenOverAnotherVersion();
    void F76_whatNoServiceWouldTakeIsNotKept();
    void F98_oneThatDoesNotReadHidesNoOther();
    void connectionsAreKeptApart();
    void versionsAreThoseOfTheHistory();
    void S35_theAuditSaysSoBeforeAndAfter();
    void S42_aTenantThatIsLookOnlyKeepsThemAllTheSame();
    void F97_aSecondMusterKeepsNothing();
    void nothingIsRegisteredThere();
};

void TestKeptAudiences::theyAreKeptListedAndReadWithoutAnyRequest()
{
    PublishBench bench;
    QVERIFY(!bench.session().hasAudiences());
    AudienceDefinition gold = PublishBench::tierIs(u"gold"_s);
    gold.description = u"\u00c4"_s;
    gold.criteria.members.push_back(
        {CriteriaCondition{u"revenue"_s, CriteriaOperator::GreaterThan, CriteriaNumber{"12345678901234567890.50"}}});
    const auto first = bench.save(PublishBench::audienceId, gold, 0);
    QVERIFY2(first, first ? "" : qPrintable(first.error().code));
    QCOMPARE(first->version, 1);
    QVERIFY(bench.save(PublishBench::otherId, PublishBench::tierIs(u"ash"_s), {}));

    bench.closeWorkspace(); // what is told was not remembered but read
    bench.openWorkspace();
    QSignalSpy listed(&bench.session(), &TenantSession::audiencesLoaded);
    bench.session().requestAudiences();
    QTRY_COMPARE(listed.size(), 1);
    const auto all = listed.first().first().value<QList<AudienceSummary>>();
    QCOMPARE(all.size(), 2);
    QCOMPARE(all[0].name, u"Tier ash"_s); // by name
    QCOMPARE(all[1].id, PublishBench::audienceId);
    QVERIFY(!all[1].evaluation.size);

    QSignalSpy read(&bench.session(), &TenantSession::audienceLoaded);
    bench.session().requestAudience(PublishBench::audienceId.toUpper());
    QTRY_COMPARE(read.size(), 1);
    const auto audience = read.first().first().value<Audience>();
    QCOMPARE(audience.definition, gold); // digit for digit
    QSignalSpy none(&bench.session(), &TenantSession::audienceFailed);
    bench.session().requestAudience(u"b7c00009-0000-4000-8000-000000000009"_s);
    QTRY_COMPARE(none.size(), 1);
    QCOMPARE(none.first().at(1).value<ApiError>().kind, ErrorKind::NotFound);
    QCOMPARE(bench.sandbox().requests().size(), 0);
}

void TestKeptAudiences::theSameAgainIsNoNewVersion()
{
    PublishBench bench;
    QVERIFY(bench.save(PublishBench::audienceId, PublishBench::tierIs(u"gold"_s), {}));
    QCOMPARE(bench.save(PublishBench::audienceId, PublishBench::tierIs(u"gold"_s), {})->version, 1);
    QCOMPARE(bench.save(PublishBench::audienceId, PublishBench::tierIs(u"ash"_s), {})->version, 2);
}

void TestKeptAudiences::F77_nothingIsWrittenOverAnotherVersion()
{
    PublishBench bench;
    QVERIFY(bench.save(PublishBench::audienceId, PublishBench::tierIs(u"gold"_s), 0));
    for (const qint64 expected : {0, 2}) {
        const auto refused = bench.save(PublishBench::audienceId, PublishBench::tierIs(u"ash"_s), expected);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Conflict);
        QCOMPARE(refused.error().currentVersion, 1);
    }
    const auto kept
        = bench.workspace().audienceVersions().versions(bench.session().profile().id, PublishBench::audienceId);
    QCOMPARE(kept->size(), 1);
    QVERIFY(bench.save(PublishBench::audienceId, PublishBench::tierIs(u"ash"_s), 1));
}

void TestKeptAudiences::F76_whatNoServiceWouldTakeIsNotKept()
{
    PublishBench bench;
    QCOMPARE(bench.save(u"no id"_s, PublishBench::tierIs(u"gold"_s), {}).error().code, u"audience_id"_s);
    AudienceDefinition nameless = PublishBench::tierIs(u"gold"_s);
    nameless.name = u"  "_s;
    QCOMPARE(bench.save(PublishBench::audienceId, nameless, {}).error().code, u"audience_name"_s);
    QVERIFY(bench.workspace().audienceVersions().kept(bench.session().profile().id)->isEmpty());
}

void TestKeptAudiences::F98_oneThatDoesNotReadHidesNoOther()
{
    PublishBench bench;
    QVERIFY(bench.save(PublishBench::audienceId, PublishBench::tierIs(u"gold"_s), {}));
    QVERIFY(bench.save(PublishBench::otherId, PublishBench::tierIs(u"ash"_s), {}));
    const AudienceVersions &versions = bench.workspace().audienceVersions();
    const QString digest = (*versions.keptVersion(bench.session().profile().id, PublishBench::audienceId))->digest;
    QVERIFY(versions.erasePayload(digest));
    QSignalSpy listed(&bench.session(), &TenantSession::audiencesLoaded);
    bench.session().requestAudiences();
    QTRY_COMPARE(listed.size(), 1);
    const auto all = listed.first().first().value<QList<AudienceSummary>>();
    QCOMPARE(all.size(), 2);
    QVERIFY(all[0].name == u"Tier ash" || all[1].name == u"Tier ash");
    QVERIFY(all[0].name == PublishBench::audienceId || all[1].name == PublishBench::audienceId);
    QSignalSpy failed(&bench.session(), &TenantSession::audienceFailed);
    bench.session().requestAudience(PublishBench::audienceId);
    QTRY_COMPARE(failed.size(), 1);
    // Another version can still be saved.
    QCOMPARE(bench.save(PublishBench::audienceId, PublishBench::tierIs(u"gold"_s), 1)->version, 2);
}

void TestKeptAudiences::connectionsAreKeptApart()
{
    PublishBench bench;
    QVERIFY(bench.save(PublishBench::audienceId, PublishBench::tierIs(u"gold"_s), {}));
    QVERIFY(bench.workspace().audienceVersions().kept(u"another"_s)->isEmpty());
    QVERIFY(!*bench.workspace().audienceVersions().keptVersion(u"another"_s, PublishBench::audienceId));
}

void TestKeptAudiences::versionsAreThoseOfTheHistory()
{
    PublishBench bench;
    QVERIFY(bench.save(PublishBench::audienceId, PublishBench::tierIs(u"gold"_s), {}));
    QVERIFY(bench.save(PublishBench::audienceId, PublishBench::tierIs(u"ash"_s), {}));
    AudienceHistory history(bench.workspace().audienceVersions());
    QSignalSpy loaded(&history, &AudienceHistory::versionsLoaded);
    history.requestVersions(bench.session().profile().id, PublishBench::audienceId);
    QTRY_COMPARE(loaded.size(), 1);
    const auto versions = loaded.first().at(1).value<QList<AudienceVersion>>();
    QCOMPARE(versions.size(), 2);
    QCOMPARE(versions[0].version, 2);
    QCOMPARE(versions[0].runId, QString());
    QSignalSpy said(&history, &AudienceHistory::definitionLoaded);
    history.requestDefinition(versions[1].digest);
    QTRY_COMPARE(said.size(), 1);
    QCOMPARE(said.first().at(1).value<AudienceDefinition>(), PublishBench::tierIs(u"gold"_s));
}

void TestKeptAudiences::S35_theAuditSaysSoBeforeAndAfter()
{
    PublishBench bench;
    QVERIFY(bench.save(PublishBench::audienceId, PublishBench::tierIs(u"gold"_s), {}));
    const QByteArray audit = bench.audit();
    const qsizetype before = audit.indexOf("\"audience.saving\""), after = audit.indexOf("\"audience.saved\"");
    QVERIFY(before >= 0 && after > before);
    const auto versions
        = bench.workspace().audienceVersions().versions(bench.session().profile().id, PublishBench::audienceId);
    QCOMPARE(audit.count(versions->first().digest.toLatin1()), 2);
}

void TestKeptAudiences::S42_aTenantThatIsLookOnlyKeepsThemAllTheSame()
{
    PublishBench bench(Environment::Production);
    QVERIFY(bench.session().isLookOnly());
    QVERIFY(bench.save(PublishBench::audienceId, PublishBench::tierIs(u"gold"_s), {})); // nothing leaves
}

void TestKeptAudiences::F97_aSecondMusterKeepsNothing()
{
    PublishBench bench;
    QVERIFY(bench.save(PublishBench::audienceId, PublishBench::tierIs(u"gold"_s), {}));
    FakeClock clock(FakeClock::Mode::Automatic);
    auto second = Workspace::open(Workspace::Paths::under(bench.home()), clock);
    QVERIFY(second && (*second)->isReadOnly());
    const auto session = (*second)->connectTo(bench.session().profile());
    QSignalSpy failed(session.get(), &TenantSession::audienceSaveFailed);
    session->saveAudience(PublishBench::audienceId, PublishBench::tierIs(u"ash"_s), {});
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.first().at(1).value<ApiError>().code, u"read_only"_s);
    QSignalSpy read(session.get(), &TenantSession::audienceLoaded); // looking is free
    session->requestAudience(PublishBench::audienceId);
    QTRY_COMPARE(read.size(), 1);
    QCOMPARE(read.first().first().value<Audience>().definition.name, u"Tier gold"_s);
}

void TestKeptAudiences::nothingIsRegisteredThere()
{
    PublishBench bench;
    const AudiencePutOrder order{.audienceId = PublishBench::audienceId, .definition = PublishBench::tierIs(u"gold"_s)};
    const auto started = bench.workspace().runs().startAudiencePut(bench.session(), order);
    QVERIFY(!started);
    QCOMPARE(started.error().code, u"job_unavailable"_s);
    QCOMPARE(bench.sandbox().requests().size(), 0);
}

MUSTER_TEST(TestKeptAudiences, QCoreApplication)

} // namespace tst_keptaudiences
#include "tst_keptaudiences.moc"
