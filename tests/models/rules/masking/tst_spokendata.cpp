// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "masksupport.h"
#include "tests/support/testprogram.h"

using namespace muster;
using namespace muster::test;

namespace tst_spokendata {

/// What is said, in the seven languages.
class TestSpokenData : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saidThingsAreMasked_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *text, const char *expected) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(expected);
        };
        // E-mail
        row("my email is b as in bravo e n at example dot com", "my email is [EMAIL_MASKED]");
        row("das ist a wie Anton, meier at web punkt de", "das ist [EMAIL_MASKED]");
        row("that's kim double l at example dot net", "that's [EMAIL_MASKED]");
        row("email me at jordan at gmail", "email me at [EMAIL_MASKED]");
        row("it's jordan smith at gmail dot com", "it's [EMAIL_MASKED]");
        row("ann dot lee@example.com", "[EMAIL_MASKED]");
        row("bob@example dot com", "[EMAIL_MASKED]");
        row("well ann.lee at example.com", "well [EMAIL_MASKED]");
        row("info at example dot co dot uk", "[EMAIL_MASKED]");
        row("maria guion bajo lopez arroba hotmail, es mi correo", "[EMAIL_MASKED], es mi correo");
        row("c'est luc tiret du bas petit arobase example point fr", "c'est [EMAIL_MASKED]");
        row("luca trattino basso verdi chiocciola example punto it", "[EMAIL_MASKED]");
        row("jan punt jansen apenstaartje example punt nl", "[EMAIL_MASKED]");
        row("o email é rita ponto gomes arroba exemplo ponto com ponto br", "o email é [EMAIL_MASKED]");
        // E-mail over turns: spelled, repeated, corrected, with and without "at"
        row("it's nora hyphen quill all one word at gmail dot com\nnora hyphen quill\nq u i l l\nyes at gmail dot "
            "com\nok",
            "it's [EMAIL_MASKED]\n[EMAIL_MASKED]\n[EMAIL_MASKED]\nyes [EMAIL_MASKED]\nok");
        row("so it's j as in juliet o s e underscore pratt\nand then at example dot n e t\ndot net got it",
            "so it's [EMAIL_MASKED]\nand then at [EMAIL_MASKED]\n[EMAIL_MASKED] got it");
        row("marta underscore\nfeldhill\nfeldhill at example dot com",
            "[EMAIL_MASKED]\n[EMAIL_MASKED]\n[EMAIL_MASKED]");
        row("it's sam underscore hill, gmail dot com", "it's [EMAIL_MASKED]");
        row("my email is ann dot lee gmail dot com", "my email is [EMAIL_MASKED]");
        row("an bruno punkt kallweit bei example punkt de e ach quatsch example punkt com\nkallweit mit k und doppel l",
            "an [EMAIL_MASKED] ach quatsch [EMAIL_MASKED]\n[EMAIL_MASKED] mit k und doppel l");
        row("ich buchstabiere b wie berta r a n d t\nb r a n d t\nbrandt unterstrich jana\nund dann web punkt de",
            "ich buchstabiere [EMAIL_MASKED]\n[EMAIL_MASKED]\n[EMAIL_MASKED]\nund dann [EMAIL_MASKED]");
        row("es pilar guion bajo ortega todo junto arroba gmail punto com\npilar guion bajo ortega\narroba gmail",
            "es [EMAIL_MASKED]\n[EMAIL_MASKED]\n[EMAIL_MASKED]");
        row("le deletreo o erre te e ge a\nortega guion bajo pilar\ny luego gmail punto com",
            "le deletreo [EMAIL_MASKED]\n[EMAIL_MASKED]\ny luego [EMAIL_MASKED]");
        row("c'est luc tiret roy chez orange point fr\nr o y\ntout attaché\norange point fr",
            "c'est [EMAIL_MASKED]\n[EMAIL_MASKED]\ntout attaché\n[EMAIL_MASKED]");
        row("é a rita traço melo tudo junto arroba sapo ponto pt\neme e ele o", "é a [EMAIL_MASKED]\n[EMAIL_MASKED]");
        row("è carla underscore neri chiocciola libero punto it\nenne e erre i\nchiocciola libero",
            "è [EMAIL_MASKED]\n[EMAIL_MASKED]\n[EMAIL_MASKED]");
        row("ik spel hem v o s\nv o s dus vos dan laag streepje jan\nen dan gewoon ziggo punt nl",
            "ik spel hem [EMAIL_MASKED]\n[EMAIL_MASKED]\nen dan gewoon [EMAIL_MASKED]");
        // Numbers
        row("il mio numero è tre uno due trentaquattro cinquantasei settantotto nove",
            "il mio numero è [PHONE_MASKED]");
        row("mijn nummer is nul zes twaalf vierendertig zesenvijftig achtenzeventig", "mijn nummer is [PHONE_MASKED]");
        row("meine Nummer ist null vierzig sechs sechs neun siebenhundertsiebenundsiebzig",
            "meine Nummer ist [PHONE_MASKED]");
        row("my number is three oh three five five five one thousand", "my number is [PHONE_MASKED]");
        row("it is four one five, no wait, four one five five five five oh one two four", "it is [PHONE_MASKED]");
        row("le doy otro, seis uno dos tres cuatro cinco seis siete ocho", "le doy otro, [PHONE_MASKED]");
        row("dann eher null eins sieben eins drei neun zwei null null eins sieben", "dann eher [PHONE_MASKED]");
        row("meglio trecentododici\ntrecentododici\ntrecentoquarantacinque\n"
            "quindi tre uno due tre quattro cinque sei sette otto nove",
            "meglio [PHONE_MASKED]\n[PHONE_MASKED]\n[PHONE_MASKED]\nquindi [PHONE_MASKED]");
        row("my card\n10h02 CLIENT quarante et un onze\n10h03 AGENT oui\n10h03 CLIENT onze onze onze onze\n"
            "10h03 AGENT oui\n10h04 CLIENT et encore onze onze",
            "my card\n10h02 CLIENT [CARD_MASKED]\n10h03 AGENT oui\n10h03 CLIENT [CARD_MASKED]\n10h03 AGENT oui\n"
            "10h04 CLIENT et encore [CARD_MASKED]");
        row("dial four one five five five five oh one two three extension forty five", "dial [PHONE_MASKED]");
        row("plus four four seven seven double oh nine hundred nine nine nine", "plus [PHONE_MASKED]");
        // Checks of cards, addresses of machines, births
        row("the cvv is one two three", "the cvv is [CARD_MASKED]");
        row("security code 4567", "security code [CARD_MASKED]");
        row("Pr\xc3\xbc"
            "fziffer ist eins zwei drei",
            "Pr\xc3\xbc"
            "fziffer ist [CARD_MASKED]");
        row("my ip is one nine two dot zero dot two dot seven", "my ip is [IP_MASKED]");
        row("la IP es 203 punto 0 punto 113 punto 9", "la IP es [IP_MASKED]");
        row("my date of birth is zero three zero five nineteen eighty five", "my date of birth is [BIRTH_DATE_MASKED]");
        row("sono nato il cinque marzo millenovecentottantacinque", "sono nato il [BIRTH_DATE_MASKED]");
        row("geboren op vijf maart negentienhonderd vijfentachtig", "geboren op [BIRTH_DATE_MASKED]");
        // Births that are asked for in other words, and what is repeated of them
        row("when's the big day\nit's the ninth of november nineteen eighty one",
            "when's the big day\nit's [BIRTH_DATE_MASKED]");
        row("wann sind sie auf die welt gekommen\nam dritten fünften siebzig",
            "wann sind sie auf die welt gekommen\nam [BIRTH_DATE_MASKED]");
        row("geburtsdatum\ndreiundzwanzig vier achtundsechzig", "geburtsdatum\n[BIRTH_DATE_MASKED]");
        row("cuándo cumple años\nel siete de mayo del sesenta y cuatro\nsí sesenta y cuatro",
            "cuándo cumple años\nel [BIRTH_DATE_MASKED]\nsí [BIRTH_DATE_MASKED]");
        row("nací el siete del cinco del sesenta y cuatro", "nací el [BIRTH_DATE_MASKED]");
        row("vous avez soufflé vos bougies quand\nle deux février cinquante-neuf",
            "vous avez soufflé vos bougies quand\nle [BIRTH_DATE_MASKED]");
        row("nasceu em que dia\nno trinta de agosto de setenta e três", "nasceu em que dia\nno [BIRTH_DATE_MASKED]");
        row("quando compie gli anni\nil cinque marzo settanta", "quando compie gli anni\nil [BIRTH_DATE_MASKED]");
        row("wanneer bent u jarig\nvijf maart zeventig", "wanneer bent u jarig\n[BIRTH_DATE_MASKED]");
        row("geboren am 5. März 1968\nja genau 1968 danke",
            "geboren am [BIRTH_DATE_MASKED]\nja genau [BIRTH_DATE_MASKED] danke");
        row("Agent: date of birth?\n[12/03/2024 10:31] Caller: May 3rd 1985",
            "Agent: date of birth?\n[12/03/2024 10:31] Caller: [BIRTH_DATE_MASKED]");
    }
    void saidThingsAreMasked()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        QCOMPARE(masked(*engineOf(MaskPolicy()), text), expected);
    }

    void decoysStay_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text :
             {"one two three four five six seven eight nine ten",
              "eins zwei drei vier fünf sechs sieben acht",
              "10 20 30 40 50 60 70",
              "the reading is zero zero one two three four five",
              "twenty one to nineteen and fifteen twenty one",
              "between nine thirty and ten forty five on the third",
              "one hundred and twenty three thousand four hundred and fifty six",
              "I work at example dot com",
              "we look at google dot com for that",
              "do you use gmail or outlook?",
              "the security code we texted you is 482913",
              "he was born in two thousand and nine",
              "version one dot two dot three dot four",
              "card ending one two three four",
              "my manager at example dot com said so",
              "the point is, at this point we wait",
              "the code is a b c and the site is example dot com",
              "please go to w w w example dot com\nokay",
              "spell it\nk r a l\nand the website is example dot com",
              "mail dot lee example dot com",
              "the shop is called blue dash company dot com",
              "version eins punkt zwei bei example punkt de",
              "our big day is the third of june twenty twenty six",
              "moved in on the third of june two thousand nineteen",
              "el pedido, seis uno dos tres cuatro cinco seis siete ocho",
              "tengo la factura delante de mí y ahí sale seis uno dos tres cuatro cinco seis siete ocho"})
            QTest::newRow(text) << QByteArray(text);
    }
    void decoysStay()
    {
        QFETCH(QByteArray, text);
        QCOMPARE(masked(*engineOf(MaskPolicy()), text), text);
    }

    /// What is said behind an address or a date in a sentence of its own is none of it.
    void whatFollowsStays()
    {
        const auto engine = engineOf(MaskPolicy());
        QCOMPARE(masked(*engine, "email ann at example dot com\nis ann there\nreference q r s t"),
                 QByteArray("email [EMAIL_MASKED]\nis ann there\nreference q r s t"));
        QCOMPARE(masked(*engine, "born on march fifth nineteen eighty five\nfive minutes please"),
                 QByteArray("born on [BIRTH_DATE_MASKED]\nfive minutes please"));
    }

    /// A string a word is masked as a string a phrase is.
    void aStringForEachWordIsTheSame()
    {
        const auto engine = engineOf(MaskPolicy());
        const QByteArray tag = "[EMAIL_MASKED]", phone = "[PHONE_MASKED]";
        QCOMPARE(masked(*engine, QList<QByteArray>{"email", "is", "ann", "dot", "lee", "at", "example", "dot", "com"}),
                 (QList<QByteArray>{"email", "is", tag, tag, tag, tag, tag, tag, tag}));
        QCOMPARE(
            masked(*engine, QList<QByteArray>{"my", "phone", "number", "is", "five", "five", "five", "one", "two"}),
            (QList<QByteArray>{"my", "phone", "number", "is", phone, phone, phone, phone, phone}));
    }

    void S27hostileSpeechTakesLinearWork_data()
    {
        QTest::addColumn<QByteArray>("piece");
        for (const char *piece : {"gmail ",
                                  "at gmail ",
                                  "a.com ",
                                  "a b c ",
                                  "double ",
                                  "dot ",
                                  "at ",
                                  "cvv ",
                                  "cvv a ",
                                  "mm\n",
                                  "Agent: 1\n",
                                  "A:\n",
                                  "[10:31] ",
                                  "> 11 11 ",
                                  "one dot ",
                                  "0 ",
                                  "01 23 45 ",
                                  "ext 1 ",
                                  "0123-ab ",
                                  "thousand ",
                                  "four thousand\n",
                                  "b as in ",
                                  "tiret du ",
                                  "@gmail ",
                                  "# ",
                                  "5#",
                                  "born one ",
                                 "one\nfour\n",
                                 "four one\n",
                                  "order ",
                                  "b c d x dot com\n",
                                  "a at gmail\n",
                                  "at gmail b c d\n",
                                  "_ x dot com ",
                                  "born 1 may 70\n",
                                  "dot o r g ",
                                  "order 123456 ",
                                  "call mm mm mm "})
            QTest::newRow(piece) << QByteArray(piece);
    }
    void S27hostileSpeechTakesLinearWork()
    {
        QFETCH(QByteArray, piece);
        const auto engine = engineOf(MaskPolicy());
        const double some = stepsFor(*engine, piece, 64 * 1024), twice = stepsFor(*engine, piece, 128 * 1024);
        QVERIFY2(twice <= some * 2.2 + 2'000, qPrintable(QString::number(twice / some)));
        QVERIFY2(twice <= 128 * 1024 * 100.0, qPrintable(QString::number(twice / (128 * 1024))));
    }
};

MUSTER_TEST(TestSpokenData, muster::tests::NoApplication)

} // namespace tst_spokendata
#include "tst_spokendata.moc"
