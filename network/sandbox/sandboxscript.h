// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QMutex>
#include <QPair>
#include <QString>
#include <QtGlobal>
#include <chrono>
#include <functional>
#include <optional>

namespace muster {

/// How the sandbox tenant behaves. Defaults are those of `muster sandbox`.
struct SandboxSettings
{
    quint16 port = 0; ///< 0: any free one. Always on 127.0.0.1.
    qint64 contacts = 100'000;
    quint64 seed = 1;
    int rateLimit = 0; ///< Requests a second and service before 429; 0: none.
    int contactsPerSecond = 500; ///< Enriched ones, over all batches, before 429; 0: any number.
    std::chrono::milliseconds thinkTime{0}; ///< Before each answer but tokens.
    std::chrono::seconds tokenLife{3600};
    int interactions = 400; ///< With transcripts.
    QDateTime newestInteraction; ///< UTC. Not valid: the oldest one is of 2026-01-05 08:00.
    std::chrono::milliseconds jobTime{3000}; ///< That a transcript job takes.
    std::chrono::milliseconds pollGap{100}; ///< Between two looks at one job, less is answered 429.
    std::chrono::milliseconds evaluationTime{2000}; ///< That counting an audience anew takes.
};

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
        Mutate, ///< The true page, or the effect of a write, changed by `mutation`.
    };
    enum class Framing { ContentLength, Chunked, ConnectionClose };
    enum class Mutation {
        None,
        // Of pages; "token" is the contact lists' nextPageUri, too:
        RepeatToken, ///< The token is the one that was asked with (F67).
        EmptyPage, ///< No items; a new token, with which the items of this page come after all (F68).
        DuplicateRecord, ///< The first record of the page is the last of the page before (F70); none on the first page.
        ConflictingRecord, ///< The same with other content (F71).
        WrongCount, ///< A page's or list's count is one more than what is there (F72), a write's one less than sent
                    ///< (F26).
        BadIds, ///< Five more records: contact id missing, empty, null, a number and too long (F62).
        ExtraMembers, ///< Unknown members, nulls, nested values, huge numbers (F63, F64) beside what was asked for.
        ForeignLink, ///< nextPageUri names another origin (S09).
        LostRecord, ///< CXone's lists: the last record of the page is not there, and nothing says so.
        // Of writes:
        AcceptedOnly, ///< Done, but said with 202 and no body (F24).
        AcceptWithoutDoing, ///< Said to be done as always (202 for PATCH), and nothing has changed (F24, F116).
        LargerCount, ///< Enrichment: done, but the count is one more than sent (F26).
        NoCount, ///< Enrichment: done, but the answer does not say how many (F26).
        PerRecordResults, ///< PATCH: every third record is refused, the others are written; 207 tells each (F25).
        OtherEnd, ///< CXone's do-not-call groups: put in with an end that is a day off.
        // Of transcripts:
        UnknownStatus, ///< Job, audience: a word that the contract does not know (F32).
        FailedJob, ///< Job: failed, with a reason (F34).
        NoResultAddress, ///< Job: completed, but nowhere to be had (F34).
        OneAddress, ///< Job: only the address of all.
        SignedLinks, ///< Job: addresses on another origin, which need no token (S10).
        ExpiredLinks, ///< The same, but their time has passed (F35).
        MissingResult, ///< Job or download: the last interaction is not there (F79).
        ExtraResult, ///< Job or download: one more that nobody asked for (F79).
        // Of audiences; AcceptedOnly, AcceptWithoutDoing and ExtraMembers, too:
        ColleagueFirst, ///< PUT: a colleague has registered another description a moment before (F77).
        StillRecalculating, ///< The evaluation goes on, whatever the clock says.
        FailedEvaluation, ///< The evaluation failed, with a reason.
        OtherObject, ///< The answer is about another audience.
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

/// What the server saw, for tests and demos. Never holds a token or secret.
struct SandboxRequest
{
    QByteArray method;
    QByteArray path; ///< With query.
    QByteArray body; ///< Empty for token calls; at most its first 16 KiB.
    bool hadBearer = false;
    int status = 0; ///< 0: not answered.
};

/// What is to go wrong, and what was asked: the two things that the server shares with whoever steers it.
/// Every function may be called from any thread.
class SandboxScript
{
public:
    void addFault(const SandboxFault &fault);
    void clearFaults();
    /// The fault for a request, if any: the first queued one that matches. Its counters move on.
    [[nodiscard]] std::optional<SandboxFault> takeFault(const QByteArray &method, const QByteArray &target);

    void record(SandboxRequest request); ///< Keeps the latest 10,000.
    [[nodiscard]] QList<SandboxRequest> requests() const;

    /// Called in the server's thread for every request that is in whole, before anything comes of it; what it does is
    /// waited for. A call may still be under way when another watcher, or none, is set.
    using Watcher = std::function<void(const SandboxRequest &)>;
    void setWatcher(Watcher watcher);
    void announce(const SandboxRequest &request) const; ///< To the watcher, if there is one.

private:
    mutable QMutex m_mutex;
    Watcher m_watcher;
    QList<SandboxFault> m_faults;
    QList<SandboxRequest> m_requests;
};

} // namespace muster
