// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/callinglistpublisher.h"

#include "network/http/apitransport.h"

namespace muster {

CallingListPublisher::CallingListPublisher(ApiTransport &transport)
    : m_transport(transport)
{
}

RetryTable CallingListPublisher::retry() const
{
    return m_transport.retry(Service::ContactLists);
}

} // namespace muster
