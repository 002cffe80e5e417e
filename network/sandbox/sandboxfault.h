// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>
#include <chrono>

namespace muster {

/// A fault to be answered instead of (or on top of) the true answer. Faults are taken in the order they were queued.
struct SandboxFault
{
    enum class Kind {
        Status, ///< Answer `status` with the contract's error body and `headers`.
        RawBody, ///< Answer `status` with `body` and `contentType`, whatever was asked.
        Truncate, ///< The true answer, its body cut after `bytes`; see `framing`.
        Reset, ///< RST: before the request's body is read (bytes < 0) or after `bytes` of the answer, head included.
        CloseWithoutAnswer, ///< Take the request, apply it, close.
        Hang, ///< Accept and stay silent.
        Trickle, ///< One byte of the true answer every `delay`.
        Delay, ///< The true answer after `delay`.
        Mutate, ///< The true page changed by `mutation`.
    };
    enum class Framing { ContentLength, Chunked, ConnectionClose };
    enum class Mutation {
        None,
        RepeatToken, ///< continuationToken is the one that was asked with.
        EmptyPage, ///< No items; a new token, with which the items of this page come after all (F68).
        DuplicateRecord, ///< The first record of the page is the last of the page before (F70); none on the first page.
        ConflictingRecord, ///< The same with other content (F71).
        WrongCount, ///< count is one more than the items (F72).
        BadIds, ///< Five more records: contact id missing, empty, null, a number and too long (F62).
        ExtraMembers, ///< Unknown members, nulls, nested values, huge numbers (F63, F64) beside what was asked for.
    };
    Kind kind = Kind::Status;
    QString path; ///< Only requests whose path contains this; empty: any.
    QString method; ///< Only this method; empty: any.
    int skip = 0; ///< Let this many matching requests pass first.
    int times = 1; ///< Then act this often; -1: always.
    int status = 500;
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray body;
    QByteArray contentType = QByteArrayLiteral("text/html");
    qint64 bytes = 0;
    std::chrono::milliseconds delay{0};
    Framing framing = Framing::ContentLength; ///< Of any answer under this fault, whole or cut.
    Mutation mutation = Mutation::None;
};

} // namespace muster
