// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/capability.h"

#include <QMap>
#include <QString>

namespace muster {

/// "Export audience segments"
[[nodiscard]] QString jobText(Job job);
/// "native", "emulated", "unavailable", in a person's words.
[[nodiscard]] QString capabilityModeText(Capability::Mode mode);
/// What is different, or why it cannot be done, as one sentence; empty for Native. A reason without words of its own
/// stands as it is, quoted.
[[nodiscard]] QString capabilityReasonText(const Capability &capability);
/// "Enrich contacts: emulated." and the reason.
[[nodiscard]] QString capabilityText(Job job, const Capability &capability);
/// All jobs of a tenant: one sentence where its API does them all itself, else a line for each.
[[nodiscard]] QString capabilitiesText(const QMap<Job, Capability> &capabilities);

} // namespace muster
