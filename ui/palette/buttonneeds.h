// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

class QAction;
class QWidget;

namespace muster {

/// Why a button that is disabled cannot be pressed, in a few words: "Choose a list first". From the table here, by its
/// objectName; where the button says so itself, its tool tip.
[[nodiscard]] QString buttonNeed(const QWidget &button);
/// The same of an entry of a menu or of the canvas.
[[nodiscard]] QString actionNeed(const QAction &action);

} // namespace muster
