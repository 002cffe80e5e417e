// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/refusedattributes.h"

#include <QRegularExpression>
#include <algorithm>

namespace muster {

QStringList refusedAttributes(const ApiError &error, const SegmentQuery &query)
{
    static const QRegularExpression place(QStringLiteral("^requestedAttributes\\[([0-9]{1,6})\\]$"));
    if (error.kind != ErrorKind::Invalid)
        return {};
    QStringList refused;
    for (qsizetype at = 0; at < query.attributes.size(); ++at) {
        const QString &name = query.attributes[at];
        const bool isNamed = std::any_of(error.details.cbegin(), error.details.cend(), [&](const FieldFault &fault) {
            const QRegularExpressionMatch match = place.match(fault.field);
            return match.hasMatch() ? match.captured(1).toLongLong() == at : fault.field == name;
        });
        if (isNamed)
            refused.append(name);
    }
    return refused;
}

} // namespace muster
