// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxmessage.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace muster {

using namespace Qt::StringLiterals;

QByteArray SandboxHttpRequest::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value.isNull() ? QByteArray("") : value;
    }
    return {};
}

int SandboxHttpRequest::headerCount(QByteArrayView name) const
{
    return static_cast<int>(std::count_if(headers.cbegin(), headers.cend(), [name](const auto &header) {
        return header.first.compare(name, Qt::CaseInsensitive) == 0;
    }));
}

QByteArray SandboxHttpRequest::path() const
{
    const qsizetype query = target.indexOf('?');
    return query < 0 ? target : target.left(query);
}

bool SandboxHttpRequest::wantsKeepAlive() const
{
    bool close = minorVersion == 0;
    const QList<QByteArray> words = header("Connection").toLower().split(',');
    for (const QByteArray &word : words) {
        if (word.trimmed() == "close")
            return false;
        if (word.trimmed() == "keep-alive")
            close = false;
    }
    return !close;
}

SandboxAnswer sandboxJsonAnswer(int status, const QJsonObject &object)
{
    return {.status = status, .headers = {}, .body = QJsonDocument(object).toJson(QJsonDocument::Compact)};
}

SandboxAnswer sandboxError(int status, QLatin1String code, const QString &message, const QList<FieldFault> &details)
{
    constexpr qsizetype maxDetails = 20;
    QJsonObject object{{u"error"_s, code}, {u"message"_s, message}};
    if (!details.isEmpty()) {
        QJsonArray list;
        for (const FieldFault &fault : details.first(std::min(details.size(), maxDetails)))
            list.append(QJsonObject{{u"field"_s, fault.field}, {u"issue"_s, fault.issue}});
        object.insert(u"details"_s, list);
    }
    return sandboxJsonAnswer(status, object);
}

QByteArray sandboxReason(int status)
{
    switch (status) {
    case 200:
        return "OK"_ba;
    case 201:
        return "Created"_ba;
    case 202:
        return "Accepted"_ba;
    case 204:
        return "No Content"_ba;
    case 207:
        return "Multi-Status"_ba;
    case 400:
        return "Bad Request"_ba;
    case 401:
        return "Unauthorized"_ba;
    case 403:
        return "Forbidden"_ba;
    case 404:
        return "Not Found"_ba;
    case 405:
        return "Method Not Allowed"_ba;
    case 406:
        return "Not Acceptable"_ba;
    case 408:
        return "Request Timeout"_ba;
    case 409:
        return "Conflict"_ba;
    case 413:
        return "Content Too Large"_ba;
    case 414:
        return "URI Too Long"_ba;
    case 415:
        return "Unsupported Media Type"_ba;
    case 429:
        return "Too Many Requests"_ba;
    case 431:
        return "Request Header Fields Too Large"_ba;
    case 500:
        return "Internal Server Error"_ba;
    case 501:
        return "Not Implemented"_ba;
    case 502:
        return "Bad Gateway"_ba;
    case 503:
        return "Service Unavailable"_ba;
    case 504:
        return "Gateway Timeout"_ba;
    case 505:
        return "HTTP Version Not Supported"_ba;
    default:
        return "Status"_ba;
    }
}

bool sandboxAcceptsJson(const QByteArray &accept)
{
    if (accept.isNull())
        return true;
    // The most specific range decides: "application/json;q=0, */*" refuses JSON.
    int specific = -1;
    bool accepted = false;
    const QList<QByteArray> ranges = accept.toLower().split(',');
    for (const QByteArray &range : ranges) {
        const QList<QByteArray> parts = range.split(';');
        const QByteArray type = parts.first().trimmed();
        const int rank = type == "application/json" ? 2 : type == "application/*" ? 1 : type == "*/*" ? 0 : -1;
        if (rank < 0 || rank < specific)
            continue;
        bool refused = false;
        for (const QByteArray &parameter : parts.mid(1)) {
            const QByteArray word = parameter.trimmed();
            refused |= word.startsWith("q=") && word.mid(2).toDouble() <= 0;
        }
        accepted = rank == specific ? accepted || !refused : !refused;
        specific = rank;
    }
    return accepted;
}

QByteArray sandboxMediaType(const QByteArray &contentType)
{
    const QList<QByteArray> parts = contentType.toLower().split(';');
    for (const QByteArray &parameter : parts.mid(1)) {
        const QByteArray word = parameter.trimmed().replace('"', "");
        if (word.startsWith("charset=") && word != "charset=utf-8" && word != "charset=utf8")
            return {};
    }
    return parts.first().trimmed();
}

} // namespace muster
