// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "lookupruns.h"
#include "models/rules/numbers/numberengine.h"
#include "models/runs/tenantsession.h"
#include "models/store/auditlog.h"
#include "models/store/storethread.h"
#include "tests/support/interposeddisk.h"

#include "tests/support/testprogram.h"

#include <QCoro/QCoroTask>
#include <QJsonDocument>
#include <QSemaphore>
#include <set>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;

namespace tst_linelookuprun {

/// Look-ups as runs: what is asked, what it may cost, what is left after an end of any kind.
class TestLineLookupRun : public QObject, private LookupRuns
{
    Q_OBJECT

    [[nodiscard]] qint64 countedOnDisk(const Run *run) const
    {
        return QJsonDocument::fromJson(journalled(run->id()).progress)[QLatin1String("requests")].toInteger();
    }

private Q_SLOTS:
    void init()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"); // nobody's key store
        m_folder = std::make_unique<QTemporaryDir>();
        m_clock = std::make_unique<FakeClock>();
        m_asked = std::make_shared<QList<QByteArray>>();
        openWorkspace();
    }
    void cleanup()
    {
        m_session.reset();
        m_workspace.reset();
    }

    void asksForEachNumberOnceAndKeepsTheAnswers()
    {
        provide();
        Run *run = start(order(100));
        QVERIFY(finish(run).kind == RunOutcome::Kind::Complete);
        QCOMPARE(m_asked->size(), 100);
        QCOMPARE(std::set<QByteArray>(m_asked->cbegin(), m_asked->cend()).size(), std::size_t(100));
        QCOMPARE(known(), std::size_t(100)); // whoever hears of the end finds every answer
        QCOMPARE(m_workspace->lineTypes().types(LookupSource::Twilio)->find(firstNumber)->type,
                 LookupLineType::NonFixedVoip);
        QCOMPARE(figure(run, "looked_up"), 100);
        QCOMPARE(figure(run, "lookup_requests"), 100);
        QCOMPARE(journalled(run->id()).state, QStringLiteral("complete"));
        // The second time nobody is asked.
        QVERIFY(finish(start(order(100))).kind == RunOutcome::Kind::Complete);
        QCOMPARE(m_asked->size(), 100);
    }

    void atMostEightAreInFlight()
    {
        int inFlight = 0;
        provide([&](const QByteArray &, int) {
            ++inFlight;
            Answer answer;
            answer.hang = true;
            return answer;
        });
        Run *run = start(order(50));
        QTRY_COMPARE(inFlight, LineLookupRun::lanes);
        QTest::qWait(20);
        QCOMPARE(inFlight, LineLookupRun::lanes);
        run->cancel();
        QVERIFY(finish(run).kind == RunOutcome::Kind::Cancelled);
    }

    void theBudgetIsAHardStop_data()
    {
        QTest::addColumn<qint64>("budget");
        QTest::addColumn<int>("trouble"); // so many requests are answered 503 first
        QTest::addColumn<int>("limit");
        QTest::newRow("ten") << qint64(80'000) << 0 << 10;
        QTest::newRow("not quite eleven") << qint64(87'999) << 0 << 10;
        QTest::newRow("one") << qint64(8'000) << 0 << 1;
        QTest::newRow("retries count") << qint64(80'000) << 3 << 10;
        QTest::newRow("all that is wanted") << qint64(8'000 * 40) << 0 << 40;
        QTest::newRow("more than is wanted") << qint64(8'000 * 1'000) << 0 << 40;
    }
    void theBudgetIsAHardStop()
    {
        QFETCH(qint64, budget);
        QFETCH(int, trouble);
        QFETCH(int, limit);
        // Every second one, or the breaker would open.
        provide([&](const QByteArray &, int request) {
            return status(request % 2 == 0 && request / 2 <= trouble ? 503 : 200);
        });
        Run *run = start(order(40, {.price = 8'000, .budget = budget}));
        const RunOutcome outcome = finish(run);
        QCOMPARE(m_asked->size(), limit); // never one over it
        QVERIFY(outcome.succeeded());
        QCOMPARE(known(), std::size_t(limit - trouble));
        const int left = 40 - (limit - trouble);
        QCOMPARE(outcome.findings,
                 left == 0 ? QStringList() : QStringList{QStringLiteral("lookup_unasked:%1").arg(left)});
        QCOMPARE(figure(run, "spent_amount"), qint64(limit) * 8'000);
        QVERIFY(figure(run, "spent_amount") <= budget);
    }

    void aCountIsAHardStopToo()
    {
        provide();
        QVERIFY(finish(start(order(40, {.most = 7}))).succeeded());
        QCOMPARE(m_asked->size(), 7);
    }

    void withoutABudgetNothingThatCostsIsAsked()
    {
        provide();
        const auto refused = m_workspace->runs().startLineLookup(order(5, {.price = 8'000}));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, QStringLiteral("lookup_budget"));
        QVERIFY(m_asked->isEmpty());
        const auto open = m_workspace->journal().openRuns();
        QVERIFY(open && open->isEmpty());
    }

    void F01_aThrottledProviderIsWaitedFor()
    {
        provide([](const QByteArray &, int request) {
            return request == 3 ? status(429, {{"Retry-After", "7"}}) : status(200);
        });
        Run *run = start(order(20));
        QSignalSpy states(run, &Run::stateChanged);
        QVERIFY(finish(run).kind == RunOutcome::Kind::Complete); // no failure, nothing to look at
        QCOMPARE(known(), std::size_t(20));
        QCOMPARE(m_asked->size(), 21);
        QVERIFY(m_clock->sleeps().contains(7s));
        QVERIFY(std::any_of(states.cbegin(), states.cend(), [](const QVariantList &one) {
            return one.constFirst().value<RunState>() == RunState::Throttled;
        }));
        QCOMPARE(run->metrics().retries, 1);
    }

    void whatWaitsToBeSentAgainIsCountedMeanwhile()
    {
        m_session.reset();
        m_workspace.reset();
        m_clock = std::make_unique<FakeClock>(FakeClock::Mode::ByHand);
        openWorkspace();
        provide([](const QByteArray &, int) { return status(429, {{"Retry-After", "7"}}); });
        Run *run = start(order(LineLookupRun::lanes));
        const auto counted = [&] { return countedOnDisk(run); };
        // The disk is not waited for when the time has come: by then it has long been done. A lane waits once a round,
        // be it for its own answer's sake or, before it has asked, for that of another.
        for (int round = 1; round <= 3; ++round) {
            QTRY_COMPARE_WITH_TIMEOUT(m_clock->sleeps().count(7s), round * LineLookupRun::lanes, 60'000);
            QTRY_VERIFY_WITH_TIMEOUT(counted() >= m_asked->size() + LineLookupRun::lanes, 60'000);
            m_clock->advance(8s);
        }
        QVERIFY(m_asked->size() >= 3);
        run->cancel();
        finish(run);
    }

    void aSlowDiskNeverCountsFewerThanWereSent()
    {
        m_session.reset();
        m_workspace.reset();
        m_clock = std::make_unique<FakeClock>(FakeClock::Mode::ByHand);
        openWorkspace();
        Run *run = nullptr;
        QSemaphore gate, written;
        bool isHeld = false, isLast = false;
        std::optional<std::pair<qint64, int>> counted; // and how many were sent
        // What the store's thread was told of in an early round is written in the last one, when the run has counted
        // further by itself. The thread does what it is given in that order: behind `written`, all of it was.
        constexpr int rounds = 5; // so often a number is tried
        provide([&](const QByteArray &, int request) {
            if (isLast && !counted) {
                m_workspace->storeThread().run([&written] {
                    written.release();
                    return Result<void>{};
                });
                gate.release();
                written.acquire();
                counted = {countedOnDisk(run), request};
            }
            return status(429, {{"Retry-After", "7"}});
        });
        run = start(order(LineLookupRun::lanes));
        for (int round = 1; round < rounds; ++round) {
            QTRY_COMPARE_WITH_TIMEOUT(m_clock->sleeps().count(7s), round * LineLookupRun::lanes, 60'000);
            QVERIFY(countedOnDisk(run) >= m_asked->size());
            // A lane that has not asked yet, because another was told to wait before it could, waits for the disk
            // first.
            if (!isHeld && m_asked->size() >= LineLookupRun::lanes) {
                isHeld = true;
                m_workspace->storeThread().run([&gate] {
                    gate.acquire();
                    return Result<void>{};
                });
            }
            isLast = round + 1 == rounds;
            m_clock->advance(8s);
        }
        QVERIFY(isHeld);
        QTRY_VERIFY_WITH_TIMEOUT(counted, 60'000);
        QVERIFY(counted->first >= counted->second);
        finish(run);
    }

    void F04_aLongWaitPausesAndSaysUntilWhen()
    {
        provide([](const QByteArray &, int) { return status(429, {{"Retry-After", "7200"}}); });
        Run *run = start(order(20));
        const RunOutcome outcome = finish(run);
        QVERIFY(outcome.kind == RunOutcome::Kind::Paused);
        QVERIFY(outcome.resumeAt);
        QVERIFY(m_asked->size() <= LineLookupRun::lanes);
    }

    void F18_troubleIsRetried()
    {
        QHash<QByteArray, int> tries;
        provide([&](const QByteArray &number, int) {
            return number.endsWith("05") && ++tries[number] <= 3 ? status(503) : status(200);
        });
        QVERIFY(finish(start(order(20))).kind == RunOutcome::Kind::Complete);
        QCOMPARE(known(), std::size_t(20));
        QCOMPARE(m_asked->size(), 23);
    }

    void F21_fiveErrorsInARowHaltUntilAPersonSaysGoOn()
    {
        bool isBroken = true;
        provide([&](const QByteArray &, int request) { return status(isBroken && request > 10 ? 500 : 200); });
        Run *run = start(order(60));
        QVERIFY(finish(run).kind == RunOutcome::Kind::Halted);
        const std::size_t kept = known();
        const qsizetype asked = m_asked->size();
        QVERIFY(kept >= 3 && kept <= 10);
        QVERIFY(asked <= 10 + 5 + LineLookupRun::lanes);
        QCOMPARE(journalled(run->id()).state, QStringLiteral("halted"));
        isBroken = false;
        const auto resumed = m_workspace->runs().resume(*m_session, run->id());
        QVERIFY(resumed);
        QVERIFY(finish(*resumed).kind == RunOutcome::Kind::Halted); // nobody has said so
        QCOMPARE(m_asked->size(), asked);
        const int here = InterposedDisk::syncsHere();
        QVERIFY(m_workspace->runs().rearm(*m_session, (*resumed)->id()));
        const auto again = m_workspace->runs().resume(*m_session, (*resumed)->id());
        QVERIFY(again);
        QCOMPARE(InterposedDisk::syncsHere(), here); // the word is written down, but not on this thread
        QVERIFY(finish(*again).kind == RunOutcome::Kind::Complete);
        QCOMPARE(known(), std::size_t(60));
    }

    void F40_withoutAConnectionItPausesAndNothingIsSpent()
    {
        provide([](const QByteArray &, int) { return failing(ErrorKind::NotSent); });
        Run *run = start(order(1, {.price = 8'000, .budget = 8'000 * 3}));
        const RunOutcome outcome = finish(run);
        QVERIFY(outcome.kind == RunOutcome::Kind::Paused);
        QCOMPARE(outcome.error->kind, ErrorKind::NotSent);
        QVERIFY(!outcome.error->subject.isEmpty()); // names the host
        QCOMPARE(figure(run, "lookup_requests"), 0); // proved not to have left
        QCOMPARE(m_asked->size(), 5); // tries
        QCOMPARE(known(), std::size_t(0));
    }

    void F42_whatIsLostTimeAndAgainIsLeftOut()
    {
        provide([](const QByteArray &number, int) {
            return number.endsWith("07") ? failing(ErrorKind::ConnectionLost) : status(200);
        });
        const RunOutcome outcome = finish(start(order(40)));
        QVERIFY(outcome.kind == RunOutcome::Kind::CompleteWithFindings);
        QCOMPARE(outcome.findings, QStringList{QStringLiteral("lookup_failed:1")});
        QCOMPARE(known(), std::size_t(39));
        QVERIFY(!m_workspace->lineTypes().types(LookupSource::Twilio)->find(firstNumber + 7));
        // The next one asks for what is missing only.
        provide();
        m_asked->clear();
        QVERIFY(finish(start(order(40))).kind == RunOutcome::Kind::Complete);
        QCOMPARE(*m_asked, QList<QByteArray>{"+12015550107"});
    }

    void F08_refusedCredentialsEndItAtOnce()
    {
        provide([](const QByteArray &, int) { return status(401); });
        Run *run = start(order(1000));
        const RunOutcome outcome = finish(run);
        QVERIFY(!outcome.succeeded());
        QCOMPARE(outcome.error->kind, ErrorKind::SignInNeeded);
        QVERIFY(m_asked->size() <= LineLookupRun::lanes);
    }

    void F105_cancelSendsNothingMoreAndKeepsWhatIsThere_data()
    {
        QTest::addColumn<int>("at");
        for (const int at : {1, 2, 9, 30, 59})
            QTest::newRow(qPrintable(QString::number(at))) << at;
    }
    void F105_cancelSendsNothingMoreAndKeepsWhatIsThere()
    {
        QFETCH(int, at);
        Run *run = nullptr;
        provide([&](const QByteArray &, int request) {
            if (request == at)
                QTimer::singleShot(0, run, &Run::cancel);
            return status(200);
        });
        run = start(order(60));
        QSignalSpy finished(run, &Run::finished);
        const RunOutcome outcome = finish(run);
        const qsizetype asked = m_asked->size();
        QTest::qWait(20);
        QCOMPARE(m_asked->size(), asked);
        QCOMPARE(finished.size(), 1);
        if (at < 50)
            QVERIFY(outcome.kind == RunOutcome::Kind::Cancelled);
        QVERIFY(known() <= std::size_t(asked));
        QVERIFY(std::size_t(asked) - known() <= std::size_t(LineLookupRun::lanes));
    }

    void pausedItGoesOnWithWhatIsLeftOfTheBudget()
    {
        Run *run = nullptr;
        provide([&](const QByteArray &, int request) {
            if (request == 12)
                QTimer::singleShot(0, run, &Run::pause);
            return status(200);
        });
        run = start(order(60, {.price = 8'000, .budget = 8'000 * 30}));
        QVERIFY(finish(run).kind == RunOutcome::Kind::Paused);
        const qsizetype first = m_asked->size();
        QVERIFY(first < 30);
        provide();
        const QString id = run->id();
        const auto resumed = m_workspace->runs().resume(*m_session, id);
        QVERIFY(resumed);
        QCOMPARE((*resumed)->id(), id);
        const RunOutcome outcome = finish(*resumed);
        QVERIFY(outcome.kind == RunOutcome::Kind::CompleteWithFindings);
        QCOMPARE(m_asked->size(), 30); // in both lives together
        QCOMPARE(journalled(id).state, QStringLiteral("complete"));
        QVERIFY(!m_workspace->runs().resume(*m_session, id)); // once complete, never again
    }

    void oneAtATime()
    {
        Answer hang;
        hang.hang = true;
        provide([&](const QByteArray &, int) { return hang; });
        Run *run = start(order(5));
        QCOMPARE(m_workspace->runs().startLineLookup(order(5)).error().code, QStringLiteral("lookup_running"));
        run->cancel();
        finish(run);
    }

    void F91_afterAKillTheCacheIsTheProgress()
    {
        Run *run = nullptr;
        Answer hang;
        hang.hang = true;
        provide([&](const QByteArray &, int request) { return request > 25 ? hang : status(200); });
        run = start(order(60));
        QTRY_COMPARE(m_asked->size(), 25 + LineLookupRun::lanes);
        QTRY_COMPARE(figure(run, "looked_up"), 25);
        const QString killed = run->id();
        reopenAsKilled(run);
        QCOMPARE(journalled(killed).state, QStringLiteral("running"));
        QVERIFY(m_workspace->runs().resumable().isEmpty()); // its numbers are in no file
        QCOMPARE(known(), std::size_t(25));
        m_asked->clear();
        provide();
        run = start(order(60));
        QVERIFY(finish(run).kind == RunOutcome::Kind::Complete);
        QCOMPARE(m_asked->size(), 35); // nobody pays twice for what was answered
        QCOMPARE(figure(run, "from_cache"), 25);
        QCOMPARE(journalled(killed).state, QStringLiteral("discarded"));
    }

    void F91_whatAKilledRunSpentCountsAgainstTheBudget()
    {
        constexpr qint64 price = 8'000;
        constexpr int budgeted = 70, asked = 25 + LineLookupRun::lanes;
        Answer hang;
        hang.hang = true;
        // One of them is sent twice.
        provide(
            [&](const QByteArray &, int request) { return request > 25 ? hang : status(request == 9 ? 503 : 200); });
        Run *run = start(order(90, {.price = price, .budget = price * budgeted}));
        QTRY_COMPARE(m_asked->size(), asked);
        QTRY_COMPARE(figure(run, "looked_up"), 24);
        reopenAsKilled(run);
        m_asked->clear();
        provide();
        // It may have cost as much as this budget.
        const auto refused = m_workspace->runs().startLineLookup(order(90, {.price = price, .budget = price * asked}));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, QStringLiteral("lookup_budget_spent"));
        QVERIFY(m_asked->isEmpty());
        // Of another list nothing was spent.
        LineLookupOrder other = order(3, {.price = price, .budget = price * asked});
        other.listId = QStringLiteral("list_2");
        QVERIFY(finish(start(other)).succeeded());
        m_asked->clear();
        run = start(order(90, {.price = price, .budget = price * budgeted}));
        QVERIFY(finish(run).kind == RunOutcome::Kind::CompleteWithFindings);
        QVERIFY(m_asked->size() <= budgeted - asked); // both together within the budget
        QVERIFY2(m_asked->size() >= budgeted - asked - 2 * LineLookupRun::lanes, // and little of it is lost
                 qPrintable(QString::number(m_asked->size())));
        QCOMPARE(figure(run, "spent_amount"), price * budgeted);
        QCOMPARE(run->events().first().code, QStringLiteral("lookup_counted"));
        // It is complete, so a further order has a budget of its own.
        m_asked->clear();
        QVERIFY(finish(start(order(90, {.price = price, .budget = price * budgeted}))).kind
                == RunOutcome::Kind::Complete);
        QVERIFY(!m_asked->isEmpty());
    }

    void F94_whatCannotBeKeptIsNotPaidFor()
    {
        // A folder stands where the cache wants to write.
        QVERIFY(QDir().mkpath(m_folder->filePath(QStringLiteral("data/line-types/answers/in-the-way"))));
        provide();
        const RunOutcome outcome = finish(start(order(5)));
        QVERIFY(outcome.kind == RunOutcome::Kind::Refused);
        QVERIFY(m_asked->isEmpty());
    }

    void S07_nothingPersonalIsLeftInAuditAndJournal()
    {
        provide([](const QByteArray &, int request) { return status(request % 9 == 0 ? 400 : 200); });
        Run *run = start(order(40, {.price = 8'000, .budget = wholeAmount}));
        QVERIFY(finish(run).succeeded());
        QFile audit(m_workspace->audit().file());
        QVERIFY(audit.open(QIODevice::ReadOnly));
        const QByteArray bytes = audit.readAll();
        QVERIFY(bytes.contains("lookup.started") && bytes.contains("lookup.complete"));
        QVERIFY(bytes.contains("\"numbers\":40") && bytes.contains("\"price\":\"0.008\""));
        const JournalRun entry = journalled(run->id());
        for (int i = 0; i < 40; ++i) {
            const QByteArray digits = QByteArray::number(qulonglong(firstNumber) + qulonglong(i));
            QVERIFY(!bytes.contains(digits));
            QVERIFY(!entry.order.contains(digits) && !entry.progress.contains(digits));
            for (const RunEvent &event : run->events())
                QVERIFY(!QVariant(event.args).toStringList().join(u' ').contains(QString::fromLatin1(digits)));
        }
        QVERIFY(!bytes.contains("s3cret"));
    }

    void againstTheSandbox()
    {
        TenantOpener opener(*m_workspace);
        const auto session = opener.open(TenantOpener::sandboxProfile());
        QVERIFY(session);
        LineLookupOrder sandbox = order(30);
        sandbox.source = LookupSource::Sandbox;
        QVERIFY(finish(start(sandbox)).kind == RunOutcome::Kind::Complete);
        QCOMPARE(m_workspace->lineTypes().types(LookupSource::Sandbox)->size(), std::size_t(30));
        QCOMPARE(known(), std::size_t(0)); // and nothing of it is taken for knowledge of real numbers
    }

    void withoutAnAccountNobodyIsAsked()
    {
        QCOMPARE(m_workspace->runs().startLineLookup(order(5)).error().code, QStringLiteral("lookup_account"));
        m_workspace->lookups().useAccount(QStringLiteral("AC1"), Secret("s"));
        QVERIFY(m_workspace->lookups().provider(LookupSource::Twilio));
    }

    void S12_theSandboxIsOnThisComputer()
    {
        for (const char *far : {"https://example.com", "http://10.0.0.1:80", "https://127.0.0.1.example.com"}) {
            const auto refused
                = m_workspace->lookups().setSandbox(QUrl(QString::fromLatin1(far)), QStringLiteral("a"), Secret("s"));
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, QStringLiteral("lookup_address"));
        }
    }
};

MUSTER_TEST(TestLineLookupRun, QCoreApplication)

} // namespace tst_linelookuprun
#include "tst_linelookuprun.moc"
