// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace muster::test {

/// Absolute path of a captured payload in tests/data.
[[nodiscard]] QString dataFile(const QString &name);
/// Reads tests/data/`name` whole; aborts the test program when it is not there.
[[nodiscard]] QByteArray dataBytes(const QString &name);

} // namespace muster::test
