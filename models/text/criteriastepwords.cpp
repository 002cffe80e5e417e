// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/criteriawords.h"

#include <QCoreApplication>

namespace muster {

namespace {

struct CriteriaStepWords
{
    Q_DECLARE_TR_FUNCTIONS(CriteriaStepWords)
};

/// Steps that are about one thing, or about one at a time.
QString single(CriteriaStep step)
{
    switch (step) {
    case CriteriaStep::AddCondition:
        return CriteriaStepWords::tr("Add a condition");
    case CriteriaStep::AddGroup:
        return CriteriaStepWords::tr("Add a group");
    case CriteriaStep::Remove:
        return CriteriaStepWords::tr("Remove");
    case CriteriaStep::SetJoin:
        return CriteriaStepWords::tr("Switch between ALL and ANY");
    case CriteriaStep::SetField:
        return CriteriaStepWords::tr("Change the field");
    case CriteriaStep::SetOperator:
        return CriteriaStepWords::tr("Change the comparison");
    case CriteriaStep::SetValue:
        return CriteriaStepWords::tr("Change the value");
    case CriteriaStep::SetValues:
        return CriteriaStepWords::tr("Choose several values");
    case CriteriaStep::Ungroup:
        return CriteriaStepWords::tr("Take a group apart");
    case CriteriaStep::Wrap:
        return CriteriaStepWords::tr("Put into a new group");
    case CriteriaStep::GroupWith:
        return CriteriaStepWords::tr("Make a group of two");
    case CriteriaStep::Replace:
        return CriteriaStepWords::tr("Replace the criteria");
    default:
        return {};
    }
}

} // namespace

QString criteriaStepText(CriteriaStep step, int count)
{
    switch (step) {
    case CriteriaStep::Duplicate:
        return CriteriaStepWords::tr("Duplicate %n item(s)", nullptr, count);
    case CriteriaStep::Move:
        return CriteriaStepWords::tr("Move %n item(s)", nullptr, count);
    case CriteriaStep::Copy:
        return CriteriaStepWords::tr("Copy %n item(s)", nullptr, count);
    case CriteriaStep::Lock:
        return CriteriaStepWords::tr("Lock %n item(s)", nullptr, count);
    case CriteriaStep::Unlock:
        return CriteriaStepWords::tr("Unlock %n item(s)", nullptr, count);
    case CriteriaStep::Mute:
        return CriteriaStepWords::tr("Mute %n item(s)", nullptr, count);
    case CriteriaStep::Unmute:
        return CriteriaStepWords::tr("Unmute %n item(s)", nullptr, count);
    case CriteriaStep::Collapse:
        return CriteriaStepWords::tr("Collapse %n group(s)", nullptr, count);
    case CriteriaStep::Expand:
        return CriteriaStepWords::tr("Expand %n group(s)", nullptr, count);
    case CriteriaStep::Paste:
        return CriteriaStepWords::tr("Paste %n item(s)", nullptr, count);
    default:
        return single(step);
    }
}

} // namespace muster
