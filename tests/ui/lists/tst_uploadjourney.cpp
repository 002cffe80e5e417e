// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/uploadmodels.h"
#include "resources/resources.h"
#include "tests/support/guiwatchdog.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "tests/support/uploadfixture.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/lists/contactlistspage.h"
#include "ui/lists/upload/uploaddialog.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>

using namespace muster;
using namespace muster::test;

namespace tst_uploadjourney {

namespace {

class Answers final : public Prompts
{
public:
    void saveFile(QWidget *, const QString &, const QString &suggestion, const QStringList &,
                  std::function<void(QString)> answer) override
    {
        suggested = suggestion;
        answer(file);
    }
    void openFile(QWidget *, const QString &, const QStringList &, std::function<void(QString)> answer) override
    {
        answer(file);
    }
    void chooseFolder(QWidget *, const QString &, const QString &, std::function<void(QString)> answer) override
    {
        answer(file);
    }
    QString file, suggested;
};

} // namespace

class TestUploadJourney : public QObject
{
    Q_OBJECT

private:
    template <typename T>
    [[nodiscard]] T *find(const char *name) const
    {
        return m_dialog->findChild<T *>(QString::fromLatin1(name));
    }
    [[nodiscard]] QStringList rows(const char *table) const
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
    [[nodiscard]] QString text(const char *label) const { return find<PlainLabel>(label)->plainText(); }
    void choose(const QString &file)
    {
        m_answers.file = file;
        find<QAbstractButton>("chooseUploadFileButton")->click();
        QVERIFY(find<QPushButton>("startUploadButton")->isEnabled());
    }
    void check()
    {
        find<QPushButton>("startUploadButton")->click();
        QTRY_VERIFY(find<QPushButton>("uploadReportButton")->isEnabled());
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
        m_fixture = std::make_unique<UploadFixture>();
        m_answers = Answers();
        Prompts::replace(&m_answers);
        m_dialog = std::make_unique<UploadDialog>(*m_fixture->audit);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    }
    void cleanup()
    {
        m_dialog.reset();
        Prompts::replace(nullptr);
    }

    void fromTheFileToTheCountsOfTheTenant()
    {
        keepPicture(*m_dialog, QStringLiteral("upload-empty"));
        QVERIFY(!find<QPushButton>("startUploadButton")->isEnabled());
        choose(m_fixture->write("externalId;phone;name\n1;+12015550121;Ann\n2;nobody;Bob\n2;+12015550123;Cyd\n"
                                ";+12015550124;Dan\n5;+12015550125;Eve\n"));
        check();
        QCOMPARE(text("uploadSummaryLabel"), u"Rows: 5. Accepted: 2. Breaking a rule: 3."_qs);
        new QAbstractItemModelTester(m_dialog->findChild<UploadRulesModel *>(), m_dialog.get());
        new QAbstractItemModelTester(m_dialog->findChild<UploadFindingsModel *>(), m_dialog.get());
        QCOMPARE(rows("uploadRulesTable"),
                 (QStringList{u"Separator|1|CXone manual|Fixed in the copy"_qs,
                              u"No external ID|1|CXone API|Row rejected"_qs,
                              u"External ID repeated|1|Muster’s uploads|Row rejected"_qs,
                              u"Not a phone number|1|Muster’s uploads|Row rejected"_qs}));
        QCOMPARE(
            rows("uploadFindingsTable"),
            (QStringList{u"none|whole file|Separator"_qs, u"3|phone|Not a phone number"_qs,
                         u"4|externalId|External ID repeated: as in row 3"_qs, u"5|externalId|No external ID"_qs}));
        keepPicture(*m_dialog, QStringLiteral("upload-result"));
        auto *rule = find<QComboBox>("uploadRuleCombo");
        rule->setCurrentIndex(rule->findData(u"id_missing"_qs));
        QCOMPARE(rows("uploadFindingsTable"), QStringList{u"5|externalId|No external ID"_qs});
        QVERIFY(!text("uploadRuleLabel").isEmpty());

        m_answers.file = m_fixture->folder.path();
        find<QPushButton>("copyUploadButton")->click();
        QTRY_VERIFY(text("uploadToldLabel").startsWith(u"Copy saved to"));
        QCOMPARE(m_fixture->read(u"contacts-upload-1.csv"_qs),
                 QByteArray("externalId,phone,name\r\n1,+12015550121,Ann\r\n5,+12015550125,Eve\r\n"));
        m_answers.file = m_fixture->path(u"report.json"_qs);
        find<QAction>("saveUploadJsonAction")->trigger();
        QTRY_VERIFY(text("uploadToldLabel").startsWith(u"Report saved to"));
        QVERIFY(m_answers.suggested.endsWith(u"contacts-upload-report.json"));

        find<QTabWidget>("uploadTabs")->setCurrentIndex(1);
        auto *list = find<QComboBox>("uploadListCombo");
        QVERIFY(!list->isEnabled() && !find<QPushButton>("reloadUploadListsButton")->isEnabled());
        const auto told = [](qint64 records, qint64 valid, qint64 invalid) {
            return QList<ContactListSummary>{{.id = u"7"_qs,
                                              .name = u"New"_qs,
                                              .contactCount = records,
                                              .facts = {.valid = valid, .invalid = invalid}}};
        };
        m_dialog->setLists(told(2, 1, 1));
        list->setCurrentIndex(1);
        QCOMPARE(rows("uploadCountsTable"),
                 (QStringList{u"Records|2|2|as expected"_qs, u"Valid|2|1|1 too few"_qs, u"Invalid|0|1|1 too many"_qs}));
        keepPicture(*m_dialog, QStringLiteral("upload-reconcile"));
        // While the counts are read anew nothing is said; the chosen list stays so.
        QSignalSpy reload(m_dialog.get(), &UploadDialog::reloadAsked);
        find<QPushButton>("reloadUploadListsButton")->click();
        QCOMPARE(reload.size(), 1);
        m_dialog->setLists(QList<ContactListSummary>());
        QCOMPARE(rows("uploadCountsTable"), QStringList());
        m_dialog->setLists(told(2, 2, 0));
        QCOMPARE(text("uploadVerdictLabel"), u"New counts what the check expected."_qs);
        m_dialog->setLists(told(2, -1, -1));
        QVERIFY(text("uploadVerdictLabel").startsWith(u"New does not count"));
    }

    void whatIsEnteredAnewIsNotWhatWasChecked()
    {
        choose(m_fixture->write("externalId,phone\n1,(201) 555-0121\n"));
        check();
        QVERIFY(text("uploadNotesLabel").contains(u"Choose a region"));
        auto *region = find<QComboBox>("uploadRegionCombo");
        region->setCurrentIndex(region->findData(u"US"_qs));
        QVERIFY(!find<QPushButton>("copyUploadButton")->isEnabled());
        check();
        QCOMPARE(text("uploadSummaryLabel"), u"Rows: 1. Accepted: 1. Breaking a rule: 0."_qs);
        QCOMPARE(rows("uploadRulesTable"), QStringList());
    }

    void aFileThatCannotBeCopiedSaysWhy()
    {
        choose(m_fixture->write("name,phone\nAnn,+12015550121\n"));
        check();
        QVERIFY(!find<QPushButton>("copyUploadButton")->isEnabled());
        QVERIFY(text("uploadNotesLabel").contains(u"column names"));
        choose(m_fixture->write("PK\x03\x04xxxx"));
        find<QPushButton>("startUploadButton")->click();
        QTRY_VERIFY(find<QWidget>("uploadErrorPanel")->isVisible());
        QVERIFY(!find<QPushButton>("uploadReportButton")->isEnabled());
    }

    void theWindowIsNeverHeld()
    {
        QByteArray text = "externalId,phone\n";
        for (int row = 0; row < 60'000; ++row)
            text += QByteArray::number(row % 30'000) + ",nobody \n";
        verifyNeverHeld(*this, [this, text] {
            choose(m_fixture->write(text));
            static_cast<WatchedApplication &>(*qApp).startWatch();
            check();
            QVERIFY(this->text("uploadShownLabel").contains(u"findings; save the report"));
        });
    }

    void itIsReachedFromTheLists()
    {
        ContactListsPage page;
        QSignalSpy asked(page.index(), &ListIndexPane::uploadAsked);
        auto *button = page.findChild<QPushButton *>(u"openUploadButton"_qs);
        QVERIFY(button && button->isEnabled()); // without a tenant
        button->click();
        QCOMPARE(asked.size(), 1);
        QVERIFY(!page.index()->lists());
        page.index()->setTenant(true);
        QVERIFY(page.index()->lists() && page.index()->lists()->isEmpty());
    }

private:
    std::unique_ptr<UploadFixture> m_fixture;
    Answers m_answers;
    std::unique_ptr<UploadDialog> m_dialog;
};

MUSTER_TEST(TestUploadJourney, WatchedApplication)

} // namespace tst_uploadjourney
#include "tst_uploadjourney.moc"
