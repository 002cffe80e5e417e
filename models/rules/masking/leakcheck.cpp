// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/leakcheck.h"

#include "models/rules/masking/contextweights.h"
#include "models/rules/masking/conversation.h"
#include "models/rules/masking/leakcandidates.h"
#include "models/rules/masking/leaktext.h"
#include "models/rules/masking/leaktokens.h"

#include <algorithm>
#include <tuple>

namespace muster {

bool MaskedNumbers::areOf(Entity entity)
{
    switch (entity) {
    case Entity::Phone:
    case Entity::Ssn:
    case Entity::Nino:
    case Entity::Sin:
    case Entity::NationalId:
    case Entity::PaymentCard:
    case Entity::Iban:
        return true;
    default:
        return false;
    }
}

void MaskedNumbers::add(std::uint32_t group, std::string_view piece)
{
    const std::size_t begin = m_said.size();
    m_said += piece;
    m_said += '\n';
    m_pieces.push_back({group, begin, m_said.size()});
}

void MaskedNumbers::read() const
{
    std::ranges::sort(m_pieces, {}, [](const Piece &one) { return std::pair(one.group, one.begin); });
    std::string number;
    for (auto piece = m_pieces.begin(); piece != m_pieces.end() && m_parts.size() < mostParts;) {
        number.clear();
        for (const std::uint32_t group = piece->group; piece != m_pieces.end() && piece->group == group; ++piece)
            number.append(m_said, piece->begin, piece->end - piece->begin);
        const LeakText readable(number);
        const std::string digits = spokenDigitsOf(readable.text());
        for (std::size_t at = 0; at + telling <= digits.size(); ++at)
            m_parts.insert(digits.substr(at, telling));
    }
    m_pieces.clear();
    m_said.clear();
}

bool MaskedNumbers::repeatedIn(std::string_view digits) const
{
    if (digits.size() >= telling && !m_pieces.empty())
        read();
    for (std::size_t at = 0; at + telling <= digits.size() && !m_parts.empty(); ++at) {
        if (m_parts.contains(digits.substr(at, telling)))
            return true;
    }
    return false;
}

LeakAllowance::LeakAllowance(const MaskPolicy &policy, const MaskContext &context)
{
    for (const MaskException &exception : policy.exceptions) {
        if (exception.kind != MaskException::Kind::Allow)
            continue;
        if (!exception.interactionId.isEmpty() && exception.interactionId != context.interactionId)
            continue;
        if (exception.expires && (!context.now.isValid() || context.now >= *exception.expires))
            continue;
        m_texts.insert({exception.entity, LeakText::comparable(exception.text.toStdString())});
    }
}

bool LeakAllowance::allows(Entity entity, std::string_view text) const
{
    return !m_texts.empty() && m_texts.contains({entity, LeakText::comparable(text)});
}

LeakCheck::LeakCheck(const MaskPolicy &policy, MaskScope scope)
    : m_policy(policy)
    , m_scope(std::move(scope))
    , m_shapes(policy)
{
    if (m_scope.context || m_scope.spoken)
        (void)ContextWeights::shared(), (void)LeakWords::shared(); // now, on the worker that makes the check
}

LeakCheck::~LeakCheck() = default;

std::optional<LeakSign> LeakCheck::signOf(const LeakCandidate &candidate, const MaskedNumbers &known) const
{
    if (m_policy.rule(candidate.entity).action == MaskAction::Keep)
        return std::nullopt;
    if (known.repeatedIn(candidate.digits))
        return LeakSign::Repeat;
    if (candidate.canBeWeighed() && ContextWeights::shared().logOdds(candidate.evidence) >= ContextWeights::suspicious)
        return LeakSign::Context;
    return std::nullopt;
}

namespace {

/// Sorted leaks; one place once, and what a shape says rather than what stands around it.
std::vector<MaskLeak> withoutDoubles(const std::vector<MaskLeak> &leaks)
{
    std::vector<MaskLeak> result;
    for (const MaskLeak &leak : leaks) {
        MaskLeak *last = result.empty() ? nullptr : &result.back();
        const bool touches = last != nullptr && last->text == leak.text && leak.begin < last->end;
        if (!touches || (leak.sign == LeakSign::Shape && last->sign == LeakSign::Shape && leak != *last))
            result.push_back(leak);
        else if (leak.sign == LeakSign::Shape)
            *last = leak;
    }
    return result;
}

} // namespace

std::vector<MaskLeak> LeakCheck::find(const Conversation &masked, const MaskContext &context,
                                      const MaskedNumbers &known) const
{
    const LeakText text(masked.joined());
    const LeakAllowance allowance(m_policy, context);
    std::vector<MaskLeak> leaks;
    const auto add = [&](const LeakPlace &place, LeakSign sign) {
        if (allowance.allows(place.entity, text.text().substr(place.begin, place.end - place.begin)))
            return;
        const std::size_t origin = text.origin(place.begin);
        const std::uint32_t index = masked.textAt(origin);
        const std::size_t start = masked.start(index);
        const std::size_t end = std::min(text.origin(place.end) - start, masked.text(index).size());
        leaks.push_back({index, std::uint32_t(origin - start), std::uint32_t(end), place.entity, sign});
    };
    for (const LeakPlace &place : m_shapes.find(text.text()))
        add(place, LeakSign::Shape);
    if (m_scope.context || m_scope.spoken) {
        for (const LeakCandidate &candidate : leakCandidates(text.text(), m_scope)) {
            if (const auto sign = signOf(candidate, known))
                add({candidate.begin, candidate.end, candidate.entity}, *sign);
        }
    }
    std::ranges::sort(leaks, {}, [](const MaskLeak &leak) {
        return std::tuple(leak.text, leak.begin, leak.end, leak.entity, leak.sign);
    });
    return withoutDoubles(leaks);
}

} // namespace muster
