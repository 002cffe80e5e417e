// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/posixfile.h"
#include "models/store/unitlogformat.h"
#include "network/wire/result.h"

#include <QCoro/QCoroTask>
#include <QList>
#include <QObject>
#include <QThreadPool>
#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace muster {

/// The durable state of every unit of a plan: an append-only file (0600) that holds ordinals and states, no ids, no
/// numbers. What record() was given is on the disk when it resumes; nothing may be sent whose intent was not recorded.
///
/// Group commit: a worker writes and syncs one group at a time; what is recorded meanwhile shares the next one. Each
/// group is whole in the file or cut off at the next opening, so a torn tail never shows half of a chunk (F93, F100).
/// A failed sync or I/O error is for ever: every later record() fails with it (F95). A full disk leaves the file as it
/// was and may be tried again (F94).
///
/// GUI thread; owned by one run, which awaits every record() before it lets go. 4 bytes a unit in memory, 16 a change
/// on disk. See resources/decisions/unit-log.md for the format.
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

    /// Resumes when the changes are synced, in about a sync's time, with other threads doing the work. Cannot be
    /// stopped: a sync has to be awaited. All of them or none. BadInput "unit_out_of_range" changes nothing.
    [[nodiscard]] QCoro::Task<Result<void>> record(QList<UnitChange> changes);

    /// As far as it is durable.
    [[nodiscard]] const LoggedUnit &unit(std::uint32_t unit) const { return m_units[unit]; }
    [[nodiscard]] UnitState state(std::uint32_t unit) const { return m_units[unit].state; }
    [[nodiscard]] std::uint8_t reason(std::uint32_t unit) const { return m_units[unit].reason; }
    /// How often it became Intent, 65,535 at most: requests that the server can have seen.
    [[nodiscard]] int attempts(std::uint32_t unit) const { return m_units[unit].attempts; }
    [[nodiscard]] qint64 count(UnitState state) const { return m_counts[std::size_t(state)]; }
    [[nodiscard]] std::uint32_t units() const { return std::uint32_t(m_units.size()); }
    /// Bytes of a torn last group that open() cut off; to be told and audited. 0: none.
    [[nodiscard]] qint64 recoveredBytes() const { return m_recoveredBytes; }

private:
    struct Group;
    struct Opened;
    explicit UnitLog(Opened opened);
    [[nodiscard]] static Result<Opened> createFile(const QString &file, const UnitLogBinding &binding,
                                                   DiskAccess &disk);
    [[nodiscard]] static Result<Opened> openFile(const QString &file, const UnitLogBinding &binding, DiskAccess &disk);
    void commit();
    [[nodiscard]] Result<void> write(const QByteArray &bytes); ///< On the worker.
    void committed(const Result<void> &outcome);

    PosixFile m_file; ///< The worker's while a group is under way.
    const std::uint32_t m_salt;
    std::vector<LoggedUnit> m_units;
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
