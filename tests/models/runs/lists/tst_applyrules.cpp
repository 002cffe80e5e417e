// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/apply/applyrules.h"

#include "models/runs/lists/apply/applyrecorder.h"

#include "models/runs/lists/listsenders.h"
#include "tests/support/testprogram.h"

#include <algorithm>
#include <random>

using namespace muster;

namespace tst_applyrules {
using Action = PlannedChange::Action;

namespace {

const std::array states{UnitState::Planned,  UnitState::Intent, UnitState::Applied, UnitState::Accepted,
                        UnitState::Rejected, UnitState::Absent, UnitState::Unknown, UnitState::Skipped};
const std::array sightings{Sighting::Gone, Sighting::AsPlanned, Sighting::OldNumber, Sighting::NewNumber,
                           Sighting::OtherNumber};

LoggedUnit logged(UnitState state, UnitReason reason = UnitReason::None)
{
    return {state, std::uint8_t(reason), 1};
}

RecordFate fate(WriteFate what, ErrorKind kind = ErrorKind::Cancelled)
{
    RecordFate record{QStringLiteral("a"), what, {}};
    if (what != WriteFate::Applied && what != WriteFate::Accepted)
        record.error = ApiError{.kind = kind};
    return record;
}

QString words(const UnitChange &change)
{
    return unitStateKey(change.state) + u'/' + unitReasonKey(UnitReason(change.reason));
}

/// "state/reason" of what a reading makes of a unit; "-" for nothing new.
QString seen(Action action, UnitState state, Sighting sighting, UnitReason reason = UnitReason::None,
             bool resumed = false)
{
    const auto change = ApplyRules::afterReading(7, action, logged(state, reason), sighting, resumed);
    return change ? words(*change) : QStringLiteral("-");
}

} // namespace

class TestApplyRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F22_F91_aPurgeInDoubtIsNeverSentBeforeAReading()
    {
        for (const UnitState from : states)
            QCOMPARE(ApplyRules::isAllowed(Action::Purge, from, UnitState::Intent), from == UnitState::Planned);
        // The same corrected number again is harmless (F19).
        QVERIFY(ApplyRules::isAllowed(Action::Fix, UnitState::Unknown, UnitState::Intent));
        QVERIFY(!ApplyRules::isAllowed(Action::Fix, UnitState::Applied, UnitState::Intent));
    }

    void whatIsSettledIsNeverTouchedAgain()
    {
        for (const UnitState settled : {UnitState::Rejected, UnitState::Absent, UnitState::Skipped}) {
            for (const UnitState to : states) {
                const bool isBetterReason = settled == UnitState::Rejected && to == UnitState::Rejected;
                QCOMPARE(ApplyRules::isAllowed(Action::Purge, settled, to), isBetterReason);
                QCOMPARE(ApplyRules::isAllowed(Action::Fix, settled, to), isBetterReason);
            }
        }
    }

    void F16_aReadingTellsWhatAConflictLeft()
    {
        for (const Action action : {Action::Fix, Action::Purge}) {
            // Also when a later reading sees another difference.
            for (const UnitReason reason : {UnitReason::Conflict, UnitReason::ConflictChanged}) {
                const auto told
                    = [&](Sighting sighting) { return seen(action, UnitState::Rejected, sighting, reason); };
                QCOMPARE(told(Sighting::AsPlanned), u"rejected/conflict_as_planned");
                QCOMPARE(told(Sighting::NewNumber), u"rejected/conflict_done");
                QCOMPARE(told(Sighting::Gone), u"rejected/conflict_gone");
            }
            QCOMPARE(seen(action, UnitState::Rejected, Sighting::OldNumber, UnitReason::Conflict),
                     u"rejected/conflict_changed");
            QCOMPARE(seen(action, UnitState::Rejected, Sighting::OtherNumber, UnitReason::Conflict),
                     u"rejected/conflict_changed");
            QCOMPARE(seen(action, UnitState::Rejected, Sighting::AsPlanned, UnitReason::Refused), u"-");
        }
    }

    /// What answers and readings make of a unit is what the table allows, or the run would end by its own rules.
    void everyConsequenceIsAllowed_data()
    {
        QTest::addColumn<Action>("action");
        QTest::newRow("fix") << Action::Fix;
        QTest::newRow("purge") << Action::Purge;
    }
    void everyConsequenceIsAllowed()
    {
        QFETCH(Action, action);
        for (const UnitState state : states) {
            for (int i = 0; i < unitReasonCount * int(sightings.size()) * 2; ++i) {
                const auto reason = UnitReason(i % unitReasonCount);
                const Sighting sighting = sightings[std::size_t(i / unitReasonCount) % sightings.size()];
                const bool resumed = i >= unitReasonCount * int(sightings.size());
                const auto change = ApplyRules::afterReading(0, action, logged(state, reason), sighting, resumed);
                QVERIFY(!change || ApplyRules::isAllowed(action, state, change->state));
                if (action == Action::Fix)
                    continue;
                const auto blocked = ApplyRules::blockAfterReading(0, logged(state, reason), sighting);
                QVERIFY(!blocked || ApplyRules::isAllowed(action, state, blocked->state));
                for (const bool isInGroup : {false, true}) {
                    const auto held = ApplyRules::afterGroupReading(0, logged(state, reason), isInGroup, resumed);
                    QVERIFY(!held || ApplyRules::isAllowed(action, state, held->state));
                }
            }
        }
        for (int what = 0; what <= int(WriteFate::NotSent); ++what) {
            const LoggedUnit now = logged(UnitState::Intent);
            const UnitChange change = action == Action::Fix ? ApplyRules::afterCorrection(0, now, fate(WriteFate(what)))
                                                            : ApplyRules::afterPurge(0, now, fate(WriteFate(what)));
            QVERIFY(ApplyRules::isAllowed(action, UnitState::Intent, change.state));
        }
    }

    void F14_aContactThatIsGoneIsAbsentUnlessWeMayHaveRemovedIt()
    {
        const RecordFate gone = fate(WriteFate::Absent, ErrorKind::NotFound);
        QCOMPARE(words(ApplyRules::afterPurge(1, logged(UnitState::Intent), gone)), u"absent/none");
        const UnitChange again = ApplyRules::intent(1, logged(UnitState::Planned, UnitReason::InDoubt));
        QCOMPARE(words(ApplyRules::afterPurge(1, logged(again.state, UnitReason(again.reason)), gone)),
                 u"applied/none");
        QCOMPARE(seen(Action::Purge, UnitState::Planned, Sighting::Gone), u"absent/none");
        QCOMPARE(seen(Action::Purge, UnitState::Planned, Sighting::Gone, UnitReason::InDoubt), u"applied/none");
    }

    void F43_F91_aBlockInDoubtIsSettledByAReadingOfTheGroup()
    {
        const auto held
            = [](UnitState state, bool isInGroup, UnitReason reason = UnitReason::None, bool resumed = false) {
                  const auto change = ApplyRules::afterGroupReading(7, logged(state, reason), isInGroup, resumed);
                  return change ? words(*change) : QStringLiteral("-");
              };
        for (const UnitState state : {UnitState::Unknown, UnitState::Intent}) {
            QCOMPARE(held(state, true), u"applied/none");
            QCOMPARE(held(state, false), u"planned/in_doubt");
        }
        // What was there before is not this run's, unless an earlier attempt of it may have put it there.
        QCOMPARE(held(UnitState::Planned, true), u"skipped/already_blocked");
        QCOMPARE(held(UnitState::Planned, true, UnitReason::InDoubt), u"applied/none");
        QCOMPARE(held(UnitState::Planned, false), u"-");
        // Said to be done, and not done (F116): tried anew only by a person's resume.
        QCOMPARE(held(UnitState::Applied, true), u"-");
        QCOMPARE(held(UnitState::Applied, false), u"unknown/not_done");
        QCOMPARE(held(UnitState::Unknown, false, UnitReason::NotDone), u"-");
        QCOMPARE(held(UnitState::Unknown, false, UnitReason::NotDone, true), u"planned/in_doubt");
        // The list says who is still to be blocked, and nothing of what was.
        const auto listed = [](UnitState state, Sighting sighting) {
            const auto change = ApplyRules::blockAfterReading(7, logged(state), sighting);
            return change ? words(*change) : QStringLiteral("-");
        };
        QCOMPARE(listed(UnitState::Planned, Sighting::AsPlanned), u"-");
        QCOMPARE(listed(UnitState::Planned, Sighting::Gone), u"absent/none");
        QCOMPARE(listed(UnitState::Planned, Sighting::OtherNumber), u"skipped/changed");
        QCOMPARE(listed(UnitState::Applied, Sighting::AsPlanned), u"-");
        QCOMPARE(listed(UnitState::Unknown, Sighting::Gone), u"-");
    }

    void F43_F91_aPurgeInDoubtIsSettledByAReading()
    {
        for (const UnitState state : {UnitState::Unknown, UnitState::Intent}) {
            QCOMPARE(seen(Action::Purge, state, Sighting::Gone), u"applied/none");
            QCOMPARE(seen(Action::Purge, state, Sighting::AsPlanned), u"planned/in_doubt");
            QCOMPARE(seen(Action::Purge, state, Sighting::OldNumber), u"skipped/changed");
            QCOMPARE(seen(Action::Purge, state, Sighting::OtherNumber), u"skipped/changed");
        }
    }

    void F44_F92_aCorrectionInDoubtIsSettledByAReading()
    {
        for (const UnitState state : {UnitState::Unknown, UnitState::Intent}) {
            QCOMPARE(seen(Action::Fix, state, Sighting::NewNumber), u"applied/none");
            QCOMPARE(seen(Action::Fix, state, Sighting::AsPlanned), u"planned/in_doubt");
            QCOMPARE(seen(Action::Fix, state, Sighting::OldNumber), u"skipped/changed");
            QCOMPARE(seen(Action::Fix, state, Sighting::OtherNumber), u"unknown/other_number");
            QCOMPARE(seen(Action::Fix, state, Sighting::Gone), u"absent/none");
        }
    }

    void F112_whatChangedSinceIsSkipped()
    {
        for (const Action action : {Action::Fix, Action::Purge}) {
            QCOMPARE(seen(action, UnitState::Planned, Sighting::AsPlanned), u"-");
            QCOMPARE(seen(action, UnitState::Planned, Sighting::OldNumber), u"skipped/changed");
            QCOMPARE(seen(action, UnitState::Planned, Sighting::OtherNumber), u"skipped/changed");
            QCOMPARE(seen(action, UnitState::Planned, Sighting::Gone), u"absent/none");
        }
        QCOMPARE(seen(Action::Fix, UnitState::Planned, Sighting::NewNumber), u"skipped/changed");
    }

    void F24_F116_whatTheServiceOnlyPretendedIsNotApplied()
    {
        QCOMPARE(words(ApplyRules::afterPurge(1, logged(UnitState::Intent), fate(WriteFate::Accepted))),
                 u"accepted/none");
        for (const Action action : {Action::Fix, Action::Purge}) {
            QCOMPARE(seen(action, UnitState::Accepted, Sighting::AsPlanned), u"unknown/not_done");
            QCOMPARE(seen(action, UnitState::Applied, Sighting::AsPlanned), u"unknown/not_done");
            // In the same life it is not tried again; when a person has taken the run up again, it is.
            QCOMPARE(seen(action, UnitState::Unknown, Sighting::AsPlanned, UnitReason::NotDone), u"-");
            QCOMPARE(seen(action, UnitState::Unknown, Sighting::AsPlanned, UnitReason::NotDone, true),
                     u"planned/in_doubt");
        }
        QCOMPARE(seen(Action::Purge, UnitState::Accepted, Sighting::Gone), u"applied/none");
        QCOMPARE(seen(Action::Fix, UnitState::Accepted, Sighting::NewNumber), u"applied/none");
        QCOMPARE(seen(Action::Fix, UnitState::Applied, Sighting::OtherNumber), u"unknown/other_number");
    }

    void F12_F16_F17_F31_refusalsKeepTheirReason_data()
    {
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<QString>("becomes");
        QTest::newRow("F12 400") << ErrorKind::Invalid << QStringLiteral("rejected/refused");
        QTest::newRow("F17 413") << ErrorKind::TooLarge << QStringLiteral("rejected/too_large");
        QTest::newRow("F16 409") << ErrorKind::Conflict << QStringLiteral("rejected/conflict");
        QTest::newRow("F31 307") << ErrorKind::RedirectRefused << QStringLiteral("rejected/redirected");
        QTest::newRow("F10 403") << ErrorKind::Forbidden << QStringLiteral("planned/none");
        QTest::newRow("405") << ErrorKind::Refused << QStringLiteral("planned/none");
    }
    void F12_F16_F17_F31_refusalsKeepTheirReason()
    {
        QFETCH(ErrorKind, kind);
        QFETCH(QString, becomes);
        QCOMPARE(words(ApplyRules::afterCorrection(1, logged(UnitState::Intent), fate(WriteFate::Rejected, kind))),
                 becomes);
    }

    void closingSumAddsUp()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 1000; ++round) {
            std::array<qint64, unitStateCount> counts{};
            for (qint64 &count : counts)
                count = qint64(random() % 1000);
            QVERIFY(ClosingSum::of(counts).addsUp());
        }
        std::array<qint64, unitStateCount> open{};
        open[std::size_t(UnitState::Intent)] = 1;
        open[std::size_t(UnitState::Accepted)] = 2;
        open[std::size_t(UnitState::Unknown)] = 4;
        QCOMPARE(ClosingSum::of(open).unknown, 7);
    }

    void F12_F17_batchesAreHalvedUntilTheBadRecordStandsAlone()
    {
        QList<std::uint32_t> units;
        for (std::uint32_t unit = 0; unit < 250; ++unit)
            units.append(unit);
        auto batches = batchesOf(units, 100);
        QCOMPARE(batches.size(), 3U);
        QList<std::uint32_t> good, bad;
        int calls = 0;
        while (!batches.empty()) {
            const QList<std::uint32_t> batch = batches.front();
            batches.pop_front();
            ++calls;
            const bool refused = batch.contains(137U) || batch.contains(249U);
            if (!refused) {
                good += batch;
            } else if (batch.size() == 1) {
                bad += batch;
            } else {
                const auto halves = halvesOf(batch);
                batches.insert(batches.begin(), halves.begin(), halves.end());
            }
        }
        QCOMPARE(bad, (QList<std::uint32_t>{137, 249}));
        QCOMPARE(good.size(), 248);
        QVERIFY(std::is_sorted(good.begin(), good.end())); // the plan's order is kept
        QVERIFY2(calls <= 3 + 2 * 2 * 7, qPrintable(QString::number(calls)));
    }

    void F116_readingsComeAfterTenThenFourTimesAsMany()
    {
        QList<std::uint32_t> units;
        for (std::uint32_t unit = 0; unit < 1000; ++unit)
            units.append(unit);
        PurgeRounds purges;
        QList<qsizetype> rounds;
        while (!units.isEmpty()) {
            rounds.append(purges.next(units).size());
            units = units.mid(rounds.last());
        }
        QCOMPARE(rounds, (QList<qsizetype>{10, 40, 160, 640, 150}));
    }

    void F21_progressThatCannotBeReadIsHalted()
    {
        const ApplyProgress progress{.phase = QStringLiteral("purging"),
                                     .records = 12,
                                     .halted = true,
                                     .backupFile = QStringLiteral("b"),
                                     .backupDigest = QStringLiteral("d")};
        QCOMPARE(ApplyProgress::parse(progress.json()), progress);
        QCOMPARE(ApplyProgress::parse({}), ApplyProgress());
        QVERIFY(ApplyProgress::parse("[").halted);
        QVERIFY(ApplyProgress::parse("[]").halted);
    }
};

MUSTER_TEST(TestApplyRules, QCoreApplication)

} // namespace tst_applyrules
#include "tst_applyrules.moc"
