// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/canvas/canvasdialogs.h"

#include "models/text/criteriawords.h"
#include "models/text/displayformats.h"
#include "models/text/plaintext.h"
#include "models/text/typedvalues.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/layoutmemory.h"
#include "ui/common/tooltips.h"

#include <QDialogButtonBox>
#include <QListWidget>
#include <QPlainTextEdit>
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
                                              : tr("%n selected item(s)", nullptr, int(m_nodes.size()))),
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

namespace {

/// More make no criteria that anybody reads; a list of contacts is what is wanted then.
constexpr qsizetype mostValues = 500;

std::optional<CriteriaValue> valueOf(const QString &line, CriteriaFieldType type)
{
    switch (type) {
    case CriteriaFieldType::Number: {
        const auto number = exactNumber(line, QLocale());
        return number ? std::optional<CriteriaValue>(CriteriaNumber{*number}) : std::nullopt;
    }
    case CriteriaFieldType::Date: {
        const auto day = DateWords::read(line, QDate::currentDate(), dateLocale());
        return day ? std::optional<CriteriaValue>(DateWords::key(*day)) : std::nullopt;
    }
    default:
        return CriteriaValue(line);
    }
}

} // namespace

OneOfDialog::OneOfDialog(const CriteriaTreeModel &model, CriteriaNodeId condition, QWidget *parent)
    : QDialog(parent)
    , m_type(model.typeOf(condition))
    , m_typed(named("oneOfEdit", new QPlainTextEdit(this)))
{
    setObjectName(QStringLiteral("oneOfDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Is one of"));
    const CriteriaCondition present = model.tree().node(condition).condition;
    const CriteriaField *field = model.fields().find(present.field);
    auto *column = new QVBoxLayout(this);
    //: %1 is a field, as in "industry".
    column->addWidget(sectionTitle(this, tr("%1 is one of").arg(criteriaFieldText(present.field, model.fields()))));
    const QString now = std::holds_alternative<QString>(present.value) ? std::get<QString>(present.value)
                                                                       : criteriaValueText(present.value, m_type);
    if (field && !field->values.isEmpty()) {
        m_known = named("oneOfKnownList", new QListWidget(this));
        m_known->setAccessibleName(tr("Known values"));
        for (const QString &value : field->values) {
            auto *item = new QListWidgetItem(visibleText(value), m_known);
            item->setData(Qt::UserRole, value);
            item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
            item->setCheckState(value == now ? Qt::Checked : Qt::Unchecked);
        }
        connect(m_known, &QListWidget::itemChanged, this, &OneOfDialog::read);
        column->addWidget(m_known, 2);
    }
    m_typed->setAccessibleName(m_known ? tr("Other values, one per line") : tr("Values, one per line"));
    m_typed->setPlaceholderText(m_typed->accessibleName());
    m_typed->setTabChangesFocus(true);
    if (!m_known || !field->values.contains(now))
        m_typed->setPlainText(now);
    column->addWidget(m_typed, 1);
    m_remark = named("oneOfRemarkLabel", hintLabel(this));
    column->addWidget(m_remark);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_accept = primaryButton(buttons, "oneOfAcceptButton");
    buttons->addButton(m_accept, QDialogButtonBox::AcceptRole);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::s);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_typed, &QPlainTextEdit::textChanged, this, &OneOfDialog::read);
    read();
    m_typed->setFocus();
    resize(440, 400);
    rememberSize(*this);
}

void OneOfDialog::read()
{
    m_values.clear();
    const auto take = [this](const CriteriaValue &value) {
        if (!m_values.contains(value))
            m_values.append(value);
    };
    QString unfit;
    for (int row = 0; m_known && row < m_known->count(); ++row) {
        const QString value = m_known->item(row)->data(Qt::UserRole).toString();
        if (m_known->item(row)->checkState() == Qt::Checked)
            take(valueOf(value, m_type).value_or(value));
    }
    for (const QString &line : m_typed->toPlainText().split(u'\n')) {
        if (line.trimmed().isEmpty())
            continue;
        if (const auto value = valueOf(line.trimmed(), m_type))
            take(*value);
        else if (unfit.isEmpty())
            unfit = line.trimmed();
    }
    const bool isTooMany = m_values.size() > mostValues;
    if (!unfit.isEmpty())
        m_remark->setPlainText(tr("“%1” isn’t valid for this field.").arg(visibleText(unfit, 60)));
    else if (isTooMany)
        m_remark->setPlainText(
            tr("At most %1 values. For more, use an audience segment.").arg(QLocale().toString(mostValues)));
    else
        m_remark->setPlainText(m_values.size() > 1 ? tr("Creates a group where ANY of the values is enough.")
                                                   : QString());
    m_accept->setText(tr("Use %n value(s)", nullptr, int(m_values.size())));
    m_accept->setEnabled(unfit.isEmpty() && !isTooMany && !m_values.isEmpty());
}

} // namespace muster
