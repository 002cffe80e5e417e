// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/schedule/schedule.h"
#include "models/store/storedlist.h"

namespace muster {

/// The schedules of a data folder (schedules.json, mode 0600: addresses of webhooks stand in it). Knows nothing of
/// timers; see ScheduleDesk. The notice of load() about damage is "schedules_damaged".
class ScheduleStore : public NamedItems<Schedule>
{
    Q_OBJECT

public:
    static constexpr qsizetype maxSchedules = 100;

    explicit ScheduleStore(const QString &folder, QObject *parent = nullptr,
                           DiskAccess &disk = DiskAccess::system());

    [[nodiscard]] const QList<Schedule> &schedules() const { return m_items; } ///< By name.
    [[nodiscard]] std::optional<Schedule> byId(const QString &id) const;
    /// By its id, or by its name without regard to case.
    [[nodiscard]] std::optional<Schedule> find(const QString &idOrName) const;
    /// In the place of the one with its id. BadInput "schedule_name_taken", "too_many_schedules", "bad_schedule" for
    /// what could not be read back.
    [[nodiscard]] Result<void> save(const Schedule &schedule);
    [[nodiscard]] Result<void> remove(const QString &id); ///< BadInput "unknown_schedule".

private:
    [[nodiscard]] bool take(const QJsonObject &object, Items &items) const override;
    [[nodiscard]] QJsonObject toJson(const Schedule &schedule) const override;
};

} // namespace muster
