// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/rowsmodel.h"
#include "models/runs/tenantsession.h"

namespace muster {

/// The hops of "Test connection", in the order they were tried.
class ConnectionStepsModel : public RowsModel<ConnectionHop>
{
    Q_OBJECT

public:
    enum Column { Result, Step, Target, Latency, Advice, ColumnCount };

    explicit ConnectionStepsModel(QObject *parent = nullptr);
    void clear() { setRows({}); }
    void add(const ConnectionHop &step) { append(step); }
};

} // namespace muster
