// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <optional>

namespace muster {

/// An amount of money in millionths of the account's currency: prices of single requests are fractions of a cent, and
/// sums must come out exact.
using Amount = qint64;
constexpr Amount wholeAmount = 1'000'000;
constexpr Amount largestAmount = 1'000'000 * wholeAmount;

/// What a look-up may cost. A hard stop: the run sends no request beyond requestLimit(), whatever becomes of those that
/// it sent. What a provider charges for is its own affair, so every request that left counts as paid.
struct LookupTerms
{
    Amount price = 0; ///< A request.
    std::optional<Amount> budget; ///< In all; nullopt: none was given.
    std::optional<qint64> most; ///< Requests in all, beside the budget; nullopt: no such limit.
    bool operator==(const LookupTerms &) const = default;

    /// How many requests may leave. 0 without a budget, unless they cost nothing.
    [[nodiscard]] qint64 requestLimit() const;
    /// What so many requests cost at most; largestAmount and more is told as that.
    [[nodiscard]] Amount costOf(qint64 requests) const;
};

/// "0.008", "12", "1000.50": digits, at most six behind a point, not above largestAmount. nullopt for anything else.
[[nodiscard]] std::optional<Amount> amountFrom(QStringView text);
/// The same the other way round, two digits behind the point or as many as are needed: "0.008", "12.00".
[[nodiscard]] QString amountKey(Amount amount);

} // namespace muster
