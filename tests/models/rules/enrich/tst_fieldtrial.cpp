// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/fieldtrial.h"

#include "tests/support/testprogram.h"

#include "enrichfixture.h"

#include <array>

using namespace muster;
using namespace muster::test;

namespace tst_fieldtrial {

/// What a person sees beside a field before the whole file is checked.
class TestFieldTrial : public QObject
{
    Q_OBJECT

private:
    /// Cells of column "a"; the contact id is missing everywhere.
    static FieldTrial tried(const QString &attribute, const std::vector<std::string_view> &cells)
    {
        std::vector<std::array<std::string_view, 3>> table;
        for (const std::string_view cell : cells)
            table.push_back({std::string_view(), cell, std::string_view("b")});
        std::vector<SourceRow> rows;
        for (std::size_t i = 0; i < table.size(); ++i)
            rows.push_back({table[i], qint64(i + 2)});
        return FieldTrial::of(mappingOf({fieldOf(QStringLiteral("a"), attribute)}), 0, shapeOf(), everyTypeSchema(),
                              rows);
    }

private Q_SLOTS:
    void everyCellHasOneFateWhateverTheContactIdIs()
    {
        const FieldTrial trial = tried(QStringLiteral("integer"), {"1", " 2 ", "", "N/A", "x", "0", "12.0", "1e3"});
        QVERIFY(trial.findings.isEmpty());
        QCOMPARE(trial.rows, 8);
        QCOMPARE(trial.kept, 4);
        QCOMPARE(trial.empty, 1);
        QCOMPARE(trial.guarded, 1);
        QCOMPARE(trial.refused, 2);
        QCOMPARE(trial.kept + trial.empty + trial.guarded + trial.refused, trial.rows);
        QVERIFY(trial.rule == EnrichRule::NotInteger);
    }

    void cellsShowWhatIsSent()
    {
        const FieldTrial trial = tried(QStringLiteral("integer"), {" 12.0 ", "null"});
        QCOMPARE(trial.cells.size(), 2);
        QCOMPARE(trial.cells[0].cell, QStringLiteral(" 12.0 "));
        QCOMPARE(trial.cells[0].result, QStringLiteral("12"));
        QVERIFY(trial.cells[1].fate == CellFate::Guarded);
        QVERIFY(trial.cells[1].result.isEmpty());
    }

    void theFirstRefusedCellIsAlwaysShown()
    {
        const FieldTrial trial = tried(QStringLiteral("integer"), {"1", "2", "3", "4", "5", "6", "seven", "eight"});
        QCOMPARE(trial.cells.size(), FieldTrial::maxCells);
        QCOMPARE(trial.cells.last().cell, QStringLiteral("seven"));
        QVERIFY(trial.cells.last().rule == EnrichRule::NotInteger);
        QCOMPARE(trial.refused, 2);
    }

    void aFieldThatDoesNotCompileIsNotTried()
    {
        const FieldTrial trial = tried(QStringLiteral("odd"), {"1"});
        QCOMPARE(trial.findings.size(), 1);
        QVERIFY(trial.findings.constFirst().fault == MappingFault::UnknownType);
        QCOMPARE(trial.rows, 0);
    }

    void longCellsAreCutBetweenCharacters()
    {
        const std::string cell(200, 'y');
        const FieldTrial trial = tried(QStringLiteral("string"), {cell});
        QCOMPARE(trial.cells.constFirst().cell.size(), qsizetype(CheckedRow::maxShown));
        QCOMPARE(trial.kept, 1);
    }
};

MUSTER_TEST(TestFieldTrial, QCoreApplication)

} // namespace tst_fieldtrial
#include "tst_fieldtrial.moc"
