// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/killedoperation.h"

#include <QJsonArray>
#include <algorithm>

namespace muster::test {

using namespace Qt::StringLiterals;
using At = KillMoment::At;
using Life = ProgramKiller::Life;

KilledOperation::KilledOperation(Parts parts)
    : m_parts(std::move(parts))
{
}

void KilledOperation::begin()
{
    m_killer.reset(); // before its station may go
    m_round = m_parts.begin();
    m_killer = std::make_unique<ProgramKiller>(*m_round.station, m_parts.phaseOf);
    ++m_rounds;
}

QJsonArray KilledOperation::openRuns()
{
    const CommandResult listed = m_round.station->run({u"runs"_s, u"list"_s});
    if (listed.exitCode != 0)
        m_findings.append(u"the runs: "_s + QString::fromUtf8(listed.err));
    return listed.json["runs"_L1].toArray();
}

QString KilledOperation::kill(int kills)
{
    const unsigned seed = qEnvironmentVariableIsSet("MUSTER_SEED") ? qEnvironmentVariable("MUSTER_SEED").toUInt()
                                                                   : std::random_device()();
    if (qEnvironmentVariableIsSet("MUSTER_KILLS"))
        kills = qEnvironmentVariableIntValue("MUSTER_KILLS");
    qInfo("seed %u", seed);
    m_random.seed(seed);
    if (undisturbed())
        chooseMoments(kills);
    while (m_findings.isEmpty() && (!m_ofWhole.isEmpty() || !m_onward.isEmpty()))
        killRound();
    if (m_findings.isEmpty() && m_kills != kills)
        m_findings.append(u"%1 kills instead of %2"_s.arg(m_kills).arg(kills));
    const CommandResult audit = m_round.station->run({u"audit"_s, u"verify"_s});
    if (audit.exitCode != 0)
        m_findings.append(u"the audit trail: "_s + QString::fromUtf8(audit.err));
    QStringList asked;
    for (auto phase = m_asked.cbegin(); phase != m_asked.cend(); ++phase)
        asked.append(u"%1 %2 (%3 a round)"_s.arg(phase.key()).arg(phase.value()).arg(m_whole.requests[phase.key()]));
    qInfo("%d kills in %d rounds of %d steps; %s", m_kills, m_rounds, m_whole.steps, qPrintable(asked.join(u", "_s)));
    return m_findings.join(u'\n');
}

int KilledOperation::askedAgain(const QString &phase) const
{
    return m_asked[phase] - m_rounds * m_whole.requests[phase];
}

Life KilledOperation::live(const QStringList &arguments, const std::optional<KillMoment> &until)
{
    Life life = m_killer->live(arguments, until);
    for (auto phase = life.requests.cbegin(); phase != life.requests.cend(); ++phase)
        m_asked[phase.key()] += phase.value();
    return life;
}

bool KilledOperation::undisturbed()
{
    begin();
    m_whole = live(m_round.command, {});
    judge(m_whole.result);
    if (!m_findings.isEmpty())
        m_findings.append(u"undisturbed"_s);
    return m_findings.isEmpty();
}

void KilledOperation::judge(const CommandResult &result)
{
    if (result.exitCode != 0)
        m_findings.append(u"exit code %1: %2"_s.arg(result.exitCode).arg(QString::fromUtf8(result.err)));
    else if (m_parts.findings)
        m_findings.append(m_parts.findings(result));
    if (!m_parts.isDone())
        m_findings.append(u"the result is not what it should be"_s);
    if (!openRuns().isEmpty())
        m_findings.append(u"a run is left open"_s);
}

void KilledOperation::chooseMoments(int kills)
{
    const auto upTo = [this](int from, int to) { return std::uniform_int_distribution<int>(from, to)(m_random); };
    for (auto phase = m_whole.requests.cbegin(); phase != m_whole.requests.cend(); ++phase) {
        m_ofWhole.append({At::Request, phase.key(), phase.value()});
        if (phase.value() > 1)
            m_onward.append({At::Request, phase.key(), 1});
    }
    const int rest = kills - int(m_ofWhole.size() + m_onward.size());
    if (rest < 0)
        m_findings.append(u"%1 kills are too few for every phase"_s.arg(kills));
    const int even = std::max(1, rest / 3), soon = std::max(8, m_whole.steps / 8);
    for (int at = 0; at < rest; ++at) {
        const At side = at % 2 == 0 ? At::BeforeStep : At::AfterStep;
        if (at < even)
            m_ofWhole.append({side, {}, upTo(m_whole.steps * at / even + 1, m_whole.steps * (at + 1) / even)});
        else
            m_onward.append({side, {}, upTo(1, soon)});
    }
    std::shuffle(m_ofWhole.begin(), m_ofWhole.end(), m_random);
    std::shuffle(m_onward.begin(), m_onward.end(), m_random);
}

std::optional<KillMoment> KilledOperation::takeMoment(bool isFirstLife)
{
    if (isFirstLife && !m_ofWhole.isEmpty())
        return m_ofWhole.takeLast();
    return m_onward.isEmpty() ? std::nullopt : std::optional(m_onward.takeLast());
}

/// The life ended before it: then it comes in the first life of another round.
void KilledOperation::comesTooLate(KillMoment moment, bool isFirstLife, const Life &life)
{
    if (isFirstLife && moment.at == At::Request) {
        m_findings.append(u"there was no request %1"_s.arg(moment.text()));
        return;
    }
    if (isFirstLife) // the undisturbed round had a few steps more: threads take turns as they like
        moment.number = std::max(1, life.steps * 9 / 10);
    m_ofWhole.append(moment);
}

void KilledOperation::killRound()
{
    begin();
    std::optional<QStringList> next = m_round.command;
    QStringList told; // where this round was killed
    bool hasWritten = false;
    for (bool isFirst = true; next; isFirst = false) {
        const std::optional<KillMoment> until = takeMoment(isFirst);
        const Life life = live(*next, until);
        for (auto phase = life.requests.cbegin(); phase != life.requests.cend(); ++phase)
            hasWritten |= m_parts.writes.contains(phase.key());
        if (life.wasKilled) {
            ++m_kills;
            told.append(until->text());
            next = goingOn(*until, hasWritten);
            continue;
        }
        const bool isAnew = !isFirst && m_parts.asksToBeginAnew && m_parts.asksToBeginAnew(life.result);
        if (isAnew)
            giveUp(hasWritten);
        else
            judge(life.result);
        next = isAnew && m_findings.isEmpty() ? std::optional(m_round.command) : std::nullopt;
        if (until)
            comesTooLate(*until, isFirst, life);
    }
    if (!m_findings.isEmpty())
        m_findings.append(u"killed at: "_s + told.join(u"; "_s));
}

void KilledOperation::giveUp(bool hasWritten)
{
    if (hasWritten)
        m_findings.append(u"it asks to begin anew, and has sent something"_s);
    for (const QJsonValue &run : openRuns()) {
        const CommandResult discarded = m_round.station->run({u"runs"_s, u"discard"_s, run["run_id"_L1].toString()});
        if (discarded.exitCode != 0)
            m_findings.append(u"discarding: "_s + QString::fromUtf8(discarded.err));
    }
}

std::optional<QStringList> KilledOperation::goingOn(const KillMoment &moment, bool hasWritten)
{
    const QJsonArray open = openRuns();
    if (open.size() > 1)
        m_findings.append(u"%1 runs are offered"_s.arg(open.size()));
    if (!open.isEmpty()) {
        if (m_parts.commandResumes && m_kills % 2 == 0)
            return m_round.command;
        return QStringList{u"runs"_s, u"resume"_s, open.first()["run_id"_L1].toString(), u"--quiet"_s};
    }
    const bool awaitsAnswer = moment.at == At::Request && m_parts.writes.contains(moment.phase);
    if (m_parts.isDone() && !awaitsAnswer)
        return std::nullopt; // it was over
    if (hasWritten)
        m_findings.append(u"what was begun is not offered"_s);
    return m_findings.isEmpty() ? std::optional(m_round.command) : std::nullopt;
}

} // namespace muster::test
