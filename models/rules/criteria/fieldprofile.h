// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/criteria/criteriafield.h"
#include "network/wire/audience.h"
#include "network/wire/result.h"

#include <QByteArray>

namespace muster {

struct FieldProfileLimits
{
    static constexpr qsizetype bytes = 1024 * 1024;
    static constexpr qsizetype fields = 1'000;
    static constexpr qsizetype name = 200; ///< Characters, of a label too.
    static constexpr qsizetype values = 1'000; ///< Of a field.
    static constexpr qsizetype value = 400; ///< Characters.
};

/// What somebody wrote down of the fields of a data source, since the contract gives no schema:
///
///   {"format": "muster-audience-fields", "version": 1, "source": "customer_360",
///    "fields": [{"name": "tier", "type": "text", "label": "service tier", "values": ["basic", "gold"]}]}
///
/// `label` and `values` may be left out; types are those of keyOf().
struct FieldProfile
{
    AudienceSource source = AudienceSource::Customer360;
    CriteriaFields fields;
    bool operator==(const FieldProfile &) const = default;
};

/// Damaged "newer_version", or BadInput "field_profile_unreadable" with the place as `subject`: "size", "object",
/// "fields[3].type"; of a name that is there twice the second place.
[[nodiscard]] Result<FieldProfile> parseFieldProfile(const QByteArray &json);
/// Indented, members in the order above, what is empty left out. Reads back as the same.
[[nodiscard]] QByteArray fieldProfileJson(const FieldProfile &profile);

} // namespace muster
