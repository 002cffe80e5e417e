// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/enrichment.h"

#include <QString>

namespace muster {

/// What calls people from the list of a campaign, in whole sentences: each by its name, stopped or running. Empty where
/// nothing does.
[[nodiscard]] QString dialersText(const Campaign &campaign);
/// The danger of writing to a list whose dialers may call, and what to type; empty where none of them may.
[[nodiscard]] QString dialWarningText(const QList<Dialer> &dialers);

} // namespace muster
