// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/criteria.h"

#include <QRandomGenerator>
#include <QStringList>

namespace muster {

/// "a equals 1"; the value's type is that of the argument.
inline CriteriaNode is(const QString &field, const CriteriaValue &value = QStringLiteral("1"),
                       CriteriaOperator op = CriteriaOperator::Equals)
{
    return {CriteriaCondition{field, op, value}};
}

inline CriteriaValue number(const char *spelling)
{
    return CriteriaNumber{spelling};
}

inline CriteriaGroup allOf(std::vector<CriteriaNode> members)
{
    return {CriteriaJoin::And, std::move(members)};
}

inline CriteriaGroup anyOf(std::vector<CriteriaNode> members)
{
    return {CriteriaJoin::Or, std::move(members)};
}

/// "and(a, or(b, c))": fields only.
inline QString shapeOf(const CriteriaNode &node)
{
    if (const auto *condition = std::get_if<CriteriaCondition>(&node.content))
        return condition->field;
    const auto &group = std::get<CriteriaGroup>(node.content);
    QStringList members;
    for (const CriteriaNode &member : group.members)
        members.append(shapeOf(member));
    const QString join = group.join == CriteriaJoin::And ? QStringLiteral("and") : QStringLiteral("or");
    return join + u'(' + members.join(QLatin1String(", ")) + u')';
}

/// Trees of every form that a reader takes: empty groups too, texts with quotes and other scripts, numbers as JSON
/// spells them.
class RandomCriteria
{
public:
    explicit RandomCriteria(quint32 seed)
        : m_random(seed)
    {
    }

    [[nodiscard]] int below(int bound) { return int(m_random.bounded(bound)); }

    [[nodiscard]] CriteriaValue value()
    {
        static const QStringList texts{{},
                                       QStringLiteral("technology"),
                                       QStringLiteral("O\"Brien\\ \u00e4\u4e16\u754c"),
                                       QStringLiteral("2026-02-28"),
                                       QStringLiteral("tab\tand\nline\u0001"),
                                       QString::fromUcs4(U"\U0001F600"),
                                       QStringLiteral("500000")};
        static const QList<QByteArray> numbers{
            "0", "-0", "500000", "1e7", "-0.10", "1E+2", "1.5e-9", "123456789012345678901234567890", "1e999999"};
        switch (below(4)) {
        case 0:
            return below(2) == 0;
        case 1:
            return CriteriaNumber{numbers[below(int(numbers.size()))]};
        default:
            return texts[below(int(texts.size()))];
        }
    }

    [[nodiscard]] CriteriaCondition condition()
    {
        static const QStringList fields{QStringLiteral("industry"), QStringLiteral("annual_revenue"),
                                        QStringLiteral("last \"seen\""), QStringLiteral("\u00e5r"), QString()};
        return {fields[below(int(fields.size()))], CriteriaOperator(below(6)), value()};
    }

    /// At most `levels` levels of groups.
    [[nodiscard]] CriteriaGroup group(int levels = criteriaDepthLimit)
    {
        CriteriaGroup group{below(2) == 0 ? CriteriaJoin::And : CriteriaJoin::Or, {}};
        const int members = below(5);
        for (int i = 0; i < members; ++i) {
            if (levels > 1 && below(3) == 0)
                group.members.push_back({this->group(levels - 1)});
            else
                group.members.push_back({condition()});
        }
        return group;
    }

private:
    QRandomGenerator m_random;
};

} // namespace muster
