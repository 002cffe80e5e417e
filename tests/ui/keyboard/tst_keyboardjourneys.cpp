// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keyboardwindow.h"

#include "network/sandbox/sandboxtranscript.h"

#include "tests/support/testprogram.h"

#include <QApplication>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTableView>

using namespace muster;
using namespace muster::test;

namespace tst_keyboardjourneys {
using Keys = Keyboard;

/// Each job from the window's start to its end by keys alone; enrichments and audiences have tests of their own.
class TestKeyboardJourneys : public KeyboardWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setUpOnce(); }
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void aSegmentIsExported();
    void aListIsSanitizedAppliedAndUndone();
    void transcriptsAreFetchedReadAndReviewed();

private:
    void openLists();
    void fetchTranscripts();
};

void TestKeyboardJourneys::aSegmentIsExported()
{
    Keys::ctrl(Qt::Key_1);
    QTRY_VERIFY(rows("segmentsTable") > 0);
    QTRY_VERIFY2(Keys::isOn("segmentsTable"), qPrintable(Keys::place()));
    QVERIFY(Keys::downTo(QStringLiteral("All customers")));
    QTRY_VERIFY(isEnabled("openExportButton"));
    Keys::press(Qt::Key_Return);
    QTRY_VERIFY(isEnabled("exportPrimaryButton"));
    QTRY_VERIFY2(Keys::isOn("exportColumnsView"), qPrintable(Keys::place()));
    QCOMPARE(ambiguousLetters(), QByteArray());
    Keys::press(Qt::Key_Down);
    Keys::press(Qt::Key_Space); // without the second attribute
    Keys::alt(Qt::Key_S);
    QTRY_VERIFY2(Keys::isOn("targetFileEdit"), qPrintable(Keys::place()));
    Keys::replace(file("out.csv"));
    Keys::ctrl(Qt::Key_Return);
    QTRY_VERIFY(isEnabled("exportPrimaryButton"));
    QTRY_VERIFY2(Keys::isOn("exportPrimaryButton"), qPrintable(Keys::place()));
    Keys::press(Qt::Key_Space);
    QVERIFY(succeeds(RunKind::SegmentExport));
    QCOMPARE(run(RunKind::SegmentExport)->metrics().records, 500);
    QFile written(file("out.csv"));
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(written.readLine().count(','), 11); // the id and eleven of the twelve attributes that are not retired
    QTRY_VERIFY2(Keys::isOn("segmentsTable"),
                 qPrintable(Keys::place())); // the person goes on from where the export was chosen
}

void TestKeyboardJourneys::openLists()
{
    Keys::ctrl(Qt::Key_2);
    QTRY_VERIFY(rows("contactListsTable") > 1);
    QTRY_VERIFY2(Keys::isOn("contactListsTable"), qPrintable(Keys::place()));
    QVERIFY(Keys::downTo(QStringLiteral("Imported leads")));
}

void TestKeyboardJourneys::aListIsSanitizedAppliedAndUndone()
{
    openLists();
    Keys::press(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(rows("contactsTable") > 0, 60'000);
    QTRY_VERIFY(!find<QPushButton>("stopReadingButton")->isVisible());
    QTRY_VERIFY2(Keys::isOn("contactsTable"), qPrintable(Keys::place()));
    Keys::alt(Qt::Key_D);
    QTRY_VERIFY2(Keys::isOn("defaultRegionCombo"), qPrintable(Keys::place()));
    Keys::replace(QStringLiteral("US"));
    Keys::press(Qt::Key_Return);
    // More than a fifth of the list, so that the number has to be typed.
    for (const char *rule : {"regionActionCombo", "missingActionCombo"}) {
        QVERIFY(Keys::tabTo(rule, 40));
        Keys::type(QStringLiteral("Purge"));
    }
    QTRY_VERIFY_WITH_TIMEOUT(isEnabled("reviewApplyButton"), 60'000);
    QCOMPARE(ambiguousLetters(), QByteArray());
    QVERIFY(Keys::regionOf("facetsView"));
    QVERIFY(Keys::regionOf("contactsTable")); // the preview: what will become of each
    Keys::press(Qt::Key_Down);
    Keys::alt(Qt::Key_P);
    QTRY_VERIFY(find<QLineEdit>("typedCountEdit") && find<QLineEdit>("typedCountEdit")->isVisible());
    const QString asked = find<PlainLabel>("typedConfirmationLabel")->plainText();
    const QString purges = QRegularExpression(QStringLiteral("purges ([0-9,]+) of")).match(asked).captured(1);
    QVERIFY2(!purges.isEmpty(), qPrintable(asked));
    QTRY_VERIFY2(Keys::isOn("cancelApplyButton"), qPrintable(Keys::place()));
    QCOMPARE(ambiguousLetters(), QByteArray());
    Keys::alt(Qt::Key_N);
    QTRY_VERIFY2(Keys::isOn("typedCountEdit"), qPrintable(Keys::place()));
    Keys::type(purges);
    QTRY_VERIFY_WITH_TIMEOUT(isEnabled("confirmApplyButton"), 60'000);
    QVERIFY(Keys::tabTo("confirmApplyButton", 5));
    Keys::press(Qt::Key_Space);
    QVERIFY(succeeds(RunKind::ListApply));
    QTRY_VERIFY(isEnabled("restoreThisRunButton"));
    QCOMPARE(ambiguousLetters(), QByteArray());
    Keys::alt(Qt::Key_R);
    QTRY_VERIFY_WITH_TIMEOUT(isEnabled("confirmRestoreButton"), 60'000);
    QCOMPARE(ambiguousLetters(), QByteArray());
    QVERIFY(Keys::tabTo("confirmRestoreButton"));
    Keys::press(Qt::Key_Space);
    QVERIFY(succeeds(RunKind::ListRestore));
}

void TestKeyboardJourneys::fetchTranscripts()
{
    Keys::ctrl(Qt::Key_4);
    QTRY_VERIFY(isEnabled("openFetchButton"));
    Keys::alt(Qt::Key_F);
    QTRY_VERIFY2(Keys::isOn("interactionIdsEdit"), qPrintable(Keys::place()));
    QCOMPARE(ambiguousLetters(), QByteArray());
    QStringList ids;
    for (int number = 0; number < 60; ++number)
        ids << SandboxInteractions::id(number);
    Keys::type(ids.join(u','));
    Keys::alt(Qt::Key_O);
    QTRY_VERIFY2(Keys::isOn("transcriptFolderEdit"), qPrintable(Keys::place()));
    Keys::replace(file("transcripts"));
    Keys::ctrl(Qt::Key_Return);
    QTRY_VERIFY(find<PlainLabel>("fetchPlanLabel") && find<PlainLabel>("fetchPlanLabel")->isVisible());
    QTRY_VERIFY(isEnabled("fetchPrimaryButton") && Keys::isOn("fetchPrimaryButton"));
    Keys::press(Qt::Key_Space);
    QVERIFY(succeeds(RunKind::Transcripts));
}

void TestKeyboardJourneys::transcriptsAreFetchedReadAndReviewed()
{
    fetchTranscripts();
    if (QTest::currentTestFailed())
        return;
    auto *results = find<QTableView>("transcriptResultsTable");
    QTRY_COMPARE(results->model()->rowCount(), 60);
    QCOMPARE(ambiguousLetters(), QByteArray());
    QVERIFY(Keys::regionOf("transcriptResultsTable"));
    Keys::press(Qt::Key_Down);
    QVERIFY(Keys::regionOf("transcriptView"));
    auto *lines = find<QAbstractItemView>("transcriptView");
    QTRY_VERIFY(lines->model()->rowCount() > 0);
    Keys::press(Qt::Key_F8);
    const int first = lines->currentIndex().row();
    QVERIFY(first >= 0);
    Keys::press(Qt::Key_F8);
    QVERIFY(lines->currentIndex().row() >= first);

    Keys::alt(Qt::Key_V);
    auto *queue = find<QTableView>("reviewTable");
    QTRY_VERIFY(queue->isVisible() && queue->model()->rowCount() >= 3);
    QTRY_VERIFY2(Keys::isOn("reviewTable"), qPrintable(Keys::place()));
    QCOMPARE(ambiguousLetters(), QByteArray());
    Keys::press(Qt::Key_R);
    QCOMPARE(queue->currentIndex().row(), 1); // on to the next by itself
    Keys::press(Qt::Key_A);
    QCOMPARE(queue->currentIndex().row(), 2);
    QVERIFY(Keys::tabTo("keepDecisionsButton"));
    Keys::press(Qt::Key_Space);
    QTRY_VERIFY(isEnabled("fetchAgainButton"));
}

MUSTER_TEST(TestKeyboardJourneys, QApplication)

} // namespace tst_keyboardjourneys
#include "tst_keyboardjourneys.moc"
