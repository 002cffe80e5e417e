// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

class QWidget;

namespace muster {

/// Says which place of the manual tells of this very widget, where its class does not say enough: an error's own place,
/// the page that a window shows. Places of classes are in ui/help/helpplaces.cpp.
void setHelpId(QWidget &widget, const QString &id);
[[nodiscard]] QString helpIdOf(const QWidget &widget); ///< Empty: nobody has said.

} // namespace muster
