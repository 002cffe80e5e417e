// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/secret.h"

#include <QString>

namespace muster {

/// Before anything else of the process: no core dumps, no attaching by others of the same user (S05), new files for
/// this user only (S03), and numbers 0 to 2 taken: a file that is opened gets the lowest free number, and what is said
/// on a standard output that was closed would land in that file. Writing to such an output fails. What PostgreSQL's
/// library would take from the environment (PGSERVICE, PGPASSWORD, ...) is removed: only the settings say which
/// database is told what happens here.
void hardenProcess();

/// Credentials and addresses that a scheduler gives in the environment. Secrets are removed from it as soon as they are
/// read (S04).
struct EnvironmentCredentials
{
    QString clientId; ///< CXONE_CLIENT_ID
    Secret clientSecret; ///< CXONE_CLIENT_SECRET; where CXONE_APP_SECRET is set, that in a line of its own behind it.
    QString baseUrl; ///< CXONE_BASE_URL
    QString lookupAccount; ///< LOOKUP_ACCOUNT
    Secret lookupSecret; ///< LOOKUP_SECRET
    QString cdpWebhook; ///< CDP_WEBHOOK_URL: is told of audiences where nobody else is named.
    Secret teamPassword; ///< TEAM_DATABASE_PASSWORD
    QString lookupUrl; ///< LOOKUP_BASE_URL: a sandbox on this computer in place of the provider.
};
[[nodiscard]] EnvironmentCredentials takeEnvironmentCredentials();

} // namespace muster
