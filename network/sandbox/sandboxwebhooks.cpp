// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxwebhooks.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QUrl>
#include <algorithm>

namespace muster {

using namespace Qt::StringLiterals;
using Mutation = SandboxFault::Mutation;

namespace {

constexpr auto scope = "webhooks.write"_L1;

bool isDigits(const QJsonValue &value)
{
    const QString text = value.toString();
    return !text.isEmpty() && text.size() <= 9
        && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

bool isHookAddress(const QJsonValue &value)
{
    const QUrl url(value.toString(), QUrl::StrictMode);
    const bool loopback = url.host() == "127.0.0.1"_L1 || url.host() == "localhost"_L1 || url.host() == "::1"_L1;
    return url.isValid() && !url.host().isEmpty() && url.userInfo().isEmpty()
        && (url.scheme() == "https"_L1 || (url.scheme() == "http"_L1 && loopback));
}

bool areEvents(const QJsonValue &value)
{
    const QJsonArray array = value.toArray();
    QSet<QString> seen;
    for (const QJsonValue &event : array) {
        if (event != "contact.enriched"_L1 && event != "contact.updated"_L1)
            return false;
        seen.insert(event.toString());
    }
    return value.isArray() && !array.isEmpty() && seen.size() == array.size();
}

void refuseOthers(const QJsonObject &object, const QStringList &known, const QString &prefix, QList<FieldFault> &faults)
{
    const QStringList keys = object.keys();
    for (const QString &key : keys) {
        if (!known.contains(key))
            faults.append({prefix + key.left(100), u"unknown member"_s});
    }
}

QList<FieldFault> faultsOf(const QJsonObject &object)
{
    QList<FieldFault> faults;
    refuseOthers(object, {u"name"_s, u"url"_s, u"events"_s, u"retryPolicy"_s}, {}, faults);
    const QString name = object["name"_L1].toString();
    if (name.trimmed().isEmpty() || name.size() > 100)
        faults.append({u"name"_s, u"1 to 100 characters are needed"_s});
    if (!isHookAddress(object["url"_L1]))
        faults.append({u"url"_s, u"must be https"_s});
    if (!areEvents(object["events"_L1]))
        faults.append({u"events"_s, u"must name events, each once"_s});
    const QJsonValue policy = object["retryPolicy"_L1];
    if (!policy.isObject()) {
        faults.append({u"retryPolicy"_s, u"must be an object"_s});
        return faults;
    }
    refuseOthers(policy.toObject(), {u"maxRetries"_s, u"backoffMs"_s}, u"retryPolicy."_s, faults);
    for (const auto member : {"maxRetries"_L1, "backoffMs"_L1}) {
        if (!isDigits(policy[member]))
            faults.append({u"retryPolicy."_s + member, u"must be digits as text"_s});
    }
    return faults;
}

bool sameContent(QJsonObject left, QJsonObject right)
{
    for (QJsonObject *object : {&left, &right}) {
        QStringList events = object->value("events"_L1).toVariant().toStringList();
        events.sort();
        object->insert("events"_L1, QJsonArray::fromStringList(events));
        object->remove("webhookId"_L1);
    }
    return left == right;
}

} // namespace

QList<SandboxRoute> SandboxWebhooks::routes(const QStringList &path) const
{
    static const QStringList own = {u"api"_s, u"v2"_s, u"webhooks"_s};
    return path == own ? QList<SandboxRoute>{{0, {}, "POST"_ba, scope, true}} : QList<SandboxRoute>();
}

SandboxAnswer SandboxWebhooks::answer(const SandboxRoute &, const SandboxHttpRequest &request, const QDateTime &,
                                      Mutation mutation)
{
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    const QList<FieldFault> faults
        = document.isObject() ? faultsOf(document.object()) : QList<FieldFault>{{u"body"_s, u"not a JSON object"_s}};
    if (!faults.isEmpty())
        return sandboxError(400, "invalid_webhook"_L1, u"The registration breaks the contract."_s, faults);
    QJsonObject registration = document.object();
    const QString name = registration["name"_L1].toString();
    if (const auto known = m_registered.constFind(name); known != m_registered.cend()) {
        if (sameContent(*known, registration))
            return sandboxJsonAnswer(200, *known);
        return sandboxError(409, "webhook_exists"_L1, u"There is another registration of that name."_s);
    }
    registration.insert("webhookId"_L1, u"hook_%1"_s.arg(m_registered.size() + 1));
    if (mutation != Mutation::AcceptWithoutDoing)
        m_registered.insert(name, registration);
    return sandboxJsonAnswer(201, registration);
}

} // namespace muster
