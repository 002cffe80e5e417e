// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"

#include <QMetaType>

namespace muster {

/// A file that is complete and has its name.
struct WrittenFile
{
    QString name;
    TextProfile profile = TextProfile::Spreadsheets; ///< Of its cells, where it is a table.
    qint64 formulaCells = 0; ///< That a spreadsheet would run or damage; guarded or not, as the profile says.
    bool operator==(const WrittenFile &) const = default;
};

} // namespace muster

Q_DECLARE_METATYPE(muster::WrittenFile)
