// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/send/batchsender.h"

#include "tests/support/testprogram.h"

#include "enrichsamples.h"

#include <QTemporaryDir>
#include <numeric>

using namespace muster;
using namespace muster::test;

namespace tst_batchfeed {

class TestBatchFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyContactThatFitsIsInOneBatch_data();
    void everyContactThatFitsIsInOneBatch();
    void whatIsDoneIsPassedOver();
    void bytesLimitABatch();
    void aShorterOrLongerFileIsAnother();
    void partsKeepTheirContacts();

private:
    [[nodiscard]] std::unique_ptr<BatchFeed> feed(int rows, std::vector<bool> open)
    {
        QByteArray csv = "id,source,score\n";
        for (int i = 0; i < rows; ++i) {
            csv += "c" + QByteArray::number(i) + "," + (i % 10 == 9 ? "" : "web") + ","
                + (i % 10 == 9 ? "" : QByteArray::number(i)) + "\n"; // every tenth has nothing to send
        }
        const QString file = m_folder.filePath(QStringLiteral("in.csv"));
        writeFile(file, csv);
        const auto schema = std::make_shared<const ListSchema>(leadSchema());
        auto source = RowFeed::open({file, {}}, leadMapping(), *schema);
        return std::make_unique<BatchFeed>(*std::move(source), schema, std::move(open));
    }
    QTemporaryDir m_folder;
};

void TestBatchFeed::everyContactThatFitsIsInOneBatch_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("batches");
    QTest::newRow("one") << 1 << 90;
    QTest::newRow("some") << 7 << 13;
    QTest::newRow("exactly") << 45 << 2;
    QTest::newRow("all") << 500 << 1;
}

void TestBatchFeed::everyContactThatFitsIsInOneBatch()
{
    QFETCH(int, size);
    const auto batches = feed(100, std::vector<bool>(90, true));
    QList<std::uint32_t> units;
    QList<QByteArray> ids;
    int count = 0;
    for (;;) {
        const auto batch = batches->next({size, 1'000'000});
        QVERIFY(batch);
        if (batch->units.isEmpty())
            break;
        ++count;
        QVERIFY(batch->units.size() <= size);
        QCOMPARE(batch->batch->contactCount(), std::size_t(batch->units.size()));
        units += batch->units;
        for (std::size_t i = 0; i < batch->batch->contactCount(); ++i)
            ids.append(QByteArray::fromStdString(std::string(batch->batch->id(i))));
    }
    QTEST(count, "batches");
    QList<std::uint32_t> all(90);
    std::iota(all.begin(), all.end(), 0);
    QCOMPARE(units, all);
    for (int i = 0; i < 90; ++i)
        QCOMPARE(ids[i], "c" + QByteArray::number(i / 9 * 10 + i % 9));
}

void TestBatchFeed::whatIsDoneIsPassedOver()
{
    std::vector<bool> open(90, false);
    open[3] = open[4] = open[89] = true;
    const auto batches = feed(100, open);
    const auto batch = batches->next({100, 1'000'000});
    QVERIFY(batch);
    QCOMPARE(batch->units, (QList<std::uint32_t>{3, 4, 89}));
    QCOMPARE(batch->batch->id(2), std::string_view("c98"));
    QVERIFY(batches->next({100, 1'000'000})->units.isEmpty());
}

void TestBatchFeed::bytesLimitABatch()
{
    const auto batches = feed(100, std::vector<bool>(90, true));
    const auto first = batches->next({100, 400});
    QVERIFY(first);
    QVERIFY(first->batch->wireBytes() <= 400);
    QVERIFY(first->units.size() > 1);
}

void TestBatchFeed::aShorterOrLongerFileIsAnother()
{
    for (const std::size_t units : {89u, 91u}) {
        const auto batches = feed(100, std::vector<bool>(units, true));
        Result<UnitBatch> batch = batches->next({1'000, 1'000'000});
        while (batch && !batch->units.isEmpty())
            batch = batches->next({1'000, 1'000'000});
        QVERIFY(!batch);
        QCOMPARE(batch.error().code, QStringLiteral("source_changed"));
    }
}

void TestBatchFeed::partsKeepTheirContacts()
{
    const auto batches = feed(100, std::vector<bool>(90, true));
    const auto whole = batches->next({10, 1'000'000});
    QVERIFY(whole);
    const UnitBatch part = partOf(*whole, {1, 8});
    QCOMPARE(part.units, (QList<std::uint32_t>{1, 8}));
    QCOMPARE(part.batch->id(1), std::string_view("c8"));
    const auto values = part.batch->values(1);
    QCOMPARE(values.size(), 2u);
    QCOMPARE(part.batch->text(values[1]), std::string_view("8"));
}

MUSTER_TEST(TestBatchFeed, QCoreApplication)

} // namespace tst_batchfeed
#include "tst_batchfeed.moc"
