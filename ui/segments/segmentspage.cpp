// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/segments/segmentspage.h"

#include "models/items/itemroles.h"
#include "models/items/recordpreviewmodel.h"
#include "models/items/segmentsmodel.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/errorpanel.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/skeletonrows.h"
#include "ui/common/theme.h"
#include "ui/segments/exportsheet.h"
#include "ui/segments/segmentdetails.h"

#include <QAction>
#include <QDataStream>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace muster {

SegmentsPage::SegmentsPage(QWidget *parent)
    : QWidget(parent)
    , m_now(QDateTime::currentDateTimeUtc())
    , m_segments(new SegmentsModel(this))
    , m_proxy(new QSortFilterProxyModel(this))
{
    m_proxy->setSourceModel(m_segments);
    m_proxy->setSortRole(RawRole);
    m_proxy->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_proxy->setSortLocaleAware(true);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_proxy->setFilterKeyColumn(SegmentsModel::Name);

    m_leftSplitter = new QSplitter(Qt::Vertical, this);
    m_leftSplitter->setChildrenCollapsible(false);
    m_leftSplitter->addWidget(buildTable());
    m_leftSplitter->addWidget(buildLive());
    m_leftSplitter->setStretchFactor(0, 2);
    m_leftSplitter->setStretchFactor(1, 3);

    m_side = new QStackedWidget(this);
    m_details = new SegmentDetails(m_side);
    m_details->setObjectName(QStringLiteral("segmentDetails"));
    m_sheet = new ExportSheet(m_side);
    m_sheet->setObjectName(QStringLiteral("exportSheet"));
    m_side->addWidget(m_details);
    m_side->addWidget(m_sheet);
    connect(m_details, &SegmentDetails::exportAsked, this, &SegmentsPage::openSheet);
    connect(m_details, &SegmentDetails::retryAsked, this, &SegmentsPage::selectionMoved);
    connect(m_sheet, &ExportSheet::closed, this, &SegmentsPage::closeSheet);

    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_leftSplitter);
    m_splitter->addWidget(m_side);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_side->setMinimumWidth(340);
    m_splitter->setSizes({640, 440});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_splitter, 1);
}

QWidget *SegmentsPage::buildHead()
{
    auto *head = new QWidget(this);
    auto *title = new PlainLabel(PlainLabel::Fit::Elide, head);
    title->setPlainText(tr("Audience segments"));
    title->setFont(Theme::titleFont());
    m_count = new PlainLabel(PlainLabel::Fit::Elide, head);
    m_count->setRole(ColourRole::Muted);
    m_search = new QLineEdit(head);
    m_search->setObjectName(QStringLiteral("segmentSearchEdit"));
    m_search->setAccessibleName(tr("Find a segment by its name"));
    m_search->setPlaceholderText(tr("Find by name (Ctrl+F)"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(240);
    m_search->setMinimumWidth(160);
    auto *find = new QAction(this);
    find->setShortcut(QKeySequence::Find);
    addAction(find);
    connect(find, &QAction::triggered, m_search, [this] { m_search->setFocus(Qt::ShortcutFocusReason); });
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_proxy->setFilterFixedString(text);
        showCount();
    });
    auto *reload = new QToolButton(head);
    reload->setObjectName(QStringLiteral("reloadSegmentsButton"));
    reload->setIcon(themedIcon(QStringLiteral("refresh-cw")));
    reload->setAccessibleName(tr("Load the segments again"));
    reload->setToolTip(tr("Load the segments again (F5)"));
    reload->setShortcut(QKeySequence::Refresh);
    connect(reload, &QToolButton::clicked, this, &SegmentsPage::reloadAsked);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    row->addWidget(title);
    row->addWidget(m_count, 1);
    row->addWidget(m_search, 2);
    row->addWidget(reload);
    return head;
}

QWidget *SegmentsPage::buildTable()
{
    auto *box = new QWidget(this);
    m_stack = new QStackedWidget(box);
    m_table = new DataTable(m_stack);
    setFocusProxy(m_table);
    m_table->setObjectName(QStringLiteral("segmentsTable"));
    m_table->setAccessibleName(tr("Audience segments"));
    m_table->setModel(m_proxy);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(SegmentsModel::Name, Qt::AscendingOrder);
    m_table->setColumnWidth(SegmentsModel::Name, 240);
    m_table->setColumnWidth(SegmentsModel::Status, 100);
    m_table->setColumnWidth(SegmentsModel::Size, 90);
    m_table->setColumnWidth(SegmentsModel::Updated, 110);
    m_table->setColumnWidth(SegmentsModel::Attributes, 80);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(SegmentsModel::Name, QHeaderView::Stretch);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &SegmentsPage::selectionMoved);
    connect(m_table, &DataTable::activatedRow, this, &SegmentsPage::openSheet);
    m_empty = new EmptyState(QStringLiteral("users"), m_stack);
    m_empty->setObjectName(QStringLiteral("segmentsEmptyState"));
    connect(m_empty, &EmptyState::triggered, this, &SegmentsPage::reloadAsked);
    m_error = new ErrorPanel(m_stack);
    m_error->setObjectName(QStringLiteral("segmentsErrorPanel"));
    connect(m_error, &ErrorPanel::retry, this, &SegmentsPage::reloadAsked);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_error);
    m_skeleton = new SkeletonRows(m_stack);
    m_skeleton->setObjectName(QStringLiteral("segmentsSkeletonRows"));
    m_skeleton->setSentence(tr("Loading the audience segments\u2026"));
    m_stack->addWidget(m_skeleton);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(space::l, space::l, space::l, space::m);
    column->setSpacing(space::s);
    column->addWidget(buildHead());
    column->addWidget(m_stack, 1);
    return box;
}

QWidget *SegmentsPage::buildLive()
{
    m_live = new QWidget(this);
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
    m_segments->setFreshnessLimit(profile.freshnessLimit);
}

void SegmentsPage::setNow(const QDateTime &now)
{
    m_now = now;
    m_segments->setNow(now);
}

void SegmentsPage::setExportDefaults(const QString &folder, TextProfile textProfile)
{
    m_folder = folder;
    m_textProfile = textProfile;
}

void SegmentsPage::showLoading()
{
    if (m_segments->rowCount() > 0) {
        m_count->setPlainText(tr("loading again\u2026"));
        return;
    }
    m_stack->setCurrentWidget(m_skeleton);
}

void SegmentsPage::setSegments(const QList<SegmentSummary> &segments)
{
    const SegmentSummary *before = selected();
    const QString id = before ? before->id : QString();
    m_segments->setSegments(segments);
    showCount();
    if (segments.isEmpty()) {
        m_details->clear();
        return;
    }
    selectSegment(id);
}

void SegmentsPage::setLoadError(const ApiError &error)
{
    m_error->setError(error);
    m_stack->setCurrentWidget(m_error);
    m_count->setPlainText({});
}

void SegmentsPage::showCount()
{
    const int all = m_segments->rowCount(), shown = m_proxy->rowCount();
    m_count->setPlainText(all == shown ? QLocale().toString(all)
                                       : tr("%1 of %2").arg(QLocale().toString(shown), QLocale().toString(all)));
    if (shown > 0) {
        m_stack->setCurrentWidget(m_table);
        return;
    }
    m_empty->setSentence(all == 0 ? tr("This tenant has no audience segments yet.")
                                  : tr("No segment has that in its name."));
    m_empty->setAction(all == 0 ? tr("Load again") : QString());
    m_stack->setCurrentWidget(m_empty);
}

const SegmentSummary *SegmentsPage::selected() const
{
    const QModelIndex current = m_proxy->mapToSource(m_table->currentIndex());
    return current.isValid() ? m_segments->segment(current.row()) : nullptr;
}

void SegmentsPage::selectSegment(const QString &segmentId)
{
    const int row = m_segments->rowOf(segmentId);
    const QModelIndex index = m_proxy->mapFromSource(m_segments->index(row, 0));
    const QModelIndex target = index.isValid() ? index : m_proxy->index(0, 0);
    m_table->setCurrentIndex(target);
    selectionMoved();
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

void SegmentsPage::openSheet()
{
    const SegmentSummary *segment = selected();
    if (!segment || !segment->isActive() || !m_definition)
        return;
    m_sheet->start(m_profile, *segment, *m_definition, m_now, m_folder, m_textProfile);
    m_side->setCurrentWidget(m_sheet);
}

void SegmentsPage::closeSheet()
{
    if (m_side->currentWidget() != m_sheet)
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
    out << m_table->layoutState() << m_splitter->saveState() << m_leftSplitter->saveState();
    return state;
}

void SegmentsPage::restoreLayout(const QByteArray &state)
{
    QDataStream in(state);
    QByteArray table, splitter, left;
    in >> table >> splitter >> left;
    if (in.status() != QDataStream::Ok)
        return;
    m_table->restoreLayout(table);
    m_splitter->restoreState(splitter);
    m_leftSplitter->restoreState(left);
}

} // namespace muster
