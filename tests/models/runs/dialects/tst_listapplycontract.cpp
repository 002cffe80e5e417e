// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "listplan.h"
#include "runcontract.h"
#include "tests/support/testprogram.h"

using namespace muster;
using namespace muster::test;

namespace tst_listapplycontract {

/// A plan is carried out: corrections, then removals.
class TestListApplyContract final : public RunContract
{
    Q_OBJECT

protected:
    [[nodiscard]] QList<Door> doors(const QString &) const override { return {Door::Correct, Door::Remove}; }
    void prepare(DialectBench &bench) override { m_plan.emplace(bench); }
    [[nodiscard]] Result<Run *> start(DialectBench &bench, const DialConsent &consent) override
    {
        ListApplyOrder order = m_plan->order();
        order.dialConsent = consent;
        return bench.runs().startListApply(bench.session(), order);
    }
    [[nodiscard]] QStringList wrong(DialectBench &bench) override
    {
        return differences(bench.tenant().people(), m_plan->wanted(bench));
    }

private:
    std::optional<ListPlan> m_plan;
};

MUSTER_TEST(TestListApplyContract, QCoreApplication)

} // namespace tst_listapplycontract
#include "tst_listapplycontract.moc"
