// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/leakshapes.h"
#include "models/rules/masking/maskexceptions.h"
#include "models/rules/masking/maskscope.h"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace muster {

class Conversation;
class ContextWeights;
struct LeakCandidate;

/// A place in a masked text that still looks personal.
struct MaskLeak
{
    std::uint32_t text = 0;
    std::uint32_t begin = 0, end = 0; ///< Bytes, in that text; what runs over several texts is cut at the first's end.
    Entity entity = Entity::Email;
    LeakSign sign = LeakSign::Shape;
    bool operator==(const MaskLeak &) const = default;
};

/// Digits of numbers that were masked in a document, to notice them where they are said again. They are read when
/// something is first asked that could be one of them: in most documents nothing is. One thread.
class MaskedNumbers
{
public:
    static constexpr std::size_t telling = 6; ///< As many digits in a row are no chance.
    static constexpr std::size_t mostParts = 20'000; ///< What is more is not remembered.

    /// Kinds whose texts are digits for the most part.
    [[nodiscard]] static bool areOf(Entity entity);
    /// The text of a finding as it was before it was masked. Those of one `group` are pieces of one number, in their
    /// order. All before the first question.
    void add(std::uint32_t group, std::string_view piece);
    /// Whether `digits` has as many of them in a row.
    [[nodiscard]] bool repeatedIn(std::string_view digits) const;

private:
    struct Piece
    {
        std::uint32_t group = 0;
        std::size_t begin = 0, end = 0; ///< In m_said.
    };
    void read() const;

    mutable std::string m_said; ///< The pieces, a line feed behind each.
    mutable std::vector<Piece> m_pieces; ///< Not read yet.
    mutable std::set<std::string, std::less<>> m_parts;
};

/// The policy's allowed texts that count here, for LeakCheck: compared by letters and digits.
class LeakAllowance
{
public:
    LeakAllowance(const MaskPolicy &policy, const MaskContext &context);
    [[nodiscard]] bool allows(Entity entity, std::string_view text) const;

private:
    std::set<std::pair<Entity, std::string>> m_texts;
};

/// The second look, at what masking made: nothing is called masked before this finds nothing. Other methods than
/// MaskEngine's: shapes by RE2, what was masked and is said again, and, where the policy looks at context or speech,
/// numbers and endings of addresses that LeakCandidate gathers and ContextWeights weighs. Characters are normalised by
/// Qt's tables, number words are the Unicode CLDR's. Of numbers it shares the plans alone. Tags of ours are no leaks.
/// Immutable; any thread. Linear time.
class LeakCheck
{
public:
    /// Kinds that `policy` keeps and texts that its exceptions allow are no leaks. `scope`: the policy's, as an engine
    /// that masks by it has it.
    LeakCheck(const MaskPolicy &policy, MaskScope scope);
    explicit LeakCheck(const MaskPolicy &policy)
        : LeakCheck(policy, MaskScope::of(policy))
    {
    }
    ~LeakCheck();

    /// Sorted by text and begin.
    [[nodiscard]] std::vector<MaskLeak> find(const Conversation &masked, const MaskContext &context,
                                             const MaskedNumbers &known = {}) const;

private:
    [[nodiscard]] std::optional<LeakSign> signOf(const LeakCandidate &candidate, const MaskedNumbers &known) const;

    const MaskPolicy m_policy;
    const MaskScope m_scope;
    const LeakShapes m_shapes;
};

} // namespace muster
