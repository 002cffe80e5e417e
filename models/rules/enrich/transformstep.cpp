// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/transformstep.h"

#include "models/rules/enrich/datestep.h"
#include "models/rules/enrich/textsteps.h"

#include <algorithm>

namespace muster {

namespace {

using Made = tl::expected<TransformStepPointer, MappingFinding>;

tl::unexpected<MappingFinding> wrong(MappingFault fault, const QString &detail = {})
{
    return tl::unexpected(MappingFinding{.fault = fault, .detail = detail});
}

struct StepMaker
{
    const QLocale &locale;

    Made operator()(const TrimText &) const { return std::make_unique<TrimStep>(); }
    Made operator()(const ChangeCase &change) const { return std::make_unique<CaseStep>(change.to, locale); }
    Made operator()(const ReadDate &date) const
    {
        const std::optional<QLocale> own = date.locale.isEmpty() ? locale : mappingLocale(date.locale);
        if (!own)
            return tl::unexpected(MappingFinding{.fault = MappingFault::BadLocale, .subject = date.locale});
        TransformStepPointer step = DateStep::make(date.format, *own);
        return step ? Made(std::move(step)) : wrong(MappingFault::BadDateFormat, date.format);
    }
    Made operator()(const ReadNumber &number) const
    {
        TransformStepPointer step = NumberStep::make(number);
        return step ? Made(std::move(step)) : wrong(MappingFault::BadNumberMarks);
    }
    Made operator()(const ReadBoolean &words) const
    {
        if (words.yes.isEmpty() && words.no.isEmpty())
            return std::make_unique<BooleanStep>(BooleanWords::of(locale));
        const bool blank = std::any_of(words.yes.begin(), words.yes.end(), isBlank)
            || std::any_of(words.no.begin(), words.no.end(), isBlank);
        BooleanWords own(words.yes, words.no);
        if (words.yes.isEmpty() || words.no.isEmpty() || own.isContradictory() || blank)
            return wrong(MappingFault::BadBooleanWords);
        return std::make_unique<BooleanStep>(std::move(own));
    }
    Made operator()(const ReplacePattern &replace) const
    {
        auto step = ReplaceStep::make(replace);
        return step ? Made(*std::move(step)) : wrong(MappingFault::BadPattern, step.error());
    }
    Made operator()(const ValueTable &table) const { return std::make_unique<TableStep>(table); }

    static bool isBlank(const QString &word) { return word.trimmed().isEmpty(); }
};

} // namespace

tl::expected<TransformStepPointer, MappingFinding> makeStep(const FieldTransform &transform, const QLocale &locale)
{
    return std::visit(StepMaker{locale}, transform);
}

std::optional<QLocale> mappingLocale(const QString &name)
{
    if (name.isEmpty())
        return QLocale(QLocale::English, QLocale::UnitedStates);
    const QLocale locale(name);
    return locale.language() == QLocale::C ? std::nullopt : std::optional(locale);
}

} // namespace muster
