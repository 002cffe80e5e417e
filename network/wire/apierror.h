// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <chrono>
#include <optional>

namespace muster {

/// What kept an operation from succeeding, as a program can act on it. The words for people are in models/text.
enum class ErrorKind {
    Cancelled, ///< The stop token asked for it.
    NotSent, ///< Refused connection, name not found, no route: the server saw nothing (F40).
    ConnectionLost, ///< The connection broke after bytes had left: what the server did is not known (F41 to F46).
    TimedOut, ///< A first-byte or overall deadline passed (F49, F50); what the server did is not known.
    TlsRefused, ///< Certificate or protocol version not acceptable; nothing was sent (F52).
    ProxyRefused, ///< 407 or a proxy that answers in the API's place (F54).
    AddressRefused, ///< The address leaves the profile's origins or breaks the rules of S09 to S12; nothing was sent.
    RedirectRefused, ///< 3xx that may not be followed (F29 to F31).
    Throttled, ///< 429, tries used up or the wait is above the ceiling; `retryAfter` tells how long (F04, F05).
    SignInNeeded, ///< 401 twice, or the token endpoint refuses (F08).
    Forbidden, ///< 403; `scope` names what the token lacks, if the server said so (F10).
    NotFound, ///< 404 (F13).
    Conflict, ///< 409 or 412 (F16).
    Invalid, ///< 400: the request is wrong; `details` name the faults (F11).
    TooLarge, ///< 413 (F17).
    Refused, ///< Any other 4xx: a programming error.
    ServerTrouble, ///< 5xx or 408, tries used up (F18).
    BreakerOpen, ///< Five 5xx in a row on one service: halted (F21).
    NotFromApi, ///< 2xx whose content is not the API's: a login page, an empty body (F28).
    BrokenBody, ///< Cut, trailing rubbish, invalid JSON or UTF-8 (F47, F48, F60).
    UnexpectedShape, ///< Well-formed, but a member is missing or of the wrong type (F61).
    LimitExceeded, ///< A size, depth, ratio or count limit was passed (F66, S15, S16).
    LookOnly, ///< The profile is not armed for writes; enforced in the transport (S42).
    KeyStore, ///< The system key store is missing, locked or refused (S02).
    File, ///< A file could not be read, written, synced or renamed (F94 to F96).
    Damaged, ///< A file of Muster's own fails its check (F98 to F100).
    InUse, ///< Another Muster holds the profile's data folder (F97).
    BadInput, ///< What the person or a file gave is wrong; found before anything was sent.
};

/// One fault the server (or a rule of ours) found in a request, e.g. {"filters[0].attribute", "unknown attribute"}.
struct FieldFault
{
    QString field;
    QString issue;
    bool operator==(const FieldFault &) const = default;
};

/// Why an operation failed. Holds no secret and no personal data: the transport masks `detail` before it gets here.
struct ApiError
{
    ErrorKind kind = ErrorKind::BadInput;
    int httpStatus = 0; ///< 0: there was no answer.
    QString code; ///< The server's stable code ("segment_inactive") or a rule's of ours.
    QString detail; ///< The server's or the system's own words, masked, at most 2,000 characters. Always shown quoted.
    QString subject; ///< What it happened to: an id, a file name, a host.
    QString requestId; ///< Ours, copyable; also in the exchange log.
    QString scope; ///< The scope that a 403 names.
    QList<FieldFault> details; ///< At most 20.
    std::optional<std::chrono::milliseconds> retryAfter; ///< The server's wish, from receipt of its answer.
    qint64 currentVersion = -1; ///< Of a version conflict; -1: not said.
    bool operator==(const ApiError &) const = default;
};

/// Stable name of a kind for journals, audit and `--json`, e.g. "server_trouble".
[[nodiscard]] QString errorKindKey(ErrorKind kind);

/// What an HTTP status that is no success means, from 300 on; below: NotFromApi. Contract section 1.
[[nodiscard]] ErrorKind kindOfStatus(int status);

/// Words of a server are cut only here, far behind what a person sees of them: whoever masks them (S06) must see a
/// secret whole, and then cuts.
inline constexpr qsizetype mostWords = 64 << 10;
/// The start of a body as a person may see it: printable, one line, at most mostWords characters (F60). Not yet masked.
[[nodiscard]] QString printableStart(const QByteArray &body);

/// What we ourselves found to be wrong; `code` is a literal of ours.
[[nodiscard]] inline ApiError fault(ErrorKind kind, const char *code = "", const QString &subject = {})
{
    return ApiError{.kind = kind, .code = QLatin1String(code), .subject = subject};
}
/// What a client says of an argument that no service would take, before anything is sent.
[[nodiscard]] inline ApiError unusable(const char *code, const QString &subject = {})
{
    return fault(ErrorKind::BadInput, code, subject);
}

} // namespace muster
