// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/itemroles.h"
#include "resources/resources.h"
#include "tests/support/guiwatchdog.h"
#include "tests/support/manyrows.h"
#include "tests/support/testprogram.h"
#include "ui/common/announcer.h"
#include "ui/common/datatable.h"
#include "ui/common/tablecopy.h"
#include "ui/common/theme.h"

#include <QClipboard>
#include <QHeaderView>
#include <QMimeData>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QToolTip>

using namespace muster;
using namespace muster::test;

namespace tst_tablecopy {

/// Ctrl+C in a table: what is on the clipboard, and that the window goes on while a million rows are copied.
class TestTableCopy : public QObject
{
    Q_OBJECT

private:
    static QString clipboard() { return QGuiApplication::clipboard()->text(); }
    static bool isBusy(const DataTable &table) { return table.viewport()->cursor().shape() == Qt::BusyCursor; }
    static void fill(QStandardItemModel &model, int rows)
    {
        model.setHorizontalHeaderLabels({QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("C")});
        for (int row = 0; row < rows; ++row) {
            for (int column = 0; column < 3; ++column)
                model.setItem(row, column, new QStandardItem(QStringLiteral("%1%2").arg(row).arg(column)));
        }
    }
    static void show(DataTable &table, QAbstractItemModel &model)
    {
        table.setSelectionMode(QAbstractItemView::ExtendedSelection);
        table.setModel(&model);
        table.resize(600, 300);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        table.setFocus();
    }
    static void chooseOnly(DataTable &table, int row)
    {
        table.selectionModel()->select(table.model()->index(row, 0),
                                       QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
    static void press(DataTable &table, QKeySequence::StandardKey key) { QTest::keySequence(&table, key); }

private Q_SLOTS:
    void initTestCase()
    {
        installTranslations(*qApp);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        Theme::instance().apply(Theme::Mode::Light);
    }
    void init() { QGuiApplication::clipboard()->setText(QStringLiteral("as it was")); }

    void rowsAreCopiedWithTheHeaderInTheOrderShown()
    {
        QStandardItemModel model;
        fill(model, 2);
        DataTable table;
        table.setModel(&model);
        table.horizontalHeader()->moveSection(2, 0);
        table.setColumnHidden(1, true);
        table.selectRow(1);
        press(table, QKeySequence::Copy);
        QCOMPARE(clipboard(), QStringLiteral("C\tA\n12\t10"));
    }

    void wholeTextsAreCopiedInTheOrderOfTheRows()
    {
        QStandardItemModel model;
        fill(model, 6);
        model.item(0, 1)->setData(QStringLiteral("all of it"), FullTextRole);
        model.item(5, 2)->setText(QStringLiteral("one\tcell\r\nof two lines"));
        DataTable table;
        table.setSelectionMode(QAbstractItemView::MultiSelection);
        table.setModel(&model);
        for (const int row : {5, 3, 0, 2})
            table.selectRow(row);
        press(table, QKeySequence::Copy);
        QCOMPARE(
            clipboard(),
            QStringLiteral("A\tB\tC\n'00\tall of it\t'02\n20\t21\t22\n30\t31\t32\n50\t51\tone cell  of two lines"));
    }

    void S21_copiedCellsAreTextInASpreadsheet_data()
    {
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QString>("copied");
        const auto row = [](const char *name, const QString &cell, const QString &copied) {
            QTest::newRow(name) << cell << copied;
        };
        row("equals", QStringLiteral("=cmd|' /C calc'!A0"), QStringLiteral("'=cmd|'' /C calc'!A0"));
        row("plus", QStringLiteral("+1+1"), QStringLiteral("'+1+1"));
        row("minus", QStringLiteral("-2+3"), QStringLiteral("'-2+3"));
        row("at", QStringLiteral("@SUM(1)"), QStringLiteral("'@SUM(1)"));
        row("full width", QStringLiteral("\uFF1D1+1"), QStringLiteral("'\uFF1D1+1"));
        row("behind a tab", QStringLiteral("\t=1+1"), QStringLiteral(" '=1+1"));
        row("behind a line break", QStringLiteral("\r\n=1+1"), QStringLiteral("  '=1+1"));
        row("behind a separator", QStringLiteral("a;=1+1"), QStringLiteral("a;'=1+1"));
        row("behind a quote", QStringLiteral("\"=1+1\""), QStringLiteral("\"'=1+1\""));
        row("E.164 keeps its plus sign", QStringLiteral("+442079460999"), QStringLiteral("'+442079460999"));
        row("leading zero", QStringLiteral("02079460999"), QStringLiteral("'02079460999"));
        row("ordinary", QStringLiteral("Robin, 12"), QStringLiteral("Robin, 12"));
    }
    void S21_copiedCellsAreTextInASpreadsheet()
    {
        QFETCH(QString, cell);
        QFETCH(QString, copied);
        QStandardItemModel model;
        fill(model, 1);
        model.item(0, 1)->setText(cell);
        DataTable table;
        Announcer announcer(&table);
        QSignalSpy said(&announcer, &Announcer::said);
        show(table, model);
        table.selectRow(0);
        press(table, QKeySequence::Copy);
        QCOMPARE(clipboard(), QString(u"A\tB\tC\n'00\t" + copied + u"\t'02"));
        // No form that a spreadsheet prefers goes around the guard.
        const QMimeData *data = QGuiApplication::clipboard()->mimeData();
        QVERIFY(!data->hasHtml() && !data->hasFormat(QStringLiteral("text/csv"))
                && !data->hasFormat(QStringLiteral("text/tab-separated-values")));
        QVERIFY(!said.isEmpty() && said.last()[0].toString().contains(QStringLiteral("stored as text")));
        // Pasted into Muster it is what it was, but for what would end a cell.
        QString flat = cell;
        flat.replace(u'\t', u' ').replace(u'\r', u' ').replace(u'\n', u' ');
        QCOMPARE(TableCopy::exactText(), QString(u"A\tB\tC\n00\t" + flat + u"\t02"));
        QGuiApplication::clipboard()->setText(QStringLiteral("of another program"));
        QCOMPARE(TableCopy::exactText(), QStringLiteral("of another program"));
    }

    void nothingIsCopiedWhereNothingIsSelected()
    {
        QStandardItemModel model;
        fill(model, 2);
        DataTable table;
        press(table, QKeySequence::Copy);
        table.setModel(&model);
        press(table, QKeySequence::Copy);
        QCOMPARE(clipboard(), QStringLiteral("as it was"));
    }

    void aMillionRowsAreCopiedWithoutHoldingTheWindow()
    {
        verifyNeverHeld(*this, [] {
            constexpr int rows = 1'000'000;
            ManyRows model(rows);
            DataTable table;
            Announcer announcer(&table);
            QSignalSpy said(&announcer, &Announcer::said);
            show(table, model);
            auto &watch = static_cast<WatchedApplication &>(*qApp);
            press(table, QKeySequence::SelectAll);
            QTest::qWait(50); // painted
            watch.startWatch();
            press(table, QKeySequence::Copy);
            QVERIFY(isBusy(table));
            QCOMPARE(clipboard(), QStringLiteral("as it was"));
            chooseOnly(table, 7); // what was chosen when it was asked for is copied
            QTRY_VERIFY_WITH_TIMEOUT(!isBusy(table), 60'000);
            watch.stopWatch();
            const QString text = clipboard();
            QCOMPARE(text.count(u'\n'), rows);
            QVERIFY(text.startsWith(QStringLiteral("1\t2\t3\t4\n0\t1\t2\t3\n7\t8\t9\t10\n")));
            QVERIFY(text.endsWith(QStringLiteral("\n6999993\t6999994\ta Needle here\t6999996")));
            QCOMPARE(said.size(), 1);
            QCOMPARE(said[0][0].toString(), QStringLiteral("1,000,000 rows copied."));
        });
    }

    void rowsThatChangeMeanwhileAreNotCopied()
    {
        ManyRows model(200'000);
        DataTable table;
        Announcer announcer(&table);
        QSignalSpy said(&announcer, &Announcer::said);
        show(table, model);
        press(table, QKeySequence::SelectAll);
        press(table, QKeySequence::Copy);
        QVERIFY(isBusy(table));
        model.add(1);
        QVERIFY(!isBusy(table));
        QCOMPARE(said.size(), 1);
        QVERIFY(said[0][0].toString().startsWith(QStringLiteral("Nothing was copied")));
        QVERIFY(QToolTip::isVisible());
        QTest::qWait(50); // whatever was left of it to be done
        QCOMPARE(clipboard(), QStringLiteral("as it was"));

        chooseOnly(table, 1); // another copy begins anew
        press(table, QKeySequence::Copy);
        QCOMPARE(clipboard(), QStringLiteral("1\t2\t3\t4\n7\t8\t9\t10"));
    }

    void aCopyIsDroppedForTheNext()
    {
        ManyRows model(200'000);
        DataTable table;
        show(table, model);
        press(table, QKeySequence::SelectAll);
        press(table, QKeySequence::Copy);
        QVERIFY(isBusy(table));
        chooseOnly(table, 0);
        press(table, QKeySequence::Copy);
        QVERIFY(!isBusy(table));
        QTest::qWait(50);
        QCOMPARE(clipboard(), QStringLiteral("1\t2\t3\t4\n0\t1\t2\t3"));
    }

    void theTableMayGoMeanwhile()
    {
        auto model = std::make_unique<ManyRows>(200'000);
        auto table = std::make_unique<DataTable>();
        show(*table, *model);
        press(*table, QKeySequence::SelectAll);
        press(*table, QKeySequence::Copy);
        model.reset();
        QVERIFY(!isBusy(*table));
        model = std::make_unique<ManyRows>(200'000);
        show(*table, *model);
        press(*table, QKeySequence::SelectAll);
        press(*table, QKeySequence::Copy);
        QVERIFY(isBusy(*table));
        table.reset();
        QTest::qWait(50);
        QCOMPARE(clipboard(), QStringLiteral("as it was"));
    }
};

MUSTER_TEST(TestTableCopy, WatchedApplication)

} // namespace tst_tablecopy

#include "tst_tablecopy.moc"
