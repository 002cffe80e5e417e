// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/helpheadings.h"
#include "tests/support/testprogram.h"

#include <QCoreApplication>

using namespace muster;

namespace tst_helpheadings {

/// --help is headed in the language of the terminal; all else of the command line is English.
class TestHelpHeadings : public QObject
{
    Q_OBJECT

private:
    static constexpr const char *names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    QHash<QByteArray, QByteArray> m_before;

    static void speak(const QByteArray &all, const QByteArray &messages, const QByteArray &lang)
    {
        qputenv("LC_ALL", all);
        qputenv("LC_MESSAGES", messages);
        qputenv("LANG", lang);
    }
    static QString help()
    {
        CLI::App app{"What it is", "muster"};
        app.formatter(std::make_shared<HelpHeadings>());
        std::string file;
        app.add_option("FILE", file, "A file");
        CLI::App *sub = app.add_subcommand("lists", "Contact lists");
        bool isForced = false;
        sub->add_flag("--force", isForced, "Whatever there is");
        return QString::fromStdString(app.help() + sub->help());
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (const char *name : names)
            m_before.insert(name, qgetenv(name));
    }
    void cleanupTestCase()
    {
        for (const char *name : names)
            qputenv(name, m_before.value(name));
    }

    void theLanguageIsTheTerminals_data()
    {
        QTest::addColumn<QByteArray>("all");
        QTest::addColumn<QByteArray>("messages");
        QTest::addColumn<QByteArray>("lang");
        QTest::addColumn<QString>("language");
        QTest::newRow("of all") << QByteArray("de_AT.UTF-8") << QByteArray("fr_FR") << QByteArray("es")
                                << QStringLiteral("de");
        QTest::newRow("of messages") << QByteArray() << QByteArray("fr_FR") << QByteArray("es") << QStringLiteral("fr");
        QTest::newRow("of the rest") << QByteArray() << QByteArray() << QByteArray("es_MX.UTF-8")
                                     << QStringLiteral("es");
        QTest::newRow("C before others") << QByteArray("C.UTF-8") << QByteArray("fr_FR") << QByteArray("es")
                                         << QStringLiteral("en");
        QTest::newRow("without a translation")
            << QByteArray() << QByteArray() << QByteArray("nl_NL.UTF-8") << QStringLiteral("en");
        QTest::newRow("none") << QByteArray() << QByteArray() << QByteArray() << QStringLiteral("en");
    }
    void theLanguageIsTheTerminals()
    {
        QFETCH(QByteArray, all);
        QFETCH(QByteArray, messages);
        QFETCH(QByteArray, lang);
        speak(all, messages, lang);
        QTEST(terminalLanguage(), "language");
    }

    void headingsAreTranslatedAndNothingElse()
    {
        speak("C", {}, {});
        const QString english = help();
        for (const char *heading : {"Usage: ", "\nPositionals:\n", "\nOptions:\n", "\nSubcommands:\n"})
            QVERIFY2(english.contains(QLatin1String(heading)), heading);
        speak("de_DE.UTF-8", {}, {});
        QString german = help();
        for (const auto &[translated, heading] : {std::pair("Aufruf: ", "Usage: "),
                                                  {"\nArgumente:\n", "\nPositionals:\n"},
                                                  {"\nOptionen:\n", "\nOptions:\n"},
                                                  {"\nBefehle:\n", "\nSubcommands:\n"}}) {
            QVERIFY2(german.contains(QLatin1String(translated)), translated);
            german.replace(QLatin1String(translated), QLatin1String(heading));
        }
        QCOMPARE(german, english);
    }
};

MUSTER_TEST(TestHelpHeadings, QCoreApplication)

} // namespace tst_helpheadings
#include "tst_helpheadings.moc"
