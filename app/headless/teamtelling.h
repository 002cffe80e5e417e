// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"

#include <QJsonObject>
#include <QObject>
#include <chrono>
#include <optional>
#include <stop_token>

namespace muster {

class TeamPublisher;
class Workspace;

/// At the end of a command: tells the team's database what the command has added to the history, for a short while.
/// What cannot be told stays in the files here, and the next command or a window tells it. GUI thread.
class TeamTelling : public QObject
{
    Q_OBJECT

public:
    /// A command must not be held up by a database that is away; with what TeamPublisher::patience adds at the exit
    /// it is some seconds.
    static constexpr std::chrono::milliseconds patience{4000};

    /// Whether there is something to tell, and somebody to be told: a database was entered, and the history has more
    /// than `entriesBefore`. Without one no library of a database is loaded and nothing is connected to.
    [[nodiscard]] static bool isDue(Workspace &workspace, qint64 entriesBefore);

    /// `workspace` outlives it.
    TeamTelling(Workspace &workspace, qint64 entriesBefore, QObject *parent = nullptr);
    void start(); ///< ended() follows, once, never before this returns.
    void giveUp(); ///< ended() comes at once, if it has not come.

    /// For `--json`: "told"; "waiting": entries that the database does not have, as far as it has said, else those of this
    /// command; "error" where it could not be told.
    [[nodiscard]] QJsonObject facts() const;
    [[nodiscard]] QString trouble() const; ///< One line for standard error; empty: it was told, or given up.

Q_SIGNALS:
    void ended();

private:
    void end(const std::optional<ApiError> &trouble);
    [[nodiscard]] qint64 waiting() const;

    Workspace &m_workspace;
    const qint64 m_entriesBefore;
    std::stop_source m_stop;
    std::optional<ApiError> m_trouble;
    bool m_isOver = false;
    bool m_isGivenUp = false;
};

} // namespace muster
