// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/believabletime.h"
#include "network/wire/result.h"

#include <QObject>
#include <chrono>
#include <functional>

namespace muster {

class Clock;

/// Whether the computer's clock can be believed (F107): against the time at which Muster was last sure of it, which is
/// kept in a file, against the time that has passed since then by a clock that nobody sets, and against the "Date" of
/// tenants. A clock that is far from all of them is believed in nothing that cannot be taken back; see
/// resources/decisions/believable-clock.md. GUI thread, but for what `save` gives.
class ClockWitness : public QObject
{
    Q_OBJECT

public:
    /// After a longer break than a long weekend nothing tells it from a clock that was set forward.
    static constexpr std::chrono::hours longestBreak{80};
    /// A clock that is not kept by a time server may be so far off without anybody's noticing.
    static constexpr std::chrono::minutes tolerance{5};

    /// `file` keeps when the clock was believed last. `lastRecord`: the time of the newest record of this data folder,
    /// for one that has no such file yet; invalid: there is none, and nothing to lose either.
    ClockWitness(QString file, const QDateTime &lastRecord, const Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] BelievableTime now() const;
    /// What a server said, just now, that the time is.
    void serverSaid(const QDateTime &date);
    /// Keeps the time for the next start, if enough of it has passed since it was last kept. Blocks, on any thread.
    [[nodiscard]] std::function<Result<void>()> save();

Q_SIGNALS:
    void cleared(); ///< There was a doubt, and a server has settled it for the computer's clock.
    void moved(); ///< save() has something to keep.

private:
    void believe(const QDateTime &time);
    [[nodiscard]] QDateTime expected() const; ///< By the time that has passed since it was known last.

    const QString m_file;
    const Clock &m_clock;
    QDateTime m_known; ///< What time it was ...
    std::chrono::milliseconds m_knownAt{0}; ///< ... when so much had passed by the clock that nobody sets.
    QDateTime m_kept; ///< In the file.
};

} // namespace muster
