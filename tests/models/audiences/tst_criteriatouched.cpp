// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/criteriahistory.h"

#include "models/audiences/criteriaedits.h"
#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_criteriatouched {
using Ids = QList<CriteriaNodeId>;

namespace {

CriteriaNode condition(const char *field)
{
    return {CriteriaCondition{QString::fromLatin1(field), CriteriaOperator::Equals, QStringLiteral("x")}};
}

/// a, b, and a group of c and d.
CriteriaTree sample()
{
    CriteriaGroup inner{CriteriaJoin::Or, {condition("c"), condition("d")}};
    return CriteriaTree::fromGroup({CriteriaJoin::And, {condition("a"), condition("b"), {inner}}});
}

} // namespace

/// What is looked for after an undo or a redo, for each kind of step in both directions.
class TestCriteriaTouched : public QObject
{
    Q_OBJECT

    CriteriaTree m_tree = sample();
    [[nodiscard]] CriteriaNodeId at(const CriteriaPath &path) const { return m_tree.at(path); }
    void there(const CriteriaEditResult &edit, const Ids &redone, const Ids &undone) const
    {
        QVERIFY(edit.has_value());
        const CriteriaNodeId node = edit->touched.value(0, noCriteriaNode);
        QCOMPARE(touchedBetween(m_tree, edit->tree, node), redone);
        QCOMPARE(touchedBetween(edit->tree, m_tree, node), undone);
    }

private Q_SLOTS:
    void nothingIsNothing() { QVERIFY(touchedBetween(m_tree, m_tree, at({0})).isEmpty()); }

    void aChangedValueIsItsCondition()
    {
        there(CriteriaEdits(m_tree).setValue(at({2, 1}), QStringLiteral("y")), {at({2, 1})}, {at({2, 1})});
        there(CriteriaEdits(m_tree).setJoin(at({2}), CriteriaJoin::And), {at({2})}, {at({2})});
        there(CriteriaEdits(m_tree).setLocked({at({1})}, true), {at({1})}, {at({1})});
    }

    void whatComesAndGoes()
    {
        const auto added = CriteriaEdits(m_tree).addCondition(at({2}), 1, {});
        there(added, {added->touched[0]}, {at({2})});
        there(CriteriaEdits(m_tree).remove({at({2, 0}), at({2, 1})}), {at({2})}, {at({2, 0}), at({2, 1})});
        // Of a group that comes back only the group.
        there(CriteriaEdits(m_tree).remove({at({2})}), {criteriaRootId}, {at({2})});
    }

    void whatMovesIsWhereItIsNow()
    {
        there(CriteriaEdits(m_tree).move({at({0})}, at({2}), 0), {at({0})}, {at({0})});
        there(CriteriaEdits(m_tree).move({at({1})}, criteriaRootId, 0), {at({1})}, {at({1})}); // only the order
    }

    void aGroupAroundAndAway()
    {
        const auto wrapped = CriteriaEdits(m_tree).wrap({at({0}), at({1})}, std::nullopt);
        there(wrapped, {wrapped->tree.at({0}), at({0}), at({1})}, {at({0}), at({1})});
        there(CriteriaEdits(m_tree).ungroup(at({2})), {at({2, 0}), at({2, 1})}, {at({2}), at({2, 0}), at({2, 1})});
    }
};

MUSTER_TEST(TestCriteriaTouched, QCoreApplication)

} // namespace tst_criteriatouched
#include "tst_criteriatouched.moc"
