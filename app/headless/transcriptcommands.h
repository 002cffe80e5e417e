// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/followingcommand.h"
#include "models/rules/masking/maskpolicy.h"
#include "models/runs/transcripts/transcriptorder.h"
#include "models/runs/transcripts/transcriptqueries.h"

namespace muster {

/// `muster transcripts fetch`: judges the ids, then fetches, or goes on with an interrupted run of the same folder.
class TranscriptsFetchCommand final : public FollowingCommand
{
    Q_OBJECT

public:
    using FollowingCommand::FollowingCommand;
    void start() override;

private:
    [[nodiscard]] Result<QStringList> wantedIds();
    [[nodiscard]] Result<MaskPolicy> wantedPolicy() const;
    [[nodiscard]] Result<TranscriptOrder> wantedOrder();
    void resumeRun(TenantSession &session, const QString &runId, const TranscriptOrder &order);
};

/// `muster transcripts search`
class TranscriptsSearchCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;

private:
    void show(const FoundInteractions &found);

    std::unique_ptr<TranscriptQueries> m_queries;
};

} // namespace muster
