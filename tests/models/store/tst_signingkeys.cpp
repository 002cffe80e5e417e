// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/signingkeys.h"

#include "tests/support/testprogram.h"

#include "network/api/callbackclient.h"
#include "storefixture.h"
#include "tests/support/failingdisk.h"
#include "tests/support/memoryvault.h"

#include <QCoro/QCoroTask>
#include <cerrno>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;

namespace tst_signingkeys {

namespace {

const QUrl hook(QStringLiteral("https://hooks.example.com/a?token=hush"));
const QString origin = QStringLiteral("https://hooks.example.com:443");
const QDateTime now(QDate(2026, 3, 2), QTime(9, 0), Qt::UTC);

QStringList idsFor(SigningKeys &keys, const QUrl &target, const QDateTime &at)
{
    const auto found = QCoro::waitFor(keys.keysFor(target, at, {}));
    if (!found)
        return {found.error().code};
    QStringList ids;
    for (const SigningKey &key : *found)
        ids.append(key.id);
    return ids;
}

} // namespace

class TestSigningKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void S13_aKeyIsShownOnceAndKeptInTheKeyStoreOnly()
    {
        StoreFixture fixture;
        MemoryVault vault;
        QString id;
        QByteArray text;
        {
            SigningKeys keys(fixture.config, vault);
            QVERIFY(!keys.load());
            QVERIFY(!keys.hasKey(hook));
            const auto made = QCoro::waitFor(keys.make(hook, now, 1h, {}));
            QVERIFY(made);
            id = made->keyId;
            text = made->text.bytes().toByteArray();
            QCOMPARE(made->origin, origin);
            QVERIFY(text.startsWith("whsec_"));
        }
        const QByteArray key = QByteArray::fromBase64(text.mid(6));
        QCOMPARE(key.size(), 32);
        const QByteArray file = fixture.read("signing-keys.json");
        QVERIFY(file.contains(id.toLatin1()));
        QVERIFY(!file.contains("hush") && !file.contains(text.mid(6)) && !file.contains(key.toHex()));
        SigningKeys again(fixture.config, vault);
        QVERIFY(!again.load());
        QVERIFY(again.hasKey(QUrl(QStringLiteral("https://HOOKS.example.com:443/other"))));
        const auto found = QCoro::waitFor(again.keysFor(hook, now, {}));
        QCOMPARE(found->size(), 1);
        QCOMPARE(found->first().id, id);
        QCOMPARE(found->first().key.bytes().toByteArray(), key);
    }

    void S13_theKeyBeforeSignsOnForAWhile()
    {
        StoreFixture fixture;
        MemoryVault vault;
        SigningKeys keys(fixture.config, vault);
        QVERIFY(!keys.load());
        const QString first = QCoro::waitFor(keys.make(hook, now, 1h, {}))->keyId;
        const QString second = QCoro::waitFor(keys.make(hook, now.addSecs(60), 1h, {}))->keyId;
        QVERIFY(first != second);
        QCOMPARE(idsFor(keys, hook, now.addSecs(61)), QStringList({second, first}));
        QCOMPARE(idsFor(keys, hook, now.addSecs(60 + 3600)), QStringList{second});
        // Replacing the second does not give the first more time than it had.
        const QString third = QCoro::waitFor(keys.make(hook, now.addSecs(120), 24h, {}))->keyId;
        QCOMPARE(idsFor(keys, hook, now.addSecs(121)), QStringList({third, second, first}));
        QCOMPARE(idsFor(keys, hook, now.addSecs(60 + 3600)), QStringList({third, second}));
        QCOMPARE(vault.keys.size(), 3);
        const QString fourth = QCoro::waitFor(keys.make(hook, now.addDays(9), 0s, {}))->keyId;
        QCOMPARE(idsFor(keys, hook, now.addDays(9)), QStringList{fourth});
        QCOMPARE(vault.keys.size(), 1); // those that sign no more are nowhere
    }

    void S13_withoutAKeyStoreNothingChanges()
    {
        StoreFixture fixture;
        MemoryVault vault;
        vault.available = false;
        SigningKeys keys(fixture.config, vault);
        QVERIFY(!keys.load());
        const auto made = QCoro::waitFor(keys.make(hook, now, 1h, {}));
        QCOMPARE(made.error().kind, ErrorKind::KeyStore);
        QCOMPARE(made.error().code, QStringLiteral("signing_key_not_kept"));
        QVERIFY(!keys.hasKey(hook));
        QVERIFY(idsFor(keys, hook, now).isEmpty());
    }

    void S13_aLockedKeyStoreIsNotTakenForNoKey()
    {
        StoreFixture fixture;
        MemoryVault vault;
        {
            SigningKeys keys(fixture.config, vault);
            QVERIFY(!keys.load());
            QVERIFY(QCoro::waitFor(keys.make(hook, now, 1h, {})));
        }
        vault.available = false;
        SigningKeys keys(fixture.config, vault);
        QVERIFY(!keys.load());
        QCOMPARE(idsFor(keys, hook, now), QStringList{QStringLiteral("signing_key_locked")});
        QVERIFY(idsFor(keys, QUrl(QStringLiteral("https://other.example.com/")), now).isEmpty());
    }

    void S13_aListThatCannotBeWrittenLeavesNoKeyBehind()
    {
        StoreFixture fixture;
        MemoryVault vault;
        FailingDisk disk;
        SigningKeys keys(fixture.config, vault, nullptr, disk);
        QVERIFY(!keys.load());
        disk.failAlways(FailingDisk::Op::Write, ENOSPC);
        QVERIFY(!QCoro::waitFor(keys.make(hook, now, 1h, {})));
        QVERIFY(!keys.hasKey(hook));
        QVERIFY(vault.keys.isEmpty());
    }

    void S13_forgottenKeysSignNoMore()
    {
        StoreFixture fixture;
        MemoryVault vault;
        SigningKeys keys(fixture.config, vault);
        QVERIFY(!keys.load());
        QVERIFY(QCoro::waitFor(keys.make(hook, now, 1h, {})));
        QCOMPARE(QCoro::waitFor(keys.forget(QStringLiteral("https://other.example.com:443"))).error().code,
                 QStringLiteral("receiver_unknown"));
        QVERIFY(QCoro::waitFor(keys.forget(origin)));
        QVERIFY(idsFor(keys, hook, now).isEmpty());
        QVERIFY(vault.keys.isEmpty());
        SigningKeys again(fixture.config, vault);
        QVERIFY(!again.load());
        QVERIFY(again.receivers().isEmpty());
    }

    void S13_onlyWhatMayBeToldGetsAKey_data()
    {
        QTest::addColumn<bool>("usable");
        QTest::newRow("https://hooks.example.com/x") << true;
        QTest::newRow("http://127.0.0.1:9/x") << true;
        QTest::newRow("http://hooks.example.com/x") << false;
        QTest::newRow("ftp://hooks.example.com/x") << false;
        QTest::newRow("https://user:word@hooks.example.com/x") << false;
        QTest::newRow("no address") << false;
    }

    void S13_onlyWhatMayBeToldGetsAKey()
    {
        QFETCH(bool, usable);
        StoreFixture fixture;
        MemoryVault vault;
        SigningKeys keys(fixture.config, vault);
        QVERIFY(!keys.load());
        const auto made = QCoro::waitFor(
            keys.make(QUrl(QString::fromLatin1(QTest::currentDataTag()), QUrl::StrictMode), now, 1h, {}));
        QCOMPARE(made.has_value(), usable);
        QCOMPARE(vault.keys.size(), usable ? 1 : 0);
        if (!usable)
            QCOMPARE(made.error().code, QStringLiteral("receiver_address"));
    }

    void F98_aDamagedListIsKeptBesideAndTold()
    {
        StoreFixture fixture;
        MemoryVault vault;
        {
            SigningKeys keys(fixture.config, vault);
            QVERIFY(!keys.load());
            QVERIFY(QCoro::waitFor(keys.make(hook, now, 1h, {})));
        }
        fixture.write("signing-keys.json", "{\"format\":");
        SigningKeys keys(fixture.config, vault);
        const auto notice = keys.load();
        QVERIFY(notice);
        QCOMPARE(notice->code, QStringLiteral("signing_keys_damaged"));
    }
};

MUSTER_TEST(TestSigningKeys, QCoreApplication)

} // namespace tst_signingkeys
#include "tst_signingkeys.moc"
