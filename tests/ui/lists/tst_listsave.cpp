// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/contacttablemodel.h"
#include "resources/resources.h"
#include "tests/support/contactpages.h"
#include "tests/support/guiwatchdog.h"
#include "tests/support/listswindow.h"
#include "tests/support/testprogram.h"
#include "ui/lists/workbenchview.h"

#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QFileInfo>
#include <QPrinter>
#include <QPushButton>
#include <QRadioButton>
#include <QTableView>

using namespace muster;
using namespace muster::test;

namespace tst_listsave {

/// What the workbench puts into files and on paper: contacts as CSV, the report as PDF and from a printer.
class TestListSave : public QObject
{
    Q_OBJECT

private:
    template <typename T>
    T *find(const char *name)
    {
        return m_window->find<T>(name);
    }
    ListWorkbench &bench() { return m_window->bench(); }
    QString message() { return find<PlainLabel>("listMessageLabel")->plainText(); }
    QString target(const char *name) { return m_window->folder().filePath(QString::fromLatin1(name)); }

    void openWithRegion()
    {
        SandboxSettings settings;
        settings.contacts = 6000;
        QVERIFY(m_window->openFirstList(settings));
        auto *region = find<QComboBox>("defaultRegionCombo");
        region->setCurrentIndex(region->findData(QStringLiteral("US")));
        QTRY_VERIFY(!bench().isBusy());
    }
    void save(const char *scope, const QString &file, TextProfile profile = TextProfile::Machines)
    {
        m_window->answers().file = file;
        find<QAction>("saveCsvAction")->trigger();
        auto *radio = find<QRadioButton>(scope);
        QVERIFY(radio && radio->isEnabled());
        radio->setChecked(true);
        auto *combo = find<QComboBox>("saveProfileCombo");
        combo->setCurrentIndex(combo->findData(int(profile)));
        find<QPushButton>("chooseSaveFileButton")->click();
    }
    static QList<QByteArray> lines(const QString &file)
    {
        QFile written(file);
        if (!written.open(QIODevice::ReadOnly))
            return {};
        QList<QByteArray> all = written.readAll().split('\n');
        all.removeLast(); // behind the last line end
        return all;
    }
    static bool isPrivate(const QString &file)
    {
        constexpr auto others
            = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
        return !(QFileInfo(file).permissions() & others);
    }

private Q_SLOTS:
    void initTestCase()
    {
        installTranslations(*qApp);
        QLocale::setDefault(QLocale::c());
        Theme::instance().apply(Theme::Mode::Light);
    }
    void init() { m_window = std::make_unique<ListsWindow>(); }
    void cleanup() { m_window.reset(); }

    void eachScopeSavesItsContacts()
    {
        openWithRegion();
        auto *table = find<QTableView>("contactsTable");
        const qint64 all = bench().summary().contacts;
        const qint64 changes = bench().summary().verdicts[std::size_t(ListVerdict::Fix)]
            + bench().summary().verdicts[std::size_t(ListVerdict::Purge)];
        QVERIFY(changes > 2 && changes < all);
        save("saveAllRadio", target("all.csv"));
        QTRY_VERIFY(message().contains(QStringLiteral("all.csv")));
        QCOMPARE(lines(target("all.csv")).size(), all + 1);
        QVERIFY(isPrivate(target("all.csv")));
        save("saveChangesRadio", target("changes.csv"));
        QTRY_VERIFY(message().contains(QStringLiteral("changes.csv")));
        const QList<QByteArray> changed = lines(target("changes.csv"));
        QCOMPARE(changed.size(), changes + 1);
        for (const QByteArray &line : changed.sliced(1))
            QVERIFY2(line.contains(",fix,") || line.contains(",purge,"), line.constData());
        // What is shown, in the order in which it is shown.
        ContactFilter filter;
        filter.verdicts = {ListVerdict::Fix};
        bench().setFilter(filter);
        bench().sortBy(ContactTableModel::ContactId, Qt::DescendingOrder);
        QTRY_VERIFY(!bench().isBusy() && table->model()->rowCount() < all);
        save("saveShownRadio", target("shown.csv"));
        QTRY_VERIFY(message().contains(QStringLiteral("shown.csv")));
        const QList<QByteArray> shown = lines(target("shown.csv"));
        QCOMPARE(shown.size(), table->model()->rowCount() + 1);
        const auto id = [table](int row) {
            return table->model()->index(row, ContactTableModel::ContactId).data().toString().toUtf8();
        };
        QCOMPARE(shown[1].left(shown[1].indexOf(',')), id(0));
        QCOMPARE(shown.last().left(shown.last().indexOf(',')), id(table->model()->rowCount() - 1));
        table->selectRow(1);
        save("saveSelectedRadio", target("selected.csv"));
        QTRY_VERIFY(message().contains(QStringLiteral("selected.csv")));
        const QList<QByteArray> selected = lines(target("selected.csv"));
        QCOMPARE(selected.size(), 2);
        QVERIFY(selected[1].startsWith(QByteArray(id(1) + ',')));
    }

    void S21_theProfileForSpreadsheetsGuardsNumbers()
    {
        openWithRegion();
        save("saveChangesRadio", target("machines.csv"), TextProfile::Machines);
        QTRY_VERIFY(message().contains(QStringLiteral("machines.csv")));
        save("saveChangesRadio", target("spreadsheets.csv"), TextProfile::Spreadsheets);
        QTRY_VERIFY(message().contains(QStringLiteral("spreadsheets.csv")));
        const auto plus = [](const QString &file) {
            const QList<QByteArray> all = lines(file);
            return std::count_if(all.begin(), all.end(), [](const QByteArray &line) { return line.contains(",+"); });
        };
        QVERIFY(plus(target("machines.csv")) > 0);
        QCOMPARE(plus(target("spreadsheets.csv")), 0);
    }

    void anOlderFileIsReplacedOnlyOnAPersonsWord()
    {
        openWithRegion();
        QFile older(target("older.csv"));
        QVERIFY(older.open(QIODevice::WriteOnly) && older.write("mine\n") > 0);
        older.close();
        m_window->answers().accept = false;
        save("saveAllRadio", older.fileName());
        QCOMPARE(m_window->answers().asked.size(), 1);
        QTest::qWait(100); // nothing is under way that could write it
        QCOMPARE(lines(older.fileName()), QList<QByteArray>{"mine"});
        m_window->answers().accept = true;
        save("saveAllRadio", older.fileName());
        QTRY_VERIFY(message().contains(QStringLiteral("older.csv")));
        QCOMPARE(lines(older.fileName()).size(), bench().summary().contacts + 1);
        // A folder that is not there: said as such, and nothing is claimed.
        save("saveAllRadio", target("nowhere/a.csv"));
        QTRY_VERIFY(!message().isEmpty() && !message().contains(QStringLiteral("older.csv")));
        QVERIFY2(!message().startsWith(QStringLiteral("Contacts saved to")), qPrintable(message()));
    }

    void aMillionContactsAreSavedWithoutHoldingTheWindow()
    {
        verifyNeverHeld(*this, [this] {
            QVERIFY(m_window->open());
            bench().begin({.listName = QStringLiteral("large"), .file = QStringLiteral("large.csv")});
            m_window->page()->workbench()->startReading(bench().source(), nullptr);
            const std::vector<PlainContact> contacts = ContactMaker(7).many(10'000);
            for (int part = 0; part < 100; ++part) {
                std::vector<PlainContact> some = contacts;
                for (PlainContact &contact : some)
                    contact.id += '-' + std::to_string(part);
                bench().append(contactPage(some, 0, some.size()));
            }
            bench().finishReading({});
            m_window->page()->workbench()->endReading({});
            m_window->page()->show(m_window->page()->workbench());
            QTRY_VERIFY_WITH_TIMEOUT(!bench().isBusy() && bench().summary().contacts == 1'000'000, 60'000);
            int told = 0;
            connect(&bench(), &ListWorkbench::reportProgress, this, [&told](qint64 rows, qint64 total) {
                QVERIFY(rows <= 1'000'000 && (total == -1 || total == 1'000'000));
                ++told;
            });
            auto &watch = static_cast<WatchedApplication &>(*qApp);
            save("saveAllRadio", target("large.csv"));
            watch.startWatch();
            QTRY_VERIFY_WITH_TIMEOUT(message().contains(QStringLiteral("large.csv")), 60'000);
            watch.stopWatch();
            QVERIFY(told > 0);
            // Cancelled: nothing is left, nothing is claimed.
            save("saveAllRadio", target("cancelled.csv"));
            bench().cancelReport();
            QVERIFY2(message().contains(QStringLiteral("cancelled")), qPrintable(message()));
            QTRY_VERIFY(!QFileInfo::exists(target("cancelled.csv")));
            QVERIFY(find<QPushButton>("saveListButton")->isEnabled());
        });
    }

    void theReportIsAPrivatePdf()
    {
        verifyNeverHeld(*this, [this] {
            openWithRegion();
            auto &watch = static_cast<WatchedApplication &>(*qApp);
            m_window->answers().file = target("report.pdf");
            watch.startWatch();
            find<QAction>("savePdfAction")->trigger();
            QTRY_VERIFY(message().contains(QStringLiteral("report.pdf")));
            watch.stopWatch();
            QFile pdf(target("report.pdf"));
            QVERIFY(pdf.open(QIODevice::ReadOnly));
            const QByteArray bytes = pdf.readAll();
            QVERIFY(bytes.startsWith("%PDF-") && bytes.trimmed().endsWith("%%EOF"));
            QVERIFY(isPrivate(pdf.fileName()));
            // No number of a contact is in it, whatever the pages are packed with.
            QVERIFY(!bytes.contains("+1201"));
            QVERIFY(m_window->workspace().runs().isIdle());
            QVERIFY(find<QTableView>("contactsTable")->isVisible()); // and no apply page
        });
    }

    void theReportGoesToAPrinter()
    {
        openWithRegion();
        find<QAction>("printReportAction")->trigger(); // gives up in the dialog
        QTest::qWait(50);
        QVERIFY(message().isEmpty());
        auto printer = std::make_shared<QPrinter>();
        printer->setOutputFormat(QPrinter::PdfFormat);
        printer->setOutputFileName(target("paper.pdf"));
        m_window->answers().printer = printer;
        find<QAction>("printReportAction")->trigger();
        QTRY_VERIFY(!message().isEmpty());
        QVERIFY2(message().contains(QStringLiteral("sent to the printer")), qPrintable(message()));
        QVERIFY(QFileInfo(target("paper.pdf")).size() > 1000);
    }

private:
    std::unique_ptr<ListsWindow> m_window;
};

MUSTER_TEST(TestListSave, WatchedApplication)

} // namespace tst_listsave

#include "tst_listsave.moc"
