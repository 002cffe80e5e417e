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
#include <QSignalBlocker>

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
{
    setObjectName(QStringLiteral("runTrendDialog"));
    setWindowTitle(tr("Trend"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_title = pageTitle(this, QString());
    m_title->setElideMode(Qt::ElideMiddle);
    m_measure = calmCombo(this, "trendMeasureCombo", tr("Measure shown"));
    connect(m_measure, &QComboBox::currentIndexChanged, this, &RunTrendDialog::showMeasure);
    m_note = named("runTrendNoteLabel", hintLabel(this));
    connect(m_plot, &TimePlot::told, m_note, [this](const QString &sentence) { m_note->showText(sentence); });
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setObjectName(QStringLiteral("closeRunTrendButton"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    fillPage(this, space::s, {rowLayout(space::s, {{m_title, 1}, m_measure}), {m_plot, 1}, m_note, buttons});
    showTrend(trend);
    m_plot->setFocus();
    resize(860, 520);
    rememberSize(*this);
}

void RunTrendDialog::setTrend(const RunTrend &trend)
{
    m_plot->setTrend(trend);
    showTrend(trend);
}

void RunTrendDialog::showStale(const QString &why)
{
    //: %1 is a sentence that says why.
    m_note->showText(tr("A run has ended, but the trend couldn’t be read again. %1").arg(why));
}

void RunTrendDialog::showTrend(const RunTrend &trend)
{
    m_title->setPlainText(runKindText(trend.kind) % u" \u00b7 " % visibleText(trend.title, 200));
    m_plot->setSummary(trend.isEnough() ? spanOf(trend) : QString());
    m_shares = trend.isEnough() ? trend.shareNames.size() : 0;
    fillChooser(trend);
    showMeasure();
}

void RunTrendDialog::fillChooser(const RunTrend &trend)
{
    const bool hasShares = m_measure->findData(int(Measure::Shares)) >= 0;
    const QSignalBlocker blocker(m_measure);
    if (m_measure->count() == 0) {
        m_measure->addItem(tr("Latency"), int(Measure::Latency));
        m_measure->addItem(tr("Records"), int(Measure::Records));
    }
    if (!hasShares && !trend.shareNames.isEmpty()) {
        const bool isFirst = m_measure->currentIndex() <= 0 && !isVisible();
        m_measure->insertItem(0, fillsAttributes(trend.kind) ? tr("Fill rate") : tr("Success rate"),
                              int(Measure::Shares));
        if (isFirst)
            m_measure->setCurrentIndex(0);
    }
    m_measure->setEnabled(trend.isEnough());
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
