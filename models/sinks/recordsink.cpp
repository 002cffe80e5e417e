// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/recordsink.h"

#include "models/sinks/filesink.h"

namespace muster {

Result<std::unique_ptr<RecordSink>> RecordSink::create(const FrozenExportOrder &order, const QString &runId)
{
    return FileSink::create(order, runId, DiskAccess::system(), &std::chrono::steady_clock::now);
}

Result<std::unique_ptr<RecordSink>> RecordSink::resume(const FrozenExportOrder &order, const QString &runId)
{
    return FileSink::resume(order, runId, DiskAccess::system(), &std::chrono::steady_clock::now);
}

Result<void> RecordSink::discard(const FrozenExportOrder &order, const QString &runId)
{
    return FileSink::discard(order, runId, DiskAccess::system());
}

} // namespace muster
