// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/fillrates.h"

#include "models/rules/enrich/checkedrow.h"

#include <numeric>

namespace muster {

FillRates::Field &FillRates::Field::operator+=(const Field &other)
{
    mapped += other.mapped;
    kept += other.kept;
    empty += other.empty;
    guarded += other.guarded;
    refused += other.refused;
    withheld += other.withheld;
    return *this;
}

std::optional<double> FillRates::Field::rate() const
{
    return mapped > 0 ? std::optional(double(kept) / double(mapped)) : std::nullopt;
}

void FillRates::add(const CheckedRow &row)
{
    const bool sent = row.verdict() == RowVerdict::Send;
    switch (row.verdict()) {
    case RowVerdict::Send:
        ++m_sent;
        break;
    case RowVerdict::NothingToSend:
        ++m_nothing;
        break;
    case RowVerdict::Skipped:
        ++m_skipped;
        break;
    case RowVerdict::Rejected:
        ++m_rejected;
        break;
    }
    if (m_fields.size() < row.fates().size())
        m_fields.resize(row.fates().size());
    for (std::size_t i = 0; i < row.fates().size(); ++i) {
        Field &field = m_fields[i];
        ++field.mapped;
        switch (row.fates()[i]) {
        case CellFate::Kept:
            ++(sent ? field.kept : field.withheld);
            break;
        case CellFate::Empty:
            ++field.empty;
            break;
        case CellFate::Guarded:
            ++field.guarded;
            break;
        case CellFate::Refused:
            ++field.refused;
            break;
        }
    }
}

FillRates &FillRates::operator+=(const FillRates &other)
{
    if (m_fields.size() < other.m_fields.size())
        m_fields.resize(other.m_fields.size());
    for (std::size_t i = 0; i < other.m_fields.size(); ++i)
        m_fields[i] += other.m_fields[i];
    m_sent += other.m_sent;
    m_nothing += other.m_nothing;
    m_skipped += other.m_skipped;
    m_rejected += other.m_rejected;
    return *this;
}

FillRates::Field FillRates::overall() const
{
    return std::accumulate(m_fields.begin(), m_fields.end(), Field(),
                           [](Field sum, const Field &field) { return sum += field; });
}

} // namespace muster
