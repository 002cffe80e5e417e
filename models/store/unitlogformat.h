// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

#include <QByteArrayView>
#include <QList>
#include <QString>
#include <cstdint>
#include <vector>

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

} // namespace muster
