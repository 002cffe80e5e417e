// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/help/helpindex.h"
#include "ui/common/forward.h"

#include <QStyledItemDelegate>
#include <QWidget>

class QListView;
class QModelIndex;
class QStandardItemModel;
class QTreeWidget;
class QTreeWidgetItem;

namespace muster {

/// Draws a hit of the search: the title of its place (DisplayRole), below it up to three lines of its snippet with the
/// words that were found marked.
class HelpHitDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    enum Role {
        SnippetRole = Qt::UserRole, ///< QString
        MarksRole, ///< QList<HelpMark>, in the snippet.
        PlaceRole, ///< QString, as helpPlace() reads it.
    };

    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// The left side of the manual: what there is, by groups, pages and chapters; in its place, while something is looked
/// for, where it was found.
class HelpContentsPane : public QWidget
{
    Q_OBJECT

public:
    /// `index` outlives the pane.
    explicit HelpContentsPane(const HelpIndex &index, QWidget *parent = nullptr);
    void setCurrent(const HelpPlace &place); ///< Marks it in the contents.
    void focusSearch();
    [[nodiscard]] QString query() const;

Q_SIGNALS:
    /// `terms` are the words that were looked for; none from the contents.
    void placeChosen(const muster::HelpPlace &place, const QStringList &terms);
    void searched(); ///< The words in the field are others now.

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildTree();
    void addPage(const HelpPage &page);
    void search();
    void chooseItem(const QTreeWidgetItem *item);
    void chooseHit(const QModelIndex &hit);

    const HelpIndex &m_index;
    QLineEdit *m_field = nullptr;
    PlainLabel *m_count = nullptr;
    QStackedWidget *m_stack = nullptr;
    QTreeWidget *m_tree = nullptr;
    QTreeWidgetItem *m_unfolded = nullptr; ///< The page that was opened because it is shown.
    QListView *m_hits = nullptr;
    QStandardItemModel *m_model = nullptr;
};

} // namespace muster
