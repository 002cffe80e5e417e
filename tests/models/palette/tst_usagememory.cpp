// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/palette/usagememory.h"

#include "tests/support/testprogram.h"

#include <QJsonObject>

using namespace muster;

namespace tst_usagememory {

class TestUsageMemory : public QObject
{
    Q_OBJECT

private:
    const QDateTime m_now = QDateTime(QDate(2026, 4, 1), QTime(12, 0), Qt::UTC);

private Q_SLOTS:
    void moreUsesWeighMore()
    {
        UsageMemory memory;
        QCOMPARE(memory.weight(QStringLiteral("a"), m_now), 0);
        memory.noteUse(QStringLiteral("a"), m_now);
        memory.noteUse(QStringLiteral("b"), m_now);
        memory.noteUse(QStringLiteral("b"), m_now);
        QCOMPARE(memory.weight(QStringLiteral("a"), m_now), 20); // log2 of two
        QVERIFY(memory.weight(QStringLiteral("b"), m_now) > memory.weight(QStringLiteral("a"), m_now));
        for (int i = 0; i < 5000; ++i)
            memory.noteUse(QStringLiteral("c"), m_now);
        QCOMPARE(memory.weight(QStringLiteral("c"), m_now), UsageMemory::mostWeight);
    }

    void recentUsesWeighMore()
    {
        UsageMemory memory;
        memory.noteUse(QStringLiteral("old"), m_now.addDays(-3));
        memory.noteUse(QStringLiteral("old"), m_now.addDays(-3));
        memory.noteUse(QStringLiteral("new"), m_now);
        QCOMPARE(memory.weight(QStringLiteral("old"), m_now),
                 memory.weight(QStringLiteral("new"), m_now)); // two halves
        QCOMPARE(memory.weight(QStringLiteral("old"), m_now.addDays(60)), 0);
        QVERIFY(memory.weight(QStringLiteral("new"), m_now.addDays(-90)) > 0); // a clock that was put back
    }

    void theLeastUsedIsForgotten()
    {
        UsageMemory memory;
        memory.noteUse(QStringLiteral("least"), m_now.addDays(-1));
        for (int i = 0; i < UsageMemory::mostIds; ++i)
            memory.noteUse(QStringLiteral("id%1").arg(i), m_now);
        QCOMPARE(memory.toJson().size(), UsageMemory::mostIds);
        QCOMPARE(memory.weight(QStringLiteral("least"), m_now), 0);
        QVERIFY(memory.weight(QStringLiteral("id0"), m_now) > 0);
    }

    void isKept()
    {
        UsageMemory memory;
        memory.noteUse(QStringLiteral("a"), m_now);
        memory.noteUse(QStringLiteral("b"), m_now.addDays(-2));
        const UsageMemory again = UsageMemory::fromJson(memory.toJson());
        for (const QString &id : {QStringLiteral("a"), QStringLiteral("b")})
            QCOMPARE(again.weight(id, m_now), memory.weight(id, m_now));
        QCOMPARE(again.toJson(), memory.toJson());
    }

    void whatIsDamagedIsLeftOut()
    {
        const QString last = m_now.toString(Qt::ISODate);
        const auto use = [](const QJsonValue &id, const QJsonValue &value, const QJsonValue &last) {
            return QJsonObject{
                {QStringLiteral("id"), id}, {QStringLiteral("value"), value}, {QStringLiteral("last"), last}};
        };
        const QJsonArray json{7,
                              QStringLiteral("x"),
                              use(QString(), 1, last),
                              use(QStringLiteral("a"), -1, last),
                              use(QStringLiteral("b"), 1e9, last),
                              use(QStringLiteral("c"), 1, QStringLiteral("today")),
                              use(QString(400, u'x'), 1, last),
                              use(QStringLiteral("good"), 1, last)};
        const UsageMemory memory = UsageMemory::fromJson(json);
        QCOMPARE(memory.toJson().size(), 1);
        QVERIFY(memory.weight(QStringLiteral("good"), m_now) > 0);
    }
};

MUSTER_TEST(TestUsageMemory, QCoreApplication)

} // namespace tst_usagememory
#include "tst_usagememory.moc"
