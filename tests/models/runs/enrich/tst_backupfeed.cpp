// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/send/batchsender.h"

#include "tests/support/testprogram.h"

#include "enrichsamples.h"
#include "models/rules/enrich/heldvalue.h"

#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;

namespace tst_backupfeed {

class TestBackupFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRecordIsInOneBatch();
    void aListThatHasChangedTakesNothing_data();
    void aListThatHasChangedTakesNothing();
    void anotherNumberOfRecordsIsDamage();

private:
    [[nodiscard]] QString backup(int count)
    {
        BackupInfo info;
        info.file = m_folder.filePath(QStringLiteral("%1.backup").arg(++m_files));
        info.runId = QString(32, u'a');
        info.createdAt = info.expiresAt = QDateTime(QDate(2024, 5, 6), QTime(7, 8), Qt::UTC);
        auto writer = BackupWriter::create(info, std::nullopt);
        std::vector<BackupRecord> records;
        for (int i = 0; i < count; ++i) {
            std::string members;
            appendMember(members, "lead_source", {HeldValue::Form::Text, "Fair \"" + std::to_string(i) + '"'});
            appendMember(members, "lead_score", {HeldValue::Form::Json, std::to_string(i)});
            records.push_back(
                {BackupRecord::Why::Enriched, "c" + std::to_string(i), "", "", std::string(1'000, ' '), members});
        }
        if (!(*writer)->append(records) || !(*writer)->finish())
            qFatal("cannot write a sample");
        return info.file;
    }
    [[nodiscard]] static std::unique_ptr<BackupFeed> feed(const QString &file, const ListSchema &schema,
                                                          std::vector<bool> open)
    {
        return std::make_unique<BackupFeed>(*BackupReader::open(file, std::nullopt),
                                            std::make_shared<const ListSchema>(schema), std::move(open));
    }

    QTemporaryDir m_folder;
    int m_files = 0;
};

void TestBackupFeed::everyRecordIsInOneBatch()
{
    constexpr int count = 500; // several frames
    std::vector<bool> open(count, true);
    open[3] = open[499] = false; // done
    const auto batches = feed(backup(count), leadSchema(), open);
    std::uint32_t next = 0;
    for (;;) {
        const auto batch = batches->next({7, 1'000'000});
        QVERIFY(batch);
        if (batch->units.isEmpty())
            break;
        QVERIFY(batch->units.size() <= 7);
        for (qsizetype i = 0; i < batch->units.size(); ++i) {
            next += next == 3 ? 1 : 0;
            QCOMPARE(batch->units[i], next);
            const std::string n = std::to_string(next++);
            QCOMPARE(batch->batch->id(std::size_t(i)), std::string_view("c" + n));
            const auto values = batch->batch->values(std::size_t(i));
            QCOMPARE(values.size(), 2u);
            QCOMPARE(batch->batch->text(values[0]), std::string_view("Fair \"" + n + '"'));
            QCOMPARE(batch->batch->text(values[1]), std::string_view(n));
        }
    }
    QCOMPARE(next, 499u);
    QVERIFY(batches->next({7, 1'000'000})->units.isEmpty());
}

void TestBackupFeed::aListThatHasChangedTakesNothing_data()
{
    QTest::addColumn<int>("types");
    QTest::newRow("gone") << 0;
    QTest::newRow("of another type") << 1;
    QTest::newRow("of a type nobody knows") << 2;
}

void TestBackupFeed::aListThatHasChangedTakesNothing()
{
    QFETCH(int, types);
    ListSchema schema = leadSchema();
    if (types == 0)
        schema.attributes.removeLast();
    else if (types == 1)
        schema.attributes.last().type = ListAttributeType::Date;
    else
        schema.attributes.last().type.reset();
    const auto batch = feed(backup(3), schema, {true, true, true})->next({7, 1'000'000});
    QVERIFY(!batch);
    QCOMPARE(batch.error().code, QStringLiteral("schema_changed"));
    QCOMPARE(batch.error().subject, QStringLiteral("lead_score"));
}

void TestBackupFeed::anotherNumberOfRecordsIsDamage()
{
    for (const std::size_t units : {2u, 4u}) {
        const auto batch = feed(backup(3), leadSchema(), std::vector<bool>(units, true))->next({7, 1'000'000});
        QVERIFY(!batch);
        QCOMPARE(batch.error().code, QStringLiteral("backup_damaged"));
    }
}

MUSTER_TEST(TestBackupFeed, QCoreApplication)

} // namespace tst_backupfeed
#include "tst_backupfeed.moc"
