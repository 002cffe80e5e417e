// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/designtokens.h"

#include <QIcon>

namespace muster {

/// A compiled-in icon by its file name without ".svg", painted in the theme's colour of `role` at the moment of
/// painting: switching the theme needs no new icons.
[[nodiscard]] QIcon themedIcon(const QString &name, ColourRole role = ColourRole::Text);

/// Muster's own, in its own colours, for windows and messages. Needs none of Qt's plugins for images, which one by file
/// name has loaded: a part of the time until the window is there.
[[nodiscard]] inline QIcon programIcon()
{
    return themedIcon(QStringLiteral("muster"));
}

} // namespace muster
