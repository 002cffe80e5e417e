// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

namespace muster {

class PosixFile;

/// Tells the system that these bytes of `file` will be synced soon, so that the disk may begin. Waits for nothing and
/// proves nothing: the sync is needed all the same, and it tells of what went wrong here (F95). Any thread.
void startWriting(const PosixFile &file, qint64 offset, qint64 size);

} // namespace muster
