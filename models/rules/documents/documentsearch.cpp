// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/documents/documentsearch.h"

#include "models/rules/masking/checkdigits.h"
#include "models/rules/masking/maskfinding.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace muster {

namespace {

constexpr std::size_t longestCued = 300; // the name of a member says nothing of a whole paragraph
constexpr std::uint8_t memberScore = 90;

using Kind = JsonOutline::Kind;
using Node = JsonOutline::Node;

/// Nodes of values by their shape, each in the order of the document.
struct ByShape
{
    std::vector<std::uint32_t> begins, nodes;

    explicit ByShape(const JsonOutline &outline)
        : begins(outline.shapes().count() + 1)
    {
        const auto isValue = [](const Node &node) { return node.kind == Kind::String || node.kind == Kind::Number; };
        const std::vector<Node> &all = outline.nodes();
        for (const Node &node : all)
            begins[node.shape + 1] += isValue(node) ? 1 : 0;
        for (std::size_t i = 1; i < begins.size(); ++i)
            begins[i] += begins[i - 1];
        nodes.resize(begins.back());
        std::vector<std::uint32_t> next(begins.begin(), begins.end() - 1);
        for (std::uint32_t i = 0; i < all.size(); ++i) {
            if (isValue(all[i]))
                nodes[next[all[i].shape]++] = i;
        }
    }
};

bool isBefore(const TextSpot &one, const TextSpot &other)
{
    return one.place != other.place ? one.place < other.place : one.begin < other.begin;
}

bool isOneOf(std::string_view key, std::initializer_list<std::string_view> names)
{
    return std::ranges::find(names, key) != names.end();
}

/// Members whose meaning their neighbour "type" tells.
bool isTypedValue(std::string_view key)
{
    return isOneOf(key, {"value", "displayText", "stem"});
}

/// Whether what has this shape tells of other parts of the document, in their words.
bool isRepeating(const JsonShapes &shapes, std::uint32_t shape)
{
    for (; shape != JsonShapes::root; shape = shapes.at(shape).parent) {
        if (isOneOf(shapes.at(shape).key, {"annotations", "entities", "segmentSummary"}))
            return true;
    }
    return false;
}

/// What overlaps becomes one spot, of the kind of the longer.
void merge(std::vector<TextSpot> &spots, std::size_t first)
{
    std::sort(spots.begin() + std::ptrdiff_t(first), spots.end(), isBefore);
    std::size_t kept = first;
    for (std::size_t i = first + 1; i < spots.size(); ++i) {
        TextSpot &last = spots[kept];
        const TextSpot &spot = spots[i];
        if (spot.place != last.place || spot.begin >= last.end) {
            spots[++kept] = spot;
            continue;
        }
        const std::uint32_t begin = last.begin;
        const std::uint32_t end = std::max(last.end, spot.end);
        if (spot.end - spot.begin > last.end - last.begin)
            last = spot;
        last.begin = begin;
        last.end = end;
    }
    spots.resize(std::min(spots.size(), kept + 1));
}

} // namespace

std::string plainNumber(std::string_view raw)
{
    std::string text(raw);
    if (text.find_first_of(".eE") == std::string::npos)
        return text;
    const double value = QByteArray(raw.data(), qsizetype(raw.size())).toDouble();
    if (std::abs(value) < 1e17 && std::trunc(value) == value)
        return QByteArray::number(value, 'f', 0).toStdString();
    return text;
}

bool isBareCard(std::string_view digits)
{
    constexpr std::size_t fewest = 15, most = 19;
    return digits.size() >= fewest && digits.size() <= most
        && digits.find_first_not_of("0123456789") == std::string_view::npos && isCardRange(digits) && luhnHolds(digits);
}

std::string spotRuleKey(const MaskEngine &engine, std::uint16_t rule)
{
    if (rule == bareCardRule)
        return "number.card";
    if (rule >= firstRepeatRule)
        return "repeat." + std::string(entityKey(static_cast<Entity>(rule - firstRepeatRule)));
    if (rule >= firstMemberRule)
        return "member." + std::string(entityKey(static_cast<Entity>(rule - firstMemberRule)));
    MaskFinding finding;
    finding.rule = rule;
    return std::string(engine.ruleKey(finding));
}

DocumentSearch::DocumentSearch(const MaskEngine &engine, const MaskContext &context, MaskScratch &scratch)
    : m_engine(engine)
    , m_context(context)
    , m_scratch(scratch)
    , m_exceptions(engine.policy().exceptions)
{
}

/// Searches the conversation; its texts belong to `places`.
Result<void> DocumentSearch::search(std::vector<TextSpot> &spots, const std::vector<std::uint32_t> &places)
{
    if (const auto found = m_engine.find(m_conversation, m_context, m_scratch, m_findings); !found)
        return found;
    std::uint32_t last = 0;
    for (const MaskFinding &finding : m_findings) {
        last = std::max(last, finding.group + 1);
        spots.push_back({places[finding.text], finding.begin, finding.end, finding.entity, finding.score, finding.rule,
                         m_groups + finding.group});
    }
    m_groups += last;
    return {};
}

Result<std::vector<TextSpot>> DocumentSearch::values(const JsonOutline &outline)
{
    const ByShape order(outline);
    findKinds(outline);
    std::vector<TextSpot> spots;
    std::vector<std::uint32_t> places;
    for (std::uint32_t shape = 0; shape < outline.shapes().count(); ++shape) {
        const std::size_t first = spots.size();
        m_conversation.clear();
        places.clear();
        for (std::uint32_t i = order.begins[shape]; i < order.begins[shape + 1]; ++i) {
            const Node &node = outline.nodes()[order.nodes[i]];
            if (node.kind != Kind::String)
                continue;
            const std::uint32_t speaker
                = node.container == JsonOutline::none ? 0 : outline.containers()[node.container].speaker;
            m_conversation.append(outline.text(node, m_text),
                                  speaker == 0 ? Conversation::unknownSpeaker : int(speaker));
            places.push_back(order.nodes[i]);
        }
        if (!places.empty()) {
            TRY_VOID(search(spots, places));
        }
        findCards(outline,
                  std::span(order.nodes).subspan(order.begins[shape], order.begins[shape + 1] - order.begins[shape]),
                  spots);
        std::sort(spots.begin() + std::ptrdiff_t(first), spots.end(), isBefore);
        const MemberCue *cue = order.begins[shape] == order.begins[shape + 1] ? nullptr : cueOf(outline, shape);
        const bool isTyped = cue == nullptr && !m_kinds.empty() && isTypedValue(outline.shapes().at(shape).key);
        if (cue == nullptr && !isTyped)
            continue;
        const std::size_t found = spots.size();
        for (std::uint32_t i = order.begins[shape]; i < order.begins[shape + 1]; ++i) {
            const Node &node = outline.nodes()[order.nodes[i]];
            const MemberCue *own = isTyped ? kindOf(node) : cue;
            if (own == nullptr)
                continue;
            const std::string number = node.kind == Kind::Number ? plainNumber(outline.raw(node)) : std::string();
            const std::string_view text = node.kind == Kind::Number ? number : outline.text(node, m_text);
            TRY_VOID(heed(*own, order.nodes[i], text, spots, {first, found}));
        }
        merge(spots, first);
    }
    std::sort(spots.begin(), spots.end(), isBefore);
    findRepeats(outline, spots);
    return spots;
}

void DocumentSearch::findKinds(const JsonOutline &outline)
{
    m_kinds.clear();
    const JsonShapes &shapes = outline.shapes();
    std::vector<bool> isKind(shapes.count());
    bool isAny = false, isTyped = false;
    for (std::uint32_t shape = 0; shape < shapes.count(); ++shape) {
        isKind[shape] = isOneOf(shapes.at(shape).key, {"type", "entityType"});
        isAny = isAny || isKind[shape];
        isTyped = isTyped || isTypedValue(shapes.at(shape).key);
    }
    if (!isAny || !isTyped)
        return;
    for (const Node &node : outline.nodes()) {
        if (node.kind != Kind::String || !isKind[node.shape])
            continue;
        if (const MemberCue *cue = memberCue(outline.text(node, m_text)))
            m_kinds.emplace(node.container, cue);
    }
}

const MemberCue *DocumentSearch::kindOf(const Node &node) const
{
    const auto found = m_kinds.find(node.container);
    return found == m_kinds.end() ? nullptr : found->second;
}

/// `spots` sorted, before and after.
void DocumentSearch::findRepeats(const JsonOutline &outline, std::vector<TextSpot> &spots)
{
    constexpr std::size_t mostTexts = 500; // so many that each text takes linear time
    constexpr std::size_t shortestText = 5; // letters and digits: less is in many a word
    const JsonShapes &shapes = outline.shapes();
    std::vector<bool> repeats(shapes.count());
    for (std::uint32_t shape = 0; shape < shapes.count(); ++shape)
        repeats[shape] = isRepeating(shapes, shape);
    if (spots.empty() || std::ranges::find(repeats, true) == repeats.end())
        return;
    std::set<std::pair<std::string, Entity>> texts; // by what is compared
    QList<MaskException> known;
    for (const TextSpot &spot : spots) {
        const Node &node = outline.nodes()[spot.place];
        if (texts.size() == mostTexts)
            break;
        if (node.kind != Kind::String || spot.entity == Entity::Own)
            continue;
        const std::string_view text = outline.text(node, m_text).substr(spot.begin, spot.end - spot.begin);
        std::string compared = MaskExceptions::comparable(text);
        if (compared.size() >= shortestText && text.size() <= MaskExceptions::maxText
            && texts.emplace(std::move(compared), spot.entity).second)
            known.append({.kind = MaskException::Kind::Deny,
                          .entity = spot.entity,
                          .text = QString::fromUtf8(text.data(), qsizetype(text.size()))});
    }
    const MaskExceptions repeated(known);
    std::vector<MaskCandidate> found;
    for (std::uint32_t i = 0; i < outline.nodes().size(); ++i) {
        const Node &node = outline.nodes()[i];
        if (node.kind != Kind::String || !repeats[node.shape])
            continue;
        found.clear();
        repeated.findDenied(outline.text(node, m_text), m_context, found);
        for (const MaskCandidate &one : found)
            spots.push_back({i, std::uint32_t(one.begin), std::uint32_t(one.end), one.entity, memberScore,
                             std::uint16_t(firstRepeatRule + static_cast<std::uint16_t>(one.entity)), m_groups++});
    }
    merge(spots, 0);
}

void DocumentSearch::findCards(const JsonOutline &outline, std::span<const std::uint32_t> nodes,
                               std::vector<TextSpot> &spots)
{
    if (m_engine.policy().rule(Entity::PaymentCard).action == MaskAction::Keep)
        return;
    for (const std::uint32_t place : nodes) {
        const Node &node = outline.nodes()[place];
        constexpr std::size_t shortest = 5; // 4e+15
        if (node.kind != Kind::Number || node.end - node.begin < shortest)
            continue;
        const std::string digits = plainNumber(outline.raw(node));
        if (isBareCard(digits) && !m_exceptions.allows(Entity::PaymentCard, digits, m_context)) {
            spots.push_back(
                {place, 0, std::uint32_t(digits.size()), Entity::PaymentCard, memberScore, bareCardRule, m_groups++});
        }
    }
}

Result<std::vector<TextSpot>> DocumentSearch::keys(const JsonOutline &outline)
{
    std::vector<TextSpot> spots;
    std::vector<std::uint32_t> places(1);
    for (std::uint32_t shape = 0; shape < outline.shapes().count(); ++shape) {
        const std::string_view key = outline.shapes().at(shape).key;
        if (key.empty())
            continue;
        m_conversation.clear();
        m_conversation.append(decodedJson(key, m_key));
        places[0] = shape;
        TRY_VOID(search(spots, places));
    }
    return spots;
}

/// Of the member that the shape belongs to: of an element, of the array it is in; of "value", of what has the value.
const MemberCue *DocumentSearch::cueOf(const JsonOutline &outline, std::uint32_t shape)
{
    const JsonShapes &shapes = outline.shapes();
    bool mayAsk = true; // one neutral name only
    while (shape != JsonShapes::root) {
        const JsonShapes::Shape &here = shapes.at(shape);
        if (!here.isElement) {
            const std::string_view key = decodedJson(here.key, m_key);
            if (isOneOf(key, {"from", "to", "cc", "bcc"})) {
                // Of a mail it is somebody; of anything else a time, a place, a price.
                const MemberCue *mail = memberCue(shapes.at(here.parent).key);
                return mail != nullptr && mail->entity == Entity::Email ? memberCue("fullName") : nullptr;
            }
            if (!mayAsk || !isNeutralKey(key))
                return memberCue(key);
            mayAsk = false;
        }
        shape = here.parent;
    }
    return nullptr;
}

/// Adds what the name of a member tells of its value and the value alone did not. `known`: the spots of the shape.
Result<void> DocumentSearch::heed(const MemberCue &cue, std::uint32_t place, std::string_view text,
                                  std::vector<TextSpot> &spots, std::pair<std::size_t, std::size_t> known)
{
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (m_engine.policy().rule(cue.entity).action == MaskAction::Keep || begin == std::string_view::npos
        || text.size() > longestCued)
        return {};
    const std::size_t end = text.find_last_not_of(" \t\r\n") + 1;
    const auto last = spots.begin() + std::ptrdiff_t(known.second);
    const auto own = std::lower_bound(spots.begin() + std::ptrdiff_t(known.first), last, place,
                                      [](const TextSpot &spot, std::uint32_t of) { return spot.place < of; });
    if (own != last && own->place == place && own->begin <= begin && own->end >= end)
        return {};
    if (cue.coversAll(text)) {
        if (!m_exceptions.allows(cue.entity, text.substr(begin, end - begin), m_context)) {
            spots.push_back({place, std::uint32_t(begin), std::uint32_t(end), cue.entity, memberScore,
                             std::uint16_t(firstMemberRule + static_cast<std::uint16_t>(cue.entity)), m_groups++});
        }
        return {};
    }
    const std::string said = std::string(cue.words) + ": " + std::string(text);
    const auto offset = std::uint32_t(cue.words.size() + 2);
    m_conversation.clear();
    m_conversation.append(said);
    const std::size_t before = spots.size();
    if (const auto searched = search(spots, {place}); !searched)
        return searched;
    spots.erase(std::remove_if(spots.begin() + std::ptrdiff_t(before), spots.end(),
                               [offset](const TextSpot &spot) { return spot.end <= offset; }),
                spots.end());
    for (std::size_t i = before; i < spots.size(); ++i) {
        spots[i].begin = spots[i].begin < offset ? 0 : spots[i].begin - offset;
        spots[i].end -= offset;
    }
    return {};
}

} // namespace muster
