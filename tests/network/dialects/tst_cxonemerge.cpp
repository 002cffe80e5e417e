// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxonemerge.h"

#include "tests/support/testprogram.h"

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_cxonemerge {

namespace {

using Look = CxoneMerge::Look;
const QString tier = u"otherFields.tier"_s;

/// A page of records, each "id|attribute=value|...".
RecordPage pageOf(const CxoneMerge &merge, const QStringList &records)
{
    RecordPage page;
    page.columnCount = std::size_t(merge.attributes().size());
    const auto keep = [&page](const QString &text) {
        const QByteArray bytes = text.toUtf8();
        const RecordCell cell{std::uint32_t(page.arena.size()), std::uint32_t(bytes.size()), RecordCell::Kind::Text};
        page.arena += bytes;
        return cell;
    };
    for (const QString &record : records) {
        const QStringList parts = record.split(u'|');
        page.ids.push_back(keep(parts.constFirst()));
        std::vector<RecordCell> cells(page.columnCount);
        for (const QString &part : parts.mid(1)) {
            const qsizetype column = merge.attributes().indexOf(part.section(u'=', 0, 0));
            if (column < 0)
                qFatal("no such attribute");
            cells[std::size_t(column)] = keep(part.section(u'=', 1));
        }
        page.cells.insert(page.cells.end(), cells.begin(), cells.end());
    }
    return page;
}

/// The contact "1" is to have the number +12125550101.
std::shared_ptr<CxoneMerge> mergeOfNumber(const QString &phoneColumn = u"phone"_s)
{
    const auto schema = std::make_shared<const ListSchema>(
        ListSchema{u"4101"_s, {{u"phone1"_s, ListAttributeType::Text, u"string"_s}}});
    EnrichmentBatchBuilder builder(schema);
    builder.beginContact("1");
    builder.add(0, "+12125550101");
    const auto merge = CxoneMerge::of(builder.take(), {u"externalId"_s, phoneColumn, {{tier, u"tier"_s}}});
    return merge ? *merge : nullptr;
}

/// The tier of these contacts is to be "Opal".
std::shared_ptr<CxoneMerge> mergeFor(const QList<QByteArray> &ids)
{
    const auto schema
        = std::make_shared<const ListSchema>(ListSchema{u"4101"_s, {{tier, ListAttributeType::Text, u"string"_s}}});
    EnrichmentBatchBuilder builder(schema);
    for (const QByteArray &id : ids) {
        builder.beginContact(std::string_view(id.constData(), std::size_t(id.size())));
        builder.add(0, "Opal");
    }
    const auto merge = CxoneMerge::of(
        builder.take(), {u"externalId"_s, u"phone"_s, {{tier, u"tier"_s}, {u"otherFields.plan"_s, u"plan"_s}}});
    return merge ? *merge : nullptr;
}

void read(CxoneMerge &merge, Look look, const QStringList &records)
{
    merge.begin(look);
    merge.take(look, pageOf(merge, records));
}

} // namespace

/// What readings before and after an upload prove of each contact.
class TestCxoneMerge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFileRepeatsWhatContactsHold();
    void aContactWithSeveralNumbersIsLeftOut();
    void theFirstNumberIsWritten();
    void aNumberIsComparedByItsDigits_data();
    void aNumberIsComparedByItsDigits();
    void eachContactHasItsOwnFate_data();
    void eachContactHasItsOwnFate();
    void whatElseHasChangedIsNamed_data();
    void whatElseHasChangedIsNamed();
    void aFieldThatTheListHasNotIsRefused();
    void aFullFileLeavesTheOthersForTheNext();
};

void TestCxoneMerge::theFileRepeatsWhatContactsHold()
{
    const auto merge = mergeFor({"1", "2"});
    read(*merge, Look::Before,
         {u"1|phone1=5550100|otherFields.tier=Basic|otherFields.plan=a, \"b\""_s, u"9|phone1=1"_s,
          u"2|phone1=5550101"_s});
    const auto file = merge->plan(100);
    QVERIFY(file);
    QCOMPARE(file->csv(),
             QByteArray("externalId,phone,tier,plan\r\n1,5550100,Opal,\"a, \"\"b\"\"\"\r\n2,5550101,Opal,\r\n"));
}

void TestCxoneMerge::aContactWithSeveralNumbersIsLeftOut()
{
    const auto merge = mergeFor({"1", "2"});
    read(*merge, Look::Before, {u"1|phone1=5550100"_s, u"2|phone1=5550100|phone2=5550101"_s});
    const auto file = merge->plan(100);
    QVERIFY(file);
    QCOMPARE(file->rows(), 1);
    QCOMPARE(merge->fates().at(1), (ContactFate{WriteFate::Rejected, ContactFault::SeveralNumbers}));
}

void TestCxoneMerge::theFirstNumberIsWritten()
{
    const auto merge = mergeOfNumber();
    read(*merge, Look::Before, {u"1|phone1=2125550101|otherFields.tier=Basic|firstName=Ann"_s});
    QCOMPARE(merge->plan(100)->csv(), QByteArray("externalId,phone,tier\r\n1,+12125550101,Basic\r\n"));
    QVERIFY(!mergeOfNumber({})); // its column is not known
    // One that is only spelled in another way needs no file.
    const auto same = mergeOfNumber();
    read(*same, Look::Before, {u"1|phone1=1 (212) 555-0101|phone2=5550100"_s});
    QCOMPARE(same->plan(100)->rows(), 0);
    QCOMPARE(same->fates().constFirst(), (ContactFate{WriteFate::Applied, ContactFault::None}));
    const auto several = mergeOfNumber();
    read(*several, Look::Before, {u"1|phone1=2125550101|phone2=5550100"_s});
    QCOMPARE(several->plan(100)->rows(), 0);
    QCOMPARE(several->fates().constFirst(), (ContactFate{WriteFate::Rejected, ContactFault::SeveralNumbers}));
}

void TestCxoneMerge::aNumberIsComparedByItsDigits_data()
{
    QTest::addColumn<QString>("after");
    QTest::addColumn<ContactFate>("fate");
    QTest::addColumn<int>("taken");
    QTest::addColumn<QStringList>("changed");
    const ContactFate done{WriteFate::Applied, ContactFault::None}, same{WriteFate::Rejected, ContactFault::NotTaken};
    QTest::newRow("done") << u"1|phone1=12125550101|otherFields.tier=Basic"_s << done << 1 << QStringList();
    QTest::newRow("as it was") << u"1|phone1=2125550101|otherFields.tier=Basic"_s << same << 0 << QStringList();
    QTest::newRow("as it was, spelled anew")
        << u"1|phone1=(212) 555-0101|otherFields.tier=Basic"_s << same << 0 << QStringList();
    QTest::newRow("another one") << u"1|phone1=13125550142|otherFields.tier=Basic"_s
                                 << ContactFate{WriteFate::Rejected, ContactFault::OtherValue} << 1 << QStringList();
    QTest::newRow("emptied besides") << u"1|phone1=12125550101"_s << done << 1 << QStringList(tier);
    QTest::newRow("a further number besides")
        << u"1|phone1=12125550101|phone2=2125550101|otherFields.tier=Basic"_s << done << 1 << QStringList(u"phone2"_s);
}

void TestCxoneMerge::aNumberIsComparedByItsDigits()
{
    QFETCH(QString, after);
    QFETCH(ContactFate, fate);
    const auto merge = mergeOfNumber();
    read(*merge, Look::Before, {u"1|phone1=2125550101|otherFields.tier=Basic"_s});
    QCOMPARE(merge->plan(100)->rows(), 1);
    read(*merge, Look::After, {after});
    merge->judge(true, false);
    QVERIFY(merge->fates().constFirst() == fate);
    QTEST(int(merge->taken()), "taken");
    QTEST(merge->changedBesides(), "changed");
}

void TestCxoneMerge::eachContactHasItsOwnFate_data()
{
    QTest::addColumn<QString>("after");
    QTest::addColumn<bool>("isOver");
    QTest::addColumn<bool>("wasCancelled");
    QTest::addColumn<WriteFate>("fate");
    QTest::addColumn<ContactFault>("fault");
    using enum WriteFate;
    using Why = ContactFault;
    const QString done = u"1|phone1=5550100|otherFields.tier=Opal"_s,
                  same = u"1|phone1=5550100|otherFields.tier=Basic"_s,
                  other = u"1|phone1=5550100|otherFields.tier=opal"_s, gone = u"2|phone1=1"_s;
    QTest::newRow("done") << done << true << false << Applied << Why::None;
    QTest::newRow("done, answer lost") << done << false << false << Applied << Why::None;
    QTest::newRow("done, cancelled") << done << false << true << Applied << Why::None;
    QTest::newRow("not taken") << same << true << false << Rejected << Why::NotTaken;
    QTest::newRow("not there yet") << same << false << false << Unknown << Why::None;
    QTest::newRow("cancelled before") << same << false << true << NotSent << Why::None;
    QTest::newRow("another value") << other << true << false << Rejected << Why::OtherValue;
    QTest::newRow("gone") << gone << true << false << Absent << Why::NotInList;
    QTest::newRow("gone, answer lost") << gone << false << false << Unknown << Why::None;
}

void TestCxoneMerge::eachContactHasItsOwnFate()
{
    QFETCH(QString, after);
    QFETCH(bool, isOver);
    QFETCH(bool, wasCancelled);
    const auto merge = mergeFor({"1"});
    read(*merge, Look::Before, {u"1|phone1=5550100|otherFields.tier=Basic"_s});
    QCOMPARE(merge->plan(100)->rows(), 1);
    merge->inDoubt();
    read(*merge, Look::After, {after});
    merge->judge(isOver, wasCancelled);
    QTEST(merge->fates().constFirst().fate, "fate");
    QTEST(merge->fates().constFirst().fault, "fault");
}

void TestCxoneMerge::whatElseHasChangedIsNamed_data()
{
    QTest::addColumn<QString>("after");
    QTest::addColumn<QStringList>("changed");
    QTest::newRow("nothing") << u"1|phone1=5550100|otherFields.plan=a|firstName=Ann|otherFields.tier=Opal"_s
                             << QStringList();
    QTest::newRow("spelling of the number")
        << u"1|phone1=(555) 01-00|otherFields.plan=a|firstName=Ann|otherFields.tier=Opal"_s << QStringList();
    QTest::newRow("another number") << u"1|phone1=5550199|otherFields.plan=a|firstName=Ann|otherFields.tier=Opal"_s
                                    << QStringList(u"phone1"_s);
    QTest::newRow("emptied") << u"1|otherFields.tier=Opal"_s
                             << QStringList({u"phone1"_s, u"otherFields.plan"_s, u"firstName"_s});
}

void TestCxoneMerge::whatElseHasChangedIsNamed()
{
    QFETCH(QString, after);
    const auto merge = mergeFor({"1"});
    read(*merge, Look::Before, {u"1|phone1=5550100|otherFields.plan=a|firstName=Ann|otherFields.tier=Basic"_s});
    QCOMPARE(merge->plan(100)->rows(), 1);
    read(*merge, Look::After, {after});
    merge->judge(true, false);
    QCOMPARE(merge->fates().constFirst().fate, WriteFate::Applied);
    QTEST(merge->changedBesides(), "changed");
}

void TestCxoneMerge::aFieldThatTheListHasNotIsRefused()
{
    const auto schema = std::make_shared<const ListSchema>(
        ListSchema{u"4101"_s, {{u"phone2"_s, ListAttributeType::Text, u"string"_s}}});
    EnrichmentBatchBuilder builder(schema);
    builder.beginContact("1");
    builder.add(0, "5550100");
    const auto merge = CxoneMerge::of(builder.take(), {u"externalId"_s, u"phone"_s, {{tier, u"tier"_s}}});
    QVERIFY(!merge);
    QCOMPARE(merge.error().code, u"schema_changed"_s);
}

void TestCxoneMerge::aFullFileLeavesTheOthersForTheNext()
{
    const auto merge = mergeFor({"1", "2", "3"});
    read(*merge, Look::Before, {u"1|phone1=1"_s, u"2|phone1=2"_s, u"3|phone1=3"_s});
    QCOMPARE(merge->plan(2)->rows(), 2);
    QCOMPARE(merge->fates().at(2).fate, WriteFate::NotSent);
    read(*merge, Look::After, {u"1|phone1=1|otherFields.tier=Opal"_s, u"2|phone1=2"_s, u"3|phone1=3"_s});
    merge->judge(true, false);
    const auto next = merge->plan(100);
    QCOMPARE(next->rows(), 1);
    QVERIFY(next->csv().contains("\r\n3,3,Opal,"));
}

MUSTER_TEST(TestCxoneMerge, QCoreApplication)

} // namespace tst_cxonemerge
#include "tst_cxonemerge.moc"
