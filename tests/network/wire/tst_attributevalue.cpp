// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/wire/enrichment.h"

#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;

Q_DECLARE_METATYPE(muster::ListAttributeType)

/// The canonical texts of contract section 4.
class TestAttributeValue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void canonical_data();
    void canonical();
    void nullWords();
    void keysAreTheContracts();
};

void TestAttributeValue::canonical_data()
{
    QTest::addColumn<ListAttributeType>("type");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("fits");
    using enum ListAttributeType;
    const auto rows = [](const char *name, ListAttributeType type, bool fits, const QList<QByteArray> &texts) {
        for (const QByteArray &text : texts)
            QTest::addRow("%s \"%s\"", name, text.left(60).toPercentEncoding(" +./").constData())
                << type << text << fits;
    };
    const QByteArray longest(qsizetype(longestNumber), '7');
    rows("integer", Integer, true, {"0", "7", "-7", "123456789012345678901234567890", longest});
    rows("no integer", Integer, false,
         {"", "-", "-0", "00", "07", "+7", " 7", "7 ", "7.0", "7.", "1e3", "0x1", "7a", "--7", "1,000", "\u0667",
          longest + '7', QByteArray("7\0", 2)});
    rows("decimal", Decimal, true,
         {"0", "-0", "-0.10", "0.1", "12.50", "1e3", "1E+3", "-1.5e-7", "123456789012345678901234567890.12345",
          longest});
    rows("no decimal", Decimal, false,
         {"",   ".",   ".5",  "5.",  "-.5",      "01",    "00.1",  "1e",    "1e+",   "1.e3",
          "+1", "1,5", "NaN", "inf", "Infinity", "0x1p3", "1 000", "1_000", "1e3.5", longest + '7'});
    rows("boolean", Boolean, true, {"true", "false"});
    rows("no boolean", Boolean, false, {"", "True", "FALSE", "1", "0", "yes", "true "});
    rows("date", Date, true, {"2026-02-28", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"});
    rows("no date", Date, false,
         {"", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-04-00", "0000-01-01",
          "2026-1-01", "2026/01/01", "20260101", "2026-01-01T00:00:00Z", "2026-01-0x", "-026-01-01", "12026-01-01"});
    rows("text", Text, true, {"a", " ", "0", "false", "n/a", "Null", "nULL", "NULL ", "Größe", "=1+1", "a\nb", "\t"});
    rows("no text", Text, false, {"", "null", "NULL", "N/A", "\xff", "\xc3", "a\xed\xa0\x80"});
}

void TestAttributeValue::canonical()
{
    QFETCH(ListAttributeType, type);
    QFETCH(QByteArray, text);
    QFETCH(bool, fits);
    QCOMPARE(isCanonicalValue(type, std::string_view(text.constData(), std::size_t(text.size()))), fits);
}

void TestAttributeValue::nullWords()
{
    for (const char *word : {"", "null", "NULL", "N/A"})
        QVERIFY2(isNullWord(word), word);
    for (const char *word : {"0", "false", "Null", "n/a", "N/a", " ", "none", "NULL "})
        QVERIFY2(!isNullWord(word), word);
}

void TestAttributeValue::keysAreTheContracts()
{
    using enum ListAttributeType;
    const QStringList keys = {QStringLiteral("string"), QStringLiteral("integer"), QStringLiteral("decimal"),
                              QStringLiteral("boolean"), QStringLiteral("date")};
    QStringList found;
    for (const auto type : {Text, Integer, Decimal, Boolean, Date}) {
        found.append(listAttributeTypeKey(type));
        QCOMPARE(listAttributeTypeFromKey(found.last()), std::optional(type));
    }
    QCOMPARE(found, keys);
    for (const char *other : {"", "String", "datetime", "text", "int"})
        QVERIFY(!listAttributeTypeFromKey(QString::fromLatin1(other)));
}

MUSTER_TEST(TestAttributeValue, QCoreApplication)
#include "tst_attributevalue.moc"
