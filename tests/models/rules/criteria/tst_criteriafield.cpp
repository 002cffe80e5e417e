// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/criteria/criteriafield.h"

#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_criteriafield {

class TestCriteriaField : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("words");
        for (const auto &[name, words] :
             {std::pair("annual_revenue", "annual revenue"), std::pair("AnnualRevenue", "annual revenue"),
              std::pair("lastPurchaseDate", "last purchase date"), std::pair("last-seen", "last seen"),
              std::pair("CRM_id", "CRM id"), std::pair("CRMId", "CRM id"),
              std::pair("crm.account.tier", "crm account tier"), std::pair("line2City", "line2 city"),
              std::pair("industry", "industry"), std::pair("__", "__"), std::pair("", "")})
            QTest::newRow(name) << QString::fromUtf8(name) << QString::fromUtf8(words);
    }
    void names()
    {
        QFETCH(QString, name);
        QTEST(humanisedName(name), "words");
    }

    void fieldsAreFoundByName()
    {
        const CriteriaFields fields({{QStringLiteral("a"), CriteriaFieldType::Number, QStringLiteral("Label"), {}},
                                     {QStringLiteral("b_c"), CriteriaFieldType::Date, {}, {}},
                                     {QStringLiteral("a"), CriteriaFieldType::Text, {}, {}}});
        QCOMPARE(fields.all().size(), 2);
        QCOMPARE(fields.find(QStringLiteral("a"))->type, CriteriaFieldType::Number);
        QVERIFY(fields.find(QStringLiteral("A")) == nullptr);
        QCOMPARE(fieldLabel(fields, QStringLiteral("a")), QStringLiteral("Label"));
        QCOMPARE(fieldLabel(fields, QStringLiteral("b_c")), QStringLiteral("b c"));
        QCOMPARE(fieldLabel(fields, QStringLiteral("x_y")), QStringLiteral("x y"));
        QVERIFY(CriteriaFields().isEmpty());
    }

    void operatorsFitTypes()
    {
        using Op = CriteriaOperator;
        const auto fits = [](CriteriaFieldType type, Op op) { return operatorsFor(type).contains(op); };
        for (const CriteriaFieldType type : {CriteriaFieldType::Text, CriteriaFieldType::Number,
                                             CriteriaFieldType::Date, CriteriaFieldType::Boolean}) {
            QVERIFY(fits(type, Op::Equals) && fits(type, Op::NotEquals));
            QCOMPARE(valueOf<CriteriaFieldType>(keyOf(type)), std::optional(type));
            const bool ordered = type == CriteriaFieldType::Number || type == CriteriaFieldType::Date;
            QCOMPARE(fits(type, Op::GreaterThan), ordered);
            QCOMPARE(fits(type, Op::LessThan), ordered);
            QCOMPARE(fits(type, Op::Contains), type == CriteriaFieldType::Text);
            QCOMPARE(fits(type, Op::StartsWith), type == CriteriaFieldType::Text);
        }
        QVERIFY(!valueOf<CriteriaFieldType>(u"Text"));
    }
};

MUSTER_TEST(TestCriteriaField, muster::tests::NoApplication)

} // namespace tst_criteriafield
#include "tst_criteriafield.moc"
