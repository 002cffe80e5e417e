// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/runcards.h"

#include "models/runs/runshares.h"
#include "models/text/amounttext.h"
#include "models/text/runtexts.h"
#include "models/text/timetexts.h"
#include "ui/common/charts.h"
#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/runs/latencyplot.h"

#include <QGridLayout>
#include <QLocale>
#include <algorithm>

namespace muster {

namespace {

constexpr int narrow = 720; ///< Pixels below which the cards take two rows.
constexpr int leastRowHeight = 150, mostOfHeight = 420;
constexpr int latencyShare = 5, otherShare = 3; ///< Of the width.

QWidget *cardOf(QWidget *parent, PlainLabel *caption, QWidget *content)
{
    auto *card = new QWidget(parent);
    caption->setParent(card);
    caption->setFont(Theme::secondaryFont());
    content->setParent(card);
    fillColumn(card, space::xs, {caption, {content, 1}});
    return card;
}

PlainLabel *captionOf(QWidget *parent, const QString &text = {})
{
    return elidedLabel(parent, nullptr, ColourRole::Muted, text);
}

PlainLabel *linesLabel(QWidget *parent, const char *name)
{
    PlainLabel *label = wrappedLabel(parent, name);
    label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    return label;
}

} // namespace

RunCards::RunCards(QWidget *parent)
    : QWidget(parent)
    , m_grid(bareLayout<QGridLayout>(this, space::l))
    , m_plot(new LatencyPlot(this))
    , m_fill(named("runFillBars", new FillBars(this)))
    , m_fillCaption(captionOf(this))
    , m_figures(linesLabel(this, "runFiguresLabel"))
    , m_facts(linesLabel(this, "runFactsLabel"))
{
    m_latencyCard = cardOf(this, captionOf(this, tr("Request latency")), m_plot);
    m_fillCard = cardOf(this, m_fillCaption, m_fill);
    m_factsCard = new QWidget(this);
    m_figuresBox = cardOf(m_factsCard, captionOf(m_factsCard, tr("Results")), m_figures);
    QWidget *facts = cardOf(m_factsCard, captionOf(m_factsCard, tr("Details")), m_facts);
    fillColumn(m_factsCard, space::s, {m_figuresBox, facts, boxStretch(1)});
    m_fillCard->hide();
    m_figuresBox->hide();
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    arrange();
}

void RunCards::setMetrics(RunKind kind, const RunMetrics &metrics)
{
    m_kind = kind;
    m_life = metrics.trace;
    showTrace();
    m_plot->setSummary(metrics.trace.isEmpty()
                           ? tr("no responses yet")
                           : tr("mean %1 \u00b7 p50 %2 \u00b7 p95 %3 \u00b7 p99 %4 ms")
                                 .arg(numberText(metrics.latency.mean.count()), numberText(metrics.latency.p50.count()),
                                      numberText(metrics.latency.p95.count()),
                                      numberText(metrics.latency.p99.count())));
    m_shares = runShares(kind, metrics);
    showShares();
    QStringList figures;
    for (const RunMetrics::Figure &figure : metrics.figures)
        figures << figureText(figure);
    m_figures->setPlainParagraphs(figures.join(u'\n'));
    m_facts->setPlainParagraphs(factsOf(kind, metrics));
    m_fillCard->setVisible(!m_shares.isEmpty());
    m_figuresBox->setVisible(!figures.isEmpty());
    arrange();
    limitHeight();
}

void RunCards::setKeptTrace(const LatencyTrace &kept, KeptLives lives)
{
    m_kept = kept;
    m_keptLives = lives;
    showTrace();
}

void RunCards::showTrace()
{
    LatencyTrace shown = m_kept;
    if (m_keptLives == KeptLives::Earlier)
        shown.append(m_life);
    m_plot->setTrace(shown);
}

void RunCards::setLastFill(const QList<RunMetrics::FieldFill> &last)
{
    m_last = last;
    showShares();
}

void RunCards::showShares()
{
    QList<RunMetrics::FieldFill> shown = m_shares;
    for (RunMetrics::FieldFill &share : shown)
        share.name = shareText(m_kind, share.name);
    QHash<QString, double> last;
    for (const RunMetrics::FieldFill &share : std::as_const(m_last))
        last.insert(shareText(m_kind, share.name), share.share());
    m_fillCaption->setPlainText(shareCaption(m_kind));
    m_fill->setAccessibleName(m_fillCaption->plainText());
    m_fill->setLast(last);
    m_fill->setFill(shown);
}

QString RunCards::factsOf(RunKind kind, const RunMetrics &metrics)
{
    QStringList facts;
    if (metrics.pages > 0 && metrics.pageSize > 0) {
        facts << tr("%1 pages, %2 records per page", nullptr, pluralForm(metrics.pages))
                     .arg(numberText(metrics.pages), numberText(metrics.pageSize));
    } else if (metrics.pages > 0) { // of a file: nobody asks for a size
        facts << tr("%1 pages", nullptr, pluralForm(metrics.pages)).arg(numberText(metrics.pages));
    }
    if (const auto throttled = std::chrono::round<std::chrono::seconds>(metrics.throttled); throttled.count() > 0) {
        facts << tr("%1 retries, throttled for %2", nullptr, pluralForm(metrics.retries))
                     .arg(numberText(metrics.retries), durationText(throttled));
    } else {
        facts << tr("%1 retries, not throttled", nullptr, pluralForm(metrics.retries)).arg(numberText(metrics.retries));
    }
    if (metrics.figures.isEmpty() && kind != RunKind::ListRead)
        facts << tr("%1 written").arg(QLocale().formattedDataSize(metrics.bytesWritten));
    if (metrics.callbacksSent > 0 || metrics.callbacksWaiting > 0)
        facts << tr("notifications: %1 sent, %2 waiting")
                     .arg(numberText(metrics.callbacksSent), numberText(metrics.callbacksWaiting));
    if (metrics.callbacksUndelivered > 0)
        facts << tr("%1 notifications could not be delivered", nullptr, pluralForm(metrics.callbacksUndelivered))
                     .arg(numberText(metrics.callbacksUndelivered));
    if (metrics.formulaCells > 0)
        facts << tr("%1 cells look like formulas", nullptr, pluralForm(metrics.formulaCells))
                     .arg(numberText(metrics.formulaCells));
    if (metrics.quarantined > 0) {
        facts << tr("%1 without a usable ID, set aside", nullptr, pluralForm(metrics.quarantined))
                     .arg(numberText(metrics.quarantined));
    }
    if (metrics.duplicates > 0)
        facts << tr("%1 duplicates", nullptr, pluralForm(metrics.duplicates)).arg(numberText(metrics.duplicates));
    return facts.join(u'\n');
}

void RunCards::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
    limitHeight();
}

/// What a plot does not need goes to the events; what has many lines keeps the height for them.
void RunCards::limitHeight()
{
    const int least = m_grid->hasHeightForWidth() ? m_grid->minimumHeightForWidth(width()) : 0;
    setMinimumHeight(least); // a box that shares its room out by factors does not ask how high wrapped lines are
    setMaximumHeight(std::max(mostOfHeight, least));
}

void RunCards::arrange()
{
    const Arrangement arrangement = width() < narrow ? Arrangement::Above : Arrangement::Beside;
    const bool hasFill = !m_fillCard->isHidden();
    if (arrangement == m_arrangement && hasFill == m_hasFill)
        return;
    m_arrangement = arrangement;
    m_hasFill = hasFill;
    for (QWidget *card : {m_latencyCard, m_fillCard, m_factsCard})
        m_grid->removeWidget(card);
    const bool isAbove = arrangement == Arrangement::Above;
    const int others = hasFill ? 2 : 1, row = isAbove ? 1 : 0, first = isAbove ? 0 : 1;
    m_grid->addWidget(m_latencyCard, 0, 0, 1, isAbove ? others : 1);
    if (hasFill)
        m_grid->addWidget(m_fillCard, row, first);
    m_grid->addWidget(m_factsCard, row, first + others - 1);
    constexpr int columns = 3;
    for (int column = 0; column < columns; ++column)
        m_grid->setColumnStretch(column, column >= first + others ? 0 : column < first ? latencyShare : otherShare);
    m_grid->setRowMinimumHeight(0, leastRowHeight);
    m_grid->setRowStretch(0, 1);
}

} // namespace muster
