// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/app/support/programkiller.h"

#include <QSet>
#include <random>

namespace muster::test {

/// F90: one operation of the real program, killed at moments that are spread over all of its work, and gone on with as
/// a person would: with what `muster runs list` offers. It is killed at the first and the last request of each phase;
/// a third of the other kills divides the steps on its files evenly, the rest hits lives that go on soon after.
class KilledOperation
{
public:
    struct Round
    {
        ProgramStation *station = nullptr; ///< Until the next round begins.
        QStringList command;
    };
    struct Parts
    {
        std::function<Round()> begin; ///< Puts the world back to where the operation begins.
        ProgramKiller::PhaseOf phaseOf;
        QSet<QString> writes; ///< Phases in which the tenant is changed.
        std::function<bool()> isDone; ///< Everything is as an undisturbed run leaves it.
        bool commandResumes = false; ///< The command has --resume; else only `muster runs resume` goes on.
        /// Whether a life that went on tells a person to give the run up and to begin anew. That is wrong once
        /// anything was sent.
        std::function<bool(const CommandResult &)> asksToBeginAnew = {};
        /// Of the life that came to its end, and what else was seen in the round; nothing wrong when not set.
        std::function<QStringList(const CommandResult &)> findings = {};
    };

    explicit KilledOperation(Parts parts);

    /// That many kills, in as many rounds of the operation as it takes. What was wrong, in lines; empty: nothing.
    /// The seed is printed; the environment's MUSTER_SEED repeats one, MUSTER_KILLS asks for another number.
    [[nodiscard]] QString kill(int kills);

    /// How often a phase was asked for more than in undisturbed rounds: what the kills cost.
    [[nodiscard]] int askedAgain(const QString &phase) const;
    [[nodiscard]] int kills() const { return m_kills; }
    [[nodiscard]] int rounds() const { return m_rounds; } ///< With the undisturbed one.
    /// As ProgramKiller::see(), for servers beside the sandbox.
    void see(const QString &phase) { m_killer->see(phase); }

private:
    void begin();
    [[nodiscard]] bool undisturbed();
    void judge(const CommandResult &result); ///< Of a life that was not killed.
    void chooseMoments(int kills);
    void killRound();
    [[nodiscard]] std::optional<KillMoment> takeMoment(bool isFirstLife);
    void comesTooLate(KillMoment moment, bool isFirstLife, const ProgramKiller::Life &life);
    /// What a person does next: the command, or nothing when it is over.
    [[nodiscard]] std::optional<QStringList> goingOn(const KillMoment &moment, bool hasWritten);
    [[nodiscard]] QJsonArray openRuns();
    void giveUp(bool hasWritten); ///< What is open.
    [[nodiscard]] ProgramKiller::Life live(const QStringList &arguments, const std::optional<KillMoment> &until);

    const Parts m_parts;
    Round m_round;
    std::unique_ptr<ProgramKiller> m_killer; ///< Of the round's station.
    std::mt19937 m_random;
    ProgramKiller::Life m_whole; ///< The undisturbed one.
    QList<KillMoment> m_ofWhole; ///< Still to come, in a round's first life.
    QList<KillMoment> m_onward; ///< In the lives after it.
    QMap<QString, int> m_asked; ///< By phase, in all lives.
    QStringList m_findings;
    int m_kills = 0, m_rounds = 0;
};

} // namespace muster::test
