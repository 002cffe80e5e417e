// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/audience.h"

#include <QAbstractTableModel>

namespace muster {

/// The tenant's audiences. Small (hundreds): a sort proxy on RawRole may stand on it.
class AudiencesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Source, Size, Status, LastEvaluated, Version, ColumnCount };

    explicit AudiencesModel(QObject *parent = nullptr);
    void setAudiences(const QList<AudienceSummary> &audiences);
    void setNow(const QDateTime &now); ///< UTC; relative times count from here. Call now and then.
    [[nodiscard]] const QList<AudienceSummary> &audiences() const { return m_audiences; }
    [[nodiscard]] const AudienceSummary *audience(int row) const; ///< nullptr: no such row.
    [[nodiscard]] int rowOf(const QString &audienceId) const; ///< -1: not there.

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const AudienceSummary &audience, int column) const;
    [[nodiscard]] static QVariant raw(const AudienceSummary &audience, int column);
    [[nodiscard]] static QVariant hint(const AudienceSummary &audience, int column);

    QList<AudienceSummary> m_audiences;
    QDateTime m_now;
};

} // namespace muster
