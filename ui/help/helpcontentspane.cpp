// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/help/helpcontentspane.h"

#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"

#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QPainter>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QTextLayout>
#include <QTreeWidget>

namespace muster {

namespace {

constexpr int snippetLines = 3;

QFont titleFont(const QStyleOptionViewItem &option)
{
    QFont font = option.font;
    font.setWeight(QFont::DemiBold);
    return font;
}

/// The snippet in lines of `width`; returns its height.
double layOut(QTextLayout &layout, const QModelIndex &index, int width, const DesignTokens &tokens)
{
    QList<QTextLayout::FormatRange> ranges;
    for (const HelpMark &mark : index.data(HelpHitDelegate::MarksRole).value<QList<HelpMark>>()) {
        QTextCharFormat format;
        format.setFontWeight(QFont::DemiBold);
        format.setForeground(tokens.text);
        format.setBackground(tokens.selection);
        ranges << QTextLayout::FormatRange{int(mark.start), int(mark.length), format};
    }
    layout.setText(index.data(HelpHitDelegate::SnippetRole).toString());
    layout.setFormats(ranges);
    layout.beginLayout();
    double height = 0;
    for (int i = 0; i < snippetLines; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(width);
        line.setPosition(QPointF(0, height));
        height += line.height();
    }
    layout.endLayout();
    return height;
}

int textWidth(const QStyleOptionViewItem &option)
{
    // Before the view is shown the option has no place yet; the view's own width counts.
    const QWidget *view = option.widget;
    const int width = view ? view->contentsRect().width() : option.rect.width();
    return std::max(40, width - 2 * space::s - 2 * space::xs);
}

} // namespace

void HelpHitDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const DesignTokens &tokens = Theme::instance().tokens();
    QStyleOptionViewItem frame = option;
    initStyleOption(&frame, index);
    frame.text.clear();
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &frame, painter, option.widget);
    const QRect inner = option.rect.adjusted(space::s, space::s, -space::s, -space::s);
    painter->save();
    painter->setClipRect(option.rect);
    const QFont font = titleFont(option);
    const QFontMetrics metrics(font);
    painter->setFont(font);
    painter->setPen(tokens.text);
    painter->drawText(QRect(inner.topLeft(), QSize(inner.width(), metrics.height())), Qt::AlignVCenter,
                      metrics.elidedText(index.data().toString(), Qt::ElideRight, inner.width()));
    QTextLayout layout;
    layout.setFont(option.font);
    layOut(layout, index, textWidth(option), tokens);
    painter->setPen(option.state & QStyle::State_Selected ? tokens.text : tokens.muted);
    layout.draw(painter, QPointF(inner.left(), inner.top() + metrics.height() + 2));
    painter->restore();
}

QSize HelpHitDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QTextLayout layout;
    layout.setFont(option.font);
    const double snippet = layOut(layout, index, textWidth(option), Theme::instance().tokens());
    return {100, int(2 * space::s + QFontMetrics(titleFont(option)).height() + 2 + snippet)};
}

namespace {

constexpr int placeRole = Qt::UserRole;
constexpr int contentsRowHeight = 24;

QString placeText(const QString &page, const QString &anchor)
{
    return anchor.isEmpty() ? page : QString(page % u'#' % anchor);
}

} // namespace

HelpContentsPane::HelpContentsPane(const HelpIndex &index, QWidget *parent)
    : QWidget(parent)
    , m_index(index)
    , m_field(searchEdit(this, "helpSearchField", tr("Search the manual"), tr("Search the manual")))
    , m_count(wrappedLabel(this, "helpCountLabel", ColourRole::Muted))
    , m_stack(new QStackedWidget(this))
    , m_tree(new QTreeWidget(m_stack))
    , m_hits(named("helpHitsView", new QListView(m_stack)))
    , m_model(new QStandardItemModel(this))
{
    m_field->addAction(themedIcon(QStringLiteral("search"), ColourRole::Muted), QLineEdit::LeadingPosition);
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &HelpContentsPane::search);
    m_count->hide();
    m_hits->setAccessibleName(tr("Search results"));
    m_hits->setModel(m_model);
    m_hits->setItemDelegate(new HelpHitDelegate(m_hits));
    m_hits->setResizeMode(QListView::Adjust);
    m_hits->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_hits->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_hits->setEditTriggers(QAbstractItemView::NoEditTriggers);
    connect(m_hits, &QListView::clicked, this, &HelpContentsPane::chooseHit);
    connect(m_hits, &QListView::activated, this, &HelpContentsPane::chooseHit);
    buildTree();
    addWidgets(m_stack, {m_tree, m_hits});
    fillColumn(this, space::s, {m_field, m_count, {m_stack, 1}}, QMargins(space::m, space::m, space::s, space::m));
}

void HelpContentsPane::buildTree()
{
    m_tree->setObjectName(QStringLiteral("helpContentsTree"));
    m_tree->setAccessibleName(tr("Manual contents"));
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->header()->setStretchLastSection(true);
    for (const HelpPage &page : m_index.pages())
        addPage(page);
    const auto choose = [this](const QTreeWidgetItem *item) { chooseItem(item); };
    connect(m_tree, &QTreeWidget::itemClicked, this, choose);
    connect(m_tree, &QTreeWidget::itemActivated, this, choose);
}

void HelpContentsPane::addPage(const HelpPage &page)
{
    QTreeWidgetItem *group
        = m_tree->topLevelItemCount() > 0 ? m_tree->topLevelItem(m_tree->topLevelItemCount() - 1) : nullptr;
    if (!group || group->text(0) != page.group) {
        group = new QTreeWidgetItem(m_tree, {page.group});
        group->setFlags(Qt::ItemIsEnabled);
        QFont font = m_tree->font();
        font.setWeight(QFont::DemiBold);
        group->setFont(0, font);
        group->setSizeHint(0, QSize(0, contentsRowHeight));
        group->setExpanded(true);
    }
    auto *item = new QTreeWidgetItem(group, {page.title});
    item->setData(0, placeRole, page.id);
    item->setToolTip(0, toolTips::text(page.summary));
    for (const HelpSection &section : page.sections) {
        if (section.level != 2)
            continue;
        auto *chapter = new QTreeWidgetItem(item, {section.title});
        chapter->setData(0, placeRole, placeText(page.id, section.anchor));
        chapter->setToolTip(0, toolTips::text(section.title));
    }
}

void HelpContentsPane::setCurrent(const HelpPlace &place)
{
    QTreeWidgetItem *page = nullptr, *exact = nullptr;
    for (QTreeWidgetItemIterator it(m_tree); *it; ++it) {
        const HelpPlace there = helpPlace((*it)->data(0, placeRole).toString());
        if (there == place)
            exact = *it;
        if (there.page == place.page && there.anchor.isEmpty())
            page = *it;
    }
    if (page != m_unfolded) {
        if (m_unfolded)
            m_unfolded->setExpanded(false);
        m_unfolded = page && !page->isExpanded() ? page : nullptr; // what a person opened stays open
        if (m_unfolded)
            m_unfolded->setExpanded(true);
    }
    m_tree->setCurrentItem(exact ? exact : page);
}

void HelpContentsPane::focusSearch()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

QString HelpContentsPane::query() const
{
    return m_field->text();
}

bool HelpContentsPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key == Qt::Key_Escape && !m_field->text().isEmpty()) {
        m_field->clear();
        return true;
    }
    if (key != Qt::Key_Down && key != Qt::Key_Return && key != Qt::Key_Enter)
        return QWidget::eventFilter(watched, event);
    if (m_model->rowCount() == 0)
        return true;
    if (key == Qt::Key_Down)
        m_hits->setFocus(Qt::OtherFocusReason);
    else
        chooseHit(m_hits->currentIndex());
    return true;
}

void HelpContentsPane::search()
{
    const QList<HelpHit> hits = m_index.search(m_field->text());
    m_model->clear();
    for (const HelpHit &hit : hits) {
        const HelpPage &page = m_index.pages()[hit.page];
        const HelpSection &section = page.sections[hit.section];
        auto *item = new QStandardItem(hit.section == 0 ? page.title
                                                        //: A chapter of the manual and the page that has it.
                                                        : tr("%1 \u00b7 %2").arg(section.title, page.title));
        item->setData(hit.snippet, HelpHitDelegate::SnippetRole);
        item->setData(QVariant::fromValue(hit.marks), HelpHitDelegate::MarksRole);
        item->setData(placeText(page.id, hit.section == 0 ? QString() : section.anchor), HelpHitDelegate::PlaceRole);
        item->setData(QString(item->text() % u". " % hit.snippet), Qt::AccessibleTextRole);
        m_model->appendRow(item);
    }
    const bool isLooking = !helpTerms(m_field->text()).isEmpty();
    m_stack->setCurrentWidget(isLooking ? static_cast<QWidget *>(m_hits) : m_tree);
    m_count->setVisible(isLooking);
    m_count->setPlainText(hits.isEmpty() ? tr("No page contains all of these words.")
                                         //: %Ln is a number of places in the manual.
                                         : tr("%Ln result(s)", nullptr, int(hits.size())));
    if (!hits.isEmpty())
        m_hits->setCurrentIndex(m_model->index(0, 0));
    Q_EMIT searched();
}

void HelpContentsPane::chooseItem(const QTreeWidgetItem *item)
{
    if (const QString place = item->data(0, placeRole).toString(); !place.isEmpty())
        Q_EMIT placeChosen(helpPlace(place), {});
}

void HelpContentsPane::chooseHit(const QModelIndex &hit)
{
    if (hit.isValid())
        Q_EMIT placeChosen(helpPlace(hit.data(HelpHitDelegate::PlaceRole).toString()), helpTerms(m_field->text()));
}

} // namespace muster
