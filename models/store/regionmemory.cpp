// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/regionmemory.h"

#include "models/store/appsettings.h"

#include <QJsonArray>

namespace muster {

namespace {

const QString &settingsKey()
{
    static const QString key = QStringLiteral("listRegions");
    return key;
}

QJsonArray entries(const AppSettings &settings)
{
    return settings.value(settingsKey()).toArray();
}

bool isOf(const QJsonValue &entry, const QString &profileId, const QString &listId)
{
    const QJsonObject object = entry.toObject();
    return object.value(QLatin1String("profile")).toString() == profileId
        && object.value(QLatin1String("list")).toString() == listId;
}

} // namespace

RegionMemory::RegionMemory(AppSettings &settings)
    : m_settings(settings)
{
}

std::optional<RegionMemory::Choice> RegionMemory::find(const QString &profileId, const QString &listId) const
{
    const QJsonArray all = entries(m_settings);
    for (const QJsonValue &entry : all) {
        if (isOf(entry, profileId, listId)) {
            const QJsonObject object = entry.toObject();
            return Choice{object.value(QLatin1String("region")).toString(),
                          object.value(QLatin1String("member")).toString()};
        }
    }
    return std::nullopt;
}

void RegionMemory::keep(const QString &profileId, const QString &listId, const Choice &choice)
{
    if (find(profileId, listId) == choice)
        return;
    QJsonArray kept;
    const QJsonArray all = entries(m_settings);
    for (const QJsonValue &entry : all) {
        if (!isOf(entry, profileId, listId))
            kept.append(entry);
    }
    while (kept.size() >= limit)
        kept.removeFirst();
    kept.append(QJsonObject{{QStringLiteral("profile"), profileId},
                            {QStringLiteral("list"), listId},
                            {QStringLiteral("region"), choice.defaultRegion},
                            {QStringLiteral("member"), choice.regionMember}});
    m_settings.setValue(settingsKey(), kept);
    m_settings.saveLater(); // a preference: it holds for this session in any case
}

} // namespace muster
