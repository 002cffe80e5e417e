// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/fieldprofilestore.h"

#include <QJsonDocument>

namespace muster {

FieldProfileStore::FieldProfileStore(QString folder, QObject *parent, DiskAccess &disk)
    : QObject(parent)
    , m_file(folder + QStringLiteral("/audience-fields.json"), QStringLiteral("muster-audience-field-profiles"),
             QStringLiteral("field_profiles_damaged"), disk)
{
}

std::optional<ApiError> FieldProfileStore::load()
{
    Items found;
    const auto notice = m_file.load(
        [&found](const QJsonObject &object) {
            const auto profile = parseFieldProfile(QJsonDocument(object).toJson(QJsonDocument::Compact));
            return profile && found.emplace(profile->source, profile->fields).second;
        },
        [&found] { return toJson(found); });
    m_items = std::move(found);
    Q_EMIT changed();
    return notice;
}

CriteriaFields FieldProfileStore::fields(AudienceSource source) const
{
    const auto found = m_items.find(source);
    return found == m_items.end() ? CriteriaFields() : found->second;
}

Result<void> FieldProfileStore::save(const FieldProfile &profile)
{
    if (const auto readBack = parseFieldProfile(fieldProfileJson(profile)); !readBack)
        return tl::unexpected(readBack.error());
    Items items = m_items;
    items.insert_or_assign(profile.source, profile.fields);
    return replace(std::move(items));
}

Result<void> FieldProfileStore::remove(AudienceSource source)
{
    Items items = m_items;
    if (items.erase(source) == 0)
        return {};
    return replace(std::move(items));
}

Result<void> FieldProfileStore::replace(Items items)
{
    if (const auto written = m_file.write(toJson(items)); !written)
        return written;
    m_items = std::move(items);
    Q_EMIT changed();
    return {};
}

QJsonArray FieldProfileStore::toJson(const Items &items)
{
    QJsonArray array;
    for (const auto &[source, fields] : items)
        array.append(QJsonDocument::fromJson(fieldProfileJson({source, fields})).object());
    return array;
}

} // namespace muster
