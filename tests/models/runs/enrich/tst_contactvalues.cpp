// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/contactvalues.h"

#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_contactvalues {
using Form = HeldValue::Form;

class TestContactValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyContactHasItsOwn();
    void emptyIsNothingAndZeroIsNot();
    void theLastReadingOfAContactCounts();
    void whatIsNotKeptStillShows();
    void aMillionTakeLittleRoom();

private:
    static ListSchema schema()
    {
        using enum ListAttributeType;
        return {QStringLiteral("list_1"),
                {{QStringLiteral("tier"), Text, {}},
                 {QStringLiteral("visits"), Integer, {}},
                 {QStringLiteral("größe \"cm\""), Decimal, {}}}};
    }
    static ContactValues kept(const QStringList &names) { return ContactValues(schema(), names); }
    static HeldValue held(const ContactValues &values, std::string_view id, std::size_t attribute)
    {
        const auto contact = values.find(id);
        return contact ? values.value(*contact, attribute) : HeldValue{Form::Text, "not there"};
    }
};

void TestContactValues::everyContactHasItsOwn()
{
    ContactValues values = kept({QStringLiteral("visits"), QStringLiteral("tier")});
    QVERIFY(!values.find("c0"));
    constexpr int count = 10'000; // the table grows several times
    for (int i = 0; i < count; ++i) {
        const std::string n = std::to_string(i);
        std::string members = "\"phone\":\"1\"";
        if (i % 3 != 0)
            members += ",\"tier\":\"t" + n + "\"";
        if (i % 5 != 0)
            members += ",\"visits\":" + n;
        values.add("c" + n, members);
    }
    QCOMPARE(values.contacts(), count);
    for (int i = 0; i < count; ++i) {
        const std::string n = std::to_string(i), id = "c" + n;
        QCOMPARE(held(values, id, 0).form, i % 5 != 0 ? Form::Json : Form::Nothing);
        QCOMPARE(held(values, id, 0).text, std::string_view(i % 5 != 0 ? n : ""));
        QCOMPARE(held(values, id, 1).text, std::string_view(i % 3 != 0 ? "t" + n : ""));
    }
    QVERIFY(!values.find("c10000"));
    QVERIFY(!values.find(""));
}

void TestContactValues::emptyIsNothingAndZeroIsNot()
{
    ContactValues values = kept({QStringLiteral("tier"), QStringLiteral("visits")});
    values.add("a", R"("tier":"","visits":0)");
    values.add("b", R"("tier":null,"visits":false)");
    values.add("c", R"("tier":"0","visits":"")");
    QVERIFY(held(values, "a", 0).isNothing() && held(values, "b", 0).isNothing() && held(values, "c", 1).isNothing());
    QCOMPARE(held(values, "a", 1).text, std::string_view("0"));
    QCOMPARE(held(values, "b", 1).text, std::string_view("false"));
    QCOMPARE(held(values, "c", 0).text, std::string_view("0"));
    QCOMPARE(held(values, "c", 0).form, Form::Text);
}

void TestContactValues::theLastReadingOfAContactCounts()
{
    ContactValues values = kept({QStringLiteral("tier")});
    values.add("a", R"("tier":"old")");
    values.add("b", R"("tier":"other")");
    values.add("a", R"("tier":"new")");
    QCOMPARE(values.contacts(), 2);
    QCOMPARE(held(values, "a", 0).text, std::string_view("new"));
    QCOMPARE(held(values, "b", 0).text, std::string_view("other"));
}

void TestContactValues::whatIsNotKeptStillShows()
{
    ContactValues values = kept({QStringLiteral("tier")});
    values.add("a", R"("note":"tier")");
    QVERIFY(!values.areShown());
    values.add("b",
               "\"gr\xC3\xB6\xC3\x9F"
               "e \\\"cm\\\"\":1.5"); // of the schema, as JSON escapes it
    QVERIFY(values.areShown());
    ContactValues empty = kept({QStringLiteral("tier")});
    empty.add("a", R"("visits":null)"); // a member, if without a value
    QVERIFY(empty.areShown());
}

void TestContactValues::aMillionTakeLittleRoom()
{
    ContactValues values = kept({QStringLiteral("tier"), QStringLiteral("visits")});
    constexpr int count = 100'000;
    for (int i = 0; i < count; ++i) {
        const QByteArray id = "11570002-7c1e-4b52-9d3a-" + QByteArray::number(i).rightJustified(12, '0');
        values.add({id.constData(), std::size_t(id.size())}, R"("tier":"gold","visits":12345)");
    }
    QVERIFY2(values.bytes() < 140 * count, qPrintable(QString::number(values.bytes() / count)));
}

MUSTER_TEST(TestContactValues, QCoreApplication)

} // namespace tst_contactvalues
#include "tst_contactvalues.moc"
