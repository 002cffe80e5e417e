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

/// What windows and commands ask a tenant of enrichment: campaigns, a list's schema. An answer that was
/// overtaken by a newer question of the same kind is dropped. GUI thread.
class EnrichmentDesk : public QObject
{
    Q_OBJECT

public:
    explicit EnrichmentDesk(TenantSession &session, QObject *parent = nullptr);
    ~EnrichmentDesk() override;

    void requestCampaigns();
    void requestSchema(const QString &listId);
    [[nodiscard]] EnrichmentPace pace() const; ///< By which budgets are reckoned.

Q_SIGNALS:
    void campaignsLoaded(const QList<muster::Campaign> &campaigns);
    void campaignsFailed(const muster::ApiError &error);
    void schemaLoaded(const muster::ListSchema &schema);
    void schemaFailed(const QString &listId, const muster::ApiError &error);

private:
    enum class Question { Campaigns, Schema, Count };
    using Connection = std::shared_ptr<TenantConnection>;
    using Self = QPointer<EnrichmentDesk>;

    [[nodiscard]] std::stop_token ask(Question question);
    static QCoro::Task<void> answerCampaigns(Self self, Connection connection, std::stop_token stop);
    static QCoro::Task<void> answerSchema(Self self, Connection connection, QString listId, std::stop_token stop);

    const Connection m_connection;
    std::array<std::stop_source, std::size_t(Question::Count)> m_questions;
};

} // namespace muster
