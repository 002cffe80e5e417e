// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/contactview.h"

#include "models/rules/numbers/numberengine.h"

#include <algorithm>
#include <limits>

namespace muster {

bool ContactOverrides::set(std::span<const Row> rows, const std::optional<Decision> &decision)
{
    std::uint16_t number = 0;
    if (decision) {
        auto place = std::find(m_decisions.begin(), m_decisions.end(), *decision);
        if (place == m_decisions.end()) {
            if (m_decisions.size() >= std::numeric_limits<std::uint16_t>::max() - 1u)
                return false;
            place = m_decisions.insert(place, *decision);
        }
        number = std::uint16_t(place - m_decisions.begin() + 1);
    }
    std::vector<std::shared_ptr<Chunk>> changed; // copied once, however many rows of a chunk change
    for (const Row row : rows) {
        const std::size_t at = ContactChunk::chunkOf(row);
        if (changed.size() <= at)
            changed.resize(at + 1);
        if (m_chunks.size() <= at)
            m_chunks.resize(at + 1);
        if (!changed[at]) {
            changed[at] = m_chunks[at] ? std::make_shared<Chunk>(*m_chunks[at]) : std::make_shared<Chunk>();
            m_chunks[at] = changed[at];
        }
        std::uint16_t &old = changed[at]->numbers[ContactChunk::rowIn(row)];
        const int more = int(number != 0) - int(old != 0);
        changed[at]->count += std::uint32_t(more);
        m_count += std::size_t(more);
        old = number;
    }
    return true;
}

std::size_t ContactOverrides::bytes() const
{
    std::size_t sum = 0;
    for (const std::shared_ptr<const Chunk> &chunk : m_chunks)
        sum += chunk ? sizeof *chunk : 0;
    return sum;
}

std::string JudgedContacts::newNumber(Row row) const
{
    if (judgement(row).verdict != ListVerdict::Fix)
        return {};
    const std::uint64_t e164 = answers->e164(row);
    return e164 == 0 || e164 == NumberVerdict::doesNotFit ? std::string() : unpackE164(e164);
}

ContactView::Row ContactView::placeOf(Row row) const
{
    if (!order)
        return row < size() ? row : notShown;
    if (isAscending) {
        const auto place = std::lower_bound(order->begin(), order->end(), row);
        return place != order->end() && *place == row ? Row(place - order->begin()) : notShown;
    }
    if (places)
        return row < places->size() ? (*places)[row] : notShown;
    const auto place = std::find(order->begin(), order->end(), row);
    return place == order->end() ? notShown : Row(place - order->begin());
}

SharedTally tallyOverrides(const std::shared_ptr<const ContactAnswers> &answers,
                           const std::shared_ptr<const ContactOverrides> &overrides, const std::stop_token &stop)
{
    if (!answers || !overrides)
        return nullptr;
    auto tally = std::make_shared<OverrideTally>(OverrideTally{answers, overrides, {}});
    tally->decided.resize(answers->classes().size());
    for (std::size_t number = 0; number < answers->chunkCount(); ++number) {
        if (stop.stop_requested())
            return nullptr;
        if (!overrides->concerns(number))
            continue;
        const auto first = ContactTable::Row(number << ContactChunk::bits);
        for (std::uint32_t row = 0; row < answers->chunk(number).rows; ++row) {
            if (const ContactOverrides::Decision *decision = overrides->find(first + row))
                ++tally->decided[answers->classOf(first + row)][std::size_t(decision->verdict)];
        }
    }
    return tally;
}

qint64 ContactDecision::count() const
{
    qint64 count = 0;
    for (const auto &[first, last] : rows)
        count += last - first + 1;
    return count;
}

DecisionsMade decideContacts(const ContactDecision &decision, const JudgedContacts &list, const std::stop_token &stop)
{
    std::vector<ContactTable::Row> contacts;
    contacts.reserve(std::size_t(decision.count()));
    for (const auto &[first, last] : decision.rows) {
        for (int row = first; row <= last; ++row)
            contacts.push_back(decision.view->rowAt(ContactTable::Row(row)));
    }
    if (decision.verdict) {
        // The rules' own judgement is that of the class: each is asked once.
        std::vector<bool> mayBe(list.judgements->size());
        for (const ContactTable::Row row : contacts) {
            const std::size_t kind = list.answers->classOf(row);
            if (mayBe[kind])
                continue;
            if (const auto allowed = ListJudge::mayOverride((*list.judgements)[kind], *decision.verdict); !allowed)
                return {failure(allowed.error()), nullptr};
            mayBe[kind] = true;
        }
    }
    if (stop.stop_requested())
        return {failure(ErrorKind::Cancelled), nullptr};
    auto overrides
        = list.overrides ? std::make_shared<ContactOverrides>(*list.overrides) : std::make_shared<ContactOverrides>();
    const auto word
        = decision.verdict ? std::optional(ContactOverrides::Decision{*decision.verdict, decision.note}) : std::nullopt;
    if (!overrides->set(contacts, word)) {
        return {failure(ErrorKind::LimitExceeded, "override_notes"), nullptr};
    }
    std::shared_ptr<const ContactOverrides> made = std::move(overrides);
    SharedTally tally = tallyOverrides(list.answers, made, stop);
    return {std::move(made), std::move(tally)};
}

} // namespace muster
