// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enrichwindow.h"

#include "models/items/enrichmodels.h"
#include "models/rules/enrich/mappingtext.h"
#include "tests/support/testprogram.h"
#include "ui/lists/enrich/cellfixdialog.h"
#include "ui/lists/enrich/enrichmappingpane.h"
#include "ui/lists/enrich/fields/fielddialog.h"

#include <QCheckBox>
#include <QLabel>
#include <QRadioButton>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_enrichfixes {

/// Cells that are not valid: fixes are offered, seen, chosen and checked, and what no fix helps can be left out alone.
class TestEnrichFixes : public EnrichWindow
{
    Q_OBJECT

    static constexpr int amounts = 8, words = 2;

    /// Twenty good rows, then scores with a currency, then scores that are none.
    void writeAmounts()
    {
        QByteArray file = csv(20);
        for (int i = 20; i < 20 + amounts + words; ++i)
            file += m_before[i].id + ";Fair " + QByteArray::number(i) + ";"
                + (i < 20 + amounts ? "\u20AC " + QByteArray::number(i) : QByteArrayLiteral("many")) + "\n";
        write(file);
    }
    void toTheFindings()
    {
        writeAmounts();
        openList(leads);
        chooseFile();
        checkRows();
        QCOMPARE(m_page->enrich()->report()->rates.rejected(), amounts + words);
        QVERIFY(text("enrichRulesLabel").contains(u"8 cells can be fixed here"_s));
    }
    CellFixDialog *openDialog()
    {
        find<QPushButton>("fixCellsButton")->click();
        return find<CellFixDialog>("cellFixDialog");
    }
    template <typename T>
    static T *in(QWidget *dialog, const char *name)
    {
        return dialog->findChild<T *>(QString::fromLatin1(name));
    }
    const FieldMapping &scores() { return m_page->enrich()->mapping()->fields().field(fieldRow(u"lead_score"_s)); }
    void checkedAgain()
    {
        QTRY_VERIFY(!find<CellFixDialog>("cellFixDialog"));
        QTRY_VERIFY_WITH_TIMEOUT(m_page->enrich()->report() != nullptr, 60'000);
    }

private Q_SLOTS:
    void initTestCase() { setUpOnce(); }
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void aFixIsSeenAppliedAndChecked()
    {
        toTheFindings();
        CellFixDialog *dialog = openDialog();
        QVERIFY(dialog);
        const auto *fixes = in<QTableView>(dialog, "cellRepairsTable")->model();
        QCOMPARE(fixes->rowCount(), 1);
        QCOMPARE(fixes->index(0, CellRepairsModel::Fix).data().toString(), u"Remove currency → Number like 1234.56"_s);
        QCOMPARE(fixes->index(0, CellRepairsModel::Cells).data().toString(), u"8"_s);
        const auto *examples = in<QTableView>(dialog, "repairExamplesTable")->model();
        QCOMPARE(examples->rowCount(), amounts);
        QCOMPARE(examples->index(0, RepairExamplesModel::Cell).data().toString(), u"€ 20"_s);
        QCOMPARE(examples->index(0, RepairExamplesModel::Result).data().toString(), u"20"_s);
        QCOMPARE(in<PlainLabel>(dialog, "cellFixSummaryLabel")->plainText(),
                 u"Of 10 invalid cells, up to 8 become valid."_s);
        in<QPushButton>(dialog, "applyFixesButton")->click();
        checkedAgain();
        QCOMPARE(m_page->enrich()->report()->rates.rejected(), words);
        QCOMPARE(m_page->enrich()->report()->rates.sent(), 20 + amounts);
        QCOMPARE(scores().alternatives.size(), 1);
        QCOMPARE(posts(), 0);
    }

    void cellsWithoutAFixAreLeftOutAndTheirRowsSent()
    {
        toTheFindings();
        CellFixDialog *dialog = openDialog();
        in<QRadioButton>(dialog, "leaveCellsOutRadio")->click();
        in<QPushButton>(dialog, "applyFixesButton")->click();
        checkedAgain();
        const FillRates &rates = m_page->enrich()->report()->rates;
        QCOMPARE(rates.rejected(), 0);
        QCOMPARE(rates.leftOut(), words);
        QVERIFY(text("enrichCountsLabel").contains(u"2 invalid cells are left out."_s));
        QCOMPARE(
            find<QTableView>("checkFindingsTable")->model()->index(0, CheckFindingsModel::Outcome).data().toString(),
            u"cell left out"_s);
        QVERIFY(!find<QCheckBox>("leaveOutCheck")->isVisible()); // no row needs to be
        enrich();
        const QList<SandboxListContact> now = m_server->listTruth(leads);
        const QList<QPair<QString, QByteArray>> fixed{{u"lead_source"_s, "\"Fair 20\""}, {u"lead_score"_s, "20"}};
        QCOMPARE(now[20].enriched, fixed);
        const QList<QPair<QString, QByteArray>> alone{{u"lead_source"_s, "\"Fair 28\""}};
        QCOMPARE(now[28].enriched, alone);
    }

    void nothingChosenChangesNothing()
    {
        toTheFindings();
        CellFixDialog *dialog = openDialog();
        auto *table = in<QTableView>(dialog, "cellRepairsTable");
        QVERIFY(table->model()->setData(table->model()->index(0, CellRepairsModel::Attribute), Qt::Unchecked,
                                        Qt::CheckStateRole));
        QVERIFY(!in<QPushButton>(dialog, "applyFixesButton")->isEnabled());
        QCOMPARE(in<PlainLabel>(dialog, "cellFixSummaryLabel")->plainText(),
                 u"Of 10 invalid cells, up to 0 become valid."_s);
        const auto report = m_page->enrich()->report();
        dialog->reject();
        QTRY_VERIFY(!find<CellFixDialog>("cellFixDialog"));
        QCOMPARE(m_page->enrich()->report(), report);
        QVERIFY(scores().alternatives.isEmpty());
    }

    /// Which one is meant only a person can know: none is chosen for them.
    void whatCanMeanTwoThingsIsNotChosen()
    {
        QByteArray file = "Contact ID;Budget\n";
        for (int i = 0; i < 3; ++i)
            file += m_before[i].id + ";$1," + QByteArray::number(200 + i) + "\n";
        write(file);
        openList(leads);
        chooseFile();
        checkRows();
        CellFixDialog *dialog = openDialog();
        auto *table = in<QTableView>(dialog, "cellRepairsTable");
        QCOMPARE(table->model()->rowCount(), 2);
        for (int row = 0; row < 2; ++row)
            QCOMPARE(table->model()->index(row, CellRepairsModel::Attribute).data(Qt::CheckStateRole).toInt(),
                     int(Qt::Unchecked));
        QVERIFY(!in<QPushButton>(dialog, "applyFixesButton")->isEnabled());
        QVERIFY(table->model()->setData(table->model()->index(0, CellRepairsModel::Attribute), Qt::Checked,
                                        Qt::CheckStateRole));
        in<QPushButton>(dialog, "applyFixesButton")->click();
        checkedAgain();
        QVERIFY(m_page->enrich()->report()->fits());
    }

    /// A fix of one attribute is nobody else's business.
    void whatNobodyChoseStaysAsItIs()
    {
        write("Contact ID;Lead Score;Budget\n" + m_before[0].id + ";many;\u20AC 20\n" + m_before[1].id + ";1;1.5\n");
        openList(leads);
        chooseFile();
        find<QTableView>("enrichFieldsTable")->selectRow(fieldRow(u"lead_score"_s));
        find<QPushButton>("editFieldButton")->click();
        auto *field = find<FieldDialog>("fieldDialog");
        auto *invalid = in<QComboBox>(field, "fieldInvalidCombo");
        invalid->setCurrentIndex(invalid->findData(int(InvalidCell::LeaveOut)));
        in<QPushButton>(field, "acceptFieldButton")->click();
        QTRY_COMPARE(scores().policy.invalid, InvalidCell::LeaveOut);
        checkRows();
        CellFixDialog *dialog = openDialog();
        QVERIFY(!in<QRadioButton>(dialog, "rejectRowsRadio")->isChecked()); // it is so of one only
        QVERIFY(!in<QRadioButton>(dialog, "leaveCellsOutRadio")->isChecked());
        in<QPushButton>(dialog, "applyFixesButton")->click();
        checkedAgain();
        QCOMPARE(scores().policy.invalid, InvalidCell::LeaveOut);
        QVERIFY(m_page->enrich()->report()->fits());
    }

    /// Longer than a finding shows: no fix can be tried with it, but it can be left out.
    void aLongCellCanBeLeftOut()
    {
        write("Contact ID;Lead Score;Lead Source\n" + m_before[0].id + ";" + QByteArray(200, 'x') + ";Fair\n");
        openList(leads);
        chooseFile();
        checkRows();
        QCOMPARE(m_page->enrich()->report()->rates.rejected(), 1);
        CellFixDialog *dialog = openDialog();
        in<QRadioButton>(dialog, "leaveCellsOutRadio")->click();
        in<QPushButton>(dialog, "applyFixesButton")->click();
        checkedAgain();
        QCOMPARE(m_page->enrich()->report()->rates.sent(), 1);
        QCOMPARE(m_page->enrich()->report()->rates.leftOut(), 1);
    }

    void withoutACellToFixTheButtonIsOff()
    {
        write(csv(3) + m_before[0].id + ";Again;1\n");
        openList(leads);
        chooseFile();
        checkRows();
        QCOMPARE(m_page->enrich()->report()->rates.rejected(), 1);
        QVERIFY(!find<QPushButton>("fixCellsButton")->isEnabled());
    }

    /// As a person may have them on the command line or in a mapping's file.
    void fixesAreSeenAndRemovedInTheFieldsDialog()
    {
        toTheFindings();
        in<QPushButton>(openDialog(), "applyFixesButton")->click();
        checkedAgain();
        find<QTableView>("enrichFieldsTable")->selectRow(fieldRow(u"lead_score"_s));
        find<QPushButton>("editFieldButton")->click();
        auto *dialog = find<FieldDialog>("fieldDialog");
        QVERIFY(dialog);
        QCOMPARE(dialog->field(), scores()); // looked at, nothing changed
        QCOMPARE(dialog->findChildren<QFrame *>(u"alternativeForm"_s).size(), 1);
        in<QToolButton>(dialog, "removeAlternativeButton")->click();
        QVERIFY(dialog->field().alternatives.isEmpty());
        auto *invalid = in<QComboBox>(dialog, "fieldInvalidCombo");
        invalid->setCurrentIndex(invalid->findData(int(InvalidCell::LeaveOut)));
        in<QPushButton>(dialog, "acceptFieldButton")->click();
        QTRY_VERIFY(scores().alternatives.isEmpty());
        QCOMPARE(scores().policy.invalid, InvalidCell::LeaveOut);
    }
};

MUSTER_TEST(TestEnrichFixes, QApplication)

} // namespace tst_enrichfixes

#include "tst_enrichfixes.moc"
