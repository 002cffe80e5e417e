// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/httpchannel.h"

#include <QHash>
#include <QList>
#include <QUrlQuery>
#include <functional>

namespace muster::test {

/// A tenant of one contact list, without sockets: answers what contract section 6.1 says, remembers every write, and
/// does what a test wants it to do instead. Answers come from the event loop, in the order asked.
class ListsWorld
{
public:
    struct Contact
    {
        QByteArray id, phone, note; ///< `note` is one more member, called noteName; empty: the contact lacks it.
        bool operator==(const Contact &) const = default;
    };
    struct Write
    {
        QByteArray method;
        QList<QByteArray> ids;
        int readings = 0; ///< Whole readings of the list that were over when it came.
        bool throttled = false; ///< Is answered 429: proved not to be done, and may come again.
    };
    /// What happens to a request. Of writes: whether the list is changed, and what is answered.
    struct Fault
    {
        bool apply = false;
        int status = 0; ///< 0: no answer but `error`.
        QByteArray body = "{}";
        HttpHeaders headers;
        std::optional<ErrorKind> error;
        bool hang = false; ///< Until stopped; then no answer, as for a write whose connection is given up.
    };
    using Script = std::function<std::optional<Fault>(const HttpRequest &request, const Write &write)>;

    QList<Contact> contacts;
    QByteArray listId = "list_1";
    QString noteName = QStringLiteral("note");
    qsizetype pageLimit = 1000;
    /// Asked first; nullopt: as the contract says. For reads `write.method` is GET and `write.ids` empty.
    Script script;
    /// Called for each write that arrives, before anything comes of it: what the disk says at this moment.
    std::function<void(const Write &write)> seeing;

    QList<Write> writes;
    QByteArray scope; ///< What tokens say that they are good for; empty: they do not say.
    int requests = 0; ///< All but token requests.
    int readings = 0;
    int signIns = 0; ///< Token requests.
    int drops = 0; ///< Times that all connections were ended.

    [[nodiscard]] QList<QByteArray> removals() const; ///< Ids of all DELETEs, in order, repeated ones included.
    [[nodiscard]] std::optional<Contact> find(const QByteArray &id) const;
    [[nodiscard]] std::unique_ptr<HttpChannel> channel();

    static std::optional<Fault> status(int status, const QByteArray &body = "{}");
    static std::optional<Fault> lost(bool applied, ErrorKind kind = ErrorKind::ConnectionLost);

private:
    class Channel;
    [[nodiscard]] HttpReply answer(const HttpRequest &request, const Write &write);
    [[nodiscard]] HttpReply page(const HttpRequest &request);
    [[nodiscard]] HttpReply change(const HttpRequest &request, const Write &write);
};

} // namespace muster::test
