// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"
#include "network/wire/secret.h"

#include <QObject>
#include <QUrl>
#include <chrono>
#include <memory>

namespace muster {

/// How the sandbox tenant behaves. Defaults are those of `muster sandbox`.
struct SandboxSettings {
    quint16 port = 0; ///< 0: any free one. Always on 127.0.0.1.
    qint64 contacts = 100'000;
    quint64 seed = 1;
    int rateLimit = 0; ///< Requests a second and service before 429; 0: none.
    std::chrono::milliseconds thinkTime {0}; ///< Before each answer but tokens.
    std::chrono::seconds tokenLife {3600};
};

/// A fault to be answered instead of (or on top of) the true answer. Faults are taken in the order they were queued.
struct SandboxFault {
    enum class Kind {
        Status, ///< Answer `status` with the contract's error body and `headers`.
        RawBody, ///< Answer `status` with `body` and `contentType`, whatever was asked.
        Truncate, ///< The true answer, its body cut after `bytes`; see `framing`.
        Reset, ///< RST: before the request is read (bytes < 0) or after `bytes` of the answer.
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
        EmptyPage, ///< No items, token as it should be for the page after (F68).
        DuplicateRecord, ///< The first record of the page is the last of the page before (F70).
        ConflictingRecord, ///< The same with other content (F71).
        WrongCount, ///< count is one more than the items (F72).
        BadIds, ///< Missing, empty, null, numeric and too long contact ids among the records (F62).
        ExtraMembers, ///< Unknown members, nulls, nested values, huge numbers (F63, F64).
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
    std::chrono::milliseconds delay {0};
    Framing framing = Framing::ContentLength;
    Mutation mutation = Mutation::None;
};

/// What the server saw, for tests and demos. Never holds a token or secret.
struct SandboxRequest {
    QByteArray method;
    QByteArray path; ///< With query.
    QByteArray body; ///< Empty for token calls.
    bool hadBearer = false;
    int status = 0; ///< 0: not answered.
};

/// The built-in sandbox tenant on loopback, in a thread of its own. start() and the others may be called from the GUI
/// thread; they hand over to the server's thread. Product code: the embedded default for trying Muster, and for tests.
class SandboxServer : public QObject
{
    Q_OBJECT

public:
    explicit SandboxServer(SandboxSettings settings, QObject *parent = nullptr);
    ~SandboxServer() override; ///< Ends the thread.

    [[nodiscard]] Result<QUrl> start(); ///< http://127.0.0.1:PORT; fails when the port is taken.
    [[nodiscard]] QUrl url() const;
    [[nodiscard]] QString clientId() const; ///< "sandbox-client"
    [[nodiscard]] Secret clientSecret() const; ///< Made anew at each start; never written.

    void addFault(const SandboxFault &fault);
    void clearFaults();
    void expireTokens(); ///< Every token handed out so far is answered 401 from now on.
    [[nodiscard]] QList<SandboxRequest> requests() const;
    [[nodiscard]] int tokenRequests() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace muster
