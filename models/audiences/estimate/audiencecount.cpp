// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/estimate/audiencecount.h"

namespace muster {

namespace {

using Node = CriteriaOutline::Node;

/// What a node says of one chunk's contacts: surely in, and surely or perhaps in. The same words where all is known.
struct BlockAnswer
{
    const std::uint64_t *sure = nullptr;
    const std::uint64_t *possible = nullptr;
    [[nodiscard]] bool isKnown() const { return sure == possible; }
};

/// Members of a group, joined one after the other.
class JoinedAnswer
{
public:
    void begin(CriteriaJoin join, std::size_t words)
    {
        m_join = join;
        m_words = words;
        m_isBegun = m_isOpen = false;
    }
    void add(const BlockAnswer &member)
    {
        if (!m_isBegun) {
            std::copy_n(member.sure, m_words, m_sure.begin());
            m_isBegun = true;
            m_isOpen = !member.isKnown();
            if (m_isOpen)
                std::copy_n(member.possible, m_words, m_possible.begin());
            return;
        }
        if (!m_isOpen && !member.isKnown()) {
            std::copy_n(m_sure.begin(), m_words, m_possible.begin());
            m_isOpen = true;
        }
        if (m_isOpen)
            joinWords(m_possible.data(), member.possible, m_words, m_join);
        joinWords(m_sure.data(), member.sure, m_words, m_join);
    }
    [[nodiscard]] bool isBegun() const { return m_isBegun; }
    [[nodiscard]] BlockAnswer answer() const { return {m_sure.data(), m_isOpen ? m_possible.data() : m_sure.data()}; }

private:
    BlockWords m_sure, m_possible; // only the first m_words are ever looked at
    CriteriaJoin m_join = CriteriaJoin::And;
    std::size_t m_words = 0;
    bool m_isBegun = false, m_isOpen = false;
};

class Counter
{
public:
    Counter(const CriteriaOutline &outline, const std::vector<SharedConditionBits> &conditions, std::uint32_t rows)
        : m_outline(outline)
        , m_conditions(conditions)
        , m_rows(rows)
        , m_answers(outline.nodes.size())
        , m_room(outline.nodes.size())
    {
        m_count.contacts = rows;
        for (std::size_t i = 0; i < outline.nodes.size(); ++i) {
            NodeCount node{.path = outline.nodes[i].path, .takesPart = outline.takesPart(int(i))};
            if (conditions[i]) {
                node.isFieldMissing = conditions[i]->isFieldMissing;
                node.matched = {conditions[i]->sureCount, conditions[i]->sureCount + conditions[i]->openCount};
            }
            if (node.takesPart && i > 0)
                node.soFar = CountBounds();
            if (outline.nodes[i].isMuted && isParentUnmuted(i))
                node.unmuted = CountBounds();
            m_count.nodes.append(node);
        }
    }

    void countBlock(std::size_t block)
    {
        m_first = block * wordsOfChunk;
        m_words = std::min(wordsOfChunk, (std::size_t(m_rows) + 63) / 64 - m_first);
        for (std::size_t i = m_outline.nodes.size(); i-- > 0;) { // members before their group
            if (!m_outline.nodes[i].isGroup)
                answerCondition(i);
            else if (answerGroup(i))
                add(m_count.nodes[qsizetype(i)].matched, m_answers[i]);
        }
        for (std::size_t i = 0; i < m_outline.nodes.size(); ++i) {
            if (auto &unmuted = m_count.nodes[qsizetype(i)].unmuted)
                countUnmuted(i, *unmuted);
        }
    }

    [[nodiscard]] AudienceCount take()
    {
        for (std::size_t i = 0; i < m_outline.nodes.size(); ++i) {
            if (!m_outline.nodes[i].saysSomething) // nothing is known of anybody
                m_count.nodes[qsizetype(i)].matched = {0, m_rows};
        }
        m_count.matched = m_count.nodes.constFirst().matched;
        return std::move(m_count);
    }

private:
    [[nodiscard]] bool isParentUnmuted(std::size_t node) const
    {
        for (int at = m_outline.nodes[node].parent; at >= 0; at = m_outline.nodes[std::size_t(at)].parent) {
            if (m_outline.nodes[std::size_t(at)].isMuted)
                return false;
        }
        return true;
    }
    void add(CountBounds &bounds, const BlockAnswer &answer) const
    {
        const qint64 sure = countWords(answer.sure, m_words);
        bounds.lower += sure;
        bounds.upper += answer.isKnown() ? sure : countWords(answer.possible, m_words);
    }
    void answerCondition(std::size_t i)
    {
        const ConditionBits &bits = *m_conditions[i];
        const std::uint64_t *sure = bits.sure.data() + m_first;
        m_answers[i] = {sure, sure};
        if (bits.open.empty())
            return;
        m_room[i].begin(CriteriaJoin::Or, m_words);
        m_room[i].add({sure, sure});
        m_room[i].add({bits.open.data() + m_first, bits.open.data() + m_first});
        m_answers[i].possible = m_room[i].answer().sure;
    }
    /// False: it says nothing.
    [[nodiscard]] bool answerGroup(std::size_t i)
    {
        const Node &group = m_outline.nodes[i];
        m_room[i].begin(group.join, m_words);
        for (const int member : group.members) {
            if (!m_outline.nodes[std::size_t(member)].counts())
                continue;
            m_room[i].add(m_answers[std::size_t(member)]);
            if (auto &soFar = m_count.nodes[member].soFar)
                add(*soFar, m_room[i].answer());
        }
        m_answers[i] = m_room[i].isBegun() ? m_room[i].answer() : BlockAnswer();
        return m_room[i].isBegun();
    }
    /// The whole, were the node at `i` not muted: the groups above it are joined once more, with it.
    void countUnmuted(std::size_t i, CountBounds &bounds)
    {
        BlockAnswer changed = m_answers[i];
        int from = int(i);
        std::size_t turn = 0; // the answer of the group below is still looked at
        for (int at = m_outline.nodes[i].parent; at >= 0; from = at, at = m_outline.nodes[std::size_t(at)].parent) {
            const Node &group = m_outline.nodes[std::size_t(at)];
            JoinedAnswer &room = m_spare[turn++ % 2];
            room.begin(group.join, m_words);
            for (const int member : group.members) {
                if (member == from && changed.sure != nullptr)
                    room.add(changed);
                else if (member != from && m_outline.nodes[std::size_t(member)].counts())
                    room.add(m_answers[std::size_t(member)]);
            }
            changed = room.isBegun() ? room.answer() : BlockAnswer();
        }
        if (changed.sure != nullptr)
            add(bounds, changed);
        else
            bounds.upper = m_rows;
    }

    const CriteriaOutline &m_outline;
    const std::vector<SharedConditionBits> &m_conditions;
    const std::uint32_t m_rows;
    AudienceCount m_count;
    std::vector<BlockAnswer> m_answers; ///< Of the block, one a node; none: it says nothing.
    std::vector<JoinedAnswer> m_room; ///< Where they stand.
    std::array<JoinedAnswer, 2> m_spare;
    std::size_t m_first = 0, m_words = 0; ///< Of the block.
};

} // namespace

std::optional<AudienceCount> countAudience(ConditionCache &cache, const CriteriaQuestion &question,
                                           const std::stop_token &stop)
{
    const CriteriaOutline outline = CriteriaOutline::of(question);
    const std::vector<SharedConditionBits> conditions = cache.answers(outline, stop);
    if (conditions.empty())
        return std::nullopt;
    const ContactColumns &contacts = *cache.contacts();
    Counter counter(outline, conditions, contacts.rowCount());
    for (std::size_t block = 0; block < contacts.chunkCount(); ++block) {
        if (stop.stop_requested())
            return std::nullopt;
        counter.countBlock(block);
    }
    return counter.take();
}

} // namespace muster
