// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/contactviewmaker.h"

#include "models/lists/facetchoice.h"
#include "models/lists/parallel.h"
#include "models/lists/textcolumn.h"
#include "models/rules/numbers/numberengine.h"
#include "models/rules/numbers/numberverdict.h"

#include <algorithm>
#include <cstring>
#include <numeric>

namespace muster {
namespace {

using Row = ContactTable::Row;

class Filtering
{
public:
    Filtering(const JudgedContacts &list, const ContactFilter &filter)
        : m_list(list)
        , m_choice(filter)
        , m_moved(filter.moved)
        , m_search(filter.search)
        , m_classLets(list.answers->classes().size())
        , m_asksNumbers(looksLikeNumber(filter.search))
    {
        for (std::size_t i = 0; i < m_classLets.size(); ++i)
            m_classLets[i] = m_choice.lets(list.answers->classes()[i], (*list.judgements)[i]) ? 1 : 0;
    }

    void chunk(std::size_t number, std::vector<Row> &found) const
    {
        const AnswerChunk &answers = m_list.answers->chunk(number);
        std::vector<unsigned char> lets(answers.classes.size());
        for (std::size_t i = 0; i < lets.size(); ++i)
            lets[i] = m_classLets[answers.classes[i]];
        const bool isOverridden = m_list.overrides && m_list.overrides->concerns(number);
        if (!isOverridden && std::find(lets.begin(), lets.end(), 1) == lets.end())
            return;
        std::vector<unsigned char> hits(answers.rows, m_search.isEmpty() ? 1 : 0);
        if (!m_search.isEmpty())
            search(number, hits.data());
        if (std::find(lets.begin(), lets.end(), 0) != lets.end()) {
            const std::uint16_t *local = answers.local.get();
            for (std::uint32_t row = 0; row < answers.rows; ++row)
                hits[row] &= lets[local[row]];
        }
        const auto first = Row(number << ContactChunk::bits);
        if (isOverridden)
            askOverridden(number, first, hits);
        if (m_moved.moves)
            askMoved(first, hits);
        collect(hits, first, found);
    }

private:
    /// The rows that are hit: eight at once where none is, as after most searches, and without branches among others.
    static void collect(std::vector<unsigned char> &hits, Row first, std::vector<Row> &found)
    {
        constexpr std::size_t step = sizeof(std::uint64_t);
        const std::size_t rows = hits.size();
        hits.resize((rows + step - 1) / step * step);
        found.resize(std::accumulate(hits.begin(), hits.end(), std::size_t(0)) + step); // then cut
        std::size_t count = 0;
        for (std::size_t row = 0; row < rows; row += step) {
            std::uint64_t eight = 0;
            std::memcpy(&eight, hits.data() + row, sizeof eight);
            if (eight == 0)
                continue;
            for (std::size_t i = 0; i < step; ++i) {
                found[count] = first + Row(row + i);
                count += hits[row + i];
            }
        }
        found.resize(count);
    }
    /// A part of an E.164 number can only be digits, perhaps behind a plus.
    [[nodiscard]] static bool looksLikeNumber(const QString &search)
    {
        const QStringView digits = search.startsWith(QLatin1Char('+')) ? QStringView(search).mid(1) : search;
        return !digits.isEmpty()
            && std::all_of(digits.begin(), digits.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    }
    void search(std::size_t number, unsigned char *hits) const
    {
        const ContactChunk &chunk = m_list.contacts().chunk(number);
        m_search.mark(chunk.phones, chunk.rows, hits);
        m_search.mark(chunk.ids, chunk.rows, hits);
        for (const TextColumn &member : chunk.members)
            m_search.mark(member, chunk.rows, hits);
        if (m_asksNumbers)
            m_search.mark(m_list.answers->chunk(number).numbers, chunk.rows, hits);
    }
    /// Their class does not tell what a person decided. Asked with the search taken back, which lets() knows nothing
    /// of.
    void askOverridden(std::size_t number, Row first, std::vector<unsigned char> &hits) const
    {
        std::vector<unsigned char> searched;
        for (std::uint32_t row = 0; row < hits.size(); ++row) {
            if (!m_list.overrides->find(first + row))
                continue;
            if (searched.empty()) {
                searched.assign(hits.size(), m_search.isEmpty() ? 1 : 0);
                if (!m_search.isEmpty())
                    search(number, searched.data());
            }
            const ContactClass &found = m_list.answers->classes()[m_list.answers->classOf(first + row)];
            hits[row] = searched[row] & (m_choice.lets(found, m_list.judgement(first + row)) ? 1 : 0);
        }
    }

    void askMoved(Row first, std::vector<unsigned char> &hits) const
    {
        for (std::uint32_t row = 0; row < hits.size(); ++row) {
            const bool is = m_moved.fromTo
                ? m_moved.moves->isMoved(first + row, m_moved.fromTo->first, m_moved.fromTo->second)
                : m_moved.moves->isMoved(first + row);
            hits[row] &= is ? 1 : 0;
        }
    }

    const JudgedContacts &m_list;
    const FacetChoice m_choice;
    const MoveFilter m_moved;
    const TextSearch m_search;
    std::vector<unsigned char> m_classLets;
    const bool m_asksNumbers;
};

/// A kept order without the rows that the filter holds back.
std::vector<Row> pick(const std::vector<Row> &sorted, const std::vector<Row> &chosen)
{
    std::vector<std::uint64_t> isChosen(sorted.size() / 64 + 1);
    for (const Row row : chosen)
        isChosen[row / 64] |= std::uint64_t(1) << (row % 64);
    std::vector<Row> picked(chosen.size() + 1);
    std::size_t count = 0;
    for (const Row row : sorted) {
        picked[count] = row;
        count += isChosen[row / 64] >> (row % 64) & 1;
    }
    picked.resize(count);
    return picked;
}

bool sortRows(const ViewOrder &order, std::vector<Row> &rows, KeptOrder &kept, const std::stop_token &stop)
{
    const bool isWhole = rows.size() == order.list.rowCount();
    if (!order.sort.isOfContactsOnly())
        return sortContacts(order.list, order.sort, rows, stop);
    if (order.kept.rows && order.kept.contacts == order.list.answers->contacts() && order.kept.key == order.sort) {
        kept = order.kept;
        rows = isWhole ? *kept.rows : pick(*kept.rows, rows);
        return true;
    }
    if (!sortContacts(order.list, order.sort, rows, stop))
        return false;
    if (isWhole)
        kept = {order.list.answers->contacts(), order.sort, std::make_shared<const std::vector<Row>>(rows)};
    return true;
}

} // namespace

std::vector<Row> filterContacts(const JudgedContacts &list, const ContactFilter &filter, const std::stop_token &stop)
{
    std::vector<Row> rows;
    if (!list.answers)
        return rows;
    if (filter.isEmpty()) {
        rows.resize(list.rowCount());
        std::iota(rows.begin(), rows.end(), Row(0));
        return rows;
    }
    const Filtering filtering(list, filter);
    std::vector<std::vector<Row>> parts(list.answers->chunkCount());
    parallelFor(parts.size(), stop, [&](std::size_t number) { filtering.chunk(number, parts[number]); });
    std::size_t size = 0;
    for (const std::vector<Row> &part : parts)
        size += part.size();
    rows.reserve(size);
    for (const std::vector<Row> &part : parts)
        rows.insert(rows.end(), part.begin(), part.end());
    return rows;
}

std::shared_ptr<const MadeView> makeView(const ViewOrder &order, const std::stop_token &stop)
{
    auto made = std::make_shared<MadeView>();
    made->view.list = order.list;
    made->kept = order.kept; // stays good until the contacts change
    const bool isListOrder = order.sort.by == ContactSortKey::By::ListOrder && !order.sort.isDescending;
    if (!order.list.answers || (isListOrder && order.filter.isEmpty()))
        return made;
    std::vector<Row> rows = filterContacts(order.list, order.filter, stop);
    if (!isListOrder && !sortRows(order, rows, made->kept, stop))
        return nullptr;
    if (stop.stop_requested())
        return nullptr;
    made->view.isAscending = isListOrder;
    if (!isListOrder && order.keepsPlaces) {
        auto places = std::make_shared<std::vector<Row>>(order.list.rowCount(), ContactView::notShown);
        for (std::size_t place = 0; place < rows.size(); ++place)
            (*places)[rows[place]] = Row(place);
        made->view.places = std::move(places);
    }
    made->view.order = std::make_shared<const std::vector<Row>>(std::move(rows));
    return made;
}

} // namespace muster
