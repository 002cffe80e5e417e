// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/facetspane.h"

#include "models/items/facetsmodel.h"
#include "ui/common/celldelegate.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QTreeView>
#include <algorithm>

namespace muster {

namespace {

/// A value that the filter holds is marked by an icon and its ground, an excluded one by another icon and a line.
class FacetDelegate final : public CellDelegate
{
public:
    using CellDelegate::CellDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        if (index.data(FacetsModel::StateRole).toInt() != FacetsModel::Off && index.parent().isValid())
            fillSelected(*painter, option.rect);
        CellDelegate::paint(painter, option, index);
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        CellDelegate::initStyleOption(option, index);
        if (!index.parent().isValid()) {
            option->font.setWeight(QFont::DemiBold);
            return;
        }
        const int state = index.data(FacetsModel::StateRole).toInt();
        if (index.column() != FacetsModel::Value || state == FacetsModel::Off)
            return;
        const bool excluded = state == FacetsModel::Excluded;
        option->icon = themedIcon(excluded ? QStringLiteral("circle-slash") : QStringLiteral("check"),
                                  excluded ? ColourRole::Bad : ColourRole::Accent);
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->decorationSize = QSize(12, 12);
        option->font.setStrikeOut(excluded);
    }
};

} // namespace

FacetsPane::FacetsPane(QWidget *parent)
    : QWidget(parent)
    , m_model(new FacetsModel(this))
    , m_view(named("facetsView", new QTreeView(this)))
{
    m_view->setAccessibleName(tr("Facets: how many contacts each value would show, to filter the table"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new FacetDelegate(m_view));
    m_view->setHeaderHidden(true);
    m_view->setRootIsDecorated(false);
    m_view->setItemsExpandable(true);
    m_view->setExpandsOnDoubleClick(false);
    m_view->setUniformRowHeights(true);
    m_view->setIndentation(space::s);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setTabKeyNavigation(false);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setSectionResizeMode(FacetsModel::Value, QHeaderView::Stretch);
    m_view->header()->setSectionResizeMode(FacetsModel::Count, QHeaderView::Fixed);
    for (int group = 0; group < FacetsModel::GroupCount; ++group)
        m_view->setFirstColumnSpanned(group, {}, true);
    m_view->viewport()->installEventFilter(this);
    m_view->installEventFilter(this);
    m_view->expandAll();
    connect(m_model, &QAbstractItemModel::rowsInserted, m_view,
            [this](const QModelIndex &parent) { m_view->expand(parent.isValid() ? parent : m_view->rootIndex()); });
    auto *hint = hintLabel(this, tr("Click: only this. Ctrl: combine. Right-click: all but this."));
    m_clear = pushButton(this, "clearFacetsButton", tr("Show all"));
    m_clear->setAccessibleName(tr("Clear all facets and show all contacts"));
    connect(m_clear, &QPushButton::clicked, this, [this] {
        ContactFilter none{.onlyChanges = m_model->filter().onlyChanges, .search = m_model->filter().search};
        Q_EMIT filterAsked(none);
    });
    fillColumn(this, space::xs, {sectionTitle(this, tr("Facets")), {m_view, 1}, hint, m_clear},
               QMargins(space::s, space::m, space::s, space::m));
    setFilter({});
}

void FacetsPane::setSummary(const ListSummary &summary)
{
    m_model->setSummary(summary);
    // As wide as the greatest count needs: what it does not need the values have.
    const QString widest = QLocale().toString(std::max<qint64>(summary.contacts, 1'000));
    m_view->header()->resizeSection(FacetsModel::Count, m_view->fontMetrics().horizontalAdvance(widest) + space::l);
}

void FacetsPane::setFilter(const ContactFilter &filter)
{
    m_model->setFilter(filter);
    ContactFilter bare = filter;
    bare.onlyChanges = false;
    bare.search.clear();
    m_clear->setEnabled(!bare.isEmpty());
}

void FacetsPane::clear()
{
    m_model->clear();
}

bool FacetsPane::mousePressed(const QPoint &place, Qt::MouseButton button, Qt::KeyboardModifiers modifiers)
{
    const QModelIndex index = m_view->indexAt(place);
    if (!index.isValid() || (button != Qt::LeftButton && button != Qt::RightButton))
        return false;
    m_view->setFocus(Qt::MouseFocusReason);
    m_view->setCurrentIndex(index);
    const auto click = button == Qt::RightButton  ? FacetsModel::Click::Invert
        : modifiers.testFlag(Qt::ControlModifier) ? FacetsModel::Click::Combine
                                                  : FacetsModel::Click::Only;
    Q_EMIT filterAsked(m_model->clicked(index, click));
    return true;
}

bool FacetsPane::keyPressed(int key, Qt::KeyboardModifiers modifiers)
{
    const QModelIndex index = m_view->currentIndex();
    if (!index.isValid())
        return false;
    if (key == Qt::Key_Space || key == Qt::Key_Return || key == Qt::Key_Enter) {
        Q_EMIT filterAsked(m_model->clicked(
            index, modifiers.testFlag(Qt::ControlModifier) ? FacetsModel::Click::Combine : FacetsModel::Click::Only));
        return true;
    }
    if (key == Qt::Key_Menu || (key == Qt::Key_F10 && modifiers.testFlag(Qt::ShiftModifier))) {
        Q_EMIT filterAsked(m_model->clicked(index, FacetsModel::Click::Invert));
        return true;
    }
    return false;
}

bool FacetsPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view->viewport() && event->type() == QEvent::MouseButtonPress) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        return mousePressed(mouse->position().toPoint(), mouse->button(), mouse->modifiers());
    }
    if (watched == m_view->viewport() && event->type() == QEvent::MouseButtonDblClick) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        return mousePressed(mouse->position().toPoint(), mouse->button(), mouse->modifiers());
    }
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        return keyPressed(key->key(), key->modifiers());
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace muster
