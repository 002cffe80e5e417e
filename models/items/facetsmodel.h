// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/listworkbench.h"

#include <QAbstractItemModel>

namespace muster {

/// The facets beside the contact table: a tree of groups (verdict, reason, region, line type, source) and their values
/// with counts. A value appears when it is first counted and stays until clear(), in a fixed order (the enum's; regions
/// by code), so nothing jumps under the pointer; counts change in place. Knows what the filter holds; changing it is
/// the workbench's business: clicked() gives the filter that a click asks for.
class FacetsModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Value, Count, ColumnCount };
    enum Group { Verdicts, Reasons, Regions, LineTypes, Sources, GroupCount };
    enum Role {
        GroupRole = 0x0200, ///< int(Group), groups and values.
        KeyRole, ///< Stable key of a value ("purge", "too_short", "GB", "" for no region, "mobile", "lookup").
        StateRole, ///< int(State).
        CountRole, ///< qint64.
    };
    enum State { Off, Included, Excluded }; ///< Excluded: in an inverted group.
    enum class Click {
        Only, ///< This value alone in its group; the same again: none.
        Combine, ///< In or out, beside the others of the group.
        Invert, ///< All but this one (beside others that are excluded already); the same again: none.
    };

    explicit FacetsModel(QObject *parent = nullptr);

    void setSummary(const ListSummary &summary);
    void setFilter(const ContactFilter &filter);
    void clear(); ///< Another list: forgets values and counts.
    [[nodiscard]] const ContactFilter &filter() const { return m_filter; }
    /// The filter after a click on that value. On a group: that group of facets without choice.
    [[nodiscard]] ContactFilter clicked(const QModelIndex &index, Click click) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Entry
    {
        int value = 0; ///< Of the enum.
        QString region; ///< Regions only.
        qint64 count = 0;
        State state = Off;
    };
    void update(Group group, const QList<Entry> &counted);
    [[nodiscard]] State stateOf(Group group, const Entry &entry) const;
    [[nodiscard]] QString key(Group group, const Entry &entry) const;
    [[nodiscard]] QString words(Group group, const Entry &entry) const;
    [[nodiscard]] QVariant groupData(Group group, int column, int role) const;
    [[nodiscard]] QVariant valueData(Group group, const Entry &entry, int column, int role) const;

    std::array<QList<Entry>, GroupCount> m_groups;
    ContactFilter m_filter;
};

} // namespace muster
