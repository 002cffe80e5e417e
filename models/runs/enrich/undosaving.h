// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/enrichundocheckrun.h"
#include "models/runs/enrich/undomatcher.h"
#include "models/sinks/csvrows.h"

#include <QObject>
#include <QPointer>
#include <stop_token>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

/// The values that an undo does not bring back, as CSV for spreadsheets (see CsvRows): contactId, attribute, before,
/// written, reason (undoFateKey()). So that a person can see to them. AsBefore is not among them. `leftOut`: per
/// unit, on top of what the matcher knows of; empty: nobody. The file appears when it is
/// complete and synced, mode 0600; "exists" where there is one. Blocks; for a worker. Cancelled when stopped.
[[nodiscard]] Result<WrittenFile> writeNotUndone(const UndoMatcher &matcher, const std::vector<bool> &leftOut,
                                                 const QString &file, const std::stop_token &stop);

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
