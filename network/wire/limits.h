// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/contactlist.h"

#include <QStringList>
#include <algorithm>
#include <chrono>
#include <vector>

namespace muster {

// What an API flavour takes at once, and how it wants to be asked.

/// How much the dialect takes at once. Runs cut their work to it, because what is sent together must be journalled
/// together before it is sent.
struct ContactListLimits
{
    int pageSize = 1000; ///< Contacts a page, at most.
    int correctionsPerCall = 100;
    int restoresPerCall = 100;
    int purgesPerCall = 1;
    int purgesInFlight = 4; ///< Calls of purge() at one time.
    NumberForm numberForm = NumberForm::Text;
    /// Corrections and restores are files that the service works through by and by; only a reading proves them.
    bool writesFiles = false;
    /// A correction in doubt may be sent once more before anybody has looked: the same number again changes nothing
    /// (F19).
    bool repeatsAreHarmless = true;
    /// Whether a contact of that id can be named to purge(); unset: any can.
    bool (*canPurge)(QStringView contactId) = nullptr;
    /// restore() makes contacts anew, from what the backup has of them (ContactPhone::members).
    bool restoresNeedMembers = false;
    /// Records of all lists and do-not-call groups together, beyond which the tenant takes no more; 0: none is known.
    qint64 recordCeiling = 0;
    bool tellsAttempts = false; ///< How often people of a list were called.
};

/// How much the dialect takes at once. Runs cut their work to it, because what is sent together must be journalled
/// together before it is sent.
struct EnrichmentLimits
{
    /// A batch takes so much of a campaign's maxEnrichmentTimeout per contact: 3,000 ms grant 300 contacts (contract
    /// section 4). Of the campaigns on one list the tightest that is not closed counts: the service refuses what is
    /// too much for any of them (`enrichment_timeout`).
    /// 0: campaigns grant no time, and contactsPerCall alone counts.
    std::chrono::milliseconds perContact{10};
    /// Whatever the campaigns grant. More could never keep contactsPerSecond.
    int contactsPerCall = 500;
    /// Contacts that may leave in any one second, over all batches of the tenant; enrich() waits until its batch fits.
    /// Batches of n contacts therefore leave at floor(contactsPerSecond / n) * n contacts a second, from which follows
    /// that 250 are faster than 300. 0: the service says nothing of its pace.
    int contactsPerSecond = 500;
    qsizetype batchBytes = 1'000'000; ///< EnrichmentBatch::wireBytes(), at most; the service answers 413 above it.
    /// Campaign statuses in lower case (compare without case) that take no updates any more.
    QStringList closedStatuses;
    bool refreshes = true; ///< A list can be evaluated anew; without, refresh() is never called.
};

/// What the dialect can tell a CRM of.
struct WebhookLimits
{
    QStringList events; ///< In the order in which they are to be offered; empty: it tells nobody.
    int maxRetries = 100; ///< 0 to this.
    std::chrono::milliseconds maxBackoff = std::chrono::hours(1); ///< 0 to this.
};

/// What the dialect takes at once, and how it wants to be asked.
struct TranscriptLimits
{
    int concurrentDownloads = 10; ///< At most, over all jobs.
    qsizetype interactionsPerJob = 10'000;
    qsizetype jobBytes = 1'000'000; ///< Of a request's body.
    /// Ids of one search, and their bytes in the address: services answer 414 for long ones.
    qsizetype idsPerSearch = 100, bytesPerSearch = 4000;
    int searchPages = 10'000; ///< After so many it is taken for a service that has no end.
    /// The service knows no jobs and tells nothing of single interactions: the client makes a job of what is asked for.
    /// Nothing is looked up or submitted before, links do not expire, and what is of another media type shows only when
    /// it was read.
    bool jobsAreOurs = false;
    int submissions = 3; ///< Tries of one job, the first one included (section 7).
    std::chrono::milliseconds firstPoll = std::chrono::seconds(5), longestPoll = std::chrono::seconds(30); ///< F32.
    std::chrono::milliseconds unknownJob = std::chrono::seconds(30); ///< So long a 404 may be too early (F15).
};

/// How many records to ask for: what the order wants, 250 from the third 429 in a row on (contract section 3).
/// Belongs to the run; the client updates it while it retries, so that even the retried request is smaller.
struct AdaptivePageSize
{
    int wanted = 500; ///< 1 to 1000.
    int reduced = 250;
    int throttledInRow = 0;
    bool lowered = false;
    [[nodiscard]] int current() const { return lowered ? std::min(wanted, reduced) : wanted; }
    void throttled() { lowered = lowered || ++throttledInRow >= 3; }
    void answered() { throttledInRow = 0; }
    void note(int httpStatus) { httpStatus == 429 ? throttled() : answered(); }
};

/// One line of contract section 7. Waits are given per failed try; the last one holds for all further tries.
struct RetryTable
{
    static constexpr std::chrono::milliseconds whereNoneIsGiven{1000};

    int tries = 5; ///< In all, the first one included.
    std::vector<std::chrono::milliseconds> throttled; ///< After a 429 without a usable Retry-After.
    std::vector<std::chrono::milliseconds> trouble; ///< After 5xx, a lost connection, a time-out, a cut body.
    std::chrono::milliseconds throttledJitter{500}; ///< Up to so much is added (F03).
    std::chrono::milliseconds troubleJitter{0};

    /// `failed`: how many tries of that kind have failed, from 1. `random`: 0 to 1.
    [[nodiscard]] std::chrono::milliseconds waitAfter(bool isThrottled, int failed, double random) const
    {
        const auto &waits = isThrottled ? throttled : trouble;
        const auto jitter = isThrottled ? throttledJitter : troubleJitter;
        const auto index = static_cast<std::size_t>(failed < 1 ? 0 : failed - 1);
        // A line without waits must not hammer a server that is in trouble.
        const auto wait = waits.empty() ? whereNoneIsGiven : waits[index < waits.size() ? index : waits.size() - 1];
        return wait + std::chrono::milliseconds(static_cast<long long>(random * double(jitter.count())));
    }
};

} // namespace muster
