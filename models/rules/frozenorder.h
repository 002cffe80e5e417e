// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/connectionprofile.h"

#include <QByteArray>
#include <QString>

namespace muster {

// What the frozen orders of all kinds of runs share: canonical JSON that is bound by its digest.

/// What every order of a run on a tenant is frozen with.
struct FrozenFor
{
    QString profileId, profileName; ///< Of the connection.
    Environment environment = Environment::Sandbox;
    QByteArray json; ///< Canonical.
    QString digest; ///< SHA-256 of `json`, 64 lower-case hexadecimal digits.
};

/// SHA-256, 64 lower-case hexadecimal digits.
[[nodiscard]] QString orderDigest(const QByteArray &json);

} // namespace muster
