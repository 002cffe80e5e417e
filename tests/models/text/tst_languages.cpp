// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/preferences.h"
#include "models/text/displayformats.h"
#include "models/text/languages.h"
#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_languages {

/// Which language is spoken, and whose dates and numbers go with it.
class TestLanguages : public QObject
{
    Q_OBJECT

private:
    static QString in(const char *text) { return QString::fromUtf8(text); }
    const QLocale m_before;

private Q_SLOTS:
    void cleanup()
    {
        useDisplayFormats(in("system"), in("system"));
        QLocale::setDefault(m_before);
    }

    void theLanguageIsTheChosenOneOrTheSystems_data()
    {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QStringList>("system");
        QTest::addColumn<QString>("language");
        QTest::newRow("the system's") << in("system") << QStringList{in("de-AT"), in("de"), in("en")} << in("de");
        QTest::newRow("the first that there is")
            << in("system") << QStringList{in("nl-NL"), in("nl"), in("fr-BE"), in("de")} << in("fr");
        QTest::newRow("with a script") << in("system") << QStringList{in("es-Latn-MX")} << in("es");
        QTest::newRow("none of them") << in("system") << QStringList{in("pt-BR"), in("ja")} << in("en");
        QTest::newRow("none at all") << in("system") << QStringList{in("C")} << in("en");
        QTest::newRow("English before others") << in("system") << QStringList{in("en-GB"), in("de")} << in("en");
        QTest::newRow("chosen") << in("es") << QStringList{in("de-DE")} << in("es");
        QTest::newRow("English chosen") << in("en") << QStringList{in("de-DE")} << in("en");
    }
    void theLanguageIsTheChosenOneOrTheSystems()
    {
        QFETCH(QString, setting);
        QFETCH(QStringList, system);
        QTEST(languageFor(setting, system), "language");
    }

    void formatsGoWithTheLanguage_data()
    {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QString>("system");
        QTest::addColumn<QString>("locale");
        QTest::newRow("the system's") << in("system") << in("nl_NL") << in("nl_NL");
        QTest::newRow("its own country") << in("de") << in("de_AT") << in("de_AT");
        QTest::newRow("of another language") << in("de") << in("en_US") << in("de_DE");
        QTest::newRow("French on a German system") << in("fr") << in("de_DE") << in("fr_FR");
        QTest::newRow("English as in Britain") << in("en") << in("en_GB") << in("en_GB");
        QTest::newRow("without any") << in("es") << in("C") << in("es_ES");
    }
    void formatsGoWithTheLanguage()
    {
        QFETCH(QString, setting);
        QFETCH(QString, system);
        QTEST(localeFor(setting, QLocale(system)).name(), "locale");
    }

    void daysAndNumbersOfTheLanguageAreShown()
    {
        const QDate day(2026, 3, 2);
        useDisplayFormats(in("system"), in("system"), QLocale(in("de")));
        QCOMPARE(QLocale().toString(10'000), in("10.000"));
        QCOMPARE(dayText(day), in("02.03.26"));
        QCOMPARE(numberSample(in("system")), in("1.234.567,5"));
        useDisplayFormats(in("system"), in("system"), QLocale(in("fr")));
        QCOMPARE(QLocale().toString(10'000), in("10\u202f000"));
        QCOMPARE(dayText(day), in("02/03/2026"));
        // What was chosen for them counts more.
        useDisplayFormats(in("iso"), in("de_CH"), QLocale(in("es")));
        QCOMPARE(dayText(day), in("2026-03-02"));
        QCOMPARE(QLocale().toString(10'000), in("10’000"));
    }

    void countriesAndLanguagesAreNamed()
    {
        QCOMPARE(territoryName(in("DE"), in("en")), in("Germany"));
        QCOMPARE(territoryName(in("DE"), in("de")), in("Deutschland"));
        QCOMPARE(territoryName(in("JP"), in("es")), in("Japón"));
        QCOMPARE(territoryName(in("US"), in("fr")), in("États-Unis"));
        QCOMPARE(territoryName(in("QQ"), in("de")), in("QQ"));
        QCOMPARE(localeName(QLocale(in("de_AT")), in("en")), in("German (Austria)"));
        QCOMPARE(localeName(QLocale(in("de_AT")), in("de")), in("Deutsch (Österreich)"));
        QCOMPARE(localeName(QLocale(in("de_AT")), in("fr")), in("Allemand (Autriche)"));
    }

    void eachNamesItself()
    {
        QCOMPARE(languageCodes().first(), in("en"));
        QStringList names;
        for (const QString &code : languageCodes())
            names << languageName(code);
        QCOMPARE(names, QStringList({in("English"), in("Deutsch"), in("Español"), in("Français")}));
    }
};

MUSTER_TEST(TestLanguages, QCoreApplication)

} // namespace tst_languages
#include "tst_languages.moc"
