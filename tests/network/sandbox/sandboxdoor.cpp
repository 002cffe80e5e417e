// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandboxdoor.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace muster::test {

const QByteArray SandboxDoor::secret = QByteArrayLiteral("not-a-secret");
const QByteArray SandboxDoor::lookupSecret = QByteArrayLiteral("not-one-either");

SandboxDoor::SandboxDoor(SandboxSettings settings)
    : tenant(settings, Secret(secret), Secret(lookupSecret),
             SandboxClock{[this] { return now; }, [this] { return wallNow; }})
{
}

SandboxAnswer SandboxDoor::send(const QByteArray &method, const QByteArray &target, const SandboxHeaders &headers,
                                const QByteArray &body, SandboxFault::Mutation mutation)
{
    return tenant.answer({method, target, 1, headers, body}, mutation);
}

QByteArray SandboxDoor::token(const QByteArray &scope)
{
    QJsonObject object{{QStringLiteral("grant_type"), QStringLiteral("client_credentials")},
                       {QStringLiteral("client_id"), QStringLiteral("sandbox-client")},
                       {QStringLiteral("client_secret"), QString::fromLatin1(secret)}};
    if (!scope.isEmpty())
        object.insert(QStringLiteral("scope"), QString::fromLatin1(scope));
    const SandboxAnswer answer = send("POST", "/api/v2/oauth/token", {{"Content-Type", "application/json"}},
                                      QJsonDocument(object).toJson(QJsonDocument::Compact));
    return bodyOf(answer).value(QLatin1String("access_token")).toString().toLatin1();
}

SandboxAnswer SandboxDoor::get(const QByteArray &target)
{
    return send("GET", target, {{"Authorization", "Bearer " + token()}, {"Accept", "application/json"}});
}

SandboxAnswer SandboxDoor::post(const QByteArray &target, const QByteArray &body, SandboxFault::Mutation mutation)
{
    return call("POST", target, body, mutation);
}

SandboxAnswer SandboxDoor::call(const QByteArray &method, const QByteArray &target, const QByteArray &body,
                                SandboxFault::Mutation mutation)
{
    SandboxHeaders headers = {{"Authorization", "Bearer " + token()}, {"Accept", "application/json"}, {"Host", "t:1"}};
    if (!body.isNull())
        headers.append({QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/json")});
    return send(method, target, headers, body, mutation);
}

QJsonObject bodyOf(const SandboxAnswer &answer)
{
    return QJsonDocument::fromJson(answer.body).object();
}

QString errorOf(const SandboxAnswer &answer)
{
    return bodyOf(answer).value(QLatin1String("error")).toString();
}

QByteArray headerOf(const SandboxAnswer &answer, QByteArrayView name)
{
    for (const auto &[key, value] : answer.headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QByteArray segmentPath(int place)
{
    return "/api/v2/contacts/segments/" + sandboxSegments().at(place).id.toLatin1();
}

QByteArray queryPath(int place)
{
    return segmentPath(place) + "/contacts/query";
}

QByteArray listPath(int place)
{
    return "/api/v2/campaigns/contactlists/" + SandboxList::all().at(place).id.toLatin1();
}

QByteArray batchBody(const QList<ContactPhone> &contacts)
{
    QJsonArray array;
    for (const ContactPhone &contact : contacts) {
        array.append(QJsonObject{{QStringLiteral("id"), contact.contactId}, {QStringLiteral("phone"), contact.phone}});
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("contacts"), array}}).toJson(QJsonDocument::Compact);
}

QByteArray queryBody(const QByteArray &filters, int limit, const QByteArray &attributes, const QByteArray &token)
{
    const QByteArray cursor = token.isEmpty() ? QByteArray() : ",\"continuationToken\":\"" + token + '"';
    return "{\"filters\":" + filters + ",\"pagination\":{\"limit\":" + QByteArray::number(limit) + cursor
        + "},\"requestedAttributes\":" + attributes + '}';
}

} // namespace muster::test
