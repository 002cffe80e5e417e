// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/rowsmodel.h"
#include "models/runs/team/teampublisher.h"

#include <stop_token>

namespace muster {

/// Runs that a team's computers have told its database, newest first.
class TeamRunsModel : public RowsModel<TeamRun>
{
    Q_OBJECT

public:
    enum Column { Title, Computer, Actor, Connection, State, Records, Started, Took, ColumnCount };

    explicit TeamRunsModel(QObject *parent = nullptr);
};

/// Lines of their histories, newest first.
class TeamEntriesModel : public RowsModel<TeamEntry>
{
    Q_OBJECT

public:
    enum Column { Time, Computer, Actor, Event, Object, Run, Facts, ColumnCount };

    explicit TeamEntriesModel(QObject *parent = nullptr);
};

/// Asks the team's database and keeps what it has answered. One question at a time: a later one overtakes the one
/// before it, of runs or of entries alike. What cannot be read leaves the rows as they were. GUI thread; nothing waits.
class TeamReader : public QObject
{
    Q_OBJECT

public:
    /// `team` outlives the reader.
    explicit TeamReader(TeamPublisher &team, QObject *parent = nullptr);
    ~TeamReader() override;

    [[nodiscard]] TeamRunsModel *runs() const { return m_runs; }
    [[nodiscard]] TeamEntriesModel *entries() const { return m_entries; }

    void readRuns(const TeamFilter &filter);
    void readEntries(const TeamFilter &filter);
    void readComputers(); ///< Beside the others; answered by computersRead(), or not at all.

    [[nodiscard]] bool isReading() const { return m_isReading; }
    /// Of the last answer: why there is none; how much was passed over; whether the database has older ones.
    [[nodiscard]] const std::optional<ApiError> &fault() const { return m_fault; }
    [[nodiscard]] int unreadable() const { return m_unreadable; }
    [[nodiscard]] bool hasOlder() const { return m_hasOlder; }

Q_SIGNALS:
    void answered();
    void computersRead(const QStringList &names); ///< Without repeats, sorted for people.

private:
    std::stop_token overtake(); ///< For a new question.
    template <typename Told, typename Model>
    void take(const Result<TeamPage<Told>> &page, Model *model);

    TeamPublisher &m_team;
    TeamRunsModel *const m_runs;
    TeamEntriesModel *const m_entries;
    std::stop_source m_asked, m_askedComputers;
    bool m_isReading = false;
    std::optional<ApiError> m_fault;
    int m_unreadable = 0;
    bool m_hasOlder = false;
};

} // namespace muster
