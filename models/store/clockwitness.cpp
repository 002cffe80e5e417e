// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/clockwitness.h"

#include "models/store/durablefile.h"
#include "network/http/clock.h"

#include <cstdlib>

namespace muster {

namespace {

constexpr qint64 maxWitnessBytes = 64;
constexpr std::chrono::hours keptEvery{1};

/// All that has passed, asleep or awake.
std::chrono::milliseconds passed(const Clock &clock)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(clock.now().time_since_epoch()) + clock.slept();
}

bool agree(const QDateTime &one, const QDateTime &other)
{
    return std::chrono::milliseconds(std::abs(one.msecsTo(other))) <= ClockWitness::tolerance;
}

QDateTime readTime(const QString &file)
{
    const auto bytes = readWholeFile(file, maxWitnessBytes);
    return bytes ? QDateTime::fromString(QString::fromLatin1(bytes->trimmed()), Qt::ISODateWithMs) : QDateTime();
}

} // namespace

ClockWitness::ClockWitness(QString file, const QDateTime &lastRecord, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_file(std::move(file))
    , m_clock(clock)
    , m_kept(readTime(m_file))
{
    const QDateTime wall = m_clock.wallNow();
    const QDateTime last = m_kept.isValid() ? m_kept : lastRecord;
    const bool follows = wall >= last.addDuration(-tolerance) && wall <= last.addDuration(longestBreak);
    believe(!last.isValid() || follows ? wall : last);
}

void ClockWitness::believe(const QDateTime &time)
{
    m_known = time;
    m_knownAt = passed(m_clock);
}

QDateTime ClockWitness::expected() const
{
    return m_known.addDuration(passed(m_clock) - m_knownAt);
}

BelievableTime ClockWitness::now() const
{
    const QDateTime wall = m_clock.wallNow(), other = expected();
    return agree(wall, other) ? BelievableTime(wall) : BelievableTime(wall, other);
}

void ClockWitness::serverSaid(const QDateTime &date)
{
    if (!date.isValid())
        return;
    const bool doubted = now().isDoubtful();
    const QDateTime wall = m_clock.wallNow();
    const bool borneOut = agree(wall, date);
    believe(borneOut ? wall : date);
    if (doubted && borneOut)
        Q_EMIT cleared();
    if (!m_kept.isValid() || std::chrono::milliseconds(std::abs(m_kept.msecsTo(expected()))) >= keptEvery)
        Q_EMIT moved();
}

std::function<Result<void>()> ClockWitness::save()
{
    // Not what a doubted clock says: the next start would believe it.
    const QDateTime time = expected();
    if (m_kept.isValid() && std::chrono::milliseconds(std::abs(m_kept.msecsTo(time))) < keptEvery)
        return [] { return Result<void>(); };
    m_kept = time;
    return [file = m_file, text = time.toString(Qt::ISODateWithMs).toLatin1()] { return writeFileDurably(file, text); };
}

} // namespace muster
