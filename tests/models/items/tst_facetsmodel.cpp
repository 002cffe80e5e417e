// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/facetsmodel.h"
#include "models/items/itemroles.h"
#include "tests/support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace muster;

namespace tst_facetsmodel {

class TestFacetsModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsInPlaceAndInAStableOrder();
    void givesTheFilterThatAClickAsksFor();
    void showsWhatTheFilterHolds();
};

namespace {

ListSummary summary(qint64 purges, const QList<QPair<QString, qint64>> &regions)
{
    ListSummary sum;
    sum.verdicts[std::size_t(ListVerdict::Unchanged)] = 10;
    sum.verdicts[std::size_t(ListVerdict::Purge)] = purges;
    sum.regions = regions;
    return sum;
}

QStringList keys(const FacetsModel &model, FacetsModel::Group group)
{
    QStringList found;
    const QModelIndex parent = model.index(group, 0);
    for (int row = 0; row < model.rowCount(parent); ++row)
        found << model.index(row, 0, parent).data(FacetsModel::KeyRole).toString();
    return found;
}

QModelIndex value(const FacetsModel &model, FacetsModel::Group group, const char *key, int column = 0)
{
    const QModelIndex parent = model.index(group, 0);
    return model.index(int(keys(model, group).indexOf(QLatin1String(key))), column, parent);
}

} // namespace

void TestFacetsModel::countsInPlaceAndInAStableOrder()
{
    FacetsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.setSummary(summary(3, {{QStringLiteral("US"), 9}, {QStringLiteral("GB"), 4}}));
    QCOMPARE(model.rowCount(), int(FacetsModel::GroupCount));
    QCOMPARE(keys(model, FacetsModel::Verdicts), QStringList({QStringLiteral("unchanged"), QStringLiteral("purge")}));
    QCOMPARE(keys(model, FacetsModel::Regions), QStringList({QStringLiteral("GB"), QStringLiteral("US")}));

    const QPersistentModelIndex purge = value(model, FacetsModel::Verdicts, "purge", FacetsModel::Count);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setSummary(summary(0, {{QStringLiteral("FR"), 20}, {QStringLiteral("US"), 9}}));
    QCOMPARE(purge.data(FacetsModel::CountRole).toLongLong(), 0); // still there, where it was
    QCOMPARE(keys(model, FacetsModel::Regions),
             QStringList({QStringLiteral("FR"), QStringLiteral("GB"), QStringLiteral("US")}));
    QCOMPARE(changed.count(), 2); // purge and GB; what kept its count is not repainted
    QCOMPARE(value(model, FacetsModel::Regions, "GB").data(FacetsModel::CountRole).toLongLong(), 0);
    QCOMPARE(resets.count(), 0);
    model.clear();
    QCOMPARE(keys(model, FacetsModel::Regions), QStringList());
    QVERIFY(!model.parent(model.index(0, 0)).isValid());
}

void TestFacetsModel::givesTheFilterThatAClickAsksFor()
{
    using Click = FacetsModel::Click;
    FacetsModel model;
    model.setSummary(summary(3, {{QStringLiteral("US"), 9}, {QStringLiteral("GB"), 4}, {QString(), 2}}));
    const auto click = [&model](FacetsModel::Group group, const char *key, Click how) {
        model.setFilter(model.clicked(value(model, group, key), how));
        return model.filter();
    };
    ContactFilter expected;
    expected.regions = {QStringLiteral("GB")};
    QCOMPARE(click(FacetsModel::Regions, "GB", Click::Only), expected);
    expected.regions << QStringLiteral("US");
    QCOMPARE(click(FacetsModel::Regions, "US", Click::Combine), expected);
    expected.verdicts = {ListVerdict::Purge};
    QCOMPARE(click(FacetsModel::Verdicts, "purge", Click::Only), expected); // facets restrict each other
    expected.regions = {QStringLiteral("GB")};
    QCOMPARE(click(FacetsModel::Regions, "US", Click::Combine), expected);
    expected.regions = {QString()};
    expected.invertRegions = true;
    QCOMPARE(click(FacetsModel::Regions, "", Click::Invert), expected); // a right click begins anew
    expected.regions << QStringLiteral("US");
    QCOMPARE(click(FacetsModel::Regions, "US", Click::Invert), expected);
    expected.regions = {QStringLiteral("US")};
    QCOMPARE(click(FacetsModel::Regions, "", Click::Invert), expected);
    expected.regions.clear();
    expected.invertRegions = false;
    QCOMPARE(click(FacetsModel::Regions, "US", Click::Invert), expected); // nothing left out: not inverted either
    expected.verdicts.clear();
    QCOMPARE(click(FacetsModel::Verdicts, "purge", Click::Only), expected); // again: none
    (void)click(FacetsModel::Regions, "US", Click::Only);
    QCOMPARE(model.clicked(model.index(FacetsModel::Regions, 0), Click::Only), ContactFilter());
    QCOMPARE(model.clicked({}, Click::Only), model.filter());
}

void TestFacetsModel::showsWhatTheFilterHolds()
{
    FacetsModel model;
    model.setSummary(summary(3, {{QStringLiteral("US"), 9}}));
    ContactFilter filter;
    filter.regions = {QStringLiteral("US"), QStringLiteral("FR")};
    filter.invertRegions = true;
    filter.verdicts = {ListVerdict::Purge};
    model.setFilter(filter);
    const auto state = [&model](FacetsModel::Group group, const char *key) {
        return value(model, group, key).data(FacetsModel::StateRole).toInt();
    };
    QCOMPARE(state(FacetsModel::Regions, "US"), int(FacetsModel::Excluded));
    QCOMPARE(state(FacetsModel::Verdicts, "purge"), int(FacetsModel::Included));
    QCOMPARE(state(FacetsModel::Verdicts, "unchanged"), int(FacetsModel::Off));
    QVERIFY(value(model, FacetsModel::Regions, "US")
                .data(Qt::AccessibleTextRole)
                .toString()
                .contains(QStringLiteral("excluded")));
    model.setSummary(summary(3, {{QStringLiteral("FR"), 1}})); // comes later, is left out all the same
    QCOMPARE(state(FacetsModel::Regions, "FR"), int(FacetsModel::Excluded));
}

MUSTER_TEST(TestFacetsModel, QCoreApplication)

} // namespace tst_facetsmodel
#include "tst_facetsmodel.moc"
