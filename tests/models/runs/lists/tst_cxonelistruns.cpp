// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cxonelistbench.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QtTest>
#include <algorithm>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = RunOutcome::Kind;

namespace tst_cxonelistruns {

using namespace cxonelistruns;

namespace {

/// Digits of the planned numbers, by contact.
QMap<QString, QString> wanted(const ListApplyOrder &order)
{
    QMap<QString, QString> numbers;
    for (const PlannedChange &change : order.plan->changes) {
        if (change.action == PlannedChange::Action::Fix)
            numbers.insert(QString::fromStdString(change.contactId), QString::fromStdString(digitsOf(change.to)));
    }
    return numbers;
}

} // namespace

class TestCxoneListRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPlanIsCarriedOutAndBroughtBack();
    void F44_aLostFileIsReadBeforeAnythingElse();
    void F12_aRefusedFileIsNotSentInPieces();
    void F24_aFileThatDoesNothingIsNoSuccess();
    void valuesThatChangeBesidesEndTheRun();
    void aCancelledFileEndsTheRunUntilItIsResumed();
    void nothingIsSentToARunningSkill();
    void aSkillThatStartsAfterTheFirstLookRefusesTheRun();
    void correctionsStartTheSkillThatWasNamed();
    void nothingIsStartedBesideAPurge();
    void bringingBackStartsNothing();
    void S07_noNumberIsInTheAudit();
};

void TestCxoneListRuns::aPlanIsCarriedOutAndBroughtBack()
{
    Bench bench;
    const auto before = bench.truth(leads);
    const ListApplyOrder order = bench.orderFor(leads, 40, 30);
    const RunOutcome outcome = bench.applied(order);
    QCOMPARE(said(outcome), u"findings"_s);
    const QMap<QString, QString> numbers = wanted(order);
    QSet<QString> purged, kept;
    for (const PlannedChange &change : order.plan->changes) {
        const QString id = QString::fromStdString(change.contactId);
        if (change.action == PlannedChange::Action::Purge)
            (id.startsWith(u'0') ? kept : purged).insert(id);
    }
    QVERIFY(!kept.isEmpty() && purged.size() > 20);
    // Ids with zeros in front would name somebody else: they stay, and a person hears of it.
    QVERIFY2(outcome.findings.contains(u"not_removable:%1"_s.arg(kept.size())),
             qPrintable(outcome.findings.join(u' ')));
    QCOMPARE(bench.leftovers().count("not_removable"), kept.size());
    QList<CxoneSandboxRecord> expected;
    for (CxoneSandboxRecord record : before) {
        if (purged.contains(record.externalId))
            continue;
        if (numbers.contains(record.externalId))
            record.destinations[0] = numbers.value(record.externalId);
        expected.append(record);
    }
    const auto after = bench.truth(leads);
    QCOMPARE(after.size(), expected.size());
    for (qsizetype at = 0; at < after.size(); ++at) {
        QCOMPARE(after.at(at).externalId, expected.at(at).externalId);
        QCOMPARE(after.at(at).destinations, expected.at(at).destinations);
        QCOMPARE(after.at(at).members, expected.at(at).members);
        QCOMPARE(after.at(at).others, expected.at(at).others);
    }
    QCOMPARE(bench.sent("/upload"), 2); // a few ahead, then the others

    // And back again, from the copy. The platform takes no record without a number, nor one number away: these are
    // listed, and the run does not call itself complete.
    const RunOutcome back = bench.restored();
    QCOMPARE(said(back), u"paused"_s);
    QMap<QString, CxoneSandboxRecord> now;
    for (const CxoneSandboxRecord &record : bench.truth(leads))
        now.insert(record.externalId, record);
    const QByteArray notBack = bench.leftovers();
    int cameBack = 0;
    for (const CxoneSandboxRecord &record : before) {
        const CxoneSandboxRecord found = now.value(record.externalId);
        const bool isAsBefore = found.destinations == record.destinations && found.members == record.members
            && found.others == record.others;
        const bool wasTouched = purged.contains(record.externalId) || numbers.contains(record.externalId);
        cameBack += wasTouched && isAsBefore ? 1 : 0;
        QVERIFY2(isAsBefore || (wasTouched && notBack.contains(record.externalId.toLatin1())),
                 qPrintable(record.externalId));
        if (wasTouched && isCxoneSandboxNumber(record.destinations.first()))
            QVERIFY2(isAsBefore, qPrintable(record.externalId));
    }
    QVERIFY(cameBack > 40);
    QCOMPARE(bench.sandbox.dialled(), QStringList());
}

void TestCxoneListRuns::F44_aLostFileIsReadBeforeAnythingElse()
{
    Bench bench;
    bench.fail({.kind = SandboxFault::Kind::CloseWithoutAnswer}, u"POST"_s, u"/upload"_s);
    const ListApplyOrder order = bench.orderFor(leads, 25, 0);
    QCOMPARE(said(bench.applied(order)), u"complete"_s);
    QCOMPARE(bench.sent("/upload"), 1);
    const QMap<QString, QString> numbers = wanted(order);
    for (const CxoneSandboxRecord &record : bench.truth(leads)) {
        if (numbers.contains(record.externalId))
            QCOMPARE(record.destinations.first(), numbers.value(record.externalId));
    }
    // Between the file and the next reading it asked whether any file was still being taken.
    const auto requests = bench.sandbox.requests();
    const auto upload = std::ranges::find_if(requests, [](const auto &one) { return one.path.contains("/upload"); });
    const auto jobs = std::find_if(upload, requests.end(), [](const auto &one) { return one.path.contains("/jobs?"); });
    const auto records = std::find_if(upload, requests.end(),
                                      [](const auto &one) { return one.path.contains("includeRecords=true"); });
    QVERIFY(jobs != requests.end() && records != requests.end() && jobs < records);
}

void TestCxoneListRuns::F12_aRefusedFileIsNotSentInPieces()
{
    Bench bench;
    bench.fail({.times = -1, .status = 400}, u"POST"_s, u"/upload"_s);
    const auto before = bench.truth(leads);
    const RunOutcome outcome = bench.applied(bench.orderFor(leads, 25, 0));
    QVERIFY(!outcome.succeeded());
    QCOMPARE(bench.sent("/upload"), 1);
    QCOMPARE(bench.truth(leads), before);
    // Nothing has changed: it is all still to be done.
    QCOMPARE(bench.leftovers().count(",planned,"), 25);
}

void TestCxoneListRuns::F24_aFileThatDoesNothingIsNoSuccess()
{
    Bench bench;
    SandboxFault nothing;
    nothing.kind = SandboxFault::Kind::Mutate;
    nothing.mutation = SandboxFault::Mutation::AcceptWithoutDoing;
    bench.fail(nothing, u"POST"_s, u"/upload"_s);
    const auto before = bench.truth(leads);
    const RunOutcome outcome = bench.applied(bench.orderFor(leads, 10, 0));
    QCOMPARE(said(outcome), u"findings"_s);
    QVERIFY(outcome.findings.contains(u"unknown:10"_s));
    QCOMPARE(bench.leftovers().count("not_done"), 10);
    QCOMPARE(bench.truth(leads), before);
    QCOMPARE(bench.sent("/upload"), 1);
}

void TestCxoneListRuns::valuesThatChangeBesidesEndTheRun()
{
    // The connection says a wrong column, so that the file empties what it was to repeat.
    Bench bench({}, {{u"member_columns"_s, u"customer1=city"_s}});
    const auto before = bench.truth(leads);
    const ListApplyOrder order = bench.orderFor(leads, 40, 5);
    const RunOutcome outcome = bench.applied(order);
    QCOMPARE(said(outcome), u"failed other_values_changed"_s);
    QCOMPARE(outcome.error->subject, u"city"_s);
    QCOMPARE(bench.sent("/upload"), 1);
    QCOMPARE(bench.sent("removeProspects"), 0);
    QCOMPARE(bench.leftovers().count(",planned,"), 15 + 5);
    const QMap<QString, QString> numbers = wanted(order);
    int corrected = 0;
    for (const CxoneSandboxRecord &record : bench.truth(leads)) {
        const bool isNew
            = numbers.contains(record.externalId) && numbers.value(record.externalId) == record.destinations.first();
        corrected += isNew ? 1 : 0;
        const auto old = std::ranges::find(before, record.externalId, &CxoneSandboxRecord::externalId);
        QVERIFY(isNew || record == *old);
    }
    QCOMPARE(corrected, 25);
}

void TestCxoneListRuns::aCancelledFileEndsTheRunUntilItIsResumed()
{
    Bench bench;
    const QJsonObject job{
        {u"jobId"_s, 770'001}, {u"listId"_s, leads.toLongLong()}, {u"isComplete"_s, false}, {u"isCancelled"_s, true}};
    bench.fail({.kind = SandboxFault::Kind::RawBody,
                .status = 200,
                .body = QJsonDocument(QJsonObject{{u"uploadJobs"_s, QJsonArray{job}}}).toJson(),
                .contentType = "application/json"},
               u"GET"_s, u"/call-lists/jobs/"_s);
    const ListApplyOrder order = bench.orderFor(leads, 40, 0);
    QCOMPARE(said(bench.applied(order)), u"paused upload_cancelled"_s);
    QCOMPARE(bench.sent("/upload"), 1);
    QCOMPARE(bench.leftovers().count(",planned,"), 15); // what was taken counts
    QCOMPARE(said(bench.resumed()), u"complete"_s);
    QCOMPARE(bench.sent("/upload"), 2);
    const QMap<QString, QString> numbers = wanted(order);
    for (const CxoneSandboxRecord &record : bench.truth(leads)) {
        if (numbers.contains(record.externalId))
            QCOMPARE(record.destinations.first(), numbers.value(record.externalId));
    }
}

void TestCxoneListRuns::nothingIsSentToARunningSkill()
{
    Bench bench;
    // Somebody is in the list that a running skill calls from.
    QVERIFY(
        !QCoro::waitFor(bench.client().restore(nobodyYet, {{u"1"_s, u"2125550101"_s, {}}}, {{running}}, nullptr, {}))
             .error);
    const QStringList before = bench.sandbox.dialled();
    ListApplyOrder order = bench.orderFor(nobodyYet, 1, 0);
    const qsizetype uploads = bench.sent("/upload");
    for (const QStringList &names : {QStringList(), QStringList{u"Outbound renewals"_s}}) {
        order.dialConsent = {names};
        const RunOutcome refused = bench.applied(order);
        QCOMPARE(said(refused), u"refused skill_running"_s);
        QCOMPARE(refused.error->subject, running);
    }
    QCOMPARE(bench.sent("/upload"), uploads);
    QCOMPARE(bench.sandbox.dialled(), before);
    order.dialConsent = {{running}};
    QCOMPARE(said(bench.applied(order)), u"complete"_s);
    QCOMPARE(bench.sandbox.dialled(), before + QStringList{u"12125560000"_s});
    QVERIFY(bench.audit().contains("\"dial_consent\":[\"Outbound welcome\"]"));
    // Bringing the number back rings, too.
    QCOMPARE(said(bench.restored()), u"refused skill_running"_s);
    QCOMPARE(bench.sandbox.dialled().size(), before.size() + 1);
    QCOMPARE(said(bench.restored({{running}})), u"complete"_s);
    QCOMPARE(bench.sandbox.dialled().last(), u"2125550101"_s);
}

void TestCxoneListRuns::aSkillThatStartsAfterTheFirstLookRefusesTheRun()
{
    Bench bench;
    const ListApplyOrder order = bench.orderFor(leads, 3, 0);
    bench.fail({.skip = 1, .status = 403}, u"GET"_s, u"/skills/"_s); // the first look still sees it stopped
    const RunOutcome refused = bench.applied(order);
    QCOMPARE(said(refused), u"refused skill_running"_s);
    QCOMPARE(refused.error->subject, stopped);
    QCOMPARE(bench.sent("/upload"), 0);
    // A copy of the plan holds numbers, and nobody goes on from it.
    QVERIFY(!QFile::exists(bench.workspace->runFile(bench.runId, "plan")));
    QCOMPARE(said(bench.applied(bench.orderFor(leads, 3, 0))), u"complete"_s);
    const qsizetype sent = bench.sent("/upload");
    bench.fail({.skip = 1, .status = 403}, u"GET"_s, u"/skills/"_s);
    QCOMPARE(said(bench.restored()), u"refused skill_running"_s);
    QCOMPARE(bench.sent("/upload"), sent);
}

void TestCxoneListRuns::correctionsStartTheSkillThatWasNamed()
{
    Bench bench;
    ListApplyOrder order = bench.orderFor(leads, 30, 0);
    order.dialConsent.starts = u"Outbound welcome"_s; // of another list
    QCOMPARE(said(bench.applied(order)), u"refused skill_to_start_unknown"_s);
    QCOMPARE(bench.sandbox.startedSkills(), QStringList());
    order.dialConsent.starts = stopped;
    const RunOutcome outcome = bench.applied(order);
    QCOMPARE(said(outcome), u"findings"_s);
    QCOMPARE(outcome.findings, QStringList{u"skill_started:1"_s});
    QCOMPARE(bench.sandbox.startedSkills(), QStringList{stopped});
    QCOMPARE(bench.sandbox.dialled().size(), 5); // those of the last file
    QFile audit(bench.folder.filePath(u"home/data/audit.jsonl"_s));
    QVERIFY(audit.open(QIODevice::ReadOnly));
    const QByteArray told = audit.readAll();
    QVERIFY(told.contains("\"skill_to_start\":\"Outbound renewals\""));
    QVERIFY(told.contains("apply.skill_started"));
    // It runs by now: the next change has to be agreed to, and starts nothing.
    QCOMPARE(said(bench.restored()), u"refused skill_running"_s);
    const qsizetype sent = bench.sent("/upload");
    QVERIFY(bench.restored({{stopped}}).kind != Kind::Refused);
    QVERIFY(bench.sent("/upload") > sent);
    QCOMPARE(bench.sandbox.startedSkills(), QStringList{stopped});
}

void TestCxoneListRuns::nothingIsStartedBesideAPurge()
{
    Bench bench;
    ListApplyOrder order = bench.orderFor(leads, 3, 2);
    order.dialConsent.starts = stopped;
    QCOMPARE(said(bench.applied(order)), u"refused start_with_purge"_s);
    QCOMPARE(bench.sent("/upload"), 0);
    order.withholdPurge = true;
    order.typedCount.reset();
    QVERIFY(bench.applied(order).succeeded());
    QCOMPARE(bench.sandbox.startedSkills(), QStringList{stopped});
}

void TestCxoneListRuns::bringingBackStartsNothing()
{
    Bench bench;
    QCOMPARE(said(bench.applied(bench.orderFor(leads, 3, 0))), u"complete"_s);
    const qsizetype sent = bench.sent("/upload");
    // Nothing asks for it, and nothing is sent if something did.
    QCOMPARE(bench.restored({{}, stopped}).error->code, u"start_not_here"_s);
    QCOMPARE(bench.sandbox.startedSkills(), QStringList());
    QCOMPARE(bench.sent("/upload"), sent);
    const WriteAnswer answer = QCoro::waitFor(
        bench.client().restore(nobodyYet, {{u"1"_s, u"2125550101"_s, {}}}, {{running}, running}, nullptr, {}));
    QCOMPARE(answer.error->code, u"start_not_here"_s);
    QCOMPARE(bench.sandbox.startedSkills(), QStringList());
}

void TestCxoneListRuns::S07_noNumberIsInTheAudit()
{
    Bench bench;
    const ListApplyOrder order = bench.orderFor(leads, 12, 8);
    QVERIFY(bench.applied(order).succeeded());
    const QByteArray bytes = bench.audit();
    QVERIFY(bytes.contains("apply.complete"));
    for (const PlannedChange &change : order.plan->changes) {
        QVERIFY(!bytes.contains(change.contactId.c_str()));
        QVERIFY(change.to.empty() || !bytes.contains(digitsOf(change.to).c_str()));
        QVERIFY(digitsOf(change.from).size() < 7 || !bytes.contains(digitsOf(change.from).c_str()));
    }
}

MUSTER_TEST(TestCxoneListRuns, QCoreApplication)

} // namespace tst_cxonelistruns
#include "tst_cxonelistruns.moc"
