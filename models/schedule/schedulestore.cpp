// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/schedule/schedulestore.h"

#include <algorithm>

namespace muster {

namespace {

auto hasScheduleId(const QString &id)
{
    return [id](const Schedule &schedule) { return schedule.id == id; };
}

} // namespace

ScheduleStore::ScheduleStore(const QString &folder, QObject *parent, DiskAccess &disk)
    : NamedItems({folder + QStringLiteral("/schedules.json"), QStringLiteral("muster-schedules"),
                  QStringLiteral("schedules_damaged"), disk},
                 parent)
{
}

std::optional<Schedule> ScheduleStore::byId(const QString &id) const
{
    const auto found = std::ranges::find_if(m_items, hasScheduleId(id));
    return found == m_items.end() ? std::nullopt : std::optional(*found);
}

std::optional<Schedule> ScheduleStore::find(const QString &idOrName) const
{
    const auto found = byId(idOrName);
    return found ? found : named(idOrName);
}

bool ScheduleStore::take(const QJsonObject &object, Items &items) const
{
    const QString id = object.value(QLatin1String("id")).toString();
    auto schedule = scheduleFromContent(object.value(QLatin1String("schedule")).toObject());
    if (!schedule || !isScheduleId(id) || std::ranges::any_of(items, hasScheduleId(id))
        || std::ranges::any_of(items, hasName(schedule->name)) || items.size() == maxSchedules)
        return false;
    schedule->id = id;
    items.append(*std::move(schedule));
    return object.size() == 2;
}

QJsonObject ScheduleStore::toJson(const Schedule &schedule) const
{
    return {{QStringLiteral("id"), schedule.id}, {QStringLiteral("schedule"), scheduleContent(schedule)}};
}

Result<void> ScheduleStore::save(const Schedule &schedule)
{
    if (!isScheduleId(schedule.id) || !scheduleFromContent(scheduleContent(schedule)))
        return refusedName("bad_schedule", schedule.name);
    Items items = m_items;
    items.removeIf(hasScheduleId(schedule.id));
    if (std::ranges::any_of(items, hasName(schedule.name)))
        return refusedName("schedule_name_taken", schedule.name);
    if (items.size() >= maxSchedules)
        return refusedName("too_many_schedules", schedule.name);
    items.append(schedule);
    return replace(std::move(items));
}

Result<void> ScheduleStore::remove(const QString &id)
{
    Items items = m_items;
    if (items.removeIf(hasScheduleId(id)) == 0)
        return refusedName("unknown_schedule", id);
    return replace(std::move(items));
}

} // namespace muster
