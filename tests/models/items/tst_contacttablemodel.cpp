// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/contacttablemodel.h"
#include "models/items/itemroles.h"
#include "models/lists/listworkbench.h"
#include "tests/support/contactpages.h"
#include "tests/support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace muster;
using namespace muster::test;

namespace tst_contacttablemodel {

class TestContactTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void marksChangedCharacters_data();
    void marksChangedCharacters();
    void showsBeforeAndAfter();
    void showsForeignTextPlainly_S26();
    void growsColumnsAsMembersAreMet();
    void asksForASort();
};

namespace {

void fill(ListWorkbench &bench, const std::vector<PlainContact> &contacts)
{
    SanitizationDirective directive;
    directive.defaultRegion = QStringLiteral("US");
    directive.region = directive.missing = DirectiveAction::Purge;
    bench.setDirective(directive);
    bench.begin({});
    bench.append(contactPage(contacts, 0, contacts.size()));
    bench.finishReading({});
    QTRY_VERIFY_WITH_TIMEOUT(!bench.isBusy(), 60'000);
}

QString marked(const QString &text, const QList<CharRange> &ranges)
{
    QString shown;
    int at = 0;
    for (const CharRange &range : ranges) {
        shown += text.mid(at, range.start - at) + QLatin1Char('[') + text.mid(range.start, range.length)
            + QLatin1Char(']');
        at = range.start + range.length;
    }
    return shown + text.mid(at);
}

} // namespace

void TestContactTableModel::marksChangedCharacters_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("expectedBefore");
    QTest::addColumn<QString>("expectedAfter");
    const auto add
        = [](const char *name, const char *before, const char *after, const char *first, const char *second) {
              QTest::newRow(name) << QString::fromUtf8(before) << QString::fromUtf8(after) << QString::fromUtf8(first)
                                  << QString::fromUtf8(second);
          };
    add("format", "(201) 555-0100", "+12015550100", "[(]201[) ]555[-]0100", "[+1]2015550100");
    add("the same", "+12015550100", "+12015550100", "+12015550100", "+12015550100");
    add("prefix", "07911 123456", "+447911123456", "[0]7911[ ]123456", "[+44]7911123456");
    add("nothing in common", "abc", "123", "[abc]", "[123]");
    add("nothing before", "", "+1", "", "[+1]");
    add("nothing at all", "", "", "", "");
}

void TestContactTableModel::marksChangedCharacters()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    const ChangedRanges changed = ChangedRanges::between(before, after);
    QTEST(marked(before, changed.removed), "expectedBefore");
    QTEST(marked(after, changed.added), "expectedAfter");
    const QString longer(1'000, QLatin1Char('1'));
    QCOMPARE(ChangedRanges::between(longer, after).removed, (QList<CharRange>{{0, 1'000}}));
}

void TestContactTableModel::showsBeforeAndAfter()
{
    ListWorkbench bench;
    fill(bench,
         {{"fixed", "(201) 555-0100", "Ba", "US", ""},
          {"clean", "+12015550101", "", "", ""},
          {"blocked", "+18005550102", "", "", ""},
          {"empty", "", "", "", ""}});
    using Model = ContactTableModel;
    const Model &model = *bench.model();
    const auto text = [&model](int row, int column) { return model.index(row, column).data().toString(); };
    QCOMPARE(text(0, Model::Original), QStringLiteral("(201) 555-0100"));
    QCOMPARE(text(0, Model::WillBecome), QStringLiteral("+12015550100"));
    QCOMPARE(text(1, Model::WillBecome), QStringLiteral("+12015550101")); // stays
    QCOMPARE(text(2, Model::WillBecome), QStringLiteral("—"));
    QCOMPARE(model.index(2, Model::WillBecome).data(Qt::AccessibleTextRole).toString(), QStringLiteral("none"));
    QCOMPARE(text(0, Model::Region), QStringLiteral("US"));
    QCOMPARE(text(3, Model::Region), QStringLiteral("—"));
    QCOMPARE(model.index(2, Model::LineType).data(RawRole).toString(), QStringLiteral("toll_free"));
    QCOMPARE(model.index(0, Model::Verdict).data(RawRole).toString(), QStringLiteral("fix"));
    QCOMPARE(model.index(2, Model::Verdict).data(RawRole).toString(), QStringLiteral("purge"));
    QCOMPARE(model.index(2, Model::Verdict).data(ToneRole).value<Tone>(), Tone::Bad);
    QVERIFY(!model.index(2, Model::Why).data(ToneRole).isValid());
    QVERIFY(model.index(2, Model::Why).data(RawRole).toStringList().contains(QStringLiteral("line_type_blocked")));
    QVERIFY(!model.index(2, Model::Why).data(Qt::ToolTipRole).toString().isEmpty());
    QCOMPARE(text(0, Model::ContactId), QStringLiteral("fixed"));
    QCOMPARE(text(0, Model::FirstMember), QStringLiteral("Ba"));
    QCOMPARE(text(1, Model::FirstMember), QString());
    QCOMPARE(marked(text(0, Model::Original),
                    model.index(0, Model::Original).data(Model::ChangedRangesRole).value<QList<CharRange>>()),
             QStringLiteral("[(]201[) ]555[-]0100"));
    QVERIFY(!model.index(1, Model::Original).data(Model::ChangedRangesRole).isValid());
    QVERIFY(!model.index(0, 0).data(Model::OverriddenRole).toBool());
    QVERIFY(!model.data({}, Qt::DisplayRole).isValid());
}

void TestContactTableModel::showsForeignTextPlainly_S26()
{
    ListWorkbench bench;
    fill(bench,
         {{"a\xE2\x80\xAE"
           "b",
           "<b>1\xE2\x80\xAE", "<img src='x'>", "", ""}});
    const ContactTableModel &model = *bench.model();
    const int columns[] = {ContactTableModel::Original, ContactTableModel::ContactId};
    for (const int column : columns)
        QVERIFY(!model.index(0, column).data().toString().contains(QChar(0x202E)));
    for (int column = 0; column < model.columnCount(); ++column)
        QVERIFY(!model.index(0, column).data(Qt::ToolTipRole).toString().contains(QLatin1Char('<')));
}

void TestContactTableModel::growsColumnsAsMembersAreMet()
{
    ListWorkbench bench;
    const QAbstractItemModelTester tester(bench.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    bench.begin({});
    bench.append(contactPage({{"a", "+12015550100", "", "", ""}}, 0, 1));
    QTRY_COMPARE_WITH_TIMEOUT(bench.model()->rowCount(), 1, 60'000);
    QCOMPARE(bench.model()->columnCount(), int(ContactTableModel::FirstMember));
    QSignalSpy columns(bench.model(), &QAbstractItemModel::columnsInserted);
    QSignalSpy rows(bench.model(), &QAbstractItemModel::rowsInserted);
    bench.append(contactPage({{"b", "+12015550101", "Ba", "US", ""}}, 0, 1));
    QTRY_COMPARE_WITH_TIMEOUT(bench.model()->rowCount(), 2, 60'000);
    QCOMPARE(columns.count(), 1);
    QCOMPARE(rows.count(), 1);
    QCOMPARE(bench.model()->headerData(ContactTableModel::FirstMember + 1, Qt::Horizontal, Qt::DisplayRole).toString(),
             QStringLiteral("country"));
    QCOMPARE(bench.model()->index(0, ContactTableModel::FirstMember).data().toString(), QString());
}

void TestContactTableModel::asksForASort()
{
    ListWorkbench bench;
    fill(bench, {{"b", "+12015550100", "", "", ""}, {"a", "+12015550101", "", "", ""}});
    bench.model()->sort(ContactTableModel::ContactId, Qt::AscendingOrder); // as a header's click does
    QTRY_VERIFY_WITH_TIMEOUT(!bench.isBusy(), 60'000);
    QCOMPARE(bench.model()->index(0, ContactTableModel::ContactId).data().toString(), QStringLiteral("a"));
    bench.model()->sort(-1, Qt::AscendingOrder);
    QTRY_VERIFY_WITH_TIMEOUT(!bench.isBusy(), 60'000);
    QCOMPARE(bench.model()->index(0, ContactTableModel::ContactId).data().toString(), QStringLiteral("b"));
}

MUSTER_TEST(TestContactTableModel, QCoreApplication)

} // namespace tst_contacttablemodel
#include "tst_contacttablemodel.moc"
