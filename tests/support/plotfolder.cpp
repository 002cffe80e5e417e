// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Test programs do not stand beside the library that draws plots, as the program does: they are told where it is.

#include "ui/plots/plotmodule.h"

namespace {

[[maybe_unused]] const bool isTold = [] {
    muster::PlotModule::instance().setFolder(QStringLiteral(MUSTER_PLOTS_FOLDER));
    return true;
}();

} // namespace
