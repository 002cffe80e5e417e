// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/fieldtransform.h"
#include "network/wire/enrichment.h"

#include <QStringList>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// About how many different texts there were. Exact (up to hash collisions) for the first 1,024; then by HyperLogLog
/// (Flajolet and others, 2007) with 4,096 registers: 1.6 % standard error, 4 KiB, however many there are.
class DistinctEstimate
{
public:
    void add(std::string_view text);
    DistinctEstimate &operator+=(const DistinctEstimate &other);
    [[nodiscard]] std::int64_t count() const;
    [[nodiscard]] bool isExact() const { return m_registers.empty(); }

private:
    void addHash(std::uint64_t hash);
    void leaveExactness();
    void enter(std::uint64_t hash);

    std::vector<std::uint64_t> m_hashes; ///< Sorted, while exact.
    std::vector<std::uint8_t> m_registers; ///< Else.
};

/// What a column of a source holds, learned cell by cell in some kilobytes of memory. A cell that is empty, white space
/// or one of `null`, `NULL`, `N/A` is not filled. A plain value; any one thread at a time.
class ColumnProfile
{
public:
    static constexpr int maxExamples = 5;
    static constexpr std::size_t maxExample = 60; ///< Bytes.

    void add(std::string_view cell);
    /// What another worker saw of the same column, later in the file than what this one saw.
    ColumnProfile &operator+=(const ColumnProfile &later);

    [[nodiscard]] qint64 rows() const { return m_rows; }
    [[nodiscard]] qint64 filled() const { return m_filled; }
    [[nodiscard]] std::optional<double> fillRate() const; ///< 0 to 1.
    [[nodiscard]] qint64 distinct() const { return m_distinct.count(); } ///< Among the filled ones.
    [[nodiscard]] bool isDistinctExact() const { return m_distinct.isExact(); }
    /// The narrowest type that every filled cell fits, in whatever form; Text when nothing else does, nullopt while
    /// none is filled. 0 and 1 alone are integers; English words like yes and no are boolean. Digits behind a plus sign
    /// or a leading zero are text: phone numbers and postcodes.
    [[nodiscard]] std::optional<ListAttributeType> type() const;
    /// Date forms (see ReadDate) that every filled cell fits, day first before month first: more than one means that
    /// the column does not tell. Empty unless all are dates.
    [[nodiscard]] QStringList dateFormats() const;
    /// Number forms that every filled cell fits, the plain one first; more than one: the column does not tell.
    [[nodiscard]] QList<ReadNumber> numberFormats() const;
    [[nodiscard]] QStringList examples() const; ///< The first different ones; cells of persons, never for a log.

private:
    [[nodiscard]] bool fits(std::size_t form) const { return (m_fits >> form & 1) != 0; }
    void narrow(std::string_view cell);
    void addExample(std::string_view cell);

    qint64 m_rows = 0, m_filled = 0;
    std::uint32_t m_fits = ~std::uint32_t(0); ///< Bits of what every cell so far fits.
    DistinctEstimate m_distinct;
    std::vector<std::string> m_examples;
};

/// The forms that a profile knows, in the order in which they are offered: day first before month first, see ReadDate.
[[nodiscard]] QStringList commonDateForms();
[[nodiscard]] QList<ReadNumber> commonNumberForms(); ///< The plain one first.

} // namespace muster
