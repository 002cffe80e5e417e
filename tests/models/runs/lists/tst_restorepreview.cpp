// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/restore/backupqueries.h"

#include "tests/support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>

using namespace muster;

namespace tst_restorepreview {

class TestRestorePreview : public QObject
{
    Q_OBJECT

private:
    using Why = BackupRecord::Why;

    static SharedRestorePreview sample()
    {
        return previewRestore({
            {Why::Corrected, "c-1", "=1+1,\"x\"", "+12015550123", ""},
            {Why::Corrected, "c-2", "+12015550124", "+12015550125", ""},
            {Why::Purged, "c-3", "not given", "", ""},
            {Why::Corrected, "c-4", "020 7946 0018", "+442079460018", ""},
        });
    }

private Q_SLOTS:
    void chances_data()
    {
        QTest::addColumn<bool>("purged");
        QTest::addColumn<QByteArray>("phone");
        QTest::addColumn<RestoreChance>("chance");
        // Contract section 6.1: POST takes any text, PATCH a plus sign, a digit from 1 to 9, then 1 to 14 digits.
        QTest::newRow("removed, any text") << true << QByteArray("not given") << RestoreChance::ComesBack;
        QTest::newRow("removed, no number") << true << QByteArray() << RestoreChance::ComesBack;
        QTest::newRow("shortest") << false << QByteArray("+12") << RestoreChance::NumberBack;
        QTest::newRow("longest") << false << QByteArray("+123456789012345") << RestoreChance::NumberBack;
        QTest::newRow("too short") << false << QByteArray("+1") << RestoreChance::NotWritable;
        QTest::newRow("too long") << false << QByteArray("+1234567890123456") << RestoreChance::NotWritable;
        QTest::newRow("zero first") << false << QByteArray("+012345") << RestoreChance::NotWritable;
        QTest::newRow("no plus") << false << QByteArray("12015550123") << RestoreChance::NotWritable;
        QTest::newRow("spaces") << false << QByteArray("+1 201 555 0123") << RestoreChance::NotWritable;
        QTest::newRow("line end") << false << QByteArray("+12015550123\n") << RestoreChance::NotWritable;
        QTest::newRow("empty") << false << QByteArray() << RestoreChance::NotWritable;
    }

    void chances()
    {
        QFETCH(bool, purged);
        QFETCH(QByteArray, phone);
        QTEST(RestoreRules::chanceOf(purged ? Why::Purged : Why::Corrected, phone.toStdString()), "chance");
    }

    void countsByChance()
    {
        const SharedRestorePreview preview = sample();
        QCOMPARE(preview->records.size(), std::size_t(4));
        QCOMPARE(preview->count(RestoreChance::ComesBack), 1);
        QCOMPARE(preview->count(RestoreChance::NumberBack), 1);
        QCOMPARE(preview->count(RestoreChance::NotWritable), 2);
        QCOMPARE(preview->longestId, std::size_t(3));
    }

    void S21_writesWhatCannotBeRestoredForSpreadsheets()
    {
        QTemporaryDir folder;
        const QString name = folder.filePath(QStringLiteral("kept.csv"));
        const auto written = writeNotRestorable(*sample(), name, {});
        QVERIFY(written);
        QFile file(name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray csv = file.readAll();
        QVERIFY(csv.startsWith("contactId,original,written,reason\r\n"));
        QCOMPARE(csv.count("\r\n"), 3);
        QVERIFY(csv.contains("c-1,\"'=1+1,"));
        QVERIFY(csv.contains("c-4,020 7946 0018,'+442079460018,not_writable\r\n"));
        QVERIFY(!csv.contains("c-2") && !csv.contains("c-3"));
        QCOMPARE(file.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther), QFileDevice::Permissions());
        const auto again = writeNotRestorable(*sample(), name, {});
        QVERIFY(!again); // never over a file that is there
    }

    void leavesNothingWhenStopped()
    {
        QTemporaryDir folder;
        std::stop_source stop;
        stop.request_stop();
        const auto written
            = writeNotRestorable(*sample(), folder.filePath(QStringLiteral("kept.csv")), stop.get_token());
        QVERIFY(!written && written.error().kind == ErrorKind::Cancelled);
        QVERIFY(QDir(folder.path()).isEmpty(QDir::Files | QDir::Hidden));
    }
};

MUSTER_TEST(TestRestorePreview, QCoreApplication)

} // namespace tst_restorepreview
#include "tst_restorepreview.moc"
