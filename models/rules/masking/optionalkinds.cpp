// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/optionalkinds.h"

#include "models/rules/masking/maskrule.h"

#include <array>
#include <memory>
#include <re2/re2.h>
#include <vector>

namespace muster {

namespace {

struct Form
{
    Entity entity;
    MaskRule rule;
    std::uint8_t score;
    const char *expression; ///< The first group is the place.
};

constexpr std::array<Form, 9> forms = {{
    // 12 Long Meadow Street, Springfield, IL 62704
    {Entity::Address, MaskRule::AddressForm, 80,
     R"((?:^|[^\pL\pN])([0-9]{1,5}[A-Za-z]?(?: [\pL'.]+){1,3} (?i:street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|square|terrace|close|place|parkway|highway)\b\.?(?:,? (?i:apt|apartment|unit|suite|flat)\.? ?#?[0-9]{1,5}[A-Za-z]?)?(?:,? [A-Z][\pL]+(?: [A-Z][\pL]+)?,? [A-Z]{2} [0-9]{5}(?:-[0-9]{4})?)?))"},
    {Entity::Address, MaskRule::AddressForm, 75,
     R"((?:^|[^\pL\pN])([A-Z][\pL]+(?: [A-Z][\pL]+)?, (?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]) [0-9]{5}(?:-[0-9]{4})?)(?:$|[^0-9]))"},
    // SW1A 1AA
    {Entity::Address, MaskRule::AddressForm, 80,
     R"((?:^|[^\pL\pN])((?:[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][ABD-HJLNP-UW-Z]{2}))(?:$|[^\pL\pN]))"},
    // Lindenstraße 12a, 10115 Berlin
    {Entity::Address, MaskRule::AddressForm, 85,
     R"((?:^|[^\pL\pN])([A-ZÄÖÜ][\pL-]*(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|ufer|damm)(?: Nr\.?)? ?[0-9]{1,4} ?[a-z]?\b(?:,? [0-9]{5} [A-ZÄÖÜ][\pL-]+)?))"},
    {Entity::Address, MaskRule::AddressForm, 75,
     R"((?:^|[^\pL\pN])((?:[A-ZÄÖÜ][\pL-]+er|[A-ZÄÖÜ][\pL-]+) (?:Straße|Strasse|Str\.|Weg|Platz|Allee|Ring) [0-9]{1,4} ?[a-z]?\b(?:,? [0-9]{5} [A-ZÄÖÜ][\pL-]+)?))"},
    // 12 bis rue de la Paix, 75002 Paris
    {Entity::Address, MaskRule::AddressForm, 85,
     R"((?:^|[^\pL\pN])([0-9]{1,4}(?: (?:bis|ter))?,? (?i:rue|avenue|boulevard|bd|place|impasse|allée|chemin|quai|cours)(?: (?:de|du|des|la|le|les|l'|d'))*(?: ?[A-ZÉÈ][\pL'-]+){1,3}(?:,? [0-9]{5} [A-Z][\pL-]+)?))"},
    // calle de Alcalá 45, 28014 Madrid; rua Augusta, 100, 1100-053 Lisboa
    {Entity::Address, MaskRule::AddressForm, 85,
     R"((?:^|[^\pL\pN])((?i:calle|avenida|avda\.?|paseo|plaza|rua|av\.|praça|travessa|largo|estrada)(?: (?:de|del|do|da|dos|das|la|el|las|los))*(?: [A-ZÁÉÍÓÚÑ][\pL'-]+){1,3},? (?:n[º.o]\.? ?)?[0-9]{1,5}[A-Za-z]?\b(?:,? [0-9]{4,5}(?:-[0-9]{3})? [A-ZÁÉÍÓÚ][\pL-]+)?))"},
    {Entity::PersonName, MaskRule::NameAnnounced, 75,
     R"((?:^|[^\pL\pN])(?i:my name is|my name's|name is|i am called|this is|i'm|i am|you're speaking with|speaking with|mein name ist|ich heiße|ich heisse|ich bin|je m'appelle|mon nom est|je suis|me llamo|mi nombre es|soy|meu nome é|o meu nome é|chamo-me|me chamo|eu sou) (?i:(?:the|a) )?(\p{Lu}[\p{Ll}'’-]+(?: (?:(?:van|von|de|da|dos|del|di|la|le) )*\p{Lu}[\pL'’-]+){0,3}))"},
    {Entity::PersonName, MaskRule::NameAnnounced, 80,
     R"((?:^|[^\pL\pN])(?:Mr|Mrs|Ms|Miss|Dr|Sir|Madam|Herr|Herrn|Frau|M\.|Mme|Mlle|Monsieur|Madame|Señor|Señora|Sr|Sra|Senhor|Senhora|Dona)\.? ((?:(?:van|von|de|da|dos|del|di|la|le) )*\p{Lu}[\pL'’-]+(?: \p{Lu}[\pL'’-]+){0,2}))"},
}};

const std::vector<std::unique_ptr<const re2::RE2>> &expressions()
{
    static const auto compiled = [] {
        std::vector<std::unique_ptr<const re2::RE2>> result;
        for (const Form &form : forms) {
            result.push_back(std::make_unique<const re2::RE2>(form.expression));
            Q_ASSERT_X(result.back()->ok(), "optional kinds", form.expression);
        }
        return result;
    }();
    return compiled;
}

} // namespace

void findOptionalKinds(const MaskSearch &search)
{
    if (!search.scope.wants(Entity::Address) && !search.scope.wants(Entity::PersonName))
        return;
    const re2::StringPiece whole(search.text.data(), search.text.size());
    for (std::size_t i = 0; i < forms.size(); ++i) {
        const Form &form = forms[i];
        if (!search.scope.wants(form.entity))
            continue;
        search.scratch.steps += search.text.size();
        std::array<re2::StringPiece, 2> groups;
        std::size_t at = 0;
        while (at < whole.size()
               && expressions()[i]->Match(whole, at, whole.size(), re2::RE2::UNANCHORED, groups.data(), 2)) {
            const std::size_t begin = std::size_t(groups[1].data() - whole.data());
            at = begin + groups[1].size();
            search.scratch.candidates.push_back({begin, at, form.entity, std::uint16_t(form.rule), form.score});
        }
    }
}

} // namespace muster
