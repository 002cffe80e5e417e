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
    before = before.substr(before.size() > 24 ? before.size() - 24 : 0);
    static const re2::RE2 version(R"((?i)\b(?:version|versión|versão|release|build|firmware|revision)[.:# ]{0,2}$)");
    return re2::RE2::PartialMatch(re2::StringPiece(before.data(), before.size()), version);
}

/// The lines in which something can be: shapes other than an address have digits in each of their lines.
struct Blocks
{
    std::vector<std::string_view> at; ///< Lines with an "@".
    std::vector<std::string_view> digits; ///< Neighbouring lines with digits, together.
};

Blocks blocksOf(std::string_view text)
{
    Blocks blocks;
    bool goesOn = false;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line = text.substr(begin, end - begin);
        if (line.find('@') != std::string_view::npos)
            blocks.at.push_back(line);
        const bool digits = std::ranges::any_of(line, [](char c) { return c >= '0' && c <= '9'; });
        if (digits && goesOn) {
            std::string_view &last = blocks.digits.back();
            last = text.substr(std::size_t(last.data() - text.data()), end - std::size_t(last.data() - text.data()));
        } else if (digits) {
            blocks.digits.push_back(line);
        }
        goesOn = digits;
        begin = end + 1;
    }
    return blocks;
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
    const LeakAllowance allowance(m_policy, context);
    const Blocks blocks = blocksOf(text.text());
    std::vector<MaskLeak> leaks;
    for (const LeakPatterns::Pattern &pattern : m_patterns->patterns) {
        for (const std::string_view block : pattern.shape->entity == Entity::Email ? blocks.at : blocks.digits) {
            const re2::StringPiece whole(block.data(), block.size());
            std::array<re2::StringPiece, 2> groups;
            std::size_t from = 0;
            while (from < whole.size()
                   && pattern.expression->Match(whole, from, whole.size(), re2::RE2::UNANCHORED, groups.data(), 2)) {
                const std::string_view words(groups[1].data(), groups[1].size());
                from = std::size_t(words.data() - block.data())
                    + words.size(); // the byte behind may stand before the next
                const std::size_t begin = std::size_t(words.data() - text.text().data());
                const std::string_view before = block.substr(0, from - words.size());
                if ((pattern.shape->accepts != nullptr && !pattern.shape->accepts(words))
                    || (pattern.shape->entity == Entity::IpAddress && namesVersion(before))
                    || allowance.allows(pattern.shape->entity, words))
                    continue;
                const std::size_t origin = text.origin(begin);
                const std::uint32_t index = masked.textAt(origin);
                const std::size_t start = masked.start(index);
                const std::size_t end = std::min(text.origin(begin + words.size()) - start, masked.text(index).size());
                leaks.push_back({index, std::uint32_t(origin - start), std::uint32_t(end), pattern.shape->entity});
            }
        }
    }
    std::ranges::sort(leaks, {},
                      [](const MaskLeak &leak) { return std::tuple(leak.text, leak.begin, leak.end, leak.entity); });
    const auto repeats = std::ranges::unique(leaks);
    leaks.erase(repeats.begin(), repeats.end());
    return leaks;
}

} // namespace muster
