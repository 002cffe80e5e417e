// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/criteriatreemodel.h"
#include "ui/audiences/canvas/valueeditor.h"
#include "ui/common/forward.h"

#include <QDialog>

namespace muster {

/// Where the chosen boxes are to go: every place there is, as a list that is read and searched by keyboard. Places that
/// are refused are shown with the reason. Made for those who cannot drag, and for long criteria.
class MoveToDialog : public QDialog
{
    Q_OBJECT
    Q_CLASSINFO("help", "audiences#conditions-and-groups")

public:
    MoveToDialog(const CriteriaTreeModel &model, QList<CriteriaNodeId> nodes, QWidget *parent);
    /// What was chosen; after accepted().
    [[nodiscard]] const CriteriaEditResult &result() const { return m_result; }

private:
    struct Place
    {
        CriteriaNodeId parent = noCriteriaNode;
        int index = 0;
    };
    void fill(const CriteriaTreeModel &model);
    void add(const CriteriaTreeModel &model, const Place &place, const QString &words, int level);
    void showChoice();

    const CriteriaTree m_tree;
    const QList<CriteriaNodeId> m_nodes;
    QList<CriteriaEditResult> m_results; ///< One a place.
    CriteriaEditResult m_result = tl::unexpected(CriteriaRefusal());
    QListWidget *m_list = nullptr;
    PlainLabel *m_reason = nullptr;
    QPushButton *m_move = nullptr;
};

/// "Is one of": the values that a field may have, known ones to be ticked, others typed one a line. What is made of
/// them is a group that any of them satisfies, since criteria have no list of their own.
class OneOfDialog : public QDialog
{
    Q_OBJECT
    Q_CLASSINFO("help", "audiences#conditions-and-groups")

public:
    OneOfDialog(const CriteriaTreeModel &model, CriteriaNodeId condition, QWidget *parent);
    [[nodiscard]] QList<CriteriaValue> values() const { return m_values; } ///< Each once; as they fit the field's type.

private:
    void read();

    const CriteriaFieldType m_type;
    QListWidget *m_known = nullptr; ///< nullptr: no values are known of the field.
    QPlainTextEdit *m_typed = nullptr;
    PlainLabel *m_remark = nullptr;
    QPushButton *m_accept = nullptr;
    QList<CriteriaValue> m_values;
};

} // namespace muster
