// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/campaignbudget.h"
#include "models/rules/enrich/enrichmentmapping.h"
#include "models/store/webhookstore.h"
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
class Workspace;

/// What windows and commands ask a tenant of enrichment: campaigns, a list's schema. An answer that was
/// overtaken by a newer question of the same kind is dropped. GUI thread.
class EnrichmentQueries : public QObject
{
    Q_OBJECT

public:
    explicit EnrichmentQueries(TenantSession &session, QObject *parent = nullptr);
    ~EnrichmentQueries() override;

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

    [[nodiscard]] std::stop_token ask(Question question);

    const Connection m_connection;
    std::array<std::stop_source, std::size_t(Question::Count)> m_questions;
};

/// Has a tenant tell a CRM of enriched contacts. What is asked for is in the audit and in the WebhookStore before it is
/// sent, what came of it after: name, events and host of the address, whose rest may hold a secret. GUI thread.
class WebhookRegistrar : public QObject
{
    Q_OBJECT

public:
    WebhookRegistrar(TenantSession &session, Workspace &workspace, QObject *parent = nullptr);
    ~WebhookRegistrar() override { m_stop.request_stop(); } ///< What is under way is given up and stays as "asked".

    /// One attempt, one at a time; what is in doubt is settled by registering the same again, which changes nothing.
    void registerWebhook(const WebhookRegistration &registration);
    /// What is wrong with a registration before anything is sent (see WebhooksClient::fault(); InUse "read_only" where
    /// another Muster has the data folder); nothing: it may be sent.
    [[nodiscard]] std::optional<ApiError> fault(const WebhookRegistration &registration) const;
    [[nodiscard]] QStringList events() const; ///< That may be chosen.
    /// A registration of this tenant's.
    [[nodiscard]] KnownWebhook known(const WebhookRegistration &registration, WebhookState state) const;

Q_SIGNALS:
    /// Whatever came of it. NotSent with why the audit could not be written (S35). `notKept`: it was answered, but that
    /// could not be written down.
    void answered(const muster::WebhookAnswer &answer, const std::optional<muster::ApiError> &notKept);

private:
    using Connection = std::shared_ptr<TenantConnection>;
    using Self = QPointer<WebhookRegistrar>;
    static QCoro::Task<void> ask(Self self, Connection connection, QPointer<Workspace> workspace, KnownWebhook webhook,
                                 WebhookRegistration registration, std::stop_token stop);

    Workspace &m_workspace;
    const Connection m_connection;
    std::stop_source m_stop;
};

/// Reads and writes the files of exported mappings on a worker, for a window. Every question is answered by one signal
/// unless this object goes first; a file that is being written is finished all the same. GUI thread.
class MappingFiles : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void read(const QString &file);
    void write(const QString &file, const EnrichmentMapping &mapping); ///< "exists" where there is one.

Q_SIGNALS:
    void loaded(const muster::EnrichmentMapping &mapping);
    void written(const QString &file);
    void failed(const muster::ApiError &error); ///< Errors as parseMappingFile(), readWholeFile(), writeFileDurably().
};

} // namespace muster
