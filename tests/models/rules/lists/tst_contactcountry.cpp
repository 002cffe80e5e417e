// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/contactcountry.h"

#include "models/rules/lists/listjudge.h"
#include "models/rules/numbers/numberengine.h"
#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_contactcountry {

namespace {

const NumberEngine &engine()
{
    return NumberEngine::shared();
}

RegionIndex region(const QByteArray &id)
{
    return engine().regions().indexOf(id.toStdString());
}

/// The boldest directive: whatever a rule may purge or fix, it does.
SanitizationDirective bold()
{
    SanitizationDirective directive;
    directive.defaultRegion = QStringLiteral("US");
    directive.invalid = DirectiveAction::Purge;
    directive.notInPlan = DirectiveAction::Purge;
    directive.localOnly = DirectiveAction::Purge;
    directive.region = DirectiveAction::Purge;
    directive.reformat = DirectiveAction::Fix;
    directive.damage = DirectiveAction::Fix;
    return directive;
}

} // namespace

class TestContactCountry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void words_data()
    {
        QTest::addColumn<QByteArray>("word");
        QTest::addColumn<QByteArray>("region"); // "": none, "?": not understood
        const auto row = [](const char *word, const char *id) {
            QTest::addRow("'%s'", word) << QByteArray(word) << QByteArray(id);
        };
        for (const char *british : {"GB", " gb ", "UK", "u.k.", "GBR", "United Kingdom", "Great Britain", "England",
                                    "+44", "0044", "44", "G.B."})
            row(british, "GB");
        for (const char *american : {"US", "usa", "U.S.A.", "United States", "united states of america", "+1", "1"})
            row(american, "US");
        row("Germany", "DE");
        row("CA", "CA"); // Canada's code, not California
        for (const char *nothing : {"", "  ", "-", "n/a", "None", "NULL", "unknown"})
            row(nothing, "");
        for (const char *strange : {"ZZ", "QQ", "G", "elsewhere", "826", "276", "+999", "00", "800", "+800"})
            row(strange, "?");
        QTest::newRow("long") << QByteArray(5'000, 'u') << QByteArray("?");
    }

    void words()
    {
        QFETCH(QByteArray, word);
        QFETCH(QByteArray, region);
        using Kind = ContactCountry::Kind;
        const ContactCountry country = countryOfContact(engine(), word.toStdString());
        QCOMPARE(country.kind, region.isEmpty() ? Kind::None : region == "?" ? Kind::NotUnderstood : Kind::Region);
        QCOMPARE(engine().regions().id(country.region),
                 country.kind == Kind::Region ? region.toStdString() : std::string());
    }

    void namesOfMembers()
    {
        for (const char *name : {"country", "Country", "countryCode", "country_code", "Country Name", "ISO-Country"})
            QVERIFY2(isCountryMember(QString::fromLatin1(name)), name);
        for (const char *name : {"", "region", "county", "countries visited", "id"})
            QVERIFY2(!isCountryMember(QString::fromLatin1(name)), name);
    }

    void F74_verdictsWithACountryBesideTheNumber_data()
    {
        using enum ListVerdict;
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("country");
        QTest::addColumn<int>("seen");
        QTest::addColumn<quint64>("seenE164");
        QTest::addColumn<int>("chosen");
        QTest::addColumn<quint64>("chosenE164");
        const auto row = [](const char *text, const char *country, ListVerdict seen, quint64 seenE164,
                            ListVerdict chosen, quint64 chosenE164) {
            QTest::addRow("%s, %s", text, country)
                << QByteArray(text) << QByteArray(country) << int(seen) << seenE164 << int(chosen) << chosenE164;
        };
        // All read with the default region US, a directive that fixes and purges what it can.
        // A British number without its zero is a number of Maine: never a fix against the contact's own country.
        row("2079460018", "GB", Review, 12079460018, Fix, 442079460018);
        row("2079460018", "UK", Review, 12079460018, Fix, 442079460018);
        row("2079460018", "US", Fix, 12079460018, Fix, 12079460018);
        row("2079460018", "", Fix, 12079460018, Fix, 12079460018);
        // A word that is no country says nothing, unless a person chose the column.
        row("2079460018", "elsewhere", Fix, 12079460018, Review, 12079460018);
        row("+442079460018", "elsewhere", Unchanged, 442079460018, Unchanged, 442079460018);
        // Valid in its own country only: that is the one valid reading, and nothing to purge.
        row("07400 123456", "GB", Fix, 447400123456, Fix, 447400123456);
        row("07400 123456", "US", Purge, 0, Purge, 0);
        row("07400 123456", "elsewhere", Purge, 0, Review, 0);
        // Valid in neither.
        row("12", "GB", Purge, 0, Purge, 0);
        row("not given", "GB", Purge, 0, Purge, 0);
        row("not given", "elsewhere", Purge, 0, Purge, 0);
        // National in the United States only, of a contact in Britain.
        row("(415) 555-2671", "GB", Review, 14155552671, Purge, 0);
        // The same plan: Canada and the United States dial alike.
        row("(201) 555-0123", "CA", Fix, 12015550123, Fix, 12015550123);
        // In international form the country has no say.
        row("+1 201 555 0123", "GB", Fix, 12015550123, Fix, 12015550123);
        row("+44 20 7946 0018", "US", Fix, 442079460018, Fix, 442079460018);
        // Spreadsheet damage: a number cell ate the plus.
        row("447400123456", "GB", Fix, 447400123456, Fix, 447400123456);
        row("4.4E+11", "GB", Review, 0, Review, 0);
    }

    void F74_verdictsWithACountryBesideTheNumber()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, country);
        const ListJudge judge(bold(), engine().regions());
        const ContactCountry own = countryOfContact(engine(), country.toStdString());
        for (const auto use : {CountryUse::Seen, CountryUse::Chosen}) {
            const ContactReading reading = readContact(engine(), text.toStdString(), region("US"), own, use).reading;
            const ListJudge::Judgement judged = judge.judge(reading);
            const char *const where = use == CountryUse::Seen ? "seen" : "chosen";
            QFETCH(int, seen);
            QFETCH(int, chosen);
            QVERIFY2(int(judged.verdict) == (use == CountryUse::Seen ? seen : chosen),
                     qPrintable(QString::fromLatin1(where) + u' ' + keyOf(judged.verdict)));
            QFETCH(quint64, seenE164);
            QFETCH(quint64, chosenE164);
            QCOMPARE(reading.valid() ? quint64(reading.e164) : quint64(0),
                     use == CountryUse::Seen ? seenE164 : chosenE164);
        }
    }

    void aNumberReadAgainstItsCountryIsNeverPurged()
    {
        // Whatever else is known of it: it may be another number.
        SanitizationDirective directive = bold();
        directive.suppressed = DirectiveAction::Purge;
        directive.regions = {QStringLiteral("DE")};
        directive.blockedTypes = 0xffff;
        const ListJudge judge(directive, engine().regions());
        const ContactCountry british = countryOfContact(engine(), "GB");
        ContactReading reading = readContact(engine(), "2079460018", region("US"), british, CountryUse::Seen).reading;
        reading.facts |= ContactFact::Suppressed;
        const ListJudge::Judgement judged = judge.judge(reading);
        QCOMPARE(judged.verdict, ListVerdict::Review);
        QVERIFY((judged.reasons & reasonBit(ListReason::CountryDisagrees)) != 0);
        // But a person who has looked at it may.
        QVERIFY(ListJudge::mayOverride(judged, ListVerdict::Purge).has_value());
    }

    void withoutADefaultRegionNothingIsConcluded()
    {
        const ContactCountry british = countryOfContact(engine(), "GB");
        const CountryReading read = readContact(engine(), "020 7946 0018", 0, british, CountryUse::Seen);
        QCOMPARE(formatOf(read.reading.facts), FormatClass::NoDefaultRegion);
        QCOMPARE(read.region, RegionIndex(0));
        QCOMPARE(readContact(engine(), "020 7946 0018", 0, british, CountryUse::Chosen).region, region("GB"));
    }

    void saysWithWhichRegionItWasRead()
    {
        const ContactCountry british = countryOfContact(engine(), "GB");
        const auto of = [&](const char *text) {
            return readContact(engine(), text, region("US"), british, CountryUse::Seen).region;
        };
        QCOMPARE(of("07400 123456"), region("GB"));
        QCOMPARE(of("2079460018"), region("US"));
    }
};

MUSTER_TEST(TestContactCountry, QCoreApplication)

} // namespace tst_contactcountry
#include "tst_contactcountry.moc"
