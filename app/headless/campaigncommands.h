// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"
#include "models/runs/enrich/enrichmentqueries.h"

namespace muster {

/// `muster campaigns list` and, with an id, `muster campaigns show`.
class CampaignsCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    enum class Act { List, Show };

    CampaignsCommand(const HeadlessContext &context, Act act)
        : HeadlessCommand(context)
        , m_act(act)
    {
    }
    void start() override;

private:
    void showAll(const QList<Campaign> &campaigns);
    void showOne(const Campaign &campaign, const QList<Campaign> &all);

    std::unique_ptr<EnrichmentQueries> m_queries;
    const Act m_act;
};

/// `muster lists schema`
class ListsSchemaCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;

private:
    void show(const ListSchema &schema);

    std::unique_ptr<EnrichmentQueries> m_queries;
};

/// `muster webhooks list`: those that were asked for from this data folder; asks no tenant.
class WebhooksListCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;
};

/// `muster webhooks register`
class WebhooksRegisterCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;

private:
    void show(const WebhookAnswer &answer, const std::optional<ApiError> &notKept);

    std::unique_ptr<WebhookRegistrar> m_registrar;
};

} // namespace muster
