// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/campaignbudget.h"
#include "network/wire/enrichment.h"
#include "network/wire/result.h"

#include <QObject>
#include <QPointer>
#include <array>
#include <memory>
#include <stop_token>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

class TenantConnection;
class TenantSession;

/// What windows and commands ask a tenant of enrichment: campaigns, a list's schema, webhooks. An answer that was
/// overtaken by a newer question of the same kind is dropped. GUI thread.
class EnrichmentDesk : public QObject
{
    Q_OBJECT

public:
    explicit EnrichmentDesk(TenantSession &session, QObject *parent = nullptr);
    ~EnrichmentDesk() override;

    void requestCampaigns();
    void requestSchema(const QString &listId);
    /// One attempt; what is in doubt is settled by registering the same again, which changes nothing.
    void registerWebhook(const WebhookRegistration &registration);

    /// What is wrong with a registration before anything is sent; nothing: it may be sent.
    [[nodiscard]] std::optional<ApiError> fault(const WebhookRegistration &registration) const;
    [[nodiscard]] QStringList webhookEvents() const; ///< That may be chosen.
    [[nodiscard]] EnrichmentPace pace() const; ///< By which budgets are reckoned.

Q_SIGNALS:
    void campaignsLoaded(const QList<muster::Campaign> &campaigns);
    void campaignsFailed(const muster::ApiError &error);
    void schemaLoaded(const muster::ListSchema &schema);
    void schemaFailed(const QString &listId, const muster::ApiError &error);
    /// Whatever came of it; see WebhookAnswer.
    void webhookAnswered(const muster::WebhookAnswer &answer);

private:
    enum class Question { Campaigns, Schema, Webhook, Count };
    using Connection = std::shared_ptr<TenantConnection>;
    using Self = QPointer<EnrichmentDesk>;

    [[nodiscard]] std::stop_token ask(Question question);
    static QCoro::Task<void> answerCampaigns(Self self, Connection connection, std::stop_token stop);
    static QCoro::Task<void> answerSchema(Self self, Connection connection, QString listId, std::stop_token stop);
    static QCoro::Task<void> answerWebhook(Self self, Connection connection, WebhookRegistration registration,
                                           std::stop_token stop);

    const Connection m_connection;
    std::array<std::stop_source, std::size_t(Question::Count)> m_questions;
};

} // namespace muster

Q_DECLARE_METATYPE(muster::WebhookAnswer)
