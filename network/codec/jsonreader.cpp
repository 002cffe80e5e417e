// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/jsonreader.h"

#include "network/codec/strictjson.h"

#include <QJsonDocument>
#include <QRegularExpression>

namespace muster {

Result<QJsonObject> parseObject(const QByteArray &body)
{
    ApiError error;
    const QByteArray start = body.left(256).trimmed();
    if (start.isEmpty() || start.startsWith('<')) {
        error.kind = ErrorKind::NotFromApi;
        error.code = start.isEmpty() ? QStringLiteral("empty_body") : QStringLiteral("markup");
        error.detail = printableStart(body);
        return failure(error);
    }
    if (body.size() > maxSmallReply) {
        error.kind = ErrorKind::LimitExceeded;
        error.code = QStringLiteral("body_bytes");
        return failure(error);
    }
    if (auto fault = StrictJson(body).fault()) {
        fault->detail += QStringLiteral(": ") + printableStart(body);
        return failure(*fault);
    }
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (document.isObject())
        return document.object();
    error.kind = ErrorKind::UnexpectedShape;
    error.code = QStringLiteral("not_object");
    return failure(error);
}

QString memberPath(const QString &path, const char *name)
{
    const QString member = QString::fromLatin1(name);
    return path.isEmpty() ? member : path + u'.' + member;
}

void JsonReader::note(const QString &path, const QString &issue)
{
    if (m_fault)
        return;
    ApiError error;
    error.kind = ErrorKind::UnexpectedShape;
    error.code = issue;
    error.detail = path;
    error.details = {{path, issue}};
    m_fault = error;
}

QJsonValue JsonReader::member(const QJsonObject &object, const QString &path, const char *name)
{
    const QJsonValue value = object.value(QLatin1String(name));
    if (value.isUndefined())
        note(memberPath(path, name), QStringLiteral("missing"));
    return value;
}

QString JsonReader::text(const QJsonObject &object, const QString &path, const char *name)
{
    const QJsonValue value = member(object, path, name);
    if (!value.isString())
        note(memberPath(path, name), QStringLiteral("not_text"));
    return value.toString();
}

QString JsonReader::nonEmptyText(const QJsonObject &object, const QString &path, const char *name)
{
    const QString value = text(object, path, name);
    if (value.isEmpty())
        note(memberPath(path, name), QStringLiteral("empty"));
    return value;
}

QDateTime JsonReader::time(const QJsonObject &object, const QString &path, const char *name)
{
    // RFC 3339 always names its offset; without one Qt would take the time for local.
    static const QRegularExpression offset(QStringLiteral("(?:[Zz]|[+-]\\d\\d:\\d\\d)$"));
    const QString words = text(object, path, name);
    const QDateTime value = QDateTime::fromString(words.toUpper(), Qt::ISODateWithMs);
    if (!value.isValid() || !offset.match(words).hasMatch()) {
        note(memberPath(path, name), QStringLiteral("not_time"));
        return {};
    }
    return value.toUTC();
}

bool JsonReader::boolean(const QJsonObject &object, const QString &path, const char *name)
{
    const QJsonValue value = member(object, path, name);
    if (!value.isBool())
        note(memberPath(path, name), QStringLiteral("not_boolean"));
    return value.toBool();
}

qint64 JsonReader::optionalInteger(const QJsonObject &object, const QString &path, const char *name, qint64 fallback)
{
    const QJsonValue value = object.value(QLatin1String(name));
    if (value.isUndefined() || value.isNull())
        return fallback;
    // toInteger() gives the default for text and for numbers with a fraction or beyond 64 bits.
    const qint64 number = value.toInteger(-1);
    if (number == -1 && value.toInteger(-2) == -2)
        note(memberPath(path, name), QStringLiteral("not_integer"));
    return number;
}

qint64 JsonReader::integer(const QJsonObject &object, const QString &path, const char *name)
{
    if (member(object, path, name).isNull())
        note(memberPath(path, name), QStringLiteral("not_integer"));
    return optionalInteger(object, path, name, 0);
}

QString JsonReader::optionalText(const QJsonObject &object, const QString &path, const char *name)
{
    const QJsonValue value = object.value(QLatin1String(name));
    return value.isUndefined() || value.isNull() ? QString() : text(object, path, name);
}

QJsonArray JsonReader::array(const QJsonObject &object, const QString &path, const char *name)
{
    const QJsonValue value = member(object, path, name);
    if (!value.isArray())
        note(memberPath(path, name), QStringLiteral("not_array"));
    return value.toArray();
}

QJsonObject JsonReader::objectAt(const QJsonArray &array, qsizetype index, const QString &path)
{
    const QJsonValue value = array.at(index);
    if (!value.isObject())
        note(QStringLiteral("%1[%2]").arg(path).arg(index), QStringLiteral("not_object"));
    return value.toObject();
}

} // namespace muster
