// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/audiences/audiencepublishorder.h"
#include "network/wire/audience.h"

#include <QObject>
#include <QPointer>
#include <stop_token>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

class TenantSession;

/// What a person wants to publish.
struct PublishRequest
{
    Audience audience; ///< With the version that is kept; 0: of a file.
    SharedContactColumns contacts; ///< Among whom its members are.
    PublishSource source; ///< Of `contacts`, with what of them goes along.
    QString listName;
    QDate expires;
};

/// The fields of contacts that are most likely ids and numbers, by their names; empty: none is.
[[nodiscard]] PublishChoice likelyChoice(const ContactColumns &contacts);

/// Finds out what publishing would do: whose members are left out, who of the contacts at hand goes along and who does
/// not, whether the name is free. Nothing is written anywhere. The newest request wins. GUI thread, which is never
/// held.
class PublishPreparation : public QObject
{
    Q_OBJECT

public:
    /// `session` outlives it.
    explicit PublishPreparation(TenantSession &session, QObject *parent = nullptr);
    ~PublishPreparation() override;

    /// prepared() or failed() follows, unless it is overtaken.
    void prepare(const PublishRequest &request);
    void cancel();

Q_SIGNALS:
    void prepared(const muster::AudiencePublishOrder &order);
    /// BadInput as CallingListPublisher::fault() and selectPeople(), "exclusion_not_kept" (the subject is the id);
    /// Conflict "list_name_taken"; the kinds of any read.
    void failed(const muster::ApiError &error);

private:
    static QCoro::Task<Result<AudiencePublishOrder>> made(QPointer<TenantSession> session, PublishRequest request,
                                                          std::stop_token stop);

    TenantSession &m_session;
    std::stop_source m_stop;
};

} // namespace muster
