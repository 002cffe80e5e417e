// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/personnames.h"

#include "models/rules/masking/cuewords.h"
#include "models/rules/masking/maskwords.h"
#include "models/rules/masking/wordhashes.h"

#include <algorithm>

namespace muster {

namespace {

using Gap = PersonalToken::Gap;

/// In the order of PersonalMeaning.
enum : std::uint8_t { En, De, Es, Fr, Pt, It, Nl };

enum Kind : std::uint8_t {
    Announced, ///< Whatever follows is a name: "my name is".
    Speaking, ///< A name, if it looks like one: "hier spricht".
    Being, ///< A name, if the dictionary knows it: "I'm".
    Title, ///< "Frau"
    ShortTitle, ///< "Dr", with a full stop or without.
    Greeting, ///< "thanks"
    Closing, ///< "Kind regards", with the name in the next line.
    Question, ///< "your name", answered in the next lines.
    NoName, ///< What is said of a name instead of saying it: "my name is spelled".
};

constexpr auto said = std::to_array<PersonalPhrases::Line>({
    {Announced, En,
     "my name is|my name's|my full name is|my first name is|my last name is|my surname is|the name is|the name's|"
     "name is|his name is|her name is|the account holder is|call me|my husband|my wife"},
    {Announced, De,
     "mein name ist|mein name war|mein name lautet|ich heiße|ich heisse|der name ist|mein vorname ist|mein nachname "
     "ist|"
     "sie sprechen mit|hier spricht"},
    {Announced, Es, "me llamo|mi nombre es|mi apellido es|el nombre es|a nombre de|le atiende|le habla|te habla"},
    {Announced, Fr,
     "je m'appelle|mon nom est|mon nom c'est|mon prénom est|mon prénom c'est|le nom est|au nom de|je me nomme"},
    {Announced, Pt,
     "meu nome é|o meu nome é|chamo-me|chamo me|me chamo|em nome de|meu nome completo é|aqui fala|fala a|aqui é a|aqui "
     "é o"},
    {Announced, It, "mi chiamo|il mio nome è|il mio cognome è|a nome di|le parla"},
    {Announced, Nl,
     "mijn naam is|ik heet|de naam is|op naam van|mijn voornaam is|mijn achternaam is|u spreekt met|je spreekt met"},
    {Speaking, En,
     "this is|you're speaking with|you are speaking with|speaking with|speaking to|you're through to|spoke to|"
     "spoke with|talked to|ask for|it's|it is"},
    {Speaking, De, "hier ist|am apparat ist|ich bin's der|ich bin's die|gesprochen mit|sprach mit|name"},
    {Speaking, Es, "aquí|habla|hablé con|hablado con|soy yo"},
    {Speaking, Fr, "ici|c'est|de la part de|parlé avec|parlé à"},
    {Speaking, Pt, "aqui é|fala com a|fala com o|falei com a|falei com o|falei com|sou a|sou o"},
    {Speaking, It, "qui è|parlato con|parla con"},
    {Speaking, Nl, "met|dit is|hier is|spreekt met|gesproken met"},
    {Being, En, "i'm|i am|im|and i'm"},
    {Being, De, "ich bin|ich bin der|ich bin die|bin der|bin die"},
    {Being, Es, "soy|con"},
    {Being, Fr, "je suis|moi c'est"},
    {Being, Pt, "sou|eu sou"},
    {Being, It, "sono|io sono"},
    {Being, Nl, "ik ben"},
    {Title, En, "mister|miss|doctor|professor|sir|lady|madam|reverend"},
    {ShortTitle, En, "mr|mrs|ms|dr|prof|rev"},
    {Title, De, "herr|herrn|frau|fräulein|doktor|professor"},
    {ShortTitle, De, "hr|fr"},
    {Title, Es, "señor|señora|señorita|don|doña|doctor|doctora|profesor|profesora|licenciado|licenciada|ingeniero"},
    {ShortTitle, Es, "sr|sra|srta|dra|lic|ing|dña|d"},
    {Title, Fr, "monsieur|madame|mademoiselle|docteur|maître|professeur"},
    {ShortTitle, Fr, "m|mme|mlle|pr"},
    {Title, Pt, "senhor|senhora|dona|seu|doutor|doutora|professora"},
    {Title, It, "signor|signora|signorina|dottor|dottoressa|avvocato|ingegner|professor|professoressa"},
    {ShortTitle, It, "sig|sig ra|dott|dott ssa|avv"},
    {Title, Nl, "meneer|mevrouw|de heer|juffrouw|dokter"},
    {ShortTitle, Nl, "dhr|mevr|mw|mej|drs"},
    {Greeting, En,
     "hi|hello|hey|dear|thanks|thank you|thanks again|thank you so much|good morning|good afternoon|good "
     "evening|cheers|"
     "many thanks|bye|goodbye|great thanks|okay thanks|sorry|welcome|alright|please"},
    {Greeting, De,
     "hallo|liebe|lieber|danke|vielen dank|dankeschön|guten tag|guten morgen|guten abend|moin|servus|grüß gott|"
     "tschüss|tschüs|geehrte|geehrter|werte|werter"},
    {Greeting, Es,
     "hola|gracias|muchas gracias|buenos días|buenas tardes|buenas "
     "noches|buenas|estimado|estimada|querido|querida|adiós"},
    {Greeting, Fr, "bonjour|bonsoir|salut|merci|merci beaucoup|cher|chère|au revoir"},
    {Greeting, Pt, "olá|oi|obrigado|obrigada|bom dia|boa tarde|boa noite|caro|cara|prezado|prezada|querido|querida"},
    {Greeting, It,
     "ciao|grazie|grazie mille|buongiorno|buonasera|salve|caro|cara|gentile|gentilissimo|gentilissima|egregio|egregia|"
     "pronto"},
    {Greeting, Nl,
     "hoi|dag|bedankt|dank je|dank u|dankjewel|dank je wel|dank u "
     "wel|goedemorgen|goedemiddag|goedenavond|beste|"
     "geachte|lieve"},
    {Closing, En,
     "regards|kind regards|best regards|warm regards|best wishes|best|sincerely|yours sincerely|yours "
     "faithfully|cheers|"
     "all the best|yours"},
    {Closing, De,
     "mit freundlichen grüßen|mit freundlichem gruß|freundliche grüße|viele grüße|beste grüße|liebe grüße|"
     "herzliche grüße|mfg|gruß|lg|vg|mit besten grüßen"},
    {Closing, Es,
     "un saludo|saludos|saludos cordiales|cordiales saludos|atentamente|un abrazo|cordialmente|un cordial "
     "saludo|gracias"},
    {Closing, Fr,
     "cordialement|bien cordialement|sincères salutations|bien à vous|à bientôt|amicalement|salutations|meilleures "
     "salutations|"
     "salutations distinguées|bonne journée"},
    {Closing, Pt,
     "cumprimentos|com os melhores cumprimentos|melhores cumprimentos|atenciosamente|abraços|abraço|um abraço|"
     "atentamente"},
    {Closing, It, "cordiali saluti|distinti saluti|saluti|cordialmente|a presto|un saluto|un caro saluto|tanti saluti"},
    {Closing, Nl,
     "met vriendelijke groet|met vriendelijke groeten|vriendelijke groeten|vriendelijke groet|groet|groeten|groetjes|"
     "hartelijke groet|hartelijke groeten|mvg|met groet"},
    {Question, En,
     "your name|your full name|your first name|your last name|last name|first name|full name|name on the account|"
     "am i speaking|am i talking|who is this|who's this|who's calling|who is calling|and you are"},
    {Question, De,
     "ihr name|ihren namen|ihr vorname|ihr nachname|wie heißen sie|wie heißt du|mit wem spreche|ihr vollständiger name|"
     "ihren vornamen|ihren nachnamen|dein name|wer spricht"},
    {Question, Es, "su nombre|tu nombre|su apellido|con quién hablo|cómo se llama|cómo te llamas|su nombre completo"},
    {Question, Fr,
     "votre nom|votre prénom|votre nom complet|vous appelez vous|qui est à l'appareil|ton nom|votre nom de famille"},
    {Question, Pt,
     "o seu nome|seu nome|seu nome completo|com quem eu falo|com quem falo|como se chama|o seu apelido|seu sobrenome"},
    {Question, It, "il suo nome|suo nome|con chi parlo|come si chiama|suo cognome|nome e cognome|chi parla"},
    {Question, Nl,
     "uw naam|je naam|uw voornaam|uw achternaam|met wie spreek|wie heb ik aan de lijn|hoe heet u|hoe heet je"},
    {NoName, En,
     "spelled|spelt|misspelled|written|wrong|missing|listed|correct|not|calling|speaking|on the|in "
     "the|here|from|name|names"},
    {NoName, De, "falsch|richtig|geschrieben|buchstabiert|nicht|das|am apparat"},
    {NoName, Es, "mal|correcto|la atención|mucho"},
    {NoName, Fr, "mal|écrit|pas|bien"},
    {NoName, Pt, "mal|errado|muito|atenção"},
    {NoName, It, "sbagliato|scritto|molto"},
    {NoName, Nl, "fout|verkeerd|niet|gespeld"},
});

/// Between the words of a name: "van den Berg", "de la Cruz".
constexpr std::string_view betweenNames = "van von der den de del della dello degli di da das dos do du la le les el "
                                          "al ter ten te zu zur y e i san st bin ben "
                                          "abu mac mc op het 't o d";
/// Behind two names they make a company of them.
constexpr std::string_view companies = "inc ltd llc corp co company bank gmbh ag kg se sa sl srl spa bv nv lda ltda "
                                       "group gruppe airport university street "
                                       "road avenue hotel hospital";

const PersonalPhrases &phrases()
{
    static const PersonalPhrases result(said);
    return result;
}

bool isParticle(const PersonalToken &token)
{
    static const WordHashes set(betweenNames);
    return !token.isNumber && set.has(token.hash);
}

bool isCompany(const PersonalToken &token)
{
    static const WordHashes set(companies);
    return set.has(token.hash);
}

/// How much it takes to be a name.
enum class Trust : std::uint8_t { Announced, Looks, Known };

class NameFinder
{
public:
    NameFinder(const MaskSearch &search, PersonalTokens tokens)
        : m_search(search)
        , m_tokens(tokens)
    {
    }

    void find()
    {
        for (std::size_t at = 0; at < m_tokens.size(); ++at) {
            ++m_search.scratch.steps;
            const PersonalToken &token = m_tokens[at];
            if (token.isNumber)
                continue;
            if (token.isLabel) {
                findLabel(at);
                const PersonalPhrase *title = phrases().at(m_tokens, at); // "Dear Mr Moss:"
                if (title != nullptr && (title->kind == Title || title->kind == ShortTitle))
                    findTitled(*title, at + title->size);
                continue;
            }
            if (const PersonalPhrase *phrase = phrases().at(m_tokens, at))
                findBehind(*phrase, at);
            if (token.meaning.isGiven())
                findPair(at);
        }
    }

private:
    static constexpr std::size_t mostWords = 5, mostLeadIns = 7;

    [[nodiscard]] bool isWithin(std::size_t at) const { return at < m_tokens.size(); }
    [[nodiscard]] const PersonalToken &token(std::size_t at) const { return m_tokens[at]; }
    [[nodiscard]] bool isPhrase(std::size_t at, Kind kind) const
    {
        const PersonalPhrase *phrase = phrases().at(m_tokens, at);
        return phrase != nullptr && phrase->kind == kind;
    }
    [[nodiscard]] bool isRole(const PersonalToken &one) const
    {
        const MaskWord word = MaskWord::beginningAt(m_search.text, one.begin);
        return muster::meaningOf(word.plain()).isRole;
    }
    /// Whether a line or a sentence ends behind the word before `at`.
    [[nodiscard]] bool endsAt(std::size_t at) const
    {
        return !isWithin(at) || token(at).gap == Gap::Line || token(at).gap == Gap::Dot || token(at).gap == Gap::Other
            || token(at).gap == Gap::Comma;
    }
    [[nodiscard]] bool endsLineAt(std::size_t at) const { return !isWithin(at) || token(at).gap == Gap::Line; }

    void add(std::size_t begin, std::size_t end, MaskRule rule, std::uint8_t score) const
    {
        m_search.scratch.candidates.push_back(
            {token(begin).begin, token(end - 1).end, Entity::PersonName, std::uint16_t(rule), score});
    }

    [[nodiscard]] bool isPlainName(const PersonalToken &one, unsigned language) const
    {
        return one.meaning.isName() && !one.meaning.isStop(language) && !one.meaning.isWord(language);
    }

    [[nodiscard]] bool beginsName(std::size_t at, unsigned language, Trust trust) const
    {
        const PersonalToken &one = token(at);
        if (one.isNumber || one.isLabel || one.size() < 2 || isRole(one) || isPhrase(at, NoName))
            return false;
        const PersonalMeaning meaning = one.meaning;
        const bool isStop = meaning.isStop(language);
        const bool hasNext = isWithin(at + 1) && (token(at + 1).gap == Gap::Blank || token(at + 1).gap == Gap::Tie)
            && !token(at + 1).isNumber;
        const bool beforeSurname = hasNext && token(at + 1).isCapital == one.isCapital
            && isPlainName(token(at + 1), language) && !token(at + 1).meaning.isStop();
        switch (trust) {
        case Trust::Announced:
            return one.isCapital ? !isStop || meaning.isGiven() : !isStop && !one.isSaid;
        case Trust::Looks:
            if (one.isCapital && language != De)
                return !isStop && (!meaning.isWord(language) || beforeSurname);
            return !isStop
                && (one.isCapital
                        ? meaning.isName() && (!meaning.isWord(language) || beforeSurname)
                        : meaning.isGiven() && !meaning.isStop() && (!meaning.isWord(language) || beforeSurname));
        case Trust::Known:
            if (isStop || one.size() < 3)
                return false;
            if (one.isCapital && !meaning.isName())
                return language != De && !meaning.isStop() && beforeSurname;
            return (meaning.isGiven() && !meaning.isWord(language) && (one.isCapital || !meaning.isStop()))
                || (meaning.isGiven() && beforeSurname) || (one.isCapital && meaning.isGiven() && language != De);
        }
        return false;
    }

    /// The end of the name that begins at `at`.
    [[nodiscard]] std::size_t nameEnd(std::size_t at, unsigned language, Trust trust) const
    {
        const bool isCapital = token(at).isCapital;
        std::size_t end = at + 1;
        for (std::size_t next = end; isWithin(next) && next < at + mostWords; ++next) {
            const PersonalToken &one = token(next);
            const bool isInitial = one.isCapital && one.size() == 1;
            const bool isTied = one.gap == Gap::Blank || one.gap == Gap::Tie
                || (one.gap == Gap::Dot && next > 0 && token(next - 1).size() == 1);
            if (!isTied || one.isNumber || one.isLabel != token(at).isLabel || isCompany(one))
                break;
            if (isParticle(one) && isWithin(next + 1) && token(next + 1).gap != Gap::Line
                && (!isCapital || token(next + 1).isCapital || isParticle(token(next + 1)))
                && (isCapital || token(next + 1).meaning.isName() || isParticle(token(next + 1))))
                continue; // part of it if a name follows
            if (one.gap == Gap::Tie && token(next - 1).end + 1 == one.begin) {
                end = next + 1;
                continue;
            }
            if (isPhrase(next, NoName))
                break;
            const PersonalMeaning meaning = one.meaning;
            if (isCapital) {
                if (!isInitial && (!one.isCapital || (meaning.isStop(language) && !meaning.isName())))
                    break;
                if (language == De && !meaning.isName() && !isInitial)
                    break; // a noun
            } else {
                if (one.isCapital || meaning.isStop(language) || (trust == Trust::Known && meaning.isStop()))
                    break;
                const bool isSecond = end == at + 1;
                const bool isLast = !isWithin(next + 1) || endsAt(next + 1) || token(next + 1).meaning.isStop(language);
                const bool isKnown = meaning.isName() && (isSecond || !meaning.isWord(language));
                const bool mayBe = trust == Trust::Announced && isSecond && isLast && one.size() > 3
                    && !meaning.isWord(language) && !meaning.isStop();
                if (!isKnown && !mayBe)
                    break;
            }
            end = next + 1;
        }
        return end;
    }

    void findBehind(const PersonalPhrase &phrase, std::size_t at)
    {
        std::size_t next = at + phrase.size;
        if (!isWithin(next))
            return;
        switch (phrase.kind) {
        case Announced:
        case Speaking:
        case Being:
            if (token(next).gap == Gap::Dot || (token(next).gap == Gap::Line && phrase.kind != Announced))
                break;
            findAnnounced(phrase, next);
            break;
        case Title:
        case ShortTitle:
            findTitled(phrase, next);
            break;
        case Greeting:
            findGreeted(phrase, next);
            if (phrase.language != De)
                findSigned(next, phrase.language, true); // "Thanks,\nPeter"
            break;
        case Closing:
            findSigned(next, phrase.language, false);
            break;
        case Question:
            findAnswer(phrase, next);
            break;
        default:
            break;
        }
    }

    void findAnnounced(const PersonalPhrase &phrase, std::size_t at)
    {
        // "This Is Urgent": where all words have capitals they say nothing.
        const bool isTitleCase = phrase.size > 1 && token(at - 1).isCapital;
        const Trust trust = phrase.kind == Announced  ? Trust::Announced
            : phrase.kind == Speaking && !isTitleCase ? Trust::Looks
                                                      : Trust::Known;
        if (phrase.kind == Being && token(at).gap == Gap::Comma)
            return;
        if (isPhrase(at, NoName))
            return;
        if (isParticle(token(at)) && token(at).size() <= 3 && isWithin(at + 1) && token(at).meaning.isStop())
            ++at; // "aqui é a Luciana"; "my name is van Dyck" loses nothing but its "van"
        const std::size_t particle = at;
        if (!beginsName(at, phrase.language, trust))
            return;
        add(particle, nameEnd(at, phrase.language, trust), MaskRule::NameAnnounced, trust == Trust::Known ? 65 : 75);
    }

    void findTitled(const PersonalPhrase &phrase, std::size_t at)
    {
        for (std::size_t titles = 0; titles < 3 && isWithin(at); ++titles) {
            const PersonalPhrase *more = phrases().at(m_tokens, at);
            if (more == nullptr || (more->kind != ShortTitle && more->kind != Title)
                || (token(at).gap != Gap::Blank && token(at).gap != Gap::Dot))
                break;
            at += more->size;
        }
        if (!isWithin(at))
            return;
        const bool isShort = phrase.kind == ShortTitle;
        // "M. Girard", and not "5 m"
        const bool isLetter = isShort && token(at - 1).size() == 1;
        if (token(at).gap != Gap::Blank && (token(at).gap != Gap::Dot || !isShort))
            return;
        if (isLetter && (token(at).gap != Gap::Dot || !token(at - 1).isCapital || !token(at).isCapital))
            return;
        const std::size_t begin = at;
        while (isWithin(at + 1) && isParticle(token(at)) && at < begin + 3 && token(at + 1).gap == Gap::Blank)
            ++at;
        const PersonalToken &one = token(at);
        if (one.isNumber || one.isLabel != token(begin - 1).isLabel || one.size() < 2 || isRole(one)
            || (one.gap == Gap::Line && at > begin))
            return;
        const unsigned language = phrase.language;
        const bool fits = one.isCapital ? !one.meaning.isStop(language) || one.meaning.isName()
                                        : isPlainName(one, language) && !one.meaning.isStop();
        if (!fits || (one.isCapital && isPhrase(at, Greeting)))
            return;
        add(begin, nameEnd(at, language, Trust::Looks), MaskRule::NameTitled, 85);
    }

    void findGreeted(const PersonalPhrase &phrase, std::size_t at)
    {
        const PersonalToken &one = token(at);
        if ((one.gap != Gap::Blank && one.gap != Gap::Comma) || one.isNumber || one.size() < 3 || isRole(one)
            || one.isLabel)
            return;
        const PersonalPhrase *other = phrases().at(m_tokens, at);
        if (other != nullptr && (other->kind == Title || other->kind == ShortTitle || other->kind == Greeting))
            return;
        const unsigned language = phrase.language;
        const PersonalMeaning meaning = one.meaning;
        if (meaning.isStop(language) && !(one.isCapital && meaning.isGiven() && endsAt(at + 1)))
            return;
        const bool fits = one.isCapital ? meaning.isGiven() && (language != De || !meaning.isWord(De) || endsAt(at + 1))
                                        : meaning.isGiven() && !meaning.isWord(language) && !meaning.isStop();
        if (fits)
            add(at, nameEnd(at, language, Trust::Known), MaskRule::NameGreeted, 75);
    }

    /// One line of nothing but a name, at `at`.
    void findSigned(std::size_t at, unsigned language, bool isThanks)
    {
        if (!isWithin(at) || (token(at).gap != Gap::Line && (token(at).gap != Gap::Comma || isThanks)))
            return;
        while (isWithin(at) && (isPhrase(at, ShortTitle) || isPhrase(at, Title)))
            at += phrases().at(m_tokens, at)->size;
        std::size_t end = at;
        bool isKnown = false;
        while (isWithin(end) && end < at + mostWords && (end == at || token(end).gap != Gap::Line)) {
            const PersonalToken &one = token(end);
            const bool isTied = end == at || one.gap == Gap::Blank || one.gap == Gap::Tie || one.gap == Gap::Dot;
            if (!isTied || one.isNumber || one.isLabel || isCompany(one) || isRole(one)
                || (!one.isCapital && !isParticle(one))
                || (one.meaning.isStop(language) && !one.meaning.isName() && !isParticle(one)))
                break;
            isKnown = isKnown
                || (one.meaning.isName() && !one.meaning.isStop(language)
                    && (one.meaning.isGiven() || !one.meaning.isWord(language)));
            ++end;
        }
        const bool isWhole = end > at && (endsLineAt(end) || token(end).gap == Gap::Comma);
        const bool isOne = end == at + 1;
        if (isKnown && isWhole && (!isOne || token(at).meaning.isGiven() || !isThanks))
            add(at, end, MaskRule::NameSigned, 75);
    }

    void findAnswer(const PersonalPhrase &phrase, std::size_t at)
    {
        constexpr std::size_t mostBetween = 14;
        const std::size_t stop = std::min(m_tokens.size(), at + mostBetween);
        while (at < stop && (token(at).gap != Gap::Line || token(at).isLabel))
            ++at;
        while (isWithin(at) && token(at).isLabel)
            ++at;
        if (at >= stop && !(isWithin(at) && token(at).gap == Gap::Line))
            return;
        const unsigned language = phrase.language;
        const std::size_t line = at;
        const auto leadsIn = [&](const PersonalToken &one) {
            return !one.isNumber && !one.isLabel && one.meaning.isStop(language)
                && !(one.isCapital && one.meaning.isGiven());
        };
        while (isWithin(at) && at < line + mostLeadIns && leadsIn(token(at))
               && (at == line || token(at).gap != Gap::Line))
            ++at;
        if (!isWithin(at) || (at > line && token(at).gap == Gap::Line))
            return;
        const PersonalToken &one = token(at);
        if (!beginsName(at, language, Trust::Announced))
            return;
        const std::size_t end = nameEnd(at, language, Trust::Announced);
        // A word that no list knows is a name where nothing else is said.
        if (one.meaning.isName() ? endsAt(end) || one.meaning.isGiven() || one.isCapital : endsAt(end))
            add(at, end, MaskRule::NameAnswered, one.meaning.isName() ? 75 : 60);
    }

    void findLabel(std::size_t at)
    {
        if (at > 0 && token(at - 1).isLabel && token(at).gap != Gap::Line)
            return;
        std::size_t end = at;
        while (isWithin(end) && token(end).isLabel && (end == at || token(end).gap != Gap::Line)) {
            if (!token(end).isCapital || token(end).isNumber || isRole(token(end)))
                return;
            ++end;
        }
        if (token(at).meaning.isGiven() && !token(at).meaning.isWord() && !token(at).meaning.isStop())
            add(at, end, MaskRule::NameLabel, 75);
    }

    /// "Michael Turner", "Pieter van Dijk": known by the dictionary alone.
    void findPair(std::size_t at)
    {
        const PersonalToken &first = token(at);
        std::size_t next = at + 1;
        while (isWithin(next) && next < at + 4 && isParticle(token(next)) && token(next).gap == Gap::Blank)
            ++next;
        if (!isWithin(next) || (token(next).gap != Gap::Blank && token(next).gap != Gap::Tie))
            return;
        const PersonalToken &last = token(next);
        if (last.isNumber || last.isLabel || last.isCapital != first.isCapital || isRole(first) || isRole(last)
            || first.size() < 3 || last.size() < 3 || isCompany(last))
            return;
        if (first.meaning.isStop() || last.meaning.isStop())
            return;
        const bool isFirstWord = first.meaning.isWord(), isLastWord = last.meaning.isWord();
        if (first.isCapital ? !last.meaning.isName() || isFirstWord
                            : !last.meaning.isName() || isFirstWord || isLastWord)
            return;
        const std::size_t end = nameEnd(at, En, Trust::Known);
        if (isWithin(end) && isCompany(token(end)) && token(end).gap == Gap::Blank)
            return;
        add(at, std::max(end, next + 1), MaskRule::NameKnown, first.isCapital && !isLastWord ? 75 : 65);
    }

    const MaskSearch &m_search;
    const PersonalTokens m_tokens;
};

} // namespace

void findPersonNames(const MaskSearch &search, PersonalTokens tokens)
{
    NameFinder(search, tokens).find();
}

} // namespace muster
