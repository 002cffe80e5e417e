// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskexceptions.h"

#include <QSet>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// A masked text as LeakCheck reads it: compatibility forms by Qt's Unicode tables, marks and format characters gone,
/// our own tags as one byte that no shape contains.
class LeakText
{
public:
    explicit LeakText(std::string_view utf8);
    [[nodiscard]] std::string_view text() const { return m_text; }
    [[nodiscard]] std::size_t origin(std::size_t at) const { return m_origins.empty() ? at : m_origins[at]; }

private:
    void normalise(std::string_view utf8);
    void hideTags();
    std::string m_text;
    std::vector<std::uint32_t> m_origins; ///< Empty: nothing moved.
};

/// The policy's allowed texts that count here, for LeakCheck: compared by letters and digits.
class LeakAllowance
{
public:
    LeakAllowance(const MaskPolicy &policy, const MaskContext &context);
    [[nodiscard]] bool allows(Entity entity, std::string_view text) const;

private:
    QSet<std::pair<int, QString>> m_texts;
};

// What the shapes leave open. Hand-written apart from the engine's own checks.
[[nodiscard]] bool leakedCard(std::string_view text);
[[nodiscard]] bool leakedIban(std::string_view text);
[[nodiscard]] bool leakedIp(std::string_view text);

class Conversation;
struct LeakPatterns;

/// A place in a masked text that still looks personal.
struct MaskLeak
{
    std::uint32_t text = 0;
    std::uint32_t begin = 0, end = 0; ///< Bytes, in that text; what runs over several texts is cut at the first's end.
    Entity entity = Entity::Email;
    bool operator==(const MaskLeak &) const = default;
};

/// The second look, at what masking made: nothing is called masked before this finds nothing. Shares neither code nor
/// tables with MaskEngine: characters are normalised by Qt's tables, shapes looked for by RE2, in the texts one by one
/// and joined. Knows shapes only, no numbering plans and no context, and flags no bare number that an order may have.
/// Tags of ours are no leaks. Immutable; any thread. Linear time.
class LeakCheck
{
public:
    /// Kinds that `policy` keeps and texts that its exceptions allow are no leaks.
    explicit LeakCheck(const MaskPolicy &policy);
    ~LeakCheck();

    /// Sorted by text and begin.
    [[nodiscard]] std::vector<MaskLeak> find(const Conversation &masked, const MaskContext &context) const;

private:
    const MaskPolicy m_policy;
    const std::unique_ptr<const LeakPatterns> m_patterns;
};

} // namespace muster
