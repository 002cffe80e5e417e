// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/segments/segmentspage.h"

#include "models/items/segmentmodels.h"
#include "models/text/exporttexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"
#include "ui/common/badges.h"
#include "ui/common/commands.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/errorpanel.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/indextable.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/relativetimes.h"
#include "ui/common/theme.h"
#include "ui/segments/exportsheet.h"

#include <QDataStream>
#include <QLocale>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <algorithm>
#include <utility>

namespace muster {

SegmentDetails::SegmentDetails(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_attributes(new AttributesModel(this))
{
    auto *content = new QWidget(m_stack);
    m_name = elidedLabel(content, "segmentNameLabel");
    m_name->setFont(Theme::titleFont());
    m_summary = elidedLabel(content, nullptr, ColourRole::Muted);
    m_badge = new StatusBadge(content);
    m_reason = wrappedLabel(content, "exportabilityLabel");
    m_export = primaryButton(content, "openExportButton", tr("Export…"), QStringLiteral("download"));
    joinCommand(Command::ExportSegment, m_export);
    connect(m_export, &QPushButton::clicked, this, &SegmentDetails::exportAsked);

    m_schema = new QWidget(content);
    m_schemaTitle = elidedLabel(m_schema, nullptr, ColourRole::Muted);
    m_table = new DataTable("schemaTable", tr("Attributes of the segment"), m_attributes, m_schema);
    new EmptyOverlay(m_table,
                     tr("This segment has no attributes. Add some in the tenant, then load the segments again."));
    m_table->setColumnWidths({{AttributesModel::Name, 150}, {AttributesModel::Type, 130}});
    fillColumn(m_schema, space::xs, {m_schemaTitle, {m_table, 1}});

    m_error = new ErrorPanel(content);
    connect(m_error, &ErrorPanel::retry, this, &SegmentDetails::retryAsked);

    fillPage(content, space::s,
             {m_name,
              m_badge,
              m_summary,
              m_reason,
              {m_export, 0, Qt::AlignLeft},
              boxGap(space::s),
              {m_schema, 1},
              {m_error, 1}});

    auto *empty = new EmptyState(QStringLiteral("users"),
                                 tr("Choose an audience segment to see its attributes and to export it."), m_stack);
    addWidgets(m_stack, {content, empty});
    fillColumn(this, -1, {m_stack});
    clear();
}

void SegmentDetails::setSegment(const SegmentSummary &segment, const QDateTime &now,
                                std::chrono::seconds freshnessLimit)
{
    m_stack->setCurrentIndex(0);
    m_active = segment.isActive();
    m_name->setPlainText(segment.name);
    setAge(segment, now, freshnessLimit);
    m_export->setEnabled(false); // until the schema is there
    m_attributes->setRows({});
    m_schemaTitle->setPlainText(tr("Reading the attributes…"));
    m_schema->show();
    m_error->hide();
}

void SegmentDetails::setAge(const SegmentSummary &segment, const QDateTime &now, std::chrono::seconds freshnessLimit)
{
    const bool stale = m_active && segment.lastUpdated.secsTo(now) > freshnessLimit.count();
    m_summary->setPlainText(QString(peopleText(segment.size) % u" \u00b7 "
                                    % tr("updated %1").arg(relativeTimeText(segment.lastUpdated, now))));
    m_badge->setStatus(!m_active   ? Tone::Neutral
                           : stale ? Tone::Warn
                                   : Tone::Good,
                       !m_active   ? (segment.status == u"Inactive" ? tr("Inactive") : segment.status)
                           : stale ? tr("Stale")
                                   : tr("Active"),
                       !m_active   ? QStringLiteral("circle-slash")
                           : stale ? QStringLiteral("clock")
                                   : QStringLiteral("circle-check"));
    m_reason->setPlainText(exportabilityText(segment, now, freshnessLimit));
}

void SegmentDetails::setDefinition(const SegmentDefinition &definition)
{
    m_attributes->setRows(definition.attributes);
    const auto retired = std::count_if(definition.attributes.begin(), definition.attributes.end(),
                                       [](const SegmentAttribute &attribute) { return !attribute.valid; });
    m_schemaTitle->setPlainText(
        retired == 0 ? tr("Attributes (%1)").arg(QString::number(definition.attributes.size()))
                     : tr("Attributes (%1, %2 retired)")
                           .arg(QString::number(definition.attributes.size()), QString::number(retired)));
    m_export->setEnabled(m_active && retired < definition.attributes.size());
    m_schema->show();
    m_error->hide();
}

void SegmentDetails::setError(const ApiError &error)
{
    m_error->setError(error);
    m_error->show();
    m_schema->hide();
    m_export->setEnabled(false);
}

void SegmentDetails::clear()
{
    m_stack->setCurrentIndex(1);
}

SegmentsPage::SegmentsPage(QWidget *parent)
    : QWidget(parent)
    , m_now(QDateTime::currentDateTimeUtc())
    , m_segments(new SegmentsModel(this))
{
    // Each part is born where it belongs: one that moves to another parent is styled anew with all that it holds.
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setChildrenCollapsible(false);
    m_leftSplitter = new QSplitter(Qt::Vertical, m_splitter);
    fillSplitter(m_leftSplitter, {{buildTable(m_leftSplitter), 2}, {buildLive(m_leftSplitter), 3}});

    m_side = new QStackedWidget(m_splitter);
    m_details = named("segmentDetails", new SegmentDetails(m_side));
    m_side->addWidget(m_details);
    connect(m_details, &SegmentDetails::exportAsked, this, &SegmentsPage::openSheet);
    connect(m_details, &SegmentDetails::retryAsked, this, &SegmentsPage::selectionMoved);

    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_side->setMinimumWidth(340);
    m_splitter->setSizes({640, 440});
    fillColumn(this, 0, {{m_splitter, 1}});
    m_times = new RelativeTimes(this, [this](const QDateTime &now) { showTimes(now); });
}

QWidget *SegmentsPage::buildTable(QWidget *parent)
{
    auto *box = new QWidget(parent);
    m_table
        = new IndexTable(m_segments, SegmentsModel::Name, "segment", "segments", QStringLiteral("users"),
                         {tr("Audience segments"), tr("Find a segment by name"), tr("Refresh the segments"),
                          tr("Loading the audience segments…"), tr("This tenant has no audience segments yet."),
                          tr("Refresh"), tr("No segment names match."), tr("Show all segments")},
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
    auto *compare
        = pushButton(box, "openCompareExportsButton", tr("Compare two exports…"), QStringLiteral("list-checks"));
    compare->setToolTip(tr("Who joined, who left and what changed between two exported files"));
    connect(compare, &QPushButton::clicked, this, &SegmentsPage::compareAsked);
    fillColumn(box, space::s, {{m_table, 1}, {compare, 0, Qt::AlignLeft}},
               QMargins(space::l, space::l, space::l, space::m));
    return box;
}

QWidget *SegmentsPage::buildLive(QWidget *parent)
{
    m_live = new QWidget(parent);
    m_liveTitle = new PlainLabel(PlainLabel::Fit::Elide, m_live);
    m_liveMore = elidedLabel(m_live, "liveMoreLabel", ColourRole::Muted);
    auto *close = named("closeLiveRowsButton", new QToolButton(m_live));
    close->setIcon(themedIcon(QStringLiteral("x")));
    close->setAccessibleName(tr("Close the arriving rows"));
    close->setToolTip(tr("Close; the run continues"));
    connect(close, &QToolButton::clicked, m_live, &QWidget::hide);
    m_liveRows = new RecordPreviewModel(1000, this);
    auto *liveTable = new DataTable("liveRowsTable", tr("Rows as they arrive"), m_liveRows, m_live);
    new EmptyOverlay(liveTable, tr("The first rows appear here as soon as a page has arrived."));
    liveTable->setMinimumHeight(100);
    connect(m_liveRows, &RecordPreviewModel::moreChanged, this, [this](qint64 more) {
        m_liveMore->setPlainText(more > 0 ? tr("%1 more in the file").arg(QLocale().toString(more)) : QString());
    });
    auto *line = rowLayout(space::m, {{m_liveTitle, 2}, {m_liveMore, 1}, close});
    fillColumn(m_live, space::xs, {line, {liveTable, 1}}, QMargins(space::l, space::s, space::l, space::m));
    m_live->hide();
    return m_live;
}

void SegmentsPage::setProfile(const ConnectionProfile &profile)
{
    m_profile = profile;
    m_wanted.clear();
    m_repeated.reset();
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
    if (m_repeated && !segments.isEmpty() && m_segments->rowOf(m_repeated->query.segmentId) < 0)
        tellGone(*std::exchange(m_repeated, std::nullopt));
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

void SegmentsPage::repeat(const ExportOrder &order)
{
    m_repeated = order;
    const QString segmentId = order.query.segmentId;
    if (m_segments->rowCount() > 0 && m_segments->rowOf(segmentId) < 0)
        return tellGone(*std::exchange(m_repeated, std::nullopt));
    choose(segmentId);
    if (m_definition && m_definition->id == segmentId)
        openRepeated();
}

void SegmentsPage::openRepeated()
{
    openSheet();
    if (m_sheet && m_side->currentWidget() == m_sheet)
        m_sheet->take(*m_repeated);
    m_repeated.reset();
}

void SegmentsPage::tellGone(const ExportOrder &order)
{
    Prompts::instance().tell(this, tr("The segment no longer exists"),
                             tr("The tenant has no segment “%1”. It may have been deleted or renamed. Choose another "
                                "one, or check the tenant.")
                                 .arg(visibleText(order.segmentName, 200)));
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
    if (m_repeated && m_repeated->query.segmentId != segment->id)
        m_repeated.reset();
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
    if (m_repeated)
        openRepeated();
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
        m_sheet = named("exportSheet", new ExportSheet(m_side));
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

bool SegmentsPage::holdsWork() const
{
    return m_sheet && m_side->currentWidget() == m_sheet;
}

QString SegmentsPage::chosenId() const
{
    const SegmentSummary *segment = selected();
    return segment ? segment->id : QString();
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
