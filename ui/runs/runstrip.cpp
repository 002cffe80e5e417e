// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/runstrip.h"

#include "models/items/itemroles.h"
#include "models/items/runmodels.h"
#include "models/text/runtexts.h"
#include "ui/common/badges.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace muster {

namespace {

constexpr int smallWindow = 720; ///< Pixels of height; a page needs what there is.

} // namespace

RunStrip::RunStrip(RunListModel *runs, QWidget *parent)
    : QWidget(parent)
    , m_runs(runs)
    , m_lines(new QVBoxLayout(this))
{
    m_lines->setContentsMargins(space::m, space::xs, space::m, space::xs);
    m_lines->setSpacing(0);
    connect(runs, &QAbstractItemModel::rowsInserted, this, &RunStrip::rebuild);
    connect(runs, &QAbstractItemModel::rowsRemoved, this, &RunStrip::rebuild);
    connect(runs, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &first, const QModelIndex &last) {
        for (int row = first.row(); row <= last.row(); ++row)
            refresh(row);
    });
    connect(runs, &RunListModel::countsChanged, this, &RunStrip::rebuildIfOthers);
    rebuild();
}

QList<int> RunStrip::chosen() const
{
    const int all = m_runs->rowCount();
    const int most = window()->height() < smallWindow ? 2 : 3; // lines
    QList<int> rows;
    for (const bool active : {true, false}) {
        for (int row = all - 1; row >= 0; --row) {
            if (m_runs->isActive(row) == active)
                rows << row;
        }
    }
    if (all > most)
        rows.resize(most - 1); // one line says how many more there are
    std::sort(rows.begin(), rows.end());
    return rows;
}

void RunStrip::rebuildIfOthers()
{
    if (chosen() != m_shown)
        rebuild();
}

void RunStrip::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    window()->installEventFilter(this);
    rebuildIfOthers();
}

bool RunStrip::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && watched == window())
        rebuildIfOthers();
    return QWidget::eventFilter(watched, event);
}

void RunStrip::rebuild()
{
    for (QWidget *row : std::as_const(m_rows)) {
        row->hide();
        row->deleteLater();
    }
    m_rows.clear();
    m_shown = chosen();
    for (const int row : std::as_const(m_shown)) {
        m_rows << lineOf(row);
        m_lines->addWidget(m_rows.last());
        refresh(row);
    }
    if (const int more = m_runs->rowCount() - int(m_shown.size()); more > 0) {
        m_rows << moreLine(more);
        m_lines->addWidget(m_rows.last(), 0, Qt::AlignLeft);
    }
    setVisible(m_runs->rowCount() > 0 && !m_suppressed);
}

QWidget *RunStrip::lineOf(int row)
{
    auto *box = new QWidget(this);
    auto *line = bareLayout<QHBoxLayout>(box, space::m);
    auto *open = named("openRunButton", new QToolButton(box));
    open->setIcon(themedIcon(QStringLiteral("chevron-up")));
    open->setAutoRaise(true);
    open->setToolTip(tr("Show run details"));
    Run *run = m_runs->run(row);
    connect(open, &QToolButton::clicked, this, [this, run] { Q_EMIT runClicked(run); });
    auto *title = elidedLabel(box, "title");
    auto *tenant = elidedLabel(box, "tenant", ColourRole::Muted);
    auto *state = named("state", new StatusBadge(box));
    auto *bar = named("bar", new QProgressBar(box));
    bar->setAccessibleName(tr("Progress"));
    bar->setTextVisible(false);
    bar->setFixedWidth(160);
    auto *figures = elidedLabel(box, "figures", ColourRole::Muted);
    fillBox(line, {open, {title, 3}, {tenant, 2}, {state, 3}, bar, {figures, 3}});
    return box;
}

QWidget *RunStrip::moreLine(int count)
{
    auto *more = named("moreRunsButton", new QToolButton(this));
    more->setAutoRaise(true);
    more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    more->setIcon(themedIcon(QStringLiteral("chevron-up")));
    more->setText(tr("More in Activity: %1").arg(QLocale().toString(count)));
    connect(more, &QToolButton::clicked, this, &RunStrip::moreClicked);
    return more;
}

void RunStrip::setSuppressed(bool suppressed)
{
    m_suppressed = suppressed;
    setVisible(m_runs->rowCount() > 0 && !m_suppressed);
}

void RunStrip::refresh(int row)
{
    Run *run = m_runs->run(row);
    const qsizetype place = m_shown.indexOf(row);
    if (!run || place < 0 || place >= m_rows.size())
        return;
    const auto cell = [&](int column, int role) { return m_runs->index(row, column).data(role); };
    QWidget *line = m_rows[place];
    const QString title = cell(RunListModel::Title, Qt::DisplayRole).toString();
    line->findChild<PlainLabel *>(QStringLiteral("title"))->setPlainText(title);
    line->findChild<PlainLabel *>(QStringLiteral("tenant"))
        ->setPlainText(cell(RunListModel::Tenant, Qt::DisplayRole).toString());
    line->findChild<QToolButton *>()->setAccessibleName(tr("Show details: %1").arg(title));
    line->findChild<StatusBadge *>()->setStatus(cell(RunListModel::State, ToneRole).value<Tone>(),
                                                cell(RunListModel::State, Qt::DisplayRole).toString());
    const std::optional<double> share = progressShare(run->metrics());
    auto *bar = line->findChild<QProgressBar *>();
    const bool done = run->outcome() && run->outcome()->succeeded();
    bar->setRange(0, share || done || run->outcome() ? 1000 : 0);
    bar->setValue(done ? 1000 : int(1000 * share.value_or(0)));
    QStringList figures{cell(RunListModel::Progress, Qt::DisplayRole).toString()};
    const QString rate = cell(RunListModel::Rate, Qt::DisplayRole).toString();
    if (!rate.isEmpty())
        figures << rate;
    line->findChild<PlainLabel *>(QStringLiteral("figures"))->setPlainText(figures.join(QStringLiteral(" \u00b7 ")));
}

} // namespace muster
