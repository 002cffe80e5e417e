// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testprogram.h"

#include "masksupport.h"
#include "models/rules/masking/personaltext.h"
#include "models/rules/masking/personalwords.h"
#include "models/rules/masking/postalcodes.h"

using namespace muster;
using namespace muster::test;

namespace tst_personalkinds {

namespace {

MaskPolicy strictPolicy()
{
    MaskPolicy policy;
    policy.rules[static_cast<std::size_t>(Entity::Address)].action = MaskAction::Tag;
    policy.rules[static_cast<std::size_t>(Entity::PersonName)].action = MaskAction::Tag;
    return policy;
}

const MaskEngine &strict()
{
    static const auto engine = engineOf(strictPolicy());
    return *engine;
}

} // namespace

/// Names of people and postal addresses.
class TestPersonalKinds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// `said` with "{...}" around what has to go; nothing else may.
    void whatIsPersonalGoes_data()
    {
        QTest::addColumn<QByteArray>("said");
        const auto row = [](const char *said) { QTest::newRow(said) << QByteArray(said); };
        // Announced; small letters as speech recognisers write.
        for (const char *said :
             {"my name is {Ann Marsh}", "hi my name's {tom} i have a question", "this is {Derek} speaking",
              "mein Name ist {Ulrike Sommer}", "hier spricht {thorsten lindner} guten tag", "me llamo {Rocío Vega}",
              "mi nombre es {pablo} y llamo por la luz", "je m'appelle {Élodie Roche}, bonjour",
              "me chamo {fernanda} eu queria", "o meu nome é {Rui Costa}", "mi chiamo {Davide Conti}",
              "il mio nome è {simona} e chiamo", "mijn naam is {Marieke van den Berg}", "ik heet {joost} en ik bel",
              "my name is {Zzyxa Qwolp}", "I'm {Siobhan}, hello", "ik ben {Sanne}", "sono {Giulia}, buongiorno",
              // Titles.
              "ask Mrs {Whitfield}", "Herr {Brandt} ruft an", "la señora {Ortega}", "Mme {Moreau} rappelle",
              "o senhor {Pacheco} ligou", "la signora {Ricci} aspetta", "mevrouw {De Vries} belt", "Sig.ra {Colombo}",
              "Frau Dr. {Vogel}", "M. {Girard} est absent",
              // Greeted and thanked.
              "thanks, {Peter}!", "hi {anna} how are you", "danke {Jürgen}, das hilft", "gracias, {Alejandra}",
              "merci {Sylvie}, bonne journée", "obrigado, {Camila}", "grazie {Federica}", "bedankt {Joost}",
              // Under a letter.
              "Kind regards,\n{Oliver Tate}\nReturns desk", "Mit freundlichen Grüßen\n{Heike Baum}",
              "Cordialement,\n{Delphine Roche}", "Un saludo,\n{Emilio Carrasco}", "Thanks,\n{Peter}",
              // Known as a pair.
              "I met {Michael Turner} there", "{Pieter van Dijk} tekende", "O {João Ferreira} disse que sim",
              // In front of a line.
              "{Anna Schmidt}: hello\nCustomer: good day",
              // Addresses.
              "at {12 Oak Avenue}", "at {12 Long Meadow Street}", "at {221B Larch Street, London NW1 6XE}",
              "we are at {twelve oak avenue} now", "{1200 West Oak Avenue, Suite 310, Austin, TX 78701}",
              "{Unit 7, 45 Riverside Drive}", "{350 5th Avenue} please", "to {PO Box 42, Albany, NY 12201}",
              "code {LS6 2QB}", "code {K1A 0B1} ok", "{Lindenstraße 12a, 10115 Berlin}",
              "{Hauptstr. 5, 2. OG links, 80331 München}", "{Lange Straße 44, 70174 Stuttgart}",
              "in der {gartenstraße fünf}", "{Postfach 10 22 40, 70018 Stuttgart}",
              "meine adresse ist {am mühlbach drei} in ulm", "{Calle Serrano 41, 3º izq., 28001 Madrid}",
              "la {plaza del carmen número seis}", "{Apartado de Correos 315, 46080 Valencia}",
              "{12 rue de la Paix, 75002 Paris}", "{7 bis, avenue Foch, bâtiment C, 35000 Rennes}",
              "j'habite {douze rue victor hugo}", "{Rua Augusta, 100, 2.º Esq., 1100-053 Lisboa}",
              "moro na {rua do sol trinta e dois}", "{Via Roma 12, 00184 Roma}", "abito in {via dei mille ventidue}",
              "{Piazza del Duomo 3, scala B, 50122 Firenze}", "{Prinsengracht 263, 1016 GV Amsterdam}",
              "ik woon in de {kerkstraat twaalf}", "{Postbus 16350, 2500 BJ Den Haag}",
              "{Laan van Meerdervoort 55}, den haag"})
            row(said);
        // Everyday words, companies, prices, times.
        for (const char *said : {"May I mark my order? It will be long.",
                                 "i will be there in may and bill the grant",
                                 "I'm Sorry",
                                 "My name is spelled wrong",
                                 "this is great thank you",
                                 "Regards,\nThe Billing Team",
                                 "hi Team, thanks all",
                                 "Dear Sir or Madam",
                                 "20 street lights and 5 road signs",
                                 "floor 3 of the report, suite of products",
                                 "the price is 300 dollars, drive 5 miles",
                                 "we are on main street near the shop",
                                 "Ich bin Kunde und der Weg ist lang",
                                 "Der Platz 12 ist frei",
                                 "fünf minuten auf dem weg",
                                 "Sehr geehrte Damen und Herren",
                                 "soy la titular",
                                 "la calle es larga y cuesta veinte euros",
                                 "El apartado 3 del contrato",
                                 "cierran la calle larga veinte minutos",
                                 "ich bin davon überzeugt",
                                 "je suis en retard",
                                 "la rue est longue",
                                 "Merci, Monsieur. Oui, Madame.",
                                 "sou cliente",
                                 "custa vinte euros na avenida",
                                 "sono in ritardo",
                                 "via 3 contratti",
                                 "ik ben te laat",
                                 "de straat is lang",
                                 "Met vriendelijke groet,\nKlantenservice"})
            row(said);
    }
    void whatIsPersonalGoes()
    {
        QFETCH(QByteArray, said);
        QList<std::pair<std::uint32_t, std::uint32_t>> expected;
        QByteArray text;
        for (const char letter : said) {
            if (letter == '{')
                expected.append({std::uint32_t(text.size()), 0});
            else if (letter == '}')
                expected.last().second = std::uint32_t(text.size());
            else
                text += letter;
        }
        Conversation conversation;
        conversation.append(text.toStdString());
        for (const auto locator : {MaskEngine::Locator::Best, MaskEngine::Locator::Re2}) {
            QList<std::pair<std::uint32_t, std::uint32_t>> found;
            const auto engine = engineOf(strictPolicy(), locator);
            for (const MaskFinding &finding : findingsIn(*engine, conversation)) {
                QVERIFY(finding.entity == Entity::PersonName || finding.entity == Entity::Address);
                found.append({finding.begin, finding.end});
            }
            QCOMPARE(found, expected);
        }
    }

    void aQuestionIsAnsweredByTheNextTurn()
    {
        QCOMPARE(masked(strict(), QList<QByteArray>{"can i have your name", "szymborska", "how do you spell that"}),
                 (QList<QByteArray>{"can i have your name", "[NAME_MASKED]", "how do you spell that"}));
        QCOMPARE(masked(strict(), QList<QByteArray>{"¿Cómo se llama?", "Agustín Rueda", "Gracias"}),
                 (QList<QByteArray>{"¿Cómo se llama?", "[NAME_MASKED]", "Gracias"}));
        QCOMPARE(masked(strict(), QList<QByteArray>{"what is your name", "why do you need that"}),
                 (QList<QByteArray>{"what is your name", "why do you need that"}));
    }
    void rulesAreNamed()
    {
        const auto ruleOf = [](const char *said) {
            Conversation conversation;
            conversation.append(said);
            const auto findings = findingsIn(strict(), conversation);
            return findings.empty() ? std::string() : strict().ruleKey(findings.front());
        };
        QCOMPARE(ruleOf("my name is Ann Marsh"), std::string("person_name.announced"));
        QCOMPARE(ruleOf("ask Mrs Whitfield"), std::string("person_name.titled"));
        QCOMPARE(ruleOf("thanks, Peter!"), std::string("person_name.greeted"));
        QCOMPARE(ruleOf("Regards,\nOliver Tate"), std::string("person_name.signed"));
        QCOMPARE(ruleOf("your name?\nszymborska"), std::string("person_name.answered"));
        QCOMPARE(ruleOf("Anna Schmidt: hello"), std::string("person_name.label"));
        QCOMPARE(ruleOf("I saw Michael Turner there"), std::string("person_name.known"));
        QCOMPARE(ruleOf("at 12 Oak Avenue"), std::string("address.form"));
        QCOMPARE(ruleOf("code LS6 2QB"), std::string("address.code"));
    }
    void eachKindIsAskedForByItself()
    {
        const QByteArray said = "my name is Ann Marsh, 12 Oak Avenue";
        MaskPolicy policy;
        QCOMPARE(masked(*engineOf(policy), said), said);
        policy.rules[static_cast<std::size_t>(Entity::PersonName)].action = MaskAction::Tag;
        QCOMPARE(masked(*engineOf(policy), said), QByteArray("my name is [NAME_MASKED], 12 Oak Avenue"));
        policy = {};
        policy.rules[static_cast<std::size_t>(Entity::Address)].action = MaskAction::Tag;
        QCOMPARE(masked(*engineOf(policy), said), QByteArray("my name is Ann Marsh, [ADDRESS_MASKED]"));
    }
    /// What stands where two pieces of a long text meet is found as elsewhere.
    void longTextsAreReadInPieces()
    {
        const QByteArray said = "my name is Ann Marsh of 12 Oak Avenue, Springfield, IL 62704. ";
        for (int before = int(PersonalReader::piece) - 40; before <= int(PersonalReader::piece) + 4; ++before) {
            const QByteArray filler = QByteArray("so ").repeated(before);
            QCOMPARE(masked(strict(), filler + said + filler),
                     filler + "my name is [NAME_MASKED] of [ADDRESS_MASKED]. " + filler);
        }
    }
    void dictionaryKnowsNamesAndWords()
    {
        const PersonalWords &words = PersonalWords::shared();
        QVERIFY(words.size() > 60'000);
        const auto of = [&words](const char *word) { return words.meaningOf(PersonalWords::hashOf(word)); };
        QVERIFY(of("anna").isGiven() && !of("anna").isWord() && !of("anna").isStop());
        QVERIFY(of("will").isGiven() && of("will").isStop(0));
        QVERIFY(of("rose").isGiven() && of("rose").isWord(0));
        QVERIFY(of("whitcombe").isName() && !of("whitcombe").isGiven());
        QCOMPARE(of("calle").place, PersonalMeaning::typeBefore);
        QVERIFY(!of("szymborskaja").isName() && !of("").isName());
    }
    void postCodesHaveTheirForms()
    {
        using Kind = PostalCode::Kind;
        const auto kindOf = [](const char *text) { return PostalCode::at(text, 0).kind; };
        for (const char *code : {"SW1A 1AA", "m1 1ae", "B338TH", "K1A 0B1", "1016 GV", "2595AK"})
            QCOMPARE(kindOf(code), Kind::Street);
        for (const char *code : {"10115", "1040", "4050-262", "01310-100", "62704-1234"})
            QCOMPARE(kindOf(code), Kind::Town);
        for (const char *code : {"123456", "12", "SW1A 1AAA", "SW1A", "A1", "1016 GVX"})
            QVERIFY2(kindOf(code) == Kind::None || PostalCode::at(code, 0).end < qstrlen(code), code);
        QCOMPARE(stateAndZipEnd("NY 10118", 0), std::size_t(8));
        QCOMPARE(stateAndZipEnd("XY 10118", 0), std::size_t(0));
        QCOMPARE(stateAndZipEnd("NY 1011", 0), std::size_t(0));
    }

    void S27hostileNamesAndAddressesTakeLinearWork_data()
    {
        QTest::addColumn<QByteArray>("piece");
        for (const char *piece : {"anna ",
                                  "Anna ",
                                  "Anna van der ",
                                  "my name is ",
                                  "my name is\n",
                                  "Mr ",
                                  "Dr. ",
                                  "thanks ",
                                  "Regards,\n",
                                  "your name\n",
                                  "van ",
                                  "12 ",
                                  "twelve ",
                                  "12 Oak ",
                                  "12 oak avenue ",
                                  "Apt 1, ",
                                  "1 Main Street, ",
                                  "calle de la ",
                                  "calle 1 ",
                                  "Postfach 1 ",
                                  "am alten ",
                                  "Lindenstraße ",
                                  "Lange Straße ",
                                  "SW1A 1AA ",
                                  "NY 10118 ",
                                  "Ann: ",
                                  "\xc2\xba",
                                  "\xc2\xbf",
                                  "A",
                                  "1a",
                                  "'",
                                  "d'"})
            QTest::newRow(piece) << QByteArray(piece);
    }
    void S27hostileNamesAndAddressesTakeLinearWork()
    {
        QFETCH(QByteArray, piece);
        const double some = stepsFor(strict(), piece, 128 * 1024), twice = stepsFor(strict(), piece, 256 * 1024);
        QVERIFY2(twice <= some * 2.2 + 2'000, qPrintable(QString::number(twice / some)));
        QVERIFY2(twice <= 256 * 1024 * 60.0, qPrintable(QString::number(twice / (256 * 1024))));
    }
};

MUSTER_TEST(TestPersonalKinds, muster::tests::NoApplication)

} // namespace tst_personalkinds
#include "tst_personalkinds.moc"
