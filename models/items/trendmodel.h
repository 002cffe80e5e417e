// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/rowsmodel.h"
#include "models/runs/runtrend.h"

namespace muster {

/// A trend as a table: a run a row, in the order of time; behind the fixed columns one for each share.
class TrendModel : public RowsModel<RunTrend::Point>
{
    Q_OBJECT

public:
    enum Column { Started, Records, Took, P50, P95, Overall, FirstShare };

    explicit TrendModel(const RunTrend &trend, QObject *parent = nullptr);
    /// Later points of a trend of the same shares. Rows of runs that stay are not touched, so neither are what is
    /// selected and where it was scrolled to.
    void setPoints(const QList<RunTrend::Point> &points);
};

} // namespace muster
