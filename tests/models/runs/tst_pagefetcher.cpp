// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/pagefetcher.h"

#include "tests/support/fakeclock.h"
#include "tests/support/testprogram.h"

using namespace muster;
using namespace std::chrono_literals;

namespace tst_pagefetcher {
using test::FakeClock;

namespace {

/// A page's body is the cursor of the next one.
class CursorDecoder : public PageDecoder
{
public:
    [[nodiscard]] Result<RecordPage> decode(const RawPage &raw) const override
    {
        RecordPage page;
        page.ids.resize(1);
        page.receivedCount = 1;
        page.nextCursor = raw.body;
        return page;
    }
};

class CountingSink : public RecordSink
{
public:
    [[nodiscard]] const SinkCheckpoint &checkpoint() const override { return m_checkpoint; }
    [[nodiscard]] Result<PageReceipt> append(const RecordPage &page) override
    {
        ++m_checkpoint.pages;
        m_checkpoint.nextCursor = page.nextCursor;
        m_checkpoint.allPagesIn = page.nextCursor.isEmpty();
        return PageReceipt{m_checkpoint, 1};
    }
    [[nodiscard]] Result<void> sync() override { return {}; }
    [[nodiscard]] Result<Completed> complete(const QJsonObject &, const std::stop_token &) override { return Completed{}; }

private:
    SinkCheckpoint m_checkpoint;
};

/// Five pages; the network is gone from the third on until the clock says `backAt`.
struct World
{
    explicit World(FakeClock::Mode mode = FakeClock::Mode::Automatic)
        : clock(mode)
        , pipeline(std::make_shared<CursorDecoder>(), std::make_unique<CountingSink>())
        , start(clock.now())
    {
    }

    [[nodiscard]] QCoro::Task<Result<RawPage>> page(QByteArray cursor)
    {
        ++asked;
        const int number = cursor.isEmpty() ? 1 : cursor.toInt();
        if (number == 3 && clock.now() - start < outage)
            co_return failure({.kind = kind});
        const QByteArray next = number == 5 ? QByteArray() : QByteArray::number(number + 1);
        co_return RawPage{next, next};
    }

    [[nodiscard]] PageFetcher fetcher()
    {
        return PageFetcher(
            pipeline, [this](QByteArray cursor, std::stop_token) { return page(std::move(cursor)); },
            [](const ApiError &) {},
            {&clock,
             [this](int, const ApiError &cause, std::chrono::milliseconds) {
                 ++waits;
                 told = cause.kind;
                 if (onWait)
                     onWait();
             },
             [this] { ++ends; }});
    }

    FakeClock clock;
    PagePipeline pipeline;
    Clock::TimePoint start;
    std::chrono::milliseconds outage{0};
    ErrorKind kind = ErrorKind::NotSent;
    ErrorKind told = ErrorKind::Cancelled;
    std::function<void()> onWait;
    int asked = 0, waits = 0, ends = 0;
};

} // namespace

class PageFetcherTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F53_goesOnByItselfWhenTheNetworkIsBack_data()
    {
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("no route") << ErrorKind::NotSent;
        QTest::newRow("reset") << ErrorKind::ConnectionLost;
        QTest::newRow("silence") << ErrorKind::TimedOut;
    }
    void F53_goesOnByItselfWhenTheNetworkIsBack()
    {
        QFETCH(ErrorKind, kind);
        World world;
        world.outage = 10min;
        world.kind = kind;
        PageFetcher fetcher = world.fetcher();
        QVERIFY(QCoro::waitFor(fetcher.fetchAll({})));
        QCOMPARE(world.pipeline.checkpoint().pages, 5);
        QVERIFY(world.pipeline.checkpoint().allPagesIn);
        QCOMPARE(world.told, kind);
        // 5 + 10 + 20 + 40 seconds, then every minute.
        QCOMPARE(world.waits, 13);
        QCOMPARE(world.ends, world.waits);
        QCOMPARE(world.clock.sleeps().first(), 5s);
        QCOMPARE(world.clock.sleeps().last(), 60s);
    }

    void F53_pausesAfterAQuarterOfAnHour()
    {
        World world;
        world.outage = 24h;
        PageFetcher fetcher = world.fetcher();
        const auto result = QCoro::waitFor(fetcher.fetchAll({}));
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::NotSent);
        QCOMPARE(world.pipeline.checkpoint().pages, 2);
        QVERIFY(world.clock.now() - world.start >= 15min && world.clock.now() - world.start < 17min);
    }

    void F53_otherFaultsAreNotWaitedFor()
    {
        World world;
        world.outage = 1min;
        world.kind = ErrorKind::TlsRefused;
        PageFetcher fetcher = world.fetcher();
        const auto result = QCoro::waitFor(fetcher.fetchAll({}));
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::TlsRefused);
        QVERIFY(world.clock.sleeps().isEmpty());
    }

    void F53_aStopEndsTheWaitAtOnce()
    {
        World world(FakeClock::Mode::ByHand);
        world.outage = 10min;
        std::stop_source source;
        world.onWait
            = [&] { QMetaObject::invokeMethod(qApp, [&source] { source.request_stop(); }, Qt::QueuedConnection); };
        PageFetcher fetcher = world.fetcher();
        const auto result = QCoro::waitFor(fetcher.fetchAll(source.get_token()));
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::Cancelled);
        QCOMPARE(world.asked, 3);
        QCOMPARE(world.ends, 0);
    }

    void F101_aWallClockThatJumpsChangesNoWait_data()
    {
        QTest::addColumn<qint64>("jump");
        QTest::newRow("three days on") << qint64(3 * 24 * 3600);
        QTest::newRow("two hours back") << qint64(-2 * 3600);
    }
    void F101_aWallClockThatJumpsChangesNoWait()
    {
        QFETCH(qint64, jump);
        World world;
        world.outage = 10min;
        world.onWait = [&world, jump] { world.clock.setWall(world.clock.wallNow().addSecs(jump)); };
        PageFetcher fetcher = world.fetcher();
        QVERIFY(QCoro::waitFor(fetcher.fetchAll({})));
        QCOMPARE(world.waits, 13);
    }

    void F102_anAnswerAfterALongSleepEndsTheOutage()
    {
        World world;
        world.outage = 8h;
        // The machine slept: one wait took eight hours of every clock.
        world.onWait = [&world] { world.clock.advance(8h); };
        PageFetcher fetcher = world.fetcher();
        QVERIFY(QCoro::waitFor(fetcher.fetchAll({})));
        QCOMPARE(world.waits, 1);
        QCOMPARE(world.pipeline.checkpoint().pages, 5);
    }
};

MUSTER_TEST(PageFetcherTest, QCoreApplication)

} // namespace tst_pagefetcher
#include "tst_pagefetcher.moc"
