// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/tenantmemory.h"

#include "models/rules/canonicaljson.h"
#include "models/store/durablefile.h"
#include "network/http/originpolicy.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>

namespace muster {

namespace {

constexpr qint64 maxMemoryBytes = 1024 * 1024;

} // namespace

TenantMemory::TenantMemory(QString folder)
    : m_file(folder + QStringLiteral("/tenants.json"))
{
    const auto bytes = readWholeFile(m_file, maxMemoryBytes);
    const QJsonObject known = bytes ? QJsonDocument::fromJson(*bytes).object() : QJsonObject();
    for (auto one = known.begin(); one != known.end(); ++one)
        m_identities.insert(one.key(), one.value().toString());
}

std::function<Result<void>()> TenantMemory::remember(const ConnectionProfile &profile)
{
    const QString identity = identityOf(profile);
    if (m_identities.value(profile.id) == identity)
        return {};
    m_identities.insert(profile.id, identity);
    QJsonObject known;
    for (auto one = m_identities.cbegin(); one != m_identities.cend(); ++one)
        known.insert(one.key(), one.value());
    return [file = m_file, bytes = QJsonDocument(known).toJson(QJsonDocument::Compact)] {
        return writeFileDurably(file, bytes);
    };
}

QStringList TenantMemory::sameTenant(const ConnectionProfile &profile) const
{
    QStringList ids = m_identities.keys(identityOf(profile));
    ids.removeAll(profile.id);
    ids.sort();
    return ids;
}

QString TenantMemory::identityOf(const ConnectionProfile &profile)
{
    CanonicalJson json;
    json.beginObject();
    json.member("dialect", profile.dialect);
    json.member("clientId", profile.clientId);
    json.beginArray("addresses");
    for (auto service = profile.services.keyBegin(); service != profile.services.keyEnd(); ++service) {
        const QUrl url = profile.serviceUrl(*service).adjusted(QUrl::StripTrailingSlash);
        json.element(serviceKey(*service) + u' ' + originOf(url) + url.path(QUrl::FullyEncoded));
    }
    json.endArray();
    json.endObject();
    return QString::fromLatin1(QCryptographicHash::hash(json.bytes(), QCryptographicHash::Sha256).toHex());
}

} // namespace muster
