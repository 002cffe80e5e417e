// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/commandline.h"
#include "app/hardening.h"
#include "network/wire/connectionprofile.h"
#include "network/wire/result.h"

namespace muster {

class ProfileStore;

/// The tenant that --profile, --base-url, --sandbox or CXONE_BASE_URL names; without any of them the saved one with the
/// id `otherwise`, where there is one, else the built-in sandbox. BadInput: "no_credentials", "bad_base_url",
/// "unknown_profile".
[[nodiscard]] Result<ConnectionProfile> chooseTenant(const CommonOptions &options,
                                                     const EnvironmentCredentials &credentials,
                                                     const ProfileStore &profiles, const QString &otherwise = {});

} // namespace muster
