// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/listworkbench.h"

#include <QWidget>

class QPushButton;
class QTreeView;

namespace muster {

class FacetsModel;

/// The facets beside the table. A click shows that value alone, Ctrl and a click (or Ctrl+Space) combines, the right
/// button (or the menu key) shows all but it. Asks for a filter; shows the one that holds.
class FacetsPane : public QWidget
{
    Q_OBJECT

public:
    explicit FacetsPane(QWidget *parent = nullptr);
    void setSummary(const ListSummary &summary);
    void setFilter(const ContactFilter &filter);
    void clear();

Q_SIGNALS:
    /// The filter with the facets that were asked for; only-changes and search stay as in the one that was set.
    void filterAsked(const muster::ContactFilter &filter);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool mousePressed(const QPoint &place, Qt::MouseButton button, Qt::KeyboardModifiers modifiers);
    bool keyPressed(int key, Qt::KeyboardModifiers modifiers);

    FacetsModel *m_model = nullptr;
    QTreeView *m_view = nullptr;
    QPushButton *m_clear = nullptr;
};

} // namespace muster
