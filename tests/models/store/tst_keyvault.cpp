// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/secretstore.h"

#include "tests/support/testprogram.h"

#include "storefixture.h"

#include <QCoro/QCoroTask>
#include <QDirIterator>

using namespace muster;

namespace tst_keyvault {

namespace {

const QString name = QStringLiteral("test/one");

bool withKeyStore()
{
    return qEnvironmentVariable("MUSTER_TEST_KEYRING") == QLatin1String("unlocked");
}

/// Bytes of every kind, also those that end a text.
Secret someKey()
{
    QByteArray bytes(32, '\0');
    for (int i = 0; i < bytes.size(); ++i)
        bytes[i] = char(i * 37);
    return Secret(bytes);
}

} // namespace

/// Runs twice: alone (no key store at all), and by keyring.sh inside a session with a real, unlocked key store.
class TestKeyVault : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (withKeyStore())
            return; // the script gave us a home of our own
        for (const char *variable : {"HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"})
            qputenv(variable, QFile::encodeName(m_home.path()));
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    }
    void S02_aKeyIsKeptInTheKeyStoreOrNotAtAll();
    void oneKeyIsNotAnother();
    void forgettingIsComplete();
    void aStopEndsTheWait();
    void theVaultMayGoWhileItIsAsked();
    void S01_theKeyIsInNoFile();

private:
    QTemporaryDir m_home;
};

void TestKeyVault::S02_aKeyIsKeptInTheKeyStoreOrNotAtAll()
{
    {
        KeyVault vault;
        const auto kept = QCoro::waitFor(vault.keep(name, someKey(), {}));
        QCOMPARE(kept.has_value(), withKeyStore());
        if (!kept) {
            QCOMPARE(kept.error().kind, ErrorKind::KeyStore);
            QCOMPARE(kept.error().code, QStringLiteral("not_kept"));
        }
    }
    KeyVault nextStart;
    const auto found = QCoro::waitFor(nextStart.find(name, {}));
    QCOMPARE(found.has_value(), withKeyStore()); // there is no memory in its place
    if (found) {
        QVERIFY(*found == someKey());
    } else {
        QCOMPARE(found.error().kind, ErrorKind::KeyStore);
        QCOMPARE(found.error().code, QStringLiteral("no_backup_key"));
    }
}

void TestKeyVault::oneKeyIsNotAnother()
{
    KeyVault vault;
    const QString other = QStringLiteral("test/other");
    const Secret second(QByteArray(32, 'o'));
    (void)QCoro::waitFor(vault.keep(name, someKey(), {}));
    (void)QCoro::waitFor(vault.keep(other, second, {}));
    if (withKeyStore()) {
        QVERIFY(*QCoro::waitFor(vault.find(name, {})) == someKey());
        QVERIFY(*QCoro::waitFor(vault.find(other, {})) == second);
        // The same name again replaces.
        QVERIFY(QCoro::waitFor(vault.keep(other, someKey(), {})));
        QVERIFY(*QCoro::waitFor(vault.find(other, {})) == someKey());
    }
    QVERIFY(!QCoro::waitFor(vault.find(QStringLiteral("test/never"), {})));
    vault.forget(other);
}

void TestKeyVault::forgettingIsComplete()
{
    KeyVault vault;
    (void)QCoro::waitFor(vault.keep(name, someKey(), {}));
    vault.forget(name);
    QTRY_VERIFY(!QCoro::waitFor(vault.find(name, {})));
    vault.forget(name); // once more is no trouble
}

void TestKeyVault::aStopEndsTheWait()
{
    KeyVault vault;
    std::stop_source before;
    before.request_stop();
    const auto kept = QCoro::waitFor(vault.keep(name, someKey(), before.get_token()));
    QVERIFY(!kept);
    QCOMPARE(kept.error().kind, ErrorKind::Cancelled);
    QCOMPARE(QCoro::waitFor(vault.find(name, before.get_token())).error().kind, ErrorKind::Cancelled);

    std::stop_source during;
    auto keeping = vault.keep(name, someKey(), during.get_token());
    auto finding = vault.find(name, during.get_token());
    QVERIFY(!keeping.isReady() && !finding.isReady());
    during.request_stop();
    QCOMPARE(QCoro::waitFor(std::move(keeping)).error().kind, ErrorKind::Cancelled);
    QCOMPARE(QCoro::waitFor(std::move(finding)).error().kind, ErrorKind::Cancelled);
}

void TestKeyVault::theVaultMayGoWhileItIsAsked()
{
    auto vault = std::make_unique<KeyVault>();
    std::stop_source stop;
    auto finding = vault->find(name, stop.get_token());
    stop.request_stop();
    vault.reset();
    QCOMPARE(QCoro::waitFor(std::move(finding)).error().kind, ErrorKind::Cancelled);
}

void TestKeyVault::S01_theKeyIsInNoFile()
{
    KeyVault vault;
    (void)QCoro::waitFor(vault.keep(name, someKey(), {}));
    const QByteArray bytes = someKey().bytes().toByteArray();
    for (const QString &root : {QDir::homePath(), qEnvironmentVariable("XDG_CONFIG_HOME")}) {
        for (QDirIterator it(root, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); it.hasNext();) {
            const QByteArray content = test::StoreFixture::bytesOf(it.next());
            QVERIFY2(!content.contains(bytes) && !content.contains(bytes.toHex())
                         && !content.contains(bytes.toBase64()),
                     qPrintable(it.filePath()));
        }
    }
    vault.forget(name);
}

MUSTER_TEST(TestKeyVault, QCoreApplication)

} // namespace tst_keyvault
#include "tst_keyvault.moc"
