// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/backupmodels.h"
#include "models/items/itemroles.h"
#include "models/items/listmodels.h"
#include "tests/support/listsamples.h"
#include "tests/support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace muster;
using namespace muster::test;

namespace tst_backupmodels {

/// The tables of what comes after a run on a contact list: backups, their contacts, counts before and after.
class TestBackupModels : public QObject
{
    Q_OBJECT

private:
    static constexpr auto mode = QAbstractItemModelTester::FailureReportingMode::Fatal;
    static QVariant checkState(const BackupRecordsModel &model, int row)
    {
        return model.index(row, BackupRecordsModel::Number).data(Qt::CheckStateRole);
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void whatCannotBeRestoredHasNoBoxAndIsNotCounted()
    {
        BackupRecordsModel model;
        QAbstractItemModelTester tester(&model, mode);
        model.setPreview(sampleRecords()); // two texts that are no E.164, one number, two removed contacts
        QCOMPARE(model.rowCount(), 5);
        QCOMPARE(model.checkedCount(), 3);
        QCOMPARE(model.checkedCount(RestoreChance::ComesBack), 2);
        QCOMPARE(model.checkedCount(RestoreChance::NumberBack), 1);
        QVERIFY(!checkState(model, 0).isValid());
        QVERIFY(!(model.flags(model.index(0, BackupRecordsModel::Number)) & Qt::ItemIsUserCheckable));
        QVERIFY(!model.setData(model.index(0, BackupRecordsModel::Number), Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(model.index(0, BackupRecordsModel::Happens).data(ToneRole).value<Tone>(), Tone::Warn);
        QCOMPARE(checkState(model, 3).toInt(), int(Qt::Checked));
        QVERIFY(model.only().isEmpty()); // all that can be: the run is told "all"
        QVERIFY(model.setData(model.index(3, BackupRecordsModel::Number), Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(model.only(), QStringList({QStringLiteral("c-3"), QStringLiteral("c-5")}));
        model.setPreview(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void rowsAreShownByWhatHappensAndChosenTogether()
    {
        BackupRecordsModel model;
        QAbstractItemModelTester tester(&model, mode);
        QSignalSpy changed(&model, &BackupRecordsModel::checkedChanged);
        model.setPreview(sampleRecords());
        model.setShown(RestoreChance::NotWritable);
        QCOMPARE(model.rowCount(), 2);
        model.setShownChecked(false); // nothing of these was chosen
        QCOMPARE(model.checkedCount(), 3);
        model.setShown(RestoreChance::ComesBack);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(1, BackupRecordsModel::ContactId).data().toString(), QStringLiteral("c-5"));
        model.setShownChecked(false);
        QCOMPARE(model.checkedCount(), 1);
        QCOMPARE(model.only(), QStringList{QStringLiteral("c-3")});
        QVERIFY(model.setData(model.index(1, BackupRecordsModel::Number), Qt::Checked, Qt::CheckStateRole));
        model.setShown(std::nullopt);
        QCOMPARE(model.rowCount(), 5);
        QCOMPARE(checkState(model, 3).toInt(), int(Qt::Unchecked));
        QCOMPARE(checkState(model, 4).toInt(), int(Qt::Checked));
        QVERIFY(changed.size() >= 4);
    }

    void aChoiceThatNoOrderCouldHoldIsTold()
    {
        std::vector<BackupRecord> records;
        const std::string id(250, 'i');
        for (int i = 0; i < 20'000; ++i)
            records.push_back({BackupRecord::Why::Purged, id + std::to_string(i), "x", "", ""});
        BackupRecordsModel model;
        model.setPreview(previewRestore(std::move(records)));
        QVERIFY(model.fitsOrder()); // all of them needs no list
        model.setData(model.index(0, BackupRecordsModel::Number), Qt::Unchecked, Qt::CheckStateRole);
        QVERIFY(!model.fitsOrder());
        model.setShownChecked(false);
        QVERIFY(model.fitsOrder());
    }

    void S37_backupsThatExpiredOrWereErasedSaySo()
    {
        BackupsModel model;
        QAbstractItemModelTester tester(&model, mode);
        const QString profile = QStringLiteral("p");
        QList<BackupInfo> backups = sampleBackups(profile);
        backups[1].expiresAt = sampleNow;
        model.setBackups(backups, sampleErased(profile), sampleNow);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.fate(0), BackupsModel::Fate::Kept);
        QCOMPARE(model.fate(1), BackupsModel::Fate::Expired);
        QCOMPARE(model.fate(2), BackupsModel::Fate::Erased);
        QCOMPARE(model.index(1, BackupsModel::Expires).data().toString(), QStringLiteral("expired"));
        QCOMPARE(model.index(2, BackupsModel::Kept).data().toString(), QStringLiteral("deleted manually"));
        QCOMPARE(model.index(2, BackupsModel::List).data().toString(), QStringLiteral("Spring visitors"));
        QVERIFY(model.backup(2)->file.isEmpty());
        QVERIFY(!model.backup(3) && !model.erased(0));
    }

    void countsAfterAreUnknownUntilTheListWasReadAgain()
    {
        ListSummary before;
        before.contacts = 10;
        before.verdicts[std::size_t(ListVerdict::Purge)] = 3;
        before.verdicts[std::size_t(ListVerdict::Unchanged)] = 7;
        before.reasons[std::size_t(ListReason::TooShort)] = 3;
        before.regions = {{QStringLiteral("US"), 7}, {QString(), 3}};
        ReportCountsModel model;
        QAbstractItemModelTester tester(&model, mode);
        model.setRows(listReportCounts(before, std::nullopt));
        QCOMPARE(model.rowCount(), 6);
        const auto after = [&model](int row) { return model.index(row, ReportCountsModel::After).data().toString(); };
        QCOMPARE(after(0), QStringLiteral("not read again"));
        QCOMPARE(model.index(0, ReportCountsModel::Change).data().toString(), QString());

        ListSummary now;
        now.contacts = 8;
        now.verdicts[std::size_t(ListVerdict::Unchanged)] = 8;
        now.regions = {{QStringLiteral("US"), 7}, {QStringLiteral("GB"), 1}};
        model.setRows(listReportCounts(before, now));
        QCOMPARE(model.rowCount(), 7); // a region that was not there before
        QCOMPARE(after(0), QStringLiteral("8"));
        QCOMPARE(model.index(0, ReportCountsModel::Change).data().toString(), QStringLiteral("\u22122"));
        QCOMPARE(model.index(6, ReportCountsModel::Name).data().toString(), QStringLiteral("GB"));
        QCOMPARE(model.index(6, ReportCountsModel::Change).data().toString(), QStringLiteral("+1"));
        QCOMPARE(model.index(6, ReportCountsModel::Before).data(RawRole).toLongLong(), 0);
    }
};

MUSTER_TEST(TestBackupModels, QCoreApplication)

} // namespace tst_backupmodels
#include "tst_backupmodels.moc"
