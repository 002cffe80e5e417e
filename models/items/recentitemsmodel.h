// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/rowsmodel.h"
#include "models/store/recentitems.h"

namespace muster {

/// What was opened last with one connection, the newest first.
class RecentItemsModel : public RowsModel<RecentItem>
{
    Q_OBJECT

public:
    enum Column { Name, Kind, Opened, ColumnCount };

    explicit RecentItemsModel(QObject *parent = nullptr);
};

} // namespace muster
