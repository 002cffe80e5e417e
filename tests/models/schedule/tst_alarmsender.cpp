// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/schedule/alarmsender.h"

#include "models/store/signingkeys.h"
#include "network/api/callbackclient.h"
#include "tests/support/fakeclock.h"
#include "tests/support/memoryvault.h"
#include "tests/support/scriptedchannel.h"
#include "tests/support/testprogram.h"

#include <QCoro/QCoroTask>
#include <QJsonDocument>
#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tst_alarmsender {

namespace {

const QUrl hook(QStringLiteral("https://hooks.example.com/hook"));

struct Bench
{
    Bench()
    {
        clock.setWall(QDateTime(QDate(2026, 3, 2), QTime(9, 0), Qt::UTC));
        (void)keys.load();
    }
    WorkAlarm send(const ScriptedChannel::Step &answer, const QStringList &apiOrigins = {})
    {
        auto scripted = std::make_unique<ScriptedChannel>();
        channel = scripted.get();
        channel->script("/hook", {answer});
        sender = std::make_unique<AlarmSender>(clock, keys, apiOrigins, AlarmSender::Desktop(),
                                               std::make_unique<CallbackClient>(clock, std::move(scripted)));
        const Alarm alarm{.cause = AlarmCause::Failed,
                          .event = u"schedule.failed"_s,
                          .title = u"Nightly: failed"_s,
                          .text = {},
                          .facts = {{u"schedule"_s, u"Nightly"_s}},
                          .variables = {}};
        const AlarmChannels channels{.desktop = false, .webhook = hook, .command = {}};
        return QCoro::waitFor(sender->send(channels, alarm)).value(0);
    }

    QTemporaryDir folder;
    FakeClock clock{FakeClock::Mode::ByHand};
    MemoryVault vault;
    SigningKeys keys{folder.path(), vault};
    ScriptedChannel *channel = nullptr; ///< Of the last one.
    std::unique_ptr<AlarmSender> sender;
};

} // namespace

class TestAlarmSender : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void S13_aReceiverWithAKeyIsToldWithItsSignatureOnly()
    {
        Bench bench;
        const auto made = QCoro::waitFor(bench.keys.make(hook, bench.clock.wallNow(), 1h, {}));
        QVERIFY(made);
        const WorkAlarm told = bench.send(ScriptedChannel::status(204));
        QVERIFY2(told.outcome == WorkAlarm::Outcome::Delivered, qPrintable(told.reason));
        QCOMPARE(bench.channel->requestsTo("/hook").size(), 1);
        const HttpRequest sent = bench.channel->requestsTo("/hook").first();
        QCOMPARE(headerValue(sent.headers, "webhook-id"), told.id.toLatin1());
        QVERIFY(headerValue(sent.headers, "Authorization").isEmpty());
        const Secret key(QByteArray::fromBase64(made->text.bytes().toByteArray().mid(qstrlen("whsec_"))));
        const HttpHeaders expected
            = callbackSignature(told.id, bench.clock.wallNow(), sent.body, {{made->keyId, key}});
        QVERIFY(!headerValue(expected, "webhook-signature").isEmpty());
        QCOMPARE(headerValue(sent.headers, "webhook-signature"), headerValue(expected, "webhook-signature"));
        const QJsonObject body = QJsonDocument::fromJson(sent.body).object();
        QCOMPARE(body[u"event"].toString(), u"schedule.failed"_s);
        QCOMPARE(body[u"schedule"].toString(), u"Nightly"_s);
        QCOMPARE(body[u"sent_at"].toString(), u"2026-03-02T09:00:00Z"_s);
    }

    void F36_aReceiverInTroubleIsKeptForTheOutbox()
    {
        Bench bench;
        const WorkAlarm told = bench.send(ScriptedChannel::status(503));
        QVERIFY(told.outcome == WorkAlarm::Outcome::Waiting);
        QCOMPARE(told.reason, errorKindKey(ErrorKind::ServerTrouble));
        QCOMPARE(told.target, hook);
        QCOMPARE(told.body.toUtf8(), bench.channel->requestsTo("/hook").first().body);
    }

    void S13_aTenantsOwnApiIsNeverTold()
    {
        Bench bench;
        const WorkAlarm told = bench.send(ScriptedChannel::status(204), {SigningKeys::originOf(hook)});
        QVERIFY(told.outcome == WorkAlarm::Outcome::Failed);
        QCOMPARE(told.reason, u"api_origin"_s);
        QCOMPARE(bench.channel->requestsTo("/hook").size(), 0);
    }
};

MUSTER_TEST(TestAlarmSender, QCoreApplication)

} // namespace tst_alarmsender
#include "tst_alarmsender.moc"
