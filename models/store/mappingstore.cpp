// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/mappingstore.h"

#include <QJsonDocument>
#include <QSet>
#include <algorithm>
#include <numeric>

namespace muster {

namespace {

constexpr qsizetype maxListId = 1000;

} // namespace

MappingStore::MappingStore(QString folder, QObject *parent, DiskAccess &disk)
    : StoredItems({folder + QStringLiteral("/mappings.json"), QStringLiteral("muster-mappings"),
                   QStringLiteral("mappings_damaged"), disk},
                  parent)
{
}

bool MappingStore::take(const QJsonObject &object, Items &items) const
{
    auto mapping
        = parseMapping(QJsonDocument(object.value(QLatin1String("mapping")).toObject()).toJson(QJsonDocument::Compact));
    const QString listId = object.value(QLatin1String("list")).toString();
    const QString name = object.value(QLatin1String("name")).toString();
    const int version = object.value(QLatin1String("version")).toInt(0);
    if (!mapping || object.size() != 4 || listId.isEmpty() || listId.size() > maxListId
        || !isUsableName(name, MappingStore::maxName) || version < 1)
        return false;
    const auto before = std::count_if(items.begin(), items.end(),
                                      [&](const StoredMapping &item) { return isSame(item, listId, name); });
    const bool repeated = std::any_of(items.begin(), items.end(), [&](const StoredMapping &item) {
        return isSame(item, listId, name) && item.mapping.version == version;
    });
    if (repeated || before >= maxVersions || (before == 0 && namesIn(items) >= maxMappings))
        return false;
    mapping->name = name;
    mapping->version = version;
    const qsizetype bytes = mappingJson(*mapping).size();
    items.append({listId, *std::move(mapping), bytes});
    return true;
}

QList<EnrichmentMapping> MappingStore::mappings(const QString &listId) const
{
    QList<EnrichmentMapping> newest;
    for (const StoredMapping &item : m_items) {
        if (item.listId != listId)
            continue;
        if (!newest.isEmpty() && isSameName(newest.last().name, item.mapping.name))
            newest.last() = item.mapping;
        else
            newest.append(item.mapping);
    }
    return newest;
}

std::optional<EnrichmentMapping> MappingStore::byName(const QString &listId, const QString &name) const
{
    const auto found = std::find_if(m_items.rbegin(), m_items.rend(),
                                    [&](const StoredMapping &item) { return isSame(item, listId, name); });
    return found == m_items.rend() ? std::nullopt : std::optional(found->mapping);
}

std::optional<EnrichmentMapping> MappingStore::byVersion(const QString &listId, const QString &name, int version) const
{
    const auto found = std::find_if(m_items.begin(), m_items.end(), [&](const StoredMapping &item) {
        return isSame(item, listId, name) && item.mapping.version == version;
    });
    return found == m_items.end() ? std::nullopt : std::optional(found->mapping);
}

Result<EnrichmentMapping> MappingStore::save(const QString &listId, const EnrichmentMapping &mapping)
{
    EnrichmentMapping named = mapping;
    named.name = mapping.name.trimmed();
    if (named.name.isEmpty())
        return refusedName("name_missing", {});
    if (!isUsableName(named.name, MappingStore::maxName))
        return refusedName("name_too_long", named.name);
    const QByteArray json = mappingJson(named);
    if (const auto readBack = parseMapping(json); !readBack)
        return unreadable("bad_mapping", named.name, readBack.error());
    const auto newest = byName(listId, named.name);
    named.version = newest ? newest->version : 0;
    if (newest && *newest == named)
        return named;
    if (!newest && namesIn(m_items) >= maxMappings)
        return refusedName("too_many_mappings", named.name);
    Items items = m_items;
    if (newest && mappingJson(*newest) == json) { // only the name is written otherwise
        items.removeIf([&](const StoredMapping &item) {
            return isSame(item, listId, named.name) && item.mapping.version == named.version;
        });
    } else {
        ++named.version;
    }
    for (StoredMapping &item : items) {
        if (isSame(item, listId, named.name))
            item.mapping.name = named.name;
    }
    items.append({listId, named, json.size()});
    items = sorted(std::move(items));
    if (!thinOut(items, listId, named.name))
        return refusedName("mappings_too_large", named.name);
    return replace(std::move(items)).map([&named] { return named; });
}

Result<void> MappingStore::remove(const QString &listId, const QString &name)
{
    Items items = m_items;
    if (items.removeIf([&](const StoredMapping &item) { return isSame(item, listId, name); }) == 0)
        return refusedName("unknown_mapping", name);
    return replace(std::move(items));
}

QJsonObject MappingStore::toJson(const StoredMapping &item) const
{
    return {{QStringLiteral("list"), item.listId},
            {QStringLiteral("name"), item.mapping.name},
            {QStringLiteral("version"), item.mapping.version},
            {QStringLiteral("mapping"), QJsonDocument::fromJson(mappingJson(item.mapping)).object()}};
}

bool MappingStore::isSame(const StoredMapping &item, const QString &listId, const QString &name)
{
    return item.listId == listId && isSameName(item.mapping.name, name);
}

/// Drops old versions of that mapping until what is kept is within the limits; false when the newest alone is too much.
/// Versions of other mappings are not touched for its sake.
bool MappingStore::thinOut(Items &items, const QString &listId, const QString &name)
{
    const auto bytesOf = [](qsizetype sum, const StoredMapping &item) { return sum + item.bytes; };
    qsizetype bytes = std::accumulate(items.begin(), items.end(), qsizetype(0), bytesOf);
    for (;;) {
        const auto isOne = [&](const StoredMapping &item) { return isSame(item, listId, name); };
        const auto versions = std::count_if(items.begin(), items.end(), isOne);
        if (versions <= maxVersions && bytes <= maxBytes)
            return true;
        if (versions <= 1)
            return false;
        const auto oldest = std::find_if(items.begin(), items.end(), isOne);
        bytes -= oldest->bytes;
        items.erase(oldest);
    }
}

qsizetype MappingStore::namesIn(const Items &items)
{
    QSet<QString> names;
    for (const StoredMapping &item : items)
        names.insert(item.listId + QChar(0) + item.mapping.name.trimmed().toCaseFolded());
    return names.size();
}

bool MappingStore::isBefore(const StoredMapping &one, const StoredMapping &other) const
{
    if (one.listId != other.listId)
        return one.listId < other.listId;
    const int names = QString::compare(one.mapping.name, other.mapping.name, Qt::CaseInsensitive);
    return names != 0 ? names < 0 : one.mapping.version < other.mapping.version;
}

} // namespace muster
