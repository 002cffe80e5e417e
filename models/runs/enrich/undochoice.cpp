// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/undochoice.h"

#include "models/runs/enrich/undovalues.h"

namespace muster {

Result<std::vector<bool>> leftOutBy(const UndoChoice &choice, const UndoValues &values)
{
    if (choice.kind == UndoChoice::Kind::All)
        return std::vector<bool>();
    const bool only = choice.kind == UndoChoice::Kind::Only;
    std::vector<bool> leftOut(values.units(), only);
    for (const QString &id : choice.ids) {
        const auto unit = values.find(id.toStdString());
        if (!unit)
            return failure(
                {.kind = ErrorKind::BadInput, .code = QStringLiteral("not_in_backup"), .subject = id.left(200)});
        leftOut[*unit] = !only;
    }
    return leftOut;
}

} // namespace muster
