// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/postaladdresses.h"

#include "models/rules/masking/postalcodes.h"
#include "models/rules/masking/textclass.h"
#include "models/rules/masking/wordhashes.h"

#include <algorithm>

namespace muster {

namespace {

using Gap = PersonalToken::Gap;

enum Phrase : std::uint8_t {
    PoBox, ///< With a number behind it.
    PoBoxBesideCode, ///< Means something else, too: counts where a post code follows, or behind an announcement.
    Lives, ///< Announces an address.
};

constexpr auto boxesAndCues = std::to_array<PersonalPhrases::Line>({
    {PoBox, 0,
     "po box|p o box|post office box|post box|pobox|postfach|postbus|caixa postal|apartado de correos|apartado postal|"
     "boîte postale|boite postale|casella postale|casilla de correos|private bag"},
    {PoBoxBesideCode, 0, "apartado|bp|b p|c p|cp|case postale|pf"},
    {Lives, 0,
     "address is|my address|live at|live on|live in|i'm at|ship to|ship it to|send it to|deliver to|write to|located "
     "at|"
     "moved to|adresse ist|anschrift|lieferadresse|wohne|wohnen|wohne in der|adresse lautet|liefern sie an|vivo en|"
     "vivimos en|dirección es|envíelo a|mándelo a|envíelo al|j'habite|j'habite au|adresse est|l'adresse c'est|adresse|"
     "c'est au|livrez au|moro na|moro no|morada é|endereço é|envie para|escreva para|abito in|indirizzo è|indirizzo|"
     "spedite a|ik woon|adres is|ons adres|stuur het naar|bezorgen op|write me at|scrivete a|écrivez à"},
});

/// Made when addresses are first asked for.
struct Words
{
    // Of libpostal's kinds of streets those that stand for little else, so that they need no capital letters; the
    // others do.
    const WordHashes loudBehind{
        "street avenue ave road lane boulevard blvd parkway crescent highway drive court terrace "
        "strasse straat gracht weg allee gasse platz laan"};
    const WordHashes loudBefore{
        "calle avenida avda carretera paseo plaza glorieta travesia rua travessa praca alameda estrada largo "
        "rue avenue boulevard chemin impasse allee quai via viale piazza vicolo piazzale corso laan av c"};
    /// Those of them that are written behind a number, with or without "bis": the French way.
    const WordHashes frenchKinds{
        "rue avenue boulevard bd chemin impasse allee quai route square cours place passage ruelle "
        "sentier esplanade promenade"};
    const WordHashes inName{
        "de del du des della dello delle degli dei di do da dos das d la le les los las el l' von van den der "
        "het the of y e al san santa saint sao"};
    const WordHashes behindNumber{"bis ter quater"};
    const WordHashes linksNumbers{"and und y e et en"};
    const WordHashes sides{
        "izq izquierda dcha derecha dto direito esq esquerdo links rechts left right droite gauche destra "
        "sinistra og ug eg centro hinten vorn"};
    const WordHashes ordinals{
        "first second third fourth fifth sixth seventh eighth ninth tenth primero segundo tercero cuarto "
        "quinto sexto primo secondo terzo quarto premier deuxieme troisieme quatrieme erster zweiter "
        "dritter eerste tweede derde vierde"};
    const WordHashes buildings{
        "batiment bat bloco bloque blok block building edificio gebaude haus hus appartement porta "
        "puerta verdieping andar piso etage stock obergeschoss floor cedex apartment suite"};
    /// What is counted, not lived in.
    const WordHashes counted{
        "minutes minute hours hour days day weeks week months month years year miles mile kilometers km metres "
        "meters dollars dollar euros euro pounds pound percent times items orders people units minuten stunden "
        "tage wochen monate jahre uhr prozent stuck mal autos minutos horas dias semanas meses anos veces euros "
        "tiendas lojas heures jours semaines mois ans voitures fois minuti ore giorni settimane mesi anni volte "
        "uur dagen weken maanden jaar keer cents cent"};
    const WordHashes fronts{"am an im in auf unter zum zur zu bei hinter vor"};
};

class AddressFinder
{
public:
    AddressFinder(const MaskSearch &search, PersonalTokens tokens)
        : m_search(search)
        , m_text(search.text)
        , m_tokens(tokens)
    {
    }

    void find()
    {
        for (std::size_t at = 0; at < m_tokens.size(); ++at) {
            ++m_search.scratch.steps;
            const PersonalToken &one = m_tokens[at];
            if (one.isLabel)
                continue;
            if (const PersonalPhrase *phrase = phrases().at(m_tokens, at)) {
                if (phrase->kind == Lives)
                    m_cue = at + phrase->size;
                else
                    findBox(*phrase, at);
            }
            const bool isFree = at == 0 || one.gap != Gap::Tie;
            if (isFree && (one.isNumber || one.isSaid))
                findNumberFirst(at);
            if (one.isStreet)
                findCompound(at);
            if ((one.meaning.place & (PersonalMeaning::typeBefore | PersonalMeaning::typeBehind)) != 0)
                findKindFirst(at);
            if ((one.meaning.place & PersonalMeaning::typeBehind) != 0 && lists().loudBehind.has(one.hash))
                findSeparate(at);
            if (lists().fronts.has(one.hash))
                findByPlace(at);
            findCode(at);
        }
    }

private:
    static constexpr std::size_t mostNameWords = 5, wordsBehindCue = 4, mostTail = 8;

    static const PersonalPhrases &phrases()
    {
        static const PersonalPhrases result(boxesAndCues);
        return result;
    }

    static const Words &lists()
    {
        static const Words result;
        return result;
    }
    [[nodiscard]] bool isWithin(std::size_t at) const { return at < m_tokens.size() && !m_tokens[at].isLabel; }
    [[nodiscard]] const PersonalToken &token(std::size_t at) const { return m_tokens[at]; }
    [[nodiscard]] std::string_view textOf(std::size_t at) const
    {
        return m_text.substr(token(at).begin, token(at).size());
    }
    [[nodiscard]] bool isTied(std::size_t at) const
    {
        return isWithin(at) && (token(at).gap == Gap::Blank || token(at).gap == Gap::Tie || token(at).gap == Gap::Dot);
    }
    [[nodiscard]] bool isNear(std::size_t at) const
    {
        return isTied(at) || (isWithin(at) && token(at).gap == Gap::Comma);
    }
    [[nodiscard]] bool isAnnounced(std::size_t at) const
    {
        return m_cue != 0 && at >= m_cue && at <= m_cue + wordsBehindCue;
    }

    [[nodiscard]] bool isOrdinal(std::size_t at) const
    {
        if (!token(at).isNumber)
            return lists().ordinals.has(token(at).hash);
        const std::string_view number = textOf(at);
        const std::size_t letters = number.size() - std::min(number.find_first_not_of("0123456789"), number.size());
        return letters >= 2;
    }
    /// "12", "221B", "12a": the end in tokens, or 0. Said numbers of at most six words.
    [[nodiscard]] std::size_t numberEnd(std::size_t at) const
    {
        if (!isWithin(at))
            return 0;
        constexpr std::size_t mostDigits = 5, mostSaid = 6;
        if (token(at).isNumber) {
            const std::string_view number = textOf(at);
            const std::size_t digits = std::min(number.find_first_not_of("0123456789"), number.size());
            if (digits > mostDigits || number.size() > digits + 1)
                return 0;
            std::size_t end = at + 1;
            // "12/B", "3/12", "18-II"
            const std::size_t behind = token(at).end;
            if (isWithin(end) && token(end).begin == behind + 1 && (m_text[behind] == '/' || m_text[behind] == '-')
                && token(end).size() <= 3)
                ++end;
            return end;
        }
        std::size_t end = at;
        while (isWithin(end) && end < at + mostSaid
               && (end == at || token(end).gap == Gap::Blank || token(end).gap == Gap::Tie)) {
            if (token(end).isSaid)
                ++end;
            else if (end > at && lists().linksNumbers.has(token(end).hash) && isWithin(end + 1)
                     && token(end + 1).isSaid)
                end += 2;
            else
                break;
        }
        return end == at ? 0 : end;
    }
    [[nodiscard]] bool isCounted(std::size_t at) const
    {
        return isWithin(at) && token(at).gap == Gap::Blank && lists().counted.has(token(at).hash);
    }

    /// Of a town or of a street: no number, no word that sentences are made of.
    [[nodiscard]] bool isNameWord(std::size_t at, bool needsCapital) const
    {
        const PersonalToken &one = token(at);
        if (one.isNumber || one.isLabel || one.hash == 0)
            return false;
        return one.isCapital || (!needsCapital && !one.meaning.isStop() && !lists().counted.has(one.hash));
    }

    /// Town behind a post code.
    [[nodiscard]] std::size_t townEnd(std::size_t at) const
    {
        std::size_t end = at;
        while (isTied(end) && end < at + 4 && token(end).gap != Gap::Dot) {
            if (!isNameWord(end, true)
                && !(end > at && lists().inName.has(token(end).hash) && isWithin(end + 1) && token(end + 1).isCapital)
                && !(token(end).gap == Gap::Tie && end > at))
                break;
            ++end;
        }
        return end;
    }
    [[nodiscard]] std::size_t tokenBehind(std::size_t byte, std::size_t from) const
    {
        while (from < m_tokens.size() && token(from).begin < byte)
            ++from;
        return from;
    }
    /// Post code and town at `at`: the end, or `at`.
    [[nodiscard]] std::size_t codeEnd(std::size_t at) const
    {
        if (!isWithin(at))
            return at;
        for (std::size_t town = at; town < at + 4 && isWithin(town); ++town) { // "Bristol BS1 4QT", "Austin, TX 78701"
            if (town > at && !isNear(town))
                break;
            if (const std::size_t end = stateAndZipEnd(m_text, token(town).begin))
                return tokenBehind(end, town);
            const PostalCode code = PostalCode::at(m_text, token(town).begin);
            if (code.kind == PostalCode::Kind::Street)
                return townEnd(tokenBehind(code.end, town));
            if (!isNameWord(town, true))
                break;
        }
        const PostalCode code = PostalCode::at(m_text, token(at).begin);
        if (code.kind != PostalCode::Kind::Town)
            return at;
        const std::size_t behind = tokenBehind(code.end, at);
        const std::size_t end = townEnd(behind);
        return end > behind ? end : at;
    }
    /// One of a unit, a floor, a side at `at`: the end, or `at`.
    [[nodiscard]] std::size_t partEnd(std::size_t at) const { return isNear(at) ? partFrom(at) : at; }
    [[nodiscard]] std::size_t partFrom(std::size_t at) const
    {
        constexpr std::uint8_t places = PersonalMeaning::unit | PersonalMeaning::level | PersonalMeaning::stairs;
        const auto isPlace = [&](std::size_t one) {
            return (token(one).meaning.place & places) != 0 || lists().buildings.has(token(one).hash);
        };
        const auto isLetter = [&](std::size_t one) {
            return isTied(one) && !token(one).isNumber && token(one).size() == 1 && token(one).isCapital;
        };
        if (isOrdinal(at) || (token(at).isNumber && token(at).size() <= 2)) {
            std::size_t end = at + 1;
            while (isTied(end) && end < at + 3
                   && ((isPlace(end) && token(end).size() > 1) || lists().sides.has(token(end).hash) || isLetter(end)))
                ++end;
            return end > at + 1 ? end : at;
        }
        if (lists().sides.has(token(at).hash))
            return at + 1;
        if (!isPlace(at) || token(at).size() < 2)
            return at;
        std::size_t next = at + 1;
        if (isTied(next) && (token(next).meaning.place & PersonalMeaning::numeral) != 0 && isTied(next + 1))
            ++next;
        if (!isTied(next))
            return at;
        if (const std::size_t end = numberEnd(next))
            return end;
        return token(next).size() == 1 && !token(next).isNumber ? next + 1 : at;
    }
    [[nodiscard]] std::size_t tailEnd(std::size_t end) const
    {
        for (std::size_t parts = 0; parts < mostTail && isNear(end); ++parts) {
            std::size_t next = partEnd(end);
            if (next == end && (token(end).meaning.place & PersonalMeaning::direction) != 0 && token(end).isCapital
                && token(end).gap == Gap::Blank && token(end).size() <= 5)
                next = end + 1;
            if (next == end) {
                next = codeEnd(end);
                if (next > end && isTied(next) && lists().buildings.has(token(next).hash) && token(next).size() == 5)
                    ++next; // "Lille Cedex"
                return next;
            }
            end = next;
        }
        return end;
    }
    /// "Unit 7, 45 Riverside Drive"
    [[nodiscard]] std::size_t headBegin(std::size_t at) const
    {
        if (at >= 2 && token(at).gap == Gap::Comma && partFrom(at - 2) == at && !token(at - 2).isNumber)
            return at - 2;
        return at;
    }

    void add(std::size_t begin, std::size_t end, std::uint8_t score)
    {
        const std::size_t tail = tailEnd(end);
        begin = headBegin(begin);
        std::size_t stop = token(tail - 1).end;
        if (m_text.substr(stop, 2) == "\xc2\xba") // a sign of degree behind a number
            stop += 2;
        m_search.scratch.candidates.push_back({token(begin).begin, stop, Entity::Address,
                                               std::uint16_t(MaskRule::AddressForm),
                                               std::uint8_t(tail > end ? 90 : score)});
    }

    /// "12 Oak Avenue", "two hundred and five elm street", "7 bis, avenue Foch".
    void findNumberFirst(std::size_t at)
    {
        if (at > 0 && token(at - 1).isSaid && token(at).isSaid && token(at).gap == Gap::Blank)
            return; // in the midst of a number
        std::size_t next = numberEnd(at);
        if (next == 0 || !isNear(next))
            return;
        const std::uint8_t score = token(at).isNumber ? 80 : 70;
        if (lists().behindNumber.has(token(next).hash) && isNear(next + 1))
            ++next;
        if (lists().frenchKinds.has(token(next).hash)) {
            if (const std::size_t end = nameEnd(next + 1, !token(at).isSaid && !isAnnounced(at)); end > next + 1)
                add(at, end, score);
            return;
        }
        if (token(next).gap != Gap::Blank)
            return;
        // The kind stands last: the longest that fits.
        for (std::size_t end = next, words = 0; isTied(end) && words < mostNameWords; ++end, ++words) {
            const PersonalToken &one = token(end);
            const bool isKind = words > 0 && (one.meaning.place & PersonalMeaning::typeBehind) != 0;
            if (isKind && (one.isCapital ? token(next).isCapital || isOrdinal(next) : isLoudAt(end))) {
                while (isTied(end + 1) && token(end + 1).isCapital == one.isCapital
                       && (token(end + 1).meaning.place & PersonalMeaning::typeBehind) != 0)
                    ++end; // "Long Meadow Street"
                add(at, end + 1, score);
                return;
            }
            const bool isOrdinalStreet = words == 0 && isOrdinal(end);
            if (!isOrdinalStreet && !isNameWord(end, false))
                return;
            if (words == 0 && (lists().counted.has(one.hash) || one.isStreet))
                return;
        }
    }
    /// "maple drive": where a sentence, a unit or a town follows, so that it is no "drive unit".
    [[nodiscard]] bool isLoudAt(std::size_t at) const
    {
        if (!lists().loudBehind.has(token(at).hash))
            return false;
        return !isWithin(at + 1) || token(at + 1).gap != Gap::Blank || token(at + 1).meaning.isStop()
            || token(at + 1).isNumber || token(at + 1).meaning.place != 0 || token(at + 1).isCapital;
    }

    /// The words of a street behind its kind.
    [[nodiscard]] std::size_t nameEnd(std::size_t at, bool needsCapital) const
    {
        std::size_t end = at, words = 0;
        for (std::size_t next = at; isWithin(next) && next < at + 7 && words < mostNameWords; ++next) {
            const PersonalToken &one = token(next);
            if (next > at && one.gap == Gap::Tie && one.begin == token(next - 1).end + 1) {
                end = next + 1;
                continue;
            }
            if (one.gap != Gap::Blank && one.gap != Gap::Dot && !(one.gap == Gap::Tie && next == at))
                break;
            if (lists().inName.has(one.hash) && !one.isCapital)
                continue;
            if (words > 0 && (one.isNumber || (one.isSaid && !one.isCapital)))
                break;
            if (words > 0 && !one.isCapital && partEnd(next) > next)
                break;
            if (one.isNumber && isOrdinal(next)) {
                ++words;
                end = next + 1;
                continue;
            }
            const bool isDirect = words == 0 && !needsCapital && isWithin(next + 1) && token(next + 1).isSaid;
            if (!isNameWord(next, needsCapital) && !isDirect)
                break;
            if (token(next).isSaid && words == 0 && !one.isCapital && !(isWithin(next + 1) && token(next + 1).isSaid))
                break;
            ++words;
            end = next + 1;
        }
        return end;
    }

    /// "calle de la Luna 23", "via dei mille ventidue", "Laan van Meerdervoort 55".
    void findKindFirst(std::size_t at)
    {
        const PersonalToken &kind = token(at);
        const bool isLoud = lists().loudBefore.has(kind.hash);
        const bool isBefore = (kind.meaning.place & PersonalMeaning::typeBefore) != 0;
        if (!isBefore && (!isLoud || !isWithin(at + 1) || !lists().inName.has(token(at + 1).hash)))
            return;
        if (kind.size() == 1 || (!isLoud && !kind.isCapital))
            return;
        const std::size_t end = nameEnd(at + 1, !isLoud);
        if (end == at + 1)
            return;
        std::size_t number = end;
        bool isNumbered = false;
        while (isNear(number) && number < end + 2
               && ((token(number).meaning.place & PersonalMeaning::numeral) != 0 || textOf(number) == "km"
                   || textOf(number) == "n\xc2\xba")) {
            isNumbered = true;
            ++number;
        }
        if (!isNear(number))
            return;
        std::size_t last = numberEnd(number);
        if (last == 0 || isCounted(last))
            return;
        if (token(number).isSaid && !isNumbered && token(number).gap == Gap::Comma && !token(end - 1).isCapital)
            return;
        add(at, last, token(number).isNumber ? 85 : 70);
    }

    /// "Lindenstraße 12a", "Hauptstr. 5", "kerkstraat vierendertig".
    void findCompound(std::size_t at)
    {
        std::size_t number = at + 1;
        if (isTied(number) && (token(number).meaning.place & PersonalMeaning::numeral) != 0)
            ++number;
        if (!isTied(number))
            return;
        const std::size_t end = numberEnd(number);
        if (end == 0 || isCounted(end) || (token(number).gap == Gap::Dot && !textOf(at).ends_with("str")))
            return;
        std::size_t begin = at;
        while (begin > 0 && begin + 2 > at && token(begin).gap == Gap::Tie
               && token(begin).begin == token(begin - 1).end + 1)
            --begin;
        add(begin, withLetter(end), token(number).isNumber ? 85 : 70);
    }
    /// "vierzehn b"
    [[nodiscard]] std::size_t withLetter(std::size_t end) const
    {
        return isTied(end) && !token(end).isNumber && token(end).size() == 1 && token(end).gap == Gap::Blank
                && isAsciiLetter(m_text[token(end).begin])
            ? end + 1
            : end;
    }

    /// "Lange Straße 44", "Am Alten Markt 7".
    void findSeparate(std::size_t at)
    {
        if (at == 0 || !isTied(at) || !token(at).isCapital || !token(at - 1).isCapital || token(at - 1).isNumber
            || (token(at - 1).meaning.isStop() && token(at - 1).size() <= 3) || !isTied(at + 1))
            return;
        const std::size_t end = numberEnd(at + 1);
        if (end == 0 || isCounted(end))
            return;
        std::size_t begin = at - 1;
        while (begin > 0 && begin + 3 > at && token(begin).gap == Gap::Blank && token(begin - 1).isCapital)
            --begin;
        add(begin, withLetter(end), 80);
    }

    /// "Unter den Linden 77, 10117 Berlin", "am mühlbach drei" behind "meine Adresse ist".
    void findByPlace(std::size_t at)
    {
        std::size_t next = at + 1;
        while (isTied(next) && next < at + 2 && lists().inName.has(token(next).hash))
            ++next;
        std::size_t name = next;
        while (isTied(name) && name < next + 2 && token(name).gap == Gap::Blank && isNameWord(name, false)
               && !token(name).isSaid)
            ++name;
        if (name == next || !isTied(name) || token(name - 1).isStreet)
            return;
        const std::size_t end = numberEnd(name);
        if (end == 0 || isCounted(end))
            return;
        const bool isCoded = isNear(end) && token(end).gap == Gap::Comma && codeEnd(end) > end;
        if (isCoded || isAnnounced(at))
            add(at, withLetter(end), 70);
    }

    void findBox(const PersonalPhrase &phrase, std::size_t at)
    {
        std::size_t number = at + phrase.size;
        if (isTied(number) && (token(number).meaning.place & PersonalMeaning::numeral) != 0)
            ++number;
        constexpr std::size_t mostGroups = 4;
        std::size_t end = number;
        while (isTied(end) && end < number + mostGroups && (token(end).isNumber || token(end).isSaid))
            ++end;
        if (end == number)
            return;
        const bool isSure = phrase.kind == PoBox || (token(at).isCapital && tailEnd(end) > end)
            || (isAnnounced(at) && token(at).isCapital);
        if (isSure)
            add(at, end, 85);
    }

    /// What names a street by itself, and an American town with its ZIP code.
    void findCode(std::size_t at)
    {
        if (at > 0 && token(at).gap == Gap::Tie)
            return;
        const PersonalToken &one = token(at);
        std::size_t end = 0;
        std::size_t begin = at;
        if (const PostalCode code = PostalCode::at(m_text, one.begin); code.kind == PostalCode::Kind::Street) {
            // Small letters are a British code only where each group has some.
            end = code.end;
            if (one.isNumber && isCounted(tokenBehind(code.end, at)))
                return;
        } else if (const std::size_t zip = stateAndZipEnd(m_text, one.begin)) {
            end = zip;
            while (begin > 0 && at < begin + 3 && isNear(begin) && isNameWord(begin - 1, true)
                   && !token(begin - 1).isLabel && (begin == at || token(begin).gap == Gap::Blank))
                --begin;
            if (begin == at)
                return;
        }
        if (end > 0)
            m_search.scratch.candidates.push_back(
                {token(begin).begin, end, Entity::Address, std::uint16_t(MaskRule::AddressCode), 80});
    }

    const MaskSearch &m_search;
    const std::string_view m_text;
    const PersonalTokens m_tokens;
    std::size_t m_cue = 0; ///< The token behind the last announcement; 0: there was none.
};

} // namespace

void findPostalAddresses(const MaskSearch &search, PersonalTokens tokens)
{
    AddressFinder(search, tokens).find();
}

} // namespace muster
