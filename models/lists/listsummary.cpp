// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/listsummary.h"

#include "models/lists/contactview.h"
#include "models/rules/numbers/numbercolumns.h"
#include "models/rules/numbers/numberengine.h"

#include <algorithm>
#include <bit>

namespace muster {
namespace {

void count(ListSummary &summary, const ListJudge::Judgement &judged, qint64 contacts)
{
    summary.verdicts[std::size_t(judged.verdict)] += contacts;
    for (ContactReasons left = judged.reasons; left != 0; left &= left - 1)
        summary.reasons[std::size_t(std::countr_zero(left))] += contacts;
}

void countOverrides(ListSummary &summary, const JudgedContacts &list)
{
    for (std::size_t number = 0; number < list.answers->chunkCount(); ++number) {
        if (!list.overrides->concerns(number))
            continue;
        const auto first = JudgedContacts::Row(number << ContactChunk::bits);
        for (std::uint32_t row = 0; row < list.answers->chunk(number).rows; ++row) {
            if (!list.overrides->find(first + row))
                continue;
            count(summary, (*list.judgements)[list.answers->classOf(first + row)], -1);
            count(summary, list.judgement(first + row), 1);
            ++summary.overridden;
        }
    }
}

} // namespace

ListSummary summarise(const JudgedContacts &list)
{
    ListSummary summary;
    if (!list.answers)
        return summary;
    const ContactAnswers &answers = *list.answers;
    const RegionList &regions = NumberEngine::shared().regions();
    std::vector<qint64> byRegion(regions.size());
    summary.contacts = answers.rowCount();
    for (std::size_t i = 0; i < answers.classes().size(); ++i) {
        const ContactClass &found = answers.classes()[i];
        const qint64 contacts = answers.counts()[i];
        count(summary, (*list.judgements)[i], contacts);
        byRegion[found.code == NumberColumns::notJudged ? 0 : regionOf(found.code)] += contacts;
        const NumberType type = lineTypeOf(found.code, found.facts);
        summary.lineTypes[std::size_t(type)] += contacts;
        summary.uncertainLines += type == NumberType::FixedLineOrMobile ? contacts : 0;
        summary.sources[std::size_t(knowledgeSourceOf(found.facts))] += contacts;
    }
    for (std::size_t i = 0; i < byRegion.size(); ++i) {
        if (byRegion[i] > 0)
            summary.regions << qMakePair(QString::fromStdString(regions.id(RegionIndex(i))), byRegion[i]);
    }
    std::sort(summary.regions.begin(), summary.regions.end(), [](const auto &a, const auto &b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    if (list.overrides && !list.overrides->isEmpty())
        countOverrides(summary, list);
    return summary;
}

} // namespace muster
