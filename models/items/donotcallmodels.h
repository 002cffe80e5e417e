// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/rowsmodel.h"
#include "models/rules/lists/donotcallchange.h"
#include "models/rules/lists/donotcallverdict.h"

#include <QSortFilterProxyModel>
#include <optional>
#include <utility>

namespace muster {

/// The numbers of a check, which fill while it goes on. At most AskedNumbers::mostNumbers rows.
class CheckedNumbersModel : public RowsModel<CheckedNumber>
{
    Q_OBJECT

public:
    enum Column { Line, Number, Standing, Reason, Groups, Since, Until, Honoring, Contributing };

    explicit CheckedNumbersModel(QObject *parent = nullptr);
    void setNumbers(const AskedNumbers &numbers);
    using Settled = QList<std::pair<qsizetype, DoNotCallVerdict>>; ///< By row.
    void settle(const Settled &settled); ///< One change for all of them; rows that are not there are passed over.
};

/// Only what is of one standing, or all. For CheckedNumbersModel.
class StandingFilterModel : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit StandingFilterModel(CheckedNumbersModel *numbers, QObject *parent = nullptr);
    void setStanding(const std::optional<DoNotCallStanding> &standing); ///< Unset: all.

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    CheckedNumbersModel *const m_numbers;
    std::optional<DoNotCallStanding> m_standing;
};

/// What a change would do to each number, before anything is changed.
class PreviewedNumbersModel final : public RowsModel<PreviewedNumber>
{
    Q_OBJECT

public:
    enum Column { Line, Number, Result, Why };

    explicit PreviewedNumbersModel(QObject *parent = nullptr);
    void setPreview(const DoNotCallPreview &preview);

private:
    DoNotCallAim m_aim;
};

/// Groups down, and behind what is known of each a column for every skill that has to do with any: whether it adds to
/// the group, and whether it honors it.
class DoNotCallMatrixModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Records, Activity, Changed, FirstSkill };

    explicit DoNotCallMatrixModel(QObject *parent = nullptr);
    void setGroups(const QList<DoNotCallGroupFacts> &groups);
    [[nodiscard]] int noteColumn() const
    {
        return FirstSkill + int(m_skills.size());
    } ///< What is to be minded; the last.

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    [[nodiscard]] QString text(const DoNotCallGroupFacts &facts, int column) const;

    QList<DoNotCallGroupFacts> m_groups;
    QList<Dialer> m_skills; ///< By name.
};

} // namespace muster
