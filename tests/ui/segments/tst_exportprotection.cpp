// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/segmentmodels.h"
#include "models/runs/runmanager.h"
#include "models/runs/workspace.h"
#include "models/store/exportkey.h"
#include "models/store/exportpresetstore.h"
#include "resources/resources.h"
#include "tests/support/listswindow.h"
#include "tests/support/pictures.h"
#include "tests/support/samples.h"
#include "tests/support/testprogram.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/segments/exportsheet.h"
#include "ui/segments/segmentspage.h"

#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTableView>
#include <QTreeView>

using namespace muster;
using namespace muster::test;

namespace tst_exportprotection {

namespace {

template <typename T>
T *find(QWidget &parent, const char *name)
{
    return parent.findChild<T *>(QString::fromLatin1(name));
}

void open(SegmentsPage &page)
{
    page.setProfile(sampleProfile());
    page.setNow(sampleNow);
    page.setExportDefaults(QStringLiteral("/tmp"), TextProfile::Spreadsheets);
    page.setSegments(sampleSegments());
    auto *table = find<QTableView>(page, "segmentsTable");
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        if (table->model()->index(row, 0).data().toString() == u"Gold tier")
            table->setCurrentIndex(table->model()->index(row, 0));
    }
    page.setDefinition(sampleDefinition());
    page.openSheet();
}

QModelIndex cellOf(const QTreeView &view, const QString &attribute)
{
    for (int row = 0; row < view.model()->rowCount(); ++row) {
        const QModelIndex name = view.model()->index(row, ExportColumnsModel::Name);
        if (name.data().toString() == attribute)
            return name.siblingAtColumn(ExportColumnsModel::Treatment);
    }
    return {};
}

/// As a person does it: a click on the cell, then the choice in the list that opens.
bool choose(QTreeView &view, const QString &attribute, const QString &treatment)
{
    const QModelIndex cell = cellOf(view, attribute);
    view.scrollTo(cell);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(cell).center());
    const auto combos = view.findChildren<QComboBox *>(QStringLiteral("treatmentCombo"));
    if (combos.isEmpty())
        return false;
    QComboBox *const combo = combos.last(); // one that was closed a moment ago is still there
    combo->setCurrentIndex(combo->findText(treatment));
    Q_EMIT combo->activated(combo->currentIndex());
    return cell.data().toString() == treatment;
}

} // namespace

/// Columns that are masked or get pseudonyms, in the form and in the whole window.
class TestExportProtection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        installTranslations(*qApp);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        Theme::instance().apply(Theme::Mode::Light);
    }

    void aColumnIsProtectedWhereItStands()
    {
        SegmentsPage page;
        page.resize(900, 700);
        open(page);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        auto *view = find<QTreeView>(page, "exportColumnsView");
        auto *masked = find<PlainLabel>(page, "maskedHintLabel");
        auto *pseudonyms = find<PlainLabel>(page, "pseudonymsHintLabel");
        auto *replace = find<QPushButton>(page, "replaceKeyButton");
        // As long as nothing is protected, nothing is said of it.
        QVERIFY(!masked->isVisible() && !pseudonyms->isVisible() && !replace->isVisible());
        QVERIFY(page.sheet()->order().treated.isEmpty());
        QVERIFY(choose(*view, QStringLiteral("email"), QStringLiteral("Masked")));
        QVERIFY(masked->isVisible() && !pseudonyms->isVisible() && !replace->isVisible());
        QVERIFY(choose(*view, QStringLiteral("city"), QStringLiteral("Pseudonym")));
        QVERIFY(pseudonyms->isVisible() && replace->isVisible());
        auto *id = find<QComboBox>(page, "contactIdCombo");
        QCOMPARE(id->findText(QStringLiteral("Masked")), -1);
        id->setCurrentIndex(id->findText(QStringLiteral("Pseudonym")));
        const ExportOrder order = page.sheet()->order();
        QCOMPARE(treatmentOf(order.treated, QStringLiteral("email")), ColumnTreatment::Masked);
        QCOMPARE(treatmentOf(order.treated, QStringLiteral("city")), ColumnTreatment::Pseudonym);
        QCOMPARE(treatmentOf(order.treated, contactIdColumn), ColumnTreatment::Pseudonym);
        QCOMPARE(order.treated.size(), 3);
        keepPicture(page, QStringLiteral("export-protection"));
        Theme::instance().apply(Theme::Mode::Dark);
        keepPicture(page, QStringLiteral("export-protection-dark"));
        Theme::instance().apply(Theme::Mode::Light);
        // What is not exported is not protected either, but remembers how it was.
        const QModelIndex name = cellOf(*view, QStringLiteral("city")).siblingAtColumn(ExportColumnsModel::Name);
        QVERIFY(view->model()->setData(name, Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(page.sheet()->order().treated.size(), 2);
        QVERIFY(!cellOf(*view, QStringLiteral("city")).flags().testFlag(Qt::ItemIsEditable));
        QVERIFY(cellOf(*view, QStringLiteral("city")).data().toString().isEmpty());
        QVERIFY(view->model()->setData(name, Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(page.sheet()->order().treated, order.treated);
    }

    void theKeyboardOpensTheList()
    {
        SegmentsPage page;
        open(page);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        auto *view = find<QTreeView>(page, "exportColumnsView");
        view->setFocus();
        view->setCurrentIndex(cellOf(*view, QStringLiteral("email")));
        QTest::keyClick(view, Qt::Key_F2);
        auto *combo = view->findChild<QComboBox *>(QStringLiteral("treatmentCombo"));
        QVERIFY(combo);
        QCOMPARE(combo->accessibleName(), QStringLiteral("Export as"));
        QCOMPARE(combo->currentText(), QStringLiteral("As is"));
    }

    void anEarlierOrderBringsItsProtection()
    {
        SegmentsPage page;
        open(page);
        auto *view = find<QTreeView>(page, "exportColumnsView");
        auto *id = find<QComboBox>(page, "contactIdCombo");
        ExportOrder order = page.sheet()->order();
        order.treated
            = {{contactIdColumn, ColumnTreatment::Pseudonym}, {QStringLiteral("email"), ColumnTreatment::Masked}};
        order.pseudonymKey = QString(16, u'0');
        order.byteOrderMark = true;
        page.sheet()->take(order);
        QCOMPARE(cellOf(*view, QStringLiteral("email")).data().toString(), QStringLiteral("Masked"));
        QCOMPARE(id->currentText(), QStringLiteral("Pseudonym"));
        const ExportOrder again = page.sheet()->order();
        QCOMPARE(again.treated, order.treated);
        QVERIFY(again.byteOrderMark);
        QVERIFY(again.pseudonymKey.isEmpty()); // the key is that of the day
        QCOMPARE(again.format, FileFormat::Csv);
        auto *format = find<QComboBox>(page, "formatCombo");
        QCOMPARE(format->currentText(), QStringLiteral("CSV with byte order mark"));
        format->setCurrentIndex(format->findText(QStringLiteral("JSON Lines")));
        QVERIFY(!page.sheet()->order().byteOrderMark);
        QCOMPARE(page.sheet()->order().format, FileFormat::JsonLines);
        order.treated.clear();
        order.byteOrderMark = false;
        page.sheet()->take(order);
        QVERIFY(page.sheet()->order().treated.isEmpty());
    }

    void theWindowShowsAndWritesPseudonyms()
    {
        ListsWindow world;
        QVERIFY(world.open({.contacts = 1500, .seed = 3}));
        world.window().openProfile(TenantOpener::sandboxProfile());
        world.window().showPage(MainWindow::Page::Segments);
        QTRY_VERIFY(world.find<QTableView>("segmentsTable")->model()->rowCount() > 0);
        auto *table = world.find<QTableView>("segmentsTable");
        table->setCurrentIndex(table->model()->index(0, 0));
        QTRY_VERIFY(world.find<QPushButton>("openExportButton")->isEnabled());
        world.find<QPushButton>("openExportButton")->click();
        auto *view = world.find<QTreeView>("exportColumnsView");
        QTRY_VERIFY(view->isVisible());
        QVERIFY(choose(*view, QStringLiteral("phone"), QStringLiteral("Pseudonym")));
        QVERIFY(choose(*view, QStringLiteral("email"), QStringLiteral("Masked")));
        const QString file = world.folder().filePath(QStringLiteral("safe.csv"));
        world.find<QLineEdit>("targetFileEdit")->setText(file);
        auto *primary = world.find<QPushButton>("exportPrimaryButton");
        primary->click();
        QTRY_VERIFY(world.find<QTableView>("previewTable")->isVisible());
        QTRY_VERIFY(primary->isEnabled());
        // The first page stands there as it will stand in the file.
        const QAbstractItemModel *rows = world.find<QTableView>("previewTable")->model();
        QStringList shown;
        for (int row = 0; row < rows->rowCount(); ++row) {
            for (int column = 0; column < rows->columnCount(); ++column)
                shown << rows->index(row, column).data().toString();
        }
        QVERIFY(!shown.filter(QStringLiteral("ps_")).isEmpty());
        QVERIFY(!shown.filter(QStringLiteral("[EMAIL_MASKED]")).isEmpty());
        static const QRegularExpression address(QStringLiteral("[a-z0-9]@[a-z0-9]"));
        QVERIFY(shown.filter(address).isEmpty());
        keepPicture(world.window(), QStringLiteral("export-protection-review"));
        primary->click();
        QTRY_COMPARE(world.workspace().runs().runs().size(), 1);
        QTRY_VERIFY(world.workspace().runs().isIdle());
        QFile out(file);
        QVERIFY(out.open(QIODevice::ReadOnly));
        const QByteArray csv = out.readAll();
        QVERIFY(csv.contains("ps_") && csv.contains("[EMAIL_MASKED]"));
        // The key can be replaced once a person has read what that breaks.
        const QString key = world.workspace().exportKey().info()->id;
        QVERIFY(csv.size() > 0 && !key.isEmpty());
        QTRY_VERIFY(world.find<QPushButton>("openExportButton")->isEnabled());
        world.find<QPushButton>("openExportButton")->click();
        QTRY_VERIFY(view->isVisible());
        QVERIFY(choose(*view, QStringLiteral("phone"), QStringLiteral("Pseudonym")));
        world.answers().accept = false;
        world.find<QPushButton>("replaceKeyButton")->click();
        QCOMPARE(world.workspace().exportKey().info()->id, key);
        world.answers().accept = true;
        world.find<QPushButton>("replaceKeyButton")->click();
        QTRY_VERIFY(world.workspace().exportKey().info()->id != key);
    }
};

MUSTER_TEST(TestExportProtection, QApplication)

} // namespace tst_exportprotection
#include "tst_exportprotection.moc"
