// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/runtrenddialog.h"

#include "models/runs/runshares.h"
#include "models/text/plaintext.h"
#include "models/text/runtexts.h"
#include "models/text/timetexts.h"
#include "ui/common/formparts.h"
#include "ui/common/layoutmemory.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/runs/trendplot.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLocale>
#include <QPushButton>

namespace muster {

namespace {

using Measure = TrendPlot::Measure;

/// "24 runs from 2026-01-05 to 2026-11-26": how far back it looks.
QString spanOf(const RunTrend &trend)
{
    const auto day = [](const QDateTime &at) { return at.toLocalTime().date().toString(Qt::ISODate); };
    const QString span = RunTrendDialog::tr("%n complete run(s), %1 to %2", nullptr, int(trend.points.size()))
                             .arg(day(trend.points.first().startedAt), day(trend.points.last().startedAt));
    return trend.points.size() < RunTrend::maxRuns ? span : RunTrendDialog::tr("%1; older ones are left out").arg(span);
}

} // namespace

RunTrendDialog::RunTrendDialog(const RunTrend &trend, QWidget *parent)
    : QDialog(parent)
    , m_plot(new TrendPlot(trend, this))
    , m_shares(trend.isEnough() ? trend.shareNames.size() : 0)
{
    setObjectName(QStringLiteral("runTrendDialog"));
    setWindowTitle(tr("Trend"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *title = pageTitle(this, runKindText(trend.kind) % u" \u00b7 " % visibleText(trend.title, 200));
    title->setElideMode(Qt::ElideMiddle);
    if (trend.isEnough())
        m_plot->setSummary(spanOf(trend));
    m_note = named("runTrendNoteLabel", hintLabel(this));
    connect(m_plot, &TimePlot::told, m_note, [this](const QString &sentence) { m_note->showText(sentence); });
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setObjectName(QStringLiteral("closeRunTrendButton"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    fillPage(this, space::s, {rowLayout(space::s, {{title, 1}, buildChooser(trend)}), {m_plot, 1}, m_note, buttons});
    showMeasure();
    m_plot->setFocus();
    resize(860, 520);
    rememberSize(*this);
}

QWidget *RunTrendDialog::buildChooser(const RunTrend &trend)
{
    m_measure = calmCombo(this, "trendMeasureCombo", tr("Measure shown"));
    if (!trend.shareNames.isEmpty()) {
        m_measure->addItem(fillsAttributes(trend.kind) ? tr("Fill rate") : tr("Success rate"), int(Measure::Shares));
    }
    m_measure->addItem(tr("Latency"), int(Measure::Latency));
    m_measure->addItem(tr("Records"), int(Measure::Records));
    m_measure->setEnabled(trend.isEnough());
    connect(m_measure, &QComboBox::currentIndexChanged, this, &RunTrendDialog::showMeasure);
    return m_measure;
}

void RunTrendDialog::showMeasure()
{
    const auto measure = Measure(m_measure->currentData().toInt());
    m_plot->setMeasure(measure);
    const bool isPart = measure == Measure::Shares && m_shares > m_plot->drawnShares().size();
    m_note->showText(isPart ? tr("The plot shows the attributes whose fill rate changed most; the table has all %1.")
                                  .arg(QLocale().toString(m_shares))
                            : QString());
}

} // namespace muster
