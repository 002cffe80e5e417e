// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/restore/undovaluespane.h"
#include "models/text/amounttext.h"

#include "models/text/undotexts.h"
#include "ui/common/commands.h"
#include "ui/common/datatable.h"
#include "ui/common/errorpanel.h"
#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"
#include "ui/common/skeletonrows.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace muster {

namespace {

constexpr int typingPauseMs = 150;

} // namespace

UndoValuesPane::UndoValuesPane(QWidget *parent)
    : QWidget(parent)
    , m_values(new UndoValuesModel(this))
    , m_typing(new QTimer(this))
{
    m_typing->setSingleShot(true);
    m_typing->setInterval(typingPauseMs);
    connect(m_typing, &QTimer::timeout, this, &UndoValuesPane::filter);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(buildTools());
    column->addWidget(buildTable(), 1);
    connect(m_values, &UndoValuesModel::viewChanged, this, &UndoValuesPane::showView);
    connect(m_values, &UndoValuesModel::choiceChanged, this, [this] {
        fillShown();
        Q_EMIT choiceChanged();
    });
    showReading();
}

QWidget *UndoValuesPane::buildTools()
{
    auto *tools = new QWidget(this);
    m_shown = calmCombo(tools, "shownUndoValuesCombo");
    m_shown->setMinimumWidth(240);
    connect(m_shown, &QComboBox::currentIndexChanged, this, &UndoValuesPane::filter);
    auto *label = new QLabel(tr("Sho&w"), tools);
    label->setBuddy(m_shown);
    m_search = new QLineEdit(tools);
    m_search->setObjectName(QStringLiteral("undoSearchEdit"));
    m_search->setAccessibleName(tr("Find a contact or a value"));
    m_search->setPlaceholderText(tr("Find (Ctrl+F)"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(220);
    connect(m_search, &QLineEdit::textChanged, m_typing, qOverload<>(&QTimer::start));
    connect(addCommand(Command::Find, this), &QAction::triggered, this, [this] { m_table->openFind(); });
    m_cut = new PlainLabel(PlainLabel::Fit::Elide, tools);
    m_cut->setObjectName(QStringLiteral("undoCutLabel"));
    m_cut->setRole(ColourRole::Muted);
    m_cut->setPlainText(tr("The first %1 are listed.").arg(numberText(qint64(UndoView::maxRows))));
    const auto button = [&](const char *name, const QString &text, const QString &tip, bool checked) {
        auto *made = new QPushButton(text, tools);
        made->setObjectName(QString::fromLatin1(name));
        made->setAccessibleName(tip);
        toolTips::set(made, tip);
        connect(made, &QPushButton::clicked, this, [this, checked] { m_values->setShownChecked(checked); });
        return made;
    };
    m_all = button("takeAllBackButton", tr("Choose &all"), tr("Bring back every contact that was found"), true);
    m_none = button("takeNoneBackButton", tr("Choose &none"), tr("Leave out every contact that was found"), false);
    auto *row = new QHBoxLayout(tools);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    row->addWidget(label);
    row->addWidget(m_shown);
    row->addWidget(m_search, 1);
    row->addWidget(m_cut, 1);
    row->addStretch();
    row->addWidget(m_all);
    row->addWidget(m_none);
    return tools;
}

QWidget *UndoValuesPane::buildTable()
{
    m_stack = new QStackedWidget(this);
    m_table = new DataTable(m_stack);
    m_table->setObjectName(QStringLiteral("undoValuesTable"));
    m_table->setAccessibleName(
        tr("Values of the enrichment and what happens to them; unchecked contacts are left out"));
    m_table->setModel(m_values);
    m_table->setSearch(m_search);
    const std::pair<int, int> widths[] = {{UndoValuesModel::ContactId, 300},
                                          {UndoValuesModel::Attribute, 150},
                                          {UndoValuesModel::Written, 170},
                                          {UndoValuesModel::Before, 170}};
    for (const auto &[column, width] : widths)
        m_table->setColumnWidth(column, width);
    // Whatever column the person stands in, Enter checks the contact; the space bar does so in the first by itself.
    connect(m_table, &DataTable::activatedRow, this, [this](const QModelIndex &index) {
        const QModelIndex first = index.siblingAtColumn(UndoValuesModel::ContactId);
        const bool checked = first.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        m_values->setData(first, checked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
    });
    m_skeleton = new SkeletonRows(m_stack);
    m_skeleton->setSentence(tr("Comparing the backup with the list\u2026"));
    m_panel = new ErrorPanel(m_stack);
    m_panel->setObjectName(QStringLiteral("undoErrorPanel"));
    connect(m_panel, &ErrorPanel::retry, this, &UndoValuesPane::retryAsked);
    for (QWidget *one :
         {static_cast<QWidget *>(m_table), static_cast<QWidget *>(m_skeleton), static_cast<QWidget *>(m_panel)})
        m_stack->addWidget(one);
    return m_stack;
}

void UndoValuesPane::showReading()
{
    m_isReady = false;
    m_values->setPreview(nullptr);
    m_cut->hide();
    {
        const QSignalBlocker quietShown(m_shown), quietSearch(m_search);
        m_shown->clear();
        m_search->clear();
    }
    m_typing->stop();
    for (QWidget *one : {static_cast<QWidget *>(m_shown), static_cast<QWidget *>(m_search),
                         static_cast<QWidget *>(m_all), static_cast<QWidget *>(m_none)})
        one->setEnabled(false);
    m_stack->setCurrentWidget(m_skeleton);
}

void UndoValuesPane::showPreview(const SharedUndoPreview &preview)
{
    showReading();
    m_values->setPreview(preview);
}

void UndoValuesPane::showError(const ApiError &error)
{
    m_panel->setError(error);
    m_stack->setCurrentWidget(m_panel);
}

void UndoValuesPane::filter()
{
    const QVariant fate = m_shown->currentData();
    m_values->setFilter(
        {fate.isValid() ? std::optional(UndoFate(fate.toInt())) : std::nullopt, m_search->text().trimmed()});
}

void UndoValuesPane::showView()
{
    m_cut->setVisible(m_values->isCut());
    if (m_isReady)
        return;
    m_isReady = true;
    fillShown();
    m_shown->setEnabled(true);
    m_search->setEnabled(true);
    m_stack->setCurrentWidget(m_table);
    Q_EMIT ready();
}

/// The counts follow the choice; what is shown stays.
void UndoValuesPane::fillShown()
{
    const bool mayChoose = m_values->isReady() && !m_values->isChoosing();
    m_all->setEnabled(mayChoose);
    m_none->setEnabled(mayChoose);
    if (!mayChoose)
        return;
    const QSignalBlocker quiet(m_shown);
    const QVariant current = m_shown->currentData();
    m_shown->clear();
    m_shown->addItem(tr("All values of the enrichment"));
    for (int fate = 0; fate < undoFateCount; ++fate) {
        const qint64 count = m_values->counts().count(UndoFate(fate));
        if (count > 0 || current == QVariant(fate))
            //: What happens to values, and how many there are.
            m_shown->addItem(tr("%1 (%2)").arg(undoFateText(UndoFate(fate)), numberText(count)), fate);
    }
    m_shown->setCurrentIndex(current.isValid() ? m_shown->findData(current) : 0);
}

} // namespace muster
