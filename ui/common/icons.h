// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/designtokens.h"

#include <QIcon>

namespace muster {

/// A compiled-in icon by its file name without ".svg", painted in the theme's colour of `role` at the moment of
/// painting: switching the theme needs no new icons.
[[nodiscard]] QIcon themedIcon(const QString &name, ColourRole role = ColourRole::Text);

} // namespace muster
