// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace muster {

class TenantSession;
class Workspace;

/// What helps whoever looks for a fault, made to leave the house (S08): versions, settings and connections
/// without secrets, what each tenant can do, exchanges, runs and events as codes, ids and counts. No names, no query, no body, no number. Every text goes through the masking of
/// the logs once more. A person sees these very bytes before they are saved. `session`: the tenant that is open;
/// nullptr: none, then there are no exchanges. Indented JSON in UTF-8. GUI thread.
[[nodiscard]] QByteArray diagnosticsOf(Workspace &workspace, const TenantSession *session);

} // namespace muster
