// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <algorithm>

namespace muster {

/// What a tenant has to call people from a list by itself.
struct Dialer
{
    enum class State {
        Stopped, ///< Nobody is called.
        Running, ///< Who is put into the list, or changed in it, is called.
        Unknown, ///< It cannot be told; to be taken for running.
    };
    QString id;
    QString name; ///< As the tenant's people know it.
    State state = State::Unknown;

    [[nodiscard]] bool mayDial() const { return state != State::Stopped; }
    bool operator==(const Dialer &) const = default;
};

/// That people may be called because of a write: what a person typed for it, the name of each dialer that may run.
struct DialConsent
{
    QStringList names;
    /// The name of a stopped dialer that is to be started by the last file of this write; empty: none is. Only
    /// corrections and values may have one, and only from a person who typed it for this one run.
    QString starts = {};

    /// Letter for letter: a name that only looks alike is not the one that was read. Who has one started agrees to what
    /// it does.
    [[nodiscard]] bool covers(const Dialer &dialer) const
    {
        return !dialer.mayDial() || names.contains(dialer.name) || (!starts.isEmpty() && starts == dialer.name);
    }
    /// The same agreement with nothing to be started.
    [[nodiscard]] DialConsent withoutStart() const
    {
        return {starts.isEmpty() ? names : names + QStringList{starts}, {}};
    }
    bool operator==(const DialConsent &) const = default;
};

/// What became of the start of a dialer.
enum class SkillStart {
    None, ///< No file was told to start one, or none that was told left.
    Asked, ///< The file is about to leave.
    Started, ///< The file was taken.
    Unknown, ///< The file left, and nothing tells whether it was taken.
};

/// Why the dialer of that name cannot be started by a file for a list with these; nullptr: it can, or none is to be.
/// An API that starts "the skill" of a list does not say which of several.
[[nodiscard]] inline const char *startFault(const QList<Dialer> &dialers, const QString &starts)
{
    if (starts.isEmpty())
        return nullptr;
    if (std::ranges::find(dialers, starts, &Dialer::name) == dialers.end())
        return "skill_to_start_unknown";
    return dialers.size() == 1 ? nullptr : "skill_to_start_not_alone";
}

/// The first of them that may call people and that nobody agreed to; nullptr: there is none.
[[nodiscard]] inline const Dialer *withoutConsent(const QList<Dialer> &dialers, const DialConsent &consent)
{
    const auto found = std::ranges::find_if(dialers, [&consent](const Dialer &one) { return !consent.covers(one); });
    return found == dialers.end() ? nullptr : &*found;
}

} // namespace muster
