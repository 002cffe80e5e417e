// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/wire/service.h"

namespace muster {

QString serviceKey(Service service)
{
    switch (service) {
    case Service::Segments:
        return QStringLiteral("segments");
    case Service::Enrichment:
        return QStringLiteral("enrichment");
    case Service::Transcripts:
        return QStringLiteral("transcripts");
    case Service::ContactLists:
        return QStringLiteral("contact_lists");
    case Service::Audiences:
        return QStringLiteral("audiences");
    }
    Q_UNREACHABLE();
}

} // namespace muster
