// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sandboxdoor.h"

#include <QJsonArray>

/// A small tenant and bodies of enrichment for it.
namespace muster::test::enriching {

using namespace Qt::StringLiterals;

inline constexpr quint64 seed = 7;
inline constexpr qint64 people = 1200;

inline SandboxSettings world()
{
    SandboxSettings settings;
    settings.contacts = people;
    settings.seed = seed;
    return settings;
}

inline QString listIdAt(int place)
{
    return SandboxList::all()[place].id;
}

inline QByteArray lists(int place)
{
    return "/api/v2/contacts/lists/" + listIdAt(place).toLatin1();
}

inline QByteArray idAt(int list, int place)
{
    return SandboxList::all()[list].contact(SandboxData(seed, people), place).id;
}

inline QByteArray contact(const QByteArray &id, const QByteArray &attributes)
{
    return R"({"contactId":")" + id + R"(","attributes":)" + attributes + '}';
}

inline QByteArray batch(int list, const QByteArrayList &contacts)
{
    return R"({"contactListId":")" + listIdAt(list).toLatin1() + R"(","contacts":[)" + contacts.join(',') + "]}";
}

/// The first `count` contacts of the list, the same value for each.
inline QByteArray batchOf(int list, int count, const QByteArray &attributes)
{
    QByteArrayList contacts;
    for (int place = 0; place < count; ++place)
        contacts.append(contact(idAt(list, place), attributes));
    return batch(list, contacts);
}

inline QList<SandboxListContact> content(SandboxDoor &door, int list)
{
    return door.tenant.listContents(listIdAt(list));
}

inline QStringList faultsOf(const SandboxAnswer &answer)
{
    QStringList faults;
    const QJsonArray details = bodyOf(answer).value("details"_L1).toArray();
    for (const QJsonValue &detail : details)
        faults.append(detail["field"_L1].toString() + u": "_s + detail["issue"_L1].toString());
    return faults;
}

inline int countOf(const SandboxAnswer &answer)
{
    return bodyOf(answer).value("processedCount"_L1).toInt(-1);
}

} // namespace muster::test::enriching
