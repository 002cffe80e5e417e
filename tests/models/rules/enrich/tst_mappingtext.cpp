// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/mappingtext.h"

#include "tests/support/testprogram.h"

#include "mappingsamples.h"

using namespace muster;
using namespace muster::test;

namespace tst_mappingtext {

class TestMappingText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textsOfACommandLine_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("again");
        const auto row = [](const char *text, const char *again = nullptr) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(again ? again : text);
        };
        row("E-Mail=email:trim:lower");
        row(" E-Mail = email : trim ", "E-Mail=email:trim");
        row("Mobile|Phone|Office phone=phone");
        row("const(Gold)=tier");
        row("const=tier"); // a column of that name
        row("\"const\"=tier", "const=tier");
        row("const(\"a(b\")=tier");
        row("Birthday=birth_date:date(dd.MM.yyyy)");
        row("Birthday=birth_date:date(d. MMMM yyyy,de)");
        row("Sum=amount:number(\",\",.)");
        row("Sum=amount:number(\",\",\" \")");
        row("OK=active:boolean");
        row("OK=active:boolean(x|y,-|none)");
        row("Ref=ref:replace(\"^([A-Z]+)-(\\d+)$\",\\2)");
        row("Ref=ref:replace(x,)", "Ref=ref:replace(x,\"\")");
        row("Level=tier:table(1>Gold,2>Silver,*>Other)");
        row("Level=tier:table(1>Gold,*)");
        row("Level=tier:table(\"*\">Gold)");
        row("Level=tier:table()");
        row("a=b:upper:only_if_empty:empty(skip_row)");
        row("a=b:empty(skip_row):never_clear:upper", "a=b:upper:never_clear:empty(skip_row)");
        row("Budget=budget:trim:or:replace(\"\\s*%$\",\"\"):number(\",\"):or");
        row("Budget=budget:or:without_currency:number(.,\",\"):or:without_percent");
        row("Day=due:or:without_time:date(d.M.yyyy)");
        row("Budget=budget:or:number(\",\",.):invalid(leave_out)");
        row("Budget=budget:invalid(reject_row):or:trim", "Budget=budget:or:trim");
        row("\"a=b\"=\"say \"\"x\"\"\":title");
    }

    void textsOfACommandLine()
    {
        QFETCH(QString, text);
        QFETCH(QString, again);
        const auto field = parseFieldText(text);
        QVERIFY2(field, field ? "" : qPrintable(field.error().code));
        QCOMPARE(fieldText(*field), again);
    }

    void whatIsReadIsWhatIsMeant()
    {
        const auto field
            = *parseFieldText(QStringLiteral("A|B=sum:trim:number(\",\",.):only_if_empty:empty(skip_row)"));
        const FieldMapping expected{.attribute = QStringLiteral("sum"),
                                    .source = {.columns = {QStringLiteral("A"), QStringLiteral("B")}},
                                    .transforms = {TrimText(), ReadNumber{QStringLiteral(","), QStringLiteral(".")}},
                                    .policy = {FieldWrite::OnlyIfEmpty, EmptyCell::SkipRow}};
        QCOMPARE(field, expected);
    }

    void whatFollowsOrIsTriedWhenTheRestDoesNotFit()
    {
        const auto field = *parseFieldText(QStringLiteral("A=sum:trim:or:number(\",\"):trim:or:invalid(leave_out)"));
        const FieldMapping expected{.attribute = QStringLiteral("sum"),
                                    .source = {.columns = {QStringLiteral("A")}},
                                    .transforms = {TrimText()},
                                    .policy = {.invalid = InvalidCell::LeaveOut},
                                    .alternatives = {{ReadNumber{QStringLiteral(","), {}}, TrimText()}, {}}};
        QCOMPARE(field, expected);
    }

    void mistakesAreNamedWithTheirPlace_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("character");
        const auto row = [](const char *text, const char *code, int character) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromLatin1(code) << character;
        };
        row("", "map_no_source", 1);
        row("=b", "map_no_source", 1);
        row("a|=b", "map_no_source", 3);
        row("a", "map_no_attribute", 2);
        row("a=", "map_no_attribute", 3);
        row("a=:trim", "map_no_attribute", 3);
        row("\"a=b", "map_quote_open", 1);
        row("\"a\"x=b", "map_text_behind_quote", 4);
        row("a\"x\"=b", "map_not_expected", 2);
        row("a:b=c", "map_not_expected", 2);
        row("a=b=c", "map_not_expected", 4);
        row("a=b:shout", "map_unknown_step", 5);
        row("a=b:", "map_unknown_step", 5);
        row("a=b:trim(x)", "map_arguments", 5);
        row("a=b:date", "map_arguments", 5);
        row("a=b:date(x,y,z)", "map_arguments", 5);
        row("a=b:replace(x)", "map_arguments", 5);
        row("a=b:replace(x,y", "map_arguments", 16);
        row("a=b:boolean(x)", "map_arguments", 5);
        row("a=b:table(x)", "map_arguments", 5);
        row("a=b:table(*,x>y)", "map_arguments", 5);
        row("a=b:empty", "map_arguments", 5);
        row("a=b:empty(perhaps)", "map_arguments", 5);
        row("a=b:overwrite(x)", "map_arguments", 5);
        row("a=b:or(x)", "map_arguments", 5);
        row("a=b:without_currency(EUR)", "map_arguments", 5);
        row("a=b:\"without_time\"", "map_unknown_step", 5);
        row("a=b:\"or\"", "map_unknown_step", 5);
        row("a=b:invalid", "map_arguments", 5);
        row("a=b:invalid(keep)", "map_arguments", 5);
        row("a=b:invalid(leave_out):invalid(reject_row)", "map_repeated_step", 24);
        row("const(x)=b:or:trim", "map_limits", 1);
        row("a=b:overwrite:never_clear", "map_repeated_step", 15);
        row("const(x=b", "map_not_expected", 8);
        row("const(x)|a=b", "map_not_expected", 9);
        row("a|a=b", "map_limits", 1);
        row("a=b:table(x>1,x>2)", "map_limits", 1);
    }

    void mistakesAreNamedWithTheirPlace()
    {
        QFETCH(QString, text);
        QFETCH(QString, code);
        QFETCH(int, character);
        const auto field = parseFieldText(text);
        QVERIFY(!field);
        QCOMPARE(field.error().code, code);
        QCOMPARE(field.error().kind, ErrorKind::BadInput);
        QCOMPARE(field.error().details.value(0).field, QString::number(character));
    }

    void everyFieldComesBack()
    {
        QRandomGenerator random(3);
        for (int i = 0; i < 20'000; ++i) {
            const FieldMapping field = sampleField(random, i);
            const QString text = fieldText(field);
            const auto again = parseFieldText(text);
            QVERIFY2(again, qPrintable(text));
            QVERIFY2(*again == field, qPrintable(text));
        }
    }

    void longTextsEnd()
    {
        QCOMPARE(parseFieldText(QString(200'000, u'a')).error().code, QStringLiteral("map_too_long"));
        QCOMPARE(parseFieldText(QString(90'000, u'|')).error().code, QStringLiteral("map_no_source"));
        QCOMPARE(parseFieldText(QStringLiteral("a=b") + QStringLiteral(":trim").repeated(11)).error().code,
                 QStringLiteral("map_limits"));
    }
};

MUSTER_TEST(TestMappingText, QCoreApplication)

} // namespace tst_mappingtext
#include "tst_mappingtext.moc"
