// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/connectionprofile.h"

#include <functional>

class QWidget;

namespace muster {

inline constexpr std::chrono::minutes armedFor{15};

/// Asks whether a production tenant may be changed for armedFor; `allowed` is called when the person says so.
void askToArm(QWidget *parent, const ConnectionProfile &profile, std::function<void()> allowed);

} // namespace muster
