// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFuture>
#include <QHash>
#include <QStringList>
#include <chrono>

namespace muster {

/// How a program ended.
struct ProcessAnswer
{
    enum class End {
        Exited,
        Crashed,
        NotStarted, ///< There is no such program, or it may not be started.
        TimedOut, ///< It was killed.
    };
    End end = End::NotStarted;
    int exitCode = -1; ///< Where it exited.
    QByteArray out, err; ///< At most ProcessAnswer::mostOutput each.
    static constexpr qsizetype mostOutput = 1 << 20;

    [[nodiscard]] bool isGood() const { return end == End::Exited && exitCode == 0; }
};

/// Starts a program without a shell and without standard input; `variables` are added to the environment. The future
/// finishes once, without waiting: when it has ended, or was killed because `limit` had passed. GUI thread.
[[nodiscard]] QFuture<ProcessAnswer> callProcess(const QString &program, const QStringList &arguments,
                                                 std::chrono::milliseconds limit,
                                                 const QHash<QString, QString> &variables = {});

} // namespace muster
