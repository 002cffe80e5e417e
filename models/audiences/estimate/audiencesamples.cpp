// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/estimate/audiencesamples.h"

#include "models/audiences/estimate/membershipreasons.h"

#include <QHash>
#include <algorithm>

namespace muster {

namespace {

using Node = CriteriaOutline::Node;

constexpr int levels = AudienceSamples::farthest + 1;

/// For one chunk, who satisfies a node when at most none, one, two, three conditions below it are turned to true, and
/// whom it does not surely keep out as it is.
struct Nearness
{
    std::array<BlockWords, levels> within;
    BlockWords possible;
};

/// Of a group of all: what is left over is shared among the members.
void meet(Nearness &into, const Nearness &other, std::size_t words)
{
    for (std::size_t i = 0; i < words; ++i) {
        for (int level = levels - 1; level >= 0; --level) {
            std::uint64_t both = 0;
            for (int mine = 0; mine <= level; ++mine)
                both |= into.within[std::size_t(mine)][i] & other.within[std::size_t(level - mine)][i];
            into.within[std::size_t(level)][i] = both;
        }
        into.possible[i] &= other.possible[i];
    }
}

void unite(Nearness &into, const Nearness &other, std::size_t words)
{
    for (int level = 0; level < levels; ++level)
        joinWords(into.within[std::size_t(level)].data(), other.within[std::size_t(level)].data(), words,
                  CriteriaJoin::Or);
    joinWords(into.possible.data(), other.possible.data(), words, CriteriaJoin::Or);
}

class Sampler
{
public:
    Sampler(const CriteriaOutline &outline, const std::vector<SharedConditionBits> &conditions, std::uint32_t rows)
        : m_outline(outline)
        , m_conditions(conditions)
        , m_rows(rows)
        , m_nodes(outline.nodes.size())
    {
        for (ContactBits &bits : m_found)
            bits.resize((std::size_t(rows) + 63) / 64);
    }

    void takeBlock(std::size_t block)
    {
        const std::size_t first = block * wordsOfChunk;
        const std::size_t words = std::min(wordsOfChunk, (std::size_t(m_rows) + 63) / 64 - first);
        for (std::size_t i = m_outline.nodes.size(); i-- > 0;) { // members before their group
            if (m_outline.nodes[i].isGroup)
                joinGroup(i, words);
            else
                takeCondition(i, first, words);
        }
        const Nearness &whole = m_nodes.front();
        for (std::size_t i = 0; i < words; ++i) {
            m_found[0][first + i] = whole.within[0][i];
            for (std::size_t level = 1; level < std::size_t(levels); ++level) {
                m_found[level][first + i]
                    = whole.within[level][i] & ~whole.within[level - 1][i] & ~whole.possible[i] & rowsOf(first + i);
            }
        }
    }

    [[nodiscard]] AudienceSamples take(int wanted) const
    {
        AudienceSamples samples;
        samples.matching = spread(m_found[0], countWords(m_found[0].data(), m_found[0].size()), wanted);
        for (int changes = 1; changes < levels; ++changes) {
            const ContactBits &found = m_found[std::size_t(changes)];
            const qint64 count = countWords(found.data(), found.size());
            samples.missedBy[std::size_t(changes - 1)] = count;
            for (const std::uint32_t row : spread(found, count, wanted - int(samples.nearMisses.size())))
                samples.nearMisses.append({row, changes});
        }
        return samples;
    }

private:
    /// The bits of a word that stand for contacts.
    [[nodiscard]] std::uint64_t rowsOf(std::size_t word) const
    {
        const std::size_t left = m_rows - word * 64;
        return left >= 64 ? ~std::uint64_t(0) : (std::uint64_t(1) << left) - 1;
    }
    void takeCondition(std::size_t i, std::size_t first, std::size_t words)
    {
        Nearness &node = m_nodes[i];
        const ConditionBits &bits = *m_conditions[i];
        std::copy_n(bits.sure.begin() + qptrdiff(first), words, node.within[0].begin());
        for (std::size_t level = 1; level < std::size_t(levels); ++level)
            std::fill_n(node.within[level].begin(), words, ~std::uint64_t(0));
        node.possible = node.within[0];
        if (!bits.open.empty())
            joinWords(node.possible.data(), bits.open.data() + first, words, CriteriaJoin::Or);
    }
    void joinGroup(std::size_t i, std::size_t words)
    {
        const Node &group = m_outline.nodes[i];
        bool isFirst = true;
        for (const int member : group.members) {
            if (!m_outline.nodes[std::size_t(member)].counts())
                continue;
            const Nearness &other = m_nodes[std::size_t(member)];
            if (isFirst)
                m_nodes[i] = other;
            else if (group.join == CriteriaJoin::And)
                meet(m_nodes[i], other, words);
            else
                unite(m_nodes[i], other, words);
            isFirst = false;
        }
    }
    /// `wanted` of them, evenly spread.
    [[nodiscard]] static QList<std::uint32_t> spread(const ContactBits &bits, qint64 count, int wanted)
    {
        QList<std::uint32_t> rows;
        const qint64 taken = std::min<qint64>(count, wanted);
        qint64 rank = 0;
        for (std::size_t word = 0; word < bits.size() && rows.size() < taken; ++word) {
            const int inWord = std::popcount(bits[word]);
            std::uint64_t left = bits[word];
            for (int i = 0; i < inWord; ++i, left &= left - 1) {
                if (rows.size() < taken && rank + i == rows.size() * count / taken)
                    rows.append(std::uint32_t(word * 64 + std::size_t(std::countr_zero(left))));
            }
            rank += inWord;
        }
        return rows;
    }

    const CriteriaOutline &m_outline;
    const std::vector<SharedConditionBits> &m_conditions;
    const std::uint32_t m_rows;
    std::vector<Nearness> m_nodes;
    std::array<ContactBits, levels> m_found; ///< Those that match, and those that miss by one, two, three.
};

} // namespace

std::optional<AudienceSamples> sampleAudience(ConditionCache &cache, const CriteriaQuestion &question, int wanted,
                                              const std::stop_token &stop)
{
    const CriteriaOutline outline = CriteriaOutline::of(question);
    if (!outline.nodes.front().saysSomething)
        return AudienceSamples();
    const std::vector<SharedConditionBits> conditions = cache.answers(outline, stop);
    if (conditions.empty())
        return std::nullopt;
    const ContactColumns &contacts = *cache.contacts();
    Sampler sampler(outline, conditions, contacts.rowCount());
    for (std::size_t block = 0; block < contacts.chunkCount(); ++block) {
        if (stop.stop_requested())
            return std::nullopt;
        sampler.takeBlock(block);
    }
    return sampler.take(wanted);
}

namespace {

QString shown(std::string_view cell)
{
    // A character is four bytes at most: what lies behind is not even read. The one more tells that it was longer.
    constexpr qsizetype most = SampleRows::longestText + 1;
    const auto bytes = std::min<std::size_t>(cell.size(), std::size_t(most) * 4);
    QString text = QString::fromUtf8(cell.data(), qsizetype(bytes)).left(most);
    if (!text.isEmpty() && text.back().isHighSurrogate())
        text.chop(1);
    return text;
}

class RowMaker
{
public:
    RowMaker(const ContactColumns &contacts, const CriteriaQuestion &question)
        : m_contacts(contacts)
        , m_question(question)
    {
        const CriteriaOutline outline = CriteriaOutline::of(question);
        for (std::size_t i = 0; i < outline.nodes.size(); ++i) {
            const CriteriaOutline::Node &node = outline.nodes[i];
            if (node.isGroup || !outline.takesPart(int(i)))
                continue;
            qsizetype place = fields.size();
            for (qsizetype at = 0; at < fields.size(); ++at) {
                if (fields[at].name == node.condition.field)
                    place = at;
            }
            if (place == fields.size()) {
                m_columns.append(contacts.indexOf(node.condition.field));
                fields.append({.name = node.condition.field, .isMissing = m_columns.last() < 0});
            }
            m_places.insert(node.path, place);
        }
    }

    [[nodiscard]] SampleRow row(std::uint32_t number, int changes) const
    {
        SampleRow row{.row = number, .changes = changes};
        if (m_contacts.fieldCount() > 0)
            row.id = shown(m_contacts.cell(number, 0));
        for (const int column : m_columns)
            row.cells.append({.text = column < 0 ? QString() : shown(m_contacts.cell(number, column))});
        if (changes > 0) {
            const auto failing = membershipReasons(m_contacts, m_question, number).toGetIn;
            for (const CriteriaPath &path : failing.value_or(QList<CriteriaPath>()))
                row.cells[m_places.value(path)].fails = true;
        }
        return row;
    }

    QList<SampleRows::Field> fields;

private:
    const ContactColumns &m_contacts;
    const CriteriaQuestion &m_question;
    QList<int> m_columns; ///< As `fields`, among those of the contacts; -1: they have none.
    QHash<CriteriaPath, qsizetype> m_places; ///< Of conditions among `fields`.
};

} // namespace

std::optional<SampleRows> sampleRows(const ContactColumns &contacts, const CriteriaQuestion &question,
                                     const AudienceSamples &samples, const std::stop_token &stop)
{
    const RowMaker maker(contacts, question);
    SampleRows table{.fields = maker.fields, .rows = {}};
    for (const std::uint32_t row : samples.matching) {
        if (stop.stop_requested())
            return std::nullopt;
        table.rows.append(maker.row(row, 0));
    }
    for (const NearMiss &miss : samples.nearMisses) {
        if (stop.stop_requested())
            return std::nullopt;
        table.rows.append(maker.row(miss.row, miss.changes));
    }
    return table;
}

} // namespace muster
