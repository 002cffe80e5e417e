// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/estimate/contactcolumns.h"
#include "models/audiences/estimate/criteriaoutline.h"

#include <optional>

namespace muster {

/// What one node says of one contact.
struct NodeReason
{
    CriteriaPath path;
    Truth truth = Truth::Unknown; ///< It alone, muted or not. Unknown: also of a group that says nothing.
    bool isGroup = false;
    bool takesPart = true; ///< As NodeCount::takesPart.
    bool isFieldMissing = false; ///< Of a condition: the contacts at hand have no such field.
    QString cell; ///< Of a condition: what the contact has, whole; empty: it has nothing. A person's: never for a log.
    bool operator==(const NodeReason &) const = default;
};

/// Why a contact is in or out.
struct MembershipReasons
{
    std::uint32_t row = 0;
    Truth truth = Truth::Unknown;
    QList<NodeReason> nodes; ///< As CriteriaOutline::nodes.
    /// The fewest conditions whose truth must change so that the contact is surely in, or surely out; of equally few
    /// the first in reading order. A condition that is there twice counts twice, and what is not known must become
    /// known. Nothing: it is so already, or no condition can change it (criteria that say nothing).
    std::optional<QList<CriteriaPath>> toGetIn, toGetOut;
};

/// Some microseconds; any thread. `row` is below contacts.rowCount().
[[nodiscard]] MembershipReasons membershipReasons(const ContactColumns &contacts, const CriteriaQuestion &question,
                                                  std::uint32_t row);

/// The first contact of which that field is exactly this text; -1 for any field. Nothing: there is none, or a stop.
/// Some milliseconds a million cells; for a worker.
[[nodiscard]] std::optional<std::uint32_t> findContact(const ContactColumns &contacts, int field, const QString &text,
                                                       const std::stop_token &stop);

} // namespace muster
