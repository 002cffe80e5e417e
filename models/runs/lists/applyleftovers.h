// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/sanitizationplan.h"
#include "models/sinks/csvrows.h"
#include "models/sinks/writtenfile.h"
#include "models/store/unitlogformat.h"
#include "network/wire/result.h"

#include <string>

namespace muster {

/// What a run on a list left over, as CSV for spreadsheets, for a person opens it in one (S21):
/// `contactId,action,state,reason`, the last three as keys. Ids, no numbers. LeftoversReading is the way back.
class LeftoversCsv
{
public:
    LeftoversCsv();
    void add(const std::string &contactId, const char *action, UnitState state, const QString &reason);

    /// Without rows there is no file afterwards, and no name is returned. Blocks on the disk.
    [[nodiscard]] Result<WrittenFile> save(const QString &file);

private:
    CsvRows m_rows;
    qint64 m_count = 0;
};

/// Every contact of the plan that was not changed as planned; see unitStateKey(), unitReasonKey().
[[nodiscard]] LeftoversCsv leftoversCsv(const SanitizationPlan &plan, const std::vector<LoggedUnit> &units);

} // namespace muster
