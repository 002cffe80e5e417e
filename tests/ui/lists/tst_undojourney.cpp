// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enrichwindow.h"

#include "models/items/undovaluesmodel.h"
#include "models/runs/enrich/enrichorders.h"
#include "tests/support/guiwatchdog.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/lists/listrunscontroller.h"
#include "ui/lists/restore/restorepage.h"
#include "ui/lists/restore/undopage.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>

using namespace muster;
using namespace muster::test;

namespace tst_undojourney {

/// From an enrichment that should not have been to contacts that hold what they did before, as a person does it, on the
/// real sandbox over loopback; what is there is read from the sandbox itself.
class TestUndoJourney : public EnrichWindow
{
    Q_OBJECT

private:
    /// "WORD n" for each of the contacts; without a word the number alone.
    [[nodiscard]] EnrichOrder order(const QByteArray &word, int from, int end,
                                    const QString &attribute = QStringLiteral("lead_source"))
    {
        QByteArray csv = "id,source\n";
        for (int i = from; i < end; ++i)
            csv += m_before[i].id + ',' + QByteArray(word + ' ' + QByteArray::number(i)).trimmed() + '\n';
        QFile file(m_folder->filePath(QString::fromLatin1(word) + QStringLiteral(".csv")));
        if (!file.open(QIODevice::WriteOnly) || file.write(csv) != csv.size())
            qFatal("cannot write the file");
        EnrichOrder order;
        order.listId = leads;
        order.listName = QStringLiteral("Imported leads");
        order.campaignId = QStringLiteral("camp_20b1");
        order.source = {file.fileName(), {}};
        order.mapping.idColumn = QStringLiteral("id");
        FieldMapping source;
        source.attribute = attribute;
        source.source.columns = QStringList(QStringLiteral("source"));
        order.mapping.fields = {source};
        return order;
    }
    void enrich(const EnrichOrder &order)
    {
        const auto run = m_workspace->runs().startEnrichment(*m_session, order);
        QVERIFY(run);
        QTRY_VERIFY_WITH_TIMEOUT((*run)->outcome().has_value(), 60'000);
        QVERIFY((*run)->outcome()->succeeded());
    }
    /// How many contacts hold "WORD n".
    [[nodiscard]] int holding(const QByteArray &word) const
    {
        const QList<SandboxListContact> now = m_server->listTruth(leads);
        int count = 0;
        for (int i = 0; i < now.size(); ++i) {
            const QList<QPair<QString, QByteArray>> wanted{
                {QStringLiteral("lead_source"), '"' + word + ' ' + QByteArray::number(i) + '"'}};
            count += now[i].enriched == wanted;
        }
        return count;
    }
    void waitForPreview()
    {
        QTRY_COMPARE(m_page->shown(), static_cast<QWidget *>(m_page->undo()));
        QTRY_VERIFY_WITH_TIMEOUT(find<QTableView>("undoValuesTable")->model()->rowCount() > 0, 60'000);
    }

private Q_SLOTS:
    void initTestCase() { setUpOnce(); }

    void init()
    {
        setUp();
        if (QTest::currentTestFailed())
            return;
        m_answers.target = m_folder->filePath(QStringLiteral("left.csv"));
        enrich(order("Old", 0, rows - 100)); // the last hundred hold nothing
        QVERIFY(m_controller->runs()->enrich(order("New", 0, rows)));
        QTRY_COMPARE(m_page->shown(), static_cast<QWidget *>(m_page->runPage()));
        m_run = m_page->runPage()->run();
        QTRY_VERIFY_WITH_TIMEOUT(m_run->outcome().has_value(), 60'000);
        QCOMPARE(holding("New"), rows);
        QTRY_VERIFY(find<QPushButton>("undoThisRunButton")->isVisible()); // it is known that there is a copy
    }

    void cleanup() { tearDown(); }

    void anEnrichmentIsUndoneFromItsRun()
    {
        verifyNeverHeld(*this, [this] {
            enrich(order("Newer", 0, 10)); // somebody else, since
            auto &watch = static_cast<WatchedApplication &>(*qApp);
            QTest::qWait(50); // the first painting of a page is the fonts' and the style's
            watch.startWatch();
            auto *undo = find<QPushButton>("undoThisRunButton");
            QVERIFY(undo->isVisible());
            undo->click();
            waitForPreview();
            const QAbstractItemModelTester tester(find<QTableView>("undoValuesTable")->model(),
                                                  QAbstractItemModelTester::FailureReportingMode::QtTest);
            QVERIFY(text("undoScopeLabel").contains(QStringLiteral("190 values return")));
            QVERIFY(text("undoLeftLabel").contains(QStringLiteral("10 values have changed since")));
            QVERIFY(text("undoLeftLabel").contains(QStringLiteral("100 values were empty before")));
            auto *shown = find<QComboBox>("shownUndoValuesCombo");
            shown->setCurrentIndex(shown->findData(int(UndoFate::ChangedSince)));
            QAbstractItemModel *values = find<QTableView>("undoValuesTable")->model();
            QTRY_COMPARE(values->rowCount(), 10);
            QCOMPARE(values->index(3, UndoValuesModel::Before).data().toString(), QStringLiteral("Old 3"));
            QCOMPARE(values->index(3, UndoValuesModel::Written).data().toString(), QStringLiteral("New 3"));
            keepPicture(*m_page, QStringLiteral("enrich-undo"));
            shown->setCurrentIndex(shown->findData(int(UndoFate::WasEmpty)));
            QTRY_COMPARE(values->rowCount(), 100);
            QCOMPARE(values->index(0, UndoValuesModel::Before).data().toString(), QStringLiteral("empty"));
            find<QPushButton>("saveNotUndoneButton")->click();
            QTRY_VERIFY(text("undoProblemLabel").contains(QStringLiteral("left.csv")));
            QFile left(m_answers.target);
            QVERIFY(left.open(QIODevice::ReadOnly));
            QCOMPARE(left.readAll().count("\r\n"), 1 + 110);
            QCOMPARE(holding("New"), rows - 10); // nothing is sent by looking

            auto *confirm = find<ConfirmButton>("confirmUndoButton");
            QCOMPARE(confirm->text(), QStringLiteral("Restore 190 values"));
            QTRY_VERIFY_WITH_TIMEOUT(confirm->isEnabled(), 60'000);
            QTest::mouseClick(confirm, Qt::LeftButton);
            QTRY_COMPARE(m_page->shown(), static_cast<QWidget *>(m_page->runPage()));
            Run *run = m_page->runPage()->run();
            QVERIFY(run != m_run);
            QVERIFY(run->kind() == RunKind::EnrichUndo);
            QTRY_VERIFY_WITH_TIMEOUT(run->outcome().has_value(), 60'000);
            QVERIFY(run->outcome()->kind == RunOutcome::Kind::CompleteWithFindings);
            watch.stopWatch();
            QCOMPARE(holding("Old"), 190);
            QCOMPARE(holding("Newer"), 10);
            QCOMPARE(holding("New"), 100); // were empty before
            QTRY_VERIFY(text("runFiguresLabel").contains(QStringLiteral("restored: 190")));
            QVERIFY(!find<QPushButton>("undoThisRunButton")->isVisible()); // an undo is not undone
        });
    }

    void aContactIsLeftOutAndTheNumberFollows()
    {
        find<QPushButton>("undoThisRunButton")->click();
        waitForPreview();
        auto *table = find<QTableView>("undoValuesTable");
        QAbstractItemModel *values = table->model();
        const QAbstractItemModelTester tester(values, QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto *confirm = find<ConfirmButton>("confirmUndoButton");
        QCOMPARE(confirm->text(), QStringLiteral("Restore 200 values"));
        QCOMPARE(values->rowCount(), 300);
        // Found by its value, left out by Enter, as the keyboard does it.
        auto *search = find<QLineEdit>("undoSearchEdit");
        search->setFocus();
        QTest::keyClicks(search, QStringLiteral("old 42"));
        QTRY_COMPARE(values->rowCount(), 1);
        QCOMPARE(values->index(0, UndoValuesModel::ContactId).data().toString(), QString::fromLatin1(m_before[42].id));
        table->setCurrentIndex(values->index(0, UndoValuesModel::Before));
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(values->index(0, UndoValuesModel::ContactId).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
        QCOMPARE(values->index(0, UndoValuesModel::Happens).data().toString(),
                 QStringLiteral("Left out: stays unchanged"));
        QCOMPARE(confirm->text(), QStringLiteral("Restore 199 values"));
        QVERIFY(text("undoScopeLabel").contains(QStringLiteral("199 values return")));
        QVERIFY(text("undoLeftLabel").contains(QStringLiteral("1 value is left out by choice")));
        // All whose id is found: those that were empty have no box, and keep what they hold.
        search->setText(QStringLiteral("Old 1"));
        QTRY_COMPARE(values->rowCount(), 111); // 1, 10 to 19, 100 to 199
        find<QPushButton>("takeNoneBackButton")->click();
        QTRY_COMPARE(confirm->text(), QStringLiteral("Restore 88 values"));
        find<QPushButton>("takeAllBackButton")->click();
        QTRY_COMPARE(confirm->text(), QStringLiteral("Restore 199 values"));
        find<QPushButton>("takeNoneBackButton")->click();
        QTRY_COMPARE(confirm->text(), QStringLiteral("Restore 88 values"));
        search->clear();
        QTRY_COMPARE(values->rowCount(), 300);
        keepPicture(*m_page, QStringLiteral("enrich-undo-chosen"));
        QTRY_VERIFY_WITH_TIMEOUT(confirm->isEnabled(), 60'000);
        QTest::mouseClick(confirm, Qt::LeftButton);
        QTRY_COMPARE(m_page->shown(), static_cast<QWidget *>(m_page->runPage()));
        Run *run = m_page->runPage()->run();
        QTRY_VERIFY_WITH_TIMEOUT(run->outcome().has_value(), 60'000);
        QVERIFY(run->outcome()->findings.contains(QStringLiteral("undo_left_out:112")));
        QCOMPARE(holding("Old"), 88);
        QCOMPARE(holding("New"), rows - 88);
        QCOMPARE(m_server->listTruth(leads)[42].enriched.first().second, QByteArray("\"New 42\""));
    }

    void F111_manyContactsAskForTheirNumber()
    {
        // More than 20 % of the list's 2,400 contacts.
        enrich(order("Oldest", 0, 500));
        QVERIFY(m_controller->runs()->enrich(order("Newest", 0, 500)));
        QTRY_COMPARE(m_page->shown(), static_cast<QWidget *>(m_page->runPage()));
        QTRY_VERIFY_WITH_TIMEOUT(m_page->runPage()->run() != m_run && m_page->runPage()->run()->outcome().has_value(),
                                 30'000);
        QTRY_VERIFY(find<QPushButton>("undoThisRunButton")->isVisible());
        find<QPushButton>("undoThisRunButton")->click();
        waitForPreview();
        auto *confirm = find<ConfirmButton>("confirmUndoButton");
        auto *count = find<QLineEdit>("undoTypedCountEdit");
        QVERIFY(count->isVisible());
        QVERIFY(!confirm->isAllowed());
        QTest::keyClicks(count, QStringLiteral("499"));
        QVERIFY(!confirm->isAllowed());
        // One contact less, and the number fits.
        QAbstractItemModel *values = find<QTableView>("undoValuesTable")->model();
        QVERIFY(values->setData(values->index(7, UndoValuesModel::ContactId), Qt::Unchecked, Qt::CheckStateRole));
        QVERIFY(confirm->isAllowed());
        keepPicture(*m_page, QStringLiteral("enrich-undo-typed"));
        QVERIFY(values->setData(values->index(8, UndoValuesModel::ContactId), Qt::Unchecked, Qt::CheckStateRole));
        QVERIFY(!confirm->isAllowed());
        find<QPushButton>("takeNoneBackButton")->click();
        QTRY_VERIFY(text("undoProblemLabel").contains(QStringLiteral("None of the chosen contacts")));
        QVERIFY(!count->isVisible());
        QVERIFY(!confirm->isAllowed());
        QCOMPARE(holding("Newest"), 500);
    }

    void itIsReachedFromItsBackupToo()
    {
        m_controller->runs()->openRestore(m_run->id()); // as the history does
        QCOMPARE(m_page->shown(), static_cast<QWidget *>(m_page->restore()));
        auto *undo = find<QPushButton>("undoFromBackupButton");
        QTRY_VERIFY(undo->isVisible() && undo->isEnabled());
        QVERIFY(!find<QPushButton>("confirmRestoreButton")->isVisible()); // nothing is restored from it
        QVERIFY(text("backupGoneLabel").contains(QStringLiteral("enrichment")));
        keepPicture(*m_page, QStringLiteral("restore-of-an-enrichment"));
        undo->click();
        waitForPreview();
        QCOMPARE(m_page->focusWidget()->objectName(), QStringLiteral("cancelUndoButton"));
        QTest::keyClick(m_page->focusWidget(), Qt::Key_Escape);
        QTRY_COMPARE(m_page->shown(), static_cast<QWidget *>(m_page->index()));
        QCOMPARE(holding("New"), rows);
    }

    void nothingIsConfirmedThatMayNotBeDone()
    {
        find<QPushButton>("undoThisRunButton")->click();
        waitForPreview();
        auto *confirm = find<ConfirmButton>("confirmUndoButton");
        m_page->undo()->setLookOnly(true);
        QVERIFY(!confirm->isAllowed());
        QVERIFY(find<QPushButton>("armForUndoButton")->isVisible());
        m_page->undo()->setLookOnly(false);
        QVERIFY(confirm->isAllowed());
        // Undone meanwhile: there is nothing left, and the page says so.
        const auto undone = m_workspace->runs().startEnrichUndo(
            *m_session, {m_page->undo()->backup().file, QStringLiteral("camp_20b1"), true});
        QVERIFY(undone);
        QTRY_VERIFY_WITH_TIMEOUT((*undone)->outcome().has_value(), 60'000);
        Q_EMIT m_page->undo()->retryAsked();
        QTRY_VERIFY(text("undoProblemLabel").contains(QStringLiteral("Nothing can be restored")));
        QVERIFY(!confirm->isAllowed() && !confirm->isVisible());
        m_page->undo()->setLookOnly(true);
        QVERIFY(!find<QPushButton>("armForUndoButton")->isVisible()); // what for
        QCOMPARE(holding("Old"), rows - 100);
    }

    void valuesThatNobodyKnewAreNeitherCalledEmptyNorOffered()
    {
        QVERIFY(m_controller->runs()->enrich(order({}, 0, 20, QStringLiteral("lead_score"))));
        QTRY_VERIFY(m_page->runPage()->run() != m_run);
        m_run = m_page->runPage()->run();
        QTRY_VERIFY_WITH_TIMEOUT(m_run->outcome().has_value(), 60'000);
        QVERIFY(m_run->outcome()->succeeded());
        auto *undo = find<QPushButton>("undoThisRunButton");
        QTRY_VERIFY(undo->isVisible() && undo->isEnabled());
        undo->click();
        waitForPreview();
        const QAbstractItemModel *values = find<QTableView>("undoValuesTable")->model();
        QCOMPARE(values->rowCount(), 20);
        QCOMPARE(values->index(0, UndoValuesModel::Before).data().toString(), QStringLiteral("unknown"));
        QVERIFY2(text("undoLeftLabel").contains(QStringLiteral("holds no previous values")),
                 qPrintable(text("undoLeftLabel")));
        QVERIFY(!find<ConfirmButton>("confirmUndoButton")->isVisible());
    }

    void F13_aListThatIsGoneIsSaid()
    {
        m_server->addFault(
            {.kind = SandboxFault::Kind::Status, .path = QStringLiteral("/contactlists/"), .times = -1, .status = 404});
        find<QPushButton>("undoThisRunButton")->click();
        QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>("undoErrorPanel")->isVisible(), 60'000);
        QVERIFY(!find<ConfirmButton>("confirmUndoButton")->isAllowed());
        m_server->clearFaults();
        find<QWidget>("undoErrorPanel")->findChild<QPushButton *>()->click();
        waitForPreview();
    }

private:
    Run *m_run = nullptr;
};

MUSTER_TEST(TestUndoJourney, WatchedApplication)

} // namespace tst_undojourney

#include "tst_undojourney.moc"
