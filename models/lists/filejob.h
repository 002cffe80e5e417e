// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/background/workerjob.h"
#include "models/sinks/csvrows.h"
#include "network/wire/result.h"

#include <QObject>
#include <functional>
#include <stop_token>

namespace muster {

/// One file at a time, written on a worker for an object of the GUI thread. A newer one takes the place of what is
/// still being written, which is stopped and never told of; so does the end of this object.
class FileJob : public QObject
{
    Q_OBJECT

public:
    /// Writes, and says what. Of a worker: holds only what it shares.
    using Work = std::function<Result<WrittenFile>(const std::stop_token &stop)>;

    explicit FileJob(QObject *parent = nullptr)
        : QObject(parent)
        , m_job([this](const Result<WrittenFile> &file) { Q_EMIT written(file); })
    {
    }
    void start(Work work) { m_job.start(std::move(work)); }

Q_SIGNALS:
    void written(const muster::Result<muster::WrittenFile> &file);

private:
    WorkerJob<Result<WrittenFile>> m_job;
};

} // namespace muster
