// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enrichwindow.h"

#include "models/items/enrichmodels.h"
#include "tests/support/testprogram.h"
#include "ui/lists/enrich/enrichmappingpane.h"
#include "ui/lists/enrich/fields/fielddialog.h"

#include <QAction>
#include <QApplication>
#include <QDropEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>

using namespace muster;
using namespace muster::test;

namespace tst_enrichfields {

/// Fields in the window of enrichment: steps made in the sheet, columns dragged to attributes.
class TestEnrichFields : public EnrichWindow
{
    Q_OBJECT

private:
    FieldDialog *openSheet(const char *attribute)
    {
        find<QTableView>("enrichFieldsTable")->selectRow(fieldRow(QString::fromLatin1(attribute)));
        find<QPushButton>("editFieldButton")->click();
        return find<FieldDialog>("fieldDialog");
    }

private Q_SLOTS:
    void initTestCase() { setUpOnce(); }
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void stepsOfTheSheetReachTheContacts()
    {
        QByteArray csv = "Contact ID;Lead Source;Score\n";
        for (int i = 0; i < rows; ++i)
            csv += m_before[i].id + "; fair " + QByteArray::number(i) + " ;" + QByteArray::number(i) + " points\n";
        write(csv);
        openList(leads);
        chooseFile();
        FieldDialog *sheet = openSheet("lead_score");
        QVERIFY(sheet);
        for (QAction *action : sheet->findChild<QMenu *>(QStringLiteral("addStepMenu"))->actions()) {
            if (action->data().toInt() == int(TransformKind::Replace))
                action->trigger();
        }
        sheet->findChild<QLineEdit *>(QStringLiteral("patternEdit"))->setText(QStringLiteral(" points$"));
        sheet->findChild<QPushButton *>(QStringLiteral("acceptFieldButton"))->click();
        const int score = fieldRow(QStringLiteral("lead_score"));
        QCOMPARE(fields()->index(score, EnrichFieldsModel::Verdict).data(ToneRole).value<Tone>(), Tone::Good);
        QVERIFY(fields()->index(score, EnrichFieldsModel::Source).data().toString().contains(QStringLiteral("1 step")));
        QTRY_VERIFY(!find<FieldDialog>("fieldDialog"));
        sheet = openSheet("lead_source");
        for (QAction *action : sheet->findChild<QMenu *>(QStringLiteral("addStepMenu"))->actions()) {
            if (action->data().toInt() == int(TransformKind::Trim)
                || action->data().toInt() == int(TransformKind::Title))
                action->trigger();
        }
        sheet->accept();
        checkRows();
        enrich();
        QVERIFY(m_page->runPage()->run()->outcome()->kind == RunOutcome::Kind::Complete);
        QCOMPARE(enriched(), rows);
    }

    void aSheetThatIsLeftChangesNothing()
    {
        openList(leads);
        chooseFile();
        checkRows();
        FieldDialog *sheet = openSheet("lead_source");
        sheet->findChild<QMenu *>(QStringLiteral("addStepMenu"))->actions().constFirst()->trigger();
        sheet->activateWindow();
        QTRY_VERIFY(sheet->isAncestorOf(QApplication::focusWidget())); // the page has a use for the key as well
        QTest::keyClick(sheet, Qt::Key_Escape);
        QTRY_VERIFY(!find<FieldDialog>("fieldDialog"));
        QVERIFY(m_page->enrich()->report()); // neither the mapping nor what was found
        QCOMPARE(m_page->shown(), static_cast<QWidget *>(m_page->enrich()));
    }

    void whatOnlyTheSheetMakesIsNotUndoneByTheComboBox()
    {
        openList(leads);
        chooseFile();
        FieldDialog *sheet = openSheet("lead_source");
        auto *add = sheet->findChild<QComboBox *>(QStringLiteral("addColumnCombo"));
        add->setCurrentIndex(add->findData(QStringLiteral("Lead Score")));
        Q_EMIT add->activated(add->currentIndex());
        sheet->accept();
        auto *column = find<QComboBox>("enrichColumnCombo");
        QCOMPARE(column->currentText(), QStringLiteral("Lead Source, else Lead Score"));
        Q_EMIT column->activated(column->currentIndex());
        QCOMPARE(m_page->enrich()->mapping()->fields().mapping().fields.constFirst().source.columns.size(), 2);
        column->setCurrentIndex(column->findText(QStringLiteral("Lead Source")));
        Q_EMIT column->activated(column->currentIndex());
        QCOMPARE(m_page->enrich()->mapping()->fields().mapping().fields.constFirst().source.columns.size(), 1);
        QCOMPARE(column->findText(QStringLiteral("Lead Source, else Lead Score")), -1);
    }

    void aColumnIsDroppedOnAnAttribute()
    {
        openList(leads);
        chooseFile();
        const auto *columns = find<QTableView>("sourceColumnsTable")->model();
        const std::unique_ptr<QMimeData> data(columns->mimeData({columns->index(2, 0)}));
        auto *table = find<QTableView>("enrichFieldsTable");
        const int row = fieldRow(QStringLiteral("lead_source"));
        const QPointF place = table->visualRect(table->model()->index(row, 0)).center();
        QDragEnterEvent enter(place.toPoint(), Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QVERIFY(QCoreApplication::sendEvent(table->viewport(), &enter));
        QDragMoveEvent move(place.toPoint(), Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(table->viewport(), &move);
        QVERIFY(move.isAccepted());
        QDropEvent drop(place, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(table->viewport(), &drop);
        QCOMPARE(table->currentIndex().row(), row);
        QCOMPARE(find<QComboBox>("enrichColumnCombo")->currentText(), QStringLiteral("Lead Score"));
        // Neither a column that the file does not have nor anything else.
        QMimeData other;
        other.setData(SourceColumnsModel::mimeType(), "gone");
        const QModelIndex target = table->model()->index(row, 0);
        QVERIFY(!table->model()->canDropMimeData(&other, Qt::CopyAction, -1, -1, target));
        other.clear();
        other.setText(QStringLiteral("Lead Source"));
        QVERIFY(!table->model()->canDropMimeData(&other, Qt::CopyAction, -1, -1, target));
    }
};

MUSTER_TEST(TestEnrichFields, QApplication)

} // namespace tst_enrichfields
#include "tst_enrichfields.moc"
