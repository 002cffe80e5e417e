// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/app/support/musterprocess.h"

#include <QElapsedTimer>
#include <array>
#include <atomic>
#include <functional>

namespace muster::test {

/// One of several runs of the real program at once, each with a data folder of its own: goes on with it as a scheduler
/// would, until it is complete, and watches what it holds of the machine meanwhile.
class SoakedRun : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        QString name;
        QString dataFolder;
        QStringList command;
        QStringList again; ///< What is added to the command when it has paused.
        std::function<bool(const SandboxRequest &)> isIts; ///< Whether it is this run that asks that.
        int requests = 0; ///< It asks about so many, undisturbed: where its second half begins.
    };
    SoakedRun(MusterStation &station, Parts parts, QObject *parent = nullptr);

    void start();
    void see(const SandboxRequest &request); ///< Any thread.
    void measure(); ///< Now and again.

    [[nodiscard]] bool isOver() const { return m_isOver; }
    /// Why it did not end well, or what it holds more of in its second half than in its first; empty: nothing.
    [[nodiscard]] QStringList findings() const;
    [[nodiscard]] QString text() const; ///< What was measured, in a line.

private:
    struct Half
    {
        qint64 memory = 0; ///< Most KiB of its own, without what is mapped from files.
        qint64 descriptors = 0;
    };
    void ended();

    MusterStation &m_station;
    const Parts m_parts;
    std::unique_ptr<QProcess> m_process;
    std::atomic<int> m_requests = 0;
    std::array<Half, 2> m_halves;
    QStringList m_findings;
    int m_lives = 0;
    bool m_isOver = false;
};

} // namespace muster::test
