// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/listsummary.h"

#include "models/lists/contactview.h"
#include "models/rules/numbers/numberengine.h"
#include "models/rules/numbers/numberverdict.h"

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

void countOverrides(ListSummary &summary, const ClassJudgements &judgements, const OverrideTally &tally)
{
    for (std::size_t kind = 0; kind < tally.decided.size(); ++kind) {
        for (std::size_t verdict = 0; verdict < tally.decided[kind].size(); ++verdict) {
            const qint64 contacts = tally.decided[kind][verdict];
            if (contacts == 0)
                continue;
            count(summary, judgements[kind], -contacts);
            count(summary, ListJudge::overridden(judgements[kind], ListVerdict(verdict)), contacts);
            summary.overridden += contacts;
        }
    }
}

} // namespace

ListSummary summarise(const JudgedContacts &list, const OverrideTally *tally)
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
        byRegion[found.code == notJudged ? 0 : regionOf(found.code)] += contacts;
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
    if (tally) {
        Q_ASSERT(tally->answers == list.answers && tally->overrides == list.overrides);
        countOverrides(summary, *list.judgements, *tally);
    }
    return summary;
}

} // namespace muster
