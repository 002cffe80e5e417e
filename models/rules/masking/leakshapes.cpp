// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/leakshapes.h"

#include "models/rules/masking/maskpolicy.h"

#include <QStringList>
#include <algorithm>
#include <array>
#include <re2/re2.h>

namespace muster {

namespace {

std::string upperAlnum(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'))
            result += c;
    }
    return result;
}

bool leakedCard(std::string_view text)
{
    const std::string digits = upperAlnum(text);
    int sum = 0;
    bool doubled = false;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, doubled = !doubled) {
        const int value = (*digit - '0') * (doubled ? 2 : 1);
        sum += value / 10 + value % 10;
    }
    // Bare digits may be an order's; cards are read in groups.
    return sum % 10 == 0 && digits.size() >= 13 && digits.size() < text.size();
}

bool leakedIban(std::string_view text)
{
    const std::string characters = upperAlnum(text);
    // Words behind it may have been taken for a part: any beginning that checks is one.
    for (std::size_t size = 15; size <= characters.size(); ++size) {
        int rest = 0;
        for (std::size_t i = 0; i < size; ++i) {
            const char c = characters[(i + 4) % size];
            rest = c <= '9' ? (rest * 10 + (c - '0')) % 97 : (rest * 100 + (c - 'A' + 10)) % 97;
        }
        // One in 97 is right by chance: only with most of it digits, as in all but a few countries.
        const auto digits = std::count_if(characters.begin(), characters.begin() + std::ptrdiff_t(size),
                                          [](char c) { return c <= '9'; });
        if (rest == 1 && std::size_t(digits) * 2 >= size)
            return true;
    }
    return false;
}

bool leakedIp(std::string_view text)
{
    const auto parts = QString::fromLatin1(text.data(), qsizetype(text.size())).split(u'.');
    return std::ranges::all_of(parts, [](const QString &part) { return part.toInt() <= 255; });
}

/// What is looked for: the first group is the place. `accepts`: what more must be true of it.
struct Shape
{
    Entity entity;
    std::size_t fewest; ///< Digits that it has, see densest().
    const char *expression;
    bool (*accepts)(std::string_view text);
};

constexpr std::array<Shape, 11> shapes = {{
    {Entity::Email, 0, R"(([^\s@<>()\[\]{},;:"|\x01]+@[^\s@<>()\[\]{},;:"|\x01]+\.[\pL]{2,}))", nullptr},
    {Entity::Phone, 10, R"((?:^|[^\pL\pN_])([0-9]{3}[-.]?[0-9]{3}[-.]?[0-9]{4})(?:$|[^\pL\pN_]))", nullptr},
    {Entity::Phone, 10, R"((?:^|[^\pL\pN_])(\(?[2-9][0-9]{2}\)?[-. ]{1,2}[2-9][0-9]{2}[-. ][0-9]{4})(?:$|[^\pL\pN_]))",
     nullptr},
    {Entity::Phone, 10, R"((?:^|[^\pL\pN_])([2-9][0-9]{2}[-. ][2-9][0-9]{2}[-.]?\n[0-9]{4})(?:$|[^\pL\pN_]))", nullptr},
    {Entity::Phone, 9, R"((\+[0-9](?:[-. ()/]{0,2}[0-9]){8,14})(?:$|[^0-9]))", nullptr},
    {Entity::Ssn, 9, R"((?:^|[^\pL\pN_])([0-9]{3}-\n?[0-9]{2}-\n?[0-9]{4})(?:$|[^\pL\pN_]))", nullptr},
    {Entity::PaymentCard, 16, R"((?:^|[^\pL\pN_])([3-6][0-9]{3}(?:[- \n][0-9]{4}){3})(?:$|[^\pL\pN_]))", &leakedCard},
    {Entity::PaymentCard, 15, R"((?:^|[^\pL\pN_])(3[47][0-9]{2}[- \n][0-9]{6}[- \n][0-9]{5})(?:$|[^\pL\pN_]))",
     &leakedCard},
    {Entity::Iban, 8, R"((?:^|[^\pL\pN_])([A-Z]{2}[0-9]{2}(?:[- ]?[A-Z0-9]){11,30}))", &leakedIban},
    {Entity::IpAddress, 4, R"((?:^|[^\pL\pN_.])([0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3})(?:$|[^\pL\pN_]))",
     &leakedIp},
    {Entity::Nino, 6,
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

/// Most digits in a row of which none is further from the next than letters of an IBAN can be.
std::size_t densest(std::string_view text)
{
    constexpr std::size_t widestGap = 12; // bytes
    std::size_t most = 0, run = 0, last = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] < '0' || text[at] > '9')
            continue;
        run = run > 0 && at - last <= widestGap ? run + 1 : 1;
        most = std::max(most, run);
        last = at;
    }
    return most;
}

/// The lines in which something can be: shapes other than an address have digits in each of their lines.
struct Block
{
    std::string_view text;
    std::size_t digits = 0; ///< See densest().
};
struct Blocks
{
    std::vector<Block> at; ///< Lines with an "@".
    std::vector<Block> digits; ///< Neighbouring lines with digits, together.
};

Blocks blocksOf(std::string_view text)
{
    Blocks blocks;
    bool goesOn = false;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line = text.substr(begin, end - begin);
        if (line.find('@') != std::string_view::npos)
            blocks.at.push_back({line});
        const bool digits = std::ranges::any_of(line, [](char c) { return c >= '0' && c <= '9'; });
        if (digits && goesOn) {
            std::string_view &last = blocks.digits.back().text;
            last = text.substr(std::size_t(last.data() - text.data()), end - std::size_t(last.data() - text.data()));
        } else if (digits) {
            blocks.digits.push_back({line});
        }
        goesOn = digits;
        begin = end + 1;
    }
    for (Block &block : blocks.digits)
        block.digits = densest(block.text);
    return blocks;
}

} // namespace

struct LeakShapes::Pattern
{
    const Shape *shape = nullptr;
    std::unique_ptr<const re2::RE2> expression;
};

LeakShapes::LeakShapes(const MaskPolicy &policy)
{
    re2::RE2::Options options;
    options.set_log_errors(false);
    for (const Shape &shape : shapes) {
        if (policy.rule(shape.entity).action == MaskAction::Keep)
            continue;
        m_patterns.push_back({&shape, std::make_unique<const re2::RE2>(shape.expression, options)});
        Q_ASSERT_X(m_patterns.back().expression->ok(), "LeakShapes", shape.expression);
    }
}

LeakShapes::~LeakShapes() = default;

std::vector<LeakPlace> LeakShapes::find(std::string_view text) const
{
    const Blocks blocks = blocksOf(text);
    std::vector<LeakPlace> places;
    for (const Pattern &pattern : m_patterns) {
        for (const auto &[block, digits] : pattern.shape->entity == Entity::Email ? blocks.at : blocks.digits) {
            if (digits < pattern.shape->fewest)
                continue;
            const re2::StringPiece whole(block.data(), block.size());
            std::array<re2::StringPiece, 2> groups;
            std::size_t from = 0;
            while (from < whole.size()
                   && pattern.expression->Match(whole, from, whole.size(), re2::RE2::UNANCHORED, groups.data(), 2)) {
                const std::string_view words(groups[1].data(), groups[1].size());
                from = std::size_t(words.data() - block.data())
                    + words.size(); // the byte behind may stand before the next
                const std::size_t begin = std::size_t(words.data() - text.data());
                const std::string_view before = block.substr(0, from - words.size());
                if ((pattern.shape->accepts == nullptr || pattern.shape->accepts(words))
                    && (pattern.shape->entity != Entity::IpAddress || !namesVersion(before)))
                    places.push_back({begin, begin + words.size(), pattern.shape->entity});
            }
        }
    }
    return places;
}

} // namespace muster
