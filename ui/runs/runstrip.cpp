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
#include "ui/common/tooltips.h"

#include <QLocale>
#include <QProgressBar>
#include <QToolButton>

namespace muster {

RunStrip::RunStrip(RunListModel *runs, QWidget *parent)
    : QWidget(parent)
    , m_runs(runs)
    , m_open(iconButton(this, "openRunButton", QStringLiteral("chevron-up"), tr("Show run details")))
    , m_title(elidedLabel(this, "title"))
    , m_tenant(elidedLabel(this, "tenant", ColourRole::Muted))
    , m_state(named("state", new StatusBadge(this)))
    , m_bar(named("bar", new QProgressBar(this)))
    , m_figures(elidedLabel(this, "figures", ColourRole::Muted))
    , m_more(named("moreRunsButton", new QToolButton(this)))
    , m_dismiss(iconButton(this, "dismissRunLineButton", QStringLiteral("x"), tr("Dismiss")))
{
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(160);
    m_more->setAutoRaise(true);
    connect(m_open, &QToolButton::clicked, this, [this] { Q_EMIT runClicked(m_runs->run(chosen())); });
    connect(m_more, &QToolButton::clicked, this, &RunStrip::moreClicked);
    connect(m_dismiss, &QToolButton::clicked, this, [this] { Q_EMIT dismissAsked(m_runs->run(chosen())); });
    fillRow(this, space::m,
            {m_open, {m_title, 3}, {m_tenant, 2}, {m_state, 3}, m_bar, {m_figures, 3}, m_more, m_dismiss},
            QMargins(space::m, space::xs, space::m, space::xs));
    connect(runs, &QAbstractItemModel::rowsInserted, this, &RunStrip::refresh);
    connect(runs, &QAbstractItemModel::rowsRemoved, this, &RunStrip::refresh);
    connect(runs, &QAbstractItemModel::dataChanged, this, &RunStrip::refresh);
    connect(runs, &RunListModel::countsChanged, this, &RunStrip::refresh);
    refresh();
}

int RunStrip::chosen() const
{
    for (int row = m_runs->rowCount() - 1; row >= 0; --row) {
        if (m_runs->isActive(row))
            return row;
    }
    return m_runs->rowCount() - 1;
}

void RunStrip::refresh()
{
    const int row = chosen();
    if (row >= 0)
        showRun(row);
    setVisible(row >= 0 && !m_suppressed);
}

void RunStrip::showRun(int row)
{
    const Run *run = m_runs->run(row);
    if (!run)
        return;
    const auto cell = [&](int column, int role) { return m_runs->index(row, column).data(role); };
    const QString title = cell(RunListModel::Title, Qt::DisplayRole).toString();
    m_title->setPlainText(title);
    m_tenant->setPlainText(cell(RunListModel::Tenant, Qt::DisplayRole).toString());
    m_open->setAccessibleName(tr("Show details: %1").arg(title));
    m_state->setStatus(cell(RunListModel::State, ToneRole).value<Tone>(),
                       cell(RunListModel::State, Qt::DisplayRole).toString());
    const std::optional<double> share = progressShare(run->metrics());
    const bool done = run->outcome() && run->outcome()->succeeded();
    m_bar->setRange(0, share || run->outcome() ? 1000 : 0);
    m_bar->setValue(done ? 1000 : int(1000 * share.value_or(0)));
    QStringList figures{cell(RunListModel::Progress, Qt::DisplayRole).toString()};
    const QString rate = cell(RunListModel::Rate, Qt::DisplayRole).toString();
    if (!rate.isEmpty())
        figures << rate;
    m_figures->setPlainText(figures.join(QStringLiteral(" \u00b7 ")));
    const int others = m_runs->rowCount() - 1;
    m_more->setText(tr("%1 more").arg(QLocale().toString(others)));
    m_more->setAccessibleName(tr("More runs in Activity: %1").arg(QLocale().toString(others)));
    toolTips::set(m_more, tr("Show all runs in Activity"));
    m_more->setVisible(others > 0);
    m_dismiss->setAccessibleName(tr("Dismiss: %1").arg(title));
    toolTips::set(m_dismiss, tr("Dismiss; the run stays in Activity under All runs"));
    m_dismiss->setVisible(!m_runs->isActive(row));
}

void RunStrip::setSuppressed(bool suppressed)
{
    m_suppressed = suppressed;
    refresh();
}

} // namespace muster
