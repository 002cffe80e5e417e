// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/runmeasures.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace muster;
using namespace std::chrono_literals;

namespace tst_runmeasures {

class TestRunMeasures : public QObject
{
    Q_OBJECT

private:
    static RunMeasures first()
    {
        RunMeasures measures{.lives = 1, .wall = 10s};
        measures.time = {.server = 4s, .throttled = 1s, .waiting = 500ms, .decoding = 250ms, .writing = 1s, .idle = 3s};
        measures.records = measures.recordsDone = 1000;
        measures.pages = 2;
        measures.bytes = 64'000;
        measures.retries = 3;
        measures.peakPerSecond = 130.5;
        measures.latency.add(100ms);
        measures.latency.add(300ms);
        measures.trace = LatencyTrace(QDateTime(QDate(2026, 3, 2), QTime(14, 0), Qt::UTC));
        measures.trace.add(1s, 100ms);
        measures.trace.addStretch(LatencyTrace::Wait::Throttled, 2s, 3s);
        measures.fill = {{QStringLiteral("email"), 700, 1000}, {QStringLiteral("city"), 1, 1000}};
        measures.figures = {{QStringLiteral("fixed"), 12}};
        return measures;
    }
    static RunMeasures second()
    {
        RunMeasures measures{.lives = 1, .wall = 20s};
        measures.time = {.server = 15s, .throttled = 0s, .waiting = 0s, .decoding = {}, .writing = {}, .idle = {}};
        measures.records = 1600;
        measures.recordsDone = 600;
        measures.pages = 1;
        measures.retries = 1;
        measures.peakPerSecond = 90;
        measures.latency.add(500ms);
        measures.fill = {{QStringLiteral("email"), 1100, 1600}, {QStringLiteral("city"), 2, 1600}};
        measures.figures = {{QStringLiteral("fixed"), 19}};
        return measures;
    }

private Q_SLOTS:
    void addsLives()
    {
        RunMeasures all = first();
        all.addLife(second());
        QCOMPARE(all.lives, 2);
        QCOMPARE(all.wall, std::chrono::milliseconds(30s));
        QCOMPARE(*all.time.server, std::chrono::milliseconds(19s));
        QCOMPARE(*all.time.throttled, std::chrono::milliseconds(1s));
        QCOMPARE(*all.time.decoding, std::chrono::milliseconds(250ms)); // the second life did not measure it
        QVERIFY(all.time.sum() <= all.wall);
        QCOMPARE(all.records, 1600);
        QCOMPARE(all.recordsDone, 1600);
        QCOMPARE(*all.pages, 3);
        QCOMPARE(*all.bytes, 64'000);
        QCOMPARE(all.retries, 4);
        QCOMPARE(all.peakPerSecond, 130.5);
        QCOMPARE(all.latency.count(), 3U);
        QCOMPARE(all.latency.mean(), std::chrono::milliseconds(300ms));
        QCOMPARE(all.fill, second().fill);
        QCOMPARE(all.figures, second().figures);
        QCOMPARE(all.meanPerSecond(), 1600.0 / 30);
        QCOMPARE(all.overallFill(), 1102.0 / 3200);
    }

    void aLifeThatSawNothingTakesNothingAway()
    {
        RunMeasures all = first();
        all.addLife({.lives = 1, .wall = 2s});
        QCOMPARE(all.lives, 2);
        QCOMPARE(all.records, 1000);
        QCOMPARE(all.fill, first().fill);
        QCOMPARE(all.figures, first().figures);
    }

    void aPauseIsKeptThoughNothingWasAnsweredBeforeIt()
    {
        const QDateTime start(QDate(2026, 3, 2), QTime(14, 0), Qt::UTC);
        RunMeasures before{.lives = 1, .wall = 2s};
        before.trace = LatencyTrace(start);
        auto all = RunMeasures::parse(before.json());
        QVERIFY(all);
        QCOMPARE(all->trace.startedAt(), start);
        RunMeasures later{.lives = 1, .wall = 10s};
        later.trace = LatencyTrace(start.addSecs(60));
        later.trace.add(1s, 40ms);
        all->addLife(later);
        const auto read = RunMeasures::parse(all->json());
        QVERIFY(read);
        QCOMPARE(read->trace.startedAt(), start);
        QCOMPARE(read->trace.stretches(),
                 (QList<LatencyTrace::Stretch>{{LatencyTrace::Wait::Paused, 0s, 60s}}));
    }

    void pausesOfManyLivesAreBounded()
    {
        const QDateTime start(QDate(2026, 3, 2), QTime(14, 0), Qt::UTC);
        RunMeasures all{.lives = 0};
        constexpr int lives = 1000;
        for (int life = 0; life < lives; ++life) {
            RunMeasures one{.lives = 1, .wall = 10s};
            one.trace = LatencyTrace(start.addSecs(60 * life));
            one.trace.add(1s, 40ms);
            one.trace.lastUntil(10s);
            all.addLife(one);
        }
        const auto read = RunMeasures::parse(all.json());
        QVERIFY(read);
        QCOMPARE(read->trace.answers(), quint64(lives));
        QCOMPARE(read->trace.stretches().size(), qsizetype(LatencyTrace::maxStretches));
        QVERIFY(std::ranges::all_of(read->trace.stretches(), [](const LatencyTrace::Stretch &stretch) {
            return stretch.why == LatencyTrace::Wait::Paused;
        }));
    }

    void readsBackWhatItWrote()
    {
        for (RunMeasures measures : {first(), second(), RunMeasures{.lives = 1}}) {
            const auto read = RunMeasures::parse(measures.json());
            QVERIFY(read);
            QCOMPARE(read->json(), measures.json());
            QVERIFY(*read == measures);
        }
        QVERIFY(!RunMeasures::parse(second().json())->time.decoding); // absent is not zero
        QVERIFY(!RunMeasures::parse(second().json())->bytes);
    }

    void writesNoMoreThanItReads()
    {
        RunMeasures measures = first();
        measures.fill.clear();
        for (int field = 0; field < 5000; ++field)
            measures.fill.append({QString(400, QChar(0x20ac)), 1, 2});
        for (int figure = 0; figure < 500; ++figure)
            measures.figures.append({QStringLiteral("key"), figure});
        const auto read = RunMeasures::parse(measures.json());
        QVERIFY(read);
        QCOMPARE(read->fill.size(), RunMeasures::maxFields);
        QCOMPARE(read->fill.first().name.size(), RunMeasures::maxName);
        QCOMPARE(read->figures.size(), RunMeasures::maxFigures);
    }

    void refusesWhatCannotBe_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("no life") << QStringLiteral("lives") << QJsonValue(0);
        QTest::newRow("parts beyond the whole") << QStringLiteral("wall_ms") << QJsonValue(9749);
        QTest::newRow("negative") << QStringLiteral("retries") << QJsonValue(-1);
        QTest::newRow("negative part") << QStringLiteral("server_ms") << QJsonValue(-1);
        QTest::newRow("a fraction") << QStringLiteral("records") << QJsonValue(1.5);
        QTest::newRow("a histogram that is none") << QStringLiteral("latency") << QJsonValue(QStringLiteral("AQ=="));
        QTest::newRow("no base64") << QStringLiteral("latency") << QJsonValue(QStringLiteral("?"));
        QTest::newRow("another version") << QStringLiteral("version") << QJsonValue(2);
        QTest::newRow("unknown member") << QStringLiteral("more") << QJsonValue(1);
        QTest::newRow("more filled than there are")
            << QStringLiteral("fill")
            << QJsonValue(QJsonArray{QJsonObject{{QStringLiteral("name"), QStringLiteral("email")},
                                                 {QStringLiteral("filled"), 3},
                                                 {QStringLiteral("total"), 2}}});
    }
    void refusesWhatCannotBe()
    {
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        QJsonObject object = QJsonDocument::fromJson(first().json()).object();
        QVERIFY(RunMeasures::parse(QJsonDocument(object).toJson()));
        object.insert(member, value);
        const auto read = RunMeasures::parse(QJsonDocument(object).toJson());
        QVERIFY(!read);
        QCOMPARE(read.error().kind, ErrorKind::Damaged);
        QCOMPARE(read.error().code, QStringLiteral("measures_damaged"));
    }

    void refusesWhatIsNoJson()
    {
        QVERIFY(!RunMeasures::parse({}));
        QVERIFY(!RunMeasures::parse("[]"));
        QVERIFY(!RunMeasures::parse(QByteArray(RunMeasures::maxJson + 1, ' ')));
    }
};

MUSTER_TEST(TestRunMeasures, muster::tests::NoApplication)

} // namespace tst_runmeasures
#include "tst_runmeasures.moc"
