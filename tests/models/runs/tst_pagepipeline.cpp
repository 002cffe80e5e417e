// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/pagefetcher.h"

#include "tests/support/testprogram.h"

#include <QDeadlineTimer>
#include <QSignalSpy>
#include <QThread>
#include <atomic>
#include <new>
#include <stdexcept>

using namespace muster;

namespace tst_pagepipeline {

namespace {

class MemorySink : public RecordSink
{
public:
    struct Book
    {
        QList<qint64> written;
        std::atomic<QThread *> thread = nullptr;
        int failAt = -1;
        int throwAt = -1;
        std::atomic<int> decoded = 0;
        int wantsDecoded = 0; ///< The first append() waits until so many pages are decoded, and notes it.
        bool sawDecoded = false;
    };
    explicit MemorySink(Book &book)
        : m_book(book)
    {
    }
    [[nodiscard]] const SinkCheckpoint &checkpoint() const override { return m_checkpoint; }
    [[nodiscard]] Result<PageReceipt> append(const RecordPage &page) override
    {
        m_book.thread = QThread::currentThread();
        const QDeadlineTimer patience(5000);
        while (m_book.decoded < m_book.wantsDecoded && !patience.hasExpired())
            QThread::yieldCurrentThread();
        if (m_book.written.isEmpty())
            m_book.sawDecoded = m_book.decoded >= m_book.wantsDecoded;
        if (m_book.written.size() == m_book.throwAt)
            throw std::runtime_error("no room in a table");
        if (m_book.written.size() == m_book.failAt)
            return failure({.kind = ErrorKind::File, .code = QStringLiteral("disk_full")});
        m_book.written.append(qint64(page.rowCount()));
        m_checkpoint.records += qint64(page.rowCount());
        ++m_checkpoint.pages;
        m_checkpoint.nextCursor = page.nextCursor;
        m_checkpoint.allPagesIn = page.nextCursor.isEmpty();
        return PageReceipt{m_checkpoint, qint64(page.rowCount())};
    }
    [[nodiscard]] Result<void> sync() override { return {}; }
    [[nodiscard]] Result<Completed> complete(const QJsonObject &, const std::stop_token &) override
    {
        return Completed{.file = QStringLiteral("done"), .records = m_checkpoint.records};
    }

private:
    Book &m_book;
    SinkCheckpoint m_checkpoint;
};

/// A page is written as "count next": its body says what it decodes to.
class WordDecoder : public PageDecoder
{
public:
    explicit WordDecoder(std::atomic<int> &decoded)
        : m_decoded(decoded)
    {
    }
    [[nodiscard]] Result<RecordPage> decode(const RawPage &raw) const override
    {
        ++m_decoded;
        const QList<QByteArray> words = raw.body.split(' ');
        if (words[0] == "broken")
            return failure({.kind = ErrorKind::BrokenBody});
        if (words[0] == "throws")
            throw std::bad_alloc();
        RecordPage page;
        page.ids.resize(words[0].toUInt());
        page.receivedCount = page.ids.size();
        page.declaredCount = words.size() > 2 ? words[2].toInt() : words[0].toInt();
        page.nextCursor = words.value(1);
        return page;
    }

private:
    std::atomic<int> &m_decoded;
};

} // namespace

class PagePipelineTest : public QObject
{
    Q_OBJECT

    MemorySink::Book m_book;
    std::unique_ptr<PagePipeline> m_pipeline;

private Q_SLOTS:
    void init()
    {
        m_book.written.clear();
        m_book.failAt = m_book.throwAt = -1;
        m_book.decoded = m_book.wantsDecoded = 0;
        m_pipeline = std::make_unique<PagePipeline>(std::make_shared<WordDecoder>(m_book.decoded),
                                                    std::make_unique<MemorySink>(m_book));
    }

    void F109_aWorkerThatThrowsGivesAFault_data()
    {
        QTest::addColumn<QByteArray>("second");
        QTest::addColumn<int>("throwAt");
        QTest::addColumn<QString>("code");
        QTest::newRow("while it decodes") << QByteArray("throws b") << -1 << QStringLiteral("out_of_memory");
        QTest::newRow("while it writes") << QByteArray("2 b") << 1 << QStringLiteral("unexpected_fault");
    }

    void F109_aWorkerThatThrowsGivesAFault()
    {
        QFETCH(QByteArray, second);
        QFETCH(int, throwAt);
        QFETCH(QString, code);
        m_book.throwAt = throwAt;
        m_pipeline->submit({"1 a", {}}, "");
        m_pipeline->submit({second, {}}, "a");
        QCoro::waitFor(m_pipeline->waitBelow(1));
        QCOMPARE(m_pipeline->takeFault().value_or(ApiError()).code, code);
        QCOMPARE(m_book.written, QList<qint64>{1});
        QCOMPARE(m_pipeline->checkpoint().nextCursor, QByteArray("a")); // from where it can go on
    }

    void writesPagesInOrderOnAWorker()
    {
        QSignalSpy spy(m_pipeline.get(), &PagePipeline::pageWritten);
        m_pipeline->submit({"1 a", {}}, "");
        m_pipeline->submit({"2 b", {}}, "a");
        m_pipeline->submit({"3 ", {}}, "b");
        QCOMPARE(m_pipeline->depth(), 3);
        QCoro::waitFor(m_pipeline->waitBelow(1));
        QCOMPARE(m_book.written, (QList<qint64>{1, 2, 3}));
        QVERIFY(m_book.thread != QThread::currentThread());
        QCOMPARE(spy.size(), 3);
        QVERIFY(m_pipeline->checkpoint().allPagesIn);
        QCOMPARE(QCoro::waitFor(m_pipeline->complete({}))->records, 6);
    }

    void dropsPagesBehindABrokenOne()
    {
        m_pipeline->submit({"1 a", {}}, "");
        m_pipeline->submit({"broken", {}}, "a");
        m_pipeline->submit({"3 c", {}}, "b");
        QCoro::waitFor(m_pipeline->waitBelow(1));
        QCOMPARE(m_book.written, (QList<qint64>{1}));
        QCOMPARE(m_pipeline->takeFault()->kind, ErrorKind::BrokenBody);
        QVERIFY(!m_pipeline->takeFault());
        QCOMPARE(m_pipeline->checkpoint().nextCursor, QByteArray("a"));
        m_pipeline->submit({"2 b", {}}, "a");
        m_pipeline->submit({"3 ", {}}, "b");
        QCoro::waitFor(m_pipeline->waitBelow(1));
        QCOMPARE(m_book.written, (QList<qint64>{1, 2, 3}));
    }

    void dropsAPageThatWasAskedForByAWrongGuess()
    {
        m_pipeline->submit({"1 a", {}}, "");
        m_pipeline->submit({"9 z", {}}, "not a");
        QCoro::waitFor(m_pipeline->waitBelow(1));
        QCOMPARE(m_book.written, (QList<qint64>{1}));
        QVERIFY(!m_pipeline->takeFault());
    }

    void dropsPagesBehindTheLast()
    {
        m_pipeline->submit({"1 ", {}}, "");
        m_pipeline->submit({"2 a", {}}, "");
        QCoro::waitFor(m_pipeline->waitBelow(1));
        QCOMPARE(m_book.written, (QList<qint64>{1}));
    }

    void F72_countMismatchKeepsThePageOut()
    {
        m_pipeline->submit({"5 a 6", {}}, "");
        QCoro::waitFor(m_pipeline->waitBelow(1));
        QVERIFY(m_book.written.isEmpty());
        const auto fault = m_pipeline->takeFault();
        QCOMPARE(fault->code, QStringLiteral("count_mismatch"));
        QCOMPARE(fault->detail, QStringLiteral("6/5")); // declared, received
    }

    void handsOnWhatTheSinkSays()
    {
        m_book.failAt = 1;
        m_pipeline->submit({"1 a", {}}, "");
        m_pipeline->submit({"2 b", {}}, "a");
        m_pipeline->submit({"3 c", {}}, "b");
        QCoro::waitFor(m_pipeline->waitBelow(1));
        QCOMPARE(m_book.written, (QList<qint64>{1}));
        QCOMPARE(m_pipeline->takeFault()->code, QStringLiteral("disk_full"));
    }

    void holdsPagesUntilTheyAreReleased()
    {
        m_pipeline->submit({"1 a", {}}, "");
        QCOMPARE(m_pipeline->depth(), 1);
        QCoro::waitFor(m_pipeline->waitBelow(2)); // nothing to wait for, so nothing to release
        QTest::qWait(20);
        QCOMPARE(m_pipeline->depth(), 1);
        QVERIFY(m_book.written.isEmpty());
        m_pipeline->release();
        QTRY_COMPARE(m_pipeline->depth(), 0);
        QCOMPARE(m_book.written, (QList<qint64>{1}));
        m_pipeline->submit({"2 b", {}}, "a");
        QVERIFY(QCoro::waitFor(m_pipeline->sync()));
        QTRY_COMPARE(m_pipeline->depth(), 0);
        QCOMPARE(m_book.written, (QList<qint64>{1, 2}));
    }

    void decodesAheadOfTheSink()
    {
        m_book.wantsDecoded = 2;
        m_pipeline->submit({"1 a", {}}, "");
        m_pipeline->submit({"2 b", {}}, "a");
        QCoro::waitFor(m_pipeline->waitBelow(1));
        QVERIFY(m_book.sawDecoded);
        QCOMPARE(m_book.written, (QList<qint64>{1, 2}));
    }

    void waitsWithoutBlockingTheLoop()
    {
        for (int i = 0; i < 100; ++i)
            m_pipeline->submit({QByteArray::number(i) + " p" + QByteArray::number(i + 1), {}},
                               i == 0 ? QByteArray() : "p" + QByteArray::number(i));
        bool turned = false;
        QMetaObject::invokeMethod(this, [&turned] { turned = true; }, Qt::QueuedConnection);
        QCoro::waitFor(m_pipeline->waitBelow(1));
        QVERIFY(turned);
        QCOMPARE(m_book.written.size(), 100);
    }
};

MUSTER_TEST(PagePipelineTest, QCoreApplication)

} // namespace tst_pagepipeline
#include "tst_pagepipeline.moc"
