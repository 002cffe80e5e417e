// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/listcommands.h"

#include <QJsonArray>
#include <QLocale>

namespace muster {

void ListsListCommand::start()
{
    const auto session = openTenant();
    if (!session)
        return fail(session.error(), ExitRefused);
    connect(*session, &TenantSession::contactListsLoaded, this, &ListsListCommand::show);
    connect(*session, &TenantSession::contactListsFailed, this,
            [this](const ApiError &error) { fail(error, ExitFailed); });
    (*session)->requestContactLists();
}

void ListsListCommand::show(const QList<ContactListSummary> &lists)
{
    const QLocale locale;
    QList<QStringList> rows{{tr("ID"), tr("NAME"), tr("CONTACTS")}};
    QJsonArray array;
    for (const ContactListSummary &list : lists) {
        const bool known = list.contactCount >= 0;
        rows.append({list.id, list.name, known ? locale.toString(list.contactCount) : tr("not known")});
        array.append(QJsonObject{{QStringLiteral("id"), list.id},
                                 {QStringLiteral("name"), list.name},
                                 {QStringLiteral("contacts"), known ? QJsonValue(list.contactCount) : QJsonValue()}});
    }
    if (lists.isEmpty())
        console().line(tr("The tenant has no contact lists."));
    else
        for (const QString &line : alignedTable(rows, {2}))
            console().line(line);
    console().json({{QStringLiteral("lists"), array}});
    Q_EMIT done(ExitComplete);
}

} // namespace muster
