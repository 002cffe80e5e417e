// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"
#include "ui/plots/timechart.h"

#include <QLibrary>
#include <functional>

class QObject;

namespace muster {

/// The library that draws plots, with Qt Charts behind it: loaded on a worker when the first plot is to be shown, so
/// that the start does without (resources/decisions/plots.md). It stays until the program ends. GUI thread.
class PlotModule
{
public:
    [[nodiscard]] static PlotModule &instance();

    /// Calls `ready` once it is known whether there are plots, on the GUI thread and never within this call; not when
    /// `asker` is gone by then. An error: BadInput "plots_missing", the loader's own words being its detail.
    void load(QObject *asker, std::function<void(const Result<MakeTimeChart> &make)> ready);

    /// Where it is looked for from now on, for tests. Without it: ../lib/muster beside the folder of the program, and
    /// nowhere else (S41).
    void setFolder(const QString &folder);

private:
    PlotModule() = default;
    [[nodiscard]] QString file() const;

    QString m_folder;
};

} // namespace muster
