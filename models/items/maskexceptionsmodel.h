// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskpolicy.h"

#include <QAbstractTableModel>

namespace muster {

/// The decisions of a policy: what it leaves as it stands, and what it masks wherever it stands. Shows the texts
/// themselves, which are words of real people: for the editor only.
class MaskExceptionsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Decision, Kind, Text, Scope, Expires, Note, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setExceptions(const QList<MaskException> &exceptions, const QDateTime &now);
    [[nodiscard]] const QList<MaskException> &exceptions() const { return m_exceptions; }
    void remove(int row);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const MaskException &exception, int column) const;
    [[nodiscard]] bool isExpired(const MaskException &exception) const;

    QList<MaskException> m_exceptions;
    QDateTime m_now;
};

} // namespace muster
