// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/maskwords.h"

#include "models/rules/masking/textclass.h"
#include "models/rules/masking/wordtable.h"

#include <QtGlobal>
#include <algorithm>
#include <unordered_map>

namespace muster {

namespace {

/// The letters that stand for U+00C0 to U+00FF without their accents; blank: none does.
constexpr std::string_view latinOne = "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty";

/// By byte: what of it a word has; 0: it is no part of one. Looked at for nearly every byte beside a number.
constexpr auto parts = [] {
    std::array<char, 256> result{};
    for (std::size_t byte = 0; byte < result.size(); ++byte) {
        const auto letter = static_cast<char>(byte);
        result[byte] = isAsciiLetter(letter) || isWide(letter) || letter == '\'' ? toAsciiLower(letter) : '\0';
    }
    return result;
}();

char partOf(char byte)
{
    return parts[static_cast<unsigned char>(byte)];
}

} // namespace

bool MaskWord::isPart(char byte)
{
    return partOf(byte) != 0;
}

void MaskWord::simplify(std::string_view text)
{
    size = 0;
    if (end - begin > longest)
        return;
    for (std::size_t at = begin; at < end; ++at) {
        const char byte = text[at];
        const auto next = at + 1 < end ? static_cast<unsigned char>(text[at + 1]) : 0U;
        if (byte == '\xc3' && next >= 0x80 && next <= 0xbf && latinOne[next - 0x80] != ' ') {
            letters[size++] = latinOne[next - 0x80];
            if (next == 0x9f) // sharp s
                letters[size++] = 's';
            ++at;
        } else {
            letters[size++] = partOf(byte);
        }
    }
}

MaskWord MaskWord::endingAt(std::string_view text, std::size_t end)
{
    MaskWord word{.begin = end, .end = end};
    while (word.begin > 0 && end - word.begin <= longest && isPart(text[word.begin - 1]))
        --word.begin;
    word.simplify(text);
    return word;
}

MaskWord MaskWord::beginningAt(std::string_view text, std::size_t begin)
{
    MaskWord word{.begin = begin, .end = begin};
    while (word.end < text.size() && word.end - begin <= longest && isPart(text[word.end]))
        ++word.end;
    word.simplify(text);
    return word;
}

std::string plainWord(std::string_view word)
{
    return std::string(MaskWord::beginningAt(word, 0).plain());
}

std::string expressionOf(std::string_view word)
{
    std::string result;
    for (std::size_t at = 0; at < word.size(); ++at) {
        if (word[at] != '\xc3') {
            result += word[at];
            continue;
        }
        const auto next = static_cast<unsigned char>(word[++at]);
        result += "(?:";
        result += next == 0x9f ? "ss" : std::string(1, latinOne[next - 0x80]);
        result += "|\\xc3.)";
    }
    return result;
}

namespace {

struct Line
{
    CueKind kind;
    std::string_view words;
};

constexpr std::array<Line, 14> lines = {{
    {CueKind::Phone,
     "phone phones telephone tel mobile cell cellphone cellular call calling called callback dial ring fax text texted "
     "sms whatsapp reach reached reachable landline contact handset "
     "telefon telefonnummer telefonisch handy handynummer mobil mobilnummer rufnummer rückruf rückrufnummer anrufen "
     "zurückrufen erreichen erreichbar festnetz festnetznummer durchwahl ruf rufen "},
    {CueKind::Phone,
     "téléphone portable mobile fixe appeler appelez rappeler rappelez joindre joignable appelle rappel "
     "teléfono móvil celular llamar llame llámame llamarme llámeme fijo contactar "
     "telefone telemóvel celular ligar ligue ligar-me contacto contato contactar liga"},
    {CueKind::Card,
     "card cards visa mastercard amex discover debit credit karte kreditkarte kartennummer kreditkartennummer "
     "carte tarjeta cartão"},
    {CueKind::Ssn, "ssn social socials"},
    {CueKind::Nino, "nino"},
    {CueKind::Sin, "sin"},
    {CueKind::NationalId,
     "passport licence license taxpayer itin tin national steuer steuerid steuernummer identifikationsnummer "
     "sozialversicherungsnummer ausweis ausweisnummer personalausweis personalausweisnummer reisepass "},
    {CueKind::NationalId,
     "sécu sécurité nir insee passeport dni nie nif nuss pasaporte cif contribuinte cpf rg bsn burgerservicenummer "
     "codice fiscale cidadão passaporte identité identidad identidade"},
    {CueKind::Iban, "iban bank banking kontonummer konto bankverbindung rib compte cuenta conta routing sort"},
    {CueKind::Birth,
     "born birth birthday birthdate dob geboren geburtsdatum geburtstag naissance née nacimiento nací nacido nacida "
     "nascimento nasci nascido nascida"},
    {CueKind::Other,
     "order orders ordered ticket tickets invoice invoices case reference ref tracking confirmation booking "
     "reservation serial model sku part item items product version build release po purchase receipt transaction "
     "shipment parcel contract quote flight room page line error extension pin code otp batch lot claim incident "
     "customer article article version revision firmware episode chapter zip postcode "},
    {CueKind::Other,
     "bestellung bestellungen bestellnummer auftrag auftragsnummer rechnung rechnungsnummer ticketnummer vorgang "
     "vorgangsnummer kundennummer sendung sendungsnummer artikel artikelnummer vertrag vertragsnummer buchung "
     "buchungsnummer referenz aktenzeichen seriennummer fall postleitzahl plz pin "},
    {CueKind::Other,
     "commande facture dossier référence colis suivi contrat réservation série client incident "
     "pedido factura referencia incidencia reserva contrato seguimiento artículo serie expediente código "
     "encomenda fatura referência artigo processo protocolo protocolo nota bilhete"},
    {CueKind::Other,
     "price prices cost costs total amount amounts paid pay usd eur gbp dollars euros pounds preis kostet betrag "
     "summe prix coûte montant precio cuesta importe preço custa valor points miles units pieces"},
}};

constexpr std::string_view owners = "my your his her our their this best current new own meine ihre deine unsere mon "
                                    "votre ma ton son mi su tu meu seu sua minha";
constexpr std::string_view numberNouns = "number numbers no nr num nummer numéro numero número digits";

void forEachWord(std::string_view words, auto &&use)
{
    std::size_t at = 0;
    while (at < words.size()) {
        const std::size_t end = std::min(words.find(' ', at), words.size());
        if (end > at)
            use(words.substr(at, end - at));
        at = end + 1;
    }
}

constexpr unsigned mostWords = 10, mostWordsBehind = 5;
constexpr std::size_t mostBytes = 120;
constexpr int mostLines = 2;

/// All that a word can say of a number near it.
struct Meaning
{
    CueKind kind = CueKind::None;
    bool isOwner = false, isNumberNoun = false;
};

Meaning meaningOf(std::string_view plain)
{
    static const auto meanings = [] {
        std::unordered_map<std::string, Meaning> result;
        for (const Line &line : lines) {
            forEachWord(line.words, [&](std::string_view word) {
                result.try_emplace(plainWord(word), Meaning{.kind = line.kind});
            });
        }
        Q_ASSERT(!result.contains(std::string())); // one that is too long would stand for all that are
        forEachWord(owners, [&](std::string_view word) { result[plainWord(word)].isOwner = true; });
        forEachWord(numberNouns, [&](std::string_view word) { result[plainWord(word)].isNumberNoun = true; });
        return WordTable<Meaning>(result);
    }();
    const Meaning *found = meanings.find(plain);
    return found == nullptr ? Meaning() : *found;
}

/// Words that mean something else behind another: "national insurance", "area code".
CueKind paired(std::string_view text, const MaskWord &word, CueKind kind)
{
    const std::string_view plain = word.plain();
    if (plain == "national")
        return CueKind::None;
    if (plain != "insurance" && plain != "code")
        return kind;
    const MaskWord one = MaskWord::endingAt(text, word.begin > 0 ? word.begin - 1 : 0);
    const std::string_view before = one.plain();
    if (plain == "insurance")
        return before == "national" ? CueKind::Nino : CueKind::None;
    if (before == "area" || before == "country" || before == "dialing" || before == "dialling")
        return CueKind::Phone;
    return before == "sort" ? CueKind::Iban : kind;
}

} // namespace

CueKind cueOf(std::string_view plain)
{
    return meaningOf(plain).kind;
}

Cue cueBefore(std::string_view text, std::size_t at)
{
    const std::size_t stop = at > mostBytes ? at - mostBytes : 0;
    int newLines = 0;
    bool newSentence = false, nounBehind = false;
    for (unsigned words = 0; at > stop && words < mostWords;) {
        const char byte = text[at - 1];
        if (isAsciiDigit(byte))
            return {};
        if (!MaskWord::isPart(byte)) {
            if (byte == '\n' && ++newLines > mostLines)
                return {};
            newSentence = newSentence || byte == '.' || byte == '!' || byte == ';';
            --at;
            continue;
        }
        const MaskWord word = MaskWord::endingAt(text, at);
        const Meaning meaning = meaningOf(word.plain());
        CueKind kind = paired(text, word, meaning.kind);
        if (kind == CueKind::None && nounBehind && meaning.isOwner)
            kind = CueKind::Phone; // "my number is"
        if (kind == CueKind::Other && newSentence)
            return {};
        if (kind != CueKind::None)
            return {kind, words, word.begin, word.end};
        nounBehind = meaning.isNumberNoun;
        at = word.begin;
        ++words;
    }
    return {};
}

Cue cueBehind(std::string_view text, std::size_t at)
{
    const std::size_t stop = std::min(text.size(), at + mostBytes);
    for (unsigned words = 0; at < stop && words < mostWordsBehind;) {
        const char byte = text[at];
        if (isAsciiDigit(byte) || byte == '\n' || byte == '.' || byte == '!' || byte == '?' || byte == ';')
            return {};
        if (!MaskWord::isPart(byte)) {
            ++at;
            continue;
        }
        const MaskWord word = MaskWord::beginningAt(text, at);
        const CueKind kind = cueOf(word.plain());
        if (kind == CueKind::Other)
            return {};
        if (kind != CueKind::None)
            return {kind, words, word.begin, word.end};
        at = word.end;
        ++words;
    }
    return {};
}

} // namespace muster
