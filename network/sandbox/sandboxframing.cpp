// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxframing.h"

#include <QDateTime>
#include <QLocale>
#include <algorithm>

namespace muster {

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
