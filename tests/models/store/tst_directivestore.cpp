// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/directivestore.h"

#include "tests/support/testprogram.h"

#include "storefixture.h"
#include "tests/support/failingdisk.h"

#include <QSignalSpy>
#include <cerrno>

using namespace muster;

namespace tst_directivestore {
using test::FailingDisk;
using test::StoreFixture;

namespace {

constexpr const char *fileName = "directives.json";

/// Differs from the defaults in every member.
SanitizationDirective unusual(const QString &name)
{
    SanitizationDirective directive;
    directive.name = name;
    directive.defaultRegion = QStringLiteral("DE");
    directive.regionMember = QStringLiteral("country \"x\"");
    directive.regions = {QStringLiteral("FR"), QStringLiteral("001")};
    directive.blockedTypes = typeBit(NumberType::FixedLine);
    for (int rule = 0; rule < directiveRuleCount; ++rule) {
        const DirectiveRule one = DirectiveRule(rule);
        directive.setAction(
            one, directive.action(one) == DirectiveAction::Skip ? DirectiveAction::Flag : DirectiveAction::Skip);
    }
    directive.survivor = SurvivorRule::Newest;
    directive.newestMember = QStringLiteral("seen");
    directive.suppressionLists = {QStringLiteral("a"), QStringLiteral("b")};
    directive.disposableLists = {QStringLiteral("c")};
    return directive;
}

} // namespace

class TestDirectiveStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMemberSurvives()
    {
        StoreFixture fixture;
        const SanitizationDirective directive = unusual(QStringLiteral("Spring"));
        {
            DirectiveStore store(fixture.config);
            QVERIFY(!store.load());
            QVERIFY(store.save(directive));
            QCOMPARE(StoreFixture::modeOf(fixture.path(fileName)), mode_t(0600)); // S03
            QCOMPARE(StoreFixture::modeOf(fixture.config), mode_t(0700));
        }
        DirectiveStore store(fixture.config);
        QVERIFY(!store.load());
        QCOMPARE(store.directives(), QList<SanitizationDirective>{directive});
    }

    void whatWasSavedEarlierMeansWhatItMeant()
    {
        // Before a number outside of all ranges, and a missing one, had rules of their own they were invalid ones.
        const QByteArray noRange = "\"not_in_plan\":\"flag\",", missing = "\"missing\":\"flag\",";
        for (const DirectiveAction invalid : {DirectiveAction::Purge, DirectiveAction::Skip}) {
            SanitizationDirective directive = unusual({});
            directive.invalid = invalid;
            directive.notInPlan = directive.missing = DirectiveAction::Flag;
            QByteArray json = directiveJson(directive);
            QVERIFY(json.contains("\"version\":3") && json.contains(noRange) && json.contains(missing));
            json.replace("\"version\":3", "\"version\":2").replace(noRange, "");
            directive.notInPlan = invalid;
            const auto second = parseDirective(json);
            QVERIFY(second);
            QCOMPARE(*second, directive);
            json.replace("\"version\":2", "\"version\":1").replace(missing, "");
            directive.missing = invalid;
            const auto first = parseDirective(json);
            QVERIFY(first);
            QCOMPARE(*first, directive);
        }
        QVERIFY(!parseDirective(directiveJson({}).replace(missing, "")));
        QVERIFY(!parseDirective(directiveJson({}).replace(noRange, "")));
    }

    void savesReplacesAndRemovesByName()
    {
        StoreFixture fixture;
        DirectiveStore store(fixture.config);
        QSignalSpy changed(&store, &DirectiveStore::changed);
        SanitizationDirective directive;
        directive.name = QStringLiteral(" beta ");
        QVERIFY(store.save(directive));
        directive.name = QStringLiteral("Alpha");
        QVERIFY(store.save(directive));
        directive.name = QStringLiteral("BETA");
        directive.invalid = DirectiveAction::Flag;
        QVERIFY(store.save(directive));
        QCOMPARE(store.directives().size(), 2);
        QCOMPARE(store.directives().first().name, QStringLiteral("Alpha"));
        QCOMPARE(store.byName(QStringLiteral("beta"))->invalid, DirectiveAction::Flag);
        QCOMPARE(changed.size(), 3);
        QCOMPARE(store.remove(QStringLiteral("gamma")).error().code, QStringLiteral("unknown_directive"));
        QVERIFY(store.remove(QStringLiteral("alpha")));
        QVERIFY(!store.byName(QStringLiteral("Alpha")));
    }

    void refusesWhatCouldNotBeReadBack()
    {
        StoreFixture fixture;
        DirectiveStore store(fixture.config);
        SanitizationDirective directive;
        QCOMPARE(store.save(directive).error().code, QStringLiteral("name_missing"));
        directive.name = QString(201, u'x');
        QCOMPARE(store.save(directive).error().code, QStringLiteral("name_too_long"));
        directive.name = QStringLiteral("x");
        directive.reformat = DirectiveAction::Purge;
        const auto saved = store.save(directive);
        QCOMPARE(saved.error().code, QStringLiteral("bad_directive"));
        QCOMPARE(saved.error().details.first().field, QStringLiteral("reformat"));
    }

    void F98_damagedFilesAreKeptBeside_data() { StoreFixture::damagedContents(); }
    void F98_damagedFilesAreKeptBeside()
    {
        QFETCH(QByteArray, content);
        StoreFixture fixture;
        fixture.write(fileName, content);
        DirectiveStore store(fixture.config);
        const auto notice = store.load();
        QVERIFY(notice);
        QCOMPARE(notice->code, QStringLiteral("directives_damaged"));
        QCOMPARE(StoreFixture::bytesOf(notice->subject), content);
        QVERIFY(store.directives().isEmpty() && !store.isReadOnly());
        QVERIFY(store.save(unusual(QStringLiteral("x"))));
    }

    void F98_soundDirectivesOfADamagedFileStay()
    {
        StoreFixture fixture;
        {
            DirectiveStore store(fixture.config);
            QVERIFY(store.save(unusual(QStringLiteral("good"))));
            QVERIFY(store.save(unusual(QStringLiteral("worse"))));
        }
        QByteArray bytes = fixture.read(fileName);
        bytes.replace(bytes.lastIndexOf("\"newest\""), 8, "\"oldest\"");
        fixture.write(fileName, bytes);
        DirectiveStore store(fixture.config);
        QVERIFY(store.load());
        QCOMPARE(store.directives(), QList<SanitizationDirective>{unusual(QStringLiteral("good"))});
        DirectiveStore again(fixture.config);
        QVERIFY(!again.load());
        QCOMPARE(again.directives().size(), 1);
    }

    void F98_aNewerFileIsNeverRewritten()
    {
        StoreFixture fixture;
        const QByteArray newer = "{\"format\":\"muster-directives\",\"version\":2,\"items\":{}}";
        fixture.write(fileName, newer);
        DirectiveStore store(fixture.config);
        QCOMPARE(store.load()->code, QStringLiteral("newer_version"));
        QVERIFY(store.isReadOnly());
        QCOMPARE(store.save(unusual(QStringLiteral("x"))).error().code, QStringLiteral("newer_version"));
        QCOMPARE(fixture.read(fileName), newer);
    }

    void F94_aFullDiskLeavesTheOldDirectives()
    {
        StoreFixture fixture;
        FailingDisk disk;
        DirectiveStore store(fixture.config, nullptr, disk);
        QVERIFY(store.save(unusual(QStringLiteral("old"))));
        const QByteArray before = fixture.read(fileName);
        disk.failAlways(FailingDisk::Op::Write, ENOSPC);
        QCOMPARE(store.save(unusual(QStringLiteral("new"))).error().code, QStringLiteral("disk_full"));
        QCOMPARE(store.directives().size(), 1);
        QCOMPARE(fixture.read(fileName), before);
    }
};

MUSTER_TEST(TestDirectiveStore, QCoreApplication)

} // namespace tst_directivestore
#include "tst_directivestore.moc"
