// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/criteriatreemodel.h"
#include "models/text/criteriawords.h"
#include "tests/support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QRandomGenerator>
#include <QSignalSpy>

using namespace muster;

namespace tst_criteriatreemodel {

namespace {

CriteriaCondition condition(const char *field, CriteriaOperator op, CriteriaValue value)
{
    return {QString::fromLatin1(field), op, std::move(value)};
}

CriteriaGroup sample()
{
    CriteriaGroup inner{CriteriaJoin::Or, {}};
    inner.members.push_back({condition("employees", CriteriaOperator::GreaterThan, CriteriaNumber{"500"})});
    inner.members.push_back({condition("engagement", CriteriaOperator::GreaterThan, CriteriaNumber{"85"})});
    CriteriaGroup outer;
    outer.members.push_back({condition("annual_revenue", CriteriaOperator::GreaterThan, CriteriaNumber{"500000"})});
    outer.members.push_back({condition("industry", CriteriaOperator::Equals, QStringLiteral("technology"))});
    outer.members.push_back({inner});
    return outer;
}

/// What the rows of the model say, against the tree itself.
void compareRows(const CriteriaTreeModel &model, const QModelIndex &parent, CriteriaNodeId group)
{
    const QList<CriteriaNodeId> members = model.tree().node(group).members;
    QCOMPARE(model.rowCount(parent), int(members.size()));
    for (int row = 0; row < members.size(); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        QCOMPARE(CriteriaTreeModel::idOf(index), members[row]);
        QCOMPARE(index.parent(), parent);
        compareRows(model, index, members[row]);
    }
}

/// A row that a view remembers, and whom it was about.
using Remembered = std::pair<QPersistentModelIndex, CriteriaNodeId>;

CriteriaEditResult randomEdit(const CriteriaTree &tree, QRandomGenerator &random)
{
    const QList<CriteriaNodeId> all = tree.inReadingOrder();
    const auto any = [&] { return all[random.bounded(int(all.size()))]; };
    QList<CriteriaNodeId> some;
    for (int i = 0; i <= random.bounded(3); ++i)
        some << any();
    const CriteriaEdits edits(tree);
    switch (random.bounded(12)) {
    case 0:
        return edits.addCondition(any(), random.bounded(6) - 1, condition("a", CriteriaOperator::Equals, true));
    case 1:
        return edits.addGroup(any(), random.bounded(6) - 1, CriteriaJoin::Or);
    case 2:
        return edits.remove({any()});
    case 3:
        return edits.duplicate(some);
    case 4:
    case 5:
        return edits.move(some, any(), random.bounded(6) - 1);
    case 6:
        return edits.wrap(some, std::nullopt);
    case 7:
        return edits.ungroup(any());
    case 8:
        return edits.groupWith(some, any(), std::nullopt,
                               random.bounded(2) ? CriteriaEdits::Transfer::Move : CriteriaEdits::Transfer::Copy);
    case 9:
        return edits.setMuted(some, random.bounded(2));
    case 10:
        return edits.setJoin(any(), random.bounded(2) ? CriteriaJoin::And : CriteriaJoin::Or);
    default:
        return edits.paste(any(), -1, {{sample()}});
    }
}

} // namespace

/// The criteria of a draft as rows.
class TestCriteriaTreeModel : public QObject
{
    Q_OBJECT

private:
    static constexpr auto mode = QAbstractItemModelTester::FailureReportingMode::Fatal;

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QStringLiteral("en_US"))); }

    void rowsSayWhatBoxesShow()
    {
        CriteriaTreeModel model;
        QAbstractItemModelTester tester(&model, mode);
        model.setTree(CriteriaTree::fromGroup(sample()));
        model.setFields(CriteriaFields(
            {{QStringLiteral("industry"), CriteriaFieldType::Text, QStringLiteral("Line of business"), {}}}));
        const QModelIndex root = model.index(0, 0);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.rowCount(root), 3);
        QCOMPARE(root.data().toString(), QStringLiteral("ALL of"));
        using Model = CriteriaTreeModel;
        QCOMPARE(model.index(0, Model::What, root).data().toString(), QStringLiteral("annual revenue"));
        QCOMPARE(model.index(0, Model::Operator, root).data().toString(), QStringLiteral("is over"));
        QCOMPARE(model.index(0, Model::Value, root).data().toString(), QStringLiteral("500,000"));
        QCOMPARE(model.index(0, Model::Matches, root).data().toString(), QStringLiteral("\u2014"));
        QCOMPARE(model.index(1, Model::What, root).data().toString(), QStringLiteral("Line of business"));
        QCOMPARE(model.index(0, 0, root).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("Condition 1 of group 1: annual revenue is over 500,000"));
        const QModelIndex inner = model.index(2, 0, root);
        QCOMPARE(model.index(1, 0, inner).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("Condition 2 of group 2: engagement is over 85"));
        QCOMPARE(inner.data(CriteriaTreeModel::LevelRole).toInt(), 2);
    }

    void theFunnelIsToldByNode()
    {
        CriteriaTreeModel model;
        QAbstractItemModelTester tester(&model, mode);
        model.setTree(CriteriaTree::fromGroup(sample()));
        const CriteriaNodeId id = model.tree().root().members[1];
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setFunnel({{id, 14921}});
        QVERIFY(!changed.isEmpty());
        for (const auto &one : changed)
            QCOMPARE(one[0].toModelIndex().column(), int(CriteriaTreeModel::Matches));
        QCOMPARE(model.indexOf(id, CriteriaTreeModel::Matches).data().toString(), QStringLiteral("14,921"));
        QVERIFY(model.indexOf(id)
                    .data(Qt::AccessibleTextRole)
                    .toString()
                    .endsWith(QStringLiteral("is technology, 14,921 contacts")));
        changed.clear();
        model.setFunnel({{id, 14921}});
        QVERIFY(changed.isEmpty());
    }

    void anEditTouchesOnlyItsRows()
    {
        CriteriaTreeModel model;
        CriteriaGroup many;
        for (int i = 0; i < 200; ++i)
            many.members.push_back({condition("a", CriteriaOperator::Equals, CriteriaNumber{QByteArray::number(i)})});
        model.setTree(CriteriaTree::fromGroup(many));
        const QList<CriteriaNodeId> ids = model.tree().root().members;
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted),
            removed(&model, &QAbstractItemModel::rowsRemoved), moved(&model, &QAbstractItemModel::rowsMoved),
            changed(&model, &QAbstractItemModel::dataChanged), reset(&model, &QAbstractItemModel::modelReset);
        QVERIFY(model.apply(model.edits().setValue(ids[7], CriteriaNumber{"-1"})));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(CriteriaTreeModel::idOf(changed[0][0].toModelIndex()), ids[7]);
        QVERIFY(model.apply(model.edits().move({ids[5]}, criteriaRootId, -1)));
        QCOMPARE(moved.size(), 1); // not the 194 that it passed
        QVERIFY(model.apply(model.edits().remove(ids.mid(20, 10))));
        QCOMPARE(removed.size(), 1);
        QVERIFY(model.apply(model.edits().wrap({ids[50], ids[51]}, std::nullopt)));
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(moved.size(), 3);
        QVERIFY(reset.isEmpty());
    }

    void whatIsRefusedIsSaidAndChangesNothing()
    {
        CriteriaTreeModel model;
        model.setTree(CriteriaTree::fromGroup(sample()));
        const CriteriaNodeId first = model.tree().root().members[0];
        QSignalSpy refused(&model, &CriteriaTreeModel::refused), edited(&model, &CriteriaTreeModel::edited);
        QVERIFY(model.apply(model.edits().setLocked({first}, true)));
        QVERIFY(!model.apply(model.edits().remove({first})));
        QCOMPARE(refused.size(), 1);
        QCOMPARE(edited.size(), 1);
        QCOMPARE(criteriaRefusalText(refused[0][0].value<CriteriaRefusal>(), model.tree()),
                 QStringLiteral("Condition 1 of group 1 is locked. Unlock it first."));
        // As it is already: nothing to be said.
        QVERIFY(!model.apply(model.edits().setJoin(criteriaRootId, CriteriaJoin::And)));
        QCOMPARE(refused.size(), 1);
        QVERIFY(model.indexOf(first).data(CriteriaTreeModel::LockedRole).toBool());
    }

    void randomEditsKeepViewsInStep()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        CriteriaTreeModel model;
        QAbstractItemModelTester tester(&model, mode);
        model.setTree(CriteriaTree::fromGroup(sample()));
        QList<CriteriaTree> earlier{model.tree()};
        for (int round = 0; round < 1500; ++round) {
            QList<Remembered> remembered;
            for (const CriteriaNodeId id : model.tree().inReadingOrder())
                remembered.append({model.indexOf(id), id});
            if (random.bounded(5) == 0)
                model.setTree(earlier[random.bounded(int(earlier.size()))]);
            else if (model.tree().size() > 60)
                model.setTree(earlier.first());
            else
                model.apply(randomEdit(model.tree(), random));
            earlier.append(model.tree());
            compareRows(model, model.index(0, 0), criteriaRootId);
            if (QTest::currentTestFailed())
                return;
            // A view that remembers a row goes on remembering the same node, wherever it is now.
            for (const auto &[index, id] : remembered) {
                QCOMPARE(index.isValid(), model.tree().contains(id));
                if (index.isValid())
                    QCOMPARE(CriteriaTreeModel::idOf(index), id);
            }
        }
    }

    void numbersAreNotGivenTwice()
    {
        CriteriaTreeModel model;
        const CriteriaTree before = model.tree();
        QVERIFY(model.apply(model.edits().addGroup(criteriaRootId, -1, CriteriaJoin::Or)));
        const CriteriaNodeId first = model.tree().root().members[0];
        model.setTree(before);
        QVERIFY(model.apply(model.edits().addGroup(criteriaRootId, -1, CriteriaJoin::Or)));
        QVERIFY(model.tree().root().members[0] > first);
    }
};

MUSTER_TEST(TestCriteriaTreeModel, QCoreApplication)

} // namespace tst_criteriatreemodel
#include "tst_criteriatreemodel.moc"
