// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

#include <QByteArray>
#include <QMap>
#include <QString>

namespace muster {

/// What of a record that was removed from one of NICE CXone's calling lists can be uploaded again: texts by column, the
/// external id and the first number aside. `members` is the rest of the record as cxoneRecordDecoder() keeps it. Pure,
/// safe on any thread.
///
/// The columns of own fields the API tells (`fieldMapping`); those of other members it does not, so that they are taken
/// to be called as the members are. Nothing is made of what the platform itself adds (attempts, last call, state), nor
/// of what would ask it for a call. BadInput "restore_more_numbers": the record had further numbers, whose columns
/// nobody tells, and without them it would not be the same; "restore_columns": two values for one column; else the
/// kinds of parseObject().
[[nodiscard]] Result<QMap<QString, QString>> cxoneRestoreColumns(const QByteArray &members);

} // namespace muster
