// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enrichbench.h"
#include "tests/support/testprogram.h"

using namespace muster;
using namespace muster::test;

namespace tst_enrichmatchrun {

/// Runs whose contacts are found by an attribute, or whose newest rows count, interrupted and taken up again.
class TestEnrichMatchRun : public QObject, protected EnrichBench
{
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    /// The attribute by which contacts are found is filled by a first run; the second finds them by it.
    void F90_whoWasMatchedIsWhoIsSent()
    {
        QCOMPARE(run(order()).kind, Kind::Complete);
        QByteArray csv = "Lead,Score,Changed\n";
        for (int i = rows - 1; i >= 0; --i) {
            const QByteArray name = "FAIR " + QByteArray::number(i);
            csv += name + "," + QByteArray::number(i + 1000) + ",2026-11-02\n";
            csv += name + ",9,2026-11-01\n"; // an older one
        }
        csv += "Fair 1000,7,2026-11-01\n"; // nobody
        write(csv);
        EnrichOrder matched = order();
        matched.sendValid = true;
        matched.mapping.idColumn = QStringLiteral("Lead");
        matched.mapping.match = {QStringLiteral("lead_source"), true};
        matched.mapping.recency = {QStringLiteral("Changed"), {}, {}};
        matched.mapping.fields.removeFirst();
        matched.mapping.fields.first().source.columns = {QStringLiteral("Score")};
        m_server->addFault(onBatches({.kind = Fault::Kind::Status, .skip = 1, .times = 1, .status = 403}));
        QCOMPARE(run(matched).kind, Kind::Failed);
        QCOMPARE(figure("enriched"), 125);
        QVERIFY(QFile::remove(m_file));
        QCOMPARE(resume().kind, Kind::CompleteWithFindings); // the row of nobody
        QCOMPARE(figure("enriched"), rows);
        QCOMPARE(figure("outdated"), rows);
        QCOMPARE(figure("left_out"), 1);
        QVERIFY(sumAddsUp());
        const QList<SandboxListContact> now = m_server->listTruth(leads);
        for (int i = 0; i < rows; ++i) {
            const QList<QPair<QString, QByteArray>> wanted{
                {QStringLiteral("lead_source"), "\"Fair " + QByteArray::number(i) + '"'},
                {QStringLiteral("lead_score"), QByteArray::number(i + 1000)}};
            QCOMPARE(now[i].enriched, wanted);
        }
    }

    /// Without the list there is no copy: batches come from the file, which is read twice.
    void theNewestRowIsSentWithoutCopiesToo()
    {
        m_server->addFault(
            {.kind = Fault::Kind::Status, .path = QStringLiteral("/contactlists"), .times = -1, .status = 403});
        QByteArray csv = "id,source,score,changed\n";
        for (int i = 0; i < rows; ++i) {
            csv += m_before[i].id + ",old,1,2026-11-01\n";
            csv += m_before[i].id + ",Fair " + QByteArray::number(i) + "," + QByteArray::number(i) + ",2026-11-02\n";
        }
        write(csv);
        EnrichOrder newest = order();
        newest.mapping.recency = {QStringLiteral("changed"), {}, {}};
        m_server->addFault(onBatches({.kind = Fault::Kind::Status, .skip = 1, .times = 1, .status = 403}));
        QCOMPARE(run(newest).kind, Kind::Failed);
        QCOMPARE(resume().kind, Kind::Complete);
        QCOMPARE(enriched(), rows);
        QCOMPARE(figure("outdated"), rows);
        QVERIFY(sumAddsUp());
    }
};

MUSTER_TEST(TestEnrichMatchRun, QCoreApplication)

} // namespace tst_enrichmatchrun

#include "tst_enrichmatchrun.moc"
