// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/numberlistpicker.h"

#include "models/text/plaintext.h"
#include "ui/common/commands.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/tooltips.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QShortcut>
#include <QSignalBlocker>
#include <QTextDocument>
#include <QVBoxLayout>
#include <algorithm>

namespace muster {

NumberListPicker::NumberListPicker(const QString &accessibleName, const QString &objectName, QWidget *parent)
    : QWidget(parent)
    , m_list(new QListWidget(this))
    , m_empty(hintLabel(this, tr("No list has been imported yet.")))
{
    m_list->setObjectName(objectName);
    m_list->setAccessibleName(accessibleName);
    m_list->setTabKeyNavigation(false);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideMiddle);
    connect(m_list, &QListWidget::itemChanged, this, [this](QListWidgetItem *item) {
        const QString id = item->data(Qt::UserRole).toString();
        m_chosen.removeAll(id);
        if (item->checkState() == Qt::Checked)
            m_chosen << id;
        Q_EMIT changed();
    });
    m_import = new QPushButton(themedIcon(QStringLiteral("plus")), tr("Import a file\u2026"), this);
    m_import->setObjectName(objectName + QStringLiteral("ImportButton"));
    m_import->setAccessibleName(tr("%1: import a file").arg(accessibleName));
    connect(m_import, &QPushButton::clicked, this, &NumberListPicker::importAsked);
    m_removal = addCommandKeys(Command::RemoveNumberList, m_list, Qt::WidgetShortcut);
    connect(m_removal, &QShortcut::activated, this, [this] {
        if (const QListWidgetItem *item = m_list->currentItem())
            Q_EMIT removeAsked(item->data(Qt::UserRole).toString());
    });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    column->addWidget(m_empty);
    column->addWidget(m_list);
    column->addWidget(m_import, 0, Qt::AlignLeft);
    rebuild();
}

void NumberListPicker::setChoices(const QList<NumberListChoice> &choices)
{
    m_choices = choices;
    rebuild();
}

void NumberListPicker::setChosen(const QStringList &ids)
{
    m_chosen = ids;
    rebuild();
}

void NumberListPicker::setReadOnly(const QString &why)
{
    m_import->setEnabled(false);
    toolTips::set(m_import, why);
    m_removal->setEnabled(false);
    rebuild();
}

void NumberListPicker::rebuild()
{
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    const auto add = [this](const QString &id, const QString &label, const QString &detail) {
        auto *item = new QListWidgetItem(visibleText(label, 200), m_list);
        item->setData(Qt::UserRole, id);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(m_chosen.contains(id) ? Qt::Checked : Qt::Unchecked);
        item->setToolTip(toolTips::text(detail));
    };
    for (const NumberListChoice &choice : std::as_const(m_choices))
        add(choice.id, choice.label,
            m_removal->isEnabled() ? tr("%1. Delete key: delete the list.").arg(choice.detail) : choice.detail);
    for (const QString &id : std::as_const(m_chosen)) {
        const bool there = std::any_of(m_choices.begin(), m_choices.end(),
                                       [&id](const NumberListChoice &choice) { return choice.id == id; });
        if (!there)
            add(id, tr("A list that is missing"), tr("This directive names a list that is no longer here."));
    }
    const int rows = m_list->count();
    m_list->setVisible(rows > 0);
    m_empty->setVisible(rows == 0);
    m_list->setFixedHeight(std::clamp(rows, 1, 4) * 24 + 4);
}

} // namespace muster
