// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/journal.h"
#include "tests/support/publishbench.h"
#include "tests/support/testprogram.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonObject>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_audiencepublishrun {

using Kind = RunOutcome::Kind;
using Fault = SandboxFault;

/// An audience becomes a new calling list, and nobody is called because of it.
class TestAudiencePublishRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everybodyIsThereAndNobodyIsCalled();
    void manyGoInSeveralFiles();
    void whoIsLeftOutIsCounted();
    void membersOfExcludedAudiencesAreLeftOut();
    void whomAnExcludedAudienceExcludesIsNotLeftOut();
    void exclusionsThatLeadBackAreRefusedByName();
    void aNameThatIsTakenIsRefusedBeforeAnythingIsSent();
    void aNameThatIsTakenMeanwhileIsRefused();
    void F46_aLostAnswerToMakingIsSettledByTheName();
    void F46_aListThatIsNotSeenIsMadeOnceItIsSure();
    void F46_aListThatAppearsLaterIsTakenForOurs();
    void aListThatWasMadeBeforeIsAQuestion();
    void aListOfSomebodyElseIsLeftAlone();
    void F116_peopleWhoDidNotComeAreMissing();
    void F90_resumedItGoesOnWhereItWas();
    void aRefusedFileIsTold();
    void aFileInDoubtIsSettledByAReadingAlone();
    void S07_nothingHoldsANumberAfterwards();
    void theFileOfPeopleMustBeTheOneThatWasConfirmed();
    void ordersComeBackAsTheyWere();
};

void TestAudiencePublishRun::everybodyIsThereAndNobodyIsCalled()
{
    PublishBench bench;
    const auto order = bench.prepared(PublishBench::requestFor(PublishBench::people(41)));
    QVERIFY2(order, order ? "" : qPrintable(order.error().code));
    QCOMPARE(order->count.taken, 21);
    QCOMPARE(order->count.notMatching, 20);
    QCOMPARE(order->count.leftOut(), 0);
    QCOMPARE(bench.asked("POST", "/lists/call-lists"), 0); // nothing was sent for looking
    AudiencePublishRun *run = bench.start(*order);
    const RunOutcome outcome = PublishBench::ended(run);
    QCOMPARE(outcome.kind, Kind::Complete);
    QCOMPARE(run->listId(), QString::number(PublishBench::firstNewList));
    QCOMPARE(bench.contents(PublishBench::firstNewList), PublishBench::gold(41));
    QCOMPARE(bench.asked("POST", "/lists/call-lists"), 1);
    QCOMPARE(bench.asked("POST", "/upload"), 1);
    QCOMPARE(bench.sandbox().dialled(), QStringList());
    QCOMPARE(bench.sandbox().startedSkills(), QStringList());
    for (const SandboxRequest &request : bench.sandbox().requests()) {
        QVERIFY(!request.body.contains("\"startSkill\":true"));
        QVERIFY(!request.body.contains("skillId"));
    }
    QCOMPARE(run->metrics().records, 21);
}

void TestAudiencePublishRun::manyGoInSeveralFiles()
{
    PublishBench bench;
    const auto order = bench.prepared(PublishBench::requestFor(PublishBench::people(10021)));
    QVERIFY(order);
    QCOMPARE(order->count.taken, 5011);
    QCOMPARE(bench.published(*order).kind, Kind::Complete);
    QCOMPARE(bench.asked("POST", "/upload"), 2); // 5,000 in the first
    QCOMPARE(bench.contents(PublishBench::firstNewList), PublishBench::gold(10021));
}

void TestAudiencePublishRun::whoIsLeftOutIsCounted()
{
    PublishBench bench;
    ContactColumnsBuilder builder({u"externalId"_s, u"phone"_s, u"tier"_s, u"firstName"_s, u"plan"_s});
    const std::string tooLong(600, 'x');
    const std::vector<std::vector<std::string_view>> rows{
        {"A", "+12015550001", "gold", "Ann", "1"},         {"", "+12015550002", "gold", "No id", "1"},
        {"A", "+12015550003", "gold", "Again", "1"},       {"B", "12", "gold", "No number", "1"},
        {"C", "2015550004", "gold", "National", "1"},      {"D", "+12015550005", "gold", tooLong, "1"},
        {"E", "+12015550006", "gold", "Tab\there", "1"},   {"F", "+12015550007", "silver", "No member", "1"},
        {"G", "+12015550001", "gold", "Same number", "1"}, {"H", "+12015550008 ext. 9", "gold", "Extension", "1"}};
    for (const auto &row : rows)
        QVERIFY(builder.append(row));
    PublishRequest request = PublishBench::requestFor(builder.finish().value_or(nullptr));
    auto order = bench.prepared(request);
    QVERIFY(order);
    const PublishCount expected{.contacts = 10,
                                .taken = 2,
                                .notMatching = 1,
                                .withoutId = 1,
                                .repeatedId = 1,
                                .withoutNumber = 3,
                                .tooLong = 1,
                                .unusable = 1,
                                .repeatedNumber = 1};
    QVERIFY(order->count == expected);
    request.source.choice.region = u"us"_s;
    order = bench.prepared(request);
    QVERIFY(order);
    QCOMPARE(order->count.taken, 3); // the national one can be read now
    QCOMPARE(bench.published(*order).kind, Kind::Complete);
    QCOMPARE(bench.contents(PublishBench::firstNewList),
             (QStringList{u"A|12015550001|Ann|1"_s, u"C|12015550004|National|1"_s, u"G|12015550001|Same number|1"_s}));
    // Digits alone ring somebody else where they are no national number: that is a person's word.
    ContactColumnsBuilder digits({u"externalId"_s, u"phone"_s, u"tier"_s, u"firstName"_s, u"plan"_s});
    QVERIFY(digits.append(std::vector<std::string_view>{"A", "12015550001", "gold", "Ann", "1"}));
    PublishRequest bare = PublishBench::requestFor(digits.finish().value_or(nullptr), u"Digits"_s);
    QCOMPARE(bench.prepared(bare)->count.withoutNumber, 1);
    bare.source.choice.digitsAreInternational = true;
    QCOMPARE(bench.prepared(bare)->count.taken, 1);
    request.source.choice.region = u"Atlantis"_s;
    QCOMPARE(bench.prepared(request).error().code, u"publish_region"_s);
    request.source.choice.region.clear();
    request.source.choice.numberField = u"mobile"_s;
    QCOMPARE(bench.prepared(request).error().code, u"publish_field"_s);
}

void TestAudiencePublishRun::membersOfExcludedAudiencesAreLeftOut()
{
    PublishBench bench;
    AudienceDefinition excluded = PublishBench::tierIs(u"x"_s);
    excluded.criteria.members = {{CriteriaCondition{u"plan"_s, CriteriaOperator::Contains, u"0"_s}}};
    PublishRequest request = PublishBench::requestFor(PublishBench::people(12));
    request.audience.definition.exclusions = {PublishBench::otherId};
    QCOMPARE(bench.prepared(request).error().code, u"exclusion_not_kept"_s);
    QVERIFY(bench.save(PublishBench::otherId, excluded, {}));
    auto order = bench.prepared(request);
    QVERIFY(order);
    QCOMPARE(order->count.excluded, 2); // P0 and P6 have plan 0
    QCOMPARE(order->count.taken, 4);
    QCOMPARE(order->exclusions, (QList<AudiencePublishOrder::Version>{{PublishBench::otherId, 1}}));
    // A field that nobody has: it is not known who is in it, and nobody is called on a guess.
    excluded.criteria.members = {{CriteriaCondition{u"consent"_s, CriteriaOperator::Equals, u"no"_s}}};
    QVERIFY(bench.save(PublishBench::otherId, excluded, {}));
    order = bench.prepared(request);
    QVERIFY(order);
    QCOMPARE(order->count.excluded, 6);
    QCOMPARE(bench.start(*order), nullptr); // nobody is left
}

void TestAudiencePublishRun::whomAnExcludedAudienceExcludesIsNotLeftOut()
{
    const QString thirdId = u"b7c00003-0000-4000-8000-000000000003"_s;
    PublishBench bench;
    const auto about = [](const QString &field, CriteriaOperator how, const QString &value) {
        AudienceDefinition definition = PublishBench::tierIs(u"x"_s);
        definition.criteria.members = {{CriteriaCondition{field, how, value}}};
        return definition;
    };
    // P0, P2, P4, ... are gold; P0 and P6 have plan 0. Of those P6 is no member of the excluded audience.
    AudienceDefinition excluded = about(u"plan"_s, CriteriaOperator::Contains, u"0"_s);
    excluded.exclusions = {thirdId};
    QVERIFY(bench.save(thirdId, about(u"externalId"_s, CriteriaOperator::Equals, u"P6"_s), {}));
    QVERIFY(bench.save(PublishBench::otherId, excluded, {}));
    PublishRequest request = PublishBench::requestFor(PublishBench::people(12));
    request.audience.definition.exclusions = {PublishBench::otherId};
    auto order = bench.prepared(request);
    QVERIFY2(order, order ? "" : qPrintable(order.error().code));
    QCOMPARE(order->count.excluded, 1);
    QCOMPARE(order->count.taken, 5);
    QCOMPARE(order->exclusions, (QList<AudiencePublishOrder::Version>{{thirdId, 1}, {PublishBench::otherId, 1}}));
    // Both at once: P6 is left out by the third after all.
    request.audience.definition.exclusions = {PublishBench::otherId, thirdId};
    QCOMPARE(bench.prepared(request)->count.excluded, 2);
    // Of whom it is not known whether the third has them, it is not sure that they are no members: they are left out.
    QVERIFY(bench.save(thirdId, about(u"consent"_s, CriteriaOperator::Equals, u"no"_s), 1));
    request.audience.definition.exclusions = {PublishBench::otherId};
    QCOMPARE(bench.prepared(request)->count.excluded, 2);
}

void TestAudiencePublishRun::exclusionsThatLeadBackAreRefusedByName()
{
    const QString thirdId = u"b7c00003-0000-4000-8000-000000000003"_s;
    PublishBench bench;
    AudienceDefinition other = PublishBench::tierIs(u"other"_s), third = PublishBench::tierIs(u"third"_s);
    QVERIFY(bench.save(PublishBench::otherId, other, {}));
    third.exclusions = {PublishBench::otherId};
    QVERIFY(bench.save(thirdId, third, {}));
    other.exclusions = {thirdId};
    QVERIFY(bench.save(PublishBench::otherId, other, 1));
    PublishRequest request = PublishBench::requestFor(PublishBench::people(12));
    request.audience.definition.exclusions = {PublishBench::otherId};
    auto refused = bench.prepared(request);
    QCOMPARE(refused.error().code, u"exclusion_circle"_s);
    QCOMPARE(refused.error().subject, u"Tier other \u2192 Tier third \u2192 Tier other"_s);
    // The one that is published is no other.
    third.exclusions = {PublishBench::audienceId.toUpper()};
    QVERIFY(bench.save(thirdId, third, 1));
    refused = bench.prepared(request);
    QCOMPARE(refused.error().code, u"exclusion_circle"_s);
    QCOMPARE(refused.error().subject, u"Tier gold \u2192 Tier other \u2192 Tier third \u2192 Tier gold"_s);
    QCOMPARE(bench.asked("POST", "/lists/call-lists"), 0);
}

void TestAudiencePublishRun::aNameThatIsTakenIsRefusedBeforeAnythingIsSent()
{
    PublishBench bench;
    const auto refused = bench.prepared(PublishBench::requestFor(PublishBench::people(5), u"spring RENEWALS"_s));
    QCOMPARE(refused.error().code, u"list_name_taken"_s);
    QCOMPARE(bench.asked("POST", "/lists/call-lists"), 0);
    QCOMPARE(bench.prepared(PublishBench::requestFor(PublishBench::people(5), u" "_s)).error().code, u"list_name"_s);
    PublishRequest twice = PublishBench::requestFor(PublishBench::people(5));
    twice.source.choice.columns = {u"phone"_s};
    QCOMPARE(bench.prepared(twice).error().code, u"list_columns"_s);
}

void TestAudiencePublishRun::aNameThatIsTakenMeanwhileIsRefused()
{
    PublishBench bench;
    const auto order = bench.prepared(PublishBench::requestFor(PublishBench::people(9)));
    QVERIFY(order);
    QCOMPARE(bench.published(*order).kind, Kind::Complete);
    const RunOutcome second = bench.published(*order);
    QCOMPARE(second.kind, Kind::Refused);
    QCOMPARE(second.error->code, u"list_name_taken"_s);
    QCOMPARE(bench.asked("POST", "/lists/call-lists"), 1);
    QCOMPARE(bench.contents(PublishBench::firstNewList), PublishBench::gold(9));
}

void TestAudiencePublishRun::F46_aLostAnswerToMakingIsSettledByTheName()
{
    PublishBench bench;
    const auto order = bench.prepared(PublishBench::requestFor(PublishBench::people(9)));
    bench.fail(Fault::Kind::CloseWithoutAnswer, u"/lists/call-lists"_s, "POST");
    QCOMPARE(bench.published(*order).kind, Kind::Complete);
    QCOMPARE(bench.asked("POST", "/lists/call-lists"), 1);
    QCOMPARE(bench.contents(PublishBench::firstNewList), PublishBench::gold(9));
    QVERIFY(bench.audit().contains("\"publish.list_unknown\""));
    QCOMPARE(bench.sandbox().listTruth(PublishBench::firstNewList + 1).size(), 0);
}

void TestAudiencePublishRun::F46_aListThatIsNotSeenIsMadeOnceItIsSure()
{
    PublishBench bench;
    const auto order = bench.prepared(PublishBench::requestFor(PublishBench::people(9)));
    bench.fail(Fault::Kind::Status, u"/lists/call-lists"_s, "POST"); // 500, and nothing was made
    AudiencePublishRun *run = bench.start(*order);
    const QString id = run->id();
    RunOutcome outcome = PublishBench::ended(run);
    QCOMPARE(outcome.kind, Kind::Paused);
    QCOMPARE(outcome.error->code, u"list_not_seen"_s);
    QCOMPARE(bench.asked("POST", "/lists/call-lists"), 1);
    QCOMPARE(bench.resumed(id).kind, Kind::Complete);
    QCOMPARE(bench.asked("POST", "/lists/call-lists"), 2);
    QCOMPARE(bench.contents(PublishBench::firstNewList), PublishBench::gold(9));
    QCOMPARE(bench.sandbox().listTruth(PublishBench::firstNewList + 1).size(), 0);
}

void TestAudiencePublishRun::F46_aListThatAppearsLaterIsTakenForOurs()
{
    PublishBench bench;
    const auto order = bench.prepared(PublishBench::requestFor(PublishBench::people(9)));
    // It was made, and neither the answer nor the index showed it in that life.
    bench.fail(Fault::Kind::CloseWithoutAnswer, u"/lists/call-lists"_s, "POST");
    bench.sandbox().addFault({.kind = Fault::Kind::RawBody,
                              .path = u"/lists/call-lists?"_s,
                              .method = u"GET"_s,
                              .skip = 1,
                              .times = -1,
                              .status = 200,
                              .body = "{\"totalRecords\":0}",
                              .contentType = "application/json"});
    AudiencePublishRun *run = bench.start(*order);
    const QString id = run->id();
    QCOMPARE(PublishBench::ended(run).error->code, u"list_not_seen"_s);
    bench.sandbox().clearFaults();
    QCOMPARE(bench.resumed(id).kind, Kind::Complete);
    QCOMPARE(bench.asked("POST", "/lists/call-lists"), 1);
    QCOMPARE(bench.contents(PublishBench::firstNewList), PublishBench::gold(9));
}

void TestAudiencePublishRun::aListThatWasMadeBeforeIsAQuestion()
{
    PublishBench bench;
    const auto order = bench.prepared(PublishBench::requestFor(PublishBench::people(9)));
    bench.fail(Fault::Kind::Status, u"/lists/call-lists"_s, "POST");
    AudiencePublishRun *run = bench.start(*order);
    const QString id = run->id();
    QCOMPARE(PublishBench::ended(run).error->code, u"list_not_seen"_s);
    const auto shown = [&bench](const QList<QJsonObject> &lists) {
        QJsonArray all;
        for (const QJsonObject &list : lists)
            all.append(list);
        bench.sandbox().clearFaults();
        bench.sandbox().addFault(
            {.kind = Fault::Kind::RawBody,
             .path = u"/lists/call-lists?"_s,
             .method = u"GET"_s,
             .times = -1,
             .status = 200,
             .body = QJsonDocument(QJsonObject{{u"totalRecords"_s, lists.size()}, {u"callingLists"_s, all}}).toJson(),
             .contentType = "application/json"});
    };
    QJsonObject old{{u"listId"_s, 5000},
                    {u"listName"_s, u"Gold list"_s},
                    {u"totalRecords"_s, 0},
                    {u"createDate"_s, bench.clock().wallNow().toUTC().addDays(-2).toString(Qt::ISODate)},
                    {u"skills"_s, QJsonArray()}};
    shown({old});
    RunOutcome outcome = bench.resumed(id);
    QCOMPARE(outcome.kind, Kind::Paused);
    QCOMPARE(outcome.error->code, u"list_made_before"_s);
    QJsonObject other = old;
    other.insert(u"listId"_s, 5001);
    shown({old, other});
    outcome = bench.resumed(id);
    QCOMPARE(outcome.kind, Kind::Paused);
    QCOMPARE(outcome.error->code, u"calling_list_twice"_s);
    QCOMPARE(bench.asked("POST", "/lists/call-lists"), 1);
    QCOMPARE(bench.asked("POST", "/upload"), 0);
}

void TestAudiencePublishRun::aListOfSomebodyElseIsLeftAlone()
{
    PublishBench bench;
    const auto mine = bench.prepared(PublishBench::requestFor(PublishBench::people(9)));
    bench.fail(Fault::Kind::Status, u"/lists/call-lists"_s, "POST");
    AudiencePublishRun *run = bench.start(*mine);
    const QString id = run->id();
    QCOMPARE(PublishBench::ended(run).error->code, u"list_not_seen"_s);
    bench.workspace().runs().dismiss(run);
    // Somebody else takes the name, and puts people in.
    PublishBench::ended(bench.start(*bench.prepared(PublishBench::requestFor(PublishBench::people(21)))));
    const RunOutcome outcome = bench.resumed(id);
    QCOMPARE(outcome.kind, Kind::Failed);
    QCOMPARE(outcome.error->code, u"list_not_ours"_s);
    QCOMPARE(bench.contents(PublishBench::firstNewList), PublishBench::gold(21));
}

void TestAudiencePublishRun::F116_peopleWhoDidNotComeAreMissing()
{
    PublishBench bench;
    const auto order = bench.prepared(PublishBench::requestFor(PublishBench::people(9)));
    SandboxFault nothing;
    nothing.kind = Fault::Kind::Mutate;
    nothing.mutation = Fault::Mutation::AcceptWithoutDoing;
    nothing.path = u"/upload"_s;
    bench.sandbox().addFault(nothing);
    const RunOutcome outcome = bench.published(*order);
    QCOMPARE(outcome.kind, Kind::CompleteWithFindings);
    QCOMPARE(outcome.findings, QStringList{u"people_missing:5"_s});
    // Each is named, by his id and not by his number.
    QFile named(outcome.resultFile);
    QVERIFY(named.open(QIODevice::ReadOnly));
    const QByteArray csv = named.readAll();
    for (const char *id : {"P0", "P2", "P4", "P6", "P8"})
        QVERIFY2(csv.contains(QByteArray(id).append(",publish,rejected,missing")), csv.constData());
    QCOMPARE(csv.count('\n'), 6);
    QVERIFY(!csv.contains("1201"));
    QCOMPARE(bench.asked("POST", "/upload"), 1); // a service that took them is not asked for ever
}

void TestAudiencePublishRun::F90_resumedItGoesOnWhereItWas()
{
    PublishBench bench;
    const auto order = bench.prepared(PublishBench::requestFor(PublishBench::people(10021)));
    // The first file goes through, the second finds no answer any more.
    bench.fail(Fault::Kind::Status, u"/upload"_s, "POST", 1, -1);
    AudiencePublishRun *run = bench.start(*order);
    const QString id = run->id();
    QVERIFY(!PublishBench::ended(run).succeeded());
    const QString people = bench.workspace().runFile(id, "people");
    bench.closeWorkspace();
    QVERIFY(QFile::exists(people)); // it can be taken up again
    bench.sandbox().clearFaults();
    bench.openWorkspace();
    QCOMPARE(bench.resumed(id).kind, Kind::Complete);
    QCOMPARE(bench.asked("POST", "/lists/call-lists"), 1);
    QCOMPARE(bench.contents(PublishBench::firstNewList), PublishBench::gold(10021));
    QVERIFY(!QFile::exists(people));
}

void TestAudiencePublishRun::aRefusedFileIsTold()
{
    PublishBench bench;
    const auto order = bench.prepared(PublishBench::requestFor(PublishBench::people(9)));
    SandboxFault refusal;
    refusal.path = u"/upload"_s;
    refusal.status = 400;
    bench.sandbox().addFault(refusal);
    const RunOutcome outcome = bench.published(*order);
    QCOMPARE(outcome.kind, Kind::Failed);
    QCOMPARE(outcome.error->kind, ErrorKind::Invalid);
    QVERIFY(outcome.findings.contains(u"rejected:5"_s));
}

void TestAudiencePublishRun::aFileInDoubtIsSettledByAReadingAlone()
{
    PublishBench bench;
    const auto order = bench.prepared(PublishBench::requestFor(PublishBench::people(9)));
    // The file is taken; the question what came of it is turned away for being one too many.
    SandboxFault busy;
    busy.method = u"GET"_s;
    busy.path = u"/lists/call-lists/jobs/"_s;
    busy.times = -1;
    busy.status = 429;
    bench.sandbox().addFault(busy);
    QCOMPARE(bench.published(*order).kind, Kind::Complete);
    QCOMPARE(bench.asked("POST", "/upload"), 1);
    QCOMPARE(bench.contents(PublishBench::firstNewList), PublishBench::gold(9));
}

void TestAudiencePublishRun::S07_nothingHoldsANumberAfterwards()
{
    PublishBench bench;
    const auto order = bench.prepared(PublishBench::requestFor(PublishBench::people(9)));
    QCOMPARE(bench.published(*order).kind, Kind::Complete);
    bench.closeWorkspace();
    QDirIterator files(bench.home(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    int looked = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains("12012001000"), qPrintable(file.fileName()));
        ++looked;
    }
    QVERIFY(looked > 3);
    bench.openWorkspace();
}

void TestAudiencePublishRun::theFileOfPeopleMustBeTheOneThatWasConfirmed()
{
    PublishBench bench;
    const auto order = bench.prepared(PublishBench::requestFor(PublishBench::people(9)));
    bench.fail(Fault::Kind::Status, u"/upload"_s, "POST", 0, -1);
    AudiencePublishRun *run = bench.start(*order);
    const QString id = run->id();
    QVERIFY(!PublishBench::ended(run).succeeded());
    QFile file(bench.workspace().runFile(id, "people"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray changed = file.readAll().replace("12012001000", "12012009999");
    file.close();
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(changed);
    file.close();
    bench.sandbox().clearFaults();
    const int before = bench.asked("POST", "/upload");
    const RunOutcome outcome = bench.resumed(id);
    QCOMPARE(outcome.error->code, u"people_file_damaged"_s);
    QCOMPARE(bench.asked("POST", "/upload"), before);
}

void TestAudiencePublishRun::ordersComeBackAsTheyWere()
{
    PublishBench bench;
    auto order = bench.prepared(PublishBench::requestFor(PublishBench::people(9)));
    QVERIFY(order);
    order->exclusions = {{PublishBench::otherId, 7}};
    const FrozenAudiencePublish frozen = freeze(*order, bench.session().profile());
    const auto thawed = thawAudiencePublish(frozen.json, frozen.digest);
    QVERIFY(thawed);
    QCOMPARE(thawed->order.list, order->list);
    QVERIFY(thawed->order.count == order->count);
    QCOMPARE(thawed->order.exclusions, order->exclusions);
    QCOMPARE(thawed->peopleDigest, order->people->digest());
    QVERIFY(!frozen.json.contains("1201200"));
    QCOMPARE(thawAudiencePublish(frozen.json + ' ', frozen.digest).error().code, u"order_digest_differs"_s);
}

MUSTER_TEST(TestAudiencePublishRun, QCoreApplication)

} // namespace tst_audiencepublishrun
#include "tst_audiencepublishrun.moc"
