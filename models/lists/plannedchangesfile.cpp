// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/plannedchangesfile.h"

#include "models/sinks/csvtextfile.h"

namespace muster {

Result<WrittenFile> writePlannedChanges(const SanitizationPlan &plan, const QString &file, TextProfile profile,
                                        bool replace, const std::stop_token &stop)
{
    TRY(out,
        CsvTextFile::create(file,
                            {QStringLiteral("contactId"), QStringLiteral("original"), QStringLiteral("e164"),
                             QStringLiteral("verdict"), QStringLiteral("reasons")},
                            profile, replace ? Existing::Replace : Existing::Refuse));
    for (const PlannedChange &change : plan.changes) {
        if (stop.stop_requested())
            return failure({.kind = ErrorKind::Cancelled});
        const bool isFix = change.action == PlannedChange::Action::Fix;
        const std::string reasons = listReasonKeys(change.reasons).join(QLatin1Char(' ')).toStdString();
        TRY(added, out->add({change.contactId, change.from, change.to, isFix ? "fix" : "purge", reasons}));
    }
    return out->finish();
}

} // namespace muster
