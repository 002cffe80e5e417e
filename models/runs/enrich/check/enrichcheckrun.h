// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"
#include "models/runs/enrich/check/checkreport.h"
#include "models/runs/enrich/enrichorders.h"
#include "models/runs/run.h"

#include <memory>

namespace muster {

class Clock;
class RunMeter;
class TenantConnection;

/// Checks every row of a file against a list's schema and a mapping, and with a connection against what its contacts
/// hold, as far as that may be read. Nothing is sent, nothing is journalled: it is done
/// again instead of being resumed. Complete when every row fits, CompleteWithFindings ("rejected:12") when not, Failed
/// when the file or the mapping does not read. See Run for its life.
class EnrichCheckRun final : public Run
{
    Q_OBJECT

public:
    /// `connection`: to read the list; nullptr: nothing is asked of a tenant.
    EnrichCheckRun(QString id, EnrichCheckOrder order, TextProfile rejectsProfile, const Clock &clock,
                   std::shared_ptr<TenantConnection> connection, QObject *parent);
    ~EnrichCheckRun() override;

    [[nodiscard]] RunKind kind() const override { return RunKind::EnrichCheck; }
    [[nodiscard]] QString title() const override; ///< The file's name.
    [[nodiscard]] const EnrichCheckOrder &order() const { return m_order; }
    /// nullptr until it has ended with success.
    [[nodiscard]] const std::shared_ptr<const CheckReport> &report() const { return m_report; }

protected:
    [[nodiscard]] QCoro::Task<RunOutcome> execute(std::stop_token stop) override;
    [[nodiscard]] RunMetrics currentMetrics() const override;

private:
    [[nodiscard]] QCoro::Task<Result<void>> readValues(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> checkAll(std::stop_token stop);

    const EnrichCheckOrder m_order;
    const TextProfile m_rejectsProfile;
    const Clock &m_clock;
    const std::shared_ptr<TenantConnection> m_connection;
    SharedContactValues m_values;
    std::shared_ptr<const CheckReport> m_report;
    QString m_phase;
    std::unique_ptr<RunMeter> m_meter; ///< Out of the header: it knows the network, which windows do not see.
};

} // namespace muster
