// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/estimate/conditionbits.h"

#include <array>
#include <optional>

namespace muster {

/// A contact that is surely out, and how many conditions would have to turn out differently to let it in.
struct NearMiss
{
    std::uint32_t row = 0;
    int changes = 1;
    bool operator==(const NearMiss &) const = default;
};

/// Some of those that match and of those that nearly do: the same ones for the same contacts and criteria, spread
/// evenly over all there are, in the order of the contacts.
struct AudienceSamples
{
    static constexpr int farthest = 3; ///< Conditions; who misses by more is not near.

    QList<std::uint32_t> matching;
    QList<NearMiss> nearMisses; ///< Those that miss by one condition first, then by two, then by three.
    std::array<qint64, farthest> missedBy{}; ///< All contacts that are surely out and miss by one, two, three.
    bool operator==(const AudienceSamples &) const = default;
};

/// At most `wanted` of each kind. What is not known counts as a condition that does not hold, but a contact that may be
/// in misses nothing. Nothing after a stop. For a worker, some milliseconds a million contacts.
[[nodiscard]] std::optional<AudienceSamples> sampleAudience(ConditionCache &cache, const CriteriaQuestion &question,
                                                            int wanted, const std::stop_token &stop);

/// What one contact has in a field that the criteria ask for. A person's: never for a log.
struct SampleCell
{
    QString text; ///< Cut one character behind SampleRows::longestText; empty: the contact lacks the field.
    bool fails = false; ///< A condition on the field is among those that would have to turn out differently.
    bool operator==(const SampleCell &) const = default;
};

struct SampleRow
{
    std::uint32_t row = 0; ///< Among the contacts at hand.
    int changes = 0; ///< Conditions that would have to turn out differently to let it in; 0: it matches.
    QString id; ///< Of the first field, cut likewise; may be empty.
    QList<SampleCell> cells; ///< As SampleRows::fields.
    bool operator==(const SampleRow &) const = default;
};

/// Samples as people read them: a row a contact, a column for each field that a condition that takes part asks for. A
/// value that holds what persons have: for the memory only.
struct SampleRows
{
    struct Field
    {
        QString name;
        bool isMissing = false; ///< None of the contacts at hand has it.
        bool operator==(const Field &) const = default;
    };
    static constexpr qsizetype longestText = 200; ///< Characters.

    QList<Field> fields; ///< In reading order of the conditions, each once.
    QList<SampleRow> rows; ///< Those that match, then those that miss by one condition, by two, by three.
    bool operator==(const SampleRows &) const = default;
};

/// Some microseconds a contact and condition; for a worker. Nothing after a stop.
[[nodiscard]] std::optional<SampleRows> sampleRows(const ContactColumns &contacts, const CriteriaQuestion &question,
                                                   const AudienceSamples &samples, const std::stop_token &stop);

} // namespace muster
