// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/posixfile.h"
#include "network/wire/result.h"

#include <QByteArrayView>
#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QString>
#include <QThreadPool>
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

/// Where a unit of a plan stands, by what can be proved. The closing sum of a run counts units by it.
enum class UnitState : std::uint8_t {
    Planned, ///< Nothing has left for it, or a read since then proved that nothing came of it.
    Intent, ///< Is about to be sent, or was. After a restart: unknown, to be settled by a read.
    Applied,
    Accepted, ///< 202: taken, not proved (F24).
    Rejected,
    Absent, ///< There was no such contact (any more), F14.
    Unknown, ///< Left, and no answer proves what came of it.
    Skipped, ///< Not sent: the contact is not what the plan was made of (F112), or the run ended without it.
};
constexpr int unitStateCount = 8;
[[nodiscard]] QString unitStateKey(UnitState state); ///< "planned", "intent", ...
/// How many units of a log or a ledger are in each state, by its key.
template <typename Units>
[[nodiscard]] QJsonObject unitCounts(const Units &units)
{
    QJsonObject counts;
    for (int state = 0; state < unitStateCount; ++state)
        counts.insert(unitStateKey(UnitState(state)), units.count(UnitState(state)));
    return counts;
}

struct UnitChange
{
    std::uint32_t unit = 0; ///< Ordinal in the plan, from 0.
    UnitState state = UnitState::Planned;
    std::uint8_t reason = 0; ///< Of the run's own meaning (why rejected, why skipped); 0: none.
};

/// Which plan of which run a log belongs to.
struct UnitLogBinding
{
    QString runId; ///< 32 lower-case hexadecimal digits.
    QString planDigest; ///< SHA-256, 64 lower-case hexadecimal digits.
    std::uint32_t units = 0; ///< At most 20 million.
    bool operator==(const UnitLogBinding &) const = default;
};

struct LoggedUnit
{
    UnitState state = UnitState::Planned;
    std::uint8_t reason = 0;
    std::uint16_t attempts = 0; ///< How often it became Intent; stays at 65,535.
    bool operator==(const LoggedUnit &) const = default;
    void take(const UnitChange &change);
};

/// The bytes of a unit log; see resources/decisions/unit-log.md. Pure.
struct UnitLogFormat
{
    static constexpr qsizetype headerBytes = 80;
    static constexpr qsizetype changeBytes = 16;
    static constexpr std::uint32_t maxUnits = 20'000'000;

    /// The salt tells apart files that are otherwise alike, so that an old copy's changes do not pass as this one's.
    [[nodiscard]] static QByteArray header(const UnitLogBinding &binding, std::uint32_t salt);
    /// `group` counts from 1, `firstChange` from 0.
    [[nodiscard]] static QByteArray group(const QList<UnitChange> &changes, std::uint32_t group, qint64 firstChange,
                                          std::uint32_t salt);

    struct Replay
    {
        UnitLogBinding binding;
        std::uint32_t salt = 0;
        std::vector<LoggedUnit> units;
        std::uint32_t groups = 0; ///< Whole ones.
        qint64 changes = 0; ///< In them.
        qint64 goodBytes = 0; ///< Up to the end of the last whole group.
    };
    /// Any bytes. Damaged "unit_log_damaged": the header does not read, or something is wrong before the last group.
    [[nodiscard]] static Result<Replay> replay(QByteArrayView bytes);
};

/// The durable state of every unit of a plan: an append-only file (0600) that holds ordinals and states, no ids, no
/// numbers. What record() was given is on the disk when it resumes; nothing may be sent whose intent was not recorded.
///
/// Group commit: a worker writes and syncs one group at a time; what is recorded meanwhile shares the next one. Each
/// group is whole in the file or cut off at the next opening, so a torn tail never shows half of a chunk (F93, F100).
/// A failed sync or I/O error is for ever: every later record() fails with it (F95). A full disk leaves the file as it
/// was and may be tried again (F94).
///
/// GUI thread; owned by one run, which awaits every record() before it lets go. 4 bytes a unit in memory, 6 of a log
/// that had changes when it was opened; 16 a change on disk. See resources/decisions/unit-log.md for the format.
class UnitLog : public QObject
{
    Q_OBJECT

public:
    ~UnitLog() override;

    /// A new file, durable with its name. "exists" when there is one: then open() it.
    [[nodiscard]] static QCoro::Task<Result<std::unique_ptr<UnitLog>>> create(QString file, UnitLogBinding binding,
                                                                              DiskAccess &disk = DiskAccess::system());
    /// Replays. Damaged "unit_log_damaged" when something is wrong before the last group: nothing goes on by itself
    /// from such a file (F99); Damaged "unit_log_other_plan" when it belongs to another run or plan; "not_found".
    [[nodiscard]] static QCoro::Task<Result<std::unique_ptr<UnitLog>>> open(QString file, UnitLogBinding binding,
                                                                            DiskAccess &disk = DiskAccess::system());

    /// The one that is there, else a new one. Errors as open() and create().
    [[nodiscard]] static QCoro::Task<Result<std::unique_ptr<UnitLog>>>
    openOrCreate(QString file, UnitLogBinding binding, DiskAccess &disk = DiskAccess::system());

    /// Resumes when the changes are synced, in about a sync's time, with other threads doing the work. Cannot be
    /// stopped: a sync has to be awaited. All of them or none. BadInput "unit_out_of_range" changes nothing.
    [[nodiscard]] QCoro::Task<Result<void>> record(QList<UnitChange> changes);

    /// As far as it is durable.
    [[nodiscard]] const LoggedUnit &unit(std::uint32_t unit) const { return m_units[unit]; }
    [[nodiscard]] UnitState state(std::uint32_t unit) const { return m_units[unit].state; }
    [[nodiscard]] std::uint8_t reason(std::uint32_t unit) const { return m_units[unit].reason; }
    /// How often it became Intent, 65,535 at most: requests that the server can have seen.
    [[nodiscard]] int attempts(std::uint32_t unit) const { return m_units[unit].attempts; }
    /// Without those that were in the file when it was opened: an earlier life's of the run.
    [[nodiscard]] int attemptsSinceOpened(std::uint32_t unit) const
    {
        return attempts(unit) - (m_attemptsBefore.empty() ? 0 : m_attemptsBefore[unit]);
    }
    /// Planned, with fewer attempts in this life of the run than `tries`.
    [[nodiscard]] bool isSendable(std::uint32_t unit, int tries) const
    {
        return state(unit) == UnitState::Planned && attemptsSinceOpened(unit) < tries;
    }
    [[nodiscard]] std::vector<LoggedUnit> all() const { return m_units; } ///< A copy, for a worker.
    [[nodiscard]] qint64 count(UnitState state) const { return m_counts[std::size_t(state)]; }
    [[nodiscard]] std::uint32_t units() const { return std::uint32_t(m_units.size()); }
    /// How many have an outcome, if only that nobody knows it: neither Planned nor Intent.
    [[nodiscard]] qint64 answered() const
    {
        return qint64(units()) - count(UnitState::Planned) - count(UnitState::Intent);
    }
    /// Bytes of a torn last group that open() cut off; to be told and audited. 0: none.
    [[nodiscard]] qint64 recoveredBytes() const { return m_recoveredBytes; }

private:
    struct Group;
    struct Opened;
    explicit UnitLog(Opened opened);
    [[nodiscard]] static Result<Opened> createFile(const QString &file, const UnitLogBinding &binding,
                                                   DiskAccess &disk);
    [[nodiscard]] static Result<Opened> openFile(const QString &file, const UnitLogBinding &binding, DiskAccess &disk);
    /// On a worker.
    [[nodiscard]] static QCoro::Task<Result<std::unique_ptr<UnitLog>>> openedBy(std::function<Result<Opened>()> open);
    void commit();
    [[nodiscard]] Result<void> write(const QByteArray &bytes); ///< On the worker.
    void committed(const Result<void> &outcome);

    PosixFile m_file; ///< The worker's while a group is under way.
    const std::uint32_t m_salt;
    std::vector<LoggedUnit> m_units;
    std::vector<std::uint16_t> m_attemptsBefore; ///< LoggedUnit::attempts as opened; empty: none of any unit.
    std::array<qint64, unitStateCount> m_counts{};
    std::uint32_t m_groups = 0; ///< Durable ones.
    qint64 m_changes = 0; ///< In them.
    qint64 m_recoveredBytes = 0;
    std::shared_ptr<Group> m_gathering; ///< Not yet under way.
    std::shared_ptr<Group> m_underWay;
    std::optional<ApiError> m_damage;
    QThreadPool m_worker; ///< One thread. Last, so that it ends first.
};

} // namespace muster
