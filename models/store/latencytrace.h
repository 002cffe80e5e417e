// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QSharedDataPointer>
#include <chrono>

namespace muster {

/// How long the answers of one run took over its whole life, and when it had to wait, in bounded memory.
///
/// Time is counted from the start of the run by the monotonic clock; startedAt() puts it on the wall clock. Answers go
/// into buckets of equal width, at first firstWidth. Only buckets with an answer are kept; when there are more than
/// maxBuckets, the width doubles and neighbours become one. A bucket knows its shortest and longest answer exactly, the
/// others to 3.2 % (exactly below 64 ms): the grid of an HdrHistogram with five bits.
///
/// Implicitly shared: a copy is a pointer, the next answer copies the list of buckets, not what is in them. Reentrant.
class LatencyTrace
{
public:
    using Duration = std::chrono::milliseconds;

    static constexpr int maxBuckets = 512;
    static constexpr int maxStretches = 256;
    static constexpr Duration firstWidth{100};
    static constexpr Duration longestLatency = std::chrono::hours(1); ///< What took longer counts as this.
    static constexpr Duration longestLife = std::chrono::hours(24 * 366); ///< What came later counts as come then.
    /// The percentiles of a point are rolling ones: of all answers in its bucket and, before it, in as many whole
    /// buckets as it takes to have this many. The 99th of fewer would be the longest under another name.
    static constexpr int window = 100;

    /// Why nothing was asked or answered for a while.
    enum class Wait {
        Throttled, ///< 429.
        Server, ///< No answer came, or one that is tried again.
        Network,
        SignIn,
        Paused, ///< Between the end of a run and its resumption.
    };
    static constexpr int waitCount = 5;

    struct Stretch
    {
        Wait why = Wait::Server;
        Duration from{0}, to{0}; ///< from <= to.
        bool operator==(const Stretch &) const = default;
    };

    /// A bucket as a plot shows it.
    struct Point
    {
        Duration from{0}, to{0}; ///< Of the bucket; `to` is no later than end().
        quint64 answers = 0; ///< In the bucket alone, at least 1; so are the next two.
        Duration shortest{0}, longest{0};
        Duration p50{0}, p95{0}, p99{0}; ///< Rolling, nearest rank, see `window`.
        bool operator==(const Point &) const = default;
    };

    LatencyTrace();
    explicit LatencyTrace(const QDateTime &startedAt);
    LatencyTrace(const LatencyTrace &other);
    LatencyTrace(LatencyTrace &&other) noexcept;
    LatencyTrace &operator=(const LatencyTrace &other);
    LatencyTrace &operator=(LatencyTrace &&other) noexcept;
    ~LatencyTrace();
    bool operator==(const LatencyTrace &other) const;

    /// An answer came at `at` after `latency`. Time does not go back: what is said to be earlier than the last answer
    /// counts as come with it.
    void add(Duration at, Duration latency);
    /// One of no length is forgotten. Of more than maxStretches, the two of one kind with the shortest time between
    /// them become one. Begins are told in any order.
    void addStretch(Wait why, Duration from, Duration to);

    /// The run went on until then, so that a pause begins there and not with the last answer. Nothing for a trace
    /// without answers, which ends with its last stretch.
    void lastUntil(Duration end);

    /// Takes in what a run measured after it was taken up again: on this one's time, by when both started, with what is in
    /// between as a pause. Where either start is not known, at the end. An empty one is forgotten; to an empty one
    /// without a start `later` is all.
    void append(const LatencyTrace &later);

    [[nodiscard]] QDateTime startedAt() const; ///< UTC, to the millisecond; null: not known.
    [[nodiscard]] bool isEmpty() const { return answers() == 0; }
    [[nodiscard]] quint64 answers() const;
    [[nodiscard]] Duration bucketWidth() const;
    [[nodiscard]] Duration end() const; ///< When the last answer came or the last stretch ended, or lastUntil().
    [[nodiscard]] QList<Point> points() const; ///< In the order of time, at most maxBuckets. Computed at each call.
    [[nodiscard]] const QList<Stretch> &stretches() const; ///< By begin; of several kinds they may overlap.

    /// For the disk, some bytes for each answer at most and bounded as the trace is. The same trace gives the same
    /// bytes.
    [[nodiscard]] QByteArray encoded() const;
    static constexpr qsizetype maxEncoded = 1 << 20; ///< Bytes that are looked at.
    /// Damaged "latency_trace" for anything that encoded() does not write.
    [[nodiscard]] static Result<LatencyTrace> decoded(QByteArrayView bytes);

private:
    struct Data;
    QSharedDataPointer<Data> d;
};

} // namespace muster
