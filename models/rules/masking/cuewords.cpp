// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/cuewords.h"

#include "models/rules/masking/maskwords.h"
#include "models/rules/masking/numberwords.h"
#include "models/rules/masking/wordtable.h"

#include <QtGlobal>
#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

namespace muster {

namespace {

struct Line
{
    CueKind kind;
    std::string_view words;
};

/// English, then German; French, Spanish, Portuguese; Italian, Dutch. The first line that has a word counts.
constexpr std::array<Line, 19> lines = {{
    {CueKind::Phone,
     "phone phones telephone tel mobile cell cellphone cellular call calling called callback dial ring fax text  "
     "sms whatsapp reach reached reachable landline contact handset switchboard voicemail "
     "telefon telefonnummer telefonisch handy handynummer mobil mobilnummer mobiltelefon rufnummer rückruf "
     "rückrufnummer anrufen anruf zurückrufen erreichen erreiche erreicht erreichbar festnetz festnetznummer "
     "durchwahl ruf rufen ruft natel büronummer kontaktnummer telefonnummern"},
    {CueKind::Phone,
     "téléphone portable mobile fixe appeler appelez rappeler rappelez joindre joignable appelle rappel "
     "téléphonique coordonnées gsm standard numérotez contactez recontacter "
     "teléfono teléfonos móvil celular llamar llame llámame llamarme llámeme fijo contactar llamarle llamamos "
     "contactarle whats "
     "telefone telefones telemóvel celular ligar ligue ligar-me contacto contato contactar liga ligamos"},
    {CueKind::Phone,
     "telefono telefonico telefonici cellulare cell chiamare chiama chiamatemi chiamami chiami chiamarmi richiamare "
     "richiamarla richiamiamo richiamatemi richiami contattare contattarla contattatemi recapito recapiti fisso "
     "telefoon telefoonnummer mobiel mobiele mobieltje bel bellen belt belde terugbellen terugbelnummer bereiken "
     "bereikbaar bereikt bereik gsm vaste contactnummer app appen"},
    {CueKind::Card,
     "card cards visa mastercard amex discover debit credit karte kreditkarte kartennummer kreditkartennummer "
     "carte tarjeta cartão carta kaart creditcard creditcardnummer kaartnummer"},
    {CueKind::Ssn, "ssn social socials"},
    {CueKind::Nino, "nino"},
    {CueKind::Sin, "sin"},
    {CueKind::NationalId,
     "passport licence license taxpayer itin tin national steuer steuerid steuernummer identifikationsnummer "
     "sozialversicherungsnummer ausweis ausweisnummer personalausweis personalausweisnummer reisepass "},
    {CueKind::NationalId,
     "sécu sécurité nir insee passeport dni nie nif nuss pasaporte cif contribuinte cpf rg bsn burgerservicenummer "
     "fiscale cidadão passaporte identité identidad identidade passaporto paspoort paspoortnummer identità"},
    {CueKind::Iban,
     "iban bank banking kontonummer konto bankverbindung rib compte cuenta conta routing sort "
     "rekening rekeningnummer bankrekening"},
    {CueKind::Birth,
     "born birth birthday birthdate dob geboren geburtsdatum geburtstag naissance née nacimiento nací nacido nacida "
     "nascimento nasci nascido nascida nascita nato nata geboortedatum verjaardag anniversaire cumpleaños "
     "aniversário compleanno geb"},
    {CueKind::Other,
     "order orders ordered ticket tickets invoice invoices reference ref tracking confirmation booking "
     "reservation serial model sku build release po purchase receipt transaction "
     "shipment parcel quote flight extension otp batch claim incident "
     "customer article version revision firmware zip postcode pallet label "
     "account membership meter reading readings isbn upc imei barcode odometer policy "},
    {CueKind::Other,
     "bestellung bestellungen bestellnummer auftrag auftragsnummer rechnung rechnungsnummer ticketnummer vorgang "
     "vorgangsnummer kundennummer sendung sendungsnummer artikel artikelnummer vertrag vertragsnummer buchung "
     "buchungsnummer referenz referenznummer aktenzeichen seriennummer postleitzahl plz "
     "palette etikett lot zählerstand zählernummer fallnummer schadennummer mitgliedsnummer versicherungsnummer "
     "lieferschein"},
    {CueKind::Other,
     "palette étiquette lot commande facture dossier référence colis suivi contrat réservation série client incident "
     "compteur relevé "
     "pedido factura referencia incidencia reserva contrato seguimiento artículo serie expediente código contador "
     "lectura póliza palé lote etiqueta palete "
     "encomenda fatura referência artigo processo protocolo bilhete leitura contador apólice"},
    {CueKind::Other,
     "ordine ordini fattura pratica riferimento spedizione prenotazione biglietto contratto articolo lettura "
     "bancale etichetta lotto contatore polizza tracciamento serie codice "
     "bestelling bestelnummer order ordernummer factuur factuurnummer referentie referentienummer zending "
     "klantnummer artikel artikelnummer contract contractnummer dossier dossiernummer zaaknummer meterstand "
     "pallet etiket partij serienummer boeking reservering trackingnummer postcode polis polisnummer ticketnummer"},
    {CueKind::Other,
     "price prices cost costs amount amounts usd eur gbp dollars euros pounds preis kostet betrag "
     "summe prix coûte montant precio cuesta importe preço custa valor miles units importo prezzo bedrag prijs"},
    // Those that mean something else in many a phrase.
    {CueKind::Other,
     "case page line error pin code item items part product room points point total paid pay pieces lot contract "
     "episode chapter score scores temperature seat gate balance serie"},
    {CueKind::Other, "fall série nota espediente"},
    {CueKind::Other, "totaal totale costa costo"},
}};
constexpr std::size_t firstLooseLine = 16;

// "my number", "the best number", "what number"
constexpr std::string_view owners
    = "my your his her our their this best current new own what which good alternate daytime direct "
      "meine ihre deine unsere seine welcher welche beste direkte mon votre ma ton son notre quel meilleur "
      "mi su tu qué cuál mejor meu seu sua minha nosso teu qual melhor "
      "mio suo tuo nostro che quale miglior mijn uw jouw je ons welk zijn haar beste";
constexpr std::string_view numberNouns
    = "number numbers no nr num nummer nummern numéro numéros numero números número digits id ids code nummers cijfers "
      "numeri numerò ziffern";
// What stands between a noun and its number: "the order number, that's ...", "lautet", "c'est le", "es el".
constexpr std::string_view links
    = "is are was it it's its that that's thats this the a an of for to be would will i'm i have here here's there's "
      "you your my our we us sent got mine now still "
      "ist lautet lauten der die das den dem war wäre ja also dann ihre meine unser unsere von vom mit "
      "est c'est sont le la les l de du des numéro mon ma votre notre était voici "
      "es el la los las son era mi su del al aquí "
      "é são o os as um uma da do dos das meu minha seu sua "
      "è sono il lo gli della delle dei di mio mia suo sua ecco "
      "het de een van mijn uw ons dat dit zijn";
constexpr std::string_view questions
    = "what what's which could can may might need give tell confirm provide have share "
      "wie was welche welcher welchen können könnten darf nennen geben sagen "
      "quel quelle quels pouvez pourriez donnez donner puis "
      "cuál qué puede podría dígame dar me podrías "
      "qual quais pode poderia dizer diga "
      "quale quali può potrebbe dire dirmi lascia mi "
      "wat welk welke kunt kan mag geven zeggen";
/// Who speaks, as transcripts name them.
constexpr std::string_view roles
    = "agent agents advisor adviser rep representative operator customer client caller callee user member guest "
      "patient speaker participant host bot assistant support consultant employee clerk ivr system supervisor "
      "interviewer respondent "
      "kunde kundin anrufer anruferin mitarbeiter mitarbeiterin berater beraterin agentin sprecher sprecherin "
      "cliente clienta agente asesor asesora operador operadora usuario llamante hablante "
      "conseiller conseillère appelant appelante locuteur locutrice interlocuteur usager cliente "
      "atendente assistente utilizador utente chiamante operatore operatrice "
      "klant medewerker medewerkster beller spreker";

struct Pair
{
    std::string_view before, word;
    CueKind kind;
};

/// Words that mean something else behind another. In Romance languages the noun stands first: "código de área".
constexpr std::array<Pair, 26> pairs = {{
    {"national", "insurance", CueKind::Nino}, {"area", "code", CueKind::Phone},     {"country", "code", CueKind::Phone},
    {"dialing", "code", CueKind::Phone},      {"dialling", "code", CueKind::Phone}, {"sort", "code", CueKind::Iban},
    {"bank", "account", CueKind::Iban},       {"in", "case", CueKind::None},        {"just", "case", CueKind::None},
    {"any", "case", CueKind::None},           {"this", "case", CueKind::None},      {"that", "case", CueKind::None},
    {"that", "point", CueKind::None},         {"this", "point", CueKind::None},     {"some", "point", CueKind::None},
    {"in", "order", CueKind::None},           {"in", "total", CueKind::None},       {"direct", "line", CueKind::Phone},
    {"phone", "line", CueKind::Phone},        {"office", "line", CueKind::Phone},   {"home", "line", CueKind::Phone},
    {"work", "line", CueKind::Phone},         {"free", "line", CueKind::Phone},     {"im", "fall", CueKind::None},
    {"auf", "fall", CueKind::None},           {"vaste", "lijn", CueKind::Phone},
}};

} // namespace

CueMeaning meaningOf(std::string_view plain)
{
    static const auto meanings = [] {
        std::unordered_map<std::string, CueMeaning> result;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            forEachListedWord(lines[i].words, [&](std::string_view word) {
                result.try_emplace(plainWord(word), CueMeaning{.kind = lines[i].kind, .isLoose = i >= firstLooseLine});
            });
        }
        Q_ASSERT(!result.contains(std::string())); // one that is too long would stand for all that are
        const auto mark = [&result](std::string_view words, bool CueMeaning::*flag) {
            forEachListedWord(words, [&](std::string_view word) { result[plainWord(word)].*flag = true; });
        };
        mark(owners, &CueMeaning::isOwner);
        mark(numberNouns, &CueMeaning::isNumberNoun);
        mark(links, &CueMeaning::isLink);
        mark(questions, &CueMeaning::isQuestion);
        mark(roles, &CueMeaning::isRole);
        mark(fillerWords(), &CueMeaning::isFiller);
        mark("national insurance", &CueMeaning::isPaired);
        for (const Pair &pair : pairs)
            mark(pair.word, &CueMeaning::isPaired);
        return WordTable<CueMeaning>(result);
    }();
    const CueMeaning *found = meanings.find(plain);
    return found == nullptr ? CueMeaning() : *found;
}

CueKind pairedKind(std::string_view before, std::string_view plain, CueKind kind)
{
    if (plain == "national" || (plain == "insurance" && before != "national"))
        return CueKind::None;
    const auto pair
        = std::ranges::find_if(pairs, [&](const Pair &one) { return one.word == plain && one.before == before; });
    return pair == pairs.end() ? kind : pair->kind;
}

} // namespace muster
