// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/contactlist.h"
#include "network/wire/limits.h"

#include <QCoro/QCoroTask>
#include <optional>
#include <stop_token>

namespace muster {

class ApiTransport;
class CallObserver;

/// What became of the order to delete a list. Accepted: taken, and only the index proves that the list is gone, whatever
/// the answer says. Rejected: refused, and nothing has changed; of a list in use that is a Conflict. Absent: there was no
/// such list (any more). Unknown: it left, and no answer proves what happened. NotSent: nothing has left.
struct ListDeletionAnswer
{
    WriteFate fate = WriteFate::NotSent;
    std::optional<ApiError> error; ///< Unless Accepted.
};

/// Deletes contact lists whole, with every contact in them. Nothing of this can be undone at the service. Neutral values
/// only; paths and parameters belong to the dialect. GUI thread. A deletion is one attempt, never repeated here: what to
/// do after a doubt is the run's decision, journalled by it.
class ListDeletionClient
{
public:
    /// Whether a list goes that the service says is active. None is ever forced that the service says is in use.
    enum class ActiveLists { Refused, Deleted };

    virtual ~ListDeletionClient() = default;
    ListDeletionClient(const ListDeletionClient &) = delete;
    ListDeletionClient &operator=(const ListDeletionClient &) = delete;

    /// Of one deletion, and the waits between its tries.
    [[nodiscard]] RetryTable retry() const;
    /// One attempt. An id that is unusable in a path is NotSent with BadInput.
    [[nodiscard]] virtual QCoro::Task<ListDeletionAnswer> remove(QString listId, ActiveLists active,
                                                                 CallObserver *observer, std::stop_token stop)
        = 0;

protected:
    /// The transport outlives the client.
    explicit ListDeletionClient(ApiTransport &transport);
    [[nodiscard]] ApiTransport &transport() const { return m_transport; }

private:
    ApiTransport &m_transport;
};

} // namespace muster
