// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <optional>

namespace muster {

class RunListModel;

/// How far the runs are and how many of them want to be looked at, on the application's entry in the task bar: the
/// signal Update of com.canonical.Unity.LauncherEntry on the session bus, to which docks and task bars listen. Where
/// there is no bus or nobody listens, nothing happens. GUI thread.
class LauncherEntry : public QObject
{
    Q_OBJECT

public:
    /// `desktopFile`: name of the desktop entry without ".desktop"; empty: nothing is ever told. The model outlives it.
    LauncherEntry(const RunListModel &runs, QString desktopFile, QObject *parent = nullptr);

private:
    void show();
    void tell(std::optional<int> percent, int attention);

    const RunListModel &m_runs;
    const QString m_desktopFile;
    std::optional<int> m_percent; ///< As it was told last.
    int m_attention = 0;
};

} // namespace muster
