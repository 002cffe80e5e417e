// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace muster {

/// Where the audiences of a connection are: a tenant registers and counts them; on this computer they are saved, and
/// nobody else sees them.
enum class AudienceHome { Tenant, ThisComputer };

} // namespace muster
