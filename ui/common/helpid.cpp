// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/helpid.h"

#include <QVariant>
#include <QWidget>

namespace muster {

namespace {

constexpr char property[] = "helpId";

} // namespace

void setHelpId(QWidget &widget, const QString &id)
{
    widget.setProperty(property, id);
}

QString helpIdOf(const QWidget &widget)
{
    return widget.property(property).toString();
}

} // namespace muster
