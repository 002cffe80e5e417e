// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "applyfixture.h"
#include "models/runs/lists/apply/applyrecorder.h"
#include "models/store/backupstore.h"
#include "models/store/journal.h"

#include "tests/support/testprogram.h"

#include <QFile>
#include <random>

using namespace muster;

namespace tst_listapplykill {
using test::ApplyFixture;
using test::ListsWorld;
using Kind = RunOutcome::Kind;

namespace {

QByteArray bytesOf(const QString &file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

/// What every state promises about the list.
QStringList contradictions(const ApplyFixture &fixture)
{
    QStringList found;
    const QList<LoggedUnit> units = fixture.units();
    for (int i = 0; i < units.size(); ++i) {
        const PlannedChange &change = fixture.order.plan->changes[std::size_t(i)];
        const auto contact = fixture.world.find(QByteArray::fromStdString(change.contactId));
        const bool isFix = change.action == PlannedChange::Action::Fix;
        const bool done = isFix ? contact && contact->phone.toStdString() == change.to : !contact;
        const bool untouched = contact && contact->phone.toStdString() == change.from;
        const UnitState state = units.at(i).state;
        if (state == UnitState::Applied && !done)
            found += QStringLiteral("%1 applied, but the list says otherwise").arg(i);
        if ((state == UnitState::Planned || state == UnitState::Rejected || state == UnitState::Skipped) && !untouched)
            found += QStringLiteral("%1 %2, but the list has changed").arg(i).arg(unitStateKey(state));
        if (state == UnitState::Intent)
            found += QStringLiteral("%1 was left open").arg(i);
    }
    const ClosingSum sum{.planned = units.size(),
                         .applied = fixture.count(UnitState::Applied),
                         .rejected = fixture.count(UnitState::Rejected),
                         .absent = fixture.count(UnitState::Absent),
                         .unknown = fixture.count(UnitState::Unknown) + fixture.count(UnitState::Accepted),
                         .skipped = fixture.count(UnitState::Skipped),
                         .notAttempted = fixture.count(UnitState::Planned)};
    if (!sum.addsUp())
        found += QStringLiteral("the closing sum does not add up");
    return found;
}

} // namespace

/// Runs that are cut off at any moment, and runs among random faults. The fixture's watch sees every write: none
/// outside the plan, none without an intent on the disk, no contact removed twice without a reading between.
class TestListApplyKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// The disk as a kill leaves it when a write has just reached the tenant, which has done it or not; then a resume.
    void F91_F92_cutOffAtAnyWriteTheListIsAsPlanned()
    {
        constexpr quint32 seed = 20;
        std::mt19937 random(seed);
        for (int round = 0; round < 12; ++round) {
            ApplyFixture fixture(120, 25);
            int writesLeft = int(random() % 27); // two batches and 25 removals
            const bool applied = random() % 2 == 0;
            bool dead = false;
            QByteArray disk;
            fixture.world.script = [&](const HttpRequest &, const ListsWorld::Write &write) {
                if (dead)
                    return ListsWorld::lost(false, ErrorKind::NotSent);
                if (write.ids.isEmpty() || writesLeft-- > 0)
                    return std::optional<ListsWorld::Fault>();
                dead = true;
                disk = bytesOf(fixture.file("units"));
                return ListsWorld::lost(applied);
            };
            const RunOutcome cut = fixture.run();
            QVERIFY(dead);
            QVERIFY(!cut.succeeded());
            // What the run still wrote after that moment was never written.
            QFile units(fixture.file("units"));
            QVERIFY(units.open(QIODevice::WriteOnly | QIODevice::Truncate) && units.write(disk) == disk.size());
            units.close();
            fixture.world.script = {};
            fixture.restart();
            const RunOutcome outcome = fixture.run(RunStart::Resume);
            QVERIFY2(outcome.kind == Kind::Complete, qPrintable(outcome.findings.join(u' ')));
            QCOMPARE(fixture.world.contacts, fixture.wanted());
            QCOMPARE(fixture.count(UnitState::Applied), 145);
            QCOMPARE(fixture.findings, QStringList());
        }
    }

    /// As a kill between the last sync of the backup and that of the journal leaves it.
    void F91_aBackupThatCouldNotBeNotedIsMadeAgain()
    {
        ApplyFixture fixture(30, 5);
        fixture.world.script = [](const HttpRequest &, const ListsWorld::Write &write) {
            return write.ids.isEmpty() ? std::optional<ListsWorld::Fault>()
                                       : ListsWorld::lost(false, ErrorKind::NotSent);
        };
        QCOMPARE(fixture.run().kind, Kind::Paused);
        QCOMPARE(fixture.workspace->backups().list().size(), 1);
        ApplyProgress progress;
        progress.phase = QStringLiteral("backing_up");
        QVERIFY(fixture.workspace->journal().update(fixture.runId, QStringLiteral("running"), {}, progress.json()));
        fixture.world.script = {};
        fixture.reopen();
        const RunOutcome outcome = fixture.run(RunStart::Resume);
        QVERIFY2(outcome.kind == Kind::Complete, outcome.error ? qPrintable(outcome.error->code) : "");
        QCOMPARE(fixture.world.contacts, fixture.wanted());
        QCOMPARE(fixture.workspace->backups().list().size(), 1);
        QVERIFY(fixture.auditEvents().contains(QStringLiteral("backup.removed")));
    }

    void randomFaults_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 6; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    /// F19, F22 to F24, F40 to F46 in any mixture, resumed until nothing is left to do.
    void randomFaults()
    {
        QFETCH(quint32, seed);
        std::mt19937 random(seed);
        ApplyFixture fixture(150, 40);
        const auto chance = [&random](unsigned percent) { return random() % 100 < percent; };
        fixture.world.script = [&](const HttpRequest &, const ListsWorld::Write &write) {
            if (write.ids.isEmpty())
                return chance(3) ? ListsWorld::status(503) : std::nullopt;
            auto fault = std::optional<ListsWorld::Fault>();
            if (chance(4))
                fault = ListsWorld::status(503);
            else if (chance(6))
                fault = ListsWorld::lost(false);
            else if (chance(3))
                fault = ListsWorld::lost(false, ErrorKind::TimedOut);
            else if (chance(4))
                fault = ListsWorld::status(429);
            else if (chance(3))
                return ListsWorld::lost(false, ErrorKind::NotSent);
            else if (chance(3))
                fault = ListsWorld::status(202, {});
            else if (chance(2))
                fault = ListsWorld::status(200, "<html>sign in</html>");
            if (fault && fault->status != 429)
                fault->apply = chance(50);
            return fault;
        };
        RunOutcome outcome = fixture.run();
        int lives = 1;
        for (; !outcome.succeeded() && lives < 40; ++lives) {
            QCOMPARE(contradictions(fixture), QStringList());
            QVERIFY2(outcome.kind == Kind::Paused || outcome.kind == Kind::Halted,
                     outcome.error ? qPrintable(outcome.error->code + errorKindKey(outcome.error->kind)) : "");
            const bool isLocked = outcome.error && outcome.error->code == QLatin1String("purge_locked");
            if (outcome.kind == Kind::Halted || isLocked)
                QVERIFY(fixture.rearm());
            fixture.restart();
            outcome = fixture.run(RunStart::Resume);
        }
        QVERIFY2(outcome.succeeded(), outcome.error ? qPrintable(outcome.error->code) : "");
        QCOMPARE(fixture.findings, QStringList());
        QCOMPARE(contradictions(fixture), QStringList());
        QCOMPARE(fixture.count(UnitState::Planned), 0);
        for (const ListsWorld::Contact &contact : fixture.wanted()) {
            const bool named = contact.id.mid(1).toInt() < 150 + 40;
            QVERIFY(named || fixture.world.find(contact.id) == contact);
        }
    }
};

MUSTER_TEST(TestListApplyKill, QCoreApplication)

} // namespace tst_listapplykill
#include "tst_listapplykill.moc"
