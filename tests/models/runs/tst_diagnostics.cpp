// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/diagnostics.h"

#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/appsettings.h"
#include "models/store/auditlog.h"
#include "models/store/preferences.h"
#include "models/store/profilestore.h"
#include "models/store/runhistory.h"
#include "models/store/secretstore.h"
#include "network/sandbox/sandboxserver.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;

namespace tst_diagnostics {

/// What leaves the house to find a fault (S08): planted secrets and personal data are in none of it, in no disguise,
/// and what helps is there.
class TestDiagnostics : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    FakeClock m_clock;
    std::unique_ptr<SandboxServer> m_server;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantSession> m_session;

    [[nodiscard]] ConnectionProfile profile() const
    {
        ConnectionProfile profile = contractProfile(QStringLiteral("Tenant of +442079460999"), m_server->url());
        profile.id = QString(32, u'b');
        profile.clientId = m_server->clientId();
        profile.environment = Environment::Test;
        return profile;
    }
    void ask(const QString &segmentId)
    {
        QSignalSpy failed(m_session.get(), &TenantSession::definitionFailed);
        m_session->requestDefinition(segmentId);
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 60'000);
    }
    static QString text(QByteArrayView bytes) { return QString::fromUtf8(bytes); }

private Q_SLOTS:
    void init()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"); // nobody's key store
        m_folder = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<SandboxServer>(SandboxSettings{.contacts = 10});
        QVERIFY(m_server->start());
        auto workspace = Workspace::open(Workspace::Paths::under(m_folder->path()), m_clock);
        QVERIFY(workspace);
        m_workspace = *std::move(workspace);
        QVERIFY(m_workspace->profiles().save(profile()));
        m_workspace->secrets().keepForThisRun(profile(), m_server->clientSecret());
        m_session = m_workspace->connectTo(profile());
    }
    void cleanup()
    {
        m_session.reset();
        m_workspace.reset();
        m_server.reset();
    }

    void S08_exchangesHoldNoSecretInAnyDisguise_data()
    {
        QTest::addColumn<int>("disguise");
        QTest::newRow("plain") << 0;
        QTest::newRow("percent-encoded") << 1;
        QTest::newRow("base64") << 2;
        QTest::newRow("within other words") << 3;
    }
    void S08_exchangesHoldNoSecretInAnyDisguise()
    {
        QFETCH(int, disguise);
        const QByteArray secret = m_server->clientSecret().bytes().toByteArray();
        QVERIFY(secret.size() > 8);
        const QByteArray planted = disguise == 0 ? secret
            : disguise == 1                      ? secret.toPercentEncoding({}, secret)
            : disguise == 2                      ? QByteArray("x" + secret).toBase64(QByteArray::Base64UrlEncoding)
                                                 : "key-" + secret + "-end";
        ask(text(planted));
        const QByteArray diagnostics = diagnosticsOf(*m_workspace, m_session.get());
        QVERIFY2(diagnostics.contains("segments."), diagnostics.constData()); // the request is in it
        QVERIFY2(!diagnostics.contains(secret), diagnostics.constData());
        QVERIFY2(!diagnostics.contains(planted), diagnostics.constData());
        QVERIFY2(!diagnostics.contains(planted.toPercentEncoding()), diagnostics.constData());
    }

    void S08_nothingPersonalIsInIt()
    {
        ask(QStringLiteral("+442079460999"));
        ask(QStringLiteral("somebody@example.com"));
        QVERIFY(m_workspace->audit().append(QStringLiteral("export.started"), QString(32, u'a'),
                                            {{QStringLiteral("records"), 4711},
                                             {QStringLiteral("digest"), QString(64, u'd')},
                                             {QStringLiteral("name"), QStringLiteral("Visitors of Somebody")},
                                             {QStringLiteral("file"), QStringLiteral("/home/somebody/contacts.csv")},
                                             {QStringLiteral("phone"), QStringLiteral("+442079460999")},
                                             {QStringLiteral("password"), text(m_server->clientSecret().bytes())}}));
        const QByteArray diagnostics = diagnosticsOf(*m_workspace, m_session.get());
        for (const QByteArray &word :
             {QByteArray("442079460999"), QByteArray("somebody"), QByteArray("Somebody"), QByteArray("Tenant of"),
              m_server->clientSecret().bytes().toByteArray(), m_server->clientId().toUtf8(), QByteArray("Bearer")})
            QVERIFY2(!diagnostics.contains(word), QByteArray(word + " in " + diagnostics).constData());
        QVERIFY(diagnostics.contains("4711"));
        QVERIFY(diagnostics.contains(QByteArray(64, 'd')));
    }

    /// A word that stands nowhere else, planted wherever something is kept.
    void S08_nothingOfWhatIsKeptComesOut()
    {
        const QString phone = QStringLiteral("+442079460999"), person = QStringLiteral("Mary Planted"),
                      mail = QStringLiteral("mary@planted.example"), secret = QStringLiteral("s3cr3t-t0ken-Planted");
        AppSettings &settings = m_workspace->settings();
        settings.setValue(QStringLiteral("export/folder"), QStringLiteral("/home/planted/exports"));
        settings.setValue(QStringLiteral("lists/aggregator/x"), QStringLiteral("https://planted.example/told"));
        settings.setValue(QStringLiteral("team/user"), person);
        // Also where a setting stands.
        for (int at = 0; at < settingCount; ++at)
            settings.setValue(Preferences::keyOf(Setting(at)), at % 2 == 0 ? phone : secret);
        settings.setValue(Preferences::keyOf(Setting::Shortcuts), QJsonObject{{mail, secret}});
        const JournalRun run{.id = QString(32, u'c'),
                             .kind = QStringLiteral("segment_export"),
                             .title = person,
                             .profileId = QString(32, u'b'),
                             .profileName = mail,
                             .target = QStringLiteral("/home/planted/") + phone,
                             .order = QByteArrayLiteral("{\"token\":\"s3cr3t-t0ken-Planted\"}"),
                             .orderDigest = QString(64, u'e'),
                             .startedAt = m_clock.wallNow(),
                             .changedAt = m_clock.wallNow(),
                             .state = QStringLiteral("running"),
                             .reasonKey = secret,
                             .progress = "{}"};
        QVERIFY(m_workspace->runHistory().begin(run));
        RunMeasures measures;
        measures.lives = 1;
        measures.records = 4711;
        QVERIFY(m_workspace->runHistory().endLife(run.id, measures,
                                                  {.at = m_clock.wallNow(),
                                                   .outcome = QStringLiteral("failed"),
                                                   .errorKind = QStringLiteral("file"),
                                                   .errorCode = mail,
                                                   .findings = {phone},
                                                   .resultFile = QStringLiteral("/home/planted/result.csv")}));
        ConnectionProfile other = profile();
        other.id = QString(32, u'd');
        other.name = person;
        other.clientId = QStringLiteral("client-Planted");
        other.baseUrl = QUrl(QStringLiteral("https://tenant.example/planted"));
        other.downloadHosts = {QStringLiteral("planted.example")};
        QVERIFY(m_workspace->profiles().save(other));
        m_workspace->secrets().keepForThisRun(other, Secret(secret.toUtf8()));
        const QByteArray collected = diagnosticsOf(*m_workspace, m_session.get());
        for (const QByteArray word : {"lanted", "442079460999", "s3cr3t", "Mary", "mary@"})
            QVERIFY2(!collected.contains(word), QByteArray(word + " in " + collected).constData());
        const QJsonObject object = QJsonDocument::fromJson(collected).object();
        const QJsonObject told = object[u"runs"].toArray().first().toObject();
        QCOMPARE(told[u"id"].toString(), run.id);
        QCOMPARE(told[u"records"].toInt(), 4711);
        QCOMPARE(told[u"findings"].toInt(), 1);
        QCOMPARE(told[u"outcome"].toString(), QStringLiteral("failed"));
        QVERIFY(told[u"error"].isNull());
        QCOMPARE(object[u"run_states"].toObject().size(), 1);
        // What cannot be read is told as such, without what stands there.
        const QJsonObject size = object[u"settings"][u"appearance/textSize"].toObject();
        QCOMPARE(size[u"value"].toInt(), 100);
        QVERIFY(size[u"unreadable"].toBool());
        QCOMPARE(object[u"settings"][u"shortcuts"][u"changed"].toInt(), 1);
    }

    void S08_whatHelpsIsInIt()
    {
        ask(QStringLiteral("no-such-segment"));
        const QJsonObject object = QJsonDocument::fromJson(diagnosticsOf(*m_workspace, m_session.get())).object();
        QCOMPARE(object[u"format"].toString(), QStringLiteral("muster-support"));
        QCOMPARE(object[u"program"][u"qt"].toString(), QString::fromLatin1(qVersion()));
        QVERIFY(!object[u"program"][u"system"].toString().isEmpty());
        const QJsonObject connection = object[u"connections"].toArray().first().toObject();
        QCOMPARE(connection[u"id"].toString(), QString(32, u'b'));
        QCOMPARE(connection[u"environment"].toString(), QStringLiteral("test"));
        QCOMPARE(connection[u"page_size"].toInt(), 500);
        QVERIFY(connection[u"origin"].toString().startsWith(QStringLiteral("http://")));
        QVERIFY(connection[u"has_client_id"].toBool());
        QCOMPARE(connection[u"capabilities"][u"audiences"].toString(), QStringLiteral("native"));
        const QJsonObject last = object[u"exchanges"].toArray().last().toObject();
        QCOMPARE(last[u"status"].toInt(), 404);
        QCOMPARE(last[u"method"].toString(), QStringLiteral("GET"));
        QCOMPARE(last[u"origin"].toString(), connection[u"origin"].toString());
        QVERIFY(!object[u"events"].toArray().isEmpty() || m_workspace->audit().count() == 0);
        // Without a tenant the rest is told all the same.
        const QJsonObject alone = QJsonDocument::fromJson(diagnosticsOf(*m_workspace, nullptr)).object();
        QVERIFY(alone[u"exchanges"].toArray().isEmpty());
        QCOMPARE(alone[u"connections"].toArray().size(), 1);
    }

    void S08_onlyTheNewestEventsAreInIt()
    {
        QList<AuditDraft> drafts;
        for (int i = 0; i < 250; ++i)
            drafts.append({QStringLiteral("export.page"), QString(32, u'a'), {{QStringLiteral("page"), i}}});
        QVERIFY(m_workspace->audit().appendAll(drafts));
        const QJsonArray events
            = QJsonDocument::fromJson(diagnosticsOf(*m_workspace, nullptr)).object()[u"events"].toArray();
        QCOMPARE(events.size(), 200);
        QCOMPARE(events.last()[u"facts"][u"page"].toInt(), 249);
    }
};

MUSTER_TEST(TestDiagnostics, QCoreApplication)

} // namespace tst_diagnostics
#include "tst_diagnostics.moc"
