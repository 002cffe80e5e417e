// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/valueform.h"

#include "tests/support/testprogram.h"

#include <QDate>
#include <QLocale>
#include <QRandomGenerator>
#include <cstdlib>

using namespace muster;

namespace tst_valueform {
using Type = ListAttributeType;

namespace {

ValueForm formOf(const char *locale)
{
    const QLocale language{QLatin1String(locale)};
    return {BooleanWords::of(language), language.decimalPoint() != QLatin1String(".")};
}

/// The canonical text, or the rule's key behind an exclamation mark.
QString formed(const ValueForm &form, Type type, const QByteArray &text)
{
    std::string result = "before ";
    const auto fault = form.append(type, {text.constData(), std::size_t(text.size())}, result);
    return fault ? u'!' + keyOf(*fault) : QString::fromStdString(result.substr(7));
}

} // namespace

class TestValueForm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTypeHasOneForm_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](Type type, const char *text, const char *expected) {
            QTest::addRow("%s %s", qPrintable(listAttributeTypeKey(type)), text)
                << int(type) << QByteArray(text) << QString::fromUtf8(expected);
        };
        row(Type::Text, "Ann", "Ann");
        row(Type::Text, " kept as it is ", " kept as it is ");
        row(Type::Text, "Zoë", "Zoë");
        row(Type::Text, "\xC3", "!not_text");
        row(Type::Text, "\xED\xA0\x80", "!not_text");
        row(Type::Text, "0", "0");
        row(Type::Text, "false", "false");

        row(Type::Integer, "0", "0");
        row(Type::Integer, "-0", "0");
        row(Type::Integer, "+5", "5");
        row(Type::Integer, " 12\xC2\xA0", "12");
        row(Type::Integer, "007", "7");
        row(Type::Integer, "-123456789012345678901234567890", "-123456789012345678901234567890");
        row(Type::Integer, "12.0", "12");
        row(Type::Integer, "12.", "12");
        row(Type::Integer, "12.5", "!fraction");
        row(Type::Integer, "1.234", "!fraction");
        row(Type::Integer, "1.000", "!ambiguous_number");
        row(Type::Integer, "1234.000", "1234");
        row(Type::Integer, "1e3", "!exponent");
        row(Type::Integer, "1.23457E+15", "!exponent");
        row(Type::Integer, "1,234", "!not_integer");
        row(Type::Integer, "1.234.567", "!not_integer");
        row(Type::Integer, "0x10", "!not_integer");
        row(Type::Integer, "1 2", "!not_integer");
        row(Type::Integer, "--1", "!not_integer");
        row(Type::Integer, "true", "!not_integer");
        row(Type::Integer, "-", "!not_integer");
        row(Type::Integer, ".", "!not_integer");
        row(Type::Integer, "NaN", "!not_integer");

        row(Type::Decimal, "1.50", "1.50");
        row(Type::Decimal, ".5", "0.5");
        row(Type::Decimal, "5.", "5");
        row(Type::Decimal, "-0.0", "0.0");
        row(Type::Decimal, "00.10", "0.10");
        row(Type::Decimal, "1.234", "1.234");
        row(Type::Decimal, "123456789012345.678901234567890", "123456789012345.678901234567890");
        row(Type::Decimal, "1e3", "1e3");
        row(Type::Decimal, "-2.5E-07", "-2.5e-07");
        row(Type::Decimal, "1e0299", "1e0299");
        row(Type::Decimal, "1e-300", "!too_long");
        row(Type::Decimal, "1e4000", "!too_long");
        row(Type::Decimal, "1,5", "!not_decimal");
        row(Type::Decimal, "1e", "!not_decimal");
        row(Type::Decimal, "inf", "!not_decimal");
        row(Type::Decimal, "$5", "!not_decimal");

        row(Type::Boolean, "true", "true");
        row(Type::Boolean, "FALSE", "false");
        row(Type::Boolean, " Yes ", "true");
        row(Type::Boolean, "0", "false");
        row(Type::Boolean, "1", "true");
        row(Type::Boolean, "n", "false");
        row(Type::Boolean, "ja", "!not_boolean");
        row(Type::Boolean, "2", "!not_boolean");
        row(Type::Boolean, "maybe", "!not_boolean");

        row(Type::Date, "2026-02-28", "2026-02-28");
        row(Type::Date, " 2024-02-29 ", "2024-02-29");
        row(Type::Date, "2026-02-29", "!no_such_day");
        row(Type::Date, "1900-02-29", "!no_such_day");
        row(Type::Date, "2000-02-29", "2000-02-29");
        row(Type::Date, "2026-13-01", "!no_such_day");
        row(Type::Date, "2026-00-10", "!no_such_day");
        row(Type::Date, "0000-01-01", "!no_such_day");
        row(Type::Date, "2026-1-1", "!not_date");
        row(Type::Date, "01.02.2026", "!not_date");
        row(Type::Date, "2026-02-28T00:00:00Z", "!not_date");
        row(Type::Date, "20260228", "!not_date");
    }

    void everyTypeHasOneForm()
    {
        QFETCH(int, type);
        QFETCH(QByteArray, text);
        QFETCH(QString, expected);
        const QString result = formed(formOf("en_US"), Type(type), text);
        QCOMPARE(result, expected);
        if (!result.startsWith(u'!'))
            QVERIFY(isCanonicalValue(Type(type), result.toStdString()));
    }

    void aPointIsNotGuessedWhereItPartsThousands()
    {
        const ValueForm german = formOf("de_DE");
        QCOMPARE(formed(german, Type::Decimal, "1.234"), QStringLiteral("!ambiguous_number"));
        QCOMPARE(formed(german, Type::Integer, "1.234"), QStringLiteral("!ambiguous_number"));
        QCOMPARE(formed(german, Type::Decimal, "-12.345"), QStringLiteral("!ambiguous_number"));
        QCOMPARE(formed(german, Type::Decimal, "0.234"), QStringLiteral("0.234"));
        QCOMPARE(formed(german, Type::Decimal, "1234.567"), QStringLiteral("1234.567"));
        QCOMPARE(formed(german, Type::Decimal, "1.23"), QStringLiteral("1.23"));
    }

    void limitsHold()
    {
        const ValueForm form = formOf("en_US");
        QCOMPARE(formed(form, Type::Text, QByteArray(64 * 1024, 'x')).size(), 64 * 1024);
        QCOMPARE(formed(form, Type::Text, QByteArray(64 * 1024 + 1, 'x')), QStringLiteral("!too_long"));
        QCOMPARE(formed(form, Type::Text, QByteArray("a\0b", 3)), QStringLiteral("!not_text"));
        QCOMPARE(formed(form, Type::Integer, QByteArray(400, '9')).size(), 400);
        QCOMPARE(formed(form, Type::Integer, QByteArray(401, '9')), QStringLiteral("!too_long"));
    }

    /// Against the C library, for every shape of number there is.
    void numbersAgreeWithStrtod()
    {
        const ValueForm form = formOf("en_US");
        QRandomGenerator random(11);
        static const char letters[] = "0123456789012345678900..--+eE ,x";
        int numbers = 0;
        for (int i = 0; i < 300'000; ++i) {
            QByteArray text;
            for (int length = random.bounded(1, 8); length > 0; --length)
                text += letters[random.bounded(int(sizeof letters) - 1)];
            char *end = nullptr;
            const QByteArray plain = text.trimmed();
            const double expected = std::strtod(plain.constData(), &end);
            const bool isNumber = !plain.isEmpty() && *end == '\0' && !plain.contains('x');
            const QString result = formed(form, Type::Decimal, text);
            if (result == QLatin1String("!too_long"))
                continue;
            QVERIFY2(isNumber != result.startsWith(u'!'), text.constData());
            if (!isNumber)
                continue;
            ++numbers;
            QVERIFY2(isCanonicalValue(Type::Decimal, result.toStdString()), qPrintable(result));
            QCOMPARE(std::strtod(qPrintable(result), nullptr), expected);
            const QString whole = formed(form, Type::Integer, text);
            if (!whole.startsWith(u'!')) {
                QVERIFY2(isCanonicalValue(Type::Integer, whole.toStdString()), qPrintable(whole));
                QCOMPARE(std::strtod(qPrintable(whole), nullptr), expected);
            }
        }
        QVERIFY(numbers > 50'000);
    }

    void daysAgreeWithQDate()
    {
        const ValueForm form = formOf("en_US");
        for (int year : {1, 4, 100, 400, 1582, 1600, 1900, 1999, 2000, 2023, 2024, 9999}) {
            for (int month = 0; month <= 13; ++month) {
                for (int day = 0; day <= 32; ++day) {
                    const QByteArray text = QStringLiteral("%1-%2-%3")
                                                .arg(year, 4, 10, QLatin1Char('0'))
                                                .arg(month, 2, 10, QLatin1Char('0'))
                                                .arg(day, 2, 10, QLatin1Char('0'))
                                                .toLatin1();
                    // QDate counts by the Gregorian calendar at all times, as RFC 3339 does.
                    const bool expected = QDate::isValid(year, month, day);
                    QCOMPARE(formed(form, Type::Date, text),
                             expected ? QString::fromLatin1(text) : QStringLiteral("!no_such_day"));
                }
            }
        }
    }

    void wordsForYesAndNo_data()
    {
        QTest::addColumn<QByteArray>("locale");
        QTest::addColumn<QByteArray>("yes");
        QTest::addColumn<QByteArray>("no");
        QTest::newRow("de") << QByteArray("de_DE") << QByteArray("JA Wahr j") << QByteArray("nein NEIN falsch");
        QTest::newRow("es") << QByteArray("es_ES") << QByteArray("sí SÍ si") << QByteArray("no");
        QTest::newRow("pt") << QByteArray("pt_BR") << QByteArray("Sim") << QByteArray("Não NÃO nao");
        QTest::newRow("ru") << QByteArray("ru_RU") << QByteArray("да Да ДА") << QByteArray("нет НЕТ");
        QTest::newRow("ja") << QByteArray("ja_JP") << QByteArray("はい") << QByteArray("いいえ");
        QTest::newRow("tr") << QByteArray("tr_TR") << QByteArray("evet") << QByteArray("hayır");
        QTest::newRow("pl") << QByteArray("pl_PL") << QByteArray("Tak") << QByteArray("nie");
        QTest::newRow("no words of its own") << QByteArray("is_IS") << QByteArray("true 1") << QByteArray("false 0");
    }

    void wordsForYesAndNo()
    {
        QFETCH(QByteArray, locale);
        QFETCH(QByteArray, yes);
        QFETCH(QByteArray, no);
        const BooleanWords words = BooleanWords::of(QLocale(QString::fromLatin1(locale)));
        for (const QByteArray &word : yes.split(' '))
            QVERIFY2(words.read(word.toStdString()) == true, word.constData());
        for (const QByteArray &word : no.split(' '))
            QVERIFY2(words.read(word.toStdString()) == false, word.constData());
        QVERIFY(!words.read("perhaps"));
        QVERIFY(!words.read(""));
        QVERIFY(!words.read(std::string(100'000, 'y')));
    }

    void noWordMeansBoth()
    {
        for (const QLocale &locale :
             QLocale::matchingLocales(QLocale::AnyLanguage, QLocale::AnyScript, QLocale::AnyCountry)) {
            QCOMPARE(BooleanWords::of(locale).read("yes"), std::optional(true));
            QVERIFY2(!BooleanWords::of(locale).isContradictory(), qPrintable(locale.name()));
        }
    }

    void blanksAtTheEndsAreFound()
    {
        QCOMPARE(trimmedText(" \t\r\n\u00A0\u2003\uFEFFx y\u3000\u202F\u200B "), std::string_view("x y"));
        QCOMPARE(trimmedText("\u00A0\u00A0"), std::string_view());
        QCOMPARE(trimmedText("\xA0x"), std::string_view("\xA0x")); // half a character is none
        QCOMPARE(shortenedText("äöü", 3), std::string_view("ä"));
        QCOMPARE(shortenedText("äöü", 4), std::string_view("äö"));
        QCOMPARE(shortenedText("abc", 3), std::string_view("abc"));
    }
};

MUSTER_TEST(TestValueForm, QCoreApplication)

} // namespace tst_valueform
#include "tst_valueform.moc"
