// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/amounttext.h"
#include "models/text/exporttexts.h"
#include "models/text/outcometexts.h"
#include "models/text/runtexts.h"
#include "models/text/timetexts.h"
#include "resources/resources.h"
#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_plurals {

/// Words that go by a count, with the compiled-in English plurals.
class TestPlurals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        installTranslations(*QCoreApplication::instance());
    }

    void words_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("start");
        const auto row = [](const char *name, const QString &text, const char *start) {
            QTest::newRow(name) << text << QString::fromLatin1(start);
        };
        row("1 contact", findingText(QStringLiteral("duplicates:1")), "1 contact appeared");
        row("2 contacts", findingText(QStringLiteral("duplicates:2")), "2 contacts appeared");
        row("0 contacts", findingText(QStringLiteral("duplicates:0")), "0 contacts appeared");
        row("1,234 contacts", findingText(QStringLiteral("duplicates:1234")), "1,234 contacts appeared");
        row("1 conflict", findingText(QStringLiteral("conflicts:1")), "1 contact appeared again");
        row("1 set aside", findingText(QStringLiteral("quarantined:1")), "1 record without a usable contact ID was");
        row("3 set aside", findingText(QStringLiteral("quarantined:3")), "3 records without a usable contact ID were");
        row("1 cell", findingText(QStringLiteral("formula_cells:1")), "1 cell looks like a formula");
        row("2 cells", findingText(QStringLiteral("formula_cells:2")), "2 cells look like formulas");
        row("1 notice", findingText(QStringLiteral("undelivered:1")), "1 notification to");
        row("1 record", recordsText(1), "1 record");
        row("more than an int", recordsText(5'000'000'000), "5,000,000,000 records");
        row("one more than that", recordsText(5'000'000'001), "5,000,000,001 records");
        row("unknown", recordsText(-1), "an unknown number of records");
        row("days", durationText(std::chrono::hours(72)), "3 days");
        row("1 person", exportActText(1, false), "Export 1 person");
        row("2 people", exportActText(2, false), "Export 2 people");
        row("1 in a window", QCoreApplication::translate("muster::RunCards", "%1 duplicates", nullptr, 1),
            "%1 duplicate");
        row("2 in a window", QCoreApplication::translate("muster::RunCards", "%1 duplicates", nullptr, 2),
            "%1 duplicates");
        row("runs", QCoreApplication::translate("muster::MainWindow", "Pause %n run(s) and close Muster?", nullptr, 1),
            "Pause 1 run and");
    }

    void words()
    {
        QFETCH(QString, text);
        QFETCH(QString, start);
        QVERIFY2(text.startsWith(start), qPrintable(text));
        if (start.endsWith(QStringLiteral("duplicate")) || start.endsWith(QStringLiteral(" record"))
            || start.endsWith(QStringLiteral("person")))
            QCOMPARE(text, start);
    }

    void theFormFitsAnInt()
    {
        QCOMPARE(pluralForm(0), 0);
        QCOMPARE(pluralForm(1), 1);
        QVERIFY(pluralForm(-1) > 1);
        QCOMPARE(pluralForm(9'000'000'000'021) % 100, 21); // where a language looks at the last digits
    }
};

MUSTER_TEST(TestPlurals, QCoreApplication)

} // namespace tst_plurals
#include "tst_plurals.moc"
