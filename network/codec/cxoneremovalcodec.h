// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/contactlist.h"

#include <QByteArray>
#include <QStringList>
#include <QStringView>

namespace muster {

// Removing records from NICE CXone's calling lists: bytes <-> values, as the published specification says. Pure, safe
// on any thread.

/// Whether the API can name that record for removal: it takes numbers, although an external id is a text. So "007",
/// "A1" and what is longer than a number keeps its digits (15) would mean another record or none.
[[nodiscard]] bool isRemovableCxoneId(QStringView externalId);

/// Of ids that are all removable.
[[nodiscard]] QByteArray cxoneRemovalBody(const QStringList &externalIds);

/// What the answer proves of each of `asked`, in their order. Applied: it says that the record was removed; Absent:
/// that there is none ("NotFound"); Rejected with Invalid and the service's word as code: any other refusal; Unknown
/// with UnexpectedShape "no_result": it says nothing. An answer that speaks of a record nobody asked for, or of one
/// twice, proves nothing of anybody: all Unknown, WriteAnswer::error UnexpectedShape. Words are not yet masked.
[[nodiscard]] WriteAnswer readCxoneRemoval(const QByteArray &body, const QStringList &asked);

} // namespace muster
