// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "listplan.h"
#include "models/store/backupstore.h"
#include "runcontract.h"
#include "tests/support/testprogram.h"

using namespace muster;
using namespace muster::test;

namespace tst_listrestorecontract {

/// What a plan has changed and removed is brought back from its copy.
class TestListRestoreContract final : public RunContract
{
    Q_OBJECT

protected:
    [[nodiscard]] QList<Door> doors(const QString &) const override { return {Door::Restore}; }
    void prepare(DialectBench &bench) override
    {
        m_plan.emplace(bench);
        const RunOutcome applied = bench.ended(bench.runs().startListApply(bench.session(), m_plan->order()));
        if (!applied.succeeded())
            qFatal("%s", qPrintable(told(applied)));
        m_copy = bench.workspace().backups().list().constFirst().file;
    }
    [[nodiscard]] Result<Run *> start(DialectBench &bench, const DialConsent &consent) override
    {
        return bench.runs().startListRestore(bench.session(), {.backupFile = m_copy, .dialConsent = consent});
    }
    [[nodiscard]] QStringList wrong(DialectBench &bench) override
    {
        return differences(bench.tenant().people(), m_plan->before());
    }

private:
    std::optional<ListPlan> m_plan;
    QString m_copy;
};

MUSTER_TEST(TestListRestoreContract, QCoreApplication)

} // namespace tst_listrestorecontract
#include "tst_listrestorecontract.moc"
