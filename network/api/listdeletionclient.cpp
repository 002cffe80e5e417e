// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/listdeletionclient.h"

#include "network/http/apitransport.h"

namespace muster {

ListDeletionClient::ListDeletionClient(ApiTransport &transport)
    : m_transport(transport)
{
}

RetryTable ListDeletionClient::retry() const
{
    return m_transport.retry(Service::ContactLists);
}

} // namespace muster
