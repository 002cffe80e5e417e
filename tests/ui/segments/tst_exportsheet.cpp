// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/segmentmodels.h"
#include "resources/resources.h"
#include "tests/support/listswindow.h"
#include "tests/support/pictures.h"
#include "tests/support/samples.h"
#include "tests/support/testprogram.h"
#include "ui/common/emptystate.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/segments/exportsheet.h"
#include "ui/segments/segmentspage.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QTimer>
#include <QTreeView>

using namespace muster;
using namespace muster::test;

namespace tst_exportsheet {

class TestExportSheet : public QObject
{
    Q_OBJECT

private:
    template <typename T>
    static T *find(QWidget &parent, const char *name)
    {
        return parent.findChild<T *>(QString::fromLatin1(name));
    }

    void open(SegmentsPage &page)
    {
        page.setProfile(sampleProfile());
        page.setNow(sampleNow);
        page.setExportDefaults(m_folder.path(), TextProfile::Spreadsheets);
        page.setSegments(sampleSegments());
        auto *table = find<QTableView>(page, "segmentsTable");
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            if (table->model()->index(row, 0).data().toString() == u"Gold tier")
                table->setCurrentIndex(table->model()->index(row, 0));
        }
        page.setDefinition(sampleDefinition());
        page.openSheet();
    }

private Q_SLOTS:
    void initTestCase()
    {
        installTranslations(*qApp);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        Theme::instance().apply(Theme::Mode::Light);
    }

    void init() { QVERIFY(QDir(m_folder.path()).removeRecursively() && QDir().mkpath(m_folder.path())); }

    void entersAnOrder()
    {
        SegmentsPage page;
        open(page);
        ExportSheet &sheet = *page.sheet();
        const ExportOrder order = sheet.order();
        QCOMPARE(order.segmentName, QStringLiteral("Gold tier"));
        QCOMPARE(order.query.segmentId, QStringLiteral("s2"));
        QCOMPARE(order.query.attributes.size(), 7); // the retired one is not among them
        QCOMPARE(order.textProfile, TextProfile::Spreadsheets); // the window's default
        QCOMPARE(order.targetFile, m_folder.filePath(QStringLiteral("gold-tier.csv")));
        QCOMPARE(order.pageSize, 500);
        QVERIFY(!order.ignoreAge);
    }

    /// Whether it is complete or on its way.
    void anExportThatIsThereAlreadyIsNotInTheWay()
    {
        for (const char *taken : {"gold-tier.csv", "gold-tier (2).csv.partial"}) {
            QFile file(m_folder.filePath(QString::fromLatin1(taken)));
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        SegmentsPage page;
        open(page);
        QCOMPARE(page.sheet()->order().targetFile, m_folder.filePath(QStringLiteral("gold-tier (3).csv")));
        QVERIFY(!page.sheet()->order().replaceExisting);
    }

    void anEarlierOrderIsTakenUpUnderAFreeName()
    {
        QTemporaryDir folder;
        const QString before = folder.filePath(QStringLiteral("gold.jsonl"));
        QFile there(before);
        QVERIFY(there.open(QIODevice::WriteOnly));
        ExportOrder order;
        order.query.segmentId = QStringLiteral("s2");
        order.query.attributes = {QStringLiteral("email"), QStringLiteral("city"), QStringLiteral("gone")};
        order.query.filters = {{QStringLiteral("city"), FilterOperator::Contains, QStringLiteral("burg")}};
        order.format = FileFormat::JsonLines;
        order.textProfile = TextProfile::Machines;
        order.webhook = QUrl(QStringLiteral("https://hooks.example.test/a"));
        order.pageSize = 321;
        order.targetFile = before;
        order.replaceExisting = true;
        order.ignoreAge = true;

        SegmentsPage page;
        page.setProfile(sampleProfile());
        page.setNow(sampleNow);
        page.repeat(order); // before the segments are there
        page.setSegments(sampleSegments());
        QVERIFY(!page.hasSheet());
        page.setDefinition(sampleDefinition());
        QVERIFY(page.hasSheet());
        const ExportOrder again = page.sheet()->order();
        QCOMPARE(again.query.attributes, (QStringList{QStringLiteral("email"), QStringLiteral("city")}));
        QCOMPARE(again.query.filters, order.query.filters);
        QCOMPARE(again.format, order.format);
        QCOMPARE(again.textProfile, order.textProfile);
        QCOMPARE(again.webhook, order.webhook);
        QCOMPARE(again.pageSize, 321);
        QCOMPARE(again.targetFile, folder.filePath(QStringLiteral("gold (2).jsonl")));
        QVERIFY(!again.replaceExisting);
        QVERIFY(!again.ignoreAge); // asked anew
        // While the segment is looked at already, the sheet opens at once.
        page.closeSheet();
        order.query.attributes = {QStringLiteral("city")};
        page.repeat(order);
        QCOMPARE(page.sheet()->order().query.attributes, order.query.attributes);
        QCOMPARE(page.sheet()->order().query.filters.size(), 1);
    }

    void recordsGoToAReceiverThatThePersonVouchesFor()
    {
        SegmentsPage page;
        open(page);
        ExportSheet &sheet = *page.sheet();
        auto *webhook = find<QLineEdit>(page, "webhookEdit");
        auto *send = find<QCheckBox>(page, "sendRecordsCheck");
        auto *word = find<QCheckBox>(page, "confirmRecordsCheck");
        auto *primary = find<QPushButton>(page, "exportPrimaryButton");
        QVERIFY(!send->isEnabled() && !send->isChecked()); // nobody to send them to
        webhook->setText(QStringLiteral("https://hooks.example.test/a"));
        QVERIFY(send->isEnabled());
        QVERIFY(sheet.order().recordsTo.isEmpty()); // off until it is chosen
        QVERIFY(!word->isVisibleTo(&page));
        send->click();
        QVERIFY(word->isVisibleTo(&page) && !word->isChecked());
        const QString meaning = find<PlainLabel>(page, "sendRecordsLabel")->text();
        QVERIFY2(meaning.contains(u"hooks.example.test") && meaning.contains(u"7 attributes"), qPrintable(meaning));
        QVERIFY(!primary->isEnabled());
        QVERIFY(sheet.order().recordsTo.isEmpty());
        word->click();
        QVERIFY(primary->isEnabled());
        QCOMPARE(sheet.order().recordsTo, QStringLiteral("hooks.example.test"));
        webhook->setText(QStringLiteral("https://hooks.example.test/b")); // the same receiver
        QCOMPARE(sheet.order().recordsTo, QStringLiteral("hooks.example.test"));
        webhook->setText(QStringLiteral("https://b\u00fccher.example.test/b")); // another: its name as it is looked up
        QVERIFY(!word->isChecked() && !primary->isEnabled());
        QVERIFY(find<PlainLabel>(page, "sendRecordsLabel")->text().contains(u"xn--bcher-kva.example.test"));
        word->click();
        QCOMPARE(sheet.order().recordsTo, QStringLiteral("xn--bcher-kva.example.test"));
        // Who sends the order again has chosen that, too.
        const ExportOrder order = sheet.order();
        page.closeSheet();
        page.repeat(order);
        QCOMPARE(page.sheet()->order().recordsTo, order.recordsTo);
        webhook = find<QLineEdit>(page, "webhookEdit");
        webhook->clear();
        QVERIFY(page.sheet()->order().recordsTo.isEmpty());
        QVERIFY(find<QPushButton>(page, "exportPrimaryButton")->isEnabled());
        send->setChecked(false);
        webhook->setText(QStringLiteral("https://hooks.example.test/a"));
        send->click();
        page.resize(1300, 1200);
        keepPicture(page, QStringLiteral("export-records-consent"));
    }

    void aSegmentThatIsGoneIsNotRepeated()
    {
        SteadyAnswers answers;
        SegmentsPage page;
        open(page);
        page.closeSheet();
        ExportOrder order;
        order.query.segmentId = QStringLiteral("no such segment");
        order.segmentName = QStringLiteral("Bygone");
        page.repeat(order);
        QCOMPARE(answers.told.size(), 1);
        QVERIFY(answers.told.first().contains(u"Bygone"));
        page.setDefinition(sampleDefinition()); // of the one that is chosen
        QVERIFY(page.sheet()->order().query.attributes.size() > 1);
    }

    void typingAnAttributeTakesThePlaceOfWhatStandsThere()
    {
        SegmentsPage page;
        open(page);
        page.show();
        page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        find<QPushButton>(page, "addFilterButton")->click();
        auto *combo = find<QComboBox>(page, "filterAttributeCombo");
        QTRY_VERIFY(combo->lineEdit()->hasFocus());
        QTRY_COMPARE(combo->lineEdit()->selectedText(), combo->currentText());
        QTest::keyClicks(combo, QStringLiteral("cIt"));
        QCOMPARE(combo->lineEdit()->text(), QStringLiteral("cIt"));
        // Return takes the only one that has it, and goes on to the value.
        if (QWidget *popup = QApplication::activePopupWidget())
            QTest::keyClick(popup, Qt::Key_Return);
        else
            QTest::keyClick(combo, Qt::Key_Return);
        QCOMPARE(combo->currentText(), QStringLiteral("city"));
        auto *value = find<QLineEdit>(page, "filterValueEdit");
        value->setText(QStringLiteral("DE"));
        QCOMPARE(page.sheet()->order().query.filters.size(), 1);
        QCOMPARE(page.sheet()->order().query.filters.first().attribute, QStringLiteral("city"));
        // Of several the person says which.
        combo->setFocus();
        combo->lineEdit()->setText(QStringLiteral("e"));
        QTest::keyClick(combo, Qt::Key_Return);
        QCOMPARE(combo->currentText(), QStringLiteral("e"));
        QVERIFY(page.sheet()->order().query.filters.isEmpty());
    }

    void relativeTimesGoOnWhileTheyAreSeen()
    {
        SegmentsPage page;
        open(page);
        const auto said = [&page] {
            QStringList texts;
            for (const PlainLabel *one : page.findChildren<PlainLabel *>())
                texts << one->plainText();
            return texts.filter(QStringLiteral("updated ")).join(u'\n');
        };
        auto *table = find<QTableView>(page, "segmentsTable");
        const QModelIndex updated = table->currentIndex().siblingAtColumn(SegmentsModel::Updated);
        const QString tableBefore = updated.data().toString(), detailsBefore = said();
        auto *timer = find<QTimer>(page, "relativeTimesTimer");
        QVERIFY(!timer->isActive());
        page.show();
        QVERIFY(timer->isActive());
        QVERIFY(timer->interval() <= 30000);
        QVERIFY(find<QPushButton>(page, "exportPrimaryButton")); // what is being entered stays
        page.setNow(sampleNow.addSecs(26 * 3600));
        QVERIFY(updated.data().toString() != tableBefore);
        QVERIFY(said() != detailsBefore);
        page.hide();
        QVERIFY(!timer->isActive());
    }

    void keysReorderAndUncheck()
    {
        SegmentsPage page;
        open(page);
        auto *view = find<QTreeView>(page, "exportColumnsView");
        view->setCurrentIndex(view->model()->index(1, 0));
        QTest::keyClick(view, Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(page.sheet()->order().query.attributes.mid(0, 2),
                 QStringList({QStringLiteral("phone"), QStringLiteral("email")}));
        QTest::keyClick(view, Qt::Key_Space);
        QCOMPARE(page.sheet()->order().query.attributes.first(), QStringLiteral("email"));
    }

    void returnChecksTheOrderAndPressesTheButtonWithTheFocus()
    {
        SegmentsPage page;
        open(page);
        page.show();
        page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        ExportSheet &sheet = *page.sheet();
        QSignalSpy preview(&sheet, &ExportSheet::previewAsked), confirmed(&sheet, &ExportSheet::confirmed);
        auto *file = find<QLineEdit>(page, "targetFileEdit");
        file->setFocus();
        QTest::keyClick(file, Qt::Key_Return);
        QCOMPARE(preview.size(), 1);
        ExportPreview answer;
        answer.definition = sampleDefinition();
        answer.verdict = judgeExport(sheet.order(), sampleDefinition(), sampleNow);
        answer.firstPage = samplePage(3, 7);
        QVERIFY(answer.verdict.allowed());
        sheet.showPreview(answer);
        auto *primary = find<QPushButton>(page, "exportPrimaryButton");
        QVERIFY(primary->hasFocus());
        // Not from elsewhere on the sheet.
        sheet.setFocusPolicy(Qt::StrongFocus);
        sheet.setFocus();
        QTest::keyClick(&sheet, Qt::Key_Return);
        QCOMPARE(confirmed.size(), 0);
        primary->setFocus();
        QTest::keyClick(primary, Qt::Key_Return);
        QCOMPARE(confirmed.size(), 1);
    }

    void aWorkbookHasNoTextProfileAndTheNameFollows()
    {
        SegmentsPage page;
        open(page);
        auto *format = find<QComboBox>(page, "formatCombo");
        auto *profile = find<QComboBox>(page, "textProfileCombo");
        auto *file = find<QLineEdit>(page, "targetFileEdit");
        profile->setCurrentIndex(profile->findData(int(TextProfile::Spreadsheets)));
        const auto choose = [format](const QString &name) { format->setCurrentIndex(format->findText(name)); };
        choose(QStringLiteral("Excel workbook"));
        ExportOrder order = page.sheet()->order();
        QCOMPARE(order.format, FileFormat::Xlsx);
        QCOMPARE(order.textProfile, TextProfile::Machines);
        QVERIFY(file->text().endsWith(QLatin1String(".xlsx")));
        QVERIFY(!profile->isEnabled());
        QVERIFY(!profile->toolTip().isEmpty());
        choose(QStringLiteral("CSV"));
        QCOMPARE(page.sheet()->order().textProfile, TextProfile::Spreadsheets); // what was chosen before
        QVERIFY(profile->isEnabled());
        QVERIFY(file->text().endsWith(QLatin1String(".csv")));
        // Also of a name that was typed, unless its ending is the person's own.
        file->selectAll();
        QTest::keyClicks(file, QStringLiteral("mine.csv"));
        choose(QStringLiteral("Excel workbook"));
        QCOMPARE(file->text(), QStringLiteral("mine.xlsx"));
        file->selectAll();
        QTest::keyClicks(file, QStringLiteral("mine.book"));
        choose(QStringLiteral("JSON Lines"));
        QCOMPARE(file->text(), QStringLiteral("mine.book"));
        // An earlier order of a workbook leaves the profile as it is.
        order.segmentName.clear();
        page.sheet()->take(order);
        QCOMPARE(page.sheet()->order().format, FileFormat::Xlsx);
        choose(QStringLiteral("CSV"));
        QCOMPARE(page.sheet()->order().textProfile, TextProfile::Spreadsheets);
    }

    void theUnitOfAPageSizeHasItsPlural()
    {
        SegmentsPage page;
        open(page);
        auto *size = find<QSpinBox>(page, "pageSizeSpin");
        QCOMPARE(size->suffix(), QStringLiteral(" records"));
        size->setValue(1);
        QCOMPARE(size->suffix(), QStringLiteral(" record"));
    }

    void retiredAttributesAreToldInWhole()
    {
        SegmentsPage page;
        open(page);
        auto *view = find<QTreeView>(page, "exportColumnsView");
        const int last = view->model()->rowCount() - 1;
        const QString told = view->model()->index(last, 1).data().toString();
        QCOMPARE(told, QStringLiteral("retired, excluded"));
        QVERIFY(view->columnWidth(1) >= view->fontMetrics().horizontalAdvance(told));
    }

    void skeletonRowsStandInForTheFirstSegments()
    {
        SegmentsPage page;
        page.show();
        page.showLoading();
        auto *skeleton = find<SkeletonRows>(page, "segmentsSkeletonRows");
        QVERIFY(skeleton->isVisible());
        QVERIFY(!skeleton->accessibleName().isEmpty());
        page.setSegments(sampleSegments());
        QVERIFY(!skeleton->isVisible());
        page.showLoading(); // with rows there, they stay
        QVERIFY(!skeleton->isVisible());
        QVERIFY(find<QTableView>(page, "segmentsTable")->isVisible());
    }

    void operatorsFitTheType()
    {
        SegmentsPage page;
        open(page);
        find<QPushButton>(page, "addFilterButton")->click();
        auto *attribute = find<QComboBox>(page, "filterAttributeCombo");
        auto *op = find<QComboBox>(page, "filterOperatorCombo");
        QCOMPARE(attribute->count(), 7);
        attribute->setCurrentText(QStringLiteral("city"));
        QCOMPARE(op->findData(int(FilterOperator::GreaterThan)), -1);
        attribute->setCurrentText(QStringLiteral("visits"));
        QVERIFY(op->findData(int(FilterOperator::GreaterThan)) >= 0);
        op->setCurrentIndex(op->findData(int(FilterOperator::GreaterThan)));
        find<QLineEdit>(page, "filterValueEdit")->setText(QStringLiteral("10"));
        const SegmentFilter filter{QStringLiteral("visits"), FilterOperator::GreaterThan, QStringLiteral("10")};
        QCOMPARE(page.sheet()->order().query.filters, QList<SegmentFilter>{filter});
        attribute->setCurrentText(QStringLiteral("no such"));
        QVERIFY(!find<QPushButton>(page, "exportPrimaryButton")->isEnabled());
    }

    void freshnessOverrideIsOfferedOnlyWhenStaleAndNamesTheAge()
    {
        SegmentsPage page;
        open(page);
        QVERIFY(find<QCheckBox>(page, "ignoreAgeCheck")->isHidden());
        SegmentSummary stale = sampleSegments().value(2);
        SegmentDefinition definition = sampleDefinition();
        definition.id = stale.id;
        definition.lastUpdated = stale.lastUpdated;
        page.sheet()->start(sampleProfile(), stale, definition, sampleNow, QStringLiteral("/tmp"),
                            TextProfile::Machines);
        auto *check = find<QCheckBox>(page, "ignoreAgeCheck");
        QVERIFY(!check->isHidden());
        QVERIFY(check->text().contains(QStringLiteral("3 days")));
        QVERIFY(!page.sheet()->order().ignoreAge);
        check->setChecked(true);
        QVERIFY(page.sheet()->order().ignoreAge);
        QCOMPARE(page.sheet()->order().textProfile, TextProfile::Machines);
    }

    void aSegmentThatIsReadByDaysAsksForThem()
    {
        SegmentsPage page;
        open(page);
        auto *box = find<QWidget>(page, "exportDaysBox");
        QVERIFY(box->isHidden());
        QVERIFY(page.sheet()->order().query.from.isNull() && page.sheet()->order().query.to.isNull());
        SegmentSummary summary = sampleSegments().value(2);
        SegmentDefinition definition = sampleDefinition();
        definition.id = summary.id;
        definition.isLive = true;
        definition.days = SegmentDays{.most = 14, .perDay = std::chrono::seconds(62), .lag = std::chrono::minutes(30)};
        page.sheet()->start(sampleProfile(), summary, definition, sampleNow, QStringLiteral("/tmp"),
                            TextProfile::Machines);
        QVERIFY(!box->isHidden());
        const QDate today = sampleNow.toUTC().date();
        auto *from = find<QDateEdit>(page, "exportFromEdit");
        auto *to = find<QDateEdit>(page, "exportToEdit");
        QCOMPARE(page.sheet()->order().query.from, today.addDays(-1)); // the newest whole day
        QCOMPARE(page.sheet()->order().query.to, today.addDays(-1));
        from->setDate(today.addDays(-40)); // further back there is nothing to choose
        QCOMPARE(page.sheet()->order().query.from, today.addDays(-13));
        auto *primary = find<QPushButton>(page, "exportPrimaryButton");
        QVERIFY(primary->isEnabled());
        from->setDate(today);
        QVERIFY(!primary->isEnabled());
        QVERIFY(find<PlainLabel>(page, "exportHintLabel")->plainText().contains(QStringLiteral("first day")));
        to->setDate(today);
        QVERIFY(primary->isEnabled());
        page.resize(1200, 1000);
        page.show();
        keepPicture(page, QStringLiteral("exportdays"));
        // What it costs is said before the run can be begun, and there is no first page.
        primary->click();
        ExportPreview preview = samplePreview(page.sheet()->order());
        preview.definition = definition;
        preview.firstPage.reset();
        preview.verdict.checks = judgeExport(preview.verdict.order, definition, sampleNow).checks;
        QCOMPARE(preview.verdict.checks.last().state, ExportCheck::State::Passed);
        preview.verdict.checks = {preview.verdict.checks.last()};
        page.sheet()->showPreview(preview);
        QVERIFY(primary->isEnabled());
        const auto labels = page.findChildren<PlainLabel *>();
        const auto isSaid = [&labels](const QString &words) {
            return std::any_of(labels.begin(), labels.end(),
                               [&words](PlainLabel *label) { return label->plainText().contains(words); });
        };
        QVERIFY(isSaid(QStringLiteral("at least 1 minute")));
        QVERIFY(isSaid(QStringLiteral("last 30 minutes")));
        QVERIFY(isSaid(QStringLiteral("First page not shown")));
        keepPicture(page, QStringLiteral("exportdayschecked"));
    }

    void primaryButtonNamesTheActAndFreezesWhatWasChecked()
    {
        SegmentsPage page;
        open(page);
        ExportSheet &sheet = *page.sheet();
        auto *primary = find<QPushButton>(page, "exportPrimaryButton");
        QSignalSpy asked(&sheet, &ExportSheet::previewAsked), confirmed(&sheet, &ExportSheet::confirmed);
        primary->click();
        QCOMPARE(asked.count(), 1);
        QVERIFY(!primary->isEnabled()); // nothing to confirm before the checks are there
        ExportPreview preview = samplePreview(sheet.order());
        preview.verdict.order.query.attributes.removeLast();
        sheet.showPreview(preview);
        QCOMPARE(primary->text(), QStringLiteral("Export 1,234 people"));
        primary->click();
        primary->click(); // a second click finds nothing to confirm
        QCOMPARE(confirmed.count(), 1);
        const auto frozen = confirmed[0][0].value<FrozenExportOrder>();
        QCOMPARE(frozen.order, preview.verdict.order);
        QCOMPARE(frozen.digest, freeze(preview.verdict.order).digest);
    }

    void aFailedCheckCannotBeConfirmed()
    {
        SegmentsPage page;
        open(page);
        ExportSheet &sheet = *page.sheet();
        find<QPushButton>(page, "exportPrimaryButton")->click();
        ExportPreview preview = samplePreview(sheet.order());
        preview.verdict.checks[1].state = ExportCheck::State::Failed;
        sheet.showPreview(preview);
        QVERIFY(!find<QPushButton>(page, "exportPrimaryButton")->isEnabled());
        QVERIFY(find<PlainLabel>(page, "exportHintLabel")->plainText().contains(QStringLiteral("failed")));
        // Without a page to show, the words stay together at the top.
        preview.firstPage.reset();
        sheet.showPreview(preview);
        page.resize(1200, 1400);
        page.show();
        auto *order = find<PlainLabel>(page, "orderLabel");
        QTRY_VERIFY(order->isVisible());
        QVERIFY2(order->height() <= order->heightForWidth(order->width()) + 2,
                 qPrintable(QString::number(order->height())));
    }

    void inactiveSegmentSaysWhy()
    {
        SegmentsPage page;
        page.setProfile(sampleProfile());
        page.setNow(sampleNow);
        page.setSegments(sampleSegments());
        auto *table = find<QTableView>(page, "segmentsTable");
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            if (table->model()->index(row, 0).data().toString() == u"Paused promo")
                table->setCurrentIndex(table->model()->index(row, 0));
        }
        SegmentDefinition definition = sampleDefinition();
        definition.id = QStringLiteral("s4");
        page.setDefinition(definition);
        QVERIFY(find<PlainLabel>(page, "exportabilityLabel")->plainText().contains(QStringLiteral("not active")));
        QVERIFY(!find<QPushButton>(page, "openExportButton")->isEnabled());
    }

    void lateDefinitionOfAnotherSegmentIsIgnored()
    {
        SegmentsPage page;
        open(page);
        page.closeSheet();
        SegmentDefinition other = sampleDefinition();
        other.id = QStringLiteral("s1");
        other.attributes.clear();
        page.setDefinition(other);
        QVERIFY(find<QPushButton>(page, "openExportButton")->isEnabled());
    }

    void S28_hostileNamesStayText()
    {
        SegmentsPage page;
        page.setProfile(sampleProfile());
        page.setNow(sampleNow);
        SegmentSummary hostile = sampleSegments().first();
        hostile.name = QStringLiteral("<img src=x>&\n\u202Ecod.exe") + QString(100000, u'x');
        page.setSegments({hostile});
        const QString shown = find<QTableView>(page, "segmentsTable")->model()->index(0, 0).data().toString();
        QVERIFY(shown.size() < 260);
        QVERIFY(!shown.contains(QChar(0x202E)));
        QVERIFY(!shown.contains(u'\n'));
        QVERIFY(!find<PlainLabel>(page, "segmentNameLabel")->text().contains(QChar(0x202E)));
    }

private:
    QTemporaryDir m_folder;
};

MUSTER_TEST(TestExportSheet, QApplication)

} // namespace tst_exportsheet
#include "tst_exportsheet.moc"
