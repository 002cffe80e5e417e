// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/scrubmodels.h"
#include "models/scrub/registrystore.h"
#include "models/store/auditlog.h"
#include "resources/resources.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/lists/contactlistspage.h"
#include "ui/lists/scrub/registrydialog.h"
#include "ui/lists/scrub/scrubdialog.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QCryptographicHash>
#include <QDateEdit>
#include <QFile>
#include <QJsonObject>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;

namespace tst_scrubjourney {

namespace {

class Answers final : public Prompts
{
public:
    void ask(QWidget *, const Question &question, std::function<void(bool)> answer) override
    {
        asked = question.text;
        answer(accept);
    }
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
    QString file, suggested, asked;
    bool accept = false;
};

} // namespace

class TestScrubJourney : public QObject
{
    Q_OBJECT

private:
    template <typename T>
    [[nodiscard]] T *find(const char *name) const
    {
        return m_dialog->findChild<T *>(QString::fromLatin1(name));
    }
    [[nodiscard]] QString path(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    [[nodiscard]] QString write(const char *name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
        return file.fileName();
    }
    [[nodiscard]] QByteArray read(const char *name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("<unreadable>");
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
    void import(const QString &file, const QString &name, const QDate &asOf)
    {
        find<QPushButton>("addRegistryButton")->click();
        auto *dialog = m_dialog->findChild<RegistryDialog *>();
        QVERIFY(dialog);
        auto *button = dialog->findChild<QPushButton *>(QStringLiteral("importRegistryButton"));
        QVERIFY(!button->isEnabled());
        m_answers.file = file;
        dialog->findChild<QAbstractButton *>(QStringLiteral("chooseRegistryFileButton"))->click();
        if (!name.isEmpty())
            dialog->findChild<QLineEdit *>(QStringLiteral("registryNameEdit"))->setText(name);
        dialog->findChild<QDateEdit *>(QStringLiteral("registryAsOfEdit"))->setDate(asOf);
        button->click();
        QTRY_VERIFY(!m_store->isImporting());
        QTRY_VERIFY(!m_dialog->findChild<RegistryDialog *>());
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
        m_audit = AuditLog::open(path("audit.jsonl"), m_folder->path(), false).value();
        m_store = std::make_unique<RegistryStore>(path("registries"), *m_audit);
        m_dialog = std::make_unique<ScrubDialog>(*m_store, *m_audit);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    }
    void cleanup()
    {
        m_dialog.reset();
        m_store.reset();
        m_audit.reset();
        Prompts::replace(nullptr);
    }

    void fromTheRegistryToTheEvidence()
    {
        keepPicture(*m_dialog, QStringLiteral("scrub-empty"));
        QVERIFY(!find<QPushButton>("startScrubButton")->isEnabled());
        const QDate today = QDate::currentDate();
        import(write("national.csv", "+12015550101\n+12015550102\n"), {}, today.addDays(-40));
        import(write("own.csv", "phone\n+12015550101\n"), QStringLiteral("Office list"), today);
        new QAbstractItemModelTester(m_dialog->findChild<RegistriesModel *>(), m_dialog.get());
        QCOMPARE(rows("registriesTable").size(), 2);
        QVERIFY2(rows("registriesTable")[0].startsWith(u"national|"), qPrintable(rows("registriesTable")[0]));
        find<QTableView>("registriesTable")->setCurrentIndex(find<QTableView>("registriesTable")->model()->index(0, 0));
        QVERIFY2(text("registryDetailsLabel").contains(u"31 days"), qPrintable(text("registryDetailsLabel")));

        m_answers.file = write("contacts.csv", "name,phone\nAnn,+12015550100\nBob,+12015550101\nCy,nobody\n"
                                               "Di,2015550102\n");
        find<QAbstractButton>("chooseScrubFileButton")->click();
        QTRY_VERIFY(find<QPushButton>("startScrubButton")->isEnabled());
        QCOMPARE(find<QComboBox>("scrubColumnCombo")->currentText(), QStringLiteral("phone"));
        find<QPushButton>("startScrubButton")->click();
        QTRY_VERIFY(find<QPushButton>("saveScrubbedButton")->isEnabled());
        QCOMPARE(text("scrubSummaryLabel"),
                 QStringLiteral("Rows: 4. May be dialled: 1. Blocked: 1. Could not be read: 2."));
        QVERIFY(text("scrubNotesLabel").contains(u"31 days") && text("scrubNotesLabel").contains(u"Choose a region"));
        new QAbstractItemModelTester(m_dialog->findChild<TakenOutModel *>(), m_dialog.get());
        QCOMPARE(rows("takenOutTable"),
                 (QStringList{QStringLiteral("3|+12015550101|national; Office list"),
                              QStringLiteral("4|nobody|Not a phone number"),
                              QStringLiteral("5|2015550102|No country code, and no region chosen")}));
        keepPicture(*m_dialog, QStringLiteral("scrub-result"));

        // What is chosen anew is not what is on the screen.
        auto *region = find<QComboBox>("scrubRegionCombo");
        region->setCurrentIndex(region->findData(QStringLiteral("US")));
        QVERIFY(!find<QPushButton>("saveScrubbedButton")->isEnabled());
        find<QPushButton>("startScrubButton")->click();
        QTRY_VERIFY(find<QPushButton>("saveScrubbedButton")->isEnabled());
        QCOMPARE(text("scrubSummaryLabel"),
                 QStringLiteral("Rows: 4. May be dialled: 1. Blocked: 2. Could not be read: 1."));

        m_answers.file = path("free.csv");
        find<QPushButton>("saveScrubbedButton")->click();
        QTRY_VERIFY(text("scrubToldLabel").startsWith(u"Rows saved to"));
        QVERIFY(m_answers.suggested.endsWith(u"contacts-scrubbed.csv"));
        QCOMPARE(read("free.csv"), QByteArray("name,phone\r\nAnn,+12015550100\r\n"));
        m_answers.file = path("evidence.pdf");
        find<QAction>("saveEvidencePdfAction")->trigger();
        QTRY_VERIFY(text("scrubToldLabel").startsWith(u"Evidence saved to"));
        const QByteArray pdf = read("evidence.pdf");
        QVERIFY(pdf.startsWith("%PDF-"));
        const AuditEntry entry = m_audit->read(m_audit->count(), 1)->first();
        QCOMPARE(entry.event, QStringLiteral("dnc.scrubbed"));
        QCOMPARE(entry.facts[u"evidence"].toObject()[u"sha256"].toString(),
                 QString::fromLatin1(QCryptographicHash::hash(pdf, QCryptographicHash::Sha256).toHex()));
        QCOMPARE(entry.facts[u"scrubbed"].toObject()[u"rows"].toInteger(), 1);
        if (const QString kept = qEnvironmentVariable("MUSTER_TEST_ARTEFACTS"); !kept.isEmpty()) {
            QFile::remove(kept + QStringLiteral("/scrub-evidence.pdf"));
            QVERIFY(QFile::copy(path("evidence.pdf"), kept + QStringLiteral("/scrub-evidence.pdf")));
        }
    }

    void onlyWhatIsTickedIsAsked()
    {
        import(write("a.csv", "+12015550101\n"), {}, QDate::currentDate());
        import(write("b.csv", "+12015550102\n"), {}, QDate::currentDate());
        m_dialog->setFile(write("contacts.csv", "phone\n+12015550101\n+12015550102\n"));
        auto *model = m_dialog->findChild<RegistriesModel *>();
        QVERIFY(model->setData(model->index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
        QTRY_VERIFY(find<QPushButton>("startScrubButton")->isEnabled());
        find<QPushButton>("startScrubButton")->click();
        QTRY_VERIFY(find<QPushButton>("saveScrubbedButton")->isEnabled());
        QCOMPARE(rows("takenOutTable"), QStringList{QStringLiteral("3|+12015550102|b")});
        QVERIFY(model->setData(model->index(1, 0), Qt::Unchecked, Qt::CheckStateRole));
        QVERIFY(!find<QPushButton>("startScrubButton")->isEnabled());
    }

    void aRegistryThatIsNoneIsNotImported()
    {
        import(write("a.csv", "+12015550101\n+1 800 FLOWERS\n"), {}, QDate::currentDate());
        QTRY_VERIFY(find<PlainLabel>("registryFailedLabel")->isVisible());
        QVERIFY2(text("registryFailedLabel").contains(u"no phone number"), qPrintable(text("registryFailedLabel")));
        QCOMPARE(rows("registriesTable"), QStringList());
    }

    void refreshesAndRemoves()
    {
        import(write("a.csv", "+12015550101\n"), {}, QDate::currentDate());
        (void)write("a.csv", "+12015550101\n+12015550102\n");
        find<QPushButton>("refreshRegistryButton")->click();
        QTRY_VERIFY(!m_store->isImporting());
        QVERIFY(rows("registriesTable")[0].endsWith(u"|2"));
        find<QPushButton>("removeRegistryButton")->click();
        QVERIFY(m_answers.asked.contains(u"a"));
        QCOMPARE(rows("registriesTable").size(), 1);
        m_answers.accept = true;
        find<QPushButton>("removeRegistryButton")->click();
        QCOMPARE(rows("registriesTable").size(), 0);
    }

    void aFileThatCannotBeReadSaysSo()
    {
        import(write("a.csv", "+12015550101\n"), {}, QDate::currentDate());
        m_dialog->setFile(write("contacts.csv", "PK\x03\x04"));
        QTRY_VERIFY(find<QWidget>("scrubErrorPanel")->isVisible());
        QVERIFY(!find<QPushButton>("startScrubButton")->isEnabled());
    }

    void itIsReachedFromTheLists()
    {
        ContactListsPage page;
        QSignalSpy asked(page.index(), &ListIndexPane::scrubAsked);
        auto *button = page.findChild<QPushButton *>(QStringLiteral("openScrubButton"));
        QVERIFY(button && button->isEnabled()); // without a tenant
        button->click();
        QCOMPARE(asked.size(), 1);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    Answers m_answers;
    std::unique_ptr<AuditLog> m_audit;
    std::unique_ptr<RegistryStore> m_store;
    std::unique_ptr<ScrubDialog> m_dialog;
};

MUSTER_TEST(TestScrubJourney, QApplication)

} // namespace tst_scrubjourney
#include "tst_scrubjourney.moc"
