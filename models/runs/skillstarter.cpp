// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/skillstarter.h"

#include "models/runs/run.h"

namespace muster {

QString skillStartKey(SkillStart start)
{
    switch (start) {
    case SkillStart::None:
        return {};
    case SkillStart::Asked:
        return QStringLiteral("asked");
    case SkillStart::Started:
        return QStringLiteral("started");
    case SkillStart::Unknown:
        break;
    }
    return QStringLiteral("unknown");
}

SkillStart skillStartOf(const QString &key)
{
    for (const SkillStart start : {SkillStart::None, SkillStart::Asked, SkillStart::Started}) {
        if (key == skillStartKey(start))
            return start;
    }
    return SkillStart::Unknown;
}

void addSkillStart(RunOutcome &outcome, const DialConsent &consent, SkillStart start)
{
    if (consent.starts.isEmpty() || outcome.kind == RunOutcome::Kind::Refused)
        return;
    const char *finding = start == SkillStart::Started ? "skill_started"
        : start == SkillStart::None                    ? "skill_not_started"
                                                       : "skill_start_unknown";
    addFinding(outcome, finding, 1);
    if (outcome.kind == RunOutcome::Kind::Complete)
        outcome.kind = RunOutcome::Kind::CompleteWithFindings;
}

} // namespace muster
