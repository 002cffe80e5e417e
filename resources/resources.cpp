// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resources/resources.h"

#include <QtGlobal>

namespace muster {

void initResources()
{
}

} // namespace muster
