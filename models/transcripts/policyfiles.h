// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/background/workerjob.h"
#include "models/rules/masking/maskpolicy.h"
#include "network/wire/apierror.h"

#include <QObject>

namespace muster {

/// Reads and writes exported masking policies on a worker, for a window. GUI thread.
class PolicyFiles : public QObject
{
    Q_OBJECT

public:
    explicit PolicyFiles(QObject *parent = nullptr);
    void read(const QString &file);
    void write(const QString &file, const MaskPolicy &policy); ///< Never over a file that is there.

Q_SIGNALS:
    void loaded(const muster::MaskPolicy &policy);
    void written(const QString &file);
    void failed(const muster::ApiError &error);

private:
    WorkerJob<std::shared_ptr<Result<MaskPolicy>>> m_reading;
    WorkerJob<Result<QString>> m_writing; ///< The file.
};

} // namespace muster
