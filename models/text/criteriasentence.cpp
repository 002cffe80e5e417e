// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/criteriasentence.h"

#include "models/text/criteriawords.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

namespace muster {

namespace {

using Op = CriteriaOperator;

struct SentenceWords
{
    Q_DECLARE_TR_FUNCTIONS(CriteriaSentence)
};

/// `pattern` with %1 and %2 replaced by pieces, whose ranges move along. A translator may change their order.
CriteriaSentence filled(const QString &pattern, const QList<CriteriaSentence> &pieces)
{
    CriteriaSentence whole;
    for (qsizetype at = 0; at < pattern.size(); ++at) {
        const bool isPlace = pattern[at] == u'%' && at + 1 < pattern.size() && pattern[at + 1].isDigit();
        const int index = isPlace ? pattern[at + 1].digitValue() - 1 : -1;
        if (index < 0 || index >= pieces.size()) {
            whole.text += pattern[at];
            continue;
        }
        for (SentenceRange range : pieces[index].ranges) {
            range.start += whole.text.size();
            whole.ranges.append(range);
        }
        whole.text += pieces[index].text;
        ++at;
    }
    return whole;
}

/// The whole of `sentence` is what speaks of the node at `path`.
CriteriaSentence about(const CriteriaPath &path, CriteriaSentence sentence)
{
    sentence.ranges.prepend({0, sentence.text.size(), path});
    return sentence;
}

/// Halves first, so that a thousand pieces are not copied a thousand times.
CriteriaSentence joined(const QString &pattern, const QList<CriteriaSentence> &pieces)
{
    if (pieces.size() <= 1)
        return pieces.value(0);
    const qsizetype half = pieces.size() / 2;
    return filled(pattern, {joined(pattern, pieces.first(half)), joined(pattern, pieces.sliced(half))});
}

QString numberPattern(Op op)
{
    return op == Op::GreaterThan ? SentenceWords::tr("%1 is over %2") : SentenceWords::tr("%1 is under %2");
}

QString datePattern(Op op)
{
    return op == Op::GreaterThan ? SentenceWords::tr("%1 is after %2") : SentenceWords::tr("%1 is before %2");
}

/// %1 is the field, %2 the value.
QString pattern(Op op, CriteriaFieldType type)
{
    switch (op) {
    case Op::Equals:
        return SentenceWords::tr("%1 is %2");
    case Op::NotEquals:
        return SentenceWords::tr("%1 is not %2");
    case Op::GreaterThan:
    case Op::LessThan:
        if (type == CriteriaFieldType::Number)
            return numberPattern(op);
        if (type == CriteriaFieldType::Date)
            return datePattern(op);
        return op == Op::GreaterThan ? SentenceWords::tr("%1 is greater than %2")
                                     : SentenceWords::tr("%1 is less than %2");
    case Op::Contains:
        return SentenceWords::tr("%1 contains %2");
    case Op::StartsWith:
        return SentenceWords::tr("%1 starts with %2");
    }
    return {};
}

QString valueText(const CriteriaCondition &condition, CriteriaFieldType type)
{
    const QString text = criteriaValueText(condition.value, type);
    const auto *given = std::get_if<QString>(&condition.value);
    if (given == nullptr || given->isEmpty())
        return text;
    const bool isWord = std::all_of(given->cbegin(), given->cend(),
                                    [](QChar c) { return c.isLetterOrNumber() || c == u'-' || c == u'_'; });
    //: A text that is not one plain word.
    return isWord ? text : SentenceWords::tr("“%1”").arg(text);
}

class SentenceMaker
{
public:
    explicit SentenceMaker(const CriteriaFields &fields)
        : m_fields(fields)
    {
    }

    [[nodiscard]] CriteriaSentence group(const CriteriaGroup &group, const CriteriaPath &path) const;

private:
    [[nodiscard]] CriteriaSentence node(const CriteriaNode &node, const CriteriaPath &path) const;
    [[nodiscard]] CriteriaSentence condition(const CriteriaCondition &condition, const CriteriaPath &path) const;
    [[nodiscard]] CriteriaSentence oneOf(const CriteriaGroup &group, const CriteriaPath &path) const;
    [[nodiscard]] static bool isOneOf(const CriteriaGroup &group);
    [[nodiscard]] static CriteriaPath below(CriteriaPath path, std::size_t index)
    {
        path.append(int(index));
        return path;
    }

    const CriteriaFields &m_fields;
};

CriteriaSentence SentenceMaker::condition(const CriteriaCondition &condition, const CriteriaPath &path) const
{
    const CriteriaFieldType type = criteriaTypeOf(condition, m_fields);
    const CriteriaSentence field{criteriaFieldText(condition.field, m_fields), {}};
    return about(path, filled(pattern(condition.op, type), {field, {valueText(condition, type), {}}}));
}

// Several values of one field.
bool SentenceMaker::isOneOf(const CriteriaGroup &group)
{
    if (group.join != CriteriaJoin::Or || group.members.size() < 2)
        return false;
    const auto *first = std::get_if<CriteriaCondition>(&group.members.front().content);
    return first != nullptr && std::all_of(group.members.cbegin(), group.members.cend(), [first](const auto &member) {
               const auto *condition = std::get_if<CriteriaCondition>(&member.content);
               return condition != nullptr && condition->op == Op::Equals && condition->field == first->field;
           });
}

CriteriaSentence SentenceMaker::oneOf(const CriteriaGroup &group, const CriteriaPath &path) const
{
    QList<CriteriaSentence> values;
    QString field;
    for (std::size_t i = 0; i < group.members.size(); ++i) {
        const auto &condition = std::get<CriteriaCondition>(group.members[i].content);
        field = criteriaFieldText(condition.field, m_fields);
        values.append(about(below(path, i), {valueText(condition, criteriaTypeOf(condition, m_fields)), {}}));
    }
    //: Values of a list.
    const CriteriaSentence list = joined(SentenceWords::tr("%1, %2"), values);
    //: %1 is a field, %2 a list of values.
    return about(path, filled(SentenceWords::tr("%1 is one of %2"), {{field, {}}, list}));
}

CriteriaSentence SentenceMaker::group(const CriteriaGroup &group, const CriteriaPath &path) const
{
    if (group.members.empty())
        return about(path, {SentenceWords::tr("no conditions yet"), {}});
    if (isOneOf(group))
        return oneOf(group, path);
    QList<CriteriaSentence> parts;
    for (std::size_t i = 0; i < group.members.size(); ++i)
        parts.append(node(group.members[i], below(path, i)));
    const QString pattern
        = group.join == CriteriaJoin::And ? SentenceWords::tr("%1 and %2") : SentenceWords::tr("%1 or %2");
    return about(path, joined(pattern, parts));
}

CriteriaSentence SentenceMaker::node(const CriteriaNode &node, const CriteriaPath &path) const
{
    if (const auto *condition = std::get_if<CriteriaCondition>(&node.content))
        return this->condition(*condition, path);
    const auto &inner = std::get<CriteriaGroup>(node.content);
    CriteriaSentence sentence = group(inner, path);
    if (isOneOf(inner))
        return sentence;
    // The brackets belong to the group.
    sentence.ranges.removeFirst();
    return about(path, filled(SentenceWords::tr("(%1)"), {sentence}));
}

} // namespace

CriteriaSentence criteriaSentence(const CriteriaGroup &criteria, const CriteriaFields &fields)
{
    CriteriaSentence sentence = filled(SentenceWords::tr("%1."), {SentenceMaker(fields).group(criteria, {})});
    // Some letters become two in upper case, which would move all that is behind them.
    if (const QString upper = QLocale().toUpper(sentence.text.left(1)); upper.size() == 1)
        sentence.text.replace(0, 1, upper);
    return sentence;
}

} // namespace muster
