// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/contactfacts.h"

#include "models/rules/lists/numberrepair.h"
#include "models/rules/lists/sanitizationplan.h"
#include "models/rules/numbers/numberengine.h"
#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_contactfacts {

namespace {

const NumberEngine &engine()
{
    return NumberEngine::shared();
}

RegionIndex region(const QByteArray &id)
{
    return engine().regions().indexOf(id.toStdString());
}

} // namespace

class TestContactFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void repairs_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("region");
        QTest::addColumn<quint64>("e164"); // 0: no repair
        QTest::addColumn<QString>("proof");
        const auto row = [](const char *text, const char *id, quint64 e164, const char *proof = "") {
            QTest::addRow("%s in %s", text, id)
                << QByteArray(text) << QByteArray(id) << e164 << QString::fromLatin1(proof);
        };
        // All digits are there; what the number cell lost is found again.
        row("4.47911123456E+11", "US", 447911123456, "exponent+lost_plus;readings=3;valid=1");
        row("4,47911123456e+11", "US", 447911123456, "exponent+lost_plus;readings=3;valid=1");
        row("4.47911123456E11", "US", 447911123456, "exponent+lost_plus;readings=3;valid=1");
        row("447911123456.0", "US", 447911123456, "decimals+lost_plus;readings=3;valid=1");
        row("4155552671.00", "US", 14155552671, "decimals;readings=3;valid=1");
        row("447911123456", "US", 447911123456, "lost_plus;readings=3;valid=1");
        row("236618300", "IT", 390236618300, "lost_zero;readings=3;valid=1"); // Milan; Italy dials the zero
        // Texts that were texts.
        row("'+447911123456", "", 447911123456, "apostrophe;readings=1;valid=1");
        row("=\"+447911123456\"", "", 447911123456, "formula;readings=1;valid=1");
        row("='07911 123456'", "GB", 447911123456, "apostrophe+formula;readings=1;valid=1");
        row(" '07911 123456", "GB", 447911123456, "apostrophe;readings=1;valid=1");
        // Digits are missing: nothing is guessed.
        row("4.4E+11", "US", 0);
        row("4.47911E+11", "GB", 0);
        row("4.479111234567E+11", "GB", 0); // a fraction
        row("########", "GB", 0);
        // Nothing valid, or no region to say what is national.
        row("'123", "GB", 0);
        row("4.47911123456E+11", "", 0);
        row("447911123456", "", 0);
        row("12345678901234567890", "US", 0);
        // Nothing to repair.
        row("+447911123456", "US", 0);
        row("4155552671", "US", 0);
        row("0123", "US", 0);
        row("", "US", 0);
    }

    void repairs()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, region);
        const RegionIndex index = tst_contactfacts::region(region);
        const auto repair
            = repairNumber(engine(), text.toStdString(), index, engine().classify(text.toStdString(), index));
        QTEST(repair ? quint64(repair->verdict.e164) : quint64(0), "e164");
        QTEST(repair ? repair->proof() : QString(), "proof");
        if (repair)
            QVERIFY(!repair->proof().contains(QString::number(repair->verdict.e164)));
    }

    void severalValidReadingsAreNoProof()
    {
        // Verona (045) without its zero, or Denmark (+45) without its plus: both are valid numbers.
        const std::string both = "4520123456";
        const RegionIndex italy = region("IT");
        const NumberVerdict asRead = engine().classify(both, italy);
        QVERIFY(!asRead.valid());
        QVERIFY(engine().classify('+' + both, italy).valid() && engine().classify('0' + both, italy).valid());
        QVERIFY(!repairNumber(engine(), both, italy, asRead));
        QVERIFY(!repairNumber(engine(), both + ".0", italy, engine().classify(both + ".0", italy)));
        QCOMPARE(damageOf(readContact(engine(), both + ".0", italy).facts), DamageState::Unproven);
    }

    void telephoneAddresses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("region");
        QTest::addColumn<quint64>("e164");
        QTest::addColumn<int>("findings");
        const auto row = [](const char *text, const char *id, quint64 e164, int findings = 0) {
            QTest::addRow("%s", text) << QByteArray(text) << QByteArray(id) << e164 << findings;
        };
        // RFC 3966, section 6, and how people write it.
        row("tel:+1-201-555-0123", "", 12015550123);
        row("TEL:+12015550123", "", 12015550123);
        row("tel:(201) 555-0123", "US", 12015550123);
        row("callto:+442079460018", "", 442079460018);
        row("callto://+442079460018", "", 442079460018);
        row(" tel:020 7946 0018", "GB", 442079460018);
        row("tel:+1-201-555-0123;ext=77", "", 12015550123, NumberFinding::HasExtension);
        // A label is text, as it always was.
        row("Tel: +1 201 555 0123", "", 12015550123, NumberFinding::TextBeforeNumber);
        row("tel:home +1 201 555 0123", "", 12015550123, NumberFinding::TextBeforeNumber);
    }
    void telephoneAddresses()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, region);
        const ContactReading reading
            = readContact(engine(), text.toStdString(), tst_contactfacts::region(region));
        QTEST(quint64(reading.e164), "e164");
        QTEST(int(reading.findings), "findings");
        QVERIFY(reading.valid());
        QVERIFY((reading.facts & ContactFact::AlreadyE164) == 0); // it has to be rewritten
    }
    void whatIsNoTelephoneAddressHasNoNumber()
    {
        for (const char *text : {"tel:", "callto:", "tel://", "callto:friend"})
            QCOMPARE(formatOf(readContact(engine(), text, region("US")).facts), FormatClass::NotANumber);
    }

    void formats_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("region");
        QTest::addColumn<int>("format");
        const auto row = [](const char *name, const QByteArray &text, const char *id, FormatClass format) {
            QTest::newRow(name) << text << QByteArray(id) << int(format);
        };
        row("empty", "", "US", FormatClass::Empty);
        row("blank", " \t ", "", FormatClass::Empty);
        row("words", "call me", "US", FormatClass::NotANumber);
        row("F74 national", "07911 123456", "", FormatClass::NoDefaultRegion);
        row("F74 dialled abroad", "0044 7911 123456", "", FormatClass::NoDefaultRegion);
        row("F74 plus and IDD", "+0044 7911 123456", "", FormatClass::NoDefaultRegion);
        row("F74 full-width plus",
            "\xEF\xBC\x8B"
            "999 123456",
            "", FormatClass::NoDefaultRegion);
        row("nobody's calling code", "+999 123456", "", FormatClass::InvalidCountryCode);
        row("nobody's calling code, region", "+999 123456", "US", FormatClass::InvalidCountryCode);
        row("international", "+44 7911 123456", "", FormatClass::ByCode);
        row("one digit", "+44 1", "", FormatClass::TooShort);
        row("endless", "+44 123456789012345678901", "", FormatClass::TooLong);
        row("no cell of a number", QByteArray(PlanLimits::maxNumberBytes + 1, '1'), "US", FormatClass::BeyondE164);
    }

    void formats()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, region);
        QTEST(int(formatOf(readContact(engine(), text.toStdString(), tst_contactfacts::region(region)).facts)),
              "format");
    }

    void onlyTheExactTextIsE164Already()
    {
        const auto already = [](std::string_view text, const char *id = "") {
            return (readContact(engine(), text, region(id)).facts & ContactFact::AlreadyE164) != 0;
        };
        QVERIFY(already("+447911123456") && already("+14155552671", "GB"));
        for (const char *text : {"+44 7911123456", "447911123456", "+447911123456 ", " +447911123456", "+4407911123456",
                                 "\xEF\xBC\x8B"
                                 "447911123456",
                                 "'+447911123456", "+447911123456 ext 1"})
            QVERIFY2(!already(text, "GB"), text);
    }

    void damagedTextsAreNotWhatTheLibraryReadsInThem()
    {
        const ContactReading cut = readContact(engine(), "4.47911E+11", region("GB"));
        QCOMPARE(damageOf(cut.facts), DamageState::Unproven);
        QVERIFY(!cut.valid() && cut.e164 == 0);
        const ContactReading zero = readContact(engine(), "447911123456.0", region("GB"));
        QCOMPARE(damageOf(zero.facts), DamageState::Repaired);
        QCOMPARE(zero.e164, std::uint64_t(447911123456)); // the library takes the 0 for a digit
        QCOMPARE(zero.findings & NumberFinding::SpreadsheetDamage, 0);
    }

    void fieldsDoNotTouchEachOther()
    {
        ContactFacts facts = ContactFact::Suppressed | ContactFact::AlreadyE164;
        facts = withDuplicateRole(facts, DuplicateRole::Undecided);
        facts = withLookedUpType(facts, NumberType::Voicemail);
        QCOMPARE(duplicateRoleOf(facts), DuplicateRole::Undecided);
        QCOMPARE(lineTypeOf(0, facts), NumberType::Voicemail);
        QCOMPARE(damageOf(facts), DamageState::None);
        QCOMPARE(formatOf(facts), FormatClass::ByCode);
        QCOMPARE(withDuplicateRole(facts, DuplicateRole::None) & ContactFact::DuplicateMask, 0);
        QCOMPARE(knowledgeSourceOf(facts), KnowledgeSource::File);
        QCOMPARE(knowledgeSourceOf(ContactFacts(facts & ~unsigned(ContactFact::Suppressed))), KnowledgeSource::Lookup);
        QCOMPARE(knowledgeSourceOf(ContactFact::lookupFailed), KnowledgeSource::NumberingPlan);
    }

    // Where a tenant keeps digits alone nobody can tell by the text whether there was a plus sign.
    void digitsAreReadBehindAPlusSign()
    {
        const auto read = [](const char *text, const char *id) {
            return readContact(engine(), text, region(id), NumberForm::Digits);
        };
        const ContactReading british = read("442079460321", "US");
        QVERIFY(british.valid() && !isDoubtful(british.facts));
        QCOMPARE(british.e164, std::uint64_t(442079460321));
        QVERIFY((british.facts & ContactFact::AlreadyE164) != 0); // there is nothing to correct
        QCOMPARE(read("442079460321", ""), british); // nor is a region needed
        const ContactReading own = read("12125550101", "US");
        QVERIFY(own.valid() && (own.facts & ContactFact::AlreadyE164) != 0);
        // A national number still is one, and is to be corrected.
        const ContactReading national = read("2125550101", "US");
        QVERIFY(national.valid() && !isDoubtful(national.facts));
        QCOMPARE(national.e164, std::uint64_t(12125550101));
        QVERIFY((national.facts & ContactFact::AlreadyE164) == 0);
        // Other texts are read as ever.
        for (const char *text : {"(212) 555-0101", "+442079460321", "none", "", "4.42079E+11"})
            QCOMPARE(read(text, "US"), readContact(engine(), text, region("US")));
    }

    void digitsThatAreTwoNumbersAreDoubtful()
    {
        int twice = 0;
        for (int area = 200; area < 1000; ++area) {
            const std::string text = std::to_string(area) + "2345678";
            const ContactReading plain = readContact(engine(), text, region("US"));
            const ContactReading international = readContact(engine(), '+' + text, 0);
            const bool isItsOwnForm = (international.facts & ContactFact::AlreadyE164) != 0;
            if (!plain.valid() || !international.valid() || !isItsOwnForm || plain.e164 == international.e164)
                continue;
            ++twice;
            QVERIFY2(isDoubtful(readContact(engine(), text, region("US"), NumberForm::Digits).facts), text.c_str());
        }
        QVERIFY(twice > 0);
    }
};

MUSTER_TEST(TestContactFacts, QCoreApplication)

} // namespace tst_contactfacts
#include "tst_contactfacts.moc"
