// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/mappingsuggestions.h"

#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_mappingsuggestions {

namespace {

ListSchema schemaOf(const QByteArray &names)
{
    ListSchema schema;
    for (const QByteArray &name : names.split(' '))
        schema.attributes.append({QString::fromUtf8(name), ListAttributeType::Text, QStringLiteral("string")});
    return schema;
}

} // namespace

class TestMappingSuggestions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesThatMeanTheSame_data()
    {
        QTest::addColumn<QString>("one");
        QTest::addColumn<QString>("other");
        QTest::addColumn<bool>("alike");
        const auto row = [](const char *one, const char *other, bool alike) {
            QTest::addRow("%s %s", one, other) << QString::fromUtf8(one) << QString::fromUtf8(other) << alike;
        };
        row("E-Mail", "email_address", true);
        row("EMAIL", "email", true);
        row("customer.eMail", "email", true);
        row("First Name", "firstName", true);
        row("Vorname", "first_name", true);
        row("Prénom", "first_name", true);
        row("Nachname", "last name", true);
        row("Geburtsdatum", "birthDate", true);
        row("DOB", "birth_date", true);
        row("PLZ", "postal_code", true);
        row("Telefon", "phone", true);
        row("Loyality Tier", "loyalty_tier", true); // a typing mistake
        row("Score2", "score_2", true);
        row("first_name", "last_name", false);
        row("city", "country", false);
        row("number", "code", false);
        row("", "email", false);
        row("x", "y", false);
        row("名前", "email", false);
    }

    void namesThatMeanTheSame()
    {
        QFETCH(QString, one);
        QFETCH(QString, other);
        QFETCH(bool, alike);
        const int score = MappingSuggestions::similarity(one, other);
        QVERIFY2((score >= MappingSuggestions::minScore) == alike, qPrintable(QString::number(score)));
        QCOMPARE(MappingSuggestions::similarity(other, one), score);
        QCOMPARE(MappingSuggestions::similarity(one, one), one.isEmpty() ? 0 : 100);
    }

    void everyColumnAndAttributeIsUsedOnce()
    {
        const SourceShape shape{{QStringLiteral("CRM ID"), QStringLiteral("mail"), QStringLiteral("E-Mail"),
                                 QStringLiteral("Nachname"), QStringLiteral("Notes"), QStringLiteral("Nachname2")}};
        const ListSchema schema = schemaOf("last_name email tier");
        const auto found = MappingSuggestions::of(shape, schema);
        QCOMPARE(found, MappingSuggestions::of(shape, schema));
        QStringList lines;
        for (const MappingSuggestion &one : found)
            lines.append(shape.columns[one.column] + u'>'
                         + (one.attribute < 0 ? QStringLiteral("id") : schema.attributes[one.attribute].name));
        QCOMPARE(lines.join(u' '), QStringLiteral("mail>email Nachname>last_name CRM ID>id"));
    }

    void aNameTwiceInTheSourceIsNotGuessed()
    {
        const SourceShape shape{{QStringLiteral("email"), QStringLiteral("email"), QStringLiteral("mail")}};
        const auto found = MappingSuggestions::of(shape, schemaOf("email"));
        QCOMPARE(found.size(), 1);
        QCOMPARE(found[0].column, 2);
    }

    void manyNamesTakeNoTime()
    {
        QStringList columns;
        for (int i = 0; i < 100'000; ++i)
            columns.append(QStringLiteral("column number %1").arg(i));
        QVERIFY(MappingSuggestions::of({columns}, schemaOf("email phone")).size() <= 3);
        QVERIFY(MappingSuggestions::similarity(QString(100'000, u'a'), QStringLiteral("b a").repeated(50'000)) >= 0);
    }
};

MUSTER_TEST(TestMappingSuggestions, QCoreApplication)

} // namespace tst_mappingsuggestions
#include "tst_mappingsuggestions.moc"
