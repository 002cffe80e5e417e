// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/followingcommand.h"
#include "models/runs/enrich/enrichmentqueries.h"
#include "models/runs/enrich/enrichorders.h"

namespace muster {

class EnrichCheckRun;
struct CellRepair;
struct CheckReport;
struct RunOutcome;

/// `muster lists enrich`: reads mapping, list and schema, checks the file, then sends it or goes on with an interrupted
/// run of the same file and mapping.
class ListsEnrichCommand final : public FollowingCommand
{
    Q_OBJECT

public:
    using FollowingCommand::FollowingCommand;

    void start() override;
    void interrupt() override;
    void terminate() override;

private:
    [[nodiscard]] Result<void> judgeOptions() const;
    [[nodiscard]] TextProfile rejectsProfile() const;
    [[nodiscard]] Result<EnrichmentMapping> wantedMapping(const QString &listId) const;
    [[nodiscard]] Result<EnrichmentMapping> typedMapping() const; ///< Of --map.
    [[nodiscard]] Result<EnrichmentMapping> keptMapping(const QString &listId) const; ///< Of --mapping or --like.
    void openList(const ContactListSummary &list);
    void check(const ListSchema &schema);
    void afterCheck(const RunOutcome &outcome);
    void send(const CheckReport &report);
    void resumeRun(const QString &runId);
    void showReport(const CheckReport &report);
    void showDiff(const CheckReport &report);
    void showRepairs(const CheckReport &report);
    [[nodiscard]] QJsonArray repairArray(const CheckReport &report) const;
    [[nodiscard]] QString mapOptionOf(const CellRepair &repair) const; ///< What --map takes for the field with it.
    [[nodiscard]] QJsonObject reportObject(const CheckReport &report) const;

    TenantSession *m_session = nullptr;
    std::unique_ptr<EnrichmentQueries> m_queries;
    EnrichOrder m_order;
    EnrichCheckRun *m_check = nullptr; ///< While it runs.
};

} // namespace muster
