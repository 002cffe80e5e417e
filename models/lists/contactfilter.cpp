// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/contactfilter.h"

#include "models/rules/numbers/numberengine.h"
#include "network/wire/mapped.h"

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

namespace {

/// "region=GB,US", "region!=GB"; nothing when no value is chosen.
void addPart(QStringList &parts, const QString &name, QStringList values, bool isInverted)
{
    if (values.isEmpty())
        return;
    values.sort(); // the same choice in another order is the same scope
    parts << name + (isInverted ? QStringLiteral("!=") : QStringLiteral("=")) + values.join(QLatin1Char(','));
}

template <typename Value>
QStringList keysOf(const std::vector<Value> &values)
{
    return mapped(values, [](Value value) { return keyOf(value); });
}

} // namespace

bool ContactFilter::isEmpty() const
{
    return verdicts.empty() && reasons.empty() && regions.isEmpty() && lineTypes.empty() && sources.empty()
        && !onlyChanges && !moved.moves && search.isEmpty();
}

QString ContactFilter::key() const
{
    QStringList parts;
    addPart(parts, QStringLiteral("verdict"), keysOf(verdicts), invertVerdicts);
    addPart(parts, QStringLiteral("reason"), keysOf(reasons), invertReasons);
    QStringList named = regions;
    for (QString &region : named) {
        if (region.isEmpty())
            region = QStringLiteral("none");
    }
    addPart(parts, QStringLiteral("region"), named, invertRegions);
    const auto typeKey = [](NumberType type) {
        const std::string_view name = numberTypeName(type);
        return QString::fromLatin1(name.data(), qsizetype(name.size()));
    };
    addPart(parts, QStringLiteral("line"), mapped(lineTypes, typeKey), invertLineTypes);
    addPart(parts, QStringLiteral("source"), keysOf(sources), invertSources);
    if (onlyChanges)
        parts << QStringLiteral("changes");
    if (moved.moves) {
        parts << (moved.fromTo ? QString(QStringLiteral("moved=") + keyOf(moved.fromTo->first) + u'>'
                                         + keyOf(moved.fromTo->second))
                               : QStringLiteral("moved"));
    }
    if (!search.isEmpty())
        parts << QStringLiteral("search"); // not what was looked for: that may be somebody's number
    return parts.isEmpty() ? QStringLiteral("all") : parts.join(QLatin1Char(';'));
}

} // namespace muster
