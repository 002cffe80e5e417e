// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/recentitems.h"

#include "models/store/appsettings.h"
#include "network/http/clock.h"
#include "network/wire/keytable.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QPointer>
#include <array>

namespace muster {

namespace {

constexpr qsizetype longestName = 200;

constexpr std::array kindKeys{"segment", "list", "audience", "job", "file"};
static_assert(kindKeys.size() == std::size_t(RecentItem::Kind::File) + 1);

QString settingsKey(const QString &profileId)
{
    return QStringLiteral("recent/") + profileId;
}

std::optional<RecentItem> itemFrom(const QJsonObject &object)
{
    RecentItem item{.kind = {},
                    .id = object.value(QLatin1String("id")).toString(),
                    .name = object.value(QLatin1String("name")).toString().left(longestName),
                    .opened = QDateTime::fromString(object.value(QLatin1String("opened")).toString(), Qt::ISODate)};
    if (item.id.isEmpty() || item.id.size() > RecentItems::maxText || item.name.isEmpty() || !item.opened.isValid())
        return std::nullopt;
    const auto kind = valueAt<RecentItem::Kind>(kindKeys, object.value(QLatin1String("kind")).toString());
    item.kind = kind.value_or(item.kind);
    return kind ? std::optional(item) : std::nullopt;
}

QJsonObject objectOf(const RecentItem &item)
{
    return {{QStringLiteral("kind"), QLatin1String(kindKeys[std::size_t(item.kind)])},
            {QStringLiteral("id"), item.id},
            {QStringLiteral("name"), item.name},
            {QStringLiteral("opened"), item.opened.toString(Qt::ISODate)}};
}

bool isSame(const RecentItem &item, RecentItem::Kind kind, const QString &id)
{
    return item.kind == kind && item.id == id;
}

} // namespace

RecentItems::RecentItems(AppSettings &settings, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_clock(clock)
{
}

QList<RecentItem> RecentItems::items(const QString &profileId) const
{
    QList<RecentItem> items;
    const QJsonArray array = m_settings.value(settingsKey(profileId)).toArray();
    for (const QJsonValue &value : array) {
        if (const auto item = itemFrom(value.toObject()); item && items.size() < maxItems)
            items << *item;
    }
    return items;
}

void RecentItems::note(const QString &profileId, RecentItem::Kind kind, const QString &id, const QString &name)
{
    if (profileId.isEmpty() || id.isEmpty() || id.size() > maxText || name.isEmpty())
        return;
    QList<RecentItem> items = this->items(profileId);
    items.removeIf([&](const RecentItem &item) { return isSame(item, kind, id); });
    // To the second, as it is kept: what is read back is what was noted.
    QDateTime now = m_clock.wallNow().toUTC();
    now.setTime(QTime(now.time().hour(), now.time().minute(), now.time().second()));
    items.prepend({.kind = kind, .id = id, .name = name.left(longestName), .opened = now});
    keep(profileId, items.mid(0, maxItems));
}

void RecentItems::remove(const QString &profileId, RecentItem::Kind kind, const QString &id)
{
    QList<RecentItem> items = this->items(profileId);
    if (items.removeIf([&](const RecentItem &item) { return isSame(item, kind, id); }) == 0)
        return;
    keep(profileId, items);
    save(profileId);
}

void RecentItems::clear(const QString &profileId)
{
    keep(profileId, {});
    save(profileId);
}

void RecentItems::save(const QString &profileId)
{
    m_settings.saveLater([self = QPointer<RecentItems>(this), profileId](const Result<void> &saved) {
        if (!saved && !self.isNull())
            Q_EMIT self->notSaved(profileId, saved.error());
    });
}

void RecentItems::keep(const QString &profileId, const QList<RecentItem> &items)
{
    QJsonArray array;
    for (const RecentItem &item : items)
        array << objectOf(item);
    if (array.isEmpty())
        m_settings.remove(settingsKey(profileId));
    else
        m_settings.setValue(settingsKey(profileId), array);
    Q_EMIT changed(profileId);
}

} // namespace muster
