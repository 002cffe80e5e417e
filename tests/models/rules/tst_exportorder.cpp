// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/exportorder.h"

#include "tests/support/testprogram.h"

#include <QCryptographicHash>

using namespace muster;

namespace tst_exportorder {

namespace {

ExportOrder someOrder()
{
    ExportOrder order;
    order.profileId = QStringLiteral("p1");
    order.profileName = QStringLiteral("Team \"A\"\n\u00e9");
    order.environment = Environment::Test;
    order.query.segmentId = QStringLiteral("s/1");
    order.query.attributes = {QStringLiteral("b"), QStringLiteral("a")};
    order.query.filters = {{QStringLiteral("age"), FilterOperator::GreaterThan, QStringLiteral("30")}};
    order.segmentName = QStringLiteral("S");
    order.format = FileFormat::JsonLines;
    order.textProfile = TextProfile::Spreadsheets;
    order.targetFile = QStringLiteral("/x/y.jsonl");
    order.webhook = QUrl(QStringLiteral("https://example.org/h?a=b c"));
    order.pageSize = 250;
    order.maxAge = std::chrono::hours(1);
    return order;
}

QString digestOf(const QByteArray &json)
{
    return QString::fromLatin1(QCryptographicHash::hash(json, QCryptographicHash::Sha256).toHex());
}

} // namespace

class TestExportOrder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void canonicalFormIsWhatTheHeaderSays()
    {
        const FrozenExportOrder frozen = freeze(someOrder());
        QByteArray expected
            = "{`version`:1,`profileId`:`p1`,`profileName`:`Team \\`A\\`\\n\xC3\xA9`,`environment`:`test`,"
              "`segmentId`:`s/1`,`segmentName`:`S`,`attributes`:[`b`,`a`],"
              "`filters`:[{`attribute`:`age`,`operator`:`greater_than`,`value`:`30`}],"
              "`format`:`jsonl`,`textProfile`:`spreadsheets`,`targetFile`:`/x/y.jsonl`,`replaceExisting`:false,"
              "`webhook`:`https://example.org/h?a=b%20c`,`pageSize`:250,`maxAgeSeconds`:3600,`ignoreAge`:false,"
              "`strictAttributes`:false}";
        expected.replace('`', '"');
        QCOMPARE(frozen.json, expected);
        QCOMPARE(frozen.digest, digestOf(expected));
    }

    void thawGivesTheOrderBack()
    {
        const FrozenExportOrder frozen = freeze(someOrder());
        const auto thawed = thaw(frozen.json, frozen.digest);
        QVERIFY(thawed);
        QCOMPARE(thawed->order.query, someOrder().query);
        QCOMPARE(thawed->order.maxAge, someOrder().maxAge);
        QCOMPARE(freeze(thawed->order).digest, frozen.digest);
    }

    void daysAreThereWhereTheyWereChosen()
    {
        ExportOrder order = someOrder();
        order.query.from = QDate(2026, 3, 1);
        order.query.to = QDate(2026, 3, 4);
        const FrozenExportOrder frozen = freeze(order);
        QVERIFY(frozen.json.endsWith(R"("strictAttributes":false,"firstDay":"2026-03-01","lastDay":"2026-03-04"})"));
        const auto thawed = thaw(frozen.json, frozen.digest);
        QVERIFY(thawed);
        QCOMPARE(thawed->order, order);
        order.query.to = QDate(2026, 3, 5);
        QVERIFY(freeze(order).digest != frozen.digest);
        const QByteArray altered = QByteArray(frozen.json).replace("2026-03-04", "2026-02-30");
        QVERIFY(!thaw(altered, digestOf(altered))); // no such day
    }

    void whoMayBeGivenRecordsIsThereWhereSomebodyWasNamed()
    {
        ExportOrder order = someOrder();
        order.recordsTo = QStringLiteral("example.org");
        const FrozenExportOrder frozen = freeze(order);
        QVERIFY(frozen.json.endsWith(R"("strictAttributes":false,"recordsTo":"example.org"})"));
        const auto thawed = thaw(frozen.json, frozen.digest);
        QVERIFY(thawed);
        QCOMPARE(thawed->order, order);
        const QByteArray nobody = QByteArray(frozen.json).replace("example.org\"}", "\"}");
        QVERIFY(!thaw(nobody, digestOf(nobody)));
    }

    void howColumnsAreTreatedIsThereWhereSomeAre()
    {
        ExportOrder order = someOrder();
        order.treated = {{QStringLiteral("b"), ColumnTreatment::Masked}, {contactIdColumn, ColumnTreatment::Pseudonym}};
        order.pseudonymKey = QStringLiteral("0123456789abcdef");
        const FrozenExportOrder frozen = freeze(order);
        QVERIFY(frozen.json.endsWith(R"("strictAttributes":false,"treated":[{"column":"b","treatment":"masked"},)"
                                     R"({"column":"contactId","treatment":"pseudonym"}],)"
                                     R"("pseudonymKey":"0123456789abcdef"})"));
        const auto thawed = thaw(frozen.json, frozen.digest);
        QVERIFY(thawed);
        QCOMPARE(thawed->order, order);
        QVERIFY(thaw(freeze(someOrder()).json, freeze(someOrder()).digest)->order.treated.isEmpty());
    }

    void howColumnsAreTreatedIsSaidOnceAndWithTheKey_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("twice") << QByteArray(R"("contactId")") << QByteArray(R"("b")");
        QTest::newRow("as it is") << QByteArray("masked") << QByteArray("as_is");
        QTest::newRow("another way") << QByteArray("masked") << QByteArray("hashed");
        QTest::newRow("no key") << QByteArray(R"(,"pseudonymKey":"0123456789abcdef")") << QByteArray();
        QTest::newRow("an empty key") << QByteArray("0123456789abcdef") << QByteArray();
        QTest::newRow("a key for nothing")
            << QByteArray(R"(,{"column":"contactId","treatment":"pseudonym"})") << QByteArray();
    }
    void howColumnsAreTreatedIsSaidOnceAndWithTheKey()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        ExportOrder order = someOrder();
        order.treated = {{QStringLiteral("b"), ColumnTreatment::Masked}, {contactIdColumn, ColumnTreatment::Pseudonym}};
        order.pseudonymKey = QStringLiteral("0123456789abcdef");
        const QByteArray json = freeze(order).json;
        const QByteArray altered = QByteArray(json).replace(from, to);
        QVERIFY(altered != json);
        QCOMPARE(thaw(altered, digestOf(altered)).error().code, QStringLiteral("order_unreadable"));
    }

    void aByteOrderMarkIsThereWhereOneIsWanted()
    {
        ExportOrder order = someOrder();
        order.format = FileFormat::Csv;
        order.byteOrderMark = true;
        const FrozenExportOrder frozen = freeze(order);
        QVERIFY(frozen.json.endsWith(R"("strictAttributes":false,"byteOrderMark":true})"));
        QCOMPARE(thaw(frozen.json, frozen.digest)->order, order);
        const QByteArray lines = QByteArray(frozen.json).replace(R"("csv")", R"("jsonl")");
        QVERIFY(!thaw(lines, digestOf(lines))); // JSON Lines have none
    }

    void everyMemberCounts()
    {
        const QString digest = freeze(someOrder()).digest;
        ExportOrder order = someOrder();
        order.query.attributes = {QStringLiteral("a"), QStringLiteral("b")};
        QVERIFY(freeze(order).digest != digest);
        order = someOrder();
        order.ignoreAge = true;
        QVERIFY(freeze(order).digest != digest);
        order = someOrder();
        order.query.filters[0].value = QStringLiteral("31");
        QVERIFY(freeze(order).digest != digest);
    }

    void F99_alteredOrdersDoNotThaw_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("code");
        const QByteArray good = freeze(someOrder()).json;
        const auto row = [&](const char *name, const QByteArray &from, const QByteArray &to, const char *code) {
            QByteArray changed = good;
            QVERIFY(changed.contains(from));
            QTest::newRow(name) << changed.replace(from, to) << QString::fromLatin1(code);
        };
        row("another version", "\"version\":1", "\"version\":2", "order_unreadable");
        row("member missing", "\"ignoreAge\":false,", "", "order_unreadable");
        row("member too many", "\"version\":1", "\"version\":1,\"x\":1", "order_unreadable");
        row("wrong type", "\"pageSize\":250", "\"pageSize\":\"250\"", "order_unreadable");
        row("fraction", "\"pageSize\":250", "\"pageSize\":250.5", "order_unreadable");
        row("huge", "\"pageSize\":250", "\"pageSize\":1e300", "order_unreadable");
        row("zero", "\"pageSize\":250", "\"pageSize\":0", "order_unreadable");
        row("operator", "greater_than", "greater", "order_unreadable");
        row("format", "jsonl\",\"text", "xml\",\"text", "order_unreadable");
        row("white space", "\"version\":1", "\"version\": 1", "order_not_canonical");
        row("repeated member", "\"version\":1", "\"version\":1,\"pageSize\":3", "order_not_canonical");
        row("cut", "strictAttributes\":false}", "", "order_unreadable");
        QTest::newRow("empty") << QByteArray() << QStringLiteral("order_unreadable");
    }
    void F99_alteredOrdersDoNotThaw()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, code);
        const auto thawed = thaw(json, digestOf(json));
        QVERIFY(!thawed);
        QCOMPARE(thawed.error().kind, ErrorKind::Damaged);
        QCOMPARE(thawed.error().code, code);
        QCOMPARE(thaw(json, freeze(someOrder()).digest).error().code, QStringLiteral("order_digest_differs"));
    }

    void filters_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("attribute");
        QTest::addColumn<int>("op");
        QTest::addColumn<QString>("value");
        const auto row = [](const char *text, const char *attribute, FilterOperator op, const char *value) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(attribute) << int(op)
                                << QString::fromUtf8(value);
        };
        row("age greater_than 30", "age", FilterOperator::GreaterThan, "30");
        row("age > 30", "age", FilterOperator::GreaterThan, "30");
        row("age < 30", "age", FilterOperator::LessThan, "30");
        row("  city   =  New York ", "city", FilterOperator::Equals, "New York");
        row("city != \" padded \"", "city", FilterOperator::NotEquals, " padded ");
        row("name ~ 'O\\'Hara'", "name", FilterOperator::Contains, "O'Hara");
        row("name ^= =x", "name", FilterOperator::StartsWith, "=x");
        row("name equals \"\"", "name", FilterOperator::Equals, "");
        row("'first name' contains a \"b\" c", "first name", FilterOperator::Contains, "a \"b\" c");
        row("name starts_with not_equals", "name", FilterOperator::StartsWith, "not_equals");
    }
    void filters()
    {
        QFETCH(QString, text);
        const auto filter = parseFilter(text);
        QVERIFY(filter);
        QTEST(filter->attribute, "attribute");
        QTEST(int(filter->op), "op");
        QTEST(filter->value, "value");
    }

    void badFilters_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        QTest::newRow("empty") << QString() << QStringLiteral("filter_attribute_missing");
        QTest::newRow("spaces") << QStringLiteral("  ") << QStringLiteral("filter_attribute_missing");
        QTest::newRow("empty name") << QStringLiteral("'' = a") << QStringLiteral("filter_attribute_missing");
        QTest::newRow("name only") << QStringLiteral("age") << QStringLiteral("filter_operator_missing");
        QTest::newRow("glued") << QStringLiteral("age>30") << QStringLiteral("filter_operator_missing");
        QTest::newRow("operator") << QStringLiteral("age >= 30") << QStringLiteral("filter_operator_unknown");
        QTest::newRow("no value") << QStringLiteral("age > ") << QStringLiteral("filter_value_missing");
        QTest::newRow("open quote") << QStringLiteral("age > \"3") << QStringLiteral("filter_quote_open");
        QTest::newRow("text behind") << QStringLiteral("age > \"3\" 4") << QStringLiteral("filter_quote_open");
        QTest::newRow("open name") << QStringLiteral("'age > 3") << QStringLiteral("filter_quote_open");
    }
    void badFilters()
    {
        QFETCH(QString, text);
        const auto filter = parseFilter(text);
        QVERIFY(!filter);
        QCOMPARE(filter.error().kind, ErrorKind::BadInput);
        QTEST(filter.error().code, "code");
        QVERIFY(!filter.error().detail.contains(u'3')); // never the value
    }
};

MUSTER_TEST(TestExportOrder, QCoreApplication)

} // namespace tst_exportorder
#include "tst_exportorder.moc"
