// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/audiencetexts.h"

#include "models/text/criteriasentence.h"
#include "models/text/criteriawords.h"
#include "models/text/plaintext.h"
#include "models/text/wordtable.h"

#include <QCoreApplication>
#include <QLocale>
#include <array>

namespace muster {

namespace {

struct AudienceTexts
{
    Q_DECLARE_TR_FUNCTIONS(AudienceTexts)
};

} // namespace

QString audienceSourceText(AudienceSource source)
{
    static constexpr WordRow<AudienceSource> rows[]{
        {AudienceSource::Customer360, QT_TRANSLATE_NOOP("AudienceTexts", "Customer 360")},
        {AudienceSource::InteractionHistory, QT_TRANSLATE_NOOP("AudienceTexts", "Interaction history")},
        {AudienceSource::CrmSync, QT_TRANSLATE_NOOP("AudienceTexts", "CRM sync")},
    };
    return wordIn("AudienceTexts", rows, source);
}

QString audienceSourceText(std::optional<AudienceSource> source, const QString &word)
{
    return source ? audienceSourceText(*source) : visibleText(word, 60);
}

QString evaluationText(const AudienceEvaluation &evaluation)
{
    switch (evaluation.status) {
    case EvaluationStatus::Pending:
        return AudienceTexts::tr("Not evaluated yet");
    case EvaluationStatus::Recalculating:
        return AudienceTexts::tr("Re-evaluating");
    case EvaluationStatus::Completed:
        return AudienceTexts::tr("Evaluated");
    case EvaluationStatus::Failed:
        return AudienceTexts::tr("Evaluation failed");
    case EvaluationStatus::Other:
        return evaluation.statusWord.isEmpty() ? AudienceTexts::tr("Unknown") : visibleText(evaluation.statusWord, 60);
    }
    Q_UNREACHABLE();
}

QString audienceSizeText(const std::optional<qint64> &size)
{
    return size ? QLocale().toString(*size) : AudienceTexts::tr("unknown");
}

namespace {

using Kind = CriteriaChange::Kind;

struct CriteriaDiffText
{
    Q_DECLARE_TR_FUNCTIONS(CriteriaDiffText)
};

/// What the node says, without the full stop of a sentence.
QString contentText(const CriteriaTree &tree, CriteriaNodeId id, const CriteriaFields &fields)
{
    const CriteriaNode content = tree.content(id);
    if (const auto *condition = std::get_if<CriteriaCondition>(&content.content))
        return criteriaConditionText(*condition, fields);
    const CriteriaSentence sentence = criteriaSentence(std::get<CriteriaGroup>(content.content), fields);
    const SentenceRange &whole = sentence.ranges.first();
    return CriteriaDiffText::tr("group (%1)").arg(sentence.text.mid(whole.start, whole.length));
}

QString joinChangeText(const CriteriaTree &after, CriteriaNodeId id)
{
    const QString name = criteriaNodeName(after, id);
    return after.node(id).join == CriteriaJoin::And
        ? CriteriaDiffText::tr("%1: ALL of its members must match, no longer ANY of them").arg(name)
        : CriteriaDiffText::tr("%1: ANY of its members can match, no longer ALL of them").arg(name);
}

} // namespace

QString criteriaChangeWord(Kind kind)
{
    static constexpr WordRow<Kind> rows[]{
        {Kind::Removed, QT_TRANSLATE_NOOP("CriteriaDiffText", "Removed")},
        {Kind::Added, QT_TRANSLATE_NOOP("CriteriaDiffText", "Added")},
        {Kind::Moved, QT_TRANSLATE_NOOP("CriteriaDiffText", "Moved")},
        {Kind::Changed, QT_TRANSLATE_NOOP("CriteriaDiffText", "Changed")},
    };
    return wordIn("CriteriaDiffText", rows, kind);
}

QString criteriaChangeKey(Kind kind)
{
    static constexpr std::array keys{"removed", "added", "moved", "changed"};
    static_assert(keys.size() == std::size_t(Kind::Changed) + 1);
    return QString::fromLatin1(keys.at(std::size_t(kind)));
}

QString criteriaChangeText(const CriteriaChange &change, const CriteriaTree &before, const CriteriaTree &after,
                           const CriteriaFields &fields)
{
    switch (change.kind) {
    case Kind::Removed:
        return contentText(before, change.before, fields);
    case Kind::Added:
        return contentText(after, change.after, fields);
    case Kind::Moved:
        //: %1 is a condition or group, %2 and %3 are places such as "Condition 1 of group 2".
        return CriteriaDiffText::tr("%1: from “%2” to “%3”")
            .arg(contentText(after, change.after, fields), criteriaNodeName(before, change.before),
                 criteriaNodeName(after, change.after));
    case Kind::Changed:
        if (after.node(change.after).group)
            return joinChangeText(after, change.after);
        return CriteriaDiffText::tr("“%1” changed to “%2”")
            .arg(contentText(before, change.before, fields), contentText(after, change.after, fields));
    }
    return {};
}

QString audiencePartText(AudiencePart part)
{
    static constexpr WordRow<AudiencePart> rows[]{
        {AudiencePart::Name, QT_TRANSLATE_NOOP("CriteriaDiffText", "Name")},
        {AudiencePart::Description, QT_TRANSLATE_NOOP("CriteriaDiffText", "Description")},
        {AudiencePart::Criteria, QT_TRANSLATE_NOOP("CriteriaDiffText", "Criteria")},
        {AudiencePart::Exclusions, QT_TRANSLATE_NOOP("CriteriaDiffText", "Exclusions")},
        {AudiencePart::Source, QT_TRANSLATE_NOOP("CriteriaDiffText", "Data source")},
        {AudiencePart::Recalculate, QT_TRANSLATE_NOOP("CriteriaDiffText", "Re-evaluate after a change")},
    };
    return wordIn("CriteriaDiffText", rows, part);
}

QString audiencePartValueText(AudiencePart part, const AudienceDefinition &definition, const CriteriaFields &fields)
{
    const auto orNone = [](const QString &text) { return text.isEmpty() ? CriteriaDiffText::tr("none") : text; };
    switch (part) {
    case AudiencePart::Name:
        return orNone(visibleText(definition.name));
    case AudiencePart::Description:
        return orNone(visibleText(definition.description));
    case AudiencePart::Criteria:
        return criteriaSentence(definition.criteria, fields).text;
    case AudiencePart::Exclusions:
        return orNone(visibleText(definition.exclusions.join(QLatin1String(", "))));
    case AudiencePart::Source:
        return audienceSourceText(definition.source);
    case AudiencePart::Recalculate:
        return definition.recalculateOnUpdate ? CriteriaDiffText::tr("yes") : CriteriaDiffText::tr("no");
    }
    return {};
}

} // namespace muster
