// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/documents/jsonoutline.h"
#include "models/rules/documents/membercue.h"
#include "models/rules/masking/maskengine.h"

#include <span>
#include <unordered_map>

namespace muster {

/// Something personal in one string of an outline.
struct TextSpot
{
    std::uint32_t place = 0; ///< Index of a node; where keys are meant, of a shape.
    std::uint32_t begin = 0, end = 0; ///< Bytes of the decoded text.
    Entity entity = Entity::Email;
    std::uint8_t score = 100;
    std::uint16_t rule = 0; ///< Of the engine, or one of those below, two of them and the entity.
    std::uint32_t group = 0;
};
inline constexpr std::uint16_t firstMemberRule = 2000;
inline constexpr std::uint16_t bareCardRule = 2100;
inline constexpr std::uint16_t firstRepeatRule = 2200;
/// A JSON number that is a card whatever its name: 15 to 19 digits, the range of a card network and a check digit that
/// holds. Nothing else is told from a count, a time or an id by itself: phones and national ids need a name.
[[nodiscard]] bool isBareCard(std::string_view digits);
/// The digits of a JSON number however it is written: 4.155550123e9 is 4155550123.
[[nodiscard]] std::string plainNumber(std::string_view raw);
/// "phone.plan", "own.2", "member.phone", "number.card", "repeat.phone".
[[nodiscard]] std::string spotRuleKey(const MaskEngine &engine, std::uint16_t rule);

/// Finds what is personal in the strings, keys and numbers of one JSON text. What has the same path but for array
/// indices is searched as one conversation; the name of a member is a cue to its value, and so is the kind that stands
/// beside it: {"type": "phone", "value": "4155550123"}. What annotations and summaries repeat word for word of what was
/// found elsewhere is found there as well, though the words around it that gave it away are not repeated.
class DocumentSearch
{
public:
    DocumentSearch(const MaskEngine &engine, const MaskContext &context, MaskScratch &scratch);

    /// Of values, sorted by node and begin, none overlapping another.
    [[nodiscard]] Result<std::vector<TextSpot>> values(const JsonOutline &outline);
    /// Of keys, by shape: equal keys of one shape are searched once.
    [[nodiscard]] Result<std::vector<TextSpot>> keys(const JsonOutline &outline);

private:
    [[nodiscard]] Result<void> search(std::vector<TextSpot> &spots, const std::vector<std::uint32_t> &places);
    /// The numbers among `nodes` that are cards.
    void findCards(const JsonOutline &outline, std::span<const std::uint32_t> nodes, std::vector<TextSpot> &spots);
    [[nodiscard]] const MemberCue *cueOf(const JsonOutline &outline, std::uint32_t shape);
    /// What is said of values by the member "type" beside them, by container.
    void findKinds(const JsonOutline &outline);
    [[nodiscard]] const MemberCue *kindOf(const JsonOutline::Node &node) const;
    void findRepeats(const JsonOutline &outline, std::vector<TextSpot> &spots);
    [[nodiscard]] Result<void> heed(const MemberCue &cue, std::uint32_t place, std::string_view text,
                                    std::vector<TextSpot> &spots, std::pair<std::size_t, std::size_t> known);

    const MaskEngine &m_engine;
    const MaskContext &m_context;
    MaskScratch &m_scratch;
    const MaskExceptions m_exceptions;
    Conversation m_conversation;
    std::vector<MaskFinding> m_findings;
    std::string m_text, m_key;
    std::unordered_map<std::uint32_t, const MemberCue *> m_kinds;
    std::uint32_t m_groups = 0; ///< Used so far.
};

} // namespace muster
