// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/verdictmoves.h"

#include "models/rules/numbers/numberengine.h"

namespace muster {

VerdictMoves::VerdictMoves(const JudgedContacts &list, const ContactAnswers &then,
                           const SanitizationDirective &directive)
    : m_name(directive.name)
{
    const auto &lists = then.settings().lists;
    const ListJudge judge(directive, NumberEngine::shared().regions(), lists ? lists->checks : ListChecks());
    std::vector<ListJudge::Judgement> judgements;
    judgements.reserve(then.classes().size());
    for (const ContactClass &found : then.classes())
        judgements.push_back(judge.judge(found.code, found.findings, found.facts));
    m_moves.reserve(list.rowCount());
    for (Row row = 0; row < list.rowCount(); ++row) {
        const ListVerdict from = list.judgement(row).verdict;
        const ListJudge::Judgement &judged = judgements[then.classOf(row)];
        const ContactOverrides::Decision *decided = list.decision(row);
        const ListVerdict to = decided ? ListJudge::overridden(judged, decided->verdict).verdict : judged.verdict;
        m_moves.push_back(byteOf(from, to));
        ++m_counts[std::size_t(from)][std::size_t(to)];
    }
}

qint64 VerdictMoves::moved() const
{
    qint64 sum = 0;
    for (std::size_t from = 0; from < m_counts.size(); ++from) {
        for (std::size_t to = 0; to < m_counts.size(); ++to)
            sum += from == to ? 0 : m_counts[from][to];
    }
    return sum;
}

} // namespace muster
