// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/fieldprofilestore.h"

#include "network/wire/thrown.h"

#include <QJsonDocument>

namespace muster {

FieldProfileStore::FieldProfileStore(QString folder, QObject *parent, DiskAccess &disk)
    : QObject(parent)
    , m_file(folder + QStringLiteral("/audience-fields.json"), QStringLiteral("muster-audience-field-profiles"),
             QStringLiteral("field_profiles_damaged"), disk)
{
    m_worker.setMaxThreadCount(1);
    m_worker.setExpiryTimeout(-1);
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
    m_items = m_written = std::move(found);
    Q_EMIT changed();
    return notice;
}

CriteriaFields FieldProfileStore::fields(AudienceSource source) const
{
    const auto found = m_items.find(source);
    return found == m_items.end() ? CriteriaFields() : found->second;
}

/// `change`, on the worker: makes the change in what was written last, or says why not.
template <typename Change>
quint64 FieldProfileStore::give(Change change)
{
    const quint64 number = ++m_given;
    m_worker.start([this, number, change] {
        Items items;
        const Result<void> done = withoutThrowing([&] { // on this thread nobody else would catch it (F109)
            items = m_written;
            return change(items).and_then([&] { return m_file.write(toJson(items)); }).map([&] { m_written = items; });
        });
        QMetaObject::invokeMethod(
            this,
            [this, number, done, items] {
                if (!done) {
                    Q_EMIT failed(number, done.error());
                    return;
                }
                m_items = items;
                Q_EMIT changed();
            },
            Qt::QueuedConnection);
    });
    return number;
}

quint64 FieldProfileStore::save(const FieldProfile &profile)
{
    return give([profile](Items &items) -> Result<void> {
        TRY_VOID(parseFieldProfile(fieldProfileJson(profile)));
        items.insert_or_assign(profile.source, profile.fields);
        return {};
    });
}

quint64 FieldProfileStore::remove(AudienceSource source)
{
    return give([source](Items &items) -> Result<void> {
        items.erase(source);
        return {};
    });
}

QJsonArray FieldProfileStore::toJson(const Items &items)
{
    QJsonArray array;
    for (const auto &[source, fields] : items)
        array.append(QJsonDocument::fromJson(fieldProfileJson({source, fields})).object());
    return array;
}

} // namespace muster
