// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/contactids.h"

#include "tests/support/testprogram.h"

#include <string>

using namespace muster;

namespace tst_duplicateids {

class TestDuplicateIds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatItHasSeen()
    {
        DuplicateIds ids;
        QVERIFY(ids.insert(ids.keyOf("a")));
        QVERIFY(ids.insert(ids.keyOf("A")));
        QVERIFY(ids.insert(ids.keyOf("")));
        QVERIFY(!ids.insert(ids.keyOf("a")));
        QVERIFY(!ids.insert(ids.keyOf("")));
        QCOMPARE(ids.size(), std::size_t(3));
    }

    void idsThatDifferInOneByteDiffer()
    {
        DuplicateIds ids;
        for (std::size_t length = 1; length <= 64; ++length) {
            for (std::size_t at = 0; at < length; ++at) {
                std::string id(length, '0');
                id[at] = '1';
                QVERIFY(ids.insert(ids.keyOf(id)));
            }
            QVERIFY(ids.insert(ids.keyOf(std::string(length, '0'))));
        }
    }

    void aMillionIdsStaySmall()
    {
        DuplicateIds ids;
        for (int i = 0; i < 1'000'000; ++i)
            QVERIFY(ids.insert(ids.keyOf("contact-" + std::to_string(i))));
        for (int i = 0; i < 1'000'000; i += 7)
            QVERIFY(!ids.insert(ids.keyOf("contact-" + std::to_string(i))));
        QCOMPARE(ids.size(), std::size_t(1'000'000));
        QVERIFY2(ids.bytes() < 18'000'000, qPrintable(QString::number(ids.bytes())));
    }
};

MUSTER_TEST(TestDuplicateIds, QCoreApplication)

} // namespace tst_duplicateids
#include "tst_duplicateids.moc"
