// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/exportdiff/rowspill.h"
#include "tests/support/failingdisk.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QTemporaryDir>
#include <algorithm>
#include <random>

using namespace muster;
using namespace muster::test;

namespace tst_rowspill {

namespace {

struct Number
{
    qint64 value = 0;
    qint64 came = 0; ///< When.
};
struct ByValue
{
    bool operator()(const Number &a, const Number &b) const { return a.value < b.value; }
};

QStringList everything(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
}

} // namespace

class TestRowSpill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesBackRowsByTheirPlace()
    {
        const QTemporaryDir folder;
        auto spill = RowSpill::create(folder.path());
        QVERIFY(spill);
        // Enough for several buffers; one row is empty, one longer than a buffer.
        QList<QByteArray> rows;
        for (int i = 0; i < 20'000; ++i)
            rows.append(QByteArray(i % 97, char('a' + i % 26)));
        rows[5'000] = QByteArray(600'000, 'z');
        for (const QByteArray &row : rows)
            QVERIFY(spill->append({row.constData(), std::size_t(row.size())}));
        QVERIFY(spill->finish());
        QCOMPARE(spill->count(), rows.size());
        QCOMPARE(everything(folder.path()), QStringList()); // no name, so nothing stays behind

        QCOMPARE(spill->read(0, 3).value(), rows.mid(0, 3));
        QCOMPARE(spill->read(4'998, 5).value(), rows.mid(4'998, 5));
        QCOMPARE(spill->read(19'990, 100).value(), rows.mid(19'990));
        QCOMPARE(spill->read(20'000, 1).value(), QList<QByteArray>());
        RowSpillCursor cursor(*spill);
        for (const qint64 place : {0, 1, 127, 128, 5'000, 3, 19'999})
            QCOMPARE(cursor.row(place).value(), rows[place]);
    }

    void saysThatTheDiskIsFull()
    {
        const QTemporaryDir folder;
        FailingDisk disk;
        auto spill = RowSpill::create(folder.path(), disk);
        QVERIFY(spill);
        disk.setFreeSpace(100);
        QVERIFY(spill->append(std::string(200, 'x')));
        const auto finished = spill->finish();
        QVERIFY(!finished);
        QCOMPARE(finished.error().code, u"disk_full"_qs);
    }

    void sorts_data()
    {
        using Sort = ExternalSort<Number, ByValue>;
        QTest::addColumn<qint64>("count");
        QTest::newRow("none") << qint64(0);
        QTest::newRow("in memory") << qint64(1'000);
        QTest::newRow("one run to the record") << qint64(Sort::runRecords);
        QTest::newRow("three runs") << qint64(Sort::runRecords * 2 + 17);
    }
    void sorts()
    {
        QFETCH(qint64, count);
        const QTemporaryDir folder;
        ExternalSort<Number, ByValue> sort(folder.path());
        std::mt19937_64 random(4711);
        std::vector<qint64> values;
        for (qint64 i = 0; i < count; ++i) {
            values.push_back(qint64(random() % 1'000'000));
            QVERIFY(sort.add({values.back(), i}));
        }
        QVERIFY(sort.finish());
        std::vector<bool> seen(values.size());
        std::vector<qint64> sorted;
        for (;;) {
            const auto next = sort.next();
            QVERIFY(next);
            if (!*next)
                break;
            QVERIFY(!seen[std::size_t((*next)->came)]);
            seen[std::size_t((*next)->came)] = true;
            QCOMPARE((*next)->value, values[std::size_t((*next)->came)]);
            sorted.push_back((*next)->value);
        }
        QCOMPARE(sorted.size(), values.size());
        QVERIFY(std::is_sorted(sorted.begin(), sorted.end()));
        QCOMPARE(everything(folder.path()), QStringList());
    }
};

MUSTER_TEST(TestRowSpill, QCoreApplication)

} // namespace tst_rowspill
#include "tst_rowspill.moc"
