// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/answermapping.h"

#include "network/http/retryafter.h"

namespace muster {

namespace {

ApiError bodyError(ErrorKind kind, const QString &code, const HttpReply &reply)
{
    ApiError error;
    error.kind = kind;
    error.code = code;
    error.httpStatus = reply.status;
    return error;
}

bool saysJson(const QByteArray &contentType)
{
    const QByteArray type = contentType.split(';').constFirst().trimmed().toLower();
    return type.isEmpty() || type == "application/json" || type.endsWith("+json");
}

} // namespace

std::optional<ApiError> bodyFault(const HttpReply &reply, const OperationRow &row)
{
    const QByteArray encoding = reply.header("content-encoding").trimmed().toLower();
    if (!encoding.isEmpty() && encoding != "identity")
        return bodyError(ErrorKind::NotFromApi, QStringLiteral("content_encoding"), reply);
    const QByteArray start = reply.body.left(256).trimmed();
    if (start.isEmpty())
        return row.answersJson ? std::optional(bodyError(ErrorKind::NotFromApi, QStringLiteral("empty_body"), reply))
                               : std::nullopt;
    if (!saysJson(reply.header("content-type")) || start.startsWith('<')) {
        ApiError error = bodyError(ErrorKind::NotFromApi, QStringLiteral("content_type"), reply);
        error.detail = printableStart(reply.body);
        return error;
    }
    // Every body of the contract is an object; whether it is a good one is for the codec.
    const QByteArray end = reply.body.last(std::min<qsizetype>(reply.body.size(), 64)).trimmed();
    if (start.startsWith('{') && !end.endsWith('}'))
        return bodyError(ErrorKind::BrokenBody, QStringLiteral("cut_body"), reply);
    return std::nullopt;
}

std::optional<ApiError> faultOf(const HttpReply &reply, const OperationRow &row, const QDateTime &now,
                                ReadError readError)
{
    if (row.accepted.contains(reply.status))
        return bodyFault(reply, row);
    ApiError error;
    error.kind = kindOfStatus(reply.status);
    error.httpStatus = reply.status;
    if (reply.status < 300) {
        error.code = QStringLiteral("unexpected_status");
        return error;
    }
    if (reply.status < 400) {
        // The target as text, with the host in its real, ASCII form (F30, S11).
        error.code = QStringLiteral("redirect");
        const QUrl target(QString::fromLatin1(reply.header("location")));
        error.detail = QString::fromLatin1(target.toEncoded(QUrl::RemoveUserInfo | QUrl::RemoveQuery));
        return error;
    }
    if (readError != nullptr)
        readError(reply, error);
    if (reply.status == 429 || reply.status >= 500)
        error.retryAfter = parseRetryAfter(reply.header("retry-after"), reply.header("date"), now);
    return error;
}

} // namespace muster
