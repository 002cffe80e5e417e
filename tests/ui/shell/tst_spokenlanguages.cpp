// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/languages.h"
#include "resources/resources.h"
#include "tests/support/testprogram.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QFile>
#include <QLibraryInfo>
#include <QPushButton>
#include <QTranslator>

using namespace muster;

namespace tst_spokenlanguages {

/// What is installed is spoken: texts, both forms of what counts, and Qt's own.
class TestSpokenLanguages : public QObject
{
    Q_OBJECT

private:
    static QString in(const char *text) { return QString::fromUtf8(text); }
    static QString said(const char *context, const char *text, int count = -1)
    {
        return QCoreApplication::translate(context, text, nullptr, count);
    }

private Q_SLOTS:
    void cleanup() { installTranslations(*qApp); }

    void oneAndTwo_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QStringList>("contacts");
        QTest::addColumn<QStringList>("runs");
        QTest::newRow("en") << in("en") << QStringList{in("1 contact"), in("2 contacts"), in("0 contacts")}
                            << QStringList{in("1 run"), in("2 runs"), in("0 runs")};
        QTest::newRow("de") << in("de") << QStringList{in("1 Kontakt"), in("2 Kontakte"), in("0 Kontakte")}
                            << QStringList{in("1 Lauf"), in("2 Läufe"), in("0 Läufe")};
        QTest::newRow("es") << in("es") << QStringList{in("1 contacto"), in("2 contactos"), in("0 contactos")}
                            << QStringList{in("1 ejecución"), in("2 ejecuciones"), in("0 ejecuciones")};
        // None is one in French.
        QTest::newRow("fr") << in("fr") << QStringList{in("1 contact"), in("2 contacts"), in("0 contact")}
                            << QStringList{in("1 exécution"), in("2 exécutions"), in("0 exécution")};
    }
    void oneAndTwo()
    {
        QFETCH(QString, language);
        useLanguage(*qApp, language);
        QStringList contacts, runs;
        for (const int count : {1, 2, 0}) {
            contacts << said("muster::WorkbenchHead", "%1 contacts", count).arg(count);
            runs << said("muster::AllRunsPane", "%n run(s)", count);
        }
        QTEST(contacts, "contacts");
        QTEST(runs, "runs");
    }

    void qtsOwnButtonsSpeakItToo_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("cancel");
        QTest::newRow("de") << in("de") << in("Abbrechen");
        QTest::newRow("es") << in("es") << in("Cancelar");
        QTest::newRow("fr") << in("fr") << in("Annuler");
    }
    void qtsOwnButtonsSpeakItToo()
    {
        QFETCH(QString, language);
        QFETCH(QString, cancel);
        const QString file = QLibraryInfo::path(QLibraryInfo::TranslationsPath) + in("/qtbase_") + language + in(".qm");
        useLanguage(*qApp, language);
        const QDialogButtonBox box(QDialogButtonBox::Cancel);
        const QString text = box.button(QDialogButtonBox::Cancel)->text().remove(u'&');
        if (QFile::exists(file))
            QCOMPARE(text, cancel);
        else // not installed: in English, and nothing else is missing
            QCOMPARE(text, in("Cancel"));
        QCOMPARE(said("muster::ShellPages", "Segments").isEmpty(), false);
    }

    void whatIsNotTranslatedIsEnglish()
    {
        useLanguage(*qApp, in("de"));
        QCOMPARE(said("muster::ShellPages", "Settings"), in("Einstellungen"));
        QCOMPARE(said("muster::ShellPages", "A page of tomorrow"), in("A page of tomorrow"));
        // One after the other, and nothing of the one before is left.
        useLanguage(*qApp, in("es"));
        QCOMPARE(said("muster::ShellPages", "Settings"), in("Configuración"));
        useLanguage(*qApp, in("en"));
        QCOMPARE(said("muster::ShellPages", "Settings"), in("Settings"));
        QCOMPARE(languageInUse(), in("en"));
        QCOMPARE(qApp->findChildren<QTranslator *>().size(), 1);
    }

    void aTextIsToldInAnotherLanguageThanTheOneInUse()
    {
        QCOMPARE(textIn(in("de"), "HelpHeadings", "Usage"), in("Aufruf"));
        QCOMPARE(textIn(in("en"), "HelpHeadings", "Usage"), in("Usage"));
        QCOMPARE(textIn(in("xx"), "HelpHeadings", "Usage"), in("Usage"));
        QCOMPARE(languageInUse(), in("en"));
    }
};

MUSTER_TEST(TestSpokenLanguages, QApplication)

} // namespace tst_spokenlanguages
#include "tst_spokenlanguages.moc"
