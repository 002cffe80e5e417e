// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enrichjob.h"
#include "listplan.h"
#include "models/store/backupstore.h"
#include "runcontract.h"
#include "tests/support/testprogram.h"

using namespace muster;
using namespace muster::test;

namespace tst_enrichundocontract {

const QString first = QStringLiteral("Opal "), second = QStringLiteral("Jade ");

/// The values that an enrichment has written over are written back.
class TestEnrichUndoContract final : public RunContract
{
    Q_OBJECT

protected:
    [[nodiscard]] QList<Door> doors(const QString &) const override { return {Door::Enrich}; }
    void prepare(DialectBench &bench) override
    {
        m_job.emplace(bench);
        for (const QString &word : {first, second}) {
            const auto run = m_job->start(bench, word);
            const RunOutcome enriched = bench.ended(run);
            if (!enriched.succeeded())
                qFatal("%s", qPrintable(told(enriched)));
            m_enrichment = (*run)->id();
        }
    }
    [[nodiscard]] Result<Run *> start(DialectBench &bench, const DialConsent &consent) override
    {
        const QList<BackupInfo> copies = bench.workspace().backups().list();
        const auto copy = std::ranges::find(copies, m_enrichment, &BackupInfo::runId);
        if (copy == copies.cend())
            qFatal("no copy");
        return bench.runs().startEnrichUndo(bench.session(),
                                            {.backupFile = copy->file,
                                             .campaignId = bench.tenant().campaignId(),
                                             .typedCount = EnrichJob::rows,
                                             .dialConsent = consent});
    }
    [[nodiscard]] QStringList wrong(DialectBench &bench) override
    {
        return differences(bench.tenant().people(), m_job->wanted(first));
    }

private:
    std::optional<EnrichJob> m_job;
    QString m_enrichment;
};

MUSTER_TEST(TestEnrichUndoContract, QCoreApplication)

} // namespace tst_enrichundocontract
#include "tst_enrichundocontract.moc"
