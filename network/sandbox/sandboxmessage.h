// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxfault.h"
#include "network/wire/apierror.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QPair>

namespace muster {

using SandboxHeaders = QList<QPair<QByteArray, QByteArray>>;

/// A request as the tenant judges it, whichever door it came through.
struct SandboxHttpRequest
{
    QByteArray method;
    QByteArray target; ///< Path and query, percent-encoded, beginning with a slash.
    int minorVersion = 1; ///< Of HTTP/1.x.
    SandboxHeaders headers; ///< In the order they came, names as they were spelt.
    QByteArray body;

    /// The first header of that name (any case); null when there is none.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;
    [[nodiscard]] int headerCount(QByteArrayView name) const;
    [[nodiscard]] QByteArray path() const; ///< Without the query, still encoded.
    [[nodiscard]] bool wantsKeepAlive() const;
};

struct SandboxAnswer
{
    int status = 200;
    SandboxHeaders headers; ///< Beyond Content-Type and the framing ones.
    QByteArray contentType = QByteArrayLiteral("application/json");
    QByteArray body;
};

[[nodiscard]] SandboxAnswer sandboxJsonAnswer(int status, const QJsonObject &object);
/// The contract's error body (section 1); `details` are cut to 20.
[[nodiscard]] SandboxAnswer sandboxError(int status, QLatin1String code, const QString &message,
                                         const QList<FieldFault> &details = {});
/// "Not Found" and the like; "Status" for a code without a name of its own.
[[nodiscard]] QByteArray sandboxReason(int status);
/// Does the Accept header (may be null: anything) admit application/json? RFC 9110 section 12.5.1.
[[nodiscard]] bool sandboxAcceptsJson(const QByteArray &accept);
/// The media type of a Content-Type header in lower case, without parameters; empty when the parameters name another
/// character set than UTF-8.
[[nodiscard]] QByteArray sandboxMediaType(const QByteArray &contentType);

/// An answer as bytes for the wire.
struct SandboxFrame
{
    QByteArray bytes;
    bool close = false; ///< The connection must be closed behind it.
};

/// Puts an answer into the framing that `fault` asks for (may be null: Content-Length), its body cut when it is a
/// Truncate. Headers are kept few and short: some clients read plain http heads one byte a system call.
[[nodiscard]] SandboxFrame sandboxFrame(const SandboxAnswer &answer, const SandboxHttpRequest &request,
                                        const SandboxFault *fault);

} // namespace muster
