// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/listsummary.h"

#include "models/lists/contactview.h"
#include "models/lists/contactviewmaker.h"
#include "models/lists/facetchoice.h"
#include "models/rules/numbers/numberengine.h"
#include "models/rules/numbers/numberverdict.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <numeric>
#include <vector>

namespace muster {
namespace {

/// Contacts of each class, and how many of them a person decided how; the latter may be empty.
using ByClass = std::vector<std::uint32_t>;
using DecidedByClass = decltype(OverrideTally::decided);

/// Adds contacts up by facet. A facet counts what no other facet holds back.
class FacetCounting
{
public:
    explicit FacetCounting(const ContactFilter &filter)
        : m_choice(filter)
        , m_byRegion(NumberEngine::shared().regions().size())
    {
    }

    void add(const JudgedContacts &list, const ByClass &contacts, const DecidedByClass &decided)
    {
        for (std::size_t kind = 0; kind < contacts.size(); ++kind) {
            const ContactClass &found = list.answers->classes()[kind];
            const ListJudge::Judgement &judged = (*list.judgements)[kind];
            qint64 left = contacts[kind];
            for (int verdict = 0; kind < decided.size() && verdict < listVerdictCount; ++verdict) {
                const qint64 some = decided[kind][std::size_t(verdict)];
                left -= some;
                if (some > 0)
                    count(found, ListJudge::overridden(judged, ListVerdict(verdict)), some);
            }
            if (left > 0)
                count(found, judged, left);
        }
    }
    /// The whole list. `tally`: null where nobody decided anything.
    void add(const JudgedContacts &list, const OverrideTally *tally)
    {
        Q_ASSERT(!tally || (tally->answers == list.answers && tally->overrides == list.overrides));
        add(list, list.answers->counts(), tally ? tally->decided : DecidedByClass());
    }
    /// The five facets; the rest of the summary stays.
    void tell(ListSummary &summary) const
    {
        const RegionList &regions = NumberEngine::shared().regions();
        summary.verdicts = m_counts.verdicts;
        summary.reasons = m_counts.reasons;
        summary.lineTypes = m_counts.lineTypes;
        summary.sources = m_counts.sources;
        summary.regions.clear();
        for (std::size_t i = 0; i < m_byRegion.size(); ++i) {
            if (m_byRegion[i] > 0)
                summary.regions << qMakePair(QString::fromStdString(regions.id(RegionIndex(i))), m_byRegion[i]);
        }
        std::sort(summary.regions.begin(), summary.regions.end(), [](const auto &a, const auto &b) {
            return a.second != b.second ? a.second > b.second : a.first < b.first;
        });
    }

private:
    void count(const ContactClass &found, const ListJudge::Judgement &judged, qint64 contacts)
    {
        const FacetChoice::Facets back = m_choice.holdingBack(found, judged);
        const auto counts = [back](FacetChoice::Facet facet) { return (back & ~facet) == 0; };
        if (counts(FacetChoice::Verdicts))
            m_counts.verdicts[std::size_t(judged.verdict)] += contacts;
        if (counts(FacetChoice::Reasons)) {
            for (ContactReasons left = judged.reasons; left != 0; left &= left - 1)
                m_counts.reasons[std::size_t(std::countr_zero(left))] += contacts;
        }
        if (counts(FacetChoice::Regions))
            m_byRegion[found.code == notJudged ? 0 : regionOf(found.code)] += contacts;
        if (counts(FacetChoice::LineTypes))
            m_counts.lineTypes[std::size_t(lineTypeOf(found.code, found.facts))] += contacts;
        if (counts(FacetChoice::Sources))
            m_counts.sources[std::size_t(knowledgeSourceOf(found.facts))] += contacts;
    }

    const FacetChoice m_choice;
    ListSummary m_counts; ///< Of it only the facets.
    std::vector<qint64> m_byRegion; ///< By RegionIndex.
};

/// Adds those that search and comparison let through. False when stopped.
bool addFound(FacetCounting &counting, const JudgedContacts &list, const ContactFilter &filter,
              const std::stop_token &stop)
{
    const std::vector<JudgedContacts::Row> rows
        = filterContacts(list, {.moved = filter.moved, .search = filter.search}, stop);
    if (stop.stop_requested())
        return false;
    ByClass contacts(list.answers->classes().size());
    DecidedByClass decided(list.overrides ? contacts.size() : 0);
    for (const JudgedContacts::Row row : rows) {
        const std::uint32_t kind = list.answers->classOf(row);
        ++contacts[kind];
        if (const ContactOverrides::Decision *decision = list.decision(row))
            ++decided[kind][std::size_t(decision->verdict)];
    }
    counting.add(list, contacts, decided);
    return true;
}

} // namespace

ListSummary summarise(const JudgedContacts &list, const OverrideTally *tally)
{
    ListSummary summary;
    if (!list.answers)
        return summary;
    const ContactFilter everything{};
    FacetCounting counting(everything);
    counting.add(list, tally);
    counting.tell(summary);
    summary.contacts = list.rowCount();
    summary.uncertainLines = summary.lineTypes[std::size_t(NumberType::FixedLineOrMobile)];
    if (tally) {
        for (const auto &decided : tally->decided)
            summary.overridden += std::accumulate(decided.begin(), decided.end(), qint64(0));
    }
    return summary;
}

std::optional<ListSummary> countFacets(const ListSummary &whole, const JudgedContacts &list, const OverrideTally *tally,
                                       const ContactFilter &filter, const std::stop_token &stop)
{
    if (!list.answers || filter.isEmpty())
        return whole;
    FacetCounting counting(filter);
    if (!filter.isOfRows())
        counting.add(list, tally);
    else if (!addFound(counting, list, filter, stop))
        return std::nullopt;
    ListSummary facets = whole;
    counting.tell(facets);
    return facets;
}

} // namespace muster
