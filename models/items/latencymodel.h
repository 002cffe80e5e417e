// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/rowsmodel.h"
#include "models/text/latencytexts.h"

namespace muster {

/// The data of a latency plot as a table, in the order of time; at most 768 rows.
class LatencyModel : public RowsModel<LatencyRow>
{
    Q_OBJECT

public:
    enum Column { Time, Answers, P50, P95, P99, Longest, Waiting, ColumnCount };

    explicit LatencyModel(QObject *parent = nullptr);
    /// Rows that stay as they were are not touched, so that a table that grows ten times a second can be read.
    void setTrace(const LatencyTrace &trace);
};

} // namespace muster
