// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/announcer.h"

#include "tests/support/testprogram.h"

#include <QAccessible>
#include <QApplication>
#include <QElapsedTimer>

using namespace muster;

namespace tst_announcer {

/// What is announced is a notification, said in order and with time to be heard. That it arrives is seen on the real
/// accessibility bus, by tests/app/accessibilitybus.sh: the offscreen platform has none.
class TestAnnouncer : public QObject
{
    Q_OBJECT

private:
    void follow(const Announcer &announcer)
    {
        m_said.clear();
        m_at.clear();
        m_clock.start();
        connect(&announcer, &Announcer::said, this, [this](const QString &sentence) {
            m_said << sentence;
            m_at << m_clock.elapsed();
        });
    }

private Q_SLOTS:
    void aSentenceIsTheNameOfANotificationThatShows()
    {
        QWidget window;
        auto *announcer = new Announcer(&window);
        window.show();
        follow(*announcer);
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(announcer);
        QVERIFY(face);
        QCOMPARE(face->role(), QAccessible::Notification);
        announcer->say(QStringLiteral("Export, Gold tier: started"));
        QCOMPARE(m_said, QStringList{QStringLiteral("Export, Gold tier: started")});
        QCOMPARE(face->text(QAccessible::Name), QStringLiteral("Export, Gold tier: started"));
        QVERIFY(!face->state().invisible);
    }

    void sentencesKeepTheirOrderAndADistance()
    {
        QWidget window;
        Announcer announcer(&window);
        follow(announcer);
        announcer.say(QStringLiteral("one"));
        announcer.say(QStringLiteral("two"));
        announcer.say(QStringLiteral("three"));
        QCOMPARE(m_said, QStringList{QStringLiteral("one")});
        QTRY_COMPARE(m_said, (QStringList{QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("three")}));
        for (qsizetype i = 1; i < m_at.size(); ++i)
            QVERIFY(m_at[i] - m_at[i - 1] >= Announcer::distanceMilliseconds * 9 / 10); // a coarse timer
    }

    void ofCountsThatMoveOnOnlyTheNewestIsSaid()
    {
        QWidget window;
        Announcer announcer(&window);
        follow(announcer);
        announcer.say(QStringLiteral("first"));
        for (int count = 1; count <= 50; ++count)
            announcer.sayNewest(QStringLiteral("found"), QStringLiteral("Found: %1").arg(count));
        announcer.sayNewest(QStringLiteral("other"), QStringLiteral("else"));
        announcer.say(QStringLiteral("last"));
        QTRY_COMPARE_WITH_TIMEOUT(m_said,
                                  (QStringList{QStringLiteral("first"), QStringLiteral("Found: 50"),
                                               QStringLiteral("else"), QStringLiteral("last")}),
                                  6000);
    }

    void aPartThatIsNotShownSaysNothing()
    {
        QWidget window;
        const Announcer announcer(&window);
        follow(announcer);
        auto *part = new QWidget(&window);
        Announcer::sayNewest(part, QStringLiteral("found"), QStringLiteral("Found: 1"));
        QVERIFY(m_said.isEmpty());
        window.show();
        Announcer::sayNewest(part, QStringLiteral("found"), QStringLiteral("Found: 2"));
        QCOMPARE(m_said, QStringList{QStringLiteral("Found: 2")});
        QWidget without;
        Announcer::sayNewest(&without, QStringLiteral("found"), QStringLiteral("Found: 3"));
        QCOMPARE(announcer.sentence(), QStringLiteral("Found: 2"));
    }

private:
    QStringList m_said;
    QList<qint64> m_at; ///< Milliseconds.
    QElapsedTimer m_clock;
};

MUSTER_TEST(TestAnnouncer, QApplication)

} // namespace tst_announcer
#include "tst_announcer.moc"
