// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/latencytrace.h"

#include "models/store/latencygrid.h"
#include "models/store/leb128.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <optional>

namespace muster {

namespace {

using Duration = LatencyTrace::Duration;

constexpr std::size_t cellCount = latencygrid::cellCount(16); // to above an hour

constexpr std::size_t cellOf(Duration latency)
{
    return latencygrid::cellOf(static_cast<std::uint64_t>(latency.count()));
}
static_assert(cellOf(LatencyTrace::longestLatency) < cellCount);

struct Cell
{
    quint16 place = 0;
    quint32 count = 0;
    bool operator==(const Cell &) const = default;
};

struct Bucket
{
    qint64 index = 0; ///< Begins at index * width.
    quint64 count = 0;
    Duration shortest{0}, longest{0};
    QList<Cell> cells; ///< By place; none is empty.
    bool operator==(const Bucket &) const = default;

    void add(Duration latency)
    {
        shortest = count == 0 ? latency : std::min(shortest, latency);
        longest = std::max(longest, latency);
        ++count;
        put({quint16(cellOf(latency)), 1});
    }
    void take(const Bucket &later)
    {
        shortest = std::min(shortest, later.shortest);
        longest = std::max(longest, later.longest);
        count += later.count;
        for (const Cell &cell : later.cells)
            put(cell);
    }

private:
    void put(Cell added)
    {
        const auto at = std::ranges::lower_bound(cells, added.place, {}, &Cell::place);
        if (at != cells.end() && at->place == added.place)
            at->count += added.count;
        else
            cells.insert(at, added);
    }
};

/// What the rolling percentiles are taken of: buckets come in at one end and go at the other.
class RollingCounts
{
public:
    void add(const Bucket &bucket) { change(bucket, 1); }
    void remove(const Bucket &bucket) { change(bucket, -1); }
    [[nodiscard]] qint64 count() const { return m_count; }
    /// The longest latency of the cell in which the nearest rank lies.
    [[nodiscard]] std::array<Duration, 3> percentiles(const std::array<double, 3> &shares) const
    {
        std::array<Duration, 3> found{};
        qint64 seen = 0;
        std::size_t next = 0;
        for (std::size_t cell = 0; cell < cellCount && next < shares.size(); ++cell) {
            seen += m_counts[cell];
            while (next < shares.size()
                   && seen >= std::max<qint64>(1, qint64(std::ceil(shares[next] * double(m_count)))))
                found[next++] = Duration(latencygrid::longestOf(cell));
        }
        return found;
    }

private:
    void change(const Bucket &bucket, qint64 sign)
    {
        m_count += sign * qint64(bucket.count);
        for (const Cell &cell : bucket.cells)
            m_counts[cell.place] += sign * qint64(cell.count);
    }

    std::array<qint64, cellCount> m_counts{};
    qint64 m_count = 0;
};

/// Numbers of an encoded trace, each with its limit.
class Numbers
{
public:
    explicit Numbers(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }
    /// Nothing is read any more once a number was missing, overlong or above `most`; 0 then.
    quint64 next(quint64 most)
    {
        const auto value = m_isGood ? takeLeb128(m_bytes) : std::nullopt;
        m_isGood = value && *value <= most;
        return m_isGood ? *value : 0;
    }
    Duration duration(Duration most) { return Duration(next(quint64(most.count()))); }
    [[nodiscard]] bool isGood() const { return m_isGood; }
    [[nodiscard]] bool atEnd() const { return m_isGood && m_bytes.isEmpty(); }

private:
    QByteArrayView m_bytes;
    bool m_isGood = true;
};

constexpr quint64 traceVersion = 1;
constexpr quint64 mostAnswers = quint64(1) << 40; ///< A thousand a second for longestLife, and more.
constexpr quint64 latestStart = 253'402'300'799'999; ///< The year 9999, in milliseconds since 1970.

} // namespace

struct LatencyTrace::Data : QSharedData
{
    QDateTime startedAt;
    Duration width = firstWidth;
    Duration end{0};
    quint64 answers = 0;
    QList<Bucket> buckets; ///< By index; none is empty.
    QList<Stretch> stretches;

    void widen()
    {
        width *= 2;
        QList<Bucket> wider;
        wider.reserve(buckets.size());
        for (const Bucket &bucket : std::as_const(buckets)) {
            const qint64 index = bucket.index / 2;
            if (!wider.isEmpty() && wider.last().index == index) {
                wider.last().take(bucket);
            } else {
                wider.append(bucket);
                wider.last().index = index;
            }
        }
        buckets = wider;
    }

    void joinNearestStretches()
    {
        qsizetype first = -1, second = -1;
        Duration gap = Duration::max();
        std::array<qsizetype, waitCount> last;
        last.fill(-1);
        for (qsizetype i = 0; i < stretches.size(); ++i) {
            qsizetype &before = last[std::size_t(stretches[i].why)];
            if (before >= 0 && stretches[i].from - stretches[before].to < gap) {
                gap = stretches[i].from - stretches[before].to;
                first = before;
                second = i;
            }
            before = i;
        }
        stretches[first].to = std::max(stretches[first].to, stretches[second].to);
        stretches.removeAt(second);
    }

    /// Whether a trace can have become so.
    [[nodiscard]] bool isBelievable() const
    {
        if (answers == 0 ? width != firstWidth : buckets.isEmpty())
            return false;
        Duration latest{0};
        for (const Stretch &stretch : stretches)
            latest = std::max(latest, stretch.to);
        return buckets.isEmpty() ? end == latest : end >= std::max(latest, Duration(buckets.last().index * width));
    }
};

LatencyTrace::LatencyTrace()
    : d(new Data)
{
}

LatencyTrace::LatencyTrace(const QDateTime &startedAt)
    : LatencyTrace()
{
    if (startedAt.isValid() && quint64(startedAt.toMSecsSinceEpoch()) <= latestStart)
        d->startedAt = QDateTime::fromMSecsSinceEpoch(startedAt.toMSecsSinceEpoch(), Qt::UTC);
}

LatencyTrace::LatencyTrace(const LatencyTrace &other) = default;
LatencyTrace::LatencyTrace(LatencyTrace &&other) noexcept = default;
LatencyTrace &LatencyTrace::operator=(const LatencyTrace &other) = default;
LatencyTrace &LatencyTrace::operator=(LatencyTrace &&other) noexcept = default;
LatencyTrace::~LatencyTrace() = default;

bool LatencyTrace::operator==(const LatencyTrace &other) const
{
    return d == other.d
        || (d->answers == other.d->answers && d->end == other.d->end && d->width == other.d->width
            && d->startedAt == other.d->startedAt && d->stretches == other.d->stretches
            && d->buckets == other.d->buckets);
}

void LatencyTrace::add(Duration at, Duration latency)
{
    Data &own = *d;
    latency = std::clamp(latency, Duration(0), longestLatency);
    at = std::clamp(at, Duration(0), longestLife);
    qint64 index = at / own.width;
    if (!own.buckets.isEmpty() && index <= own.buckets.last().index) {
        own.buckets.last().add(latency);
    } else {
        own.buckets.append(Bucket{.index = index});
        own.buckets.last().add(latency);
        while (own.buckets.size() > maxBuckets)
            own.widen();
    }
    ++own.answers;
    own.end = std::max(own.end, at);
}

void LatencyTrace::addStretch(Wait why, Duration from, Duration to)
{
    from = std::clamp(from, Duration(0), longestLife);
    to = std::clamp(to, Duration(0), longestLife);
    if (from >= to)
        return;
    Data &own = *d;
    const auto at = std::ranges::upper_bound(own.stretches, from, {}, &Stretch::from);
    own.stretches.insert(at, Stretch{why, from, to});
    if (own.stretches.size() > maxStretches)
        own.joinNearestStretches();
    own.end = std::max(own.end, to);
}

void LatencyTrace::lastUntil(Duration end)
{
    if (!isEmpty() && end > d.constData()->end) // nothing is copied for nothing
        d->end = std::min(end, longestLife);
}

void LatencyTrace::append(const LatencyTrace &later)
{
    if (later.isEmpty() && later.stretches().isEmpty())
        return;
    if (isEmpty() && stretches().isEmpty() && !startedAt().isValid()) {
        *this = later;
        return;
    }
    const LatencyTrace added = later; // may be this one
    Duration offset = end();
    if (startedAt().isValid() && added.startedAt().isValid())
        offset = std::clamp(Duration(startedAt().msecsTo(added.startedAt())), end(), longestLife);
    addStretch(Wait::Paused, end(), offset);
    Data &own = *d;
    for (Bucket bucket : added.d->buckets) {
        const Duration from = std::min<Duration>(offset + bucket.index * added.d->width, longestLife);
        bucket.index = from / own.width;
        own.answers += bucket.count;
        if (!own.buckets.isEmpty() && bucket.index <= own.buckets.last().index)
            own.buckets.last().take(bucket);
        else
            own.buckets.append(bucket);
        while (own.buckets.size() > maxBuckets)
            own.widen();
    }
    own.end = std::max(own.end, std::min<Duration>(offset + added.end(), longestLife));
    for (const Stretch &stretch : added.stretches())
        addStretch(stretch.why, offset + stretch.from, offset + stretch.to);
}

QDateTime LatencyTrace::startedAt() const
{
    return d->startedAt;
}

quint64 LatencyTrace::answers() const
{
    return d->answers;
}

LatencyTrace::Duration LatencyTrace::bucketWidth() const
{
    return d->width;
}

LatencyTrace::Duration LatencyTrace::end() const
{
    return d->end;
}

const QList<LatencyTrace::Stretch> &LatencyTrace::stretches() const
{
    return d->stretches;
}

QList<LatencyTrace::Point> LatencyTrace::points() const
{
    QList<Point> points;
    points.reserve(d->buckets.size());
    RollingCounts rolling;
    auto oldest = d->buckets.cbegin();
    for (auto newest = d->buckets.cbegin(); newest != d->buckets.cend(); ++newest) {
        const Bucket &bucket = *newest;
        rolling.add(bucket);
        while (rolling.count() - qint64(oldest->count) >= window)
            rolling.remove(*oldest++);
        const std::array<Duration, 3> shares = rolling.percentiles({0.50, 0.95, 0.99});
        // A cell says what its longest may be; none is longer than the longest there is.
        const Duration longest = std::ranges::max_element(oldest, newest + 1, {}, &Bucket::longest)->longest;
        const Duration from = bucket.index * d->width;
        points.append({.from = from,
                       .to = std::min(from + d->width, std::max(d->end, from)),
                       .answers = bucket.count,
                       .shortest = bucket.shortest,
                       .longest = bucket.longest,
                       .p50 = std::min(shares[0], longest),
                       .p95 = std::min(shares[1], longest),
                       .p99 = std::min(shares[2], longest)});
    }
    return points;
}

QByteArray LatencyTrace::encoded() const
{
    QByteArray bytes;
    putLeb128(bytes, traceVersion);
    putLeb128(bytes, d->startedAt.isValid() ? quint64(d->startedAt.toMSecsSinceEpoch()) + 1 : 0);
    putLeb128(bytes, quint64(std::countr_zero(quint64(d->width / firstWidth))));
    putLeb128(bytes, quint64(d->end.count()));
    putLeb128(bytes, quint64(d->buckets.size()));
    qint64 index = -1;
    for (const Bucket &bucket : d->buckets) {
        putLeb128(bytes, quint64(bucket.index - index - 1));
        index = bucket.index;
        putLeb128(bytes, quint64(bucket.shortest.count()));
        putLeb128(bytes, quint64((bucket.longest - bucket.shortest).count()));
        putLeb128(bytes, quint64(bucket.cells.size()));
        qint64 place = -1;
        for (const Cell &cell : bucket.cells) {
            putLeb128(bytes, quint64(cell.place - place - 1));
            place = cell.place;
            putLeb128(bytes, cell.count);
        }
    }
    putLeb128(bytes, quint64(d->stretches.size()));
    Duration from{0};
    for (const Stretch &stretch : d->stretches) {
        putLeb128(bytes, quint64(stretch.why));
        putLeb128(bytes, quint64((stretch.from - from).count()));
        from = stretch.from;
        putLeb128(bytes, quint64((stretch.to - stretch.from).count()));
    }
    return bytes;
}

Result<LatencyTrace> LatencyTrace::decoded(QByteArrayView bytes)
{
    const auto damaged = [] { return failure(ErrorKind::Damaged, "latency_trace"); };
    if (bytes.size() > maxEncoded)
        return damaged();
    Numbers numbers(bytes);
    LatencyTrace trace;
    Data &own = *trace.d;
    if (numbers.next(traceVersion) != traceVersion)
        return damaged();
    if (const quint64 start = numbers.next(latestStart + 1); start > 0)
        own.startedAt = QDateTime::fromMSecsSinceEpoch(qint64(start - 1), Qt::UTC);
    own.width = firstWidth * (1LL << numbers.next(40));
    own.end = numbers.duration(longestLife);
    const quint64 buckets = numbers.next(maxBuckets);
    qint64 index = -1;
    for (quint64 i = 0; i < buckets && numbers.isGood(); ++i) {
        Bucket bucket;
        bucket.index = index += 1 + qint64(numbers.next(quint64(longestLife / firstWidth)));
        bucket.shortest = numbers.duration(longestLatency);
        bucket.longest = bucket.shortest + numbers.duration(longestLatency);
        const quint64 cells = numbers.next(cellCount);
        qint64 place = -1;
        for (quint64 j = 0; j < cells && numbers.isGood(); ++j) {
            place += 1 + qint64(numbers.next(cellCount));
            const quint64 count = numbers.next(std::numeric_limits<quint32>::max());
            if (place >= qint64(cellCount) || count == 0)
                return damaged();
            bucket.cells.append({quint16(place), quint32(count)});
            bucket.count += count;
        }
        own.answers += bucket.count;
        if (!numbers.isGood() || bucket.cells.isEmpty() || bucket.longest > longestLatency
            || bucket.cells.first().place != cellOf(bucket.shortest)
            || bucket.cells.last().place != cellOf(bucket.longest) || own.answers > mostAnswers
            || bucket.index > longestLife / own.width)
            return damaged();
        own.buckets.append(bucket);
    }
    const quint64 stretches = numbers.next(maxStretches);
    Duration from{0};
    for (quint64 i = 0; i < stretches && numbers.isGood(); ++i) {
        const auto why = Wait(numbers.next(waitCount - 1));
        from += numbers.duration(longestLife);
        const Duration to = from + numbers.duration(longestLife);
        if (to == from || to > longestLife)
            return damaged();
        own.stretches.append({why, from, to});
    }
    if (!numbers.atEnd() || !own.isBelievable())
        return damaged();
    return trace;
}

} // namespace muster
