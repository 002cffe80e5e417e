// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/latencyhistogram.h"
#include "models/store/latencytrace.h"
#include "network/wire/result.h"

#include <QList>
#include <QString>
#include <array>
#include <chrono>
#include <optional>
#include <utility>

namespace muster {

/// What a run measured, in one life or in several together; a life is from a start or a resume to the next end. Values
/// only. No personal data: names of attributes, counts and times.
///
/// What is done again in each life (requests, waits, pages asked for) is added up. What a run counts over all its lives
/// by itself (records, fill, figures) is as the newest life left it.
struct RunMeasures
{
    /// How many records have a value of an attribute.
    struct FieldFill
    {
        QString name;
        qint64 filled = 0;
        qint64 total = 0;
        [[nodiscard]] double share() const { return total == 0 ? 0.0 : double(filled) / double(total); }
        bool operator==(const FieldFill &) const = default;
    };
    /// A figure of one kind of run only; its words are in models/text by `key`.
    struct Figure
    {
        QString key; ///< "fixed", "purged", "absent", "unknown", ...
        qint64 value = 0;
        bool operator==(const Figure &) const = default;
    };
    /// Where the time went. Each moment belongs to the first of these that held, in this order, so that the parts never
    /// exceed the whole. Absent: runs of this kind do not measure it, which is not the same as zero.
    struct TimeSplit
    {
        using Part = std::optional<std::chrono::milliseconds>;
        Part server; ///< A request was under way.
        Part throttled; ///< Kept waiting by 429.
        Part waiting; ///< Before another try, for any other reason.
        Part decoding; ///< Answers were decoded, transcripts masked.
        Part writing; ///< Results, or the record of what was sent, were written.
        Part idle; ///< None of these; only where one of the two before it is measured.
        [[nodiscard]] std::chrono::milliseconds sum() const; ///< Of the parts that are there.
        bool operator==(const TimeSplit &) const = default;
    };

    int lives = 0; ///< Whose measures these are.
    std::chrono::milliseconds wall{0}; ///< From start to end of each life, without sleep of the machine, together.
    TimeSplit time;
    qint64 records = 0; ///< As the run counts them; what earlier lives did is in it.
    qint64 recordsDone = 0; ///< Of these, in the lives that were measured.
    std::optional<qint64> pages, bytes; ///< Asked for, written; absent: the run has none.
    qint64 retries = 0;
    /// Records a second, over the fastest ten seconds of a life; of a shorter life over the whole of it.
    double peakPerSecond = 0;
    LatencyHistogram latency; ///< Of answered requests.
    LatencyTrace trace; ///< The same over the time of the run, with its waits.
    QList<FieldFill> fill; ///< In column order.
    QList<Figure> figures; ///< In the order in which they are shown.

    [[nodiscard]] double meanPerSecond() const; ///< recordsDone over wall; 0 without either.
    [[nodiscard]] double overallFill() const; ///< Of all fields together; 0 without any.
    /// Takes in what the life after these measured.
    void addLife(const RunMeasures &later);

    /// The form in which they are kept: JSON. At most `maxFields` fields and `maxFigures` figures are, names up to
    /// `maxName` characters; what is beyond is left out.
    static constexpr qsizetype maxFields = 1000;
    static constexpr qsizetype maxFigures = 100;
    static constexpr qsizetype maxName = 200;
    static constexpr qsizetype maxJson = 2 * 1024 * 1024; ///< Bytes; parse() takes no more.
    [[nodiscard]] QByteArray json() const;
    /// Damaged "measures_damaged" for anything that json() does not give: negative counts, parts that exceed the whole,
    /// a histogram that cannot be, a member that is not known.
    [[nodiscard]] static Result<RunMeasures> parse(const QByteArray &json);

    bool operator==(const RunMeasures &) const = default;
};

/// A part of a run's time by its names: the one for `--json`, and that of the record.
struct TimePart
{
    const char *key;
    const char *kept;
    RunMeasures::TimeSplit::Part RunMeasures::TimeSplit::*part;
};
inline constexpr std::array<TimePart, 6> timeParts{{
    {"server", "server_ms", &RunMeasures::TimeSplit::server},
    {"throttled", "throttled_ms", &RunMeasures::TimeSplit::throttled},
    {"waiting", "waiting_ms", &RunMeasures::TimeSplit::waiting},
    {"decoding", "decoding_ms", &RunMeasures::TimeSplit::decoding},
    {"writing", "writing_ms", &RunMeasures::TimeSplit::writing},
    {"idle", "idle_ms", &RunMeasures::TimeSplit::idle},
}};

/// The percentiles of its latency that are said of a run, by their names for people and `--json`.
inline constexpr std::array<std::pair<const char *, double>, 3> saidPercentiles{
    {{"p50", 0.50}, {"p95", 0.95}, {"p99", 0.99}}};

} // namespace muster
