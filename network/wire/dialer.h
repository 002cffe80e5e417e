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

    /// Letter for letter: a name that only looks alike is not the one that was read.
    [[nodiscard]] bool covers(const Dialer &dialer) const { return !dialer.mayDial() || names.contains(dialer.name); }
    bool operator==(const DialConsent &) const = default;
};

/// The first of them that may call people and that nobody agreed to; nullptr: there is none.
[[nodiscard]] inline const Dialer *withoutConsent(const QList<Dialer> &dialers, const DialConsent &consent)
{
    const auto found = std::ranges::find_if(dialers, [&consent](const Dialer &one) { return !consent.covers(one); });
    return found == dialers.end() ? nullptr : &*found;
}

} // namespace muster
