// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/maskpolicy.h"
#include "models/runs/run.h"
#include "models/runs/transcripts/downloadpace.h"
#include "models/runs/transcripts/transcriptorder.h"
#include "runcontract.h"
#include "tests/support/testprogram.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMutex>
#include <algorithm>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tst_transcriptcontract {

constexpr int count = 12;

/// When transcripts are asked for, by the clock of this machine; in the server's thread.
class Arrivals
{
public:
    void add()
    {
        const QMutexLocker lock(&m_mutex);
        m_at.append(m_since.elapsed());
    }
    /// Of those from the `first` on, as many as came within any stretch of that length: so many were under way if each
    /// takes as long.
    [[nodiscard]] int mostWithin(std::chrono::milliseconds length, qsizetype first, qsizetype last) const
    {
        const QMutexLocker lock(&m_mutex);
        qsizetype most = 0;
        for (qsizetype from = first, to = first; to < std::min(last, m_at.size()); ++to) {
            while (m_at[to] - m_at[from] >= length.count())
                ++from;
            most = std::max(most, to - from + 1);
        }
        return int(most);
    }

private:
    mutable QMutex m_mutex;
    QElapsedTimer m_since = [] {
        QElapsedTimer timer;
        timer.start();
        return timer;
    }();
    QList<qint64> m_at;
};

/// Transcripts are fetched, masked and kept.
class TestTranscriptContract final : public RunContract
{
    Q_OBJECT

protected:
    [[nodiscard]] QList<Door> doors(const QString &) const override { return {Door::Transcript}; }
    [[nodiscard]] bool isWriting() const override { return false; }
    /// A job of the service is made there.
    [[nodiscard]] bool needsArming(const QString &dialect) const override { return dialect == dialects::contract; }
    [[nodiscard]] Result<Run *> start(DialectBench &bench, const DialConsent &) override
    {
        return fetch(bench, count, 4);
    }
    [[nodiscard]] static Result<Run *> fetch(DialectBench &bench, int transcripts, int atOnce)
    {
        TranscriptOrder order;
        order.interactionIds = bench.tenant().transcriptIds(transcripts);
        order.concurrentDownloads = atOnce;
        order.folder = bench.file(u"out"_s);
        MaskPolicy policy;
        policy.name = u"Default"_s;
        return bench.runs().startTranscripts(bench.session(), order, policy);
    }
    [[nodiscard]] QStringList wrong(DialectBench &bench) override
    {
        QStringList lines;
        const QStringList ids = bench.tenant().transcriptIds(count);
        for (const QString &id : ids) {
            if (!QFile::exists(bench.file(u"out/%1.json"_s.arg(id))))
                lines.append(u"no file of "_s + id);
        }
        QFile manifest(bench.file(u"out/manifest.json"_s));
        const bool isOpen = manifest.open(QIODevice::ReadOnly);
        const QJsonArray told = QJsonDocument::fromJson(manifest.readAll())[u"transcripts"].toArray();
        if (!isOpen || told.size() != count)
            lines.append(u"%1 in the manifest"_s.arg(told.size()));
        return lines;
    }

private Q_SLOTS:
    void F06_troubleLowersHowManyAreAskedForAtATime_data();
    void F06_troubleLowersHowManyAreAskedForAtATime();
    void F03_waitsGrowWhereNothingIsSaidOfThem_data();
    void F03_waitsGrowWhereNothingIsSaidOfThem();
};

void TestTranscriptContract::F06_troubleLowersHowManyAreAskedForAtATime_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<int>("status");
    for (const QLatin1String dialect : {dialects::contract, dialects::cxone}) {
        for (const int status : {429, 503})
            QTest::addRow("%s, %d", dialect.data(), status) << QString(dialect) << status;
    }
}

void TestTranscriptContract::F06_troubleLowersHowManyAreAskedForAtATime()
{
    constexpr int atOnce = 4, before = 16, lowered = 2;
    constexpr auto answerTime = 40ms;
    QFETCH(QString, dialect);
    QFETCH(int, status);
    DialectBench bench(dialect);
    bench.tenant().fail(Door::Transcript, {.skip = before, .status = status});
    // So long each of the others takes, so that it shows how many are under way.
    bench.tenant().fail(
        Door::Transcript,
        {.kind = SandboxFault::Kind::Delay, .times = -1, .delay = std::chrono::milliseconds(answerTime)});
    const auto arrivals = std::make_shared<Arrivals>();
    bench.tenant().setWatcher([&bench, arrivals](const SandboxRequest &request) {
        if (bench.tenant().isAt(Door::Transcript, request))
            arrivals->add();
    });
    const auto run = fetch(bench, 60, atOnce);
    const RunOutcome outcome = bench.ended(run);
    bench.tenant().setWatcher({});
    QVERIFY2(outcome.succeeded(), qPrintable(told(outcome)));
    QStringList changes;
    for (const RunEvent &event : (*run)->events()) {
        if (event.code.startsWith(u"downloads_"_s))
            changes.append(event.code + u' ' + event.args[u"count"_s].toString());
    }
    // One refusal halves it once; 36 and more that go well after it, one more for each ten.
    QVERIFY2(changes.startsWith(u"downloads_lowered 2"_s), qPrintable(changes.join(u", "_s)));
    QCOMPARE(changes.count(u"downloads_raised 3"_s), 1);
    QCOMPARE(changes.count(u"downloads_raised 4"_s), 1);
    QCOMPARE(std::ranges::count_if(changes, [](const QString &change) { return change.contains(u"lowered"_s); }), 1);
    // The three that were under way with the refused one may have made room for as many before it was heard of. They go
    // well, and seven more before there is room for a third: as many arrive by then as end, but for one.
    constexpr int after = before + atOnce, until = before + 1 + DownloadPace::calmDownloads - lowered;
    constexpr auto shorter = answerTime * 3 / 4; // a coarse timer may end before its time
    const int most = arrivals->mostWithin(shorter, after, until);
    QVERIFY2(most <= lowered, qPrintable(QString::number(most)));
}

void TestTranscriptContract::F03_waitsGrowWhereNothingIsSaidOfThem_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::newRow("contract") << QString(dialects::contract);
    QTest::newRow("cxone") << QString(dialects::cxone);
}

void TestTranscriptContract::F03_waitsGrowWhereNothingIsSaidOfThem()
{
    QFETCH(QString, dialect);
    DialectBench bench(dialect);
    bench.tenant().fail(Door::Transcript, {.times = 3, .status = 429});
    QList<Clock::TimePoint> arrivals;
    bench.tenant().setWatcher([&](const SandboxRequest &request) {
        if (bench.tenant().isAt(Door::Transcript, request))
            QMetaObject::invokeMethod(
                &bench.runs(), [&] { arrivals.append(bench.clock().now()); }, Qt::BlockingQueuedConnection);
    });
    const RunOutcome outcome = bench.ended(fetch(bench, 3, 1));
    bench.tenant().setWatcher({});
    QVERIFY2(outcome.succeeded(), qPrintable(told(outcome)));
    QCOMPARE(arrivals.size(), 6);
    QVERIFY(arrivals[1] - arrivals[0] >= 1s);
    QVERIFY(arrivals[2] - arrivals[1] > arrivals[1] - arrivals[0]);
    QVERIFY(arrivals[3] - arrivals[2] > arrivals[2] - arrivals[1]);
}

MUSTER_TEST(TestTranscriptContract, QCoreApplication)

} // namespace tst_transcriptcontract
#include "tst_transcriptcontract.moc"
