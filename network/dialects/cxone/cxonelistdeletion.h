// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/api/listdeletionclient.h"

namespace muster {

/// Deletes calling lists. The published description names two parameters and does not say what they do: of an active list
/// `forceInactive` is sent where a person wants active lists deleted, `forceDelete` never is. What a tenant answers for a
/// list that is in use is described as 409 alone.
class CxoneListDeletion final : public ListDeletionClient
{
public:
    explicit CxoneListDeletion(ApiTransport &transport);

    [[nodiscard]] QCoro::Task<ListDeletionAnswer> remove(QString listId, ActiveLists active, CallObserver *observer,
                                                         std::stop_token stop) override;
};

} // namespace muster
