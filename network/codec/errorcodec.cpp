// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/errorcodec.h"

#include "network/codec/jsonreader.h"

#include <QRegularExpression>

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

} // namespace muster
