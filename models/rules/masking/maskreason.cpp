// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/maskreason.h"

#include "models/rules/masking/checkdigits.h"
#include "models/rules/masking/maskwords.h"
#include "models/rules/masking/textclass.h"

#include <algorithm>

namespace muster {

namespace {

using Code = MaskReason::Code;

constexpr std::size_t longestSelection = 10'000, bytesBefore = 200;

/// What the reasons are read from.
struct Selection
{
    std::string text; ///< Folded.
    std::string digits; ///< Its digits.
    std::string characters; ///< Its ASCII letters and digits.
    Cue cue;
    std::string cueWord;
};

struct Bounds
{
    Entity entity;
    int fewest, most;
};
/// Of kinds that are made of digits.
constexpr std::array<Bounds, 5> bounds = {{{Entity::Phone, 7, 15},
                                           {Entity::Ssn, 9, 9},
                                           {Entity::Sin, 9, 9},
                                           {Entity::PaymentCard, 12, 19},
                                           {Entity::NationalId, 8, 15}}};

std::string_view tail(std::string_view text)
{
    std::size_t from = text.size() > bytesBefore ? text.size() - bytesBefore : 0;
    while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xc0U) == 0x80)
        ++from;
    return text.substr(from);
}

std::string regionsOf(const MaskPolicy &policy)
{
    return policy.regions.join(QStringLiteral(", ")).toStdString();
}

/// Of a text that is not masked as `entity`, and would be if its form were all that counts.
MaskReason formReason(Entity entity, const Selection &selection, const MaskPolicy &policy)
{
    const auto bound = std::ranges::find(bounds, entity, &Bounds::entity);
    if (bound != bounds.end()) {
        const int digits = int(selection.digits.size());
        if (digits == 0)
            return {entity, Code::NothingAlike, {}, 0};
        if (digits < bound->fewest)
            return {entity, Code::TooFewDigits, std::to_string(digits), bound->fewest};
        if (digits > bound->most)
            return {entity, Code::TooManyDigits, std::to_string(digits), bound->most};
        if (selection.cue.kind == CueKind::Other)
            return {entity, Code::OtherwiseAnnounced, selection.cueWord, 0};
    }
    switch (entity) {
    case Entity::Phone:
        return {entity, Code::NoNumberingPlan, regionsOf(policy), 0};
    case Entity::PaymentCard:
        if (!isCardRange(selection.digits))
            return {entity, Code::NothingAlike, {}, 0};
        return {entity, luhnHolds(selection.digits) ? Code::NotAnnounced : Code::CheckDigitWrong, {}, 0};
    case Entity::Sin:
        return {entity, sinHolds(selection.digits) ? Code::NotAnnounced : Code::CheckDigitWrong, {}, 0};
    case Entity::Ssn:
    case Entity::NationalId:
        return {entity, Code::NotAnnounced, {}, 0};
    case Entity::Iban: {
        const std::string &characters = selection.characters;
        const bool formed = characters.size() >= 15 && isAsciiLetter(characters[0]) && isAsciiLetter(characters[1])
            && ibanLength(characters) == characters.size();
        return {entity, formed ? Code::CheckDigitWrong : Code::NothingAlike, {}, 0};
    }
    case Entity::Nino:
    case Entity::BirthDate:
    case Entity::PersonName:
        return {entity,
                selection.digits.size() >= 4 || entity == Entity::PersonName ? Code::NotAnnounced : Code::NothingAlike,
                {},
                0};
    default:
        return {entity, Code::NothingAlike, {}, 0};
    }
}

} // namespace

std::vector<MaskReason> explainMasking(const MaskEngine &engine, std::string_view selected, std::string_view before,
                                       const MaskContext &context)
{
    std::vector<MaskReason> reasons;
    if (selected.size() > longestSelection || MaskExceptions::comparable(selected).empty())
        return reasons;
    const std::string_view front = tail(before);
    Conversation conversation;
    conversation.append(std::string(front) + std::string(selected));
    MaskScratch scratch;
    std::vector<MaskFinding> findings;
    if (!engine.find(conversation, context, scratch, findings))
        return reasons;
    Selection selection;
    const std::string_view folded = scratch.folded.text();
    const std::size_t begin = scratch.folded.placeOf(front.size());
    selection.text = folded.substr(begin, folded.size() - begin - 1);
    std::ranges::copy_if(selection.text, std::back_inserter(selection.digits), isAsciiDigit);
    std::ranges::copy_if(selection.text, std::back_inserter(selection.characters), isAsciiAlnum);
    const std::size_t number = folded.find_first_of("0123456789", begin);
    selection.cue = cueBefore(folded, number == std::string_view::npos ? begin : number);
    selection.cueWord = folded.substr(selection.cue.begin, selection.cue.end - selection.cue.begin);

    const MaskExceptions exceptions(engine.policy().exceptions);
    for (const Entity entity : allEntities) {
        const auto found = std::ranges::find_if(findings, [&](const MaskFinding &finding) {
            return finding.entity == entity && finding.end > front.size();
        });
        if (found != findings.end())
            reasons.push_back({entity, Code::Masked, engine.ruleKey(*found), 0});
        else if (exceptions.allows(entity, selected, context))
            reasons.push_back({entity, Code::AllowedByException, {}, 0});
        else if (entity != Entity::Own && engine.policy().rule(entity).action == MaskAction::Keep)
            reasons.push_back({entity, Code::KeptByPolicy, {}, 0});
        else
            reasons.push_back(formReason(entity, selection, engine.policy()));
    }
    std::ranges::sort(reasons, {}, [](const MaskReason &reason) { return std::pair(reason.code, reason.entity); });
    return reasons;
}

} // namespace muster
