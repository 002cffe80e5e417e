// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dialectbench.h"
#include "models/runs/lists/listorders.h"

namespace muster::test {

/// New numbers for the first people of the tenant's list and the removal of some behind them, made of what its client
/// reads; and what the list must be then.
class ListPlan
{
public:
    static constexpr int fixes = 60; ///< A file of 25 that goes ahead and another, or one batch.
    static constexpr int purges = 7;

    explicit ListPlan(DialectBench &bench);

    [[nodiscard]] const ListApplyOrder &order() const { return m_order; }
    [[nodiscard]] const QList<DialectTenant::Person> &before() const { return m_before; }
    [[nodiscard]] QList<DialectTenant::Person> wanted(DialectBench &bench) const;

private:
    QList<DialectTenant::Person> m_before;
    ListApplyOrder m_order;
};

/// Where the people are not those, in lines.
[[nodiscard]] QStringList differences(const QList<DialectTenant::Person> &found,
                                      const QList<DialectTenant::Person> &wanted);

} // namespace muster::test
