// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/fillrates.h"

#include "tests/support/testprogram.h"

#include "enrichfixture.h"

#include <QJsonArray>

using namespace muster;
using namespace muster::test;

namespace tst_fillrates {

class TestFillRates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// The denominator is what was mapped, before the guard: a column of "N/A" shows as empty, not as 100 %.
    void mappedCellsCountBeforeTheGuard()
    {
        RowBench bench(mappingOf({fieldOf(QStringLiteral("a"), QStringLiteral("string")),
                                  fieldOf(QStringLiteral("b"), QStringLiteral("integer"))}));
        FillRates rates(2);
        rates.add(bench.check({"1", "x", "1"}));
        rates.add(bench.check({"2", "N/A", "2"}));
        rates.add(bench.check({"3", "", "NULL"}));
        rates.add(bench.check({"4", "good", "bad"}));
        rates.add(bench.check({"", "", ""}));
        QCOMPARE(rates.rows(), 5);
        QCOMPARE(rates.sent(), 2);
        QCOMPARE(rates.nothingToSend(), 2);
        QCOMPARE(rates.rejected(), 1);
        const FillRates::Field text{.mapped = 4, .kept = 1, .empty = 1, .guarded = 1, .withheld = 1};
        QVERIFY(rates.fields()[0] == text);
        const FillRates::Field number{.mapped = 4, .kept = 2, .guarded = 1, .refused = 1};
        QVERIFY(rates.fields()[1] == number);
        QCOMPARE(*rates.fields()[0].rate(), 0.25);
        QCOMPARE(*rates.overall().rate(), 0.375);
    }

    /// Left out alone is only what stands in a row that is sent otherwise.
    void aCellLeftOutCountsWithItsRow()
    {
        FieldMapping lenient = fieldOf(QStringLiteral("a"), QStringLiteral("integer"));
        lenient.policy.invalid = InvalidCell::LeaveOut;
        FieldMapping skipping = fieldOf(QStringLiteral("b"), QStringLiteral("date"));
        skipping.policy.empty = EmptyCell::SkipRow;
        RowBench bench(mappingOf({lenient, skipping}));
        FillRates rates(2);
        rates.add(bench.check({"1", "many", "2026-01-01"})); // sent
        rates.add(bench.check({"2", "many", "null"})); // nothing is left to send
        rates.add(bench.check({"3", "many", "May"})); // rejected
        rates.add(bench.check({"4", "many", ""})); // skipped
        const FillRates::Field field{.mapped = 4, .refused = 2, .leftOut = 2};
        QVERIFY(rates.fields()[0] == field);
        QCOMPARE(rates.leftOut(), 2);
        FillRates sum = rates;
        sum += rates;
        QCOMPARE(sum.leftOut(), 4);
        QVERIFY(FillRates::fromJson(rates.json()) == rates);
    }

    void whatWasWrittenBeforeCellsWereLeftOutReads()
    {
        QJsonArray fields; // not in braces: an array of one array is that array
        fields.append(QJsonArray{7, 3, 1, 1, 1, 0, 1});
        const QJsonObject before{{QStringLiteral("sent"), 3}, {QStringLiteral("fields"), fields}};
        const FillRates rates = FillRates::fromJson(before);
        QCOMPARE(rates.leftOut(), 0);
        const FillRates::Field field{.mapped = 7, .kept = 3, .empty = 1, .guarded = 1, .refused = 1, .held = 1};
        QVERIFY(rates.fields()[0] == field);
    }

    void partsAddUpInAnyOrder()
    {
        RowBench bench(mappingOf({fieldOf(QStringLiteral("a"), QStringLiteral("integer"))}));
        FillRates whole, one(1), other;
        for (int i = 0; i < 30; ++i) {
            const CheckedRow &row
                = bench.check({QByteArray::number(i), i % 3 == 0 ? QByteArray("x") : QByteArray::number(i % 2)});
            whole.add(row);
            (i < 11 ? one : other).add(row);
        }
        FillRates sum = one, mirrored = other;
        sum += other;
        mirrored += one;
        QVERIFY(sum == whole);
        QVERIFY(mirrored == whole);
        QCOMPARE(whole.rejected(), 10);
    }

    void everyCellIsSomewhere()
    {
        RowBench bench(mappingOf({fieldOf(QStringLiteral("a"), QStringLiteral("date"))}));
        FillRates rates;
        QVERIFY(!rates.overall().rate());
        CheckedRow row = bench.check({"1", "2026-01-01"});
        row.refuse(EnrichRule::IdDuplicate, 0, row.id());
        rates.add(row);
        const FillRates::Field field = rates.fields()[0];
        QCOMPARE(field.withheld, 1);
        QCOMPARE(field.mapped, field.kept + field.empty + field.guarded + field.refused + field.withheld);
        QCOMPARE(rates.rejected(), 1);
        QCOMPARE(row.text(row.findings().front()), std::string_view("1"));
    }

    void theJournalGivesThemBack()
    {
        RowBench bench(mappingOf({fieldOf(QStringLiteral("a"), QStringLiteral("date"))}));
        FillRates rates;
        for (const char *cell : {"2026-01-01", "", "NULL", "never"})
            rates.add(bench.check({"1", cell}));
        CheckedRow row = bench.check({"1", "2026-01-01"});
        row.leave(0);
        QCOMPARE(row.verdict(), RowVerdict::NothingToSend);
        QVERIFY(row.values().empty());
        rates.add(row);
        QCOMPARE(rates.fields()[0].held, 1);
        QVERIFY(FillRates::fromJson(rates.json()) == rates);
        QVERIFY(FillRates::fromJson({}) == FillRates());
    }
};

MUSTER_TEST(TestFillRates, QCoreApplication)

} // namespace tst_fillrates
#include "tst_fillrates.moc"
