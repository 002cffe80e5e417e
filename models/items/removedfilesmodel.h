// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/rowsmodel.h"
#include "models/store/auditremoval.h"

namespace muster {

/// Closed files of the history that the retention would remove, the oldest first.
class RemovedFilesModel : public RowsModel<RemovedAuditFile>
{
    Q_OBJECT

public:
    enum Column { File, From, To, Entries, Size, ColumnCount };

    explicit RemovedFilesModel(QObject *parent = nullptr);
};

} // namespace muster
