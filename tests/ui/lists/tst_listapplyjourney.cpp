// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "applywindow.h"
#include "models/items/listmodels.h"
#include "ui/lists/restore/restorepage.h"

#include "tests/support/testprogram.h"

#include <QFileInfo>
#include <QPrinter>
#include <QSignalSpy>

using namespace muster;
using namespace muster::test;

namespace tst_listapplyjourney {

/// The whole window on the sandbox tenant: from opening a contact list to undoing what was done to it.
class TestListApplyJourney : public ApplyWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setUpOnce(); }
    void init() { Prompts::replace(&m_answers); }
    void cleanup() { tearDown(); }

    void fromOpeningAListToUndo();
    void S30_enterDoubleClickAndAnEarlyClickPurgeNothing();
    void F12_theReportIsSavedWithCountsBeforeAndAfter();
    void theReportOfARunIsAPdfAndGoesToAPrinter();
    void thePlannedChangesAreSavedAsTheyWouldRun();
    void F36_theAggregatorIsToldAndItsStateShown();
    void S11_anAddressThatIsNotSafeConfirmsNothing();
    void S37_anErasedBackupIsShownAsSuch();
};

void TestListApplyJourney::fromOpeningAListToUndo()
{
    verifyNeverHeld(*this, [this] {
        m_list = &SandboxList::all()[1]; // the leads
        openWindow();
        openList();
        m_before = numbersOf(truth());
        auto &watch = static_cast<WatchedApplication &>(*qApp);
        watch.startWatch();

        // A person keeps one that the directives would purge.
        auto *table = find<QTableView>("contactsTable");
        int kept = 0;
        while (table->model()->index(kept, 0).data(ContactTableModel::VerdictRole).toInt() != int(ListVerdict::Purge))
            QVERIFY(++kept < table->model()->rowCount());
        const QByteArray keptId = table->model()->index(kept, ContactTableModel::ContactId).data().toByteArray();
        QVERIFY(m_before.contains(keptId));
        table->selectRow(kept);
        find<QLineEdit>("decisionNoteEdit")->setText(QStringLiteral("called them"));
        find<QAction>("decideReviewAction")->trigger();
        QTRY_COMPARE(bench().summary().overridden, 1);

        review();
        press("confirmApplyButton");
        QCOMPARE(end(), RunOutcome::Kind::Complete);
        QCOMPARE(numbersOf(truth()), planned(m_before, *m_plan));
        QVERIFY(numbersOf(truth()).contains(keptId));

        // The counts after come from a reading of their own.
        QTRY_VERIFY_WITH_TIMEOUT(page().runPage()->facts().after, 60'000);
        const ListSummary after = page().runPage()->facts().after->summary;
        QCOMPARE(after.contacts, truth().size());
        QCOMPARE(after.verdicts[std::size_t(ListVerdict::Fix)], 0);
        QCOMPARE(after.verdicts[std::size_t(ListVerdict::Purge)], 1); // the decision is not part of it
        keepPicture(*m_window, QStringLiteral("window-listrun-report"));

        QTRY_VERIFY(find<QPushButton>("restoreThisRunButton")->isEnabled());
        find<QPushButton>("restoreThisRunButton")->click();
        auto *records = find<QTableView>("backupRecordsTable");
        QTRY_COMPARE(records->model()->rowCount(), int(m_plan->changes.size()));
        QVERIFY(find<PlainLabel>("notRestorableLabel")->isVisible());
        keepPicture(*m_window, QStringLiteral("window-restore"));
        m_answers.file = m_folder->filePath(QStringLiteral("kept.csv"));
        find<QPushButton>("saveNotRestorableButton")->click();
        QTRY_VERIFY(QFile::exists(m_answers.file));
        auto *restore = find<ConfirmButton>("confirmRestoreButton");
        QVERIFY(!restore->isEnabled()); // not before a second has gone
        QVERIFY(restore->text().contains(QString::number(m_plan->header.purges)));
        press("confirmRestoreButton");
        QTRY_VERIFY(run() && run()->kind() == RunKind::ListRestore);
        QVERIFY(!find<QTableView>("reportCountsTable")->isVisible());
        const RunOutcome::Kind ended = end();
        QVERIFY(ended == RunOutcome::Kind::Complete || ended == RunOutcome::Kind::CompleteWithFindings);

        // Who kept the number of today is listed, with the reason.
        auto *left = find<QTableView>("leftoversTable");
        QTRY_COMPARE(left->model()->rowCount(), int(m_plan->header.fixes));
        QVERIFY(left->isVisible());
        QVERIFY(left->model()
                    ->index(0, UnchangedContactsModel::Fate)
                    .data()
                    .toString()
                    .contains(QStringLiteral("international")));
        QVERIFY(find<PlainLabel>("listRunFactsLabel")->plainText().contains(m_folder->path()));
        keepPicture(*m_window, QStringLiteral("window-restorerun-report"));

        // As at the start, but for the numbers that the service does not take as corrections.
        Numbers wanted = m_before;
        for (const PlannedChange &change : m_plan->changes) {
            if (change.action == PlannedChange::Action::Fix)
                wanted[QByteArray::fromStdString(change.contactId)] = QByteArray::fromStdString(change.to);
        }
        QCOMPARE(numbersOf(truth()), wanted);

        // What was chosen is done: nothing stands ready to be restored a second time.
        QSignalSpy read(page().restore(), &RestorePage::recordsAsked);
        find<QPushButton>("leaveListRunButton")->click();
        find<QPushButton>("openRestoreButton")->click();
        QTRY_COMPARE(read.count(), 1);
        QTRY_COMPARE(records->model()->rowCount(), int(m_plan->changes.size()));
        QTRY_VERIFY(find<PlainLabel>("restoreProblemLabel")->plainText().contains(QStringLiteral("before")));
        for (int row = 0; row < records->model()->rowCount(); ++row)
            QVERIFY(records->model()->index(row, 0).data(Qt::CheckStateRole).toInt() != Qt::Checked);
        QVERIFY(!restore->isEnabled() && !restore->isAllowed());
        watch.stopWatch();
    });
}

void TestListApplyJourney::S30_enterDoubleClickAndAnEarlyClickPurgeNothing()
{
    m_list = &SandboxList::all()[1];
    openWindow();
    openList();
    auto *button = find<QPushButton>("reviewApplyButton");
    QTRY_VERIFY(button->isEnabled());
    const QPoint place = button->mapTo(m_window.get(), button->rect().center());
    button->click();
    QTRY_VERIFY(page().apply()->plan());
    // A second click at the same place, meant for the page before.
    QTest::mouseClick(m_window->childAt(place), Qt::LeftButton);
    auto *confirm = find<ConfirmButton>("confirmApplyButton");
    QTest::mouseClick(confirm, Qt::LeftButton); // nothing typed, nothing armed
    find<QLineEdit>("typedCountEdit")->setText(QString::number(page().apply()->plan()->header.purges));
    QTest::mouseClick(confirm, Qt::LeftButton);
    QTest::keyClick(find<QLineEdit>("typedCountEdit"), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(confirm->isEnabled(), 60'000);
    QTest::keyClick(confirm, Qt::Key_Return);
    QTest::keyClick(confirm, Qt::Key_Enter);
    // A whole double click: QTest's has only its second half.
    QTest::mouseClick(confirm, Qt::LeftButton);
    QTest::mouseDClick(confirm, Qt::LeftButton);
    QTest::mouseRelease(confirm, Qt::LeftButton);
    QTest::qWait(QApplication::doubleClickInterval() + 100);
    QVERIFY(m_workspace->runs().isIdle());
    QVERIFY(!run());
    QCOMPARE(sent("PATCH") + sent("DELETE"), 0);
}

void TestListApplyJourney::F12_theReportIsSavedWithCountsBeforeAndAfter()
{
    toTheApplyPage();
    press("confirmApplyButton");
    QCOMPARE(end(), RunOutcome::Kind::Complete);
    QTRY_VERIFY_WITH_TIMEOUT(page().runPage()->facts().after, 60'000);
    const auto message = [this] { return find<PlainLabel>("listReportMessageLabel")->plainText(); };
    m_answers.file = m_folder->filePath(QStringLiteral("report.csv"));
    find<QAction>("saveRunCsvAction")->trigger();
    QTRY_VERIFY(message().contains(QStringLiteral("report.csv")));
    QFile file(m_answers.file);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray csv = file.readAll();
    const QByteArray purges = QByteArray::number(m_plan->header.purges);
    QVERIFY(csv.contains(QByteArray("verdict,purge,," + purges + ",0\r\n")));
    QVERIFY(csv.contains(QByteArray("fact,purged," + purges + ",,\r\n")));
    QVERIFY(csv.contains(QByteArray("contacts,all,," + QByteArray::number(m_before.size()) + ","
                                    + QByteArray::number(truth().size()) + "\r\n")));
    QVERIFY(csv.contains(QByteArray("fact,plan_digest," + m_plan->digest.toUtf8())));
    QVERIFY(csv.contains("backup_expires_at") && csv.contains("read_again,yes"));
    QCOMPARE(file.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther), QFileDevice::Permissions());
    file.close();
    // A name that is taken is written over on a person's word only.
    const QDateTime before = QFileInfo(file).fileTime(QFileDevice::FileModificationTime);
    m_answers.accept = false;
    find<QAction>("saveRunCsvAction")->trigger();
    QCOMPARE(m_answers.asked, QStringList{QStringLiteral("Replace the file?")});
    QTest::qWait(50); // nothing is under way that could write it
    QCOMPARE(QFileInfo(file).fileTime(QFileDevice::FileModificationTime), before);
    m_answers.accept = true;
    find<QAction>("saveRunCsvAction")->trigger();
    QTRY_VERIFY(QFileInfo(file).fileTime(QFileDevice::FileModificationTime) != before);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), csv);
}

void TestListApplyJourney::theReportOfARunIsAPdfAndGoesToAPrinter()
{
    toTheApplyPage();
    press("confirmApplyButton");
    QCOMPARE(end(), RunOutcome::Kind::Complete);
    auto *message = find<PlainLabel>("listReportMessageLabel");
    m_answers.file = m_folder->filePath(QStringLiteral("report.pdf"));
    find<QAction>("saveRunPdfAction")->trigger();
    QTRY_VERIFY(message->plainText().contains(QStringLiteral("report.pdf")));
    QFile pdf(m_answers.file);
    QVERIFY(pdf.open(QIODevice::ReadOnly));
    const QByteArray bytes = pdf.readAll();
    QVERIFY(bytes.startsWith("%PDF-") && bytes.trimmed().endsWith("%%EOF"));
    QCOMPARE(pdf.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther), QFileDevice::Permissions());
    m_answers.printer = std::make_shared<QPrinter>();
    m_answers.printer->setOutputFormat(QPrinter::PdfFormat);
    m_answers.printer->setOutputFileName(m_folder->filePath(QStringLiteral("paper.pdf")));
    find<QAction>("printRunReportAction")->trigger();
    QTRY_VERIFY(message->plainText().contains(QStringLiteral("sent to the printer")));
    QVERIFY(QFileInfo(m_answers.printer->outputFileName()).size() > 1000);
}

void TestListApplyJourney::thePlannedChangesAreSavedAsTheyWouldRun()
{
    toTheApplyPage();
    auto *message = find<PlainLabel>("applyMessageLabel");
    m_answers.file = m_folder->filePath(QStringLiteral("planned.csv"));
    find<QPushButton>("savePlannedButton")->click();
    QTRY_VERIFY(message->plainText().contains(QStringLiteral("Planned changes saved to")));
    QFile file(m_answers.file);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther), QFileDevice::Permissions());
    QList<QByteArray> lines = file.readAll().split('\n');
    lines.removeLast();
    QCOMPARE(lines.size(), qsizetype(m_plan->changes.size()) + 1);
    for (qsizetype i = 0; i < qsizetype(m_plan->changes.size()); ++i)
        QVERIFY(lines[i + 1].startsWith(QByteArray::fromStdString(m_plan->changes[std::size_t(i)].contactId + ',')));
    // What was said of one plan is not said of the next; a name that cannot be written is told.
    page().apply()->showPlan(m_plan);
    QVERIFY(!message->isVisible());
    m_answers.file = m_folder->filePath(QStringLiteral("nowhere/planned.csv"));
    find<QPushButton>("savePlannedButton")->click();
    QTRY_VERIFY(message->isVisible() && !message->plainText().startsWith(QStringLiteral("Saving")));
    QVERIFY2(!message->plainText().startsWith(QStringLiteral("Planned changes")), qPrintable(message->plainText()));
    QCOMPARE(sent("PATCH") + sent("DELETE"), 0);
}

void TestListApplyJourney::F36_theAggregatorIsToldAndItsStateShown()
{
    LoopbackServer aggregator;
    aggregator.script({LoopbackServer::answer(500, "{}"), LoopbackServer::answer(200, "{}")});
    toTheApplyPage();
    find<QLineEdit>("aggregatorEdit")->setText(aggregator.url(QStringLiteral("/told")).toString());
    press("confirmApplyButton");
    QCOMPARE(end(), RunOutcome::Kind::Complete);
    QTRY_VERIFY(aggregator.requests().size() > 0);
    QVERIFY(aggregator.requests().first().body.contains("campaign.sanitization.complete"));
    QTRY_VERIFY_WITH_TIMEOUT(page().runPage()->facts().outcome->notice.startsWith(QStringLiteral("delivered to")),
                             20000);
    QVERIFY(aggregator.requests().size() > 1); // the first answer was none
    QVERIFY(find<PlainLabel>("listRunFactsLabel")->plainText().contains(QStringLiteral("delivered to 127.0.0.1")));
}

void TestListApplyJourney::S11_anAddressThatIsNotSafeConfirmsNothing()
{
    toTheApplyPage();
    auto *address = find<QLineEdit>("aggregatorEdit");
    auto *confirm = find<ConfirmButton>("confirmApplyButton");
    const QStringList refused{QStringLiteral("http://aggregator.example/"),
                              QStringLiteral("https://me:word@host.example/"), QStringLiteral("ftp://host.example/"),
                              QStringLiteral("aggregator"), QStringLiteral("a b")};
    for (const QString &text : refused) {
        address->setText(text);
        QVERIFY2(!confirm->isAllowed(), qPrintable(text));
        QVERIFY2(!find<PlainLabel>("applyProblemLabel")->plainText().isEmpty(), qPrintable(text));
    }
    address->setText(QStringLiteral("https://aggregator.example/told"));
    QVERIFY(confirm->isAllowed());
    QVERIFY(!find<PlainLabel>("applyProblemLabel")->isVisible());
}

void TestListApplyJourney::S37_anErasedBackupIsShownAsSuch()
{
    toTheApplyPage();
    press("confirmApplyButton");
    QCOMPARE(end(), RunOutcome::Kind::Complete);
    const QString runId = run()->id();
    QTRY_VERIFY(find<QPushButton>("restoreThisRunButton")->isEnabled());
    find<QPushButton>("restoreThisRunButton")->click();
    auto *erase = find<QPushButton>("deleteBackupButton");
    QTRY_VERIFY(erase->isEnabled());
    m_answers.accept = false;
    erase->click();
    QCOMPARE(m_workspace->backups().list().size(), 1);
    m_answers.accept = true;
    erase->click();
    QTRY_COMPARE(m_workspace->backups().list().size(), 0);
    QVERIFY(auditEvents().contains(QStringLiteral("backup.removed")));
    // Whoever looks for it learns what became of it, from the history as well.
    m_window->showPage(MainWindow::Page::History);
    auto *history = find<QTableView>("auditTable");
    auto *fromHistory = find<QPushButton>("restoreFromHistoryButton");
    QTRY_VERIFY((history->selectRow(0), fromHistory->isEnabled())); // its entries are read beside the window
    fromHistory->click();
    auto *backups = find<QTableView>("backupsTable");
    QTRY_VERIFY(backups->isVisible() && backups->model()->rowCount() == 1);
    QTRY_COMPARE(backups->model()->index(0, BackupsModel::Kept).data().toString(), QStringLiteral("deleted manually"));
    QVERIFY(find<PlainLabel>("backupGoneLabel")->isVisible());
    QVERIFY(!erase->isEnabled());
    QVERIFY(!find<ConfirmButton>("confirmRestoreButton")->isAllowed());
    QCOMPARE(m_workspace->backups().erased().first().backup.runId, runId);
}

MUSTER_TEST(TestListApplyJourney, WatchedApplication)

} // namespace tst_listapplyjourney

#include "tst_listapplyjourney.moc"
