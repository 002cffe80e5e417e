// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/run.h"

#include <QString>

namespace muster {

/// A line of a run's event list. The words of each code are a row in runeventtexts.cpp.
[[nodiscard]] QString eventText(const RunEvent &event);

} // namespace muster
