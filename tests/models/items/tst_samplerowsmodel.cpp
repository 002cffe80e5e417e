// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/audiencemodels.h"
#include "models/items/itemroles.h"
#include "tests/support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace muster;

namespace tst_samplerowsmodel {

namespace {

SampleRows sample()
{
    return {.fields = {{.name = QStringLiteral("annual_revenue")}, {.name = QStringLiteral("city"), .isMissing = true}},
            .rows
            = {{.row = 4, .changes = 0, .id = QStringLiteral("c-4"), .cells = {{QStringLiteral("900")}, {}}},
               {.row = 6, .changes = 1, .id = QStringLiteral("c-6"), .cells = {{QStringLiteral("100"), true}, {}}},
               {.row = 1999, .changes = 2, .id = {}, .cells = {{{}, true}, {{}, true}}}}};
}

} // namespace

class TestSampleRowsModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void aContactARowAndAFieldAColumn()
    {
        SampleRowsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 0);
        const CriteriaFields fields({{.name = QStringLiteral("annual_revenue"), .label = QStringLiteral("turnover")}});
        model.setRows(sample(), fields);
        QCOMPARE(model.columnCount(), 4);
        const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(model.headerData(2, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("turnover"));
        QCOMPARE(model.headerData(3, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("city"));
        QCOMPARE(text(0, SampleRowsModel::Verdict), QStringLiteral("matches"));
        QCOMPARE(text(1, SampleRowsModel::Verdict), QStringLiteral("just misses"));
        QCOMPARE(text(2, SampleRowsModel::Verdict), QStringLiteral("misses by 2"));
        QCOMPARE(text(1, SampleRowsModel::Contact), QStringLiteral("c-6"));
        QCOMPARE(text(2, SampleRowsModel::Contact), QStringLiteral("contact 2,000"));
        QCOMPARE(text(0, 2), QStringLiteral("900"));
        QCOMPARE(text(2, 2), QStringLiteral("empty"));
        QCOMPARE(text(0, 3), QStringLiteral("no such field"));
    }

    void whatKeepsAContactOutIsAnIconAToneAndAWord()
    {
        SampleRowsModel model;
        model.setRows(sample(), {});
        const auto is = [&](int row, int column, int role) { return model.index(row, column).data(role); };
        QVERIFY(!is(0, 2, ToneRole).isValid() && !is(0, 2, Qt::DecorationRole).isValid());
        QCOMPARE(is(1, 2, ToneRole).value<Tone>(), Tone::Bad);
        QCOMPARE(is(1, 2, Qt::DecorationRole).toString(), QStringLiteral("circle-x"));
        QCOMPARE(is(0, 2, Qt::AccessibleTextRole).toString(), QStringLiteral("annual revenue: 900"));
        QCOMPARE(is(1, 2, Qt::AccessibleTextRole).toString(),
                 QStringLiteral("annual revenue: 100, excludes the contact"));
        QCOMPARE(is(0, 0, ToneRole).value<Tone>(), Tone::Good);
        QCOMPARE(is(1, 0, ToneRole).value<Tone>(), Tone::Neutral);
    }

    void contactsAreFoundByTheirPlace()
    {
        SampleRowsModel model;
        model.setRows(sample(), {});
        QCOMPARE(model.contact(2), 1999);
        QCOMPARE(model.contact(3), -1);
        QCOMPARE(model.contact(-1), -1);
        QCOMPARE(model.rowOf(6), 1);
        QCOMPARE(model.rowOf(5), -1);
    }

    void theSameRowsAgainAreNotTold()
    {
        SampleRowsModel model;
        model.setRows(sample(), {});
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.setRows(sample(), {});
        QCOMPARE(resets.size(), 0);
        model.setRows(sample(), CriteriaFields({{.name = QStringLiteral("city"), .label = QStringLiteral("town")}}));
        QCOMPARE(resets.size(), 1);
    }
};

MUSTER_TEST(TestSampleRowsModel, QCoreApplication)

} // namespace tst_samplerowsmodel
#include "tst_samplerowsmodel.moc"
