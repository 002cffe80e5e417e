// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/leakcheck.h"

#include "models/rules/masking/conversation.h"
#include "models/rules/masking/leakshapes.h"

#include <algorithm>
#include <array>
#include <re2/re2.h>
#include <tuple>

namespace muster {

namespace {

/// What is looked for: the first group is the place. `accepts`: what more must be true of it.
struct Shape
{
    Entity entity;
    const char *expression;
    bool (*accepts)(std::string_view text);
};

constexpr std::array<Shape, 11> shapes = {{
    {Entity::Email, R"(([^\s@<>()\[\]{},;:"|\x01]+@[^\s@<>()\[\]{},;:"|\x01]+\.[\pL]{2,}))", nullptr},
    {Entity::Phone, R"((?:^|[^\pL\pN_])([0-9]{3}[-.]?[0-9]{3}[-.]?[0-9]{4})(?:$|[^\pL\pN_]))", nullptr},
    {Entity::Phone, R"((?:^|[^\pL\pN_])(\(?[2-9][0-9]{2}\)?[-. ]{1,2}[2-9][0-9]{2}[-. ][0-9]{4})(?:$|[^\pL\pN_]))",
     nullptr},
    {Entity::Phone, R"((?:^|[^\pL\pN_])([2-9][0-9]{2}[-. ][2-9][0-9]{2}[-.]?\n[0-9]{4})(?:$|[^\pL\pN_]))", nullptr},
    {Entity::Phone, R"((\+[0-9](?:[-. ()/]{0,2}[0-9]){8,14})(?:$|[^0-9]))", nullptr},
    {Entity::Ssn, R"((?:^|[^\pL\pN_])([0-9]{3}-\n?[0-9]{2}-\n?[0-9]{4})(?:$|[^\pL\pN_]))", nullptr},
    {Entity::PaymentCard, R"((?:^|[^\pL\pN_])([3-6][0-9]{3}(?:[- \n][0-9]{4}){3})(?:$|[^\pL\pN_]))", &leakedCard},
    {Entity::PaymentCard, R"((?:^|[^\pL\pN_])(3[47][0-9]{2}[- \n][0-9]{6}[- \n][0-9]{5})(?:$|[^\pL\pN_]))",
     &leakedCard},
    {Entity::Iban, R"((?:^|[^\pL\pN_])([A-Z]{2}[0-9]{2}(?:[- ]?[A-Z0-9]){11,30}))", &leakedIban},
    {Entity::IpAddress, R"((?:^|[^\pL\pN_.])([0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3})(?:$|[^\pL\pN_]))",
     &leakedIp},
    {Entity::Nino,
     R"((?:^|[^\pL\pN_])((?i:[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ ]?(?:[0-9]{2}[ \n]?){3}[A-D]))(?:$|[^\pL\pN_]))",
     nullptr},
}};

/// An address that says what it is for: "version 10.0.0.1" is none of a machine.
bool namesVersion(std::string_view before)
{
    static const re2::RE2 version(R"((?i)\b(?:version|versión|versão|release|build|firmware|revision)[.:# ]{0,2}$)");
    return re2::RE2::PartialMatch(re2::StringPiece(before.data(), before.size()), version);
}

} // namespace

struct LeakPatterns
{
    struct Pattern
    {
        const Shape *shape = nullptr;
        std::unique_ptr<const re2::RE2> expression;
    };
    std::vector<Pattern> patterns;
};

LeakCheck::LeakCheck(const MaskPolicy &policy)
    : m_policy(policy)
    , m_patterns([&] {
        auto result = std::make_unique<LeakPatterns>();
        re2::RE2::Options options;
        options.set_log_errors(false);
        for (const Shape &shape : shapes) {
            if (policy.rule(shape.entity).action == MaskAction::Keep)
                continue;
            result->patterns.push_back({&shape, std::make_unique<const re2::RE2>(shape.expression, options)});
            Q_ASSERT_X(result->patterns.back().expression->ok(), "LeakCheck", shape.expression);
        }
        return result;
    }())
{
}

LeakCheck::~LeakCheck() = default;

std::vector<MaskLeak> LeakCheck::find(const Conversation &masked, const MaskContext &context) const
{
    const LeakText text(masked.joined());
    const re2::StringPiece whole(text.text().data(), text.text().size());
    const LeakAllowance allowance(m_policy, context);
    std::vector<MaskLeak> leaks;
    for (const LeakPatterns::Pattern &pattern : m_patterns->patterns) {
        std::array<re2::StringPiece, 2> groups;
        std::size_t at = 0;
        while (at < whole.size()
               && pattern.expression->Match(whole, at, whole.size(), re2::RE2::UNANCHORED, groups.data(), 2)) {
            const re2::StringPiece found = groups[1];
            const std::size_t begin = std::size_t(found.data() - whole.data());
            const std::string_view words(found.data(), found.size());
            at = begin + found.size(); // the byte behind may stand before the next one, too
            if (pattern.shape->accepts != nullptr && !pattern.shape->accepts(words))
                continue;
            if (pattern.shape->entity == Entity::IpAddress
                && namesVersion(text.text().substr(begin > 24 ? begin - 24 : 0, std::min<std::size_t>(begin, 24))))
                continue;
            if (allowance.allows(pattern.shape->entity, words))
                continue;
            const std::size_t from = text.origin(begin);
            const std::uint32_t index = masked.textAt(from);
            const std::size_t start = masked.start(index);
            const std::size_t end = std::min(text.origin(at) - start, masked.text(index).size());
            leaks.push_back({index, std::uint32_t(from - start), std::uint32_t(end), pattern.shape->entity});
        }
    }
    std::ranges::sort(leaks, {},
                      [](const MaskLeak &leak) { return std::tuple(leak.text, leak.begin, leak.end, leak.entity); });
    const auto repeats = std::ranges::unique(leaks);
    leaks.erase(repeats.begin(), repeats.end());
    return leaks;
}

} // namespace muster
