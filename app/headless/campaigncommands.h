// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"
#include "models/runs/enrich/enrichmentdesk.h"

namespace muster {

/// `muster campaigns list` and, with an id, `muster campaigns show`.
class CampaignsCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;

private:
    [[nodiscard]] std::optional<Job> job() const override { return Job::Enrichment; }
    void showAll(const QList<Campaign> &campaigns);
    void showOne(const Campaign &campaign, const QList<Campaign> &all);

    std::unique_ptr<EnrichmentDesk> m_desk;
};

/// `muster lists schema`
class ListsSchemaCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;

private:
    [[nodiscard]] std::optional<Job> job() const override { return Job::Enrichment; }
    void show(const ListSchema &schema);

    std::unique_ptr<EnrichmentDesk> m_desk;
};

} // namespace muster
