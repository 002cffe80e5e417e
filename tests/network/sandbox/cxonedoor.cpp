// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cxonedoor.h"

#include "sandboxdoor.h"

#include <QJsonDocument>

namespace muster::test {

namespace {

const QByteArray acdBase = QByteArrayLiteral("/incontactapi/services/v33.0");

} // namespace

CxoneDoor::CxoneDoor(const CxoneSandboxSettings &settings)
    : tenant(settings, keys, SandboxClock{[this] { return now; }, [this] { return wallNow; }})
{
}

SandboxAnswer CxoneDoor::api(const QByteArray &method, const QByteArray &target, const SandboxHeaders &headers,
                             const QByteArray &body)
{
    return tenant.api().answer({method, target, 1, headers, body}, SandboxFault::Mutation::None);
}

SandboxAnswer CxoneDoor::issuer(const QByteArray &method, const QByteArray &target, const SandboxHeaders &headers,
                                const QByteArray &body)
{
    return tenant.issuer().answer({method, target, 1, headers, body}, SandboxFault::Mutation::None);
}

SandboxAnswer CxoneDoor::call(const QByteArray &method, const QByteArray &target, const QByteArray &body,
                              SandboxFault::Mutation mutation)
{
    SandboxHeaders headers = {{"Authorization", "Bearer " + token()}, {"Accept", "application/json"}, {"Host", "t:2"}};
    if (!body.isNull())
        headers.append({QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/json")});
    return tenant.api().answer({method, target, 1, headers, body}, mutation);
}

SandboxAnswer CxoneDoor::acd(const QByteArray &method, const QByteArray &path, const QByteArray &body,
                             SandboxFault::Mutation mutation)
{
    return call(method, acdBase + path, body, mutation);
}

QByteArray CxoneDoor::token()
{
    const QJsonObject key{
        {QStringLiteral("accessKeyId"), keys.accessKeyId},
        {QStringLiteral("accessKeySecret"), QString::fromLatin1(keys.accessKeySecret.bytes().toByteArray())}};
    const SandboxAnswer answer
        = issuer("POST", "/authentication/v1/token/access-key", {{"Content-Type", "application/json"}},
                 QJsonDocument(key).toJson(QJsonDocument::Compact));
    return bodyOf(answer).value(QLatin1String("access_token")).toString().toLatin1();
}

qint64 CxoneDoor::upload(qint64 listId, const QByteArray &csv, const QJsonObject &members)
{
    QJsonObject body{{QStringLiteral("listFile"), QString::fromLatin1(csv.toBase64())},
                     {QStringLiteral("fileName"), QStringLiteral("rows.csv")},
                     {QStringLiteral("forceOverwrite"), true},
                     {QStringLiteral("expirationDate"), QStringLiteral("2026-06-01T00:00:00Z")},
                     {QStringLiteral("startSkill"), false},
                     {QStringLiteral("sendEmail"), false}};
    for (auto member = members.constBegin(); member != members.constEnd(); ++member)
        body.insert(member.key(), member.value());
    const SandboxAnswer answer = acd("POST", "/lists/call-lists/" + QByteArray::number(listId) + "/upload",
                                     QJsonDocument(body).toJson(QJsonDocument::Compact));
    return answer.status == 202 ? bodyOf(answer).value(QLatin1String("jobId")).toInteger(-1) : -1;
}

void CxoneDoor::pass(std::chrono::milliseconds time)
{
    now += time;
    wallNow = wallNow.addMSecs(time.count());
}

QString membersOf(const QJsonObject &object)
{
    QStringList names = object.keys();
    names.sort();
    return names.join(QLatin1Char(' '));
}

QByteArray acdPathOf(const QString &address)
{
    const QByteArray whole = address.toLatin1();
    const QByteArray start = "http://t:2" + acdBase;
    return whole.startsWith(start) ? whole.mid(start.size()) : QByteArray();
}

} // namespace muster::test
