// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/undoleft.h"

#include "models/sinks/csvtextfile.h"

namespace muster {

Result<WrittenFile> writeNotUndone(const UndoMatcher &matcher, const std::vector<bool> &leftOut, const QString &file,
                                   const std::stop_token &stop)
{
    TRY(out,
        CsvTextFile::create(file,
                            {QStringLiteral("contactId"), QStringLiteral("attribute"), QStringLiteral("before"),
                             QStringLiteral("written"), QStringLiteral("reason")}));
    const UndoValues &values = matcher.values();
    std::vector<UndoValues::Value> held;
    for (std::uint32_t unit = 0; unit < values.units(); ++unit) {
        if (stop.stop_requested())
            return failure({.kind = ErrorKind::Cancelled});
        values.values(unit, held);
        for (std::size_t place = 0; place < held.size(); ++place) {
            UndoFate fate = matcher.fate(unit, place);
            if (fate == UndoFate::ComesBack && !leftOut.empty() && leftOut[unit])
                fate = UndoFate::LeftOut;
            if (fate == UndoFate::ComesBack || fate == UndoFate::AsBefore)
                continue;
            const std::string name = values.attributes()[qsizetype(held[place].attribute)].toStdString();
            const std::string reason = undoFateKey(fate).toStdString();
            if (const auto added
                = out->add({values.id(unit), name, held[place].before.text, held[place].written.text, reason});
                !added)
                return failure(added.error());
        }
    }
    return out->finish();
}

} // namespace muster
