// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/latencytrace.h"
#include "tests/support/sanitized.h"
#include "tests/support/testprogram.h"

#include <QElapsedTimer>
#include <algorithm>
#include <cmath>
#include <random>

using namespace muster;
using muster::test::sampleEvery;
using namespace std::chrono_literals;

namespace tst_latencytrace {

namespace {

using Duration = LatencyTrace::Duration;
using Wait = LatencyTrace::Wait;

struct Answer
{
    Duration at, latency;
};

/// The smallest of `sorted` that at least `share` of all are not above.
Duration nearestRank(const std::vector<Duration> &sorted, double share)
{
    const auto rank = std::max<std::size_t>(1, std::size_t(std::ceil(share * double(sorted.size()))));
    return sorted[rank - 1];
}

bool isClose(Duration shown, Duration exact)
{
    return shown >= exact && double((shown - exact).count()) <= 0.032 * double(exact.count());
}

std::vector<Answer> randomAnswers(std::mt19937 &random, int count)
{
    std::lognormal_distribution<double> latency(4, 1.2);
    std::exponential_distribution<double> gap(1.0 / std::uniform_int_distribution(5, 4000)(random));
    std::vector<Answer> answers;
    Duration at{0};
    for (int i = 0; i < count; ++i) {
        at += Duration(qint64(gap(random)));
        answers.push_back({at, Duration(qint64(latency(random)))});
    }
    return answers;
}

LatencyTrace traceOf(const std::vector<Answer> &answers)
{
    LatencyTrace trace(QDateTime(QDate(2026, 3, 2), QTime(14, 0), Qt::UTC));
    for (const Answer &answer : answers)
        trace.add(answer.at, answer.latency);
    return trace;
}

LatencyTrace randomTrace(std::mt19937 &random)
{
    LatencyTrace trace = traceOf(randomAnswers(random, std::uniform_int_distribution(0, 3000)(random)));
    for (int i = std::uniform_int_distribution(0, 300)(random); i > 0; --i) {
        const Duration from(std::uniform_int_distribution(0, 1'000'000)(random));
        trace.addStretch(Wait(std::uniform_int_distribution(0, LatencyTrace::waitCount - 1)(random)), from,
                         from + Duration(std::uniform_int_distribution(0, 9000)(random)));
    }
    return trace;
}

} // namespace

class TestLatencyTrace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_seed = qEnvironmentVariableIntValue("MUSTER_SEED");
        if (m_seed == 0)
            m_seed = 20260302;
        qInfo("seed %lld", m_seed);
    }

    void isEmptyAtFirst()
    {
        const LatencyTrace trace;
        QVERIFY(trace.isEmpty());
        QVERIFY(trace.points().isEmpty() && trace.stretches().isEmpty());
        QVERIFY(!trace.startedAt().isValid());
        QCOMPARE(trace.end(), Duration(0));
    }

    void saysWhatTheAnswersSay()
    {
        std::mt19937 random{std::uint_fast32_t(m_seed)};
        for (int round = 0; round < 40 / sampleEvery; ++round) {
            const std::vector<Answer> answers = randomAnswers(random, std::uniform_int_distribution(1, 4000)(random));
            const LatencyTrace trace = traceOf(answers);
            QCOMPARE(trace.answers(), quint64(answers.size()));
            QCOMPARE(trace.end(), answers.back().at);
            compare(trace, answers);
            if (QTest::currentTestFailed()) {
                qInfo("round %d", round);
                return;
            }
        }
    }

    void staysSmallHoweverLongItLasts()
    {
        LatencyTrace trace;
        for (int i = 0; i < 400'000; ++i)
            trace.add(i * 1s, Duration(i % 977));
        QCOMPARE(trace.answers(), quint64(400'000));
        QVERIFY(trace.points().size() <= LatencyTrace::maxBuckets);
        QVERIFY(trace.points().size() > LatencyTrace::maxBuckets / 2);
        QVERIFY(trace.encoded().size() < LatencyTrace::maxEncoded);
        quint64 all = 0;
        for (const LatencyTrace::Point &point : trace.points())
            all += point.answers;
        QCOMPARE(all, trace.answers());
    }

    void aLongPauseMakesNothingCoarser()
    {
        LatencyTrace trace;
        trace.add(1s, 40ms);
        trace.add(24h, 50ms);
        QCOMPARE(trace.bucketWidth(), LatencyTrace::firstWidth);
        QCOMPARE(trace.points().size(), 2);
    }

    void timeAndLatencyStayInTheirBounds()
    {
        LatencyTrace trace;
        trace.add(-5s, -3ms);
        trace.add(10s, 3h);
        trace.add(4s, 7ms); // before the last
        trace.addStretch(Wait::Server, -4s, 2s);
        trace.addStretch(Wait::Server, 5s, 5s);
        trace.addStretch(Wait::Server, 7s, 6s);
        const QList<LatencyTrace::Point> points = trace.points();
        QCOMPARE(points.size(), 2);
        QCOMPARE(points[0].shortest, Duration(0));
        QCOMPARE(points[1].answers, quint64(2));
        QCOMPARE(points[1].shortest, Duration(7));
        QCOMPARE(points[1].longest, Duration(LatencyTrace::longestLatency));
        QCOMPARE(points[1].p99, Duration(LatencyTrace::longestLatency));
        QCOMPARE(trace.stretches(), QList({LatencyTrace::Stretch{Wait::Server, 0s, 2s}}));
        trace.add(std::chrono::hours(24 * 4000), 1ms);
        QCOMPARE(trace.end(), Duration(LatencyTrace::longestLife));
    }

    void manyStretchesBecomeFewWithoutLosingAKind()
    {
        LatencyTrace trace;
        for (int i = 0; i < 1000; ++i)
            trace.addStretch(Wait::Throttled, i * 10s, i * 10s + (i == 500 ? 9900ms : 2s));
        trace.addStretch(Wait::Network, 2s, 5s);
        const auto &stretches = trace.stretches();
        QCOMPARE(stretches.size(), LatencyTrace::maxStretches);
        QVERIFY(std::ranges::is_sorted(stretches, {}, &LatencyTrace::Stretch::from));
        QCOMPARE(std::ranges::count(stretches, Wait::Network, &LatencyTrace::Stretch::why), 1);
        QCOMPARE(trace.end(), Duration(9992s));
        // No moment of waiting is left out.
        for (int i = 0; i < 1000; ++i) {
            QVERIFY(std::ranges::any_of(stretches, [i](const LatencyTrace::Stretch &stretch) {
                return stretch.why == Wait::Throttled && stretch.from <= i * 10s && stretch.to >= i * 10s + 2s;
            }));
        }
    }

    void aLaterLifeGoesOnBehindAPause()
    {
        const QDateTime start(QDate(2026, 3, 2), QTime(14, 0), Qt::UTC);
        LatencyTrace first(start);
        first.add(1s, 40ms);
        first.addStretch(Wait::Throttled, 2s, 4s);
        LatencyTrace later(start.addSecs(3600));
        later.add(500ms, 90ms);
        later.addStretch(Wait::Server, 1s, 6s);
        first.append(later);
        QCOMPARE(first.startedAt(), start);
        QCOMPARE(first.answers(), quint64(2));
        QCOMPARE(first.end(), Duration(3606s));
        const auto points = first.points();
        QCOMPARE(points.size(), 2);
        QVERIFY(points.last().from <= 3600s + 500ms && points.last().to > 3600s + 500ms);
        QCOMPARE(points.last().longest, Duration(90ms));
        QCOMPARE(first.stretches(),
                 (QList<LatencyTrace::Stretch>{
                     {Wait::Throttled, 2s, 4s}, {Wait::Paused, 4s, 3600s}, {Wait::Server, 3601s, 3606s}}));
        // What cannot be placed by the clock stands at the end; a clock that was set back moves nothing.
        LatencyTrace before(start.addSecs(-60));
        before.add(1s, 10ms);
        const quint64 answers = first.answers();
        first.append(before);
        QCOMPARE(first.answers(), answers + 1);
        QCOMPARE(first.end(), Duration(3607s));
        LatencyTrace none;
        none.append(first);
        QVERIFY(none == first);
        first.append(LatencyTrace(start.addDays(1)));
        QVERIFY(none == first);
    }

    void aPauseBeginsWhenTheLifeEnded()
    {
        const QDateTime start(QDate(2026, 3, 2), QTime(14, 0), Qt::UTC);
        LatencyTrace first(start);
        first.add(1s, 40ms);
        first.lastUntil(90s); // it wrote and went through its end until then
        first.lastUntil(30s); // time does not go back
        QCOMPARE(first.end(), Duration(90s));
        QVERIFY(LatencyTrace::decoded(first.encoded()) == first);
        LatencyTrace later(start.addSecs(600));
        later.add(2s, 50ms);
        first.append(later);
        QCOMPARE(first.stretches(), (QList<LatencyTrace::Stretch>{{Wait::Paused, 90s, 600s}}));
        // Nothing was answered: it ends with its last stretch, which is what its bytes may say.
        LatencyTrace silent(start);
        silent.addStretch(Wait::Network, 0s, 5s);
        silent.lastUntil(60s);
        QCOMPARE(silent.end(), Duration(5s));
        QVERIFY(LatencyTrace::decoded(silent.encoded()) == silent);
    }

    void livesInAnyNumberKeepAllAnswersAndComeBack()
    {
        std::mt19937 random(QTest::currentTestFunction()[0]);
        LatencyTrace whole;
        quint64 answers = 0;
        for (int life = 0; life < 40; ++life) {
            const LatencyTrace one = randomTrace(random);
            answers += one.answers();
            whole.append(one);
            QVERIFY(whole.points().size() <= LatencyTrace::maxBuckets);
            const auto read = LatencyTrace::decoded(whole.encoded());
            QVERIFY(read);
            QVERIFY(*read == whole);
        }
        QCOMPARE(whole.answers(), answers);
    }

    void aCopyDoesNotFollow()
    {
        LatencyTrace trace = traceOf({{1s, 40ms}});
        const LatencyTrace before = trace;
        trace.add(2s, 50ms);
        QCOMPARE(before.answers(), quint64(1));
        QVERIFY(before != trace);
        QCOMPARE(before.points().size(), 1);
    }

    void comesBackFromItsBytes()
    {
        std::mt19937 random{std::uint_fast32_t(m_seed)};
        for (int round = 0; round < 60 / sampleEvery; ++round) {
            const LatencyTrace trace = round == 0 ? LatencyTrace() : randomTrace(random);
            const QByteArray bytes = trace.encoded();
            const auto back = LatencyTrace::decoded(bytes);
            QVERIFY2(back, qPrintable(QString::number(round)));
            QVERIFY(*back == trace);
            QCOMPARE(back->encoded(), bytes);
            QCOMPARE(back->points(), trace.points());
            QCOMPARE(back->startedAt(), trace.startedAt());
        }
    }

    void F98_damagedBytesAreRefused()
    {
        std::mt19937 random{std::uint_fast32_t(m_seed)};
        const QByteArray bytes = randomTrace(random).encoded();
        for (qsizetype length = 0; length < bytes.size(); ++length)
            QVERIFY2(!LatencyTrace::decoded(bytes.first(length)), qPrintable(QString::number(length)));
        QVERIFY(!LatencyTrace::decoded(QByteArray(bytes + '\0')));
        QVERIFY(!LatencyTrace::decoded(QByteArray(LatencyTrace::maxEncoded + 1, '\1')));
        // Whatever is taken for a trace is one, and is written as it was read.
        for (int round = 0; round < 20'000 / sampleEvery; ++round) {
            QByteArray other = bytes;
            for (int i = std::uniform_int_distribution(1, 3)(random); i > 0; --i)
                other[std::uniform_int_distribution<qsizetype>(0, other.size() - 1)(random)]
                    ^= char(1 << (random() % 8));
            if (const auto read = LatencyTrace::decoded(other)) {
                QCOMPARE(read->encoded(), other);
                QVERIFY(read->points().size() <= LatencyTrace::maxBuckets);
            } else {
                QCOMPARE(read.error().kind, ErrorKind::Damaged);
            }
        }
    }

private:
    static void compare(const LatencyTrace &trace, const std::vector<Answer> &answers)
    {
        const QList<LatencyTrace::Point> points = trace.points();
        std::vector<std::vector<Duration>> buckets(std::size_t(points.size()));
        std::size_t place = 0;
        for (const Answer &answer : answers) {
            while (answer.at / trace.bucketWidth() != points[qsizetype(place)].from / trace.bucketWidth())
                QVERIFY(++place < buckets.size());
            buckets[place].push_back(answer.latency);
        }
        for (std::size_t i = 0; i < buckets.size(); ++i) {
            const LatencyTrace::Point &point = points[qsizetype(i)];
            QCOMPARE(point.answers, quint64(buckets[i].size()));
            QCOMPARE(point.shortest, *std::ranges::min_element(buckets[i]));
            QCOMPARE(point.longest, *std::ranges::max_element(buckets[i]));
            std::vector<Duration> rolling;
            for (std::size_t back = i + 1; back-- > 0 && rolling.size() < std::size_t(LatencyTrace::window);)
                rolling.insert(rolling.end(), buckets[back].begin(), buckets[back].end());
            std::ranges::sort(rolling);
            QVERIFY(isClose(point.p50, nearestRank(rolling, 0.50)));
            QVERIFY(isClose(point.p95, nearestRank(rolling, 0.95)));
            QVERIFY(isClose(point.p99, nearestRank(rolling, 0.99)));
        }
    }

    qint64 m_seed = 0;
};

MUSTER_TEST(TestLatencyTrace, QCoreApplication)

} // namespace tst_latencytrace
#include "tst_latencytrace.moc"
