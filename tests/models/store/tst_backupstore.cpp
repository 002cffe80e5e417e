// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/backupstore.h"

#include "tests/support/testprogram.h"

#include "models/store/auditlog.h"
#include "models/store/journal.h"
#include "models/store/storethread.h"
#include "storefixture.h"
#include "tests/support/failingdisk.h"
#include "tests/support/memoryvault.h"

#include <QCoro/QCoroTask>
#include <QSemaphore>
#include <QSignalSpy>
#include <cerrno>

using namespace muster;

namespace tst_backupstore {
using test::FailingDisk;
using test::MemoryVault;

namespace {

const QDateTime start = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000, Qt::UTC);

QString runNamed(char letter)
{
    return QString(32, QLatin1Char(letter));
}

} // namespace

class TestBackupStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void S37_withAKeyStoreItIsEncrypted();
    void S37_withoutAKeyStoreNothingIsWrittenUnasked();
    void aNewFileIsMadeWhereTheDiskIsWaitedFor();
    void aKeyOfAFileThatCannotBeMadeIsForgotten();
    void listsTheNewestFirstAlsoElsewhere();
    void S37_whatHasExpiredGoesWithItsKey();
    void F107_aDoubtfulClockRemovesNothing();
    void S35_nothingGoesThatCannotBeAudited();
    void unfinishedOnesGo();
    void aFileThatBecameSomethingElseStays();
    void S37_whatWasErasedIsStillToldOf();
    void F97_theSecondWindowRemovesNothing();

private:
    void open(bool readOnly = false)
    {
        m_store = std::make_unique<BackupStore>(m_backups, m_vault, *m_audit, *m_thread, readOnly);
    }
    Result<BackupInfo> make(char run, const QDateTime &created, const QString &file = {})
    {
        BackupInfo info;
        info.file = file;
        info.runId = runNamed(run);
        info.createdAt = created;
        info.expiresAt = created.addDays(30);
        auto writer = QCoro::waitFor(m_store->begin(info, m_cleartext, {}));
        if (!writer)
            return tl::unexpected(writer.error());
        if (const auto added = (*writer)->append({{BackupRecord::Why::Purged, "c1", "x", "", ""}}); !added)
            return tl::unexpected(added.error());
        const auto done = (*writer)->finish();
        return done ? QCoro::waitFor(m_store->keep(*done)).map([&] { return *done; }) : done;
    }
    [[nodiscard]] QString names() const
    {
        QStringList runs;
        const QList<BackupInfo> infos = m_store->list();
        for (const BackupInfo &info : infos)
            runs.append(info.runId.left(1));
        return runs.join(u' ');
    }
    [[nodiscard]] QStringList events() const
    {
        QStringList events;
        const auto entries = m_audit->read(1, 100);
        for (const AuditEntry &entry : *entries)
            events.append(entry.event);
        return events;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_backups;
    FailingDisk m_disk;
    MemoryVault m_vault;
    std::unique_ptr<AuditLog> m_audit;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<StoreThread> m_thread;
    BackupStore::Cleartext m_cleartext = BackupStore::Cleartext::Refused;
    std::unique_ptr<BackupStore> m_store;
};

void TestBackupStore::init()
{
    m_store.reset();
    m_thread.reset();
    m_journal.reset();
    m_audit.reset();
    m_cleartext = BackupStore::Cleartext::Refused;
    m_disk.heal();
    m_folder = std::make_unique<QTemporaryDir>();
    m_backups = m_folder->filePath(QStringLiteral("backups"));
    QVERIFY(QDir().mkpath(m_backups));
    m_vault.available = true;
    m_vault.keys.clear();
    auto audit = AuditLog::open(m_folder->filePath(QStringLiteral("audit.jsonl")), m_folder->path(), false, m_disk);
    QVERIFY(audit);
    m_audit = *std::move(audit);
    auto journal = Journal::open(m_folder->filePath(QStringLiteral("journal.sqlite")), false);
    QVERIFY(journal);
    m_journal = *std::move(journal);
    m_thread = std::make_unique<StoreThread>(*m_journal);
    open();
}

void TestBackupStore::S37_withAKeyStoreItIsEncrypted()
{
    const auto info = make('a', start);
    QVERIFY(info);
    QVERIFY(info->encrypted);
    QCOMPARE(m_vault.keys.size(), 1);
    QVERIFY(info->file.startsWith(m_backups));
    const auto key = QCoro::waitFor(m_store->key(*info, {}));
    QVERIFY(key);
    int records = 0;
    QVERIFY(readBackup(info->file, *key, [&records](const std::vector<BackupRecord> &some) {
        records += int(some.size());
        return true;
    }));
    QCOMPARE(records, 1);
}

void TestBackupStore::S37_withoutAKeyStoreNothingIsWrittenUnasked()
{
    m_vault.available = false;
    const auto refused = make('a', start);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, QStringLiteral("backup_not_encrypted"));
    QCOMPARE(QDir(m_backups).entryList(QDir::Files | QDir::Hidden), QStringList());
    m_cleartext = BackupStore::Cleartext::Allowed;
    const auto info = make('a', start);
    QVERIFY(info);
    QVERIFY(!info->encrypted);
    const auto key = QCoro::waitFor(m_store->key(*info, {}));
    QVERIFY(key && !*key);
}

void TestBackupStore::aNewFileIsMadeWhereTheDiskIsWaitedFor()
{
    QSemaphore disk;
    m_thread->run([&disk]() -> Result<void> {
        disk.acquire();
        return {};
    });
    BackupInfo info;
    info.runId = runNamed('a');
    info.createdAt = start;
    info.expiresAt = start.addDays(30);
    auto beginning = m_store->begin(info, BackupStore::Cleartext::Refused, {});
    QTRY_COMPARE(m_vault.keys.size(), 1);
    QCoreApplication::processEvents();
    const bool isMade = !QDir(m_backups).isEmpty();
    disk.release();
    const auto writer = QCoro::waitFor(beginning);
    QVERIFY(writer);
    QVERIFY(!isMade);
    QVERIFY(!QDir(m_backups).isEmpty());
}

void TestBackupStore::aKeyOfAFileThatCannotBeMadeIsForgotten()
{
    QVERIFY(make('a', start, m_folder->filePath(QStringLiteral("mine"))));
    const auto taken = make('b', start, m_folder->filePath(QStringLiteral("mine")));
    QVERIFY(!taken);
    QCOMPARE(taken.error().code, QStringLiteral("exists"));
    QCOMPARE(m_vault.keys.size(), 1);
}

void TestBackupStore::listsTheNewestFirstAlsoElsewhere()
{
    QSignalSpy changed(m_store.get(), &BackupStore::changed);
    QVERIFY(make('a', start));
    QVERIFY(make('b', start.addDays(2), m_folder->filePath(QStringLiteral("chosen.bin"))));
    QVERIFY(make('c', start.addDays(1)));
    QCOMPARE(names(), QStringLiteral("b c a"));
    QCOMPARE(changed.count(), 3);
    open(); // also after a restart
    QCOMPARE(names(), QStringLiteral("b c a"));
}

void TestBackupStore::S37_whatHasExpiredGoesWithItsKey()
{
    const auto old = make('a', start);
    const auto chosen = make('b', start, m_folder->filePath(QStringLiteral("chosen.bin")));
    QVERIFY(old && chosen && make('c', start.addDays(1)));
    m_store->removeExpired(start.addDays(30).addMSecs(-1));
    QCOMPARE(names().size(), 5);
    m_store->removeExpired(start.addDays(30));
    QCOMPARE(names(), QStringLiteral("c"));
    QVERIFY(!QFileInfo::exists(old->file));
    QVERIFY(!QFileInfo::exists(chosen->file));
    QCOMPARE(m_vault.keys.keys(), QStringList(QStringLiteral("backup/") + runNamed('c')));
    QCOMPARE(events().count(QStringLiteral("backup.removed")), 2);
}

void TestBackupStore::F107_aDoubtfulClockRemovesNothing()
{
    const auto young = make('a', start);
    const auto old = make('b', start.addDays(-31));
    QVERIFY(young && old);
    // Whichever way the clock is off: it goes only what has expired by everybody's time.
    QCOMPARE(m_store->removeExpired({start.addYears(1), start}), 1);
    QCOMPARE(names(), QStringLiteral("a"));
    QCOMPARE(m_store->removeExpired({start, start.addYears(1)}), 1);
    QCOMPARE(names(), QStringLiteral("a"));
    QCOMPARE(m_vault.keys.size(), 1);
    QCOMPARE(m_store->removeExpired(start.addDays(30)), 0);
    QCOMPARE(names(), QString());
}

void TestBackupStore::S35_nothingGoesThatCannotBeAudited()
{
    const auto old = make('a', start);
    QVERIFY(old);
    m_disk.failAlways(FailingDisk::Op::Write, ENOSPC);
    QVERIFY(!QCoro::waitFor(m_store->remove(*old, QStringLiteral("wish"))));
    m_store->removeExpired(start.addYears(1));
    QVERIFY(QFileInfo::exists(old->file));
    QCOMPARE(m_vault.keys.size(), 1);
}

void TestBackupStore::unfinishedOnesGo()
{
    BackupInfo info;
    info.runId = runNamed('a');
    info.createdAt = start;
    info.expiresAt = start.addDays(30);
    auto writer = QCoro::waitFor(m_store->begin(info, m_cleartext, {}));
    QVERIFY(writer);
    const QString file = m_backups + u'/' + info.runId + QStringLiteral(".backup.partial");
    QVERIFY(QFileInfo::exists(file));
    QVERIFY(names().isEmpty());
    m_store->removeExpired(start); // as after a kill: the writer never came to remove it
    QVERIFY(!QFileInfo::exists(file));
    QVERIFY(m_vault.keys.isEmpty());
    QVERIFY(events().contains(QStringLiteral("backup.unfinished_removed")));
}

void TestBackupStore::aFileThatBecameSomethingElseStays()
{
    const QString file = m_folder->filePath(QStringLiteral("chosen.bin"));
    const auto info = make('a', start, file);
    QVERIFY(info);
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write("my holiday");
    out.close();
    const auto removed = QCoro::waitFor(m_store->remove(*info, QStringLiteral("wish")));
    QVERIFY(!removed);
    QCOMPARE(removed.error().code, QStringLiteral("backup_damaged"));
    m_store->removeExpired(start.addYears(1));
    QCOMPARE(test::StoreFixture::bytesOf(file), QByteArray("my holiday"));
}

void TestBackupStore::S37_whatWasErasedIsStillToldOf()
{
    QVERIFY(make('a', start));
    const auto info = make('b', start);
    QVERIFY(info);
    QVERIFY(m_store->erased().isEmpty());
    QVERIFY(QCoro::waitFor(m_store->remove(*info, QStringLiteral("person"))));
    m_store->removeExpired(start.addYears(1));
    const QList<ErasedBackup> erased = m_store->erased();
    QCOMPARE(erased.size(), 2);
    QCOMPARE(erased[0].why, QStringLiteral("expired")); // the last one first
    QCOMPARE(erased[1].why, QStringLiteral("person"));
    QCOMPARE(erased[1].backup.runId, info->runId);
    QCOMPARE(erased[1].backup.listName, info->listName);
    QCOMPARE(erased[1].backup.purged, info->purged);
    QVERIFY(erased[1].backup.file.isEmpty());
    // The note is of use to nobody when it cannot be read, and no harm either.
    QFile note(m_folder->filePath(QStringLiteral("backups/erased.json")));
    if (!note.exists())
        note.setFileName(m_folder->filePath(QStringLiteral("erased.json")));
    QVERIFY(note.open(QIODevice::WriteOnly));
    note.write("[{]");
    note.close();
    QVERIFY(m_store->erased().isEmpty());
}

void TestBackupStore::F97_theSecondWindowRemovesNothing()
{
    const auto info = make('a', start);
    QVERIFY(info);
    open(true);
    QCOMPARE(names(), QStringLiteral("a"));
    m_store->removeExpired(start.addYears(1));
    QVERIFY(!QCoro::waitFor(m_store->remove(*info, QStringLiteral("wish"))));
    QVERIFY(!QCoro::waitFor(m_store->begin(*info, m_cleartext, {})));
    QVERIFY(QFileInfo::exists(info->file));
}

MUSTER_TEST(TestBackupStore, QCoreApplication)

} // namespace tst_backupstore
#include "tst_backupstore.moc"
