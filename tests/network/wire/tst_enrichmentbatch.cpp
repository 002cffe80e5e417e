// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/wire/enrichment.h"
#include "tests/support/enrichments.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;
using namespace muster::test;

namespace tst_enrichmentbatch {

class TestEnrichmentBatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatWasAdded();
    void beginsAnew();
    void bytesGrowAsTold();
};

void TestEnrichmentBatch::keepsWhatWasAdded()
{
    const auto schema = sampleSchema();
    EnrichmentBatchBuilder builder(schema);
    builder.beginContact("first");
    builder.add(2, "123456789012345678901234567890.5");
    builder.add(0, "Größe");
    builder.beginContact("none");
    builder.beginContact("last");
    builder.add(3, "false");
    QCOMPARE(builder.contactCount(), 3U);
    const auto batch = builder.take();
    QCOMPARE(&batch->schema(), schema.get());
    QCOMPARE(batch->contactCount(), 3U);
    QCOMPARE(batch->valueCount(), 3U);
    QVERIFY(batch->id(0) == "first" && batch->id(1) == "none" && batch->id(2) == "last");
    QCOMPARE(batch->values(0).size(), 2U);
    QCOMPARE(batch->values(0)[0].attribute, 2U);
    QVERIFY(batch->text(batch->values(0)[0]) == "123456789012345678901234567890.5");
    QVERIFY(batch->text(batch->values(0)[1]) == "Größe");
    QVERIFY(batch->values(1).empty());
    QCOMPARE(batch->values(2).size(), 1U);
    QVERIFY(batch->text(batch->values(2)[0]) == "false");
}

void TestEnrichmentBatch::beginsAnew()
{
    EnrichmentBatchBuilder builder(sampleSchema());
    const qsizetype empty = builder.wireBytes();
    builder.beginContact("a");
    builder.add(0, "gold");
    const auto first = builder.take();
    QCOMPARE(builder.contactCount(), 0U);
    QCOMPARE(builder.wireBytes(), empty);
    builder.beginContact("b");
    builder.add(1, "7");
    const auto second = builder.take();
    QVERIFY(first->id(0) == "a" && second->id(0) == "b");
    QVERIFY(first->text(first->values(0)[0]) == "gold");
    QVERIFY(second->text(second->values(0)[0]) == "7");
    QCOMPARE(&first->schema(), &second->schema());
}

void TestEnrichmentBatch::bytesGrowAsTold()
{
    EnrichmentBatchBuilder builder(sampleSchema());
    const std::string_view odd("\"\\\n\x01\x7f/\xc3\xa4");
    qsizetype expected = builder.wireBytes();
    expected += builder.wireBytesOf(odd);
    builder.beginContact(odd);
    QCOMPARE(builder.wireBytes(), expected);
    expected += builder.wireBytesOf(0, odd);
    builder.add(0, odd);
    QCOMPARE(builder.wireBytes(), expected);
    QCOMPARE(builder.take()->wireBytes(), expected);
    // Every byte of the first five is spelt with at least one more, the control characters with six.
    QVERIFY(builder.wireBytesOf(odd) >= builder.wireBytesOf("") + 2 + 2 + 6 + 6 + 6 + 1 + 2);
}

MUSTER_TEST(TestEnrichmentBatch, QCoreApplication)

} // namespace tst_enrichmentbatch
#include "tst_enrichmentbatch.moc"
