// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/latencyplot.h"

#include "models/items/latencymodel.h"
#include "models/lists/filejob.h"
#include "models/store/durablefile.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "ui/common/announcer.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"
#include "ui/plots/plotmodule.h"
#include "ui/plots/plotpicture.h"
#include "ui/plots/seriescolours.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QPointer>
#include <QStackedWidget>
#include <QStyle>
#include <QStyleOptionFocusRect>
#include <QToolTip>
#include <algorithm>

namespace muster {

namespace {

using Wait = LatencyTrace::Wait;

constexpr int pageStep = 10; ///< Rows of PageUp and PageDown.

/// Where a row stands on the time axis: answers where they are known in full, stretches where they begin.
qreal timeOf(const LatencyRow &row)
{
    return qreal((row.point ? row.to : row.from).toMSecsSinceEpoch());
}

struct ShadeLook
{
    Wait why;
    QRgb colour;
    Qt::BrushStyle pattern;
};
constexpr ShadeLook shadeLooks[]{
    {Wait::Throttled, series::orange, Qt::BDiagPattern},
    {Wait::Server, series::skyBlue, Qt::FDiagPattern},
    {Wait::Network, series::purple, Qt::DiagCrossPattern},
    {Wait::SignIn, series::green, Qt::HorPattern},
    {Wait::Paused, 0xff888888, Qt::VerPattern},
};
static_assert(std::size(shadeLooks) == LatencyTrace::waitCount);

LatencyChart::Line lineOf(const QList<LatencyRow> &rows, LatencyTrace::Duration LatencyTrace::Point::*figure)
{
    LatencyChart::Line line;
    line.points.reserve(rows.size());
    for (const LatencyRow &row : rows) {
        if (row.point)
            line.points.append(QPointF(timeOf(row), qreal(((*row.point).*figure).count())));
    }
    return line;
}

LatencyChart::Shade shadeOf(const QList<LatencyRow> &rows, const ShadeLook &look)
{
    LatencyChart::Shade shade{.name = shortWaitText(look.why),
                              .colour = QColor::fromRgb(look.colour),
                              .pattern = look.pattern,
                              .stretches = {}};
    for (const LatencyRow &row : rows) {
        if (row.point || row.wait != look.why)
            continue;
        const auto from = qreal(row.from.toMSecsSinceEpoch()), to = qreal(row.to.toMSecsSinceEpoch());
        if (!shade.stretches.isEmpty() && from <= shade.stretches.last().second)
            shade.stretches.last().second = std::max(shade.stretches.last().second, to);
        else
            shade.stretches.append({from, to});
    }
    return shade;
}

} // namespace

LatencyPlot::LatencyPlot(QWidget *parent)
    : QWidget(parent)
    , m_model(new LatencyModel(this))
    , m_file(new FileJob(this))
{
    setObjectName(QStringLiteral("latencyPlot"));
    setAccessibleName(tr("Latency of the requests over time"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_pace.setSingleShot(true);
    m_pace.setInterval(updateMilliseconds);
    connect(&m_pace, &QTimer::timeout, this, &LatencyPlot::follow);
    m_summary = elidedLabel(this, "runLatencyLabel");
    buildMenu();
    m_pages = new QStackedWidget(this);
    m_empty = new EmptyState(QString(), tr("No answers yet"), m_pages);
    m_plotPage = new QWidget(m_pages);
    fillColumn(m_plotPage, 0, {});
    m_plotPage->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_pages->setAttribute(Qt::WA_TransparentForMouseEvents);
    addWidgets(m_pages, {m_empty, m_plotPage});
    fillColumn(this, space::xs, {rowLayout(space::s, {{m_summary, 1}, m_menu}), {m_pages, 1}}, QMargins(2, 2, 2, 2));
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        wear();
        m_isDrawn = false;
        follow();
    });
    connect(m_file, &FileJob::written, this, [this](const Result<WrittenFile> &file) {
        Q_EMIT told(file ? tr("The plot is in %1.").arg(visibleText(file->name, 300)) : errorSentence(file.error()));
    });
    choosePage();
}

LatencyPlot::~LatencyPlot() = default;

void LatencyPlot::buildMenu()
{
    m_menu = named("latencyMenuButton", new MenuButton(QString(), this));
    m_menu->setIcon(themedIcon(QStringLiteral("ellipsis")));
    m_menu->setMaximumWidth(36); // no more than its icon needs
    m_menu->setAccessibleName(tr("More about the latencies"));
    m_menu->setToolTip(tr("Show as a table, copy, save"));
    m_asTable = m_menu->add("latencyTableAction", tr("Show as &table"));
    m_asTable->setCheckable(true);
    connect(m_asTable, &QAction::toggled, this, &LatencyPlot::showTable);
    QAction *copyAction = m_menu->add("copyLatencyAction", tr("&Copy"), QStringLiteral("copy"));
    connect(copyAction, &QAction::triggered, this, &LatencyPlot::copy);
    m_menu->popupMenu()->addSeparator();
    QAction *png = m_menu->add("saveLatencyPngAction", tr("Save as &PNG\u2026"), QStringLiteral("save"));
    QAction *svg = m_menu->add("saveLatencySvgAction", tr("Save as &SVG\u2026"), QStringLiteral("save"));
    QAction *csv = m_menu->add("saveLatencyCsvAction", tr("Save as CS&V\u2026"), QStringLiteral("save"));
    connect(png, &QAction::triggered, this, [this] {
        const PlotPicture picture(*m_chart, Theme::instance().tokens().surface);
        save(tr("Save the plot as"), tr("latency.png"), tr("PNG pictures (*.png)"),
             [picture] { return picture.png(); });
    });
    connect(svg, &QAction::triggered, this, [this] {
        const PlotPicture picture(*m_chart, Theme::instance().tokens().surface);
        save(tr("Save the plot as"), tr("latency.svg"), tr("SVG drawings (*.svg)"),
             [picture, title = accessibleName()] { return picture.svg(title); });
    });
    connect(csv, &QAction::triggered, this, [this] {
        save(tr("Save the latencies as"), tr("latency.csv"), tr("CSV files (*.csv)"),
             [trace = m_trace] { return latencyCsv(trace); });
    });
    m_ofPicture = {png, svg};
    m_ofData = {copyAction, csv};
}

void LatencyPlot::setTrace(const LatencyTrace &trace)
{
    if (trace == m_trace)
        return;
    const bool isOther = trace.startedAt() != m_trace.startedAt();
    m_trace = trace;
    m_isDrawn = false;
    if (isOther) {
        putCursorAway();
        m_pace.stop();
    }
    if (!m_pace.isActive())
        follow();
}

void LatencyPlot::setSummary(const QString &summary)
{
    m_summaryText = summary;
    if (!m_cursor)
        m_summary->setPlainText(summary);
}

void LatencyPlot::follow()
{
    if (m_isDrawn || !isVisible())
        return;
    choosePage();
    if (!m_isTable && !m_trace.isEmpty() && m_chart == nullptr) {
        loadChart();
        return;
    }
    draw();
    m_pace.start();
}

void LatencyPlot::draw()
{
    m_isDrawn = true;
    m_rows = latencyRows(m_trace);
    if (m_isTable) {
        m_model->setTrace(m_trace);
    } else if (m_chart != nullptr) {
        const bool dark = Theme::instance().isDark();
        LatencyChart::Content content;
        content.from = qreal(m_trace.startedAt().toMSecsSinceEpoch());
        content.to = content.from + qreal(m_trace.end().count());
        content.latencyLabel = tr("%.0f ms", "a printf format: the label of a tick of the axis of latencies");
        content.lines = {lineOf(m_rows, &LatencyTrace::Point::p50), lineOf(m_rows, &LatencyTrace::Point::p95),
                         lineOf(m_rows, &LatencyTrace::Point::p99)};
        content.lines[0].name = QStringLiteral("p50");
        content.lines[0].colour = series::first(dark);
        content.lines[1].name = QStringLiteral("p95");
        content.lines[1].colour = series::second(dark);
        content.lines[1].style = Qt::DashLine;
        content.lines[2].name = QStringLiteral("p99");
        content.lines[2].colour = series::third(dark);
        content.lines[2].style = Qt::DotLine;
        for (const ShadeLook &look : shadeLooks)
            content.shades.append(shadeOf(m_rows, look));
        m_chart->setContent(content);
    }
    Q_EMIT drawn();
}

void LatencyPlot::loadChart()
{
    if (m_isLoading)
        return;
    m_isLoading = true;
    PlotModule::instance().load(this, [this](const Result<MakeLatencyChart> &make) {
        m_isLoading = false;
        if (!make) {
            m_asTable->setChecked(true);
            m_asTable->setEnabled(false);
            m_asTable->setToolTip(toolTips::text(make.error().detail));
            setSummary(tr("The plot cannot be drawn here; the table shows the same."));
            return;
        }
        m_chart = (*make)(m_plotPage);
        m_chart->widget()->setObjectName(QStringLiteral("latencyChart"));
        m_plotPage->layout()->addWidget(m_chart->widget());
        wear();
        choosePage();
        m_chart->widget()->show();
        m_plotPage->layout()->activate(); // so that it is laid out once, for the room that it has
        follow();
    });
}

void LatencyPlot::wear()
{
    if (m_chart == nullptr)
        return;
    const DesignTokens &tokens = Theme::instance().tokens();
    m_chart->setLook({.font = Theme::secondaryFont(),
                      .surface = tokens.surface,
                      .text = tokens.text,
                      .muted = tokens.muted,
                      .grid = tokens.divider,
                      .cursor = tokens.text});
}

void LatencyPlot::choosePage()
{
    const bool isEmpty = m_trace.isEmpty() && m_trace.stretches().isEmpty();
    m_pages->setCurrentWidget(isEmpty ? m_empty : m_isTable ? static_cast<QWidget *>(m_table) : m_plotPage);
    m_pages->setAttribute(Qt::WA_TransparentForMouseEvents, m_pages->currentWidget() != m_table);
    for (QAction *action : std::as_const(m_ofData))
        action->setEnabled(!isEmpty);
    for (QAction *action : std::as_const(m_ofPicture))
        action->setEnabled(!isEmpty && m_chart != nullptr);
}

void LatencyPlot::showTable(bool table)
{
    m_asTable->setChecked(table);
    if (table == m_isTable)
        return;
    m_isTable = table;
    if (table && m_table == nullptr) {
        m_table = new DataTable("latencyTable", tr("Latencies and waits, in the order of time"), m_model, m_pages);
        m_table->setColumnWidths({{LatencyModel::Time, 110},
                                  {LatencyModel::Answers, 70},
                                  {LatencyModel::P50, 64},
                                  {LatencyModel::P95, 64},
                                  {LatencyModel::P99, 64},
                                  {LatencyModel::Longest, 90}});
        m_pages->addWidget(m_table);
    }
    putCursorAway();
    setFocusPolicy(table ? Qt::NoFocus : Qt::StrongFocus); // the table has it
    m_isDrawn = false;
    m_pace.stop();
    choosePage();
    follow();
}

std::optional<LatencyRow> LatencyPlot::current() const
{
    const auto found = m_cursor ? std::ranges::find(m_rows, *m_cursor, &LatencyRow::from) : m_rows.end();
    return found == m_rows.end() ? std::nullopt : std::optional(*found);
}

qsizetype LatencyPlot::rowAt(qreal time) const
{
    const auto nearest
        = std::ranges::min_element(m_rows, {}, [time](const LatencyRow &row) { return std::abs(timeOf(row) - time); });
    return nearest == m_rows.end() ? -1 : nearest - m_rows.begin();
}

void LatencyPlot::moveTo(qsizetype row)
{
    if (m_rows.isEmpty() || m_chart == nullptr)
        return;
    const LatencyRow &chosen = m_rows[std::clamp<qsizetype>(row, 0, m_rows.size() - 1)];
    m_cursor = chosen.from;
    const QString words = latencyRowText(chosen);
    m_summary->setPlainText(words);
    setAccessibleDescription(words);
    m_chart->showCursor(timeOf(chosen));
    Announcer::sayNewest(this, objectName(), words);
}

void LatencyPlot::putCursorAway()
{
    m_cursor.reset();
    m_summary->setPlainText(m_summaryText);
    setAccessibleDescription({});
    if (m_chart != nullptr)
        m_chart->hideCursor();
}

void LatencyPlot::keyPressEvent(QKeyEvent *event)
{
    // The row that the cursor stands in may be gone, since buckets become wider.
    const qsizetype at = m_cursor ? rowAt(qreal(m_cursor->toMSecsSinceEpoch())) : -1;
    const auto exact = m_cursor ? std::ranges::find(m_rows, *m_cursor, &LatencyRow::from) : m_rows.end();
    const qsizetype row = exact == m_rows.end() ? at : exact - m_rows.begin();
    const qsizetype end = m_rows.size() - 1;
    switch (event->key()) {
    case Qt::Key_Left:
        moveTo(m_cursor ? row - 1 : end);
        return;
    case Qt::Key_Right:
        moveTo(m_cursor ? row + 1 : 0);
        return;
    case Qt::Key_PageUp:
        moveTo(m_cursor ? row - pageStep : end);
        return;
    case Qt::Key_PageDown:
        moveTo(m_cursor ? row + pageStep : 0);
        return;
    case Qt::Key_Home:
        moveTo(0);
        return;
    case Qt::Key_End:
        moveTo(end);
        return;
    case Qt::Key_Escape:
        if (m_cursor) {
            putCursorAway();
            return;
        }
        break;
    default:
        if (event->matches(QKeySequence::Copy) && m_ofData.first()->isEnabled()) {
            copy();
            return;
        }
        break;
    }
    QWidget::keyPressEvent(event);
}

void LatencyPlot::mouseMoveEvent(QMouseEvent *event)
{
    if (m_chart == nullptr || m_isTable || m_rows.isEmpty() || m_pages->currentWidget() != m_plotPage
        || !m_pages->geometry().contains(event->position().toPoint())) {
        leaveEvent(event);
        return;
    }
    const QPoint inChart = m_chart->widget()->mapFrom(this, event->position().toPoint());
    const LatencyRow &row = m_rows[rowAt(m_chart->timeAt(inChart.x()))];
    m_chart->showCursor(timeOf(row));
    QToolTip::showText(event->globalPosition().toPoint(), toolTips::text(latencyRowText(row)), this);
}

void LatencyPlot::leaveEvent(QEvent *)
{
    QToolTip::hideText();
    if (m_chart == nullptr)
        return;
    if (const auto row = current())
        m_chart->showCursor(timeOf(*row));
    else
        m_chart->hideCursor();
}

void LatencyPlot::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && m_chart != nullptr && !m_rows.isEmpty())
        moveTo(rowAt(m_chart->timeAt(m_chart->widget()->mapFrom(this, event->position().toPoint()).x())));
}

void LatencyPlot::contextMenuEvent(QContextMenuEvent *event)
{
    m_menu->popupMenu()->popup(event->globalPos());
}

void LatencyPlot::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    follow();
}

void LatencyPlot::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void LatencyPlot::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

void LatencyPlot::paintEvent(QPaintEvent *)
{
    if (!hasFocus())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Theme::instance().tokens().accent, 2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), cornerRadius, cornerRadius);
}

void LatencyPlot::copy()
{
    auto data = std::make_unique<QMimeData>();
    LatencyModel rows;
    rows.setTrace(m_trace);
    QStringList lines;
    for (int row = -1; row < rows.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < LatencyModel::ColumnCount; ++column) {
            cells << (row < 0 ? rows.headerData(column, Qt::Horizontal, Qt::DisplayRole)
                              : rows.index(row, column).data())
                         .toString();
        }
        lines << cells.join(u'\t');
    }
    data->setText(lines.join(u'\n') + u'\n');
    if (m_chart != nullptr && !m_isTable)
        data->setImageData(PlotPicture(*m_chart, Theme::instance().tokens().surface).image());
    QGuiApplication::clipboard()->setMimeData(data.release());
}

void LatencyPlot::save(const QString &title, const QString &suggested, const QString &filter,
                       const std::function<QByteArray()> &bytes)
{
    askWhereToSave(
        this, title, suggested, {filter, tr("All files (*)")},
        [self = QPointer(this), bytes](const QString &file, bool replace) {
            if (!self)
                return;
            self->m_file->start([file, replace, bytes](const std::stop_token &) {
                return writeFileDurably(file, bytes(), replace ? Existing::Replace : Existing::Refuse).map([&file] {
                    return WrittenFile{.name = file};
                });
            });
        });
}

} // namespace muster
