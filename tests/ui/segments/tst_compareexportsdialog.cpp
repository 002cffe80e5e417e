// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/exportdiffmodels.h"
#include "models/store/auditlog.h"
#include "models/text/audittexts.h"
#include "resources/resources.h"
#include "tests/support/eventwait.h"
#include "tests/support/exportfiles.h"
#include "tests/support/guiwatchdog.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/common/errorpanel.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/segments/compareexportsdialog.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;

namespace tst_compareexportsdialog {

namespace {

class Answers final : public Prompts
{
public:
    void saveFile(QWidget *, const QString &, const QString &suggested, const QStringList &,
                  std::function<void(QString)> answer) override
    {
        this->suggested = suggested;
        answer(file);
    }
    void openFile(QWidget *, const QString &, const QStringList &, std::function<void(QString)> answer) override
    {
        answer(file);
    }
    QString file, suggested;
};

} // namespace

class TestCompareExportsDialog : public QObject
{
    Q_OBJECT

private:
    template <typename T>
    T *find(const char *name)
    {
        return m_dialog->findChild<T *>(QString::fromLatin1(name));
    }
    [[nodiscard]] QString path(const QString &name) const { return m_folder->filePath(name); }
    void open(const QString &older, const QString &newer)
    {
        m_dialog.reset();
        m_audit = AuditLog::open(path(u"audit.jsonl"_qs), m_folder->path(), m_isReadOnly).value();
        m_dialog = std::make_unique<CompareExportsDialog>(*m_audit, older, newer);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    }
    /// What a table shows, once it has come.
    [[nodiscard]] QStringList rows(const char *table)
    {
        const auto *model = find<QTableView>(table)->model();
        QStringList rows;
        for (int row = 0; row < model->rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < model->columnCount(); ++column)
                cells << model->index(row, column).data().toString();
            rows << cells.join(u'|');
        }
        return rows;
    }

private Q_SLOTS:
    void initTestCase()
    {
        installTranslations(*qApp);
        QLocale::setDefault(QLocale::c());
        Theme::instance().apply(Theme::Mode::Light);
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_answers = Answers();
        Prompts::replace(&m_answers);
    }
    void cleanup()
    {
        m_dialog.reset();
        Prompts::replace(nullptr);
    }

    void showsWhatDiffersAndSavesIt()
    {
        const QString older = writeExport(path(u"march.csv"_qs), {u"phone"_qs, u"city"_qs, u"gone"_qs},
                                          {{"a", {text("+15550100"), text("Lisbon"), text("x")}, {}},
                                           {"b", {text("+15550101"), text("Porto"), text("x")}, {}},
                                           {"c", {text("+15550102"), text("Faro"), text("x")}, {}}});
        const QString newer = writeExport(path(u"april.csv"_qs), {u"phone"_qs, u"city"_qs},
                                          {{"a", {text("+15550199"), text("Porto")}, {}},
                                           {"c", {text("+15550103"), text("Faro")}, {}},
                                           {"d", {text("+15550104"), text("Braga")}, {}}});
        open({}, {});
        QVERIFY(!find<QPushButton>("compareExportsButton")->isEnabled());
        QVERIFY(!find<QPushButton>("saveChangesButton")->isEnabled());
        m_answers.file = older;
        find<QAbstractButton>("chooseOlderExportButton")->click();
        m_answers.file = newer;
        find<QAbstractButton>("chooseNewerExportButton")->click();
        QTest::keyClick(find<QLineEdit>("compareKeyEdit"), Qt::Key_Return);

        QTRY_VERIFY(find<QPushButton>("saveChangesButton")->isEnabled());
        QCOMPARE(find<PlainLabel>("exportDiffSummaryLabel")->plainText(),
                 u"2 changed, 1 joined, 1 left; 0 unchanged."_qs);
        QVERIFY(find<PlainLabel>("exportDiffNotesLabel")->plainText().contains(u"older file has it: gone"));
        new QAbstractItemModelTester(m_dialog->findChild<ExportDiffModel *>(), m_dialog.get());
        QTRY_COMPARE(rows("exportDiffTable"),
                     (QStringList{u"a|phone: +15550100 \u2192 +15550199; city: Lisbon \u2192 Porto"_qs,
                                  u"c|phone: +15550102 \u2192 +15550103"_qs}));
        QTRY_COMPARE(rows("exportDiffValuesTable"),
                     (QStringList{u"phone|+15550100|+15550199"_qs, u"city|Lisbon|Porto"_qs}));
        keepPicture(*m_dialog, u"compare-exports"_qs);

        find<QComboBox>("exportColumnCombo")->setCurrentIndex(2); // city
        QTRY_COMPARE(rows("exportDiffTable").size(), 1);
        find<QComboBox>("exportColumnCombo")->setCurrentIndex(0);
        find<QLineEdit>("exportDiffSearchEdit")->setText(u"5550102"_qs);
        QTRY_COMPARE(rows("exportDiffTable"), QStringList{u"c|phone: +15550102 \u2192 +15550103"_qs});
        QTRY_COMPARE(rows("exportDiffValuesTable"),
                     (QStringList{u"phone|+15550102|+15550103"_qs, u"city|Faro|Faro"_qs}));
        find<QLineEdit>("exportDiffSearchEdit")->clear();
        find<QComboBox>("exportChangeCombo")->setCurrentIndex(1); // joined
        QTRY_COMPARE(rows("exportDiffTable"), QStringList{u"d|+15550104 \u00b7 Braga"_qs});
        QVERIFY(!find<QComboBox>("exportColumnCombo")->isEnabled());
        find<QComboBox>("exportChangeCombo")->setCurrentIndex(2); // left
        QTRY_COMPARE(rows("exportDiffTable"), QStringList{u"b|+15550101 \u00b7 Porto"_qs});

        m_answers.file = path(u"changes.csv"_qs);
        find<QPushButton>("saveChangesButton")->click();
        QTRY_VERIFY(find<PlainLabel>("savedChangesLabel")->plainText().startsWith(u"Changes saved to "));
        QCOMPARE(m_answers.suggested, path(u"april-changes.csv"_qs));
        QCOMPARE(readText(path(u"changes.csv"_qs)),
                 QByteArray("contactId,phone,city,change\r\na,+15550199,Porto,changed\r\nc,+15550103,Faro,changed\r\n"
                            "d,+15550104,Braga,joined\r\nb,+15550101,Porto,left\r\n"));
        QCOMPARE(m_audit->count(), 1);
        const AuditEntry entry = m_audit->read(1, 1)->first();
        QCOMPARE(auditEventText(entry.event), u"Differences of two exports saved"_qs);
        QCOMPARE(auditObjectText(entry), u"Exports march.csv and april.csv"_qs);
        QVERIFY(auditFactsText(entry).contains(u"changed: 2"));
    }

    void F97_aWindowThatOnlyLooksComparesButSavesNothing()
    {
        m_isReadOnly = true;
        const QString older = writeExport(path(u"march.csv"_qs), {u"n"_qs}, {{"a", {text("1")}, {}}});
        const QString newer = writeExport(path(u"april.csv"_qs), {u"n"_qs}, {{"a", {text("2")}, {}}});
        open(older, newer);
        m_isReadOnly = false;
        find<QPushButton>("compareExportsButton")->click();
        QTRY_VERIFY(find<QPushButton>("saveChangesButton")->isEnabled());
        m_answers.file = path(u"changes.csv"_qs);
        find<QPushButton>("saveChangesButton")->click();
        QTRY_VERIFY(find<PlainLabel>("savedChangesLabel")->plainText().contains(u"read-only"));
        QVERIFY(!QFile::exists(path(u"changes.csv"_qs)));
    }

    void saysWhyItRefuses()
    {
        const QString older = writeExport(path(u"march.csv"_qs), {u"n"_qs}, {{"a", {text("1")}, {}}});
        const QString newer = writeExport(path(u"april.csv"_qs), {u"n"_qs}, {{"a", {text("2")}, {}}});
        writeText(newer, readText(newer).chopped(5));
        open(older, newer);
        find<QPushButton>("compareExportsButton")->click();
        QTRY_VERIFY(m_dialog->findChild<ErrorPanel *>()->isVisible());
        QStringList told;
        for (const PlainLabel *label : m_dialog->findChild<ErrorPanel *>()->findChildren<PlainLabel *>())
            told << label->plainText();
        QVERIFY2(told.join(u' ').contains(u"shorter than its manifest states"), qPrintable(told.join(u' ')));
        QVERIFY(!find<QPushButton>("saveChangesButton")->isEnabled());
        QVERIFY(find<QPushButton>("compareExportsButton")->isEnabled()); // once more
    }

    void scrollsThroughManyRowsWithoutHoldingTheWindow()
    {
        QByteArray before = "contactId,n\n", after = before;
        constexpr int count = 60'000;
        for (int id = 0; id < count; ++id) {
            before += QByteArray::number(id) + ",old\n";
            after += QByteArray::number(id) + ",new\n";
        }
        verifyNeverHeld(*this, [&] {
            open(writeText(path(u"a.csv"_qs), before), writeText(path(u"b.csv"_qs), after));
            find<QPushButton>("compareExportsButton")->click();
            QTRY_VERIFY(find<QPushButton>("saveChangesButton")->isEnabled());
            auto *table = find<QTableView>("exportDiffTable");
            auto *model = m_dialog->findChild<ExportDiffModel *>();
            QCOMPARE(model->rowCount(), count);
            static_cast<WatchedApplication *>(qApp)->startWatch();
            for (const int row : {count - 1, count / 2, 0, 777}) {
                table->scrollTo(model->index(row, 0));
                table->setCurrentIndex(model->index(row, 0));
                QTRY_COMPARE(model->index(row, 0).data().toString(), QString::number(row));
                QTRY_COMPARE(rows("exportDiffValuesTable"), QStringList{u"n|old|new"_qs});
            }
        });
    }

    void stops()
    {
        QByteArray bytes = "contactId,n\n";
        for (int id = 0; id < 1'000'000; ++id)
            bytes += QByteArray::number(id) + ",some value that takes its time\n";
        const QString file = writeText(path(u"a.csv"_qs), bytes);
        open(file, file);
        find<QPushButton>("compareExportsButton")->click();
        QVERIFY(find<QPushButton>("stopComparingButton")->isVisible());
        QVERIFY(!find<QPushButton>("compareExportsButton")->isEnabled());
        find<QPushButton>("stopComparingButton")->click();
        QVERIFY(!find<QPushButton>("stopComparingButton")->isVisible());
        QVERIFY(find<QPushButton>("compareExportsButton")->isEnabled());
        QCOMPARE(m_dialog->findChild<ExportDiffModel *>()->rowCount(), 0);
        find<QPushButton>("compareExportsButton")->click(); // and it can be begun again, and closed meanwhile
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    bool m_isReadOnly = false;
    std::unique_ptr<AuditLog> m_audit;
    std::unique_ptr<CompareExportsDialog> m_dialog;
    Answers m_answers;
};

MUSTER_TEST(TestCompareExportsDialog, WatchedApplication)

} // namespace tst_compareexportsdialog
#include "tst_compareexportsdialog.moc"
