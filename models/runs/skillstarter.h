// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/dialer.h"

#include <QString>
#include <utility>

namespace muster {

struct RunOutcome;

/// The start of a skill by the last call of a sending: asked for at most once, and never again after a call that left.
/// A part of a sender.
class SkillStarter
{
public:
    explicit SkillStarter(DialConsent consent)
        : m_consent(std::move(consent))
    {
    }
    /// The next call may start what the person named.
    void allow() { m_allowed = true; }
    /// For a call.
    [[nodiscard]] DialConsent consent() const { return m_allowed ? m_consent : m_consent.withoutStart(); }
    /// What a call came to.
    void note(SkillStart came)
    {
        if (came == SkillStart::None)
            return;
        m_came = came;
        m_allowed = false;
    }
    [[nodiscard]] SkillStart came() const { return m_came; }

private:
    const DialConsent m_consent;
    bool m_allowed = false;
    SkillStart m_came = SkillStart::None;
};

/// As a journal keeps it; what cannot be read may have left.
[[nodiscard]] QString skillStartKey(SkillStart start);
[[nodiscard]] SkillStart skillStartOf(const QString &key);
/// Says in the outcome of a run that has sent something what became of the start that a person asked for, if any.
void addSkillStart(RunOutcome &outcome, const DialConsent &consent, SkillStart start);

} // namespace muster
