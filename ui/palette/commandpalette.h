// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/forward.h"

#include <QFrame>
#include <QPointer>
#include <QStyledItemDelegate>

class QListView;

namespace muster {

class PaletteModel;

/// A row of the palette: icon, title with the letters that were found in bold and underlined, kind and detail behind
/// it, keys at the right. What is not available now is muted, with the reason in the kind's place.
class PaletteDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// A field over the window to find anything that can be done or opened, and the list of what fits, by the keyboard
/// alone: typing searches, the arrows choose, Return opens, Escape gives the focus back to where it was. Screen readers
/// hear the row that is chosen although the field keeps the focus. A child of the window that it lies over.
class CommandPalette : public QFrame
{
    Q_OBJECT

public:
    CommandPalette(PaletteModel *model, QWidget *window);
    void popUp(); ///< Empty; the focus is in its field.
    void close(); ///< The focus goes back where it was. Nothing happens while it is closed.

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void place();
    void choose(int row);
    void act(int row);
    void actNow();
    void showFound();
    void showState();
    void followFocus(QWidget *now);

    PaletteModel *const m_model;
    QLineEdit *m_edit = nullptr;
    QListView *m_list = nullptr;
    PlainLabel *m_state = nullptr;
    QPointer<QWidget> m_before; ///< Who had the focus.
    bool m_actWhenFound = false; ///< Return was pressed before the search was over.
};

} // namespace muster
