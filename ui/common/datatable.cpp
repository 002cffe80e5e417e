// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/datatable.h"

#include "ui/common/announcer.h"
#include "ui/common/celldelegate.h"
#include "ui/common/findbar.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/layoutmemory.h"
#include "ui/common/tablecopy.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QResizeEvent>
#include <QToolButton>
#include <QToolTip>

namespace muster {

namespace {

constexpr int fewestColumns = 3; // with fewer there is nothing to choose
constexpr int narrowestSection = 48;
constexpr int lookedAt = 3; ///< Rows, to see whether a column holds numbers.

void fitRows(const QTableView &table)
{
    const int height = std::max(rowHeight, table.fontMetrics().height() + space::s);
    table.verticalHeader()->setMinimumSectionSize(height);
    table.verticalHeader()->setDefaultSectionSize(height);
}

} // namespace

ColumnHeader::ColumnHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setSectionsMovable(true);
    setHighlightSections(false);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setStretchLastSection(true);
    setMinimumSectionSize(narrowestSection);
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QWidget::customContextMenuRequested, this,
            [this](const QPoint &place) { Q_EMIT columnsAsked(mapToGlobal(place)); });
    m_columns = iconButton(this, "columnsButton", QStringLiteral("columns-3"), tr("Choose columns"));
    m_columns->setFocusPolicy(Qt::NoFocus); // from the keyboard it is in the table's menu
    m_columns->setCursor(Qt::ArrowCursor);
    connect(m_columns, &QToolButton::clicked, this,
            [this] { Q_EMIT columnsAsked(m_columns->mapToGlobal(QPoint(0, m_columns->height()))); });
    connect(this, &QHeaderView::sectionCountChanged, this, &ColumnHeader::placeButton);
    placeButton();
}

/// It shows no selection. With the table's it would ask at each painting whether all of a column is selected, for which
/// QItemSelectionModel goes through all rows: a million of them.
void ColumnHeader::setSelectionModel(QItemSelectionModel *selection)
{
    if (selection && selection->parent() == this) // the one that every view makes for itself
        QHeaderView::setSelectionModel(selection);
}

int ColumnHeader::titleWidth(int section) const
{
    int last = count() - 1;
    while (last >= 0 && isSectionHidden(logicalIndex(last)))
        --last;
    const bool sharesPlace = visualIndex(section) == last && !m_columns->isHidden();
    return sectionSizeHint(section) + (sharesPlace ? m_columns->width() : 0);
}

void ColumnHeader::placeButton()
{
    const int side = height() - 2;
    m_columns->setGeometry(width() - side, 0, side, side);
    m_columns->setVisible(count() >= fewestColumns);
}

void ColumnHeader::resizeEvent(QResizeEvent *event)
{
    QHeaderView::resizeEvent(event);
    placeButton();
}

void ColumnHeader::mouseReleaseEvent(QMouseEvent *event)
{
    QHeaderView::mouseReleaseEvent(event);
    Q_EMIT arranged();
}

void ColumnHeader::mouseDoubleClickEvent(QMouseEvent *event)
{
    QHeaderView::mouseDoubleClickEvent(event);
    Q_EMIT arranged();
}

void ColumnHeader::initStyleOptionForIndex(QStyleOptionHeader *option, int section) const
{
    QHeaderView::initStyleOptionForIndex(option, section);
    alignTitle(option, section);
    // A title of which a part lies under the button, because its column goes on outside, begins with its beginning.
    QStyleOptionHeader seen = *option;
    const int left = sectionViewportPosition(section);
    seen.rect = QRect(left, 0, m_columns->x() - left, height());
    const int room = style()->subElementRect(QStyle::SE_HeaderLabel, &seen, this).width();
    if (m_columns->isHidden() || option->fontMetrics.horizontalAdvance(option->text) <= room)
        return;
    option->text = option->fontMetrics.elidedText(option->text, Qt::ElideRight, std::max(room, 0));
    option->textAlignment = Qt::AlignLeft | Qt::AlignVCenter;
}

/// A title stands above its numbers.
void ColumnHeader::alignTitle(QStyleOptionHeader *option, int section) const
{
    if (!model() || model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole).isValid())
        return;
    const int rows = std::min(model()->rowCount(), lookedAt);
    for (int row = 0; row < rows; ++row) {
        if (CellDelegate::alignmentOf(model()->index(row, section)).testFlag(Qt::AlignRight)) {
            option->textAlignment = Qt::AlignRight | Qt::AlignVCenter;
            return;
        }
    }
}

void ColumnHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    QRect title = rect;
    if (!m_columns->isHidden() && rect.right() >= m_columns->x())
        title.setRight(std::max(rect.left(), m_columns->x() - 1));
    if (title != rect) // the line below goes on under the button; first, because the style leaves nothing to be seen
        painter->fillRect(QRect(title.right() + 1, rect.bottom(), rect.right() - title.right(), 1),
                          Theme::instance().tokens().divider);
    QHeaderView::paintSection(painter, title, section);
}

namespace {

constexpr int narrowestName = 120; ///< Of a column that takes what is left; it is what names the row.

} // namespace

DataTable::DataTable(QWidget *parent)
    : QTableView(parent)
    , m_header(new ColumnHeader(this))
    , m_copy(new TableCopy(this))
{
    setHorizontalHeader(m_header);
    setItemDelegate(new CellDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setShowGrid(false);
    setWordWrap(false);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false); // Tab goes on to the next widget; the arrows move in the table
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    fitRows(*this);
    connect(&Theme::instance(), &Theme::textSizeChanged, this, [this] {
        fitRows(*this);
        widenTitles();
    });
    connect(m_header, &ColumnHeader::columnsAsked, this, &DataTable::showColumnMenu);
    connect(m_header, &ColumnHeader::arranged, this, &DataTable::keepLayout);
    connect(m_header, &QHeaderView::sectionCountChanged, this, [this](int before, int now) {
        if (now > before && before > 0) // columns that the rows brought with them
            widenTitles();
    });
    connect(this, &QTableView::doubleClicked, this, &DataTable::activatedRow);
    connect(m_copy, &TableCopy::told, this, &DataTable::tell);
}

DataTable::DataTable(const char *objectName, const QString &accessibleName, QAbstractItemModel *model, QWidget *parent)
    : DataTable(parent)
{
    setObjectName(QString::fromLatin1(objectName));
    setAccessibleName(accessibleName);
    DataTable::setModel(model);
}

void DataTable::setColumnWidths(std::initializer_list<std::pair<int, int>> widths)
{
    for (const auto &[column, width] : widths)
        setColumnWidth(column, width);
}

void DataTable::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    if (m_find)
        m_find->follow();
    if (!model)
        return;
    // A screen reader chooses a row by selecting it; what stands beside the table goes by the current one. Later:
    // whoever moves the current row has it selected first.
    const auto follow = [this, selection = selectionModel()] {
        if (selection != selectionModel() || selectionMode() != SingleSelection)
            return; // of many that are chosen none is gone through: they may be a million
        const QModelIndexList rows = selection->selectedRows();
        if (rows.size() == 1 && rows.first().row() != currentIndex().row())
            selection->setCurrentIndex(rows.first(), QItemSelectionModel::NoUpdate);
    };
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, selectionModel(), follow, Qt::QueuedConnection);
}

void DataTable::setSearch(QLineEdit *search)
{
    m_search = search;
    search->installEventFilter(this);
}

void DataTable::openFind()
{
    if (m_search) {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
        return;
    }
    if (!m_find) {
        m_find = new FindBar(this);
        connect(m_find, &FindBar::shownChanged, this, &DataTable::updateGeometries);
        connect(m_find, &FindBar::marksChanged, viewport(), qOverload<>(&QWidget::update));
    }
    m_find->open();
}

bool DataTable::findIn(const QWidget &page)
{
    DataTable *largest = nullptr;
    for (DataTable *table : page.findChildren<DataTable *>()) {
        const auto area = [](const QWidget *widget) { return widget->width() * widget->height(); };
        if (table->isVisible() && (!largest || area(table) > area(largest)))
            largest = table;
    }
    if (largest)
        largest->openFind();
    return largest != nullptr;
}

/// Where one looks, and to who does not see it.
void DataTable::tell(const QString &sentence)
{
    const QRect rows = viewport()->rect();
    QToolTip::showText(viewport()->mapToGlobal(QPoint(rows.center().x(), rows.top())), toolTips::text(sentence), this);
    Announcer::sayNewest(this, QStringLiteral("copy"), sentence);
}

bool DataTable::event(QEvent *event)
{
    // The table that has the focus comes before a page's or a window's own Ctrl+F.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isOpen = m_find && m_find->isVisible();
        if (key->matches(QKeySequence::Find) || (isOpen && (key->key() == Qt::Key_Escape || key->key() == Qt::Key_F3)))
            event->accept();
    }
    return QTableView::event(event);
}

/// The page's own search has the same manners as the table's.
bool DataTable::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (watched != m_search || !isKey)
        return QTableView::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const bool leaves = key == Qt::Key_Escape || key == Qt::Key_Down;
    if (!leaves)
        return QTableView::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::ShortcutOverride)
        return true;
    if (key == Qt::Key_Escape)
        m_search->clear();
    setFocus(Qt::OtherFocusReason);
    return true;
}

void DataTable::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool isOpen = m_find && m_find->isVisible();
    if (event->matches(QKeySequence::Copy))
        m_copy->start();
    else if (event->matches(QKeySequence::Find))
        openFind();
    else if (isOpen && event->key() == Qt::Key_Escape)
        m_find->dismiss();
    else if (isOpen && event->key() == Qt::Key_F3)
        m_find->proceed(event->modifiers() & Qt::ShiftModifier);
    else if (isEnter && currentIndex().isValid())
        Q_EMIT activatedRow(currentIndex());
    else
        return QTableView::keyPressEvent(event);
    event->accept();
}

void DataTable::contextMenuEvent(QContextMenuEvent *event)
{
    if (!model())
        return;
    auto *menu = named("tableMenu", new QMenu(this));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!actions().isEmpty()) { // what can be done with a row of this table
        menu->addActions(actions());
        menu->addSeparator();
    }
    QAction *copy = menu->addAction(themedIcon(QStringLiteral("copy")), tr("&Copy with header"));
    copy->setShortcut(QKeySequence::Copy);
    copy->setEnabled(selectionModel() && selectionModel()->hasSelection());
    connect(copy, &QAction::triggered, m_copy, &TableCopy::start);
    QAction *find = menu->addAction(themedIcon(QStringLiteral("search")), tr("&Find in this table…"));
    find->setShortcut(QKeySequence::Find);
    connect(find, &QAction::triggered, this, &DataTable::openFind);
    QMenu *columns = menu->addMenu(themedIcon(QStringLiteral("columns-3")), tr("C&olumns"));
    fillColumnMenu(columns);
    const bool isKeyboard = event->reason() == QContextMenuEvent::Keyboard;
    const QPoint below = visualRect(currentIndex()).bottomLeft();
    menu->popup(isKeyboard ? viewport()->mapToGlobal(below) : event->globalPos());
    event->accept();
}

void DataTable::showColumnMenu(const QPoint &place)
{
    if (!model())
        return;
    auto *menu = named("columnsMenu", new QMenu(this));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillColumnMenu(menu);
    menu->popup(place);
}

void DataTable::fillColumnMenu(QMenu *menu)
{
    for (int visual = 0; visual < m_header->count(); ++visual) {
        const int column = m_header->logicalIndex(visual);
        const QString label = model()->headerData(column, Qt::Horizontal).toString();
        if (label.isEmpty())
            continue;
        QAction *action = menu->addAction(QString(label).replace(u'&', QStringLiteral("&&")));
        action->setToolTip(toolTips::text(label));
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(column > 0); // the first column names the row and stays
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            setColumnHidden(column, !shown);
            if (shown && columnWidth(column) < m_header->minimumSectionSize())
                setColumnWidth(column, m_header->defaultSectionSize());
            keepLayout();
        });
    }
    menu->addSeparator();
    QAction *reset = named("resetColumnsAction", menu->addAction(tr("&Reset columns")));
    reset->setEnabled(!m_ownLayout.isEmpty());
    connect(reset, &QAction::triggered, this, &DataTable::resetLayout);
}

void DataTable::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    if (m_ownLayout.isEmpty() && m_header->count() > 0)
        recallLayout();
    holdTitle();
}

/// Widths are numbers of the page's; titles are of a language and a font.
void DataTable::widenTitles()
{
    for (int column = 0; column < m_header->count(); ++column) {
        const bool isOwn = m_header->sectionResizeMode(column) == QHeaderView::Interactive && !isColumnHidden(column);
        if (isOwn)
            setColumnWidth(column, std::max(columnWidth(column), m_header->titleWidth(column)));
    }
}

/// A column that takes what the others leave may be left with less than its title: then it keeps that much, and the
/// table scrolls sideways.
void DataTable::holdTitle()
{
    letTitleGo();
    int last = -1, stretched = -1;
    for (int visual = 0; visual < m_header->count(); ++visual) {
        const int column = m_header->logicalIndex(visual);
        if (isColumnHidden(column))
            continue;
        last = column;
        if (m_header->sectionResizeMode(column) == QHeaderView::Stretch)
            stretched = column;
    }
    const bool isLast = m_header->stretchLastSection();
    const int column = isLast ? last : stretched;
    if (column < 0)
        return;
    const int needed = std::max(m_header->titleWidth(column), isLast ? 0 : narrowestName);
    if (columnWidth(column) >= needed)
        return;
    m_held = column;
    m_isLastHeld = isLast;
    m_header->setStretchLastSection(false);
    m_header->setSectionResizeMode(column, QHeaderView::Interactive);
    setColumnWidth(column, needed);
}

void DataTable::letTitleGo()
{
    if (m_held >= 0 && m_isLastHeld)
        m_header->setStretchLastSection(true);
    else if (m_held >= 0 && m_held < m_header->count())
        m_header->setSectionResizeMode(m_held, QHeaderView::Stretch);
    m_held = -1;
}

void DataTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        holdTitle();
}

void DataTable::recallLayout()
{
    widenTitles();
    m_ownLayout = m_header->saveState();
    if (objectName().isEmpty())
        return;
    const QByteArray kept = LayoutMemory::instance().recall(objectName());
    if (!kept.isEmpty())
        m_header->restoreState(kept);
}

void DataTable::keepLayout()
{
    letTitleGo(); // what is kept is what the table is, not what a small window makes of it
    if (!objectName().isEmpty())
        LayoutMemory::instance().keep(objectName(), m_header->saveState());
    holdTitle();
    if (m_find)
        m_find->follow();
}

void DataTable::resetLayout()
{
    m_held = -1;
    m_header->restoreState(m_ownLayout);
    holdTitle();
    if (!objectName().isEmpty())
        LayoutMemory::instance().keep(objectName(), {});
    if (m_find)
        m_find->follow();
}

void DataTable::updateGeometries()
{
    QTableView::updateGeometries();
    if (!m_find || m_find->isHidden())
        return;
    // Between the rows and what scrolls them sideways, so that no row lies under it.
    const int height = m_find->sizeHint().height();
    QMargins margins = viewportMargins();
    margins.setBottom(height);
    setViewportMargins(margins);
    const QRect rows = viewport()->geometry();
    m_find->setGeometry(rows.left(), rows.bottom() + 1, rows.width(), height);
}

void DataTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (m_find)
        m_find->follow();
}

void DataTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (!m_find || m_find->isHidden() || m_find->search().text().isEmpty())
        return;
    const int first = rowAt(0), last = rowAt(viewport()->height() - 1);
    if (first < 0)
        return;
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Theme::instance().colour(ColourRole::Accent), 1));
    for (int row = first; row <= (last < 0 ? model()->rowCount() - 1 : last); ++row) {
        for (int column = 0; column < m_header->count(); ++column) {
            const QModelIndex cell = model()->index(row, column);
            const QRect place = visualRect(cell);
            if (place.isEmpty() || !place.intersects(event->rect()) || !m_find->search().matches(cell))
                continue;
            painter.drawRoundedRect(QRectF(place).adjusted(1.5, 2.5, -1.5, -2.5), cornerRadius, cornerRadius);
        }
    }
}

} // namespace muster
