// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enrichjob.h"
#include "listplan.h"
#include "runcontract.h"
#include "tests/support/testprogram.h"

using namespace muster;
using namespace muster::test;

namespace tst_enrichcontract {

const QString word = QStringLiteral("Opal ");

/// Values of a file are merged into a list.
class TestEnrichContract final : public RunContract
{
    Q_OBJECT

protected:
    [[nodiscard]] QList<Door> doors(const QString &) const override { return {Door::Enrich}; }
    void prepare(DialectBench &bench) override { m_job.emplace(bench); }
    [[nodiscard]] Result<Run *> start(DialectBench &bench, const DialConsent &consent) override
    {
        return m_job->start(bench, word, consent);
    }
    [[nodiscard]] QStringList wrong(DialectBench &bench) override
    {
        return differences(bench.tenant().people(), m_job->wanted(word));
    }

private:
    std::optional<EnrichJob> m_job;
};

MUSTER_TEST(TestEnrichContract, QCoreApplication)

} // namespace tst_enrichcontract
#include "tst_enrichcontract.moc"
