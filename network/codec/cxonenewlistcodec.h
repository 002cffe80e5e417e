// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/callinglist.h"
#include "network/wire/result.h"

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>

namespace muster {

// A new calling list of NICE CXone, as the published specification makes one: what it is like stands in the query, the
// numbers and fields of its own in the body. Pure, safe on any thread.

/// The columns that files for such a list have, the external id's first, the number's second.
[[nodiscard]] QStringList cxoneNewListColumns(const NewCallingList &list);
/// As reading the list back names what fills `column`: a member of a record, or one of its own fields.
[[nodiscard]] QString cxoneAttributeOf(const QString &column);
/// The other way round; what is no field of a record's own stays as it is.
[[nodiscard]] QString cxoneColumnOf(const QString &attribute);
[[nodiscard]] QList<QPair<QString, QString>> cxoneNewListQuery(const NewCallingList &list);
[[nodiscard]] QByteArray cxoneNewListBody(const NewCallingList &list);
/// The new list's id, in digits. UnexpectedShape where the answer does not name one.
[[nodiscard]] Result<QString> readCxoneNewList(const QByteArray &body);

} // namespace muster
