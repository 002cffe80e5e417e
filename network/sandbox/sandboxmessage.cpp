// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxmessage.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
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

using namespace Qt::StringLiterals;

namespace {

QByteArray httpDate()
{
    return QLocale::c().toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
}

bool hasHeader(const SandboxHeaders &headers, QByteArrayView name)
{
    return std::any_of(headers.cbegin(), headers.cend(),
                       [name](const auto &header) { return header.first.compare(name, Qt::CaseInsensitive) == 0; });
}

void appendChunks(QByteArray &bytes, QByteArrayView body)
{
    constexpr qsizetype chunkSize = 16 * 1024;
    for (qsizetype at = 0; at < body.size(); at += chunkSize) {
        const QByteArrayView chunk = body.sliced(at, std::min(chunkSize, body.size() - at));
        bytes += QByteArray::number(chunk.size(), 16) + "\r\n";
        bytes += chunk;
        bytes += "\r\n";
    }
}

} // namespace

SandboxFrame sandboxFrame(const SandboxAnswer &answer, const SandboxHttpRequest &request, const SandboxFault *fault)
{
    using Framing = SandboxFault::Framing;
    const bool cut = fault != nullptr && fault->kind == SandboxFault::Kind::Truncate;
    Framing framing = fault != nullptr ? fault->framing : Framing::ContentLength;
    if (framing == Framing::Chunked && request.minorVersion == 0)
        framing = Framing::ConnectionClose; // HTTP/1.0 knows no chunks.
    SandboxFrame frame;
    frame.close = cut || framing == Framing::ConnectionClose || !request.wantsKeepAlive();
    QByteArray &bytes = frame.bytes;
    bytes.reserve(answer.body.size() + 512);
    bytes += "HTTP/1.1 " + QByteArray::number(answer.status) + ' ' + sandboxReason(answer.status) + "\r\n";
    if (!answer.contentType.isEmpty())
        bytes += "Content-Type: " + answer.contentType + "\r\n";
    const bool bodiless = answer.status == 204; // RFC 9110 section 15.3.5, RFC 9112 section 6.3
    if (bodiless)
        framing = Framing::ContentLength;
    if (framing == Framing::ContentLength && !bodiless)
        bytes += "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n";
    else if (framing == Framing::Chunked)
        bytes += "Transfer-Encoding: chunked\r\n";
    if (frame.close)
        bytes += "Connection: close\r\n";
    // A client may have to reckon Retry-After against it (F02); elsewhere it would only cost time.
    if ((answer.status == 429 || answer.status == 503) && !hasHeader(answer.headers, "Date"))
        bytes += "Date: " + httpDate() + "\r\n";
    for (const auto &[name, value] : answer.headers)
        bytes += name + ": " + value + "\r\n";
    bytes += "\r\n";
    if (request.method == "HEAD" || bodiless)
        return frame;
    const QByteArrayView body = answer.body;
    const QByteArrayView sent = cut ? body.first(std::clamp<qsizetype>(fault->bytes, 0, body.size())) : body;
    if (framing == Framing::Chunked)
        appendChunks(bytes, sent);
    else
        bytes += sent;
    if (framing == Framing::Chunked && !cut)
        bytes += "0\r\n\r\n";
    return frame;
}

} // namespace muster
