// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriaedits.h"
#include "models/audiences/criteriatree.h"
#include "models/items/itemroles.h"
#include "models/rules/criteria/criteriafield.h"

#include <QAbstractItemModel>
#include <QHash>
#include <QList>

namespace muster {

/// One change of rows, as an item model announces it. Rows of `parent` (noCriteriaNode: above the root).
struct CriteriaShapeStep
{
    enum class Kind { Insert, Remove, Move };
    Kind kind = Kind::Insert;
    CriteriaNodeId parent = noCriteriaNode;
    int first = 0;
    int last = 0; ///< Inclusive. Of a move: as first.
    QList<CriteriaNodeId> ids; ///< Inserted without their members, which come in steps of their own.
    CriteriaNodeId target = noCriteriaNode; ///< Of a move: the new parent,
    int before = 0; ///< and the row there that it comes before, counted while it is still in its old place.
};

/// Which node is in which group at which place, and nothing else: what an item model has told its views so far. Two
/// trees of one draft have nodes in common, so the way from one to the other is a few steps however they came about:
/// by an edit, by undoing it, by an answer of the JSON pane.
class CriteriaShape
{
public:
    CriteriaShape() = default; ///< Nothing, not even a root.
    explicit CriteriaShape(const CriteriaTree &tree);

    [[nodiscard]] bool contains(CriteriaNodeId id) const { return m_parents.contains(id); }
    [[nodiscard]] CriteriaNodeId parent(CriteriaNodeId id) const { return m_parents.value(id, noCriteriaNode); }
    [[nodiscard]] int row(CriteriaNodeId id) const { return int(members(parent(id)).indexOf(id)); }
    /// Of noCriteriaNode: the root, when there is one.
    [[nodiscard]] QList<CriteriaNodeId> members(CriteriaNodeId id) const { return m_members.value(id); }

    /// The steps to be applied one after the other. Nodes that stay in their group and in their order are not touched.
    [[nodiscard]] QList<CriteriaShapeStep> stepsTo(const CriteriaTree &tree) const;
    void apply(const CriteriaShapeStep &step);

private:
    void placeMembers(const CriteriaTreeNode &group, QList<CriteriaShapeStep> &steps);
    void removeSurplus(const CriteriaTreeNode &group, QList<CriteriaShapeStep> &steps);
    void take(const CriteriaShapeStep &step, QList<CriteriaShapeStep> &steps);

    QHash<CriteriaNodeId, CriteriaNodeId> m_parents;
    QHash<CriteriaNodeId, QList<CriteriaNodeId>> m_members;
};

/// What is to be said about a node beside what it is.
struct CriteriaRemark
{
    QString text; ///< Whole sentences.
    Tone tone = Tone::Neutral;
    bool operator==(const CriteriaRemark &) const = default;
};

/// The criteria of one draft: the one truth that canvas, sentence and JSON are views of. One top row, the outer group;
/// rows below a group are its members. Edits come in as the result of CriteriaEdits and are told as what they do to
/// rows, so that a view changes in place; so does going back to an earlier tree. GUI thread.
class CriteriaTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { What, Operator, Value, Matches, ColumnCount };
    enum Role {
        NodeIdRole = FullTextRole + 1, ///< CriteriaNodeId.
        GroupRole, ///< Whether it is a group.
        LockedRole, ///< By itself or by a group around it.
        MutedRole, ///< The same.
        CollapsedRole,
        LevelRole, ///< See CriteriaTree::level().
    };

    explicit CriteriaTreeModel(QObject *parent = nullptr);

    [[nodiscard]] const CriteriaTree &tree() const { return m_tree; }
    [[nodiscard]] CriteriaEdits edits() const { return CriteriaEdits(m_tree); }
    /// Makes the edit, or says by refused() why it is not made; in silence when it would change nothing. Whether
    /// anything changed.
    bool apply(const CriteriaEditResult &result);
    /// Another state of the same draft (undo, a draft that was read): no edit, nothing to undo. Numbers that were given
    /// meanwhile are not given again.
    void setTree(const CriteriaTree &tree);
    /// Names, types and values that are known of fields.
    void setFields(const CriteriaFields &fields);
    [[nodiscard]] const CriteriaFields &fields() const { return m_fields; }
    /// How many contacts satisfy each node; those that are not named are not known.
    void setFunnel(const QHash<CriteriaNodeId, qint64> &matches);
    [[nodiscard]] std::optional<qint64> matches(CriteriaNodeId id) const;
    void setRemarks(const QHash<CriteriaNodeId, CriteriaRemark> &remarks);
    [[nodiscard]] CriteriaRemark remark(CriteriaNodeId id) const { return m_remarks.value(id); }

    [[nodiscard]] QModelIndex indexOf(CriteriaNodeId id, int column = What) const; ///< Invalid: not there.
    [[nodiscard]] static CriteriaNodeId idOf(const QModelIndex &index);
    [[nodiscard]] CriteriaFieldType typeOf(CriteriaNodeId condition) const; ///< Of a field not known: by its value.

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    using QObject::parent;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /// Before rows are told of.
    void edited(const muster::CriteriaTree &before, const muster::CriteriaEdit &edit);
    void refused(const muster::CriteriaRefusal &refusal);
    void treeChanged(); ///< After all rows were told of, also by setTree().

private:
    void turnInto(const CriteriaTree &tree);
    void take(const CriteriaShapeStep &step);
    void tellContents(const CriteriaTree &before);
    void tellColumn(int column);
    [[nodiscard]] const CriteriaTreeNode *find(CriteriaNodeId id) const;
    [[nodiscard]] QString text(const CriteriaTreeNode &node, int column) const;
    [[nodiscard]] QString sentence(CriteriaNodeId id) const;

    CriteriaTree m_tree;
    CriteriaTree m_leaving; ///< While rows are being told of: where they came from.
    CriteriaShape m_shape; ///< What views have been told so far.
    CriteriaFields m_fields;
    QHash<CriteriaNodeId, qint64> m_matches;
    QHash<CriteriaNodeId, CriteriaRemark> m_remarks;
};

} // namespace muster
