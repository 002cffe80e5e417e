// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/donotcallverdict.h"
#include "network/wire/result.h"

#include <QObject>
#include <memory>
#include <stop_token>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

class CallObserver;
class TenantConnection;
class TenantSession;

/// All do-not-call groups by name, the inactive ones too. BadInput "no_do_not_call" where the tenant has none of the
/// kind.
[[nodiscard]] QCoro::Task<Result<QList<DoNotCallGroup>>> doNotCallGroups(std::shared_ptr<TenantConnection> connection,
                                                                         CallObserver *observer, std::stop_token stop);

/// The same with the skills of each. A group whose skills the service does not give has the fault instead (it may have
/// been removed meanwhile); what would hold for every group ends the question.
[[nodiscard]] QCoro::Task<Result<QList<DoNotCallGroupFacts>>>
doNotCallGroupFacts(std::shared_ptr<TenantConnection> connection, CallObserver *observer, std::stop_token stop);

/// The same of one group.
[[nodiscard]] QCoro::Task<Result<DoNotCallGroupFacts>> doNotCallFactsOf(std::shared_ptr<TenantConnection> connection,
                                                                        DoNotCallGroup group, CallObserver *observer,
                                                                        std::stop_token stop);

/// The one group that `word` is the id of, or else the name. BadInput "group_unknown", "group_twice" (`subject`: the
/// word).
[[nodiscard]] Result<DoNotCallGroup> doNotCallGroupNamed(const QList<DoNotCallGroup> &groups, const QString &word);

/// Whether the service itself answered so about this one question, so that the next may fare better.
[[nodiscard]] bool isOneAnswer(const ApiError &error);

/// Asks a tenant for its do-not-call groups and their skills. An answer that a newer question overtook is dropped. GUI
/// thread, which is never held.
class DoNotCallGroups : public QObject
{
    Q_OBJECT

public:
    /// `session` outlives it.
    explicit DoNotCallGroups(TenantSession &session, QObject *parent = nullptr);
    ~DoNotCallGroups() override;

    void request(); ///< loaded() or failed() follows.

Q_SIGNALS:
    void loaded(const QList<muster::DoNotCallGroupFacts> &groups);
    void failed(const muster::ApiError &error);

private:
    TenantSession &m_session;
    std::stop_source m_stop;
};

} // namespace muster
