// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/cellrepairs.h"

#include "models/rules/enrich/mappingtext.h"
#include "tests/support/testprogram.h"

#include "enrichfixture.h"

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_cellrepairs {

class TestCellRepairs : public QObject
{
    Q_OBJECT

    static QList<CellRepair> repairs(const QString &attribute, const QStringList &cells,
                                     const QList<FieldTransform> &transforms = {})
    {
        UnfitCells unfit{.attribute = attribute, .cells = {}};
        for (const QString &cell : cells)
            unfit.cells.append({cell});
        return proposeRepairs(mappingOf({fieldOf(u"a"_s, attribute, transforms)}), everyTypeSchema(), {unfit});
    }
    /// "currency 2: $1,200 -> 1200", an exclamation mark behind those that are ambiguous.
    static QStringList told(const QList<CellRepair> &repairs)
    {
        QStringList lines;
        for (const CellRepair &repair : repairs) {
            const CellRepair::Example &first = repair.examples.constFirst();
            lines.append(QStringLiteral("%1 %2: %3 -> %4%5")
                             .arg(keyOf(repair.kind), QString::number(repair.cells), first.cell, first.result,
                                  repair.isAmbiguous ? u"!"_s : QString()));
        }
        return lines;
    }

private Q_SLOTS:
    void whatIsOffered_data()
    {
        QTest::addColumn<QString>("attribute");
        QTest::addColumn<QStringList>("cells");
        QTest::addColumn<QStringList>("offered");
        const auto row = [](const char *name, const QString &attribute, const QStringList &cells,
                            const QStringList &offered) { QTest::newRow(name) << attribute << cells << offered; };
        row("dollars", u"decimal"_s, {u"$1,200.50"_s, u"$ 80.25"_s}, {u"currency 2: $1,200.50 -> 1200.50"_s});
        row("euros behind", u"decimal"_s, {u"1.200,50 €"_s, u"12,00 EUR"_s}, {u"currency 2: 1.200,50 € -> 1200.50"_s});
        row("negative amounts", u"decimal"_s, {u"-$5.25"_s, u"$-1,000.25"_s}, {u"currency 2: -$5.25 -> -5.25"_s});
        row("kroner and francs", u"decimal"_s, {u"1 200,50 kr"_s, u"99,50 kr."_s},
            {u"currency 2: 1 200,50 kr -> 1200.50"_s});
        row("Swiss", u"decimal"_s, {u"CHF 1’200.50"_s}, {u"currency 1: CHF 1’200.50 -> 1200.50"_s});
        row("percent", u"decimal"_s, {u"12,5 %"_s, u"7%"_s}, {u"percent 2: 12,5 % -> 12.5"_s});
        row("marks alone", u"decimal"_s, {u"1.200,50"_s, u"12,5"_s}, {u"number 2: 1.200,50 -> 1200.50"_s});
        row("whole amounts", u"integer"_s, {u"1,234,567"_s}, {u"number 1: 1,234,567 -> 1234567"_s});
        // One thousand two hundred, or one point two? The column does not tell.
        row("either", u"decimal"_s, {u"$1,200"_s},
            {u"currency 1: $1,200 -> 1200!"_s, u"currency 1: $1,200 -> 1.200!"_s});
        // Here it does: whoever writes 3.50 writes no comma before decimals.
        row("told by the others", u"decimal"_s, {u"$1,200"_s, u"$3.50"_s}, {u"currency 2: $1,200 -> 1200"_s});
        row("dates", u"date"_s, {u"31.12.2024"_s, u"1.2.2025"_s}, {u"date 2: 31.12.2024 -> 2024-12-31"_s});
        row("day or month first", u"date"_s, {u"3/4/2024"_s},
            {u"date 1: 3/4/2024 -> 2024-04-03!"_s, u"date 1: 3/4/2024 -> 2024-03-04!"_s});
        row("month first, told by the others", u"date"_s, {u"3/4/2024"_s, u"12/31/2024"_s},
            {u"date 2: 3/4/2024 -> 2024-03-04"_s});
        row("a time of day", u"date"_s, {u"2024-05-01 13:45:00"_s, u"2024-05-02T00:00:00Z"_s},
            {u"time_of_day 2: 2024-05-01 13:45:00 -> 2024-05-01"_s});
        row("a time behind another form", u"date"_s, {u"31.12.2024 08:00"_s, u"12.1.2024, 8:00 PM"_s},
            {u"time_of_day 1: 31.12.2024 08:00 -> 2024-12-31"_s});
        row("months by name", u"date"_s, {u"March 5, 2024"_s}, {u"date 1: March 5, 2024 -> 2024-03-05"_s});
        row("yes in German", u"boolean"_s, {u"Ja"_s, u"nein"_s}, {u"yes_no 2: Ja -> true"_s});
        row("on and off", u"boolean"_s, {u"on"_s, u"OFF"_s}, {u"yes_no 2: on -> true"_s});
        row("two kinds in one column", u"decimal"_s, {u"$1.50"_s, u"$2.50"_s, u"7 %"_s},
            {u"currency 2: $1.50 -> 1.50"_s, u"percent 1: 7 % -> 7"_s});
        row("words are no numbers", u"decimal"_s, {u"many"_s, u"12 pieces"_s, u"USD"_s, u"%"_s}, {});
        row("no day of the calendar", u"date"_s, {u"31.2.2024"_s, u"2024-13-01"_s}, {});
        row("text", u"string"_s, {u"anything"_s}, {});
        row("a type nobody knows", u"odd"_s, {u"$1"_s}, {});
        row("an attribute that is not mapped", u"other"_s, {u"$1"_s}, {});
    }

    void whatIsOffered()
    {
        QFETCH(QString, attribute);
        QFETCH(QStringList, cells);
        QFETCH(QStringList, offered);
        QCOMPARE(told(repairs(attribute, cells)), offered);
    }

    /// They never meet it, but a column hardly means both: nobody is to choose it without a look.
    void whatCellsThatFitSpeakAgainstIsDoubtful_data()
    {
        QTest::addColumn<QString>("attribute");
        QTest::addColumn<QString>("unfit");
        QTest::addColumn<QString>("fitting");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("doubtful");
        QTest::newRow("a thousand, or one point two")
            << u"decimal"_s << u"1.200,50"_s << u"1.200"_s << QByteArray("1.200") << true;
        QTest::newRow("no thousand at all")
            << u"decimal"_s << u"1.200,50"_s << u"17.5"_s << QByteArray("17.5") << false;
        QTest::newRow("the same either way") << u"decimal"_s << u"$1,200.50"_s << u"80"_s << QByteArray("80") << false;
        QTest::newRow("day or month first")
            << u"date"_s << u"13/4/2024"_s << u"3/4/2024"_s << QByteArray("2024-03-04") << true;
        QTest::newRow("another form") << u"date"_s << u"13/4/2024"_s << u"2024-03-04"_s << QByteArray("2024-03-04")
                                      << false;
    }

    void whatCellsThatFitSpeakAgainstIsDoubtful()
    {
        QFETCH(QString, attribute);
        QFETCH(QString, unfit);
        QFETCH(QString, fitting);
        QFETCH(QByteArray, value);
        const UnfitCells cells{.attribute = attribute, .cells = {{unfit}}, .fitting = {{fitting, value}}};
        const auto found = proposeRepairs(mappingOf({fieldOf(u"a"_s, attribute)}), everyTypeSchema(), {cells});
        QCOMPARE(found.size(), 1);
        QTEST(found.first().isDoubtful, "doubtful");
    }

    /// A table that refuses what it does not list, and a text that was to be read: that is what the person wanted.
    void whatIsRefusedOnPurposeStaysRefused()
    {
        const ValueTable table{{{u"1"_s, u"10"_s}}, ValueTable::Unlisted::Refuse, {}};
        QVERIFY(repairs(u"string"_s, {u"platinium"_s}, {table}).isEmpty());
        QVERIFY(repairs(u"string"_s, {u"31.2.2024"_s}, {ReadDate{u"d.M.yyyy"_s, {}}}).isEmpty());
        QVERIFY(repairs(u"boolean"_s, {u"yes"_s}, {ValueTable{{{u"1"_s, u"true"_s}}, ValueTable::Unlisted::Refuse, {}}})
                    .isEmpty());
    }

    void aFieldWithoutRoomIsOfferedNothing()
    {
        FieldMapping field = fieldOf(u"a"_s, u"decimal"_s);
        field.alternatives.resize(MappingLimits::alternatives);
        const UnfitCells unfit{.attribute = u"decimal"_s, .cells = {{u"$1.50"_s}}};
        QVERIFY(proposeRepairs(mappingOf({field}), everyTypeSchema(), {unfit}).isEmpty());
    }

    void withoutStepsIsARepairOfStepsOnly()
    {
        const QList<FieldTransform> steps{ReadDate{u"d.M.yyyy"_s, {}}};
        QCOMPARE(told(repairs(u"date"_s, {u"2024-05-01"_s}, steps)),
                 QStringList{u"as_it_stands 1: 2024-05-01 -> 2024-05-01"_s});
    }

    void whatComesOftenCountsOftenAndIsShownOnce()
    {
        const UnfitCells unfit{.attribute = u"decimal"_s, .cells = {{u"$1.50"_s, 860}, {u"$2.25"_s, 1}}};
        const auto found = proposeRepairs(mappingOf({fieldOf(u"a"_s, u"decimal"_s)}), everyTypeSchema(), {unfit});
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first().cells, 861);
        QCOMPARE(found.first().examples.size(), 2);
    }

    /// What is promised is what a check of the repaired field gives, cell by cell, and cells that fit before stay.
    void aRepairKeepsItsPromise()
    {
        const QStringList cells{u"$1,200.50"_s, u"12 %"_s, u"many"_s};
        FieldMapping field = fieldOf(u"a"_s, u"decimal"_s);
        for (const CellRepair &repair : repairs(u"decimal"_s, cells))
            field = withRepair(field, repair.steps);
        QCOMPARE(field.alternatives.size(), 2);
        RowBench bench(mappingOf({field}));
        QCOMPARE(bench.line({"1", "$1,200.50"}), u"send 1: decimal=1200.50"_s);
        QCOMPARE(bench.line({"1", "12 %"}), u"send 1: decimal=12"_s);
        QCOMPARE(bench.line({"1", "17.5"}), u"send 1: decimal=17.5"_s);
        QCOMPARE(bench.line({"1", "many"}), u"rejected 1: not_decimal a many"_s);
        // The command line says the same.
        QCOMPARE(*parseFieldText(fieldText(field)), field);
    }

    void aRepairIsAddedOnceAndOnlyWhereThereIsRoom()
    {
        FieldMapping field = fieldOf(u"a"_s, u"decimal"_s);
        const QList<FieldTransform> steps{ReadNumber{u","_s, u"."_s}};
        QCOMPARE(withRepair(withRepair(field, steps), steps).alternatives.size(), 1);
        for (int i = 0; i < 2 * MappingLimits::alternatives; ++i)
            field = withRepair(field, {ReplacePattern{QString::number(i), {}}});
        QCOMPARE(field.alternatives.size(), MappingLimits::alternatives);
        QVERIFY(limitFault(field).isEmpty());
    }
};

MUSTER_TEST(TestCellRepairs, QCoreApplication)

} // namespace tst_cellrepairs

#include "tst_cellrepairs.moc"
