// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/protocolcodec.h"

#include "network/codec/strictjson.h"

#include <QRegularExpression>
#include <algorithm>

namespace muster {

namespace {

constexpr qsizetype mostFaults = 20;

QString member(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toString().left(mostWords);
}

} // namespace

void readErrorBody(const QByteArray &body, ApiError &error)
{
    const auto object = parseObject(body.left(1 << 20));
    if (!object) {
        error.detail = printableStart(body);
        return;
    }
    error.code = member(*object, "error");
    error.detail = member(*object, "message");
    if (error.detail.isEmpty())
        error.detail = member(*object, "error_description");
    error.scope = member(*object, "scope");
    error.currentVersion = object->value(QLatin1String("currentVersion")).toInteger(-1);
    const QJsonArray details = object->value(QLatin1String("details")).toArray();
    for (const QJsonValue &entry : details) {
        if (error.details.size() == mostFaults)
            break;
        const QJsonObject fault = entry.toObject();
        error.details.append({member(fault, "field"), member(fault, "issue")});
    }
}

QString scopeOfChallenge(const QByteArray &challenge)
{
    static const QRegularExpression scope(QStringLiteral("\\bscope\\s*=\\s*\"([^\"]{1,200})\""));
    return scope.match(QString::fromLatin1(challenge.left(4096))).captured(1);
}

namespace {

constexpr std::chrono::seconds assumedLife = std::chrono::minutes(5);
constexpr qint64 shortestLife = 2;
constexpr qint64 longestLife = 24 * 3600;
constexpr qsizetype longestToken = 16 << 10;
constexpr qsizetype longestScope = 16 << 10;

bool fitsHeader(const QString &token)
{
    return token.size() <= longestToken
        && std::all_of(token.begin(), token.end(), [](QChar c) { return c > u' ' && c < u'\x7F'; });
}

} // namespace

Result<QJsonObject> readTokenAnswer(const QByteArray &body)
{
    auto object = parseObject(body);
    if (!object)
        object.error().detail.clear();
    return object;
}

Result<Token> readToken(const QByteArray &body)
{
    TRY(answer, readTokenAnswer(body));
    return readToken(*answer);
}

Result<Token> readToken(const QJsonObject &answer)
{
    JsonReader reader;
    const QString value = reader.nonEmptyText(answer, {}, "access_token");
    const QString type = reader.text(answer, {}, "token_type");
    ApiError error;
    error.kind = ErrorKind::UnexpectedShape;
    if (reader.fault())
        return failure(*reader.fault());
    if (type.compare(QLatin1String("Bearer"), Qt::CaseInsensitive) != 0 || !fitsHeader(value)) {
        error.code = QStringLiteral("invalid_token");
        error.details = {{fitsHeader(value) ? QStringLiteral("token_type") : QStringLiteral("access_token"),
                          QStringLiteral("invalid")}};
        return failure(error);
    }
    Token token{Secret(value.toLatin1()), assumedLife, true};
    const qint64 life = answer.value(QLatin1String("expires_in")).toInteger(0);
    token.lifeStated = life >= shortestLife;
    if (token.lifeStated)
        token.life = std::chrono::seconds(std::min(life, longestLife));
    if (const QJsonValue scope = answer.value(QLatin1String("scope"));
        scope.isString() && scope.toString().size() <= longestScope)
        token.scopes = scope.toString().split(u' ', Qt::SkipEmptyParts);
    return token;
}

} // namespace muster
