// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace muster::test {

/// Absolute path of a captured payload in tests/data.
[[nodiscard]] QString dataFile(const QString &name);
/// Reads tests/data/`name` whole; aborts the test program when it is not there.
[[nodiscard]] QByteArray dataBytes(const QString &name);
/// All files below a folder, into another one that is there. One that goes meanwhile, as in a kill, is left out; aborts
/// the test program when one that is there cannot be copied.
void copyFolder(const QString &from, const QString &to);

} // namespace muster::test
