// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/audiences/audienceputorder.h"
#include "runcontract.h"
#include "tests/support/publishbench.h"
#include "tests/support/testprogram.h"

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_audiencecontract {

constexpr int people = 21;

/// An audience is registered, or published as a calling list where the tenant has no audiences.
class TestAudienceContract final : public RunContract
{
    Q_OBJECT

protected:
    [[nodiscard]] QList<Door> doors(const QString &dialect) const override
    {
        return dialect == dialects::cxone ? QList{Door::MakeAudience, Door::FillAudience} : QList{Door::MakeAudience};
    }
    [[nodiscard]] bool mayDial() const override { return false; } // nothing dials from the new list
    void prepare(DialectBench &bench) override
    {
        if (!bench.session().canPublish())
            return;
        const auto order
            = PublishBench::prepared(bench.session(), PublishBench::requestFor(PublishBench::people(people)));
        if (!order)
            qFatal("%s", qPrintable(order.error().code));
        m_publish = *order;
    }
    [[nodiscard]] Result<Run *> start(DialectBench &bench, const DialConsent &) override
    {
        if (bench.session().canPublish())
            return startAudiencePublish(bench.runs(), bench.session(), *m_publish);
        AudiencePutOrder order;
        order.audienceId = PublishBench::audienceId;
        order.definition = PublishBench::tierIs(u"gold"_s);
        return bench.runs().startAudiencePut(bench.session(), order);
    }
    [[nodiscard]] QStringList wrong(DialectBench &bench) override
    {
        const QStringList wanted
            = bench.session().canPublish() ? PublishBench::gold(people) : QStringList{u"1 Tier gold"_s};
        const QStringList found = bench.tenant().audience(PublishBench::audienceId);
        return found == wanted ? QStringList() : QStringList{u"instead: "_s + found.join(u"; "_s)};
    }

private:
    std::optional<AudiencePublishOrder> m_publish;
};

MUSTER_TEST(TestAudienceContract, QCoreApplication)

} // namespace tst_audiencecontract
#include "tst_audiencecontract.moc"
