// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/numbers/numberbatch.h"
#include "models/rules/numbers/numberdirective.h"

#include <QFutureWatcher>
#include <QSignalSpy>
#include <QTest>

using namespace muster;

class TestNumberBatch : public QObject
{
    Q_OBJECT

    static constexpr std::size_t rowCount = 5 * NumberBatch::chunkRows + 17;

    static void fill(NumberColumns &columns)
    {
        for (std::size_t row = 0; row < rowCount; ++row)
            columns.append(row % 3 == 0       ? "030 1234" + std::to_string(1000 + row % 9000)
                               : row % 3 == 1 ? "+12125550123"
                                              : "n/a");
    }

private Q_SLOTS:
    void columnsKeepTexts()
    {
        NumberColumns columns;
        columns.reserve(3, 100);
        for (const char *text : {"030 1", "", "\xff\x00"})
            QVERIFY(columns.append(text));
        QCOMPARE(columns.size(), std::size_t(3));
        QCOMPARE(columns.text(0), std::string_view("030 1"));
        QCOMPARE(columns.text(1), std::string_view());
        QCOMPARE(columns.text(2), std::string_view("\xff"));
        QCOMPARE(columns.code(0), NumberColumns::notJudged);
        QCOMPARE(columns.e164(0), std::uint64_t(0));
    }
    void anAnswerIsNeverMistakenForNone()
    {
        // Type has 12 values in 4 bits: the code of all ones is no answer.
        QVERIFY(packCode(511, NumberType::Unknown, NumberPossible::NotParsed) != NumberColumns::notJudged);
    }
    void fewBytesAContact()
    {
        NumberColumns columns;
        for (int row = 0; row < 10'000; ++row)
            columns.append("+49 30 12345678");
        QVERIFY(columns.bytes() <= 32 * 10'000);
    }
    void judgesEveryRow()
    {
        NumberColumns columns;
        fill(columns);
        NumberBatch batch(m_engine, columns, m_germany);
        QFutureWatcher<void> watcher;
        QSignalSpy progress(&watcher, &QFutureWatcher<void>::progressValueChanged);
        QSignalSpy finished(&watcher, &QFutureWatcher<void>::finished);
        watcher.setFuture(batch.start());
        QTRY_COMPARE(finished.count(), 1);
        QVERIFY(batch.complete());
        QCOMPARE(watcher.progressMaximum(), int(rowCount));
        QCOMPARE(watcher.progressValue(), int(rowCount));
        QVERIFY(!progress.isEmpty());
        for (std::size_t row = 0; row < rowCount; ++row) {
            const NumberVerdict alone = m_engine.classify(columns.text(row), m_germany);
            QCOMPARE(columns.code(row), packCode(alone));
            QCOMPARE(columns.e164(row), alone.e164);
            QCOMPARE(columns.findings(row), alone.findings);
        }
        columns.forgetAnswers();
        QCOMPARE(columns.code(7), NumberColumns::notJudged);
        QCOMPARE(columns.e164(7), std::uint64_t(0));
    }
    void stopLeavesTheRest()
    {
        NumberColumns columns;
        fill(columns);
        std::stop_source stop;
        stop.request_stop(); // before the start: nothing may be judged, and the future still ends
        NumberBatch batch(m_engine, columns, m_germany);
        QFuture<void> future = batch.start(stop.get_token());
        QTRY_VERIFY(future.isFinished());
        QVERIFY(!batch.complete());
        for (std::size_t row = 0; row < rowCount; ++row)
            QCOMPARE(columns.code(row), NumberColumns::notJudged);
    }
    void stopWhileItWorks()
    {
        NumberColumns columns;
        for (int i = 0; i < 20; ++i)
            fill(columns);
        std::stop_source stop;
        NumberBatch batch(m_engine, columns, m_germany);
        QFutureWatcher<void> watcher;
        connect(&watcher, &QFutureWatcher<void>::progressValueChanged, this, [&stop] { stop.request_stop(); });
        watcher.setFuture(batch.start(stop.get_token()));
        QTRY_VERIFY(watcher.isFinished());
        // Whole chunks are judged or not; none is half done.
        for (std::size_t chunk = 0; chunk * NumberBatch::chunkRows < columns.size(); ++chunk) {
            const std::size_t first = chunk * NumberBatch::chunkRows,
                              end = std::min(first + NumberBatch::chunkRows, columns.size());
            for (std::size_t row = first; row < end; ++row)
                QCOMPARE(columns.code(row) == NumberColumns::notJudged,
                         columns.code(first) == NumberColumns::notJudged);
        }
    }
    void F109_whatAWorkerThrowsEndsTheBatch()
    {
        struct OutOfMemory : NumberBatch
        {
            using NumberBatch::NumberBatch;
            void judge(std::size_t chunk) override
            {
                if (chunk == 2)
                    throw std::bad_alloc();
                NumberBatch::judge(chunk);
            }
        };
        NumberColumns columns;
        fill(columns);
        OutOfMemory batch(m_engine, columns, m_germany);
        QFuture<void> future = batch.start();
        QTRY_VERIFY(future.isFinished());
        QVERIFY(!batch.complete());
        QVERIFY_THROWS_EXCEPTION(std::bad_alloc, future.waitForFinished());
        QThreadPool::globalInstance()->waitForDone(); // the batch may go when nobody works for it
    }
    void emptyList()
    {
        NumberColumns columns;
        NumberBatch batch(m_engine, columns, 0);
        QFuture<void> future = batch.start();
        QTRY_VERIFY(future.isFinished());
        QVERIFY(batch.complete());
    }

    void directives_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("directive"); // see directive()
        QTest::addColumn<int>("expected");
        using J = NumberJudgement;
        const auto row = [](const char *name, const char *text, int directive, J expected) {
            QTest::newRow(name) << QByteArray(text) << directive << int(expected);
        };
        row("good by default", "030 12345678", 0, J::Accepted);
        row("no number", "n/a", 0, J::NotANumber);
        row("too short", "+49 1", 0, J::NotANumber);
        row("not possible", "+1 212555", 0, J::NotPossible);
        row("possible, not valid", "+1 123 456 7890", 0, J::NotValid);
        row("region allowed", "030 12345678", 1, J::Accepted);
        row("region not allowed", "+1 212 555 0123", 1, J::RegionNotAllowed);
        row("type allowed", "0151 23456789", 2, J::Accepted);
        row("type not allowed", "030 12345678", 2, J::TypeNotAllowed);
        row("not valid is wanted", "+1 123 456 7890", 3, J::Accepted);
        row("finding refused", "030 12345678 x5", 4, J::FindingRefused);
        row("finding not there", "030 12345678", 4, J::Accepted);
        row("not valid comes before the finding", "+1 123 456 7890 x5", 4, J::NotValid);
    }
    void directives()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, directive);
        QFETCH(int, expected);
        NumberDirective wanted;
        if (directive == 1)
            wanted.regions = {m_germany};
        if (directive == 2)
            wanted.types = NumberDirective::typeBit(NumberType::Mobile);
        if (directive == 3)
            wanted.onlyValid = false;
        if (directive == 4)
            wanted.refusedFindings = NumberFinding::HasExtension;
        NumberColumns columns;
        columns.append(text.toStdString());
        columns.append("never judged");
        columns.setAnswer(0, m_engine.classify(columns.text(0), m_germany));
        std::vector<NumberJudgement> result(2);
        const DirectiveTable table(wanted);
        table.judge(columns, result);
        QCOMPARE(int(result[0]), expected);
        QCOMPARE(result[1], NumberJudgement::NotJudged);
        QCOMPARE(table.judge(columns.code(0), columns.findings(0)), result[0]);
    }

private:
    const NumberEngine m_engine{NumberEngine::Mode::Unchecked};
    const RegionIndex m_germany = m_engine.regions().indexOf("DE");
};

QTEST_GUILESS_MAIN(TestNumberBatch)
#include "tst_numberbatch.moc"
