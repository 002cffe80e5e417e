// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/errorobject.h"

#include "models/text/errortexts.h"

#include <QJsonArray>

namespace muster {

QJsonObject errorObject(const ApiError &error)
{
    QJsonObject object{{QStringLiteral("kind"), errorKindKey(error.kind)},
                       {QStringLiteral("code"), error.code},
                       {QStringLiteral("message"), errorSentence(error)}};
    if (!error.subject.isEmpty())
        object.insert(QStringLiteral("subject"), error.subject);
    if (error.httpStatus != 0)
        object.insert(QStringLiteral("http_status"), error.httpStatus);
    if (!error.requestId.isEmpty())
        object.insert(QStringLiteral("request_id"), error.requestId);
    QJsonArray details;
    for (const FieldFault &fault : error.details)
        details.append(QJsonObject{{QStringLiteral("field"), fault.field}, {QStringLiteral("issue"), fault.issue}});
    if (!details.isEmpty())
        object.insert(QStringLiteral("details"), details);
    return object;
}

} // namespace muster
