// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/rowsmodel.h"
#include "network/wire/audience.h"

namespace muster {

/// The tenant's audiences. Small (hundreds): a sort proxy on RawRole may stand on it.
class AudiencesModel : public RowsModel<AudienceSummary>
{
    Q_OBJECT

public:
    enum Column { Name, Source, Size, Status, LastEvaluated, Version, ColumnCount };

    explicit AudiencesModel(QObject *parent = nullptr);
    void setNow(const QDateTime &now); ///< UTC; relative times count from here. Call now and then.
    [[nodiscard]] int rowOf(const QString &audienceId) const; ///< -1: not there.

private:
    QDateTime m_now;
};

} // namespace muster
