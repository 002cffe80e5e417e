// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/outboxrunner.h"

#include "models/store/auditlog.h"
#include "models/store/journal.h"
#include "models/store/signingkeys.h"
#include "models/store/storethread.h"
#include "tests/support/fakeclock.h"
#include "tests/support/interposeddisk.h"
#include "tests/support/memoryvault.h"
#include "tests/support/scriptedchannel.h"
#include "tests/support/testprogram.h"

#include <QCoro/QCoroTask>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <cerrno>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;

namespace tst_outboxrunner {

namespace {

const QUrl hook(QStringLiteral("https://hooks.example.com/hook"));
const QUrl lake(QStringLiteral("https://lake.example.com/lake"));

/// A data folder and a network that answers as it is told; time passes when a test says so.
struct Bench
{
    Bench()
    {
        clock.setWall(QDateTime(QDate(2026, 3, 2), QTime(9, 0), Qt::UTC));
        open();
    }
    ~Bench()
    {
        InterposedDisk::heal();
        close();
    }

    void open()
    {
        auto opened = Journal::open(folder.filePath(QStringLiteral("journal.sqlite")), false);
        Q_ASSERT(opened);
        journal = *std::move(opened);
        auto log = AuditLog::open(folder.filePath(QStringLiteral("audit.jsonl")), folder.path(), false);
        Q_ASSERT(log);
        audit = *std::move(log);
        outbox = std::make_unique<Outbox>(*journal);
        store = std::make_unique<StoreThread>(*journal);
        keys = std::make_unique<SigningKeys>(folder.path(), vault);
        Q_ASSERT(!keys->load());
        auto scripted = std::make_unique<ScriptedChannel>();
        channel = scripted.get();
        runner = std::make_unique<OutboxRunner>(
            OutboxRunner::Parts{*outbox, *audit, *store, clock, *keys, [this] { return apiOrigins; },
                                [this](const Delivery &) { return QtFuture::makeReadyFuture(body); }},
            std::make_unique<CallbackClient>(clock, std::move(scripted)));
    }
    void close()
    {
        runner->stop();
        QTRY_VERIFY(runner->isIdle());
        runner.reset();
        keys.reset();
        store.reset();
        outbox.reset();
        audit.reset();
        journal.reset();
    }
    void queue(const QString &id, const QUrl &target = hook, const QString &run = QStringLiteral("r1"),
               const QByteArray &recordsFrom = {})
    {
        Delivery delivery;
        delivery.recordsFrom = recordsFrom;
        delivery.records = recordsFrom.isEmpty() ? 0 : 5;
        delivery.id = id;
        delivery.runId = run;
        delivery.target = target;
        delivery.body = "{\"event\":\"" + id.toLatin1() + "\"}";
        delivery.queuedAt = delivery.nextAttemptAt = clock.wallNow();
        Q_ASSERT(outbox->enqueue({delivery}));
    }
    /// Lets time pass, and everything that is due then be tried.
    void pass(std::chrono::milliseconds time)
    {
        clock.advance(time);
        settle();
    }
    void settle()
    {
        runner->wake();
        QTRY_VERIFY(runner->isIdle());
    }
    [[nodiscard]] qsizetype sent(const QByteArray &path = "/hook") const { return channel->requestsTo(path).size(); }
    [[nodiscard]] QStringList audited(const QString &event) const
    {
        QStringList ids;
        const auto entries = audit->read(1, 1000);
        for (const AuditEntry &entry : *entries) {
            if (entry.event == event)
                ids.append(entry.facts.value(QLatin1String("delivery")).toString());
        }
        return ids;
    }

    QTemporaryDir folder;
    FakeClock clock{FakeClock::Mode::ByHand};
    MemoryVault vault;
    QStringList apiOrigins;
    Result<QByteArray> body; ///< Of notices with records.
    ScriptedChannel *channel = nullptr;
    std::unique_ptr<Journal> journal;
    std::unique_ptr<AuditLog> audit;
    std::unique_ptr<Outbox> outbox;
    std::unique_ptr<StoreThread> store;
    std::unique_ptr<SigningKeys> keys;
    std::unique_ptr<OutboxRunner> runner;
};

ScriptedChannel::Step ok()
{
    return ScriptedChannel::status(204);
}

} // namespace

class TestOutboxRunner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F36_aTargetInTroubleIsTriedAgainUnderTheSameId_data()
    {
        QTest::addColumn<bool>("answers");
        QTest::addColumn<int>("status");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("down") << false << 0 << ErrorKind::NotSent;
        QTest::newRow("too slow") << false << 0 << ErrorKind::TimedOut;
        QTest::newRow("breaks off") << false << 0 << ErrorKind::ConnectionLost;
        QTest::newRow("5xx") << true << 503 << ErrorKind::ServerTrouble;
        QTest::newRow("429") << true << 429 << ErrorKind::Throttled;
        QTest::newRow("refuses it") << true << 400 << ErrorKind::Refused;
    }

    void F36_aTargetInTroubleIsTriedAgainUnderTheSameId()
    {
        QFETCH(bool, answers);
        QFETCH(int, status);
        QFETCH(ErrorKind, kind);
        Bench bench;
        const auto bad = answers ? ScriptedChannel::status(status) : ScriptedChannel::failing(kind);
        bench.channel->script("/hook", {bad, bad, bad, ok()});
        bench.queue(QStringLiteral("a"));
        bench.settle();
        QCOMPARE(bench.sent(), 1);
        QCOMPARE(bench.outbox->waitingFor(hook, 1)->first().lastErrorKey, errorKindKey(kind));
        int sent = 1;
        for (const auto wait : {1s, 2s, 4s}) {
            bench.pass(wait - 1ms);
            QCOMPARE(bench.sent(), sent); // not before its time, however often it is woken
            bench.settle();
            QCOMPARE(bench.sent(), sent);
            bench.pass(1ms);
            QCOMPARE(bench.sent(), ++sent);
        }
        QCOMPARE(bench.outbox->counts(QStringLiteral("r1"))->delivered, 1);
        for (const HttpRequest &request : bench.channel->requestsTo("/hook")) {
            QCOMPARE(headerValue(request.headers, "X-Request-ID"), QByteArray("a"));
            QCOMPARE(headerValue(request.headers, "webhook-id"), QByteArray("a"));
            QCOMPARE(request.body, QByteArray("{\"event\":\"a\"}"));
        }
        QCOMPARE(bench.audited(QStringLiteral("webhook.delayed")), QStringList{QStringLiteral("a")});
        QCOMPARE(bench.audited(QStringLiteral("webhook.delivered")), QStringList{QStringLiteral("a")});
    }

    void aNoticeOfAnAudienceIsDeliveredByThreeStatuses_data()
    {
        QTest::addColumn<QString>("event");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("delivered");
        const QString audience = QStringLiteral("AUDIENCE_UPDATED"), other = QStringLiteral("segment.page.exported");
        for (const int status : {200, 201, 202, 203, 204, 206, 299}) {
            QTest::addRow("audience %d", status) << audience << status << (status <= 202);
            QTest::addRow("other %d", status) << other << status << true;
        }
    }

    void aNoticeOfAnAudienceIsDeliveredByThreeStatuses()
    {
        QFETCH(QString, event);
        QFETCH(int, status);
        QFETCH(bool, delivered);
        Bench bench;
        bench.channel->script("/hook", {ScriptedChannel::status(status)});
        bench.queue(event);
        bench.settle();
        QCOMPARE(bench.sent(), 1);
        QCOMPARE(bench.outbox->counts(QStringLiteral("r1"))->delivered, delivered ? 1 : 0);
        QCOMPARE(bench.outbox->counts(QStringLiteral("r1"))->waiting, delivered ? 0 : 1);
        if (!delivered)
            QCOMPARE(bench.outbox->waitingFor(hook, 1)->first().lastErrorKey, errorKindKey(ErrorKind::NotFromApi));
    }

    void F36_afterADayItIsGivenUpWithAllThatIsAsOld()
    {
        Bench bench;
        bench.channel->script("/hook", {ScriptedChannel::failing(ErrorKind::NotSent)});
        bench.queue(QStringLiteral("a"));
        bench.queue(QStringLiteral("b"));
        bench.settle();
        bench.pass(12h);
        bench.queue(QStringLiteral("young"));
        bench.settle();
        bench.pass(12h - 1ms);
        QCOMPARE(bench.outbox->counts()->undelivered, 0);
        bench.pass(15min);
        QCOMPARE(bench.outbox->counts()->undelivered, 2);
        QCOMPARE(bench.outbox->counts()->waiting, 1);
        QStringList given = bench.audited(QStringLiteral("webhook.undelivered"));
        given.sort();
        QCOMPARE(given, QStringList({QStringLiteral("a"), QStringLiteral("b")}));
        const qsizetype sent = bench.sent();
        bench.pass(10min); // the young one waits with its target
        QCOMPARE(bench.outbox->counts()->undelivered, 2);
        QVERIFY(bench.sent() <= sent + 1);
    }

    void F36_whatWaitsOutlivesARestart()
    {
        Bench bench;
        bench.channel->script("/hook", {ScriptedChannel::failing(ErrorKind::NotSent)});
        bench.queue(QStringLiteral("a"));
        bench.settle();
        bench.pass(1s);
        bench.pass(2s);
        QCOMPARE(bench.sent(), 3); // and now waits for 4 s
        bench.close();
        bench.open();
        bench.channel->script("/hook", {ok()});
        bench.settle();
        QCOMPARE(bench.sent(), 0);
        bench.pass(4s);
        QCOMPARE(bench.sent(), 1);
        QCOMPARE(bench.outbox->counts()->delivered, 1);
    }

    void F121_whatTheTargetAsksForIsWaitedFor()
    {
        Bench bench;
        bench.channel->script("/hook", {ScriptedChannel::status(429, {{"Retry-After", "7200"}}), ok()});
        bench.queue(QStringLiteral("a"));
        bench.queue(QStringLiteral("b"));
        bench.settle();
        QCOMPARE(bench.sent(), 1);
        bench.pass(2h - 1s);
        QCOMPARE(bench.sent(), 1); // nor is the other one sent meanwhile
        bench.pass(1s);
        QCOMPARE(bench.sent(), 3);
        QCOMPARE(bench.outbox->counts()->delivered, 2);
    }

    void F121_aSlowTargetHoldsNobody()
    {
        Bench bench;
        ScriptedChannel::Step slow = ok();
        slow.held = true;
        bench.channel->script("/hook", {slow});
        bench.channel->script("/lake", {ok()});
        bench.queue(QStringLiteral("a"));
        bench.runner->wake();
        QTRY_COMPARE(bench.sent(), 1);
        bench.queue(QStringLiteral("b"));
        bench.queue(QStringLiteral("c"), lake);
        bench.queue(QStringLiteral("d"), lake);
        bench.runner->wake();
        QTRY_COMPARE(bench.outbox->counts()->delivered, 2);
        QCOMPARE(bench.sent("/lake"), 2);
        QCOMPARE(bench.sent(), 1); // one at a time for each, and in order
        QVERIFY(!bench.runner->isIdle());
        bench.channel->release();
        QTRY_COMPARE(bench.sent(), 2);
        bench.channel->release();
        QTRY_COMPARE(bench.outbox->counts()->delivered, 4);
    }

    void F121_oneThatIsRefusedDoesNotHoldItsTarget()
    {
        Bench bench;
        bench.channel->script("/hook", {ScriptedChannel::status(400), ok()});
        bench.queue(QStringLiteral("bad"));
        bench.queue(QStringLiteral("good"));
        bench.settle();
        QCOMPARE(bench.sent(), 2);
        QCOMPARE(bench.outbox->counts()->delivered, 1);
        QCOMPARE(bench.outbox->counts()->waiting, 1);
    }

    void F121_whatCannotBeWrittenDownIsNotSentAgain()
    {
        Bench bench;
        bench.channel->script("/hook", {ok()});
        bench.channel->script("/lake", {ok()});
        QSignalSpy troubled(bench.runner.get(), &OutboxRunner::troubleChanged);
        bench.queue(QStringLiteral("a"));
        bench.queue(QStringLiteral("b"));
        bench.queue(QStringLiteral("c"), lake);
        InterposedDisk::failWrites(ENOSPC, "journal.sqlite");
        bench.settle();
        const qsizetype sent = bench.sent() + bench.sent("/lake");
        QVERIFY(sent >= 1 && sent <= 2); // each target has begun at most one
        QVERIFY(bench.runner->trouble());
        QCOMPARE(bench.runner->trouble()->code, QStringLiteral("disk_full"));
        QCOMPARE(troubled.count(), 1);
        for (int i = 0; i < 50; ++i)
            bench.pass(30s);
        QCOMPARE(bench.sent() + bench.sent("/lake"), sent); // nothing goes past what is not written down
        InterposedDisk::heal();
        bench.pass(15min);
        QTRY_COMPARE(bench.outbox->counts()->delivered, 3);
        QCOMPARE(bench.sent() + bench.sent("/lake"), 3); // each once
        QVERIFY(!bench.runner->trouble());
        QCOMPARE(troubled.count(), 2);
        QCOMPARE(bench.audited(QStringLiteral("webhook.delivered")).size(), 3); // as often as it happened
    }

    void F121_afterAFailureThatCannotBeWrittenDownItWaitsAllTheSame()
    {
        Bench bench;
        bench.channel->script("/hook", {ScriptedChannel::failing(ErrorKind::NotSent), ok()});
        bench.queue(QStringLiteral("a"));
        InterposedDisk::failWrites(ENOSPC, "journal.sqlite");
        bench.settle();
        QCOMPARE(bench.sent(), 1);
        bench.settle();
        bench.settle();
        QCOMPARE(bench.sent(), 1);
        InterposedDisk::heal();
        bench.pass(15min);
        bench.pass(15min);
        QCOMPARE(bench.sent(), 2);
        QCOMPARE(bench.outbox->counts()->delivered, 1);
    }

    void F101_aClockThatIsSetGivesNothingUpAndShortensNoWait()
    {
        Bench bench;
        bench.channel->script("/hook", {ScriptedChannel::failing(ErrorKind::NotSent)});
        bench.queue(QStringLiteral("a"));
        bench.settle();
        bench.clock.setWall(bench.clock.wallNow().addDays(3));
        bench.settle();
        QCOMPARE(bench.sent(), 1);
        bench.pass(1s);
        QCOMPARE(bench.sent(), 2);
        QCOMPARE(bench.outbox->counts()->undelivered, 0);
        bench.clock.setWall(bench.clock.wallNow().addDays(-6));
        bench.pass(2s);
        QCOMPARE(bench.sent(), 3);
        QCOMPARE(bench.outbox->counts()->waiting, 1);
    }

    void F107_nothingIsGivenUpWhileTheClockIsInDoubt()
    {
        Bench bench;
        bench.channel->script("/hook", {ScriptedChannel::failing(ErrorKind::NotSent)});
        bench.queue(QStringLiteral("a"));
        bench.settle();
        bench.close();
        bench.clock.setWall(bench.clock.wallNow().addDays(30)); // at the next start
        bench.open();
        bench.channel->script("/hook", {ScriptedChannel::failing(ErrorKind::NotSent)});
        bool doubtful = true;
        bench.runner->setClockDoubt([&doubtful] { return doubtful; });
        bench.settle();
        QCOMPARE(bench.sent(), 1);
        QCOMPARE(bench.outbox->counts()->waiting, 1);
        doubtful = false;
        bench.pass(15min);
        QCOMPARE(bench.outbox->counts()->undelivered, 1);
    }

    void S13_aTenantsOwnApiIsNeverTold()
    {
        Bench bench;
        bench.channel->script("/hook", {ok()});
        bench.apiOrigins = {QStringLiteral("https://hooks.example.com:443")};
        bench.queue(QStringLiteral("a"));
        bench.settle();
        QCOMPARE(bench.sent(), 0);
        QCOMPARE(bench.outbox->waitingFor(hook, 1)->first().lastErrorKey, errorKindKey(ErrorKind::AddressRefused));
    }

    void S13_aReceiverWithAKeyIsToldWithItsSignatureOnly()
    {
        Bench bench;
        bench.channel->script("/hook", {ok()});
        bench.channel->script("/lake", {ok()});
        const auto made = QCoro::waitFor(bench.keys->make(hook, bench.clock.wallNow(), 1h, {}));
        QVERIFY(made);
        bench.queue(QStringLiteral("a"));
        bench.queue(QStringLiteral("c"), lake);
        bench.settle();
        QCOMPARE(bench.sent(), 1);
        const HttpRequest signedOne = bench.channel->requestsTo("/hook").first();
        const QByteArray text = made->text.bytes().toByteArray();
        const Secret key(QByteArray::fromBase64(text.mid(qstrlen("whsec_"))));
        const HttpHeaders expected
            = callbackSignature(QStringLiteral("a"), bench.clock.wallNow(), signedOne.body, {{made->keyId, key}});
        QCOMPARE(headerValue(signedOne.headers, "webhook-signature"), headerValue(expected, "webhook-signature"));
        QVERIFY(!headerValue(expected, "webhook-signature").isEmpty());
        const HttpRequest plain = bench.channel->requestsTo("/lake").first();
        QVERIFY(headerValue(plain.headers, "webhook-signature").isEmpty());
        for (const HttpRequest &request : {signedOne, plain})
            QVERIFY(headerValue(request.headers, "Authorization").isEmpty());
    }

    void S13_aNoticeWithRecordsIsSignedAsItLeaves()
    {
        Bench bench;
        bench.channel->script("/hook", {ScriptedChannel::status(503), ok()});
        const auto made = QCoro::waitFor(bench.keys->make(hook, bench.clock.wallNow(), 1h, {}));
        QVERIFY(made);
        bench.body = QByteArray("{\"contacts\":[{\"contactId\":\"Ada\"}]}");
        bench.queue(QStringLiteral("a"), hook, QStringLiteral("r1"), "{}");
        bench.settle();
        bench.pass(1s);
        QCOMPARE(bench.sent(), 2);
        const Secret key(QByteArray::fromBase64(made->text.bytes().toByteArray().mid(qstrlen("whsec_"))));
        const auto requests = bench.channel->requestsTo("/hook");
        for (const HttpRequest &request : requests) {
            QCOMPARE(request.body, *bench.body);
            QCOMPARE(headerValue(request.headers, "webhook-id"), QByteArray("a")); // the same on a repeat
            QVERIFY(headerValue(request.headers, "Authorization").isEmpty());
        }
        const HttpHeaders expected
            = callbackSignature(QStringLiteral("a"), bench.clock.wallNow(), *bench.body, {{made->keyId, key}});
        QCOMPARE(headerValue(bench.channel->requestsTo("/hook").last().headers, "webhook-signature"),
                 headerValue(expected, "webhook-signature"));
        const auto entries = bench.audit->read(1, 100);
        for (const AuditEntry &entry : *entries) {
            if (entry.event == QLatin1String("webhook.delivered"))
                QCOMPARE(entry.facts.value(QLatin1String("records")).toInt(), 5);
            QVERIFY(!QJsonDocument(entry.facts).toJson().contains("Ada"));
        }
        QCOMPARE(bench.audited(QStringLiteral("webhook.delivered")).size(), 1);
    }

    void aNoticeWhoseRecordsAreGoneIsGivenUpAtOnce_data()
    {
        QTest::addColumn<QString>("code");
        QTest::newRow("gone") << QStringLiteral("records_gone");
        QTest::newRow("changed") << QStringLiteral("records_changed");
    }

    void aNoticeWhoseRecordsAreGoneIsGivenUpAtOnce()
    {
        QFETCH(QString, code);
        Bench bench;
        bench.channel->script("/hook", {ok()});
        bench.body = tl::unexpected(ApiError{.kind = ErrorKind::File, .code = code});
        bench.queue(QStringLiteral("a"), hook, QStringLiteral("r1"), "{}");
        bench.queue(QStringLiteral("b")); // one behind it goes on
        bench.settle();
        QCOMPARE(bench.sent(), 1);
        QCOMPARE(bench.outbox->undelivered(5)->first().lastErrorKey, code);
        QCOMPARE(bench.audited(QStringLiteral("webhook.records_gone")), QStringList{QStringLiteral("a")});
        QCOMPARE(bench.audited(QStringLiteral("webhook.delivered")), QStringList{QStringLiteral("b")});
        bench.pass(1h);
        QCOMPARE(bench.sent(), 1);
        // A person has put the file back.
        bench.body = QByteArray("{}");
        QCOMPARE(*bench.outbox->tryAgain({}, bench.clock.wallNow()), 1);
        bench.settle();
        QCOMPARE(bench.sent(), 2);
        QCOMPARE(bench.outbox->counts()->undelivered, 0);
    }

    void F104_aFileThatCannotBeOpenedNowIsTriedAgain()
    {
        Bench bench;
        bench.channel->script("/hook", {ok()});
        bench.body = tl::unexpected(ApiError{.kind = ErrorKind::File, .code = QStringLiteral("too_many_files")});
        bench.queue(QStringLiteral("a"), hook, QStringLiteral("r1"), "{}");
        bench.settle();
        QCOMPARE(bench.sent(), 0);
        QCOMPARE(bench.outbox->counts()->waiting, 1);
        bench.body = QByteArray("{}");
        bench.pass(1s);
        QCOMPARE(bench.sent(), 1);
    }

    void aTestHoldsNoRecords()
    {
        Bench bench;
        bench.channel->script("/hook", {ok()});
        bench.body = QByteArray("{\"contacts\":[]}");
        QVERIFY(QCoro::waitFor(bench.runner->test(hook)));
        const QJsonObject sent = QJsonDocument::fromJson(bench.channel->requestsTo("/hook").first().body).object();
        QCOMPARE(sent.keys(), (QStringList{QStringLiteral("event"), QStringLiteral("sent_at")}));
        QCOMPARE(sent.value(QLatin1String("event")).toString(), QStringLiteral("test"));
    }

    void S13_aLockedKeyStoreHoldsTheNoticeBack()
    {
        Bench bench;
        QVERIFY(QCoro::waitFor(bench.keys->make(hook, bench.clock.wallNow(), 1h, {})));
        bench.close();
        bench.vault.available = false;
        bench.open();
        bench.channel->script("/hook", {ok()});
        bench.queue(QStringLiteral("a"));
        bench.settle();
        QCOMPARE(bench.sent(), 0); // rather than unsigned
        QCOMPARE(bench.outbox->waitingFor(hook, 1)->first().lastErrorKey, errorKindKey(ErrorKind::KeyStore));
        bench.vault.available = true;
        bench.pass(15min);
        QCOMPARE(bench.sent(), 1);
        QVERIFY(!headerValue(bench.channel->requestsTo("/hook").first().headers, "webhook-signature").isEmpty());
    }
};

MUSTER_TEST(TestOutboxRunner, QCoreApplication)

} // namespace tst_outboxrunner
#include "tst_outboxrunner.moc"
