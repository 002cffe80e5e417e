// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/recentitems.h"

#include <QWidget>

class QPushButton;
class QStackedWidget;

namespace muster {

class DataTable;
class PlainLabel;
class RecentItemsModel;

/// What was opened last with the connection that is open: open one again, take one out, take all out.
class RecentPane : public QWidget
{
    Q_OBJECT

public:
    explicit RecentPane(QWidget *parent = nullptr);
    void setItems(const QList<RecentItem> &items);
    void showError(const QString &sentence); ///< Empty: none.

Q_SIGNALS:
    void openAsked(const muster::RecentItem &item);
    void removeAsked(const muster::RecentItem &item);
    void clearAsked();

private:
    [[nodiscard]] const RecentItem *current() const;
    void showButtons();

    RecentItemsModel *m_items = nullptr;
    DataTable *m_table = nullptr;
    QStackedWidget *m_stack = nullptr;
    PlainLabel *m_error = nullptr;
    QPushButton *m_open = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_clear = nullptr;
};

} // namespace muster
