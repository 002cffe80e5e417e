// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/followingcommand.h"
#include "models/runs/enrich/enrichorders.h"

#include <stop_token>

namespace muster {

class EnrichUndoCheckRun;
struct RunOutcome;
struct UndoCounts;

/// `muster lists enrich-undo`: compares the backup of an enrichment with its list, says what would come back, then
/// brings it back.
class EnrichUndoCommand final : public FollowingCommand
{
    Q_OBJECT

public:
    using FollowingCommand::FollowingCommand;
    ~EnrichUndoCommand() override;

    void start() override;
    void interrupt() override;
    void terminate() override;

private:
    [[nodiscard]] Result<EnrichUndoOrder> wantedOrder() const;
    [[nodiscard]] Result<UndoChoice> wantedChoice() const;
    void compared(const RunOutcome &outcome);
    void afterPreview(const UndoCounts &counts);
    void showCounts(const UndoCounts &counts);
    [[nodiscard]] static QJsonObject countsObject(const UndoCounts &counts);

    TenantSession *m_session = nullptr;
    EnrichUndoOrder m_order;
    EnrichUndoCheckRun *m_check = nullptr; ///< While it runs.
};

} // namespace muster
