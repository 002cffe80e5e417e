// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>
#include <QtGlobal>
#include <optional>
#include <vector>

namespace muster {

class CheckedRow;

/// How much of what was mapped is sent, per field of a mapping and overall. The denominator is every mapped cell of
/// every row, counted before the guard drops any (contract section 4), so empty columns show; rows that a newer one of
/// the same contact replaces are none. A plain value: one per worker, added up at the end; the order does not matter.
class FillRates
{
public:
    struct Field
    {
        qint64 mapped = 0; ///< Cells: one per row.
        qint64 kept = 0; ///< Values of rows that are sent.
        qint64 empty = 0; ///< Cells without text.
        qint64 guarded = 0; ///< Guard words, and what a step turned into nothing.
        qint64 refused = 0; ///< Did not fit, and so is not sent; also one to be left out whose row is not sent either.
        qint64 withheld = 0; ///< Good, but their row is not sent.
        qint64 leftOut = 0; ///< Did not fit, and only they are left out of their row (InvalidCell::LeaveOut).
        qint64 held = 0; ///< Good, but the contact keeps its value, by the field's rule (FieldWrite).
        bool operator==(const Field &) const = default;
        Field &operator+=(const Field &other);
        /// 0 to 1; nullopt while nothing was mapped.
        [[nodiscard]] std::optional<double> rate() const;
    };

    FillRates() = default;
    explicit FillRates(std::size_t fields)
        : m_fields(fields)
    {
    }

    /// After the last word on the row, CheckedRow::refuse() included.
    void add(const CheckedRow &row);
    FillRates &operator+=(const FillRates &other); ///< Of the same mapping.
    [[nodiscard]] const std::vector<Field> &fields() const { return m_fields; } ///< As in EnrichmentMapping::fields.
    [[nodiscard]] Field overall() const;

    [[nodiscard]] qint64 rows() const { return m_sent + m_nothing + m_skipped + m_outdated + m_rejected; }
    [[nodiscard]] qint64 sent() const { return m_sent; }
    [[nodiscard]] qint64 nothingToSend() const { return m_nothing; }
    [[nodiscard]] qint64 skipped() const { return m_skipped; }
    [[nodiscard]] qint64 outdated() const { return m_outdated; }
    [[nodiscard]] qint64 rejected() const { return m_rejected; }
    [[nodiscard]] qint64 leftOut() const { return m_leftOut; } ///< Cells, of all fields.
    bool operator==(const FillRates &) const = default;

    /// For the journal of a run, which takes 64 KiB: rows, and the first keptFields fields. fromJson() of anything else
    /// gives what can be read of it.
    static constexpr std::size_t keptFields = 200;
    [[nodiscard]] QJsonObject json() const;
    [[nodiscard]] static FillRates fromJson(const QJsonObject &json);

private:
    std::vector<Field> m_fields;
    qint64 m_sent = 0, m_nothing = 0, m_skipped = 0, m_outdated = 0, m_rejected = 0;
    qint64 m_leftOut = 0;
};

} // namespace muster
