// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/contacttablemodel.h"
#include "resources/resources.h"
#include "tests/support/guiwatchdog.h"
#include "tests/support/listswindow.h"
#include "tests/support/testprogram.h"

#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QPushButton>
#include <QTableView>

using namespace muster;
using namespace muster::test;

namespace tst_listdecisions {

/// A person's word on a quarter of a million contacts at once: the window goes on, whatever is selected.
class TestListDecisions : public QObject
{
    Q_OBJECT

private:
    static constexpr int contacts = 250'000;

    template <typename T>
    T *find(const char *name)
    {
        return m_window->find<T>(name);
    }
    ListWorkbench &bench() { return m_window->bench(); }
    qint64 count(ListVerdict verdict) { return bench().summary().verdicts[std::size_t(verdict)]; }
    void decide(const char *action)
    {
        auto *one = m_window->page()->findChild<QAction *>(QString::fromLatin1(action));
        QVERIFY(one);
        one->trigger();
    }

private Q_SLOTS:
    void initTestCase()
    {
        installTranslations(*qApp);
        QLocale::setDefault(QLocale::c());
        Theme::instance().apply(Theme::Mode::Light);
    }

    void aQuarterOfAMillionIsDecidedWithoutHoldingTheWindow()
    {
        verifyNeverHeld(*this, [this] {
            m_window = std::make_unique<ListsWindow>();
            QVERIFY(m_window->open());
            QByteArray csv = "id,phone\n";
            csv.reserve(contacts * 24);
            for (int i = 0; i < contacts; ++i) {
                csv += 'c' + QByteArray::number(i);
                if (i % 5 == 0)
                    csv += ",not given\n";
                else
                    csv += ",+1201" + QByteArray::number(4'200'000 + i) + '\n';
            }
            QFile file(m_window->folder().filePath(QStringLiteral("many.csv")));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(csv) == csv.size());
            file.close();
            m_window->answers().file = file.fileName();
            find<QPushButton>("openListFileButton")->click();
            QTRY_VERIFY(find<QPushButton>("openCsvFileButton")->isEnabled());
            find<QPushButton>("openCsvFileButton")->click();
            QTRY_VERIFY_WITH_TIMEOUT(!bench().isBusy() && bench().summary().contacts == contacts, 60'000);
            auto *table = find<QTableView>("contactsTable");
            QTRY_VERIFY(table->isVisible());
            auto &watch = static_cast<WatchedApplication &>(*qApp);

            table->setFocus();
            QTest::qWait(50); // the first painting is the fonts' and the style's
            watch.startWatch();
            QTest::keySequence(table, QKeySequence::SelectAll);
            decide("decideReviewAction");
            QTRY_COMPARE_WITH_TIMEOUT(count(ListVerdict::Review), contacts, 60'000);
            QTRY_VERIFY(!bench().isBusy());
            QTest::qWait(50); // painted
            watch.stopWatch();
            QCOMPARE(bench().summary().overridden, contacts);

            // Seen through a filter that the decision empties: every row goes.
            ContactFilter filter;
            filter.verdicts = {ListVerdict::Review};
            bench().setFilter(filter);
            QTRY_VERIFY(!bench().isBusy());
            QCOMPARE(table->model()->rowCount(), contacts);
            watch.startWatch();
            QTest::keySequence(table, QKeySequence::SelectAll);
            decide("decideUnchangedAction");
            QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 0, 60'000);
            QTest::qWait(50);
            watch.stopWatch();
            QCOMPARE(count(ListVerdict::Unchanged), contacts);

            // The rules judge anew under all these decisions, and they are taken back.
            bench().setFilter({});
            QTRY_VERIFY(!bench().isBusy());
            watch.startWatch();
            SanitizationDirective directive = bench().directive();
            directive.invalid = DirectiveAction::Flag;
            bench().setDirective(directive);
            QTRY_VERIFY(!bench().isBusy());
            QTest::keySequence(table, QKeySequence::SelectAll);
            decide("takeDecisionBackAction");
            QTRY_COMPARE_WITH_TIMEOUT(bench().summary().overridden, 0, 60'000);
            QTRY_VERIFY(!bench().isBusy());
            QTest::qWait(50);
            watch.stopWatch();
            QCOMPARE(count(ListVerdict::Review), contacts / 5); // those that are no numbers
            m_window.reset();
        });
    }

private:
    std::unique_ptr<ListsWindow> m_window;
};

MUSTER_TEST(TestListDecisions, WatchedApplication)

} // namespace tst_listdecisions

#include "tst_listdecisions.moc"
