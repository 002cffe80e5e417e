// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/writehint.h"

#include "models/store/posixfile.h"

#include <fcntl.h>

namespace muster {

void startWriting(const PosixFile &file, qint64 offset, qint64 size)
{
    // Only this flag: those that wait would also take the error that the next sync is to report.
    (void)::sync_file_range(file.descriptor(), offset, size, SYNC_FILE_RANGE_WRITE);
}

} // namespace muster
