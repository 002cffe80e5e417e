// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/scrub/scrub.h"
#include "network/wire/donotcall.h"

#include <QObject>
#include <memory>
#include <stop_token>

namespace muster {

class TenantConnection;

/// What a do-not-call group held in force when it was read.
struct GroupNumbers
{
    DoNotCallGroup group;
    QString tenant; ///< The connection's name.
    QDateTime at; ///< UTC.
    std::shared_ptr<const DoNotCallNumbers> numbers;
};

/// A source for scrubs. A record of ten digits also counts as a North American number without its country code: what is
/// in doubt is not dialled.
[[nodiscard]] ScrubAgainst scrubAgainst(const GroupNumbers &group);

/// doNotCallGroupNamed() of each word, each group once; the inactive ones, too.
[[nodiscard]] Result<QList<DoNotCallGroup>> groupsNamed(const QList<DoNotCallGroup> &all, const QStringList &words);

/// Asks a tenant for its do-not-call groups, and for what some of them hold. A newer question drops an older one. GUI
/// thread, which is never held.
class GroupNumbersReader : public QObject
{
    Q_OBJECT

public:
    explicit GroupNumbersReader(std::shared_ptr<TenantConnection> connection, QObject *parent = nullptr);
    ~GroupNumbersReader() override;

    [[nodiscard]] const QString &tenant() const; ///< The connection's name.
    void requestGroups(); ///< groupsLoaded() or failed() follows.
    /// All pages of each; numbersLoaded() or failed() follows, with errors of DoNotCallClient::numbers().
    void requestNumbers(const QList<DoNotCallGroup> &groups);
    void cancel(); ///< Nothing follows.

Q_SIGNALS:
    void groupsLoaded(const QList<muster::DoNotCallGroup> &groups);
    void numbersLoaded(const QList<muster::GroupNumbers> &groups); ///< In the order in which they were asked for.
    void failed(const muster::ApiError &error);

private:
    [[nodiscard]] std::stop_token anew();

    const std::shared_ptr<TenantConnection> m_connection;
    std::stop_source m_stop;
};

} // namespace muster
