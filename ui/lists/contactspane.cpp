// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/contactspane.h"
#include "ui/common/flowlayout.h"

#include "models/items/contacttablemodel.h"
#include "models/lists/contactview.h"
#include "models/text/listtexts.h"
#include "models/text/plurals.h"
#include "ui/common/announcer.h"
#include "ui/common/commands.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/errorpanel.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/menubutton.h"
#include "ui/common/plainlabel.h"
#include "ui/common/skeletonrows.h"
#include "ui/common/theme.h"
#include "ui/lists/contactdelegate.h"

#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

namespace muster {

ContactsPane::ContactsPane(ContactTableModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_stack(new QStackedWidget(this))
{
    m_table = new DataTable(m_stack);
    m_table->setObjectName(QStringLiteral("contactsTable"));
    m_table->setAccessibleName(tr("Contacts and what becomes of them"));
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setItemDelegate(new ContactDelegate(m_table));
    m_table->setModel(model);
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicatorClearable(true); // a third click: the list's own order
    m_table->sortByColumn(-1, Qt::AscendingOrder);
    // What becomes of a contact and why stand beside its number, and are seen whole in a window of 1280 x 800; region
    // and line, which the facets and the details have too, come behind them.
    const std::pair<int, int> widths[]
        = {{ContactTableModel::Original, 130}, {ContactTableModel::WillBecome, 130}, {ContactTableModel::Verdict, 116},
           {ContactTableModel::Why, 226},      {ContactTableModel::Region, 62},      {ContactTableModel::LineType, 132},
           {ContactTableModel::ContactId, 120}};
    QHeaderView *header = m_table->horizontalHeader();
    for (int place = 0; place < int(std::size(widths)); ++place) {
        header->moveSection(header->visualIndex(widths[place].first), place);
        m_table->setColumnWidth(widths[place].first, widths[place].second);
    }
    setFocusProxy(m_table);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ContactsPane::showDecision);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ContactsPane::selectionMoved);
    // Another list takes the selection away, and the selection model says nothing of it.
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        showDecision();
        Q_EMIT selectionMoved();
    });
    connect(m_table, &DataTable::activatedRow, this, &ContactsPane::detailsAsked);
    m_empty = new EmptyState(QStringLiteral("list-checks"), m_stack);
    m_empty->setObjectName(QStringLiteral("contactsEmptyState"));
    connect(m_empty, &EmptyState::triggered, this, [this] {
        if (m_model->view()->list.rowCount() == 0)
            Q_EMIT leaveAsked();
        else
            Q_EMIT filterAsked({});
    });
    m_error = new ErrorPanel(m_stack);
    m_error->setObjectName(QStringLiteral("contactsErrorPanel"));
    connect(m_error, &ErrorPanel::retry, this, &ContactsPane::retryAsked);
    m_skeleton = new SkeletonRows(m_stack);
    m_skeleton->setSentence(tr("Reading the contacts\u2026"));
    for (QWidget *one : {static_cast<QWidget *>(m_table), static_cast<QWidget *>(m_empty),
                         static_cast<QWidget *>(m_error), static_cast<QWidget *>(m_skeleton)})
        m_stack->addWidget(one);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::s, space::m, space::s, space::m);
    column->setSpacing(space::s);
    column->addWidget(m_stack, 1);
    column->addWidget(buildDecision());
    column->addWidget(buildFoot());
    showDecision();
}

QWidget *ContactsPane::buildFoot()
{
    auto *foot = new QWidget(this);
    m_onlyChanges = new QCheckBox(tr("Only &changes"), foot);
    m_onlyChanges->setObjectName(QStringLiteral("onlyChangesCheck"));
    m_onlyChanges->setToolTip(tr("Show only contacts that would be fixed or purged"));
    m_search = new QLineEdit(foot);
    m_search->setObjectName(QStringLiteral("contactSearchEdit"));
    m_search->setAccessibleName(tr("Find contacts by a part of number, id or another column"));
    m_search->setPlaceholderText(tr("Find (Ctrl+F)"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(64);
    m_search->setMaximumWidth(260);
    connect(addCommand(Command::Find, this), &QAction::triggered, m_table, &DataTable::openFind);
    m_table->setSearch(m_search);
    m_shown = new PlainLabel(PlainLabel::Fit::Elide, foot);
    m_shown->setObjectName(QStringLiteral("shownContactsLabel"));
    m_shown->setRole(ColourRole::Muted);
    // Words are searched for when the typing rests, so that a million rows are not gone through at every letter.
    m_typing = new QTimer(this);
    m_typing->setSingleShot(true);
    m_typing->setInterval(120);
    const auto ask = [this] {
        m_filter.onlyChanges = m_onlyChanges->isChecked();
        m_filter.search = m_search->text();
        Q_EMIT filterAsked(m_filter);
    };
    connect(m_typing, &QTimer::timeout, this, ask);
    connect(m_search, &QLineEdit::textChanged, this, [this] {
        if (!m_filling)
            m_typing->start();
    });
    connect(m_onlyChanges, &QCheckBox::toggled, this, [this, ask] {
        if (!m_filling)
            ask();
    });
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    row->addWidget(m_onlyChanges);
    row->addWidget(m_search, 2);
    row->addWidget(m_shown, 1);
    return foot;
}

QWidget *ContactsPane::buildDecision()
{
    m_decision = new QWidget(this);
    m_selected = new PlainLabel(PlainLabel::Fit::Elide, m_decision);
    m_selected->setObjectName(QStringLiteral("selectedContactsLabel"));
    m_note = new QLineEdit(m_decision);
    m_note->setObjectName(QStringLiteral("decisionNoteEdit"));
    m_note->setAccessibleName(tr("Note on the decision"));
    m_note->setPlaceholderText(tr("Note: why"));
    m_note->setMaxLength(200);
    m_selected->setMinimumWidth(m_selected->fontMetrics().horizontalAdvance(QStringLiteral("888,888 selected")));
    m_selected->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_note->setMinimumWidth(80);
    auto *row = new FlowLayout(space::s);
    row->addWidget(m_selected);
    row->addWidget(m_note);
    m_decide = new MenuButton(tr("D&ecide\u2026"), m_decision);
    m_decide->setIcon(themedIcon(QStringLiteral("pin")));
    m_decide->setObjectName(QStringLiteral("decideButton"));
    m_decide->setToolTip(tr("Decide yourself what becomes of the selected contacts"));
    const auto add = [this](const char *name, const QString &label, std::optional<ListVerdict> verdict) {
        connect(m_decide->add(name, label), &QAction::triggered, this,
                [this, verdict] { Q_EMIT decided(verdict, m_note->text().trimmed()); });
    };
    add("decideUnchangedAction", tr("&Leave them as they are"), ListVerdict::Unchanged);
    add("decideFixAction", tr("&Fix: write their numbers as E.164"), ListVerdict::Fix);
    add("decideReviewAction", tr("&Review: a person must look"), ListVerdict::Review);
    add("decidePurgeAction", tr("&Purge them"), ListVerdict::Purge);
    m_decide->popupMenu()->addSeparator();
    add("takeDecisionBackAction", tr("By r&ule: take the decision back"), std::nullopt);
    row->addWidget(m_decide);
    m_decisionError = new PlainLabel(PlainLabel::Fit::Wrap, m_decision);
    m_decisionError->setObjectName(QStringLiteral("decisionErrorLabel"));
    m_decisionError->setRole(ColourRole::Bad);
    m_decisionError->hide();
    auto *column = new QVBoxLayout(m_decision);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    column->addLayout(row);
    column->addWidget(m_decisionError);
    return m_decision;
}

void ContactsPane::setFilter(const ContactFilter &filter)
{
    m_filling = true;
    m_filter = filter;
    m_onlyChanges->setChecked(filter.onlyChanges);
    if (!m_typing->isActive() && m_search->text() != filter.search) // what is being typed is newer
        m_search->setText(filter.search);
    m_filling = false;
}

void ContactsPane::showLoading()
{
    m_stack->setCurrentWidget(m_skeleton);
    m_shown->setPlainText({});
}

void ContactsPane::showError(const ApiError &error)
{
    m_error->setError(error);
    m_stack->setCurrentWidget(m_error);
    m_shown->setPlainText({});
}

void ContactsPane::showShown(qint64 shown, qint64 all)
{
    m_shown->setPlainText(shown == all ? QString()
                                       : tr("%1 of %2 shown").arg(QLocale().toString(shown), QLocale().toString(all)));
    Announcer::sayNewest(this, QStringLiteral("contacts"), m_shown->plainText());
    if (shown > 0) {
        m_stack->setCurrentWidget(m_table);
        return;
    }
    m_empty->setSentence(all == 0 ? tr("This list has no contacts.") : tr("No contact fits what is asked for."));
    m_empty->setAction(all == 0 ? tr("Back to the lists") : tr("Show all contacts"));
    m_stack->setCurrentWidget(m_empty);
}

/// Ranges, not indexes: all of a million is one range.
QList<QPair<int, int>> ContactsPane::selectedRanges() const
{
    QList<QPair<int, int>> ranges;
    const QItemSelection selection = m_table->selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        if (range.left() == 0)
            ranges << qMakePair(range.top(), range.bottom());
    }
    std::sort(ranges.begin(), ranges.end());
    return ranges;
}

qint64 ContactsPane::selectedCount() const
{
    qint64 count = 0;
    for (const auto &[first, last] : selectedRanges())
        count += last - first + 1;
    return count;
}

void ContactsPane::showDecision()
{
    const qint64 count = selectedCount();
    m_decide->setEnabled(count > 0); // the row stays: a table that jumps at a click is hard to aim at
    m_note->setEnabled(count > 0);
    m_selected->setPlainText(tr("%1 selected", nullptr, pluralForm(count)).arg(QLocale().toString(count)));
    showDecisionError({});
}

void ContactsPane::showDecisionError(const QString &sentence)
{
    m_decisionError->setPlainText(sentence);
    m_decisionError->setVisible(!sentence.isEmpty());
}

} // namespace muster
