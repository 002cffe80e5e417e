// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/keyboardfocus.h"

#include "tests/support/testprogram.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMainWindow>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

using namespace muster;

namespace tst_regionkeys {

/// F6 and Shift+F6 over a window with a side, a page with a head and nested splitters, and a foot.
class TestRegionKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_window = std::make_unique<QMainWindow>();
        auto *centre = new QWidget(m_window.get());
        m_side = pane(centre, {QStringLiteral("side1"), QStringLiteral("side2")});
        m_page = pane(centre, {QStringLiteral("head")});
        auto *across = new QSplitter(Qt::Horizontal, m_page);
        auto *down = new QSplitter(Qt::Vertical, across);
        m_table = pane(down, {QStringLiteral("table")});
        m_rows = pane(down, {QStringLiteral("rows1"), QStringLiteral("rows2")});
        pane(across, {QStringLiteral("details")});
        m_page->layout()->addWidget(across);
        m_foot = pane(centre, {});
        auto *row = new QHBoxLayout(centre);
        for (QWidget *part : {m_side, m_page, m_foot})
            row->addWidget(part);
        m_window->setCentralWidget(centre);
        m_keys = new RegionKeys(m_window.get(), {m_side, m_page, m_foot});
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        focusOn("side1");
    }
    void cleanup() { m_window.reset(); }

    void theWindowIsGoneThroughInReadingOrderAndRound()
    {
        for (const char *next : {"head", "table", "rows1", "details", "side1"}) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
            QCOMPARE(focus(), QLatin1String(next));
        }
        for (const char *before : {"details", "rows1", "table", "head", "side1"}) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6, Qt::ShiftModifier);
            QCOMPARE(focus(), QLatin1String(before));
        }
    }

    void aRegionIsEnteredWhereThePersonWasInIt()
    {
        focusOn("rows2");
        focusOn("side2");
        for (const char *next : {"head", "table", "rows2"}) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
            QCOMPARE(focus(), QLatin1String(next));
        }
        m_window->findChild<QWidget *>(QStringLiteral("rows2"))->setEnabled(false);
        focusOn("table");
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
        QCOMPARE(focus(), QStringLiteral("rows1"));
    }

    void whatCannotBeEnteredIsPassedOver()
    {
        QCOMPARE(m_keys->regions().size(), 5); // the foot has nothing to enter
        m_rows->hide();
        m_table->findChild<QWidget *>(QStringLiteral("table"))->setEnabled(false);
        focusOn("head");
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
        QCOMPARE(focus(), QStringLiteral("details"));
    }

    void fromNowhereTheFirstOrTheLastIsEntered()
    {
        QApplication::focusWidget()->clearFocus();
        QTest::keyClick(m_window.get(), Qt::Key_F6);
        QCOMPARE(focus(), QStringLiteral("side1"));
        QApplication::focusWidget()->clearFocus();
        QTest::keyClick(m_window.get(), Qt::Key_F6, Qt::ShiftModifier);
        QCOMPARE(focus(), QStringLiteral("details"));
    }

private:
    static QWidget *pane(QWidget *parent, const QStringList &fields)
    {
        auto *pane = new QWidget(parent);
        auto *column = new QVBoxLayout(pane);
        for (const QString &name : fields) {
            auto *edit = new QLineEdit(pane);
            edit->setObjectName(name);
            column->addWidget(edit);
        }
        return pane;
    }
    void focusOn(const char *name) { m_window->findChild<QWidget *>(QString::fromLatin1(name))->setFocus(); }
    [[nodiscard]] static QString focus()
    {
        return QApplication::focusWidget() ? QApplication::focusWidget()->objectName() : QString();
    }

    std::unique_ptr<QMainWindow> m_window;
    RegionKeys *m_keys = nullptr;
    QWidget *m_side = nullptr, *m_page = nullptr, *m_foot = nullptr, *m_table = nullptr, *m_rows = nullptr;
};

MUSTER_TEST(TestRegionKeys, QApplication)

} // namespace tst_regionkeys
#include "tst_regionkeys.moc"
