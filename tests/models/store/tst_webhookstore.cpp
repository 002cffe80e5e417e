// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/webhookstore.h"

#include "tests/support/testprogram.h"

#include "storefixture.h"
#include "tests/support/failingdisk.h"

#include <QSignalSpy>
#include <QTimeZone>
#include <cerrno>

using namespace muster;

namespace tst_webhookstore {
using test::FailingDisk;
using test::StoreFixture;

namespace {

constexpr const char *fileName = "webhooks.json";

KnownWebhook webhook(const QString &name, WebhookState state, const QString &url)
{
    KnownWebhook one;
    one.profileId = QStringLiteral("p1");
    one.profileName = QStringLiteral("Test tenant");
    one.registration.name = name;
    one.registration.url = url;
    one.registration.events = {QStringLiteral("contact.enriched"), QStringLiteral("contact.updated")};
    one.registration.maxRetries = 7;
    one.registration.backoff = std::chrono::milliseconds(2500);
    one.state = state;
    one.at = QDateTime(QDate(2026, 3, 1), QTime(12, 30, 15, 250), Qt::UTC);
    return one;
}

const QString secretUrl = QStringLiteral("https://me@crm.example:8443/hush?key=hush#hush");
const QString origin = QStringLiteral("https://crm.example:8443");

} // namespace

class TestWebhookStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMemberSurvivesButTheSecretPartOfTheAddress()
    {
        StoreFixture fixture;
        const KnownWebhook asked = webhook(QStringLiteral("CRM"), WebhookState::Registered, secretUrl);
        {
            WebhookStore store(fixture.config);
            QVERIFY(!store.load());
            QVERIFY(store.keep(asked)());
            QCOMPARE(StoreFixture::modeOf(fixture.path(fileName)), mode_t(0600)); // S03
        }
        QVERIFY(!fixture.read(fileName).contains("hush") && !fixture.read(fileName).contains("me@"));
        WebhookStore store(fixture.config);
        QVERIFY(!store.load());
        KnownWebhook kept = asked;
        kept.registration.url = origin;
        QCOMPARE(store.webhooks(), QList<KnownWebhook>{kept});
    }

    void whatStandsIsNotReplacedByWhatDoesNot()
    {
        StoreFixture fixture;
        WebhookStore store(fixture.config);
        QSignalSpy changed(&store, &WebhookStore::changed);
        const QString name = QStringLiteral("CRM");
        QVERIFY(store.keep(webhook(name, WebhookState::Unknown, secretUrl))());
        QVERIFY(store.keep(webhook(name, WebhookState::Asked, secretUrl))());
        QCOMPARE(store.webhooks().first().state, WebhookState::Asked);
        QVERIFY(store.keep(webhook(name, WebhookState::Stands, secretUrl))());
        for (const WebhookState state :
             {WebhookState::Asked, WebhookState::NameTaken, WebhookState::Unknown, WebhookState::Refused})
            QVERIFY(store.keep(webhook(name, state, QStringLiteral("https://other.example/")))());
        QCOMPARE(store.webhooks().size(), 1);
        QCOMPARE(store.webhooks().first().state, WebhookState::Stands);
        QCOMPARE(store.webhooks().first().registration.url, origin);
        // The same name at another tenant is another webhook.
        KnownWebhook other = webhook(name, WebhookState::Refused, secretUrl);
        other.profileId = QStringLiteral("p2");
        QVERIFY(store.keep(other)());
        QCOMPARE(store.webhooks().size(), 2);
        QCOMPARE(changed.size(), 8);
    }

    void theOldestGoWhenThereAreTooMany()
    {
        StoreFixture fixture;
        WebhookStore store(fixture.config);
        StoreThread::Work last;
        for (int i = 0; i <= WebhookStore::maxWebhooks; ++i)
            last = store.keep(webhook(QStringLiteral("w%1").arg(i), WebhookState::Registered, origin));
        QVERIFY(last());
        QCOMPARE(store.webhooks().size(), 500);
        QCOMPARE(store.webhooks().first().registration.name, QStringLiteral("w1"));
        WebhookStore again(fixture.config);
        QVERIFY(!again.load());
        QCOMPARE(again.webhooks().size(), 500);
    }

    void F98_damagedFilesAreKeptBeside_data() { StoreFixture::damagedContents(); }
    void F98_damagedFilesAreKeptBeside()
    {
        QFETCH(QByteArray, content);
        StoreFixture fixture;
        fixture.write(fileName, content);
        WebhookStore store(fixture.config);
        const auto notice = store.load();
        QVERIFY(notice);
        QCOMPARE(notice->code, QStringLiteral("webhooks_damaged"));
        QCOMPARE(StoreFixture::bytesOf(notice->subject), content);
        QVERIFY(store.webhooks().isEmpty());
        QVERIFY(store.keep(webhook(QStringLiteral("CRM"), WebhookState::Registered, origin))());
    }

    void F98_soundWebhooksOfADamagedFileStay_data()
    {
        QTest::addColumn<QByteArray>("good");
        QTest::addColumn<QByteArray>("bad");
        QTest::newRow("state") << QByteArray("\"state\": \"refused\"") << QByteArray("\"state\": \"fine\"");
        QTest::newRow("address with a path")
            << QByteArray("https://b.example\"") << QByteArray("https://b.example/x\"");
        QTest::newRow("retries") << QByteArray("\"max_retries\": 8") << QByteArray("\"max_retries\": -1");
        QTest::newRow("wait") << QByteArray("\"backoff_ms\": 99") << QByteArray("\"backoff_ms\": 1e300");
        QTest::newRow("time") << QByteArray("2027-") << QByteArray("20x7-");
        QTest::newRow("name") << QByteArray("\"name\": \"b\"") << QByteArray("\"name\": \"\"");
        QTest::newRow("twice") << QByteArray("\"name\": \"b\"") << QByteArray("\"name\": \"a\"");
        QTest::newRow("a member more") << QByteArray("\"name\": \"b\"") << QByteArray("\"x\": 1, \"name\": \"b\"");
    }
    void F98_soundWebhooksOfADamagedFileStay()
    {
        QFETCH(QByteArray, good);
        QFETCH(QByteArray, bad);
        StoreFixture fixture;
        const KnownWebhook a
            = webhook(QStringLiteral("a"), WebhookState::Registered, QStringLiteral("https://a.example"));
        KnownWebhook b = webhook(QStringLiteral("b"), WebhookState::Refused, QStringLiteral("https://b.example"));
        b.registration.maxRetries = 8;
        b.registration.backoff = std::chrono::milliseconds(99);
        b.at = b.at.addYears(1);
        {
            WebhookStore store(fixture.config);
            (void)store.keep(a);
            QVERIFY(store.keep(b)());
        }
        QByteArray bytes = fixture.read(fileName);
        QCOMPARE(bytes.count(good), 1);
        bytes.replace(good, bad);
        fixture.write(fileName, bytes);
        WebhookStore store(fixture.config);
        QVERIFY(store.load());
        QCOMPARE(store.webhooks(), QList<KnownWebhook>{a});
    }

    void F98_aNewerFileIsNeverRewritten()
    {
        StoreFixture fixture;
        const QByteArray newer = "{\"format\":\"muster-webhooks\",\"version\":2,\"items\":{}}";
        fixture.write(fileName, newer);
        WebhookStore store(fixture.config);
        QCOMPARE(store.load()->code, QStringLiteral("newer_version"));
        QCOMPARE(store.keep(webhook(QStringLiteral("CRM"), WebhookState::Asked, origin))().error().code,
                 QStringLiteral("newer_version"));
        QCOMPARE(fixture.read(fileName), newer);
    }

    void F94_aFullDiskLeavesTheOldWebhooks()
    {
        StoreFixture fixture;
        FailingDisk disk;
        WebhookStore store(fixture.config, nullptr, disk);
        QVERIFY(store.keep(webhook(QStringLiteral("old"), WebhookState::Registered, origin))());
        const QByteArray before = fixture.read(fileName);
        disk.failAlways(FailingDisk::Op::Write, ENOSPC);
        QCOMPARE(store.keep(webhook(QStringLiteral("new"), WebhookState::Asked, origin))().error().code,
                 QStringLiteral("disk_full"));
        QCOMPARE(fixture.read(fileName), before);
    }

    void anAnswersStateIsNamed()
    {
        WebhookAnswer answer{
            .fate = WriteFate::Applied, .outcome = WebhookAnswer::Outcome::Registered, .webhookId = {}, .error = {}};
        QCOMPARE(webhookStateOf(answer), WebhookState::Registered);
        answer.outcome = WebhookAnswer::Outcome::AlreadyThere;
        QCOMPARE(webhookStateOf(answer), WebhookState::Stands);
        answer = {.fate = WriteFate::Rejected,
                  .outcome = WebhookAnswer::Outcome::OtherContent,
                  .webhookId = {},
                  .error = ApiError{.kind = ErrorKind::Conflict}};
        QCOMPARE(webhookStateOf(answer), WebhookState::NameTaken);
        answer.outcome.reset();
        QCOMPARE(webhookStateOf(answer), WebhookState::Refused);
        answer.fate = WriteFate::Unknown;
        QCOMPARE(webhookStateOf(answer), WebhookState::Unknown);
        answer.fate = WriteFate::NotSent;
        QCOMPARE(webhookStateOf(answer), WebhookState::NotSent);
        for (const char *key : {"asked", "registered", "stands", "name_taken", "unknown", "refused", "not_sent"})
            QCOMPARE(keyOf(*valueOf<WebhookState>(QString::fromLatin1(key))), QString::fromLatin1(key));
        QVERIFY(!valueOf<WebhookState>(u"other"));
    }
};

MUSTER_TEST(TestWebhookStore, QCoreApplication)

} // namespace tst_webhookstore
#include "tst_webhookstore.moc"
