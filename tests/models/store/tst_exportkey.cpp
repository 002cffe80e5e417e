// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/exportkey.h"

#include "tests/support/failingdisk.h"
#include "tests/support/memoryvault.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace muster;
using namespace muster::test;

namespace tst_exportkey {

namespace {

const QDateTime now = QDateTime::fromString(QStringLiteral("2026-03-04T05:06:07Z"), Qt::ISODate);

/// The store as a Muster that starts finds it.
struct Life
{
    Life(const QTemporaryDir &folder, KeyVault &vault, DiskAccess &disk = DiskAccess::system())
        : key(folder.path(), vault, nullptr, disk)
        , notice(key.load())
    {
    }

    ExportKey key;
    std::optional<ApiError> notice;
};

QString codeOf(const Result<ExportKey::Key> &key)
{
    return key ? QString() : key.error().code;
}

} // namespace

class TestExportKey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isMadeOnceAndFoundAgain()
    {
        QTemporaryDir folder;
        MemoryVault vault;
        ExportKey::Key made;
        {
            Life life(folder, vault);
            QVERIFY(!life.key.info());
            const auto first = QCoro::waitFor(life.key.key(now, {}));
            QVERIFY(first);
            made = *first;
            QCOMPARE(made.secret.bytes().size(), qsizetype(32));
            QCOMPARE(life.key.info()->id, made.id);
            QCOMPARE(life.key.info()->madeAt, now);
        }
        Life life(folder, vault);
        QVERIFY(!life.notice);
        const auto again = QCoro::waitFor(life.key.key(now.addDays(9), {}));
        QVERIFY(again);
        QCOMPARE(again->id, made.id);
        QVERIFY(again->secret == made.secret);
        QCOMPARE(life.key.info()->madeAt, now);
        QCOMPARE(vault.keys.size(), 1);
        QFile file(folder.filePath(QStringLiteral("export-key.json")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(bytes.contains(made.id.toLatin1()));
        QVERIFY(!bytes.contains(made.secret.bytes().toByteArray().toBase64()));
        QVERIFY(!bytes.contains(made.secret.bytes().toByteArray().toHex()));
    }

    void anotherDataFolderHasAnotherKey()
    {
        QTemporaryDir one, other;
        MemoryVault vault;
        Life first(one, vault), second(other, vault);
        const auto a = QCoro::waitFor(first.key.key(now, {}));
        const auto b = QCoro::waitFor(second.key.key(now, {}));
        QVERIFY(a && b);
        QVERIFY(a->id != b->id);
        QVERIFY(!(a->secret == b->secret));
    }

    void S02_aLockedKeyStoreIsNotTakenForNone()
    {
        QTemporaryDir folder;
        MemoryVault vault;
        {
            Life life(folder, vault);
            QVERIFY(QCoro::waitFor(life.key.key(now, {})));
        }
        const QHash<QString, Secret> kept = vault.keys;
        vault.available = false;
        Life life(folder, vault);
        const auto refused = QCoro::waitFor(life.key.key(now, {}));
        QCOMPARE(codeOf(refused), QStringLiteral("export_key_locked"));
        QCOMPARE(refused.error().kind, ErrorKind::KeyStore);
        QCOMPARE(refused.error().subject, life.key.info()->id);
        // Nor is what it hands out believed when it is another key.
        vault.available = true;
        vault.keys.insert(vault.keys.constBegin().key(), Secret(QByteArray(32, 'x')));
        QCOMPARE(codeOf(QCoro::waitFor(life.key.key(now, {}))), QStringLiteral("export_key_locked"));
        vault.keys = kept;
        QVERIFY(QCoro::waitFor(life.key.key(now, {})));
    }

    void S02_withoutAKeyStoreThereIsNoKey()
    {
        QTemporaryDir folder;
        MemoryVault vault;
        vault.available = false;
        Life life(folder, vault);
        QCOMPARE(codeOf(QCoro::waitFor(life.key.key(now, {}))), QStringLiteral("export_key_not_kept"));
        QVERIFY(!life.key.info());
        QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("export-key.json"))));
    }

    void replacedOnePutsAnEndToTheOldOne()
    {
        QTemporaryDir folder;
        MemoryVault vault;
        Life life(folder, vault);
        const auto old = QCoro::waitFor(life.key.key(now, {}));
        QVERIFY(old);
        const auto info = QCoro::waitFor(life.key.replace(now.addDays(1), {}));
        QVERIFY(info);
        QVERIFY(info->id != old->id);
        QCOMPARE(vault.keys.size(), 1);
        QCOMPARE(codeOf(QCoro::waitFor(life.key.keyOf(old->id, {}))), QStringLiteral("export_key_replaced"));
        const auto fresh = QCoro::waitFor(life.key.key(now, {}));
        QVERIFY(fresh);
        QCOMPARE(fresh->id, info->id);
        QVERIFY(!(fresh->secret == old->secret));
    }

    void F94_whatCannotBeNotedIsNotKept()
    {
        QTemporaryDir folder;
        MemoryVault vault;
        FailingDisk disk;
        Life life(folder, vault, disk);
        disk.failAlways(FailingDisk::Op::Write, ENOSPC);
        QCOMPARE(codeOf(QCoro::waitFor(life.key.key(now, {}))), QStringLiteral("disk_full"));
        QVERIFY(!life.key.info());
        QVERIFY(vault.keys.isEmpty());
    }

    void F97_anotherMustersFolderGetsNoKey()
    {
        QTemporaryDir folder;
        MemoryVault vault;
        ExportKey key(folder.path(), vault);
        key.setReadOnly();
        QVERIFY(!key.load());
        QCOMPARE(codeOf(QCoro::waitFor(key.key(now, {}))), QStringLiteral("read_only"));
        QVERIFY(vault.keys.isEmpty());
    }

    void F98_aDamagedNoteIsToldAndKept()
    {
        QTemporaryDir folder;
        MemoryVault vault;
        QFile file(folder.filePath(QStringLiteral("export-key.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"format\":\"muster-export-key\",\"version\":1,\"items\":[{\"id\":\"short\"}]}");
        file.close();
        Life life(folder, vault);
        QVERIFY(life.notice);
        QCOMPARE(life.notice->code, QStringLiteral("export_key_damaged"));
        QVERIFY(QFile::exists(life.notice->subject));
    }
};

MUSTER_TEST(TestExportKey, QCoreApplication)

} // namespace tst_exportkey
#include "tst_exportkey.moc"
