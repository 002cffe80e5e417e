// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

#include <QIODevice>
#include <memory>

namespace muster {

/// Opens a file that a person names or drops, for reading. Waits for nobody: a pipe or a device of that name is refused
/// before it is read (S40). File "not_found", "not_readable", "file_folder", "file_special"; `subject`: the file. Any
/// thread.
[[nodiscard]] Result<std::unique_ptr<QIODevice>> openOutsideFile(const QString &file,
                                                                 QIODevice::OpenMode mode = QIODevice::ReadOnly);

} // namespace muster
