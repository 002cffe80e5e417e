// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/workspace.h"
#include "network/http/clock.h"
#include "tests/support/memoryvault.h"

#include <QTemporaryDir>

namespace muster::test {

/// `make` gets a workspace that goes behind the parts of what it makes.
template <typename Make>
auto makeInWorkspace(Make make)
{
    static QTemporaryDir folder;
    static SystemClock clock;
    auto workspace = Workspace::open(Workspace::Paths::under(folder.path()), clock, std::make_unique<MemoryVault>());
    auto *made = make(**workspace);
    workspace->release()->setParent(made);
    return made;
}

} // namespace muster::test
