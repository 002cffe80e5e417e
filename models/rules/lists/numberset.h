// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

#include <QDate>
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace muster {

/// Why a number is on a list, for the details of a contact.
struct NumberHit
{
    int prefixDigits = 0; ///< 0: the whole number is listed; else that many digits of it are.
    std::optional<QDate> lastSeen;
    bool operator==(const NumberHit &) const = default;
};

/// Numbers and prefixes of numbers, for looking up a column: E.164 as packed decimal numbers (NumberVerdict::e164),
/// sorted. 8 bytes a number, 12 with dates. Immutable; any thread.
class NumberSet
{
public:
    static constexpr int minPrefixDigits = 4; ///< Shorter ones would take whole countries; they are not accepted.
    static constexpr int maxDigits = 15;

    class Builder;
    NumberSet() = default;

    [[nodiscard]] bool contains(std::uint64_t e164) const; ///< 0: never.
    /// Of several entries the one of the whole number, else the longest prefix.
    [[nodiscard]] std::optional<NumberHit> find(std::uint64_t e164) const;

    [[nodiscard]] qint64 numbers() const { return qint64(m_numbers.size()); }
    [[nodiscard]] qint64 prefixes() const;
    [[nodiscard]] std::size_t bytes() const; ///< In use.

    /// One entry a line, sorted: "+447011123456", "+4470*", with a date "+447011123456,2026-11-21". What is kept on
    /// disk and what the digest (SHA-256, lower-case hexadecimal) is made of.
    void writeCanonical(const std::function<void(QByteArrayView piece)> &write) const;
    [[nodiscard]] QString digest() const;
    /// Reads only what writeCanonical() writes. Damaged "number_list_unreadable" with the line as `subject`.
    [[nodiscard]] static Result<std::shared_ptr<const NumberSet>> readCanonical(QByteArrayView bytes);

private:
    using Day = std::int32_t; ///< Julian day; 0: not known.
    struct Prefix
    {
        std::uint64_t digits = 0;
        Day day = 0;
    };
    [[nodiscard]] std::size_t placeOf(std::uint64_t e164) const; ///< m_numbers.size(): none.
    [[nodiscard]] const Prefix *prefixOf(std::uint64_t e164, int &length) const;

    std::vector<std::uint64_t> m_numbers;
    std::vector<Day> m_days; ///< A number; empty: no dates at all.
    std::array<std::vector<Prefix>, maxDigits + 1> m_prefixes; ///< By length.
};

/// Collects entries in any order; of the same entry twice the newest date stays.
class NumberSet::Builder
{
public:
    void addNumber(std::uint64_t e164, std::optional<QDate> lastSeen = {});
    void addPrefix(std::uint64_t digits, int length, std::optional<QDate> lastSeen = {});
    [[nodiscard]] std::size_t entries() const { return m_numbers.size() + m_prefixCount; }
    [[nodiscard]] qint64 repeated() const { return m_repeated; } ///< Known after build().
    [[nodiscard]] std::shared_ptr<const NumberSet> build();

private:
    struct Number
    {
        std::uint64_t e164 = 0;
        Day day = 0;
    };
    std::vector<Number> m_numbers;
    std::array<std::vector<Prefix>, maxDigits + 1> m_prefixes;
    std::size_t m_prefixCount = 0;
    bool m_dated = false;
    qint64 m_repeated = 0;
};

} // namespace muster
