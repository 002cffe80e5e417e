// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/secretstore.h"

#include "tests/support/testprogram.h"

#include "models/store/appsettings.h"
#include "models/store/profilestore.h"
#include "storefixture.h"

#include <QCoro/QCoroTask>
#include <QDirIterator>
#include <QSignalSpy>

using namespace muster;

namespace tst_secretstore {
using test::StoreFixture;

namespace {

const char *const secretText = "s3cr3t-Value/+ with spaces&umlauts";

ConnectionProfile someProfile()
{
    ConnectionProfile profile
        = contractProfile(QStringLiteral("North"), QUrl(QStringLiteral("https://api.example.com")));
    profile.clientId = QStringLiteral("client");
    return profile;
}

bool withKeyStore()
{
    return qEnvironmentVariable("MUSTER_TEST_KEYRING") == QLatin1String("unlocked");
}

} // namespace

/// Runs twice: alone (no key store at all), and by keyring.sh inside a session with a real, unlocked key store.
class TestSecretStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void S02_theSecretIsUsableWhateverTheKeyStoreSays();
    void S02_withoutAnySecretNothingIsAsked();
    void forThisRunNeverReachesTheKeyStore();
    void forgettingIsComplete();
    void aStopEndsTheWait();
    void theStoreMayGoWhileItIsAsked();
    void S01_theSecretIsInNoFile();

private:
    std::unique_ptr<QTemporaryDir> m_home;
};

void TestSecretStore::initTestCase()
{
    if (withKeyStore())
        return; // the script gave us a home of our own
    m_home = std::make_unique<QTemporaryDir>();
    for (const char *name : {"HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"})
        qputenv(name, QFile::encodeName(m_home->path()));
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
}

void TestSecretStore::S02_theSecretIsUsableWhateverTheKeyStoreSays()
{
    const ConnectionProfile profile = someProfile();
    const Secret secret{QByteArray(secretText)};
    {
        SecretStore store;
        QSignalSpy stored(&store, &SecretStore::stored);
        store.store(profile, secret);
        const auto atOnce = QCoro::waitFor(store.secret(profile, {}));
        QVERIFY(atOnce && *atOnce == secret);
        QTRY_COMPARE(stored.count(), 1);
        QCOMPARE(stored.first().at(0).toString(), profile.id);
        QCOMPARE(stored.first().at(1).value<SecretStore::Place>(),
                 withKeyStore() ? SecretStore::Place::KeyStore : SecretStore::Place::ThisRunOnly);
        const auto later = QCoro::waitFor(store.secret(profile, {}));
        QVERIFY(later && *later == secret);
    }
    SecretStore nextStart;
    const auto found = QCoro::waitFor(nextStart.secret(profile, {}));
    if (withKeyStore()) {
        QVERIFY(found && *found == secret);
    } else {
        QVERIFY(!found);
        QCOMPARE(found.error().kind, ErrorKind::KeyStore);
        QCOMPARE(found.error().code, QStringLiteral("no_secret"));
    }
}

void TestSecretStore::S02_withoutAnySecretNothingIsAsked()
{
    SecretStore store;
    const auto found = QCoro::waitFor(store.secret(someProfile(), {}));
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::KeyStore);
    QCOMPARE(found.error().code, QStringLiteral("no_secret"));
}

void TestSecretStore::forThisRunNeverReachesTheKeyStore()
{
    const ConnectionProfile profile = someProfile();
    {
        SecretStore store;
        store.keepForThisRun(profile, Secret{QByteArray("x")});
        QVERIFY(QCoro::waitFor(store.secret(profile, {})));
    }
    SecretStore nextStart;
    QVERIFY(!QCoro::waitFor(nextStart.secret(profile, {})));
}

void TestSecretStore::forgettingIsComplete()
{
    const ConnectionProfile profile = someProfile();
    SecretStore store;
    QSignalSpy stored(&store, &SecretStore::stored);
    store.store(profile, Secret{QByteArray(secretText)});
    QTRY_COMPARE(stored.count(), 1);
    store.forget(profile);
    QTRY_VERIFY(!QCoro::waitFor(store.secret(profile, {})));
    SecretStore nextStart;
    QVERIFY(!QCoro::waitFor(nextStart.secret(profile, {})));
}

void TestSecretStore::aStopEndsTheWait()
{
    SecretStore store;
    std::stop_source before;
    before.request_stop();
    const auto stopped = QCoro::waitFor(store.secret(someProfile(), before.get_token()));
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().kind, ErrorKind::Cancelled);

    std::stop_source during;
    auto task = store.secret(someProfile(), during.get_token());
    QVERIFY(!task.isReady());
    during.request_stop();
    const auto ended = QCoro::waitFor(std::move(task));
    QVERIFY(!ended);
    QCOMPARE(ended.error().kind, ErrorKind::Cancelled);
}

void TestSecretStore::theStoreMayGoWhileItIsAsked()
{
    auto store = std::make_unique<SecretStore>();
    auto task = store->secret(someProfile(), {});
    store.reset();
    const auto found = QCoro::waitFor(std::move(task));
    QVERIFY(!found);
    QCOMPARE(found.error().code, QStringLiteral("no_secret"));
}

void TestSecretStore::S01_theSecretIsInNoFile()
{
    const QByteArray secret(secretText);
    const QList<QByteArray> spellings{secret,
                                      secret.toBase64(),
                                      secret.toBase64(QByteArray::Base64UrlEncoding),
                                      secret.toPercentEncoding(),
                                      secret.toHex(),
                                      QByteArray(secret).replace(' ', '+')};
    StoreFixture files;
    const ConnectionProfile profile = someProfile();
    SecretStore store;
    ProfileStore profiles(files.config);
    AppSettings settings(files.config);
    QSignalSpy stored(&store, &SecretStore::stored);
    QVERIFY(profiles.save(profile));
    settings.setValue(QStringLiteral("last_profile"), profile.id);
    QVERIFY(settings.save());
    store.store(profile, Secret(secret));
    QTRY_COMPARE(stored.count(), 1);
    QVERIFY(QCoro::waitFor(store.secret(profile, {})));
    QVERIFY(profiles.exportTo(profile.id, files.path("export.json")));

    int searched = 0;
    for (const QString &root : {files.folder.path(), qEnvironmentVariable("HOME")}) {
        QDirIterator walk(root, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
        while (walk.hasNext()) {
            const QByteArray content = StoreFixture::bytesOf(walk.next());
            ++searched;
            for (const QByteArray &spelling : spellings)
                QVERIFY2(!content.contains(spelling), qPrintable(walk.filePath()));
        }
    }
    QVERIFY(searched >= 3);
}

MUSTER_TEST(TestSecretStore, QCoreApplication)

} // namespace tst_secretstore
#include "tst_secretstore.moc"
