// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxdata.h"
#include "network/sandbox/sandboxscript.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace muster::test {

/// From now on, but for the first `looks`, the sandbox's first segment says that it was calculated at `updated`.
inline SandboxFault recalculatedSegment(const QDateTime &updated, int looks = 0)
{
    QJsonArray attributes;
    for (const SegmentAttribute &attribute : SandboxData::attributes()) {
        attributes.append(QJsonObject{{QStringLiteral("name"), attribute.name},
                                      {QStringLiteral("type"), attribute.typeName},
                                      {QStringLiteral("valid"), attribute.valid}});
    }
    const SandboxSegment &segment = sandboxSegments().first();
    SandboxFault fault;
    fault.kind = SandboxFault::Kind::RawBody;
    fault.path = QStringLiteral("/segments/") + segment.id;
    fault.method = QStringLiteral("GET");
    fault.skip = looks;
    fault.times = -1;
    fault.status = 200;
    fault.contentType = QByteArrayLiteral("application/json");
    fault.body = QJsonDocument(QJsonObject{{QStringLiteral("id"), segment.id},
                                           {QStringLiteral("name"), segment.name},
                                           {QStringLiteral("status"), segment.status},
                                           {QStringLiteral("lastUpdated"), updated.toUTC().toString(Qt::ISODate)},
                                           {QStringLiteral("attributes"), attributes}})
                     .toJson();
    return fault;
}

} // namespace muster::test
