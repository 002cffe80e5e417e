// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/plots/timeplot.h"

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

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QPointer>
#include <QStackedWidget>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <memory>

namespace muster {

namespace {

constexpr int pageStep = 10; ///< Rows of PageUp and PageDown.

qreal millisecondsOf(const QDateTime &time)
{
    return qreal(time.toMSecsSinceEpoch());
}

} // namespace

TimePlot::TimePlot(const Words &words, QWidget *parent)
    : QWidget(parent)
    , m_words(words)
    , m_file(new FileJob(this))
{
    setObjectName(idOf("%1Plot"));
    setAccessibleName(words.name);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_pace.setSingleShot(true);
    m_pace.setInterval(updateMilliseconds);
    connect(&m_pace, &QTimer::timeout, this, &TimePlot::follow);
    m_summary = elidedLabel(this, nullptr);
    m_summary->setObjectName(idOf("%1SummaryLabel"));
    buildMenu();
    m_pages = new QStackedWidget(this);
    m_empty = new EmptyState(QString(), words.empty, m_pages);
    m_plotPage = new QWidget(m_pages);
    fillColumn(m_plotPage, 0, {});
    m_plotPage->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_pages->setAttribute(Qt::WA_TransparentForMouseEvents);
    addWidgets(m_pages, {m_empty, m_plotPage});
    m_pages->setCurrentWidget(m_empty);
    fillColumn(this, space::xs, {rowLayout(space::s, {{m_summary, 1}, m_menu}), {m_pages, 1}},
               QMargins(space::xs, 2, 2, 2));
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        wear();
        m_isDrawn = false;
        follow();
    });
    connect(m_file, &FileJob::written, this, [this](const Result<WrittenFile> &file) {
        Q_EMIT told(file ? tr("Plot saved to %1.").arg(visibleText(file->name, 300)) : errorSentence(file.error()));
    });
}

TimePlot::~TimePlot() = default;

QString TimePlot::idOf(const char *pattern) const
{
    const QString text = QString::fromLatin1(pattern);
    const bool isFirst = text.startsWith(u'%');
    return text.arg(isFirst ? m_words.key : QString(m_words.key.at(0).toUpper() + m_words.key.mid(1)));
}

void TimePlot::buildMenu()
{
    m_menu = new MenuButton(QString(), this);
    m_menu->setObjectName(idOf("%1MenuButton"));
    m_menu->setIcon(themedIcon(QStringLiteral("ellipsis")));
    m_menu->setMaximumWidth(36); // no more than its icon needs
    m_menu->setAccessibleName(m_words.menuName);
    m_menu->setToolTip(tr("Show as a table, copy, save"));
    const auto add = [this](const char *pattern, const QString &text, const QString &icon = {}) {
        QAction *action = m_menu->add(pattern, text, icon);
        action->setObjectName(idOf(pattern));
        return action;
    };
    m_asTable = add("%1TableAction", tr("Show as &table"));
    m_asTable->setCheckable(true);
    connect(m_asTable, &QAction::toggled, this, &TimePlot::showTable);
    QAction *copyAction = add("copy%1Action", tr("&Copy"), QStringLiteral("copy"));
    connect(copyAction, &QAction::triggered, this, &TimePlot::copy);
    m_menu->popupMenu()->addSeparator();
    QAction *png = add("save%1PngAction", tr("Save as &PNG…"), QStringLiteral("save"));
    QAction *svg = add("save%1SvgAction", tr("Save as &SVG…"), QStringLiteral("save"));
    QAction *csvAction = add("save%1CsvAction", tr("Save as CS&V…"), QStringLiteral("save"));
    connect(png, &QAction::triggered, this, [this] {
        const PlotPicture picture(*m_chart, Theme::instance().tokens().surface);
        save(tr("Save the plot as"), QStringLiteral(".png"), tr("PNG images (*.png)"),
             [picture] { return picture.png(); });
    });
    connect(svg, &QAction::triggered, this, [this] {
        const PlotPicture picture(*m_chart, Theme::instance().tokens().surface);
        save(tr("Save the plot as"), QStringLiteral(".svg"), tr("SVG images (*.svg)"),
             [picture, title = accessibleName()] { return picture.svg(title); });
    });
    connect(csvAction, &QAction::triggered, this,
            [this] { save(m_words.saveTableTitle, QStringLiteral(".csv"), tr("CSV files (*.csv)"), csv()); });
    m_ofPicture = {png, svg};
    m_ofData = {copyAction, csvAction};
    for (QAction *action : {copyAction, png, svg, csvAction})
        action->setEnabled(false);
}

void TimePlot::dataChanged(bool isAnother)
{
    m_isDrawn = false;
    if (isAnother) {
        putCursorAway();
        m_pace.stop();
    }
    if (!m_pace.isActive())
        follow();
}

void TimePlot::setSummary(const QString &summary)
{
    m_summaryText = summary;
    if (!m_cursor)
        m_summary->setPlainText(summary);
}

void TimePlot::setEmptyText(const QString &text)
{
    m_empty->setSentence(text);
}

void TimePlot::follow()
{
    if (m_isDrawn || !isVisible())
        return;
    choosePage();
    if (!m_isTable && !isEmpty() && m_chart == nullptr) {
        loadChart();
        return;
    }
    draw();
    m_pace.start();
}

void TimePlot::draw()
{
    m_isDrawn = true;
    takeRows();
    if (m_isTable)
        (void)table(); // brought up to date, it is shown already
    else if (m_chart != nullptr)
        m_chart->setContent(content());
    Q_EMIT drawn();
}

void TimePlot::loadChart()
{
    if (m_isLoading)
        return;
    m_isLoading = true;
    PlotModule::instance().load(this, [this](const Result<MakeTimeChart> &make) {
        m_isLoading = false;
        if (!make) {
            m_asTable->setChecked(true);
            m_asTable->setEnabled(false);
            m_asTable->setToolTip(toolTips::text(make.error().detail));
            setSummary(tr("The plot can’t be drawn here; the table shows the same data."));
            return;
        }
        m_chart = (*make)(m_plotPage);
        m_chart->widget()->setObjectName(idOf("%1Chart"));
        m_plotPage->layout()->addWidget(m_chart->widget());
        wear();
        choosePage();
        m_chart->widget()->show();
        m_plotPage->layout()->activate(); // so that it is laid out once, for the room that it has
        follow();
    });
}

void TimePlot::wear()
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

void TimePlot::choosePage()
{
    const bool nothing = isEmpty();
    m_pages->setCurrentWidget(nothing ? m_empty : m_isTable ? static_cast<QWidget *>(m_table) : m_plotPage);
    m_pages->setAttribute(Qt::WA_TransparentForMouseEvents, m_pages->currentWidget() != m_table);
    for (QAction *action : std::as_const(m_ofData))
        action->setEnabled(!nothing);
    for (QAction *action : std::as_const(m_ofPicture))
        action->setEnabled(!nothing && m_chart != nullptr);
}

void TimePlot::showTable(bool asTable)
{
    m_asTable->setChecked(asTable);
    if (asTable == m_isTable)
        return;
    m_isTable = asTable;
    if (asTable && m_table == nullptr) {
        m_table = new DataTable(qPrintable(idOf("%1Table")), m_words.tableName, &table(), m_pages);
        arrange(*m_table);
        m_pages->addWidget(m_table);
    }
    putCursorAway();
    setFocusPolicy(asTable ? Qt::NoFocus : Qt::StrongFocus); // the table has it
    m_isDrawn = false;
    m_pace.stop();
    choosePage();
    follow();
}

qsizetype TimePlot::currentRow() const
{
    for (qsizetype row = 0; m_cursor && row < rowCount(); ++row) {
        if (rowBegin(row) == *m_cursor)
            return row;
    }
    return -1;
}

qsizetype TimePlot::rowAt(qreal time) const
{
    qsizetype nearest = -1;
    qreal least = 0;
    for (qsizetype row = 0; row < rowCount(); ++row) {
        const qreal distance = std::abs(millisecondsOf(rowTime(row)) - time);
        if (nearest < 0 || distance < least) {
            nearest = row;
            least = distance;
        }
    }
    return nearest;
}

void TimePlot::moveTo(qsizetype row)
{
    if (rowCount() == 0 || m_chart == nullptr)
        return;
    const qsizetype chosen = std::clamp<qsizetype>(row, 0, rowCount() - 1);
    m_cursor = rowBegin(chosen);
    const QString words = rowText(chosen);
    m_summary->setPlainText(words);
    setAccessibleDescription(words);
    m_chart->showCursor(millisecondsOf(rowTime(chosen)));
    Announcer::sayNewest(this, objectName(), words);
}

void TimePlot::putCursorAway()
{
    m_cursor.reset();
    m_summary->setPlainText(m_summaryText);
    setAccessibleDescription({});
    if (m_chart != nullptr)
        m_chart->hideCursor();
}

void TimePlot::keyPressEvent(QKeyEvent *event)
{
    // The row that the cursor stands in may be gone, since buckets become wider.
    const qsizetype exact = currentRow();
    const qsizetype row = m_cursor && exact < 0 ? rowAt(millisecondsOf(*m_cursor)) : exact;
    const qsizetype end = rowCount() - 1;
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

void TimePlot::mouseMoveEvent(QMouseEvent *event)
{
    if (m_chart == nullptr || m_isTable || rowCount() == 0 || m_pages->currentWidget() != m_plotPage
        || !m_pages->geometry().contains(event->position().toPoint())) {
        leaveEvent(event);
        return;
    }
    const QPoint inChart = m_chart->widget()->mapFrom(this, event->position().toPoint());
    const qsizetype row = rowAt(m_chart->timeAt(inChart.x()));
    m_chart->showCursor(millisecondsOf(rowTime(row)));
    QToolTip::showText(event->globalPosition().toPoint(), toolTips::text(rowText(row)), this);
}

void TimePlot::leaveEvent(QEvent *)
{
    QToolTip::hideText();
    if (m_chart == nullptr)
        return;
    if (const qsizetype row = currentRow(); row >= 0)
        m_chart->showCursor(millisecondsOf(rowTime(row)));
    else
        m_chart->hideCursor();
}

void TimePlot::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && m_chart != nullptr && rowCount() > 0)
        moveTo(rowAt(m_chart->timeAt(m_chart->widget()->mapFrom(this, event->position().toPoint()).x())));
}

void TimePlot::contextMenuEvent(QContextMenuEvent *event)
{
    m_menu->popupMenu()->popup(event->globalPos());
}

void TimePlot::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    follow();
}

void TimePlot::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void TimePlot::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

void TimePlot::paintEvent(QPaintEvent *)
{
    if (!hasFocus())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Theme::instance().tokens().accent, 2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), cornerRadius, cornerRadius);
}

void TimePlot::copy()
{
    auto data = std::make_unique<QMimeData>();
    const QAbstractItemModel &rows = table();
    QStringList lines;
    for (int row = -1; row < rows.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < rows.columnCount(); ++column) {
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

void TimePlot::save(const QString &title, const QString &suffix, const QString &filter,
                    const std::function<QByteArray()> &bytes)
{
    askWhereToSave(
        this, title, m_words.key + suffix, {filter, tr("All files (*)")},
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
