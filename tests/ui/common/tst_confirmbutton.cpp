// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testprogram.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/theme.h"

#include <QApplication>
#include <QSignalSpy>

using namespace muster;

namespace tst_confirmbutton {

/// S30: nothing but a deliberate press confirms.
class TestConfirmButton : public QObject
{
    Q_OBJECT

private:
    static constexpr int armed = int(ConfirmButton::armingTime.count());

private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(Theme::Mode::Light); }

    void init()
    {
        m_button = std::make_unique<ConfirmButton>();
        m_button->setText(QStringLiteral("Purge 212"));
        m_button->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_button.get()));
        m_spy = std::make_unique<QSignalSpy>(m_button.get(), &ConfirmButton::confirmed);
    }

    void S30_armsOnlyAfterASecond()
    {
        QVERIFY(!m_button->isEnabled());
        QElapsedTimer since;
        since.start();
        m_button->setAllowed(true);
        QTest::mouseClick(m_button.get(), Qt::LeftButton); // meant for what lay here before
        QTRY_VERIFY_WITH_TIMEOUT(m_button->isEnabled(), 60'000);
        QVERIFY(since.elapsed() >= armed - 1);
        QVERIFY(!m_spy->wait(QApplication::doubleClickInterval() + 100));
        QCOMPARE(m_spy->size(), 0);
    }

    void S30_enterDoesNotConfirmTheSpaceBarDoes()
    {
        m_button->setAllowed(true);
        QTRY_VERIFY_WITH_TIMEOUT(m_button->isEnabled(), 60'000);
        m_button->setFocus();
        QTest::keyClick(m_button.get(), Qt::Key_Return);
        QTest::keyClick(m_button.get(), Qt::Key_Enter);
        QCOMPARE(m_spy->size(), 0);
        QTest::keyClick(m_button.get(), Qt::Key_Space);
        QCOMPARE(m_spy->size(), 1);
        QVERIFY(!m_button->isEnabled()); // one confirmation is all that it gives
        QVERIFY(!m_button->isAllowed());
    }

    void S30_aDoubleClickTakesItsFirstClickBack()
    {
        m_button->setAllowed(true);
        QTRY_VERIFY_WITH_TIMEOUT(m_button->isEnabled(), 60'000);
        QTest::mouseClick(m_button.get(), Qt::LeftButton);
        QTest::mouseDClick(m_button.get(), Qt::LeftButton);
        QVERIFY(!m_button->isEnabled());
        QVERIFY(!m_spy->wait(QApplication::doubleClickInterval() + 100));
        QCOMPARE(m_spy->size(), 0);
        QTRY_VERIFY_WITH_TIMEOUT(m_button->isEnabled(), 60'000);
        QTest::mouseClick(m_button.get(), Qt::LeftButton);
        QTRY_COMPARE(m_spy->size(), 1);
    }

    void S30_theClickThatBringsTheWindowToTheFrontDoesNotCount()
    {
        m_button->setAllowed(true);
        QTRY_VERIFY_WITH_TIMEOUT(m_button->isEnabled(), 60'000);
        QWidget other;
        other.show();
        other.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&other));
        m_button->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_button.get()));
        QVERIFY(!m_button->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(m_button->isEnabled(), 60'000);
    }

    void forbiddingWhileAClickIsPendingTakesItBack()
    {
        m_button->setAllowed(true);
        QTRY_VERIFY_WITH_TIMEOUT(m_button->isEnabled(), 60'000);
        QTest::mouseClick(m_button.get(), Qt::LeftButton);
        m_button->setAllowed(false);
        QVERIFY(!m_spy->wait(QApplication::doubleClickInterval() + 100));
        QCOMPARE(m_spy->size(), 0);
    }

private:
    std::unique_ptr<ConfirmButton> m_button;
    std::unique_ptr<QSignalSpy> m_spy;
};

MUSTER_TEST(TestConfirmButton, QApplication)

} // namespace tst_confirmbutton
#include "tst_confirmbutton.moc"
