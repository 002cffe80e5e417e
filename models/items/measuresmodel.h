// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/rowsmodel.h"
#include "models/text/recordtexts.h"

namespace muster {

/// What two runs measured, side by side. Rows are of runMeasureTexts() for two runs.
class MeasuresModel : public RowsModel<MeasureTexts>
{
    Q_OBJECT

public:
    enum Column { Name, Earlier, Later, Change, ColumnCount };

    /// `earlier` and `later` head their columns.
    MeasuresModel(const QString &earlier, const QString &later, QObject *parent = nullptr);
};

} // namespace muster
