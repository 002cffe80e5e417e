// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keyboardwindow.h"

#include "models/items/enrichfieldsmodel.h"
#include "tests/support/sandboxtruth.h"
#include "tests/support/testprogram.h"

#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QTableView>

using namespace muster;
using namespace muster::test;

namespace tst_keyboardenrichment {
using Keys = Keyboard;

/// A CRM file into the contacts of a list, from the navigation to the fill rates of the run, by keys alone.
class TestKeyboardEnrichment : public KeyboardWindow
{
    Q_OBJECT

    static constexpr int rowsOfFile = 300;

    /// Its second column has a name that suggests no attribute, so that it has to be mapped by hand.
    void writeFile()
    {
        const QList<SandboxListContact> contacts = sandboxListTruth(
            m_settings.seed, m_settings.contacts, QStringLiteral("11570002-7c1e-4b52-9d3a-000000000002"));
        m_contacts = int(contacts.size());
        QFile crm(file("crm.csv"));
        QVERIFY(crm.open(QIODevice::WriteOnly));
        crm.write("Contact ID;Where from;Lead Score\n");
        for (int i = 0; i < rowsOfFile; ++i) {
            const QByteArray n = QByteArray::number(i);
            crm.write(contacts[i].id + ';' + (i % 4 == 0 ? QByteArray() : "Fair " + n) + ';' + n + '\n');
        }
    }
    [[nodiscard]] QString cell(const QString &attribute, int column)
    {
        const QAbstractItemModel *fields = find<QTableView>("enrichFieldsTable")->model();
        for (int row = 0; row < fields->rowCount(); ++row) {
            if (fields->index(row, EnrichFieldsModel::Attribute).data().toString() == attribute)
                return fields->index(row, column).data().toString();
        }
        return {};
    }
    int m_contacts = 0; ///< Of the list.

    void openTheList();
    void chooseTheFile();
    void mapTheColumn();

private Q_SLOTS:
    void initTestCase() { setUpOnce(); }
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void aFileIsMappedCheckedReviewedAndSent();
};

void TestKeyboardEnrichment::openTheList()
{
    Keys::ctrl(Qt::Key_2);
    QTRY_VERIFY(rows("contactListsTable") > 1);
    QTRY_VERIFY2(Keys::isOn("contactListsTable"), qPrintable(Keys::place()));
    QVERIFY(Keys::downTo(QStringLiteral("Imported leads")));
    QCOMPARE(ambiguousLetters(), QByteArray());
    Keys::alt(Qt::Key_E);
    QTRY_VERIFY(rows("enrichFieldsTable") > 1);
    QTRY_VERIFY2(Keys::isOn("emptyStateButton"), qPrintable(Keys::place()));
    QCOMPARE(ambiguousLetters(), QByteArray());
}

void TestKeyboardEnrichment::chooseTheFile()
{
    Keys::press(Qt::Key_Space);
    QTRY_VERIFY(qobject_cast<QFileDialog *>(QApplication::activeWindow()));
    Keys::replace(file("crm.csv"));
    Keys::press(Qt::Key_Return);
    QVERIFY(isActiveAgain());
    QTRY_COMPARE(rows("sourceColumnsTable"), 3);
    QTRY_VERIFY2(Keys::isOn("sourceColumnsTable"), qPrintable(Keys::place()));
    QCOMPARE(ambiguousLetters(), QByteArray());
    QCOMPARE(find<QComboBox>("enrichIdCombo")->currentText(), QStringLiteral("Contact ID"));
    QVERIFY(cell(QStringLiteral("lead_score"), EnrichFieldsModel::Source).contains(QStringLiteral("Lead Score")));
    QVERIFY(!cell(QStringLiteral("lead_source"), EnrichFieldsModel::Source).contains(QStringLiteral("Where from")));
}

void TestKeyboardEnrichment::mapTheColumn()
{
    QVERIFY(Keys::tabTo("enrichFieldsTable"));
    QVERIFY(Keys::downTo(QStringLiteral("lead_source")));
    Keys::alt(Qt::Key_F);
    QTRY_VERIFY2(Keys::isOn("enrichColumnCombo"), qPrintable(Keys::place()));
    Keys::type(QStringLiteral("Where"));
    QCOMPARE(cell(QStringLiteral("lead_source"), EnrichFieldsModel::Source), QStringLiteral("Where from"));
    Keys::alt(Qt::Key_M);
    QTRY_VERIFY2(Keys::isOn("enrichEmptyCombo"), qPrintable(Keys::place()));
}

void TestKeyboardEnrichment::aFileIsMappedCheckedReviewedAndSent()
{
    writeFile();
    openTheList();
    if (!QTest::currentTestFailed())
        chooseTheFile();
    if (!QTest::currentTestFailed())
        mapTheColumn();
    if (QTest::currentTestFailed())
        return;
    QTRY_VERIFY(isEnabled("checkRowsButton"));
    Keys::alt(Qt::Key_C);
    QTRY_VERIFY_WITH_TIMEOUT(isEnabled("reviewEnrichButton"), 60'000);
    QCOMPARE(ambiguousLetters(), QByteArray());
    QVERIFY(text("enrichCountsLabel").contains(QStringLiteral("300 contacts can be enriched")));
    QVERIFY(find<QWidget>("enrichFillBars")->isVisible());
    Keys::alt(Qt::Key_E);
    QTRY_VERIFY2(Keys::isOn("cancelEnrichButton"), qPrintable(Keys::place()));
    QCOMPARE(ambiguousLetters(), QByteArray());
    QVERIFY(rows("enrichChangesTable") > 0);
    QTRY_VERIFY_WITH_TIMEOUT(isEnabled("confirmEnrichButton"), 60'000);
    QVERIFY(Keys::tabTo("confirmEnrichButton", 5));
    Keys::press(Qt::Key_Space);
    QVERIFY(succeeds(RunKind::Enrichment));
    QTRY_VERIFY(text("runFiguresLabel").contains(QStringLiteral("enriched: 300")));
    QVERIFY(find<QWidget>("runFillBars")->isVisible());
    QCOMPARE(ambiguousLetters(), QByteArray());
    QTRY_VERIFY2(Keys::isOn("readAfterRunButton"), qPrintable(Keys::place()));
    Keys::press(Qt::Key_Space); // what the tenant has now
    QTRY_COMPARE_WITH_TIMEOUT(rows("contactsTable"), m_contacts, 60'000);
}

MUSTER_TEST(TestKeyboardEnrichment, QApplication)

} // namespace tst_keyboardenrichment
#include "tst_keyboardenrichment.moc"
