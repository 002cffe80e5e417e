// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/rowsmodel.h"
#include "models/schedule/scheduledesk.h"

namespace muster {

/// Schedules with their timers and what became of them last.
class SchedulesModel : public RowsModel<ScheduleStatus>
{
    Q_OBJECT

public:
    enum Column { Name, Times, Timer, Next, Last, ColumnCount };

    explicit SchedulesModel(QObject *parent = nullptr);
    [[nodiscard]] int rowOf(const QString &id) const; ///< -1: it is not there.
};

} // namespace muster
