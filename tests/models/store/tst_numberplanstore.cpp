// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/numberplanstore.h"

#include "tests/support/testprogram.h"

#include "storefixture.h"
#include "tests/support/failingdisk.h"

#include <QDir>
#include <QFile>

using namespace muster;

namespace tst_numberplanstore {
using test::FailingDisk;
using test::StoreFixture;

namespace {

constexpr const char *published = MUSTER_SOURCES "/resources/number-plans/PhoneNumberMetadata.xml";
constexpr const char *choiceFile = "number-plans.json";
const QDate today(2026, 11, 25), released(2026, 7, 16);

std::optional<NumberPlan> installedPlans()
{
    return std::nullopt;
}

CheckedPlans publishedPlans()
{
    auto checked = NumberPlanStore::check(QString::fromLatin1(published), installedPlans);
    if (!checked)
        qFatal("the published file is refused");
    return *std::move(checked);
}

QStringList keptFiles(const StoreFixture &fixture)
{
    return QDir(fixture.path("number-plans")).entryList(QDir::Files);
}

} // namespace

class TestNumberPlanStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_published = publishedPlans(); }

    void withoutAChoiceTheNewestHold()
    {
        StoreFixture fixture;
        NumberPlanStore store(fixture.config);
        QVERIFY(!store.load());
        QCOMPARE(store.use(), PlanUse::Newest);
        // No plans are compiled into this test.
        QCOMPARE(store.chosenEdition(), installedEdition());
        QVERIFY(!store.source()());
    }

    void aFileIsTakenOverAndStays()
    {
        StoreFixture fixture;
        {
            NumberPlanStore store(fixture.config);
            QVERIFY(!store.load());
            QVERIFY(store.useFile(m_published, released, today));
            QCOMPARE(StoreFixture::modeOf(fixture.path(choiceFile)), mode_t(0600)); // S03
            QCOMPARE(StoreFixture::modeOf(fixture.path("number-plans")), mode_t(0700));
            QCOMPARE(keptFiles(fixture), QStringList{m_published.sha256 + QStringLiteral(".xml")});
        }
        NumberPlanStore store(fixture.config);
        QVERIFY(!store.load());
        QCOMPARE(store.use(), PlanUse::File);
        const PlanEdition edition{.origin = PlanEdition::Origin::File, .released = released};
        QCOMPARE(store.chosenEdition(), edition);
        const auto plan = store.source()();
        QVERIFY(plan.has_value());
        QCOMPARE(plan->edition, edition);
        QCOMPARE(plan->regions.size(), m_published.plan.regions.size());
    }

    void backToTheInstalledOnes()
    {
        StoreFixture fixture;
        NumberPlanStore store(fixture.config);
        QVERIFY(!store.load());
        QVERIFY(store.useFile(m_published, released, today));
        QVERIFY(store.useOwn(PlanUse::Installed));
        QCOMPARE(store.chosenEdition().origin, PlanEdition::Origin::Installed);
        QVERIFY(!store.source()());
        QVERIFY(keptFiles(fixture).isEmpty());
        NumberPlanStore again(fixture.config);
        QVERIFY(!again.load());
        QCOMPARE(again.use(), PlanUse::Installed);
    }

    void aDayThatCannotBeIsRefused()
    {
        StoreFixture fixture;
        NumberPlanStore store(fixture.config);
        QVERIFY(!store.load());
        for (const QDate day : {QDate(), today.addDays(1), QDate(2009, 12, 31)})
            QCOMPARE(store.useFile(m_published, day, today).error().code, QStringLiteral("plans_day"));
        QCOMPARE(store.use(), PlanUse::Newest);
        QVERIFY(!QFile::exists(fixture.path(choiceFile)));
        QVERIFY(store.useFile(m_published, today, today));
    }

    void whatCannotBeUsedIsNamed_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("code");
        QTest::newRow("nothing") << QByteArray() << QStringLiteral("plans_not_xml");
        QTest::newRow("a table") << QByteArray("id,phone\n1,2\n") << QStringLiteral("plans_not_xml");
        QTest::newRow("one country alone")
            << QByteArray("<phoneNumberMetadata><territories><territory id=\"AC\" countryCode=\"247\"><generalDesc>"
                          "<nationalNumberPattern>6\\d{4}</nationalNumberPattern></generalDesc><fixedLine>"
                          "<possibleLengths national=\"5\"/><nationalNumberPattern>6\\d{4}</nationalNumberPattern>"
                          "</fixedLine></territory></territories></phoneNumberMetadata>")
            << QStringLiteral("plans_incomplete");
        QTest::newRow("entities") << QByteArray("<!DOCTYPE phoneNumberMetadata [<!ENTITY a \"b\">]><phoneNumberMetadata/>")
                                  << QStringLiteral("plans_entities");
    }
    void whatCannotBeUsedIsNamed()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, code);
        StoreFixture fixture;
        fixture.write("mine.xml", content);
        const auto checked = NumberPlanStore::check(fixture.path("mine.xml"), installedPlans);
        QVERIFY(!checked);
        QCOMPARE(checked.error().code, code);
        QCOMPARE(checked.error().subject, fixture.path("mine.xml"));
        QCOMPARE(NumberPlanStore::check(fixture.path("none.xml"), installedPlans).error().kind, ErrorKind::File);
    }

    void F98_aDamagedChoiceIsKeptBeside_data() { StoreFixture::damagedContents(); }
    void F98_aDamagedChoiceIsKeptBeside()
    {
        QFETCH(QByteArray, content);
        StoreFixture fixture;
        fixture.write(choiceFile, content);
        NumberPlanStore store(fixture.config);
        const auto notice = store.load();
        QVERIFY(notice);
        QCOMPARE(notice->code, QStringLiteral("number_plans_damaged"));
        QCOMPARE(StoreFixture::bytesOf(notice->subject), content);
        QCOMPARE(store.use(), PlanUse::Newest);
        QVERIFY(store.useOwn(PlanUse::Installed));
    }

    void F98_anAlteredFileIsNotJudgedBy()
    {
        StoreFixture fixture;
        const QString name = QStringLiteral("number-plans/") + m_published.sha256 + QStringLiteral(".xml");
        NumberPlanStore store(fixture.config);
        QVERIFY(!store.load());
        QVERIFY(store.useFile(m_published, released, today));
        // While Muster runs, and before it starts.
        const auto source = store.source();
        QByteArray altered = m_published.bytes;
        altered.replace("countryCode=\"49\"", "countryCode=\"48\"");
        fixture.write(name.toLatin1().constData(), altered);
        QVERIFY(!source());
        NumberPlanStore again(fixture.config);
        const auto notice = again.load();
        QVERIFY(notice);
        QCOMPARE(notice->code, QStringLiteral("number_plans_damaged"));
        QCOMPARE(StoreFixture::bytesOf(notice->subject), altered);
        QCOMPARE(again.use(), PlanUse::Newest);
        NumberPlanStore third(fixture.config); // it was told
        QVERIFY(!third.load());
        QCOMPARE(third.use(), PlanUse::Newest);
    }

    void F97_aSecondMusterWritesNothing()
    {
        StoreFixture fixture;
        NumberPlanStore store(fixture.config);
        store.setReadOnly();
        QVERIFY(!store.load());
        QCOMPARE(store.useFile(m_published, released, today).error().code, QStringLiteral("read_only"));
        QCOMPARE(store.useOwn(PlanUse::Installed).error().code, QStringLiteral("read_only"));
        QVERIFY(!QFile::exists(fixture.path("number-plans")));
    }

    void F94_aFullDiskLeavesTheChoiceAsItWas()
    {
        StoreFixture fixture;
        FailingDisk disk;
        NumberPlanStore store(fixture.config, disk);
        QVERIFY(!store.load());
        QVERIFY(store.useOwn(PlanUse::Installed));
        disk.setFreeSpace(1000);
        QVERIFY(!store.useFile(m_published, released, today));
        QCOMPARE(store.use(), PlanUse::Installed);
        NumberPlanStore again(fixture.config);
        QVERIFY(!again.load());
        QCOMPARE(again.use(), PlanUse::Installed);
    }

private:
    CheckedPlans m_published;
};

MUSTER_TEST(TestNumberPlanStore, QCoreApplication)

} // namespace tst_numberplanstore
#include "tst_numberplanstore.moc"
