// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/pastorder.h"

#include "models/runs/runkinds.h"
#include "models/store/journal.h"
#include "tests/support/testprogram.h"

#include <QCryptographicHash>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_pastorder {

namespace {

ConnectionProfile profile()
{
    ConnectionProfile profile;
    profile.id = u"p"_s;
    profile.name = u"Tenant"_s;
    return profile;
}

SanitizationDirective directive()
{
    SanitizationDirective directive;
    directive.name = u"Spring, “calm”"_s;
    directive.defaultRegion = u"DE"_s;
    directive.regions = {u"DE"_s, u"AT"_s};
    directive.damage = DirectiveAction::Fix;
    directive.survivor = SurvivorRule::MostComplete;
    directive.suppressionLists = {u"/lists/do not call.csv"_s};
    return directive;
}

FrozenListApply applyOrder(const QByteArray &kept)
{
    PlanHeader header{.profileId = u"p"_s,
                      .profileName = u"Tenant"_s,
                      .listId = u"l-1"_s,
                      .listName = u"Leads"_s,
                      .directiveName = directive().name,
                      .directiveDigest = directiveDigest(directive()),
                      .directive = kept,
                      .createdAt = QDateTime(QDate(2026, 3, 1), QTime(9, 0), Qt::UTC),
                      .scope = u"all"_s};
    ListApplyOrder order{.plan = freezePlan(header, {}).value_or(nullptr), .withholdPurge = true};
    if (!order.plan)
        qFatal("no plan");
    return freeze(order);
}

AudiencePublishOrder publishOrder()
{
    return {.audience = {u"b7c00001-0000-4000-8000-000000000001"_s, 3},
            .name = u"Gold"_s,
            .definitionDigest = QString(64, u'a'),
            .source = PublishSource{.kind = PublishSource::Kind::Segment,
                                    .id = u"seg-1"_s,
                                    .name = u"Spring"_s,
                                    .choice = {u"id"_s, u"phone"_s, {u"town"_s}, u"US"_s, true}},
            .list = {u"Gold list"_s, {u"town"_s}, QDate(2099, 1, 31)},
            .people = PublishedPeopleBuilder().finish()};
}

JournalRun entry(const QString &kind, const FrozenFor &frozen)
{
    JournalRun run;
    run.id = u"r"_s;
    run.kind = kind;
    run.order = frozen.json;
    run.orderDigest = frozen.digest;
    return run;
}

} // namespace

/// What of a run of the past can be used again.
class TestPastOrder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindIsReadBackOrSaysWhyNot();
    void theDirectiveOfAListRunIsKept();
    void ordersOfEarlierVersionsAreReadAndSayWhatIsMissing();
    void aDirectiveThatIsNoneIsDamage();
    void whereThePeopleCameFromIsKept();
    void aFileIsTheSameAnotherOrGone();
};

void TestPastOrder::everyKindIsReadBackOrSaysWhyNot()
{
    const QMap<QString, QString> obstacles{{u"list_restore"_s, u"repeat_restore"_s},
                                           {u"enrich_undo"_s, u"repeat_undo"_s},
                                           {u"list_deletion"_s, u"repeat_deletion"_s},
                                           {u"do_not_call_change"_s, u"repeat_group_change"_s},
                                           {u"do_not_call_undo"_s, u"repeat_group_change"_s},
                                           {u"line_lookup"_s, u"repeat_lookup"_s},
                                           {u"list_read"_s, u"repeat_nothing"_s},
                                           {u"enrich_check"_s, u"repeat_nothing"_s},
                                           {u"enrich_undo_check"_s, u"repeat_nothing"_s},
                                           {u"do_not_call_check"_s, u"repeat_nothing"_s},
                                           {u"of_a_newer_muster"_s, u"repeat_unknown_kind"_s}};
    for (auto one = obstacles.begin(); one != obstacles.end(); ++one) {
        const auto why = repeatObstacle(one.key());
        QVERIFY2(why.has_value(), qPrintable(one.key()));
        QCOMPARE(why->code, one.value());
        JournalRun run;
        run.kind = one.key();
        QCOMPARE(pastOrder(run).error().code, one.value());
    }
    int readBack = 0;
    for (std::size_t number = 0; number < runKindCount; ++number) {
        const QString key = runKindKey(RunKind(number));
        if (obstacles.contains(key))
            continue;
        ++readBack;
        QVERIFY2(!repeatObstacle(key), qPrintable(key));
        JournalRun run;
        run.kind = key;
        run.order = "{}";
        QCOMPARE(pastOrder(run).error().kind, ErrorKind::Damaged); // and nothing else is taken for it
    }
    QCOMPARE(readBack, 6);
}

void TestPastOrder::theDirectiveOfAListRunIsKept()
{
    const FrozenListApply frozen = applyOrder(directiveJson(directive()));
    const auto past = pastOrder(entry(u"list_apply"_s, frozen));
    QVERIFY(past);
    const auto &order = std::get<FrozenListApply>(*past);
    QVERIFY(order.order.withholdPurge);
    const auto back = order.repeatedDirective();
    QVERIFY(back);
    QVERIFY(*back == directive());
    QCOMPARE(order.json, frozen.json);
}

void TestPastOrder::ordersOfEarlierVersionsAreReadAndSayWhatIsMissing()
{
    const FrozenListApply old = applyOrder({});
    QVERIFY(old.json.contains("\"version\":1,"));
    QVERIFY(!old.json.contains("directive"));
    const auto past = pastOrder(entry(u"list_apply"_s, old));
    QVERIFY(past);
    QCOMPARE(std::get<FrozenListApply>(*past).repeatedDirective().error().code, u"repeat_settings_missing"_s);

    AudiencePublishOrder order = publishOrder();
    order.source.reset();
    const FrozenAudiencePublish published = freeze(order, profile());
    QVERIFY(published.json.contains("\"version\":1,"));
    const auto people = pastOrder(entry(u"audience_publish"_s, published));
    QVERIFY(people);
    QVERIFY(!std::get<FrozenAudiencePublish>(*people).order.source);
}

void TestPastOrder::aDirectiveThatIsNoneIsDamage()
{
    const FrozenListApply frozen = applyOrder(directiveJson(directive()));
    QByteArray json = frozen.json;
    const qsizetype at = json.indexOf("most_complete");
    QVERIFY(at > 0);
    json.replace(at, 13, "most_complicated");
    JournalRun run = entry(u"list_apply"_s, frozen);
    run.order = json;
    run.orderDigest = orderDigest(json);
    QCOMPARE(pastOrder(run).error().code, u"order_unreadable"_s);
}

void TestPastOrder::whereThePeopleCameFromIsKept()
{
    const FrozenAudiencePublish frozen = freeze(publishOrder(), profile());
    const auto past = pastOrder(entry(u"audience_publish"_s, frozen));
    QVERIFY(past);
    const AudiencePublishOrder &order = std::get<FrozenAudiencePublish>(*past).order;
    QVERIFY(order.source == publishOrder().source);
    QCOMPARE(order.audience.version, 3);
    QCOMPARE(order.list.expires, QDate(2099, 1, 31));
}

void TestPastOrder::aFileIsTheSameAnotherOrGone()
{
    const QTemporaryDir folder;
    const QString name = folder.filePath(u"crm.csv"_s);
    const QByteArray bytes = QByteArray("id;tier\n1;gold\n").repeated(100'000); // more than one piece
    const auto write = [&](const QByteArray &content) {
        QFile file(name);
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    };
    QVERIFY(write(bytes));
    const QString digest = QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    QVERIFY(pastFile(name, digest, {}) == PastFile::Same);
    QVERIFY(pastFile(name, {}, {}) == PastFile::Same); // whatever it is
    QVERIFY(write(bytes + "2;ash\n"));
    QVERIFY(pastFile(name, digest, {}) == PastFile::Changed);
    PastFileLook look;
    QSignalSpy looked(&look, &PastFileLook::looked);
    look.request(name, {}); // overtaken, unless the worker answers before the next line
    QVERIFY(QFile::remove(name));
    const qsizetype before = looked.size();
    look.request(name, digest);
    QTRY_COMPARE(looked.size(), before + 1);
    QCOMPARE(looked.last().first().toString(), name);
    QVERIFY(looked.last().at(1).value<PastFile>() == PastFile::Gone);
}

MUSTER_TEST(TestPastOrder, QCoreApplication)

} // namespace tst_pastorder
#include "tst_pastorder.moc"
