// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/team/teamsettings.h"
#include "network/wire/result.h"
#include "network/wire/secret.h"

#include <QList>
#include <QVariantList>
#include <functional>
#include <memory>

namespace muster {

/// A connection to PostgreSQL by Qt's driver, of the thread that opened it, which alone may use and destroy it. Knows
/// no table. Errors are those that TeamDatabase names, without what concerns tables.
class TeamConnection
{
public:
    using Row = QVariantList;

    /// Blocks for some 5 s at most for each address of the host.
    [[nodiscard]] static Result<std::unique_ptr<TeamConnection>> open(const TeamSettings &settings,
                                                                      const Secret &password);
    ~TeamConnection();
    TeamConnection(const TeamConnection &) = delete;
    TeamConnection &operator=(const TeamConnection &) = delete;

    [[nodiscard]] const TeamSettings &settings() const { return m_settings; }
    /// A question mark of `sql` for each value (texts and numbers), and no others. At most 15 s.
    [[nodiscard]] Result<QList<Row>> select(const QString &sql, const QVariantList &values = {});
    /// How many rows it changed.
    [[nodiscard]] Result<int> change(const QString &sql, const QVariantList &values = {});
    /// All of `body` or nothing; the error is the body's or the commit's. Not nestable.
    [[nodiscard]] Result<void> inTransaction(const std::function<Result<void>()> &body);

private:
    TeamConnection(QString connection, TeamSettings settings, Secret password);
    [[nodiscard]] Result<void> connectHere();
    [[nodiscard]] QString withValues(const QString &sql, const QVariantList &values) const;
    /// Of a state and the server's words; without a state it said nothing any more.
    [[nodiscard]] ApiError errorOf(const QString &state, const QString &words) const;

    const QString m_connection;
    const TeamSettings m_settings;
    const Secret m_password;
};

} // namespace muster
