// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/criteria.h"

#include <QString>

namespace muster {

/// What is wrong with a text that should be criteria, and at which place of it: a whole sentence. Where in the text
/// that is (`offset`) is for whoever shows the text.
[[nodiscard]] QString criteriaFaultText(const CriteriaFault &fault);

} // namespace muster
