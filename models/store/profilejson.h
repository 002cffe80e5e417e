// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/connectionprofile.h"
#include "network/wire/result.h"

#include <QJsonObject>

namespace muster {

/// A connection profile as JSON; every member is documented in models/store/README.md. Holds no secret, and refuses to
/// read one.
[[nodiscard]] QJsonObject profileToJson(const ConnectionProfile &profile);

/// Strict: a member that is missing, unknown or of another type is a fault, by field; so a mistyped name is told and
/// not ignored. Members that have a default may be left out. Values are judged by profileFaults(). BadInput
/// "bad_profile" with the faults as details.
[[nodiscard]] Result<ConnectionProfile> profileFromJson(const QJsonObject &object);

/// What is wrong with the values, by field ("name", "base_url", "services.segments.base_url", "page_size" ...). Issues:
/// "required", "too_long", "control_characters", "not_a_url", "not_http", "insecure" (http to another machine),
/// "has_credentials", "has_query", "out_of_range", "unknown", "relative_path".
[[nodiscard]] QList<FieldFault> profileFaults(const ConnectionProfile &profile);

} // namespace muster
