// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/enrichreason.h"

namespace muster {

QString enrichReasonKey(EnrichReason reason)
{
    switch (reason) {
    case EnrichReason::None:
        return QStringLiteral("none");
    case EnrichReason::Lost:
        return QStringLiteral("lost");
    case EnrichReason::ServerTrouble:
        return QStringLiteral("server_trouble");
    case EnrichReason::OtherCount:
        return QStringLiteral("other_count");
    case EnrichReason::Refused:
        return QStringLiteral("refused");
    case EnrichReason::TooLarge:
        return QStringLiteral("too_large");
    case EnrichReason::InDoubt:
        return QStringLiteral("in_doubt");
    case EnrichReason::AsBefore:
        return QStringLiteral("as_before");
    case EnrichReason::ChangedSince:
        return QStringLiteral("changed_since");
    case EnrichReason::WasEmpty:
        return QStringLiteral("was_empty");
    case EnrichReason::NotWritable:
        return QStringLiteral("not_writable");
    case EnrichReason::Gone:
        return QStringLiteral("gone");
    case EnrichReason::NotDone:
        return QStringLiteral("not_done");
    case EnrichReason::LeftOut:
        return QStringLiteral("left_out");
    }
    Q_UNREACHABLE();
}

} // namespace muster
