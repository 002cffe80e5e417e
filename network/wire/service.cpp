// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/wire/service.h"

#include "network/wire/keytable.h"

namespace muster {

namespace {

constexpr KeyTable<Service, 5> serviceKeys{{
    {Service::Segments, QLatin1String("segments")},
    {Service::Enrichment, QLatin1String("enrichment")},
    {Service::Transcripts, QLatin1String("transcripts")},
    {Service::ContactLists, QLatin1String("contact_lists")},
    {Service::Audiences, QLatin1String("audiences")},
}};

} // namespace

QString serviceKey(Service service)
{
    return keyOf(serviceKeys, service);
}

} // namespace muster
