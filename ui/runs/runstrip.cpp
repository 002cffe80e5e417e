// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/runstrip.h"

#include "models/items/itemroles.h"
#include "models/items/runlistmodel.h"
#include "models/text/runtexts.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/statusbadge.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace muster {

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
    rebuild();
}

void RunStrip::rebuild()
{
    for (QWidget *row : std::as_const(m_rows)) {
        row->hide();
        row->deleteLater();
    }
    m_rows.clear();
    for (int i = 0; i < m_runs->rowCount(); ++i) {
        auto *row = new QWidget(this);
        auto *line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(space::m);
        auto *open = new QToolButton(row);
        open->setObjectName(QStringLiteral("openRunButton"));
        open->setIcon(themedIcon(QStringLiteral("chevron-up")));
        open->setAutoRaise(true);
        open->setToolTip(tr("Show the run in full"));
        Run *run = m_runs->run(i);
        connect(open, &QToolButton::clicked, this, [this, run] { Q_EMIT runClicked(run); });
        auto *title = new PlainLabel(PlainLabel::Fit::Elide, row);
        title->setObjectName(QStringLiteral("title"));
        auto *tenant = new PlainLabel(PlainLabel::Fit::Elide, row);
        tenant->setObjectName(QStringLiteral("tenant"));
        tenant->setRole(ColourRole::Muted);
        auto *state = new StatusBadge(row);
        state->setObjectName(QStringLiteral("state"));
        auto *bar = new QProgressBar(row);
        bar->setObjectName(QStringLiteral("bar"));
        bar->setAccessibleName(tr("Progress"));
        bar->setTextVisible(false);
        bar->setFixedWidth(160);
        auto *figures = new PlainLabel(PlainLabel::Fit::Elide, row);
        figures->setObjectName(QStringLiteral("figures"));
        figures->setRole(ColourRole::Muted);
        line->addWidget(open);
        line->addWidget(title, 3);
        line->addWidget(tenant, 2);
        line->addWidget(state, 3);
        line->addWidget(bar);
        line->addWidget(figures, 3);
        m_lines->addWidget(row);
        m_rows << row;
        refresh(i);
    }
    setVisible(m_runs->rowCount() > 0 && !m_suppressed);
}

void RunStrip::setSuppressed(bool suppressed)
{
    m_suppressed = suppressed;
    setVisible(m_runs->rowCount() > 0 && !m_suppressed);
}

void RunStrip::refresh(int row)
{
    Run *run = m_runs->run(row);
    if (!run || row >= m_rows.size())
        return;
    const auto cell = [&](int column, int role) { return m_runs->index(row, column).data(role); };
    QWidget *line = m_rows[row];
    const QString title = cell(RunListModel::Title, Qt::DisplayRole).toString();
    line->findChild<PlainLabel *>(QStringLiteral("title"))->setPlainText(title);
    line->findChild<PlainLabel *>(QStringLiteral("tenant"))
        ->setPlainText(cell(RunListModel::Tenant, Qt::DisplayRole).toString());
    line->findChild<QToolButton *>()->setAccessibleName(tr("Show in full: %1").arg(title));
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
