// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QVariant>
#include <QWidget>

namespace muster {

/// Says which place of the manual tells of this very widget, where its class does not say enough: an error's own place,
/// the page that a window shows. Classes say theirs by Q_CLASSINFO("help", ...).
inline void setHelpId(QWidget &widget, const QString &id)
{
    widget.setProperty("helpId", id);
}
/// Empty: nobody has said.
[[nodiscard]] inline QString helpIdOf(const QWidget &widget)
{
    return widget.property("helpId").toString();
}

} // namespace muster
