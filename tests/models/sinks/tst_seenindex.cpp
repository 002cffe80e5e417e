// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/seenindex.h"

#include "tests/support/testprogram.h"

#include <QDir>
#include <QTemporaryDir>

using namespace muster;

namespace tst_seenindex {

class TestSeenIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Through the table, several runs and two merges: everything is found at its place, nothing else is.
    void F70_findsEveryPlace()
    {
        QTemporaryDir folder;
        SeenIndex index(folder.filePath(QStringLiteral("out.csv")), DiskAccess::system());
        constexpr int count = 900'000;
        const auto key = [](int i) { return std::to_string(i * 7919LL); };
        for (int i = 0; i < count; ++i) {
            const std::uint64_t hash = index.hashOf(key(i));
            if (!index.add(hash, {qint64(i) * 1000, std::uint32_t(i) & 0xFFFFFF}))
                QVERIFY(index.makeRoom());
        }
        QVERIFY(QDir(folder.path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
        for (int i = 0; i < count; i += 397) {
            const std::uint64_t hash = index.hashOf(key(i));
            QVERIFY(index.mayContain(hash));
            const auto places = index.find(hash);
            QVERIFY(places);
            QCOMPARE(places->size(), std::size_t(1));
            QCOMPARE(places->front().offset, qint64(i) * 1000);
            QCOMPARE(places->front().mark, std::uint32_t(i) & 0xFFFFFF);
        }
        int alarms = 0;
        for (int i = 0; i < 20'000; ++i) {
            const std::uint64_t hash = index.hashOf("other" + std::to_string(i));
            alarms += index.mayContain(hash) ? 1 : 0;
            if (i % 100 == 0)
                QVERIFY(index.find(hash)->empty());
        }
        QVERIFY2(alarms < 100, qPrintable(QString::number(alarms)));
    }

    // Records of one hash are all given: the caller looks at them, none is lost.
    void F70_collisionsKeepEveryPlace()
    {
        QTemporaryDir folder;
        SeenIndex index(folder.filePath(QStringLiteral("out.csv")), DiskAccess::system());
        const std::uint64_t hash = 0x123456789ABCDEF0;
        QVERIFY(index.add(hash, {1, 0}));
        QVERIFY(index.makeRoom());
        QVERIFY(index.add(hash, {SeenIndex::maxOffset, 0}));
        QVERIFY(index.makeRoom());
        QVERIFY(index.add(hash, {3, 0}));
        const auto places = index.find(hash);
        QVERIFY(places);
        QList<qint64> offsets;
        for (const SeenIndex::Place &place : *places)
            offsets.append(place.offset);
        std::sort(offsets.begin(), offsets.end());
        QCOMPARE(offsets, (QList<qint64>{1, 3, SeenIndex::maxOffset}));
    }

    // The last slots of the table, and hashes at both ends of the range.
    void edgesOfTheRange()
    {
        QTemporaryDir folder;
        SeenIndex index(folder.filePath(QStringLiteral("out.csv")), DiskAccess::system());
        const std::uint64_t top = ~std::uint64_t(0);
        for (int i = 0; i < 5000; ++i) {
            if (!index.add(top - std::uint64_t(i), {i, 0}))
                QVERIFY(index.makeRoom());
        }
        QVERIFY(index.add(0, {7, 0}));
        QVERIFY(index.makeRoom());
        for (int i = 0; i < 5000; i += 7) {
            const auto places = index.find(top - std::uint64_t(i));
            QVERIFY(places);
            QCOMPARE(places->size(), std::size_t(1));
            QCOMPARE(places->front().offset, i);
        }
        QCOMPARE(index.find(0)->size(), std::size_t(1));
    }
};

MUSTER_TEST(TestSeenIndex, QCoreApplication)

} // namespace tst_seenindex
#include "tst_seenindex.moc"
