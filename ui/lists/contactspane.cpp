// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/contactspane.h"

#include "models/items/contacttablemodel.h"
#include "models/lists/contactview.h"
#include "models/text/amounttext.h"
#include "ui/common/announcer.h"
#include "ui/common/commands.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/errorpanel.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QAction>
#include <QCheckBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QStackedWidget>
#include <QTextLayout>
#include <QTimer>
#include <algorithm>

namespace muster {

namespace {

constexpr int cellPadding = 8;

/// One line with marked characters. False when it does not fit: then the plain cell, elided, is the better one.
bool paintMarked(QPainter *painter, const QStyleOptionViewItem &option, const QString &text,
                 const QList<CharRange> &ranges, bool added)
{
    const QRect room = option.rect.adjusted(cellPadding, 0, -cellPadding, 0);
    if (option.fontMetrics.horizontalAdvance(text) > room.width())
        return false;
    const DesignTokens &tokens = Theme::instance().tokens();
    QList<QTextLayout::FormatRange> formats;
    for (const CharRange &range : ranges) {
        QTextCharFormat format;
        format.setForeground(added ? tokens.good : tokens.bad);
        format.setFontUnderline(added);
        format.setFontStrikeOut(!added);
        format.setFontWeight(QFont::DemiBold);
        formats << QTextLayout::FormatRange{range.start, range.length, format};
    }
    QTextLayout layout(text, option.font);
    layout.setFormats(formats);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(room.width() * 2); // semibold is wider than measured; clipped, not wrapped
    layout.endLayout();
    painter->save();
    painter->setClipRect(option.rect);
    if (option.state & QStyle::State_Selected)
        fillSelected(*painter, option.rect);
    painter->setPen(tokens.text);
    layout.draw(painter, QPointF(room.left(), room.top() + (room.height() - line.height()) / 2));
    painter->restore();
    return true;
}

} // namespace

void ContactDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int column = index.column();
    if (column == ContactTableModel::Original || column == ContactTableModel::WillBecome) {
        const auto ranges = index.data(ContactTableModel::ChangedRangesRole).value<QList<CharRange>>();
        if (!ranges.isEmpty()
            && paintMarked(painter, option, index.data().toString(), ranges, column == ContactTableModel::WillBecome))
            return;
    }
    CellDelegate::paint(painter, option, index);
    if (column == ContactTableModel::Verdict && index.data(ContactTableModel::OverriddenRole).toBool()) {
        const QRect place(option.rect.right() - 18, option.rect.center().y() - 6, 13, 13);
        themedIcon(QStringLiteral("pin"), ColourRole::Accent).paint(painter, place);
    }
}

ContactsPane::ContactsPane(ContactTableModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_stack(new QStackedWidget(this))
{
    m_table = new DataTable("contactsTable", tr("Contacts and their verdicts"), model, m_stack);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setItemDelegate(new ContactDelegate(m_table));
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicatorClearable(true); // a third click: the list's own order
    m_table->sortByColumn(-1, Qt::AscendingOrder);
    // What becomes of a contact and why stand beside its number, and are seen whole in a window of 1280 x 800: a number
    // as it was written first of all. Region and line, which the facets and the details have too, come behind them.
    const std::pair<int, int> widths[]
        = {{ContactTableModel::Original, 152}, {ContactTableModel::WillBecome, 124}, {ContactTableModel::Verdict, 116},
           {ContactTableModel::Why, 210},      {ContactTableModel::Region, 62},      {ContactTableModel::LineType, 132},
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
    m_empty = named("contactsEmptyState", new EmptyState(QStringLiteral("list-checks"), m_stack));
    connect(m_empty, &EmptyState::triggered, this, [this] {
        if (m_model->view()->list.rowCount() == 0)
            Q_EMIT leaveAsked();
        else
            Q_EMIT filterAsked({});
    });
    m_error = named("contactsErrorPanel", new ErrorPanel(m_stack));
    connect(m_error, &ErrorPanel::retry, this, &ContactsPane::retryAsked);
    m_skeleton = new SkeletonRows(tr("Reading the contacts…"), m_stack);
    addWidgets(m_stack, {m_table, m_empty, m_error, m_skeleton});
    fillColumn(this, space::s, {{m_stack, 1}, buildDecision(), buildFoot()},
               QMargins(space::s, space::m, space::s, space::m));
    showDecision();
}

QWidget *ContactsPane::buildFoot()
{
    auto *foot = new QWidget(this);
    m_onlyChanges = named("onlyChangesCheck", new QCheckBox(tr("Only &changes"), foot));
    m_onlyChanges->setToolTip(tr("Show only contacts that would be fixed or purged"));
    m_search = searchEdit(foot, "contactSearchEdit", tr("Find contacts by part of the number, ID, or another column"),
                          tr("Find (Ctrl+F)"));
    m_search->setMinimumWidth(64);
    m_search->setMaximumWidth(260);
    connect(addCommand(Command::Find, this), &QAction::triggered, m_table, &DataTable::openFind);
    m_table->setSearch(m_search);
    m_shown = elidedLabel(foot, "shownContactsLabel", ColourRole::Muted);
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
    fillRow(foot, space::s, {m_onlyChanges, {m_search, 2}, {m_shown, 1}});
    return foot;
}

QWidget *ContactsPane::buildDecision()
{
    auto *decision = new QWidget(this);
    m_selected = elidedLabel(decision, "selectedContactsLabel");
    m_note = lineEdit(decision, "decisionNoteEdit", tr("Note for the decision"), tr("Note (reason)"));
    m_note->setMaxLength(200);
    m_selected->setMinimumWidth(m_selected->fontMetrics().horizontalAdvance(QStringLiteral("888,888 selected")));
    m_selected->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_note->setMinimumWidth(80);
    auto *row = new FlowLayout(space::s);
    addWidgets(row, {m_selected, m_note});
    m_decide = new MenuButton(tr("D&ecide…"), decision);
    m_decide->setIcon(themedIcon(QStringLiteral("pin")));
    m_decide->setObjectName(QStringLiteral("decideButton"));
    m_decide->setToolTip(tr("Set the verdict of the selected contacts yourself"));
    const auto add = [this](const char *name, const QString &label, std::optional<ListVerdict> verdict) {
        connect(m_decide->add(name, label), &QAction::triggered, this,
                [this, verdict] { Q_EMIT decided(verdict, m_note->text().trimmed()); });
    };
    add("decideUnchangedAction", tr("&Leave unchanged"), ListVerdict::Unchanged);
    add("decideFixAction", tr("&Fix: write number as E.164"), ListVerdict::Fix);
    add("decideReviewAction", tr("&Review: needs a manual check"), ListVerdict::Review);
    add("decidePurgeAction", tr("&Purge"), ListVerdict::Purge);
    m_decide->popupMenu()->addSeparator();
    add("takeDecisionBackAction", tr("By r&ule: undo the decision"), std::nullopt);
    row->addWidget(m_decide);
    m_decisionError = wrappedLabel(decision, "decisionErrorLabel", ColourRole::Bad);
    m_decisionError->hide();
    fillColumn(decision, space::xs, {row, m_decisionError});
    return decision;
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
    m_empty->setSentence(all == 0 ? tr("This list has no contacts.") : tr("No contacts match."));
    m_empty->setAction(all == 0 ? tr("Back to lists") : tr("Show all contacts"));
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
    m_decisionError->showText(sentence);
}

} // namespace muster
