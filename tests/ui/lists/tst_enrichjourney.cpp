// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enrichwindow.h"

#include "models/items/enrichmodels.h"
#include "tests/support/guiwatchdog.h"
#include "tests/support/testprogram.h"

#include <QCheckBox>
#include <QDropEvent>
#include <QMimeData>

using namespace muster;
using namespace muster::test;

namespace tst_enrichjourney {

/// From a list and a CRM file to contacts that have its values, as a person does it.
class TestEnrichJourney : public EnrichWindow
{
    Q_OBJECT

    /// Two values a contact, of contacts that have none yet.
    void compareChangesWithTheFile()
    {
        const auto *table = find<QTableView>("enrichChangesTable");
        QVERIFY(table->isVisible());
        QCOMPARE(table->model()->rowCount(), int(BeforeAfter::maxSamples));
        for (int row = 0; row < int(BeforeAfter::maxSamples); ++row) {
            const auto cell = [table, row](int column) { return table->model()->index(row, column).data().toString(); };
            const int contact = row / 2;
            const bool isSource = cell(BeforeAfterModel::Attribute) == QStringLiteral("lead_source");
            QCOMPARE(cell(BeforeAfterModel::Row), QString::number(contact + 2)); // behind the header
            QCOMPARE(cell(BeforeAfterModel::ContactId), QString::fromLatin1(m_before[contact].id));
            // No contact of the list shows a value: whether they are empty or not shown nobody can tell.
            QCOMPARE(cell(BeforeAfterModel::Before), QStringLiteral("unknown"));
            QCOMPARE(cell(BeforeAfterModel::After),
                     (isSource ? QStringLiteral("Fair ") : QString()) + QString::number(contact));
        }
    }

private Q_SLOTS:
    void initTestCase() { setUpOnce(); }
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void aFileArrivesAtTheContactsThatItNames()
    {
        verifyNeverHeld(*this, [this] {
            openList(leads);
            QTest::qWait(50); // the first painting of a page is the fonts' and the style's
            auto &watch = static_cast<WatchedApplication &>(*qApp);
            watch.startWatch();
            chooseFile();
            QCOMPARE(find<QComboBox>("sourceFormCombo")->currentData().toInt(), int(';'));
            QCOMPARE(find<QTableView>("sourceRowsTable")->model()->rowCount(), 200);
            // The names alone make the mapping.
            QCOMPARE(find<QComboBox>("enrichIdCombo")->currentText(), QStringLiteral("Contact ID"));
            const QModelIndex score
                = fields()->index(fieldRow(QStringLiteral("lead_score")), EnrichFieldsModel::Verdict);
            QCOMPARE(score.data(ToneRole).value<Tone>(), Tone::Good);
            QVERIFY(!find<QPushButton>("reviewEnrichButton")->isVisible());
            QVERIFY(text("enrichPlanLabel").contains(QStringLiteral("125")));
            checkRows();
            QVERIFY(text("enrichCountsLabel").contains(QStringLiteral("300 contacts can be enriched")));
            QVERIFY(text("enrichPlanLabel").contains(QStringLiteral("3 batches")));
            QVERIFY(!find<QCheckBox>("leaveOutCheck")->isVisible());
            QCOMPARE(posts(), 0); // nothing is sent by looking
            find<QPushButton>("reviewEnrichButton")->click();
            QCOMPARE(m_page->shown(), static_cast<QWidget *>(m_page->enrichReview()));
            QCOMPARE(m_page->focusWidget()->objectName(), QStringLiteral("cancelEnrichButton"));
            compareChangesWithTheFile();
            auto *confirm = find<ConfirmButton>("confirmEnrichButton");
            QCOMPARE(confirm->text(), QStringLiteral("Enrich 300 contacts"));
            QVERIFY(!confirm->isEnabled()); // not before a second has gone
            QTRY_VERIFY_WITH_TIMEOUT(confirm->isEnabled(), 60'000);
            QTest::mouseClick(confirm, Qt::LeftButton);
            QTRY_COMPARE(m_page->shown(), static_cast<QWidget *>(m_page->runPage()));
            Run *run = m_page->runPage()->run();
            QTRY_VERIFY_WITH_TIMEOUT(run->outcome().has_value(), 60'000);
            QVERIFY(run->outcome()->kind == RunOutcome::Kind::Complete);
            watch.stopWatch();
            QCOMPARE(enriched(), rows);
            QCOMPARE(posts(), 3);
            QTRY_VERIFY(text("runFiguresLabel").contains(QStringLiteral("enriched: 300")));
        });
    }

    void rowsThatDoNotFitAreLeftOutOnlyByChoice()
    {
        write(csv(rows) + m_before[rows].id + ";Fair;many\n" + m_before[0].id + ";Again;1\n");
        openList(leads);
        chooseFile();
        checkRows();
        auto *findings = find<QTableView>("checkFindingsTable");
        QCOMPARE(findings->model()->rowCount(), 2);
        QCOMPARE(findings->model()->index(0, CheckFindingsModel::Value).data().toString(), QStringLiteral("many"));
        auto *review = find<QPushButton>("reviewEnrichButton");
        QVERIFY(review->isVisible() && !review->isEnabled());
        auto *leave = find<QCheckBox>("leaveOutCheck");
        QVERIFY(leave->isVisible() && !leave->isChecked());
        leave->click();
        QVERIFY(review->isEnabled());
        review->click();
        QVERIFY(text("enrichLeftLabel").contains(QStringLiteral("2 invalid rows")));
        auto *confirm = find<ConfirmButton>("confirmEnrichButton");
        QTRY_VERIFY_WITH_TIMEOUT(confirm->isEnabled(), 60'000);
        QTest::mouseClick(confirm, Qt::LeftButton);
        QTRY_COMPARE(m_page->shown(), static_cast<QWidget *>(m_page->runPage()));
        Run *run = m_page->runPage()->run();
        QTRY_VERIFY_WITH_TIMEOUT(run->outcome().has_value(), 60'000);
        QVERIFY(run->outcome()->kind == RunOutcome::Kind::CompleteWithFindings);
        QCOMPARE(enriched(), rows);
        find<QPushButton>("readAfterRunButton")->click(); // of that list, though none was open
        QTRY_COMPARE(m_page->bench().source().listId, leads);
    }

    void anotherMappingAsksForAnotherCheck()
    {
        openList(leads);
        chooseFile();
        checkRows();
        find<QTableView>("enrichFieldsTable")->selectRow(fieldRow(QStringLiteral("lead_score")));
        auto *column = find<QComboBox>("enrichColumnCombo");
        QCOMPARE(column->currentText(), QStringLiteral("Lead Score"));
        column->setCurrentIndex(column->findText(QStringLiteral("Lead Source")));
        Q_EMIT column->activated(column->currentIndex());
        QVERIFY(!m_page->enrich()->report());
        QVERIFY(!find<QPushButton>("reviewEnrichButton")->isVisible());
        QVERIFY(text("enrichTrialLabel").contains(QStringLiteral("not a whole number")));
        checkRows();
        QCOMPARE(m_page->enrich()->report()->rates.rejected(), rows);
        QVERIFY(text("enrichHintLabel").contains(QStringLiteral("No row")));
        QVERIFY(!find<QPushButton>("reviewEnrichButton")->isEnabled());
    }

    void S23_aFileThatDoesNotReadCanBeReadInAnotherWay()
    {
        write("Contact ID|Lead Source\n" + m_before[0].id + "|Fair, in spring\n" + m_before[1].id + "|Fair\n");
        openList(leads);
        chooseFile();
        auto *form = find<QComboBox>("sourceFormCombo");
        form->setCurrentIndex(form->findData(int(',')));
        Q_EMIT form->activated(form->currentIndex());
        QTRY_VERIFY(find<PlainLabel>("sourceProblemLabel")->isVisible());
        QVERIFY(!find<QPushButton>("checkRowsButton")->isEnabled());
        form->setCurrentIndex(form->findData(int('|')));
        Q_EMIT form->activated(form->currentIndex());
        QTRY_VERIFY(!find<PlainLabel>("sourceProblemLabel")->isVisible()
                    && find<QTableView>("sourceColumnsTable")->model()->rowCount() == 2);
        checkRows();
        QCOMPARE(m_page->enrich()->report()->rates.sent(), 2);
    }

    void aCampaignWithoutTimeIsRefusedWithTheReason()
    {
        openList(QStringLiteral("11570004-7c1e-4b52-9d3a-000000000004"), false);
        QTRY_VERIFY(text("enrichPlanLabel").contains(QStringLiteral("9 ms")));
        QVERIFY(text("enrichPlanLabel").contains(QStringLiteral("Nobody to call")));
    }

    void aDroppedFileIsReadAndTheWayBackLeadsToTheLists()
    {
        openList(leads);
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(m_answers.file)});
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QVERIFY(QCoreApplication::sendEvent(m_page->enrich(), &enter));
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QVERIFY(QCoreApplication::sendEvent(m_page->enrich(), &drop));
        QTRY_COMPARE(find<QTableView>("sourceColumnsTable")->model()->rowCount(), 3);
        find<QPushButton>("leaveEnrichButton")->click();
        QCOMPARE(m_page->shown(), static_cast<QWidget *>(m_page->index()));
        QVERIFY(m_workspace->runs().isIdle());
        m_controller->enrich({.id = QStringLiteral("11570002-7c1e-4b52-9d3a-000000000001")}, {}); // begins anew
        QVERIFY(find<QWidget>("sourceEmptyState")->isVisible());
        QVERIFY(!find<QPushButton>("checkRowsButton")->isEnabled());
    }

    void aCheckThatIsStoppedLeavesEverythingAsItWas()
    {
        write(csv(rows));
        openList(leads);
        chooseFile();
        auto *button = find<QPushButton>("checkRowsButton");
        QTRY_VERIFY(button->isEnabled());
        button->click();
        QVERIFY(!button->isEnabled());
        QVERIFY(find<QPushButton>("stopCheckButton")->isVisible());
        QVERIFY(!find<QComboBox>("enrichColumnCombo")->isEnabled());
        find<QPushButton>("stopCheckButton")->click();
        QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), 60'000);
        QVERIFY(!m_page->enrich()->report());
        QTRY_VERIFY(m_workspace->runs().runs().isEmpty());
    }
};

MUSTER_TEST(TestEnrichJourney, WatchedApplication)

} // namespace tst_enrichjourney

#include "tst_enrichjourney.moc"
