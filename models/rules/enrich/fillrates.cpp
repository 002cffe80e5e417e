// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/fillrates.h"

#include "models/rules/enrich/checkedrow.h"

#include <QJsonArray>
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
    held += other.held;
    leftOut += other.leftOut;
    return *this;
}

std::optional<double> FillRates::Field::rate() const
{
    return mapped > 0 ? std::optional(double(kept) / double(mapped)) : std::nullopt;
}

void FillRates::add(const CheckedRow &row)
{
    const bool sent = row.verdict() == RowVerdict::Send;
    const bool isLeftOutAlone = sent || row.verdict() == RowVerdict::NothingToSend;
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
    case RowVerdict::Outdated:
        ++m_outdated;
        return; // the newer row's cells are the contact's
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
        case CellFate::LeftOut:
            ++(isLeftOutAlone ? field.leftOut : field.refused);
            m_leftOut += isLeftOutAlone ? 1 : 0;
            break;
        case CellFate::Held:
            ++field.held;
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
    m_outdated += other.m_outdated;
    m_rejected += other.m_rejected;
    m_leftOut += other.m_leftOut;
    return *this;
}

FillRates::Field FillRates::overall() const
{
    return std::accumulate(m_fields.begin(), m_fields.end(), Field(),
                           [](Field sum, const Field &field) { return sum += field; });
}

QJsonObject FillRates::json() const
{
    QJsonArray fields;
    for (std::size_t i = 0; i < std::min(m_fields.size(), keptFields); ++i) {
        const Field &field = m_fields[i];
        fields.append(QJsonArray{field.mapped, field.kept, field.empty, field.guarded, field.refused, field.withheld,
                                 field.held, field.leftOut});
    }
    return {{QStringLiteral("sent"), m_sent},        {QStringLiteral("nothing"), m_nothing},
            {QStringLiteral("skipped"), m_skipped},  {QStringLiteral("rejected"), m_rejected},
            {QStringLiteral("left_out"), m_leftOut}, {QStringLiteral("outdated"), m_outdated},
            {QStringLiteral("fields"), fields}};
}

FillRates FillRates::fromJson(const QJsonObject &json)
{
    FillRates rates;
    rates.m_sent = json.value(QLatin1String("sent")).toInteger();
    rates.m_nothing = json.value(QLatin1String("nothing")).toInteger();
    rates.m_skipped = json.value(QLatin1String("skipped")).toInteger();
    rates.m_rejected = json.value(QLatin1String("rejected")).toInteger();
    // 0 in what was written before there were any.
    rates.m_leftOut = json.value(QLatin1String("left_out")).toInteger();
    rates.m_outdated = json.value(QLatin1String("outdated")).toInteger();
    const QJsonArray fields = json.value(QLatin1String("fields")).toArray();
    for (const QJsonValue &one : fields) {
        const auto at = [counts = one.toArray()](qsizetype place) { return counts.at(place).toInteger(); };
        rates.m_fields.push_back({.mapped = at(0),
                                  .kept = at(1),
                                  .empty = at(2),
                                  .guarded = at(3),
                                  .refused = at(4),
                                  .withheld = at(5),
                                  .leftOut = at(7),
                                  .held = at(6)});
    }
    return rates;
}

} // namespace muster
