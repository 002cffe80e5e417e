// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/httpchannel.h"
#include "network/wire/apierror.h"
#include "network/wire/result.h"

#include <QByteArray>
#include <optional>
#include <utility>

namespace muster {

// What the answers of this flavour have in common.

/// Nothing is 204 here; a 200 without a body is an answer of somebody else (F28).
[[nodiscard]] inline std::optional<ApiError> cxoneBodyMissing(const HttpReply &reply)
{
    if (reply.status != 200 || !reply.body.trimmed().isEmpty())
        return std::nullopt;
    return ApiError{.kind = ErrorKind::NotFromApi, .httpStatus = reply.status, .code = QStringLiteral("empty_body")};
}

/// Whether it was the service that said so, so that asking again would change nothing.
[[nodiscard]] inline bool isCxoneAnswer(const ApiError &error)
{
    switch (error.kind) {
    case ErrorKind::Forbidden:
    case ErrorKind::NotFound:
    case ErrorKind::Conflict:
    case ErrorKind::Invalid:
    case ErrorKind::Refused:
    case ErrorKind::UnexpectedShape:
    case ErrorKind::LimitExceeded:
        return true;
    default:
        return false;
    }
}

/// A body as its codec takes it: of a 204 there is none, whatever some proxy has put there.
[[nodiscard]] inline QByteArray cxoneBodyOf(const HttpReply &reply)
{
    return reply.status == 204 ? QByteArray() : reply.body;
}

/// `decode(const QByteArray &)` of an answer, for callAndDecode().
template <typename Decode>
[[nodiscard]] auto ofCxoneAnswer(Decode decode)
{
    return [decode](const HttpReply &reply) -> decltype(decode(QByteArray())) {
        if (auto fault = cxoneBodyMissing(reply))
            return failure(*std::move(fault));
        return decode(cxoneBodyOf(reply));
    };
}

} // namespace muster
