// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/auditlines.h"

#include "models/store/auditentry.h"
#include "models/store/posixfile.h"

#include <algorithm>

namespace muster {

Result<qint64> scanAuditLines(const PosixFile &file,
                              const std::function<void(qint64 offset, const QByteArray &line)> &line)
{
    constexpr qint64 chunkSize = 1024 * 1024;
    QByteArray carried;
    bool tooLong = false;
    qint64 lineStart = 0;
    for (qint64 position = 0;;) {
        TRY(chunk, file.pread(position, std::min(chunkSize, file.size() - position)));
        if (chunk->isEmpty())
            return lineStart;
        qsizetype from = 0;
        for (qsizetype end = chunk->indexOf('\n'); end >= 0; end = chunk->indexOf('\n', from)) {
            if (!tooLong)
                carried.append(chunk->constData() + from, end - from);
            line(lineStart, tooLong ? QByteArray() : carried);
            carried.clear();
            tooLong = false;
            from = end + 1;
            lineStart = position + from;
        }
        carried.append(chunk->constData() + from, chunk->size() - from);
        if (carried.size() > maxAuditLine) {
            tooLong = true;
            carried.clear();
        }
        position += chunk->size();
    }
}

} // namespace muster
