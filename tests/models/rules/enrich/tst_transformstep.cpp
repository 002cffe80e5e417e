// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/transformstep.h"

#include "tests/support/testprogram.h"

#include <QDate>
#include <QRandomGenerator>
#include <QSet>
#include <cmath>

using namespace muster;

namespace tst_transformstep {

namespace {

TransformStepPointer stepOf(const FieldTransform &transform, const char *locale = "")
{
    auto step = makeStep(transform, *mappingLocale(QString::fromLatin1(locale)));
    if (!step)
        qFatal("no step: %s", qPrintable(keyOf(step.error().fault)));
    return *std::move(step);
}

QString applied(const TransformStepPointer &step, const QString &text)
{
    std::string result;
    const auto fault = step->apply(text.toStdString(), result);
    return fault ? u'!' + keyOf(*fault) : QString::fromStdString(result);
}

/// Locales that Qt knows, one of each language and script.
QList<QLocale> someLocales()
{
    QList<QLocale> locales;
    for (const QLocale &locale :
         QLocale::matchingLocales(QLocale::AnyLanguage, QLocale::AnyScript, QLocale::AnyCountry)) {
        if (locale.language() != QLocale::C
            && QLocale(locale.language(), locale.script(), QLocale::AnyCountry) == locale)
            locales.append(locale);
    }
    return locales;
}

} // namespace

class TestTransformStep : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stepsTurnText_data()
    {
        QTest::addColumn<FieldTransform>("transform");
        QTest::addColumn<QByteArray>("locale");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row
            = [](const FieldTransform &transform, const char *text, const char *expected, const char *locale = "") {
                  QTest::addRow("%s %s %s", qPrintable(keyOf(transformKind(transform))), text, locale)
                      << transform << QByteArray(locale) << QString::fromUtf8(text) << QString::fromUtf8(expected);
              };
        row(TrimText(), "\u00A0 a b \t", "a b");
        row(TrimText(), "ab", "ab");

        row(ChangeCase{ChangeCase::To::Lower}, "ÄBC I", "äbc i");
        row(ChangeCase{ChangeCase::To::Lower}, "I", "ı", "tr");
        row(ChangeCase{ChangeCase::To::Upper}, "straße i", "STRASSE I");
        row(ChangeCase{ChangeCase::To::Upper}, "i", "İ", "tr");
        row(ChangeCase{ChangeCase::To::Title}, "ann-marie o'neill 3RD", "Ann-Marie O'neill 3rd");
        row(ChangeCase{ChangeCase::To::Title}, "ÉMILE zola", "Émile Zola");
        row(ChangeCase{ChangeCase::To::Title}, "istanbul", "İstanbul", "tr");

        const ReadDate german{QStringLiteral("d.M.yyyy"), {}};
        row(german, "1.2.2026", "2026-02-01");
        row(german, " 01.02.2026 ", "2026-02-01");
        row(german, "29.2.2026", "!no_such_day");
        row(german, "1.2.26", "!not_date");
        row(german, "1/2/2026", "!not_date");
        row(german, "1.2.2026 10:00", "!not_date");
        row(ReadDate{QStringLiteral("dd.MM.yyyy"), {}}, "1.2.2026", "!not_date");
        row(ReadDate{QStringLiteral("yyyyMMdd"), {}}, "20260201", "2026-02-01");
        row(ReadDate{QStringLiteral("d/M/yy"), {}}, "1/2/69", "2069-02-01");
        row(ReadDate{QStringLiteral("d/M/yy"), {}}, "1/2/70", "1970-02-01");
        row(ReadDate{QStringLiteral("MMM d, yyyy"), {}}, "MAR 3, 2026", "2026-03-03");
        row(ReadDate{QStringLiteral("MMMM d, yyyy"), {}}, "march\u00A03, 2026", "2026-03-03");
        row(ReadDate{QStringLiteral("dddd, d. MMMM yyyy"), QStringLiteral("de")}, "Sonntag, 1. Februar 2026",
            "2026-02-01");
        row(ReadDate{QStringLiteral("dddd, d. MMMM yyyy"), QStringLiteral("de")}, "Montag, 1. Februar 2026",
            "!no_such_day");
        row(ReadDate{QStringLiteral("d MMMM yyyy"), QStringLiteral("fr")}, "14 juillet 2026", "2026-07-14");
        row(ReadDate{QStringLiteral("d MMMM yyyy"), QStringLiteral("fr")}, "14 July 2026", "!not_date");
        row(ReadDate{QStringLiteral("d MMMM yyyy"), QStringLiteral("ru")}, "5 Мая 2026", "2026-05-05");
        row(ReadDate{QStringLiteral("'on' d.M.yyyy"), {}}, "on 1.2.2026", "2026-02-01");
        row(ReadDate{QStringLiteral("yyyy/M/d"), QStringLiteral("fa")}, "۲۰۲۶/۲/۱", "2026-02-01");

        const ReadNumber comma{QStringLiteral(","), QStringLiteral(".")};
        row(comma, "1.234,50", "1234.50");
        row(comma, "-1.234.567", "-1234567");
        row(comma, "\u22125,5", "-5.5");
        row(comma, "+7", "7");
        row(comma, "1234,5", "1234.5");
        row(comma, "1.23", "!not_decimal");
        row(comma, "12.34.567", "1234567");
        row(comma, "12.345.67", "!not_decimal");
        row(comma, "1234.567", "!not_decimal");
        row(comma, ".123", "!not_decimal");
        row(comma, ",5", "0.5");
        row(comma, "5,", "5");
        row(comma, ",", "!not_decimal");
        row(comma, "1,2,3", "!not_decimal");
        row(comma, "1e5", "!not_decimal");
        row(comma, "EUR 5", "!not_decimal");
        row(ReadNumber{QStringLiteral(","), QStringLiteral(" ")}, "1\u202F234\u00A0567,5", "1234567.5");
        row(ReadNumber{QStringLiteral("."), QStringLiteral("'")}, "1\u2019234.5", "1234.5");
        row(ReadNumber{QStringLiteral("."), QStringLiteral(",")}, "12,34,567.8", "1234567.8");
        row(ReadNumber{QStringLiteral("."), {}}, "1,234", "!not_decimal");

        row(ReadBoolean(), "Yes", "true");
        row(ReadBoolean(), "nein", "false", "de");
        row(ReadBoolean(), "nein", "!not_boolean");
        row(ReadBoolean{{QStringLiteral("aktiv")}, {QStringLiteral("-")}}, " AKTIV ", "true");
        row(ReadBoolean{{QStringLiteral("aktiv")}, {QStringLiteral("-")}}, "-", "false");
        row(ReadBoolean{{QStringLiteral("aktiv")}, {QStringLiteral("-")}}, "yes", "!not_boolean");

        row(ReplacePattern{QStringLiteral("[^0-9]+"), {}}, "(030) 12-34", "0301234");
        row(ReplacePattern{QStringLiteral("^(\\w+), (\\w+)$"), QStringLiteral("\\2 \\1")}, "Zola, Emile", "Emile Zola");
        row(ReplacePattern{QStringLiteral("x*"), QStringLiteral("-")}, "axxb", "-a-b-");
        row(ReplacePattern{QStringLiteral("$"), QStringLiteral("!")}, "ä", "ä!");
        row(ReplacePattern{QStringLiteral("b"), QStringLiteral("[\\0\\\\]")}, "abc", "a[b\\]c");

        ValueTable table;
        table.entries = {{QStringLiteral("1"), QStringLiteral("Gold")}, {QStringLiteral("2"), QString()}};
        row(table, "1", "Gold");
        row(table, "2", "");
        row(table, "3", "!not_in_table");
        table.unlisted = ValueTable::Unlisted::Keep;
        row(table, "3", "3");
        table.unlisted = ValueTable::Unlisted::Replace;
        table.replacement = QStringLiteral("Other");
        row(table, "gold", "Other");
    }

    void stepsTurnText()
    {
        QFETCH(FieldTransform, transform);
        QFETCH(QByteArray, locale);
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(applied(stepOf(transform, locale.constData()), text), expected);
    }

    void trimAndCaseAreIdempotent()
    {
        QRandomGenerator random(23);
        const QString letters = QStringLiteral("aB iIİıßÄéΣς ǆǅ'’-\u00A0ﬁ1ŉ文");
        for (const char *locale : {"en", "de", "tr", "el", "lt", "az", "nl"}) {
            const TransformStepPointer steps[] = {
                stepOf(TrimText(), locale), stepOf(ChangeCase{ChangeCase::To::Lower}, locale),
                stepOf(ChangeCase{ChangeCase::To::Upper}, locale), stepOf(ChangeCase{ChangeCase::To::Title}, locale)};
            for (int i = 0; i < 2000; ++i) {
                QString text;
                for (int length = random.bounded(1, 8); length > 0; --length)
                    text += letters[random.bounded(int(letters.size()))];
                for (const TransformStepPointer &step : steps) {
                    const QString once = applied(step, text);
                    QVERIFY2(applied(step, once) == once,
                             qPrintable(text + u' ' + once + u' ' + QLatin1String(locale)));
                }
            }
        }
    }

    /// What Qt writes in a language's own words can be read back, in every language there is.
    void datesOfAllLanguagesComeBack()
    {
        int locales = 0;
        for (const QLocale &locale : someLocales()) {
            for (const char *form : {"d MMMM yyyy", "d. MMM yyyy", "dddd, dd MMMM yyyy", "yyyy/M/d", "dd.MM.yy"}) {
                const QString format = QString::fromLatin1(form);
                auto step = makeStep(ReadDate{format, locale.bcp47Name()}, QLocale(QLocale::English));
                if (!step)
                    continue; // its short name means another language to Qt
                if (!namesAreDistinct(locale, format))
                    continue; // two months or days share a name: nothing can be read back
                ++locales;
                for (int month = 1; month <= 12; ++month) {
                    for (const int day : {1, 9, 28}) {
                        const QDate date(2026, month, day);
                        const QString text = locale.toString(date, format);
                        QVERIFY2(applied(*step, text) == date.toString(Qt::ISODate),
                                 qPrintable(locale.bcp47Name() + u' ' + text + u' ' + applied(*step, text)));
                    }
                }
            }
        }
        QVERIFY2(locales > 500, qPrintable(QString::number(locales)));
    }

    void numbersOfManyLocalesComeBack()
    {
        QRandomGenerator random(31);
        int checked = 0;
        for (const QLocale &locale : someLocales()) {
            if (locale.zeroDigit() != QLatin1String("0") || locale.negativeSign() != QLatin1String("-"))
                continue;
            // Where four digits stand ungrouped, Qt writes 1234 567, which nobody else does.
            if (locale.toString(1'234'567).count(locale.groupSeparator()) != 2)
                continue;
            const auto step = stepOf(ReadNumber{locale.decimalPoint(), locale.groupSeparator()});
            for (int i = 0; i < 40; ++i) {
                const double value = (random.generateDouble() - 0.5) * std::pow(10, random.bounded(12));
                const QString text = locale.toString(value, 'f', 3);
                const QString expected = QString::number(value, 'f', 3);
                QVERIFY2(applied(step, text) == expected,
                         qPrintable(locale.name() + u' ' + text + u' ' + applied(step, text)));
                ++checked;
            }
        }
        QVERIFY(checked > 1000);
    }

    void replacingTakesLinearTime() // S27
    {
        const auto step = stepOf(ReplacePattern{QStringLiteral("(a*)*(a|aa)*b"), QStringLiteral("x")});
        QString text(60'000, u'a');
        QCOMPARE(applied(step, text), text); // a backtracking engine would not come back
    }

    void aReplacementCannotBlowUp()
    {
        const auto step = stepOf(ReplacePattern{QStringLiteral("a"), QString(1000, u'x')});
        QCOMPARE(applied(step, QString(1000, u'a')), QStringLiteral("!result_too_long"));
        QCOMPARE(applied(step, QString(60, u'a')).size(), 60'000);
    }

private:
    static bool namesAreDistinct(const QLocale &locale, const QString &format)
    {
        QSet<QString> months, days;
        const bool longMonth = format.contains(QLatin1String("MMMM")),
                   shortMonth = format.contains(QLatin1String("MMM"));
        for (int i = 1; i <= 12; ++i)
            months.insert(locale.monthName(i, longMonth ? QLocale::LongFormat : QLocale::ShortFormat));
        for (int i = 1; i <= 7; ++i)
            days.insert(locale.dayName(i, QLocale::LongFormat));
        return (!shortMonth || months.size() == 12) && (!format.contains(QLatin1String("dddd")) || days.size() == 7);
    }
};

MUSTER_TEST(TestTransformStep, QCoreApplication)

} // namespace tst_transformstep
#include "tst_transformstep.moc"
