// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/segments/segmentspage.h"

#include "models/items/recordpreviewmodel.h"
#include "models/items/segmentmodels.h"
#include "ui/common/datatable.h"
#include "ui/common/emptyover.h"
#include "ui/common/icons.h"
#include "ui/common/indextable.h"
#include "ui/common/plainlabel.h"
#include "ui/common/relativetimes.h"
#include "ui/common/theme.h"
#include "ui/segments/exportsheet.h"
#include "ui/segments/segmentdetails.h"

#include <QDataStream>
#include <QHBoxLayout>
#include <QLocale>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <utility>

namespace muster {

SegmentsPage::SegmentsPage(QWidget *parent)
    : QWidget(parent)
    , m_now(QDateTime::currentDateTimeUtc())
    , m_segments(new SegmentsModel(this))
{
    // Each part is born where it belongs: one that moves to another parent is styled anew with all that it holds.
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setChildrenCollapsible(false);
    m_leftSplitter = new QSplitter(Qt::Vertical, m_splitter);
    m_leftSplitter->setChildrenCollapsible(false);
    m_leftSplitter->addWidget(buildTable(m_leftSplitter));
    m_leftSplitter->addWidget(buildLive(m_leftSplitter));
    m_leftSplitter->setStretchFactor(0, 2);
    m_leftSplitter->setStretchFactor(1, 3);

    m_side = new QStackedWidget(m_splitter);
    m_details = new SegmentDetails(m_side);
    m_details->setObjectName(QStringLiteral("segmentDetails"));
    m_side->addWidget(m_details);
    connect(m_details, &SegmentDetails::exportAsked, this, &SegmentsPage::openSheet);
    connect(m_details, &SegmentDetails::retryAsked, this, &SegmentsPage::selectionMoved);

    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_side->setMinimumWidth(340);
    m_splitter->setSizes({640, 440});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_splitter, 1);
    m_times = new RelativeTimes(this, [this](const QDateTime &now) { showTimes(now); });
}

QWidget *SegmentsPage::buildTable(QWidget *parent)
{
    auto *box = new QWidget(parent);
    m_table
        = new IndexTable(m_segments, SegmentsModel::Name, "segment", "segments", QStringLiteral("users"),
                         {tr("Audience segments"), tr("Find a segment by its name"), tr("Load the segments again"),
                          tr("Loading the audience segments\u2026"), tr("This tenant has no audience segments yet."),
                          tr("Load again"), tr("No segment has that in its name."), tr("Show all segments")},
                         box);
    const std::pair<int, int> widths[] = {{SegmentsModel::Name, 240},
                                          {SegmentsModel::Status, 100},
                                          {SegmentsModel::Size, 90},
                                          {SegmentsModel::Updated, 110},
                                          {SegmentsModel::Attributes, 80}};
    for (const auto &[index, width] : widths)
        m_table->table()->setColumnWidth(index, width);
    setFocusProxy(m_table);
    connect(m_table, &IndexTable::currentChanged, this, &SegmentsPage::selectionMoved);
    connect(m_table, &IndexTable::activated, this, &SegmentsPage::openSheet);
    connect(m_table, &IndexTable::noneActed, this, &SegmentsPage::reloadAsked);
    connect(m_table, &IndexTable::reloadAsked, this, &SegmentsPage::reloadAsked);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(space::l, space::l, space::l, space::m);
    column->setSpacing(0);
    column->addWidget(m_table);
    return box;
}

QWidget *SegmentsPage::buildLive(QWidget *parent)
{
    m_live = new QWidget(parent);
    m_liveTitle = new PlainLabel(PlainLabel::Fit::Elide, m_live);
    m_liveMore = new PlainLabel(PlainLabel::Fit::Elide, m_live);
    m_liveMore->setObjectName(QStringLiteral("liveMoreLabel"));
    m_liveMore->setRole(ColourRole::Muted);
    auto *close = new QToolButton(m_live);
    close->setObjectName(QStringLiteral("closeLiveRowsButton"));
    close->setIcon(themedIcon(QStringLiteral("x")));
    close->setAccessibleName(tr("Close the arriving rows"));
    close->setToolTip(tr("Close; the run goes on"));
    connect(close, &QToolButton::clicked, m_live, &QWidget::hide);
    m_liveRows = new RecordPreviewModel(1000, this);
    m_liveTable = new DataTable(m_live);
    m_liveTable->setObjectName(QStringLiteral("liveRowsTable"));
    m_liveTable->setAccessibleName(tr("Rows as they arrive"));
    m_liveTable->setModel(m_liveRows);
    new EmptyOver(m_liveTable, tr("The first rows appear here as soon as a page of them has arrived."));
    m_liveTable->setMinimumHeight(100);
    connect(m_liveRows, &RecordPreviewModel::moreChanged, this, [this](qint64 more) {
        m_liveMore->setPlainText(more > 0 ? tr("%1 more in the file").arg(QLocale().toString(more)) : QString());
    });
    auto *line = new QHBoxLayout;
    line->setSpacing(space::m);
    line->addWidget(m_liveTitle, 2);
    line->addWidget(m_liveMore, 1);
    line->addWidget(close);
    auto *column = new QVBoxLayout(m_live);
    column->setContentsMargins(space::l, space::s, space::l, space::m);
    column->setSpacing(space::xs);
    column->addLayout(line);
    column->addWidget(m_liveTable, 1);
    m_live->hide();
    return m_live;
}

void SegmentsPage::setProfile(const ConnectionProfile &profile)
{
    m_profile = profile;
    m_wanted.clear();
    m_live->hide();
    m_liveRows->start({});
    // The next sheet is built empty: attributes, filters, file name and fill rates are all of one tenant's segment.
    if (m_sheet) {
        m_side->removeWidget(m_sheet);
        m_sheet->deleteLater();
        m_sheet = nullptr;
        m_side->setCurrentWidget(m_details);
    }
    m_segments->setFreshnessLimit(profile.freshnessLimit);
    setSegments({});
    m_table->showInside();
}

void SegmentsPage::setNow(const QDateTime &now)
{
    m_times->setNow(now);
}

void SegmentsPage::showTimes(const QDateTime &now)
{
    m_now = now;
    m_segments->setNow(now);
    if (const SegmentSummary *segment = selected())
        m_details->setAge(*segment, m_now, m_profile.freshnessLimit);
}

void SegmentsPage::setExportDefaults(const QString &folder, TextProfile textProfile)
{
    m_folder = folder;
    m_textProfile = textProfile;
}

void SegmentsPage::showLoading()
{
    m_table->showLoading();
}

void SegmentsPage::setSegments(const QList<SegmentSummary> &segments)
{
    const SegmentSummary *before = selected();
    QString id = before ? before->id : QString();
    if (!m_wanted.isEmpty() && !segments.isEmpty())
        id = std::exchange(m_wanted, {});
    m_segments->setSegments(segments);
    m_table->showRows(m_segments->rowOf(id));
    selectionMoved();
}

void SegmentsPage::choose(const QString &segmentId)
{
    const int row = m_segments->rowOf(segmentId);
    if (row >= 0)
        m_table->reveal(row);
    else if (m_segments->rowCount() == 0)
        m_wanted = segmentId;
}

void SegmentsPage::setLoadError(const ApiError &error)
{
    m_table->showError(error);
}

const SegmentSummary *SegmentsPage::selected() const
{
    return m_segments->at(m_table->currentRow());
}

void SegmentsPage::selectionMoved()
{
    const SegmentSummary *segment = selected();
    m_definition.reset();
    if (!segment) {
        m_details->clear();
        return;
    }
    closeSheet();
    m_details->setSegment(*segment, m_now, m_profile.freshnessLimit);
    Q_EMIT definitionAsked(segment->id);
}

void SegmentsPage::setDefinition(const SegmentDefinition &definition)
{
    m_segments->setAttributeCount(definition.id, int(definition.attributes.size()));
    const SegmentSummary *segment = selected();
    if (!segment || segment->id != definition.id)
        return; // an answer that came too late
    m_definition = definition;
    m_details->setDefinition(definition);
}

void SegmentsPage::setDefinitionError(const QString &segmentId, const ApiError &error)
{
    const SegmentSummary *segment = selected();
    if (segment && segment->id == segmentId)
        m_details->setError(error);
}

ExportSheet *SegmentsPage::sheet()
{
    if (!m_sheet) {
        m_sheet = new ExportSheet(m_side);
        m_sheet->setObjectName(QStringLiteral("exportSheet"));
        m_side->addWidget(m_sheet);
        connect(m_sheet, &ExportSheet::closed, this, &SegmentsPage::closeSheet);
        Q_EMIT sheetBuilt(m_sheet);
    }
    return m_sheet;
}

void SegmentsPage::openSheet()
{
    const SegmentSummary *segment = selected();
    if (!segment || !segment->isActive() || !m_definition)
        return;
    sheet()->start(m_profile, *segment, *m_definition, m_now, m_folder, m_textProfile);
    m_side->setCurrentWidget(m_sheet);
    Q_EMIT sheetOpened(segment->id, segment->name);
}

void SegmentsPage::closeSheet()
{
    if (!m_sheet || m_side->currentWidget() != m_sheet)
        return;
    m_side->setCurrentWidget(m_details);
    m_table->setFocus();
}

void SegmentsPage::startLiveRows(const QString &title, const QStringList &attributes)
{
    m_liveName = title;
    m_liveTitle->setPlainText(tr("Arriving: %1").arg(title));
    m_liveRows->start(attributes);
    m_live->show();
}

void SegmentsPage::addLiveRows(const std::shared_ptr<const RecordPage> &page)
{
    m_liveRows->append(page);
}

void SegmentsPage::endLiveRows()
{
    m_liveTitle->setPlainText(tr("Arrived: %1").arg(m_liveName));
}

QByteArray SegmentsPage::layoutState() const
{
    QByteArray state;
    QDataStream out(&state, QIODevice::WriteOnly);
    out << m_splitter->saveState() << m_leftSplitter->saveState();
    return state;
}

void SegmentsPage::restoreLayout(const QByteArray &state)
{
    QDataStream in(state);
    QByteArray splitter, left;
    in >> splitter >> left;
    if (in.status() != QDataStream::Ok)
        return;
    m_splitter->restoreState(splitter);
    m_leftSplitter->restoreState(left);
}

} // namespace muster
