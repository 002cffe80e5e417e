// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/undo/undorules.h"

#include "tests/support/testprogram.h"

#include <QSet>

using namespace muster;

namespace tst_undorules {
using Form = HeldValue::Form;
using Type = ListAttributeType;

class TestUndoRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyValueHasOneFate_data();
    void everyValueHasOneFate();
    void whatAReadingProves_data();
    void whatAReadingProves();
    void everyFateHasAKey();
};

namespace {

UndoSighting seen(std::initializer_list<UndoFate> fates)
{
    UndoSighting sighting{};
    for (const UndoFate fate : fates)
        ++sighting[std::size_t(fate)];
    return sighting;
}

} // namespace

void TestUndoRules::everyValueHasOneFate_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QByteArray>("now");
    QTest::addColumn<int>("fate");
    const auto row = [](const char *name, Type type, const char *before, const char *written, const char *now,
                        UndoFate fate) {
        QTest::newRow(name) << int(type) << QByteArray(before) << QByteArray(written) << QByteArray(now) << int(fate);
    };
    row("comes back", Type::Text, "old", "new", "new", UndoFate::ComesBack);
    row("0 comes back", Type::Integer, "0", "7", "7", UndoFate::ComesBack);
    row("as the service spells it", Type::Decimal, "1.5", "2.50", "2.5", UndoFate::ComesBack);
    row("never written", Type::Text, "old", "new", "old", UndoFate::AsBefore);
    row("there are no changes to save", Type::Decimal, "1.5", "1.50", "1.5", UndoFate::AsBefore);
    row("still empty", Type::Text, "", "new", "", UndoFate::AsBefore);
    row("changed since", Type::Text, "old", "new", "newer", UndoFate::ChangedSince);
    row("filled by somebody else", Type::Text, "", "new", "newer", UndoFate::ChangedSince);
    row("emptied since", Type::Text, "old", "new", "", UndoFate::ChangedSince);
    row("was empty", Type::Text, "", "new", "new", UndoFate::WasEmpty);
    row("a word that the service refuses", Type::Text, "N/A", "new", "new", UndoFate::NotWritable);
    row("not of the type", Type::Integer, "1.5", "2", "2", UndoFate::NotWritable);
}

void TestUndoRules::everyValueHasOneFate()
{
    QFETCH(int, type);
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, written);
    QFETCH(QByteArray, now);
    QFETCH(int, fate);
    const auto value = [type](const QByteArray &text) {
        return text.isEmpty() ? HeldValue() : heldValue(Type(type), {text.constData(), std::size_t(text.size())});
    };
    QCOMPARE(int(UndoRules::fateOf(Type(type), value(before), value(written), value(now))), fate);
    // Of an attribute that the list does not have any more nothing can be written.
    const UndoFate gone = UndoRules::fateOf(std::nullopt, value(before), value(written), value(now));
    QVERIFY(gone != UndoFate::ComesBack);
}

void TestUndoRules::whatAReadingProves_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("reason");
    QTest::addColumn<UndoSighting>("sighting");
    QTest::addColumn<int>("becomes"); // -1: nothing new
    QTest::addColumn<int>("because");
    using enum UndoFate;
    const auto row = [](const char *name, UnitState state, EnrichReason reason, const UndoSighting &sighting,
                        std::optional<UnitState> becomes, EnrichReason because = EnrichReason::None) {
        QTest::newRow(name) << int(state) << int(reason) << sighting << (becomes ? int(*becomes) : -1) << int(because);
    };
    const EnrichReason none = EnrichReason::None, lost = EnrichReason::Lost, doubt = EnrichReason::InDoubt;
    const UndoSighting back = seen({ComesBack, WasEmpty}), old = seen({AsBefore});
    row("to be sent", UnitState::Planned, none, back, std::nullopt);
    row("an intent that came to nothing", UnitState::Intent, none, back, UnitState::Planned, doubt);
    row("a lost answer that came to nothing", UnitState::Unknown, lost, back, UnitState::Planned, doubt);
    row("an intent that came through", UnitState::Intent, none, old, UnitState::Applied);
    row("a lost answer that came through", UnitState::Unknown, lost, old, UnitState::Applied);
    row("one that came late", UnitState::Planned, doubt, old, UnitState::Applied);
    row("taken and not done", UnitState::Applied, none, back, UnitState::Unknown, EnrichReason::NotDone);
    row("done", UnitState::Applied, none, old, std::nullopt);
    row("refused", UnitState::Rejected, none, back, std::nullopt);
    row("nothing to do", UnitState::Planned, none, old, UnitState::Skipped, EnrichReason::AsBefore);
    row("was empty", UnitState::Planned, none, seen({AsBefore, WasEmpty}), UnitState::Skipped, EnrichReason::WasEmpty);
    row("not writable", UnitState::Planned, none, seen({NotWritable, WasEmpty}), UnitState::Skipped,
        EnrichReason::NotWritable);
    row("changed since", UnitState::Planned, none, seen({NotWritable, ChangedSince, WasEmpty}), UnitState::Skipped,
        EnrichReason::ChangedSince);
    row("left out by a person", UnitState::Planned, none, seen({LeftOut, ChangedSince}), UnitState::Skipped,
        EnrichReason::LeftOut);
    row("skipped stays", UnitState::Skipped, EnrichReason::AsBefore, back, std::nullopt);
    row("gone", UnitState::Planned, none, seen({Gone, Gone}), UnitState::Absent, EnrichReason::Gone);
    row("gone in doubt", UnitState::Intent, none, seen({Gone}), UnitState::Absent, EnrichReason::Gone);
    row("gone when it was done", UnitState::Applied, none, seen({Gone}), std::nullopt);
}

void TestUndoRules::whatAReadingProves()
{
    QFETCH(int, state);
    QFETCH(int, reason);
    QFETCH(UndoSighting, sighting);
    QFETCH(int, becomes);
    QFETCH(int, because);
    const auto change = UndoRules::afterReading(7, {UnitState(state), std::uint8_t(reason), 1}, sighting);
    QCOMPARE(change ? int(change->state) : -1, becomes);
    if (change) {
        QCOMPARE(change->unit, 7u);
        QCOMPARE(int(change->reason), because);
    }
}

void TestUndoRules::everyFateHasAKey()
{
    QSet<QString> keys;
    for (int fate = 0; fate < undoFateCount; ++fate)
        keys << keyOf(UndoFate(fate));
    QCOMPARE(keys.size(), undoFateCount);
}

MUSTER_TEST(TestUndoRules, QCoreApplication)

} // namespace tst_undorules
#include "tst_undorules.moc"
