// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/findbar.h"

#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"
#include "ui/common/tablesearch.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QTableView>
#include <QToolButton>

namespace muster {

FindBar::FindBar(QTableView *table)
    : QFrame(table)
    , m_table(table)
    , m_search(new TableSearch(this))
{
    setObjectName(QStringLiteral("findBar"));
    setAutoFillBackground(true);
    m_edit = new QLineEdit(this);
    m_edit->setObjectName(QStringLiteral("findInTableEdit"));
    m_edit->setAccessibleName(tr("Find in this table"));
    m_edit->setPlaceholderText(tr("Find in this table"));
    m_edit->setClearButtonEnabled(true);
    m_edit->setMinimumWidth(120);
    m_edit->setMaximumWidth(280);
    m_edit->installEventFilter(this);
    m_count = new PlainLabel(PlainLabel::Fit::Elide, this);
    m_count->setObjectName(QStringLiteral("findCountLabel"));
    m_before = iconButton(this, "findBeforeButton", QStringLiteral("chevron-up"), tr("The row before (Shift+F3)"));
    m_next = iconButton(this, "findNextButton", QStringLiteral("chevron-down"), tr("The next row (F3)"));
    QToolButton *close = iconButton(this, "closeFindButton", QStringLiteral("x"), tr("Close (Esc)"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::s, space::xs, space::xs, space::xs);
    row->setSpacing(space::xs);
    row->addWidget(m_edit, 2);
    row->addWidget(m_before);
    row->addWidget(m_next);
    row->addWidget(m_count, 3);
    row->addWidget(close);
    hide();
    connect(m_edit, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_isSeeking = true;
        m_search->setText(text);
    });
    connect(m_before, &QToolButton::clicked, this, [this] { goOn(true); });
    connect(m_next, &QToolButton::clicked, this, [this] { goOn(false); });
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

void FindBar::goOn(bool back)
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
            goOn(false);
    }
    m_before->setEnabled(some);
    m_next->setEnabled(some);
    Q_EMIT marksChanged();
    if (m_search->text().isEmpty())
        return say({}, false);
    if (!some)
        return m_search->isComplete() ? say(tr("Not found"), true) : say(tr("Searching\u2026"), false);
    const QLocale locale;
    const auto place = m_search->placeOf(m_table->currentIndex().row());
    const QString count = locale.toString(m_search->count());
    if (!m_search->isComplete()) // more may come
        //: %1 is a number of rows that were found so far.
        return say(tr("%1 so far\u2026").arg(count), false);
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
    m_count->setPlainText(words);
    m_count->setRole(isFault ? ColourRole::Warn : ColourRole::Muted);
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
        goOn(key->modifiers() & Qt::ShiftModifier);
        return true;
    case Qt::Key_Down:
        m_table->setFocus(Qt::OtherFocusReason);
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

} // namespace muster
