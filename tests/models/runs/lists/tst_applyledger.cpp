// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/apply/applyrecorder.h"

#include "tests/support/failingdisk.h"
#include "tests/support/testprogram.h"

#include <QCoro/QCoroTask>
#include <QTemporaryDir>
#include <cerrno>

using namespace muster;

namespace tst_applyledger {
using Action = PlannedChange::Action;
using test::FailingDisk;

namespace {

SanitizationPlan planOf(int fixes, int purges)
{
    SanitizationPlan plan;
    for (int i = 0; i < fixes + purges; ++i) {
        PlannedChange change;
        change.action = i < fixes ? Action::Fix : Action::Purge;
        change.contactId = std::to_string(i);
        plan.changes.push_back(change);
    }
    return plan;
}

Result<void> record(ApplyLedger &ledger, const QList<UnitChange> &changes)
{
    return QCoro::waitFor(ledger.record(changes));
}

} // namespace

class TestApplyLedger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void statesAreCountedAndKept()
    {
        const SanitizationPlan plan = planOf(3, 2);
        {
            ApplyLedger ledger(plan, makeLog(5));
            QVERIFY(record(ledger, {{0, UnitState::Intent}, {1, UnitState::Intent}, {3, UnitState::Intent}}));
            QVERIFY(record(ledger, {{0, UnitState::Applied}, {1, UnitState::Rejected, quint8(UnitReason::Refused)}}));
            QVERIFY(record(ledger, {{2, UnitState::Skipped, quint8(UnitReason::Changed)}}));
        }
        ApplyLedger ledger(plan, reopened(5));
        QCOMPARE(ledger.count(Action::Fix, UnitState::Applied), 1);
        QCOMPARE(ledger.count(Action::Fix, UnitState::Rejected, UnitReason::Refused), 1);
        QCOMPARE(ledger.count(Action::Fix, UnitState::Skipped, UnitReason::Changed), 1);
        QCOMPARE(ledger.count(Action::Purge, UnitState::Intent), 1);
        QCOMPARE(ledger.unitsIn(Action::Purge, UnitState::Planned), (QList<std::uint32_t>{4}));
        const ClosingSum sum{.planned = 5, .applied = 1, .rejected = 1, .unknown = 1, .skipped = 1, .notAttempted = 1};
        QCOMPARE(ledger.sum(), sum);
        QVERIFY(ledger.sum().addsUp());
        QCOMPARE(ledger.settled(), 3);
    }

    void F22_aForbiddenStepIsRefusedWhole()
    {
        const SanitizationPlan plan = planOf(0, 3);
        ApplyLedger ledger(plan, makeLog(3));
        QVERIFY(record(ledger, {{0, UnitState::Intent}}));
        QVERIFY(record(ledger, {{0, UnitState::Unknown}}));
        const auto again = record(ledger, {{1, UnitState::Intent}, {0, UnitState::Intent}});
        QVERIFY(!again);
        QCOMPARE(again.error().code, QStringLiteral("unit_transition"));
        QCOMPARE(ledger.unit(1).state, UnitState::Planned);
        QCOMPARE(ledger.count(UnitState::Intent), 0);
        QVERIFY(!record(ledger, {{3, UnitState::Intent}}));
    }

    void F94_F95_withoutADiskNothingIsIntended()
    {
        const SanitizationPlan plan = planOf(0, 2);
        FailingDisk disk;
        ApplyLedger ledger(plan, makeLog(2, disk));
        disk.failNext(FailingDisk::Op::Write, ENOSPC);
        const auto full = record(ledger, {{0, UnitState::Intent}});
        QVERIFY(!full);
        QCOMPARE(full.error().code, QStringLiteral("disk_full"));
        QCOMPARE(ledger.unit(0).state, UnitState::Planned);
        QCOMPARE(ledger.count(Action::Purge, UnitState::Planned), 2);
        QVERIFY(record(ledger, {{0, UnitState::Intent}})); // a full disk passes
        disk.failNext(FailingDisk::Op::SyncData, EIO);
        QVERIFY(!record(ledger, {{1, UnitState::Intent}}));
        QVERIFY(!record(ledger, {{1, UnitState::Intent}})); // a failed sync does not
        QCOMPARE(ledger.unit(1).state, UnitState::Planned);
        QVERIFY(ledger.sum().addsUp());
    }

private:
    [[nodiscard]] QString file() const { return m_folder->filePath(QStringLiteral("run.units")); }
    [[nodiscard]] static UnitLogBinding binding(std::uint32_t units)
    {
        return {QString(32, u'a'), QString(64, u'7'), units};
    }
    [[nodiscard]] std::unique_ptr<UnitLog> makeLog(std::uint32_t units, DiskAccess &disk = DiskAccess::system()) const
    {
        auto log = QCoro::waitFor(UnitLog::create(file(), binding(units), disk));
        return log ? *std::move(log) : nullptr;
    }
    [[nodiscard]] std::unique_ptr<UnitLog> reopened(std::uint32_t units) const
    {
        auto log = QCoro::waitFor(UnitLog::open(file(), binding(units)));
        return log ? *std::move(log) : nullptr;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

MUSTER_TEST(TestApplyLedger, QCoreApplication)

} // namespace tst_applyledger
#include "tst_applyledger.moc"
