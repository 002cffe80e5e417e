// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/wire/latertime.h"

#include "network/wire/contactlist.h"
#include "network/wire/loopback.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_latertime {

class TestLaterTime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsNotToldIsBeforeAllOthers()
    {
        const QDateTime old(QDate(1969, 7, 20), QTime(20, 17), Qt::UTC), young = old.addSecs(1);
        QVERIFY(isLater(young, old));
        QVERIFY(!isLater(old, young));
        QVERIFY(!isLater(old, old));
        QVERIFY(isLater(old, {}));
        QVERIFY(!isLater({}, old));
        QVERIFY(!isLater({}, {}));
        QCOMPARE(laterOf(old, young), young);
        QCOMPARE(laterOf(young, old), young);
        QCOMPARE(laterOf({}, old), old);
        QCOMPARE(laterOf(old, {}), old);
        QVERIFY(!laterOf({}, {}).isValid());
    }

    void aListWasUsedWhenTheLastOfItsTimesSays()
    {
        const QDateTime first(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC);
        ContactListFacts facts;
        QVERIFY(!facts.lastUsed().isValid());
        facts.created = first;
        QCOMPARE(facts.lastUsed(), first);
        facts.changed = first.addDays(2);
        QCOMPARE(facts.lastUsed(), first.addDays(2));
        facts.uploaded = first.addDays(3);
        QCOMPARE(facts.lastUsed(), first.addDays(3));
    }

    void thisComputerByItsHost()
    {
        for (const QString &host : {u"localhost"_s, u"127.0.0.1"_s, u"127.9.9.9"_s, u"::1"_s})
            QVERIFY2(isLoopbackHost(host), qPrintable(host));
        for (const QString &host :
             {QString(), u"localhost.example.com"_s, u"10.0.0.1"_s, u"0.0.0.0"_s, u"example.com"_s})
            QVERIFY2(!isLoopbackHost(host), qPrintable(host));
    }
};

MUSTER_TEST(TestLaterTime, muster::tests::NoApplication)

} // namespace tst_latertime
#include "tst_latertime.moc"
