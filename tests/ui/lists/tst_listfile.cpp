// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/contacttablemodel.h"
#include "resources/resources.h"
#include "tests/support/guiwatchdog.h"
#include "tests/support/listswindow.h"
#include "tests/support/testprogram.h"

#include <QApplication>
#include <QComboBox>
#include <QDropEvent>
#include <QFile>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QTableView>
#include <QUrl>

using namespace muster;
using namespace muster::test;

namespace tst_listfile {

/// A CSV file in the window: chosen or dropped, its columns, the dry run without a tenant.
class TestListFile : public QObject
{
    Q_OBJECT

private:
    QString write(const char *name, const QByteArray &bytes)
    {
        QFile file(m_window->folder().filePath(QString::fromLatin1(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            return {};
        return file.fileName();
    }
    template <typename T>
    T *find(const char *name)
    {
        return m_window->find<T>(name);
    }
    ListWorkbench &bench() { return m_window->bench(); }
    qint64 count(ListVerdict verdict) { return bench().summary().verdicts[std::size_t(verdict)]; }
    void drop(const QList<QUrl> &urls)
    {
        QMimeData data;
        data.setUrls(urls);
        QWidget *page = m_window->page();
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(page, &enter);
        if (!enter.isAccepted())
            return;
        QDropEvent dropped(QPointF(50, 50), Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(page, &dropped);
        QCOMPARE(dropped.dropAction(), Qt::CopyAction);
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

    void aFileIsLookedAtWithoutATenant()
    {
        QVERIFY(m_window->open());
        QVERIFY(!find<QPushButton>("openRestoreButton")->isEnabled());
        m_window->answers().file = write("spring.csv",
                                         "Contact ID;Reach;Land;Country\n"
                                         "a;(201) 555-0123;x;US\n"
                                         "b;2079460018;x;GB\n"
                                         "c;not given;x;US\n"
                                         "d;+44 7400 123456;x;\n");
        find<QPushButton>("openListFileButton")->click();
        auto *preview = find<QTableView>("csvPreviewTable");
        QTRY_VERIFY(preview->isVisible());
        QCOMPARE(preview->model()->rowCount(), 4);
        auto *phone = find<QComboBox>("csvPhoneColumnCombo");
        QCOMPARE(phone->currentText(), QStringLiteral("Reach")); // by its looks
        QCOMPARE(find<QComboBox>("csvIdColumnCombo")->currentText(), QStringLiteral("Contact ID"));
        QCOMPARE(find<QComboBox>("csvCountryColumnCombo")->currentText(), QStringLiteral("Country"));
        QCOMPARE(preview->model()->headerData(1, Qt::Horizontal).toString(), QStringLiteral("Reach \u00b7 number"));
        auto *openButton = find<QPushButton>("openCsvFileButton");
        phone->setCurrentIndex(phone->findText(QStringLiteral("Contact ID")));
        QVERIFY(!openButton->isEnabled()); // id and number at once
        phone->setCurrentIndex(phone->findText(QStringLiteral("Reach")));
        auto *region = find<QComboBox>("csvDefaultRegionCombo");
        region->setCurrentIndex(region->findData(QStringLiteral("US")));
        openButton->click();
        auto *table = find<QTableView>("contactsTable");
        QTRY_VERIFY(table->isVisible() && !bench().isBusy() && bench().summary().contacts == 4);
        QTRY_COMPARE(count(ListVerdict::Fix), 3);
        QCOMPARE(count(ListVerdict::Purge), 1);
        QCOMPARE(table->model()->index(1, ContactTableModel::WillBecome).data().toString(),
                 QStringLiteral("+442079460018"));
        QCOMPARE(find<QComboBox>("regionMemberCombo")->currentData().toString(), QStringLiteral("Country"));
        // What needs a server is off, and says why.
        auto *apply = find<QPushButton>("reviewApplyButton");
        QVERIFY(!apply->isEnabled());
        QVERIFY(!apply->toolTip().isEmpty());
        QTRY_VERIFY(find<PlainLabel>("listWarningLabel")->isVisible());
        QVERIFY(find<PlainLabel>("listWarningLabel")->plainText().contains(QStringLiteral("Dry run")));
        // The country is a column like any other afterwards, too.
        auto *member = find<QComboBox>("regionMemberCombo");
        member->setCurrentIndex(0);
        QTRY_VERIFY(!bench().isBusy() && count(ListVerdict::Review) == 1);
        // Again, with what was chosen.
        find<QAbstractButton>("readListAgainButton")->click();
        QTRY_VERIFY(!bench().isBusy() && bench().summary().contacts == 4);
        find<QPushButton>("backToListsButton")->click();
        QVERIFY(find<QPushButton>("openListFileButton")->isVisible());
    }

    void S23_aBrokenFileSaysRowAndColumnAndWhatToDo_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("place");
        QTest::newRow("quote") << QByteArray("id,phone\na,1\nb,\"2\n") << QStringLiteral("row 3, column 2");
        QTest::newRow("cells") << QByteArray("id,phone\na,1,2\n") << QStringLiteral("row 2, column 3");
        QTest::newRow("zero") << QByteArray("id,phone\na,1\0\n", 14) << QStringLiteral("row 2, column 2");
    }

    void S23_aBrokenFileSaysRowAndColumnAndWhatToDo()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, place);
        QVERIFY(m_window->open());
        drop({QUrl::fromLocalFile(write("broken.csv", bytes))});
        auto *panel = find<QWidget>("csvErrorPanel");
        QTRY_VERIFY(panel->isVisible());
        const auto text = [panel](const char *name) {
            return panel->findChild<PlainLabel *>(QString::fromLatin1(name))->plainText();
        };
        QVERIFY2(text("errorWhatLabel").contains(place), qPrintable(text("errorWhatLabel")));
        QVERIFY(!text("errorTodoLabel").isEmpty());
        QVERIFY(!find<QPushButton>("openCsvFileButton")->isEnabled());
        // Another one can be chosen at once.
        m_window->answers().file = write("good.csv", "id,phone\na,+12015550123\n");
        panel->findChild<QPushButton *>(QStringLiteral("tryAgainButton"))->click();
        QTRY_VERIFY(find<QPushButton>("openCsvFileButton")->isEnabled());
    }

    void S23_aFileThatBreaksBehindThePreviewShowsWhatCameBefore()
    {
        QVERIFY(m_window->open());
        QByteArray bytes("id,phone\n");
        for (int i = 0; i < 3000; ++i)
            bytes += QByteArray::number(i) + ",+12015550123\n";
        drop({QUrl::fromLocalFile(write("late.csv", bytes + "x,\"1\n"))});
        QTRY_VERIFY(find<QPushButton>("openCsvFileButton")->isEnabled());
        find<QPushButton>("openCsvFileButton")->click();
        auto *warning = find<PlainLabel>("listWarningLabel");
        QTRY_VERIFY(warning->isVisible());
        QVERIFY2(warning->plainText().contains(QStringLiteral("row 3,002, column 2"))
                     || warning->plainText().contains(QStringLiteral("row 3002, column 2")),
                 qPrintable(warning->plainText()));
        QTRY_COMPARE(bench().summary().contacts, 3000);
        QVERIFY(!find<QPushButton>("reviewApplyButton")->isEnabled());
    }

    void onlyALocalFileCanBeDropped()
    {
        QVERIFY(m_window->open());
        auto *page = find<QWidget>("csvFilePage");
        drop({QUrl(QStringLiteral("https://example.com/a.csv"))});
        QVERIFY(!page->isVisible());
        drop({QUrl::fromLocalFile(QStringLiteral("/nobody has this file"))});
        QVERIFY(page->isVisible());
        QTRY_VERIFY(find<QWidget>("csvErrorPanel")->isVisible());
    }

    void theWindowIsNeverHeldByALargeFile()
    {
        verifyNeverHeld(*this, [this] {
            QVERIFY(m_window->open());
            QByteArray bytes("id,phone,country\n");
            for (int i = 0; i < 50'000; ++i)
                bytes += "c-" + QByteArray::number(i) + ",(201) 555-" + QByteArray::number(1000 + i % 9000) + ",US\n";
            const QString file = write("large.csv", bytes);
            drop({QUrl::fromLocalFile(file)});
            QTRY_VERIFY(find<QPushButton>("openCsvFileButton")->isEnabled());
            auto &watch = static_cast<WatchedApplication &>(*qApp);
            find<QPushButton>("openCsvFileButton")->click();
            watch.startWatch();
            QTRY_VERIFY_WITH_TIMEOUT(bench().summary().contacts == 50'000 && !bench().isBusy(), 60'000);
            watch.stopWatch();
        });
    }

private:
    std::unique_ptr<ListsWindow> m_window;
};

MUSTER_TEST(TestListFile, WatchedApplication)

} // namespace tst_listfile

#include "tst_listfile.moc"
