// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/cxoneprotocolcodec.h"

#include "network/codec/protocolcodec.h"
#include "network/codec/strictjson.h"

#include <QJsonArray>
#include <algorithm>

namespace muster {

namespace {

constexpr qsizetype longestTenantId = 200;

/// The payload of a JSON Web Token (RFC 7519); an empty object when it is none.
QJsonObject claimsOf(const QString &token)
{
    const QList<QStringView> parts = QStringView(token).split(u'.');
    if (parts.size() != 3)
        return {};
    const auto decoded = QByteArray::fromBase64Encoding(
        parts.at(1).toLatin1(), QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    const auto object = decoded ? parseObject(*decoded) : Result<QJsonObject>(QJsonObject());
    return object ? *object : QJsonObject();
}

Result<QUrl> readAddress(const QJsonObject &object, const char *member)
{
    JsonReader reader;
    const QString spelled = reader.nonEmptyText(object, {}, member);
    if (reader.fault())
        return failure(*reader.fault());
    const QUrl url(spelled, QUrl::StrictMode);
    if (url.isValid() && !url.host().isEmpty())
        return url;
    return failure({.kind = ErrorKind::UnexpectedShape,
                    .code = QStringLiteral("invalid_address"),
                    .details = {{QString::fromLatin1(member), QStringLiteral("invalid")}}});
}

QString firstText(const QJsonObject &object, std::initializer_list<const char *> members)
{
    for (const char *member : members) {
        if (const QJsonValue value = object.value(QLatin1String(member));
            value.isString() && !value.toString().isEmpty())
            return value.toString().left(mostWords);
    }
    return {};
}

/// So that an address compares with itself with a slash behind it.
QByteArray bare(const QUrl &url)
{
    QByteArray text = url.toEncoded();
    while (text.endsWith('/'))
        text.chop(1);
    return text.toLower();
}

} // namespace

Result<Token> readCxoneToken(const QByteArray &body)
{
    TRY(object, readTokenAnswer(body));
    // Its spelling of the type, "bearer" or none at all, is nothing to stumble over.
    QJsonObject spelled = *object;
    if (!spelled.contains(QLatin1String("token_type")))
        spelled.insert(QLatin1String("token_type"), QStringLiteral("Bearer"));
    TRY(token, readToken(spelled));
    for (const char *member : {"id_token", "access_token"}) {
        const QString tenant
            = claimsOf(object->value(QLatin1String(member)).toString()).value(QLatin1String("tenantId")).toString();
        if (!tenant.isEmpty() && tenant.size() <= longestTenantId) {
            token->tenantId = tenant;
            break;
        }
    }
    return token;
}

Result<QUrl> readIssuerDocument(const QByteArray &body, const QUrl &issuer)
{
    TRY(object, parseObject(body));
    const QString named = object->value(QLatin1String("issuer")).toString();
    if (!named.isEmpty() && bare(QUrl(named)) != bare(issuer))
        return failure(ErrorKind::UnexpectedShape, "other_issuer", QUrl(named).host().left(longestTenantId));
    return readAddress(*object, "token_endpoint");
}

Result<QUrl> readTenantDocument(const QByteArray &body, const QString &tenantId)
{
    TRY(object, parseObject(body));
    const QString named = object->value(QLatin1String("tenantId")).toString();
    if (!named.isEmpty() && named.compare(tenantId, Qt::CaseInsensitive) != 0)
        return failure(ErrorKind::UnexpectedShape, "other_tenant");
    return readAddress(*object, "api_endpoint");
}

QString highestApiVersion(const QByteArray &body)
{
    const auto object = parseObject(body);
    if (!object)
        return {};
    double highest = 0;
    for (const QJsonValue &entry : object->value(QLatin1String("apiInfo")).toArray())
        highest = std::max(highest, entry[QLatin1String("version")].toDouble());
    return highest > 0 ? QString::number(highest) : QString();
}

void readCxoneError(const QByteArray &statusDescription, const QByteArray &body, ApiError &error)
{
    error.detail = QString::fromUtf8(statusDescription.left(mostWords));
    const auto object = parseObject(body.left(1 << 20));
    if (!object)
        return;
    error.code = firstText(*object, {"error", "code"});
    QString words = firstText(
        *object, {"error_description", "errorDescription", "error_Description", "message", "Message", "description"});
    const QJsonArray errors = object->value(QLatin1String("errors")).toArray();
    if (words.isEmpty() && !errors.isEmpty())
        words = firstText(errors.first().toObject(), {"message"});
    if (!words.isEmpty())
        error.detail = words;
}

} // namespace muster
