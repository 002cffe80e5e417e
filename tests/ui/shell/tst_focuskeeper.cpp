// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/keyboardfocus.h"

#include "tests/support/testprogram.h"

#include <QApplication>
#include <QLineEdit>
#include <QMainWindow>
#include <QVBoxLayout>

using namespace muster;

namespace tst_focuskeeper {

/// The focus is never nowhere, whatever becomes of the control that has it.
class TestFocusKeeper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_window = std::make_unique<QMainWindow>();
        auto *centre = new QWidget(m_window.get());
        auto *column = new QVBoxLayout(centre);
        m_first = new QLineEdit(centre);
        m_pane = new QWidget(centre);
        auto *inner = new QVBoxLayout(m_pane);
        m_one = new QLineEdit(m_pane);
        m_two = new QLineEdit(m_pane);
        inner->addWidget(m_one);
        inner->addWidget(m_two);
        column->addWidget(m_first);
        column->addWidget(m_pane);
        m_window->setCentralWidget(centre);
        new FocusKeeper(m_window.get());
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanup() { m_window.reset(); }

    void aPaneHandsItOn()
    {
        m_first->setFocus();
        m_pane->setFocus();
        QTRY_COMPARE(QApplication::focusWidget(), m_one);
    }

    void theNearestTakesOverFromOneThatGoesAway()
    {
        m_two->setFocus();
        QCoreApplication::processEvents();
        m_two->clearFocus(); // as when a row is deleted together with its fields
        delete m_two;
        QTRY_COMPARE(QApplication::focusWidget(), m_one);
        QCoreApplication::processEvents();
        m_one->clearFocus();
        delete m_pane;
        QTRY_COMPARE(QApplication::focusWidget(), m_first);
    }

    void oneThatIsDisabledGivesItAway()
    {
        m_two->setFocus();
        QCoreApplication::processEvents();
        m_pane->setEnabled(false);
        QTRY_COMPARE(QApplication::focusWidget(), m_first);
    }

    /// As a button that is off while what it has started runs.
    void whatWasOffHasItBack()
    {
        m_one->setFocus();
        QCoreApplication::processEvents();
        m_one->setEnabled(false);
        QTRY_COMPARE(QApplication::focusWidget(), m_two); // in the pane
        m_two->setEnabled(false);
        QTRY_COMPARE(QApplication::focusWidget(), m_first);
        m_two->setEnabled(true);
        QTRY_COMPARE(QApplication::focusWidget(), m_two);
        // What was hidden with its pane, too.
        m_pane->hide();
        QTRY_COMPARE(QApplication::focusWidget(), m_first);
        m_pane->show();
        QTRY_COMPARE(QApplication::focusWidget(), m_two);
    }

    /// A click gives a button the focus and presses it before anybody hears of either.
    void whatWasOffAtOnceHasItBack()
    {
        m_first->setFocus();
        QCoreApplication::processEvents();
        m_one->setFocus();
        m_one->setEnabled(false);
        QTRY_COMPARE(QApplication::focusWidget(), m_two);
        QCoreApplication::processEvents();
        m_one->setEnabled(true);
        QTRY_COMPARE(QApplication::focusWidget(), m_one);
    }

    /// A page that switches off one button and the one that Qt went to.
    void theFirstOfSeveralHasItBack()
    {
        m_one->setFocus();
        QCoreApplication::processEvents();
        m_one->setEnabled(false);
        m_two->setEnabled(false);
        QTRY_COMPARE(QApplication::focusWidget(), m_first);
        QCoreApplication::processEvents();
        m_two->setEnabled(true);
        QCoreApplication::processEvents();
        QCOMPARE(QApplication::focusWidget(), m_first);
        m_one->setEnabled(true);
        QTRY_COMPARE(QApplication::focusWidget(), m_one);
    }

    void whatWasOffWithItsPaneHasItBack()
    {
        m_two->setFocus();
        QCoreApplication::processEvents();
        m_pane->setEnabled(false);
        QTRY_COMPARE(QApplication::focusWidget(), m_first);
        QCoreApplication::processEvents();
        m_pane->setEnabled(true);
        QTRY_COMPARE(QApplication::focusWidget(), m_two);
    }

    void whoWorksInItsPlaceStaysThere()
    {
        m_two->setFocus();
        QCoreApplication::processEvents();
        m_two->setEnabled(false);
        QTRY_COMPARE(QApplication::focusWidget(), m_one);
        QCoreApplication::processEvents();
        QTest::keyClick(m_one, Qt::Key_A);
        m_two->setEnabled(true);
        QCoreApplication::processEvents();
        QCOMPARE(QApplication::focusWidget(), m_one);
    }

    void whoWentElsewhereStaysThere()
    {
        m_two->setFocus();
        QCoreApplication::processEvents();
        m_two->setEnabled(false);
        QTRY_COMPARE(QApplication::focusWidget(), m_one);
        m_first->setFocus();
        QCoreApplication::processEvents();
        m_two->setEnabled(true);
        QCoreApplication::processEvents();
        QCOMPARE(QApplication::focusWidget(), m_first);
    }

    void whoeverKnowsBetterIsLeftAlone()
    {
        m_first->setFocus();
        m_pane->setFocus();
        m_two->setFocus();
        QCoreApplication::processEvents();
        QCOMPARE(QApplication::focusWidget(), m_two);
    }

private:
    std::unique_ptr<QMainWindow> m_window;
    QWidget *m_pane = nullptr;
    QLineEdit *m_first = nullptr, *m_one = nullptr, *m_two = nullptr;
};

MUSTER_TEST(TestFocusKeeper, QApplication)

} // namespace tst_focuskeeper
#include "tst_focuskeeper.moc"
