// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/donotcallmodels.h"

#include "models/text/donotcalltexts.h"
#include "tests/support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_donotcallmodels {

namespace {

const QDateTime now(QDate(2026, 11, 26), QTime(9, 0), Qt::UTC);

AskedNumbers asked()
{
    using Reading = AskedNumber::Reading;
    return {.rows = {{1, u"+1 212 555 0101"_s, 12125550101, Reading::Number},
                     {2, u"rubbish"_s, 0, Reading::Unreadable},
                     {3, u"+1 212 555 0103"_s, 12125550103, Reading::Number},
                     {5, u"030 123"_s, 0, Reading::NeedsRegion}},
            .repeated = 1};
}

DoNotCallVerdict blocked()
{
    const DoNotCallEntry entry{
        .groupId = u"1"_s, .groupName = u"Company"_s, .collected = now.addDays(-9), .expires = {}, .changed = now};
    return {.standing = DoNotCallStanding::Blocked,
            .entries = {{entry, JudgedEntry::Force::Blocks, {u"Welcome"_s}, {u"=Renewals"_s}}},
            .fault = {}};
}

DoNotCallVerdict unreadable()
{
    return {.standing = DoNotCallStanding::Unreadable, .entries = {}, .fault = {}};
}

QString cell(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

QList<DoNotCallGroupFacts> groups()
{
    const Dialer renewals{u"7"_s, u"Renewals"_s, Dialer::State::Unknown},
        welcome{u"8"_s, u"Welcome"_s, Dialer::State::Unknown};
    return {{.group = {u"1"_s, u"Company"_s, true, 36, now},
             .contributing = {welcome},
             .scrubbed = {welcome, renewals},
             .fault = {}},
            {.group = {u"2"_s, u"Old"_s, false, -1}, .contributing = {}, .scrubbed = {}, .fault = {}},
            {.group = {u"3"_s, u"Hidden"_s, true, 3},
             .contributing = {},
             .scrubbed = {},
             .fault = ApiError{.kind = ErrorKind::NotFound}}};
}

} // namespace

/// The tables of the do-not-call desk, while they are fed.
class TestDoNotCallModels : public QObject
{
    Q_OBJECT

    using Column = CheckedNumbersModel::Column;
    using Matrix = DoNotCallMatrixModel;

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void rowsFillWhileTheCheckGoesOn()
    {
        CheckedNumbersModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setNumbers(asked());
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(cell(model, 0, Column::Standing), u"waiting"_s);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.settle({{1, unreadable()}, {0, blocked()}, {9, blocked()}}); // one that is not there
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.first().at(0).toModelIndex().row(), 0);
        QCOMPARE(changed.first().at(1).toModelIndex().row(), 1);
        QCOMPARE(cell(model, 0, Column::Number), u"+12125550101"_s);
        QCOMPARE(cell(model, 0, Column::Standing), u"Blocked"_s);
        QCOMPARE(cell(model, 0, Column::Groups), u"Company"_s);
        QCOMPARE(cell(model, 0, Column::Until), u"no end"_s);
        QCOMPARE(cell(model, 0, Column::Since).size(), 10); // the day, and the time in the tool tip
        QVERIFY(model.index(0, Column::Since)
                    .data(Qt::ToolTipRole)
                    .toString()
                    .startsWith(cell(model, 0, Column::Since) + u' '));
        QCOMPARE(cell(model, 0, Column::Contributing), u"Welcome"_s);
        QCOMPARE(cell(model, 1, Column::Number), u"rubbish"_s);
        QCOMPARE(cell(model, 1, Column::Reason), u"Line 2 isn’t a phone number."_s);
        model.settle({{3, unreadable()}});
        QCOMPARE(cell(model, 3, Column::Reason), u"Line 5 has no country code, and no region is chosen."_s);
        model.settle({});
        QCOMPARE(changed.count(), 2);
    }

    void onlyOneStandingIsShown()
    {
        CheckedNumbersModel model;
        StandingFilterModel shown(&model);
        QAbstractItemModelTester tester(&shown, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setNumbers(asked());
        shown.setStanding(DoNotCallStanding::Blocked);
        QCOMPARE(shown.rowCount(), 0); // what waits is of none
        model.settle({{2, blocked()}, {1, unreadable()}});
        QCOMPARE(shown.rowCount(), 1);
        QCOMPARE(cell(shown, 0, Column::Line), u"3"_s);
        shown.setStanding(std::nullopt);
        QCOMPARE(shown.rowCount(), 4);
    }

    void theMatrixHasAColumnForEachSkill()
    {
        Matrix model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setGroups(groups());
        QCOMPARE(model.columnCount(), Matrix::FirstSkill + 3); // and the note
        QCOMPARE(model.headerData(Matrix::FirstSkill, Qt::Horizontal, Qt::DisplayRole).toString(), u"Renewals"_s);
        QCOMPARE(cell(model, 0, Matrix::FirstSkill), u"honors it"_s);
        QCOMPARE(cell(model, 0, Matrix::FirstSkill + 1), u"contributes, honors it"_s);
        QCOMPARE(cell(model, 1, Matrix::Records), u"not told"_s);
        QCOMPARE(cell(model, 1, Matrix::Activity), u"Inactive"_s);
        QCOMPARE(cell(model, 1, model.noteColumn()), u"Inactive: it blocks nothing."_s);
        QCOMPARE(cell(model, 1, Matrix::FirstSkill), QString());
        // Where it is not known, an empty cell would say that it is neither.
        QCOMPARE(cell(model, 2, Matrix::FirstSkill), u"unknown"_s);
        QVERIFY(cell(model, 2, model.noteColumn()).startsWith(u"Its skills are unknown."));
        model.setGroups({});
        QCOMPARE(model.columnCount(), Matrix::FirstSkill + 1);
    }

    void S21_theFileIsSafeForSpreadsheets()
    {
        const AskedNumbers numbers = asked();
        CsvRows rows = checkedNumbersCsv(
            {{numbers.rows[0], blocked()}, {numbers.rows[1], unreadable()}, {numbers.rows[2], std::nullopt}});
        QVERIFY(rows.formulaCells() > 0); // numbers with a plus sign, and a skill with a bad name
        const QList<QByteArray> lines = rows.take().split('\n');
        QCOMPARE(lines.size(), 5); // with the head, and nothing behind the last line end
        QVERIFY(lines[1].contains("'+12125550101") && lines[1].contains("'=Renewals"));
        QVERIFY(lines[1].contains("blocked") && lines[1].contains("Company"));
        QVERIFY(lines[2].startsWith("2,rubbish,"));
        QVERIFY(lines[3].contains("not_told")); // never asked
    }

    void theSummaryCountsEachStanding()
    {
        const AskedNumbers numbers = asked();
        const QList<CheckedNumber> checked{{numbers.rows[0], blocked()},
                                           {numbers.rows[1], unreadable()},
                                           {numbers.rows[2], notTold({.kind = ErrorKind::Cancelled})}};
        QCOMPARE(checkSummaryText(checked, 1), u"Blocked: 1, Unknown: 1, Unreadable: 1, repeated and asked once: 1"_s);
        QCOMPARE(checkedReasonText(checked[2]), u"The check was cancelled before the server was asked."_s);
    }
};

MUSTER_TEST(TestDoNotCallModels, QCoreApplication)

} // namespace tst_donotcallmodels
#include "tst_donotcallmodels.moc"
