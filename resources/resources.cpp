// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resources/resources.h"

#include <QDir>

// Outside the namespace: the macro declares a function of the global one.
static void registerIcons()
{
    Q_INIT_RESOURCE(muster_icons);
}

namespace muster {

void initResources()
{
    registerIcons();
}

} // namespace muster
