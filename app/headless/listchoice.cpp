// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/listchoice.h"

namespace muster {

Result<ContactListSummary> listFrom(const QList<ContactListSummary> &lists, const QString &word)
{
    QList<ContactListSummary> named;
    for (const ContactListSummary &list : lists) {
        if (list.id == word)
            return list;
        if (list.name == word)
            named.append(list);
    }
    if (named.size() == 1)
        return named.first();
    return failure({.kind = ErrorKind::BadInput,
                    .code = named.isEmpty() ? QStringLiteral("list_unknown") : QStringLiteral("list_name_twice"),
                    .subject = word});
}

} // namespace muster
