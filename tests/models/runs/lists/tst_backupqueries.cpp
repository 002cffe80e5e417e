// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/restore/backupqueries.h"

#include "models/store/auditlog.h"
#include "models/store/backupstore.h"
#include "models/store/journal.h"
#include "models/store/storethread.h"
#include "tests/support/memoryvault.h"
#include "tests/support/testprogram.h"

#include <QCoro/QCoroTask>
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace muster;

namespace tst_backupreading {
using test::MemoryVault;

namespace {

const QDateTime start = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000, Qt::UTC);

} // namespace

/// Reading a backup for a window: what it shows, what it says when it cannot, and which answer counts.
class TestBackupQueries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aBackupIsShownWithWhatCanBeRestored_data();
    void aBackupIsShownWithWhatCanBeRestored();
    void withoutItsKeyItSaysSo();
    void F99_aDamagedBackupIsNotShown();
    void onlyTheNewestQuestionIsAnswered();
    void nothingComesAfterItsEnd();
    void whatCannotBeRestoredIsWrittenToAFile();

private:
    BackupInfo make(char run, int contacts)
    {
        BackupInfo info;
        info.runId = QString(32, QLatin1Char(run));
        info.createdAt = start;
        info.expiresAt = start.addDays(30);
        auto writer = QCoro::waitFor(m_store->begin(info, BackupStore::Cleartext::Allowed, {}));
        std::vector<BackupRecord> records{
            {BackupRecord::Why::Corrected, "fix-1", "+12025550100", "+12025550199", ""},
            {BackupRecord::Why::Corrected, "fix-2", "(202) 555-0101", "+12025550101", ""}};
        for (int i = 0; i < contacts; ++i)
            records.push_back({BackupRecord::Why::Purged, "purge-" + std::to_string(i), "none", "", ""});
        if (!writer || !(*writer)->append(records))
            qFatal("the backup cannot be written");
        const auto done = (*writer)->finish();
        if (!done || !QCoro::waitFor(m_store->keep(*done)))
            qFatal("the backup cannot be kept");
        return *done;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    MemoryVault m_vault;
    std::unique_ptr<AuditLog> m_audit;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<StoreThread> m_thread;
    std::unique_ptr<BackupStore> m_store;
};

void TestBackupQueries::init()
{
    m_store.reset();
    m_thread.reset();
    m_journal.reset();
    m_audit.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    const QString backups = m_folder->filePath(QStringLiteral("backups"));
    QVERIFY(QDir().mkpath(backups));
    m_vault.available = true;
    m_vault.keys.clear();
    auto audit = AuditLog::open(m_folder->filePath(QStringLiteral("audit.jsonl")), m_folder->path(), false);
    QVERIFY(audit);
    m_audit = *std::move(audit);
    auto journal = Journal::open(m_folder->filePath(QStringLiteral("journal.sqlite")), false);
    QVERIFY(journal);
    m_journal = *std::move(journal);
    m_thread = std::make_unique<StoreThread>(*m_journal);
    m_store = std::make_unique<BackupStore>(backups, m_vault, *m_audit, *m_thread, false);
}

void TestBackupQueries::aBackupIsShownWithWhatCanBeRestored_data()
{
    QTest::addColumn<bool>("encrypted");
    QTest::newRow("encrypted") << true;
    QTest::newRow("readable") << false;
}

void TestBackupQueries::aBackupIsShownWithWhatCanBeRestored()
{
    QFETCH(bool, encrypted);
    m_vault.available = encrypted;
    const BackupInfo info = make('a', 1'500);
    QCOMPARE(info.encrypted, encrypted);
    BackupContactsQuery reading(*m_store);
    QSignalSpy loaded(&reading, &BackupContactsQuery::loaded), failed(&reading, &BackupContactsQuery::failed);
    reading.request(info);
    QCOMPARE(loaded.count(), 0); // never from within the question
    QTRY_COMPARE(loaded.count(), 1);
    QCOMPARE(failed.count(), 0);
    QCOMPARE(loaded[0][0].toString(), info.file);
    const auto preview = loaded[0][1].value<SharedRestorePreview>();
    QVERIFY(preview);
    QCOMPARE(preview->records.size(), std::size_t(1'502));
    QCOMPARE(preview->records.front().contactId, std::string("fix-1"));
    QCOMPARE(preview->records.back().contactId, std::string("purge-1499"));
    qint64 all = 0;
    for (const qint64 count : preview->counts)
        all += count;
    QCOMPARE(all, 1'502);
}

void TestBackupQueries::withoutItsKeyItSaysSo()
{
    const BackupInfo info = make('a', 3);
    m_vault.keys.clear();
    BackupContactsQuery reading(*m_store);
    QSignalSpy loaded(&reading, &BackupContactsQuery::loaded), failed(&reading, &BackupContactsQuery::failed);
    reading.request(info);
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(failed[0][0].toString(), info.file);
    QCOMPARE(failed[0][1].value<ApiError>().code, QStringLiteral("no_backup_key"));
    QCOMPARE(loaded.count(), 0);
}

void TestBackupQueries::F99_aDamagedBackupIsNotShown()
{
    const BackupInfo info = make('a', 300);
    QFile file(info.file);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(file.size() / 2) && file.write("damage") == 6);
    file.close();
    BackupContactsQuery reading(*m_store);
    QSignalSpy loaded(&reading, &BackupContactsQuery::loaded), failed(&reading, &BackupContactsQuery::failed);
    reading.request(info);
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(failed[0][1].value<ApiError>().kind, ErrorKind::Damaged);
    QCOMPARE(loaded.count(), 0); // not even the part before
}

void TestBackupQueries::onlyTheNewestQuestionIsAnswered()
{
    const BackupInfo first = make('a', 20'000), second = make('b', 2);
    BackupContactsQuery reading(*m_store);
    QSignalSpy loaded(&reading, &BackupContactsQuery::loaded), failed(&reading, &BackupContactsQuery::failed);
    reading.request(first);
    reading.request(second);
    QTRY_COMPARE(loaded.count(), 1);
    // Whatever the first one still does, it is over when a third one has been answered behind it.
    reading.request(first);
    QTRY_COMPARE(loaded.count(), 2);
    QCOMPARE(failed.count(), 0);
    QCOMPARE(loaded[0][0].toString(), second.file);
    QCOMPARE(loaded[1][0].toString(), first.file);
}

void TestBackupQueries::nothingComesAfterItsEnd()
{
    const BackupInfo info = make('a', 20'000);
    auto reading = std::make_unique<BackupContactsQuery>(*m_store);
    QSignalSpy loaded(reading.get(), &BackupContactsQuery::loaded);
    reading->request(info);
    reading->write(previewRestore({}), m_folder->filePath(QStringLiteral("list.csv")));
    reading.reset();
    BackupContactsQuery other(*m_store);
    QSignalSpy later(&other, &BackupContactsQuery::loaded);
    other.request(info);
    QTRY_COMPARE(later.count(), 1);
    QCOMPARE(loaded.count(), 0);
}

void TestBackupQueries::whatCannotBeRestoredIsWrittenToAFile()
{
    const BackupInfo info = make('a', 3);
    BackupContactsQuery reading(*m_store);
    QSignalSpy loaded(&reading, &BackupContactsQuery::loaded), written(&reading, &BackupContactsQuery::written);
    reading.request(info);
    QTRY_COMPARE(loaded.count(), 1);
    const auto preview = loaded[0][1].value<SharedRestorePreview>();
    const QString name = m_folder->filePath(QStringLiteral("list.csv"));
    reading.write(preview, name);
    QTRY_COMPARE(written.count(), 1);
    const auto file = written[0][0].value<Result<WrittenFile>>();
    QVERIFY(file);
    QCOMPARE(file->name, name);
    QFile list(name);
    QVERIFY(list.open(QIODevice::ReadOnly));
    const QByteArray csv = list.readAll();
    QVERIFY(csv.contains("fix-2") && !csv.contains("fix-1")
            && !csv.contains("purge-")); // not E.164: cannot be written back
    reading.write(preview, name);
    QTRY_COMPARE(written.count(), 2);
    QCOMPARE(written[1][0].value<Result<WrittenFile>>().error().code, QStringLiteral("exists"));
}

MUSTER_TEST(TestBackupQueries, QCoreApplication)

} // namespace tst_backupreading
#include "tst_backupqueries.moc"
