// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/facetsmodel.h"

#include "models/items/itemroles.h"
#include "models/text/listtexts.h"
#include "models/text/plaintext.h"

#include <QLocale>
#include <algorithm>

namespace muster {
namespace {

constexpr quintptr groupId = 0; ///< Of a group's own index; a value's is group + 1.

template <typename Value>
void toggle(std::vector<Value> &values, Value value)
{
    const auto place = std::find(values.begin(), values.end(), value);
    if (place == values.end())
        values.push_back(value);
    else
        values.erase(place);
}

void toggle(QStringList &values, const QString &value)
{
    if (!values.removeOne(value))
        values << value;
}

/// Works on one facet of a filter, whatever the type of its values.
template <typename Values, typename Value>
void click(Values &values, bool &isInverted, const Value &value, FacetsModel::Click how)
{
    const bool isIn = std::find(values.begin(), values.end(), value) != values.end();
    switch (how) {
    case FacetsModel::Click::Only: {
        const bool isAlone = isIn && values.size() == 1 && !isInverted;
        values.clear();
        isInverted = false;
        if (!isAlone)
            values.push_back(value);
        return;
    }
    case FacetsModel::Click::Combine:
        toggle(values, value);
        break;
    case FacetsModel::Click::Invert:
        if (isInverted) {
            toggle(values, value);
        } else {
            values.clear();
            values.push_back(value);
            isInverted = true;
        }
        break;
    }
    isInverted = isInverted && !values.empty();
}

template <typename Values, typename Value>
FacetsModel::State stateIn(const Values &values, bool isInverted, const Value &value)
{
    if (std::find(values.begin(), values.end(), value) == values.end())
        return FacetsModel::Off;
    return isInverted ? FacetsModel::Excluded : FacetsModel::Included;
}

} // namespace

FacetsModel::FacetsModel(QObject *parent)
    : QAbstractItemModel(parent)
{
}

void FacetsModel::clear()
{
    beginResetModel();
    for (QList<Entry> &group : m_groups)
        group.clear();
    endResetModel();
}

void FacetsModel::setSummary(const ListSummary &summary)
{
    const auto counted = [](const auto &counts) {
        QList<Entry> entries;
        for (std::size_t i = 0; i < counts.size(); ++i)
            entries << Entry{.value = int(i), .count = counts[i]};
        return entries;
    };
    update(Verdicts, counted(summary.verdicts));
    update(Reasons, counted(summary.reasons));
    QList<Entry> regions;
    for (const auto &[region, count] : summary.regions)
        regions << Entry{.region = region, .count = count};
    std::sort(regions.begin(), regions.end(), [](const Entry &a, const Entry &b) { return a.region < b.region; });
    update(Regions, regions);
    update(LineTypes, counted(summary.lineTypes));
    update(Sources, counted(summary.sources));
}

/// Both lists are in the group's order. Values that are new come in between; those not counted any more stay, with 0.
void FacetsModel::update(Group group, const QList<Entry> &counted)
{
    const auto isBefore
        = [](const Entry &a, const Entry &b) { return a.value != b.value ? a.value < b.value : a.region < b.region; };
    QList<Entry> &shown = m_groups[group];
    const QModelIndex parent = index(group, Value);
    for (const Entry &entry : counted) {
        const auto place = std::lower_bound(shown.begin(), shown.end(), entry, isBefore);
        if (entry.count == 0 || (place != shown.end() && !isBefore(entry, *place)))
            continue;
        const int row = int(place - shown.begin());
        beginInsertRows(parent, row, row);
        shown.insert(row, entry);
        shown[row].state = stateOf(group, entry);
        endInsertRows();
    }
    for (int row = 0; row < shown.size(); ++row) {
        const auto place = std::lower_bound(counted.begin(), counted.end(), shown[row], isBefore);
        const qint64 count = place != counted.end() && !isBefore(shown[row], *place) ? place->count : 0;
        if (std::exchange(shown[row].count, count) != count)
            Q_EMIT dataChanged(index(row, Value, parent), index(row, Count, parent));
    }
}

void FacetsModel::setFilter(const ContactFilter &filter)
{
    m_filter = filter;
    for (int group = 0; group < GroupCount; ++group) {
        QList<Entry> &shown = m_groups[std::size_t(group)];
        const QModelIndex parent = index(group, Value);
        for (int row = 0; row < shown.size(); ++row) {
            const State state = stateOf(Group(group), shown[row]);
            if (std::exchange(shown[row].state, state) != state)
                Q_EMIT dataChanged(index(row, Value, parent), index(row, Count, parent));
        }
    }
}

FacetsModel::State FacetsModel::stateOf(Group group, const Entry &entry) const
{
    switch (group) {
    case Verdicts:
        return stateIn(m_filter.verdicts, m_filter.invertVerdicts, ListVerdict(entry.value));
    case Reasons:
        return stateIn(m_filter.reasons, m_filter.invertReasons, ListReason(entry.value));
    case Regions:
        return stateIn(m_filter.regions, m_filter.invertRegions, entry.region);
    case LineTypes:
        return stateIn(m_filter.lineTypes, m_filter.invertLineTypes, NumberType(entry.value));
    case Sources:
        return stateIn(m_filter.sources, m_filter.invertSources, KnowledgeSource(entry.value));
    case GroupCount:
        break;
    }
    return Off;
}

ContactFilter FacetsModel::clicked(const QModelIndex &index, Click how) const
{
    ContactFilter filter = m_filter;
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return filter;
    if (index.internalId() == groupId) {
        switch (Group(index.row())) {
        case Verdicts:
            filter.verdicts.clear();
            filter.invertVerdicts = false;
            break;
        case Reasons:
            filter.reasons.clear();
            filter.invertReasons = false;
            break;
        case Regions:
            filter.regions.clear();
            filter.invertRegions = false;
            break;
        case LineTypes:
            filter.lineTypes.clear();
            filter.invertLineTypes = false;
            break;
        case Sources:
            filter.sources.clear();
            filter.invertSources = false;
            break;
        case GroupCount:
            break;
        }
        return filter;
    }
    const auto group = Group(index.internalId() - 1);
    const Entry &entry = m_groups[group][index.row()];
    switch (group) {
    case Verdicts:
        click(filter.verdicts, filter.invertVerdicts, ListVerdict(entry.value), how);
        break;
    case Reasons:
        click(filter.reasons, filter.invertReasons, ListReason(entry.value), how);
        break;
    case Regions:
        click(filter.regions, filter.invertRegions, entry.region, how);
        break;
    case LineTypes:
        click(filter.lineTypes, filter.invertLineTypes, NumberType(entry.value), how);
        break;
    case Sources:
        click(filter.sources, filter.invertSources, KnowledgeSource(entry.value), how);
        break;
    case GroupCount:
        break;
    }
    return filter;
}

QModelIndex FacetsModel::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || column < 0 || row >= rowCount(parent) || column >= ColumnCount)
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : groupId);
}

QModelIndex FacetsModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == groupId)
        return {};
    return createIndex(int(index.internalId()) - 1, 0, groupId);
}

int FacetsModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return GroupCount;
    return parent.internalId() == groupId && parent.column() == Value ? int(m_groups[std::size_t(parent.row())].size())
                                                                      : 0;
}

int FacetsModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QString FacetsModel::key(Group group, const Entry &entry) const
{
    switch (group) {
    case Verdicts:
        return keyOf(ListVerdict(entry.value));
    case Reasons:
        return keyOf(ListReason(entry.value));
    case LineTypes: {
        const std::string_view name = numberTypeName(NumberType(entry.value));
        return QString::fromLatin1(name.data(), qsizetype(name.size()));
    }
    case Sources:
        return keyOf(KnowledgeSource(entry.value));
    case Regions:
    case GroupCount:
        break;
    }
    return entry.region;
}

QString FacetsModel::words(Group group, const Entry &entry) const
{
    switch (group) {
    case Verdicts:
        return listVerdictText(ListVerdict(entry.value));
    case Reasons:
        return listReasonText(ListReason(entry.value));
    case LineTypes:
        return lineTypeText(NumberType(entry.value));
    case Sources:
        return knowledgeSourceText(KnowledgeSource(entry.value));
    case Regions:
    case GroupCount:
        break;
    }
    //: Facet of contacts whose number belongs to no region
    return entry.region.isEmpty() ? tr("no region") : visibleText(entry.region, 40);
}

QVariant FacetsModel::groupData(Group group, int column, int role) const
{
    if (role == GroupRole)
        return int(group);
    if (column != Value || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    switch (group) {
    case Verdicts:
        return tr("Verdict");
    case Reasons:
        return tr("Reason");
    case Regions:
        return tr("Region");
    case LineTypes:
        return tr("Line type");
    case Sources:
        return tr("Source");
    case GroupCount:
        break;
    }
    return {};
}

QVariant FacetsModel::valueData(Group group, const Entry &entry, int column, int role) const
{
    switch (role) {
    case GroupRole:
        return int(group);
    case KeyRole:
        return key(group, entry);
    case StateRole:
        return int(entry.state);
    case CountRole:
        return entry.count;
    case RawRole:
        return column == Count ? QVariant(entry.count) : QVariant(key(group, entry));
    case Qt::TextAlignmentRole:
        return int((column == Count ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::DisplayRole:
        return column == Count ? QLocale().toString(entry.count) : words(group, entry);
    case Qt::AccessibleTextRole: {
        if (column == Count)
            return QLocale().toString(entry.count);
        if (entry.state == Included)
            return tr("%1, shown").arg(words(group, entry));
        return entry.state == Excluded ? tr("%1, excluded").arg(words(group, entry)) : words(group, entry);
    }
    }
    return {};
}

QVariant FacetsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.internalId() == groupId)
        return groupData(Group(index.row()), index.column(), role);
    const auto group = Group(index.internalId() - 1);
    return valueData(group, m_groups[group][index.row()], index.column(), role);
}

QVariant FacetsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Value ? tr("Facet") : tr("Contacts");
}

} // namespace muster
