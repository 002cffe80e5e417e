// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/enrichundocheckrun.h"
#include "models/sinks/writtenfile.h"

#include <QObject>
#include <QPointer>
#include <stop_token>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

/// Writes what an undo does not bring back to a file, for a window: on a worker, see writeNotUndone(). GUI thread.
class UndoSaving : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~UndoSaving() override;
    /// written() follows.
    void write(const SharedUndoPreview &preview, const std::vector<bool> &leftOut, const QString &file);

Q_SIGNALS:
    void written(const muster::Result<muster::WrittenFile> &file);

private:
    static QCoro::Task<void> answer(QPointer<UndoSaving> self, SharedUndoPreview preview, std::vector<bool> leftOut,
                                    QString file, std::stop_token stop);

    std::stop_source m_stop;
};

} // namespace muster
