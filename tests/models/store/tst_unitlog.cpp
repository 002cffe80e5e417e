// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/unitlog.h"

#include "tests/support/testprogram.h"

#include "storefixture.h"
#include "tests/support/failingdisk.h"

#include <QCoro/QCoroTask>
#include <cerrno>

using namespace muster;

namespace tst_unitlog {
using test::FailingDisk;
using test::StoreFixture;

namespace {

const UnitLogBinding binding{QString(32, u'a'), QString(64, u'7'), 1000};

QList<UnitChange> changesOf(std::uint32_t first, std::uint32_t count, UnitState state, std::uint8_t reason = 0)
{
    QList<UnitChange> changes;
    for (std::uint32_t unit = first; unit < first + count; ++unit)
        changes.append({unit, state, reason});
    return changes;
}

} // namespace

class TestUnitLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void whatWasRecordedIsThereAfterAReopen();
    void theFileIsPrivateAndHoldsOnlyOrdinals();
    void recordsOfOneMomentShareASync();
    void S44_wrongUnitsChangeNothing();
    void aSecondCreateIsRefused();
    void F90_noStepOfMakingItLeavesOneThatIsDamaged();
    void whatIsThereIsOpenedAndWhatIsMissingIsMade();
    void anotherPlansLogIsRefused();
    void F93_aTornLastGroupIsCutAndTold();
    void F93_powerLossKeepsWhatWasPromised_data();
    void F93_powerLossKeepsWhatWasPromised();
    void F94_aFullDiskPasses();
    void F95_aFailedSyncIsForEver();
    void F95_whatWaitsBehindAFailedSyncFailsToo();
    void F99_damageBeforeTheLastGroupStopsEverything();
    void F99_aGroupThatIsMissingIsDamage();

private:
    [[nodiscard]] QString file() const { return m_folder->filePath(QStringLiteral("run.units")); }
    [[nodiscard]] std::unique_ptr<UnitLog> create(DiskAccess &disk = DiskAccess::system()) const
    {
        auto log = QCoro::waitFor(UnitLog::create(file(), binding, disk));
        return log ? *std::move(log) : nullptr;
    }
    [[nodiscard]] Result<std::unique_ptr<UnitLog>> open(DiskAccess &disk = DiskAccess::system()) const
    {
        return QCoro::waitFor(UnitLog::open(file(), binding, disk));
    }
    [[nodiscard]] static Result<void> record(UnitLog &log, const QList<UnitChange> &changes)
    {
        return QCoro::waitFor(log.record(changes));
    }
    /// Three groups: 10 intents, 10 applied, 5 intents.
    void writeThreeGroups() const
    {
        const auto log = create();
        QVERIFY(log);
        QVERIFY(record(*log, changesOf(0, 10, UnitState::Intent)));
        QVERIFY(record(*log, changesOf(0, 10, UnitState::Applied)));
        QVERIFY(record(*log, changesOf(10, 5, UnitState::Intent)));
    }
    void rewrite(const QByteArray &bytes) const
    {
        QFile out(file());
        QVERIFY(out.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QCOMPARE(out.write(bytes), bytes.size());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestUnitLog::whatWasRecordedIsThereAfterAReopen()
{
    {
        const auto log = create();
        QVERIFY(log);
        QCOMPARE(log->count(UnitState::Planned), 1000);
        QVERIFY(record(*log, changesOf(5, 3, UnitState::Intent)));
        QVERIFY(record(*log, changesOf(5, 2, UnitState::Rejected, 7)));
        QVERIFY(record(*log, changesOf(7, 1, UnitState::Unknown)));
        QVERIFY(record(*log, changesOf(7, 1, UnitState::Intent)));
        QCOMPARE(log->state(5), UnitState::Rejected);
    }
    const auto log = open();
    QVERIFY(log);
    QCOMPARE((*log)->state(4), UnitState::Planned);
    QCOMPARE((*log)->state(5), UnitState::Rejected);
    QCOMPARE((*log)->reason(6), std::uint8_t(7));
    QCOMPARE((*log)->attempts(5), 1);
    QCOMPARE((*log)->state(7), UnitState::Intent);
    QCOMPARE((*log)->attempts(7), 2);
    QCOMPARE((*log)->count(UnitState::Planned), 997);
    QCOMPARE((*log)->count(UnitState::Rejected), 2);
    QCOMPARE((*log)->count(UnitState::Intent), 1);
    QCOMPARE((*log)->count(UnitState::Unknown), 0);
    QCOMPARE((*log)->recoveredBytes(), 0);
    QVERIFY(record(**log, changesOf(7, 1, UnitState::Applied)));
    const UnitLog &read = **log;
    QCOMPARE(read.state(7), UnitState::Applied);
}

void TestUnitLog::theFileIsPrivateAndHoldsOnlyOrdinals()
{
    writeThreeGroups();
    QCOMPARE(StoreFixture::modeOf(file()), mode_t(0600));
    QCOMPARE(QFileInfo(file()).size(), UnitLogFormat::headerBytes + 25 * UnitLogFormat::changeBytes);
    static_assert(sizeof(LoggedUnit) == 4); // a million units in 4 MB
}

void TestUnitLog::recordsOfOneMomentShareASync()
{
    FailingDisk disk;
    const auto log = create(disk);
    QVERIFY(log);
    const int before = disk.calls(FailingDisk::Op::SyncData);
    std::vector<QCoro::Task<Result<void>>> all;
    for (std::uint32_t unit = 0; unit < 50; ++unit)
        all.push_back(log->record(changesOf(unit, 1, UnitState::Intent)));
    QCOMPARE(log->count(UnitState::Intent), 0); // durable before visible
    for (auto &one : all)
        QVERIFY(QCoro::waitFor(one));
    QCOMPARE(log->count(UnitState::Intent), 50);
    // The first goes alone, the others gather behind it.
    QCOMPARE(disk.calls(FailingDisk::Op::SyncData) - before, 2);
}

void TestUnitLog::S44_wrongUnitsChangeNothing()
{
    const auto log = create();
    QVERIFY(log);
    const auto refused = record(*log, {{3, UnitState::Intent, 0}, {1000, UnitState::Intent, 0}});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, QStringLiteral("unit_out_of_range"));
    QCOMPARE(log->state(3), UnitState::Planned);
    QVERIFY(record(*log, {}));
    QVERIFY(record(*log, changesOf(999, 1, UnitState::Skipped)));
}

void TestUnitLog::aSecondCreateIsRefused()
{
    QVERIFY(create());
    const auto again = QCoro::waitFor(UnitLog::create(file(), binding));
    QVERIFY(!again);
    QCOMPARE(again.error().code, QStringLiteral("exists"));
}

void TestUnitLog::whatIsThereIsOpenedAndWhatIsMissingIsMade()
{
    {
        const auto made = QCoro::waitFor(UnitLog::openOrCreate(file(), binding));
        QVERIFY(made);
        UnitLog &log = **made;
        QVERIFY(record(log, changesOf(0, 3, UnitState::Intent)));
        QVERIFY(record(log, changesOf(0, 1, UnitState::Planned)));
        QVERIFY(record(log, changesOf(1, 1, UnitState::Unknown)));
        QCOMPARE(log.attemptsSinceOpened(0), 1);
        QVERIFY(!log.isSendable(0, 1));
        QVERIFY(log.isSendable(0, 2));
        QVERIFY(!log.isSendable(1, 2)); // in doubt
        QCOMPARE(log.answered(), 1);
    }
    const auto opened = QCoro::waitFor(UnitLog::openOrCreate(file(), binding));
    QVERIFY(opened);
    UnitLog &log = **opened;
    QCOMPARE(log.attempts(0), 1);
    QCOMPARE(log.attemptsSinceOpened(0), 0); // tries are those of a life
    QVERIFY(log.isSendable(0, 1));
    QVERIFY(record(log, changesOf(0, 1, UnitState::Intent)));
    QVERIFY(record(log, changesOf(0, 1, UnitState::Planned)));
    QCOMPARE(log.attempts(0), 2);
    QCOMPARE(log.attemptsSinceOpened(0), 1);
    QVERIFY(!log.isSendable(0, 1));
    QCOMPARE(log.all().size(), std::size_t(1000));
    QCOMPARE(log.all().at(1).state, UnitState::Unknown);
    rewrite("no log"); // is not made anew over what was there
    const auto damaged = QCoro::waitFor(UnitLog::openOrCreate(file(), binding));
    QVERIFY(!damaged);
    QCOMPARE(damaged.error().code, QStringLiteral("unit_log_damaged"));
}

void TestUnitLog::anotherPlansLogIsRefused()
{
    writeThreeGroups();
    UnitLogBinding other = binding;
    other.planDigest = QString(64, u'8');
    const auto opened = QCoro::waitFor(UnitLog::open(file(), other));
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, QStringLiteral("unit_log_other_plan"));
    QFile::remove(file());
    const auto gone = open();
    QVERIFY(!gone);
    QCOMPARE(gone.error().code, QStringLiteral("not_found"));
}

void TestUnitLog::F93_aTornLastGroupIsCutAndTold()
{
    writeThreeGroups();
    const QByteArray whole = StoreFixture::bytesOf(file());
    const qsizetype lastGroup = 5 * UnitLogFormat::changeBytes;
    for (qsizetype missing = 1; missing < lastGroup; ++missing) {
        rewrite(whole.chopped(missing));
        {
            const auto log = open();
            QVERIFY2(log, qPrintable(QString::number(missing)));
            QCOMPARE((*log)->count(UnitState::Intent), 0);
            QCOMPARE((*log)->count(UnitState::Applied), 10);
            QCOMPARE((*log)->recoveredBytes(), lastGroup - missing);
            QVERIFY(record(**log, changesOf(20, 2, UnitState::Intent)));
        }
        const auto again = open();
        QVERIFY(again);
        QCOMPARE((*again)->recoveredBytes(), 0);
        QCOMPARE((*again)->count(UnitState::Intent), 2);
    }
    // A sector in its middle that never reached the disk.
    QByteArray holed = whole;
    holed.replace(whole.size() - 3 * UnitLogFormat::changeBytes, UnitLogFormat::changeBytes,
                  QByteArray(UnitLogFormat::changeBytes, '\0'));
    rewrite(holed);
    const auto log = open();
    QVERIFY(log);
    QCOMPARE((*log)->count(UnitState::Intent), 0);
    QCOMPARE((*log)->recoveredBytes(), lastGroup);
}

void TestUnitLog::F93_powerLossKeepsWhatWasPromised_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 40; ++seed)
        QTest::newRow(qPrintable(QString::number(seed))) << seed;
}

// A kill can come before any step: whoever opens what is there then finds no log, or a whole one.
void TestUnitLog::F90_noStepOfMakingItLeavesOneThatIsDamaged()
{
    struct Watching : DiskAccess
    {
        void look()
        {
            QFile log(file);
            if (log.open(QIODevice::ReadOnly) && !UnitLogFormat::replay(log.readAll()))
                ++damaged;
            ++steps;
        }
        ssize_t pwrite(int fd, const char *data, size_t size, off_t offset) override
        {
            look();
            return DiskAccess::pwrite(fd, data, size, offset);
        }
        int sync(int fd) override
        {
            look();
            return DiskAccess::sync(fd);
        }
        int close(int fd) override
        {
            look();
            return DiskAccess::close(fd);
        }
        QString file;
        int damaged = 0, steps = 0;
    } disk;
    disk.file = file();
    QVERIFY(create(disk));
    QVERIFY(disk.steps >= 3);
    QCOMPARE(disk.damaged, 0);
}

void TestUnitLog::F93_powerLossKeepsWhatWasPromised()
{
    QFETCH(quint32, seed);
    FailingDisk disk;
    {
        const auto log = create(disk);
        QVERIFY(log);
        QVERIFY(record(*log, changesOf(0, 200, UnitState::Intent)));
        QVERIFY(record(*log, changesOf(0, 100, UnitState::Applied)));
        disk.failNext(FailingDisk::Op::SyncData, EINTR); // on its way when the power goes
        QVERIFY(!record(*log, changesOf(300, 400, UnitState::Intent)));
    }
    disk.losePower(seed);
    const auto log = open();
    QVERIFY(log);
    QCOMPARE((*log)->count(UnitState::Applied), 100);
    const qint64 intents = (*log)->count(UnitState::Intent);
    QVERIFY2(intents == 100 || intents == 500, qPrintable(QString::number(intents))); // a group is whole or not there
}

void TestUnitLog::F94_aFullDiskPasses()
{
    FailingDisk disk;
    const auto log = create(disk);
    QVERIFY(log);
    QVERIFY(record(*log, changesOf(0, 5, UnitState::Intent)));
    disk.setFreeSpace(30); // less than two changes
    const auto full = record(*log, changesOf(5, 4, UnitState::Intent));
    QVERIFY(!full);
    QCOMPARE(full.error().code, QStringLiteral("disk_full"));
    QCOMPARE(log->count(UnitState::Intent), 5);
    disk.heal();
    QVERIFY(record(*log, changesOf(5, 4, UnitState::Intent)));
    const auto replay = UnitLogFormat::replay(StoreFixture::bytesOf(file()));
    QVERIFY(replay);
    QCOMPARE(replay->changes, 9);
    QCOMPARE(replay->goodBytes, QFileInfo(file()).size());
}

void TestUnitLog::F95_aFailedSyncIsForEver()
{
    FailingDisk disk;
    const auto log = create(disk);
    QVERIFY(log);
    disk.failNext(FailingDisk::Op::SyncData, EIO);
    const auto failed = record(*log, changesOf(0, 1, UnitState::Intent));
    QVERIFY(!failed);
    QCOMPARE(failed.error().code, QStringLiteral("io_error"));
    disk.heal();
    const int writes = disk.calls(FailingDisk::Op::Write);
    const auto again = record(*log, changesOf(1, 1, UnitState::Intent));
    QVERIFY(!again);
    QCOMPARE(again.error().code, QStringLiteral("io_error"));
    QCOMPARE(disk.calls(FailingDisk::Op::Write), writes);
    QCOMPARE(log->count(UnitState::Intent), 0);
}

void TestUnitLog::F95_whatWaitsBehindAFailedSyncFailsToo()
{
    FailingDisk disk;
    const auto log = create(disk);
    QVERIFY(log);
    disk.failNext(FailingDisk::Op::SyncData, EIO);
    auto first = log->record(changesOf(0, 1, UnitState::Intent));
    auto second = log->record(changesOf(1, 1, UnitState::Intent));
    QVERIFY(!QCoro::waitFor(first));
    QVERIFY(!QCoro::waitFor(second));
    QCOMPARE(log->count(UnitState::Intent), 0);
}

void TestUnitLog::F99_damageBeforeTheLastGroupStopsEverything()
{
    writeThreeGroups();
    const QByteArray whole = StoreFixture::bytesOf(file());
    const qsizetype lastGroupAt = whole.size() - 5 * UnitLogFormat::changeBytes;
    for (qsizetype at = 0; at < whole.size(); ++at) {
        for (const int bit : {0, 3, 7}) {
            QByteArray bytes = whole;
            bytes[at] = char(bytes[at] ^ (1 << bit));
            const auto replay = UnitLogFormat::replay(bytes);
            if (at < lastGroupAt) {
                QVERIFY2(!replay, qPrintable(QString::number(at)));
                QCOMPARE(replay.error().code, QStringLiteral("unit_log_damaged"));
            } else {
                // Not told apart from a write that the power cut short: never taken for good.
                QVERIFY(replay);
                QCOMPARE(replay->goodBytes, lastGroupAt);
            }
        }
    }
    QByteArray bytes = whole;
    bytes[UnitLogFormat::headerBytes] = 'x';
    rewrite(bytes);
    const auto opened = open();
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, ErrorKind::Damaged);
    QCOMPARE(StoreFixture::bytesOf(file()), bytes); // left as it is
}

void TestUnitLog::F99_aGroupThatIsMissingIsDamage()
{
    writeThreeGroups();
    QByteArray bytes = StoreFixture::bytesOf(file());
    bytes.remove(UnitLogFormat::headerBytes + 10 * UnitLogFormat::changeBytes, 10 * UnitLogFormat::changeBytes);
    const auto replay = UnitLogFormat::replay(bytes);
    // Everything behind stands in another place than it was written for, so nothing of it is taken.
    QVERIFY(!replay || replay->groups == 1);
    // The same with the numbers of the places made to fit: a group out of its turn.
    const std::uint32_t salt = 12345;
    const QByteArray skipped = UnitLogFormat::header(binding, salt)
        + UnitLogFormat::group(changesOf(0, 2, UnitState::Intent), 1, 0, salt)
        + UnitLogFormat::group(changesOf(0, 2, UnitState::Applied), 3, 2, salt);
    QVERIFY(!UnitLogFormat::replay(skipped));
}

MUSTER_TEST(TestUnitLog, QCoreApplication)

} // namespace tst_unitlog
#include "tst_unitlog.moc"
