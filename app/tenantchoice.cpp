// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/tenantchoice.h"

#include "models/runs/tenantopener.h"
#include "models/store/profilestore.h"

namespace muster {

namespace {

Result<ConnectionProfile> profileForUrl(const QString &text, const EnvironmentCredentials &credentials)
{
    if (credentials.clientId.isEmpty() || credentials.clientSecret.isEmpty())
        return failure({.kind = ErrorKind::BadInput, .code = QStringLiteral("no_credentials"), .subject = text});
    const ConnectionProfile profile = TenantOpener::profileForUrl(QUrl(text, QUrl::StrictMode), credentials.clientId);
    if (!ProfileStore::faults(profile).isEmpty())
        return failure({.kind = ErrorKind::BadInput, .code = QStringLiteral("bad_base_url"), .subject = text});
    return profile;
}

} // namespace

Result<ConnectionProfile> chooseTenant(const CommonOptions &options, const EnvironmentCredentials &credentials,
                                       const ProfileStore &profiles, const QString &otherwise)
{
    if (!options.baseUrl.isEmpty())
        return profileForUrl(options.baseUrl, credentials);
    if (!options.profile.isEmpty()) {
        if (const auto profile = profiles.byName(options.profile))
            return *profile;
        return failure(
            {.kind = ErrorKind::BadInput, .code = QStringLiteral("unknown_profile"), .subject = options.profile});
    }
    if (!options.sandbox && !credentials.baseUrl.isEmpty())
        return profileForUrl(credentials.baseUrl, credentials);
    if (const auto last = options.sandbox ? std::nullopt : profiles.byId(otherwise))
        return *last;
    return TenantOpener::sandboxProfile();
}

} // namespace muster
