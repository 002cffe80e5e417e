// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/canvas/movetodialog.h"

#include "models/text/criteriawords.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/layoutmemory.h"
#include "ui/common/tooltips.h"

#include <QDialogButtonBox>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace muster {

MoveToDialog::MoveToDialog(const CriteriaTreeModel &model, QList<CriteriaNodeId> nodes, QWidget *parent)
    : QDialog(parent)
    , m_tree(model.tree())
    , m_nodes(std::move(nodes))
    , m_list(named("moveToList", new QListWidget(this)))
{
    setObjectName(QStringLiteral("moveToDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Move to"));
    m_list->setAccessibleName(tr("Places"));
    m_reason = named("moveToReasonLabel", hintLabel(this));
    m_reason->setMinimumHeight(2 * m_reason->fontMetrics().lineSpacing());
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_move = primaryButton(buttons, "moveToButton", tr("Move %n item(s) there", nullptr, int(m_nodes.size())));
    m_move->setDefault(true);
    buttons->addButton(m_move, QDialogButtonBox::AcceptRole);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *column = new QVBoxLayout(this);
    fillBox(column,
            {sectionTitle(this,
                          m_nodes.size() == 1 ? criteriaNodeSentence(m_tree, m_nodes.first(), model.fields())
                                              : tr("%n chosen item(s)", nullptr, int(m_nodes.size()))),
             {m_list, 1},
             m_reason,
             buttons});
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QListWidget::currentRowChanged, this, &MoveToDialog::showChoice);
    connect(m_list, &QListWidget::itemActivated, this, [this] {
        if (m_move->isEnabled())
            accept();
    });
    fill(model);
    m_list->setCurrentRow(0);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::s);
    resize(560, 460);
    rememberSize(*this);
}

void MoveToDialog::fill(const CriteriaTreeModel &model)
{
    for (const CriteriaNodeId id : m_tree.inReadingOrder()) {
        const CriteriaTreeNode &group = m_tree.node(id);
        if (!group.group)
            continue;
        const int level = m_tree.level(id);
        //: %1 is a group, as in "Group 2: ANY of 3 members".
        add(model, {id, 0}, tr("At the start of: %1").arg(criteriaNodeSentence(m_tree, id, model.fields())), level);
        for (int index = 0; index < group.members.size(); ++index) {
            const CriteriaNodeId member = group.members[index];
            if (m_nodes.contains(member))
                continue;
            //: %1 is a condition or a group, as in "Condition 3 of group 2: industry is technology".
            add(model, {id, index + 1}, tr("After: %1").arg(criteriaNodeSentence(m_tree, member, model.fields())),
                level + 1);
        }
    }
}

void MoveToDialog::add(const CriteriaTreeModel &, const Place &place, const QString &words, int level)
{
    const CriteriaEditResult result = CriteriaEdits(m_tree).move(m_nodes, place.parent, place.index);
    if (!result && result.error().code == CriteriaRefusal::Code::NothingChanges)
        return; // it is there
    auto *item = new QListWidgetItem(QString((level - 1) * 4, QChar::Nbsp) + words, m_list);
    item->setData(Qt::AccessibleTextRole, words);
    item->setToolTip(toolTips::text(words));
    item->setSizeHint(QSize(0, rowHeight));
    m_results.append(result);
}

void MoveToDialog::showChoice()
{
    const int row = m_list->currentRow();
    const bool isPlace = row >= 0 && row < m_results.size();
    m_result = isPlace ? m_results[row] : tl::unexpected(CriteriaRefusal());
    m_move->setEnabled(m_result.has_value());
    m_reason->setPlainText(isPlace && !m_result ? criteriaRefusalText(m_result.error(), m_tree) : QString());
}

} // namespace muster
