// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/estimate/contactsfile.h"

#include "tests/support/testprogram.h"

#include "contactsamples.h"

using namespace muster;
using namespace muster::test;

namespace tst_contactfields {

class TestContactFields : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTypesAndFewValues();
    void showsNoListOfManyValues();
};

void TestContactFields::tellsTypesAndFewValues()
{
    const QStringList names{QStringLiteral("id"),   QStringLiteral("tier"),   QStringLiteral("points"),
                            QStringLiteral("born"), QStringLiteral("active"), QStringLiteral("empty")};
    const auto contacts = columnsOf(names,
                                    {{"a", "gold", "1", "1999-12-31", "true", ""},
                                     {"b", "basic", "2.5", "", "false", ""},
                                     {"c", "gold", "", "2001-01-01", "true", ""},
                                     {"d", "basic", "4", "", "", ""}});
    const CriteriaFields fields = contactFields(*contacts);
    QCOMPARE(fields.all().size(), 5); // nothing is known of a field that nobody has filled
    QCOMPARE(fields.all()[0],
             (CriteriaField{QStringLiteral("id"), CriteriaFieldType::Text, {}, {}})); // each has his own
    QCOMPARE(
        fields.all()[1],
        (CriteriaField{
            QStringLiteral("tier"), CriteriaFieldType::Text, {}, {QStringLiteral("basic"), QStringLiteral("gold")}}));
    QCOMPARE(fields.all()[2].type, CriteriaFieldType::Number);
    QVERIFY(fields.all()[2].values.isEmpty());
    QCOMPARE(fields.all()[3].type, CriteriaFieldType::Date);
    QCOMPARE(fields.all()[4].type, CriteriaFieldType::Boolean);
}

void TestContactFields::showsNoListOfManyValues()
{
    for (const std::size_t values : {mostKnownValues, mostKnownValues + 1}) {
        std::vector<std::vector<std::string>> rows;
        for (std::size_t i = 0; i < ContactColumns::chunkRows + 2'000; ++i)
            rows.push_back({"value " + std::to_string(i % values)});
        const CriteriaFields fields = contactFields(*columnsOf({QStringLiteral("f")}, rows));
        QCOMPARE(std::size_t(fields.all()[0].values.size()), values > mostKnownValues ? 0 : values);
    }
}

MUSTER_TEST(TestContactFields, muster::tests::NoApplication)

} // namespace tst_contactfields
#include "tst_contactfields.moc"
