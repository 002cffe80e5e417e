// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/answermapping.h"

#include "network/http/originpolicy.h"

#include <QLocale>
#include <QRegularExpression>
#include <algorithm>

namespace muster {

namespace {

constexpr std::chrono::milliseconds shortest{1000};
constexpr qsizetype longestDigits = 8;
constexpr qint64 longestSeconds = 10'000'000;

} // namespace

QDateTime parseHttpDate(QByteArrayView text)
{
    if (text.size() > 64)
        return {};
    QString words = QString::fromLatin1(text).simplified();
    // RFC 850 dates have two digits for the year; RFC 9110 wants the century that is nearest.
    static const QRegularExpression shortYear(QStringLiteral("-(\\d\\d) "));
    const QRegularExpressionMatch year = shortYear.match(words);
    if (year.hasMatch())
        words.insert(year.capturedStart(1),
                     year.captured(1).toInt() < 70 ? QStringLiteral("20") : QStringLiteral("19"));
    // Date and time apart: read together they would be taken for local time first, which has no 02:30 on the day the
    // clocks here go forward.
    static const QRegularExpression timeOfDay(QStringLiteral(" (\\d\\d:\\d\\d:\\d\\d)"));
    const QRegularExpressionMatch found = timeOfDay.match(words);
    const QTime time = QTime::fromString(found.captured(1), QStringLiteral("hh:mm:ss"));
    if (!time.isValid())
        return {};
    words.remove(found.capturedStart(), found.capturedLength());
    const QLocale english = QLocale::c();
    for (const auto &format : {QStringLiteral("ddd, dd MMM yyyy 'GMT'"), QStringLiteral("dddd, dd-MMM-yyyy 'GMT'"),
                               QStringLiteral("ddd MMM d yyyy")}) {
        if (const QDate date = english.toDate(words, format); date.isValid())
            return QDateTime(date, time, Qt::UTC);
    }
    return {};
}

std::optional<std::chrono::milliseconds> parseRetryAfter(QByteArrayView value, QByteArrayView date,
                                                         const QDateTime &now)
{
    using std::chrono::milliseconds;
    const QByteArrayView trimmed = value.trimmed();
    if (trimmed.isEmpty())
        return std::nullopt;
    const bool digits = std::all_of(trimmed.begin(), trimmed.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits) {
        if (trimmed.size() > longestDigits)
            return std::nullopt;
        const qint64 seconds = trimmed.toByteArray().toLongLong();
        if (seconds > longestSeconds)
            return std::nullopt;
        return std::max(shortest, milliseconds(std::chrono::seconds(seconds)));
    }
    const QDateTime until = parseHttpDate(trimmed);
    if (!until.isValid())
        return std::nullopt;
    const QDateTime sent = parseHttpDate(date.trimmed());
    const qint64 wait = (sent.isValid() ? sent : now).msecsTo(until);
    if (wait > longestSeconds * 1000)
        return std::nullopt;
    return std::max(shortest, milliseconds(wait));
}

namespace {

ApiError bodyError(ErrorKind kind, const QString &code, const HttpReply &reply)
{
    return ApiError{.kind = kind, .httpStatus = reply.status, .code = code};
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
    ApiError error{.kind = kindOfStatus(reply.status), .httpStatus = reply.status};
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

void forgetWords(ApiError &error)
{
    error.code = error.httpStatus >= 300 ? QStringLiteral("download_host") : error.code;
    error.detail.clear();
    error.scope.clear();
    error.details.clear();
}

std::optional<QUrl> redirectTarget(const HttpRequest &request, const HttpReply &reply, const OriginPolicy &origins)
{
    const QList<int> redirects = {301, 302, 303, 307, 308};
    const QByteArray location = reply.header("location");
    if (request.method != "GET" || !redirects.contains(reply.status) || location.isEmpty())
        return std::nullopt;
    const QUrl target = request.url.resolved(QUrl::fromEncoded(location, QUrl::StrictMode));
    if (origins.fault(target) || originOf(target) != originOf(request.url))
        return std::nullopt;
    return target;
}

bool isOfTheMoment(const ApiError &error)
{
    switch (error.kind) {
    case ErrorKind::Throttled:
    case ErrorKind::ServerTrouble:
    case ErrorKind::NotSent:
    case ErrorKind::ConnectionLost:
    case ErrorKind::TimedOut:
    case ErrorKind::BrokenBody:
    case ErrorKind::NotFromApi:
        return true;
    default:
        return false;
    }
}

bool mayRepeat(const OperationRow &row, const ApiError &error)
{
    return row.repeatable && !row.writes && isOfTheMoment(error);
}

} // namespace muster
