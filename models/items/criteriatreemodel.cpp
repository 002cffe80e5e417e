// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/criteriatreemodel.h"

#include "models/text/criteriawords.h"
#include "models/text/plaintext.h"

#include <QLocale>
#include <QSet>
#include <algorithm>

namespace muster {

namespace {

/// The members that need not move: a longest run of `wanted` that is in the same order in `shown`.
QSet<CriteriaNodeId> inOrder(const QList<CriteriaNodeId> &wanted, const QList<CriteriaNodeId> &shown)
{
    QHash<CriteriaNodeId, int> places;
    for (int at = 0; at < shown.size(); ++at)
        places.insert(shown[at], at);
    // Patience: tails[n] is the last of the best run of n + 1 so far, before[i] what comes before i in its run.
    QList<int> tails, before(wanted.size(), -1);
    for (int i = 0; i < wanted.size(); ++i) {
        const auto place = places.constFind(wanted[i]);
        if (place == places.cend())
            continue;
        const auto tail = std::lower_bound(tails.begin(), tails.end(), *place,
                                           [&](int one, int value) { return places.value(wanted[one]) < value; });
        if (tail != tails.begin())
            before[i] = *std::prev(tail);
        if (tail == tails.end())
            tails.append(i);
        else
            *tail = i;
    }
    QSet<CriteriaNodeId> kept;
    for (int i = tails.isEmpty() ? -1 : tails.constLast(); i >= 0; i = before[i])
        kept.insert(wanted[i]);
    return kept;
}

} // namespace

CriteriaShape::CriteriaShape(const CriteriaTree &tree)
{
    m_members.insert(noCriteriaNode, {criteriaRootId});
    for (const CriteriaNodeId id : tree.inReadingOrder()) {
        const CriteriaTreeNode &node = tree.node(id);
        m_parents.insert(id, node.parent);
        if (!node.members.isEmpty())
            m_members.insert(id, node.members);
    }
}

void CriteriaShape::apply(const CriteriaShapeStep &step)
{
    QList<CriteriaNodeId> &rows = m_members[step.parent];
    switch (step.kind) {
    case CriteriaShapeStep::Kind::Insert:
        for (qsizetype i = 0; i < step.ids.size(); ++i) {
            rows.insert(step.first + i, step.ids[i]);
            m_parents.insert(step.ids[i], step.parent);
        }
        break;
    case CriteriaShapeStep::Kind::Remove: {
        QList<CriteriaNodeId> gone = rows.mid(step.first, step.last - step.first + 1);
        rows.remove(step.first, step.last - step.first + 1);
        while (!gone.isEmpty()) {
            const CriteriaNodeId id = gone.takeLast();
            m_parents.remove(id);
            gone << m_members.take(id);
        }
        break;
    }
    case CriteriaShapeStep::Kind::Move: {
        const CriteriaNodeId id = rows.takeAt(step.first);
        const int left = step.parent == step.target && step.before > step.first ? 1 : 0;
        m_members[step.target].insert(step.before - left, id);
        m_parents.insert(id, step.target);
        break;
    }
    }
}

void CriteriaShape::take(const CriteriaShapeStep &step, QList<CriteriaShapeStep> &steps)
{
    apply(step);
    steps << step;
}

/// Puts what is wanted in `group` there in its order; what is to leave may still stand in between.
void CriteriaShape::placeMembers(const CriteriaTreeNode &group, QList<CriteriaShapeStep> &steps)
{
    const QSet<CriteriaNodeId> resting = inOrder(group.members, members(group.id));
    for (qsizetype i = 0; i < group.members.size(); ++i) {
        const CriteriaNodeId id = group.members[i];
        if (resting.contains(id))
            continue;
        const int place = i == 0 ? 0 : row(group.members[i - 1]) + 1;
        if (contains(id)) {
            const CriteriaNodeId from = parent(id);
            const int at = row(id);
            if (from == group.id && (place == at || place == at + 1))
                continue;
            take({.kind = CriteriaShapeStep::Kind::Move,
                  .parent = from,
                  .first = at,
                  .last = at,
                  .target = group.id,
                  .before = place},
                 steps);
            continue;
        }
        CriteriaShapeStep insertion{.parent = group.id, .first = place, .last = place, .ids = {id}};
        while (i + 1 < group.members.size() && !contains(group.members[i + 1])) {
            insertion.ids << group.members[++i];
            ++insertion.last;
        }
        take(insertion, steps);
    }
}

void CriteriaShape::removeSurplus(const CriteriaTreeNode &group, QList<CriteriaShapeStep> &steps)
{
    const QSet<CriteriaNodeId> wanted(group.members.cbegin(), group.members.cend());
    for (int last = int(members(group.id).size()) - 1; last >= 0; --last) {
        const QList<CriteriaNodeId> rows = members(group.id);
        if (wanted.contains(rows[last]))
            continue;
        int first = last;
        while (first > 0 && !wanted.contains(rows[first - 1]))
            --first;
        take({.kind = CriteriaShapeStep::Kind::Remove, .parent = group.id, .first = first, .last = last}, steps);
        last = first;
    }
}

QList<CriteriaShapeStep> CriteriaShape::stepsTo(const CriteriaTree &tree) const
{
    CriteriaShape shape = *this;
    QList<CriteriaShapeStep> steps;
    if (!shape.contains(criteriaRootId))
        shape.take({.ids = {criteriaRootId}}, steps);
    // A group before its members: where a node moves to, all groups above stand at their final place already, so it
    // never moves into itself.
    const QList<CriteriaNodeId> order = tree.inReadingOrder();
    for (const CriteriaNodeId id : order)
        shape.placeMembers(tree.node(id), steps);
    // All that is wanted has left what is to go.
    for (const CriteriaNodeId id : order)
        shape.removeSurplus(tree.node(id), steps);
    return steps;
}

CriteriaTreeModel::CriteriaTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_shape(m_tree)
{
}

bool CriteriaTreeModel::apply(const CriteriaEditResult &result)
{
    if (!result) {
        if (result.error().code != CriteriaRefusal::Code::NothingChanges)
            Q_EMIT refused(result.error());
        return false;
    }
    if (result->tree == m_tree)
        return false;
    const CriteriaTree before = m_tree;
    Q_EMIT edited(before, *result);
    turnInto(result->tree);
    return true;
}

void CriteriaTreeModel::setTree(const CriteriaTree &tree)
{
    turnInto(tree);
}

void CriteriaTreeModel::turnInto(const CriteriaTree &tree)
{
    m_leaving = m_tree;
    m_tree = tree.succeeding(m_leaving);
    for (const CriteriaShapeStep &step : m_shape.stepsTo(m_tree))
        take(step);
    const CriteriaTree before = std::exchange(m_leaving, CriteriaTree());
    tellContents(before);
    Q_EMIT treeChanged();
}

void CriteriaTreeModel::take(const CriteriaShapeStep &step)
{
    const QModelIndex parent = indexOf(step.parent);
    switch (step.kind) {
    case CriteriaShapeStep::Kind::Insert:
        beginInsertRows(parent, step.first, step.last);
        m_shape.apply(step);
        endInsertRows();
        break;
    case CriteriaShapeStep::Kind::Remove:
        beginRemoveRows(parent, step.first, step.last);
        m_shape.apply(step);
        endRemoveRows();
        break;
    case CriteriaShapeStep::Kind::Move: {
        // A move that views cannot follow (onto its own place, into itself) must not be announced by half.
        const bool isMove = beginMoveRows(parent, step.first, step.last, indexOf(step.target), step.before);
        if (!isMove)
            beginResetModel();
        m_shape.apply(step);
        if (isMove)
            endMoveRows();
        else
            endResetModel();
        break;
    }
    }
}

/// What of the nodes that stayed is different now. Which member a node is stands in its accessible name.
void CriteriaTreeModel::tellContents(const CriteriaTree &before)
{
    for (const CriteriaNodeId id : m_tree.inReadingOrder()) {
        if (!before.contains(id))
            continue;
        const CriteriaTreeNode &was = before.node(id), &is = m_tree.node(id);
        if (&was == &is)
            continue;
        if (was.group != is.group || was.join != is.join || was.condition != is.condition || was.flags != is.flags)
            Q_EMIT dataChanged(indexOf(id, What), indexOf(id, Matches));
        const int members = rowCount(indexOf(id));
        if (members > 0 && (was.members != is.members || was.flags != is.flags))
            Q_EMIT dataChanged(index(0, What, indexOf(id)), index(members - 1, Matches, indexOf(id)),
                               {Qt::AccessibleTextRole, LockedRole, MutedRole});
    }
}

void CriteriaTreeModel::tellColumn(int column)
{
    for (const CriteriaNodeId id : m_tree.inReadingOrder()) {
        const QModelIndex group = indexOf(id);
        if (const int members = rowCount(group); members > 0)
            Q_EMIT dataChanged(index(0, column, group), index(members - 1, column, group));
    }
    Q_EMIT dataChanged(indexOf(criteriaRootId, column), indexOf(criteriaRootId, column));
}

void CriteriaTreeModel::setFields(const CriteriaFields &fields)
{
    m_fields = fields;
    for (const int column : {What, Operator, Value})
        tellColumn(column);
}

void CriteriaTreeModel::setFunnel(const QHash<CriteriaNodeId, qint64> &matches)
{
    if (m_matches == matches)
        return;
    m_matches = matches;
    tellColumn(Matches);
}

void CriteriaTreeModel::setRemarks(const QHash<CriteriaNodeId, CriteriaRemark> &remarks)
{
    if (m_remarks == remarks)
        return;
    m_remarks = remarks;
    tellColumn(What);
}

std::optional<qint64> CriteriaTreeModel::matches(CriteriaNodeId id) const
{
    const auto found = m_matches.constFind(id);
    return found == m_matches.cend() ? std::nullopt : std::optional<qint64>(*found);
}

const CriteriaTreeNode *CriteriaTreeModel::find(CriteriaNodeId id) const
{
    if (m_tree.contains(id))
        return &m_tree.node(id);
    return m_leaving.contains(id) ? &m_leaving.node(id) : nullptr;
}

CriteriaFieldType CriteriaTreeModel::typeOf(CriteriaNodeId condition) const
{
    const CriteriaTreeNode *node = find(condition);
    return node ? criteriaTypeOf(node->condition, m_fields) : CriteriaFieldType::Text;
}

CriteriaNodeId CriteriaTreeModel::idOf(const QModelIndex &index)
{
    return index.isValid() ? CriteriaNodeId(index.internalId()) : noCriteriaNode;
}

QModelIndex CriteriaTreeModel::indexOf(CriteriaNodeId id, int column) const
{
    return m_shape.contains(id) ? createIndex(m_shape.row(id), column, quintptr(id)) : QModelIndex();
}

QModelIndex CriteriaTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    const QList<CriteriaNodeId> members = m_shape.members(idOf(parent));
    if (row < 0 || row >= members.size() || column < 0 || column >= ColumnCount || parent.column() > 0)
        return {};
    return createIndex(row, column, quintptr(members[row]));
}

QModelIndex CriteriaTreeModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOf(m_shape.parent(idOf(child))) : QModelIndex();
}

int CriteriaTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(m_shape.members(idOf(parent)).size());
}

int CriteriaTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QString CriteriaTreeModel::text(const CriteriaTreeNode &node, int column) const
{
    if (column == Matches) {
        const auto count = matches(node.id);
        return count ? QLocale().toString(*count) : QStringLiteral("—");
    }
    if (node.group)
        return column == What ? criteriaJoinText(node.join) : QString();
    switch (column) {
    case What:
        return criteriaFieldText(node.condition.field, m_fields);
    case Operator:
        return criteriaOperatorText(node.condition.op, typeOf(node.id));
    default:
        return criteriaValueText(node.condition.value, typeOf(node.id));
    }
}

/// "Condition 2 of group 1: annual revenue is over 500,000", and all else that the box shows.
QString CriteriaTreeModel::sentence(CriteriaNodeId id) const
{
    if (!m_tree.contains(id))
        return {};
    QStringList parts{criteriaNodeSentence(m_tree, id, m_fields)};
    if (m_tree.lockedBy(id) != noCriteriaNode)
        parts << tr("locked");
    if (m_tree.isMuted(id))
        parts << tr("muted");
    if (m_tree.node(id).flags.collapsed)
        parts << tr("collapsed");
    if (const auto count = matches(id))
        parts << tr("%1 contacts").arg(QLocale().toString(*count));
    if (const QString remark = m_remarks.value(id).text; !remark.isEmpty())
        parts << remark;
    return parts.join(QStringLiteral(", "));
}

QVariant CriteriaTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const CriteriaNodeId id = idOf(index);
    const CriteriaTreeNode *node = find(id);
    if (!node)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(*node, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == What ? sentence(id) : text(*node, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == Matches ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    case RawRole:
        if (index.column() == Matches) {
            const auto count = matches(id);
            return count ? QVariant(*count) : QVariant();
        }
        return node->group ? QVariant(criteriaJoinKey(node->join)) : QVariant(node->condition.field);
    case FullTextRole:
        return m_remarks.value(id).text;
    case ToneRole:
        return QVariant::fromValue(m_remarks.value(id).tone);
    case NodeIdRole:
        return id;
    case GroupRole:
        return node->group;
    case LockedRole:
        return m_tree.contains(id) && m_tree.lockedBy(id) != noCriteriaNode;
    case MutedRole:
        return m_tree.contains(id) && m_tree.isMuted(id);
    case CollapsedRole:
        return node->flags.collapsed;
    case LevelRole:
        return m_tree.contains(id) ? m_tree.level(id) : 0;
    default:
        return {};
    }
}

QVariant CriteriaTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case What:
        return tr("Group or field");
    case Operator:
        return tr("Comparison");
    case Value:
        return tr("Value");
    case Matches:
        return tr("Contacts");
    default:
        return {};
    }
}

} // namespace muster
