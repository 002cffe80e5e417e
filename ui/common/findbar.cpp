// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/findbar.h"

#include "ui/common/formparts.h"

#include <QAbstractItemModel>
#include <QAccessible>
#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QTableView>
#include <QToolButton>
#include <algorithm>

namespace muster {

namespace {

constexpr qint64 searchMilliseconds = 4; // as in a copy: what is painted meanwhile needs the rest of the frame
constexpr qint64 tellMilliseconds = 100;

} // namespace

TableSearch::TableSearch(QObject *parent)
    : QObject(parent)
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &TableSearch::work);
}

void TableSearch::setModel(QAbstractItemModel *model)
{
    if (m_model == model)
        return;
    if (m_model)
        m_model->disconnect(this);
    m_model = model;
    if (model) {
        connect(model, &QAbstractItemModel::rowsInserted, this,
                [this](const QModelIndex &, int first) { rowsCame(first); });
        for (const auto signal : {&QAbstractItemModel::rowsRemoved, &QAbstractItemModel::columnsInserted,
                                  &QAbstractItemModel::columnsRemoved})
            connect(model, signal, this, &TableSearch::restart);
        connect(model, &QAbstractItemModel::rowsMoved, this, &TableSearch::restart);
        connect(model, &QAbstractItemModel::dataChanged, this, &TableSearch::restart);
        connect(model, &QAbstractItemModel::layoutChanged, this, &TableSearch::restart);
        connect(model, &QAbstractItemModel::modelReset, this, &TableSearch::restart);
    }
    restart();
}

void TableSearch::setColumns(const QList<int> &columns)
{
    if (m_columns == columns)
        return;
    m_columns = columns;
    restart();
}

void TableSearch::setText(const QString &text)
{
    if (m_text == text)
        return;
    m_text = text;
    restart();
}

bool TableSearch::matches(const QModelIndex &cell) const
{
    return !m_text.isEmpty() && cell.data(Qt::DisplayRole).toString().contains(m_text, Qt::CaseInsensitive);
}

bool TableSearch::rowMatches(int row) const
{
    return std::any_of(m_columns.cbegin(), m_columns.cend(),
                       [this, row](int column) { return matches(m_model->index(row, column)); });
}

void TableSearch::restart()
{
    m_isStale = true; // what was found is shown until the first slice found better
    if (m_text.isEmpty() || !m_model) {
        m_timer.stop();
        m_rows.clear();
        m_next = 0;
        Q_EMIT progressed();
        return;
    }
    m_timer.start();
}

void TableSearch::rowsCame(int first)
{
    if (m_isStale || first < m_next)
        restart();
    else if (!m_text.isEmpty())
        m_timer.start();
}

void TableSearch::work()
{
    if (m_isStale) {
        m_rows.clear();
        m_next = 0;
        m_reportedAt = 0;
        m_isStale = false;
    }
    QElapsedTimer taken;
    taken.start();
    const int rows = m_model ? m_model->rowCount() : 0;
    while (m_next < rows && taken.elapsed() < searchMilliseconds) {
        if (rowMatches(m_next))
            m_rows.push_back(m_next);
        ++m_next;
    }
    const qint64 now = QDeadlineTimer::current().deadline();
    if (m_next < rows && now - m_reportedAt < tellMilliseconds)
        return;
    m_reportedAt = now;
    if (m_next >= rows)
        m_timer.stop();
    Q_EMIT progressed();
}

std::optional<qsizetype> TableSearch::placeOf(int row) const
{
    const auto found = std::lower_bound(m_rows.cbegin(), m_rows.cend(), row);
    if (found == m_rows.cend() || *found != row)
        return std::nullopt;
    return found - m_rows.cbegin();
}

int TableSearch::behind(int row) const
{
    if (m_rows.empty())
        return -1;
    const auto found = std::upper_bound(m_rows.cbegin(), m_rows.cend(), row);
    return found == m_rows.cend() ? m_rows.front() : *found;
}

int TableSearch::before(int row) const
{
    if (m_rows.empty())
        return -1;
    const auto found = std::lower_bound(m_rows.cbegin(), m_rows.cend(), row);
    return found == m_rows.cbegin() ? m_rows.back() : *std::prev(found);
}

FindBar::FindBar(QTableView *table)
    : QFrame(table)
    , m_table(table)
    , m_search(new TableSearch(this))
{
    setObjectName(QStringLiteral("findBar"));
    setAutoFillBackground(true);
    m_edit = searchEdit(this, "findInTableEdit", tr("Find in this table"), tr("Find in this table"));
    m_edit->setMinimumWidth(120);
    m_edit->setMaximumWidth(280);
    m_edit->installEventFilter(this);
    m_count = elidedLabel(this, "findCountLabel");
    m_before = iconButton(this, "findBeforeButton", QStringLiteral("chevron-up"), tr("Previous row (Shift+F3)"));
    m_next = iconButton(this, "findNextButton", QStringLiteral("chevron-down"), tr("Next row (F3)"));
    QToolButton *close = iconButton(this, "closeFindButton", QStringLiteral("x"), tr("Close (Esc)"));
    fillRow(this, space::xs, {{m_edit, 2}, m_before, m_next, {m_count, 3}, close},
            QMargins(space::s, space::xs, space::xs, space::xs));
    hide();
    connect(m_edit, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_isSeeking = true;
        m_search->setText(text);
    });
    connect(m_before, &QToolButton::clicked, this, [this] { proceed(true); });
    connect(m_next, &QToolButton::clicked, this, [this] { proceed(false); });
    connect(close, &QToolButton::clicked, this, &FindBar::dismiss);
    connect(m_search, &TableSearch::progressed, this, &FindBar::showProgress);
}

void FindBar::open()
{
    watch();
    show();
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
    m_search->setText(m_edit->text());
    showProgress();
    Q_EMIT shownChanged();
}

void FindBar::dismiss()
{
    const bool hadFocus = isAncestorOf(focusWidget());
    hide();
    m_search->setText({}); // nothing is searched that nobody sees
    if (hadFocus)
        m_table->setFocus(Qt::OtherFocusReason);
    Q_EMIT shownChanged();
}

/// What is searched is what can be seen: the columns that are not hidden, of the model of today.
void FindBar::watch()
{
    m_search->setModel(m_table->model());
    QList<int> columns;
    for (int visual = 0; visual < m_table->horizontalHeader()->count(); ++visual) {
        const int column = m_table->horizontalHeader()->logicalIndex(visual);
        if (!m_table->isColumnHidden(column))
            columns << column;
    }
    m_search->setColumns(columns);
}

void FindBar::proceed(bool back)
{
    watch();
    const int from = m_table->currentIndex().row();
    const int row = back ? m_search->before(from < 0 ? 0 : from) : m_search->behind(from);
    if (row < 0)
        return;
    const QModelIndex first = m_table->model()->index(row, 0);
    const int visible = m_table->horizontalHeader()->logicalIndex(0);
    m_table->setCurrentIndex(m_table->isColumnHidden(visible) ? first : first.siblingAtColumn(visible));
    for (int visual = 0; visual < m_table->horizontalHeader()->count(); ++visual) {
        const QModelIndex cell = first.siblingAtColumn(m_table->horizontalHeader()->logicalIndex(visual));
        if (!m_table->isColumnHidden(cell.column()) && m_search->matches(cell)) {
            m_table->scrollTo(cell); // sideways as well
            break;
        }
    }
    showProgress();
}

void FindBar::follow()
{
    if (!isVisibleTo(m_table))
        return;
    watch();
    showProgress();
}

void FindBar::showProgress()
{
    if (!isVisibleTo(m_table))
        return;
    const bool some = m_search->count() > 0;
    if (m_isSeeking && (some || m_search->isComplete())) {
        m_isSeeking = false;
        if (some && !m_search->placeOf(m_table->currentIndex().row()))
            proceed(false);
    }
    m_before->setEnabled(some);
    m_next->setEnabled(some);
    Q_EMIT marksChanged();
    if (m_search->text().isEmpty())
        return say({}, false);
    if (!some)
        return m_search->isComplete() ? say(tr("Not found"), true) : say(tr("Searching…"), false);
    const QLocale locale;
    const auto place = m_search->placeOf(m_table->currentIndex().row());
    const QString count = locale.toString(m_search->count());
    if (!m_search->isComplete()) // more may come
        //: %1 is a number of rows that were found so far.
        return say(tr("%1 so far…").arg(count), false);
    //: "3 of 12": which of the rows that were found is the current one.
    say(place ? tr("%1 of %2").arg(locale.toString(*place + 1), count)
              //: %1 is a number of rows in which a text was found, none of which is the current one.
              : tr("%1 found").arg(count),
        false);
}

void FindBar::say(const QString &words, bool isFault)
{
    if (m_count->plainText() == words)
        return;
    m_count->setPlainText(words, isFault ? ColourRole::Warn : ColourRole::Muted);
    if (words.isEmpty() || !m_search->isComplete())
        return;
    QAccessibleEvent event(m_count, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    switch (key->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F3:
        proceed(key->modifiers() & Qt::ShiftModifier);
        return true;
    case Qt::Key_Down:
        m_table->setFocus(Qt::OtherFocusReason);
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

} // namespace muster
