// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/api/contactlistsclient.h"
#include "network/dialects/contract/contractcontactlists.h"
#include "tests/support/transportfixture.h"

Q_DECLARE_METATYPE(muster::WriteFate)

/// A client of contact lists on a scripted channel.
namespace muster::test {

inline constexpr auto listPath = "/contactlists/list_1";
inline constexpr auto recordsPath = "/contactlists/list_1/contacts";
inline const QString listId = QStringLiteral("list_1");

struct ListFixture : Fixture
{
    explicit ListFixture(Environment environment = Environment::Test)
        : Fixture(environment)
        , client(*transport)
    {
    }
    WriteAnswer correct(const QList<ContactPhone> &contacts, std::stop_token stop = {})
    {
        return QCoro::waitFor(client.correct(listId, contacts, {}, &observer, stop));
    }
    WriteAnswer restore(const QList<ContactPhone> &contacts)
    {
        return QCoro::waitFor(client.restore(listId, contacts, {}, &observer, {}));
    }
    RecordFate purge(const QString &id = QStringLiteral("c1"), std::stop_token stop = {})
    {
        return QCoro::waitFor(client.purge(listId, {id}, &observer, stop)).fates.value(0);
    }
    Result<RawPage> page(const QByteArray &cursor = {}, int limit = 500)
    {
        return QCoro::waitFor(client.page(listId, cursor, limit, &observer, {}));
    }

    ContractContactLists client;
};

inline QList<ContactPhone> phones(int count)
{
    QList<ContactPhone> contacts;
    for (int i = 0; i < count; ++i)
        contacts.append({QStringLiteral("c%1").arg(i), QStringLiteral("+1201555%1").arg(i, 4, 10, QLatin1Char('0'))});
    return contacts;
}

inline QList<WriteFate> fates(const WriteAnswer &answer)
{
    QList<WriteFate> found;
    for (const RecordFate &record : answer.fates)
        found.append(record.fate);
    return found;
}

inline QList<WriteFate> all(qsizetype count, WriteFate fate)
{
    return QList<WriteFate>(count, fate);
}

inline Step lost(ErrorKind kind)
{
    return ScriptedChannel::failing(kind);
}

} // namespace muster::test
