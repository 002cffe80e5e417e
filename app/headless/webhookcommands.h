// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"
#include "models/runs/enrich/webhookdesk.h"

namespace muster {

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
    [[nodiscard]] std::optional<Job> job() const override { return Job::Enrichment; }
    void show(const WebhookAnswer &answer, const std::optional<ApiError> &notKept);

    std::unique_ptr<WebhookDesk> m_desk;
};

} // namespace muster
